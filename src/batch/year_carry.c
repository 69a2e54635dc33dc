#include "batch/year_carry.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"

const char *carry_given(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value && !text_blank(value) ? value : "";
}

const char *carry_say(struct carrying *c, const char *id, const char *one, const char *two) {
    return message_say(c->world->catalogue, c->language, c->arena, id, "satu", one, "dua", two, "tahun",
                       arena_printf(c->arena, "%d", c->out->year), "lama", c->out->from_said, NULL);
}

void carry_line(struct carrying *c, const char *id, const char *one, const char *two) {
    buf_printf(&c->carried, "%s\n", carry_say(c, id, one, two));
}

void carry_remark(struct carrying *c, const char *id, const char *one, const char *two) {
    buf_printf(&c->remarks, "%s\n", carry_say(c, id, one, two));
    c->out->remarks++;
}

// ---- whose ----

static const xmlNode *agency_of(struct carrying *c, const xmlNode *node) {
    static const char *const names[] = {"instansi", "penetap", "pihak-pertama"};
    const char *id = "";
    for (size_t i = 0; i < 3 && !*id; i++) {
        id = carry_given(node, names[i]);
    }
    return objects_find(c->world->objects, "instansi", arena_strndup(c->arena, id, strcspn(id, "/")));
}

const xmlNode *carry_region(struct carrying *c, const xmlNode *node) {
    const xmlNode *agency = agency_of(c, node), *region = agency;
    for (int depth = 0; agency && depth < 100; depth++) {
        region = agency;
        agency = objects_find(c->world->objects, "instansi", carry_given(agency, "induk"));
    }
    return region;
}

// ---- years in texts and ids ----

// Back to where spaces, or what is none, begin.
static const char *back_over(const char *text, const char *p, bool spaces) {
    while (p > text && !isspace((unsigned char)p[-1]) != spaces) {
        p--;
    }
    return p;
}

static bool ends_with(const char *text, const char *p, const char *word) {
    size_t n = strlen(word);
    return (size_t)(p - text) >= n && strncmp(p - n, word, n) == 0;
}

// "Undang-Undang Nomor 6 Tahun 2026" stays: the year of an act is no year of ours.
static bool cites(const char *text, const char *at) {
    const char *p = back_over(text, at, true);
    if (!ends_with(text, p, "Tahun")) {
        return false;
    }
    p = back_over(text, p - strlen("Tahun"), true);
    p = back_over(text, back_over(text, p, false), true);
    return ends_with(text, p, "Nomor");
}

static const char *next_year(struct carrying *c, const char *text) {
    char from[16], to[16];
    snprintf(from, sizeof from, "%d", c->from);
    snprintf(to, sizeof to, "%d", c->out->year);
    struct buf b = buf_new(c->arena);
    for (const char *p = text; *p;) {
        bool edge = p == text || !isdigit((unsigned char)p[-1]);
        if (edge && strncmp(p, from, 4) == 0 && !isdigit((unsigned char)p[4]) && !cites(text, p)) {
            buf_str(&b, to);
            p += 4;
        } else {
            buf_char(&b, *p++);
        }
    }
    return buf_text(&b);
}

static const char *next_id(struct carrying *c, const char *id) {
    const char *made = next_year(c, id);
    return strcmp(made, id) == 0 ? arena_printf(c->arena, "%s-%d", id, c->out->year) : made;
}

// Ids of things that are carried over too; others stay.
static const char *next_ids(struct carrying *c, const char *list) {
    char *words = arena_strdup(c->arena, list), *rest = words;
    const char *all = "";
    for (char *w = strtok_r(words, " \t\r\n", &rest); w; w = strtok_r(NULL, " \t\r\n", &rest)) {
        const xmlNode *node = objects_find(c->world->objects, NULL, w);
        bool yearly = node && atoi(carry_given(node, "tahun")) == c->from && !xml_is(node, "naskah");
        all = arena_printf(c->arena, "%s%s%s", all, *all ? " " : "", yearly ? next_id(c, w) : w);
    }
    return all;
}

static bool is_mine(struct carrying *c, const xmlNode *node) {
    return carry_region(c, node) == c->region;
}

static bool is_known(struct carrying *c, const char *id) {
    bool known = objects_find(c->world->objects, NULL, id) != NULL;
    c->out->known += known;
    return known;
}

static void set_year(struct carrying *c, xmlNode *node, const char *id) {
    xml_set(node, "id", id);
    xml_set(node, "tahun", arena_printf(c->arena, "%d", c->out->year));
}

static void drop(xmlNode *node, const char *const *names, size_t n) {
    for (size_t i = 0; i < n; i++) {
        xml_set(node, names[i], NULL);
    }
}

static void remove_children(xmlNode *node, const char *name) {
    for (xmlNode *child = xml_child(node, name), *next; child; child = next) {
        next = xml_next(child, name);
        xmlUnlinkNode(child);
        xmlFreeNode(child);
    }
}

// ---- teams ----

