// Blocks to the small rich text of urn:naskah:1: p, ol, ul, li, b, i, table …, lists rebuilt from what their markers
// and their order say.
#ifndef NASKAH_READ_RICH_H
#define NASKAH_READ_RICH_H

#include "read/import.h"

struct rich_blocks {             // some blocks of a source, in order
    const struct source_block **items;
    size_t n, cap;
};

void rich_add(struct arena *arena, struct rich_blocks *list, const struct source_block *block);
// Writes the blocks as children of `parent`. Sentences that were split over paragraphs are joined, lists inside of
// paragraphs ("a. … b. …") become lists; each is told. Numbers that the structure now says are taken as "nomor".
void rich_write(struct import *im, xmlNode *parent, const struct rich_blocks *blocks);
// One line of text for fields that hold no rich text: blocks parted by spaces, bold and italic dropped.
char *rich_line(struct import *im, const struct rich_blocks *blocks);

#endif
