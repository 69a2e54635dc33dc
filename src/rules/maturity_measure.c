#include "rules/maturity_measure.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xml.h"
#include "model/format.h"

// ---- trainings, and pieces of evidence that are counted

static void measure_trainings(struct measuring *m) {
    struct nodes all = {0}, teams = {0};
    const struct links *l = &m->index->trainings;
    nodes_add_links(m->arena, &all, l, measure_given(m->innovation, "id"));
    nodes_add_links(m->arena, &all, l, measure_given(m->innovation, "instansi"));
    nodes_add_links(m->arena, &teams, &m->index->teams, measure_given(m->innovation, "id"));
    for (size_t i = 0; i < teams.n; i++) {
        for (const xmlNode *a = xml_child(teams.items[i], "anggota"); a; a = xml_next(a, "anggota")) {
            nodes_add_links(m->arena, &all, l, measure_given(a, "orang"));
        }
    }
    struct buf names = buf_new(m->arena);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++) {
        if (measure_in_period(m, all.items[i])) {
            buf_printf(&names, "%s%s (%s)", n++ ? ", " : "", measure_given(all.items[i], "nama"),
                       measure_given(all.items[i], "tanggal"));
            measure_add(m,
                        (struct maturity_evidence){.name = measure_given(all.items[i], "nama"), .node = all.items[i]});
        }
    }
    EACH_EVIDENCE(m, b) {
        if (measure_stands(m, b) && measure_in_period(m, b) && !measure_document(m, b)) {
            buf_printf(&names, "%s%s", n++ ? ", " : "", measure_of_evidence(m, b).name);
            measure_add(m, measure_of_evidence(m, b));
        }
    }
    if (n) {
        measure_tell(m, "kematangan.bimtek", measure_count(m, n), measure_period(m),
                     arena_strdup(m->arena, buf_text(&names)), "");
        measure_reach(m, measure_by_number(m, (double)n, NULL), NULL);
    }
}

static bool alike(const xmlNode *a, const xmlNode *b) {
    static const char *const facts[] = {"naskah", "berkas", "nomor", "perihal"};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        const char *x = measure_given(a, facts[i]), *y = measure_given(b, facts[i]);
        if (x ? !measure_same(x, y) : y != NULL) {
            return false;
        }
    }
    return true;
}

static void measure_pieces(struct measuring *m) {
    struct nodes pieces = {0};
    struct buf names = buf_new(m->arena);
    EACH_EVIDENCE(m, b) {
        bool other = measure_stands(m, b);
        for (size_t i = 0; i < pieces.n; i++) {
            other = other && !alike(pieces.items[i], b);
        }
        if (other) {
            buf_printf(&names, "%s%s", pieces.n ? ", " : "", measure_of_evidence(m, b).name);
            nodes_add(m->arena, &pieces, b);
            measure_add(m, measure_of_evidence(m, b));
        }
    }
    if (pieces.n) {
        measure_tell(m, "kematangan.bukti", measure_count(m, pieces.n), "", arena_strdup(m->arena, buf_text(&names)),
                     "");
        measure_reach(m, measure_by_number(m, (double)pieces.n, NULL), NULL);
    }
}

// ---- years: <taraf tahun="0 1|1 2">: evidence of T-0 and T-1, or of T-1 and T-2

static bool years_there(const bool *there, const char *alternative, size_t length) {
    bool all = false;
    for (size_t i = 0; i < length; i++) {
        if (alternative[i] >= '0' && alternative[i] <= '9') {
            all = there[alternative[i] - '0'];
            if (!all) {
                return false;
            }
        }
    }
    return all;
}

