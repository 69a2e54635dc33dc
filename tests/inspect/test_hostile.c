// Thousands of damaged files: each is read or gives one finding, in little time and memory, and nothing worse happens.
// The seeds are fixed, so what fails once fails again.
#include <time.h>

#include "inspect/good.h"

enum { TIMES = 1500, MEMORY = 700 << 20 };

static uint32_t next_random(uint32_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

// One to eight changes: a byte, a digit, a piece moved over another, an end cut off.
static struct str damage(struct arena *arena, struct str good, uint32_t *seed) {
    char *p = memcpy(arena_alloc(arena, good.n + 1), good.p, good.n);
    size_t n = good.n;
    for (unsigned k = next_random(seed) % 8 + 1; k > 0; k--) {
        size_t at = next_random(seed) % n, from = next_random(seed) % n, size = next_random(seed) % 40 + 1;
        switch (next_random(seed) % 6) {
        case 0: p[at] = (char)next_random(seed); break;
        case 1:
            while (at < n && !(p[at] >= '0' && p[at] <= '9'))
                at++;
            if (at < n)
                p[at] = (char)('0' + next_random(seed) % 10);
            break;
        case 2:
            size = size < n - at ? size : n - at;
            memmove(p + at, p + from, size < n - from ? size : n - from);
            break;
        case 3: n = next_random(seed) % 20 == 0 && at > 100 ? at : n; break;
        case 4: p[at] = "<>[]()/%0 R"[next_random(seed) % 11]; break;
        default: p[at] ^= (char)(1u << next_random(seed) % 8);
        }
    }
    return (struct str){p, n};
}

// Everything that can be asked of a file.
static size_t ask(struct arena *arena, struct str bytes, struct findings *f) {
    struct inspection *p = inspection_new(arena, "rusak.pdf", bytes, NULL, f);
    size_t n, asked = 0;
    struct str out;
    if (!p) {
        assert_int_equal(f->n, 1);
        return 0;
    }
    assert_int_equal(f->n, 0);
    asked += inspection_words(p).n + strlen(inspection_text(p)) + strlen(inspection_version(p));
    inspection_attachments(p, &n);
    asked += inspection_attachment(p, "sumber.xml", &out);
    inspection_fields(p, &n);
    inspection_signatures(p, &n);
    inspection_revisions(p, &n);
    asked += strlen(inspection_id(p).permanent) + (inspection_claim(p).access != NULL);
    inspection_check(p, f);
    return asked + 1;
}

static void strain(struct str good, uint32_t seed, int times) {
    struct arena *arena = arena_new(0);
    size_t read = 0;
    for (int i = 0; i < times; i++) {
        struct findings *f = findings_new(arena, NULL);
        struct timespec from, to;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
        read += ask(arena, damage(arena, good, &seed), f) > 0;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
        if (to.tv_sec - from.tv_sec > 5 || arena_peak(arena) > MEMORY)
            fail_msg("round %d took %ld s and %zu bytes", i, (long)(to.tv_sec - from.tv_sec), arena_peak(arena));
        arena_reset(arena);
    }
    arena_free(arena);
    assert_true(read > (size_t)times / 10);  // else only the beginning of the reader was tried
}

static void damaged_files_give_findings(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct str packed = good_written(arena, NASKAH_SOURCE_DIR "/input/makassar", "pk-makassar-kk-2019");
    struct good g = good_file(arena);
    strain(packed, 20250210, TIMES);
    strain(editor_close(g.e), 17081945, TIMES);
    arena_free(arena);
}

// --- Bombs: little that would become much

static struct str file_of(struct arena *arena, struct editor *e, const char *page, const char *data, const char *more) {
    memset(e, 0, sizeof *e);
    e->arena = arena;
    e->n = 1;
    e->trailer = "/Root 1 0 R ";
    editor_add(e, "<</Type /Catalog /Pages 2 0 R /OCProperties <</OCGs [9 0 R] /D <</Order 6 0 R >> >> /Names "
         "<</EmbeddedFiles "
                  "7 0 R >> /StructTreeRoot 8 0 R >>", NULL);
    editor_add(e, "<</Type /Pages /Kids [3 0 R] >>", NULL);
    editor_add(e, page, NULL);
    editor_add(e, more, data);
    editor_add(e, "<</Subtype /Form /Resources <</XObject <</X 5 0 R >> >> >>", "/X Do /X Do /X Do /X Do /X Do /X Do");
    editor_add(e, "[6 0 R 6 0 R 6 0 R 6 0 R 6 0 R 6 0 R]", NULL);
    editor_add(e, "<</Kids [7 0 R 7 0 R 7 0 R 7 0 R 7 0 R] >>", NULL);
    editor_add(e, "<</K 8 0 R /ParentTree 8 0 R /Kids [8 0 R] /RoleMap <</A /B /B /A >> >>", NULL);
    return editor_close(e);
}

static void bombs_stay_small(void **state) {
    (void)state;
    static struct editor e;
    struct arena *arena = arena_new(0);
    char *deep = memset(arena_alloc(arena, 200001), '[', 200000);
    const struct {
        const char *page, *data, *more;
    } bombs[] = {
        {"<</Type /Page /MediaBox [0 0 600 800] /Contents 5 0 R /Resources <</XObject <</X 5 0 R >> >> >>", NULL,
             "null"},
        {"<</Type /Page /Contents 4 0 R >>", deep, "<<>>"},
        {"<</Type /Page /Contents [4 0 R 4 0 R 4 0 R] >>", "q", "<</Filter [/FlateDecode /FlateDecode /AHx] >>"},
        {"<</Type /Page /Contents 4 0 R /Resources <</Font <</F 9 0 R >> >> >>", "BT /F 1 Tf (a) Tj ET", "<<>>"},
    };
    for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
        struct arena *one = arena_new(0);
        struct findings *f = findings_new(one, NULL);
        struct str bytes = file_of(one, &e, bombs[i].page, bombs[i].data, bombs[i].more);
        assert_true(ask(one, bytes, f) > 0);
        assert_true(f->n > 0);
        assert_true(arena_peak(one) < MEMORY);
        arena_free(one);
    }
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(damaged_files_give_findings),
        cmocka_unit_test(bombs_stay_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
