#include <string.h>

#include "batch/board_page.h"

// A spreadsheet takes what begins with = + - @ for a formula: an apostrophe keeps it a text.
static void cell(struct buf *b, const char *s, bool last) {
    buf_char(b, '"');
    if (*s && strchr("=+-@", *s)) {
        buf_char(b, '\'');
    }
    for (; *s; s++) {
        if (*s == '"') {
            buf_char(b, '"');
        }
        buf_char(b, *s == '\n' || *s == '\r' || *s == '\t' ? ' ' : *s);
    }
    buf_str(b, last ? "\"\r\n" : "\";");
}

static void row(struct board_writer *w, struct buf *b, const struct board_innovation *one,
                const struct board_entry *e) {
    const struct board_agency *a = one->agency;
    cell(b, one->id, false);
    cell(b, one->name, false);
    cell(b, a ? a->name : "", false);
    cell(b, a ? a->region : "", false);
    cell(b, one->stage, false);
    cell(b, SAID(w, arena_printf(w->arena, "papan.langkah.%d", (int)one->step)), false);
    buf_printf(b, one->year ? "%d;" : ";", one->year);
    cell(b, e ? e->contest->id : "", false);
    cell(b, e ? board_readiness_word(w, e->readiness) : SAID(w, "papan.keadaan.tanpa"), false);
    if (e && e->contest->closing.year) {
        const struct date d = e->contest->closing;
        buf_printf(b, "%04d-%02d-%02d;%ld;", d.year, d.month, d.day, e->contest->days);
    } else {
        buf_str(b, ";;");
    }
    buf_printf(b, "%zu;%zu;", e ? e->errors : 0, e ? e->warnings : 0);
    cell(b, e ? board_blocker(w, e) : "", false);
    cell(b, e ? board_actor(w, e) : "", false);
    buf_printf(b, "%zu\r\n", one->n_documents);
}

struct str board_csv(const struct board_view *view) {
    struct board_writer w = {.arena = view->world->arena, .view = view, .board = view->board,
                             .catalogue = view->world->catalogue, .language = view->language};
    static const char *const heads[] = {"id",     "inovasi",    "instansi", "daerah", "tahapan",    "langkah",
                                        "tahun",  "lomba",      "keadaan",  "penutupan", "sisa-hari", "galat",
                                        "peringatan", "hambatan", "tindak", "naskah"};
    enum { HEADS = sizeof heads / sizeof *heads };
    struct buf b = buf_new(w.arena);
    buf_str(&b, "\xef\xbb\xbf");
    for (int i = 0; i < HEADS; i++) {
        cell(&b, SAID(&w, arena_printf(w.arena, "papan.csv.%s", heads[i])), i + 1 == HEADS);
    }
    for (size_t i = 0; i < view->board->n_innovations; i++) {
        const struct board_innovation *one = &view->board->innovations[i];
        for (size_t k = 0; k < one->n_entries; k++) {
            row(&w, &b, one, &one->entries[k]);
        }
        if (one->n_entries == 0) {
            row(&w, &b, one, NULL);
        }
    }
    return board_html(&b);
}
