// The command line: help, languages, reports, and what each exit status is for.
#include <sys/file.h>

#include "e2e/e2e.h"

static void test_help_names_every_command(void **state) {
    struct e2e *t = *state;
    static const char *const commands[] = {"jalankan", "periksa", "buat", "tampil", "templat", "bantuan"};
    static const char *const aliases[] = {"run", "check", "make", "show", "template", "help"};
    assert_int_equal(e2e_run(t, "--help"), 0);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        assert_says(t, commands[i]);
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        assert_int_equal(e2e_run(t, "%s --help", commands[i]), 0);
        char *by_name = t->out;
        assert_says(t, aliases[i]);
        assert_says(t, "Contoh:");
        assert_says(t, arena_printf(t->arena, "\n  naskah %s", commands[i]));
        assert_int_equal(e2e_run(t, "bantuan %s", aliases[i]), 0);
        assert_string_equal(t->out, by_name);
        // No text of the catalogue is missing.
        assert_false(e2e_says(t, "cli."));
        assert_int_equal(e2e_run(t, "help %s --lang en", commands[i]), 0);
        assert_false(e2e_says(t, "cli."));
        assert_says(t, "Examples:");
    }
    assert_int_equal(e2e_run(t, "--version"), 0);
    assert_int_equal(strncmp(t->out, "naskah ", 7), 0);
}

struct misuse {
    const char *words, *says;
};

static const struct misuse misuses[] = {
    {"", "naskah jalankan"},
    {"jalnkan", "Mungkin maksudnya: naskah jalankan"},
    {"zzzzzzzz", "Semua perintah"},
    {"jalankan --outptu x", "Mungkin maksudnya --output"},
    {"jalankan -o", "memerlukan nilai"},
    {"jalankan --ulang=3", "tidak memakai nilai"},
    {"periksa --ulang", "tidak berlaku untuk naskah periksa"},
    {"jalankan --lang de", "--lang id"},
    {"buat", "Sebutkan naskah"},
    {"buat sk-dinks", "Mungkin maksudnya sk-dinkes"},
    {"buat tidak-ada-sama-sekali", "Daftar naskah"},
    {"buat sk-dinkes --rendition drat", "draf"},
    {"buat sk-dinkes --ulangi -3", "lebih besar dari nol"},
    {"tampil -T kotak", "boxes"},
    {"tampil -T objects dinkess", "Mungkin maksudnya dinkes"},
    {"jalankan --only 'xyz*'", "xyz"},
    {"periksa sk-dinks", "Mungkin maksudnya sk-dinkes"},
    {"templat", "naskah templat periksa"},
    {"templat ubah", "naskah templat periksa"},
};

static void test_wrong_use(void **state) {
    struct e2e *t = *state;
    for (size_t i = 0; i < sizeof misuses / sizeof *misuses; i++) {
        e2e_run(t, "%s", misuses[i].words);
        assert_status(t, 2);
        assert_says(t, misuses[i].says);
    }
    assert_false(e2e_exists(t, "output"));
}

static void test_no_input_folder(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "mv input lain");
    e2e_run(t, "jalankan");
    assert_status(t, 2);
    assert_says(t, "Folder input tidak ada");
    e2e_run(t, "jalankan tiada");
    assert_status(t, 1);
    assert_says(t, "[file.missing]");
}

static void test_language(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "periksa --lang en");
    assert_says(t, "error:");
    assert_false(e2e_says(t, "galat:"));
    e2e_run(t, "periksa");
    assert_says(t, "galat:");
    e2e_shell(t, "LANG=en_US.UTF-8 NASKAH_SHARE='%s' '%s' periksa >en.txt; test $? = 1; grep -q 'error:' en.txt",
              NASKAH_SOURCE_DIR, NASKAH_BINARY);
    e2e_shell(t, "LC_ALL=id_ID.UTF-8 LANG=en_US.UTF-8 NASKAH_SHARE='%s' '%s' periksa >id.txt; grep -q 'galat:' id.txt",
              NASKAH_SOURCE_DIR, NASKAH_BINARY);
}

