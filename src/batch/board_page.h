// The board as one HTML file that needs nothing beside it, and as a table for spreadsheets.
#ifndef NASKAH_BATCH_BOARD_PAGE_H
#define NASKAH_BATCH_BOARD_PAGE_H

#include "base/html.h"
#include "batch/board.h"

struct board_view {
    const struct board *board;
    const struct world *world;
    enum language language;
    const char *csv;                 // name of the table's file, beside the page
    bool clock;                      // its day was read from the machine's clock, not given
};

// The page, from templates/pages/papan.html, .css and .js of the share folder. The same bytes for the same board. False
// with one fatal finding (file.*) when a file of these cannot be read. Lives in the world's arena.
bool board_page(const struct board_view *view, struct str *out, struct findings *findings);
// One row for each innovation and contest: byte-order mark, semicolons, CRLF, as the manifests of packages are written.
struct str board_csv(const struct board_view *view);

// ---- internal to board_page*.c, board_list.c, board_csv.c

struct board_writer {
    struct arena *arena;
    const struct board_view *view;
    const struct board *board;
    const struct catalogue *catalogue;
    enum language language;
    struct html_pieces *pieces;
};

#define PUT(writer, out, piece, ...)                                                                   \
    do {                                                                                               \
        const struct html_part parts_[] = {__VA_ARGS__};                                               \
        html_put(out, (writer)->pieces, piece, parts_, sizeof parts_ / sizeof *parts_);                \
    } while (0)
// A text of the catalogue with its arguments, not escaped.
#define SAID(writer, ...) message_say((writer)->catalogue, (writer)->language, (writer)->arena, __VA_ARGS__, NULL)

struct str board_text(struct board_writer *w, const char *s);    // escaped
const char *board_date(struct board_writer *w, struct date d);   // 1 Mei 2023; 2023-05-01 in English
struct str board_number(struct board_writer *w, size_t n);       // 1.234
struct str board_html(struct buf *b);                            // what was put together
extern const char *const board_classes[BOARD_READINESS];
const char *board_readiness_word(struct board_writer *w, enum board_readiness r);
// A bar of parts in hundredths of a hundred: `parts` of `whole`, each with its class; `says` is read aloud instead.
struct board_part {
    const char *class;
    size_t n;
};
struct str board_bar(struct board_writer *w, const struct board_part *parts, size_t n, size_t whole, const char *says);
struct str board_readiness_bar(struct board_writer *w, const size_t counts[BOARD_READINESS], const char *says);
// "2 siap, 1 terhalang"; "" when all are 0.
const char *board_readiness_says(struct board_writer *w, const size_t counts[BOARD_READINESS]);
// What blocks an entry, and who must act.
const char *board_blocker(struct board_writer *w, const struct board_entry *e);
const char *board_actor(struct board_writer *w, const struct board_entry *e);

struct str board_contest_cards(struct board_writer *w);
struct str board_charts(struct board_writer *w);
struct str board_list(struct board_writer *w);

#endif
