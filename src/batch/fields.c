#include "batch/fields.h"

#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "batch/faces.h"
#include "batch/fingerprint.h"
#include "batch/import.h"
#include "batch/line.h"
#include "batch/signing.h"
#include "batch/source.h"
#include "device/pdf.h"
#include "inspect/inspect.h"
#include "layout/layout.h"

#define VALUE_MAX 60           // bytes of a value that are kept; longer ones are cut at a character
#define NAME_MAX_BYTES 48      // of what tells siblings apart

// ---- where people wrote it ----

struct field_places {
    struct arena *arena;
    const xmlNode **nodes;     // <t> of all imports, by object
    size_t n;
};

static int by_object(const void *a, const void *b) {
    const xmlNode *x = *(const xmlNode *const *)a, *y = *(const xmlNode *const *)b;
    return strcmp(xml_attr(x, "objek"), xml_attr(y, "objek"));
}

static void add_places(struct field_places *p, const char *folder, struct findings *unheard) {
    const xmlNode **more = import_places(p->arena, folder, NULL, unheard);
    size_t n = 0;
    while (more[n]) {
        n++;
    }
    p->nodes = arena_grow(p->arena, p->nodes, p->n * sizeof *more, (p->n + n + 1) * sizeof *more);
    memcpy(p->nodes + p->n, more, n * sizeof *more);
    p->n += n;
}

const struct field_places *field_places_new(const struct world *world) {
    struct field_places *p = ARENA_NEW(world->arena, struct field_places);
    p->arena = world->arena;
    struct findings *unheard = findings_new(world->arena, NULL);
    const char *last = "";
    for (size_t i = 0; i < world->n_inputs; i++) {
        const char *path = world->inputs[i].path, *below = strstr(path, "/impor/");
        const char *folder = below ? arena_strndup(p->arena, path, (size_t)(below - path)) : last;
        if (strcmp(folder, last) != 0) {
            add_places(p, folder, unheard);  // inputs are in order of their paths: each folder comes once
        }
        last = folder;
    }
    if (p->n) {
        qsort(p->nodes, p->n, sizeof *p->nodes, by_object);
    }
    return p;
}

static int position(const xmlNode *node) {
    int n = 1;
    for (const xmlNode *p = node->prev; p; p = p->prev) {
        n += p->type == XML_ELEMENT_NODE && strcmp(xml_name(p), xml_name(node)) == 0;
    }
    return n;
}

// "anggota[2]", as imports write it; *object is the object that it is part of.
static const char *path_in_object(struct arena *arena, const xmlNode *node, const char **object) {
    const xmlNode *parent = node->parent;
    if (!parent || parent->type != XML_ELEMENT_NODE || xml_is(parent, "data")) {
        *object = xml_attr(node, "id");
        return "";
    }
    const char *above = path_in_object(arena, parent, object), *part = xml_attr(node, "bagian");
    return part ? arena_printf(arena, "%s%s[@bagian='%s']/", above, xml_name(node), part)
                : arena_printf(arena, "%s%s[%d]/", above, xml_name(node), position(node));
}

// Imports write "x" for a single "x[1]".
static bool same_path(const char *said, const char *path) {
    while (*said && *said == *path) {
        said++, path++;
        if (strncmp(path, "[1]", 3) == 0 && *said != '[') {
            path += 3;
        }
    }
    return *said == *path || (!*said && strcmp(path, "/") == 0);
}

static const char *spot_of(struct arena *arena, const xmlNode *t) {
    const char *source = xml_attr(xmlDocGetRootElement(t->doc), "sumber");
    const char *line = xml_attr(t, "baris"), *spot = xml_attr(t, "letak");
    return line ? arena_printf(arena, "%s:%s", source, line) : arena_printf(arena, "%s %s", source, spot ? spot : "");
}

