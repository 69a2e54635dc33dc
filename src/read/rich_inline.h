// Lists that stand inside of a paragraph: "… adalah: a. kurangnya … b. tidak adanya …".
#ifndef NASKAH_READ_RICH_INLINE_H
#define NASKAH_READ_RICH_INLINE_H

#include "read/rich.h"

// Adds `block` to `out`, or what it falls into: the text before the list and its items at `level`.
void rich_inline(struct import *im, const struct source_block *block, int level, struct rich_blocks *out);

#endif
