#include "rules/trial.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xml.h"
#include "rules/assignment.h"
#include "rules/batch.h"
#include "rules/evidence_match.h"
#include "rules/answer.h"
#include "rules/kind.h"

// What a made-up proposal says.
struct made {
    struct arena *arena;
    const struct profile *profile;
    const struct rule *rule;
    struct buf answers, evidence;
    const char *group, *title;
    struct date closing;
};

static void answer(struct made *m, const char *id, const char *text) {
    const xmlNode *definition = field_find(m->profile->root, id);
    const char *kind = xml_attr(definition, "jenis"), *name = !kind || strcmp(kind, "teks") == 0 ? "jawaban" : "nilai";
    buf_printf(&m->answers, "<isian id=\"%s\"><%s>%s</%s></isian>", id, name, text, name);
}

static void prove(struct made *m, const char *indicator, const char *file) {
    buf_printf(&m->evidence, "<bukti indikator=\"%s\"%s%s%s/>", indicator, file ? " berkas=\"" : "", file ? file : "",
               file ? "\"" : "");
}

// ---- pieces

static const char *words(struct arena *arena, long n) {
    struct buf text = buf_new(arena);
    for (long i = 0; i < n; i++) {
        buf_printf(&text, "%skata%ld", i ? " " : "", i);
    }
    return buf_text(&text);
}

static const char *letters(struct arena *arena, long n) {
    struct buf text = buf_new(arena);
    for (long i = 0; i < n; i++) {
        buf_char(&text, i % 7 == 6 && i + 1 < n ? ' ' : 'a');
    }
    return buf_text(&text);
}

static const char *iso(struct arena *arena, struct date d) {
    return arena_printf(arena, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static struct date day_after(struct date d) {
    d.day++;
    if (!date_valid(d)) {
        d = d.month == 12 ? (struct date){d.year + 1, 1, 1} : (struct date){d.year, d.month + 1, 1};
    }
    return d;
}

static void answer_all(struct made *m, const xmlNode *node, const char *text) {
    int n = 0;
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        if (xml_is(child, "isian")) {
            answer(m, xml_attr(child, "id"), arena_printf(m->arena, "%s %s %d", text, xml_attr(child, "id"), ++n));
        }
        answer_all(m, child, text);
    }
}

// The running-text fields, first to last.
static const char *prose_field(const struct made *m, const xmlNode *node, int *skip) {
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        const char *kind = xml_is(child, "isian") ? xml_attr(child, "jenis") : NULL;
        if (kind && strcmp(kind, "teks") == 0 && (*skip)-- == 0) {
            return xml_attr(child, "id");
        }
        const char *below = prose_field(m, child, skip);
        if (below) {
            return below;
        }
    }
    return NULL;
}

static void write_prose(struct made *m, int which, const char *text) {
    int skip = which;
    const char *id = prose_field(m, m->profile->root, &skip);
    if (id) {
        answer(m, id, text);
    }
}

// ---- kinds: `good` makes the proposal that must pass

static void make_required(struct made *m, bool good) {
    if (good) {
        answer_all(m, m->profile->root, "jawaban");
    }
}

static void make_mission(struct made *m, bool good) {
    make_required(m, good);
    for (const xmlNode *i = xml_child(m->profile->root, "indikator"); good && i; i = xml_next(i, "indikator")) {
        prove(m, xml_attr(i, "id"), NULL);
    }
}

static void make_max_words(struct made *m, bool good) {
    answer(m, m->rule->target, words(m->arena, m->rule->number + !good));
}

static void make_min_words(struct made *m, bool good) {
    answer(m, m->rule->target, words(m->arena, m->rule->number - !good));
}

static void make_max_chars(struct made *m, bool good) {
    answer(m, m->rule->target, letters(m->arena, m->rule->number + !good));
}

static void make_enum(struct made *m, bool good) {
    const xmlNode *choice = xml_child(field_find(m->profile->root, m->rule->target), "pilihan");
    answer(m, m->rule->target, good && choice ? xml_text(m->arena, choice) : "bukan salah satu pilihan mana pun");
}

static void make_date(struct made *m, bool good) {
    answer(m, m->rule->target, good ? "2024-01-31" : "2023-02-30");
}

static void two_answers(struct made *m, const char *first, const char *second) {
    const char *gap = strchr(m->rule->target, ' ');
    answer(m, arena_strndup(m->arena, m->rule->target, (size_t)(gap - m->rule->target)), first);
    if (second) {
        answer(m, gap + 1, second);
    }
}

