#include "model/followup.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/object_index.h"
#include "model/request.h"
#include "model/resolving.h"

// A follow-up or a meeting under each innovation and agency that it concerns.
struct filed {
    const char *key;               // id of an innovation or agency
    struct date day;
    size_t order;                  // place among all follow-ups or meetings
};

struct filing {
    struct filed *items;
    size_t n, cap;
};

struct followups {
    struct followup *items;
    size_t n, cap;
    const struct followup **by_id;
    struct filing by_concern;      // follow-ups
    struct filing by_treated;      // meetings
};

// ---- the agency that is to act

struct owner {
    const char *text;              // as written
    const xmlNode *region;
    const char *agency;            // NULL: it names none
};

struct gathering {
    struct objects *objects;
    struct followups *all;
    struct findings *findings;
    struct owner *owners;          // asked before
    size_t n_owners, cap_owners;
};

static bool is_letter(char c) {
    return isalnum((unsigned char)c) || (c & 0x80);
}

// "PU" stands in "Dinas PU", not in "Dinas Perpustakaan".
static bool holds_word(const char *text, const char *word) {
    size_t n = strlen(word);
    for (const char *at = text; (at = strcasestr(at, word)) != NULL; at++) {
        if ((at == text || !is_letter(at[-1])) && !is_letter(at[n])) {
            return true;
        }
    }
    return false;
}

// The agency of the region whose name the text holds; of several the longest ("Dinas Kesehatan Hewan").
static const char *named_in(const struct objects *o, const xmlNode *region, const char *text) {
    size_t n, longest = 0;
    const char *found = NULL;
    const xmlNode *const *agencies = objects_all(o, "instansi", &n);
    for (size_t i = 0; i < n; i++) {
        const char *const names[] = {given(agencies[i], "nama"), given(agencies[i], "singkatan")};
        for (size_t k = 0; k < 2; k++) {
            bool better = names[k] && strlen(names[k]) > longest && holds_word(text, names[k]);
            if (better && agency_region(o, agencies[i]) == region) {
                longest = strlen(names[k]);
                found = given(agencies[i], "id");
            }
        }
    }
    return found;
}

static const char *agency_of_owner(struct gathering *g, const xmlNode *region, const char *text) {
    for (size_t i = 0; i < g->n_owners; i++) {
        if (g->owners[i].region == region && strcmp(g->owners[i].text, text) == 0) {
            return g->owners[i].agency;
        }
    }
    if (g->n_owners == g->cap_owners) {
        size_t cap = g->cap_owners ? g->cap_owners * 2 : 32, size = sizeof *g->owners;
        g->owners = arena_grow(g->objects->arena, g->owners, g->cap_owners * size, cap * size);
        g->cap_owners = cap;
    }
    const char *agency = named_in(g->objects, region, text);
    g->owners[g->n_owners++] = (struct owner){text, region, agency};
    return agency;
}

// The innovation that is named; of a meeting about a single one that one.
static const char *innovation_of(const struct objects *o, const xmlNode *node) {
    static const char *const parts[] = {"butir", "permohonan"};
    const char *id = given(node, "inovasi"), *only = NULL;
    for (size_t p = 0; p < 2 && !id; p++) {
        const xmlNode *item = xml_child(node->parent, parts[p]);
        for (; item; item = xml_next(item, parts[p])) {
            const char *own = given(item, "inovasi");
            if (own && only && strcmp(own, only) != 0) {
                return NULL;
            }
            only = own ? own : only;
        }
    }
    id = id ? id : only;
    return objects_find(o, "inovasi", id) ? id : NULL;
}

static const char *only_request(const xmlNode *meeting) {
    const xmlNode *request = xml_child(meeting, "permohonan");
    return request && !xml_next(request, "permohonan") ? given(request, "instansi") : NULL;
}

static const char *agency_of(struct gathering *g, const xmlNode *node, const char *innovation) {
    const struct objects *o = g->objects;
    const xmlNode *meeting = node->parent, *holder = agency_find(o, given(meeting, "instansi"));
    const char *owner = given(node, "penanggung-jawab"), *found = given(node, "instansi");
    if (!found && owner) {
        found = agency_of_owner(g, holder ? agency_region(o, holder) : NULL, owner);
    }
    if (!found && innovation) {
        found = given(objects_find(o, "inovasi", innovation), "instansi");
    }
    found = found ? found : only_request(meeting);
    return found ? found : given(meeting, "instansi");
}

