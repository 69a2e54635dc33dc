#include "batch/profile_book.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/xml.h"
#include "form/tables.h"
#include "rules/rule.h"

#define ROOTS 2        // <profil> and <umum>
#define EMPTY_ROWS 15  // below what is known

const struct profile_shape *book_shape(const char *name) {
    size_t n;
    const struct profile_shape *all = profile_shapes(&n);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(all[i].name, name) == 0) {
            return &all[i];
        }
    }
    return NULL;
}

// The next word of a list; a '!' behind it goes to *needed. NULL at the end.
static const char *next_word(struct arena *arena, const char **list, bool *needed) {
    *list += strspn(*list, " ");
    size_t n = strcspn(*list, " ");
    if (n == 0) {
        return NULL;
    }
    *needed = (*list)[n - 1] == '!';
    const char *word = arena_strndup(arena, *list, n - *needed);
    *list += n;
    return word;
}

static bool has_word(struct arena *arena, const char *list, const char *word) {
    bool needed;
    for (const char *w; (w = next_word(arena, &list, &needed));) {
        if (strcmp(w, word) == 0) {
            return true;
        }
    }
    return false;
}

static const xmlNode *words_of(const struct book_plan *plan, const char *shape) {
    for (const xmlNode *l = xml_child(plan->words, "lembar"); l; l = xml_next(l, "lembar")) {
        if (strcmp(xml_attr(l, "unsur"), shape) == 0) {
            return l;
        }
    }
    return NULL;
}

bool book_is_single(const struct book_plan *plan, const struct profile_shape *shape) {
    const xmlNode *words = words_of(plan, shape->name);
    return words && xml_attr(words, "tunggal");
}

static const xmlNode *column_words(const struct book_plan *plan, const char *shape, const char *key) {
    const xmlNode *of[] = {words_of(plan, shape), xml_child(plan->words, "semua")};
    for (size_t i = 0; i < 2; i++) {
        for (const xmlNode *c = of[i] ? xml_child(of[i], "kolom") : NULL; c; c = xml_next(c, "kolom")) {
            if (strcmp(xml_attr(c, "nama"), key) == 0) {
                return c;
            }
        }
    }
    return NULL;
}

// ---- the plan

static void add_column(const struct book_plan *plan, struct book_sheet *s, const char *key, struct book_column c) {
    const xmlNode *words = column_words(plan, s->shape->name, key);
    const char *head = words ? xml_attr(words, "kepala") : NULL, *width = words ? xml_attr(words, "lebar") : NULL;
    if (s->n == sizeof s->columns / sizeof *s->columns) {
        return;
    }
    c.head = head ? head : key;
    c.hint = words ? xml_attr(words, "petunjuk") : NULL;
    c.choices = words ? xml_attr(words, "pilihan") : NULL;
    c.width = width ? strtod(width, NULL) : 16;
    s->columns[s->n++] = c;
}

static bool has_column(const struct book_sheet *s, enum book_column_kind kind, const char *name, const char *language) {
    for (size_t i = 0; i < s->n; i++) {
        const struct book_column *c = &s->columns[i];
        if (c->kind == kind && strcmp(c->name, name) == 0 && (!language || strcmp(c->language, language) == 0)) {
            return true;
        }
    }
    return false;
}

// Adds the column of that key ("=", "^isian", "pesan:id", "label") when the shape has it and it is not there yet.
static void add_key(const struct book_plan *plan, struct book_sheet *s, const char *key, bool needed) {
    const char *colon = strchr(key, ':');
    const struct profile_shape *child = book_shape(key);
    if (strcmp(key, "=") == 0) {
        if (s->shape->rich && !has_column(s, BOOK_TEXT, "=", NULL)) {
            add_column(plan, s, key, (struct book_column){.kind = BOOK_TEXT, .name = "=", .needed = true});
        }
    } else if (*key == '^') {
        if (has_word(plan->arena, s->shape->parents, key + 1) && !has_column(s, BOOK_PARENT, key + 1, NULL)) {
            add_column(plan, s, key, (struct book_column){.kind = BOOK_PARENT, .name = key + 1});
        }
    } else if (colon) {
        const char *name = arena_strndup(plan->arena, key, (size_t)(colon - key));
        if (!has_column(s, BOOK_WORDS, name, colon + 1)) {
            add_column(plan, s, key, (struct book_column){.kind = BOOK_WORDS, .name = name, .language = colon + 1});
        }
    } else if (has_word(plan->arena, s->shape->attributes, key) ||
               has_word(plan->arena, s->shape->attributes, arena_printf(plan->arena, "%s!", key))) {
        if (!has_column(s, BOOK_ATTRIBUTE, key, NULL)) {
            add_column(plan, s, key, (struct book_column){.kind = BOOK_ATTRIBUTE, .name = key, .needed = needed});
        }
    } else if (child && has_word(plan->arena, child->parents, s->shape->name) &&
               !has_column(s, BOOK_LINES, key, NULL)) {
        add_column(plan, s, key, (struct book_column){.kind = BOOK_LINES, .name = key});
    }
}

