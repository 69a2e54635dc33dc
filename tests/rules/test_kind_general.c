#include "fixture.h"

static void check_document(struct fixture *f, const char *record) {
    profiles_of(f, true, (const char *const[]){NULL});
    f->findings = findings_new(f->arena, NULL);
    check_record(f->arena, tree(f, record), f->profiles, NULL, f->findings);
}

#define MENIMBANG "<menimbang>bahwa a;</menimbang>"
#define MENGINGAT "<mengingat peringkat='uu'>UU</mengingat>"
#define DIKTUM "<diktum>Membentuk Tim.</diktum><diktum>Berlaku pada tanggal ditetapkan.</diktum>"
#define TERLAMPIR "<diktum>Tercantum dalam Lampiran.</diktum>" DIKTUM
#define DECREE(inside) "<naskah jenis='keputusan'>" inside "</naskah>"

static void a_sound_decree_has_no_findings(void **state) {
    struct fixture *f = *state;
    check_document(f, DECREE(MENIMBANG MENGINGAT DIKTUM));
    assert_string_equal(told(f, NULL), "");
}

static void a_decree_needs_its_parts(void **state) {
    struct fixture *f = *state;
    check_document(f, DECREE("<diktum>Satu.</diktum>"));
    assert_string_equal(TOLD(f, "aturan", "jumlah", "batas"),
                        "E naskah.jumlah-kurang umum.menimbang.ada 0 1\nE naskah.jumlah-kurang umum.mengingat.ada 0 1\n"
                        "E naskah.jumlah-kurang umum.diktum.dua 1 2");
}

static void considerations_begin_and_end_as_they_should(void **state) {
    struct fixture *f = *state;
    check_document(f, DECREE(MENIMBANG "<menimbang>Dalam rangka.</menimbang>" MENGINGAT
                             "<diktum>Membentuk Tim:<ol><li>a; dan</li><li>b</li></ol></diktum>" DIKTUM));
    assert_string_equal(TOLD(f, "nomor", "unsur", "harapan"),
                        "W naskah.awalan 2 @unsur.menimbang bahwa\nW naskah.akhiran 2 @unsur.menimbang ;\n"
                        "W naskah.akhiran 1 @unsur.diktum .");
}

static void annexes_and_mentions_go_together(void **state) {
    struct fixture *f = *state;
    check_document(f, DECREE(MENIMBANG MENGINGAT DIKTUM "<lampiran judul='Susunan'/>"));
    assert_string_equal(TOLD(f, "jumlah"), "E naskah.lampiran-tak-disebut 1");
    check_document(f, DECREE(MENIMBANG MENGINGAT "<diktum>Tercantum dalam Lampiran Keputusan ini.</diktum>" DIKTUM));
    assert_string_equal(told(f, NULL), "E naskah.lampiran-hilang");
    check_document(f, DECREE(MENIMBANG MENGINGAT "<diktum>Tercantum dalam Lampiran.</diktum>" DIKTUM "<lampiran/>"));
    assert_string_equal(told(f, NULL), "");
}

static void higher_law_stands_first(void **state) {
    struct fixture *f = *state;
    check_document(f, DECREE(MENIMBANG MENGINGAT "<mengingat peringkat='perda'>Perda</mengingat>"
                             "<mengingat>Tanpa peringkat</mengingat><mengingat peringkat='pp'>PP</mengingat>" DIKTUM));
    assert_string_equal(TOLD(f, "isi", "sesudah"), "W naskah.urutan-mengingat PP Perda");
}

static void placeholders_must_not_be_printed(void **state) {
    struct fixture *f = *state;
    check_document(f, DECREE("<tentang>Tim ${tahun}</tentang>" MENIMBANG MENGINGAT DIKTUM));
    assert_string_equal(TOLD(f, "unsur", "isi"), "E naskah.pengganti @unsur.tentang ${tahun}");
}

#define CONTRACT(total, a, b)                                                                 \
    "<naskah jenis='perjanjian-kinerja'><kontrak jumlah-anggaran='" total "'><sasaran/><program anggaran='" a \
    "'/><program anggaran='" b "'/></kontrak></naskah>"

static void a_total_equals_its_parts(void **state) {
    struct fixture *f = *state;
    check_document(f, CONTRACT("1612000000", "1427000000", "185000000"));
    assert_string_equal(told(f, NULL), "");
    check_document(f, CONTRACT("1612000000", "1427000000", "185000001"));
    assert_string_equal(TOLD(f, "tertulis", "jumlah", "selisih"),
                        "E naskah.jumlah-beda Rp1.612.000.000,00 Rp1.612.000.001,00 Rp1,00");
    check_document(f, CONTRACT("9223372036854775807", "9223372036854775807", "9223372036854775807"));
    assert_string_equal(told(f, NULL), "");  // beyond what can be added: no figure is made up
}

#define MEETING(n)                                          \
    "<naskah jenis='notulen'><kegiatan jumlah-peserta='" n \
    "'><peserta/><peserta/><keputusan/></kegiatan></naskah>"

