// A profile read back from its workbook.
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "batch/profile_book.h"
#include "read/sheet.h"
#include "read/source.h"

#define HEAD_ROWS 5  // the heads stand among the first rows

struct node {  // an element, and where it was read
    xmlNode *xml;
    struct book_origin origin;
};

struct taking {
    const struct book_plan *plan;
    struct arena *arena;
    const char *file;
    struct findings *findings;
    struct workbook book;
    bool *used;  // sheets that were read
    xmlNode *root;
    const char *facts;
    int *fact_rows;
    struct node *nodes;
    size_t n, cap;
};

static const char *spot(struct taking *t, const char *sheet, int row, int column) {
    struct source_place place = {.sheet = sheet, .row = row, .column = column};
    return source_spot(t->arena, &place);
}

static void tell(struct taking *t, const char *rule, const char *at, const char *name, const char *word,
                 const char *nearest) {
    findings_add(t->findings, rule, (struct place){.file = t->file, .section = at}, "tempat", at, "nama", name, "kata",
                 word, "terdekat", nearest ? nearest : "", NULL);
}

// "Nama lain *" and "nama lain" are the same head.
static const char *plain(struct arena *arena, const char *head) {
    char *text = text_lower(arena, text_collapse(arena, head));
    size_t n = strlen(text);
    while (n && (text[n - 1] == '*' || text[n - 1] == ' ')) {
        text[--n] = '\0';
    }
    return text;
}

static bool alike(struct arena *arena, const char *a, const char *b) {
    return strcmp(plain(arena, a), plain(arena, b)) == 0;
}

static const struct sheet *sheet_named(struct taking *t, const char *name) {
    for (size_t i = 0; i < t->book.n; i++) {
        if (alike(t->arena, t->book.sheets[i].name, name)) {
            t->used[i] = true;
            return &t->book.sheets[i];
        }
    }
    return NULL;
}

static struct node *note(struct taking *t, xmlNode *xml, struct book_origin origin) {
    if (t->n == t->cap) {
        size_t cap = t->cap ? 2 * t->cap : 128;
        t->nodes = arena_grow(t->arena, t->nodes, t->cap * sizeof *t->nodes, cap * sizeof *t->nodes);
        t->cap = cap;
    }
    t->nodes[t->n] = (struct node){xml, origin};
    return &t->nodes[t->n++];
}

static const char *value(struct taking *t, const struct sheet_row *row, int column) {
    const struct sheet_cell *cell = column ? sheet_cell(row, column) : NULL;
    return cell ? text_collapse(t->arena, cell->text) : "";
}

// ---- the sheet about the profile itself

static const struct book_fact *fact_named(struct taking *t, const char *head) {
    for (size_t i = 0; i < t->plan->n_facts; i++) {
        if (alike(t->arena, t->plan->facts[i].head, head)) {
            return &t->plan->facts[i];
        }
    }
    return NULL;
}

static const char *nearest_fact(struct taking *t, const char *head) {
    const char **names = ARENA_ARRAY(t->arena, t->plan->n_facts + 1, const char *);
    for (size_t i = 0; i < t->plan->n_facts; i++) {
        names[i] = t->plan->facts[i].head;
    }
    return text_nearest(head, names, t->plan->n_facts);
}

static xmlNode *single(struct taking *t, const struct profile_shape *shape, struct book_origin origin) {
    if (!*shape->parents) {
        xmlNodeSetName(t->root, (const xmlChar *)shape->name);
        return t->root;
    }
    xmlNode *node = xml_child(t->root, shape->name);
    if (!node) {
        node = xml_add(t->root, shape->name);
        note(t, node, origin);
    }
    return node;
}