// A finding shows its place, the line with a caret under the column, and a remedy.
static void test_findings_point(void **state) {
    struct e2e *t = *state;
    e2e_write(t, "input/x.xml", "<data xmlns=\"urn:naskah:1\">\n  <orang id=\"x\" nama=\"B\" nma=\"C\"/>\n</data>");
    e2e_run(t, "periksa");
    assert_says(t, "input/x.xml:2:26: galat: ");
    assert_says(t, "\n    |   <orang id=\"x\" nama=\"B\" nma=\"C\"/>\n    |                          ^\n    → ");
    assert_says(t, "[object.attribute]");
    e2e_run(t, "periksa input/x.xml");
    assert_says(t, "[object.attribute]");
    assert_false(e2e_says(t, "inovasi.xml"));
    e2e_run(t, "periksa input/kontrak.xml");
    assert_status(t, 0);
    assert_false(e2e_exists(t, "output"));
}

// A word that is no file names a document: it alone is checked.
static void test_check_of_documents(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "periksa sk-dinkes");
    assert_status(t, 0);
    assert_false(e2e_says(t, "proposal-antar-obat-iga"));
    e2e_run(t, "periksa 'proposal-*'");
    assert_status(t, 1);
    assert_says(t, "— proposal-antar-obat-iga");
    e2e_run(t, "periksa input/sk.xml proposal-antar-obat-iga");
    assert_status(t, 1);
    assert_says(t, "— proposal-antar-obat-iga");
    e2e_run(t, "periksa tiada.xml");
    assert_status(t, 1);
    assert_says(t, "[file.missing]");
}

static void test_check_of_templates(void **state) {
    struct e2e *t = *state;
    assert_int_equal(e2e_run(t, "templat periksa"), 0);
    assert_says(t, "Keluar 0");
    e2e_share(t);
    e2e_edit(t, "share/templates/parts/tanda-tangan.xml", "select=\"orang/@pangkat\"", "select=\"orang/@pngkat\"");
    e2e_run(t, "templat periksa");
    assert_status(t, 1);
    assert_says(t, "share/templates/parts/tanda-tangan.xml:");
    assert_says(t, "Temuan: 1 galat");  // though many templates include it
    assert_says(t, "templat");
    e2e_run(t, "template check share/templates/documents/notulen.xml --json");
    assert_status(t, 1);
    assert_says(t, "tanda-tangan.xml\",\"line\":");
    e2e_run(t, "templat periksa '%s/templates/documents/notulen.xml'", NASKAH_SOURCE_DIR);
    assert_status(t, 0);
    e2e_shell(t, "cd share/templates/documents && { '%s' templat periksa notulen.xml --share ../.. >out.txt; "
                 "test $? = 1; } && grep -q pangkat out.txt && test $(grep -c 'galat: ' out.txt) = 1", NASKAH_BINARY);
    e2e_run(t, "templat periksa tiada.xml --lang en");
    assert_status(t, 1);
    assert_says(t, "[file.missing]");
    assert_false(e2e_exists(t, "naskah.db"));
}

