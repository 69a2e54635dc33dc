#include "rules/agreement_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/xml.h"
#include "rules/prose_fact.h"

enum { NEAR = 80, MAX_NOUNS = 64 };  // bytes before a date in which its phrase stands

struct texts {
    const struct check *check;
    const struct objects *objects;
    struct said *items;
    size_t n, cap;
    bool again;
};

// Without `text` it is that of the node, which is read when the innovation comes up: not all are kept at once.
static void add(struct texts *t, const char *innovation, const xmlNode *node, const xmlNode *owner, const char *text) {
    if (!innovation) {
        return;
    }
    if (t->n == t->cap) {
        size_t cap = t->cap ? 2 * t->cap : 64;
        t->items = arena_grow(t->check->arena, t->items, t->cap * sizeof *t->items, cap * sizeof *t->items);
        t->cap = cap;
    }
    t->items[t->n] = (struct said){innovation, text, node, owner, t->n, t->again};
    t->n++;
}

static void add_children(struct texts *t, const char *innovation, const xmlNode *owner, const xmlNode *parent,
                         const char *const *names) {
    for (size_t i = 0; names[i]; i++) {
        for (const xmlNode *n = xml_child(parent, names[i]); n; n = xml_next(n, names[i])) {
            add(t, innovation, n, owner, NULL);
        }
    }
}

static void add_innovations(struct texts *t) {
    static const char *const answers[] = {"jawaban", NULL};
    size_t n;
    const xmlNode *const *all = objects_all(t->objects, "inovasi", &n);
    for (size_t i = 0; i < n; i++) {
        for (const xmlNode *u = xml_child(all[i], "usulan"); u; u = xml_next(u, "usulan")) {
            add_children(t, xml_attr(all[i], "id"), u, u, answers);
        }
    }
}

static void add_documents(struct texts *t) {
    static const char *const parts[] = {"menimbang", "diktum", "isi", NULL};
    size_t n;
    const xmlNode *const *all = objects_all(t->objects, "naskah", &n);
    for (size_t i = 0; i < n; i++) {
        const char *p = xml_attr(all[i], "subjek");
        t->again = false;
        for (size_t length; p && (p += strspn(p, " \n\t"), length = strcspn(p, " \n\t")) > 0; p += length) {
            const char *id = arena_strndup(t->check->arena, p, length);
            if (objects_find(t->objects, "inovasi", id)) {
                add_children(t, id, all[i], all[i], parts);
                t->again = true;
            }
        }
    }
    t->again = false;
}

static void add_meetings(struct texts *t) {
    static const char *const parts[] = {"pembahasan", "keputusan", NULL};
    size_t n;
    const xmlNode *const *all = objects_all(t->objects, "kegiatan", &n);
    for (size_t i = 0; i < n; i++) {
        for (const xmlNode *b = xml_child(all[i], "butir"); b; b = xml_next(b, "butir")) {
            add_children(t, xml_attr(b, "inovasi"), all[i], b, parts);
        }
    }
}

static void add_contracts(struct texts *t) {
    size_t n;
    const xmlNode *const *all = objects_all(t->objects, "kontrak", &n);
    for (size_t i = 0; i < n; i++) {
        for (const xmlNode *one = xml_child(all[i], "inovasi"); one; one = xml_next(one, "inovasi")) {
            const char *target = xml_attr(one, "target");
            add(t, xml_attr(one, "ref"), one, all[i], target ? target : " ");
        }
    }
}