static bool take_facts(struct taking *t) {
    const char *name = xml_attr(t->plan->words, "profil");
    const struct sheet *s = sheet_named(t, name);
    if (!s) {
        tell(t, "profile.book-sheet", "", name, "", NULL);
        return false;
    }
    t->facts = s->name;
    for (size_t i = 0; i < s->n; i++) {
        const struct sheet_row *row = &s->rows[i];
        const char *head = value(t, row, 1), *text = value(t, row, 2);
        const struct book_fact *fact = fact_named(t, head);
        struct book_origin origin = {.sheet = s->name, .row = row->number};
        if (!*text || (row->number <= 2 && !fact)) {
            continue;
        }
        if (!fact) {
            tell(t, "profile.book-fact", spot(t, s->name, row->number, 1), head, text, nearest_fact(t, head));
            continue;
        }
        xmlNode *node = single(t, fact->shape, origin);
        xml_set(node, fact->name, text);
        t->fact_rows[fact - t->plan->facts] = row->number;
        if (node == t->root) {
            t->nodes[0].origin = t->nodes[0].origin.row ? t->nodes[0].origin : origin;
        }
    }
    return true;
}

// ---- the other sheets

static const struct sheet_row *find_heads(struct taking *t, const struct sheet *s, const struct book_sheet *b,
                                          int *at) {
    for (size_t i = 0; i < s->n && s->rows[i].number <= HEAD_ROWS; i++) {
        size_t found = 0;
        memset(at, 0, b->n * sizeof *at);
        for (size_t k = 0; k < s->rows[i].n; k++) {
            const struct sheet_cell *cell = &s->rows[i].cells[k];
            for (size_t c = 0; c < b->n; c++) {
                if (!at[c] && alike(t->arena, cell->text, b->columns[c].head)) {
                    at[c] = cell->column;
                    found++;
                    break;
                }
            }
        }
        if (found >= 2 || (found && b->n < 3)) {
            return &s->rows[i];
        }
    }
    return NULL;
}

static bool is_known(const struct book_sheet *b, const int *at, int column) {
    for (size_t c = 0; c < b->n; c++) {
        if (at[c] == column) {
            return true;
        }
    }
    return false;
}

// A head that nobody knows above cells that are filled in would lose them.
static void tell_unknown_heads(struct taking *t, const struct sheet *s, const struct sheet_row *heads,
                               const struct book_sheet *b, const int *at) {
    const char *names[24];
    for (size_t c = 0; c < b->n; c++) {
        names[c] = b->columns[c].head;
    }
    for (size_t i = 0; i < s->n; i++) {
        const struct sheet_row *row = &s->rows[i];
        for (size_t k = 0; row->number > heads->number && k < row->n; k++) {
            const struct sheet_cell *head = sheet_cell(heads, row->cells[k].column);
            if (!is_known(b, at, row->cells[k].column)) {
                const char *word = head ? head->text : "";
                tell(t, "profile.book-head", spot(t, s->name, heads->number, row->cells[k].column), word, word,
                     text_nearest(word, names, b->n));
                return;
            }
        }
    }
}

static bool row_blank(struct taking *t, const struct sheet_row *row, const struct book_sheet *b, const int *at) {
    for (size_t c = 0; c < b->n; c++) {
        if (*value(t, row, at[c])) {
            return false;
        }
    }
    return true;
}

static xmlNode *find_id(struct taking *t, const char *name, const char *id, const char **nearest) {
    const char **names = ARENA_ARRAY(t->arena, t->n + 1, const char *);
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        const char *own = xml_is(t->nodes[i].xml, name) ? xml_attr(t->nodes[i].xml, "id") : NULL;
        if (own && strcmp(own, id) == 0) {
            return t->nodes[i].xml;
        }
        if (own) {
            names[n++] = own;
        }
    }
    *nearest = text_nearest(id, names, n);
    return NULL;
}

