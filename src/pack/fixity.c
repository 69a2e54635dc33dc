#include "pack/fixity.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/hash.h"

#define WHOLE 1000000u

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct fixity_entry *)a)->name, ((const struct fixity_entry *)b)->name);
}

void fixity_sort(struct fixity_entry *entries, size_t n) {
    if (n > 1) {
        qsort(entries, n, sizeof *entries, by_name);
    }
}

const struct fixity_entry *fixity_find(const struct fixity_entry *entries, size_t n, const char *name) {
    struct fixity_entry key = {.name = name};
    return n ? bsearch(&key, entries, n, sizeof *entries, by_name) : NULL;
}

// Names of files may be any bytes; what is told must be text.
static const char *printable(struct arena *arena, const char *name) {
    size_t n = strlen(name);
    char *s = arena_strndup(arena, name, n);
    for (size_t i = 0; i < n; i++) {
        s[i] = (unsigned char)s[i] < ' ' ? '?' : s[i];
    }
    for (size_t i = 0; i < n && !text_valid(s, n); i++) {
        s[i] = (unsigned char)s[i] > '~' ? '?' : s[i];
    }
    return s;
}

void fixity_tell(struct arena *arena, const struct holding *h, struct findings *findings, const char *rule,
                 const char *name, const char *list, const char *detail) {
    const char *shown = printable(arena, name);
    detail = detail ? printable(arena, detail) : NULL;
    struct place place = {.file = *name ? file_join(arena, holding_path(h), shown) : holding_path(h)};
    findings_add(findings, rule, place, "berkas", shown, "wadah", holding_path(h), "daftar", list, "rincian", detail,
                 NULL);
}

// ---- the sample ----

static uint64_t rank_of(const char *seed, const char *name) {
    struct arena *arena = arena_new(0);
    char digits[HASH_SIZE];
    struct hash *h = hash_new(arena);
    hash_add_str(h, seed);
    hash_add_str(h, name);
    hash_end(h, digits);
    arena_free(arena);
    digits[16] = '\0';
    return strtoull(digits, NULL, 16);
}

static int by_rank(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

// The largest rank that is in the sample: of n entries exactly the share is, rounded up.
static uint64_t last_rank(const struct fixity *f, const struct fixity_entry *entries, size_t n) {
    uint64_t *ranks = ARENA_ROOM(f->arena, n + 1, uint64_t);
    size_t wanted = (size_t)(((uint64_t)n * f->sample.share + WHOLE - 1) / WHOLE);
    for (size_t i = 0; i < n; i++) {
        ranks[i] = rank_of(f->sample.seed, entries[i].name);
    }
    qsort(ranks, n, sizeof *ranks, by_rank);
    return ranks[wanted - 1];
}

unsigned fixity_share(const char *text) {
    double share = 0, unit = 1;
    const char *p = text;
    bool fraction = false;
    for (; (*p >= '0' && *p <= '9') || ((*p == '.' || *p == ',') && !fraction); p++) {
        if (*p == '.' || *p == ',') {
            fraction = true;
        } else {
            share = share * 10 + (*p - '0');
            unit *= fraction ? 10 : 1;
        }
    }
    share /= unit;
    p += strspn(p, " ");
    if (p == text || (*p && strcmp(p, "%") != 0) || !(share > 0 && share <= 100)) {
        return 0;
    }
    unsigned parts = (unsigned)(share * (WHOLE / 100) + 0.5);
    return parts > 0 ? parts : 1;
}

// ---- one entry ----

static void bad(struct fixity *f, const char *rule, const struct fixity_entry *e, const char *detail) {
    fixity_tell(f->arena, f->holding, f->findings, rule, e->name, f->list, detail);
    f->wrong++;
}

static void note(struct fixity *f, const struct fixity_entry *e, bool right) {
    if (f->memory.note) {
        f->memory.note(f->memory.context, e->name, e->hash, right);
    }
}

// Its contents are read only when it is there and of the right size.
static bool is_worth_reading(struct fixity *f, const struct fixity_entry *e, const struct held *held) {
    if (!held || held->kind != HELD_FILE) {
        bad(f, held ? "fixity.link" : "fixity.missing", e, NULL);
        return false;
    }
    if (e->bytes >= 0 && (uint64_t)e->bytes != held->bytes) {
        bad(f, "fixity.size", e, arena_printf(f->arena, "%" PRIu64, held->bytes));
        note(f, e, false);
        return false;
    }
    return true;
}

static void read_one(struct fixity *f, const struct fixity_entry *e, const struct held *held) {
    char found[HASH_LONGEST] = "";
    bool read = holding_hash(f->holding, held, f->algorithm, found);
    bool right = read && strcasecmp(found, e->hash) == 0;
    f->read++;
    f->bytes += held->bytes;
    if (!right) {
        bad(f, read ? "fixity.altered" : "fixity.unreadable", e, found);
    }
    note(f, e, right);
}

void fixity_compare(struct fixity *f, struct fixity_entry *entries, size_t n) {
    bool sampled = n > 0 && f->sample.share > 0 && f->sample.share < WHOLE;
    uint64_t last = sampled ? last_rank(f, entries, n) : UINT64_MAX;
    fixity_sort(entries, n);
    f->entries += n;
    for (size_t i = 0; i < n && !f->stopped; i++) {
        const struct fixity_entry *e = &entries[i];
        const struct held *held = holding_find(f->holding, e->name);
        if (!is_worth_reading(f, e, held)) {
            continue;
        }
        if (f->memory.known && f->memory.known(f->memory.context, e->name, e->hash)) {
            f->remembered++;
        } else if (sampled && rank_of(f->sample.seed, e->name) > last) {
            f->passed++;
        } else if (f->memory.stop && f->memory.stop(f->memory.context)) {
            f->stopped = true;
        } else {
            read_one(f, e, held);
        }
    }
}