static void make_order(struct made *m, bool good) {
    two_answers(m, good ? "2020-01-01" : "2021-01-01", good ? "2021-01-01" : "2020-01-01");
}

static void make_min_age(struct made *m, bool good) {
    m->closing = (struct date){2022, 6, 15};
    struct date start = m->closing;
    start.year -= (int)m->rule->number;
    answer(m, m->rule->target, iso(m->arena, good ? start : day_after(start)));
}

static void make_window(struct made *m, bool good) {
    const char *dots = strstr(m->rule->value, "..");
    struct date edge = {0};
    if (dots && dots[2] && date_parse(dots + 2, &edge)) {
        answer(m, m->rule->target, iso(m->arena, good ? edge : day_after(edge)));
    } else if (dots && date_parse(arena_strndup(m->arena, m->rule->value, (size_t)(dots - m->rule->value)), &edge)) {
        answer(m, m->rule->target, good ? iso(m->arena, edge) : arena_printf(m->arena, "%04d-01-01", edge.year - 1));
    }
}

static void make_stage(struct made *m, bool good) {
    two_answers(m, m->rule->value, good ? "2024-01-31" : NULL);
}

static void make_group(struct made *m, bool good) {
    m->group = good ? m->group : "tidak-ada";
}

static void make_title(struct made *m, bool good) {
    answer(m, m->rule->target, good ? "Antar Obat Lansia" : "ANTAR OBAT UNTUK LANSIA");
}

static void make_links(struct made *m, bool good) {
    const char *hosts = m->rule->value ? m->rule->value : "contoh.go.id";
    const char *link = arena_printf(m->arena, "https://%.*s/video", (int)strcspn(hosts, " "), hosts);
    answer(m, m->rule->target, good ? link : "lihat di kanal kami");
}

static void make_filler(struct made *m, bool good) {
    write_prose(m, 0, words(m->arena, 40));
    write_prose(m, 1, good ? arena_printf(m->arena, "lain %s", words(m->arena, 40)) : words(m->arena, 40));
}

static void make_tense(struct made *m, bool good) {
    answer(m, m->rule->target, "2020-03-01");
    write_prose(m, 0, good ? "sesuai Undang-Undang Nomor 1 Tahun 2019" : "sesuai Undang-Undang Nomor 1 Tahun 2021");
}

static void make_citation(struct made *m, bool good) {
    write_prose(m, 0, good ? "tanpa kutipan" : "sesuai Undang-Undang Nomor 1 Tahun 2019");
}

static void make_money(struct made *m, bool good) {
    write_prose(m, 0, good ? "sebesar Rp5.000,00 (lima ribu rupiah)" : "sebesar Rp5.000,00 (enam ribu rupiah)");
}

static void make_figure(struct made *m, bool good) {
    answer(m, m->rule->target, good ? "antrean turun 40 menit" : "antrean turun");
}

static void make_evidence(struct made *m, bool good) {
    for (const xmlNode *i = xml_child(m->profile->root, "indikator"); i; i = xml_next(i, "indikator")) {
        prove(m, xml_attr(i, "id"), NULL);
    }
    if (!good) {
        prove(m, "", "tidak-ada.pdf");
    }
}

static const struct {
    const char *kind;
    void (*make)(struct made *m, bool good);
} makers[] = {
    {"required", make_required},   {"mission", make_mission},     {"max_words", make_max_words},
    {"min_words", make_min_words}, {"max_chars", make_max_chars}, {"enum", make_enum},
    {"date", make_date},           {"order", make_order},         {"min_age", make_min_age},
    {"window", make_window},       {"stage", make_stage},         {"group", make_group},
    {"title", make_title},         {"links", make_links},         {"filler", make_filler},
    {"tense", make_tense},         {"citation", make_citation},   {"money", make_money},
    {"figure", make_figure},       {"evidence", make_evidence},
};

// ---- one proposal against one rule

static const xmlNode *section_of(const struct profile *p, const char *field) {
    const xmlNode *node = field ? field_find(p->root, field) : NULL;
    while (node && !xml_is(node, "bagian")) {
        node = node->parent;
    }
    return node;
}