// What the row stands in: the last parent that it names, the narrowest. NULL when it names one that is not there.
static xmlNode *parent_of(struct taking *t, const struct sheet *s, const struct sheet_row *row,
                          const struct book_sheet *b, const int *at) {
    const char *own = b->shape->parents, *nearest = NULL;
    size_t roots = strcmp(own, "profil") == 0 || strcmp(own, "umum") == 0 || strcmp(own, "profil umum") == 0;
    xmlNode *parent = roots ? t->root : NULL;
    for (size_t c = 0; c < b->n; c++) {
        const char *id = b->columns[c].kind == BOOK_PARENT ? value(t, row, at[c]) : "";
        if (*id) {
            parent = find_id(t, b->columns[c].name, id, &nearest);
            if (!parent) {
                tell(t, "profile.book-parent", spot(t, s->name, row->number, at[c]), b->columns[c].head, id, nearest);
                return NULL;
            }
        }
    }
    if (!parent && book_shape(own) && book_is_single(t->plan, book_shape(own))) {
        parent = single(t, book_shape(own), (struct book_origin){.sheet = s->name, .row = row->number});
    }
    if (!parent) {
        for (size_t c = 0; c < b->n; c++) {
            if (b->columns[c].kind == BOOK_PARENT) {
                int column = at[c] ? at[c] : 1;
                tell(t, "profile.book-needed", spot(t, s->name, row->number, column), b->columns[c].head, "", NULL);
                break;
            }
        }
    }
    return parent;
}

// A text with marks (<b>…</b>) is taken as such; anything else is plain.
static void set_text(struct taking *t, xmlNode *node, const char *text) {
    xmlNode *list = NULL;
    bool marked = strchr(text, '<') && strchr(text, '>');
    if (marked) {
        const char *whole = arena_printf(t->arena, "<x>%s</x>", text);
        struct findings *unused = findings_new(t->arena, NULL);
        xmlDoc *doc = xml_parse(t->arena, t->file, (struct str){whole, strlen(whole)}, unused);
        for (const xmlNode *c = doc ? xmlDocGetRootElement(doc)->children : NULL; c; c = c->next) {
            xmlAddChild(node, xmlDocCopyNode((xmlNode *)c, node->doc, 1));
            list = node->children;
        }
    }
    if (!list) {
        xmlNodeAddContent(node, (const xmlChar *)text);
    }
}

static bool choice_listed(const char *choices, const char *word) {
    size_t length = strlen(word);
    for (size_t n; *choices; choices += n + (choices[n] == '|')) {
        n = strcspn(choices, "|");
        if (n == length && memcmp(choices, word, n) == 0) {
            return true;
        }
    }
    return false;
}

static const char *nearest_choice(struct taking *t, const char *choices, const char *word) {
    const char *names[32];
    size_t count = 0;
    for (size_t n; *choices && count < 32; choices += n + (choices[n] == '|')) {
        n = strcspn(choices, "|");
        names[count++] = arena_strndup(t->arena, choices, n);
    }
    return text_nearest(word, names, count);
}

static void take_lines(struct taking *t, xmlNode *node, const struct book_column *c, const char *text,
                       struct book_origin origin) {
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, "\r\n");
        const char *line = text_collapse(t->arena, arena_strndup(t->arena, p, n));
        if (*line) {
            xmlNode *child = xml_add(node, c->name);
            xml_set(child, "lang", c->kind == BOOK_WORDS ? c->language : NULL);
            set_text(t, child, line);
            note(t, child, origin);
        }
        p += n + strspn(p + n, "\r\n");
    }
}

static void take_cell(struct taking *t, xmlNode *node, const struct book_column *c, const struct sheet_row *row,
                      int column, struct book_origin origin) {
    const struct sheet_cell *cell = column ? sheet_cell(row, column) : NULL;
    const char *text = value(t, row, column), *at = spot(t, origin.sheet, row->number, column ? column : 1);
    if (!*text) {
        if (c->needed) {
            tell(t, "profile.book-needed", at, c->head, "", NULL);
        }
        return;
    }
    if (c->choices && strcmp(c->choices, "*") != 0 && !choice_listed(c->choices, text)) {
        tell(t, "profile.book-choice", at, c->head, text, nearest_choice(t, c->choices, text));
    }
    if (c->kind == BOOK_ATTRIBUTE) {
        xml_set(node, c->name, text);
    } else if (c->kind == BOOK_TEXT) {
        set_text(t, node, text);
    } else if (c->kind == BOOK_LINES || c->kind == BOOK_WORDS) {
        take_lines(t, node, c, cell->text, origin);
    }
}

