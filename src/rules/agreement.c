#include "rules/agreement.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "rules/agreement_text.h"
#include "rules/assignment.h"
#include "rules/kind.h"

const char *agreement_place(struct arena *arena, const xmlNode *node) {
    struct place place = xml_place(node);
    const char *file = place.file ? strrchr(place.file, '/') : NULL;
    return arena_printf(arena, "%s:%d", file ? file + 1 : place.file ? place.file : "?", place.line);
}

static const char *number_of(const struct check *c, const xmlNode *document) {
    const xmlNode *number = xml_child(document, "nomor");
    const char *text = number ? xml_text(c->arena, number) : "";
    return *text ? text : NULL;
}

// Days are compared as days, however they are written; everything else as text.
static bool differ(struct arena *arena, const char *a, const char *b) {
    struct date x, y;
    if (!a || !b || !*a || !*b) {
        return false;
    }
    if (date_parse(a, &x) && date_parse(b, &y)) {
        return date_compare(x, y) != 0;
    }
    return strcmp(text_collapse(arena, arena_strdup(arena, a)), text_collapse(arena, arena_strdup(arena, b))) != 0;
}

// ---- what speaks of a document of ours

// What speaks of a document: evidence of an innovation, or a relation of another document.
struct speaking {
    const char *rule, *innovations;
    const xmlNode *node;
};

static void tell_other(const struct check *c, const struct speaking *s, const xmlNode *document, const char *what,
                       const char *theirs) {
    const char *said = xml_attr(s->node, what);
    if (differ(c->arena, said, theirs)) {
        finding_of_rule(c, SEVERITY_ERROR, s->rule, xml_place(s->node), "unsur", what, "tertulis", said, "harapan",
                        theirs, "naskah", xml_attr(document, "id"), "id-inovasi", s->innovations, NULL);
    }
}

static void compare_with_document(const struct check *c, const struct objects *objects, const struct speaking *s) {
    const char *named = xml_attr(s->node, "naskah");
    const xmlNode *document = named ? objects_find(objects, "naskah", named) : NULL;
    const xmlNode *title = document ? xml_child(document, "tentang") : NULL;
    if (document) {
        tell_other(c, s, document, "nomor", number_of(c, document));
        tell_other(c, s, document, "tanggal", xml_attr(document, "tanggal"));
        tell_other(c, s, document, "tentang", title ? xml_text(c->arena, title) : NULL);
    }
}

// ---- evidence that is one file

struct proof {
    const xmlNode *node;
    const char *folder, *file, *innovation, *name;
    size_t order;
};