// ---- filing

static void file_under(struct arena *arena, struct filing *f, const char *key, struct date day, size_t order) {
    if (!key) {
        return;
    }
    for (size_t i = f->n; i > 0 && f->items[i - 1].order == order; i--) {
        if (strcmp(f->items[i - 1].key, key) == 0) {
            return;
        }
    }
    if (f->n == f->cap) {
        size_t cap = f->cap ? f->cap * 2 : 64, size = sizeof *f->items;
        f->items = arena_grow(arena, f->items, f->cap * size, cap * size);
        f->cap = cap;
    }
    f->items[f->n++] = (struct filed){key, day, order};
}

static int by_key(const void *a, const void *b) {
    const struct filed *x = a, *y = b;
    int key = strcmp(x->key, y->key);
    return key ? key : (x->order > y->order) - (x->order < y->order);
}

static void sort_filing(struct filing *f) {
    if (f->n) {
        qsort(f->items, f->n, sizeof *f->items, by_key);
    }
}

static const struct filed *first_under(const struct filing *f, const char *key) {
    size_t low = 0, high = f->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(f->items[middle].key, key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < f->n && strcmp(f->items[low].key, key) == 0 ? &f->items[low] : NULL;
}

static const struct filed *next_under(const struct filing *f, const struct filed *at) {
    const struct filed *next = at + 1;
    return next < f->items + f->n && strcmp(next->key, at->key) == 0 ? next : NULL;
}

// ---- what a meeting treats

static void treat(struct arena *arena, const struct objects *o, struct filing *f, const xmlNode *item, struct date day,
                  size_t order) {
    const xmlNode *innovation = objects_find(o, "inovasi", given(item, "inovasi"));
    if (innovation) {
        file_under(arena, f, given(innovation, "id"), day, order);
        file_under(arena, f, given(innovation, "instansi"), day, order);
    }
    file_under(arena, f, given(item, "instansi"), day, order);
}

static void treated(struct arena *arena, const struct objects *o, struct filing *f, const xmlNode *meeting,
                    struct date day, size_t order) {
    static const char *const parts[] = {"butir", "permohonan", "tindak-lanjut"};
    treat(arena, o, f, meeting, day, order);
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
        for (const xmlNode *item = xml_child(meeting, parts[p]); item; item = xml_next(item, parts[p])) {
            treat(arena, o, f, item, day, order);
        }
    }
}

static bool carries(const xmlNode *meeting, struct date *day) {
    const char *kind = given(meeting, "jenis");
    bool talks = kind && strcmp(kind, "bimtek") != 0 && strcmp(kind, "peluncuran") != 0;
    return talks && !meeting_is_to_come(meeting) && date_parse(given(meeting, "tanggal"), day) && day->day > 0;
}

// ---- gathering

static void gather_one(struct gathering *g, const xmlNode *node, struct date day, int number) {
    struct arena *arena = g->objects->arena;
    struct followups *all = g->all;
    const char *id = given(node, "id"), *due = given(node, "batas");
    if (all->n == all->cap) {
        size_t cap = all->cap ? all->cap * 2 : 64, size = sizeof *all->items;
        all->items = arena_grow(arena, all->items, all->cap * size, cap * size);
        all->cap = cap;
    }
    struct followup *f = &all->items[all->n++];
    *f = (struct followup){.node = node, .meeting = node->parent, .number = number, .agreed = day};
    f->id = id ? id : arena_printf(arena, "%s.%d", given(node->parent, "id"), number);
    f->text = text_collapse(arena, xml_text(arena, node));
    f->innovation = innovation_of(g->objects, node);
    f->agency = agency_of(g, node, f->innovation);
    if (!due || !date_parse(due, &f->due)) {
        f->due = (struct date){0};
    }
}

static int by_meeting(const void *a, const void *b) {
    const struct followup *x = a, *y = b;
    int day = date_compare(x->agreed, y->agreed);
    int meeting = day ? day : strcmp(given(x->meeting, "id"), given(y->meeting, "id"));
    return meeting ? meeting : x->number - y->number;
}

