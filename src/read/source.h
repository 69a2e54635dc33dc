// What a reader saw in a file, before anyone asks what it means: one sequence of blocks, each with its place. Readers
// of texts, web pages, Word files and workbooks all make this; placing.h makes objects of it.
#ifndef NASKAH_READ_SOURCE_H
#define NASKAH_READ_SOURCE_H

#include "base/arena.h"
#include "base/finding.h"
#include "base/text.h"

// A file is bounded here, whatever its kind: what is more is left out with a finding by who builds the source.
#define SOURCE_MAX_BLOCKS 200000
#define SOURCE_MAX_DEPTH 16  // tables in cells, items in items

enum source_kind { SOURCE_HEADING, SOURCE_PARAGRAPH, SOURCE_ITEM, SOURCE_TABLE, SOURCE_IMAGE };
enum source_list { SOURCE_ORDERED, SOURCE_BULLET };
enum run_style { RUN_BOLD = 1, RUN_ITALIC = 2, RUN_SUP = 4, RUN_SUB = 8 };

// Where something stands. What does not apply is 0 or NULL: texts have lines, workbooks sheet and cell, Word files
// paragraphs (counted through the body, those in tables too).
struct source_place {
    int line, last_line;  // from 1; last_line 0: the same
    int paragraph;        // from 1
    const char *sheet;
    int row, column;      // from 1: row 14, column 3 is C14
};

struct source_run {
    const char *text;     // UTF-8, never NULL; '\n' is a line break that was meant
    unsigned style;       // RUN_*
    const char *link;     // where an <a> leads; NULL
};

struct source_block;
struct source_blocks {
    struct source_block *items;
    size_t n, cap;
};

struct source_cell {
    struct source_blocks blocks;
    int colspan, rowspan;  // at least 1
    bool head;             // marked as a heading by the file itself (<th>, a header row)
    struct source_place place;
};

struct source_row {
    struct source_cell *cells;
    size_t n;
};

struct source_block {
    enum source_kind kind;
    int level;                 // headings from 1 (0: it only looks like one); items from 0
    enum source_list list;     // of an item
    const char *marker;        // of an item, as people see it: "1.", "b)", "•"; NULL when only the structure knows it
    bool strict;               // the item's level and order are the file's own structure, not guessed from markers
    struct source_run *runs;   // of headings, paragraphs, items
    size_t n_runs;
    struct source_row *rows;   // of a table
    size_t n_rows;
    const char *image, *description;  // of an image: its name inside the file (or its address), its alternative text
    struct str bytes;          // of an image; empty when not at hand
    struct source_place place;
};

struct source {
    struct arena *arena;
    const char *file;          // as the user named it
    const char *title;         // that the file itself gives (<title>, document properties); NULL
    struct source_blocks blocks;
};

// A new block at the end, zeroed but for kind and place. Valid until the next one is added to the same list.
struct source_block *source_add(struct arena *arena, struct source_blocks *blocks, enum source_kind kind,
                                struct source_place place);
// Adds a run to the block; empty texts are left out, neighbours of one style become one.
void source_run(struct arena *arena, struct source_block *block, const char *text, unsigned style, const char *link);
// A new row of a table, a new cell of a row (colspan, rowspan 1). Rows are valid until the next is added.
struct source_row *source_row(struct arena *arena, struct source_block *table);
struct source_cell *source_cell(struct arena *arena, struct source_row *row, struct source_place place);

// The part of a block's runs between two bytes of its text, without spaces at the cuts, as a new paragraph.
struct source_block *source_cut(struct arena *arena, const struct source_block *block, size_t from, size_t to);

// All text of a block, runs one after the other, cells parted by " | " and rows by '\n'. In `arena`, never NULL.
char *source_text(struct arena *arena, const struct source_block *block);
char *source_blocks_text(struct arena *arena, const struct source_blocks *blocks);  // blocks parted by '\n'

// "Tim!C14", "¶ 12"; NULL for texts, whose line stands in struct place.
const char *source_spot(struct arena *arena, const struct source_place *p);
// For findings: file, line, and the spot as section.
struct place source_place(const struct source *s, const struct source_place *p);

#endif