static int by_file(const void *a, const void *b) {
    const struct proof *x = a, *y = b;
    int order = strcmp(x->file, y->file);
    order = order ? order : strcmp(x->folder, y->folder);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

static void compare_proofs(const struct check *c, const struct proof *first, const struct proof *other) {
    static const char *const fields[] = {"nomor", "tanggal"};
    const char *both = arena_printf(c->arena, "%s %s", other->innovation, first->innovation);
    for (size_t i = 0; i < 2; i++) {
        const char *said = xml_attr(other->node, fields[i]), *before = xml_attr(first->node, fields[i]);
        if (differ(c->arena, said, before)) {
            finding_of_rule(c, SEVERITY_ERROR, "naskah.berkas-beda", xml_place(other->node), "unsur", fields[i],
                            "tertulis", said, "harapan", before, "berkas", other->file, "lain", first->name,
                            "id-inovasi", both, NULL);
        }
    }
}

static const char *folder_of(struct arena *arena, const xmlNode *node) {
    const char *file = xml_file(node), *slash = file ? strrchr(file, '/') : NULL;
    return slash ? arena_strndup(arena, file, (size_t)(slash - file)) : "";
}

static const char *told(const char *text) {
    return text ? text : "";
}

static void check_proofs(const struct check *c, const struct objects *objects) {
    size_t n, n_proofs = 0, cap = 0;
    const xmlNode *const *all = objects_all(objects, "inovasi", &n);
    struct proof *proofs = NULL;
    for (size_t i = 0; i < n; i++) {
        for (const xmlNode *b = xml_child(all[i], "bukti"); b; b = xml_next(b, "bukti")) {
            const char *id = told(xml_attr(all[i], "id")), *name = xml_attr(all[i], "nama");
            compare_with_document(c, objects, &(struct speaking){"naskah.bukti-beda", id, b});
            const char *file = xml_attr(b, "berkas");
            if (file && *file) {
                if (n_proofs == cap) {
                    size_t more = cap ? 2 * cap : 64;
                    proofs = arena_grow(c->arena, proofs, cap * sizeof *proofs, more * sizeof *proofs);
                    cap = more;
                }
                proofs[n_proofs] = (struct proof){b, folder_of(c->arena, b), file, id, name ? name : id, n_proofs};
                n_proofs++;
            }
        }
    }
    if (n_proofs > 1) {
        qsort(proofs, n_proofs, sizeof *proofs, by_file);
    }
    for (size_t i = 1, first = 0; i < n_proofs; i++) {
        if (strcmp(proofs[i].file, proofs[first].file) == 0 && strcmp(proofs[i].folder, proofs[first].folder) == 0) {
            compare_proofs(c, &proofs[first], &proofs[i]);
        } else {
            first = i;
        }
    }
}

// The innovations that a document is about, itself or through its team.
static const char *innovations_of(const struct check *c, const struct objects *objects, const xmlNode *document) {
    const char *p = told(xml_attr(document, "subjek")), *all = "";
    for (size_t n; (p += strspn(p, " \n\t")), (n = strcspn(p, " \n\t")) > 0; p += n) {
        const char *id = arena_strndup(c->arena, p, n);
        const xmlNode *team = objects_find(objects, "tim", id);
        id = team ? told(xml_attr(team, "inovasi")) : objects_find(objects, "inovasi", id) ? id : "";
        all = arena_printf(c->arena, "%s%s%s", all, *all && *id ? " " : "", id);
    }
    return all;
}

static void check_relations(const struct check *c, const struct objects *objects) {
    size_t n;
    const xmlNode *const *all = objects_all(objects, "naskah", &n);
    for (size_t i = 0; i < n; i++) {
        for (const xmlNode *r = xml_child(all[i], "relasi"); r; r = xml_next(r, "relasi")) {
            c->findings->document = xml_attr(all[i], "id");
            const char *innovations = innovations_of(c, objects, all[i]);
            compare_with_document(c, objects, &(struct speaking){"naskah.relasi-beda", innovations, r});
        }
    }
    c->findings->document = NULL;
}

static void check_by(struct check *c, const struct profile *profile, const struct objects *objects) {
    c->profile = profile;
    for (size_t i = 0; i < profile->n_rules; i++) {
        c->rule = &profile->rules[i];
        if (strcmp(c->rule->kind->name, "evidence_agree") == 0) {
            check_proofs(c, objects);
            check_relations(c, objects);
        } else if (strcmp(c->rule->kind->name, "text_agree") == 0) {
            agreement_texts(c, objects);
        } else {
            assignment_check(c, objects, profile_region(profile));
        }
    }
}

void agreement_check(const struct objects *objects, const struct profiles *profiles, struct findings *findings) {
    struct arena *arena = arena_new(0);
    const char *before = findings->document;
    struct check c = {.arena = arena, .findings = findings, .profiles = profiles};
    findings->document = NULL;
    if (profiles && profiles->general) {
        check_by(&c, profiles->general, objects);
    }
    for (size_t i = 0; profiles && i < profiles->n_regions; i++) {
        check_by(&c, profiles->regions[i], objects);
    }
    findings->document = before;
    arena_free(arena);
}

bool agreement_judges(const struct profile *general, size_t i) {
    return general->rules[i].kind->general && general->rules[i].kind->check == check_among_all;
}
