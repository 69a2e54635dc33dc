// Terms: what holds from one day to another.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/resolving.h"

const char *given(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return text_blank(value) ? NULL : value;
}

bool yes(const xmlNode *node, const char *name) {
    const char *value = given(node, name);
    return value && strcmp(value, "ya") == 0;
}

struct date day_first(struct date d) {
    return (struct date){d.year, d.month ? d.month : 1, d.day ? d.day : 1};
}

struct date day_last(struct date d) {
    if (!d.month)
        return (struct date){d.year, 12, 31};
    for (int day = 31; !d.day; day--)
        if (date_valid((struct date){d.year, d.month, day}))
            d.day = day;
    return d;
}

bool term_covers(const xmlNode *term, struct date day) {
    struct date d;
    const char *since = given(term, "sejak"), *until = given(term, "sampai");
    if (since && date_parse(since, &d) && date_compare(day, day_first(d)) < 0)
        return false;
    return !(until && date_parse(until, &d) && date_compare(day, day_last(d)) > 0);
}

int term_compare(const xmlNode *a, const xmlNode *b) {
    struct date x = {0}, y = {0};
    const char *since_a = given(a, "sejak"), *since_b = given(b, "sejak");
    bool has_a = since_a && date_parse(since_a, &x), has_b = since_b && date_parse(since_b, &y);
    if (!has_a || !has_b)
        return has_a - has_b;
    return date_compare(day_first(x), day_first(y));
}

const xmlNode *term_at(const xmlNode *owner, const char *element, struct date day, bool newest) {
    const xmlNode *best = NULL, *latest = NULL;
    for (const xmlNode *term = xml_child(owner, element); term; term = xml_next(term, element)) {
        if (term_covers(term, day) && (!best || term_compare(term, best) >= 0))
            best = term;
        if (!latest || term_compare(term, latest) >= 0)
            latest = term;
    }
    return best || !newest ? best : latest;
}
