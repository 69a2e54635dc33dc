#include "batch/verify_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/zip_write.h"
#include "batch/archive.h"
#include "pack/bag_check.h"
#include "pack/bag_profile.h"
#include "pack/manifest.h"

#define CHECKS "sidik-1"         // of this way of checking, for what is remembered
#define RIGHT "benar"
#define STEP 64                  // files between two steps of the store
#define LIST_LIMIT ((size_t)64 << 20)
#define SUM_LIMIT ((size_t)4096)

struct judging {
    struct arena *arena;
    const struct verify_asking *asking;
    struct holding *holding;
    const char *path, *real;     // real: what is remembered is remembered of that place
    struct verified_files *out;
    struct findings *findings;
    size_t noted;
};

bool verify_is_files(const char *path) {
    char head[4] = "";
    FILE *f = file_is_folder(path) ? NULL : fopen(path, "rbe");
    size_t n = f ? fread(head, 1, sizeof head, f) : 0;
    if (f) {
        fclose(f);
    }
    return file_is_folder(path) || (n == sizeof head && memcmp(head, "PK", 2) == 0 && head[2] <= 6);
}

// ---- what is remembered ----

static const char *remembered_as(struct judging *j, const char *name) {
    return arena_printf(j->arena, "%s/%s", j->real, name);
}

static bool is_known(void *context, const char *name, const char *hash) {
    struct judging *j = context;
    struct store_verdict verdict;
    return j->asking->resume && j->asking->store &&
           store_check_get(j->asking->store, j->arena, remembered_as(j, name), hash, CHECKS, &verdict) &&
           strcmp(verdict.verdict, RIGHT) == 0;
}

// A store that cannot be written costs only that the next check starts anew.
static void note(void *context, const char *name, const char *hash, bool right) {
    struct judging *j = context;
    struct store *store = j->asking->store;
    if (!store || !right) {
        return;
    }
    if (j->noted % STEP == 0) {
        store_begin(store);
    }
    store_check_put(store, remembered_as(j, name), hash, CHECKS, RIGHT);
    if (++j->noted % STEP == 0) {
        store_commit(store);
    }
}

static bool is_stopped(void *context) {
    const struct judging *j = context;
    return j->asking->stop && *j->asking->stop;
}

static struct fixity_memory memory_of(struct judging *j) {
    return (struct fixity_memory){.known = is_known, .note = note, .stop = is_stopped, .context = j};
}

static void tell(struct judging *j, const char *rule, const char *name, const char *list, const char *detail) {
    fixity_tell(j->arena, j->holding, j->findings, rule, name, list, detail);
}

static size_t errors(const struct judging *j) {
    return findings_count(j->findings, SEVERITY_ERROR);
}

// ---- archives of our own ----

// They have the same bytes on every machine, so that no bit of them can be another, whatever the file is called now.
static void check_archive(struct judging *j) {
    struct zip_writer *zip = zip_writer_new(j->arena);
    struct str bytes, archive;
    const char *why = NULL, *top = holding_top(j->holding);
    size_t n = 0;
    const struct held *files = holding_files(j->holding, &n);
    bool same = file_read(j->arena, j->path, HOLDING_ARCHIVE_LIMIT, &archive, &why);
    for (size_t i = 0; i < n && same; i++) {
        const char *name = *top ? arena_printf(j->arena, "%s/%s", top, files[i].name) : files[i].name;
        same = holding_text(j->holding, &files[i], j->arena, HOLDING_ARCHIVE_LIMIT, &bytes) &&
               zip_writer_add(zip, name, bytes);
    }
    if (same) {
        struct str made = zip_writer_end(zip);
        same = made.n == archive.n && memcmp(made.p, archive.p, made.n) == 0;
    }
    if (!same) {
        tell(j, "fixity.archive", "", NULL, NULL);
    }
}

// NAME.zip.sha256 beside it, as sha256sum writes it.
static void check_sum(struct judging *j) {
    struct str text, archive;
    const char *why = NULL, *sum = arena_printf(j->arena, "%s.sha256", j->path), *slash = strrchr(j->path, '/');
    char hash[HASH_SIZE] = "";
    if (!file_exists(sum)) {
        return;
    }
    if (file_read(j->arena, j->path, HOLDING_ARCHIVE_LIMIT, &archive, &why)) {
        hash_bytes(archive.p, archive.n, hash);
    }
    const char *wanted = arena_printf(j->arena, "%s  %s\n", hash, slash ? slash + 1 : j->path);
    if (!file_read(j->arena, sum, SUM_LIMIT, &text, &why) || text.n != strlen(wanted) ||
        memcmp(text.p, wanted, text.n) != 0) {
        findings_add(j->findings, "fixity.sum", (struct place){.file = sum}, "berkas", j->path, "daftar", sum, NULL);
    }
}