static void take_sheet(struct taking *t, const struct book_sheet *b) {
    const struct sheet *s = sheet_named(t, b->name);
    int *at = ARENA_ARRAY(t->arena, b->n + 1, int);
    const struct sheet_row *heads = s ? find_heads(t, s, b, at) : NULL;
    if (s && s->n && !heads) {
        tell(t, "profile.book-heads", spot(t, s->name, 2, 1), s->name, b->columns[0].head, NULL);
    }
    if (!heads) {
        return;
    }
    tell_unknown_heads(t, s, heads, b, at);
    for (size_t i = 0; i < s->n; i++) {
        const struct sheet_row *row = &s->rows[i];
        if (row->number <= heads->number || row_blank(t, row, b, at)) {
            continue;
        }
        xmlNode *parent = parent_of(t, s, row, b, at);
        if (!parent) {
            continue;
        }
        struct book_origin origin = {s->name, row->number, b, at};
        xmlNode *node = xml_add(parent, b->shape->name);
        note(t, node, origin);
        for (size_t c = 0; c < b->n; c++) {
            take_cell(t, node, &b->columns[c], row, at[c], origin);
        }
    }
}

static void tell_unknown_sheets(struct taking *t) {
    const char **names = ARENA_ARRAY(t->arena, t->plan->n + 4, const char *);
    size_t n = 0;
    for (size_t i = 0; i < t->plan->n; i++) {
        names[n++] = t->plan->sheets[i].name;
    }
    for (size_t i = 0; i < t->book.n; i++) {
        const struct sheet *s = &t->book.sheets[i];
        if (!t->used[i] && !s->hidden && s->n && !alike(t->arena, s->name, xml_attr(t->plan->words, "petunjuk")) &&
            !alike(t->arena, s->name, xml_attr(t->plan->words, "jenis-aturan"))) {
            tell(t, "profile.book-extra", s->name, s->name, "", text_nearest(s->name, names, n));
        }
    }
}

// ---- as text: an element a line, so that a line tells where it was read

struct printing {
    struct taking *t;
    struct buf out;
    struct book_origin *lines;
    size_t n, cap;
};

static void line_note(struct printing *p, const xmlNode *node) {
    if (p->n + 2 > p->cap) {
        size_t cap = p->cap ? 2 * p->cap : 256;
        p->lines = arena_grow(p->t->arena, p->lines, p->cap * sizeof *p->lines, cap * sizeof *p->lines);
        p->cap = cap;
    }
    p->n++;
    for (size_t i = 0; i < p->t->n; i++) {
        if (p->t->nodes[i].xml == node) {
            p->lines[p->n] = p->t->nodes[i].origin;
        }
    }
}

static void print_attribute(struct printing *p, const char *name, const char *text) {
    xmlChar *safe = xmlEncodeSpecialChars(NULL, (const xmlChar *)text);
    buf_printf(&p->out, " %s=\"%s\"", name, (const char *)safe);
    xmlFree(safe);
}

static void print_text(struct printing *p, const xmlNode *node) {
    xmlBuffer *buffer = xmlBufferCreate();
    for (const xmlNode *c = node->children; c; c = c->next) {
        xmlNodeDump(buffer, node->doc, (xmlNode *)c, 0, 0);
    }
    buf_str(&p->out, (const char *)xmlBufferContent(buffer));
    xmlBufferFree(buffer);
}

static void print_node(struct printing *p, const xmlNode *node, int depth) {
    const char *name = xml_name(node), *text = NULL;
    const struct profile_shape *shape = book_shape(name);
    size_t n;
    const struct profile_shape *all = profile_shapes(&n);
    buf_printf(&p->out, "%*s<%s", 2 * depth, "", name);
    line_note(p, node);
    if (depth == 0) {
        print_attribute(p, "xmlns", PROFILE_NS);
    }
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        text = xml_attr(node, (const char *)a->name);
        print_attribute(p, (const char *)a->name, text);
    }
    if (!node->children) {
        buf_str(&p->out, "/>\n");
    } else if (shape->rich) {
        buf_char(&p->out, '>');
        print_text(p, node);
        buf_printf(&p->out, "</%s>\n", name);
    } else {
        buf_str(&p->out, ">\n");
        for (size_t i = 0; i < n; i++) {
            for (const xmlNode *c = xml_child(node, all[i].name); c; c = xml_next(c, all[i].name)) {
                print_node(p, c, depth + 1);
            }
        }
        buf_printf(&p->out, "%*s</%s>\n", 2 * depth, "", name);
        line_note(p, NULL);
    }
}

