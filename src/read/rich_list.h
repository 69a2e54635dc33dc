// Which list an item belongs to, told by its marker, its level and what stands before it.
#ifndef NASKAH_READ_RICH_LIST_H
#define NASKAH_READ_RICH_LIST_H

#include "read/import.h"

enum list_style { LIST_BULLET, LIST_DIGIT, LIST_LETTER, LIST_CAPITAL, LIST_ROMAN, LIST_ROMAN_CAPITAL };

struct list_mark {
    enum list_style style;
    int value;          // 1 for a, i …; 0 for bullets
    char bullet[8];
};

struct open_list {
    struct list_mark mark;   // of its first item; value: of its last
    int level;               // of its items in the source
    xmlNode *node;           // <ol> or <ul>
    xmlNode *item;           // its last <li>
};

struct open_lists {
    struct open_list items[SOURCE_MAX_DEPTH];
    size_t n;
    bool after_item;         // nothing but items since the last item
    bool introduces;         // the last text ends in ':'
    bool titled;             // the last item is a few words without an end: a title of what follows
};

struct list_mark list_mark_of(const struct source_block *item);
// What to do with an item: how many lists stay open, and whether a new one begins inside the last of them.
struct list_step {
    size_t keep;
    bool nest;
    bool renumbered;         // its written number is not the one that it now has
};
struct list_step list_step(const struct open_lists *lists, const struct source_block *item);
// The list whose next item this is by its number, counted from the outermost; lists->n when there is none.
size_t list_continued(const struct open_lists *lists, const struct source_block *item);

#endif
