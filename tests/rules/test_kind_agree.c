// What is told twice must be told alike: each kind of rule with what agrees and with what does not.
#include "fixture.h"

struct row {
    const char *record, *told;  // told: each finding with its rule in the profile
};

static void check_rows(struct fixture *f, const struct row *rows, size_t n) {
    profiles_of(f, true, (const char *const[]){NULL});
    for (size_t i = 0; i < n; i++) {
        fresh(f);
        check_record(f->arena, tree(f, rows[i].record), f->profiles, NULL, f->findings);
        const char *out = TOLD(f, "aturan");
        if (strcmp(out, rows[i].told) != 0) {
            fail_msg("%s\n  expected: %s\n  told: %s", rows[i].record, rows[i].told, out);
        }
    }
}
#define ROWS(...)                                                 \
    static const struct row rows[] = {__VA_ARGS__};               \
    check_rows(*state, rows, sizeof rows / sizeof *rows)

#define LAW "<mengingat peringkat='uu' nomor='23' tahun='2014'>Undang-Undang Nomor 23 Tahun 2014</mengingat>"
#define DIKTUM "<diktum>Membentuk Tim.</diktum><diktum>Berlaku pada tanggal ditetapkan.</diktum>"
#define DECREE(inside) "<naskah jenis='keputusan' tanggal='2025-02-10'>" inside "</naskah>"
#define PLAIN(inside) DECREE("<menimbang>bahwa a;</menimbang>" LAW DIKTUM inside)
#define LETTERS(said)                                                                                            \
    DECREE("<menimbang>bahwa a;</menimbang><menimbang>bahwa b;</menimbang><menimbang>bahwa berdasarkan "         \
           "pertimbangan sebagaimana dimaksud dalam " said ", perlu menetapkan Keputusan tentang Tim;</menimbang>" \
           "<tentang>Tim</tentang>" LAW DIKTUM)

static void the_last_consideration_names_those_before_it(void **state) {
    ROWS({LETTERS("huruf a dan huruf b"), ""},
         {LETTERS("huruf a sampai dengan huruf b"), ""},
         {LETTERS("huruf a"), "W naskah.huruf-menimbang umum.menimbang.huruf"},
         {LETTERS("huruf a, huruf b, dan huruf c"), "W naskah.huruf-menimbang umum.menimbang.huruf"});
}

#define TITLED(tentang, consideration, diktum, annex)                                                            \
    DECREE("<tentang>" tentang "</tentang><menimbang>bahwa perlu menetapkan Keputusan Bupati tentang " consideration \
           ";</menimbang>" LAW "<diktum>Keputusan Bupati tentang " diktum ".</diktum>"                            \
           "<diktum>Tercantum dalam Lampiran.</diktum><lampiran><p>Lampiran Keputusan Bupati tentang " annex     \
           "</p></lampiran>")

static void a_decree_is_called_the_same_wherever_it_names_itself(void **state) {
    ROWS({TITLED("Tim Inovasi", "Tim Inovasi", "TIM  INOVASI", "Tim Inovasi"), ""},
         {TITLED("Tim Inovasi", "Tim Inovatif", "Tim Inovasi", "Tim Inovasi"),
          "E naskah.judul-lain umum.judul.menimbang"},
         {TITLED("Tim Inovasi", "Tim Inovasi", "Tim Inovasi Daerah", "Tim Inovasi"),
          "E naskah.judul-lain umum.judul.menetapkan"},
         {TITLED("Tim Inovasi", "Tim Inovasi", "Tim Inovasi", "Tim"), "E naskah.judul-lain umum.judul.lampiran"});
}

static void a_decree_speaks_of_the_year_of_its_title(void **state) {
    ROWS({PLAIN("<tentang>Tim Tahun 2025</tentang>"), ""},
         {DECREE("<tentang>Tim Tahun 2025</tentang><menimbang>bahwa a;</menimbang>" LAW
                 "<diktum>Membentuk Tim Tahun 2024.</diktum><diktum>Berlaku.</diktum>"),
          "W naskah.tahun-lain umum.tahun.diktum"});
}

#define LAWS(more) DECREE("<menimbang>bahwa a;</menimbang>" LAW more DIKTUM)

static void each_law_stands_once_and_before_the_decree(void **state) {
    ROWS({LAWS("<mengingat peringkat='uu' nomor='9' tahun='2015'>Undang-Undang Nomor 9 Tahun 2015</mengingat>"), ""},
         {LAWS(LAW), "W naskah.mengingat-ganda umum.mengingat.sekali"},
         {LAWS("<mengingat peringkat='pp' nomor='1' tahun='2026'>Peraturan Pemerintah Nomor 1 Tahun 2026</mengingat>"),
          "E naskah.mengingat-kemudian umum.mengingat.kemudian"},
         {LAWS("<mengingat peringkat='pp' nomor='1' tahun='2019'>Peraturan Pemerintah Nomor 1 Tahun 2019 sebagaimana "
               "telah diubah dengan Peraturan Pemerintah Nomor 3 Tahun 2026</mengingat>"),
          "E naskah.mengingat-kemudian umum.mengingat.kemudian"});
}