// The record calls some things otherwise than what they were made from: "nama-lengkap" of a name.
static const char *imported(const struct field_places *p, struct arena *arena, const xmlNode *origin,
                            const char *attribute) {
    const char *object = NULL, *path = path_in_object(arena, origin, &object);
    const char *exact = attribute ? arena_printf(arena, "%s@%s", path, attribute) : path;
    const char *plain = attribute && strstr(attribute, "-lengkap")
                            ? arena_strndup(arena, exact, strlen(exact) - strlen("-lengkap")) : exact;
    size_t from = 0, to = object ? p->n : 0;
    while (from < to) {
        size_t middle = (from + to) / 2;
        bool before = strcmp(xml_attr(p->nodes[middle], "objek"), object) < 0;
        from = before ? middle + 1 : from;
        to = before ? to : middle;
    }
    const xmlNode *whole = NULL;
    for (; object && from < p->n && strcmp(xml_attr(p->nodes[from], "objek"), object) == 0; from++) {
        const char *said = xml_attr(p->nodes[from], "jalur");
        if (same_path(said, exact) || same_path(said, plain)) {
            return spot_of(arena, p->nodes[from]);
        }
        whole = !whole && same_path(said, path) ? p->nodes[from] : whole;
    }
    return whole ? spot_of(arena, whole) : NULL;
}

static const char *place_of(const struct field_places *p, struct arena *arena, const xmlNode *node) {
    const xmlNode *element = node->type == XML_ATTRIBUTE_NODE ? node->parent : node, *origin = xml_origin(element);
    struct place at = xml_place(node);
    const char *attribute = node->type == XML_ATTRIBUTE_NODE ? (const char *)node->name : NULL;
    const char *found = origin && at.file && strstr(at.file, "/impor/") ? imported(p, arena, origin, attribute) : NULL;
    return found || !at.file ? found : arena_printf(arena, "%s:%d", at.file, at.line);
}

// ---- fields ----

struct walk {
    const struct line *line;
    const struct field_places *places;
    struct arena *arena;
    struct field *items;
    size_t n, cap;
};

static const char *hashed(struct arena *arena, const char *text) {
    char *out = arena_alloc(arena, HASH_SIZE);
    hash_bytes(text, strlen(text), out);
    out[16] = '\0';  // a change is to be seen, not an attack
    return out;
}

// So many bytes of it at most, whole characters.
static size_t shortened(const char *text, size_t most) {
    size_t n = strlen(text);
    for (n = n > most ? most : n; n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80;) {
        n--;
    }
    return n;
}

static void add(struct walk *w, const char *path, const char *text, const char *place) {
    if (w->n == w->cap) {
        size_t cap = w->cap ? w->cap * 2 : 128;
        w->items = arena_grow(w->arena, w->items, w->cap * sizeof *w->items, cap * sizeof *w->items);
        w->cap = cap;
    }
    size_t n = shortened(text, VALUE_MAX);
    bool cut = text[n] != '\0';
    w->items[w->n++] = (struct field){path, cut ? arena_printf(w->arena, "%.*s…", (int)n, text) : text,
                                      cut ? hashed(w->arena, text) : "", place};
}

static void add_mark(struct walk *w, const char *name, const char *text) {
    add(w, name, "", NULL);
    w->items[w->n - 1].hash = hashed(w->arena, text ? text : "");
}

enum noted { NOTED_THERE, NOTED_TEXT, NOTED_ATTRIBUTE };

// By any way of printing; one with masks looks at a copy.
static bool was_read(const struct walk *w, const xmlNode *node, enum noted what) {
    bool read = false;
    for (const struct edition *e = w->line->editions; e && !read; e = e->next) {
        if (!e->masked && e->reading) {
            read = what == NOTED_ATTRIBUTE ? reading_has_attribute(e->reading, (const xmlAttr *)node)
                   : what == NOTED_TEXT    ? reading_has_text(e->reading, node)
                                           : reading_has(e->reading, node);
        }
    }
    return read;
}

// Text with the few elements that running text has is one field.
static bool is_running_text(const xmlNode *node) {
    static const char *const rich[] = {"p", "br", "ol", "ul", "li", "b", "i", "sup", "sub", "a", "table", "img"};
    for (const xmlNode *c = xml_child(node, NULL); c; c = xml_next(c, NULL)) {
        bool known = false;
        for (size_t i = 0; i < sizeof rich / sizeof *rich; i++) {
            known = known || xml_is(c, rich[i]);
        }
        if (!known) {
            return false;
        }
    }
    return true;
}