static int by_innovation(const void *a, const void *b) {
    const struct said *x = a, *y = b;
    int order = strcmp(x->innovation, y->innovation);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

// The words of a text around one place, for a message.
static const char *quote(struct arena *arena, const char *text, size_t at, size_t length) {
    size_t from = at > 40 ? at - 40 : 0, n = strlen(text), to = at + length + 24 < n ? at + length + 24 : n;
    while (from > 0 && from < at && text[from - 1] != ' ') {
        from++;
    }
    while (to < n && to > at + length && text[to] != ' ') {
        to--;
    }
    return arena_printf(arena, "%s%.*s%s", from ? "… " : "", (int)(to - from), text + from, to < n ? " …" : "");
}

// ---- counts with their noun

struct heard {
    const char *noun;
    const struct said *first;
    struct told_count count;
    bool told;
};

static bool listed(const char *list, const char *word) {
    size_t length = strlen(word);
    for (size_t n; (list += strspn(list, " \n")), (n = strcspn(list, " \n")) > 0; list += n) {
        if (n == length && memcmp(list, word, n) == 0) {
            return true;
        }
    }
    return false;
}

static struct heard *heard_find(struct heard *all, size_t n, const char *noun) {
    for (size_t i = 0; i < n; i++) {
        if (strcmp(all[i].noun, noun) == 0) {
            return &all[i];
        }
    }
    return NULL;
}

// Texts of one innovation. What one owner tells with several numbers says nothing: it counts several things.
static void compare_counts(const struct check *c, const struct said *said, size_t n) {
    struct heard all[MAX_NOUNS];
    size_t n_all = 0;
    for (size_t i = 0; i < n; i++) {
        struct told_count *counts;
        size_t n_counts = prose_counts(c->arena, said[i].text, &counts);
        for (size_t k = 0; k < n_counts; k++) {
            struct heard *h = *counts[k].noun ? heard_find(all, n_all, counts[k].noun) : NULL;
            if (!h && n_all < MAX_NOUNS && listed(c->rule->value, counts[k].noun)) {
                all[n_all++] = (struct heard){counts[k].noun, &said[i], counts[k], false};
            } else if (h && h->count.n != counts[k].n && h->first->owner == said[i].owner) {
                h->told = true;
            } else if (h && h->count.n != counts[k].n && !h->told) {
                h->told = true;
                finding_of_rule(c, SEVERITY_NOTE, "naskah.teks-jumlah", xml_place(said[i].node), "tertulis",
                                quote(c->arena, said[i].text, counts[k].at, strlen(counts[k].text)), "tempat",
                                agreement_place(c->arena, h->first->node), "lain",
                                quote(c->arena, h->first->text, h->count.at, strlen(h->count.text)), "id-inovasi",
                                said[i].innovation, NULL);
            }
        }
    }
}

// ---- days of trial and application

static bool phrase_near(const char *text, size_t at, const char *phrase) {
    size_t from = at > NEAR ? at - NEAR : 0, n = strlen(phrase);
    for (size_t i = from; i + n <= at; i++) {
        if (strncasecmp(text + i, phrase, n) == 0) {
            bool ended = false;
            for (size_t k = i; k < at; k++) {
                ended = ended || strchr(".;", text[k]);
            }
            return !ended;
        }
    }
    return false;
}

static void compare_days(const struct check *c, const struct said *said, const xmlNode *innovation) {
    static const char *const phrases[][2] = {
        {"uji coba", "uji-coba"}, {"diujicobakan", "uji-coba"}, {"diterapkan sejak", "penerapan"},
        {"mulai diterapkan", "penerapan"}, {"diluncurkan pada", "penerapan"}};
    const xmlNode *stage = xml_child(innovation, "tahapan");
    struct told_date *dates;
    size_t n = stage ? prose_dates(c->arena, said->text, &dates) : 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < sizeof phrases / sizeof *phrases; k++) {
            const char *day = xml_attr(stage, phrases[k][1]);
            struct date own;
            if (!day || !date_parse(day, &own) || !own.day || !phrase_near(said->text, dates[i].at, phrases[k][0])) {
                continue;
            }
            if (dates[i].date.year && date_compare(own, dates[i].date) != 0) {
                finding_of_rule(c, SEVERITY_NOTE, "naskah.teks-tanggal", xml_place(said->node), "tertulis",
                                quote(c->arena, said->text, dates[i].at, strlen(dates[i].text)), "unsur", phrases[k][1],
                                "tempat", agreement_place(c->arena, stage), "lain", format_date_told(c->arena, own),
                                "id-inovasi", said->innovation, NULL);
            }
            break;
        }
    }
}

// ---- amounts of programmes

static void compare_amounts(const struct check *c, const struct said *said, const xmlNode *contract) {
    struct amount *amounts;
    size_t n = prose_amounts(c->arena, said->text, &amounts);
    const char *lower = n ? text_lower(c->arena, said->text) : "";
    for (const xmlNode *p = n ? xml_child(contract, "program") : NULL; p; p = xml_next(p, "program")) {
        const char *name = xml_attr(p, "nama"), *budget = xml_attr(p, "anggaran");
        int64_t sen = 0;
        bool named = name && budget && money_parse(budget, &sen) && strstr(lower, text_lower(c->arena, name));
        bool equal = false;
        for (size_t i = 0; i < n; i++) {
            equal = equal || amounts[i].sen == sen;
        }
        if (named && !equal) {
            finding_of_rule(c, SEVERITY_NOTE, "naskah.teks-anggaran", xml_place(said->node), "tertulis",
                            amounts[0].text, "unsur", name, "tempat", agreement_place(c->arena, p), "lain",
                            format_rupiah(c->arena, sen), "id-inovasi", said->innovation, NULL);
        }
    }
}

