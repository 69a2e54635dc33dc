// Files of evidence, good and bad: each is told for what it is.
#include "batch/evidence.h"

#include "base/file.h"
#include "base/image_jpeg.h"
#include "batch/evidence_file.h"
#include "support.h"

struct fixture {
    struct arena *arena;
    char *folder;
    struct findings *findings;
};

static int setup(void **state) {
    struct arena *arena = arena_new(0);
    struct fixture *f = ARENA_NEW(arena, struct fixture);
    *f = (struct fixture){arena, support_folder(arena), findings_new(arena, NULL)};
    *state = f;
    return 0;
}

static int teardown(void **state) {
    struct fixture *f = *state;
    support_remove(f->folder);
    arena_free(f->arena);
    return 0;
}

static struct str jpeg(struct fixture *f) {
    unsigned char *pixels = arena_alloc(f->arena, 64 * 48 * 3);
    for (int i = 0; i < 64 * 48 * 3; i++) {
        pixels[i] = (unsigned char)(i * 7);
    }
    struct image image = {.width = 64, .height = 48, .kind = IMAGE_RGB, .components = 3, .pixels = pixels,
                          .n = 64 * 48 * 3};
    const struct image *made = image_jpeg_encode(f->arena, &image, 80);
    return (struct str){(const char *)made->pixels, made->n};
}

// The rule of the last finding, or "" when there is none.
static const char *look(struct fixture *f, const char *name, struct str bytes, struct evidence *e) {
    f->findings = findings_new(f->arena, NULL);
    bool ok = evidence_look(f->arena, name, bytes, (struct place){0}, e, f->findings);
    const char *rule = f->findings->n ? f->findings->items[f->findings->n - 1].rule : "";
    assert_true(f->findings->n <= 1);
    assert_int_equal(ok, !*rule || strcmp(rule, "evidence.extension") == 0);
    return rule;
}

static struct str text(const char *s) {
    return (struct str){s, strlen(s)};
}

static struct str box(struct fixture *f, const char *name, struct str body) {
    char *p = arena_alloc(f->arena, body.n + 8);
    size_t n = body.n + 8;
    p[0] = (char)(n >> 24), p[1] = (char)(n >> 16), p[2] = (char)(n >> 8), p[3] = (char)n;
    memcpy(p + 4, name, 4);
    memcpy(p + 8, body.p, body.n);
    return (struct str){p, n};
}

static struct str joined(struct fixture *f, struct str a, struct str b) {
    char *p = arena_alloc(f->arena, a.n + b.n);
    memcpy(p, a.p, a.n);
    memcpy(p + a.n, b.p, b.n);
    return (struct str){p, a.n + b.n};
}

static struct str video(struct fixture *f) {
    char head[100] = {0};
    head[14] = 3, head[15] = (char)0xe8;              // a thousandth of a second …
    head[17] = 4, head[18] = (char)0x93, head[19] = (char)0xe0;  // … 300,000 of them
    struct str moov = box(f, "moov", box(f, "mvhd", (struct str){head, sizeof head}));
    struct str start = joined(f, box(f, "ftyp", text("isom1234")), moov);
    return joined(f, start, box(f, "mdat", text("bita video")));
}

static void kinds_and_faults_are_told(void **state) {
    struct fixture *f = *state;
    struct evidence e;
    struct str photo = jpeg(f), film = video(f);
    assert_string_equal(look(f, "a.jpg", photo, &e), "");
    assert_true(e.kind == EVIDENCE_JPG && e.width == 64 && e.height == 48 && e.pages == 1);
    assert_int_equal(strlen(e.hash), 64);
    assert_string_equal(look(f, "a.JPEG", photo, &e), "");
    assert_string_equal(look(f, "a.png", photo, &e), "evidence.extension");
    assert_string_equal(look(f, "tanpa.titik/nama", photo, &e), "evidence.extension");
    assert_string_equal(look(f, "a.jpg", (struct str){photo.p, photo.n / 2}, &e), "evidence.broken");
    assert_string_equal(look(f, "a.jpg", text(""), &e), "evidence.empty");
    assert_string_equal(look(f, "a.exe", text("MZ......"), &e), "evidence.kind");
    assert_string_equal(look(f, "a.mp4", film, &e), "");
    assert_int_equal(e.seconds, 300);
    assert_string_equal(look(f, "a.mp4", (struct str){film.p, film.n - 3}, &e), "evidence.broken");
    assert_string_equal(look(f, "a.mp4", box(f, "ftyp", text("isom")), &e), "evidence.broken");
    assert_string_equal(look(f, "a.pdf", text("%PDF-1.7\nbukan"), &e), "evidence.broken");
    assert_string_equal(look(f, "a.docx", text("PK\3\4...."), &e), "");
}

static struct str bytes_of(struct fixture *f, const char *path) {
    struct str bytes = {"", 0};
    const char *why;
    assert_true(file_read(f->arena, path, (size_t)1 << 24, &bytes, &why));
    return bytes;
}

