#include "rules/batch.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/wire.h"
#include "base/xml.h"
#include "rules/answer.h"
#include "rules/kind.h"

// Only answers that have one of the few least hashes of their sketches in common are ever compared, so the work grows
// with the answers, not with their pairs.
enum {
    KEYS = 6,             // hashes by which answers find each other
    FEWEST_SHINGLES = 12, // shorter answers may well be alike
    ALIKE = 80,           // per cent
    LONGEST_CHAIN = 32    // answers compared for one hash: the latest
};

struct entry {
    const char *document, *title, *agency, *group, *innovation;
    struct place place;
};

struct written {                // an answer
    const struct entry *entry;
    const char *field;
    struct place place;
    struct sketch sketch;
    const struct written *alike;  // the earlier one that it resembles most
    unsigned share;
};

struct seen {                   // an answer with a certain hash
    struct written *answer;
    struct seen *earlier;
};

struct bucket {
    uint32_t key;
    struct seen *latest;        // NULL: the bucket is free
};

struct batch {
    struct arena *arena;
    const struct profiles *profiles;
    const struct profile *profile;
    struct entry **entries;
    size_t n, cap;
    struct written **answers;
    size_t n_answers, cap_answers;
    struct bucket *buckets;     // open addressing; their number is a power of two
    size_t n_keys, n_buckets;
};

struct batch *batch_new(struct arena *arena, const struct profiles *profiles, const struct profile *profile) {
    struct batch *b = ARENA_NEW(arena, struct batch);
    b->arena = arena;
    b->profiles = profiles;
    b->profile = profile;
    return b;
}

// ---- comparing

// One innovation may be proposed in several documents; its own answers are no copies.
static void compare(struct written *s, const struct written *other) {
    const char *mine = s->entry->innovation, *theirs = other->entry->innovation;
    if (s->entry == other->entry || (mine && theirs && strcmp(mine, theirs) == 0)) {
        return;
    }
    unsigned share = sketch_share(&s->sketch, &other->sketch);
    if (share >= ALIKE && share > s->share) {
        s->share = share;
        s->alike = other;
    }
}

static struct bucket *bucket_of(struct bucket *buckets, size_t n, uint32_t key) {
    size_t at = key * 2654435769u & (n - 1);
    while (buckets[at].latest && buckets[at].key != key) {
        at = (at + 1) & (n - 1);
    }
    return &buckets[at];
}

// At most half of the buckets are in use.
static void make_room(struct batch *b) {
    if (2 * b->n_keys < b->n_buckets) {
        return;
    }
    size_t n = b->n_buckets ? 2 * b->n_buckets : 1024;
    struct bucket *more = ARENA_ARRAY(b->arena, n, struct bucket);
    for (size_t i = 0; i < b->n_buckets; i++) {
        if (b->buckets[i].latest) {
            *bucket_of(more, n, b->buckets[i].key) = b->buckets[i];
        }
    }
    b->buckets = more;
    b->n_buckets = n;
}

static void enter(struct batch *b, struct written *s) {
    for (size_t i = 0; i < KEYS && i < s->sketch.n; i++) {
        make_room(b);
        uint32_t key = s->sketch.least[i];
        struct bucket *bucket = bucket_of(b->buckets, b->n_buckets, key);
        size_t looked = 0;
        for (const struct seen *other = bucket->latest; other && looked < LONGEST_CHAIN; other = other->earlier) {
            compare(s, other->answer);
            looked++;
        }
        struct seen *seen = ARENA_NEW(b->arena, struct seen);
        *seen = (struct seen){s, bucket->latest};
        b->n_keys += !bucket->latest;
        *bucket = (struct bucket){key, seen};
    }
}

// ---- taking in

static void *room(struct arena *arena, void *items, size_t n, size_t *cap) {
    if (n < *cap) {
        return items;
    }
    size_t more = *cap ? 2 * *cap : 64;
    items = arena_grow(arena, items, *cap * sizeof(void *), more * sizeof(void *));
    *cap = more;
    return items;
}

static const char *copy(struct batch *b, const char *text) {
    return arena_strdup(b->arena, text ? text : "");
}

// Answers stand in the file of their innovation, nearly always.
static const char *copy_file(struct batch *b, const struct entry *entry, const char *file) {
    const char *known = entry->place.file;
    return file && known && strcmp(file, known) == 0 ? known : arena_strdup(b->arena, file);
}

