// The charts of the board's page: tables whose bars are drawn, so that every number can also be read and heard.
#include <string.h>

#include "batch/board_page.h"

struct chart {
    const char *id, *title, *lead;
    const char *name, *bar, *value;   // heads of the columns
    struct str rows;
};

static void put_head(struct board_writer *w, struct buf *out, const char *class, const char *text) {
    PUT(w, out, "kolom", {"kelas", board_text(w, class)}, {"teks", board_text(w, text)});
}

static void put_chart(struct board_writer *w, struct buf *out, const struct chart *c) {
    struct buf head = buf_new(w->arena);
    put_head(w, &head, "", c->name);
    put_head(w, &head, "lebar", c->bar);
    put_head(w, &head, "angka-kolom", c->value);
    if (c->rows.n > 0) {
        PUT(w, out, "gambar", {"id", board_text(w, c->id)}, {"judul", board_text(w, c->title)},
            {"antar", board_text(w, c->lead)}, {"kepala", board_html(&head)}, {"baris", c->rows});
    }
}

static void put_row(struct board_writer *w, struct buf *out, const char *name, const char *small, struct str bar,
                    const char *value) {
    PUT(w, out, "gambar-baris", {"nama", board_text(w, name)}, {"kecil", board_text(w, small)}, {"bilah", bar},
        {"nilai", board_text(w, value)});
}

static const char *plain(struct board_writer *w, long n) {
    return format_integer(w->arena, n);
}

// ---- words against limits

static void put_box(struct board_writer *w, struct buf *out, const char *class, long from, long to, long whole) {
    long x = 10000 * from / whole, width = 10000 * (to - from) / whole;
    width = width < 80 ? 80 : width;             // never too thin to be seen
    x = x + width > 10000 ? 10000 - width : x;
    const char *at = arena_printf(w->arena, "%ld.%02ld", x / 100, x % 100);
    const char *wide = arena_printf(w->arena, "%ld.%02ld", width / 100, width % 100);
    PUT(w, out, "kotak", {"kelas", board_text(w, class)}, {"x", board_text(w, at)}, {"lebar", board_text(w, wide)});
}

// From the shortest to the longest answer, the middle one, and the limit, on one line for all.
static struct str words_bar(struct board_writer *w, const struct board_words *q, const char *says) {
    struct buf boxes = buf_new(w->arena), bar = buf_new(w->arena);
    long least = q->counts[0], most = q->counts[q->n - 1], middle = q->counts[(q->n - 1) / 2];
    long whole = most > q->limit ? most : q->limit;
    whole += whole / 8 + 1;
    put_box(w, &boxes, "rentang", least, most, whole);
    put_box(w, &boxes, "tengah", middle, middle, whole);
    put_box(w, &boxes, "batas", q->limit, q->limit, whole);
    PUT(w, &bar, "bilah", {"teks", board_text(w, says)}, {"kotak", board_html(&boxes)});
    return board_html(&bar);
}

static struct str words_rows(struct board_writer *w) {
    struct buf rows = buf_new(w->arena);
    for (size_t i = 0; i < w->board->n_words; i++) {
        const struct board_words *q = &w->board->words[i];
        bool one = q->counts[0] == q->counts[q->n - 1];
        const char *words = one ? q->maximum ? "papan.kata.satu-banyak" : "papan.kata.satu-sedikit"
                                : q->maximum ? "papan.kata.paling-banyak" : "papan.kata.paling-sedikit";
        const char *says = SAID(w, words, "pendek",
                                plain(w, q->counts[0]), "tengah", plain(w, q->counts[(q->n - 1) / 2]), "panjang",
                                plain(w, q->counts[q->n - 1]), "batas", plain(w, q->limit), "n", plain(w, (long)q->n));
        const char *beyond = SAID(w, q->beyond ? "papan.kata.langgar" : "papan.kata.aman", "n",
                                  plain(w, (long)q->beyond), "semua", plain(w, (long)q->n));
        const char *small = arena_printf(w->arena, "%s · %s", text_upper(w->arena, q->contest->id), says);
        put_row(w, &rows, q->label, small, words_bar(w, q, says), beyond);
    }
    return board_html(&rows);
}

// ---- findings by rule

enum { RULES = 12 };

static struct str rule_rows(struct board_writer *w) {
    static const char *const classes[] = {"tanpa", "halang", "lewat", "lewat"};
    const struct board *b = w->board;
    struct buf rows = buf_new(w->arena);
    size_t most = 1, shown = 0;
    for (size_t i = 0; i < b->n_rules; i++) {
        most = b->rules[i].severity > SEVERITY_NOTE && b->rules[i].n > most ? b->rules[i].n : most;
    }
    for (size_t i = 0; i < b->n_rules && shown < RULES; i++) {
        const struct board_rule *r = &b->rules[i];
        if (r->severity == SEVERITY_NOTE) {
            continue;
        }
        struct board_part part = {classes[r->severity], r->n};
        const char *severity = message_severity(w->catalogue, w->language, r->severity);
        const char *says = SAID(w, "papan.aturan.kata", "n", plain(w, (long)r->n), "inovasi",
                                plain(w, (long)r->innovations), "tingkat", severity);
        const char *example = message_text(w->catalogue, w->language, r->example, w->arena);
        put_row(w, &rows, example, arena_printf(w->arena, "%s · %s · %s", severity, r->rule, says),
                board_bar(w, &part, 1, most, says), plain(w, (long)r->n));
        shown++;
    }
    return board_html(&rows);
}

// ---- year over year

static struct str year_rows(struct board_writer *w) {
    const struct board *b = w->board;
    struct buf rows = buf_new(w->arena);
    size_t most = 1;
    for (size_t i = 0; i < b->n_years; i++) {
        most = b->years[i].begun > most ? b->years[i].begun : most;
    }
    for (size_t i = 0; i < b->n_years; i++) {
        const struct board_year *y = &b->years[i];
        struct board_part part = {"biasa", y->begun};
        const char *says = SAID(w, "papan.tahun.kata", "n", plain(w, (long)y->begun), "terap",
                                plain(w, (long)y->applied), "usul", plain(w, (long)y->proposed));
        put_row(w, &rows, arena_printf(w->arena, "%d", y->year), says, board_bar(w, &part, 1, most, says),
                plain(w, (long)y->begun));
    }
    return board_html(&rows);
}

struct str board_charts(struct board_writer *w) {
    struct buf out = buf_new(w->arena);
    const struct chart charts[] = {
        {"g-aturan", SAID(w, "papan.aturan"), SAID(w, "papan.aturan.antar"), SAID(w, "papan.temuan-kolom"),
         SAID(w, "papan.banyaknya"), SAID(w, "papan.jumlah"), rule_rows(w)},
        {"g-kata", SAID(w, "papan.kata"), SAID(w, "papan.kata.antar"), SAID(w, "papan.pertanyaan"),
         SAID(w, "papan.kata.panjang"), SAID(w, "papan.kata.batas"), words_rows(w)},
        {"g-tahun", SAID(w, "papan.tahunan"), SAID(w, "papan.tahunan.antar"), SAID(w, "papan.tahun"),
         SAID(w, "papan.banyaknya"), SAID(w, "papan.inovasi"), year_rows(w)}};
    for (size_t i = 0; i < sizeof charts / sizeof *charts; i++) {
        put_chart(w, &out, &charts[i]);
    }
    return board_html(&out);
}