void carry_teams(struct carrying *c) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(c->world->objects, "tim", &n);
    for (size_t i = 0; i < n; i++) {
        const char *id = next_id(c, carry_given(all[i], "id"));
        if (atoi(carry_given(all[i], "tahun")) != c->from || !is_mine(c, all[i]) || is_known(c, id)) {
            continue;
        }
        xmlNode *team = xml_copy_into(c->data, all[i]);
        set_year(c, team, id);
        xml_set(team, "nama", next_year(c, carry_given(team, "nama")));
        for (const xmlNode *m = xml_child(team, "anggota"); m; m = xml_next(m, "anggota")) {
            carry_person(c, carry_given(m, "orang"), id);
        }
        carry_line(c, "year.team", carry_given(all[i], "id"), id);
        c->out->teams++;
    }
}

// ---- assignments ----

static bool same(const xmlNode *a, const xmlNode *b, const char *name) {
    return strcmp(carry_given(a, name), carry_given(b, name)) == 0;
}

static bool is_assigned(struct carrying *c, const xmlNode *const *all, size_t n, const xmlNode *like) {
    for (size_t i = 0; i < n; i++) {
        if (atoi(carry_given(all[i], "tahun")) == c->out->year && same(all[i], like, "orang") &&
            same(all[i], like, "peran") && same(all[i], like, "instansi")) {
            return true;
        }
    }
    return false;
}

void carry_assignments(struct carrying *c) {
    size_t n = 0, before = c->out->assignments;
    const xmlNode *const *all = objects_all(c->world->objects, "penugasan", &n);
    for (size_t i = 0; i < n; i++) {
        if (atoi(carry_given(all[i], "tahun")) != c->from || !is_mine(c, all[i])) {
            continue;
        }
        const char *old = carry_given(all[i], "id"), *id = *old ? next_id(c, old) : NULL;
        if (is_assigned(c, all, n, all[i]) || (id && objects_find(c->world->objects, NULL, id))) {
            c->out->known++;
            continue;
        }
        xmlNode *made = xml_copy_into(c->data, all[i]);
        set_year(c, made, id);
        carry_person(c, carry_given(made, "orang"), carry_given(made, "instansi"));
        c->out->assignments++;
    }
    if (c->out->assignments > before) {
        carry_line(c, "year.assignments", arena_printf(c->arena, "%zu", c->out->assignments - before), "");
    }
}

// ---- contracts ----

// Targets and sums are of one year: what is left of them is a hole on the draft.
static void empty_contract(xmlNode *contract) {
    static const char *const own[] = {"tanggal", "jumlah-anggaran"};
    static const char *const targets[] = {"target", "tw1", "tw2", "tw3", "tw4"};
    static const char *const of_innovation[] = {"target", "waktu"};
    drop(contract, own, 2);
    remove_children(contract, "program");
    for (xmlNode *g = xml_child(contract, "sasaran"); g; g = xml_next(g, "sasaran")) {
        for (xmlNode *k = xml_child(g, "indikator"); k; k = xml_next(k, "indikator")) {
            drop(k, targets, 5);
        }
    }
    for (xmlNode *row = xml_child(contract, "inovasi"); row; row = xml_next(row, "inovasi")) {
        drop(row, of_innovation, 2);
    }
}

// Of several contracts of one agency in a year the last one, which replaces the others, goes on, under the name of the
// first: next year there is nothing to change yet.
static int by_day(const xmlNode *a, const xmlNode *b) {
    int order = strcmp(carry_given(a, "tanggal"), carry_given(b, "tanggal"));
    return order ? order : strcmp(carry_given(a, "id"), carry_given(b, "id"));
}

static const xmlNode *first_of(struct carrying *c, const xmlNode *contract, bool *replaced) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(c->world->objects, "kontrak", &n);
    const xmlNode *first = contract;
    *replaced = false;
    for (size_t i = 0; i < n; i++) {
        if (same(all[i], contract, "tahun") && same(all[i], contract, "instansi") &&
            same(all[i], contract, "pihak-pertama") && same(all[i], contract, "judul")) {
            *replaced = *replaced || by_day(all[i], contract) > 0;
            first = by_day(all[i], first) < 0 ? all[i] : first;
        }
    }
    return first;
}

void carry_contracts(struct carrying *c) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(c->world->objects, "kontrak", &n);
    for (size_t i = 0; i < n; i++) {
        bool replaced;
        const char *id = next_id(c, carry_given(first_of(c, all[i], &replaced), "id"));
        if (atoi(carry_given(all[i], "tahun")) != c->from || !is_mine(c, all[i]) || replaced || is_known(c, id)) {
            continue;
        }
        xmlNode *contract = xml_copy_into(c->data, all[i]);
        set_year(c, contract, id);
        if (*carry_given(contract, "judul")) {
            xml_set(contract, "judul", next_year(c, carry_given(contract, "judul")));
        }
        empty_contract(contract);
        carry_line(c, "year.contract", carry_given(all[i], "id"), id);
        c->out->contracts++;
    }
}

// ---- decrees ----

static bool is_yearly(struct carrying *c, const char *list) {
    return *list && strcmp(next_ids(c, list), list) != 0;
}

