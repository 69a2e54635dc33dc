// naskah mulai: eight answers make a working folder that runs at once, or nothing at all.
#include <libxml/relaxng.h>

#include "base/xml.h"
#include "e2e/e2e.h"

static int setup(void **state) {
    struct e2e *t = e2e_new();
    e2e_shell(t, "cp '%s/input/karo/ruang-diskusi.png' lambang.png", NASKAH_SOURCE_DIR);
    *state = t;
    return 0;
}

// What is there beside what the test itself put there.
static void assert_nothing_made(struct e2e *t) {
    e2e_shell(t, "ls -A | grep -v '^\\(out.txt\\|err.txt\\|lambang.*\\|jawab.*\\|ada\\)$' >rest.jawab; "
                 "grep -v rest.jawab rest.jawab >made.jawab; true");
    if (*e2e_read(t, "made.jawab")) {
        fail_msg("left behind: %s\n%s", e2e_read(t, "made.jawab"), t->out);
    }
    e2e_shell(t, "rm -f rest.jawab made.jawab");
}

static const char karo[] = "Kabupaten Karo\nKabanjahe\nCory Sriwaty, S.E.\nDrs. Eddi Surianta, M.Pd.\n"
                           "Badan Perencanaan & Inovasi <Daerah>\n"
                           "Ir. Surya \"Adi\" Adinata, M.Si. 19700215 199603 1 002\n"
                           "lambang.png\n2025\n";

// Whatever was answered, editors find nothing to say about the files.
static void assert_valid(struct e2e *t) {
    xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt(NASKAH_SOURCE_DIR "/templates/schema/naskah.rng");
    xmlRelaxNG *schema = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    assert_non_null(schema);
    size_t n;
    char **files = file_list(t->arena, file_join(t->arena, t->folder, "kab/input"), ".xml", &n);
    assert_int_equal(n, 6);
    for (size_t i = 0; i < n; i++) {
        xmlDoc *doc = xml_load(t->arena, files[i], findings_new(t->arena, NULL));
        assert_non_null(doc);
        xmlRelaxNGValidCtxt *valid = xmlRelaxNGNewValidCtxt(schema);
        if (xmlRelaxNGValidateDoc(valid, doc) != 0) {
            fail_msg("%s is not valid", files[i]);
        }
        xmlRelaxNGFreeValidCtxt(valid);
    }
    xmlRelaxNGFree(schema);
}

static void the_folder_runs_at_once(void **state) {
    struct e2e *t = *state;
    static const char *const ways[] = {"mulai kab --contoh --tahun 2025", "mulai kab --jawaban jawab.txt",
                                       "init kab <jawab.txt", "mulai kab --daerah 'Kota Makassar' --contoh --lambang "
                                                              "lambang.png --tanggal 2025-03-01"};
    e2e_write(t, "jawab.txt", karo);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        e2e_run(t, "%s", ways[i]);
        assert_status(t, 0);
        assert_says(t, "cd kab && naskah jalankan");
        assert_valid(t);
        e2e_shell(t, "cd kab && NASKAH_SHARE='%s' LANG=C '%s' jalankan --catatan >../out.txt", NASKAH_SOURCE_DIR,
                  NASKAH_BINARY);
        t->out = e2e_read(t, "out.txt");
        assert_says(t, "4 naskah: 4 dibuat, 0 tetap, 0 berhenti");
        e2e_shell(t, "cd kab && test $(ls output/*/*.tanda-tangan.pdf | wc -l) = 4 && ! ls -d *.part 2>/dev/null && "
                     "pdftotext -layout output/dinkes/pk-kinerja-dinkes-2025.arsip.pdf pk.txt");
        // A long name has room in the attendance list: three lines, not five.
        e2e_shell(t, "! grep -q 'Pembangunan, Riset dan Inovasi' kab/input/daerah.xml || "
                     "pdftotext -raw kab/output/kantor/notulen-*.draf.pdf - | grep -qx 'Pembangunan, Riset dan'");
        bool city = i == 3, said = i == 1 || i == 2;
        assert_non_null(strstr(e2e_read(t, "kab/pk.txt"),
                               city ? "Wali Kota Makassar" : said ? "Bupati Karo" : "Bupati"));
        assert_int_equal(e2e_exists(t, "kab/input/lambang.png"), i > 0);
        assert_null(strstr(e2e_read(t, "kab/input/orang.xml"), "{{"));
        e2e_shell(t, "grep -q '%s' kab/input/orang.xml", said ? "nama=\"Cory Sriwaty\".*" : "Hendra Saputra");
        e2e_shell(t, "rm -rf kab");
    }
    // What people wrote is no markup, and is no example.
    e2e_run(t, "mulai kab --jawaban jawab.txt");
    const char *people = e2e_read(t, "kab/input/orang.xml");
    assert_non_null(strstr(people, "gelar-depan=\"Ir.\""));
    assert_non_null(strstr(people, "nama=\"Surya &quot;Adi&quot; Adinata\""));
    assert_non_null(strstr(people, ">197002151996031002</nomor-induk>"));
    assert_non_null(strstr(people, "gelar-belakang=\"S.E.\" instansi=\"daerah\" contoh=\"tidak\""));
    assert_non_null(strstr(e2e_read(t, "kab/input/daerah.xml"),
                           "nama=\"Badan Perencanaan &amp; Inovasi &lt;Daerah>\""));
    assert_non_null(strstr(e2e_read(t, "kab/BACA-DULU.txt"), "Kabupaten Karo, tahun 2025"));
}

