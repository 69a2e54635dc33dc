// Documents that the plan derives in bulk: one for each participant, statements for each proposal; pages behind a
// certificate (naskah-formats §9).
#include <stdio.h>
#include <string.h>

#include "spec/spec.h"
#include "support.h"

static void says(const struct pages *pages, const char *words) {
    const char *text = spec_text(pages);
    if (!strstr(text, words)) {
        fail_msg("\"%s\" is not printed, but: %s", words, text);
    }
}

static void each_participant_has_a_certificate(void **state) {
    (void)state;
    const struct pages *rina = spec_pages("sertifikat-bimtek-1-rina");
    assert_int_equal(rina->n, 2);
    says(rina, "diberikan kepada Rina Marlina, S.K.M. Administrator Kesehatan sebagai Peserta pada Bimbingan Teknis");
    says(rina, "di Aula Rimba, 20 Mei 2025, selama 8 jam pelajaran dengan predikat Sangat Baik");
    assert_null(strstr(spec_text(rina), "Sari Melati"));
    const struct pages *surya = spec_pages("sertifikat-bimtek-1-surya");
    says(surya, "sebagai Narasumber pada Bimbingan Teknis");
    assert_null(strstr(spec_text(surya), "predikat"));
    says(spec_pages("sertifikat-bimtek-1-sari-melati-kusuma"), "Sari Melati Kusuma Kader Posyandu sebagai Peserta");
}

// It bears a date only when one is given: signed on another day than the course.
static void what_was_taught_stands_on_the_second_page(void **state) {
    (void)state;
    const struct pages *pages = spec_pages("sertifikat-bimtek-1-rina");
    spec_need(pages, 2, "MATERI", 0);
    assert_null(spec_find(pages, 1, "MATERI", 0));
    says(pages, "1. Kebijakan inovasi daerah Ir. Surya Adinata, M.Si. 2 2. Menulis");
    says(pages, "Dewi Anggraini, S.Sos. 4,5 3. Praktik penyusunan bukti dukung 1,5 Jumlah 8");
    assert_int_equal(pages->items[1].width, MM(297));
    const struct pages *written = spec_pages("sertifikat-tabel");
    assert_int_equal(written->n, 2);
    spec_need(written, 2, "DAFTAR NILAI", 0);
    assert_int_equal(spec_pages("sertifikat-isi")->n, 2);  // two people, no table
}

static void each_participant_is_invited(void **state) {
    (void)state;
    const struct pages *pages = spec_pages("undangan-bimtek-1-sari-melati-kusuma");
    assert_int_equal(pages->n, 1);
    says(pages, "Yth. Sari Melati Kusuma Kader Posyandu di");
}

// It says nothing of its own: why, who and what for follow from the meeting, and it has no hole.
static void those_of_the_agency_are_sent(void **state) {
    (void)state;
    const struct pages *pages = spec_pages("surat-tugas-bimtek-1");
    assert_int_equal(pages->n, 1);
    says(pages, "Dasar : penyelenggaraan Bimbingan Teknis Inovasi Pelayanan Publik oleh Dinas Komunikasi dan");
    says(pages, "MEMERINTAHKAN: Kepada : Nama : Doni Saputra Jabatan : Pranata Komputer Ahli Muda Untuk : 1.");
    assert_null(strstr(spec_text(pages), "Sari Melati"));
}

static void statements_go_with_a_proposal(void **state) {
    (void)state;
    const char *const kinds[] = {"implementasi", "identitas", "replikasi"};
    for (size_t i = 0; i < 3; i++) {
        char id[80];
        snprintf(id, sizeof id, "surat-pernyataan-%s-lapor-cepat-sinovik-unpsa", kinds[i]);
        const struct pages *pages = spec_pages(id);
        says(pages, "Nama Inovasi : Lapor Cepat");
        says(pages, "Fajar Nugroho, S.Kom., M.T.I.");
    }
}

static int leave(void **state) {
    (void)state;
    spec_end();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_participant_has_a_certificate),
        cmocka_unit_test(what_was_taught_stands_on_the_second_page),
        cmocka_unit_test(each_participant_is_invited), cmocka_unit_test(those_of_the_agency_are_sent),
        cmocka_unit_test(statements_go_with_a_proposal),
    };
    return cmocka_run_group_tests(tests, NULL, leave);
}
