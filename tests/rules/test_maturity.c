// The maturity preview: which level teams, decrees and evidence support, and what they do not.
#include "fixture.h"

#include "rules/maturity.h"

#define REGION                                                                                                         \
    "<instansi id='kab' nama='Kabupaten Rimba' jenis='kabupaten'/>"                                                    \
    "<instansi id='dinkes' induk='kab' nama='Dinas Kesehatan' singkatan='Dinkes' jenis='dinas'/>"                      \
    "<instansi id='pkm' induk='dinkes' nama='Puskesmas Rimba' jenis='puskesmas'/>"                                     \
    "<instansi id='dinsos' induk='kab' nama='Dinas Sosial' singkatan='Dinsos' jenis='dinas'/>"                         \
    "<instansi id='bappeda' induk='kab' nama='Bappeda' jenis='badan'/>"                                                \
    "<instansi id='camat' induk='kab' nama='Kecamatan Hulu' jenis='kecamatan'/>"                                       \
    "<instansi id='disdik' induk='kab' nama='Dinas Pendidikan' singkatan='Disdik' jenis='dinas'/>"                     \
    "<instansi id='univ' nama='Universitas Rimba' jenis='perguruan-tinggi'/>"                                          \
    "<orang id='a' nama='Ani'><nomor-induk jenis='NIP'>197409232002122003</nomor-induk>"                               \
    "<jabatan instansi='dinkes' nama='Kepala Seksi' sampai='2023-12-31'/>"                                             \
    "<jabatan instansi='dinsos' nama='Kepala Bidang' sejak='2024-01-01'/></orang>"                                     \
    "<inovasi id='antar' nama='Antar Obat' instansi='pkm' urusan='Kesehatan'><tahapan>Penerapan</tahapan>%s</inovasi>"
#define DECREE                                                                                                         \
    "<naskah id='sk' jenis='keputusan' varian='bupati' instansi='dinkes' subjek='tim' tanggal='2025-02-10'>"           \
    "<nomor>188.45/27/2025</nomor><tentang>Tim Antar Obat</tentang></naskah>"
#define MEMBERS                                                                                                        \
    "<anggota orang='a' kedudukan='Ketua'/>"                                                                           \
    "<anggota nama='B' kedudukan='Anggota' instansi='pkm' unsur='pemerintah'/>"                                        \
    "<anggota nama='C' kedudukan='Anggota' instansi='univ'/>"                                                          \
    "<anggota nama='D' kedudukan='Anggota' unsur='masyarakat'/>"
#define TEAM(members)                                                                                                  \
    "<tim id='tim' tahun='2025' instansi='pkm' inovasi='antar' nama='Tim Antar Obat'>" members "</tim>"

static const struct objects *objects_of(struct fixture *f, const char *evidence, const char *more) {
    const char *text = arena_printf(f->arena, "<data xmlns='urn:naskah:1'>" REGION "%s</data>", evidence, more);
    struct objects *o = objects_new(f->arena);
    assert_true(objects_add(o, tree(f, text), f->findings));
    objects_link(o, f->findings);
    assert_string_equal(TOLD(f, "nama", "unsur"), "");
    return o;
}

static const struct maturity *judge(struct fixture *f, const char *evidence, const char *more) {
    const struct objects *o = objects_of(f, evidence, more);
    return maturity_of(f->arena, o, profiles_find(profiles_of_checkout(f), "iga-2026"),
                       objects_find(o, "inovasi", "antar"), 0);
}

static const struct maturity_indicator *of(const struct maturity *m, const char *id) {
    for (size_t i = 0; i < m->n; i++) {
        if (strcmp(m->items[i].id, id) == 0) {
            return &m->items[i];
        }
    }
    fail_msg("no indicator %s", id);
    return NULL;
}

static const char *facts(struct fixture *f, const struct maturity_indicator *i) {
    struct buf out = buf_new(f->arena);
    for (size_t k = 0; k < i->n_facts; k++) {
        const struct maturity_fact *one = &i->facts[k];
        buf_printf(&out, "%s%s %s|%s|%s|%s", k ? "; " : "", strchr(one->id, '.') + 1, one->count, one->of, one->names,
                   one->unit);
    }
    return arena_strdup(f->arena, buf_text(&out));
}

