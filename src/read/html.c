#include "read/html.h"

#include <ctype.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/html.h"
#include "base/text.h"
#include "base/xml.h"
#include "read/clean.h"
#include "read/encoding.h"
#include "read/fold.h"
#include "read/match.h"

struct paging {
    struct import *im;
    struct source_blocks *blocks;
    struct source_block *open;   // the block that takes text; NULL: the next text begins one
    struct source_block shape;   // what the next block is: kind, level, list
    unsigned style;
    const char *link;
    int lists;                   // open <ol> and <ul>
    int depth;
    bool space;                  // white space was met behind the last word
};

#define MAX_DEPTH 200
#define MAX_TABLES 100  // elements around a table that is still read as one

static bool is_one_of(const xmlNode *node, const char *const *names, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (strcasecmp((const char *)node->name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}
#define IS_ONE_OF(node, list) is_one_of(node, list, sizeof(list) / sizeof *(list))

// ---- what is left out

static bool names_menu(struct paging *p, const char *value) {
    char *copy = arena_strdup(p->im->arena, value ? value : ""), *state = NULL;
    for (char *w = strtok_r(copy, " \t\n", &state); w; w = strtok_r(NULL, " \t\n", &state)) {
        if (words_is(p->im->words, "menu", fold_text(p->im->arena, w))) {
            return true;
        }
    }
    return false;
}

static bool is_site(struct paging *p, const xmlNode *node) {
    static const char *const always[] = {"nav", "footer", "aside", "button", "noscript"};
    static const char *const roles[] = {"navigation", "banner", "contentinfo", "complementary", "search"};
    const char *role = xml_attr(node, "role");
    for (size_t i = 0; role && i < sizeof roles / sizeof *roles; i++) {
        if (strcasecmp(role, roles[i]) == 0) {
            return true;
        }
    }
    // The header of the site, not that of an article.
    bool header = xml_is(node, "header") && node->parent && xml_is(node->parent, "body");
    bool body = xml_is(node, "body") || xml_is(node, "main") || xml_is(node, "article");
    return header || IS_ONE_OF(node, always) ||
           (!body && (names_menu(p, xml_attr(node, "class")) || names_menu(p, xml_attr(node, "id"))));
}

static bool is_never_read(const xmlNode *node) {
    static const char *const names[] = {"script", "style", "template", "svg", "iframe", "object", "head", "canvas"};
    const char *style = xml_attr(node, "style");
    return IS_ONE_OF(node, names) || xml_attr(node, "hidden") ||
           (style && (strcasestr(style, "display:none") || strcasestr(style, "display: none")));
}

// ---- text

static struct source_place place_of(const xmlNode *node) {
    long line = xmlGetLineNo((xmlNode *)node);
    return (struct source_place){.line = line > 0 ? (int)line : 0};
}

static void end_block(struct paging *p) {
    p->open = NULL;
    p->space = false;
    p->shape = (struct source_block){.kind = SOURCE_PARAGRAPH, .level = p->lists};
}

static void put(struct paging *p, const xmlNode *at, const char *text) {
    if (!p->open) {
        p->open = source_add(p->im->arena, p->blocks, p->shape.kind, place_of(at));
        p->open->level = p->shape.level;
        p->open->list = p->shape.list;
        p->open->strict = p->shape.strict;
        p->space = false;
    }
    source_run(p->im->arena, p->open, text, p->style, p->link);
}

// White space is one space between words, none at the edges of a block; a no-break space is white space to us too.
static void add_text(struct paging *p, const xmlNode *node, const char *text) {
    struct buf words = buf_new(p->im->arena);
    for (const char *q = text, *end = text + strlen(text); q < end;) {
        const char *start = q;
        unsigned c = text_next(&q, end);
        if (text_is_space(c)) {
            p->space = true;
            continue;
        }
        if (p->space && (p->open || words.n)) {
            buf_char(&words, ' ');
        }
        p->space = false;
        buf_add(&words, start, (size_t)(q - start));
    }
    if (words.n) {
        bool space = p->space;
        put(p, node, buf_text(&words));
        p->space = space;
    }
}

static void walk(struct paging *p, const xmlNode *node);

static void walk_children(struct paging *p, const xmlNode *node) {
    if (p->depth++ < MAX_DEPTH && p->blocks->n < SOURCE_MAX_BLOCKS) {
        for (const xmlNode *c = node->children; c; c = c->next) {
            walk(p, c);
        }
    } else {
        add_text(p, node, xml_text(p->im->arena, node));
    }
    p->depth--;
}

static void walk_inline(struct paging *p, const xmlNode *node, unsigned style) {
    unsigned before = p->style;
    const char *link = p->link, *href = xml_is(node, "a") ? xml_attr(node, "href") : NULL;
    p->style |= style;
    if (href && (strncasecmp(href, "http", 4) == 0 || strncasecmp(href, "mailto:", 7) == 0)) {
        p->link = href;
    }
    walk_children(p, node);
    p->style = before;
    p->link = link;
}

static unsigned style_of(const xmlNode *node) {
    static const struct {
        const char *name;
        unsigned style;
    } names[] = {{"b", RUN_BOLD}, {"strong", RUN_BOLD}, {"i", RUN_ITALIC}, {"em", RUN_ITALIC},
                 {"sup", RUN_SUP}, {"sub", RUN_SUB}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcasecmp((const char *)node->name, names[i].name) == 0) {
            return names[i].style;
        }
    }
    return 0;
}

// ---- blocks

static void walk_block(struct paging *p, const xmlNode *node, struct source_block shape) {
    end_block(p);
    p->shape = shape;
    walk_children(p, node);
    end_block(p);
}

static void walk_list(struct paging *p, const xmlNode *node) {
    bool ordered = xml_is(node, "ol");
    end_block(p);
    p->lists++;
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (xml_is(c, "li")) {
            struct source_block item = {.kind = SOURCE_ITEM, .level = p->lists - 1, .strict = true,
                                        .list = ordered ? SOURCE_ORDERED : SOURCE_BULLET};
            walk_block(p, c, item);
        } else {
            walk(p, c);
        }
    }
    p->lists--;
    end_block(p);
}

