#include "read/rich.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "read/fold.h"
#include "read/rich_inline.h"
#include "read/rich_list.h"

struct writing {
    struct import *im;
    xmlNode *parent;
    struct open_lists lists;
    int depth;                 // of tables in cells
    xmlNode *last;             // the <p> or <li> that was written last
    char end;                  // its last byte; 0: none
    int line;                  // where it ends, in texts
};

void rich_add(struct arena *arena, struct rich_blocks *list, const struct source_block *block) {
    if (list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 8;
        list->items = arena_grow(arena, list->items, list->cap * sizeof *list->items, cap * sizeof *list->items);
        list->cap = cap;
    }
    list->items[list->n++] = block;
}

char *rich_line(struct import *im, const struct rich_blocks *blocks) {
    struct buf out = buf_new(im->arena);
    for (size_t i = 0; i < blocks->n; i++) {
        buf_str(&out, i ? " " : "");
        buf_str(&out, source_text(im->arena, blocks->items[i]));
        if (blocks->items[i]->marker) {
            import_take(im, "nomor", NULL, blocks->items[i]->marker, blocks->items[i]->place);
        }
    }
    return text_collapse(im->arena, buf_text(&out));
}

// ---- runs

static void add_text(xmlNode *parent, const char *text) {
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, "\n");
        xmlNodeAddContentLen(parent, (const xmlChar *)p, (int)n);
        p += n;
        if (*p == '\n') {
            xml_add(parent, "br");
            p++;
        }
    }
}

static xmlNode *styled(xmlNode *parent, const struct source_run *run) {
    static const struct {
        unsigned style;
        const char *name;
    } names[] = {{RUN_BOLD, "b"}, {RUN_ITALIC, "i"}, {RUN_SUP, "sup"}, {RUN_SUB, "sub"}};
    if (run->link) {
        parent = xml_add(parent, "a");
        xml_set(parent, "href", run->link);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (run->style & names[i].style) {
            parent = xml_add(parent, names[i].name);
        }
    }
    return parent;
}

// Runs of `from` bytes on; blank ones carry no style.
static void add_runs(xmlNode *parent, const struct source_block *block) {
    for (size_t i = 0; i < block->n_runs; i++) {
        struct source_run run = block->runs[i];
        if (text_blank(run.text)) {
            run.style = 0;
            run.link = NULL;
        }
        add_text(styled(parent, &run), run.text);
    }
}

static char last_byte(struct import *im, const struct source_block *block) {
    const char *text = source_text(im->arena, block);
    size_t n = strlen(text);
    while (n && isspace((unsigned char)text[n - 1])) {
        n--;
    }
    return n ? text[n - 1] : '\0';
}

static int words_of(const char *text) {
    int n = 0;
    for (const char *p = text + strspn(text, " \n"); *p; p += strspn(p, " \n")) {
        n++;
        p += strcspn(p, " \n");
    }
    return n;
}

// ---- items

// The inline content of an item becomes its first paragraph, so that blocks may follow.
static void open_item(xmlNode *li) {
    if (!li->children || xml_is(li->children, "p") || xml_is(li->children, "table")) {
        return;
    }
    xmlNode *first = li->children, *p = xml_add(li, "p");
    xmlUnlinkNode(p);
    while (first) {
        xmlNode *next = first->next;
        xmlUnlinkNode(first);
        xmlAddChild(p, first);
        first = next;
    }
    xmlAddChild(li, p);
}

static void tell_list(struct writing *w, const struct source_block *item) {
    import_repair(w->im, "perbaikan.nomor", &item->place, item->marker ? item->marker : "",
                  arena_printf(w->im->arena, "%d", w->lists.items[w->lists.n - 1].mark.value));
}

static void write_item(struct writing *w, const struct source_block *block) {
    struct open_lists *lists = &w->lists;
    struct list_step step = list_step(lists, block);
    struct list_mark mark = list_mark_of(block);
    if (step.nest && step.keep >= SOURCE_MAX_DEPTH) {
        step = (struct list_step){.keep = lists->n};
    }
    lists->n = step.keep;
    if (step.nest || lists->n == 0) {
        xmlNode *into = lists->n ? lists->items[lists->n - 1].item : w->parent;
        if (lists->n) {
            open_item(into);
        }
        struct open_list list = {.mark = mark, .level = block->level};
        list.mark.value = 0;
        list.node = xml_add(into, mark.style == LIST_BULLET ? "ul" : "ol");
        lists->items[lists->n++] = list;
    }
    struct open_list *list = &lists->items[lists->n - 1];
    list->mark.value++;
    list->item = xml_add(list->node, "li");
    add_runs(list->item, block);
    if (block->marker && mark.style != LIST_BULLET) {
        import_take(w->im, "nomor", NULL, block->marker, block->place);
        if (mark.value != list->mark.value) {
            tell_list(w, block);
        }
    }
    const char *text = source_text(w->im->arena, block);
    w->end = last_byte(w->im, block);
    w->last = list->item;
    w->line = block->place.last_line ? block->place.last_line : block->place.line;
    lists->after_item = true;
    lists->introduces = w->end == ':';
    lists->titled = words_of(text) <= 8 && !strchr(".;,!?", w->end ? w->end : '.');
}

// ---- paragraphs

static int last_line(const struct source_block *block) {
    return block->place.last_line ? block->place.last_line : block->place.line;
}

static bool begins_small(const struct source_block *block) {
    const char *text = block->n_runs ? block->runs[0].text : "";
    text += strspn(text, " ");
    return islower((unsigned char)*text);
}