// ---- bags ----

static bool judge_bag(struct judging *j) {
    struct bag_checking how = {.sample = j->asking->sample, .memory = memory_of(j)};
    struct bag_checked done;
    struct str text;
    size_t before = errors(j);
    how.profile = j->asking->share ? archive_profile(j->arena, j->asking->share, &text) : NULL;
    bag_check(j->arena, j->holding, &how, &done, j->findings);
    *j->out = (struct verified_files){.kind = "verify.kind.bag", .name = bag_tag(&done.info, "External-Identifier"),
                                      .files = done.files, .read = done.read, .remembered = done.remembered,
                                      .passed = done.passed, .bytes = done.bytes, .stopped = done.stopped};
    const char *profile = bag_tag(&done.info, "BagIt-Profile-Identifier");
    bool ours = profile && how.profile && strcmp(profile, how.profile) == 0;
    if (ours) {
        bag_profile_check(j->arena, text, j->holding, &done.info, j->findings);
    }
    if (holding_is_archive(j->holding) && !done.stopped) {
        check_sum(j);
        if (ours && errors(j) == before) {
            check_archive(j);
        }
    }
    return true;
}

// ---- packages ----

static void check_own(struct judging *j, const char *name, struct str wanted) {
    const struct held *file = holding_find(j->holding, name);
    struct str bytes;
    if (!file) {
        tell(j, "fixity.missing", name, MANIFEST_CSV, NULL);
    } else if (!holding_text(j->holding, file, j->arena, LIST_LIMIT, &bytes) || bytes.n != wanted.n ||
               memcmp(bytes.p, wanted.p, wanted.n) != 0) {
        tell(j, "package.lists", name, MANIFEST_CSV, NULL);
    }
}

static void check_unknown(struct judging *j, const struct fixity_entry *entries, size_t n_entries) {
    size_t n = 0;
    const struct held *files = holding_files(j->holding, &n);
    for (size_t i = 0; i < n; i++) {
        if (!manifest_is_own(files[i].name) && !fixity_find(entries, n_entries, files[i].name)) {
            tell(j, files[i].kind == HELD_FILE ? "fixity.unknown" : "fixity.link", files[i].name, MANIFEST_CSV, NULL);
        }
    }
}

static void compare(struct judging *j, const char *list, struct fixity_entry *entries, size_t n) {
    struct fixity f = {.arena = j->arena, .holding = j->holding, .algorithm = "sha256", .list = list,
                       .sample = j->asking->sample, .memory = memory_of(j), .findings = j->findings};
    fixity_compare(&f, entries, n);
    j->out->files = n;
    j->out->read = f.read;
    j->out->remembered = f.remembered;
    j->out->passed = f.passed;
    j->out->bytes = f.bytes;
    j->out->stopped = f.stopped;
}

static bool judge_package(struct judging *j) {
    struct str csv;
    const char *why = "@manifes.kepala";
    const struct held *file = holding_find(j->holding, MANIFEST_CSV);
    struct manifest *m = holding_text(j->holding, file, j->arena, LIST_LIMIT, &csv)
                             ? manifest_read(j->arena, csv, &why)
                             : NULL;
    if (!m) {
        tell(j, "package.manifest", MANIFEST_CSV, why, NULL);
        return false;
    }
    *j->out = (struct verified_files){.kind = "verify.kind.package", .name = m->package};
    struct fixity_entry *entries = ARENA_ROOM(j->arena, m->n + 1, struct fixity_entry);
    for (size_t i = 0; i < m->n; i++) {
        entries[i] = (struct fixity_entry){m->rows[i].path, m->rows[i].sha256, (int64_t)m->rows[i].bytes};
    }
    compare(j, MANIFEST_CSV, entries, m->n);
    if (!j->out->stopped) {
        check_unknown(j, entries, m->n);
        check_own(j, MANIFEST_CSV, manifest_csv(j->arena, m));
        check_own(j, MANIFEST_JSON, manifest_json(j->arena, m));
        check_own(j, MANIFEST_SUMS, manifest_sums(j->arena, m));
        if (holding_is_archive(j->holding) && errors(j) == 0) {
            check_archive(j);
        }
    }
    return true;
}

// ---- the output folder ----

static bool is_set_aside(const char *name) {
    return strstr(name, ".disisihkan-") != NULL;
}

