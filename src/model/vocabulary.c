#include "model/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/format.h"
#include "model/unit.h"
#include "model/vocabulary_table.h"

bool vocabulary_lists(const char *list, const char *word) {
    size_t n = strlen(word);
    for (const char *p = list; p && *p; p += *p == ' ') {
        size_t end = strcspn(p, " ");
        if (end == n && memcmp(p, word, n) == 0)
            return true;
        p += end;
    }
    return false;
}

const struct vocabulary_element *vocabulary_all(size_t *n) {
    *n = vocabulary_table_n;
    return vocabulary_table;
}

// Blocks stand in rich content only, inline elements wherever running text may be.
static bool content_takes(enum content content, const char *parents) {
    if (content == CONTENT_RICH && vocabulary_lists(parents, "rich"))
        return true;
    return (content == CONTENT_RICH || content == CONTENT_INLINE) && vocabulary_lists(parents, "inline");
}

const struct vocabulary_element *vocabulary_child(const struct vocabulary_element *parent, const char *name) {
    const char *parent_name = parent ? parent->name : "data";
    for (size_t i = 0; i < vocabulary_table_n; i++) {
        const struct vocabulary_element *e = &vocabulary_table[i];
        if (e->name[0] != name[0] || strcmp(e->name, name) != 0)
            continue;
        if (vocabulary_lists(e->parents, parent_name) || (parent && content_takes(parent->content, e->parents)))
            return e;
    }
    return NULL;
}

static bool stands_in(const struct vocabulary_element *e, const char *parent) {
    if (vocabulary_lists(e->parents, parent) || vocabulary_lists(e->in_record, parent))
        return true;
    for (size_t i = 0; i < vocabulary_table_n; i++)
        if (strcmp(vocabulary_table[i].name, parent) == 0 && content_takes(vocabulary_table[i].content, e->parents))
            return true;
    return false;
}

const struct vocabulary_element *vocabulary_find(const char *name, const char *parent) {
    for (size_t i = 0; i < vocabulary_table_n; i++) {
        const struct vocabulary_element *e = &vocabulary_table[i];
        if (strcmp(e->name, name) == 0 && (!parent || stands_in(e, parent)))
            return e;
    }
    return NULL;
}

const struct vocabulary_attribute *vocabulary_attribute(const struct vocabulary_element *e, const char *name) {
    for (size_t i = 0; i < e->n_attributes; i++)
        if (strcmp(e->attributes[i].name, name) == 0)
            return &e->attributes[i];
    return NULL;
}

bool vocabulary_knows_attribute(const char *element, const char *attribute) {
    for (size_t i = 0; i < vocabulary_table_n; i++) {
        const struct vocabulary_element *e = &vocabulary_table[i];
        if ((!element || strcmp(e->name, element) == 0) && vocabulary_attribute(e, attribute))
            return true;
    }
    return false;
}

bool vocabulary_is_rich(const char *name) {
    static const char *const words[] = {"p",   "br", "ol",    "ul",      "li", "b",  "i",  "sup",
                                        "sub", "a",  "table", "caption", "tr", "th", "td", "img"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i], name) == 0)
            return true;
    return false;
}

// Values

static bool choice_has(const char *choices, const char *value) {
    size_t n = strlen(value);
    for (const char *p = choices; *p; p += *p == '|') {
        size_t end = strcspn(p, "|");
        if (end == n && memcmp(p, value, n) == 0)
            return true;
        p += end;
    }
    return false;
}

static bool only(const char *value, const char *allowed) {
    return *value && value[strspn(value, allowed)] == '\0';
}

#define DIGITS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// An id becomes a file name and a word in lists of references: no blank, no slash, no dot in front.
static bool id_ok(const char *s) {
    return only(s, LETTERS DIGITS "-_.") && s[0] != '.' && s[0] != '-' && strlen(s) <= 120;
}

static bool time_ok(const char *s) {
    size_t hour = strspn(s, DIGITS);
    if (hour < 1 || hour > 2 || (s[hour] != ':' && s[hour] != '.'))
        return false;
    const char *minute = s + hour + 1;
    return strlen(minute) == 2 && only(minute, DIGITS) && atoi(s) < 24 && atoi(minute) < 60;
}

static bool year_ok(const char *s) {
    return strlen(s) == 4 && only(s, DIGITS) && atoi(s) >= 1900 && atoi(s) <= 2199;
}

