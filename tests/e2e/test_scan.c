// Scans of what was signed by pen come back: naskah terima --set.
#include "e2e/launching.h"

#define NOTES "input/catatan/keadaan.xml"

static int scan_setup(void **state) {
    e2e_setup(state);
    struct e2e *t = *state;
    launching_write(t, 9);  // ten papers of two pages each: the ninth is made in two copies
    e2e_run(t, "cetak luncur --kegiatan luncur --tanggal 2025-01-21");
    assert_status(t, 0);
    return 0;
}

static void test_a_stack_is_split_by_its_set(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "cp output/cetak/luncur.a4.pdf pindai.pdf");
    e2e_run(t, "terima pindai.pdf --set luncur --oleh 'Rina Marlina' --tanggal 2025-01-23 --ya");
    assert_status(t, 0);
    assert_says(t, "hal. 9: pk-k09");
    assert_says(t, "hal. 10: pk-k09");
    assert_says(t, "Set luncur: 10 naskah disimpan, asli basah, cocok menurut Rina Marlina.");
    char *notes = e2e_read(t, NOTES);
    assert_int_equal(launching_count(notes, "status=\"ttd\""), 9);
    assert_int_equal(launching_count(notes, "status=\"dipindai\""), 10);
    assert_int_equal(launching_count(notes, "asli basah, cocok menurut Rina Marlina"), 10);
    assert_non_null(strstr(notes, "rangkap=\"2\" kertas=\"a4\""));
    // The annexes on the other paper are still out, of both copies of the ninth.
    e2e_run(t, "status pk-k01 pk-k09");
    assert_says(t, "pk-k01: dipindai (1/2) 2025-01-23\n");
    assert_says(t, "pk-k09: dipindai (2/4) 2025-01-23\n");
    e2e_run(t, "tandai pk-k01 diarsipkan --boks 1");
    assert_status(t, 2);
    assert_says(t, "baru dipindai (1/2); diarsipkan baru dapat sesudah semuanya kembali");
    // Each part is the page of that contract; the scan itself stays whole.
    char *text = launching_output(t, "pdftotext input/catatan/diterima/pk-k07.luncur.a4.pindai.pdf -");
    assert_non_null(strstr(text, "DINAS NOMOR 7"));
    e2e_shell(t, "cmp pindai.pdf input/catatan/diterima/pindaian/*-pindai.pdf");
    e2e_shell(t, "for f in input/catatan/diterima/*.pdf; do qpdf --check $f >/dev/null || exit 1; done");
    // Once more: told, not kept twice. The other stack is something else.
    e2e_run(t, "terima pindai.pdf --set luncur --oleh Rina --ya --catatan");
    assert_status(t, 0);
    assert_says(t, "[scan.already]");
    assert_string_equal(e2e_read(t, NOTES), notes);
    e2e_shell(t, "cp output/cetak/luncur.f4.pdf pindai2.pdf");
    e2e_run(t, "terima pindai2.pdf --set luncur --oleh Rina --tanggal 2025-01-23 --ya");
    assert_status(t, 0);
    notes = e2e_read(t, NOTES);
    assert_int_equal(launching_count(notes, "status=\"ttd\""), 9);
    assert_int_equal(launching_count(notes, "status=\"dipindai\""), 20);
    e2e_run(t, "status pk-k01 pk-k09");
    assert_says(t, "pk-k01: dipindai 2025-01-23\n");
    assert_says(t, "pk-k09: dipindai 2025-01-23\n");
    // What was signed is frozen from then on.
    e2e_edit(t, "input/luncur.xml", "target='85'", "target='90'");
    e2e_run(t, "jalankan");
    assert_says(t, "pk-k01 sudah ttd");
}

static void test_pictures_make_pages(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "mkdir g && pdftoppm -r 20 -gray -jpeg output/cetak/luncur.f4.pdf g/f4");
    e2e_shell(t, "pdftoppm -r 20 -png -f 3 -l 3 output/cetak/luncur.f4.pdf g/p && mv g/p-*.png g/f4-03.png"
                 " && rm g/f4-03.jpg");
    e2e_run(t, "terima g/f4-* --set luncur --oleh Rina --tanggal 2025-01-23 --ya");
    assert_status(t, 0);
    char *info = launching_output(t, "pdfinfo input/catatan/diterima/pk-k03.luncur.f4.pindai.pdf");
    assert_non_null(strstr(info, "Pages:           1"));
    assert_non_null(strstr(info, "935.4"));  // 330 mm, lying as the annex does
    char *images = launching_output(t, "pdfimages -list input/catatan/diterima/pk-k04.luncur.f4.pindai.pdf");
    assert_non_null(strstr(images, "jpeg"));  // its bytes are those of the scanner
}

