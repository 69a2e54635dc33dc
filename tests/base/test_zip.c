#include "base/zip.h"

#include <zip.h>

#include "archive.h"
#include "support.h"

static struct arena *arena;

static int set_up(void **state) {
    (void)state;
    arena = arena_new(0);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static struct zip_folder *opened(struct str bytes) {
    struct findings *f = findings_new(arena, NULL);
    struct zip_folder *z = zip_load(arena, "tim.zip", bytes, f);
    assert_int_equal(f->n, 0);
    assert_non_null(z);
    return z;
}

static const struct finding *refused(struct str bytes, const char *rule) {
    struct findings *f = findings_new(arena, NULL);
    assert_null(zip_load(arena, "tim.zip", bytes, f));
    assert_int_equal(f->n, 1);
    assert_string_equal(f->items[0].rule, rule);
    assert_string_equal(f->items[0].place.file, "tim.zip");
    return &f->items[0];
}

// Compressed by libzip itself, as office programs do.
static struct str compressed(const char *name, const char *bytes, size_t n) {
    zip_error_t error;
    zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(to);
    zip_t *z = zip_open_from_source(to, ZIP_TRUNCATE, &error);
    assert_non_null(z);
    assert_int_equal(zip_file_add(z, name, zip_source_buffer(z, bytes, n, 0), 0), 0);
    assert_int_equal(zip_close(z), 0);
    zip_source_open(to);
    zip_source_seek(to, 0, SEEK_END);
    size_t size = (size_t)zip_source_tell(to);
    char *copy = arena_alloc(arena, size);
    zip_source_seek(to, 0, SEEK_SET);
    assert_int_equal(zip_source_read(to, copy, size), size);
    zip_source_close(to);
    zip_source_free(to);
    return (struct str){copy, size};
}

static void members_are_listed_and_unpacked(void **state) {
    (void)state;
    struct archive_member made[] = {{"word/", "", 0, 0, 0, 0, 0},
                                    {"word/document.xml", "<a/>", 0, 0, 0, 0, 0},
                                    {"isi kosong.txt", "", 0, 0, 0, 0, 0}};
    struct zip_folder *z = opened(archive_make(arena, made, 3));
    struct findings *f = findings_new(arena, NULL);
    size_t n;
    const struct zip_member *m = zip_members(z, &n);
    assert_int_equal(n, 2);
    assert_string_equal(m[1].name, "isi kosong.txt");
    assert_null(zip_find(z, "document.xml"));
    struct str bytes;
    assert_true(zip_bytes(z, zip_find(z, "word/document.xml"), arena, &bytes, f));
    assert_string_equal(bytes.p, "<a/>");
    assert_int_equal(bytes.n, 4);
    assert_true(zip_bytes(z, &m[1], arena, &bytes, f));
    assert_int_equal(bytes.n, 0);
    assert_int_equal(f->n, 0);
}

static void names_are_told_from_the_directory_alone(void **state) {
    (void)state;
    struct archive_member inner = {"word/document.xml", "<a/>", 0, 0, 0, 0, 0};
    struct str document = archive_make(arena, &inner, 1);
    struct archive_member outer = {"kirim/usulan.docx", document.p, document.n, 0, 0, 0, 0};
    assert_true(zip_lists(document, "word/"));
    assert_false(zip_lists(archive_make(arena, &outer, 1), "word/"));
    for (size_t n = 0; n < document.n; n++) {
        char *copy = malloc(n ? n : 1);
        memcpy(copy, document.p, n);
        assert_false(zip_lists((struct str){copy, n}, "word/"));
        free(copy);
    }
}

struct seen {
    size_t n, pieces, enough;
    bool same;
};

static bool look(void *context, const char *p, size_t n) {
    struct seen *s = context;
    for (size_t i = 0; i < n; i++) {
        s->same &= p[i] == (char)((s->n + i) * 7 / 5);
    }
    s->n += n;
    return ++s->pieces != s->enough;
}

static void large_members_come_in_pieces(void **state) {
    (void)state;
    size_t size = 1000000;
    char *bytes = arena_alloc(arena, size);
    for (size_t i = 0; i < size; i++) {
        bytes[i] = (char)(i * 7 / 5);
    }
    struct zip_folder *z = opened(compressed("lembar.xml", bytes, size));
    struct findings *f = findings_new(arena, NULL);
    struct seen s = {.same = true};
    assert_true(zip_stream(z, zip_find(z, "lembar.xml"), look, &s, f));
    assert_int_equal(s.n, size);
    assert_true(s.same);
    s = (struct seen){.enough = 2, .same = true};
    assert_true(zip_stream(z, zip_find(z, "lembar.xml"), look, &s, f));
    assert_int_equal(s.pieces, 2);
    assert_int_equal(f->n, 0);
}

static void traps_are_refused_before_they_are_unpacked(void **state) {
    (void)state;
    size_t size = 24 << 20;
    struct str bomb = compressed("word/document.xml", arena_alloc(arena, size), size);
    assert_true(bomb.n < 100000);
    const struct finding *f = refused(bomb, "zip.ratio");
    assert_string_equal(f->args[0].value, "word/document.xml");
    struct archive_member one = {"a", "x", 0, 0, 0, 0, ZIP_MAX_MEMBER + 1};
    refused(archive_make(arena, &one, 1), "zip.large");
    // Three members that together pass the limit, which none does alone; each is told to be as large as it may be.
    struct archive_member three[] = {{"a", "x", 0, 0, 0, 0, 0}, {"b", "x", 0, 0, 0, 0, ZIP_MAX_MEMBER},
                                     {"c", "x", 0, 0, 0, 0, ZIP_MAX_MEMBER}};
    refused(archive_make(arena, three, 3), "zip.ratio");
    size_t count = ZIP_MAX_MEMBERS + 1;
    struct archive_member *many = ARENA_ARRAY(arena, count, struct archive_member);
    for (size_t i = 0; i < count; i++) {
        many[i] = (struct archive_member){.name = arena_printf(arena, "%zu", i), .bytes = "x"};
    }
    refused(archive_make(arena, many, count), "zip.many");
    opened(archive_make(arena, many, count - 1));
}

static void names_that_lead_elsewhere_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *name, *why;
        size_t n;
    } bad[] = {{"../rahasia.xml", "@zip.nama.keluar", 0},   {"a/../../b", "@zip.nama.keluar", 0},
               {"a/./b", "@zip.nama.keluar", 0},            {"a//b", "@zip.nama.keluar", 0},
               {"..", "@zip.nama.keluar", 0},               {"/etc/passwd", "@zip.nama.mutlak", 0},
               {"C:/x", "@zip.nama.mutlak", 0},             {"word\\document.xml", "@zip.nama.garis", 0},
               {"a.xml\0.exe", "@zip.nama.nul", 10},        {"1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21",
                                                             "@zip.nama.dalam", 0}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct archive_member m[] = {{"baik.txt", "x", 0, 0, 0, 0, 0}, {bad[i].name, "x", 0, bad[i].n, 0, 0, 0}};
        const struct finding *f = refused(archive_make(arena, m, 2), "zip.name");
        assert_string_equal(f->args[1].value, bad[i].why);
    }
    char *longest = arena_alloc(arena, ZIP_MAX_NAME + 2);
    memset(longest, 'a', ZIP_MAX_NAME + 1);
    struct archive_member m = {longest, "x", 0, 0, 0, 0, 0};
    refused(archive_make(arena, &m, 1), "zip.name");
    struct archive_member twice[] = {{"a", "x", 0, 0, 0, 0, 0}, {"b", "x", 0, 0, 0, 0, 0}, {"a", "y", 0, 0, 0, 0, 0}};
    refused(archive_make(arena, twice, 3), "zip.duplicate");
}

