#include "batch/outputs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "batch/fault.h"

const char *output_component(struct arena *arena, const char *name) {
    const char *safe = file_safe_name(arena, name);
    if (strcmp(safe, name) == 0) {
        return safe;
    }
    char hash[HASH_SIZE];
    hash_bytes(name, strlen(name), hash);
    return arena_printf(arena, "%s-%.8s", safe, hash);
}

bool output_hash(struct arena *arena, const char *path, char out[HASH_SIZE]) {
    static char block[1 << 16];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        snprintf(out, HASH_SIZE, "%s", errno == ENOENT || errno == ENOTDIR ? "" : "?");
        return errno != ENOENT && errno != ENOTDIR;
    }
    struct hash *h = hash_new(arena);
    ssize_t n;
    while ((n = read(fd, block, sizeof block)) > 0) {
        hash_add(h, block, (size_t)n);
    }
    close(fd);
    hash_end(h, out);
    if (n < 0) {
        snprintf(out, HASH_SIZE, "?");
    }
    return true;
}

const char *outputs_name(struct arena *arena, const struct planned *document, enum rendition rendition) {
    return arena_printf(arena, "%s%s", output_component(arena, document->id), rendition_rules[rendition].suffix);
}

const char *output_path(struct arena *arena, const struct planned *document, enum rendition rendition) {
    const char *agency = output_component(arena, document->agency ? document->agency : "-");
    return file_join(arena, agency, outputs_name(arena, document, rendition));
}

struct output_file output_look(struct store *store, struct arena *arena, const char *folder,
                               const struct planned *document, enum rendition rendition) {
    struct output_file file = {0};
    const struct rendition_rule *rule = &rendition_rules[rendition];
    file.path = output_path(arena, document, rendition);
    file.full = file_join(arena, folder, file.path);
    file.recorded = store_output_find(store, arena, document->id, rule->name, &file.row);
    if (!output_hash(arena, file.full, file.hash)) {
        file.state = OUTPUT_MISSING;
    } else {
        file.state = store_written(store, file.hash) ? OUTPUT_OURS : OUTPUT_FOREIGN;
    }
    return file;
}

bool output_is_ours(struct store *store, struct arena *arena, const char *path) {
    char hash[HASH_SIZE];
    return output_hash(arena, path, hash) && store_written(store, hash);
}

// A free name beside `full`, or one that holds the same bytes already (*there).
static const char *aside_name(struct arena *arena, const struct output_file *file, bool *there) {
    const char *dot = strrchr(file->full, '.');
    int stem = (int)(dot - file->full);
    const char *mark = file->hash[0] == '?' ? "asing" : file->hash;
    for (int digits = 8;; digits += 8) {
        const char *name = digits <= 64
                               ? arena_printf(arena, "%.*s.disisihkan-%.*s%s", stem, file->full, digits, mark, dot)
                               : arena_printf(arena, "%.*s.disisihkan-%s-%d%s", stem, file->full, mark, digits, dot);
        char hash[HASH_SIZE];
        bool taken = output_hash(arena, name, hash);
        *there = taken && strcmp(hash, "?") != 0 && strcmp(hash, file->hash) == 0;
        if (!taken || *there) {
            return name;
        }
    }
}

bool output_set_aside(struct arena *arena, const struct output_file *file, const char **aside) {
    bool there = false;
    *aside = aside_name(arena, file, &there);
    return there || link(file->full, *aside) == 0 || rename(file->full, *aside) == 0;
}

// ---- files of no single document

struct putting {
    struct output_file *files;
    char (*hashes)[HASH_SIZE];
    struct staging *staging;
};

static bool put_failed(const char *path, struct putting *p, struct findings *findings) {
    bool lasting;
    fault_write(findings, path, &lasting);
    staging_abandon(p->staging);
    return false;
}

static bool note_all(struct store *store, const struct putting *p, size_t n, struct findings *findings) {
    bool ok = store_begin(store);
    for (size_t i = 0; ok && i < n; i++) {
        ok = store_written_put(store, p->hashes[i]);
    }
    if (ok && store_commit(store)) {
        return true;
    }
    findings_add_as(findings, SEVERITY_FATAL, "store.write", (struct place){0}, "alasan", store_why(store), NULL);
    store_rollback(store);
    staging_abandon(p->staging);
    return false;
}

bool outputs_put(struct store *store, struct arena *arena, const struct output_bytes *files, size_t n,
                 struct findings *findings) {
    struct putting p = {ARENA_ARRAY(arena, n + 1, struct output_file), arena_array(arena, n + 1, HASH_SIZE),
                        staging_new(arena)};
    for (size_t i = 0; i < n; i++) {
        struct output_file *f = &p.files[i];
        f->full = f->path = files[i].path;
        hash_bytes(files[i].bytes.p, files[i].bytes.n, p.hashes[i]);
        f->state = !output_hash(arena, f->full, f->hash) ? OUTPUT_MISSING
                   : store_written(store, f->hash)       ? OUTPUT_OURS
                                                         : OUTPUT_FOREIGN;
        if (strcmp(f->hash, p.hashes[i]) != 0 &&
            !staging_add(p.staging, f->full, files[i].bytes.p, files[i].bytes.n)) {
            return put_failed(f->full, &p, findings);
        }
    }
    if (!note_all(store, &p, n, findings)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const char *aside = NULL;
        if (p.files[i].state == OUTPUT_FOREIGN && strcmp(p.files[i].hash, p.hashes[i]) != 0) {
            if (!output_set_aside(arena, &p.files[i], &aside)) {
                return put_failed(p.files[i].full, &p, findings);
            }
            findings_add(findings, "job.touched", (struct place){.file = p.files[i].full}, "berkas", p.files[i].full,
                         "baru", aside, "naskah", "", NULL);
        }
    }
    return staging_commit(p.staging) || put_failed(files[0].path, &p, findings);
}
