#include "fixture.h"
#include "rules/rule.h"

#define NS "xmlns='urn:naskah:profile:1'"

static void load(struct fixture *f, const char *a, const char *b, const char *c) {
    const char *texts[] = {a, b, b ? c : NULL, NULL};
    profiles_of(f, false, texts);
}

static void the_profiles_of_the_checkout_load(void **state) {
    struct fixture *f = *state;
    struct profiles *p = profiles_of_checkout(f);
    assert_non_null(profiles_find(p, "iga"));
    assert_non_null(profiles_find(p, "sinovik-unpsa"));
    assert_null(profiles_find(p, "umum"));
    assert_null(profiles_find(p, NULL));
    assert_string_equal(profiles_nearest(p, "sinovik-unsap"), "sinovik-unpsa");
    assert_string_equal(profiles_nearest(p, "iga26"), "iga-2026");
    assert_string_equal(profiles_nearest(p, "kipp23"), "kipp-2023");
    assert_string_equal(profiles_nearest(p, "Sinovik19"), "sinovik-2019");
    assert_null(profiles_nearest(p, "kipp77"));
    assert_int_equal(strlen(profiles_general_hash(p)), 64);
}

// The limits and weights as they are printed in the portal's form; the weights add up to a hundred.
static void sinovik_says_what_its_form_says(void **state) {
    struct fixture *f = *state;
    const struct profile *p = profiles_find(profiles_of_checkout(f), "sinovik-unpsa");
    static const struct {
        const char *field;
        long limit;
    } limits[] = {{"ringkasan", 300}, {"tujuan", 200}, {"keselarasan", 100}, {"signifikansi", 200},
                  {"inovatif.kebaruan", 100}, {"inovatif.keaslian", 100}, {"transferabilitas", 100},
                  {"sumberdaya", 100}, {"keberlanjutan", 200}, {"dampak.cara", 100}, {"dampak.indikator", 100},
                  {"dampak.hasil", 100}, {"pemangku", 200}, {"pelajaran", 100}};
    size_t found = 0;
    for (size_t i = 0; i < p->n_rules; i++) {
        const struct rule *r = &p->rules[i];
        if (strcmp(r->kind->name, "max_words") != 0) {
            continue;
        }
        assert_string_equal(r->target, limits[found].field);
        assert_int_equal(r->number, limits[found].limit);
        assert_int_equal(r->counter, COUNT_WORDS);
        assert_int_equal(r->severity, SEVERITY_WARNING);  // inferred, so it does not stop a document
        found++;
    }
    assert_int_equal(found, sizeof limits / sizeof *limits);
    long weight = 0;
    for (const xmlNode *s = xml_child(p->root, "bagian"); s; s = xml_next(s, "bagian")) {
        weight += xml_attr(s, "bobot") ? strtol(xml_attr(s, "bobot"), NULL, 10) : 0;
    }
    assert_int_equal(weight, 100);
}

// Which fields answer for the four sections that every innovation must have, with a rule for each section.
static void the_four_sections_are_in_the_right_fields(void **state) {
    struct fixture *f = *state;
    static const char *const sections[] = {"tujuan", "signifikansi", "dampak", "transferabilitas"};
    static const struct {
        const char *profile, *fields[4];
    } table[] = {
        {"iga", {"tujuan", "rancang.permasalahan rancang.isu", "manfaat hasil", "indikator:replikasi"}},
        {"sinovik-unpsa", {"tujuan", "signifikansi", "dampak.cara dampak.hasil", "transferabilitas"}},
        {"sinovik-2017", {"tujuan", "signifikansi", "dampak.cara dampak.hasil", "transferabilitas"}},
        {"sinovik-2018", {"tujuan", "signifikansi", "dampak.cara dampak.hasil", "transferabilitas"}},
        {"sinovik-2019", {"tujuan", "signifikansi", "dampak.cara dampak.hasil", "transferabilitas"}},
        {"sinovik-2020", {"tujuan", "signifikansi", "dampak.cara dampak.hasil", "transferabilitas"}},
        {"kipp-2022", {"kebaruan pembaruan", "signifikansi", "signifikansi evaluasi", "adaptabilitas"}},
        {"kipp-2023", {"latar pembaruan", "signifikansi deskripsi-awal", "signifikansi dampak", "adaptabilitas"}},
        {"kipp-2025", {"latar", "signifikansi", "signifikansi", "adaptabilitas"}},
        {"iga-2023", {"tujuan", "rancang.permasalahan rancang.isu", "manfaat hasil", "indikator:replikasi"}},
        {"iga-2026", {"tujuan", "rancang.permasalahan rancang.isu", "manfaat hasil", "indikator:replikasi"}},
        {"indikator-sukses", {"relevansi", "relevansi", "dampak", "replikasi"}},
    };
    const struct profiles *all = profiles_of_checkout(f);
    assert_int_equal(all->n, sizeof table / sizeof *table);  // a new profile needs its row
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const struct profile *p = profiles_find(all, table[i].profile);
        const xmlNode *mission = xml_child(p->root, "misi");
        for (int k = 0; k < 4; k++) {
            int rules = 0;
            assert_string_equal(text_collapse(f->arena, xml_attr(mission, sections[k])), table[i].fields[k]);
            for (size_t r = 0; r < p->n_rules; r++) {
                rules += strcmp(p->rules[r].kind->name, "mission") == 0 &&
                         strcmp(p->rules[r].target, sections[k]) == 0;
            }
            assert_int_equal(rules, 1);
        }
    }
}

