#include "read/rich_list.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static int roman_value(const char *s, size_t n) {
    int total = 0, last = 0;
    for (size_t i = n; i-- > 0;) {
        int c = tolower((unsigned char)s[i]), v = c == 'i' ? 1 : c == 'v' ? 5 : c == 'x' ? 10 : 0;
        if (v == 0) {
            return 0;
        }
        total += v < last ? -v : v;
        last = v > last ? v : last;
    }
    return total;
}

struct list_mark list_mark_of(const struct source_block *item) {
    struct list_mark m = {.style = LIST_BULLET};
    const char *p = item->marker ? item->marker : "";
    p += *p == '(';
    size_t n = 0;
    while (isalnum((unsigned char)p[n])) {
        n++;
    }
    if (n == 0 || item->list == SOURCE_BULLET) {
        strncpy(m.bullet, p, sizeof m.bullet - 1);
        if (item->list == SOURCE_ORDERED) {
            m.style = LIST_DIGIT;  // numbered by the file, which did not say how
        }
        return m;
    }
    bool capital = isupper((unsigned char)*p);
    if (isdigit((unsigned char)*p)) {
        const char *dot = strrchr(p, '.');
        bool many = dot && isdigit((unsigned char)dot[1]);  // 1.2
        return (struct list_mark){.style = LIST_DIGIT, .value = atoi(many ? dot + 1 : p)};
    }
    int roman = n > 1 || tolower((unsigned char)*p) == 'i' ? roman_value(p, n) : 0;
    if (roman) {
        return (struct list_mark){.style = capital ? LIST_ROMAN_CAPITAL : LIST_ROMAN, .value = roman};
    }
    return (struct list_mark){.style = capital ? LIST_CAPITAL : LIST_LETTER,
                              .value = tolower((unsigned char)*p) - 'a' + 1};
}

// An "i." after "h." is a letter.
static bool reads_as(const struct open_list *l, struct list_mark *m) {
    bool letters = (l->mark.style == LIST_LETTER && m->style == LIST_ROMAN) ||
                   (l->mark.style == LIST_CAPITAL && m->style == LIST_ROMAN_CAPITAL);
    if (letters && m->value == 1 && l->mark.value == 8) {
        m->style = l->mark.style;
        m->value = 9;
    }
    bool romans = (l->mark.style == LIST_ROMAN && m->style == LIST_LETTER) ||
                  (l->mark.style == LIST_ROMAN_CAPITAL && m->style == LIST_CAPITAL);
    if (romans && m->value == 22 && l->mark.value == 4) {  // v after iv
        m->style = l->mark.style;
        m->value = 5;
    }
    return l->mark.style == m->style && strcmp(l->mark.bullet, m->bullet) == 0;
}

size_t list_continued(const struct open_lists *lists, const struct source_block *item) {
    for (size_t i = lists->n; i-- > 0;) {
        struct list_mark m = list_mark_of(item);
        if (reads_as(&lists->items[i], &m) && m.value == lists->items[i].mark.value + 1 && m.value > 1) {
            return i;
        }
    }
    return lists->n;
}

static struct list_step next_of(size_t i, bool renumbered) {
    return (struct list_step){.keep = i + 1, .renumbered = renumbered};
}

// The file says the level itself.
static struct list_step strict_step(const struct open_lists *lists, const struct source_block *item) {
    size_t n = lists->n;
    while (n && lists->items[n - 1].level > item->level) {
        n--;
    }
    bool same = n && lists->items[n - 1].level == item->level;
    struct list_mark m = list_mark_of(item);
    if (same && (lists->items[n - 1].mark.style == LIST_BULLET) != (m.style == LIST_BULLET)) {
        return (struct list_step){.keep = n - 1, .nest = true};
    }
    return (struct list_step){.keep = n, .nest = !same};
}

// "1." where a list is open already: inside the item that introduces it, or the next item of a list that a careless
// copy numbered anew.
static struct list_step restarted(const struct open_lists *lists, size_t n, struct list_mark m) {
    size_t same = n;
    for (size_t i = n; i-- > 0 && same == n;) {
        same = reads_as(&lists->items[i], &m) ? i : same;
    }
    if (lists->introduces || same == n) {
        return (struct list_step){.keep = n, .nest = true};
    }
    return next_of(same, true);
}

struct list_step list_step(const struct open_lists *lists, const struct source_block *item) {
    if (item->strict) {
        return strict_step(lists, item);
    }
    size_t n = lists->n;
    struct list_mark m = list_mark_of(item);
    size_t continued = list_continued(lists, item);
    // Set in further than its predecessor: inside it. Set in less: back in a list as far out.
    if (n && item->level > lists->items[n - 1].level && m.value <= 1) {
        return (struct list_step){.keep = n, .nest = true};
    }
    while (n && lists->items[n - 1].level > item->level) {
        n--;
    }
    if (continued < lists->n && (continued < n || n == 0)) {
        return next_of(continued, false);
    }
    if (m.style == LIST_BULLET) {
        for (size_t i = n; i-- > 0;) {
            if (reads_as(&lists->items[i], &m)) {
                return next_of(i, false);
            }
        }
        return (struct list_step){.keep = n, .nest = true};
    }
    if (m.value <= 1) {
        return restarted(lists, n, m);
    }
    for (size_t i = n; i-- > 0;) {
        if (reads_as(&lists->items[i], &m)) {
            return next_of(i, true);
        }
    }
    return (struct list_step){.keep = n, .nest = true, .renumbered = true};
}
