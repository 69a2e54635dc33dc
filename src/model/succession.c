// Agencies end, and others take their place: merged, split, or under a new name. Both ways are followed, so that what
// refers to either one finds the one of the day. Asked for each reference of each document: nothing is allocated here.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/resolving.h"
#include "model/vocabulary.h"

#define MAX_STEPS 20
#define ID_SIZE 256

bool agency_is_dated(const xmlNode *agency) {
    return given(agency, "sejak") || given(agency, "sampai") || given(agency, "pengganti");
}

// The successors, one after the other: *at is where the next one's id begins, NULL at first. NULL at the end. Ids that
// lead nowhere were told when the objects were linked.
static const xmlNode *next_successor(const struct objects *o, const xmlNode *agency, const char **at) {
    const char *list = *at ? *at : given(agency, "pengganti");
    while (list && *list) {
        char id[ID_SIZE];
        list += strspn(list, " \t\r\n");
        size_t n = strcspn(list, " \t\r\n");
        if (n > 0 && n < sizeof id) {
            memcpy(id, list, n);
            id[n] = '\0';
        }
        list += n;
        *at = list;
        const xmlNode *found = n > 0 && n < sizeof id ? objects_find(o, "instansi", id) : NULL;
        if (found)
            return found;
    }
    return NULL;
}

// Those that name `agency` as the one that takes their place. *at counts; 0 at first.
static const xmlNode *next_predecessor(const struct objects *o, const xmlNode *agency, size_t *at) {
    size_t n;
    const xmlNode *const *all = objects_all(o, "instansi", &n);
    while (*at < n) {
        const xmlNode *other = all[(*at)++];
        const char *list = given(other, "pengganti");
        if (list && vocabulary_lists(list, given(agency, "id")))
            return other;
    }
    return NULL;
}

static bool has_begun(const xmlNode *agency, struct date day) {
    struct date d;
    const char *since = given(agency, "sejak");
    return !since || !date_parse(since, &d) || date_compare(day, day_first(d)) >= 0;
}

// Without a last day of its own an agency ends when the first of its successors begins.
bool agency_has_ended(const struct objects *o, const xmlNode *agency, struct date day) {
    const char *until = given(agency, "sampai"), *at = NULL;
    struct date d;
    if (until && date_parse(until, &d))
        return date_compare(day, day_last(d)) > 0;
    for (const xmlNode *s = next_successor(o, agency, &at); s; s = next_successor(o, agency, &at))
        if (given(s, "sejak") && has_begun(s, day))
            return true;
    return false;
}

bool agency_is_there(const struct objects *o, const xmlNode *agency, struct date day) {
    return !agency_is_dated(agency) || (has_begun(agency, day) && !agency_has_ended(o, agency, day));
}

// The first successor that is there on the day, else the first at all, which may have ended too.
static const xmlNode *after_end(const struct objects *o, const xmlNode *agency, struct date day) {
    const char *at = NULL;
    const xmlNode *first = NULL;
    for (const xmlNode *s = next_successor(o, agency, &at); s; s = next_successor(o, agency, &at)) {
        if (agency_is_there(o, s, day))
            return s;
        first = first ? first : s;
    }
    return first;
}

// Of several agencies that were merged nobody can tell which one is meant.
static const xmlNode *before_begin(const struct objects *o, const xmlNode *agency) {
    size_t at = 0;
    const xmlNode *one = next_predecessor(o, agency, &at);
    return one && next_predecessor(o, agency, &at) ? NULL : one;
}

const xmlNode *agency_on(const struct objects *o, const xmlNode *agency, struct date day) {
    const xmlNode *at = agency;
    for (int steps = 0; steps < MAX_STEPS && !agency_is_there(o, at, day); steps++) {
        const xmlNode *next = has_begun(at, day) ? after_end(o, at, day) : before_begin(o, at);
        if (!next)
            break;
        at = next;
    }
    return at;
}

size_t agency_successors(const struct objects *o, const xmlNode *agency, struct date day) {
    const char *at = NULL;
    size_t n = 0;
    for (const xmlNode *s = next_successor(o, agency, &at); s; s = next_successor(o, agency, &at))
        n += agency_is_there(o, s, day);
    return n;
}

const xmlNode *agency_renamed(const struct objects *o, const xmlNode *agency, bool later) {
    const char *at = NULL;
    if (!later) {
        const xmlNode *before = before_begin(o, agency);
        return before && agency_renamed(o, before, true) == agency ? before : NULL;
    }
    const xmlNode *next = next_successor(o, agency, &at);
    bool only = next && !next_successor(o, agency, &at);
    return only && before_begin(o, next) == agency ? next : NULL;
}

const xmlNode *agency_at(const struct resolving *r, const char *id) {
    const xmlNode *agency = agency_find(r->objects, id);
    return agency ? agency_on(r->objects, agency, r->day) : NULL;
}

const xmlNode *agency_above(const struct resolving *r, const xmlNode *agency) {
    return agency_at(r, given(agency, "induk"));
}

bool agency_within(const struct resolving *r, const xmlNode *agency, const xmlNode *top) {
    top = top ? agency_on(r->objects, top, r->day) : NULL;
    agency = agency ? agency_on(r->objects, agency, r->day) : NULL;
    for (int depth = 0; agency && depth < 100; depth++, agency = agency_above(r, agency))
        if (agency == top)
            return true;
    return false;
}