// A decree about what an office does every year anew: a team, the assignments of the year.
static bool is_of_year(struct carrying *c, const xmlNode *document) {
    char year[16];
    snprintf(year, sizeof year, "%d", c->from);
    struct date d;
    const char *dated = carry_given(document, "tanggal");
    bool of_year = strcmp(carry_given(document, "tahun"), year) == 0 ||
                   (date_parse(dated, &d) && d.year == c->from);
    if (strcmp(carry_given(document, "jenis"), "keputusan") != 0 || xml_child(document, "relasi") ||
        *carry_given(document, "petikan")) {
        return false;
    }
    bool speaks = is_yearly(c, carry_given(document, "subjek")) ||
                  strncmp(carry_given(document, "penugasan"), year, 4) == 0;
    for (const xmlNode *a = xml_child(document, "lampiran"); a && !speaks; a = xml_next(a, "lampiran")) {
        speaks = is_yearly(c, carry_given(a, "subjek")) || strcmp(carry_given(a, "tahun"), year) == 0 ||
                 (of_year && (strcmp(carry_given(a, "jenis"), "fasilitator") == 0 ||
                              strcmp(carry_given(a, "jenis"), "daftar-inovasi") == 0));
    }
    return speaks;
}

static void move_texts(struct carrying *c, xmlNode *node) {
    for (xmlNode *t = node->children; t; t = t->next) {
        if (t->type == XML_TEXT_NODE) {
            const char *made = next_year(c, (const char *)t->content);
            xmlNodeSetContent(t, NULL);
            xmlNodeAddContent(t, (const xmlChar *)made);
        } else if (t->type == XML_ELEMENT_NODE) {
            move_texts(c, t);
        }
    }
}

// A law that was changed since is cited as it reads now; what was revoked is for people to think about.
static const char *law_now(struct carrying *c, const char *ref) {
    for (int depth = 0; depth < 20; depth++) {
        const xmlNode *law = objects_find(c->world->objects, "peraturan", ref);
        struct date until;
        bool over = date_parse(carry_given(law, "sampai"), &until) && until.year < c->out->year;
        if (!over || strcmp(carry_given(law, "status"), "diubah") != 0 || !*carry_given(law, "oleh")) {
            break;
        }
        ref = carry_given(law, "oleh");
    }
    return ref;
}

static void renew_laws(struct carrying *c, xmlNode *decree, const char *id) {
    for (xmlNode *m = xml_child(decree, "mengingat"); m; m = xml_next(m, "mengingat")) {
        const char *ref = carry_given(m, "ref"), *now = *ref ? law_now(c, ref) : ref;
        if (strcmp(ref, now) != 0) {
            carry_line(c, "year.law", id, arena_printf(c->arena, "%s → %s", ref, now));
            xml_set(m, "ref", now);
        }
    }
}

static void empty_decree(struct carrying *c, xmlNode *decree, const char *id) {
    static const char *const terms[] = {"berlaku-sejak", "berlaku-sampai"};
    static const char *const said[] = {"tentang", "diktum", "lampiran"};
    set_year(c, decree, id);
    xml_set(decree, "tanggal", NULL);
    for (size_t i = 0; i < 2; i++) {
        const char *term = carry_given(decree, terms[i]);
        xml_set(decree, terms[i], *term ? next_year(c, term) : NULL);
    }
    remove_children(decree, "nomor");
    xml_set(decree, "subjek", *carry_given(decree, "subjek") ? next_ids(c, carry_given(decree, "subjek")) : NULL);
    xml_set(decree, "penugasan",
            *carry_given(decree, "penugasan") ? next_year(c, carry_given(decree, "penugasan")) : NULL);
    if (*carry_given(decree, "judul")) {
        xml_set(decree, "judul", next_year(c, carry_given(decree, "judul")));
    }
    for (size_t i = 0; i < 3; i++) {
        for (xmlNode *k = xml_child(decree, said[i]); k; k = xml_next(k, said[i])) {
            move_texts(c, k);
        }
    }
    for (xmlNode *a = xml_child(decree, "lampiran"); a; a = xml_next(a, "lampiran")) {
        xml_set(a, "judul", next_year(c, carry_given(a, "judul")));
        xml_set(a, "subjek", *carry_given(a, "subjek") ? next_ids(c, carry_given(a, "subjek")) : NULL);
        xml_set(a, "tahun", *carry_given(a, "tahun") ? next_year(c, carry_given(a, "tahun")) : NULL);
    }
}

void carry_decrees(struct carrying *c) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(c->world->objects, "naskah", &n);
    for (size_t i = 0; i < n; i++) {
        if (!is_mine(c, all[i]) || !is_of_year(c, all[i])) {
            continue;
        }
        const char *id = next_id(c, carry_given(all[i], "id"));
        if (is_known(c, id)) {
            continue;
        }
        xmlNode *decree = xml_copy_into(c->data, all[i]);
        empty_decree(c, decree, id);
        carry_line(c, "year.decree", carry_given(all[i], "id"), id);
        renew_laws(c, decree, id);
        carry_remark(c, "year.basis", id, "");
        c->out->decrees++;
    }
}
