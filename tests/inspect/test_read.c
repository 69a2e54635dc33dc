// The reader, on files written by hand: tables, streams of references and of objects, updates; and on what is broken.
#include "inspect/inspect.h"
#include "support.h"

// A file as one writes it, with the table made here.
struct draft {
    struct arena *arena;
    char *text;
    size_t n, at[20], n_objects;
};

static void add(struct draft *d, const char *text) {
    size_t n = strlen(text);
    memcpy(d->text + d->n, text, n);
    d->n += n;
}

static void object(struct draft *d, const char *body) {
    d->at[++d->n_objects] = d->n;
    add(d, arena_printf(d->arena, "%zu 0 obj\n%s\nendobj\n", d->n_objects, body));
}

static struct draft begin(struct arena *arena) {
    struct draft d = {.arena = arena, .text = arena_alloc(arena, 100000)};
    add(&d, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    return d;
}

static void stream(struct draft *d, const char *entries, const char *content) {
    object(d, arena_printf(d->arena, "<<%s/Length %zu>>\nstream\n%s\nendstream", entries, strlen(content), content));
}

static struct str finish(struct draft *d, const char *more) {
    size_t at = d->n;
    add(d, arena_printf(d->arena, "xref\n0 %zu\n0000000000 65535 f \n", d->n_objects + 1));
    for (size_t i = 1; i <= d->n_objects; i++)
        add(d, arena_printf(d->arena, "%010zu 00000 n \n", d->at[i]));
    add(d, arena_printf(d->arena, "trailer\n<</Size %zu/Root 1 0 R/ID[<0a0B><0c>]%s>>\nstartxref\n%zu\n%%%%EOF\n",
                        d->n_objects + 1, more, at));
    return (struct str){d->text, d->n};
}

static struct str page_with(struct arena *arena, const char *content) {
    struct draft d = begin(arena);
    object(&d, "<</Type/Catalog/Pages 2 0 R>>");
    object(&d, "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 600 800]>>");
    object(&d, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>");
    stream(&d, "", content);
    object(&d, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 32/LastChar 34/Widths[250 500 500]>>");
    return finish(&d, "");
}

static struct inspection *read_it(struct arena *arena, struct str bytes) {
    struct findings *f = findings_new(arena, NULL);
    struct inspection *p = inspection_new(arena, "uji.pdf", bytes, NULL, f);
    assert_int_equal(f->n, p ? 0 : 1);
    return p;
}

static void a_plain_file_is_read(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct inspection *p = read_it(arena, page_with(arena, "BT /F1 12 Tf 10 780 Td (Satu du\\141) Tj 0 -14 Td "
                                                           "<7469 6761> Tj ET"));
    assert_non_null(p);
    assert_int_equal(inspection_pages(p), 1);
    assert_string_equal(inspection_version(p), "1.7");
    assert_string_equal(inspection_id(p).permanent, "0a0b");
    assert_string_equal(inspection_id(p).changing, "0c");
    assert_string_equal(inspection_text(p), "Satu dua\ntiga");
    struct inspect_words w = inspection_words(p);
    assert_int_equal(w.n, 3);
    assert_int_equal(w.items[0].x, PT(10));
    assert_int_equal(w.items[0].y, PT(20));
    assert_int_equal(w.items[2].y, PT(34));
    arena_free(arena);
}

static void words_are_parted_by_gaps_and_joined_over_soft_hyphens(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct inspection *p = read_it(
        arena, page_with(arena, "BT /F1 10 Tf 10 700 Td [(a)-20(b)-900(c)] TJ 0 -14 Td (men\xad) Tj "
                                "0 -14 Td (jadi) Tj ET "
                                "/Artifact BMC BT /F1 10 Tf 10 20 Td (kaki) Tj ET EMC "
                                "/Span<</ActualText(benar)>>BDC BT /F1 10 Tf 10 10 Td (x) Tj (y) Tj ET EMC"));
    assert_string_equal(inspection_text(p), "ab c\nmenjadi\nkaki\nbenar");
    struct inspect_words w = inspection_words(p);
    assert_true(w.items[3].artifact);
    assert_false(w.items[2].artifact);
    arena_free(arena);
}

static void an_update_is_a_revision(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct str first = page_with(arena, "BT /F1 12 Tf (lama) Tj ET");
    size_t start = (size_t)((char *)memmem(first.p, first.n, "startxref\n", 10) + 10 - first.p);
    long previous = atol(first.p + start);
    struct draft d = {.arena = arena, .text = arena_alloc(arena, 100000)};
    memcpy(d.text, first.p, first.n);
    d.n = first.n;
    size_t at = d.n;
    add(&d, "4 0 obj\n<</Length 25>>\nstream\nBT /F1 12 Tf (baru) Tj ET\nendstream\nendobj\n");
    size_t table = d.n;
    add(&d, arena_printf(arena, "xref\n4 1\n%010zu 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev %ld>>\nstartxref\n%zu\n"
                                "%%%%EOF\n", at, previous, table));
    struct inspection *p = read_it(arena, (struct str){d.text, d.n});
    assert_string_equal(inspection_text(p), "baru");
    size_t n;
    const struct inspect_revision *r = inspection_revisions(p, &n);
    assert_int_equal(n, 2);
    assert_int_equal(r[0].end, first.n);
    assert_int_equal(r[1].end, d.n);
    assert_true(inspection_begins_with(p, first));
    assert_false(inspection_begins_with(p, (struct str){first.p, first.n - 20}));
    d.text[first.n - 60]++;
    assert_false(inspection_begins_with(p, first));
    arena_free(arena);
}

static void what_is_broken_is_one_finding(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct str good = page_with(arena, "");
    static const char *const bad[] = {"", "%PDF", "bukan PDF sama sekali", "%PDF-1.7\nstartxref\n9\n%%EOF",
                                      "%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<<>>\nstartxref\n9\n%%EOF",
                                      "%PDF-1.7\nxref\n0 0\ntrailer\n<</Prev 9>>\nstartxref\n9\n%%EOF"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_null(read_it(arena, (struct str){bad[i], strlen(bad[i])}));
    for (size_t n = 0; n < good.n - 8; n += 7)  // cut anywhere before its end
        assert_null(read_it(arena, (struct str){good.p, n}));
    arena_free(arena);
}

static void depth_and_loops_end(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct draft d = begin(arena);
    object(&d, "<</Type/Catalog/Pages 2 0 R>>");
    object(&d, "<</Type/Pages/Kids[2 0 R]/Count 1>>");
    assert_null(read_it(arena, finish(&d, "")));
    char *deep = memset(arena_alloc(arena, 20001), '[', 20000);
    d = begin(arena);
    object(&d, "<</Type/Catalog/Pages 2 0 R>>");
    object(&d, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    object(&d, "<</Type/Page/MediaBox 4 0 R/Contents 5 0 R>>");
    object(&d, "4 0 R");
    stream(&d, "/Length 5 0 R", deep);
    struct inspection *p = read_it(arena, finish(&d, ""));
    assert_non_null(p);
    assert_string_equal(inspection_text(p), "");
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_file_is_read),
        cmocka_unit_test(words_are_parted_by_gaps_and_joined_over_soft_hyphens),
        cmocka_unit_test(an_update_is_a_revision),
        cmocka_unit_test(what_is_broken_is_one_finding),
        cmocka_unit_test(depth_and_loops_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