static bool needs(const struct book_plan *plan, const struct profile_shape *shape, const char *name) {
    const char *list = shape->attributes;
    bool needed;
    for (const char *w; (w = next_word(plan->arena, &list, &needed));) {
        if (strcmp(w, name) == 0) {
            return needed;
        }
    }
    return false;
}

// Texts without attributes stand in a cell of what they belong to; all other elements have rows of their own.
static bool stands_in_cell(const struct profile_shape *shape) {
    return shape->rich && (!*shape->attributes || strcmp(shape->attributes, "lang!") == 0);
}

static void fill_sheet(const struct book_plan *plan, struct book_sheet *s) {
    const xmlNode *words = words_of(plan, s->shape->name);
    const char *list = s->shape->parents;
    size_t n;
    const struct profile_shape *all = profile_shapes(&n);
    bool needed;
    s->name = words && xml_attr(words, "nama") ? xml_attr(words, "nama") : s->shape->name;
    s->about = words ? xml_attr(words, "penjelasan") : NULL;
    for (const xmlNode *c = words ? xml_child(words, "kolom") : NULL; c; c = xml_next(c, "kolom")) {
        add_key(plan, s, xml_attr(c, "nama"), needs(plan, s->shape, xml_attr(c, "nama")));
    }
    for (const char *w; (w = next_word(plan->arena, &list, &needed));) {
        const struct profile_shape *parent = book_shape(w);
        if (*parent->parents && !book_is_single(plan, parent)) {
            add_key(plan, s, arena_printf(plan->arena, "^%s", w), false);
        }
    }
    list = s->shape->attributes;
    for (const char *w; (w = next_word(plan->arena, &list, &needed));) {
        add_key(plan, s, w, needed);
    }
    add_key(plan, s, "=", false);
    for (size_t i = 0; i < n; i++) {
        if (stands_in_cell(&all[i]) && has_word(plan->arena, all[i].parents, s->shape->name)) {
            if (*all[i].attributes) {
                add_key(plan, s, arena_printf(plan->arena, "%s:id", all[i].name), false);
                add_key(plan, s, arena_printf(plan->arena, "%s:en", all[i].name), false);
            } else {
                add_key(plan, s, all[i].name, false);
            }
        }
    }
}

static void add_facts(struct book_plan *plan, const struct profile_shape *shape) {
    const xmlNode *words = words_of(plan, shape->name);
    const char *prefix = xml_attr(words, "kepala"), *list = shape->attributes;
    bool needed, own = strcmp(shape->name, "profil") == 0;
    for (const char *w; (w = next_word(plan->arena, &list, &needed));) {
        const xmlNode *column = column_words(plan, shape->name, w);
        const char *head = column && xml_attr(column, "kepala") ? xml_attr(column, "kepala") : w;
        plan->facts[plan->n_facts++] =
            (struct book_fact){.shape = shape,
                               .name = w,
                               .needed = needed,
                               .head = own ? head : arena_printf(plan->arena, "%s: %s", prefix, head),
                               .hint = column ? xml_attr(column, "petunjuk") : NULL};
    }
}

const struct book_plan *book_plan(struct arena *arena, const char *share, struct findings *findings) {
    const xmlDoc *doc = xml_load(arena, file_join(arena, share, "templates/impor/profil.xml"), findings);
    struct book_plan *plan = doc ? ARENA_NEW(arena, struct book_plan) : NULL;
    size_t n;
    const struct profile_shape *all = profile_shapes(&n);
    if (!plan) {
        return NULL;
    }
    *plan = (struct book_plan){.arena = arena, .words = xmlDocGetRootElement((xmlDoc *)doc)};
    plan->sheets = ARENA_ARRAY(arena, n, struct book_sheet);
    plan->facts = ARENA_ARRAY(arena, n * 24, struct book_fact);
    for (size_t i = 0; i < n; i++) {
        if (book_is_single(plan, &all[i])) {
            add_facts(plan, &all[i]);
        } else if (!stands_in_cell(&all[i])) {
            plan->sheets[plan->n].shape = &all[i];
            fill_sheet(plan, &plan->sheets[plan->n++]);
        }
    }
    return plan;
}

// ---- writing

