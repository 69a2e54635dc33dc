// Damaged files of every text reader: each mutation is read to its end, gives a finding or objects, and loses no word
// of a text. The seeds are the real texts and the layouts; the mutations are the same every time.
#include "fixture.h"

#include <time.h>

#define FOLDER NASKAH_SOURCE_DIR "/tests/read/"
#define ROUNDS 5

static uint32_t random_state;

static uint32_t next_random(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

static const char *const pieces[] = {"\n", "\n\n", "|", "|---|---|\n", "\t", "**", "*", "1. ", "a. ", "- ", ": ",
                                     "Jawaban:", "PERTANYAAN\n", "Nama Inovasi : ", "# ", "&amp;", "\xC2\xA0", "\xFF",
                                     "â€œ", "<td>", "<table>", "</div>", "<br>", "`", " [a](http://b) ", "\f", "\"",
                                     "("};

// Cut, doubled, swapped, sprinkled: what transfers, copies and people do to texts.
static struct str mutate(struct arena *arena, struct str seed) {
    struct buf b = buf_new(arena);
    size_t at = seed.n ? next_random() % seed.n : 0, length = 1 + next_random() % 200;
    length = at + length > seed.n ? seed.n - at : length;
    const char *piece = pieces[next_random() % (sizeof pieces / sizeof *pieces)];
    buf_str(&b, "");
    buf_add(&b, seed.p, at);
    switch (next_random() % 5) {
    case 0: break;  // cut off
    case 1: buf_add(&b, seed.p + at + length, seed.n - at - length); break;
    case 2:
        buf_add(&b, seed.p + at, length);
        buf_add(&b, seed.p + at, seed.n - at);
        break;
    case 3:
        buf_str(&b, piece);
        buf_add(&b, seed.p + at, seed.n - at);
        break;
    default:
        for (uint32_t i = 0, n = next_random() % 300; i < n; i++) {
            buf_str(&b, piece);
        }
        buf_add(&b, seed.p + at + length, seed.n - at - length);
    }
    return (struct str){b.p, b.n};
}

static void try(struct fixture *f, const char *file, struct str bytes) {
    struct arena *arena = arena_new(0);
    bool good;
    struct import *im = fixture_import(f, arena, file, bytes, &good);
    assert_true(good || findings_count(im->findings, SEVERITY_ERROR) > 0);
    if (good) {
        const char *xml = import_xml(arena, im->data, NULL);
        struct findings *told = findings_new(arena, NULL);
        assert_non_null(xml_parse(arena, "hasil.xml", (struct str){xml, strlen(xml)}, told));  // always well-formed
    }
    if (good && im->shape.kind == SHAPE_TEXT) {
        const char *lost = lost_words(im, text_words(arena, bytes));
        if (*lost) {
            fprintf(stderr, "%s: lost: %s\n", file, lost);
        }
        assert_string_equal(lost, "");
    }
    arena_free(arena);
}

static void mutations_of_every_seed_are_stood(void **state) {
    struct fixture *f = *state;
    static const char *const folders[] = {FOLDER "real", FOLDER "layouts"};
    random_state = 2463534242u;
    for (size_t k = 0; k < 2; k++) {
        size_t n = 0;
        char **files = file_list(f->arena, folders[k], NULL, &n);
        for (size_t i = 0; i < n; i++) {
            struct str seed;
            const char *why;
            if (strstr(files[i], ".hasil") || !file_read(f->arena, files[i], (size_t)1 << 20, &seed, &why)) {
                continue;
            }
            for (int round = 0; round < ROUNDS; round++) {
                struct arena *arena = arena_new(0);
                struct str bytes = mutate(arena, seed);
                bytes = round % 3 == 2 ? mutate(arena, bytes) : bytes;
                try(f, strrchr(files[i], '/') + 1, bytes);
                arena_free(arena);
            }
        }
    }
}

static struct str repeated(struct arena *arena, const char *head, const char *piece, size_t times) {
    struct buf b = buf_new(arena);
    buf_str(&b, head);
    for (size_t i = 0; i < times; i++) {
        buf_str(&b, piece);
    }
    return (struct str){b.p, b.n};
}

// Large and deep texts take time in proportion to their size.
static void large_texts_are_bounded(void **state) {
    struct fixture *f = *state;
#define FORM "Nama Inovasi : A\nTahapan Inovasi : Penerapan\nTujuan Inovasi : B\nRancang Bangun Inovasi :\n"
    static const struct {
        const char *head, *piece;
        size_t times;
    } table[] = {
        {FORM, "kata ", 50000},
        {FORM, "1. butir yang sama\n", 2000},
        {FORM, "a. b: 1. c 2. d ", 5000},
        {FORM, "| a | b |\n", 3000},
        {FORM, "a\tb\n", 3000},
        {FORM, "**tebal *miring ", 5000},
        {FORM, "> ", 50000},
        {FORM, "DASAR HUKUM ", 10000},
        {FORM, "[[[[((((", 20000},
        {"<html><body>", "<div>", 20000},
        {"<html><body><table>", "<tr><td>a<table>", 3000},
        {"<html><body>", "<ol><li>", 5000},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct arena *arena = arena_new(0);
        struct timespec from, to;
        bool good;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
        fixture_import(f, arena, "besar.txt", repeated(arena, table[i].head, table[i].piece, table[i].times), &good);
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
        double seconds = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
        if (getenv("NASKAH_TIMES") || seconds > 5) {
            fprintf(stderr, "%zu: %.2f s, %zu MB\n", i, seconds, arena_peak(arena) >> 20);
        }
        assert_true(seconds < 10);
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mutations_of_every_seed_are_stood),
        cmocka_unit_test(large_texts_are_bounded),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