// ---- decrees before contracts

static long day_number(const char *text, int *year) {
    struct date d;
    if (!text || !date_parse(text, &d) || !d.day) {
        return 0;
    }
    *year = d.year;
    return d.year * 10000L + d.month * 100L + d.day;
}

// Only in the first year of an innovation: what runs for years has a new decree every year.
static void compare_order(const struct check *c, const struct said *contract, const struct said *said, size_t n,
                          const xmlNode *innovation) {
    int first = 0, year = 0, signed_in = 0;
    day_number(xml_attr(xml_child(innovation, "tahapan"), "uji-coba"), &first);
    long contracted = day_number(xml_attr(contract->owner, "tanggal"), &signed_in);
    const xmlNode *last = NULL;
    for (size_t i = 0; i < n && first && signed_in == first; i++) {
        const char *kind = xml_is(said[i].owner, "naskah") ? xml_attr(said[i].owner, "jenis") : NULL;
        long decided = day_number(xml_attr(said[i].owner, "tanggal"), &year);
        if (said[i].owner != last && kind && strcmp(kind, "keputusan") == 0 && year == first && contracted < decided) {
            last = said[i].owner;
            finding_of_rule(c, SEVERITY_NOTE, "naskah.kontrak-dahulu", xml_place(contract->owner), "kontrak",
                            xml_attr(contract->owner, "id"), "tertulis", xml_attr(contract->owner, "tanggal"), "naskah",
                            xml_attr(last, "id"), "lain", xml_attr(last, "tanggal"), "id-inovasi", contract->innovation,
                            NULL);
        }
    }
}

// ---- numbers of decrees

struct numbered {
    const char *number;
    const xmlNode *document;
};

static int by_number(const void *a, const void *b) {
    return strcmp(((const struct numbered *)a)->number, ((const struct numbered *)b)->number);
}

static struct numbered *numbers_of(struct texts *t, size_t *n) {
    size_t n_all;
    const xmlNode *const *all = objects_all(t->objects, "naskah", &n_all);
    struct numbered *out = ARENA_ARRAY(t->check->arena, n_all + 1, struct numbered);
    *n = 0;
    for (size_t i = 0; i < n_all; i++) {
        const xmlNode *number = xml_child(all[i], "nomor");
        const char *text = number ? xml_text(t->check->arena, number) : "";
        if (strchr(text, '/')) {
            out[(*n)++] = (struct numbered){text, all[i]};
        }
    }
    if (*n > 1) {
        qsort(out, *n, sizeof *out, by_number);
    }
    return out;
}

// "Nomor 188.45/12/2025 tanggal 10 Februari 2025": the day must be that of the document with this number.
static void compare_numbers(const struct check *c, const struct said *said, const struct numbered *all, size_t n) {
    for (const char *p = said->text; n > 0 && (p = strcasestr(p, "nomor ")) != NULL; p += 6) {
        size_t length = strcspn(p + 6, " ,;()");
        struct numbered key = {arena_strndup(c->arena, p + 6, length), NULL};
        const struct numbered *found = strchr(key.number, '/') ? bsearch(&key, all, n, sizeof key, by_number) : NULL;
        const char *rest = p + 6 + length, *own = found ? xml_attr(found->document, "tanggal") : NULL;
        struct told_date *dates;
        struct date day;
        size_t n_dates = own ? prose_dates(c->arena, arena_strndup(c->arena, rest, strnlen(rest, 48)), &dates) : 0;
        if (n_dates && strncasecmp(rest, " tanggal", 8) == 0 && date_parse(own, &day) && dates[0].date.year &&
            date_compare(day, dates[0].date) != 0) {
            finding_of_rule(c, SEVERITY_NOTE, "naskah.teks-nomor", xml_place(said->node), "tertulis",
                            quote(c->arena, said->text, (size_t)(p - said->text), length + 6), "unsur", "tanggal",
                            "naskah", xml_attr(found->document, "id"), "tempat",
                            agreement_place(c->arena, found->document), "lain", format_date_told(c->arena, day),
                            "id-inovasi", said->innovation, NULL);
        }
    }
}

// ---- people