static int span(const xmlNode *cell, const char *name) {
    const char *value = xml_attr(cell, name);
    int n = value ? atoi(value) : 1;
    return n >= 1 && n <= 1000 ? n : 1;
}

static struct source_blocks blocks_of(struct paging *p, const xmlNode *node) {
    struct source_blocks blocks = {0};
    struct paging inner = {.im = p->im, .blocks = &blocks, .depth = p->depth + 1};
    end_block(&inner);
    walk_children(&inner, node);
    return blocks;
}

static void add_row(struct paging *p, struct source_block *table, const xmlNode *tr) {
    struct source_row *row = source_row(p->im->arena, table);
    for (const xmlNode *c = tr->children; c; c = c->next) {
        if (xml_is(c, "td") || xml_is(c, "th")) {
            struct source_cell *cell = source_cell(p->im->arena, row, place_of(c));
            cell->colspan = span(c, "colspan");
            cell->rowspan = span(c, "rowspan");
            cell->head = xml_is(c, "th");
            cell->blocks = blocks_of(p, c);
        }
    }
}

static void add_rows(struct paging *p, struct source_block *table, const xmlNode *node) {
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (xml_is(c, "tr")) {
            add_row(p, table, c);
        } else if (c->type == XML_ELEMENT_NODE) {
            add_rows(p, table, c);
        }
    }
}

static bool holds_table(const xmlNode *node, int depth) {
    for (const xmlNode *c = node->children; c && depth < MAX_DEPTH; c = c->next) {
        if (xml_is(c, "table") || holds_table(c, depth + 1)) {
            return true;
        }
    }
    return false;
}

// Whether the first cell of a row, which is not the only one, is called like a field of any form.
static bool names_a_field(struct paging *p, const xmlNode *tr) {
    struct match m;
    const xmlNode *first = xml_child(tr, NULL);
    if (!first || !xml_next(first, NULL) || holds_table(first, 0)) {
        return false;
    }
    const char *text = xml_text(p->im->arena, first);
    for (size_t i = 0; i < p->im->forms->n && strlen(text) < 200; i++) {
        if (match_name(p->im->arena, &p->im->forms->items[i], text, false, &m)) {
            return true;
        }
    }
    return false;
}

