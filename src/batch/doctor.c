#include "batch/doctor.h"

#include <assert.h>
#include <errno.h>
#include <fts.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/file.h"
#include "base/library.h"
#include "base/message.h"
#include "base/xml.h"
#include "base/zip.h"
#include "batch/templates.h"
#include "device/pdf.h"
#include "font/font.h"
#include "form/form.h"
#include "layout/hyphenation.h"
#include "pack/sheets.h"
#include "store/store.h"

// A year of a regency is about a thousand documents of 100 KB; below the second a run does not come far.
#define DISK_LOW ((size_t)256 << 20)
#define DISK_FULL ((size_t)16 << 20)

struct look {
    struct arena *arena;
    const struct doctor_options *options;
    struct doctor_report *report;
    struct findings *findings;
};

static void add(struct look *l, const char *part, const char *name, const char *value, bool good) {
    struct doctor_report *r = l->report;
    assert(r->n < sizeof r->facts / sizeof *r->facts);
    r->facts[r->n++] = (struct doctor_fact){part, name, value, good};
}

static void versions(struct look *l) {
    const struct library libraries[] = {xml_library(),   zip_library(),   fonts_library(), pdf_library(),
                                        store_library(), form_library(), sheets_library()};
    add(l, "doctor.program", "", l->options->version, true);
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        const struct library *lib = &libraries[i];
        if (library_unfit(lib)) {
            findings_add(l->findings, "doctor.library-old", (struct place){0}, "nama", lib->name, "versi",
                         lib->running, "perlu", lib->built, "paket", lib->package, NULL);
        }
        add(l, "doctor.library", lib->name, arena_strdup(l->arena, lib->running), !library_unfit(lib));
    }
}

// The words and templates of another version ask for what this program has not, or lack what it needs.
static bool share_version(struct look *l) {
    const char *path = file_join(l->arena, l->options->share, "templates/versi"), *why = NULL;
    struct str text;
    bool there = file_read(l->arena, path, 4096, &text, &why);
    const char *version = there ? arena_strndup(l->arena, text.p, strcspn(text.p, "\r\n")) : "@doctor.no-version";
    bool same = strcmp(version, l->options->version) == 0;
    if (!same) {
        findings_add(l->findings, "doctor.share-version", (struct place){.file = l->options->share}, "berkas",
                     l->options->share, "bekal", version, "program", l->options->version, NULL);
    }
    return same;
}

static void share(struct look *l) {
    static const char *const folders[] = {"templates/documents", "templates/parts", "templates/profiles",
                                          "templates/offices/default.xml", "fonts/fonts.xml"};
    bool good = share_version(l);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        const char *path = file_join(l->arena, l->options->share, folders[i]);
        if (access(path, R_OK) != 0) {
            good = false;
            findings_add(l->findings, "doctor.share-part", (struct place){.file = path}, "berkas", path, NULL);
        }
    }
    add(l, "doctor.share", "", l->options->share, good);
}

// A run tells only what is wrong with the templates that its documents use.
static void templates(struct look *l) {
    struct findings *told = findings_new(l->arena, l->findings->catalogue);
    size_t n = 0;
    file_list(l->arena, file_join(l->arena, l->options->share, "templates/documents"), ".xml", &n);
    if (n == 0) {
        return;  // told with the share folder
    }
    templates_check(l->arena, l->options->share, NULL, 0, told);
    findings_append(l->findings, told);
    add(l, "doctor.templates", "", arena_printf(l->arena, "%zu", n), told->n == 0);
}

// ---- letters ----

static void family(struct look *l, struct fonts *fonts, const xmlNode *family) {
    const char *name = xml_attr(family, "name");
    size_t n = 0, found = 0;
    for (const xmlNode *face = xml_child(family, "face"); face; face = xml_next(face, "face")) {
        bool bold = xml_attr(face, "bold") != NULL, italic = xml_attr(face, "italic") != NULL;
        n++;
        found += fonts_face(fonts, name, bold, italic, l->findings) != NULL;
    }
    add(l, "doctor.font", name, arena_printf(l->arena, "%zu/%zu", found, n), found == n);
}

static void letters(struct look *l) {
    const char *list = file_join(l->arena, l->options->share, "fonts/fonts.xml");
    struct fonts *fonts = fonts_load(l->arena, list, file_join(l->arena, l->options->share, "fonts"), l->findings);
    xmlDoc *doc = fonts ? xml_load(l->arena, list, l->findings) : NULL;
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    for (const xmlNode *f = root ? xml_child(root, "family") : NULL; f; f = xml_next(f, "family")) {
        family(l, fonts, f);
    }
    bool divided = hyphenation_load(l->arena, HYPHENATION_FILE, l->findings) != NULL;
    add(l, "doctor.hyphenation", "", HYPHENATION_FILE, divided);
}

