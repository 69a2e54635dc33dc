// The sheet of findings that people print: what, where, how to mend; waived ones as such; clean told from unchecked.
#include "e2e/e2e.h"

// Its words, a space between each two.
static const char *text_of(struct e2e *t, const char *file) {
    e2e_shell(t, "pdftotext -raw 'output/%s' - | tr -s ' \\n' ' ' > teks.txt", file);
    return e2e_read(t, "teks.txt");
}

static void holds(const char *text, const char *words) {
    if (!strstr(text, words)) {
        fail_msg("not on the sheet: %s\n%s", words, text);
    }
}

static void a_sheet_tells_what_where_and_how_to_mend(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "rm -r input && mkdir input && cp -r '%s/input/karo' '%s/input/makassar' input/", NASKAH_SOURCE_DIR,
              NASKAH_SOURCE_DIR);
    e2e_write(t, "input/abaikan.xml",
              "<data xmlns=\"urn:naskah:1\"><abaikan aturan=\"misi.bukti\" inovasi=\"karo-learning\" alasan=\"belum "
              "ada\" oleh=\"Rina\" sampai=\"2099-12-31\"/></data>");
    e2e_run(t, "periksa --lembar");
    assert_status(t, 0);
    assert_says(t, "output/karo-bappedalitbang/temuan-proposal-karo-learning-iga.pdf");
    const char *text = text_of(t, "karo-bappedalitbang/temuan-proposal-karo-learning-iga.pdf");
    holds(text, "LEMBAR TEMUAN");
    holds(text, "Learning Organizations Innovation Based");
    holds(text, "tanggal penutupan belum diketahui");
    holds(text, "1 dibiarkan. Dari 34 aturan yang dijalankan (aturan lomba, aturan umum, dan kesesuaian");
    holds(text, "▲ peringatan");
    holds(text, "○ dibiarkan");
    holds(text, "belum ada; Rina");
    holds(text, "learning-organizations.xml:");
    holds(text, "Bukti: Replikasi");
    holds(text, "Kesesuaian dengan data dan naskah lain");
    holds(text, "mempunyai 1 fasilitator tahun 2023");
    holds(text, "juga diperiksa: tata letak, huruf, dan tempat tanda tangan.");
    holds(text, "Halaman naskah");
    holds(text, "layout.");
    holds(text, "Diperiksa dan bersih");
    holds(text, "iga.rancang.kata");
    text = text_of(t, "makassar-balitbangda/temuan-proposal-makassar-labinov-sinovik-unpsa.pdf");
    holds(text, "Belum dapat diperiksa");
    holds(text, "sinovik.usia");
    e2e_run(t, "verifikasi output/karo-bappedalitbang/temuan-proposal-karo-learning-iga.pdf");
    assert_status(t, 0);
}

// One for each contest that was asked about, the same bytes every time, and nothing of people's is written over.
static void sheets_are_made_for_each_contest_and_twice_alike(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "periksa --lembar --profile kipp-2023,iga-2026 --closing 2023-05-06");
    assert_status(t, 1);
    char *first = e2e_listing(t, "output");
    assert_non_null(strstr(first, "-kipp-2023.pdf "));
    assert_non_null(strstr(first, "-iga-2026.pdf "));
    char *name = arena_strndup(t->arena, first, strcspn(first, " "));
    const char *text = text_of(t, name);
    holds(text, "■ Belum siap dikirim: ");
    holds(text, "penutupan 6 Mei 2023");
    e2e_run(t, "check --sheets --profile kipp-2023,iga-2026 --closing 2023-05-06");
    assert_status(t, 1);
    assert_string_equal(e2e_listing(t, "output"), first);
    e2e_shell(t, "echo coretan > output/%s", name);
    e2e_run(t, "periksa --lembar --profile kipp-2023,iga-2026 --closing 2023-05-06");
    e2e_shell(t, "grep -l coretan output/*/*disisihkan* && test $(ls output/*/*disisihkan* | wc -l) = 1");
}

// Characters that no face has are found fault with; the sheet that says so is made all the same.
static void a_title_with_an_emoji_still_gets_its_sheet(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "sed -i 's/nama=\"Antar Obat Lansia\"/nama=\"Antar Obat 🚲 Lansia\"/' input/*.xml");
    e2e_run(t, "periksa --lembar --json");
    assert_says(t, "{\"type\":\"sheet\",\"document\":");
    e2e_shell(t, "for f in output/*/temuan-*.pdf; do pdftotext $f -; done > semua.txt");
    holds(e2e_read(t, "semua.txt"), "Antar Obat □ Lansia");
}

#define SHEET_TEST(name) cmocka_unit_test_setup_teardown(name, e2e_setup, e2e_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        SHEET_TEST(a_sheet_tells_what_where_and_how_to_mend),
        SHEET_TEST(sheets_are_made_for_each_contest_and_twice_alike),
        SHEET_TEST(a_title_with_an_emoji_still_gets_its_sheet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
