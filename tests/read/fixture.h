// What the tests of imports share: an import of bytes with the profiles and words of the checkout, and the proof that
// nothing was lost.
#ifndef TESTS_READ_FIXTURE_H
#define TESTS_READ_FIXTURE_H

#include "support.h"

#include "base/file.h"
#include "base/message.h"
#include "base/xml.h"
#include "read/clean.h"
#include "read/encoding.h"
#include "read/fold.h"
#include "read/import.h"

struct fixture {
    struct arena *arena;
    struct forms forms;
    const struct words *words;
    struct catalogue *catalogue;
};

static inline void fixture_form(struct fixture *f, const char *name, struct findings *told) {
    const char *path = arena_printf(f->arena, "%s/templates/profiles/%s.xml", NASKAH_SOURCE_DIR, name);
    const xmlDoc *doc = xml_load(f->arena, path, told);
    assert_non_null(doc);
    forms_add(f->arena, &f->forms, xmlDocGetRootElement(doc));
}

static inline int fixture_open(void **state) {
    struct arena *arena = arena_new(0);
    struct fixture *f = ARENA_NEW(arena, struct fixture);
    f->arena = arena;
    const char *why = NULL;
    f->catalogue = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    struct findings *told = findings_new(arena, NULL);
    fixture_form(f, "iga", told);
    fixture_form(f, "sinovik-unpsa", told);
    fixture_form(f, "kipp-2022", told);
    fixture_form(f, "kipp-2023", told);
    const xmlDoc *doc = xml_load(arena, NASKAH_SOURCE_DIR "/templates/impor/kata.xml", told);
    assert_non_null(doc);
    f->words = words_new(arena, xmlDocGetRootElement(doc));
    *state = f;
    return 0;
}

static inline int fixture_close(void **state) {
    arena_free(((struct fixture *)*state)->arena);
    return 0;
}

// An import into an arena of its own, which the caller frees.
static inline struct import *fixture_import(struct fixture *f, struct arena *arena, const char *file, struct str bytes,
                                            bool *good) {
    struct import *im = import_new(arena, file, &f->forms, f->words, findings_new(arena, f->catalogue),
                                   findings_new(arena, f->catalogue));
    *good = import_bytes(im, bytes);
    return im;
}

static inline const xmlNode *fixture_innovation(const struct import *im) {
    return xml_child(im->data, "inovasi");
}

// The text of an answer of the first innovation; "" without one.
static inline const char *fixture_answer(const struct import *im, const char *field) {
    const xmlNode *usulan = fixture_innovation(im) ? xml_child(fixture_innovation(im), "usulan") : NULL;
    for (const xmlNode *j = usulan ? xml_child(usulan, "jawaban") : NULL; j; j = xml_next(j, "jawaban")) {
        if (strcmp(xml_attr(j, "bagian"), field) == 0) {
            return xml_text(im->arena, j);
        }
    }
    return "";
}

// ---- nothing lost

struct bag {
    const char **words;
    size_t n;
};

static inline int bag_order(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static inline struct bag bag_of(struct arena *arena, const char *text) {
    char *folded = fold_text(arena, text), *state = NULL;
    struct bag bag = {ARENA_ARRAY(arena, strlen(folded) / 2 + 1, const char *), 0};
    for (char *w = strtok_r(folded, " ", &state); w; w = strtok_r(NULL, " ", &state)) {
        bag.words[bag.n++] = w;
    }
    if (bag.n > 1) {
        qsort(bag.words, bag.n, sizeof *bag.words, bag_order);
    }
    return bag;
}

static inline void bag_values(struct buf *out, const xmlNode *node) {
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        buf_printf(out, " %s", xml_attr(node, (const char *)a->name));
    }
    for (const xmlNode *c = xml_child(node, NULL); c; c = xml_next(c, NULL)) {
        bag_values(out, c);
    }
}

// Words of `source` that are neither in the objects nor told as part of the form, parted by spaces; "" when none.
static inline const char *lost_words(const struct import *im, const char *source) {
    struct buf kept = buf_new(im->arena), lost = buf_new(im->arena);
    buf_str(&kept, xml_text(im->arena, im->data));
    bag_values(&kept, im->data);
    for (size_t i = 0; i < im->n_taken; i++) {
        buf_printf(&kept, " %s", im->taken[i].text);
    }
    struct bag have = bag_of(im->arena, buf_text(&kept)), want = bag_of(im->arena, source);
    for (size_t i = 0, k = 0; i < want.n;) {
        int order = k < have.n ? strcmp(want.words[i], have.words[k]) : -1;
        if (order < 0) {
            buf_printf(&lost, "%s ", want.words[i]);
        }
        i += order <= 0;
        k += order >= 0;
    }
    return buf_text(&lost);
}

// What a text says, decoded as its reader does it.
static inline const char *text_words(struct arena *arena, struct str bytes) {
    struct cleaning done = {0};
    struct decoded d = decode_text(arena, bytes);
    return clean_spaces(arena, clean_entities(arena, d.text.p, 1, &done), 1, &done);
}

#endif