// ---- the working folder ----

static const char *nearest_folder(struct arena *arena, const char *path) {
    char *at = arena_strdup(arena, path);
    while (!file_is_folder(at)) {
        char *slash = strrchr(at, '/');
        if (!slash || slash == at) {
            return slash ? "/" : ".";
        }
        *slash = '\0';
    }
    return at;
}

static bool is_told(const struct look *l, const char *rule, const char *path) {
    for (size_t i = 0; i < l->findings->n; i++) {
        const struct finding *f = &l->findings->items[i];
        if (strcmp(f->rule, rule) == 0 && f->place.file && strcmp(f->place.file, path) == 0) {
            return true;
        }
    }
    return false;
}

// False, and told, when `path` does not let us do what `mode` says.
static bool permitted(struct look *l, const char *path, int mode) {
    const char *rule = mode & W_OK ? "doctor.unwritable" : "doctor.unreadable";
    bool good = access(path, mode) == 0;
    if (!good && !is_told(l, rule, path)) {
        findings_add(l->findings, rule, (struct place){.file = arena_strdup(l->arena, path)}, "berkas",
                     arena_strdup(l->arena, path), "alasan", message_errno(errno), NULL);
    }
    return good;
}

// Everything below `path` too: to be read when `mode` says so; to be written, only its folders, since files are
// replaced and never written over. After so many it is enough.
static bool permitted_below(struct look *l, const char *path, int mode) {
    enum { MOST_TOLD = 5 };
    char *roots[] = {arena_strdup(l->arena, path), NULL};
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    int told = 0;
    for (const FTSENT *e; tree && told < MOST_TOLD && (e = fts_read(tree)) != NULL;) {
        bool folder = e->fts_info == FTS_D, file = e->fts_info == FTS_F && !(mode & W_OK);
        if (folder || file) {
            told += !permitted(l, e->fts_path, folder ? mode | X_OK : mode);
        }
    }
    if (tree) {
        fts_close(tree);
    }
    return told == 0;
}

static void folders(struct look *l) {
    const struct doctor_options *o = l->options;
    bool there = file_exists(o->input);
    if (!there) {
        findings_add(l->findings, "doctor.no-input", (struct place){.file = o->input}, "berkas", o->input, NULL);
    }
    add(l, "doctor.input", "", o->input, there && permitted_below(l, o->input, R_OK));
    const char *output = nearest_folder(l->arena, o->output);
    bool made = strcmp(output, o->output) == 0;  // else only the folder matters in which it will be made
    add(l, "doctor.output", "", output, made ? permitted_below(l, output, W_OK) : permitted(l, output, W_OK | X_OK));
}

static void disk(struct look *l) {
    const char *folder = nearest_folder(l->arena, l->options->output);
    struct statvfs fs;
    if (statvfs(folder, &fs) != 0) {
        return;
    }
    size_t left = (size_t)fs.f_bavail * fs.f_frsize;
    const char *size = arena_printf(l->arena, "%.1f MB", (double)left / 1e6);
    if (left < DISK_LOW) {
        findings_add(l->findings, left < DISK_FULL ? "doctor.disk-full" : "doctor.disk-low",
                     (struct place){.file = folder}, "berkas", folder, "sisa", size, NULL);
    }
    add(l, "doctor.disk", folder, size, left >= DISK_LOW);
}

static void store(struct look *l) {
    const char *path = l->options->store;
    if (!file_exists(path)) {
        const char *slash = strrchr(path, '/');
        const char *folder = slash ? arena_strndup(l->arena, path, (size_t)(slash - path)) : ".";
        const char *nearest = nearest_folder(l->arena, folder);
        add(l, "doctor.store-folder", "", nearest, permitted(l, nearest, W_OK | X_OK));
        add(l, "doctor.store", path, "@doctor.store-new", true);
        return;
    }
    struct findings *told = findings_new(l->arena, l->findings->catalogue);
    struct store *s = store_open(l->arena, path, told);
    bool whole = s && store_check(s, path, told);
    store_close(s);
    bool busy = store_is_locked(told);  // no illness: another run is at work
    if (!busy) {
        findings_append(l->findings, told);
    }
    add(l, "doctor.store", path, busy ? "@doctor.store-busy" : whole ? "@doctor.store-whole" : "@doctor.store-bad",
        busy || whole);
}

void doctor_look(struct arena *arena, const struct doctor_options *options, struct doctor_report *report,
                 struct findings *findings) {
    struct look l = {arena, options, report, findings};
    report->n = 0;
    versions(&l);
    share(&l);
    templates(&l);
    letters(&l);
    folders(&l);
    disk(&l);
    store(&l);
}
