// Names that agencies bore until they were renamed, merged or split, in what people typed into a later document. All
// names of all agencies stand in one sorted array, each with the longest other that it begins with: what stands at a
// word of a text is then found in one search, however many agencies there are.
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/object_index.h"
#include "model/resolving.h"

#define SHORTEST 5   // letters: shorter abbreviations are words of other meaning too
#define NONE SIZE_MAX

struct agency_label {
    const char *key;             // in small letters
    const char *name;            // as it is written
    const xmlNode *agency, *term;  // term: the <sebutan> that says it; NULL: the agency itself does
    size_t begins_with;          // the longest other label that this one begins with; NONE
};

struct agency_labels {
    struct agency_label *all;
    size_t n;
};

static int by_key(const void *a, const void *b) {
    const struct agency_label *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : strcmp(xml_attr(x->agency, "id"), xml_attr(y->agency, "id"));
}

static bool begins(const char *text, const char *key) {
    return strncmp(text, key, strlen(key)) == 0;
}

static void add_label(struct arena *arena, struct agency_labels *l, const xmlNode *agency, const xmlNode *term) {
    static const char *const both[] = {"nama", "singkatan"};
    for (size_t i = 0; i < 2; i++) {
        const char *name = given(term ? term : agency, both[i]);
        if (name && strlen(name) >= SHORTEST) {
            const char *key = text_lower(arena, text_collapse(arena, name));
            l->all[l->n++] = (struct agency_label){key, name, agency, term, NONE};
        }
    }
}

static bool is_changed(const xmlNode *agency) {
    if (agency_is_dated(agency))
        return true;
    const xmlNode *t = xml_child(agency, "sebutan");
    while (t && !given(t, "sampai") && !given(t, "sejak"))
        t = xml_next(t, "sebutan");
    return t != NULL;
}

static void link_labels(struct agency_labels *l) {
    qsort(l->all, l->n, sizeof *l->all, by_key);
    for (size_t i = 1; i < l->n; i++) {
        size_t at = i - 1;
        while (at != NONE && (!begins(l->all[i].key, l->all[at].key) || strcmp(l->all[i].key, l->all[at].key) == 0))
            at = l->all[at].begins_with;
        l->all[i].begins_with = at;
    }
}

void former_names_index(struct objects *o) {
    size_t n, most = 0;
    bool any = false;
    const xmlNode *const *all = objects_all(o, "instansi", &n);
    o->labels = NULL;
    for (size_t i = 0; i < n; i++) {
        any = any || is_changed(all[i]);
        most += 2;
        for (const xmlNode *t = xml_child(all[i], "sebutan"); t; t = xml_next(t, "sebutan"))
            most += 2;
    }
    if (!any)
        return;
    o->labels = ARENA_NEW(o->arena, struct agency_labels);
    o->labels->all = ARENA_ARRAY(o->arena, most + 1, struct agency_label);
    for (size_t i = 0; i < n; i++) {
        add_label(o->arena, o->labels, all[i], NULL);
        for (const xmlNode *t = xml_child(all[i], "sebutan"); t; t = xml_next(t, "sebutan"))
            add_label(o->arena, o->labels, all[i], t);
    }
    link_labels(o->labels);
}

// ---- looking

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

// The first of the labels that are the longest at `text`; NONE.
static size_t label_at(const struct agency_labels *l, const char *text) {
    size_t low = 0, high = l->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(l->all[middle].key, text) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t at = low ? low - 1 : NONE;
    while (at != NONE && (!begins(text, l->all[at].key) || is_letter(text[strlen(l->all[at].key)])))
        at = l->all[at].begins_with;
    while (at != NONE && at > 0 && strcmp(l->all[at - 1].key, l->all[at].key) == 0)
        at--;
    return at;
}

static bool is_past(const char *until, struct date day) {
    struct date d;
    return until && date_parse(until, &d) && date_compare(day, day_last(d)) > 0;
}

enum label_time { LABEL_HOLDS, LABEL_PAST, LABEL_ELSEWHERE };

static enum label_time time_of(const struct resolving *r, const struct agency_label *l) {
    if (agency_region(r->objects, l->agency) != r->region)
        return LABEL_ELSEWHERE;
    if (is_past(given(l->term, "sampai"), r->day) || agency_has_ended(r->objects, l->agency, r->day))
        return LABEL_PAST;
    const xmlNode *now = l->term ? NULL : agency_name_term(l->agency, r->day);
    return now && given(now, "sejak") ? LABEL_PAST : LABEL_HOLDS;
}

