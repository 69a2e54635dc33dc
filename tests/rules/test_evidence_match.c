// What evidence claims against what it shows: level, year, kind, subject, whether it still holds.
#include "fixture.h"

#include "rules/evidence_match.h"

#define WORLD                                                                                                          \
    "<data xmlns='urn:naskah:1'><instansi id='dinkes' nama='Dinas Kesehatan' jenis='dinas'/>"                          \
    "<inovasi id='antar' nama='Antar Obat' instansi='dinkes'>%s</inovasi>"                                             \
    "<inovasi id='lain' nama='Lain Sekali' instansi='dinkes'/>"                                                        \
    "<tim id='tim' tahun='2026' instansi='dinkes' inovasi='antar' nama='Tim Antar Obat'>"                              \
    "<anggota nama='A' kedudukan='Ketua'/><anggota nama='B' kedudukan='Anggota'/></tim>"                               \
    "<naskah id='sk-tim' jenis='keputusan' varian='kepala-pd' subjek='tim' tanggal='2025-12-29'>"                      \
    "<tentang>Tim</tentang></naskah>"                                                                                  \
    "<naskah id='sk-lain' jenis='keputusan' varian='bupati' subjek='lain' tanggal='2025-02-10'>"                       \
    "<tentang>Inovasi</tentang></naskah>"                                                                              \
    "<naskah id='sk-umum' jenis='keputusan' varian='bupati' instansi='dinkes' tanggal='2025-02-10'>"                   \
    "<tentang>Fasilitator</tentang></naskah>"                                                                          \
    "<naskah id='sk-teks' jenis='keputusan' varian='bupati' subjek='lain' tanggal='2025-02-10'>"                       \
    "<tentang>Penetapan</tentang><diktum>Menetapkan ANTAR OBAT.</diktum></naskah>"                                     \
    "<naskah id='sk-lama' jenis='keputusan' varian='bupati' subjek='antar' tanggal='2021-02-10'>"                      \
    "<tentang>Lama</tentang></naskah>"                                                                                 \
    "<naskah id='sk-cabut' jenis='keputusan' varian='bupati' subjek='antar' tanggal='2024-02-10'>"                     \
    "<tentang>Cabut</tentang></naskah>"                                                                                \
    "<naskah id='sk-baru' jenis='keputusan' varian='bupati' subjek='antar' tanggal='2025-02-10'>"                      \
    "<relasi jenis='mencabut' naskah='sk-cabut'/><tentang>Baru</tentang></naskah></data>"

static const char *match(struct fixture *f, const char *profile, const char *evidence) {
    const struct profiles *all = f->profiles ? f->profiles : (f->profiles = profiles_of_checkout(f));
    struct findings *unread = findings_new(f->arena, NULL), *told = findings_new(f->arena, NULL);
    struct objects *o = objects_new(f->arena);
    assert_true(objects_add(o, tree(f, arena_printf(f->arena, WORLD, evidence)), unread));
    objects_link(o, unread);
    assert_int_equal(unread->n, 0);
    const struct matching *m = matching_new(f->arena, o, all, profiles_find(all, profile));
    matching_tell(m, "antar", "usulan-1", told);
    struct buf out = buf_new(f->arena);
    for (size_t i = 0; i < told->n; i++) {
        const struct finding *one = &told->items[i];
        assert_string_equal(one->document, "usulan-1");
        assert_string_equal(finding_argument(one, "aturan"), "iga.bukti.cocok");
        assert_true(one->place.line > 0);
        buf_printf(&out, "%s%c %s %s %s %s", out.n ? "; " : "", "NWEF"[one->severity], one->rule + strlen("bukti."),
                   finding_argument(one, "tertulis"), finding_argument(one, "harapan"), finding_argument(one, "kata"));
    }
    return buf_text(&out);
}

static void evidence_is_held_against_what_it_shows(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *evidence, *told;
    } cases[] = {
        // The level.
        {"<bukti indikator='sdm' naskah='sk-tim' taraf='1'/>", ""},
        {"<bukti indikator='sdm' naskah='sk-tim' taraf='3'/>", "W taraf 3 1 1–10 orang"},
        {"<bukti indikator='sdm' naskah='sk-tim' taraf='1'/><bukti indikator='sdm' berkas='x.pdf' taraf='2'/>",
         "W taraf 2 1 1–10 orang"},
        {"<bukti indikator='monev' berkas='l.pdf' jenis='kajian' taraf='1'/>", ""},  // nobody is told to claim more
        {"<bukti indikator='pengaduan' berkas='l.jpg' jumlah='95' taraf='3'/>", "N taraf-belum 3 0 "},
        {"<bukti indikator='kemanfaatan' berkas='a.pdf' jumlah='350' satuan='orang'/>"
         "<bukti indikator='kemanfaatan' berkas='b.pdf' jumlah='3' satuan='kali'/>",
         "W dasar-ganda   orang, kali"},
        // The year: a decree of December is also of its team's year.
        {"<bukti indikator='pelaksana' naskah='sk-tim' tahun='2025'/>", ""},
        {"<bukti indikator='pelaksana' naskah='sk-tim' tahun='2026'/>", ""},
        {"<bukti indikator='pelaksana' naskah='sk-tim' tahun='2024'/>", "W naskah-tahun 2024 2025 "},
        {"<bukti indikator='sdm' naskah='sk-lama'/>", "W naskah-masa 2021 2024–2026 "},
        {"<bukti indikator='regulasi' naskah='sk-lama'/>", ""},  // a decree in force has no years
        // The kind.
        {"<bukti indikator='regulasi' naskah='sk-tim'/>",
         "W naskah-jenis keputusan halaman depan dan halaman yang memuat nama inovasi, masih berlaku "},
        {"<bukti indikator='monev' naskah='sk-tim'/>", ""},  // says nothing of kinds of document
        // The innovations.
        {"<bukti indikator='regulasi' naskah='sk-lain'/>", "W naskah-inovasi  Antar Obat "},
        {"<bukti indikator='regulasi' naskah='sk-umum'/>", ""},  // names none
        {"<bukti indikator='regulasi' naskah='sk-teks'/>", ""},  // names it in its text
        // What holds no more.
        {"<bukti indikator='regulasi' naskah='sk-cabut'/>", "W naskah-dicabut   "},
        {"<bukti indikator='regulasi' naskah='sk-baru'/>", ""},
        {"<bukti indikator='tidak-ada' naskah='sk-lain' taraf='3'/>", ""},  // told by another rule
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(match(f, "iga-2026", cases[i].evidence), cases[i].told);
    }
}

static void a_contest_without_levels_still_looks_at_documents(void **state) {
    struct fixture *f = *state;
    assert_string_equal(match(f, "iga", "<bukti indikator='sdm' naskah='sk-lain' taraf='3'/>"),
                        "W naskah-inovasi  Antar Obat ");
    assert_string_equal(match(f, "kipp-2023", "<bukti indikator='sdm' naskah='sk-lain' taraf='3'/>"), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(evidence_is_held_against_what_it_shows),
        TEST(a_contest_without_levels_still_looks_at_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
