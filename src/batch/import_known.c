#include "batch/import_known.h"

#include <string.h>

#include "base/xml.h"
#include "read/fold.h"

struct comparing {
    struct import *im;
    struct findings *findings;
    const xmlNode *object, *known;     // the imported one, and what stands in the other file
    size_t differences;
};

static bool same(const char *a, const char *b) {
    return a && b && strcmp(a, b) == 0;
}

// ---- finding the known one

static const char *number_of(struct arena *arena, const xmlNode *person) {
    const xmlNode *number = xml_child(person, "nomor-induk");
    return number ? xml_text(arena, number) : NULL;
}

static bool is_elsewhere(const xmlNode *object, const char *own) {
    const char *file = object ? xml_file(object) : NULL;
    return object && !same(file, own);
}

// By what people are told apart: their number when both have one, their name otherwise.
static bool same_person(struct arena *arena, const xmlNode *a, const xmlNode *b) {
    const char *one = number_of(arena, a), *other = number_of(arena, b);
    if (one && other) {
        return strcmp(one, other) == 0;
    }
    return strcmp(fold_text(arena, xml_attr(a, "nama")), fold_text(arena, xml_attr(b, "nama"))) == 0;
}

static bool same_thing(struct arena *arena, const xmlNode *a, const xmlNode *b) {
    if (!xml_attr(a, "nama") || !xml_attr(b, "nama")) {
        return xml_is(a, "penugasan") && same(xml_attr(a, "tahun"), xml_attr(b, "tahun")) &&
               same(xml_attr(a, "instansi"), xml_attr(b, "instansi")) &&
               same(xml_attr(a, "peran"), xml_attr(b, "peran")) && same(xml_attr(a, "orang"), xml_attr(b, "orang"));
    }
    if (xml_is(a, "orang")) {
        return same_person(arena, a, b);
    }
    const char *agency = xml_attr(a, "instansi"), *other = xml_attr(b, "instansi");
    return xml_is(a, "inovasi") && (same(agency, other) || (!agency && xml_child(a, "usulan"))) &&
           strcmp(fold_text(arena, xml_attr(a, "nama")), fold_text(arena, xml_attr(b, "nama"))) == 0;
}

// NULL when none is known, or when more than one might be meant.
static const xmlNode *find_known(struct arena *arena, const struct objects *known, const xmlNode *o, const char *own) {
    const char *id = xml_attr(o, "id");
    const xmlNode *found = id ? objects_find(known, xml_name(o), id) : NULL;
    size_t n = 0;
    const xmlNode *const *all = objects_all(known, xml_name(o), &n);
    if (found) {
        return is_elsewhere(found, own) ? found : NULL;
    }
    for (size_t i = 0; i < n; i++) {
        if (is_elsewhere(all[i], own) && same_thing(arena, o, all[i])) {
            if (found) {
                return NULL;
            }
            found = all[i];
        }
    }
    return found;
}

static void refer(xmlNode *node, const char *from, const char *to) {
    static const char *const names[] = {"orang", "inovasi", "ref", "instansi", "induk"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (same(xml_attr(node, names[i]), from)) {
            xml_set(node, names[i], to);
        }
    }
    for (xmlNode *c = xml_child(node, NULL); c; c = xml_next(c, NULL)) {
        refer(c, from, to);
    }
}

// ---- comparing

// Where the value came from; of an element where its first value did.
static struct place place_of(const struct comparing *c, const char *path) {
    const char *id = xml_attr(c->object, "id");
    size_t n = strlen(path);
    for (size_t i = 0; i < c->im->n_where; i++) {
        const struct import_where *w = &c->im->where[i];
        if (same(w->object, id) && strncmp(w->path, path, n) == 0 && (!w->path[n] || w->path[n] == '/')) {
            return source_place(&c->im->source, &w->place);
        }
    }
    return (struct place){.file = c->im->file};
}

static void tell(struct comparing *c, const char *path, const xmlNode *there, const char *fresh, const char *old) {
    struct arena *arena = c->im->arena;
    struct place at = xml_place(there), here = place_of(c, path);
    const char *name = xml_attr(c->known, "nama");
    findings_add(c->findings, old ? "impor.beda" : "impor.baru", here, "apa",
                 arena_printf(arena, "%s %s %s", xml_name(c->object), name ? name : xml_attr(c->known, "id"), path),
                 "baru", fresh, "lama", old, "tempat", arena_printf(arena, "%s:%d", at.file ? at.file : "?", at.line),
                 NULL);
    xmlNode *rest = xml_add(c->im->data, "sisa");
    xml_set(rest, "alasan", old ? "beda" : "baru");
    xml_set(rest, "tempat", here.section);
    xml_set(rest, "berkas", c->im->file);
    xmlNodeAddContent(xml_add(rest, "p"), (const xmlChar *)arena_printf(arena, "%s %s: %s", xml_attr(c->known, "id"),
                                                                        path, fresh));
    c->differences++;
}

