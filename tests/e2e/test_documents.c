// Every kind of document from end to end: paper, pages, fonts, structure. Their words: test_words.c.
#include "e2e/e2e.h"

struct expected {
    const char *document, *path, *pages;  // pages: "WIDTHxHEIGHT" in points of each page, rounded
};

static const struct expected table[] = {
    {"sk-bappeda", "output/bappeda/sk-bappeda.tanda-tangan.pdf", "609x935"},
    {"sk-dinkes", "output/dinkes/sk-dinkes.tanda-tangan.pdf", "609x935 609x935"},
    {"pk-kk-dinkes", "output/dinkes/pk-kk-dinkes.tanda-tangan.pdf", "595x842 935x609"},
    {"notulen-rdr-3", "output/bappeda/notulen-rdr-3.tanda-tangan.pdf", "595x842 609x935"},
    {"sk-dinkes", "output/dinkes/sk-dinkes.draf.pdf", "609x935 609x935"},
};

static char *page_sizes(struct e2e *t, const char *pdf) {
    e2e_shell(t, "pdfinfo -f 1 -l 999 '%s' >info.txt", pdf);
    struct buf b = buf_new(t->arena);
    for (char *p = e2e_read(t, "info.txt"); (p = strstr(p, " size:")) != NULL; p++) {
        double width, height;
        if (sscanf(p, " size: %lf x %lf", &width, &height) == 2) {
            buf_printf(&b, "%s%.0fx%.0f", b.n ? " " : "", width, height);
        }
    }
    return arena_strdup(t->arena, buf_text(&b));
}

static void test_paper_and_pages(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_string_equal(page_sizes(t, table[i].path), table[i].pages);
    }
}

// The draft's pages are those of the copy for signing and say KONSEP.
static void test_draft_is_marked(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    e2e_shell(t, "pdftotext -raw output/bappeda/sk-bappeda.draf.pdf draft.txt");
    e2e_shell(t, "pdftotext -raw output/bappeda/sk-bappeda.tanda-tangan.pdf final.txt");
    assert_non_null(strstr(e2e_read(t, "draft.txt"), "KONSEP"));
    assert_null(strstr(e2e_read(t, "final.txt"), "KONSEP"));
    e2e_shell(t, "for f in draft final; do tr -d ' \\n\\f' <$f.txt | sed 's/KONSEP//g' >$f.words; done; cmp "
                 "draft.words final.words");
}

// The holes of a document that lacks answers are marked with their labels in its draft.
static void test_holes_are_marked(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    e2e_shell(t, "pdftotext -raw output/dinkes/proposal-antar-obat-iga.draf.pdf draft.txt");
    assert_non_null(strstr(e2e_read(t, "draft.txt"), "«Manfaat Inovasi»"));
}

// All files of the real input: sound structure and embedded fonts.
static void test_real_documents(void **state) {
    struct e2e *t = *state;
    char *input = arena_printf(t->arena, "%s/input", NASKAH_SOURCE_DIR);
    e2e_run(t, "jalankan '%s'", input);
    assert_status(t, 0);
    size_t n = 0;
    char **files = file_list(t->arena, file_join(t->arena, t->folder, "output"), ".tanda-tangan.pdf", &n);
    assert_true(n >= 12);
    for (size_t i = 0; i < n; i++) {
        e2e_shell(t, "qpdf --check '%s' >qpdf.txt 2>&1 || { cat qpdf.txt; false; }", files[i]);
        e2e_shell(t, "pdffonts '%s' >fonts.txt", files[i]);
        // Two lines of heading; then each font is a CID font, embedded, a subset, with a map to Unicode.
        e2e_shell(
            t, "awk 'NR>2 && !/CID (TrueType|Type 0C) +Identity-H +yes yes yes/ {print; bad=1} END {exit bad || NR<3}' "
               "fonts.txt");
    }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, e2e_setup, e2e_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_paper_and_pages),
        TEST(test_draft_is_marked), TEST(test_holes_are_marked),          TEST(test_real_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
