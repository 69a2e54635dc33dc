// Reading a template and all it includes; finding its definitions by name.
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "template/shelf.h"

#define TEMPLATE_MAX_BYTES (4u << 20)
#define TEMPLATE_MAX_FILES 64

struct loading {
    struct template *t;
    struct template_shelf *shelf;
    bool faulty;                           // a file on the shelf is; that was told before
    struct findings *findings;
    struct hash *hash, *version;
    const char *root_folder;               // includes must not lead out of it
    const char *open[TEMPLATE_MAX_FILES];  // files being read: a second time is a circle
    int n_open;
    const char *seen[TEMPLATE_MAX_FILES];
    int n_seen;
};

static char *folder_of(struct arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? arena_strndup(arena, path, (size_t)(slash - path)) : arena_strdup(arena, ".");
}

// `path` without "." and "x/..": two spellings of a file become one. Leading ".." stay.
static char *tidy_path(struct arena *arena, const char *path) {
    char *out = arena_alloc(arena, strlen(path) + 2);
    size_t n = 0, fixed = 0;
    if (*path == '/') {
        out[n++] = '/';
        fixed = 1;
    }
    for (const char *p = path; *p;) {
        size_t length = strcspn(p, "/");
        bool up = length == 2 && memcmp(p, "..", 2) == 0;
        if (up && n > fixed) {
            while (n > fixed && out[n - 1] != '/') {
                n--;
            }
            n -= n > fixed;
        } else if (length && !(length == 1 && *p == '.')) {
            if (n > 0 && out[n - 1] != '/') {
                out[n++] = '/';
            }
            memcpy(out + n, p, length);
            n += length;
            fixed = up ? n : fixed;
        }
        p += length + (p[length] == '/');
    }
    out[n] = '\0';
    return out;
}

static bool lies_below(const char *path, const char *folder) {
    size_t n = strlen(folder);
    if (n == 0) {
        return *path != '/' && strncmp(path, "..", 2) != 0;
    }
    return strncmp(path, folder, n) == 0 && (path[n] == '/' || folder[n - 1] == '/');
}

static bool listed(const char *const *paths, int n, const char *path) {
    for (int i = 0; i < n; i++) {
        if (strcmp(paths[i], path) == 0) {
            return true;
        }
    }
    return false;
}

struct definition *template_find(const struct template *t, enum element kind, const char *name) {
    struct definition *best = NULL;
    for (struct definition *d = t->definitions; d; d = d->next) {
        if (d->kind == kind && strcmp(d->name, name) == 0 && (!best || d->depth < best->depth)) {
            best = d;
        }
    }
    return best;
}

static void push_definition(struct template *t, enum element kind, const char *name, const xmlNode *source, int depth) {
    struct definition *d = ARENA_NEW(t->arena, struct definition);
    *d = (struct definition){.kind = kind, .name = name, .source = source, .depth = depth, .next = t->definitions};
    if (kind == E_STYLE) {
        d->index = t->n_styles++;
    }
    t->definitions = d;
}

// A template may define again what a library defines; the same level may not define a name twice.
static void add_definition(struct loading *l, enum element kind, const xmlNode *source, int depth) {
    struct template *t = l->t;
    const char *name = kind == E_RICH_TABLES ? "" : xml_attr(source, "name");
    if (!name) {
        return;  // told when it is compiled
    }
    const struct definition *other = template_find(t, kind, name);
    if (other && other->depth == depth) {
        findings_add(l->findings, "template.duplicate", xml_place(source), "element", grammar_element(kind)->name,
                     "name", name, NULL);
        return;
    }
    push_definition(t, kind, name, source, depth);
}

static const xmlNode *load_file(struct loading *l, const char *path, int depth, struct place from);

static void load_include(struct loading *l, const xmlNode *source, const char *path, int depth) {
    const char *href = xml_attr(source, "href");
    if (!href) {
        return;
    }
    struct arena *arena = l->t->arena;
    char *target = tidy_path(arena, file_join(arena, folder_of(arena, path), href));
    struct place place = xml_place(source);
    if (*href == '/' || !lies_below(target, l->root_folder)) {
        findings_add(l->findings, "template.include-outside", place, "file", href, NULL);
    } else if (listed(l->open, l->n_open, target)) {
        findings_add(l->findings, "template.include-circle", place, "file", href, NULL);
    } else if (!listed(l->seen, l->n_seen, target)) {
        load_file(l, target, depth + 1, place);
    }
}

