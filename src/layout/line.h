// Lines: where a paragraph is broken. Boxes, glue and penalties of Knuth and Plass ("Breaking paragraphs into lines",
// 1981), total fit. Knows widths only, neither letters nor faces. All arithmetic is on integers: widths in millipoints,
// badness by TeX's function (The TeXbook, §108 of TeX: The Program), demerits in int64_t.
#ifndef NASKAH_LAYOUT_LINE_H
#define NASKAH_LAYOUT_LINE_H

#include "base/arena.h"
#include "model/unit.h"

#define LINE_NEVER 10000     // a penalty at which no line breaks
#define LINE_FORCED (-10000) // a penalty at which a line ends; the space left on it is filled without cost
#define LINE_FORBIDDEN (-1)  // a price at which a line is not taken
#define LINE_AWFUL 10000     // the badness of a line that cannot be stretched to its measure

enum line_kind { LINE_BOX, LINE_GLUE, LINE_PENALTY };

struct line_item {
    enum line_kind kind;
    bool flagged;            // penalty: a hyphen stands at the line's end
    int penalty;
    mp width;                // penalty: width of what is added when the line breaks here
    mp stretch, shrink;      // glue, and boxes whose letters give way
    mp most;                 // stretched by more it gapes
};

#define LINE_RUNS 3          // the longest run of hyphens that can be asked for

enum line_fitness { FITNESS_TIGHT, FITNESS_DECENT, FITNESS_LOOSE, FITNESS_VERY_LOOSE };

struct line_options {
    mp first, rest;          // the measure of the first line and of the others
    mp stretch;              // that each line has besides its glue: ragged setting, emergencies
    int tolerance;           // the highest badness a line may have
    bool force;              // a line may be too wide when there is no other way
    int64_t line_penalty;    // added to each badness
    int64_t adjacent;        // demerits for neighbours more than one fitness class apart
    int64_t consecutive;     // for two hyphens in a row
    int64_t final_hyphen;    // for a hyphen before the last line
    int longest_run;         // so many hyphens may stand in a row, at most LINE_RUNS; 0: any number
    int64_t long_run;        // with `force` only: what each further one costs
    int64_t loose;           // what a line costs that would gape, whatever its badness: it will not be justified, so
                             // only how many there are and what they leave empty counts; 0: it costs as others do
    int64_t loose_empty;     // … this many times the square of what it leaves empty, in thousandths of the measure
    int loose_most;          // thousandths of the measure that a line may leave empty; 0: any number
    mp short_width;          // a last line (or one before a forced break) of one word narrower than this …
    int64_t short_last;      // … costs so much, or LINE_FORBIDDEN
};

// The cost of one line from the break `from` (index of the item broken at, LINE_START for the first line) to the break
// `to`. Demerits that depend on the line before are left out; see line_join.
#define LINE_START ((size_t)-1)
struct line_cost {
    bool feasible;           // not too wide and within the tolerance
    bool too_wide;           // no longer line from the same start can fit either
    bool gapes;              // filled, its spaces would be too wide
    int badness;
    enum line_fitness fitness;
    int64_t demerits;
    mp shortfall;            // measure less natural width
};

struct line_sums { mp width, stretch, shrink, most; };

// Sums of all items before each index; n + 1 of them. `n` items must end with a forced penalty.
struct line_sums *line_sums(struct arena *arena, const struct line_item *items, size_t n);
// The first item that stands on the line after a break at `from`: glue and penalties after a break vanish.
size_t line_begin(const struct line_item *items, size_t n, size_t from);
bool line_may_break(const struct line_item *items, size_t i);
struct line_cost line_cost(const struct line_item *items, const struct line_sums *sums, size_t n,
                           const struct line_options *o, size_t from, size_t to);
// What two neighbouring lines cost together; `before` is the fitness of the earlier line (DECENT before the first).
int64_t line_join(const struct line_item *items, size_t n, const struct line_options *o, size_t from, size_t to,
                  enum line_fitness before, enum line_fitness fitness);

// How many hyphens stand in a row when the line after `before` of them ends at `to`.
int line_run(const struct line_item *items, const struct line_options *o, int before, size_t to);
// Whether so many may; what they cost is added to *demerits.
bool line_run_allowed(const struct line_options *o, int run, int64_t *demerits);

struct line_result {
    size_t *breaks;          // indices of the items broken at, the last is n - 1
    size_t n;
    int64_t demerits;
    bool overfull;           // only with force
};

// The cheapest set of breaks; false when none is within the tolerance (never with `force`). n may not be 0.
// Time is proportional to n times the breaks on one line.
bool line_break(struct arena *arena, const struct line_item *items, size_t n, const struct line_options *o,
                struct line_result *out);

// Each line as full as it can be without shrinking, whatever that does to the lines after it. Only for comparison with
// line_break; never fails.
void line_break_greedy(struct arena *arena, const struct line_item *items, size_t n, const struct line_options *o,
                       struct line_result *out);

#endif
