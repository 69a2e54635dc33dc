// The visible text of all renditions of every document is the same, but for the watermark, masks and anchors.
#include <ctype.h>

#include "batch/batch.h"
#include "inspect/inspect.h"

static const char *without_note(struct fixture *f, const char *text);

// Words in the order of the page. The watermark is an artifact of its own and left out; page numbers stay.
static const char *words_of(struct fixture *f, struct str pdf) {
    struct inspection *p = inspection_new(f->arena, "x.pdf", pdf, NULL, f->findings);
    assert_non_null(p);
    struct inspect_words words = inspection_words(p);
    struct buf out = buf_new(f->arena);
    for (size_t i = 0; i < words.n; i++) {
        if (strcmp(words.items[i].text, "KONSEP") != 0) {
            buf_printf(&out, "%s ", words.items[i].text);
        }
    }
    return without_note(f, buf_text(&out));
}

// A draft does not claim that it is signed (the house rules' note on electronic signatures).
static const char *without_note(struct fixture *f, const char *text) {
    static const char *const begins[] = {"Informasi Elektronik dan/atau", "Dokumen ini telah ditandatangani secara"};
    static const char end[] = "Negara (BSSN). ";
    struct buf out = buf_new(f->arena);
    while (*text) {
        const char *from = strstr(text, begins[1]), *first = strstr(text, begins[0]);
        from = first && (!from || first < from) ? first : from;
        const char *to = from ? strstr(from, end) : NULL;
        buf_add(&out, text, to ? (size_t)(from - text) : strlen(text));
        text = to ? to + strlen(end) : "";
    }
    return buf_text(&out);
}

// Digits become "0", and so do the stars of masks: 18 digits are as long as 18 stars.
static char *unmasked(struct arena *arena, const char *text) {
    char *copy = arena_strdup(arena, text);
    for (char *p = copy; *p; p++) {
        *p = isdigit((unsigned char)*p) || *p == '*' ? '0' : *p;
    }
    return copy;
}

static size_t first_difference(const char *a, const char *b) {
    size_t i = 0;
    while (a[i] && a[i] == b[i]) {
        i++;
    }
    return i > 40 ? i - 40 : 0;
}

static void same(const struct planned *d, const char *name, const char *a, const char *b) {
    if (strcmp(a, b) != 0) {
        size_t at = first_difference(a, b);
        fail_msg("%s: %s says otherwise:\n%.120s\n%.120s", d->id, name, a + at, b + at);
    }
}

static int compare(struct fixture *f, const struct planned *d, int *uploads) {
    struct job_input input = {.document = d, .want = {true, true, true, true, false}};
    struct job_result *r = job_run(f->world, f->arena, &input);
    if (!r->outputs[RENDITION_ARSIP].made) {
        return 0;
    }
    const char *arsip = words_of(f, r->outputs[RENDITION_ARSIP].bytes);
    for (int k = 0; k < RENDITION_ARSIP; k++) {
        if (!r->outputs[k].made) {
            fail_msg("%s has no %s", d->id, rendition_rules[k].name);
        }
        const char *text = words_of(f, r->outputs[k].bytes);
        bool upload = k == RENDITION_UNGGAH;
        same(d, rendition_rules[k].name, upload ? unmasked(f->arena, arsip) : arsip,
             upload ? unmasked(f->arena, text) : text);
        *uploads += upload && strstr(text, "***");
    }
    return 1;
}

static int all_of(const char *folder, int *uploads) {
    struct arena *arena = arena_new(0), *each = arena_new(0);
    struct fixture f = {.arena = arena};
    const char *inputs[] = {folder};
    int compared = 0;
    f.world = world_of(&f, inputs, 1);
    assert_non_null(f.world);
    f.plan = world_plan(f.world, arena, &f.n, f.findings);
    for (size_t i = 0; i < f.n; i++) {
        f.arena = each;
        compared += compare(&f, &f.plan[i], uploads);
        arena_reset(each);
    }
    arena_free(each);
    arena_free(arena);
    return compared;
}

static void every_document_of_the_input(void **state) {
    (void)state;
    int uploads = 0;
    assert_true(all_of(NASKAH_SOURCE_DIR "/input", &uploads) > 35);
    assert_int_equal(uploads, 3);  // the proposals, whose NIP are masked
}

static void every_document_of_the_measures(void **state) {
    (void)state;
    int uploads = 0;
    assert_true(all_of(NASKAH_SOURCE_DIR "/tests/spec/data", &uploads) > 70);
}

// Hashes of all archives, made one after the other in one process, from the first or from the last.
static void hashes_of(struct arena *arena, bool backwards, char (*hashes)[HASH_SIZE], size_t *n) {
    struct fixture f = {.arena = arena};
    const char *inputs[] = {NASKAH_SOURCE_DIR "/input"};
    struct arena *each = arena_new(0);
    f.world = world_of(&f, inputs, 1);
    f.plan = world_plan(f.world, arena, n, f.findings);
    for (size_t i = 0; i < *n; i++) {
        size_t at = backwards ? *n - 1 - i : i;
        struct job_input input = {.document = &f.plan[at], .want = {[RENDITION_ARSIP] = true}};
        const struct job_output *out = &job_run(f.world, each, &input)->outputs[RENDITION_ARSIP];
        hash_bytes(out->bytes.p, out->bytes.n, hashes[at]);
        arena_reset(each);
    }
    arena_free(each);
}

static void the_order_is_in_no_byte(void **state) {
    (void)state;
    static char forwards[200][HASH_SIZE], backwards[200][HASH_SIZE];
    struct arena *arena = arena_new(0);
    size_t n = 0, again = 0;
    hashes_of(arena, false, forwards, &n);
    hashes_of(arena, true, backwards, &again);
    assert_true(n > 35 && n < 200);
    assert_int_equal(n, again);
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(forwards[i], backwards[i]);
    }
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_document_of_the_input),
                                       cmocka_unit_test(every_document_of_the_measures),
                                       cmocka_unit_test(the_order_is_in_no_byte)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
