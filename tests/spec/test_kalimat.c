// What is printed where the data are not the usual ones: targets in words, decrees without number, single duties.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "spec/spec.h"

#define FILLED 14  // proposals with an answer that is one sentence longer each

static struct arena *arena;

static bool says(const char *id, const char *words) {
    return strstr(spec_text(spec_pages(id)), words) != NULL;
}

static void units_stand_behind_figures_only(void **state) {
    (void)state;
    assert_true(says("pk-kk-target", "Peringkat daerah 20 besar "));
    assert_false(says("pk-kk-target", "20 besar peringkat"));
    assert_false(says("pk-kk-target", "Sangat Inovatif predikat"));
    assert_true(says("pk-kk-target", "85,5 nilai"));
    assert_true(says("pk-kk-target", "80-90 persen"));
}

static void evidence_is_named_as_people_name_it(void **state) {
    (void)state;
    const char *id = "proposal-berbukti-iga";
    assert_false(says(id, "sk-tanpa-nomor"));  // an id is no name
    assert_true(says(id, "Nomor 188/9/2025"));
    assert_true(says(id, "pindaian.pdf"));
    const struct pages *p = spec_pages(id);
    spec_need(p, 0, "\xE2\x80\xA6", 0);  // the number to be filled in
}

static void brackets_do_not_stand_in_brackets(void **state) {
    (void)state;
    assert_true(says("notulen-rapat-kurung", "Kurir – inovasi Klinik Inovasi (Klinik Inoba) "));
    assert_true(says("notulen-rapat-kurung", "Obat (inovasi Antar Obat Lansia)"));
}