static void every_rule_tells_its_basis_and_certainty(void **state) {
    struct fixture *f = *state;
    struct profiles *p = profiles_of_checkout(f);
    for (size_t i = 0; i < p->n; i++) {
        for (size_t k = 0; k < p->items[i]->n_rules; k++) {
            const struct rule *r = &p->items[i]->rules[k];
            assert_true(r->basis && strstr(r->basis, "("));
            assert_true(xml_attr(r->node, "kepastian") && xml_attr(r->node, "sumber"));
        }
    }
}

static void a_profile_replaces_what_its_base_says(void **state) {
    struct fixture *f = *state;
    load(f, PROFILE(RULE("p.kata", "max_words", "pada='tujuan' nilai='10'") RULE("p.dua", "date", "pada='mulai'")),
         "<profil " NS " id='q' judul='Q' extends='p'>"
         "<bagian id='tujuan' label='Tujuan Baru'><isian id='tujuan' jenis='teks'/></bagian>"
         "<bagian id='baru' label='Baru'><isian id='baru' jenis='teks'/></bagian>"
         RULE("p.kata", "max_words", "pada='tujuan' nilai='20'") "<aturan id='p.dua' hapus='ya'/></profil>", NULL);
    assert_string_equal(told(f, NULL), "");
    const struct profile *q = profiles_find(f->profiles, "q"), *p = profiles_find(f->profiles, "p");
    assert_int_equal(q->n_rules, 1);
    assert_int_equal(q->rules[0].number, 20);
    assert_int_equal(p->rules[0].number, 10);
    const xmlNode *first = xml_child(q->root, "bagian");
    assert_string_equal(xml_attr(first, "label"), "Tujuan Baru");  // in the place of the old one
    assert_string_equal(xml_attr(q->root, "id"), "q");
    assert_non_null(field_find(q->root, "arti.isu"));
    assert_non_null(field_find(q->root, "baru"));
    assert_string_not_equal(profile_hash(q), profile_hash(p));
    assert_non_null(strstr(xml_place(first).file, "1.xml"));
}

