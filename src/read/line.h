// The lines of a text, and which of them are furniture of its pages: running heads and page numbers.
#ifndef NASKAH_READ_LINE_H
#define NASKAH_READ_LINE_H

#include "read/import.h"

struct line {
    const char *text;   // without spaces at both ends; NUL-terminated
    int number;         // from 1
    int indent;         // columns before it; a tab counts to the next multiple of 4
    int length;         // columns of `text`
    bool tabs;          // has a tab inside
    bool page;          // a page begins with it (form feed)
    bool dropped;       // furniture, told
};

struct lines {
    struct line *items;
    size_t n;
    int wrap;           // the width at which the text was broken into lines; 0 when its lines are paragraphs
};

// Splits, drops the furniture (told as perabot) and finds the width. `text` is clean UTF-8.
struct lines lines_new(struct import *im, const char *text);
static inline bool line_blank(const struct line *l) {
    return *l->text == '\0';
}
// Whether the first word of the next line would not have fitted on this one: then both are of one paragraph.
bool line_is_full(const struct lines *lines, const struct line *l, const struct line *next);

#endif