struct grid {
    bool wide, labelled;
};

static void look_at_rows(struct paging *p, const xmlNode *node, struct grid *grid, int depth) {
    for (const xmlNode *c = node->children; c && depth < 4 && !grid->labelled; c = c->next) {
        if (xml_is(c, "tr")) {
            const xmlNode *first = xml_child(c, NULL);
            grid->wide = grid->wide || (first && xml_next(first, NULL));
            grid->labelled = names_a_field(p, c);
        } else if (c->type == XML_ELEMENT_NODE && !xml_is(c, "table")) {
            look_at_rows(p, c, grid, depth + 1);
        }
    }
}

// Tables of one column, and those that hold others without labels of their own, only lay the page out.
static bool is_layout(struct paging *p, const xmlNode *node) {
    struct grid grid = {0};
    look_at_rows(p, node, &grid, 0);
    return !grid.labelled && (!grid.wide || holds_table(node, 0));
}

static void walk_table(struct paging *p, const xmlNode *node) {
    end_block(p);
    if (is_layout(p, node) || p->depth > MAX_TABLES) {
        walk_children(p, node);
    } else {
        struct source_block table = {.kind = SOURCE_TABLE, .place = place_of(node)};
        add_rows(p, &table, node);
        if (table.n_rows) {
            *source_add(p->im->arena, p->blocks, SOURCE_TABLE, table.place) = table;
        }
    }
    end_block(p);
}

// <dl>: terms and what they say, as a table of two columns.
static void walk_terms(struct paging *p, const xmlNode *node) {
    struct source_block table = {.kind = SOURCE_TABLE, .place = place_of(node)};
    struct source_row *row = NULL;
    end_block(p);
    for (const xmlNode *c = node->children; c; c = c->next) {
        bool term = xml_is(c, "dt");
        if (!term && !xml_is(c, "dd")) {
            continue;
        }
        row = term || !row ? source_row(p->im->arena, &table) : row;
        struct source_cell *cell = source_cell(p->im->arena, row, place_of(c));
        cell->blocks = blocks_of(p, c);
    }
    if (table.n_rows) {
        *source_add(p->im->arena, p->blocks, SOURCE_TABLE, table.place) = table;
    }
    end_block(p);
}

// ---- forms that were saved with what is filled in

static void walk_input(struct paging *p, const xmlNode *node) {
    const char *type = xml_attr(node, "type"), *value = xml_attr(node, "value");
    static const char *const kinds[] = {"text", "date", "number", "email", "url", "tel", "month"};
    bool shown = !type;
    for (size_t i = 0; type && i < sizeof kinds / sizeof *kinds; i++) {
        shown = shown || strcasecmp(type, kinds[i]) == 0;
    }
    if (shown && value) {
        p->space = true;
        add_text(p, node, value);
    }
}

static void walk_choice(struct paging *p, const xmlNode *node) {
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (xml_is(c, "optgroup")) {
            walk_choice(p, c);
        } else if (xml_is(c, "option") && xml_attr(c, "selected")) {
            p->space = true;
            add_text(p, c, xml_text(p->im->arena, c));
        } else if (xml_is(c, "option")) {
            import_take(p->im, "pilihan", NULL, xml_text(p->im->arena, c), place_of(c));
        }
    }
}

// ---- the walk

static void leave_site(struct paging *p, const xmlNode *node) {
    struct source_place place = place_of(node);
    const char *text = xml_text(p->im->arena, node);
    if (!text_blank(text)) {
        import_take(p->im, "perabot", NULL, text, place);
        import_repair(p->im, "perbaikan.perabot", &place, text, "");
    }
}