// A group that the rule holds for and that is asked for its field.
static const char *group_for(struct arena *arena, const struct profile *p, const struct rule *rule) {
    const char *asked = xml_attr(section_of(p, rule->target), "kelompok");
    for (const xmlNode *g = xml_child(p->root, "kelompok"); g; g = xml_next(g, "kelompok")) {
        const char *id = xml_attr(g, "id");
        if (group_listed(rule->groups, id) && group_listed(asked, id)) {
            return id;
        }
    }
    const char *list = rule->groups ? rule->groups : "";
    return arena_strndup(arena, list, strcspn(list, " "));
}

static xmlDoc *proposal_of(struct made *m, struct findings *findings, const char *id) {
    const char *text =
        arena_printf(m->arena,
                     "<naskah jenis=\"proposal\"><inovasi id=\"%s\" nama=\"%s\"><instansi nama=\"Dinas Uji\"/>"
                     "<usulan kelompok=\"%s\">%s</usulan>%s</inovasi></naskah>",
                     id, m->title, m->group, buf_text(&m->answers), buf_text(&m->evidence));
    return xml_parse(m->arena, "uji.xml", (struct str){text, strlen(text)}, findings);
}

static struct made made_new(struct arena *arena, const struct profile *p, const struct rule *rule) {
    return (struct made){.arena = arena,
                         .profile = p,
                         .rule = rule,
                         .answers = buf_new(arena),
                         .evidence = buf_new(arena),
                         .group = group_for(arena, p, rule),
                         .title = "Antar Obat"};
}

static size_t findings_of(struct arena *arena, const struct profiles *all, const struct profile *p,
                          const struct rule *rule, bool good) {
    struct made m = made_new(arena, p, rule);
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++) {
        if (strcmp(makers[i].kind, rule->kind->name) == 0) {
            makers[i].make(&m, good);
        }
    }
    struct findings *findings = findings_new(arena, NULL);
    xmlDoc *record = proposal_of(&m, findings, "i1");
    assert(record && findings->n == 0);
    struct check c = {.arena = arena,
                      .findings = findings,
                      .profiles = all,
                      .profile = p,
                      .known = known_answers_new(arena),
                      .rule = rule};
    c.record = xmlDocGetRootElement(record);
    c.innovation = xml_child(c.record, "inovasi");
    c.group = m.group;
    c.closing = m.closing;
    // What a rule leaves to another rule of the profile (a missing answer is told once) must not hide what it does.
    struct profile alone = *p;
    alone.n_rules = strcmp(rule->kind->name, "mission") == 0 ? 0 : p->n_rules;
    c.profile = &alone;
    rule->kind->check(&c);
    return findings->n;
}

// ---- rules about all proposals together

static size_t findings_among(struct arena *arena, const struct profiles *all, const struct profile *p,
                             const struct rule *rule, bool good) {
    struct findings *findings = findings_new(arena, NULL);
    struct batch *batch = batch_new(arena, all, p);
    bool quota = strcmp(rule->kind->name, "quota") == 0;
    long n = quota ? rule->number + !good : 2;
    for (long i = 0; i < n; i++) {
        struct made m = made_new(arena, p, rule);
        m.title = quota || good ? arena_printf(arena, "Antar Obat %ld", i) : m.title;
        batch_add(batch, arena_printf(arena, "u%ld", i), proposal_of(&m, findings, arena_printf(arena, "i%ld", i)),
                  NULL);
    }
    batch_tell(batch, findings);
    size_t told = 0;
    for (size_t i = 0; i < findings->n; i++) {
        told += strcmp(findings->items[i].rule, quota ? "usulan.kuota" : "usulan.judul-sama") == 0;
    }
    return told;
}

bool trial_can(const struct profile *profile, size_t i) {
    return !profile->rules[i].kind->general || assignment_is(&profile->rules[i]);
}

struct trial trial_run(struct arena *arena, const struct profiles *profiles, const struct profile *profile, size_t i) {
    const struct rule *rule = &profile->rules[i];
    bool among = rule->kind->check == check_among_all;
    if (assignment_is(rule)) {
        return (struct trial){assignment_try(arena, profile, rule, true) == 0,
                              assignment_try(arena, profile, rule, false) > 0};
    }
    if (strcmp(rule->kind->name, "evidence_match") == 0) {
        return (struct trial){matching_try(arena, profiles, profile, rule, true) == 0,
                              matching_try(arena, profiles, profile, rule, false) > 0};
    }
    size_t (*count)(struct arena *, const struct profiles *, const struct profile *, const struct rule *, bool) =
        among ? findings_among : findings_of;
    return (struct trial){count(arena, profiles, profile, rule, true) == 0,
                          count(arena, profiles, profile, rule, false) > 0};
}