static void minutes_and_contracts_are_not_empty(void **state) {
    struct fixture *f = *state;
    check_document(f, "<naskah jenis='notulen'><kegiatan jumlah-peserta='9'/></naskah>");
    assert_string_equal(TOLD(f, "aturan", "pesan.en"),
                        "W naskah.jumlah-kurang umum.notulen.keputusan The meeting records no decision.");
    check_document(f, "<naskah jenis='notulen'><kegiatan><peserta/><butir><keputusan/></butir></kegiatan></naskah>");
    assert_string_equal(told(f, NULL), "");
    check_document(f, MEETING("3"));
    assert_string_equal(TOLD(f, "aturan"), "W naskah.jumlah-kurang umum.notulen.jumlah-peserta");
    check_document(f, MEETING("2"));
    assert_string_equal(told(f, NULL), "");
    check_document(f, "<naskah jenis='perjanjian-kinerja'><kontrak/></naskah>");
    assert_string_equal(TOLD(f, "aturan"), "E naskah.jumlah-kurang umum.kontrak.isi");
}

#define PERSON(attributes) "<naskah jenis='lain'><penanda><orang nama='A' " attributes "/></penanda></naskah>"

#define TEAM(rows) "<lampiran><tim>" rows "</tim></lampiran>"
#define SEAT(name) "<anggota kedudukan='" name "'/>"

static void teams_out_of_rank_are_noted(void **state) {
    struct fixture *f = *state;
    check_document(f, DECREE(MENIMBANG MENGINGAT TERLAMPIR TEAM(SEAT("Pembina") SEAT("ketua") SEAT("Koordinator")
                             SEAT("Anggota")) TEAM(SEAT("Ketua"))));
    assert_string_equal(told(f, NULL), "");
    check_document(f, DECREE(MENIMBANG MENGINGAT TERLAMPIR TEAM(SEAT("Anggota") SEAT("Ketua") SEAT("Pembina"))));
    assert_string_equal(TOLD(f, "kedudukan", "sesudah"), "N naskah.urutan-kedudukan Ketua Anggota");
}

static void diktum_that_follow_from_the_data_count(void **state) {
    struct fixture *f = *state;
    check_document(f, DECREE(MENIMBANG MENGINGAT "<relasi jenis='mencabut'/><diktum>Berlaku.</diktum>"));
    assert_string_equal(told(f, NULL), "");
    check_document(f, DECREE(MENIMBANG MENGINGAT "<diktum>Menetapkan:</diktum><diktum>Berlaku.</diktum><penugasan/>"));
    assert_string_equal(told(f, NULL), "");  // the names stand below the colon
    check_document(f, DECREE(MENIMBANG MENGINGAT "<perubahan pada='Lampiran'/><diktum>Berlaku.</diktum><lampiran/>"));
    assert_string_equal(told(f, NULL), "");
    check_document(f, DECREE(MENIMBANG MENGINGAT "<diktum>Menetapkan.</diktum>"));
    assert_string_equal(TOLD(f, "aturan"), "E naskah.jumlah-kurang umum.diktum.dua");
}

static void numbers_of_persons_are_checked_by_their_kind(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *record, *finding;
    } cases[] = {
        {PERSON("nomor-jenis='NIP' nomor='197409232002122003'"), ""},
        {PERSON("nomor-jenis='NI PPPK' nomor='199204172022212011'"), ""},
        {PERSON("nomor-jenis='NIP' nomor='199204172022212011'"), "E naskah.nomor-induk.bulan"},
        {PERSON("nomor-jenis='NIP' nomor='19740923'"), "E naskah.nomor-induk.panjang"},
        {PERSON("nomor-jenis='NIP' nomor='197413232002122003'"), "E naskah.nomor-induk.tanggal-lahir"},
        {PERSON("nomor-jenis='NIP' nomor='197409232002123003'"), "E naskah.nomor-induk.kelamin"},
        {PERSON("golongan='IV/b' pangkat='Pembina Tingkat I'"), ""},
        {PERSON("golongan='IV/b' pangkat='Pembina'"), "W naskah.pangkat"},
        {PERSON("golongan='V/a'"), "E naskah.golongan"},  // below a signature it must not be missing
        {"<naskah jenis='lain'><tim><anggota><orang id='o' nama='A' golongan='V/a'/></anggota></tim></naskah>",
         "W naskah.golongan"},
        {PERSON("golongan='IX'"), ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_document(f, cases[i].record);
        assert_string_equal(told(f, NULL), cases[i].finding);
    }
}

static void one_person_is_told_once(void **state) {
    struct fixture *f = *state;
    check_document(f, "<naskah jenis='lain'><penanda><orang nama='A' nomor-jenis='NIP' nomor='1'/></penanda>"
                      "<tim><anggota><orang nama='A' nomor-jenis='NIP' nomor='1'/></anggota></tim></naskah>");
    assert_string_equal(TOLD(f, "nama"), "E naskah.nomor-induk.panjang A");
}

static void example_data_is_one_warning_a_document(void **state) {
    struct fixture *f = *state;
    check_document(f, "<naskah jenis='lain'><contoh jumlah='2'>o1 o2</contoh></naskah>");
    assert_string_equal(TOLD(f, "jumlah", "objek"), "W data.contoh 2 o1 o2");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_sound_decree_has_no_findings),
        TEST(a_decree_needs_its_parts),
        TEST(considerations_begin_and_end_as_they_should),
        TEST(annexes_and_mentions_go_together),
        TEST(higher_law_stands_first),
        TEST(placeholders_must_not_be_printed),
        TEST(a_total_equals_its_parts),
        TEST(minutes_and_contracts_are_not_empty),
        TEST(teams_out_of_rank_are_noted),
        TEST(diktum_that_follow_from_the_data_count),
        TEST(numbers_of_persons_are_checked_by_their_kind),
        TEST(one_person_is_told_once),
        TEST(example_data_is_one_warning_a_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
