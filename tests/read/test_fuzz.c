// The corpus of the fuzz targets, as it is and damaged the same way every time.
#include "support.h"

#include "base/file.h"
#include "fuzz/fuzz.h"

#define ROUNDS 40

static uint32_t random_state = 2463534242u;

static uint32_t next_random(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

// One to four bytes changed, or a stretch left out or doubled.
static size_t damage(uint8_t *bytes, size_t n) {
    if (n < 8) {
        return n;
    }
    size_t at = next_random() % n, length = 1 + next_random() % (n - at);
    switch (next_random() % 3) {
    case 0:
        for (uint32_t i = 0, k = 1 + next_random() % 4; i < k; i++) {
            bytes[next_random() % n] = (uint8_t)next_random();
        }
        return n;
    case 1:
        memmove(bytes + at, bytes + at + length, n - at - length);
        return n - length;
    default:
        memcpy(bytes + n, bytes + at, length);  // there is room for twice
        return n + length;
    }
}

static void replay(const char *reader, size_t least) {
    struct arena *arena = arena_new(0);
    size_t n = 0;
    char **files = file_list(arena, arena_printf(arena, "%s/tests/fuzz/corpus/%s", NASKAH_SOURCE_DIR, reader), NULL,
                             &n);
    assert_true(n >= least);
    for (size_t i = 0; i < n; i++) {
        struct str seed;
        const char *why;
        assert_true(file_read(arena, files[i], (size_t)1 << 20, &seed, &why));
        fuzz_one(reader, (const uint8_t *)seed.p, seed.n);
        for (int round = 0; round < ROUNDS; round++) {
            uint8_t *bytes = arena_alloc(arena, 2 * seed.n + 1);
            memcpy(bytes, seed.p, seed.n);
            fuzz_one(reader, bytes, damage(bytes, seed.n));
        }
    }
    arena_free(arena);
}

static void every_reader_stands_its_corpus(void **state) {
    (void)state;
    static const char *const readers[] = {"text", "html", "csv", "docx", "xlsx"};
    for (size_t i = 0; i < 5; i++) {
        replay(readers[i], 3);
        fuzz_one(readers[i], NULL, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_reader_stands_its_corpus)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
