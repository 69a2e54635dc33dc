// What the files of layout share: the state of setting one document, and a paragraph that has been set.
// Internal to src/layout.
#ifndef NASKAH_LAYOUT_SETTER_H
#define NASKAH_LAYOUT_SETTER_H

#include "layout/layout.h"

struct spot;

#define SETTER_FACES 16            // types whose faces are remembered

struct setter {
    struct arena *arena;
    struct fonts *fonts;
    const struct hyphenation *hyphenation;
    struct findings *findings;
    bool greedy;                   // lines are broken one by one: for comparison only
    struct pages *pages;
    struct rung rung;              // of the section being set
    mp body_height;                // of the section's pages
    mp most_height;                // of whole rows and images: body_height, or less for a signature
    struct scaled_type *types;     // of this rung
    struct missing *missing;       // characters already told
    struct known_face { const struct type *type; const struct face *face; } faces[SETTER_FACES];
    // Known once all sections have been divided into pages, read when items are placed:
    int total;                     // pages of the document
    struct spot *spots;            // where named boxes begin
    struct atom *atoms;            // room for those of one line, used again for the next
    size_t cap_atoms;
};

struct spot {                      // a named box and the page it begins on
    const char *id;
    int number;                    // as printed
    int page;                      // from 1
    struct spot *next;
};

// The parts of a paragraph's text. A word is one or several TEXT pieces: a new one begins with each run and after
// each place where the word may be divided; pieces of one run that stay together are shaped as one.
enum piece_kind { PIECE_TEXT, PIECE_SPACE, PIECE_TIE, PIECE_GAP, PIECE_FIELD, PIECE_BREAK };
enum piece_end { END_NONE, END_PLAIN, END_HYPHEN };  // no break after it; a bare break; one that shows a hyphen

struct piece {
    enum piece_kind kind;
    enum piece_end end;
    int penalty;                   // of the break after it
    bool flagged;                  // a hyphen of the text's own stands at its end
    bool loosened;                 // TIE: the line may break here after all, because its word is too wide
    bool hole;                     // stands for characters that no face has
    const struct run *run;
    const struct type *type;       // the run's, less what the rung takes off
    const struct face *face;
    const char *text;              // TEXT
    size_t n;
    const struct word *word;       // TEXT that is a whole word, SPACE: as shaped; else NULL
    mp width;
};

struct set_line {
    size_t first, end;             // pieces
    bool hyphen;                   // the last piece ends in a hyphen that the line break brought
    bool filled;                   // justified to the measure
    mp shift;                      // of the left edge: the first line's indent
    mp measure;
};

struct paragraph {
    const struct box *box;         // NULL for lines of the page's furniture
    enum role role;
    enum align align;
    int block, parent;
    mp x;                          // left edge of its measure, in the column of the section
    mp leading, baseline;          // baseline from the top of a line
    struct piece *pieces;
    size_t n, cap;
    struct set_line *lines;
    size_t n_lines;
    struct paragraph **labels;     // one line each; beside the first line
    size_t n_labels;
    const char *told;              // the rule of the last finding about its lines
};

// size * thousandths of an em, rounded to the nearest millipoint.
static inline mp em_scale(int64_t advance, mp size)
{
    return (advance * size + (advance < 0 ? -500 : 500)) / 1000;
}

const struct type *setter_type(struct setter *s, const struct type *type);
const struct face *setter_face(struct setter *s, const struct type *type);
struct place setter_place(const struct paragraph *p);

// piece.c
// Which words may be divided: none; none with a capital but at the start of a sentence; also those that are no names.
enum division { DIVIDE_NONE, DIVIDE_WORDS, DIVIDE_TITLES };
void pieces_of_runs(struct setter *s, struct paragraph *p, const struct run *runs, size_t n, enum division division);
// Makes words wider than `measure` divisible: at no-break spaces, after the signs of addresses, by the patterns, and in
// the end (finding layout.broken) between any two characters.
void pieces_relieve(struct setter *s, struct paragraph *p, mp measure);
mp piece_hyphen_width(struct setter *s, const struct piece *piece);
const char *pieces_text(struct setter *s, const struct paragraph *p, size_t first, size_t end);
const char *pieces_excerpt(struct setter *s, const struct paragraph *p, size_t first, size_t end);  // for findings
const char *points_text(struct setter *s, mp length);  // for findings, too

// paragraph.c
// A paragraph of `box` in a column at `x` of `width`. Blocks are made below `parent`.
struct paragraph *paragraph_set(struct setter *s, const struct box *box, mp x, mp width, int parent);
// By how much the letters and spaces of a piece may be widened or narrowed to fill a line (shape.widen).
mp paragraph_flex(const struct paragraph *p, const struct piece *piece);
// One line of runs, not broken, at most `measure` wide (0: as wide as it is).
struct paragraph *paragraph_of_line(struct setter *s, const struct run *runs, size_t n, enum align align, mp x,
                                    mp measure);
struct extremes { mp least, most; };   // widest indivisible part; width without a break
struct extremes paragraph_extremes(struct setter *s, const struct box *box);

// setter.c
// What was told and numbered may be taken back when something is set once more in another way.
struct setter_state { size_t blocks, findings; struct missing *missing; };
struct setter_state setter_save(const struct setter *s);
void setter_restore(struct setter *s, struct setter_state state);
int block_add(struct setter *s, int parent, enum role role, const char *id);

// item.c
struct placing {                   // where items go
    struct setter *setter;
    struct page *page;
    int page_index;                // from 1
    mp x, y;                       // of the column's origin on the page
    bool artifact;                 // a repetition (table heads): no part of the text
};
struct item *item_add(struct placing *to, enum item_kind kind);
void item_add_rect(struct placing *to, mp x, mp y, mp width, mp height, int grey);
void line_place(struct placing *to, const struct paragraph *p, size_t line, mp y);

#endif
