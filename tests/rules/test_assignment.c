// What a region asks of those whom it assigns, by a rule file of its own.
#include "fixture.h"
#include "model/object.h"
#include "rules/agreement.h"
#include "rules/trial.h"

#define REGION                                                                                                  \
    "<umum xmlns='urn:naskah:profile:1' id='aturan-rimba' judul='Rimba' daerah='rimba'>"                        \
    "<aturan id='r.jumlah' jenis='assigned_count' pada='fasilitator' nilai='2' keparahan='peringatan' "        \
    "kepastian='terverifikasi'/>"                                                                               \
    "<aturan id='r.pns' jenis='assigned_number' pada='fasilitator' nilai='NIP' keparahan='peringatan' "         \
    "kepastian='terverifikasi'/>"                                                                               \
    "<aturan id='r.tim' jenis='assigned_member' pada='fasilitator' keparahan='galat' kepastian='disimpulkan'/>" \
    "<aturan id='r.sisa' jenis='leftover' pada='tentang' keparahan='galat' kepastian='terverifikasi'/></umum>"

#define DATA(inside)                                                                                  \
    "<data xmlns='urn:naskah:1'><instansi id='rimba' nama='Rimba' jenis='kabupaten'/>"                \
    "<instansi id='lain' nama='Lain' jenis='kabupaten'/>"                                             \
    "<instansi id='dinkes' induk='rimba' nama='Dinas Kesehatan' jenis='dinas'/>"                      \
    "<instansi id='luar' induk='lain' nama='Dinas Luar' jenis='dinas'/>"                              \
    "<orang id='a' nama='A'><nomor-induk jenis='NIP'>1</nomor-induk></orang>"                         \
    "<orang id='b' nama='B'><nomor-induk jenis='NIP'>2</nomor-induk></orang>"                         \
    "<orang id='c' nama='C'><nomor-induk jenis='NI PPPK'>3</nomor-induk></orang>" inside "</data>"
#define ASSIGNED(agency, person) \
    "<penugasan tahun='2025' instansi='" agency "' peran='fasilitator' orang='" person "'/>"
#define TEAM(inside) "<tim id='t' tahun='2025' instansi='dinkes'>" inside "</tim>"

#define OWED_BY(kinds)                                                                                        \
    "<umum xmlns='urn:naskah:profile:1' id='aturan-rimba' judul='Rimba' daerah='rimba'>"                      \
    "<aturan id='r.jumlah' jenis='assigned_count' pada='fasilitator' nilai='2' instansi='" kinds "' "         \
    "keparahan='peringatan' kepastian='terverifikasi'/></umum>"

static const char *judged_by(struct fixture *f, const char *region, const char *data) {
    fresh(f);
    struct profiles *p = profiles_of(f, false, (const char *const[]){region, NULL});
    assert_string_equal(told(f, NULL), "");
    struct objects *o = objects_new(f->arena);
    struct findings *unread = findings_new(f->arena, NULL);
    objects_add(o, xml_parse(f->arena, "data.xml", (struct str){data, strlen(data)}, unread), unread);
    objects_link(o, unread);
    fresh(f);
    agreement_check(o, p, f->findings);
    return TOLD(f, "aturan", "instansi", "jumlah", "nama");
}

static const char *judged(struct fixture *f, const char *data) {
    return judged_by(f, REGION, data);
}

static void each_agency_of_the_region_has_as_many_as_asked(void **state) {
    struct fixture *f = *state;
    assert_string_equal(judged(f, DATA(ASSIGNED("dinkes", "a") ASSIGNED("dinkes", "b"))), "");
    assert_string_equal(judged(f, DATA(ASSIGNED("dinkes", "a"))),
                        "W daerah.penugasan-jumlah r.jumlah Dinas Kesehatan 1 A");
    assert_string_equal(judged(f, DATA(ASSIGNED("dinkes", "a") ASSIGNED("dinkes", "a"))),
                        "W daerah.penugasan-jumlah r.jumlah Dinas Kesehatan 1 A");  // the same person twice
    assert_string_equal(judged(f, DATA(ASSIGNED("dinkes", "a") "<penugasan tahun='2025' instansi='dinkes' "
                                                              "peran='Fasilitator' orang='b'/>")), "");
    assert_string_equal(judged(f, DATA(ASSIGNED("luar", "a"))), "");  // another region's affair
    assert_string_equal(judged(f, DATA("")), "");
}

