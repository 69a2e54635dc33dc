#include "batch/outputs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

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

struct output_file output_look(struct store *store, struct arena *arena, const char *folder,
                               const struct planned *document, enum rendition rendition) {
    struct output_file file = {0};
    const char *agency = output_component(arena, document->agency ? document->agency : "-");
    const struct rendition_rule *rule = &rendition_rules[rendition];
    file.path = file_join(arena, agency, outputs_name(arena, document, rendition));
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
