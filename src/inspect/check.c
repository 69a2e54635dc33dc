#include "inspect/check.h"

#include <assert.h>

static const struct checks *const tables[] = {
    &checks_file,       &checks_stream,      &checks_object,  &checks_document,   &checks_metadata,
    &checks_property,   &checks_schema,      &checks_schema_property,
    &checks_intent,     &checks_profile,     &checks_color,   &checks_state,      &checks_picture,
    &checks_form_object, &checks_page,       &checks_content, &checks_font,       &checks_glyph,
    &checks_element,    &checks_table,       &checks_annotation, &checks_field,   &checks_action,
    &checks_embedded,   &checks_layers,      &checks_signature,
};
enum { TABLES = sizeof tables / sizeof *tables, MOST = 48 };

struct result {
    uint32_t n;
    int object, page;  // of the first place
};

struct results {
    struct result of[TABLES][MOST];
};

static size_t table_index(const struct checks *table) {
    size_t i = 0;
    while (tables[i] != table) {
        i++;
        assert(i < TABLES);
    }
    return i;
}

bool judge(const struct checks *table, const struct subject *s) {
    bool all = true;
    assert(table->n <= MOST);
    for (size_t i = 0; i < table->n; i++) {
        if (table->items[i].holds(s)) {
            continue;
        }
        struct result *r = &s->x->results->of[table_index(table)][i];
        r->n += r->n < UINT32_MAX;
        if (r->n == 1) {
            r->object = s->object;
            r->page = s->page;
        }
        all = false;
    }
    return all;
}

// --- Rows

// One row of a list "A 6.1.2-1 U 7.1-8"; moves past it. False at the end.
static bool next_row(const char **rows, const char **standard, size_t *n, const char **clause) {
    while (**rows == ' ') {
        ++*rows;
    }
    if (!**rows) {
        return false;
    }
    *standard = **rows == 'A' ? "19005-3" : "14289-1";
    *clause = *rows + 2;
    *n = strcspn(*clause, " ");
    *rows = *clause + *n;
    return true;
}

const struct inspect_row *inspect_rows(size_t *n) {
    static struct inspect_row rows[TABLES * MOST];
    static char clauses[TABLES * MOST][16];
    static size_t made;
    for (size_t t = made ? TABLES : 0; t < TABLES; t++) {  // once
        for (size_t i = 0; i < tables[t]->n; i++) {
            const char *list = tables[t]->items[i].rows, *standard, *clause;
            for (size_t k; next_row(&list, &standard, &k, &clause);) {
                assert(k < sizeof *clauses);
                memcpy(clauses[made], clause, k);
                rows[made] = (struct inspect_row){standard, clauses[made], tables[t]->items[i].name};
                made++;
            }
        }
    }
    *n = made;
    return rows;
}

// --- Findings

static const char *spoken_rows(struct arena *arena, const char *list) {
    struct buf b = buf_new(arena);
    const char *standard, *clause;
    for (size_t n; next_row(&list, &standard, &n, &clause);) {
        buf_printf(&b, "%s%s %.*s", b.n ? ", " : "", *standard == '1' && standard[1] == '9' ? "PDF/A-3a" : "PDF/UA-1",
                   (int)n, clause);
    }
    return buf_text(&b);
}

static const char *spoken_place(struct arena *arena, const struct result *r) {
    if (r->page > 0 && r->object > 0) {
        return arena_printf(arena, "halaman %d, objek %d", r->page, r->object);
    }
    return r->page > 0 ? arena_printf(arena, "halaman %d", r->page)
           : r->object > 0 ? arena_printf(arena, "objek %d", r->object) : "berkas";
}

static bool tell(const struct examination *x, struct findings *findings) {
    bool all = true;
    for (size_t t = 0; t < TABLES; t++) {
        for (size_t i = 0; i < tables[t]->n; i++) {
            const struct result *r = &x->results->of[t][i];
            const struct check *c = &tables[t]->items[i];
            if (r->n == 0) {
                continue;
            }
            struct arena *a = x->p->arena;
            all = false;
            findings_add(findings, "pdf.row", (struct place){.file = x->p->name}, "arti",
                         arena_printf(a, "@pdf.row.%s", c->name), "baris", spoken_rows(a, c->rows), "letak",
                         spoken_place(a, r), "jumlah", arena_printf(a, "%u", r->n), NULL);
        }
    }
    return all;
}

bool inspection_check(struct inspection *p, struct findings *findings) {
    struct examination *x = ARENA_NEW(p->arena, struct examination);
    x->p = p;
    x->results = ARENA_NEW(p->arena, struct results);
    x->info = entry_get(p, &p->trailer, "Info");
    x->form = entry_get(p, p->catalogue, "AcroForm");
    x->language = entry_raw(p->catalogue, "Lang") != NULL;
    examine_file(x);
    if (!p->encrypted) {  // else nothing of it can be read
        x->tree = structure_read(p);
        examine_colors(x);
        examine_metadata(x);
        examine_document(x);
        examine_pages(x);
        examine_fonts(x);
        examine_structure(x);
        examine_annotations(x);
    }
    examine_lexing(x);
    return tell(x, findings);
}
