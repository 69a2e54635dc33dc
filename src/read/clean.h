// Small mending of texts that all readers share: spaces, characters without ink, entities, marks of bold and italic.
// What was done is counted or told, never silent.
#ifndef NASKAH_READ_CLEAN_H
#define NASKAH_READ_CLEAN_H

#include "read/import.h"

struct cleaning {
    size_t spaces;     // NBSP and other odd spaces, made plain
    size_t inkless;    // soft hyphens, zero-width characters, left out
    size_t entities;   // &nbsp; &amp; … read as what they stand for
    int spaces_line, inkless_line, entities_line;
};

// `text` with plain spaces and without characters that have no ink; lines stay lines. `line` is its first line.
char *clean_spaces(struct arena *arena, const char *text, int line, struct cleaning *done);
// `text` with entities decoded ("&amp;", "&#8217;"); itself when there are none.
const char *clean_entities(struct arena *arena, const char *text, int line, struct cleaning *done);
// Tells what was counted, one note a kind, at the line of the first.
void clean_tell(struct import *im, const struct cleaning *done);
// Cleans all runs of a source: for readers whose files are not texts.
void clean_source(struct import *im);
// Puts `text` into the block as runs: **bold**, *italic*, `code`, [text](address), \" and the like become what they
// mean; the marks are told as one note.
void clean_marks(struct import *im, struct source_block *block, const char *text);

#endif