// Files without a row of their own (print sets, lists, packages) are ours when a run noted their bytes.
static void check_strangers(struct judging *j, const struct fixity_entry *entries, size_t n_entries) {
    size_t n = 0;
    const struct held *files = holding_files(j->holding, &n);
    char hash[HASH_LONGEST];
    for (size_t i = 0; i < n && !is_stopped(j); i++) {
        const char *name = files[i].name;
        if (fixity_find(entries, n_entries, name)) {
            continue;
        }
        j->out->files++;
        if (files[i].kind != HELD_FILE) {
            tell(j, "fixity.link", name, "@verify.store", NULL);
        } else if (is_set_aside(name)) {
            tell(j, "output.aside", name, "@verify.store", NULL);
        } else if (!holding_hash(j->holding, &files[i], "sha256", hash)) {
            tell(j, "fixity.unreadable", name, "@verify.store", NULL);
        } else if (!store_written(j->asking->store, hash)) {
            tell(j, "output.unknown", name, "@verify.store", NULL);
        } else {
            j->out->read++;
            j->out->bytes += files[i].bytes;
        }
    }
}

static bool judge_output(struct judging *j) {
    size_t n = 0, kept = 0;
    if (!j->asking->store) {
        tell(j, "verify.no-store", "", NULL, NULL);
        return false;
    }
    struct store_output *rows = store_outputs(j->asking->store, j->arena, &n);
    struct fixity_entry *entries = ARENA_ROOM(j->arena, n + 1, struct fixity_entry);
    for (size_t i = 0; i < n; i++) {
        if (*rows[i].path) {
            entries[kept++] = (struct fixity_entry){rows[i].path, rows[i].hash, rows[i].bytes};
        }
    }
    *j->out = (struct verified_files){.kind = "verify.kind.output"};
    compare(j, "@verify.store", entries, kept);
    if (!j->out->stopped) {
        check_strangers(j, entries, kept);
    }
    return true;
}

// ---- which it is ----

static const char *real_path(struct arena *arena, const char *path) {
    char *real = realpath(path, NULL);
    const char *kept = real ? arena_strdup(arena, real) : path;
    free(real);
    return kept;
}

static bool is_bag_name(const char *path) {
    size_t n = strlen(path);
    return file_exists(path) && (n < 7 || strcmp(path + n - 7, ".sha256") != 0);
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **verify_bags_in(struct arena *arena, const char *folder, size_t *n) {
    struct findings *unused = findings_new(arena, NULL);
    const char **paths = NULL, *last = "";
    size_t files = 0, bags = 0;
    *n = 0;
    struct holding *h = file_is_folder(folder) ? holding_open(arena, folder, unused) : NULL;
    const struct held *all = h ? holding_files(h, &files) : NULL;
    if (!h || bag_is(h) || holding_find(h, MANIFEST_CSV)) {
        return NULL;
    }
    paths = ARENA_ROOM(arena, files + 1, const char *);
    for (size_t i = 0; i < files; i++) {
        const char *top = arena_strndup(arena, all[i].name, strcspn(all[i].name, "/"));
        const char *path = file_join(arena, folder, top);
        if (strcmp(top, last) == 0 || !is_bag_name(path)) {
            continue;
        }
        last = top;
        paths[(*n)++] = path;
        bags += file_exists(file_join(arena, path, "bagit.txt")) || (!file_is_folder(path) && verify_is_files(path));
    }
    *n = bags ? *n : 0;
    if (*n > 1) {
        qsort(paths, *n, sizeof *paths, by_text);
    }
    return paths;
}

static bool judge(struct judging *j) {
    const char *output = real_path(j->arena, j->asking->output);
    if (bag_is(j->holding)) {
        return judge_bag(j);
    }
    if (holding_find(j->holding, MANIFEST_CSV)) {
        return judge_package(j);
    }
    if (strcmp(j->real, output) == 0) {
        return judge_output(j);
    }
    tell(j, holding_is_archive(j->holding) ? "verify.archive" : "verify.folder", "", NULL, output);
    return false;
}

bool verify_files(struct arena *arena, const char *path, const struct verify_asking *asking, struct verified_files *out,
                  struct findings *findings) {
    struct judging j = {.arena = arena, .asking = asking, .path = path, .real = real_path(arena, path), .out = out,
                        .findings = findings};
    *out = (struct verified_files){0};
    j.holding = holding_open(arena, path, findings);
    bool judged = j.holding && judge(&j);
    if (j.noted % STEP != 0) {
        store_commit(asking->store);
    }
    out->right = judged && !out->stopped && errors(&j) == 0;
    return judged;
}