// The label that no longer holds, when none of those that read alike does.
static const struct agency_label *past_label(const struct resolving *r, const struct agency_labels *l, size_t at) {
    const struct agency_label *past = NULL;
    for (size_t i = at; i < l->n && strcmp(l->all[i].key, l->all[at].key) == 0; i++) {
        enum label_time time = time_of(r, &l->all[i]);
        if (time == LABEL_HOLDS)
            return NULL;
        past = past ? past : time == LABEL_PAST ? &l->all[i] : NULL;
    }
    return past;
}

// "semula Dinas Riset": the old name is meant.
static bool is_meant(const char *text, const char *at) {
    static const char *const words[] = {"semula ", "dahulu ", "dulu ", "sebelumnya ", "eks ", "bernama "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]);
        if ((size_t)(at - text) >= n && strncmp(at - n, words[i], n) == 0)
            return true;
    }
    return false;
}

// What it is called on the day, or those that took its place; "" when nobody knows.
static const char *name_now(struct resolving *r, const xmlNode *agency) {
    if (agency_is_there(r->objects, agency, r->day))
        return agency_name(agency, r->day);
    char *list = arena_strdup(r->arena, given(agency, "pengganti") ? given(agency, "pengganti") : ""), *rest = NULL;
    const char *said = "";
    for (char *word = strtok_r(list, " \t\r\n", &rest); word; word = strtok_r(NULL, " \t\r\n", &rest)) {
        const xmlNode *next = objects_find(r->objects, "instansi", word);
        if (next)
            said = arena_printf(r->arena, "%s%s%s", said, *said ? " / " : "",
                                agency_name(agency_on(r->objects, next, r->day), r->day));
    }
    return said;
}

static void tell_former(struct resolving *r, const struct agency_label *l, const xmlNode *where) {
    const char *now = name_now(r, l->agency), *until = given(l->term, "sampai");
    struct date d;
    until = until ? until : given(l->agency, "sampai");
    findings_add(r->findings, *now ? "resolve.former-name" : "resolve.former-gone", xml_place(where), "lama", l->name,
                 "baru", now, "tanggal",
                 until && date_parse(until, &d) ? format_date_told(r->arena, d) : format_date_told(r->arena, r->day),
                 NULL);
}

struct told {
    const struct agency_label *labels[8];
    size_t n;
};

static void look(struct resolving *r, struct told *told, const char *words, const xmlNode *where) {
    const struct agency_labels *l = r->objects->labels;
    const char *text = text_lower(r->arena, words);
    for (const char *p = text; *p; p++) {
        size_t at = p == text || !is_letter(p[-1]) ? label_at(l, p) : NONE;
        if (at == NONE || !is_letter(*p))
            continue;
        const struct agency_label *past = is_meant(text, p) ? NULL : past_label(r, l, at);
        bool again = false;
        for (size_t i = 0; i < told->n; i++)
            again = again || told->labels[i] == past;
        if (past && !again && told->n < sizeof told->labels / sizeof *told->labels) {
            told->labels[told->n++] = past;
            tell_former(r, past, where);
        }
        p += strlen(l->all[at].key) - 1;
    }
}

void former_names_check(struct resolving *r, const xmlNode *written) {
    static const char *const attributes[] = {"hal", "judul", "nama"}, *const given_by_others[] = {"mengingat", "relasi",
                                                                                                  "nomor"};
    struct told told = {.n = 0};
    if (!r->objects->labels || !r->dated)
        return;
    for (size_t i = 0; i < 2; i++)
        if (given(written, attributes[i]))
            look(r, &told, given(written, attributes[i]), written);
    for (const xmlNode *part = xml_child(written, NULL); part; part = xml_next(part, NULL)) {
        bool own = true;
        for (size_t i = 0; i < 3; i++)
            own = own && !xml_is(part, given_by_others[i]);
        for (size_t i = 1; own && i < 3; i++)
            if (given(part, attributes[i]))
                look(r, &told, given(part, attributes[i]), part);
        if (own)
            look(r, &told, xml_text(r->arena, part), part);
    }
}
