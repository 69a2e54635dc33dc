#include "read/csv.h"

#include "base/buf.h"
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

// All rows as one text: cells in [], the line before each row.
static bool write_row(void *context, const struct csv_row *row) {
    struct buf *b = context;
    buf_printf(b, "%d", row->line);
    for (size_t i = 0; i < row->n; i++) {
        assert_int_equal(strlen(row->cells[i].p), row->cells[i].n);
        buf_printf(b, "[%s]", row->cells[i].p);
    }
    buf_char(b, '\n');
    return true;
}

static struct csv *last;

// The bytes in pieces of `piece`; the problem, if any, is the last line.
static const char *rows_of(const char *bytes, size_t n, size_t piece) {
    struct buf b = buf_new(arena);
    last = csv_new(arena, write_row, &b);
    for (size_t i = 0; i < n; i += piece) {
        csv_feed(last, bytes + i, n - i < piece ? n - i : piece);
    }
    if (csv_end(last) != CSV_GOOD) {
        buf_printf(&b, "?%d", csv_problem_line(last));
    }
    return buf_text(&b);
}

static void becomes(const char *bytes, size_t n, const char *expected) {
    assert_string_equal(rows_of(bytes, n, n), expected);
}
#define BECOMES(bytes, expected) becomes(bytes, sizeof(bytes) - 1, expected)

static void separators_are_recognised(void **state) {
    (void)state;
    BECOMES("Nama,NIP\nSiti,1\n", "1[Nama][NIP]\n2[Siti][1]\n");
    BECOMES("Nama;Target\r\nSiti;1,5\r\nAdi;2,5", "1[Nama][Target]\n2[Siti][1,5]\n3[Adi][2,5]\n");
    BECOMES("Nama\tNIP\rSiti\t1\r", "1[Nama][NIP]\n2[Siti][1]\n");
    assert_int_equal(csv_separator(last), '\t');
    BECOMES("sep=;\r\nA;B,C\r\n", "2[A][B,C]\n");
    BECOMES("Nama\nSiti\n\nAdi\n", "1[Nama]\n2[Siti]\n3[]\n4[Adi]\n");
    BECOMES("Nama;Alamat\nSiti;Jl. A, No. 1, Kabanjahe\nAdi;Jl. B, No. 2, Karo\n",
            "1[Nama][Alamat]\n2[Siti][Jl. A, No. 1, Kabanjahe]\n3[Adi][Jl. B, No. 2, Karo]\n");
    BECOMES("", "");
}

static void quotes_hold_separators_breaks_and_quotes(void **state) {
    (void)state;
    BECOMES("a,\"b,c\",\"d \"\"e\"\"\"\n\"1\r\n2\n3\",x,\n\"\",\"\",\"z\"",
            "1[a][b,c][d \"e\"]\n2[1\n2\n3][x][]\n5[][][z]\n");
    BECOMES("5\" pipa,b\"c\n\"a\"b,c\n", "1[5\" pipa][b\"c]\n2[ab][c]\n");
    BECOMES("a,b\nc,\"tak ditutup\nd,e\n", "1[a][b]\n2[c][tak ditutup\nd,e\n]\n?2");
}

static void encodings_become_utf8(void **state) {
    (void)state;
    BECOMES("\xEF\xBB\xBFNama,Kota\nS\xC3\xA9,\xE2\x80\x9C" "A\xE2\x80\x9D\n",
            "1[Nama][Kota]\n2[S\xC3\xA9][\xE2\x80\x9C" "A\xE2\x80\x9D]\n");
    assert_false(csv_mended(last));
    BECOMES("Nama;Kota\nS\xE9;\x93" "A\x94\nx;\x80 5\n",
            "1[Nama][Kota]\n2[S\xC3\xA9][\xE2\x80\x9C" "A\xE2\x80\x9D]\n3[x][\xE2\x82\xAC 5]\n");
    assert_true(csv_mended(last));
    // One cell that is not UTF-8 does not spoil its neighbours.
    BECOMES("S\xC3\xA9,S\xE9,S\xC3\xA9\n1,2,3\n", "1[S\xC3\xA9][S\xC3\xA9][S\xC3\xA9]\n2[1][2][3]\n");
    static const char little[] = "\xFF\xFEN\0;\0\x14\x20\n\0\x3D\xD8\x00\xDE;\0b\0\n\0";
    becomes(little, sizeof little - 1, "1[N][\xE2\x80\x94]\n2[\xF0\x9F\x98\x80][b]\n");
    static const char big[] = "\xFE\xFF\0N\0,\0m\0\n\0a\0,\0b";
    becomes(big, sizeof big - 1, "1[N][m]\n2[a][b]\n");
    static const char unmarked[] = "N\0,\0m\0\n\0a\0,\0b\0";
    becomes(unmarked, sizeof unmarked - 1, "1[N][m]\n2[a][b]\n");
    BECOMES("a,b\nx\0y,z\n", "1[a][b]\n2[x\xEF\xBF\xBDy][z]\n");
}

