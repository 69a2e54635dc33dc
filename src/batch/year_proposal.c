// Proposals of the last round of each contest, opened for the round of the new year where its profile is there: what
// was answered is carried over as a draft, marked with where it comes from until somebody has looked at it.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "base/xml.h"
#include "batch/year_carry.h"
#include "rules/profile_year.h"

// A contest in all its years: its id without the year. "kipp-2025": "kipp".
static const char *contest_of(struct carrying *c, const char *id) {
    size_t n = strlen(id);
    bool year = n > 5 && id[n - 5] == '-' && strspn(id + n - 4, "0123456789") == 4;
    return year ? arena_strndup(c->arena, id, n - 5) : id;
}

static int round_of(const struct carrying *c, const xmlNode *proposal) {
    int year = atoi(carry_given(proposal, "tahun"));
    const struct profile *p = profiles_find(c->world->profiles, carry_given(proposal, "profil"));
    return year ? year : p ? atoi(carry_given(profile_node(p), "tahun")) : 0;
}

// Of the rounds of a contest: that of the year, or (year 0) the newest. NULL: there is none.
static const xmlNode *round_find(struct carrying *c, const char *contest, int year) {
    const struct profiles *all = c->world->profiles;
    const xmlNode *found = NULL;
    for (size_t i = 0; i < profiles_count(all); i++) {
        const xmlNode *p = profile_node(profiles_at(all, i));
        int of = atoi(carry_given(p, "tahun"));
        bool same = strcmp(contest_of(c, carry_given(p, "id")), contest) == 0;
        if (same && (year ? of == year : !found || of >= atoi(carry_given(found, "tahun")))) {
            found = p;
        }
    }
    return found;
}

static bool names_part(const xmlNode *parent, const char *before, const char *id) {
    for (const xmlNode *field = xml_child(parent, "isian"); field; field = xml_next(field, "isian")) {
        const char *own = carry_given(field, "id");
        size_t n = strlen(before);
        const char *rest = *before && strncmp(id, before, n) == 0 && id[n] == '.' ? id + n + 1 : NULL;
        if (strcmp(id, own) == 0 || (rest && strcmp(rest, own) == 0) || names_part(field, own, id)) {
            return true;
        }
    }
    return false;
}

// Whether the round asks for what the answer answers.
static bool asked(const xmlNode *round, const char *part) {
    for (const xmlNode *s = xml_child(round, "bagian"); s; s = xml_next(s, "bagian")) {
        bool named = strcmp(carry_given(s, "id"), part) == 0;
        for (const xmlNode *a = xml_child(s, "alias"); a && !named; a = xml_next(a, "alias")) {
            named = a->children && strcasecmp((const char *)a->children->content, part) == 0;
        }
        if (named || names_part(s, carry_given(s, "id"), part)) {
            return true;
        }
    }
    return false;
}

// Files are named from the folder of the file that names them.
static void move_files(struct carrying *c, xmlNode *node, const char *from) {
    const char *slash = strrchr(from, '/');
    const char *folder = slash ? arena_strndup(c->arena, from, (size_t)(slash - from)) : ".";
    size_t n = strlen(c->folder);
    bool below = strncmp(folder, c->folder, n) == 0 && (folder[n] == '/' || !folder[n]);
    for (xmlNode *k = node->children; k; k = k->next) {
        const char *name = k->type == XML_ELEMENT_NODE && xml_is(k, "img") ? carry_given(k, "berkas") : "";
        if (*name && *name != '/') {
            const char *rest = below ? folder[n] ? folder + n + 1 : "" : folder;
            xml_set(k, "berkas", *rest ? file_join(c->arena, rest, name) : name);
        }
        if (k->type == XML_ELEMENT_NODE) {
            move_files(c, k, from);
        }
    }
}

static void copy_answers(struct carrying *c, xmlNode *made, const xmlNode *proposal, const xmlNode *round,
                         const char *innovation) {
    struct buf left = buf_new(c->arena);
    for (const xmlNode *a = xml_child(proposal, "jawaban"); a; a = xml_next(a, "jawaban")) {
        const char *part = carry_given(a, "bagian");
        if (asked(round, part)) {
            move_files(c, xml_copy_into(made, a), xml_file(proposal));
        } else {
            buf_printf(&left, "%s%s", left.n ? ", " : "", part);
        }
    }
    if (left.n) {
        carry_remark(c, "year.answers-left", innovation, buf_text(&left));
    }
}

static bool has_group(const xmlNode *round, const char *group) {
    const xmlNode *g = xml_child(round, "kelompok");
    while (g && strcmp(carry_given(g, "id"), group) != 0) {
        g = xml_next(g, "kelompok");
    }
    return g != NULL;
}