// "sdm P1 aktor P1 …": every indicator with a level.
static const char *levels(struct fixture *f, const struct maturity *m) {
    struct buf out = buf_new(f->arena);
    for (size_t i = 0; m && i < m->n; i++) {
        if (m->items[i].level) {
            buf_printf(&out, "%s%s P%d%s", out.n ? " " : "", m->items[i].id, m->items[i].level,
                       m->items[i].forming ? "?" : "");
        }
    }
    return arena_strdup(f->arena, buf_text(&out));
}

static void nothing_known_is_no_level(void **state) {
    struct fixture *f = *state;
    const struct maturity *m = judge(f, "", "");
    assert_int_equal(m->n, 20);
    assert_string_equal(levels(f, m), "");
    assert_int_equal(m->points, 0);
    assert_int_equal(m->most, 111 * 100);  // 37 weights, three levels each
    assert_int_equal(m->year, 2026);
    assert_false(m->verified);
    assert_int_equal(of(m, "video")->most, 1200);
    assert_true(strlen(of(m, "video")->support) > 0);
}

static void a_decree_shows_what_its_team_is(void **state) {
    struct fixture *f = *state;
    const struct maturity *m = judge(f, "", TEAM(MEMBERS) DECREE);
    assert_string_equal(levels(f, m), "sdm P1 aktor P1 pelaksana P3 jejaring P1");
    assert_string_equal(facts(f, of(m, "sdm")), "anggota 4||Tim Antar Obat|");
    assert_string_equal(facts(f, of(m, "aktor")), "unsur 3|pemerintah, akademisi, masyarakat|Tim Antar Obat|");
    // Ani moved to the other agency before the team was formed; the clinic counts as its agency's.
    assert_string_equal(facts(f, of(m, "jejaring")),
                        "perangkat-daerah 2|Dinsos, Dinkes|Tim Antar Obat|; instansi-kosong 2||Tim Antar Obat|");
    assert_int_equal(of(m, "sdm")->n_evidence, 1);
    assert_string_equal(of(m, "sdm")->evidence[0].document, "sk");
    assert_string_equal(of(m, "sdm")->evidence[0].number, "188.45/27/2025");
    assert_string_equal(of(m, "sdm")->says, "1–10 orang");
    assert_int_equal(m->points, (2 + 1 + 3 + 1) * 100);
}

static void a_team_that_nothing_establishes_is_counted_and_bears_no_level(void **state) {
    struct fixture *f = *state;
    const struct maturity *m = judge(f, "", TEAM(MEMBERS));
    assert_string_equal(levels(f, m), "pelaksana P1");
    assert_string_equal(facts(f, of(m, "sdm")), "anggota 4||Tim Antar Obat|; tim-tanpa-sk ||Tim Antar Obat|");
}

static void a_decree_without_a_number_is_still_being_formed(void **state) {
    struct fixture *f = *state;
    const struct maturity *m =
        judge(f, "",
              TEAM(MEMBERS) "<naskah id='sk' jenis='keputusan' varian='kepala-pd' instansi='dinkes' subjek='tim'>"
                            "<tentang>Tim Antar Obat</tentang></naskah>");
    assert_string_equal(levels(f, m), "sdm P1? aktor P1? pelaksana P2? jejaring P1?");
    const struct objects *o = objects_of(f, "", TEAM(MEMBERS) DECREE);
    const struct profile *p = profiles_find(f->profiles, "iga-2026");
    const xmlNode *innovation = objects_find(o, "inovasi", "antar");
    m = maturity_of_document(f->arena, o, p, objects_find(o, "naskah", "sk"), innovation, 0);
    assert_string_equal(levels(f, m), "sdm P1 aktor P1 pelaksana P3 jejaring P1");
    assert_int_equal(m->n, 4);
}

static void a_document_that_shows_nothing_is_silent(void **state) {
    struct fixture *f = *state;
    const struct objects *o = objects_of(f, "<bukti indikator='monev' berkas='l.pdf' jenis='laporan internal'/>",
                                         TEAM(MEMBERS) DECREE "<naskah id='und' jenis='undangan' instansi='dinkes'/>");
    const struct profile *p = profiles_find(profiles_of_checkout(f), "iga-2026");
    assert_null(
        maturity_of_document(f->arena, o, p, objects_find(o, "naskah", "und"), objects_find(o, "inovasi", "antar"), 0));
}

