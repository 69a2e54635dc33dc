// Small templates and records for the tests of template, and boxes as compact text to compare.
#ifndef NASKAH_TESTS_BINDING_H
#define NASKAH_TESTS_BINDING_H

#include "base/buf.h"
#include "base/xml.h"
#include "support.h"
#include "template/template.h"

static struct arena *arena;
static struct findings *findings;  // of the last load and bind
static char *folder;               // stands for templates/; written files go to folder/documents and folder/parts

static inline int set_up(void **state) {
    (void)state;
    arena = arena_new(0);
    findings = findings_new(arena, NULL);
    folder = support_folder(arena);
    assert_int_equal(mkdir(arena_printf(arena, "%s/documents", folder), 0700), 0);
    assert_int_equal(mkdir(arena_printf(arena, "%s/parts", folder), 0700), 0);
    return 0;
}

static inline int tear_down(void **state) {
    (void)state;
    support_remove(folder);
    arena_free(arena);
    return 0;
}

#define NS_TEMPLATE "xmlns='urn:naskah:template:1'"
// What most templates need: a style, and a page of 1000 by 1000 millimetres without margins.
#define DASAR "<style name='dasar' font='Sans' size='10pt'/>"
#define PAGE "<page name='p' paper='200x100' top='0' bottom='0' left='10mm' right='10mm'/>"
#define TEMPLATE(inside) "<template " NS_TEMPLATE " for='uji'>" DASAR PAGE inside "</template>"
#define SECTION(inside) TEMPLATE("<section page='p'>" inside "</section>")

static inline void write_file(const char *name, const char *text) {
    support_write(arena, folder, name, text, strlen(text));
}

static inline struct template *load(const char *text) {
    write_file("documents/uji.xml", text);
    findings = findings_new(arena, NULL);
    return template_load(arena, NULL, arena_printf(arena, "%s/documents/uji.xml", folder), findings);
}

// "rule name=value …" of all findings, one a line.
static inline const char *told(void) {
    struct buf out = buf_new(arena);
    for (size_t i = 0; i < findings->n; i++) {
        const struct finding *f = &findings->items[i];
        buf_printf(&out, "%s%s", i ? "\n" : "", f->rule);
        for (int k = 0; k < f->n_args; k++) {
            buf_printf(&out, " %s=%s", f->args[k].name, f->args[k].value);
        }
    }
    return buf_text(&out);
}

static inline void refused(const char *text, const char *expected) {
    struct template *t = load(text);
    assert_string_equal(told(), expected);
    assert_null(t);
}

static inline xmlDoc *record_of(const char *xml) {
    xmlDoc *doc = xml_parse(arena, "record.xml", (struct str){xml, strlen(xml)}, findings);
    if (!doc) {
        fail_msg("record: %s", told());
    }
    return doc;
}

static inline struct document *bound_as(const char *text, const char *record, bool draft) {
    struct template *t = load(text);
    if (!t) {
        fail_msg("template: %s", told());
    }
    struct template_options options = {.draft = draft, .folder = folder, .watermark = "KONSEP"};
    return template_bind(t, arena, record_of(record), &options, findings);
}

static inline struct document *bound(const char *text, const char *record) {
    return bound_as(text, record, false);
}

static inline void show_runs(struct buf *out, const struct run *runs, size_t n) {
    static const char *const kinds[] = {"", "|", "[gap]", "[total]", "[page]", "[page-of]"};
    for (size_t i = 0; i < n; i++) {
        const struct run *r = &runs[i];
        const struct type *t = r->type;
        bool plain = !t->bold && !t->italic && !t->underline && !t->rise && !t->hole;
        const char *marks =
            plain ? ""
                  : arena_printf(arena, "%s%s%s%s%s", t->bold ? "b" : "", t->italic ? "i" : "", t->underline ? "u" : "",
                                 t->rise > 0   ? "^"
                                 : t->rise < 0 ? "_"
                                               : "",
                                 t->hole ? "?" : "");
        buf_printf(out, plain ? "%s" : "%s{", marks);
        const char *text = r->kind == RUN_TEXT ? r->text : kinds[r->kind];
        for (; *text; text++) {
            if (text[0] == '\xC2' && text[1] == '\xA0') {
                buf_char(out, '~');
                text++;
            } else {
                buf_char(out, *text);
            }
        }
        buf_str(out, plain ? "" : "}");
        if (r->link) {
            buf_printf(out, "<%s>", r->link);
        }
    }
}

static inline void show_box(struct buf *out, const struct box *box, int depth);

static inline void show_boxes(struct buf *out, const struct box *first, int depth) {
    for (const struct box *b = first; b; b = b->next) {
        show_box(out, b, depth);
    }
}

static inline void show_table(struct buf *out, const struct table *t, int depth) {
    for (size_t r = 0; r < t->n_rows; r++) {
        const struct row *row = &t->rows[r];
        buf_printf(out, "%*s%s%s%s\n", depth * 2, "", row->head ? "head" : "row", row->group ? " group=" : "",
                   row->group ? row->group : "");
        for (size_t c = 0; c < row->n; c++) {
            const struct cell *cell = &row->cells[c];
            buf_printf(out, "%*scell %d", depth * 2 + 2, "", cell->column);
            buf_str(out, cell->colspan > 1 || cell->rowspan > 1
                             ? arena_printf(arena, " %dx%d", cell->colspan, cell->rowspan)
                             : "");
            buf_str(out, cell->heading ? " heading\n" : "\n");
            show_boxes(out, cell->first, depth + 2);
        }
    }
}

static inline void show_box(struct buf *out, const struct box *box, int depth) {
    static const char *const kinds[] = {"para", "stack", "table", "space", "rule", "image", "qr", "break"};
    buf_printf(out, "%*s%s", depth * 2, "", kinds[box->kind]);
    if (box->id) {
        buf_printf(out, " #%s", box->id);
    }
    if (box->shape.left) {
        buf_printf(out, " left=%.1f", (double)box->shape.left / 1000);
    }
    if (box->shape.keep_next) {
        buf_str(out, " keep");
    }
    if (box->kind == BOX_PARA) {
        for (size_t i = 0; i < box->para.n_labels; i++) {
            buf_printf(out, " (%.1f ", (double)box->para.labels[i].x / 1000);
            show_runs(out, box->para.labels[i].runs, box->para.labels[i].n);
            buf_char(out, ')');
        }
        buf_str(out, ": ");
        show_runs(out, box->para.runs, box->para.n);
    }
    buf_char(out, '\n');
    if (box->kind == BOX_STACK) {
        show_boxes(out, box->stack.first, depth + 1);
    } else if (box->kind == BOX_TABLE) {
        show_table(out, box->table, depth + 1);
    }
}

static inline const char *shown(const struct document *d) {
    struct buf out = buf_new(arena);
    for (const struct section *s = d->first; s; s = s->next) {
        if (s != d->first) {
            buf_str(&out, "--\n");
        }
        show_boxes(&out, s->first, 0);
    }
    return buf_text(&out);
}

// The boxes of a section's inside on a record, with no findings.
static inline void makes(const char *section, const char *record, const char *expected) {
    struct document *d = bound(arena_printf(arena,
                                            "<template " NS_TEMPLATE " for='uji'>" DASAR PAGE
                                            "<section page='p'>%s</section></template>",
                                            section),
                               record);
    assert_string_equal(told(), "");
    assert_string_equal(shown(d), expected);
}

#define RUN_TESTS(tests) cmocka_run_group_tests(tests, set_up, tear_down)

#endif