static void open_proposal(struct carrying *c, const xmlNode *innovation, const xmlNode *proposal,
                          const xmlNode *round) {
    static const char *const of_object[] = {"id", "nama", "instansi"};
    static const char *const kept[] = {"kelompok", "kategori", "tanggal-mulai", "tautan-video", "pengesah", "tempat"};
    const char *id = carry_given(round, "id"), *name = carry_given(innovation, "nama");
    xmlNode *into = xml_add(c->data, "inovasi");
    for (size_t i = 0; i < 3; i++) {
        xml_set(into, of_object[i], carry_given(innovation, of_object[i]));
    }
    xmlNode *made = xml_add(into, "usulan");
    xml_set(made, "profil", id);
    xml_set(made, "tahun", arena_printf(c->arena, "%d", c->out->year));
    xml_set(made, "disalin-dari", carry_given(proposal, "profil"));
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        const char *value = carry_given(proposal, kept[i]);
        if (*value && (i > 0 || has_group(round, value))) {
            xml_set(made, kept[i], value);
        }
    }
    copy_answers(c, made, proposal, round, name);
    carry_line(c, "year.proposal", name, arena_printf(c->arena, "%s → %s", carry_given(proposal, "profil"), id));
    c->out->proposals++;
}

struct contest_round {
    const char *contest;
    int newest;                 // round before the new year in which somebody took part
    size_t waiting;             // proposals for which there is no profile yet
};

static struct contest_round *contest_add(struct contest_round *all, size_t *n, const char *contest) {
    for (size_t i = 0; i < *n; i++) {
        if (strcmp(all[i].contest, contest) == 0) {
            return &all[i];
        }
    }
    all[*n] = (struct contest_round){.contest = contest};
    return &all[(*n)++];
}

// Its agency has ended, and nobody went on with it.
static bool is_over(const struct carrying *c, const xmlNode *innovation) {
    const xmlNode *agency = objects_find(c->world->objects, "instansi", carry_given(innovation, "instansi"));
    struct date until;
    return date_parse(carry_given(agency, "sampai"), &until) && until.year < c->out->year &&
           !*carry_given(agency, "pengganti");
}

static const xmlNode *proposal_for(const xmlNode *innovation, const char *profile) {
    const xmlNode *u = xml_child(innovation, "usulan");
    while (u && strcmp(carry_given(u, "profil"), profile) != 0) {
        u = xml_next(u, "usulan");
    }
    return u;
}

static void look_at(struct carrying *c, const xmlNode *innovation, struct contest_round *all, size_t *n, bool open) {
    for (const xmlNode *u = xml_child(innovation, "usulan"); u; u = xml_next(u, "usulan")) {
        struct contest_round *k = contest_add(all, n, contest_of(c, carry_given(u, "profil")));
        int of = round_of(c, u);
        if (!open) {
            k->newest = of < c->out->year && of > k->newest ? of : k->newest;
            continue;
        }
        const xmlNode *round = round_find(c, k->contest, c->out->year);
        if (of != k->newest || is_over(c, innovation)) {
            continue;
        }
        k->waiting += !round;
        if (round && proposal_for(innovation, carry_given(round, "id"))) {
            c->out->known++;
        } else if (round) {
            open_proposal(c, innovation, u, round);
        }
    }
}

static void tell_waiting(struct carrying *c, const struct contest_round *k) {
    const xmlNode *newest = round_find(c, k->contest, 0);
    const char *made = arena_printf(c->arena, "%s-%d", k->contest, c->out->year);
    if (k->waiting > 0 && newest) {
        buf_printf(&c->contests, "%s\n",
                   carry_say(c, "year.no-profile",
                             arena_printf(c->arena, "%s (%zu)", carry_given(newest, "judul"), k->waiting),
                             arena_printf(c->arena, "%s --dari %s", made, carry_given(newest, "id"))));
        c->out->remarks++;
    }
}

// A profile that was begun from last year's and not looked at: proposals would be judged by last year's days.
static void tell_year_bound(struct carrying *c, const char *contest) {
    const xmlNode *round = round_find(c, contest, c->out->year);
    const struct profile *p = round ? profiles_find(c->world->profiles, carry_given(round, "id")) : NULL;
    size_t n = 0;
    const struct profile_dated *all = p && profile_is_begun(p)
                                          ? profile_dated(c->arena, p, carry_given(round, "tahun"), false, &n)
                                          : NULL;
    for (size_t i = 0; i < n; i++) {
        struct place at = xml_place(all[i].node);
        const char *what = arena_printf(c->arena, "%s: %s%s%s “%s”", carry_given(round, "id"),
                                        xml_is(all[i].node, "profil") ? "" : all[i].name,
                                        *all[i].attribute && !xml_is(all[i].node, "profil") ? " " : "",
                                        all[i].attribute, all[i].value);
        const char *where = arena_printf(c->arena, "%s:%d", at.file ? at.file : "", at.line);
        buf_printf(&c->contests, "%s\n", carry_say(c, "year.profile-bound", what, where));
        c->out->remarks++;
    }
}

void carry_proposals(struct carrying *c) {
    size_t n_all = 0, n = 0;
    const xmlNode *const *all = objects_all(c->world->objects, "inovasi", &n_all);
    struct contest_round *rounds = ARENA_ARRAY(c->arena, n_all + profiles_count(c->world->profiles) + 1,
                                               struct contest_round);
    for (int open = 0; open < 2; open++) {
        for (size_t i = 0; i < n_all; i++) {
            look_at(c, all[i], rounds, &n, open);
        }
    }
    for (size_t i = 0; i < n; i++) {
        tell_waiting(c, &rounds[i]);
        tell_year_bound(c, rounds[i].contest);
    }
}
