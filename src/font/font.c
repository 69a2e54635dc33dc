// Families and faces: the list of fonts.xml, the office's own files, and who answers to which name.
#include "font/font.h"

#include <assert.h>
#include <hb-ot.h>
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "font/internal.h"

static void free_cache(void *cache) {
    arena_free(cache);
}

static void free_buffer(void *buffer) {
    hb_buffer_destroy(buffer);
}

static struct fonts *fonts_new(struct arena *arena) {
    struct fonts *f = ARENA_NEW(arena, struct fonts);
    f->arena = arena;
    f->cache = arena_new(0);
    arena_on_free(arena, free_cache, f->cache);
    f->buffer = hb_buffer_create();
    arena_on_free(arena, free_buffer, f->buffer);
    return f;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool same_name(const char *a, const char *b) {
    while (*a && lower(*a) == lower(*b))
        a++, b++;
    return *a == *b;
}

static void add_family(struct fonts *f, struct family *family) {
    struct family **end = &f->families;
    while (*end)
        end = &(*end)->next;
    *end = family;
}

static struct family *family_named(struct fonts *f, const char *name) {
    for (struct family *family = f->families; family; family = family->next)
        if (same_name(family->name, name))
            return family;
    for (struct family *family = f->families; family; family = family->next)
        for (size_t i = 0; i < family->n_aliases; i++)
            if (same_name(family->aliases[i], name))
                return family;
    return NULL;
}

static struct face *add_face(struct fonts *f, struct family *family, const char *file) {
    size_t size = sizeof(struct face *);
    family->faces = arena_grow(f->arena, family->faces, family->n_faces * size, (family->n_faces + 1) * size);
    struct face *face = ARENA_NEW(f->arena, struct face);
    face->file = file;
    family->faces[family->n_faces++] = face;
    return face;
}

static bool is_yes(const char *value) {
    return value && strcmp(value, "yes") == 0;
}

static void read_family(struct fonts *f, const xmlNode *node) {
    const char *name = xml_attr(node, "name");
    struct family *family = ARENA_NEW(f->arena, struct family);
    family->name = arena_strdup(f->arena, name ? name : "");
    family->fallback = is_yes(xml_attr(node, "fallback"));
    size_t n = 0;
    for (xmlNode *c = xml_child(node, "alias"); c; c = xml_next(c, "alias"))
        n++;
    family->aliases = ARENA_ARRAY(f->arena, n + 1, const char *);
    for (xmlNode *c = xml_child(node, "alias"); c; c = xml_next(c, "alias"))
        family->aliases[family->n_aliases++] = xml_text(f->arena, c);
    for (xmlNode *c = xml_child(node, "face"); c; c = xml_next(c, "face")) {
        if (!xml_attr(c, "file"))
            continue;
        struct face *face = add_face(f, family, arena_strdup(f->arena, xml_attr(c, "file")));
        face->package = arena_strdup(f->arena, xml_attr(c, "package"));
        face->bold = is_yes(xml_attr(c, "bold"));
        face->italic = is_yes(xml_attr(c, "italic"));
    }
    if (family->n_faces)
        add_family(f, family);
}

static const char *folder_of(struct arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? arena_strndup(arena, path, slash == path ? 1 : (size_t)(slash - path)) : ".";
}

static void read_folders(struct fonts *f, const xmlNode *root, const char *list) {
    size_t n = 1;
    for (xmlNode *c = xml_child(root, "folder"); c; c = xml_next(c, "folder"))
        n++;
    f->folders = ARENA_ARRAY(f->arena, n, const char *);
    f->folders[f->n_folders++] = folder_of(f->arena, list);
    for (xmlNode *c = xml_child(root, "folder"); c; c = xml_next(c, "folder"))
        f->folders[f->n_folders++] = xml_text(f->arena, c);
}

static void report(struct findings *findings, const char *rule, const struct face *face) {
    const char *path = face->path ? face->path : face->file;
    for (size_t i = 0; i < findings->n; i++) {
        const struct finding *old = &findings->items[i];
        if (strcmp(old->rule, rule) == 0 && old->place.file && strcmp(old->place.file, path) == 0)
            return;
    }
    findings_add(findings, rule, (struct place){.file = arena_strdup(findings->arena, path)}, "file", path, "package",
                 face->package, "reason", face->why, NULL);
}

// The office's own file is opened at once, because only the file knows its family and style.
static void read_own_file(struct fonts *f, const char *path, struct findings *findings) {
    struct family *loose = ARENA_NEW(f->arena, struct family);
    struct face *face = add_face(f, loose, path);
    face->path = path;
    face_open(f, face);
    const char *name = face->state == FACE_OPEN ? face_family_name(f->arena, face) : NULL;
    if (face->state == FACE_OPEN && !name) {
        face->state = FACE_BROKEN;
        face->why = "name";
    }
    if (face->state != FACE_OPEN) {
        report(findings, "font.own", face);
        return;
    }
    face->bold = hb_style_get_value(face->hb_font, HB_STYLE_TAG_WEIGHT) >= 600;
    face->italic = face->descriptor.italic;
    struct family *family = family_named(f, name);
    if (!family) {
        loose->name = name;
        add_family(f, loose);
        return;
    }
    *add_face(f, family, path) = *face;
}

static void read_own(struct fonts *f, const char *own, struct findings *findings) {
    static const char *const suffixes[] = {".ttf", ".otf", ".TTF", ".OTF"};
    for (size_t s = 0; own && s < sizeof suffixes / sizeof *suffixes; s++) {
        size_t n = 0;
        char **files = file_list(f->arena, own, suffixes[s], &n);
        for (size_t i = 0; i < n; i++)
            read_own_file(f, files[i], findings);
    }
}

struct fonts *fonts_load(struct arena *arena, const char *list, const char *own, struct findings *findings) {
    xmlDoc *doc = xml_load(arena, list, findings);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    struct fonts *f = fonts_new(arena);
    if (own && file_is_folder(own))
        read_own(f, own, findings);
    size_t own_families = 0;
    for (struct family *family = f->families; family; family = family->next)
        own_families++;
    if (root) {
        read_folders(f, root, list);
        for (xmlNode *c = xml_child(root, "family"); c; c = xml_next(c, "family"))
            read_family(f, c);
    }
    for (struct family *family = f->families; family; family = family->next)
        if (own_families-- == 0)
            return f;
    findings_add_as(findings, SEVERITY_FATAL, "font.list", (struct place){.file = list}, "file", list, NULL);
    return NULL;
}

struct fonts *fonts_fake(struct arena *arena) {
    struct fonts *f = fonts_new(arena);
    f->fake = true;
    return f;
}

static const struct face *fake_face(struct fonts *f, const char *family, bool bold, bool italic) {
    struct family *found = family_named(f, family);
    if (!found) {
        found = ARENA_NEW(f->arena, struct family);
        found->name = arena_strdup(f->arena, family);
        add_family(f, found);
    }
    for (size_t i = 0; i < found->n_faces; i++)
        if (found->faces[i]->bold == bold && found->faces[i]->italic == italic)
            return found->faces[i];
    const char *name = arena_printf(f->arena, "%s%s%s%s", family, bold || italic ? "-" : "", bold ? "Bold" : "",
                                    italic ? "Italic" : "");
    struct face *face = add_face(f, found, name);
    face_fake(f, face, name);
    face->bold = bold;
    face->italic = italic;
    return face;
}

static struct face *nearest_face(const struct family *family, bool bold, bool italic) {
    struct face *best = NULL;
    int least = 4;
    for (size_t i = 0; i < family->n_faces; i++) {
        struct face *face = family->faces[i];
        int distance = 2 * (face->bold != bold) + (face->italic != italic);
        if (distance < least) {
            least = distance;
            best = face;
        }
    }
    return best;
}

static void report_family(struct findings *findings, const char *family, const char *used) {
    for (size_t i = 0; i < findings->n; i++) {
        const struct finding *old = &findings->items[i];
        if (strcmp(old->rule, "font.family") == 0 && old->n_args && strcmp(old->args[0].value, family) == 0)
            return;
    }
    findings_add(findings, "font.family", (struct place){0}, "family", family, "used", used, NULL);
}

const struct face *fonts_face(struct fonts *f, const char *family, bool bold, bool italic, struct findings *findings) {
    if (f->fake)
        return fake_face(f, family, bold, italic);
    const struct family *found = family_named(f, family);
    if (!found) {
        found = f->families;
        report_family(findings, family, found->name);
    }
    struct face *face = nearest_face(found, bold, italic);
    face_open(f, face);
    if (face->state == FACE_OPEN)
        return face;
    report(findings, face->state == FACE_MISSING ? "font.file" : "font.broken", face);
    return NULL;
}

struct arena *fonts_cache(struct fonts *f) {
    return f->cache;
}

void **fonts_kept(struct fonts *f) {
    return &f->kept;
}

void fonts_trim(struct fonts *f, size_t limit) {
    if (arena_used(f->cache) <= limit)
        return;
    arena_reset(f->cache);
    f->words = NULL;
    f->n_words = f->cap_words = 0;
    f->characters = NULL;
    f->cap_characters = 0;
    f->subsets = NULL;
    f->kept = NULL;
}

struct face *fonts_fallback(struct fonts *f, const struct face *face, unsigned codepoint) {
    for (const struct family *family = f->families; family; family = family->next) {
        if (!family->fallback)
            continue;
        struct face *found = nearest_face(family, face->bold, face->italic);
        face_open(f, found);
        if (found->state == FACE_OPEN && face_has(found, codepoint))
            return found;
    }
    return NULL;
}