static void nothing_is_overwritten(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "mkdir ada && echo penting >ada/catatan.txt");
    assert_int_equal(e2e_run(t, "mulai ada --contoh"), 2);
    assert_says(t, "sudah ada dan tidak kosong");
    assert_string_equal(e2e_read(t, "ada/catatan.txt"), "penting\n");
    e2e_shell(t, "rm ada/catatan.txt");
    assert_int_equal(e2e_run(t, "mulai ada --contoh"), 0);  // an empty folder is as good as none
    assert_true(e2e_exists(t, "ada/input/orang.xml"));
    e2e_shell(t, "rm -rf ada && echo x >ada");
    assert_int_equal(e2e_run(t, "mulai ada --contoh"), 2);
    assert_string_equal(e2e_read(t, "ada"), "x\n");
    assert_int_equal(e2e_run(t, "mulai --contoh"), 0);  // called like the region
    assert_true(e2e_exists(t, "kabupaten-tanah-rimba/input/orang.xml"));
}

// In the folder that somebody stands in: it stays the same folder.
static void the_folder_one_stands_in(void **state) {
    struct e2e *t = *state;
    static const char *const ways[] = {".", "./", "\"$PWD\""};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        e2e_shell(t, "rm -rf ada && mkdir ada && cd ada && touch .naskah-mulai.1.part && ls -di . >../jawab.i && "
                     "NASKAH_SHARE='%s' LANG=C '%s' mulai %s --contoh >../out.txt && NASKAH_SHARE='%s' '%s' jalankan "
                     ">../jawab.j && ls -di . | cmp ../jawab.i -",
                  NASKAH_SOURCE_DIR, NASKAH_BINARY, ways[i], NASKAH_SOURCE_DIR, NASKAH_BINARY);
        assert_true(e2e_exists(t, "ada/BACA-DULU.txt"));
        assert_true(e2e_exists(t, "ada/input/tim.xml"));
        if (i < 2) {
            assert_non_null(strstr(e2e_read(t, "out.txt"), "Folder kerja ini siap (7 berkas). Lanjutkan: naskah jal"));
        }
        char *before = e2e_listing(t, "ada");
        e2e_shell(t, "cd ada && ! NASKAH_SHARE='%s' LANG=C '%s' mulai %s </dev/null >../out.txt 2>&1",
                  NASKAH_SOURCE_DIR, NASKAH_BINARY, ways[i]);
        const char *said = e2e_read(t, "out.txt");  // before any question is asked
        assert_non_null(strstr(said, i < 2 ? "Folder ini sudah ada dan tidak kosong" : "sudah ada dan tidak kosong"));
        assert_null(strstr(said, "1. "));
        assert_string_equal(e2e_listing(t, "ada"), before);
    }
    e2e_shell(t, "rm -rf ada");
}