static void files_are_cut_joined_and_made_smaller_beside_the_original(void **state) {
    struct fixture *f = *state;
    struct str photo = jpeg(f);
    const char *picture = support_write(f->arena, f->folder, "a.jpg", photo.p, photo.n);
    const char *paths[] = {picture, picture, picture}, *five[] = {NULL, picture, NULL};
    const char *three = file_join(f->arena, f->folder, "tiga.pdf"), *out = file_join(f->arena, f->folder, "baru/d.pdf");
    struct evidence_made made;
    struct evidence e;
    assert_true(evidence_join(f->arena, paths, 3, three, &made, f->findings));
    assert_int_equal(made.pages, 3);
    assert_string_equal(look(f, three, bytes_of(f, three), &e), "");
    assert_int_equal(e.pages, 3);
    five[0] = five[2] = three;
    f->findings = findings_new(f->arena, NULL);
    assert_true(evidence_join(f->arena, five, 3, out, &made, f->findings));
    assert_int_equal(made.pages, 7);
    // Nothing is written over.
    assert_false(evidence_join(f->arena, paths, 1, out, &made, f->findings));
    assert_true(findings_has(f->findings, "evidence.exists"));
    assert_false(evidence_cut(f->arena, out, "2", picture, &made, f->findings));
    assert_int_equal(bytes_of(f, picture).n, photo.n);
    const char *cut = file_join(f->arena, f->folder, "potong.pdf");
    f->findings = findings_new(f->arena, NULL);
    assert_false(evidence_cut(f->arena, out, "6-8", cut, &made, f->findings));
    assert_string_equal(f->findings->items[0].rule, "evidence.pages");
    assert_true(evidence_cut(f->arena, out, "1, 3-4,7-", cut, &made, f->findings));
    assert_int_equal(made.pages, 4);
    assert_int_equal(system(arena_printf(f->arena, "qpdf --check '%s' >/dev/null", cut)), 0);
    const char *small = file_join(f->arena, f->folder, "kecil.pdf");
    assert_false(evidence_shrink(f->arena, out, 10, small, &made, f->findings));
    assert_true(findings_has(f->findings, "evidence.not-small"));
    assert_false(file_exists(small));
    f->findings = findings_new(f->arena, NULL);
    assert_false(evidence_cut(f->arena, file_join(f->arena, f->folder, "tidak.pdf"), "1", cut, &made, f->findings));
    assert_string_equal(f->findings->items[0].rule, "evidence.missing");
}

static void locked_files_are_told(void **state) {
    struct fixture *f = *state;
    struct str photo = jpeg(f);
    const char *picture = support_write(f->arena, f->folder, "a.jpg", photo.p, photo.n);
    const char *pdf = file_join(f->arena, f->folder, "a.pdf");
    struct evidence_made made;
    struct evidence e;
    assert_true(evidence_join(f->arena, &picture, 1, pdf, &made, f->findings));
    assert_int_equal(system(arena_printf(f->arena, "qpdf --encrypt '' pemilik 256 -- '%s' '%s/kunci.pdf'", pdf,
                                         f->folder)),
                     0);
    struct str locked = bytes_of(f, file_join(f->arena, f->folder, "kunci.pdf"));
    assert_string_equal(look(f, "kunci.pdf", locked, &e), "evidence.locked");
}

static void pages_sizes_and_links_are_read(void **state) {
    struct fixture *f = *state;
    static const char *const bad[] = {"", "0", "3-2", "1-9", "1,,2", "a", "1-2-3", "-3", "1;2", "99999999999999"};
    size_t n;
    const size_t *list = evidence_pages(f->arena, "2-3,1", 3, &n);
    assert_int_equal(n, 3);
    assert_true(list[0] == 1 && list[1] == 2 && list[2] == 0);
    assert_non_null(evidence_pages(f->arena, "2-", 3, &n));
    assert_int_equal(n, 2);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (evidence_pages(f->arena, bad[i], 3, &n)) {
            fail_msg("taken: %s", bad[i]);
        }
    }
    assert_int_equal(evidence_budget("2MB"), 2000000);
    assert_int_equal(evidence_budget("800 kb"), 800000);
    assert_int_equal(evidence_budget("1,5 MB"), 1500000);
    assert_int_equal(evidence_budget("750000"), 750000);
    assert_int_equal(evidence_budget("besar"), 0);
    assert_int_equal(evidence_budget("2 GB"), 0);
    assert_string_equal(evidence_size(f->arena, 1440000), "1,5 MB");
    assert_string_equal(evidence_size(f->arena, 2000000), "2 MB");
    assert_string_equal(evidence_size(f->arena, 1), "1 KB");
    assert_true(evidence_link_ok("https://youtu.be/abc?x=1#t"));
    assert_false(evidence_link_ok("youtu.be/abc"));
    assert_false(evidence_link_ok("https://you tube.com/"));
    assert_false(evidence_link_ok("https:///x"));
    assert_false(evidence_link_ok("javascript:alert(1)"));
    assert_false(evidence_link_ok("https://a.b/\"onclick=x"));
}

static void hostile_bytes_do_no_harm(void **state) {
    struct fixture *f = *state;
    struct str goods[] = {video(f), jpeg(f)};
    unsigned seed = 5;
    for (int i = 0; i < 2000; i++) {
        struct str good = goods[i % 2];
        struct arena *arena = arena_new(0);
        struct findings *findings = findings_new(arena, NULL);
        size_t n = seed % (good.n + 1);
        char *copy = malloc(n + 1);
        struct evidence e;
        memcpy(copy, good.p, n);
        for (int k = 0; k < 4 && n; k++) {
            seed = seed * 1103515245u + 12345u;
            copy[(seed >> 8) % n] = (char)(seed >> 20);
        }
        seed = seed * 1103515245u + 12345u;
        evidence_look(arena, "a.mp4", (struct str){copy, n}, (struct place){0}, &e, findings);
        free(copy);
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(kinds_and_faults_are_told, setup, teardown),
        cmocka_unit_test_setup_teardown(files_are_cut_joined_and_made_smaller_beside_the_original, setup, teardown),
        cmocka_unit_test_setup_teardown(locked_files_are_told, setup, teardown),
        cmocka_unit_test_setup_teardown(pages_sizes_and_links_are_read, setup, teardown),
        cmocka_unit_test_setup_teardown(hostile_bytes_do_no_harm, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