#define OF_REGION(variant, law)                                                                             \
    "<naskah jenis='keputusan' varian='" variant "' tanggal='2025-02-10'><pemda id='rimba' nama='Kabupaten Rimba' " \
    "nama-saja='Rimba'/><menimbang>bahwa a;</menimbang>" LAW law DIKTUM "</naskah>"

static void a_regions_decree_rests_on_a_law_of_its_own(void **state) {
    ROWS({OF_REGION("bupati", "<mengingat peringkat='perda' daerah='rimba'>Perda</mengingat>"), ""},
         {OF_REGION("bupati", "<mengingat peringkat='perda'>Peraturan Daerah Kabupaten Rimba Nomor 3</mengingat>"), ""},
         {OF_REGION("bupati", ""), "W naskah.mengingat-daerah umum.mengingat.daerah"},
         {OF_REGION("kepala-pd", ""), "N naskah.mengingat-daerah umum.mengingat.daerah-pd"});
}

#define TEAM(said)                                                                                             \
    DECREE("<menimbang>bahwa a;</menimbang>" LAW "<diktum>Membentuk Tim yang " said ".</diktum><diktum>Tercantum " \
           "dalam Lampiran.</diktum><lampiran><tim><anggota/><anggota/><anggota/></tim></lampiran>")

static void a_team_is_as_large_as_it_is_told(void **state) {
    ROWS({TEAM("beranggotakan 3 (tiga) orang"), ""},
         {TEAM("melayani 40 orang"), ""},  // said of others
         {TEAM("beranggotakan 4 (empat) orang"), "W naskah.jumlah-tim umum.tim.jumlah"},
         {TEAM("beranggotakan 3 (empat) orang"), "W naskah.terbilang-lain umum.terbilang"});
}

#define SAID(text) DECREE("<menimbang>bahwa a;</menimbang>" LAW "<diktum>" text "</diktum>" DIKTUM)
#define ANSWERED(text)                                                                                            \
    "<naskah jenis='proposal'><inovasi><usulan><bagian id='a'><isian id='a' jenis='teks'><jawaban><p>" text       \
    "</p></jawaban></isian></bagian></usulan></inovasi></naskah>"

static void figures_words_and_days_agree(void **state) {
    ROWS({SAID("Honor Rp1.500.000,00 (satu juta lima ratus ribu rupiah)."), ""},
         {SAID("Honor Rp1.500.000,00 (satu juta enam ratus ribu rupiah)."), "W naskah.terbilang-lain umum.terbilang"},
         {SAID("Mulai hari Senin tanggal 3 Maret 2025."), ""},
         {SAID("Mulai hari Selasa tanggal 3 Maret 2025."), "W naskah.hari-lain umum.hari"},
         {SAID("Mulai tanggal 30 Februari 2025."), "W naskah.tanggal-mustahil umum.hari"},
         {ANSWERED("Uji coba hari Senin, 3 Maret 2025"), ""},
         {ANSWERED("Uji coba hari Selasa, 3 Maret 2025"), "N naskah.hari-lain umum.hari.jawaban"});
}

#define MEETING(own, attributes)                                                                    \
    "<naskah jenis='notulen' " own "><kegiatan jumlah-peserta='2' " attributes "><peserta/><peserta/><keputusan/>" \
    "</kegiatan></naskah>"

static void times_follow_each_other(void **state) {
    ROWS({MEETING("tanggal='2025-03-12'", "tanggal='2025-03-12' mulai='09:00' selesai='11:30'"), ""},
         {MEETING("tanggal='2025-03-11'", "tanggal='2025-03-12'"), "W naskah.waktu-terbalik umum.notulen.tanggal"},
         {MEETING("tanggal='2025-03-12'", "tanggal='2025-03-12' mulai='09:00' selesai='08.30'"),
          "W naskah.waktu-terbalik umum.rapat.jam"},
         {PLAIN("<relasi jenis='mencabut' tanggal='2024-03-04'/>"), ""},
         {PLAIN("<relasi jenis='mencabut' tanggal='2025-02-11'/>"), "E naskah.waktu-terbalik umum.relasi.tanggal"},
         {"<naskah jenis='undangan' tanggal='2025-03-13'><kegiatan tanggal='2025-03-12'/></naskah>",
          "W naskah.waktu-terbalik umum.undangan.tanggal"});
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_last_consideration_names_those_before_it),
        TEST(a_decree_is_called_the_same_wherever_it_names_itself),
        TEST(a_decree_speaks_of_the_year_of_its_title),
        TEST(each_law_stands_once_and_before_the_decree),
        TEST(a_regions_decree_rests_on_a_law_of_its_own),
        TEST(a_team_is_as_large_as_it_is_told),
        TEST(figures_words_and_days_agree),
        TEST(times_follow_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