// One change of a team or its decree at a time, and the levels that are left.
static void mutated_teams_change_exactly_what_they_should(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *more, *levels;
    } rows[] = {
        {TEAM(MEMBERS MEMBERS MEMBERS) DECREE, "sdm P2 aktor P1 pelaksana P3 jejaring P1"},
        {TEAM(MEMBERS "<anggota nama='E' kedudukan='Anggota' unsur='media'/>") DECREE,
         "sdm P1 aktor P2 pelaksana P3 jejaring P1"},
        {TEAM(MEMBERS "<anggota nama='E' kedudukan='Anggota' unsur='media'/>"
                      "<anggota nama='F' kedudukan='Anggota' unsur='dunia usaha'/>") DECREE,
         "sdm P1 aktor P3 pelaksana P3 jejaring P1"},
        {TEAM(MEMBERS "<anggota nama='E' kedudukan='Anggota' instansi='camat' unsur='pemerintah'/>") DECREE,
         "sdm P1 aktor P1 pelaksana P3 jejaring P2"},
        {TEAM(MEMBERS "<anggota nama='E' kedudukan='Anggota' instansi='camat'/>"
                      "<anggota nama='F' kedudukan='Anggota' instansi='bappeda'/>"
                      "<anggota nama='G' kedudukan='Anggota' instansi='disdik'/>") DECREE,
         "sdm P1 aktor P1 pelaksana P3 jejaring P3"},
        {TEAM("<anggota orang='a' kedudukan='Ketua'/>") DECREE, "sdm P1 pelaksana P3"},
        {"<tim id='tim' tahun='2023' instansi='pkm' inovasi='antar' nama='Tim Lama'>" MEMBERS "</tim>" DECREE, ""},
        {"<tim id='tim' tahun='2025' instansi='pkm' nama='Tim Lain'>" MEMBERS "</tim>" DECREE, ""},
        {TEAM(MEMBERS) DECREE "<naskah id='cabut' jenis='keputusan' varian='bupati' instansi='dinkes'>"
                              "<relasi jenis='mencabut' naskah='sk'/></naskah>",
         "pelaksana P1"},
        {TEAM(MEMBERS) "<naskah id='sk' jenis='surat-tugas' instansi='dinkes' subjek='tim' tanggal='2025-02-10'>"
                       "<nomor>1</nomor></naskah>",
         "sdm P1 aktor P1 pelaksana P2 jejaring P1"},
        {TEAM(MEMBERS) "<naskah id='sk' jenis='undangan' instansi='dinkes' subjek='tim' tanggal='2025-02-10'>"
                       "<nomor>1</nomor></naskah>",
         "pelaksana P1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fresh(f);
        assert_string_equal(levels(f, judge(f, "", rows[i].more)), rows[i].levels);
    }
}

