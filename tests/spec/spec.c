#include "spec/spec.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/xml.h"
#include "layout/layout.h"
#include "model/resolve.h"
#include "support.h"

static struct arena *arena;
static const struct world *world;
static char *added;  // folder of what was added

static void print_findings(const struct findings *f, enum severity least) {
    for (size_t i = 0; i < f->n; i++) {
        const struct finding *x = &f->items[i];
        if (x->severity < least) {
            continue;
        }
        fprintf(stderr, "%s:%d: %s", x->place.file ? x->place.file : "-", x->place.line, x->rule);
        for (int k = 0; k < x->n_args; k++) {
            fprintf(stderr, " %s=%s", x->args[k].name, x->args[k].value);
        }
        fputc('\n', stderr);
    }
}

void spec_add(const char *xml) {
    assert_null(world);
    arena = arena_new(0);
    added = support_folder(arena);
    support_write(arena, added, "tambahan.xml", xml, strlen(xml));
}

const struct world *spec_world(void) {
    if (world) {
        return world;
    }
    arena = arena ? arena : arena_new(0);
    const char *why = NULL;
    const char *inputs[] = {NASKAH_SOURCE_DIR "/tests/spec/data", added};
    struct catalogue *catalogue = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    if (!catalogue) {
        fprintf(stderr, "%s\n", why);
        abort();
    }
    struct findings *findings = findings_new(arena, catalogue);
    struct world_options options = {.share = NASKAH_SOURCE_DIR, .version = "spec", .catalogue = catalogue,
                                    .inputs = inputs, .n_inputs = added ? 2 : 1};
    world = world_load(arena, &options, findings);
    print_findings(findings, SEVERITY_ERROR);
    if (!world || findings_stop(findings)) {
        abort();
    }
    return world;
}

void spec_end(void) {
    if (added) {
        support_remove(added);
    }
    if (arena) {
        arena_free(arena);
    }
    added = NULL;
    arena = NULL;
    world = NULL;
}

static const struct planned *planned(const char *id, struct findings *findings) {
    size_t n = 0;
    const struct planned *all = world_plan(spec_world(), arena, &n, findings);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(all[i].id, id) == 0) {
            return &all[i];
        }
    }
    fail_msg("no document %s", id);
    return NULL;
}

xmlDoc *spec_record(const char *id) {
    const struct world *w = spec_world();
    struct findings *findings = findings_new(arena, w->catalogue);
    const struct planned *p = planned(id, findings);
    const struct profile *profile = p->profile ? profiles_find(w->profiles, p->profile) : NULL;
    xmlDoc *record =
        resolve_record(arena, w->objects, w->defaults, p, profile ? profile_node(profile) : NULL, findings);
    assert_non_null(record);
    return record;
}

const char *const *spec_documents(size_t *n) {
    const struct world *w = spec_world();
    const struct planned *all = world_plan(w, arena, n, findings_new(arena, w->catalogue));
    const char **ids = ARENA_ARRAY(arena, *n + 1, const char *);
    for (size_t i = 0; i < *n; i++) {
        ids[i] = all[i].id;
    }
    return ids;
}

static const struct pages *set_record(xmlDoc *record, bool draft, struct findings *findings) {
    const struct world *w = spec_world();
    const struct template *t = world_template(w, xml_attr(xmlDocGetRootElement(record), "jenis"));
    assert_non_null(t);
    struct template_options options = {.draft = draft, .folder = NASKAH_SOURCE_DIR "/tests/spec/data",
                                       .width = layout_width, .fonts = w->fonts};
    struct document *document = template_bind(t, arena, record, &options, findings);
    return layout_document(arena, w->fonts, w->hyphenation, document, findings);
}

const struct pages *spec_record_pages(xmlDoc *record, bool draft) {
    return set_record(record, draft, findings_new(arena, spec_world()->catalogue));
}

static const struct pages *set(const char *id, bool draft, struct findings *findings) {
    const struct world *w = spec_world();
    const struct planned *p = planned(id, findings);
    const struct profile *profile = p->profile ? profiles_find(w->profiles, p->profile) : NULL;
    xmlDoc *record =
        resolve_record(arena, w->objects, w->defaults, p, profile ? profile_node(profile) : NULL, findings);
    assert_non_null(record);
    return set_record(record, draft, findings);
}

const struct pages *spec_pages(const char *id) {
    const struct world *w = spec_world();
    struct findings *findings = findings_new(arena, w->catalogue);
    const struct pages *pages = set(id, false, findings);
    if (findings_stop(findings)) {
        print_findings(findings, SEVERITY_ERROR);
        fail_msg("%s has errors", id);
    }
    return pages;
}

const struct pages *spec_draft(const char *id, struct findings **findings) {
    const struct world *w = spec_world();
    *findings = findings_new(arena, w->catalogue);
    return set(id, true, *findings);
}

// What is printed from a field and what the template says are different runs; on paper they are one line.
static bool continues(const struct item *a, const struct item *b) {
    mp end = a->x + a->width;
    return b->kind == ITEM_TEXT && b->block == a->block && b->y == a->y && b->x > end - MM(0.2) && b->x < end + MM(0.2);
}