static void faults_are_told_with_the_nearest_name(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *text, *finding;
    } cases[] = {
        {"<profil " NS " id='p' judul='P'><bagiann id='x'/></profil>", "E profile.element bagiann bagian"},
        {"<profil " NS " id='p' judul='P'><bagian id='x' labl='y'/></profil>", "E profile.attribute labl label"},
        {"<profil " NS " id='p'/>", "E profile.attribute-missing judul "},
        {"<profil id='p' judul='P'/>", "E profile.namespace  urn:naskah:profile:1"},
        {"<profil " NS " id='p' judul='P'/>", "E profile.mission p "},
        {PROFILE(RULE("r", "max_word", "pada='tujuan' nilai='1'")), "E profile.kind jenis max_words"},
        {PROFILE(RULE("r", "max_words", "pada='tujun' nilai='1'")), "E profile.field pada tujuan"},
        {PROFILE(RULE("r", "max_words", "pada='tujuan' nilai='banyak'")), "E profile.number nilai "},
        {PROFILE(RULE("r", "max_words", "pada='tujuan' nilai='5' penghitung='spsi'")),
         "E profile.word penghitung spasi"},
        {PROFILE("<aturan id='r' jenis='date' pada='mulai' keparahan='glat' kepastian='terverifikasi'/>"),
         "E profile.word keparahan galat"},
        {PROFILE("<aturan id='r' jenis='date' pada='mulai' kepastian='terverifkasi'/>"),
         "E profile.word kepastian terverifikasi"},
        {PROFILE(RULE("r", "mission", "pada='dampk'")), "E profile.word pada dampak"},
        {PROFILE(RULE("r", "order", "pada='mulai'")), "E profile.attribute-missing pada "},
        {PROFILE(RULE("r", "person_number", "pada='tujuan'")), "E profile.kind jenis "},
        {PROFILE("<bagian id='tujuan'/>"), "E profile.duplicate tujuan "},
        {PROFILE("<bagian id='x'><isian id='tujuan'/></bagian>"), "E profile.duplicate tujuan "},
        {PROFILE("<bagian id='x'><isian id='x' dari='@nma'/></bagian>"), "E profile.query dari nama"},
        {PROFILE("<aturan id='r' jenis='date' pada='mulai'><pesn lang='id'>x</pesn></aturan>"),
         "E profile.element pesn pesan"},
        {PROFILE("<aturan id='r' jenis='date' pada='mulai'><pesan lang='id'><div/></pesan></aturan>"),
         "E profile.element div "},
        {PROFILE("<kemasan panjang='5'/>"), "E profile.package-number panjang "},
        {PROFILE("<kemasan batas='1 MB'/>"), "E profile.package-number batas "},
        {PROFILE("<kemasan huruf='a-z /'/>"), "E profile.package-characters huruf "},
        {PROFILE("<kemasan huruf='z-a'/>"), "E profile.package-characters huruf "},
        {PROFILE("<kemasan><muatan id='a' jenis='proposal' nama='{inovsi}'/></kemasan>"),
         "E profile.package-field {inovsi} inovasi"},
        {PROFILE("<kemasan><muatan id='a' jenis='proposal' nama='{inovasi'/></kemasan>"),
         "E profile.package-field {inovasi inovasi"},
        {PROFILE("<kemasan><muatan id='a' nama='x'/></kemasan>"), "E profile.package-part a "},
        {PROFILE("<kemasan><muatan id='a' jenis='b' bukti='ya' nama='x'/></kemasan>"), "E profile.package-part a "},
        {PROFILE("<kemasan><muatan id='a' jenis='b' lampiran='l' nama='x'/></kemasan>"), "E profile.field l "},
        {PROFILE("<lampiran id='l' wajib='ya'/><kemasan/>"), "E profile.package-attachment l "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        f->findings = findings_new(f->arena, NULL);
        load(f, cases[i].text, NULL, NULL);
        assert_string_equal(TOLD(f, "nama", "terdekat"), cases[i].finding);
        assert_null(profiles_find(f->profiles, "p"));
        assert_true(f->findings->items[0].place.line == 1);
    }
}

static void how_it_is_packed_changes_no_document(void **state) {
    struct fixture *f = *state;
    load(f, PROFILE(""), NULL, NULL);
    const char *hash = arena_strdup(f->arena, profile_hash(profiles_find(f->profiles, "p")));
    load(f, PROFILE("<kemasan panjang='40'><muatan id='a' jenis='proposal' nama='01-{inovasi}'/></kemasan>"), NULL,
         NULL);
    const struct profile *p = profiles_find(f->profiles, "p");
    assert_string_equal(profile_hash(p), hash);
    assert_non_null(xml_child(profile_node(p), "kemasan"));
}

static void a_base_must_exist_and_not_go_in_circles(void **state) {
    struct fixture *f = *state;
    load(f, "<profil " NS " id='a' judul='A' extends='b'/>", "<profil " NS " id='b' judul='B' extends='a'/>",
         "<profil " NS " id='c' judul='C' extends='aa'/>");
    assert_string_equal(TOLD(f, "profil", "nama", "terdekat"),
                        "E profile.cycle b a \nE profile.base-faulty a b \nE profile.base c aa a");
    assert_null(profiles_find(f->profiles, "a"));
}

static void one_faulty_profile_leaves_the_others(void **state) {
    struct fixture *f = *state;
    load(f, PROFILE(""), "<profil " NS " id='z' judul='Z'", NULL);
    assert_int_equal(f->findings->n, 1);
    assert_non_null(profiles_find(f->profiles, "p"));
    load(f, PROFILE(""), PROFILE(""), NULL);
    assert_string_equal(f->findings->items[1].rule, "profile.duplicate");
    assert_non_null(profiles_find(f->profiles, "p"));
}

static void a_pattern_that_cannot_be_read_is_told(void **state) {
    struct fixture *f = *state;
    load(f, "<umum " NS " id='umum'><pengganti pola='(x'/><pengganti pola='^y$'/></umum>", NULL, NULL);
    assert_string_equal(TOLD(f, "nama"), "E profile.pattern (x");
    assert_int_equal(f->profiles->n_patterns, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_profiles_of_the_checkout_load),
        TEST(sinovik_says_what_its_form_says),
        TEST(the_four_sections_are_in_the_right_fields),
        TEST(every_rule_tells_its_basis_and_certainty),
        TEST(a_profile_replaces_what_its_base_says),
        TEST(faults_are_told_with_the_nearest_name),
        TEST(how_it_is_packed_changes_no_document),
        TEST(a_base_must_exist_and_not_go_in_circles),
        TEST(one_faulty_profile_leaves_the_others),
        TEST(a_pattern_that_cannot_be_read_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