// What people call it: the office held in a team, the role of a signer, the question that is answered.
static const char *told_apart_by(struct arena *arena, const xmlNode *node) {
    static const char *const names[] = {"kedudukan", "peran", "label", "bagian", "kriteria"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = xml_attr(node, xml_is(node, "lampiran") ? "jenis" : names[i]);
        if (value && *value) {
            char *name = arena_strndup(arena, value, shortened(value, NAME_MAX_BYTES));
            for (char *p = name; *p; p++) {
                *p = strchr(".{}#@*\t\n\r", *p) ? ' ' : *p;
            }
            return name;
        }
    }
    return "";
}

static const char *segment(struct arena *arena, const xmlNode *node) {
    const char *name = xml_name(node), *apart = told_apart_by(arena, node);
    int n = 1;
    for (const xmlNode *p = node->prev; p; p = p->prev) {
        n += xml_is(p, name) && strcmp(told_apart_by(arena, p), apart) == 0;
    }
    const char *number = n > 1 ? arena_printf(arena, "#%d", n) : "";
    return *apart ? arena_printf(arena, "%s{%s}%s", name, apart, number) : arena_printf(arena, "%s%s", name, number);
}

static void walk_node(struct walk *w, const xmlNode *node, const char *path) {
    if (!was_read(w, node, NOTED_THERE)) {
        return;
    }
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        if (was_read(w, (const xmlNode *)a, NOTED_ATTRIBUTE)) {
            const char *value = a->children && a->children->content ? (const char *)a->children->content : "";
            add(w, arena_printf(w->arena, "%s.@%s", path, (const char *)a->name), value,
                w->places ? place_of(w->places, w->arena, (const xmlNode *)a) : NULL);
        }
    }
    if (was_read(w, node, NOTED_TEXT) && is_running_text(node)) {
        const char *text = xml_text(w->arena, node);
        if (*text) {
            add(w, path, text, w->places ? place_of(w->places, w->arena, node) : NULL);
        }
        return;
    }
    for (const xmlNode *c = xml_child(node, NULL); c; c = xml_next(c, NULL)) {
        walk_node(w, c, arena_printf(w->arena, "%s.%s", path, segment(w->arena, c)));
    }
}

// ---- what is no field ----

static void add_marks(struct walk *w) {
    const struct line *l = w->line;
    const struct world *world = l->world;
    struct buf faces = buf_new(w->arena), found = buf_new(w->arena);
    for (const struct edition *e = l->editions; e; e = e->next) {
        char hash[HASH_SIZE];
        faces_hash(world, w->arena, faces_asked(world, w->arena, e->document, e->pages), hash);
        buf_str(&faces, hash);
    }
    for (size_t i = 0; i < l->findings->n; i++) {
        buf_printf(&found, "%s\n", l->findings->items[i].rule);
    }
    add_mark(w, "*templat", template_hash(l->template));
    add_mark(w, "*profil", l->profile ? profile_hash(l->profile) : "");
    add_mark(w, "*umum", profiles_general_hash(world->profiles));
    add_mark(w, "*muka", buf_text(&faces));
    add_mark(w, "*program", world->version);
    add_mark(w, "*tata-letak", LAYOUT_VERSION);
    add_mark(w, "*pdf", PDF_VERSION "/" INSPECT_VERSION "/" SOURCE_VERSION "/" SIGNING_VERSION);
    add_mark(w, "*hifenasi", arena_printf(w->arena, "%s%s", world->hyphenation_hash, world->exceptions_hash));
    add_mark(w, "*aturan", world->rules_hash);
    add_mark(w, "*gambar", fingerprint_images(w->arena, l->record, line_folder(l)));
    add_mark(w, "*bukti", fingerprint_evidence(w->arena, l->record));
    add_mark(w, "*rekaman", fingerprint_record(w->arena, l->record));
    add_mark(w, "*temuan", buf_text(&found));
}

struct field *fields_of(const struct line *line, const struct field_places *places, size_t *n) {
    struct walk w = {.line = line, .places = places, .arena = line->arena};
    const xmlNode *root = xmlDocGetRootElement(line->record);
    walk_node(&w, root, xml_name(root));
    add_marks(&w);
    *n = w.n;
    return w.items;
}
