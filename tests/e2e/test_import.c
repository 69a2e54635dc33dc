// naskah impor from the command line: what a clerk sees of the five real texts, and that jalankan takes mixed folders.
#include "e2e.h"

#define REAL NASKAH_SOURCE_DIR "/tests/read/real"
#define GOLDEN NASKAH_SOURCE_DIR "/tests/e2e/teks-nyata.txt"

static int setup(void **state) {
    struct e2e *t = e2e_new();
    e2e_shell(t, "mkdir input && cp '%s'/*.txt .", REAL);
    e2e_write(t, "input/daerah.xml",
              "<data xmlns=\"urn:naskah:1\"><instansi id=\"karo\" nama=\"Kabupaten Karo\" jenis=\"kabupaten\"/>"
              "<instansi id=\"makassar\" nama=\"Kota Makassar\" jenis=\"kota\"/>"
              "<instansi id=\"bapperida\" nama=\"Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah\" "
              "jenis=\"badan\"/></data>");
    *state = t;
    return 0;
}

// The value of "name": in a JSON line; "" when there is none.
static const char *value_of(struct e2e *t, const char *line, const char *name) {
    const char *key = arena_printf(t->arena, "\"%s\":", name), *at = strstr(line, key);
    if (!at) {
        return "";
    }
    at += strlen(key);
    at += *at == '"';
    return arena_strndup(t->arena, at, strcspn(at, "\","));
}

// One line a finding: file, rule, and the line in texts (those of files that we write move with every word).
static void list_findings(struct e2e *t, struct buf *out) {
    char *state = NULL;
    for (char *line = strtok_r(t->printed, "\n", &state); line; line = strtok_r(NULL, "\n", &state)) {
        const char *file = value_of(t, line, "file"), *rule = value_of(t, line, "rule");
        const char *name = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;
        if (!*rule || strncmp(rule, "perbaikan.", 10) == 0 || strncmp(rule, "layout.", 7) == 0) {
            continue;
        }
        bool text = strstr(name, ".txt") != NULL;
        buf_printf(out, "%s %s %s%s%s\n", name, value_of(t, line, "severity"), rule, text ? " " : "",
                   text ? value_of(t, line, "line") : "");
    }
}

// competitions-and-inputs §3.5, exactly.
static void the_real_texts_are_told_as_expected(void **state) {
    struct e2e *t = *state;
    struct buf out = buf_new(t->arena);
    assert_int_equal(e2e_run(t, "impor makassar.txt lan.txt balangan.txt bimtek.txt karo.txt --json"), 1);
    list_findings(t, &out);
    e2e_edit(t, "input/impor/makassar.xml", "<inovasi ", "<inovasi instansi=\"makassar\" ");  // what the clerk adds
    e2e_edit(t, "input/impor/karo.xml", "<inovasi ", "<inovasi instansi=\"karo\" ");
    e2e_run(t, "periksa --json");
    list_findings(t, &out);
    if (getenv("NASKAH_GOLDEN")) {
        FILE *f = fopen(GOLDEN, "w");
        assert_non_null(f);
        fputs(buf_text(&out), f);
        fclose(f);
    }
    assert_string_equal(buf_text(&out), e2e_read(t, GOLDEN));
}

static void refusals_speak_to_clerks(void **state) {
    struct e2e *t = *state;
    assert_int_equal(e2e_run(t, "impor lan.txt bimtek.txt"), 1);
    assert_says(t, "Ini artikel, bukan usulan inovasi: terlihat dari “Uploaded by”");
    assert_says(t, "Ini halaman promosi pelatihan, bukan usulan inovasi: terlihat dari “Pusat Bimtek”");
    assert_says(t, "ditolak lan.txt");
    assert_false(e2e_exists(t, "input/impor"));
    e2e_write(t, "a.doc", "%PDF-1.7 bukan Word");
    assert_int_equal(e2e_run(t, "impor a.doc --lang en"), 1);
    assert_says(t, "pdftotext -layout a.doc");
    e2e_write(t, "b.xls", "{\\rtf1 bukan Excel}");
    e2e_run(t, "impor b.xls");
    assert_says(t, "libreoffice --convert-to docx b.xls");
    e2e_run(t, "impor tiada.txt");
    assert_says(t, "[file.missing]");
    assert_int_equal(e2e_run(t, "impor"), 2);
    assert_int_equal(e2e_run(t, "impor karo.txt --profil iga-2032"), 2);
    assert_int_equal(e2e_run(t, "impor karo.txt --pakai keduanya"), 2);
}

static void a_run_takes_a_mixed_folder(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "mv balangan.txt input/laporan.txt && mv lan.txt input/");
    e2e_run(t, "jalankan");
    assert_true(e2e_exists(t, "input/impor/laporan.xml"));
    assert_true(e2e_exists(t, "input/impor/laporan.log"));
    assert_says(t, "klinik-inovasi-balangan-klinik-inoba");
    assert_says(t, "input/lan.txt: peringatan: ");
    assert_true(e2e_exists(t, "output/bapperida/proposal-klinik-inovasi-balangan-klinik-inoba-iga.draf.pdf"));
    e2e_run(t, "jalankan");
    assert_false(e2e_says(t, "input/laporan.txt"));  // nothing new to say
    e2e_run(t, "tampil --where klinik-inovasi-balangan-klinik-inoba");
    assert_int_equal(t->status, 0);
    assert_says(t, "usulan/jawaban[@bagian='tujuan']\tinput/laporan.txt:14\tinput/impor/laporan.xml:");
    assert_says(t, "tahapan/@penerapan\tinput/laporan.txt:12\t");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, e2e_teardown)

// Many texts name no agency: the one that the clerk names is kept like a hand edit, whatever is imported later.
static void an_agency_can_be_named(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "impor karo*.txt");
    assert_status(t, 0);
    assert_says(t, "[impor.tanpa-instansi]");
    e2e_run(t, "impor karo*.txt --instansi kro");
    assert_status(t, 2);
    assert_says(t, "karo");
    e2e_run(t, "impor karo*.txt --instansi karo");
    assert_status(t, 0);
    e2e_run(t, "impor karo*.txt");
    assert_status(t, 0);
    assert_false(e2e_says(t, "[impor.tanpa-instansi]"));
    e2e_run(t, "jalankan --only 'proposal-*'");
    assert_says(t, "proposal-learning-organizations-innovation-based-iga.draf.pdf");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_real_texts_are_told_as_expected),
        TEST(refusals_speak_to_clerks),
        TEST(a_run_takes_a_mixed_folder),
        TEST(an_agency_can_be_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