// Meetings without a day have agreed on nothing yet.
static void gather(struct gathering *g) {
    struct objects *o = g->objects;
    size_t n;
    const xmlNode *const *meetings = objects_all(o, "kegiatan", &n);
    for (size_t i = 0; i < n; i++) {
        struct date day, held;
        int number = 0;
        bool dated = date_parse(given(meetings[i], "tanggal"), &day);
        const xmlNode *f = dated && given(meetings[i], "id") ? xml_child(meetings[i], "tindak-lanjut") : NULL;
        for (; f; f = xml_next(f, "tindak-lanjut")) {
            gather_one(g, f, day_first(day), ++number);
        }
        if (carries(meetings[i], &held)) {
            treated(o->arena, o, &g->all->by_treated, meetings[i], held, i);
        }
    }
    if (g->all->n) {
        qsort(g->all->items, g->all->n, sizeof *g->all->items, by_meeting);
    }
    for (size_t i = 0; i < g->all->n; i++) {
        const struct followup *f = &g->all->items[i];
        file_under(o->arena, &g->all->by_concern, f->innovation, f->agreed, i);
        file_under(o->arena, &g->all->by_concern, f->agency, f->agreed, i);
    }
    sort_filing(&g->all->by_concern);
    sort_filing(&g->all->by_treated);
}

// ---- what was done

static int by_id(const void *a, const void *b) {
    const struct followup *const *x = a, *const *y = b;
    int id = strcmp((*x)->id, (*y)->id);
    return id ? id : (*x > *y) - (*x < *y);
}

