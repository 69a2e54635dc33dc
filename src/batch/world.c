#include "batch/conform.h"
#include "batch/world.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/xml.h"
#include "batch/import.h"
#include "batch/numbering.h"
#include "batch/states.h"
#include "read/read.h"

#define SMALL_FILE ((size_t)32 << 20)

static struct place file_place(const char *file) {
    return (struct place){.file = file};
}

// ---- what the share folder holds ----

static const xmlNode *load_defaults(struct world *w, struct findings *findings) {
    const char *path = file_join(w->arena, w->share, "templates/offices/default.xml");
    xmlDoc *doc = xml_load(w->arena, path, findings);
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    const xmlNode *tata = xml_is(root, "tata") ? root : root ? xml_child(root, "tata") : NULL;
    if (!tata) {
        findings_add_as(findings, SEVERITY_FATAL, "job.defaults", file_place(path), "berkas", path, NULL);
    }
    return tata;
}

static bool load_fonts(struct world *w, struct findings *findings) {
    const char *list = file_join(w->arena, w->share, "fonts/fonts.xml");
    w->fonts = fonts_load(w->arena, list, file_join(w->arena, w->share, "fonts"), findings);
    xmlDoc *doc = w->fonts ? xml_load(w->arena, list, findings) : NULL;
    if (!doc) {
        return false;
    }
    const xmlNode *root = xmlDocGetRootElement(doc);
    size_t n = 0;
    for (const xmlNode *f = xml_child(root, "family"); f; f = xml_next(f, "family")) {
        n++;
    }
    const char **names = ARENA_ARRAY(w->arena, n + 1, const char *);
    n = 0;
    for (const xmlNode *f = xml_child(root, "family"); f; f = xml_next(f, "family")) {
        names[n++] = xml_attr(f, "name") ? xml_attr(f, "name") : "";
    }
    w->families = names;
    return true;
}

struct world_template {
    const char *path;
    const char *kind;                  // as the file is called, until it is read
    struct template *read;
    bool tried;
};

static const struct template *read_template(const struct world *w, struct world_template *t) {
    if (!t->tried) {
        t->tried = true;
        t->read = template_load(w->arena, w->shelf, t->path, w->faults);
        t->kind = t->read ? template_kind(t->read) : t->kind;
    }
    return t->read;
}

// False, after a fatal finding, when there is none.
static bool list_templates(struct world *w, struct findings *findings) {
    size_t n = 0;
    const char *folder = file_join(w->arena, w->share, "templates/documents");
    char **files = file_list(w->arena, folder, ".xml", &n);
    w->shelf = template_shelf_new(w->arena);
    w->templates = ARENA_ARRAY(w->arena, n + 1, struct world_template);
    w->n_templates = n;
    for (size_t i = 0; i < n; i++) {
        const char *name = files[i] + strlen(folder) + 1;
        const char *kind = arena_strndup(w->arena, name, strlen(name) - strlen(".xml"));
        w->templates[i] = (struct world_template){.path = files[i], .kind = kind};
    }
    if (n == 0) {
        findings_add_as(findings, SEVERITY_FATAL, "job.templates", file_place(folder), "map", folder, NULL);
    }
    return n > 0;
}

// The hash of nothing when the file cannot be read: whoever needs it has told so.
static void hash_file(const char *path, char out[HASH_SIZE]) {
    struct arena *scratch = arena_new(0);
    struct str bytes;
    const char *why = NULL;
    bool there = file_read(scratch, path, SMALL_FILE, &bytes, &why);
    hash_bytes(there ? bytes.p : "", there ? bytes.n : 0, out);
    arena_free(scratch);
}

static void add_exceptions(struct world *w, const xmlNode *list, enum hyphenation_part part,
                           struct findings *findings) {
    const char *text = xml_text(w->arena, list);
    for (const char *p = text + strspn(text, " \t\r\n"); *p; p += strspn(p, " \t\r\n")) {
        size_t n = strcspn(p, " \t\r\n");
        if (!hyphenation_except(w->hyphenation, part, p, n)) {
            findings_add(findings, "layout.exception", xml_place(list), "kata", arena_strndup(w->arena, p, n), NULL);
        }
        p += n;
    }
}