static bool number_ok(const char *s) {
    size_t whole = strspn(s, DIGITS);
    if (whole == 0 || whole > 9)
        return false;
    if (s[whole] == '\0')
        return true;
    return s[whole] == '.' && only(s + whole + 1, DIGITS);
}

static bool office_ok(const char *s) {
    const char *slash = strchr(s, '/');
    if (!slash || slash == s || slash - s > 120 || text_blank(slash + 1))
        return false;
    return strspn(s, LETTERS DIGITS "-_.") == (size_t)(slash - s);
}

// a4, f4 or WIDTHxHEIGHT in whole or decimal millimetres.
static bool paper_ok(const char *s) {
    if (choice_has("a3|a4|a5|f4|folio", s))
        return true;
    const char *x = strchr(s, 'x');
    char width[16];
    if (!x || (size_t)(x - s) >= sizeof width)
        return false;
    memcpy(width, s, (size_t)(x - s));
    width[x - s] = '\0';
    return number_ok(width) && number_ok(x + 1);
}

static bool date_ok(const char *s) {
    struct date d;
    return date_parse(s, &d);
}

static bool money_ok(const char *s) {
    int64_t sen;
    return money_parse(s, &sen);
}

static bool length_ok(const char *s) {
    mp length;
    return unit_parse(s, &length);
}

bool vocabulary_value_ok(enum value_kind kind, const char *target, const char *value) {
    switch (kind) {
    case VALUE_ID:
    case VALUE_REF:
        return id_ok(value);
    case VALUE_REFS:
        return only(value, LETTERS DIGITS "-_. \t\r\n");
    case VALUE_OFFICE:
        return office_ok(value);
    case VALUE_DATE:
        return date_ok(value);
    case VALUE_TIME:
        return time_ok(value);
    case VALUE_YEAR:
        return year_ok(value);
    case VALUE_INTEGER:
        return only(value, DIGITS) && strlen(value) <= 9;
    case VALUE_MONEY:
        return money_ok(value);
    case VALUE_CHOICE:
        return choice_has(target, value);
    case VALUE_YESNO:
        return choice_has("ya|tidak", value);
    case VALUE_LENGTH:
        return length_ok(value);
    case VALUE_DIGITS:
        return only(value, DIGITS " ");
    case VALUE_NUMBER:
        return number_ok(value);
    case VALUE_PAPER:
        return paper_ok(value);
    case VALUE_TEXT:
    case VALUE_FILE:
        break;
    }
    return true;
}

const char *vocabulary_value_rule(enum value_kind kind) {
    static const char *const rules[] = {
        [VALUE_ID] = "object.value.id",
        [VALUE_REF] = "object.value.id",
        [VALUE_REFS] = "object.value.id",
        [VALUE_OFFICE] = "object.value.office",
        [VALUE_DATE] = "object.value.date",
        [VALUE_TIME] = "object.value.time",
        [VALUE_YEAR] = "object.value.year",
        [VALUE_INTEGER] = "object.value.integer",
        [VALUE_MONEY] = "object.value.money",
        [VALUE_CHOICE] = "object.value.choice",
        [VALUE_YESNO] = "object.value.yesno",
        [VALUE_LENGTH] = "object.value.length",
        [VALUE_DIGITS] = "object.value.digits",
        [VALUE_NUMBER] = "object.value.number",
        [VALUE_PAPER] = "object.value.paper",
        [VALUE_TEXT] = NULL,
        [VALUE_FILE] = NULL,
    };
    return rules[kind];
}

// Nearest names

const char *vocabulary_nearest_element(const char *name) {
    const char *names[256];
    size_t n = 0;
    for (size_t i = 0; i < vocabulary_table_n && n < 256; i++)
        names[n++] = vocabulary_table[i].name;
    return text_nearest(name, names, n);
}

const char *vocabulary_nearest_attribute(const struct vocabulary_element *e, const char *name) {
    const char *names[512];
    size_t n = 0;
    for (size_t k = 0; k < vocabulary_table_n; k++) {
        const struct vocabulary_element *of = &vocabulary_table[k];
        for (size_t i = 0; (!e || e == of) && i < of->n_attributes && n < 512; i++)
            names[n++] = of->attributes[i].name;
    }
    return text_nearest(name, names, n);
}