static void measure_years(struct measuring *m) {
    bool there[10] = {false};
    struct buf names = buf_new(m->arena);
    EACH_EVIDENCE(m, b) {
        const xmlNode *document = measure_document(m, b);
        int year = measure_year(b) ? measure_year(b) : document ? measure_year(document) : 0, back = m->year - year;
        if (!measure_stands(m, b)) {
            continue;
        }
        if (year == 0) {
            measure_tell(m, "kematangan.tanpa-tahun", "", "", measure_of_evidence(m, b).name, "");
        } else if (back >= 0 && back < 10) {
            there[back] = true;
            measure_add(m, measure_of_evidence(m, b));
        }
    }
    for (int back = 9; back >= 0; back--) {
        if (there[back]) {
            buf_printf(&names, "%s%d", names.n ? ", " : "", m->year - back);
        }
    }
    if (names.n) {
        measure_tell(m, "kematangan.tahun", "", arena_printf(m->arena, "%d", m->year),
                     arena_strdup(m->arena, buf_text(&names)), "");
    }
    for (const xmlNode *t = xml_child(m->indicator, "taraf"); t; t = xml_next(t, "taraf")) {
        const char *list = measure_given(t, "tahun");
        for (size_t n; list && (n = strcspn(list, "|")) > 0; list += n + (list[n] == '|')) {
            if (years_there(there, list, n)) {
                measure_reach(m, measure_level(t), NULL);
            }
        }
    }
}

// ---- a number that stands at the evidence: <bukti jumlah="45" dari="50" satuan="…">

static const char *decimal(struct arena *arena, double n) {
    char *text = arena_printf(arena, "%.2f", n);
    size_t end = strlen(text);
    while (text[end - 1] == '0') {
        text[--end] = '\0';
    }
    if (text[end - 1] == '.') {
        text[--end] = '\0';
    }
    char *point = strchr(text, '.');
    if (point) {
        *point = ',';
    }
    return text;
}

static bool units_told(const struct measuring *m) {
    const xmlNode *first = xml_child(m->indicator, "taraf");
    for (const xmlNode *t = first; t; t = xml_next(t, "taraf")) {
        const char *unit = measure_given(t, "satuan");
        if (unit && !measure_same(unit, measure_given(first, "satuan"))) {
            return true;
        }
    }
    return false;
}

static void take_number(struct measuring *m, const xmlNode *b, const char *unit) {
    const char *name = measure_of_evidence(m, b).name;
    double n, of;
    if (!measure_parse(measure_given(b, "jumlah"), &n)) {
        measure_tell(m, "kematangan.tanpa-angka", "", "", name, "");
        return;
    }
    if (measure_parse(measure_given(b, "dari"), &of)) {
        const char *share = of > 0 ? decimal(m->arena, 100 * n / of) : "0";
        measure_tell(m, "kematangan.nisbah", decimal(m->arena, n), decimal(m->arena, of), name, share);
        n = of > 0 ? 100 * n / of : 0;
    } else if (measure_same(unit, "%")) {
        measure_tell(m, "kematangan.tanpa-pembagi", decimal(m->arena, n), "", name,
                     "");  // a share shows both its numbers
        return;
    } else {
        measure_tell(m, "kematangan.nilai", decimal(m->arena, n), "", name, unit ? unit : "");
    }
    measure_add(m, measure_of_evidence(m, b));
    measure_reach(m, measure_by_number(m, n, units_told(m) ? unit : NULL), units_told(m) ? unit : NULL);
}

// Where a guide lets people choose what is counted (people, products, savings), they must choose one.
static void measure_number(struct measuring *m) {
    const char *unit = NULL;
    bool choice = units_told(m);
    EACH_EVIDENCE(m, b) {
        const char *own = measure_given(b, "satuan");
        if (choice && own && unit && !measure_same(own, unit)) {
            measure_tell(m, "kematangan.dasar-ganda", "", "", arena_printf(m->arena, "%s, %s", unit, own), "");
            return;
        }
        unit = own ? own : unit;
    }
    EACH_EVIDENCE(m, b) {
        if (!measure_stands(m, b)) {
            continue;
        }
        if (choice && !unit) {
            measure_tell(m, "kematangan.tanpa-satuan", "", "", measure_of_evidence(m, b).name, "");
        } else {
            take_number(m, b,
                        measure_given(b, "satuan") ? measure_given(b, "satuan")
                        : unit                     ? unit
                                                   : measure_given(xml_child(m->indicator, "taraf"), "satuan"));
        }
    }
}