static void load_hyphenation(struct world *w, struct findings *findings) {
    static const struct { const char *name; enum hyphenation_part part; } parts[] = {
        {"kata", HYPHENATION_WORD}, {"dasar", HYPHENATION_STEM}, {"awalan", HYPHENATION_PREFIX},
        {"akhiran", HYPHENATION_SUFFIX}, {"sebutan", HYPHENATION_TITLE}};
    const char *path = file_join(w->arena, w->share, "templates/hyphenation/id.xml");
    w->hyphenation = hyphenation_load(w->arena, HYPHENATION_FILE, findings);
    hash_file(HYPHENATION_FILE, w->hyphenation_hash);
    hash_file(path, w->exceptions_hash);
    xmlDoc *doc = xml_load(w->arena, path, findings);
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    for (size_t i = 0; root && i < sizeof parts / sizeof *parts; i++) {
        for (const xmlNode *list = xml_child(root, parts[i].name); list; list = xml_next(list, parts[i].name)) {
            add_exceptions(w, list, parts[i].part, findings);
        }
    }
}

// ---- what the user gave ----

struct listed {
    const char *path, *real;
    size_t at;                         // the how-many-eth that was named
};

struct list {
    struct arena *arena;
    struct listed *items;
    size_t n, cap;
};

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int by_real(const void *a, const void *b) {
    const struct listed *x = a, *y = b;
    int order = strcmp(x->real, y->real);
    return order ? order : (x->at > y->at) - (x->at < y->at);
}

static void list_add(struct list *list, const char *path) {
    if (list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 64, size = sizeof *list->items;
        list->items = arena_grow(list->arena, list->items, list->cap * size, cap * size);
        list->cap = cap;
    }
    char *absolute = realpath(path, NULL);
    list->items[list->n] = (struct listed){path, arena_strdup(list->arena, absolute ? absolute : path), list->n};
    list->n++;
    free(absolute);
}

// The same file named twice (a folder and a folder in it) is read once, by the name that came first.
static const char *const *list_unique(struct list *list, size_t *n) {
    const char **paths = ARENA_ARRAY(list->arena, list->n + 1, const char *);
    *n = 0;
    if (list->n > 1) {
        qsort(list->items, list->n, sizeof *list->items, by_real);
    }
    for (size_t i = 0; i < list->n; i++) {
        if (i == 0 || strcmp(list->items[i].real, list->items[i - 1].real) != 0) {
            paths[(*n)++] = list->items[i].path;
        }
    }
    if (*n > 1) {
        qsort(paths, *n, sizeof *paths, by_bytes);
    }
    return paths;
}

static const char *name_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static const char *extension_of(const char *path) {
    const char *dot = strrchr(name_of(path), '.');
    return dot ? dot + 1 : "";
}

// What office programs leave beside a file that is open: "~$data.xml".
static bool is_left_over(const char *path) {
    return strncmp(name_of(path), "~$", 2) == 0;
}

// What this program keeps below the notes (frozen facts, received files, print sets) are no objects.
static bool is_kept(const char *folder, const char *path) {
    const char *notes = strstr(path + strlen(folder), "/catatan/");
    return notes && strchr(notes + strlen("/catatan/"), '/');
}

static void list_folder(struct list *list, const char *folder) {
    size_t n = 0;
    char **files = file_list(list->arena, folder, ".xml", &n);
    for (size_t i = 0; i < n; i++) {
        if (!is_left_over(files[i]) && !is_kept(folder, files[i])) {
            list_add(list, files[i]);
        }
    }
    files = file_list(list->arena, folder, NULL, &n);
    for (size_t i = 0; i < n; i++) {
        if (!is_left_over(files[i]) && !is_kept(folder, files[i]) && strcasecmp(extension_of(files[i]), "xml") == 0) {
            list_add(list, files[i]);  // DATA.XML
        }
    }
}