static void evidence_supports_the_level_it_shows(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *evidence, *levels, *told;  // told: of the indicator of the first <bukti>
    } rows[] = {
        {"<bukti indikator='regulasi' berkas='a.pdf' perihal='Peraturan Bupati Rimba Nomor 7 Tahun 2024'/>",
         "regulasi P2", ""},
        {"<bukti indikator='regulasi' berkas='a.pdf' jenis='Perda' nomor='3' perihal='Inovasi Daerah'/>", "regulasi P3",
         ""},
        // a decree about a regulation is none
        {"<bukti indikator='regulasi' berkas='a.pdf' perihal='SK Kepala Dinas tentang Pelaksanaan Peraturan Daerah'/>",
         "", "jenis-tak-terbaca ||SK Kepala Dinas tentang Pelaksanaan Peraturan Daerah|"},
        {"<bukti indikator='regulasi' perihal='Peraturan Daerah Nomor 1'/>", "",
         "tanpa-berkas ||Peraturan Daerah Nomor 1|"},
        {"<bukti indikator='anggaran' berkas='24.pdf' tahun='2024'/><bukti indikator='anggaran' berkas='26.pdf' "
         "tanggal='2026-01-05'/>",
         "anggaran P1", "tahun |2026|2024, 2026|"},
        {"<bukti indikator='anggaran' berkas='25.pdf' tahun='2025'/><bukti indikator='anggaran' berkas='26.pdf' "
         "tahun='2026'/>",
         "anggaran P2", "tahun |2026|2025, 2026|"},
        {"<bukti indikator='rkpd' berkas='24.pdf' tahun='2024'/><bukti indikator='rkpd' berkas='25.pdf' tahun='2025'/>"
         "<bukti indikator='rkpd' berkas='26.pdf' tahun='2026'/><bukti indikator='rkpd' berkas='x.pdf'/>",
         "rkpd P3", "tanpa-tahun ||x.pdf|; tahun |2026|2024, 2025, 2026|"},
        {"<bukti indikator='rkpd' berkas='26.pdf' tahun='2026'/>", "", "tahun |2026|2026|"},
        {"<bukti indikator='pengaduan' berkas='a.jpg' jumlah='45' dari='50'/>", "pengaduan P2",
         "nisbah 45|50|a.jpg|90"},
        {"<bukti indikator='pengaduan' berkas='a.jpg' jumlah='181' dari='200'/>", "pengaduan P2",
         "nisbah 181|200|a.jpg|90,5"},  // between two bounds: the lower level
        {"<bukti indikator='pengaduan' berkas='a.jpg' jumlah='0' dari='0'/>", "pengaduan P1", "nisbah 0|0|a.jpg|0"},
        {"<bukti indikator='pengaduan' berkas='a.jpg' jumlah='95'/>", "", "tanpa-pembagi 95||a.jpg|"},
        {"<bukti indikator='proses' berkas='sop.pdf' jumlah='1'/>", "proses P3", "nilai 1||sop.pdf|hari"},
        {"<bukti indikator='proses' berkas='sop.pdf'/>", "", "tanpa-angka ||sop.pdf|"},
        {"<bukti indikator='kecepatan' berkas='a.pdf' jumlah='4.5' satuan='bulan'/>", "kecepatan P2",
         "nilai 4,5||a.pdf|bulan"},
        {"<bukti indikator='kemanfaatan' berkas='a.pdf' jumlah='350' satuan='orang'/>", "kemanfaatan P2",
         "nilai 350||a.pdf|orang"},
        {"<bukti indikator='kemanfaatan' berkas='a.pdf' jumlah='30' dari='50' satuan='unit'/>", "kemanfaatan P3",
         "nisbah 30|50|a.pdf|60"},
        {"<bukti indikator='kemanfaatan' berkas='a.pdf' jumlah='350' satuan='orang'/><bukti indikator='kemanfaatan' "
         "berkas='b.pdf' jumlah='300' satuan='produk'/>",
         "", "dasar-ganda ||orang, produk|"},
        {"<bukti indikator='kemanfaatan' berkas='a.pdf' jumlah='350'/>", "", "tanpa-satuan ||a.pdf|"},
        {"<bukti indikator='replikasi' berkas='a.pdf' nomor='1'/><bukti indikator='replikasi' berkas='a.pdf' "
         "nomor='2'/>"
         "<bukti indikator='replikasi' berkas='a.pdf' nomor='2'/>",
         "replikasi P2", "bukti 2||a.pdf, a.pdf|"},
        {"<bukti indikator='sosialisasi' berkas='a.png' jenis='tangkapan layar media sosial'/>", "sosialisasi P2", ""},
        {"<bukti indikator='sosialisasi' berkas='a.png' jenis='tangkapan layar'/>", "", "jenis-tak-terbaca ||a.png|"},
        {"<bukti indikator='video' berkas='v.mp4' jumlah='5'/>", "video P3", "nilai 5||v.mp4|unsur"},
        {"<bukti indikator='video' berkas='v.mp4' taraf='3'/>", "", "tanpa-angka ||v.mp4|"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fresh(f);
        const struct maturity *m = judge(f, rows[i].evidence, "");
        const char *id = strchr(rows[i].evidence, '\'') + 1;
        assert_string_equal(levels(f, m), rows[i].levels);
        assert_string_equal(facts(f, of(m, arena_strndup(f->arena, id, strcspn(id, "'")))), rows[i].told);
    }
}

static void evidence_that_is_our_document_speaks_by_its_kind(void **state) {
    struct fixture *f = *state;
    const struct maturity *m = judge(
        f, "<bukti indikator='regulasi' naskah='sk' perihal='Peraturan Daerah yang keliru'/>", TEAM(MEMBERS) DECREE);
    assert_int_equal(of(m, "regulasi")->level, 1);
    assert_string_equal(of(m, "regulasi")->evidence[0].document, "sk");
    fresh(f);
    m = judge(
        f, "<bukti indikator='regulasi' berkas='p.pdf' peraturan='perbup-7-2024'/>",
        "<peraturan id='perbup-7-2024' peringkat='perkada' nomor='7' tahun='2024' daerah='kab'>Peraturan Bupati Rimba "
        "Nomor 7 Tahun 2024 tentang Inovasi Daerah</peraturan>");
    assert_int_equal(of(m, "regulasi")->level, 2);
}

