#include "rules/kind.h"

#include <stdarg.h>
#include <string.h>

#include "base/xml.h"
#include "rules/answer.h"

static const struct rule_kind kinds[] = {
    {"required", check_required, TARGET_FIELD_OR_ALL, VALUE_NOT, false, "isian.hilang"},
    {"mission", check_mission, TARGET_MISSION, VALUE_NOT, false, "misi.hilang"},
    {"max_words", check_max_words, TARGET_FIELD, VALUE_NUMBER_NEEDED, false, "isian.kata-lebih"},
    {"min_words", check_min_words, TARGET_FIELD, VALUE_NUMBER_NEEDED, false, "isian.kata-kurang"},
    {"max_chars", check_max_chars, TARGET_FIELD, VALUE_NUMBER_NEEDED, false, "isian.karakter-lebih"},
    {"enum", check_enum, TARGET_FIELD, VALUE_NOT, false, "isian.pilihan"},
    {"date", check_date, TARGET_FIELD, VALUE_NOT, false, "isian.tanggal"},
    {"order", check_order, TARGET_TWO_FIELDS, VALUE_NOT, false, "isian.urutan"},
    {"min_age", check_min_age, TARGET_FIELD, VALUE_NUMBER_NEEDED, false, "isian.usia"},
    {"window", check_window, TARGET_FIELD, VALUE_TEXT_NEEDED, false, "isian.jendela"},
    {"stage", check_stage, TARGET_TWO_FIELDS, VALUE_TEXT_NEEDED, false, "isian.tahapan-lebih"},
    {"group", check_group, TARGET_NONE, VALUE_NOT, false, "usulan.kelompok"},
    {"title", check_title, TARGET_FIELD, VALUE_NOT, false, "usulan.judul-kapital"},
    {"links", check_links, TARGET_FIELD, VALUE_NOT, false, "usulan.tautan"},
    {"filler", check_filler, TARGET_NONE, VALUE_NOT, false, "isian.salinan"},
    {"tense", check_tense, TARGET_FIELD, VALUE_NOT, false, "isian.kutipan-penutupan"},
    {"citation", check_citation, TARGET_NONE, VALUE_NOT, false, "isian.kutipan"},
    {"money", check_money, TARGET_NONE, VALUE_NOT, false, "isian.terbilang"},
    {"figure", check_figure, TARGET_FIELD, VALUE_NOT, false, "isian.tanpa-angka"},
    {"unique_title", check_among_all, TARGET_FIELD, VALUE_NOT, false, "usulan.judul-sama"},
    {"quota", check_among_all, TARGET_NONE, VALUE_NUMBER_NEEDED, false, "usulan.kuota"},
    {"evidence", check_evidence, TARGET_NONE, VALUE_NUMBER_OR_NOT, false, "bukti.wajib"},
    {"evidence_match", check_among_all, TARGET_NONE, VALUE_NOT, false, "bukti.taraf"},
    {"starts_with", check_starts_with, TARGET_QUERY, VALUE_TEXT_NEEDED, true, "naskah.awalan"},
    {"ends_with", check_ends_with, TARGET_QUERY, VALUE_TEXT_NEEDED, true, "naskah.akhiran"},
    {"min_count", check_min_count, TARGET_QUERY, VALUE_NUMBER_NEEDED, true, "naskah.jumlah-kurang"},
    {"sum", check_sum, TARGET_QUERY, VALUE_NOT, true, "naskah.jumlah-beda"},
    {"person_number", check_person_number, TARGET_QUERY, VALUE_NOT, true, "naskah.nomor-induk.panjang"},
    {"rank", check_rank, TARGET_QUERY, VALUE_NOT, true, "naskah.golongan"},
    {"annexes", check_annexes, TARGET_QUERY, VALUE_TEXT_NEEDED, true, "naskah.lampiran-tak-disebut"},
    {"rank_order", check_rank_order, TARGET_QUERY, VALUE_TEXT_NEEDED, true, "naskah.urutan-mengingat"},
    {"position_order", check_position_order, TARGET_QUERY, VALUE_TEXT_NEEDED, true, "naskah.urutan-kedudukan"},
    {"leftover", check_leftover, TARGET_QUERY, VALUE_NOT, true, "naskah.pengganti"},
    {"example", check_example, TARGET_QUERY, VALUE_NOT, true, "data.contoh"},
    {"letters", check_letters, TARGET_QUERY, VALUE_TEXT_NEEDED, true, "naskah.huruf-menimbang"},
    {"own_title", check_own_title, TARGET_QUERY, VALUE_TEXT_NEEDED, true, "naskah.judul-lain"},
    {"once", check_once, TARGET_QUERY, VALUE_NOT, true, "naskah.mengingat-ganda"},
    {"not_later", check_not_later, TARGET_QUERY, VALUE_NOT, true, "naskah.mengingat-kemudian"},
    {"own_law", check_own_law, TARGET_QUERY, VALUE_NOT, true, "naskah.mengingat-daerah"},
    {"told_count", check_told_count, TARGET_QUERY, VALUE_TEXT_NEEDED, true, "naskah.jumlah-tim"},
    {"number_words", check_number_words, TARGET_QUERY, VALUE_NOT, true, "naskah.terbilang-lain"},
    {"day", check_day, TARGET_QUERY, VALUE_NOT, true, "naskah.hari-lain"},
    {"time_order", check_time_order, TARGET_QUERY, VALUE_NOT, true, "naskah.waktu-terbalik"},
    {"evidence_agree", check_among_all, TARGET_NONE, VALUE_NOT, true, "naskah.bukti-beda"},
    {"text_agree", check_among_all, TARGET_NONE, VALUE_TEXT_NEEDED, true, "naskah.teks-jumlah"},
    {"own_year", check_own_year, TARGET_QUERY, VALUE_NOT, true, "naskah.tahun-lain"},
    {"assigned_count", check_among_all, TARGET_NONE, VALUE_NUMBER_NEEDED, true, "daerah.penugasan-jumlah"},
    {"assigned_number", check_among_all, TARGET_NONE, VALUE_TEXT_NEEDED, true, "daerah.penugasan-nomor"},
    {"assigned_member", check_among_all, TARGET_NONE, VALUE_NOT, true, "daerah.penugasan-tim"},
};