// ---- kinds of document: <taraf naskah="keputusan:bupati" kata="Peraturan Bupati|Perbup">

static const char *token_of(const struct measuring *m, const xmlNode *document) {
    const char *variant = measure_given(document, "varian");
    return arena_printf(m->arena, "%s%s%s%s", measure_given(document, "jenis"), variant ? ":" : "",
                        variant ? variant : "", measure_given(document, "atas-nama") ? "/an" : "");
}

// "keputusan" means every decree, "keputusan:kepala-pd" those of heads of agencies, …/an only those on behalf.
static bool token_listed(const char *list, const char *token) {
    for (size_t n; list && (list += strspn(list, " "), n = strcspn(list, " ")) > 0; list += n) {
        if (strncmp(list, token, n) == 0 && (token[n] == '\0' || token[n] == ':' || token[n] == '/')) {
            return true;
        }
    }
    return false;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

// A phrase as whole words; `begin`: only where the text begins.
static bool phrase_in(const char *text, const char *phrase, size_t n, bool begin) {
    for (const char *at = text; (at = memmem(at, strlen(at), phrase, n)); at++) {
        if (begin && at != text) {
            return false;
        }
        if ((at == text || !is_letter(at[-1])) && !is_letter(at[n])) {
            return true;
        }
    }
    return false;
}

// What people wrote: anywhere in the kind of evidence, or where its subject begins.
static bool words_fit(const struct measuring *m, const char *words, const xmlNode *evidence) {
    const char *kind = measure_given(evidence, "jenis"), *about = measure_given(evidence, "perihal");
    kind = kind ? text_lower(m->arena, kind) : "";
    about = about ? text_lower(m->arena, about) : "";
    const char *list = words ? text_lower(m->arena, words) : "";
    for (size_t n; (n = strcspn(list, "|")) > 0; list += n + (list[n] == '|')) {
        if (phrase_in(kind, list, n, false) || phrase_in(about, list, n, true)) {
            return true;
        }
    }
    return false;
}

static int level_by_kind(const struct measuring *m, const char *token, const xmlNode *evidence) {
    int best = 0;
    for (const xmlNode *t = xml_child(m->indicator, "taraf"); t; t = xml_next(t, "taraf")) {
        bool fits = (token && token_listed(measure_given(t, "naskah"), token)) ||
                    (evidence && words_fit(m, measure_given(t, "kata"), evidence));
        best = fits && measure_level(t) > best ? measure_level(t) : best;
    }
    return best;
}

static void take_kind(struct measuring *m, int level, struct maturity_evidence by) {
    if (level) {
        measure_add(m, by);
        measure_reach(m, level, NULL);
    }
}

static void take_evidence_of_kind(struct measuring *m) {
    EACH_EVIDENCE(m, b) {
        const xmlNode *document = measure_document(m, b), *law = NULL;
        if (!measure_stands(m, b)) {
            continue;
        }
        law = measure_given(b, "peraturan")
                  ? objects_find(m->index->objects, "peraturan", measure_given(b, "peraturan"))
                  : NULL;
        int by_document = document ? level_by_kind(m, token_of(m, document), NULL) : 0;
        int by_law = law ? level_by_kind(m, measure_given(law, "peringkat"), NULL) : 0,
            by_words = level_by_kind(m, NULL, b);
        int level = by_document ? by_document : by_law ? by_law : document ? 0 : by_words;
        take_kind(m, level, measure_of_evidence(m, b));
        if (!level) {
            measure_tell(m, "kematangan.jenis-tak-terbaca", "", "", measure_of_evidence(m, b).name, "");
        }
    }
}

static void take_documents_about(struct measuring *m, const char *id) {
    const struct links *l = &m->index->documents;
    for (const struct link *at = links_of(l, id); at; at = link_next(l, at)) {
        if ((!m->only || at->node == m->only) && measure_in_period(m, at->node) && !measure_ended(m, at->node)) {
            take_kind(m, level_by_kind(m, token_of(m, at->node), NULL), measure_of_document(m, at->node));
        }
    }
}

static void measure_kind(struct measuring *m) {
    take_evidence_of_kind(m);
}

static void measure_own_documents(struct measuring *m) {
    take_evidence_of_kind(m);
    take_documents_about(m, measure_given(m->innovation, "id"));
}

// Who carries an innovation out: decrees that form its team; "tanpa" is a team that nothing forms.
static void measure_team_documents(struct measuring *m) {
    struct nodes teams = {0};
    const xmlNode *current = NULL;
    take_evidence_of_kind(m);
    nodes_add_links(m->arena, &teams, &m->index->teams, measure_given(m->innovation, "id"));
    for (size_t i = 0; i < teams.n; i++) {
        if (measure_in_period(m, teams.items[i])) {
            take_documents_about(m, measure_given(teams.items[i], "id"));
            current = current ? current : teams.items[i];
        }
    }
    int level = level_by_kind(m, "tanpa", NULL);
    if (m->out->level == 0 && current && level && !m->only) {
        measure_tell(m, "kematangan.tim-tanpa-sk", "", "", measure_team_name(current), "");
        measure_add(m, (struct maturity_evidence){.name = measure_team_name(current), .node = current});
        measure_reach(m, level, NULL);
    }
}

// ---- the closed list

static const struct {
    const char *name;
    void (*take)(struct measuring *m);
    bool period;
} measures[] = {
    {"anggota", NULL, true},
    {"unsur", NULL, true},
    {"perangkat-daerah", NULL, true},
    {"bimtek", measure_trainings, true},
    {"bukti", measure_pieces, false},
    {"tahun", measure_years, true},
    {"nilai", measure_number, false},
    {"jenis-bukti", measure_kind, false},
    {"naskah", measure_own_documents, false},
    {"naskah-tim", measure_team_documents, false},
};
#define N_MEASURES (sizeof measures / sizeof *measures)

const char *const *maturity_measures(size_t *n) {
    static const char *names[N_MEASURES];
    for (size_t i = 0; i < N_MEASURES; i++) {
        names[i] = measures[i].name;
    }
    *n = N_MEASURES;
    return names;
}

bool measure_has_period(const char *measure) {
    for (size_t i = 0; i < N_MEASURES; i++) {
        if (measure_same(measure, measures[i].name)) {
            return measures[i].period;
        }
    }
    return false;
}

bool measure_takes(const struct measuring *m, const xmlNode *document) {
    const char *token = token_of(m, document), *kinds = measure_given(m->indicator, "naskah");
    bool said = kinds != NULL;
    if (kinds && token_listed(kinds, token)) {
        return true;
    }
    for (const xmlNode *t = xml_child(m->indicator, "taraf"); t; t = xml_next(t, "taraf")) {
        said = said || measure_given(t, "naskah");
    }
    return !said || level_by_kind(m, token, NULL) > 0;
}

static void note_claims(struct measuring *m) {
    EACH_EVIDENCE(m, b) {
        const char *claim = measure_given(b, "taraf");
        if (claim && (!m->out->claimed || atoi(claim) > atoi(m->out->claimed))) {
            m->out->claimed = claim;
        }
    }
}

void maturity_measure(struct measuring *m) {
    const char *name = measure_given(m->indicator, "ukuran");
    bool of_team = measure_of_team(m, name);
    for (size_t i = 0; i < N_MEASURES && !of_team; i++) {
        if (measure_same(name, measures[i].name)) {
            measures[i].take(m);
        }
    }
    if (!m->only) {
        EACH_EVIDENCE(m, b) {
            measure_add(m, measure_of_evidence(m, b));
        }
        note_claims(m);
    }
}