static void wrong_answers_are_asked_again(void **state) {
    struct e2e *t = *state;
    e2e_write(t, "jawab.txt", "Karo\nKabupaten Karo\n12\nKabanjahe\n\n\n\nSurya 123\nSurya 197002151996031002\n"
                              "tidak-ada.png\njawab.txt\n\n26\n2025\n");
    assert_int_equal(e2e_run(t, "mulai kab <jawab.txt"), 0);
    static const char *const said[] = {"Tulis dengan jenisnya", "Tulis sebuah nama", "harus 18 angka",
                                       "tidak-ada.png tidak ada", "bukan gambar PNG atau JPG", "empat angka"};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        assert_says(t, said[i]);
    }
    assert_says(t, "5. Nama kantor yang mengurus inovasi [Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah]: ");
}

// Answers that end, are endless, or are no text: nothing is half-written.
static void hostile_answers(void **state) {
    struct e2e *t = *state;
    static const char *const made[] = {
        "printf 'Kabupaten Karo\\nKabanjahe\\n'",                   // end in the middle
        "printf 'Kabupaten Karo'",                                  // and in a line
        "true",
        "head -c 3000000 /dev/zero",                                // one line of NULs
        "yes Kabupaten",                                            // never an answer
        "head -c 100000 /dev/zero | tr '\\0' 'x'",
        "printf 'Kabupaten \\377\\376\\nKabupaten \\000\\nKabupaten \\033[31m\\n'",
    };
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        e2e_shell(t, "{ %s; } 2>/dev/null | head -c 4000000 >jawab.bin", made[i]);
        e2e_run(t, "mulai kab <jawab.bin");
        assert_status(t, 2);
        assert_says(t, "tidak ada yang ditulis");
        assert_nothing_made(t);
    }
    static const char *const options[] = {"--daerah Karo", "--tahun 20255", "--lambang out.txt", "--sekda ''",
                                          "--lambang /dev/zero", "--jawaban tidak-ada", "dua tiga",
                                          "--kepala-kantor 'Surya 12345'", "--daerah \"$(printf 'Kota \\377')\""};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        e2e_run(t, "mulai kab --contoh %s </dev/null", options[i]);
        assert_status(t, 2);
        assert_nothing_made(t);
    }
    e2e_shell(t, "mkdir ada && chmod a-w ada");
    if (access(file_join(t->arena, t->folder, "ada"), W_OK) != 0) {  // not as root
        e2e_run(t, "mulai ada/kab --contoh");
        assert_status(t, 3);
    }
}

// The disk refuses at the first write, the second …: the folder is whole or not there.
static void a_full_disk_leaves_nothing(void **state) {
    struct e2e *t = *state;
    for (int limit = 0; limit < 8; limit++) {
        e2e_shell(t, "rm -rf kab; (ulimit -f %d; NASKAH_SHARE='%s' LANG=C '%s' mulai kab --contoh) >out.txt "
                     "2>&1; echo $? >jawab.status", limit, NASKAH_SOURCE_DIR, NASKAH_BINARY);
        bool made = atoi(e2e_read(t, "jawab.status")) == 0;
        assert_int_equal(e2e_exists(t, "kab/input/tim.xml"), made);
        if (!made) {
            assert_nothing_made(t);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_folder_runs_at_once, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(nothing_is_overwritten, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(the_folder_one_stands_in, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(wrong_answers_are_asked_again, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(hostile_answers, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(a_full_disk_leaves_nothing, setup, e2e_teardown),
    };
    return cmocka_run_group_tests_name("mulai", tests, NULL, NULL);
}