// The text of an element as a cell holds it: with its marks when it has any.
static const char *cell_text(struct arena *arena, const xmlNode *node) {
    if (!xml_child(node, NULL)) {
        return xml_text(arena, node);
    }
    xmlBuffer *buffer = xmlBufferCreate();
    for (const xmlNode *c = node->children; c; c = c->next) {
        xmlNodeDump(buffer, node->doc, (xmlNode *)c, 0, 0);
    }
    const char *text = text_collapse(arena, (const char *)xmlBufferContent(buffer));
    xmlBufferFree(buffer);
    return text;
}

static const xmlNode *above(const xmlNode *node, const char *name) {
    for (node = node->parent; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
        if (xml_is(node, name)) {
            return node;
        }
    }
    return NULL;
}

static const char *lines_of(struct arena *arena, const xmlNode *node, const char *name, const char *language) {
    struct buf out = buf_new(arena);
    for (const xmlNode *c = xml_child(node, name); c; c = xml_next(c, name)) {
        if (!language || strcmp(xml_attr(c, "lang"), language) == 0) {
            buf_printf(&out, "%s%s", out.n ? "\n" : "", cell_text(arena, c));
        }
    }
    return arena_strdup(arena, buf_text(&out));
}

static const char *cell_of(struct arena *arena, const xmlNode *node, const struct book_column *c) {
    switch (c->kind) {
    case BOOK_ATTRIBUTE:
        return xml_attr(node, c->name);
    case BOOK_PARENT: {
        // What stands in an answer within an answer names the nearest; its section is the one around all.
        bool own = xml_is(node, c->name);
        const xmlNode *parent = own && !xml_is(node->parent, c->name) ? NULL : above(node, c->name);
        return parent ? xml_attr(parent, "id") : NULL;
    }
    case BOOK_TEXT:
        return cell_text(arena, node);
    case BOOK_LINES:
        return lines_of(arena, node, c->name, NULL);
    case BOOK_WORDS:
        return lines_of(arena, node, c->name, c->language);
    }
    return NULL;
}

struct rows {
    struct arena *arena;
    const xmlNode **items;
    size_t n, cap;
};

static void collect(struct rows *rows, const xmlNode *node, const char *name) {
    for (const xmlNode *c = xml_child(node, NULL); c; c = xml_next(c, NULL)) {
        if (xml_is(c, name)) {
            if (rows->n == rows->cap) {
                size_t cap = rows->cap ? 2 * rows->cap : 32;
                rows->items =
                    arena_grow(rows->arena, rows->items, rows->cap * sizeof *rows->items, cap * sizeof *rows->items);
                rows->cap = cap;
            }
            rows->items[rows->n++] = c;
        }
        collect(rows, c, name);
    }
}

static size_t split(struct arena *arena, const char *list, const char ***out) {
    size_t n = 0;
    *out = ARENA_ARRAY(arena, strlen(list) + 1, const char *);
    for (size_t k; *list; list += k + (list[k] == '|')) {
        k = strcspn(list, "|");
        (*out)[n++] = arena_strndup(arena, list, k);
    }
    return n;
}

static size_t kinds_of(struct arena *arena, bool general, const char ***out) {
    size_t n, count = 0;
    const struct rule_kind *kinds = rule_kinds(&n);
    *out = ARENA_ARRAY(arena, n + 1, const char *);
    for (size_t i = 0; i < n; i++) {
        if (kinds[i].general == general) {
            (*out)[count++] = kinds[i].name;
        }
    }
    return count;
}

static const struct book_sheet *sheet_of(const struct book_plan *plan, const char *shape) {
    for (size_t i = 0; i < plan->n; i++) {
        if (strcmp(plan->sheets[i].shape->name, shape) == 0) {
            return &plan->sheets[i];
        }
    }
    return NULL;
}

static struct form_table data_table(const struct book_plan *plan, const struct book_sheet *s, const xmlNode *profile) {
    struct rows rows = {.arena = plan->arena};
    collect(&rows, profile, s->shape->name);
    struct form_column *columns = ARENA_ARRAY(plan->arena, s->n, struct form_column);
    const char **cells = ARENA_ARRAY(plan->arena, rows.n * s->n + 1, const char *);
    for (size_t c = 0; c < s->n; c++) {
        const struct book_column *own = &s->columns[c];
        columns[c] =
            (struct form_column){.head = own->head, .hint = own->hint, .width = own->width, .needed = own->needed};
        if (own->choices && strcmp(own->choices, "*") == 0) {
            columns[c].n_choices = kinds_of(plan->arena, xml_is(profile, "umum"), (const char ***)&columns[c].choices);
        } else if (own->choices) {
            columns[c].n_choices = split(plan->arena, own->choices, (const char ***)&columns[c].choices);
        }
        columns[c].choices_of = own->kind == BOOK_PARENT ? sheet_of(plan, own->name)->name : NULL;
        for (size_t r = 0; r < rows.n; r++) {
            cells[r * s->n + c] = cell_of(plan->arena, rows.items[r], own);
        }
    }
    return (struct form_table){.name = s->name,
                               .about = s->about,
                               .columns = columns,
                               .n_columns = s->n,
                               .cells = cells,
                               .n_rows = rows.n,
                               .empty = EMPTY_ROWS};
}