static void any_cut_gives_the_same_rows(void **state) {
    (void)state;
    static const char text[] = "Nama;Alamat;Ket\r\n\"Siti \"\"A\"\"\";\"Jl.\r\nB\";S\xE9\r\nAdi;;x\r\n";
    const char *whole = rows_of(text, sizeof text - 1, 1000);
    for (size_t piece = 17; piece < sizeof text; piece++) {
        assert_string_equal(rows_of(text, sizeof text - 1, piece), whole);
    }
    static const char wide[] = "\xFF\xFE" "a\0;\0b\0\r\0\n\0c\0;\0\xE9\0\r\0\n\0";
    assert_string_equal(rows_of(wide, sizeof wide - 1, 11), rows_of(wide, sizeof wide - 1, 100));
}

static bool count_row(void *context, const struct csv_row *row) {
    *(size_t *)context += row->n;
    return true;
}

static void memory_does_not_grow_with_the_file(void **state) {
    (void)state;
    size_t cells = 0;
    struct csv *c = csv_new(arena, count_row, &cells);
    struct buf piece = buf_new(arena);
    for (int i = 0; i < 1000; i++) {
        buf_printf(&piece, "%d;\"Puskesmas \"\"Tigapanah\"\"\";Jalan \xE9 %d\r\n", i, i);
    }
    csv_feed(c, piece.p, piece.n);
    size_t before = arena_used(arena);
    for (int i = 0; i < 100; i++) {
        assert_true(csv_feed(c, piece.p, piece.n));
    }
    assert_int_equal(arena_used(arena), before);
    assert_int_equal(csv_end(c), CSV_GOOD);
    assert_int_equal(cells, 303000);
}

static void what_is_too_large_is_refused(void **state) {
    (void)state;
    size_t cells = 0;
    struct csv *c = csv_new(arena, count_row, &cells);
    char *piece = arena_alloc(arena, 1 << 20);
    memset(piece, 'x', 1 << 20);
    csv_feed(c, "a,b\nc,\"", 7);
    int fed = 0;
    while (fed < 100 && csv_feed(c, piece, 1 << 20)) {  // a cell of 100 MB
        fed++;
    }
    assert_true(fed < 3);
    assert_int_equal(csv_end(c), CSV_CELL);
    assert_int_equal(csv_problem_line(c), 2);
    assert_true(arena_peak(arena) < (size_t)16 << 20);
    memset(piece, ',', 1 << 20);
    c = csv_new(arena, count_row, &cells);
    csv_feed(c, "a,b\n", 4);
    assert_false(csv_feed(c, piece, 1 << 20));
    assert_int_equal(csv_end(c), CSV_COLUMNS);
}

static bool one_row(void *context, const struct csv_row *row) {
    (void)row;
    ++*(int *)context;
    return false;
}

static void who_takes_rows_may_have_enough(void **state) {
    (void)state;
    int rows = 0;
    struct csv *c = csv_new(arena, one_row, &rows);
    assert_false(csv_feed(c, "a,b\nc,d\ne,f\n", 12));
    assert_false(csv_feed(c, "a,b\nc,d\ne,f\n", 12));
    assert_int_equal(csv_end(c), CSV_GOOD);
    assert_int_equal(rows, 1);
}

#define LOOKS(text) csv_looks_like((struct str){text, sizeof(text) - 1})

static void tables_are_told_from_prose(void **state) {
    (void)state;
    assert_true(LOOKS("No,Nama,NIP\n1,Siti,19\n2,Adi,20\n"));
    assert_true(LOOKS("Nama;NIP\nSiti;19"));
    assert_true(LOOKS("Nama\tNIP\nSiti\t19\n"));
    assert_true(LOOKS("Cap waktu,\"Apa, mengapa?\"\n2024/01/02,\"baris satu\nbaris dua, tiga\"\n"));
    assert_false(LOOKS("Inovasi ini lahir dari lansia, kader, dan bidan.\nSetiap minggu, obat diantar.\nSelesai.\n"));
    assert_false(LOOKS("Jawaban:\nYa\n\nPertanyaan:\n"));
    assert_false(LOOKS(""));
}

// Random bytes of the kind that separators, quotes and encodings are made of: never a crash, always all the bytes.
static void any_bytes_are_read(void **state) {
    (void)state;
    static const char alphabet[] = "ab,;\t\"\"\n\r\xE9\xC3\xFF\xFE\0 =";
    unsigned seed = 11;
    for (int i = 0; i < 5000; i++) {
        size_t n = 1 + (size_t)i % 60;
        char *bytes = malloc(n);
        for (size_t k = 0; k < n; k++) {
            seed = seed * 1103515245u + 12345u;
            bytes[k] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        struct arena *own = arena_new(0);
        size_t cells = 0;
        struct csv *c = csv_new(own, count_row, &cells);
        csv_feed(c, bytes, n / 2);
        csv_feed(c, bytes + n / 2, n - n / 2);
        enum csv_problem p = csv_end(c);
        assert_true(p == CSV_GOOD || p == CSV_QUOTE);
        csv_looks_like((struct str){bytes, n});
        arena_free(own);
        free(bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(separators_are_recognised, set_up, tear_down),
        cmocka_unit_test_setup_teardown(quotes_hold_separators_breaks_and_quotes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(encodings_become_utf8, set_up, tear_down),
        cmocka_unit_test_setup_teardown(any_cut_gives_the_same_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(memory_does_not_grow_with_the_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_too_large_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_takes_rows_may_have_enough, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tables_are_told_from_prose, set_up, tear_down),
        cmocka_unit_test_setup_teardown(any_bytes_are_read, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