static void encrypted_and_cut_archives_are_refused(void **state) {
    (void)state;
    struct archive_member secret = {"a.xml", "123456789012345", 0, 0, 1, 0, 0};
    refused(archive_make(arena, &secret, 1), "zip.encrypted");
    struct archive_member two[] = {{"a.xml", "isi pertama", 0, 0, 0, 0, 0}, {"b.xml", "isi kedua", 0, 0, 0, 0, 0}};
    struct str bytes = archive_make(arena, two, 2);
    for (size_t n = 0; n < bytes.n; n++) {
        char *copy = malloc(n ? n : 1);  // on the heap, so that a read past the cut is seen
        memcpy(copy, bytes.p, n);
        refused((struct str){copy, n}, "zip.broken");
        free(copy);
    }
    refused((struct str){"bukan arsip", 11}, "zip.broken");
}

static void wrong_contents_are_told(void **state) {
    (void)state;
    struct archive_member m[] = {{"crc.xml", "isi", 0, 0, 0, 1, 0},
                                 {"besar.xml", "isi", 0, 0, 0, 0, 7},
                                 {"kecil.xml", "isi yang lebih panjang", 0, 0, 0, 0, 3},
                                 {"baik.xml", "isi", 0, 0, 0, 0, 0}};
    struct zip_folder *z = opened(archive_make(arena, m, 4));
    struct str bytes;
    for (int i = 0; i < 3; i++) {
        struct findings *f = findings_new(arena, NULL);
        assert_false(zip_bytes(z, zip_find(z, m[i].name), arena, &bytes, f));
        assert_int_equal(f->n, 1);
        assert_string_equal(f->items[0].rule, "zip.damaged");
        assert_string_equal(f->items[0].args[0].value, m[i].name);
    }
    struct findings *f = findings_new(arena, NULL);
    assert_true(zip_bytes(z, zip_find(z, "baik.xml"), arena, &bytes, f));
    assert_int_equal(f->n, 0);
}

// Any byte changed: opened or refused with one finding, never more, never a crash.
static void changed_bytes_never_do_harm(void **state) {
    (void)state;
    struct str good = compressed("word/document.xml", "<w:p>Puskesmas Tigapanah</w:p>", 30);
    unsigned seed = 5;
    for (int i = 0; i < 4000; i++) {
        char *bytes = malloc(good.n);
        memcpy(bytes, good.p, good.n);
        seed = seed * 1103515245u + 12345u;
        bytes[(seed >> 8) % good.n] ^= (char)(1 << (seed >> 4) % 8);
        struct arena *own = arena_new(0);
        struct findings *f = findings_new(own, NULL);
        struct zip_folder *z = zip_load(own, "x", (struct str){bytes, good.n}, f);
        assert_int_equal(f->n, z ? 0 : 1);
        size_t n = 0;
        const struct zip_member *m = z ? zip_members(z, &n) : NULL;
        struct str out;
        for (size_t k = 0; k < n; k++) {
            bool whole = zip_bytes(z, &m[k], own, &out, f);
            assert_int_equal(f->n, whole ? 0 : 1);
        }
        arena_free(own);
        free(bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(members_are_listed_and_unpacked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_are_told_from_the_directory_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(large_members_come_in_pieces, set_up, tear_down),
        cmocka_unit_test_setup_teardown(traps_are_refused_before_they_are_unpacked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_that_lead_elsewhere_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(encrypted_and_cut_archives_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wrong_contents_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(changed_bytes_never_do_harm, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