static void what_is_claimed_is_kept_apart_from_what_is_shown(void **state) {
    struct fixture *f = *state;
    const struct maturity *m = judge(f, "<bukti indikator='sdm' naskah='sk' taraf='3'/>", TEAM(MEMBERS) DECREE);
    assert_int_equal(of(m, "sdm")->level, 1);
    assert_string_equal(of(m, "sdm")->claimed, "3");
    assert_int_equal(of(m, "sdm")->n_evidence, 1);
}

static void trainings_count_where_the_team_or_its_agency_took_part(void **state) {
    struct fixture *f = *state;
#define TRAINING(id, day, inside)                                                                                      \
    "<kegiatan id='" id "' jenis='bimtek' nama='Bimtek " id "' instansi='bappeda' tanggal='" day "' mulai='09:00' "    \
    "tempat='Aula' pimpinan='a' notulis='a'>" inside "</kegiatan>"
    const struct maturity *m =
        judge(f, "",
              TEAM(MEMBERS) TRAINING("satu", "2024-03-01", "<peserta orang='a'/>")
                  TRAINING("dua", "2025-03-01", "<peserta nama='Z' instansi='pkm'/>")
                      TRAINING("lama", "2023-03-01", "<butir inovasi='antar'/>")
                          TRAINING("lain", "2025-04-01", "<peserta nama='Y' instansi='disdik'/>"));
    assert_int_equal(of(m, "bimtek")->level, 2);
    assert_string_equal(facts(f, of(m, "bimtek")),
                        "bimtek 2|2024–2026|Bimtek dua (2025-03-01), Bimtek satu (2024-03-01)|");
}

static void the_sum_of_an_agency_is_divided_as_the_profile_says(void **state) {
    struct fixture *f = *state;
    const struct objects *o =
        objects_of(f, "<bukti indikator='video' berkas='v.mp4' jumlah='5'/>",
                   "<inovasi id='lain' nama='Lain' instansi='disdik' urusan='pendidikan'><tahapan>Penerapan</tahapan>"
                   "</inovasi>");
    const struct profiles *p = profiles_of_checkout(f);
    const struct maturity_sum *s = maturity_sum(f->arena, o, profiles_find(p, "iga-2026"), NULL, 0);
    assert_int_equal(s->n, 2);
    assert_int_equal(s->points, 1200);
    assert_int_equal(s->divisor, 12);
    assert_int_equal(s->mean, 100);
    assert_int_equal(s->n_affairs, 6);
    assert_int_equal(s->covered, 2);
    assert_int_equal(s->needed, 5);
    assert_false(s->verified);
    s = maturity_sum(f->arena, o, profiles_find(p, "iga-2026"), "dinkes", 0);
    assert_int_equal(s->n, 1);
    assert_string_equal(maturity_profile(p) ? xml_attr(profile_node(maturity_profile(p)), "id") : "", "iga-2026");
    assert_false(maturity_known(profiles_find(p, "kipp-2025")));
    assert_string_equal(xml_attr(profile_node(maturity_profile_for(p, 2023)), "id"), "iga-2023");
    assert_string_equal(xml_attr(profile_node(maturity_profile_for(p, 2024)), "id"), "iga-2026");
    assert_string_equal(xml_attr(profile_node(maturity_profile_for(p, 2030)), "id"), "iga-2026");
}

static void a_measure_that_nobody_knows_is_told(void **state) {
    struct fixture *f = *state;
    profiles_of(
        f, false,
        (const char *const[]){
            PROFILE("<indikator id='sdm' label='SDM' ukuran='angota'><taraf nilai='tiga'>x</taraf></indikator>"),
            NULL});
    assert_string_equal(TOLD(f, "nama", "kata", "terdekat"), "E profile.word ukuran angota anggota\n"
                                                             "E profile.number nilai tiga ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(nothing_known_is_no_level),
        TEST(a_decree_shows_what_its_team_is),
        TEST(a_team_that_nothing_establishes_is_counted_and_bears_no_level),
        TEST(a_decree_without_a_number_is_still_being_formed),
        TEST(a_document_that_shows_nothing_is_silent),
        TEST(mutated_teams_change_exactly_what_they_should),
        TEST(evidence_supports_the_level_it_shows),
        TEST(evidence_that_is_our_document_speaks_by_its_kind),
        TEST(what_is_claimed_is_kept_apart_from_what_is_shown),
        TEST(trainings_count_where_the_team_or_its_agency_took_part),
        TEST(the_sum_of_an_agency_is_divided_as_the_profile_says),
        TEST(a_measure_that_nobody_knows_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