static void test_json_lines(void **state) {
    struct e2e *t = *state;
    e2e_write(t, "input/x.xml",
              "<data xmlns=\"urn:naskah:1\">\n  <orang id=\"x\" nama=\"B\" n_a=\"&quot;&#92;\"/>\n</data>");
    e2e_run(t, "jalankan --json");
    assert_status(t, 1);
    int lines = 0, findings = 0, outputs = 0, groups = 0, summaries = 0;
    for (char *p = t->printed, *end; (end = strchr(p, '\n')) != NULL; p = end + 1, lines++) {
        assert_int_equal(*p, '{');
        assert_int_equal(end[-1], '}');
        findings += strncmp(p, "{\"type\":\"finding\",\"rule\":\"", 25) == 0;
        outputs += strncmp(p, "{\"type\":\"output\",\"document\":\"", 28) == 0;
        groups += strncmp(p, "{\"type\":\"group\",", 16) == 0;
        summaries += strncmp(p, "{\"type\":\"summary\",", 18) == 0;
    }
    assert_int_equal(lines, findings + outputs + groups + summaries);
    assert_int_equal(outputs, 13);
    assert_int_equal(summaries, 1);
    assert_true(findings > 1);
    assert_says(t, "\"exit\":1");
    assert_says(t, "\"file\":\"input/x.xml\",\"line\":2,\"column\":26");
    assert_non_null(strstr(e2e_read(t, "err.txt"), "Keluar 1"));
}

static void test_no_color_into_files(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    assert_null(strchr(t->out, '\033'));
}

static void test_show(void **state) {
    struct e2e *t = *state;
    assert_int_equal(e2e_run(t, "tampil"), 0);
    assert_says(t, "sk-dinkes keputusan dinkes\n");
    assert_int_equal(e2e_run(t, "tampil -T objects"), 0);
    assert_says(t, "orang lestari input/daerah.xml:");
    assert_int_equal(e2e_run(t, "tampil -T objects lestari"), 0);
    assert_says(t, "gelar-depan=\"dr.\"");
    assert_int_equal(e2e_run(t, "show -T record sk-dinkes"), 0);
    assert_says(t, "<naskah id=\"sk-dinkes\"");
    assert_int_equal(e2e_run(t, "show -T boxes sk-dinkes"), 0);
    assert_true(strlen(t->out) > 1000);
    assert_int_equal(e2e_run(t, "show -T trace sk-dinkes"), 0);
    assert_says(t, "page 1 609.449x935.433");
    assert_int_equal(e2e_run(t, "tampil sk-dinkes --store lain.db"), 0);  // it needs none, and takes the option
    assert_false(e2e_exists(t, "lain.db"));
}

// ---- the world fails ----

static void test_output_below_a_file(void **state) {
    struct e2e *t = *state;
    e2e_write(t, "penghalang", "");
    e2e_run(t, "jalankan -o penghalang/output");
    assert_status(t, 3);
    assert_says(t, "[job.write.place]");
    assert_says(t, "→ ");
    assert_says(t, "Keluar 3");
}

// A file in the place of one agency's folder costs that agency only.
static void test_agency_folder_is_a_file(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "mkdir output && touch output/dinkes");
    e2e_run(t, "jalankan");
    assert_status(t, 3);
    assert_string_equal(e2e_made(t), "notulen-rdr-3 sk-bappeda");
    assert_true(e2e_exists(t, "output/bappeda/sk-bappeda.tanda-tangan.pdf"));
    e2e_shell(t, "rm output/dinkes");
    e2e_run(t, "jalankan");
    assert_status(t, 1);
    assert_true(e2e_exists(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf"));
}

// A folder where a file should be: it is moved aside, with all that is in it.
static void test_folder_in_place_of_a_file(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "mkdir -p output/dinkes/sk-dinkes.draf.pdf && echo penting >output/dinkes/sk-dinkes.draf.pdf/isi");
    e2e_run(t, "jalankan");
    e2e_shell(t, "grep -rq penting output/dinkes");
    assert_false(e2e_says(t, "Assertion"));
}

static void test_file_size_limit(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan --rendition draf");  // the store is large enough from now on
    e2e_shell(t, "rm -r output");
    e2e_shell(
        t, "ulimit -f 8; NASKAH_SHARE='%s' '%s' jalankan --rendition draf --store lain.db >out.txt 2>&1; test $? = 3",
        NASKAH_SOURCE_DIR, NASKAH_BINARY);
    e2e_shell(t, "test -z \"$(find . -name '*.part')\"");
}