// The child of `there` that is about the same as `child`: by what names it, by its place otherwise.
static const xmlNode *twin(const xmlNode *there, const xmlNode *child) {
    static const char *const keys[] = {"orang", "nama", "ref", "golongan", "jenis", "instansi"};
    const xmlNode *only = NULL;
    for (const xmlNode *t = xml_child(there, xml_name(child)); t; t = xml_next(t, xml_name(child))) {
        bool keyed = false;
        for (size_t i = 0; i < sizeof keys / sizeof *keys && !keyed; i++) {
            keyed = xml_attr(child, keys[i]) != NULL;
            if (keyed && same(xml_attr(child, keys[i]), xml_attr(t, keys[i]))) {
                return t;
            }
        }
        only = keyed ? only : t;
    }
    return only;
}

static const char *all_of(struct arena *arena, const xmlNode *node) {
    struct buf out = buf_new(arena);
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        buf_printf(&out, "%s%s=%s", out.n ? ", " : "", (const char *)a->name, xml_attr(node, (const char *)a->name));
    }
    buf_printf(&out, "%s%s", out.n ? " " : "", xml_text(arena, node));
    return buf_text(&out);
}

// "Disdukcapil" is the short name of what is known, "ANTAR OBAT" the same name; a kind that was only guessed says
// nothing.
static bool same_name(const struct comparing *c, const xmlNode *node, const xmlNode *there, const char *name) {
    struct arena *arena = c->im->arena;
    const char *fresh = xml_attr(node, name), *old = xml_attr(there, name), *brief = xml_attr(there, "singkatan");
    if (strcmp(name, "jenis") == 0 && xml_is(node, "instansi")) {
        return old && same(fresh, "lainnya");
    }
    if (strcmp(name, "nama") != 0 || xml_is(node, "orang")) {
        return false;
    }
    const char *folded = fold_text(arena, fresh);
    return (old && strcmp(folded, fold_text(arena, old)) == 0) ||
           (brief && strcmp(folded, fold_text(arena, brief)) == 0);
}

static bool has_elements(const xmlNode *node) {
    return xml_child(node, NULL) != NULL;
}

static void compare(struct comparing *c, const xmlNode *node, const xmlNode *there, const char *path) {
    struct arena *arena = c->im->arena;
    const char *slash = *path ? "/" : "";
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        const char *name = (const char *)a->name, *fresh = xml_attr(node, name), *old = xml_attr(there, name);
        if (strcmp(name, "id") != 0 && !same_name(c, node, there, name) &&
            !(old && strcmp(text_collapse(arena, old), text_collapse(arena, fresh)) == 0)) {
            tell(c, arena_printf(arena, "%s%s@%s", path, slash, name), there, fresh, old);
        }
    }
    const char *text = has_elements(node) ? "" : xml_text(arena, node), *old = xml_text(arena, there);
    if (*text && strcmp(text, old) != 0) {
        tell(c, path, there, text, old);
    }
    for (const xmlNode *k = xml_child(node, NULL); k; k = xml_next(k, NULL)) {
        size_t nth = 1;
        for (const xmlNode *s = k->prev; s; s = s->prev) {
            nth += xml_is(s, xml_name(k));
        }
        const xmlNode *other = twin(there, k);
        const char *inner = arena_printf(arena, "%s%s%s[%zu]", path, slash, xml_name(k), nth);
        if (other) {
            compare(c, k, other, inner);
        } else {
            tell(c, inner, there, all_of(arena, k), NULL);
        }
    }
}

// A proposal for an innovation that another file holds: it goes by that one's id and agency, and the objects are read
// as one (model/object_join.h), which tells where they differ.
static void join_proposal(struct import *im, xmlNode *o, const xmlNode *known, struct findings *findings) {
    struct place at = xml_place(known);
    const char *old = arena_strdup(im->arena, xml_attr(o, "id")), *id = xml_attr(known, "id");
    if (!same(old, id)) {
        refer(im->data, old, id);
        xml_set(o, "id", id);
        for (size_t i = 0; i < im->n_where; i++) {
            im->where[i].object = same(im->where[i].object, old) ? id : im->where[i].object;
        }
    }
    if (!xml_attr(o, "instansi")) {
        xml_set(o, "instansi", xml_attr(known, "instansi"));
    }
    findings_add(findings, "impor.inovasi", (struct place){.file = im->file}, "nama", xml_attr(o, "nama"), "id", id,
                 "tempat", arena_printf(im->arena, "%s:%d", at.file ? at.file : "?", at.line), NULL);
}

void import_compare(struct import *im, const struct objects *known, const char *own, struct findings *findings) {
    static const char *const kinds[] = {"instansi", "orang", "inovasi", "tim", "kontrak", "penugasan"};
    for (size_t i = 0; known && i < sizeof kinds / sizeof *kinds; i++) {
        for (xmlNode *o = xml_child(im->data, kinds[i]), *next; o; o = next) {
            next = xml_next(o, kinds[i]);
            const xmlNode *k = find_known(im->arena, known, o, own);
            if (k && xml_child(o, "usulan")) {
                join_proposal(im, o, k, findings);
            }
            if (!k || xml_child(o, "usulan")) {
                continue;
            }
            struct comparing c = {.im = im, .findings = findings, .object = o, .known = k};
            const char *id = xml_attr(o, "id"), *other = xml_attr(k, "id");
            if (id && other && strcmp(id, other) != 0) {
                refer(im->data, arena_strdup(im->arena, id), other);
            }
            compare(&c, o, k, "");
            xmlUnlinkNode(o);
            xmlFreeNode(o);
        }
    }
}