static struct place get_place(struct wire *w) {
    struct place place = {.file = wire_text(w)};
    place.line = (int)wire_number_in(w, 0, INT_MAX);
    place.column = (int)wire_number_in(w, 0, INT_MAX);
    return place;
}

static void take_answer(struct batch *b, struct wire *w, const struct entry *entry) {
    const char *field = wire_text(w);
    struct place place = get_place(w);
    struct str least = wire_bytes(w);
    if (w->bad || !field || !least.p || least.n % sizeof(uint32_t) || least.n / sizeof(uint32_t) > SKETCH) {
        w->bad = true;
        return;
    }
    struct written *kept = ARENA_NEW(b->arena, struct written);
    *kept = (struct written){.entry = entry, .place = place};
    kept->place.file = copy_file(b, entry, place.file);
    kept->field = field_of(b->profile, field) ? field_label(b->profile, field) : copy(b, field);
    kept->place.section = kept->field;
    kept->sketch.n = least.n / sizeof(uint32_t);
    memcpy(kept->sketch.least, least.p, least.n);
    b->answers = room(b->arena, b->answers, b->n_answers, &b->cap_answers);
    b->answers[b->n_answers++] = kept;
    enter(b, kept);
}

static bool take_entry(struct batch *b, struct wire *w, struct entry *entry) {
    const char **const texts[] = {&entry->title, &entry->agency, &entry->group, &entry->innovation};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = copy(b, wire_text(w));
    }
    entry->place = get_place(w);
    entry->place.file = arena_strdup(b->arena, entry->place.file);
    return !w->bad;
}

bool batch_take(struct batch *b, const char *document, struct str bytes) {
    struct arena *scratch = arena_new(0);
    struct wire w = wire_open(scratch, bytes);
    struct entry *entry = ARENA_NEW(b->arena, struct entry);
    if (take_entry(b, &w, entry)) {
        entry->document = copy(b, document);
        b->entries = room(b->arena, b->entries, b->n, &b->cap);
        b->entries[b->n++] = entry;
        while (!w.bad && w.p < w.end) {
            take_answer(b, &w, entry);
        }
    }
    bool ok = wire_ended(&w);
    arena_free(scratch);
    return ok;
}

// ---- telling what there is to take in

static void put_place(struct buf *out, struct place place) {
    wire_put_text(out, place.file);
    wire_put_number(out, place.line);
    wire_put_number(out, place.column);
}

static void put_answer(struct buf *out, const struct check *c, const xmlNode *field) {
    const xmlNode *answer = xml_child(field, "jawaban");
    const struct sketch *sketch = answer ? answer_sketch(c, field) : NULL;
    if (sketch && sketch->n >= FEWEST_SHINGLES) {
        const char *id = xml_attr(field, "id");
        wire_put_text(out, id ? id : "");
        put_place(out, xml_place(answer));
        wire_put_bytes(out, (const char *)sketch->least, sketch->n * sizeof *sketch->least);
    }
}

static void put_answers(struct buf *out, const struct check *c, const xmlNode *node) {
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        if (xml_is(child, "isian")) {
            put_answer(out, c, child);
        }
        if (xml_is(child, "isian") || xml_is(child, "bagian")) {
            put_answers(out, c, child);
        }
    }
}

void batch_put(struct buf *out, const struct profiles *profiles, const struct profile *profile, const xmlDoc *record,
               struct known_answers *known) {
    const xmlNode *root = xmlDocGetRootElement((xmlDoc *)record), *innovation = xml_child(root, "inovasi");
    const xmlNode *proposal = xml_child(innovation, "usulan");
    if (!proposal) {
        return;
    }
    struct arena *scratch = arena_new(0);
    struct check c = {.arena = scratch, .profiles = profiles, .profile = profile, .innovation = innovation,
                      .known = known ? known : known_answers_new(scratch)};
    const char *title = xml_attr(innovation, "nama"), *group = xml_attr(proposal, "kelompok");
    const char *first = xml_attr(xml_child(profile->root, "kelompok"), "id");
    wire_put_text(out, text_lower(scratch, text_collapse(scratch, title ? title : "")));
    wire_put_text(out, xml_attr(xml_child(innovation, "instansi"), "nama"));
    wire_put_text(out, group && *group ? group : first);
    wire_put_text(out, xml_attr(innovation, "id"));
    put_place(out, xml_place(innovation));
    put_answers(out, &c, proposal);
    arena_free(scratch);
}

