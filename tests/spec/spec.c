#include "spec/spec.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "layout/layout.h"
#include "model/resolve.h"

static struct arena *arena;
static const struct world *world;

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

const struct world *spec_world(void) {
    if (world) {
        return world;
    }
    arena = arena_new(0);
    const char *why = NULL;
    static const char *const inputs[] = {NASKAH_SOURCE_DIR "/tests/spec/data"};
    struct catalogue *catalogue = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    if (!catalogue) {
        fprintf(stderr, "%s\n", why);
        abort();
    }
    struct findings *findings = findings_new(arena, catalogue);
    struct world_options options = {.share = NASKAH_SOURCE_DIR, .version = "spec", .catalogue = catalogue,
                                    .inputs = inputs, .n_inputs = 1};
    world = world_load(arena, &options, findings);
    print_findings(findings, SEVERITY_ERROR);
    if (!world || findings_stop(findings)) {
        abort();
    }
    return world;
}

void spec_end(void) {
    if (arena) {
        arena_free(arena);
    }
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

static const struct pages *set(const char *id, bool draft, struct findings *findings) {
    const struct world *w = spec_world();
    const struct planned *p = planned(id, findings);
    const struct profile *profile = p->profile ? profiles_find(w->profiles, p->profile) : NULL;
    xmlDoc *record = resolve_record(arena, w->objects, w->defaults, p, profile ? profile_node(profile) : NULL, findings);
    assert_non_null(record);
    const struct template *t = world_template(w, p->kind);
    assert_non_null(t);
    struct template_options options = {.draft = draft, .folder = NASKAH_SOURCE_DIR "/tests/spec/data"};
    struct document *document = template_bind(t, arena, record, &options, findings);
    return layout_document(arena, w->fonts, w->hyphenation, document, findings);
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

// Compares with no-break spaces taken as spaces, because gluing words is no matter of place.
static bool begins(const struct item *item, const char *text) {
    const char *p = item->text.text, *end = p + item->text.n_text;
    for (; *text; text++) {
        if (*text == ' ' && end - p >= 2 && (unsigned char)p[0] == 0xC2 && (unsigned char)p[1] == 0xA0) {
            p += 2;
        } else if (p < end && *p == *text) {
            p++;
        } else {
            return false;
        }
    }
    return true;
}

const struct item *spec_find(const struct pages *pages, int page, const char *text, int nth) {
    for (size_t p = 0; p < pages->n; p++) {
        const struct page *at = &pages->items[p];
        for (size_t i = 0; i < at->n && (page == 0 || page == (int)p + 1); i++) {
            if (at->items[i].kind == ITEM_TEXT && begins(&at->items[i], text) && nth-- == 0) {
                return &at->items[i];
            }
        }
    }
    return NULL;
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