static void test_report_cannot_be_written(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "NASKAH_SHARE='%s' '%s' jalankan >/dev/full 2>err.txt; test $? = 3", NASKAH_SOURCE_DIR, NASKAH_BINARY);
    assert_non_null(strstr(e2e_read(t, "err.txt"), "Laporan tidak dapat ditulis"));
    // A reader who goes away is no failure.
    e2e_shell(t, "(NASKAH_SHARE='%s' '%s' tampil -T trace sk-dinkes; echo $? >status) | head -1 >/dev/null",
              NASKAH_SOURCE_DIR, NASKAH_BINARY);
    assert_string_equal(e2e_read(t, "status"), "0\n");
}

static void test_share_is_missing(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan --share tiada");
    assert_status(t, 3);
    assert_says(t, "tiada");
    assert_says(t, "--share");
}

static void test_font_is_missing(void **state) {
    struct e2e *t = *state;
    e2e_share(t);
    e2e_edit(t, "share/fonts/fonts.xml", "URWBookman-Light.otf", "Tiada.otf");
    e2e_run(t, "jalankan");
    assert_status(t, 3);
    assert_says(t, "Tiada.otf");
    assert_true(e2e_exists(t, "output/dinkes/pk-kk-dinkes.tanda-tangan.pdf"));
    assert_false(e2e_exists(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf"));
}

// Whatever is asked for: a world that cannot be read is status 3, not data without errors.
static void test_world_fails_for_every_command(void **state) {
    struct e2e *t = *state;
    static const char *const commands[] = {"jalankan", "buat sk-dinkes", "periksa", "tampil -T record sk-dinkes",
                                           "tampil -T objects", "tampil -T trace sk-dinkes"};
    e2e_share(t);
    e2e_shell(t, "rm share/templates/offices/default.xml share/fonts/fonts.xml");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        e2e_run(t, "%s", commands[i]);
        assert_status(t, 3);
        assert_true(t->out[0] != '\0');
    }
}

static void test_damaged_store(void **state) {
    struct e2e *t = *state;
    e2e_write(t, "naskah.db", "bukan basis data, tetapi panjangnya lebih dari seratus huruf supaya dikira "
                              "kepala sebuah berkas SQLite yang rusak");
    e2e_run(t, "jalankan");
    assert_status(t, 3);
    assert_says(t, "[store.damaged]");
    e2e_shell(t, "rm naskah.db");
    e2e_run(t, "jalankan");
    assert_status(t, 1);
}

static void test_another_run(void **state) {
    struct e2e *t = *state;
    int fd = open(file_join(t->arena, t->folder, "naskah.db.lock"), O_RDWR | O_CREAT, 0666);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_int_equal(write(fd, "4711\nkomputer-sebelah\n2025-01-31 08:00:00\n", 42), 42);
    e2e_run(t, "jalankan");
    assert_status(t, 4);
    assert_says(t, "4711");
    assert_says(t, "komputer-sebelah");
    assert_says(t, "2025-01-31 08:00:00");
    assert_false(e2e_exists(t, "output"));
    e2e_run(t, "periksa");  // looking needs no store
    assert_status(t, 1);
    close(fd);
    e2e_run(t, "jalankan");
    assert_status(t, 1);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, e2e_setup, e2e_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_help_names_every_command), TEST(test_wrong_use),
        TEST(test_no_input_folder),          TEST(test_language),
        TEST(test_findings_point),           TEST(test_check_of_documents),
        TEST(test_check_of_templates),       TEST(test_json_lines),
        TEST(test_no_color_into_files),      TEST(test_show),
        TEST(test_output_below_a_file),      TEST(test_agency_folder_is_a_file),
        TEST(test_folder_in_place_of_a_file), TEST(test_file_size_limit),
        TEST(test_report_cannot_be_written), TEST(test_share_is_missing),
        TEST(test_font_is_missing),          TEST(test_world_fails_for_every_command), TEST(test_damaged_store),
        TEST(test_another_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