static void test_a_wrong_count_is_refused_with_words(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "qpdf output/cetak/luncur.a4.pdf --pages . 1-9 -- kurang.pdf");
    char *before = e2e_listing(t, "input");
    e2e_run(t, "terima kurang.pdf --set luncur --oleh Rina --ya");
    assert_status(t, 1);
    assert_says(t, "Hasil pindai berisi 9 halaman; set luncur memerlukan 10 (a4), 10 (f4), 20 (semua).");
    e2e_shell(t, "head -c 5000 output/cetak/luncur.a4.pdf >potong.pdf && head -c 3000 /dev/urandom >acak.pdf");
    e2e_run(t, "terima potong.pdf --set luncur --oleh Rina --ya");
    assert_status(t, 1);
    assert_says(t, "[scan.broken]");
    e2e_run(t, "terima acak.pdf --set luncur --oleh Rina --ya");
    assert_status(t, 1);
    e2e_run(t, "terima kurang.pdf --set lncur --oleh Rina --ya");
    assert_status(t, 1);
    assert_says(t, "yang paling mirip adalah luncur");
    assert_string_equal(e2e_listing(t, "input"), before);
    e2e_run(t, "terima kurang.pdf --set luncur --ya");
    assert_status(t, 2);
    e2e_run(t, "terima kurang.pdf --set luncur --oleh Rina </dev/null");
    assert_status(t, 2);
    e2e_shell(t, "qpdf output/cetak/luncur.a4.pdf --pages . 4 -- satu.pdf");
    e2e_run(t, "terima satu.pdf --set luncur --only pk-k04 --kertas a4 --oleh Rina --tanggal 2025-01-23 --ya");
    assert_status(t, 0);
    assert_says(t, "hal. 1: pk-k04");
}

// On a terminal each part is asked about: what is not right is not kept, and stopping keeps nothing.
static void test_an_operator_confirms_each(void **state) {
    struct e2e *t = *state;
    static const char ask[] = "LANG=C NASKAH_SHARE='%s' script -qec \"'%s' terima output/cetak/luncur.a4.pdf"
                              " --set luncur --oleh Rina --tanggal 2025-01-23\" /dev/null <answers >screen.txt 2>&1;"
                              " true";
    if (system("script -qec true /dev/null </dev/null >/dev/null 2>&1") != 0) {
        skip();  // a machine without pseudo-terminals
    }
    char *before = e2e_listing(t, "input");
    e2e_write(t, "answers", "y\ny\nq\n");
    e2e_shell(t, ask, NASKAH_SOURCE_DIR, NASKAH_BINARY);
    assert_non_null(strstr(e2e_read(t, "screen.txt"), "cocok?"));
    assert_non_null(strstr(e2e_read(t, "screen.txt"), "[scan.stopped]"));
    assert_string_equal(e2e_listing(t, "input"), before);
    e2e_write(t, "answers", "y\nt\n\ny\ny\ny\ny\ny\ny\ny\ny\n");
    e2e_shell(t, ask, NASKAH_SOURCE_DIR, NASKAH_BINARY);
    char *notes = e2e_read(t, NOTES);
    assert_int_equal(launching_count(notes, "status=\"dipindai\""), 9);
    assert_null(strstr(notes, "naskah=\"pk-k02\" status=\"dipindai\""));
    assert_non_null(strstr(e2e_read(t, "screen.txt"), "[scan.unconfirmed]"));
}

// Killed at any time, a step leaves either all of itself or nothing that the next one minds.
static void test_killed_at_any_time(void **state) {
    struct e2e *t = *state;
    char *before = e2e_read(t, NOTES);
    for (int i = 1; i <= 12; i++) {
        e2e_shell(t, "NASKAH_SHARE='%s' timeout -s KILL 0.%03d '%s' terima output/cetak/luncur.a4.pdf --set luncur"
                     " --oleh Rina --tanggal 2025-01-23 --ya >/dev/null 2>&1; true", NASKAH_SOURCE_DIR, i * 12,
                  NASKAH_BINARY);
        char *notes = e2e_read(t, NOTES);
        int n = launching_count(notes, "status=\"dipindai\"");
        assert_true(n == 0 ? strcmp(notes, before) == 0 : n == 10);
    }
    e2e_run(t, "terima output/cetak/luncur.a4.pdf --set luncur --oleh Rina --tanggal 2025-01-23 --ya");
    assert_status(t, 0);
    assert_int_equal(launching_count(e2e_read(t, NOTES), "status=\"dipindai\""), 10);
    e2e_shell(t, "test -z \"$(find input -name '*.part')\"");
    char *command = arena_printf(t->arena, "cd '%s' && (ulimit -f 20; NASKAH_SHARE='%s' '%s' terima "
                                           "output/cetak/luncur.f4.pdf --set luncur --oleh Rina --ya >out.txt 2>&1); "
                                           "test $? = 3", t->folder, NASKAH_SOURCE_DIR, NASKAH_BINARY);
    before = e2e_listing(t, "input");
    assert_int_equal(system(command), 0);
    assert_string_equal(e2e_listing(t, "input"), before);
}

#define SCAN_TEST(name) cmocka_unit_test_setup_teardown(name, scan_setup, e2e_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        SCAN_TEST(test_a_stack_is_split_by_its_set),
        SCAN_TEST(test_pictures_make_pages),
        SCAN_TEST(test_a_wrong_count_is_refused_with_words),
        SCAN_TEST(test_an_operator_confirms_each),
        SCAN_TEST(test_killed_at_any_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