const struct rule_kind *rule_kinds(size_t *n) {
    *n = sizeof kinds / sizeof *kinds;
    return kinds;
}

const struct rule_kind *rule_kind_find(const char *name) {
    for (size_t i = 0; name && i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            return &kinds[i];
        }
    }
    return NULL;
}

const char *kind_word(const char *name) {
    static const char *const known[] = {
        "@unsur.menimbang", "@unsur.mengingat", "@unsur.memperhatikan", "@unsur.diktum",
        "@unsur.perubahan", "@unsur.tembusan", "@unsur.tentang", "@unsur.nomor",
        "@unsur.pembuka", "@unsur.isi", "@unsur.penutup", "@unsur.dasar",
        "@unsur.jawaban", "@unsur.jumlah-anggaran", "@unsur.mulai", "@unsur.selesai",
        "@unsur.panggilan", "@unsur.uji-coba", "@unsur.penerapan", "@unsur.berlaku-sejak",
        "@unsur.berlaku-sampai", "@unsur.tanggal", "@unsur.sejak", "@unsur.sampai",
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i] + strlen("@unsur."), name) == 0) {
            return known[i];
        }
    }
    return name;
}

const char *kind_number(const struct check *c, long n) {
    return arena_printf(c->arena, "%ld", n);
}

const xmlNode *kind_proposal(const struct check *c) {
    const xmlNode *usulan = xml_child(c->innovation, "usulan");
    return usulan ? usulan : c->innovation;
}

const xmlNode *kind_answer(const struct check *c, const char *id) {
    const struct asked *field = c->answers ? field_of(c->profile, id) : NULL;
    return field ? c->answers[field - c->profile->fields] : field_find(kind_proposal(c), id);
}

const xmlNode *kind_definition(const struct check *c, const char *id) {
    const struct asked *field = field_of(c->profile, id);
    return field ? field->node : NULL;
}

struct place kind_place(const struct check *c, const char *id) {
    const xmlNode *answer = answer_node(kind_answer(c, id));
    const char *from = xml_attr(kind_definition(c, id), "dari");
    bool of_innovation = from && strncmp(from, "usulan/", 7) != 0;
    struct place place = xml_place(answer ? answer : of_innovation ? c->innovation : kind_proposal(c));
    place.section = field_label(c->profile, id);
    return place;
}

const char *kind_beginning(struct arena *arena, const char *text) {
    size_t n = strlen(text), end = 40;
    if (n <= end + 8) {
        return text;
    }
    while (end < n && text[end] != ' ') {
        end++;
    }
    return arena_printf(arena, "%.*s …", (int)end, text);
}

const xmlNode **kind_nodes(const struct check *c, const struct query *q, size_t *n) {
    struct query_scope scope = {.arena = c->arena};
    return query_nodes(q, c->record, &scope, n);
}

struct place kind_node_place(const xmlNode *node) {
    struct place place = xml_place(node);
    place.section = node->parent && node->parent->type == XML_ELEMENT_NODE ? xml_name(node) : NULL;
    return place;
}

const char *kind_attribute(const char *query) {
    const char *at = strrchr(query, '@');
    return at ? at + 1 : "";
}

#define MAX_ARGUMENTS 16

// The words that the profile itself has for the rule, as arguments "pesan.id", "saran.en" … that message.c prefers.
static void add_own_words(const struct check *c, struct argument *args, int *n) {
    for (const xmlNode *child = xml_child(c->rule->node, NULL); child; child = xml_next(child, NULL)) {
        const char *language = xml_attr(child, "lang");
        args[(*n)++] = (struct argument){
            arena_printf(c->findings->arena, "%s.%s", xml_name(child), language ? language : "id"),
            xml_text(c->findings->arena, child)};
    }
}

struct finding *finding_of_rule(const struct check *c, enum severity limit, const char *id, struct place place, ...) {
    struct arena *arena = c->findings->arena;
    struct argument args[MAX_ARGUMENTS];
    int n = 0;
    va_list list;
    va_start(list, place);
    for (const char *name; n < MAX_ARGUMENTS - 5 && (name = va_arg(list, const char *));) {
        const char *value = va_arg(list, const char *);
        args[n++] = (struct argument){arena_strdup(arena, name), arena_strdup(arena, value ? value : "")};
    }
    va_end(list);
    args[n++] = (struct argument){"aturan", c->rule->id};
    add_own_words(c, args, &n);

    enum severity severity = c->rule->severity < limit ? c->rule->severity : limit;
    struct finding *f = findings_add_as(c->findings, severity, id, place, NULL);
    f->args = ARENA_ARRAY(arena, (size_t)n, struct argument);
    memcpy(f->args, args, (size_t)n * sizeof *args);
    f->n_args = n;
    f->basis = arena_strdup(arena, c->rule->basis);
    f->certainty = arena_strdup(arena, c->rule->certainty);
    return f;
}
