// Plain and Markdown text to blocks.
#ifndef NASKAH_READ_TEXT_H
#define NASKAH_READ_TEXT_H

#include "read/line.h"

// The reader of SHAPE_TEXT.
bool text_read(struct import *im, struct str bytes);
// The blocks of clean text whose first line is `line`, added to `blocks`: paragraphs, items, headings, tables.
void text_blocks(struct import *im, struct lines *lines, struct source_blocks *blocks);

// A table at line `i`: pipes, or columns parted by tabs. Adds it and returns the line behind it; `i` without one.
size_t text_pipe_table(struct import *im, const struct lines *lines, size_t i, struct source_blocks *blocks);
size_t text_tab_table(struct import *im, const struct lines *lines, size_t i, struct source_blocks *blocks);
// Whether a line has columns of a table, as against tabs that only set a label or an item apart from its text.
bool text_has_columns(const struct line *l);

#endif