static struct followup *find(const struct followups *all, const char *id) {
    size_t low = 0, high = all->n;
    while (id && low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(all->by_id[middle]->id, id) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool there = id && low < all->n && strcmp(all->by_id[low]->id, id) == 0;
    return there ? &all->items[all->by_id[low] - all->items] : NULL;
}

// Follow-ups without an id of their own move when others are put before them: the words that were noted say which.
static struct followup *meant(struct gathering *g, const xmlNode *done, struct followup *f) {
    const char *noted = given(done, "isi");
    const char *text = noted ? text_collapse(g->objects->arena, noted) : NULL;
    if (!text || given(f->node, "id") || strcmp(text, f->text) == 0) {
        return f;
    }
    for (size_t i = 0; i < g->all->n; i++) {
        struct followup *other = &g->all->items[i];
        if (other->meeting == f->meeting && strcmp(other->text, text) == 0) {
            return other;
        }
    }
    findings_add(g->findings, "followup.changed", xml_place(done), "id", f->id, "isi", f->text, "dulu", text, NULL);
    return f;
}

static void close_one(struct gathering *g, const xmlNode *done) {
    const char *id = given(done, "tindak-lanjut");
    struct followup *f = find(g->all, id);
    struct date day;
    if (!f && id) {
        const char *near = followups_nearest(g->objects, g->objects->arena, id);
        findings_add(g->findings, near ? "followup.unknown" : "followup.unknown-far", xml_place(done), "id", id,
                     "terdekat", near, NULL);
    }
    if (!f || !date_parse(given(done, "tanggal"), &day)) {
        return;  // a missing or wrong day was told when the object was checked
    }
    f = meant(g, done, f);
    if (!f->done || date_compare(day_last(day), f->closed) < 0) {
        f->done = done;
        f->closed = day_last(day);
    }
}

static void sort_by_id(struct gathering *g) {
    struct followups *all = g->all;
    all->by_id = ARENA_ARRAY(g->objects->arena, all->n + 1, const struct followup *);
    for (size_t i = 0; i < all->n; i++) {
        all->by_id[i] = &all->items[i];
    }
    qsort(all->by_id, all->n, sizeof *all->by_id, by_id);
    for (size_t i = 1; i < all->n; i++) {
        const struct followup *f = all->by_id[i];
        if (strcmp(all->by_id[i - 1]->id, f->id) == 0) {
            findings_add(g->findings, "followup.twice", xml_place(f->node), "id", f->id, NULL);
        }
    }
}

void followups_index(struct objects *o, struct findings *findings) {
    struct gathering g = {.objects = o, .all = ARENA_NEW(o->arena, struct followups), .findings = findings};
    size_t n;
    const xmlNode *const *done = objects_all(o, "penyelesaian", &n);
    o->followups = g.all;
    gather(&g);
    sort_by_id(&g);
    for (size_t i = 0; i < n; i++) {
        close_one(&g, done[i]);
    }
}

// ---- asking

const struct followup *followups_all(const struct objects *o, size_t *n) {
    *n = o->followups ? o->followups->n : 0;
    return o->followups ? o->followups->items : NULL;
}

const struct followup *followups_find(const struct objects *o, const char *id) {
    return o->followups ? find(o->followups, id) : NULL;
}

const char *followups_nearest(const struct objects *o, struct arena *arena, const char *id) {
    size_t n;
    const struct followup *all = followups_all(o, &n);
    const char **ids = ARENA_ARRAY(arena, n + 1, const char *);
    for (size_t i = 0; i < n; i++) {
        ids[i] = all[i].id;
    }
    return text_nearest(id, ids, n);
}

bool followup_open(const struct followup *f, struct date day) {
    return date_compare(f->agreed, day) <= 0 && !(f->done && date_compare(f->closed, day) <= 0);
}

bool followup_late(const struct followup *f, struct date day) {
    return f->due.year && date_compare(day_last(f->due), day) < 0;
}

static bool agreed_again(struct arena *arena, const xmlNode *meeting, const struct followup *f) {
    for (const xmlNode *own = xml_child(meeting, "tindak-lanjut"); own; own = xml_next(own, "tindak-lanjut")) {
        if (strcmp(text_collapse(arena, xml_text(arena, own)), f->text) == 0) {
            return true;
        }
    }
    return false;
}

static int by_order(const void *a, const void *b) {
    const size_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

struct orders {
    size_t *items;                 // places among all follow-ups
    size_t n, cap;
};

static void orders_add(struct arena *arena, struct orders *o, size_t order) {
    if (o->n == o->cap) {
        size_t cap = o->cap ? o->cap * 2 : 16, size = sizeof *o->items;
        o->items = arena_grow(arena, o->items, o->cap * size, cap * size);
        o->cap = cap;
    }
    o->items[o->n++] = order;
}

const struct followup **followups_carried(const struct objects *o, struct arena *arena, const xmlNode *meeting,
                                          size_t *n) {
    const struct followups *all = o->followups;
    struct filing concerns = {0};
    struct orders found = {0};
    struct date day;
    *n = 0;
    if (!all || !carries(meeting, &day)) {
        return NULL;
    }
    treated(arena, o, &concerns, meeting, day, 0);
    for (size_t i = 0; i < concerns.n; i++) {
        const struct filed *at = first_under(&all->by_concern, concerns.items[i].key);
        for (; at; at = next_under(&all->by_concern, at)) {
            if (date_compare(at->day, day) < 0 && followup_open(&all->items[at->order], day)) {
                orders_add(arena, &found, at->order);
            }
        }
    }
    const struct followup **out = ARENA_ARRAY(arena, found.n + 1, const struct followup *);
    qsort(found.items ? found.items : (size_t[]){0}, found.n, sizeof *found.items, by_order);
    for (size_t i = 0; i < found.n; i++) {
        const struct followup *f = &all->items[found.items[i]];
        if ((i == 0 || found.items[i] != found.items[i - 1]) && !agreed_again(arena, meeting, f)) {
            out[(*n)++] = f;
        }
    }
    return out;
}

// A meeting under both keys counts once.
static bool filed_under_too(const struct filing *f, const char *key, const struct filed *at) {
    struct filed wanted = {key, at->day, at->order};
    return key && bsearch(&wanted, f->items, f->n, sizeof *f->items, by_key);
}

int followup_meetings(const struct objects *o, const struct followup *f, struct date day) {
    const struct followups *all = o->followups;
    const char *const keys[] = {f->innovation, f->agency};
    int count = 0;
    for (size_t k = 0; k < 2; k++) {
        const struct filed *at = keys[k] ? first_under(&all->by_treated, keys[k]) : NULL;
        for (; at; at = next_under(&all->by_treated, at)) {
            bool between = date_compare(f->agreed, at->day) < 0 && date_compare(at->day, day) <= 0;
            bool twice = k == 1 && filed_under_too(&all->by_treated, f->innovation, at);
            count += between && followup_open(f, at->day) && !twice;
        }
    }
    return count;
}

bool followup_unsolved(const struct objects *o, const struct followup *f, struct date day, int after) {
    return followup_open(f, day) && (!f->due.year || followup_late(f, day)) && followup_meetings(o, f, day) >= after;
}