static struct numbered *people_of(struct texts *t, size_t *n) {
    size_t n_all, cap = 0;
    const xmlNode *const *all = objects_all(t->objects, "orang", &n_all);
    struct numbered *out = NULL;
    *n = 0;
    for (size_t i = 0; i < n_all; i++) {
        for (const xmlNode *one = xml_child(all[i], "nomor-induk"); one; one = xml_next(one, "nomor-induk")) {
            if (*n == cap) {
                size_t more = cap ? 2 * cap : 64;
                out = arena_grow(t->check->arena, out, cap * sizeof *out, more * sizeof *out);
                cap = more;
            }
            out[(*n)++] = (struct numbered){xml_text(t->check->arena, one), all[i]};
        }
    }
    if (*n > 1) {
        qsort(out, *n, sizeof *out, by_number);
    }
    return out;
}

// "dr. Lestari Wulandari (NIP 197409232002122003)": the number must be that of somebody who is named before it.
static void compare_people(const struct check *c, const struct said *said, const struct numbered *all, size_t n) {
    const char *from = said->text;
    for (const char *p = said->text; n > 0 && (p = strstr(p, "NIP")) != NULL; p += 3) {
        const char *digits = p + 3 + strspn(p + 3, ". :");
        size_t length = strspn(digits, "0123456789");
        struct numbered key = {arena_strndup(c->arena, digits, length), NULL};
        const struct numbered *found = length == 18 ? bsearch(&key, all, n, sizeof key, by_number) : NULL;
        const char *name = found ? xml_attr(found->document, "nama") : NULL;
        const char *before = arena_strndup(c->arena, from, (size_t)(p - from));
        if (name && !strcasestr(before, name)) {
            finding_of_rule(c, SEVERITY_NOTE, "naskah.teks-orang", xml_place(said->node), "tertulis",
                            quote(c->arena, said->text, (size_t)(p - said->text), length + 4), "nama", name, "tempat",
                            agreement_place(c->arena, found->document), "id-inovasi", said->innovation, NULL);
        }
        from = length ? digits + length : from;
    }
}

// ---- all of them

static void compare_innovation(const struct check *c, const struct objects *objects, const struct said *said,
                               size_t n) {
    const xmlNode *innovation = objects_find(objects, "inovasi", said->innovation);
    const xmlNode *agency = innovation ? objects_find(objects, "instansi", xml_attr(innovation, "instansi")) : NULL;
    compare_counts(c, said, n);
    if (agency && xml_child(agency, "sebutan")) {
        agreement_agency(c, agency, said, n);
    }
    for (size_t i = 0; i < n; i++) {
        compare_days(c, &said[i], innovation);
        if (xml_is(said[i].owner, "kontrak")) {
            compare_order(c, &said[i], said, n, innovation);
            for (size_t k = 0; k < n; k++) {
                compare_amounts(c, &said[k], said[i].owner);
            }
        }
    }
}

// The texts of the innovation that `all` begins with, without those that say nothing. How many there were.
static size_t read_texts(struct arena *arena, struct said *all, size_t n, size_t *kept) {
    size_t i = 0;
    *kept = 0;
    for (const char *innovation = all->innovation; i < n && strcmp(all[i].innovation, innovation) == 0; i++) {
        all[i].text = all[i].text ? all[i].text : xml_text(arena, all[i].node);
        if (*all[i].text) {
            all[(*kept)++] = all[i];
        }
    }
    return i;
}

void agreement_texts(const struct check *c, const struct objects *objects) {
    struct texts t = {.check = c, .objects = objects};
    size_t n_numbers, n_people;
    add_innovations(&t);
    add_documents(&t);
    add_meetings(&t);
    add_contracts(&t);
    if (t.n > 1) {
        qsort(t.items, t.n, sizeof *t.items, by_innovation);
    }
    struct numbered *numbers = numbers_of(&t, &n_numbers), *people = people_of(&t, &n_people);
    struct check of_one = *c;
    of_one.arena = arena_new(0);
    for (size_t i = 0, n, n_texts; i < t.n; i += n) {
        struct said *said = &t.items[i];
        arena_reset(of_one.arena);
        n = read_texts(of_one.arena, said, t.n - i, &n_texts);
        for (size_t k = 0; k < n_texts; k++) {
            if (!said[k].again) {
                compare_numbers(&of_one, &said[k], numbers, n_numbers);
                compare_people(&of_one, &said[k], people, n_people);
            }
        }
        if (n_texts > 0) {
            compare_innovation(&of_one, objects, said, n_texts);
        }
    }
    arena_free(of_one.arena);
}