// Facts of the other root are left out; of single elements that are not there the rows stand empty.
static struct form_table fact_table(const struct book_plan *plan, const xmlNode *profile) {
    static const struct form_column columns[] = {{.head = "Hal", .width = 34, .fixed = true},
                                                 {.head = "Isi", .width = 70},
                                                 {.head = "Petunjuk", .width = 60, .fixed = true}};
    const char **cells = ARENA_ARRAY(plan->arena, plan->n_facts * 3 + 1, const char *);
    size_t n = 0;
    for (size_t i = 0; i < plan->n_facts; i++) {
        const struct book_fact *f = &plan->facts[i];
        bool root = !*f->shape->parents;
        if (root ? !xml_is(profile, f->shape->name) : !has_word(plan->arena, f->shape->parents, xml_name(profile))) {
            continue;
        }
        const xmlNode *node = root ? profile : xml_child(profile, f->shape->name);
        cells[n++] = f->head;
        cells[n++] = node ? xml_attr(node, f->name) : NULL;
        cells[n++] = f->hint;
    }
    return (struct form_table){
        .name = xml_attr(plan->words, "profil"), .columns = columns, .n_columns = 3, .cells = cells, .n_rows = n / 3};
}

static struct form_table guide_table(const struct book_plan *plan, const xmlNode *profile) {
    static const struct form_column column = {.head = ""};
    const char **cells = ARENA_ARRAY(plan->arena, 40, const char *);
    size_t n = 0;
    for (const xmlNode *l = xml_child(plan->words, "isi"); l && n < 40; l = xml_next(l, "isi")) {
        const char *text = xml_text(plan->arena, l), *at = strstr(text, "{profil}");
        cells[n++] =
            at ? arena_printf(plan->arena, "%.*s%s%s", (int)(at - text), text, xml_attr(profile, "judul"), at + 8)
               : text;
    }
    return (struct form_table){.name = xml_attr(plan->words, "petunjuk"),
                               .columns = &column,
                               .n_columns = 1,
                               .cells = cells,
                               .n_rows = n,
                               .guide = true};
}

static struct form_table kind_table(const struct book_plan *plan, const xmlNode *profile,
                                    const struct catalogue *catalogue) {
    static const struct form_column columns[] = {{.head = "Jenis", .width = 20, .fixed = true},
                                                 {.head = "Artinya", .width = 110, .fixed = true}};
    const char **kinds;
    size_t n = kinds_of(plan->arena, xml_is(profile, "umum"), &kinds);
    const char **cells = ARENA_ARRAY(plan->arena, 2 * n + 1, const char *);
    for (size_t i = 0; i < n; i++) {
        cells[2 * i] = kinds[i];
        cells[2 * i + 1] = message_say(catalogue, LANGUAGE_ID, plan->arena,
                                       arena_printf(plan->arena, "jenis-aturan.%s", kinds[i]), NULL);
    }
    return (struct form_table){
        .name = xml_attr(plan->words, "jenis-aturan"), .columns = columns, .n_columns = 2, .cells = cells, .n_rows = n};
}

bool book_write(const struct book_plan *plan, const xmlNode *profile, const struct catalogue *catalogue,
                struct str *out) {
    struct form_table *tables = ARENA_ARRAY(plan->arena, plan->n + 3, struct form_table);
    size_t n = 0;
    tables[n++] = guide_table(plan, profile);
    tables[n++] = fact_table(plan, profile);
    for (size_t i = 0; i < plan->n; i++) {
        const char *parents = plan->sheets[i].shape->parents;
        bool general = has_word(plan->arena, parents, "umum") || strcmp(parents, "kemasan") == 0;
        if (!xml_is(profile, "umum") || general) {
            tables[n] = data_table(plan, &plan->sheets[i], profile);
            n += xml_is(profile, "umum") || strcmp(parents, "umum") != 0;
        }
    }
    tables[n++] = kind_table(plan, profile, catalogue);
    return form_tables(plan->arena, xml_attr(profile, "judul"), tables, n, out);
}
