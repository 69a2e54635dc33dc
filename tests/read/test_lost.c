// Nothing is lost of office files either: every word that people see in a Word document or a workbook is in a named
// field, in <sisa>, or told as part of the form. The words are taken out of the parts by plain scanning, not by the
// readers.
#include "fixture.h"

#include "fuzz/fuzz.h"

static bool is_tag(const char *p, const char *name) {
    size_t n = strlen(name);
    return strncmp(p, name, n) == 0 && (p[n] == '>' || p[n] == ' ');
}

// Runs of one paragraph or cell are one text; what was struck out (delText) is nobody's text.
static const char *seen_words(struct arena *arena, const char *part) {
    static const char *const texts[] = {"<w:t", "<t", "<v"};
    static const char *const ends[] = {"</w:p>", "</c>", "<w:br", "<w:tab/"};
    struct buf out = buf_new(arena);
    for (const char *p = part; *p; p++) {
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
            buf_str(&out, strncmp(p, ends[i], strlen(ends[i])) == 0 ? " " : "");
        }
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
            const char *from = is_tag(p, texts[i]) ? strchr(p, '>') + 1 : NULL;
            if (from && from[-2] != '/') {
                buf_printf(&out, "%.*s", (int)strcspn(from, "<"), from);
            }
        }
    }
    struct cleaning done = {0};
    return clean_spaces(arena, clean_entities(arena, buf_text(&out), 1, &done), 1, &done);
}

static void nothing_lost_of(struct fixture *f, const char *reader, bool sheet) {
    size_t n = 0;
    const char *folder = arena_printf(f->arena, "%s/tests/fuzz/corpus/%s", NASKAH_SOURCE_DIR, reader);
    char **files = file_list(f->arena, folder, ".xml", &n);
    assert_true(n >= 3);
    for (size_t i = 0; i < n; i++) {
        struct arena *arena = arena_new(0);
        struct str part;
        const char *why;
        bool good;
        assert_true(file_read(arena, files[i], 1 << 20, &part, &why));
        struct import *im = import_new(arena, "uji", &f->forms, f->words, findings_new(arena, f->catalogue),
                                       findings_new(arena, f->catalogue));
        im->sheets = fuzz_world()->sheets;
        good = import_bytes(im, fuzz_office(arena, part, sheet));
        assert_true(good);
        const char *seen = seen_words(arena, part.p), *lost = lost_words(im, seen);
        assert_true(bag_of(arena, seen).n > 10);
        assert_string_equal(lost_words(im, arena_printf(arena, "%s entahlah", seen)), "entahlah ");
        if (*lost) {
            fail_msg("%s: lost (%s)", files[i], lost);
        }
        arena_free(arena);
    }
}

static void no_word_of_a_document_is_lost(void **state) {
    nothing_lost_of(*state, "docx", false);
}

static void no_word_of_a_workbook_is_lost(void **state) {
    nothing_lost_of(*state, "xlsx", true);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_word_of_a_document_is_lost, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(no_word_of_a_workbook_is_lost, fixture_open, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