static void print_all(struct taking *t, struct book_taken *out) {
    struct printing p = {.t = t, .out = buf_new(t->arena)};
    buf_str(&p.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    line_note(&p, NULL);
    print_node(&p, t->root, 0);
    out->text = (struct str){buf_text(&p.out), p.out.n};
    out->lines = p.lines;
    out->n_lines = p.n;
    out->facts = t->facts;
    out->fact_rows = t->fact_rows;
}

// That sheets are hidden is no news: people hide what they do not use.
static bool read_book(struct taking *t, struct str bytes) {
    struct findings *told = findings_new(t->arena, t->findings->catalogue);
    bool read = xlsx_read(t->arena, t->file, bytes, told, &t->book);
    for (size_t i = 0; i < told->n; i++) {
        struct findings one = {.items = &told->items[i], .n = 1};
        if (strcmp(told->items[i].rule, "sheet.hidden") != 0) {
            findings_append(t->findings, &one);
        }
    }
    return read;
}

bool book_take(const struct book_plan *plan, const char *file, struct str bytes, const char *id, struct book_taken *out,
               struct findings *findings) {
    struct taking t = {.plan = plan, .arena = plan->arena, .file = file, .findings = findings};
    if (!read_book(&t, bytes)) {
        return false;
    }
    t.used = ARENA_ARRAY(plan->arena, t.book.n + 1, bool);
    t.fact_rows = ARENA_ARRAY(plan->arena, plan->n_facts + 1, int);
    t.root = xmlDocGetRootElement(xml_derived(plan->arena, "profil"));
    note(&t, t.root, (struct book_origin){0});
    if (!take_facts(&t)) {
        return false;
    }
    if (id) {
        xml_set(t.root, "id", id);
    }
    for (size_t i = 0; i < plan->n; i++) {
        take_sheet(&t, &plan->sheets[i]);
    }
    tell_unknown_sheets(&t);
    print_all(&t, out);
    return true;
}

// The cell of a row that a finding speaks of: that of the attribute it names, else that whose text it quotes.
static int cell_meant(const struct book_origin *o, const struct finding *f) {
    const char *name = finding_argument(f, "nama");
    for (size_t c = 0; o->columns && c < o->columns->n; c++) {
        if (o->at[c] && strcmp(o->columns->columns[c].name, name) == 0) {
            return o->at[c];
        }
    }
    return o->columns && o->at[0] ? o->at[0] : 1;
}

// An attribute of the profile itself, or of what it has once, has a row of its own.
static struct source_place fact_meant(const struct book_plan *plan, const struct book_taken *taken,
                                      const struct finding *f) {
    const char *name = finding_argument(f, "nama");
    for (size_t i = 0; i < plan->n_facts; i++) {
        if (taken->fact_rows[i] && strcmp(plan->facts[i].name, name) == 0) {
            return (struct source_place){.sheet = taken->facts, .row = taken->fact_rows[i], .column = 2};
        }
    }
    return (struct source_place){.sheet = taken->facts};
}

void book_place(const struct book_plan *plan, const char *file, const struct book_taken *taken, const char *name,
                struct findings *findings) {
    for (size_t i = 0; i < findings->n; i++) {
        struct finding *f = &findings->items[i];
        size_t line = (size_t)f->place.line;
        if (!f->place.file || strcmp(f->place.file, name) != 0 || line < 1 || line > taken->n_lines) {
            continue;
        }
        const struct book_origin *o = &taken->lines[line];
        struct source_place at =
            o->columns ? (struct source_place){.sheet = o->sheet, .row = o->row, .column = cell_meant(o, f)}
                       : fact_meant(plan, taken, f);
        f->place = (struct place){.file = file, .section = source_spot(plan->arena, &at)};
    }
}