const char *const *world_files(struct arena *arena, const char *const *given, size_t n_given, const char *notes,
                               size_t *n) {
    struct list list = {.arena = arena};
    for (size_t i = 0; i < n_given; i++) {
        if (file_is_folder(given[i])) {
            list_folder(&list, given[i]);
        } else {
            list_add(&list, given[i]);
        }
    }
    // What was signed stays signed, whichever inputs a run is about.
    const char *states = states_file(arena, notes);
    if (n_given > 0 && file_exists(states)) {
        list_add(&list, states);
    }
    return list_unique(&list, n);
}

static void hash_input(struct world_input *input) {
    struct arena *scratch = arena_new(0);
    struct str bytes;
    const char *why = NULL;
    if (file_read(scratch, input->path, SMALL_FILE, &bytes, &why)) {
        hash_bytes(bytes.p, bytes.n, input->hash);
        input->bytes = bytes.n;
    }
    arena_free(scratch);
}

// Hashed first: what is changed between the two is then seen as changed (stale.h).
static void read_inputs(struct world *w, struct findings *findings) {
    const char *const *files = world_files(w->arena, w->given, w->n_given, w->notes, &w->n_inputs);
    w->inputs = ARENA_ARRAY(w->arena, w->n_inputs + 1, struct world_input);
    for (size_t i = 0; i < w->n_inputs; i++) {
        w->inputs[i].path = files[i];
        hash_input(&w->inputs[i]);
        w->inputs[i].taken = read_file(w->arena, files[i], w->objects, findings);
    }
}

static bool is_listed(struct world *w, const char *path) {
    size_t n = 0;
    const char *const *files = world_files(w->arena, w->given, w->n_given, w->notes, &n);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(files[i], path) == 0) {
            return true;
        }
    }
    return false;
}

// Its place among the inputs, which are in order of their paths; where it was not there yet, it is put in. NULL when it
// is none of them.
static struct world_input *input_of(struct world *w, const char *path) {
    size_t at = 0;
    while (at < w->n_inputs && strcmp(w->inputs[at].path, path) < 0) {
        at++;
    }
    if (at < w->n_inputs && strcmp(w->inputs[at].path, path) == 0) {
        return w->inputs[at].taken ? &w->inputs[at] : NULL;
    }
    if (!is_listed(w, path)) {
        return NULL;
    }
    struct world_input *grown = ARENA_ARRAY(w->arena, w->n_inputs + 2, struct world_input);
    memcpy(grown, w->inputs, at * sizeof *grown);
    memcpy(grown + at + 1, w->inputs + at, (w->n_inputs - at) * sizeof *grown);
    grown[at] = (struct world_input){.path = arena_strdup(w->arena, path), .taken = true};
    w->inputs = grown;
    w->n_inputs++;
    return &grown[at];
}

static size_t count_numberings(const struct objects *o, const char *path) {
    size_t n = 0, of_file = 0;
    const xmlNode *const *all = objects_all(o, "penomoran", &n);
    for (size_t i = 0; i < n; i++) {
        const char *file = xml_file(all[i]);
        of_file += file && strcmp(file, path) == 0;
    }
    return of_file;
}

bool world_take_numbers(struct world *w, const char *path, size_t n, struct findings *findings) {
    struct world_input *input = input_of(w, path);
    struct findings *trial = findings_new(w->arena, w->catalogue);
    if (input) {
        hash_input(input);  // before it is read, as in read_inputs
    }
    xmlDoc *doc = input ? xml_load(w->arena, path, trial) : NULL;
    size_t there = 0;
    for (const xmlNode *k = doc ? xml_child(xmlDocGetRootElement(doc), NULL) : NULL; k; k = xml_next(k, NULL)) {
        there++;
    }
    if (!doc || there != count_numberings(w->objects, path) + n || !objects_add_numberings(w->objects, doc, n, trial)) {
        return false;
    }
    findings_append(findings, trial);
    return true;
}

static bool is_evidence(const struct objects *o, const char *path) {
    size_t n = 0;
    const xmlNode *const *innovations = objects_all(o, "inovasi", &n);
    for (size_t i = 0; i < n; i++) {
        for (const xmlNode *b = xml_child(innovations[i], "bukti"); b; b = xml_next(b, "bukti")) {
            const char *file = xml_attr(b, "berkas");
            if (file && strcmp(name_of(file), name_of(path)) == 0) {
                return true;
            }
        }
    }
    return false;
}