static void a_single_position_is_not_counted(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-tugas-satu");
    int page = spec_page_of(p, "URAIAN TUGAS");
    const struct spec_row rows[] = {
        {ROW("4.5 only position", "Ketua"), .page = page, .x = 30},
        {ROW("4.5 its duties", "memimpin tim"), .page = page, .x = 38},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_null(spec_find(p, page, "1.", 0));
}

static void questions_are_not_torn(void **state) {
    (void)state;
    for (int i = 0; i < FILLED; i++) {
        struct findings *findings;
        const struct pages *p = spec_draft(arena_printf(arena, "proposal-isi-%d-sinovik-unpsa", i), &findings);
        for (size_t n = 0; n + 1 < p->n; n++) {
            const struct item *last = NULL;
            for (size_t k = 0; k < p->items[n].n; k++) {
                const struct item *item = &p->items[n].items[k];
                if (item->kind == ITEM_TEXT && spec_mm(item->y) < 297 - 15 && (!last || item->y >= last->y)) {
                    last = item;
                }
            }
            if (last && last->style) {
                assert_string_not_equal(last->style, "pertanyaan");
            }
        }
    }
}

static void a_hole_is_named_by_its_section(void **state) {
    (void)state;
    struct findings *findings;
    spec_draft("proposal-isi-0-sinovik-unpsa", &findings);
    for (size_t i = 0; i < findings->n; i++) {
        if (strcmp(findings->items[i].rule, "template.hole") == 0) {
            assert_true(strlen(findings->items[i].args[0].value) < 60);  // a title, not a question
        }
    }
}

static void names_on_letterheads_have_three_lines(void **state) {
    (void)state;
    struct findings *findings;
    spec_draft("sk-kop", &findings);
    int lines = 0;
    for (size_t i = 0; i < findings->n; i++) {
        lines += strcmp(findings->items[i].rule, "layout.lines") == 0;
    }
    assert_int_equal(lines, 1);
}

// A line of the signer's block that holds nothing but this word.
static bool stands_alone(const struct pages *p, const char *word) {
    const struct item *line;
    for (int nth = 0; (line = spec_find(p, 0, word, nth)); nth++) {
        if (line->text.n_text == strlen(word)) {
            return true;
        }
    }
    return false;
}

static void offices_and_names_of_signers_break_well(void **state) {
    (void)state;
    struct findings *findings;
    const struct pages *p = spec_draft("sk-kop", &findings);
    const struct item *name = spec_need(p, 0, "MUHAMMAD SYARIFUDDIN ABDURRAHMAN WAHID HASYIM", 0);
    assert_true(spec_mm(name->x + name->width) < 195 + SPEC_TOLERANCE);
    assert_true(spec_mm(name->x) < 30 + 0.52 * 165);
    spec_near("2.10 the block stands together", spec_mm(spec_need(p, 0, "Ditetapkan di", 0)->x), spec_mm(name->x));
    assert_false(stands_alone(p, "DAERAH"));
    assert_false(stands_alone(spec_pages("pk-kk-panjang-nama"), "Daerah"));
}

static const char objects[] =
    "<data xmlns='urn:naskah:1'>"
    "<kontrak id='kk-target' tahun='2025' instansi='dinkes' pihak-pertama='dinkes/Kepala Dinas' "
    "pihak-kedua='rimba/Bupati' tanggal='2025-01-20'><sasaran nama='Mutu'>"
    "<indikator nama='Peringkat daerah' target='20 besar' satuan='peringkat'/>"
    "<indikator nama='Predikat' target='Sangat Inovatif' satuan='predikat'/>"
    "<indikator nama='Indeks' target='85,5' satuan='nilai'/>"
    "<indikator nama='Cakupan' target='80-90' satuan='persen'/></sasaran></kontrak>"
    "<kontrak id='kk-panjang-nama' tahun='2025' instansi='panjang' pihak-pertama='panjang/Kepala Badan' "
    "pihak-kedua='rimba/Bupati' tanggal='2025-01-20'><sasaran nama='Mutu'>"
    "<indikator nama='Indeks' target='8'/></sasaran></kontrak>"
    "<inovasi id='berbukti' nama='Berbukti' instansi='dinkes' inisiator='OPD' nama-inisiator='Dinas' "
    "jenis-inovasi='Non Digital' bentuk='Inovasi pelayanan publik' tematik='Non tematik' urusan='Kesehatan'>"
    "<tahapan uji-coba='2024-02-05' penerapan='2024-07-01'>Penerapan</tahapan>"
    "<usulan profil='iga' tahun='2025' tanggal-mulai='2024-07-01' pengesah='dinkes/Kepala Dinas' tanggal='2025-03-05'>"
    "<jawaban bagian='rancang'><p>Rancang.</p></jawaban><jawaban bagian='tujuan'><p>Tujuan.</p></jawaban>"
    "<jawaban bagian='manfaat'><p>Manfaat.</p></jawaban><jawaban bagian='hasil'><p>Hasil.</p></jawaban></usulan>"
    "<bukti indikator='regulasi' naskah='sk-tanpa-nomor'/><bukti indikator='regulasi' naskah='sk-bernomor'/>"
    "<bukti indikator='sdm' berkas='pindaian.pdf' nomor='7' /></inovasi>"
    "<inovasi id='klinik' nama='Klinik Inovasi (Klinik Inoba)' instansi='dinkes' inisiator='OPD'/>"
    "<kegiatan id='rapat-kurung' jenis='rapat' nama='Rapat' instansi='bappeda' tanggal='2025-03-12' mulai='09:00' "
    "tempat='Aula' pimpinan='surya' notulis='dewi' jumlah-peserta='3'><pembukaan><p>Dibuka.</p></pembukaan>"
    "<butir pokok='Kurir' inovasi='klinik'><pembahasan><p>Dibahas.</p></pembahasan><keputusan>Ya.</keputusan></butir>"
    "<butir pokok='Obat' inovasi='antar-obat'><pembahasan><p>Dibahas.</p></pembahasan></butir></kegiatan>"
    "<tim id='tim-satu' tahun='2025' instansi='bappeda' nama='Tim'><anggota orang='surya' kedudukan='Ketua'/>"
    "<tugas kedudukan='Ketua'><ol><li>memimpin tim; dan</li><li>melapor.</li></ol></tugas></tim>"
    "<instansi id='panjang' induk='rimba' jenis='badan' "
    "nama='Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah' kop='kop-panjang'/>"
    "<kop id='kop-panjang' jenis='perangkat-daerah'><baris>PEMERINTAH KABUPATEN TANAH RIMBA</baris>"
    "<nama>BADAN PERENCANAAN PEMBANGUNAN, PENELITIAN, PENGEMBANGAN, RISET, INOVASI, PENDAPATAN, PENGELOLAAN KEUANGAN, "
    "PENGELOLAAN ASET, KEPEGAWAIAN, PENDIDIKAN, DAN PELATIHAN DAERAH</nama><alamat>Jalan Merdeka</alamat></kop>"
    "<orang id='kepala-panjang' instansi='panjang' nama='Muhammad Syarifuddin Abdurrahman Wahid Hasyim'>"
    "<jabatan instansi='panjang' nama='Kepala Badan' sejak='2020-01-01'/></orang>";

static void add_decree(struct buf *xml, const char *id, const char *office, const char *more, const char *rest) {
    buf_printf(xml, "<naskah id='%s' jenis='keputusan' instansi='%.*s' penetap='%s' tanggal='2025-02-10' %s>", id,
               (int)strcspn(office, "/"), office, office, more);
    buf_printf(xml, "<tentang>Tim Inovasi</tentang><menimbang>bahwa perlu dibentuk tim;</menimbang>"
               "<mengingat ref='perda-rimba'/><diktum>Membentuk Tim dalam Lampiran.</diktum>%s</naskah>", rest);
}

static int open_world(void **state) {
    (void)state;
    arena = arena_new(0);
    struct buf xml = buf_new(arena);
    buf_str(&xml, objects);
    add_decree(&xml, "sk-tanpa-nomor", "rimba/Bupati", "", "");
    add_decree(&xml, "sk-kop", "panjang/Kepala Badan", "", "");
    add_decree(&xml, "sk-tugas-satu", "bappeda/Kepala Badan", "subjek='tim-satu'",
               "<lampiran jenis='uraian-tugas' judul='Uraian Tugas' subjek='tim-satu'/>");
    buf_str(&xml, "<naskah id='sk-bernomor' jenis='keputusan' instansi='rimba' penetap='rimba/Bupati' "
            "tanggal='2025-02-11'><nomor>188/9/2025</nomor><tentang>Lain</tentang></naskah>");
    for (int i = 0; i < FILLED; i++) {
        buf_printf(&xml, "<inovasi id='isi-%d' nama='Isi' instansi='dinkes' inisiator='OPD'><usulan "
                   "profil='sinovik-unpsa' tahun='2025'><jawaban bagian='ringkasan'>", i);
        for (int k = 0; k < i; k++) {
            buf_str(&xml, "<p>Satu alinea pendek.</p>");
        }
        buf_str(&xml, "<p>Akhir.</p></jawaban></usulan></inovasi>");
    }
    buf_str(&xml, "</data>");
    spec_add(buf_text(&xml));
    return 0;
}

static int close_world(void **state) {
    (void)state;
    spec_end();
    arena_free(arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_stand_behind_figures_only),
        cmocka_unit_test(evidence_is_named_as_people_name_it),
        cmocka_unit_test(brackets_do_not_stand_in_brackets),
        cmocka_unit_test(a_single_position_is_not_counted),
        cmocka_unit_test(questions_are_not_torn),
        cmocka_unit_test(a_hole_is_named_by_its_section),
        cmocka_unit_test(offices_and_names_of_signers_break_well),
        cmocka_unit_test(names_on_letterheads_have_three_lines),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