// An agency that nobody was assigned for is told too, in the last year that the region has assigned anybody in.
static void an_agency_without_anybody_is_told(void **state) {
    struct fixture *f = *state;
#define TWO ASSIGNED("dinkes", "a") ASSIGNED("dinkes", "b")
#define OTHER(until)                                                                   \
    "<instansi id='dukcapil' induk='rimba' nama='Disdukcapil' jenis='dinas'" until "/>" \
    "<instansi id='pkm' induk='dinkes' nama='Puskesmas' jenis='puskesmas'/>"
    assert_string_equal(judged(f, DATA(TWO OTHER(""))), "W daerah.penugasan-tanpa r.jumlah Disdukcapil  ");
    assert_string_equal(judged(f, DATA(TWO OTHER(" sampai='2024-12-31'"))), "");  // it has ended before
}

// Which kinds of agency owe somebody is said by the rule: a secretariat may owe nobody.
static void the_rule_says_which_kinds_of_agency_owe_somebody(void **state) {
    struct fixture *f = *state;
#define SETDA "<instansi id='setda' induk='rimba' nama='Setda' jenis='sekretariat-daerah'/>"
    assert_string_equal(judged(f, DATA(TWO SETDA OTHER(""))), "W daerah.penugasan-tanpa r.jumlah Setda  \n"
                                                              "W daerah.penugasan-tanpa r.jumlah Disdukcapil  ");
    assert_string_equal(judged_by(f, OWED_BY("badan dinas"), DATA(TWO SETDA OTHER(""))),
                        "W daerah.penugasan-tanpa r.jumlah Disdukcapil  ");
    assert_string_equal(judged_by(f, OWED_BY("badan"), DATA(TWO SETDA OTHER(""))), "");
}

static void a_kind_of_agency_that_nobody_knows_is_told(void **state) {
    struct fixture *f = *state;
    fresh(f);
    profiles_of(f, false, (const char *const[]){OWED_BY("dians"), NULL});
    assert_string_equal(TOLD(f, "nama", "kata", "terdekat"), "E profile.word instansi dians dinas");
}

static void they_have_the_number_and_the_place_that_is_asked(void **state) {
    struct fixture *f = *state;
    assert_string_equal(judged(f, DATA(ASSIGNED("dinkes", "a") ASSIGNED("dinkes", "c"))),
                        "W daerah.penugasan-nomor r.pns Dinas Kesehatan  C");
    // A rule that nobody verified only warns.
    assert_string_equal(judged(f, DATA(ASSIGNED("dinkes", "a") ASSIGNED("dinkes", "b")
                                           TEAM("<anggota orang='a'/>"))),
                        "W daerah.penugasan-tim r.tim Dinas Kesehatan  B");
    assert_string_equal(judged(f, DATA(ASSIGNED("dinkes", "a") ASSIGNED("dinkes", "b")
                                           TEAM("<anggota orang='a'/><anggota orang='b'/>"))), "");
}

// How many findings the region's leftover rule gives for a note of that region.
static size_t leftovers(struct fixture *f, const struct profiles *p, const char *region) {
    const char *record = arena_printf(
        f->arena, "<naskah jenis='nota-dinas'><pemda id='%s'/><tentang>[NAMA TIM]</tentang></naskah>", region);
    size_t n = 0;
    fresh(f);
    check_record(f->arena, tree(f, record), p, NULL, f->findings);
    for (size_t k = 0; k < f->findings->n; k++) {
        n += strcmp(value(&f->findings->items[k], "aturan"), "r.sisa") == 0;
    }
    return n;
}

static void its_other_rules_hold_for_its_documents_only(void **state) {
    struct fixture *f = *state;
    struct profiles *p = profiles_of(f, true, (const char *const[]){REGION, NULL});
    assert_int_equal(leftovers(f, p, "lain"), 0);
    assert_int_equal(leftovers(f, p, "rimba"), 1);
}

static void rules_of_regions_are_tried_too(void **state) {
    struct fixture *f = *state;
    struct profiles *p = profiles_of(f, true, (const char *const[]){REGION, NULL});
    assert_int_equal(profiles_regions(p), 1);
    const struct profile *region = profiles_region(p, 0);
    for (size_t i = 0; i < 3; i++) {
        assert_true(trial_can(region, i));
        struct trial t = trial_run(f->arena, p, region, i);
        assert_true(t.passed && t.failed);
    }
    assert_false(trial_can(region, 3));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(each_agency_of_the_region_has_as_many_as_asked),
        TEST(an_agency_without_anybody_is_told),
        TEST(the_rule_says_which_kinds_of_agency_owe_somebody),
        TEST(a_kind_of_agency_that_nobody_knows_is_told),
        TEST(they_have_the_number_and_the_place_that_is_asked),
        TEST(its_other_rules_hold_for_its_documents_only),
        TEST(rules_of_regions_are_tried_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