static void collect(struct loading *l, const xmlNode *root, const char *path, int depth) {
    for (const xmlNode *child = xml_child(root, NULL); child; child = xml_next(child, NULL)) {
        enum element e = grammar_find_element(xml_name(child));
        if (e == E_INCLUDE) {
            load_include(l, child, path, depth);
        } else if (e == E_STYLE || e == E_COUNTERS || e == E_PAGE || e == E_PART || e == E_RICH_TABLES) {
            add_definition(l, e, child, depth);
        }
    }
}

static bool root_is(struct loading *l, const xmlNode *root, const char *expected) {
    const char *ns = root->ns ? (const char *)root->ns->href : "";
    if (xml_is(root, expected) && strcmp(ns, XML_NS_TEMPLATE) == 0) {
        return true;
    }
    findings_add(l->findings, "template.root", xml_place(root), "expected", expected, "found", xml_name(root),
                 "namespace", XML_NS_TEMPLATE, NULL);
    return false;
}

// Reads the file. False when there is nothing to be read; its root is NULL when it is not what it should be.
static bool read_file(struct loading *l, const char *path, int depth, struct place from, struct shelf_file *out) {
    struct arena *arena = l->t->arena;
    const char *why;
    *out = (struct shelf_file){.path = path};
    if (!file_read(arena, path, TEMPLATE_MAX_BYTES, &out->bytes, &why)) {
        findings_add(l->findings, why, from, "path", path, "file", path, NULL);
        return false;
    }
    xmlDoc *doc = xml_parse(arena, path, out->bytes, l->findings);
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    if (root && root_is(l, root, depth ? "library" : "template")) {
        out->root = root;
        out->canonical = xml_canonical(arena, root);
    }
    return true;
}

static bool take_file(struct loading *l, const char *path, int depth, struct place from, struct shelf_file *out) {
    const struct shelf_file *known = depth && l->shelf ? shelf_find(l->shelf, path) : NULL;
    if (known) {
        *out = *known;
        l->faulty |= !known->root;
        return true;
    }
    bool there = read_file(l, path, depth, from, out);
    if (there && depth && l->shelf) {
        shelf_put(l->shelf, *out);
    }
    return there;
}

// The root element, or NULL with findings. `from` is the place of the include; findings about the file itself go there.
static const xmlNode *load_file(struct loading *l, const char *path, int depth, struct place from) {
    struct shelf_file file;
    if (l->n_seen == TEMPLATE_MAX_FILES) {
        findings_add(l->findings, "template.include-many", from, "file", path, NULL);
        return NULL;
    }
    l->seen[l->n_seen++] = path;
    if (!take_file(l, path, depth, from, &file)) {
        return NULL;
    }
    hash_add(l->hash, file.bytes.p, file.bytes.n);
    if (!file.root) {
        return NULL;
    }
    l->open[l->n_open++] = path;
    hash_add_str(l->version, file.canonical);
    collect(l, file.root, path, depth);
    if (depth) {
        push_definition(l->t, E_LIBRARY, path, file.root, depth);
    }
    l->n_open--;
    return file.root;
}

struct template *template_load(struct arena *arena, struct template_shelf *shelf, const char *path,
                               struct findings *findings) {
    struct template *t = ARENA_NEW(arena, struct template);
    t->arena = arena;
    char *start = tidy_path(arena, path);
    char *folder = folder_of(arena, start);
    struct loading l = {.t = t, .shelf = shelf, .findings = findings, .hash = hash_new(arena),
                        .version = hash_new(arena)};
    l.root_folder = strcmp(folder, ".") == 0 ? "" : strchr(folder, '/') ? folder_of(arena, folder) : "";
    size_t before = findings_count(findings, SEVERITY_ERROR);
    const xmlNode *root = load_file(&l, start, 0, (struct place){.file = path});
    if (!root) {
        return NULL;
    }
    hash_end(l.hash, t->hash);
    hash_end(l.version, t->version);
    template_compile(t, shelf, root, findings);
    return findings_count(findings, SEVERITY_ERROR) == before && !l.faulty ? t : NULL;
}

const char *template_version(const struct template *t) {
    return t->version;
}

const char *template_hash(const struct template *t) {
    return t->hash;
}

const char *template_kind(const struct template *t) {
    return t->kind;
}