// Sheets and texts that somebody may think are read. Images and PDFs lie beside the data for good reasons.
static bool looks_like_data(const char *path) {
    static const char *const kinds[] = {"xlsx", "xls", "ods",  "csv", "tsv", "docx",
                                        "doc",  "odt", "json", "rtf", "txt"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcasecmp(extension_of(path), kinds[i]) == 0) {
            return !is_left_over(path);
        }
    }
    return false;
}

static void tell_ignored(struct world *w, const struct world_options *options, struct findings *findings) {
    for (size_t i = 0; i < options->n_inputs; i++) {
        size_t n = 0;
        char **files = file_list(w->arena, options->inputs[i], NULL, &n);
        for (size_t k = 0; k < n; k++) {
            bool ours = is_kept(options->inputs[i], files[k]);
            if (!ours && looks_like_data(files[k]) && !is_evidence(w->objects, files[k]) &&
                !import_is_current(w->arena, options->inputs[i], files[k])) {
                findings_add(findings, "read.ignored", file_place(files[k]), NULL);
            }
        }
    }
    if (w->n_inputs == 0 && options->n_inputs > 0) {
        findings_add(findings, "read.nothing", (struct place){0}, "folder", options->inputs[0], NULL);
    }
}

static void read_registers(struct world *w, struct findings *findings) {
    size_t n = 0;
    char **files = file_list(w->arena, file_join(w->arena, w->share, "templates/registers"), ".xml", &n);
    for (size_t i = 0; i < n; i++) {
        read_file(w->arena, files[i], w->objects, findings);
    }
}

// What only documents need that are made or checked.
static bool load_makings(struct world *w, struct findings *findings) {
    hash_file(file_join(w->arena, w->share, "templates/messages/rules.xml"), w->rules_hash);
    load_hyphenation(w, findings);
    w->profiles = profiles_load(w->arena, file_join(w->arena, w->share, "templates/profiles"), findings);
    bool templates = list_templates(w, findings);
    return load_fonts(w, findings) && w->profiles && templates;
}

struct world *world_load(struct arena *arena, const struct world_options *options, struct findings *findings) {
    struct world *w = ARENA_NEW(arena, struct world);
    w->arena = arena;
    w->begun = time(NULL);
    w->catalogue = options->catalogue;
    w->share = options->share;
    w->version = options->version;
    w->strict = options->strict;
    w->conforms = conform_check;
    w->given = options->inputs;
    w->n_given = options->n_inputs;
    w->notes = options->notes ? options->notes : "input/catatan";
    w->objects = objects_new(arena);
    w->faults = findings;
    w->defaults = load_defaults(w, findings);
    if ((!options->looks && !load_makings(w, findings)) || !w->defaults) {
        return NULL;
    }
    read_registers(w, findings);
    read_inputs(w, findings);
    tell_ignored(w, options, findings);
    objects_link(w->objects, findings);
    states_index(w);
    return w;
}

// ---- looking up ----

// A file need not be called as the kind it is for; then all of them are read. Where one is, and is faulty, that is why
// there is none.
const struct template *world_template(const struct world *w, const char *kind) {
    for (int all = 0; kind && all < 2; all++) {
        for (size_t i = 0; i < w->n_templates; i++) {
            struct world_template *t = &w->templates[i];
            bool asked = all || strcmp(t->kind, kind) == 0;
            bool good = asked && read_template(w, t);
            if (asked && strcmp(t->kind, kind) == 0) {
                return good ? t->read : NULL;
            }
        }
    }
    return NULL;
}

const char *world_nearest_kind(const struct world *w, const char *kind) {
    const char **names = ARENA_ARRAY(w->arena, w->n_templates + 1, const char *);
    size_t n = 0;
    for (size_t i = 0; i < w->n_templates; i++) {
        bool faulty = w->templates[i].tried && !w->templates[i].read;
        if (!faulty) {
            names[n++] = w->templates[i].kind;
        }
    }
    return text_nearest(kind ? kind : "", names, n);
}

const struct planned *world_plan(const struct world *w, struct arena *arena, size_t *n, struct findings *findings) {
    return resolve_plan(arena, w->objects, w->defaults, n, findings);
}
