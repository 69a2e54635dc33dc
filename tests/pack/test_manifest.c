#include "pack/manifest.h"

#include "support.h"

static struct manifest_row row_of(const char *path, const char *content, size_t pages) {
    struct manifest_row r = {.path = path, .bytes = strlen(content), .pages = pages, .document = "proposal-x",
                             .role = "usulan", .state = "konsep", .profile = "kipp-2023",
                             .profile_version = "1a2b3c4d", .errors = 1, .warnings = 2, .notes = 3};
    hash_bytes(content, strlen(content), r.sha256);
    return r;
}

static struct manifest sample(struct manifest_row *rows, size_t n) {
    return (struct manifest){.package = "antar-obat", .profile = "kipp-2023", .profile_version = "1a2b3c4d",
                             .program = "0.1.0", .subject = "Antar \"Obat\"", .forced = true, .rows = rows, .n = n};
}

static void what_is_written_is_read_back(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct manifest_row rows[] = {row_of("z; \"aneh\".pdf", "z", 3), row_of("a.pdf", "aa", 0)};
    rows[1].document = "=HYPERLINK(1)";
    struct manifest m = sample(rows, 2);
    const char *why = NULL;
    struct str csv = manifest_csv(arena, &m);
    assert_non_null(strstr(csv.p, "'=HYPERLINK(1)"));
    struct manifest *back = manifest_read(arena, csv, &why);
    assert_non_null(back);
    assert_int_equal(back->n, 2);
    assert_string_equal(back->package, "antar-obat");
    assert_string_equal(back->profile, "kipp-2023");
    assert_string_equal(back->program, "0.1.0");
    assert_true(back->forced);
    assert_string_equal(back->rows[0].path, "a.pdf");
    assert_string_equal(back->rows[0].document, "=HYPERLINK(1)");
    const struct manifest_row *z = manifest_find(back, "z; \"aneh\".pdf");
    assert_non_null(z);
    assert_string_equal(z->sha256, rows[0].sha256);
    assert_int_equal(z->bytes, 1);
    assert_int_equal(z->pages, 3);
    assert_int_equal(z->errors, 1);
    assert_int_equal(z->warnings, 2);
    assert_int_equal(z->notes, 3);
    assert_null(manifest_find(back, "b.pdf"));
    arena_free(arena);
}

static void a_spreadsheet_may_have_saved_it(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    const char *why = NULL, *csv = "sha256,nama saya,bita,berkas\n"
                                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                                   ",x,0,\"a,b.pdf\"\n,,,\n";
    struct manifest *m = manifest_read(arena, (struct str){csv, strlen(csv)}, &why);
    assert_non_null(m);
    assert_int_equal(m->n, 1);
    assert_string_equal(m->rows[0].path, "a,b.pdf");
    arena_free(arena);
}

static void what_is_no_manifest_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *csv, *why;
    } bad[] = {
        {"", "@manifes.kepala"},
        {"halo;dunia\n1;2\n", "@manifes.kepala"},
        {"berkas;sha256;bita\na;123;1\n", "@manifes.baris"},
        {"berkas;sha256;bita\na;e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855;-1\n",
         "@manifes.baris"},
        {"berkas;sha256;bita\n../a;e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855;1\n",
         "@manifes.jalur"},
        {"berkas;sha256;bita\n/a;e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855;1\n",
         "@manifes.jalur"},
        {"berkas;sha256;bita\n\"a", "@manifes.baris"},
    };
    struct arena *arena = arena_new(0);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *why = NULL;
        assert_null(manifest_read(arena, (struct str){bad[i].csv, strlen(bad[i].csv)}, &why));
        assert_string_equal(why, bad[i].why);
    }
    arena_free(arena);
}

// No cut and no changed byte of a manifest may lead out of its own bytes.
static void hostile_bytes_do_no_harm(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct manifest_row rows[] = {row_of("a/b.pdf", "z", 3), row_of("a \"c\".pdf", "aa", 0)};
    struct manifest m = sample(rows, 2);
    struct str csv = manifest_csv(arena, &m);
    for (size_t n = 0; n < csv.n; n++) {
        struct arena *a = arena_new(0);
        char *copy = malloc(n + 1), *changed = malloc(csv.n);
        const char *why;
        memcpy(copy, csv.p, n);
        manifest_read(a, (struct str){copy, n}, &why);
        memcpy(changed, csv.p, csv.n);
        changed[n] = (char)(changed[n] ^ 0x10);
        manifest_read(a, (struct str){changed, csv.n}, &why);
        free(copy);
        free(changed);
        arena_free(a);
    }
    arena_free(arena);
}

static void sha256sum_and_json_agree(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    char *folder = support_folder(arena);
    struct manifest_row rows[] = {row_of("b c.pdf", "satu", 1), row_of("a.pdf", "dua", 1)};
    struct manifest m = sample(rows, 2);
    struct str sums = manifest_sums(arena, &m), json = manifest_json(arena, &m);
    support_write(arena, folder, "b c.pdf", "satu", 4);
    support_write(arena, folder, "a.pdf", "dua", 3);
    support_write(arena, folder, MANIFEST_SUMS, sums.p, sums.n);
    support_write(arena, folder, MANIFEST_JSON, json.p, json.n);
    assert_int_equal(system(arena_printf(arena, "cd '%s' && sha256sum -c --quiet --strict manifes.sha256", folder)), 0);
    support_write(arena, folder, "a.pdf", "duA", 3);
    assert_int_not_equal(
        system(arena_printf(arena, "cd '%s' && sha256sum -c --status manifes.sha256 2>/dev/null", folder)), 0);
    assert_non_null(strstr(json.p, "\"perihal\": \"Antar \\\"Obat\\\"\""));
    assert_true(manifest_is_own("manifes.csv") && !manifest_is_own("a/manifes.csv"));
    support_remove(folder);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(a_spreadsheet_may_have_saved_it),
        cmocka_unit_test(what_is_no_manifest_is_refused),
        cmocka_unit_test(hostile_bytes_do_no_harm),
        cmocka_unit_test(sha256sum_and_json_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