static bool is_block(const xmlNode *node) {
    static const char *const names[] = {"p", "div", "section", "article", "main", "header", "blockquote", "pre",
                                        "figure", "figcaption", "address", "center", "fieldset", "legend", "form",
                                        "td", "th", "tr", "tbody", "thead", "tfoot", "caption", "details", "summary",
                                        "dt", "dd", "body", "html", "textarea", "label", "li"};
    return IS_ONE_OF(node, names);
}

static void walk_element(struct paging *p, const xmlNode *node) {
    const char *name = (const char *)node->name;
    struct source_block paragraph = {.kind = SOURCE_PARAGRAPH, .level = p->lists};
    if (is_never_read(node)) {
        return;
    }
    if (is_site(p, node)) {
        end_block(p);
        leave_site(p, node);
    } else if (tolower((unsigned char)name[0]) == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2]) {
        walk_block(p, node, (struct source_block){.kind = SOURCE_HEADING, .level = name[1] - '0'});
    } else if (xml_is(node, "ol") || xml_is(node, "ul")) {
        walk_list(p, node);
    } else if (xml_is(node, "table")) {
        walk_table(p, node);
    } else if (xml_is(node, "dl")) {
        walk_terms(p, node);
    } else if (xml_is(node, "br") || xml_is(node, "hr")) {
        end_block(p);
    } else if (xml_is(node, "img")) {
        if (!text_blank(xml_attr(node, "alt"))) {
            p->space = true;
            add_text(p, node, xml_attr(node, "alt"));
        }
    } else if (xml_is(node, "input")) {
        walk_input(p, node);
    } else if (xml_is(node, "select")) {
        walk_choice(p, node);
    } else if (is_block(node)) {
        // The first block of an item is the item.
        bool first = !p->open && p->shape.kind == SOURCE_ITEM;
        walk_block(p, node, first ? p->shape : paragraph);
    } else {
        walk_inline(p, node, style_of(node));
    }
}

static void walk(struct paging *p, const xmlNode *node) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        add_text(p, node, (const char *)node->content);
    } else if (node->type == XML_ELEMENT_NODE) {
        walk_element(p, node);
    }
}

// ---- afterwards: numbers that were typed

// "1. Judul" as a paragraph is an item, as in a text.
static void type_markers(struct paging *p, struct source_blocks *blocks, int depth) {
    for (size_t i = 0; i < blocks->n && depth < SOURCE_MAX_DEPTH; i++) {
        struct source_block *b = &blocks->items[i];
        for (size_t r = 0; r < b->n_rows; r++) {
            for (size_t c = 0; c < b->rows[r].n; c++) {
                type_markers(p, &b->rows[r].cells[c].blocks, depth + 1);
            }
        }
        size_t n = b->kind == SOURCE_PARAGRAPH && b->n_runs && b->level == 0 ? fold_marker(b->runs[0].text) : 0;
        if (n && n < strlen(b->runs[0].text)) {
            b->kind = SOURCE_ITEM;
            b->marker = text_collapse(p->im->arena, arena_strndup(p->im->arena, b->runs[0].text, n));
            b->list = isalnum((unsigned char)*b->marker) || *b->marker == '(' ? SOURCE_ORDERED : SOURCE_BULLET;
            b->runs[0].text += n;
        }
    }
}

bool html_read(struct import *im, struct str bytes) {
    struct decoded d = decode_text(im->arena, bytes);
    const xmlDoc *doc = d.encoding == ENCODING_BAD ? NULL : html_parse(im->arena, d.text);
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL, *body = root ? xml_child(root, "body") : NULL;
    if (!root) {
        const char *rule = d.encoding == ENCODING_BAD ? "read.nul" : "read.html";
        findings_add(im->findings, rule, (struct place){.file = im->file}, NULL);
        return false;
    }
    const xmlNode *head = xml_child(root, "head"), *title = head ? xml_child(head, "title") : NULL;
    struct paging p = {.im = im, .blocks = &im->source.blocks};
    end_block(&p);
    im->source.title = title ? xml_text(im->arena, title) : NULL;
    walk(&p, body ? body : root);
    type_markers(&p, &im->source.blocks, 0);
    clean_source(im);
    return true;
}
