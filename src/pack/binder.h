// What makes a stack of pages a book to read: blank sides, small numbers at the foot, bookmarks, a title.
#ifndef NASKAH_PACK_BINDER_H
#define NASKAH_PACK_BINDER_H

#include "pack/sheets.h"

// An empty page of the same paper as page `i` of `like`. False when libqpdf refuses.
bool binder_blank(struct stack *stack, const struct sheets *like, size_t i);
// Small print at the lower right edge of page `i`, whichever way the page is turned; ASCII. What the page shows stays
// as it is. In a face that every reader has, so only for files that are read and printed, not kept.
bool binder_stamp(struct stack *stack, size_t i, const char *text);

struct binder_mark {
    const char *title;  // UTF-8
    size_t page;        // from 0
    bool inner;         // below the last mark that is not
};
// Bookmarks; they are shown when the file is opened. `title` is the file's own.
bool binder_outline(struct stack *stack, const char *title, const struct binder_mark *marks, size_t n);

#endif