void batch_add(struct batch *b, const char *document, const xmlDoc *record, struct known_answers *known) {
    struct arena *scratch = arena_new(0);
    struct buf out = buf_new(scratch);
    batch_put(&out, b->profiles, b->profile, record, known);
    if (out.n > 0) {
        batch_take(b, document, (struct str){out.p, out.n});
    }
    arena_free(scratch);
}

size_t batch_count(const struct batch *b) {
    return b->n;
}

const char *batch_document(const struct batch *b, size_t i) {
    return b->entries[i]->document;
}

const char *batch_innovation(const struct batch *b, size_t i) {
    return b->entries[i]->innovation;
}

// ---- telling

struct telling {
    struct batch *batch;
    struct check check;
};

static void tell(struct telling *t, const struct entry *entry, const char *id, struct place place, const char *other,
                 const char *agency, const char *count, const char *field) {
    const char *limit = kind_number(&t->check, t->check.rule->number);
    struct finding *f =
        finding_of_rule(&t->check, SEVERITY_ERROR, id, place, "lain", other, "instansi", agency, "jumlah", count,
                        "persen", count, "batas", limit, "kelompok", entry->group, "bagian", field, NULL);
    f->document = entry->document;
}

static int by_title(const void *a, const void *b) {
    const struct entry *x = *(struct entry *const *)a, *y = *(struct entry *const *)b;
    int order = strcmp(x->title, y->title);
    return order ? order : strcmp(x->document, y->document);
}

static int by_agency(const void *a, const void *b) {
    const struct entry *x = *(struct entry *const *)a, *y = *(struct entry *const *)b;
    int order = strcmp(x->agency, y->agency);
    order = order ? order : strcmp(x->group, y->group);
    return order ? order : strcmp(x->document, y->document);
}

static struct entry **sorted(struct batch *b, int (*order)(const void *, const void *)) {
    struct entry **all = ARENA_ARRAY(b->arena, b->n + 1, struct entry *);
    for (size_t i = 0; i < b->n; i++) {
        all[i] = b->entries[i];
    }
    qsort(all, b->n, sizeof *all, order);
    return all;
}

static void tell_titles(struct telling *t) {
    struct entry **all = sorted(t->batch, by_title);
    for (size_t i = 1; i < t->batch->n; i++) {
        bool same_innovation = strcmp(all[i]->innovation, all[i - 1]->innovation) == 0;
        if (*all[i]->title && strcmp(all[i]->title, all[i - 1]->title) == 0 && !same_innovation) {
            tell(t, all[i], "usulan.judul-sama", all[i]->place, all[i - 1]->document, all[i - 1]->agency, "", "");
        }
    }
}

// Told once for each agency and group, at the first proposal over the quota.
static void tell_quota(struct telling *t) {
    struct entry **all = sorted(t->batch, by_agency);
    for (size_t i = 0, begin = 0; i < t->batch->n; i++) {
        bool last = i + 1 == t->batch->n || strcmp(all[i + 1]->agency, all[i]->agency) != 0 ||
                    strcmp(all[i + 1]->group, all[i]->group) != 0;
        long n = (long)(i - begin + 1);
        if (last && n > t->check.rule->number && group_listed(t->check.rule->groups, all[i]->group)) {
            const struct entry *over = all[begin + (size_t)t->check.rule->number];
            tell(t, over, "usulan.kuota", over->place, "", over->agency, kind_number(&t->check, n), "");
        }
        begin = last ? i + 1 : begin;
    }
}

static void tell_alike(struct telling *t) {
    for (size_t i = 0; i < t->batch->n_answers; i++) {
        const struct written *s = t->batch->answers[i];
        if (s->alike) {
            tell(t, s->entry, "usulan.mirip", s->place, s->alike->entry->document, s->alike->entry->agency,
                 kind_number(&t->check, (long)s->share), s->field);
        }
    }
}

void batch_tell(struct batch *b, struct findings *findings) {
    static const struct {
        const char *kind;
        void (*tell)(struct telling *t);
    } tellers[] = {{"unique_title", tell_titles}, {"quota", tell_quota}, {"filler", tell_alike}};
    struct telling t = {b, {.arena = b->arena, .findings = findings, .profiles = b->profiles, .profile = b->profile}};
    for (size_t i = 0; i < b->profile->n_rules; i++) {
        t.check.rule = &b->profile->rules[i];
        for (size_t k = 0; k < sizeof tellers / sizeof *tellers; k++) {
            if (strcmp(t.check.rule->kind->name, tellers[k].kind) == 0) {
                tellers[k].tell(&t);
            }
        }
    }
}

void check_among_all(const struct check *c) {
    (void)c;
}