// A sentence that a page or a blank line cut in two.
static bool goes_on(const struct writing *w, const struct source_block *block) {
    bool open = w->end && (isalnum((unsigned char)w->end) || w->end == ',' || (unsigned char)w->end >= 0x80);
    bool apart = w->line == 0 || block->place.line > w->line + 1;  // lines that follow each other were meant so
    return w->last && open && apart && begins_small(block);
}

// Whether the paragraph stands between two items of one list: it belongs to the first then.
static bool inside_item(const struct writing *w, const struct source_block *block, const struct source_block *next) {
    if (w->lists.n == 0 || block->kind == SOURCE_HEADING || last_byte(w->im, block) == ':') {
        return false;
    }
    if (block->level > 0) {
        return true;
    }
    if (!next || next->kind != SOURCE_ITEM || next->strict) {
        return false;
    }
    if (list_continued(&w->lists, next) < w->lists.n) {
        return true;
    }
    struct list_mark mark = list_mark_of(next);
    return mark.value == 1 && w->lists.titled;
}

static void close_lists(struct writing *w) {
    w->lists = (struct open_lists){0};
}

static void write_paragraph(struct writing *w, const struct source_block *block, const struct source_block *next) {
    if (goes_on(w, block)) {
        import_repair(w->im, "perbaikan.kalimat", &block->place, source_text(w->im->arena, block), "");
        xmlNode *into = w->last->last && xml_is(w->last->last, "p") ? w->last->last : w->last;
        xmlNodeAddContent(into, (const xmlChar *)" ");
        add_runs(into, block);
    } else if (inside_item(w, block, next)) {
        size_t continued = next && next->kind == SOURCE_ITEM ? list_continued(&w->lists, next) : w->lists.n;
        w->lists.n = continued < w->lists.n ? continued + 1 : w->lists.n;
        xmlNode *li = w->lists.items[w->lists.n - 1].item;
        open_item(li);
        w->last = xml_add(li, "p");
        add_runs(w->last, block);
        w->lists.introduces = false;
    } else {
        close_lists(w);
        w->last = xml_add(w->parent, "p");
        xmlNode *into = block->kind == SOURCE_HEADING && !(block->n_runs && block->runs[0].style & RUN_BOLD)
                            ? xml_add(w->last, "b")
                            : w->last;
        add_runs(into, block);
    }
    w->end = block->kind == SOURCE_HEADING ? '\0' : last_byte(w->im, block);
    w->line = last_line(block);
    w->lists.after_item = false;
}

// ---- tables and images

static void write_blocks(struct writing *w, const struct rich_blocks *blocks);

static void write_cell(struct writing *w, xmlNode *row, const struct source_cell *cell) {
    xmlNode *td = xml_add(row, cell->head ? "th" : "td");
    if (cell->colspan > 1) {
        xml_set(td, "colspan", arena_printf(w->im->arena, "%d", cell->colspan));
    }
    if (cell->rowspan > 1) {
        xml_set(td, "rowspan", arena_printf(w->im->arena, "%d", cell->rowspan));
    }
    if (cell->blocks.n == 1 && cell->blocks.items[0].kind == SOURCE_PARAGRAPH) {
        add_runs(td, &cell->blocks.items[0]);
        return;
    }
    struct writing inner = {.im = w->im, .parent = td, .depth = w->depth + 1};
    struct rich_blocks list = {0};
    for (size_t i = 0; i < cell->blocks.n; i++) {
        rich_add(w->im->arena, &list, &cell->blocks.items[i]);
    }
    write_blocks(&inner, &list);
}

static void write_table(struct writing *w, const struct source_block *block) {
    close_lists(w);
    w->last = NULL;
    if (w->depth >= 4) {  // deeper tables only lay things out
        xmlNode *p = xml_add(w->parent, "p");
        add_text(p, source_text(w->im->arena, block));
        return;
    }
    xmlNode *table = xml_add(w->parent, "table");
    for (size_t r = 0; r < block->n_rows; r++) {
        xmlNode *row = xml_add(table, "tr");
        for (size_t c = 0; c < block->rows[r].n; c++) {
            write_cell(w, row, &block->rows[r].cells[c]);
        }
    }
}

static void write_image(struct writing *w, const struct source_block *block) {
    const char *file = import_keep_file(w->im, block);
    if (file) {
        xmlNode *img = xml_add(xml_add(w->parent, "p"), "img");
        xml_set(img, "berkas", file);
        xml_set(img, "keterangan", block->description);
    } else if (!text_blank(block->description)) {
        xmlNodeAddContent(xml_add(w->parent, "p"), (const xmlChar *)block->description);
    }
    w->last = NULL;
}

static void write_blocks(struct writing *w, const struct rich_blocks *blocks) {
    for (size_t i = 0; i < blocks->n; i++) {
        const struct source_block *block = blocks->items[i];
        const struct source_block *next = i + 1 < blocks->n ? blocks->items[i + 1] : NULL;
        if (block->kind == SOURCE_TABLE) {
            write_table(w, block);
        } else if (block->kind == SOURCE_IMAGE) {
            write_image(w, block);
        } else if (text_blank(source_text(w->im->arena, block))) {
            import_take(w->im, "nomor", NULL, block->marker ? block->marker : "", block->place);
        } else if (block->kind == SOURCE_ITEM) {
            write_item(w, block);
        } else {
            write_paragraph(w, block, next);
        }
    }
}

void rich_write(struct import *im, xmlNode *parent, const struct rich_blocks *blocks) {
    struct writing w = {.im = im, .parent = parent};
    struct rich_blocks split = {0};
    for (size_t i = 0; i < blocks->n; i++) {
        rich_inline(im, blocks->items[i], 0, &split);
    }
    write_blocks(&w, &split);
}