// The line from its i-th item on as one item. No-break spaces become spaces: gluing words is no matter of place.
static const struct item *line_from(const struct page *page, size_t i) {
    struct item *line = ARENA_NEW(arena, struct item);
    struct buf text = buf_new(arena);
    *line = page->items[i];
    const struct item *last = &page->items[i];
    for (size_t k = i; k < page->n && (k == i || continues(last, &page->items[k])); k++) {
        last = &page->items[k];
        for (size_t c = 0; c < last->text.n_text; c++) {
            bool nbsp = c + 1 < last->text.n_text && memcmp(last->text.text + c, "\xC2\xA0", 2) == 0;
            buf_char(&text, nbsp ? ' ' : last->text.text[c]);
            c += nbsp;
        }
    }
    line->width = last->x + last->width - line->x;
    line->text.text = buf_text(&text);
    line->text.n_text = text.n;
    return line;
}

const struct item *spec_line(const struct page *page, size_t i, size_t *n) {
    for (*n = 1; i + *n < page->n && continues(&page->items[i + *n - 1], &page->items[i + *n]); ++*n) {
    }
    return line_from(page, i);
}

const struct item *spec_find(const struct pages *pages, int page, const char *text, int nth) {
    for (size_t p = 0; p < pages->n; p++) {
        const struct page *at = &pages->items[p];
        for (size_t i = 0; i < at->n && (page == 0 || page == (int)p + 1); i++) {
            if (at->items[i].kind != ITEM_TEXT) {
                continue;
            }
            const struct item *line = line_from(at, i);
            if (strncmp(line->text.text, text, strlen(text)) == 0 && nth-- == 0) {
                return line;
            }
        }
    }
    return NULL;
}

static char *without_glue(char *s) {
    char *to = s;
    for (const char *p = s; *p; p++) {
        bool nbsp = memcmp(p, "\xC2\xA0", 2) == 0;
        *to++ = nbsp ? ' ' : *p;
        p += nbsp;
    }
    *to = '\0';
    return s;
}

const char *spec_text(const struct pages *pages) {
    struct buf text = buf_new(arena);
    for (size_t p = 0; p < pages->n; p++) {
        const struct item *last = NULL;
        for (size_t i = 0; i < pages->items[p].n; i++) {
            const struct item *item = &pages->items[p].items[i];
            if (item->kind == ITEM_TEXT) {
                buf_str(&text, last && continues(last, item) ? "" : " ");
                buf_add(&text, item->text.text, item->text.n_text);
                last = item;
            }
        }
    }
    return text_collapse(arena, without_glue(arena_strdup(arena, buf_text(&text))));
}

const struct item *spec_at(const struct page *page, double x, double y) {
    size_t best = page->n;
    for (size_t i = 0; i < page->n; i++) {
        const struct item *item = &page->items[i];
        if (item->kind == ITEM_TEXT && spec_mm(item->y) > y + 0.1 && spec_mm(item->x) > x - SPEC_TOLERANCE &&
            spec_mm(item->x) < x + SPEC_TOLERANCE && (best == page->n || item->y < page->items[best].y)) {
            best = i;
        }
    }
    return best < page->n ? line_from(page, best) : NULL;
}

const struct item *spec_need(const struct pages *pages, int page, const char *text, int nth) {
    const struct item *item = spec_find(pages, page, text, nth);
    if (!item) {
        fail_msg("no text \"%s\" (number %d) on page %d", text, nth, page);
    }
    return item;
}

int spec_page_of(const struct pages *pages, const char *text) {
    for (size_t p = 0; p < pages->n; p++) {
        if (spec_find(pages, (int)p + 1, text, 0)) {
            return (int)p + 1;
        }
    }
    return 0;
}

int spec_count(const struct pages *pages, const char *text) {
    int n = 0;
    while (spec_find(pages, 0, text, n)) {
        n++;
    }
    return n;
}

double spec_mm(mp length) {
    return (double)length * 25.4 / 72000.0;
}

static int off(const char *row, const char *what, double is, double should, double tolerance) {
    if (should == ANY || fabs(is - should) <= tolerance) {
        return 0;
    }
    print_error("%s: %s is %.2f, should be %.2f\n", row, what, is, should);
    return 1;
}

void spec_near(const char *what, double is, double should) {
    if (off(what, "measure", is, should, SPEC_TOLERANCE)) {
        fail();
    }
}

static int check_row(const struct pages *pages, const struct spec_row *r) {
    const struct item *item = spec_find(pages, r->page, r->find, r->nth);
    if (!item) {
        print_error("%s: no text \"%s\"\n", r->row, r->find);
        return 1;
    }
    int wrong = off(r->row, "x", spec_mm(item->x), r->x, SPEC_TOLERANCE);
    wrong += off(r->row, "middle", spec_mm(item->x + item->width / 2), r->center, SPEC_TOLERANCE);
    wrong += off(r->row, "y", spec_mm(item->y), r->y, SPEC_TOLERANCE);
    wrong += off(r->row, "size", (double)item->text.size / MP_PER_PT, r->size, 0.001);
    if (r->above) {
        const struct item *above = spec_find(pages, r->page, r->above, 0);
        if (!above) {
            print_error("%s: no text \"%s\"\n", r->row, r->above);
            return wrong + 1;
        }
        wrong += off(r->row, "distance", spec_mm(item->y - above->y), r->below, SPEC_TOLERANCE);
    }
    if (r->face && strcmp(face_name(item->text.face), r->face) != 0) {
        print_error("%s: face is %s, should be %s\n", r->row, face_name(item->text.face), r->face);
        wrong++;
    }
    return wrong;
}

void spec_check(const struct pages *pages, const struct spec_row *rows, size_t n) {
    int wrong = 0;
    for (size_t i = 0; i < n; i++) {
        wrong += check_row(pages, &rows[i]);
    }
    if (wrong) {
        fail_msg("%d measures are off", wrong);
    }
}
