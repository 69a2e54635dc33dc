// Styles and numbering of Word: what a paragraph is, and the number that Word prints before it and does not save.
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "read/docx_parts.h"

struct style {
    const char *id, *name, *based_on, *numbering;
    int outline, level;  // -1: not said
    int bold, italic;    // -1: not said
};

struct docx_styles {
    struct style *items;
    size_t n;
};

const char *docx_value(const xmlNode *parent, const char *name) {
    const xmlNode *child = parent ? xml_child(parent, name) : NULL;
    return child ? xml_attr(child, "val") : NULL;
}

bool docx_on(const xmlNode *properties, const char *name) {
    const xmlNode *child = properties ? xml_child(properties, name) : NULL;
    const char *value = child ? xml_attr(child, "val") : NULL;
    return child && (!value || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "none") != 0));
}

static int number_or(const char *s, int otherwise) {
    return s && *s >= '0' && *s <= '9' ? (int)(strtol(s, NULL, 10) % 100000) : otherwise;
}

static int said(const xmlNode *properties, const char *name) {
    return properties && xml_child(properties, name) ? docx_on(properties, name) : -1;
}

static struct style read_style(const xmlNode *node) {
    const xmlNode *p = xml_child(node, "pPr"), *r = xml_child(node, "rPr"), *num = p ? xml_child(p, "numPr") : NULL;
    const char *id = xml_attr(node, "styleId");
    return (struct style){.id = id ? id : "",
                          .name = docx_value(node, "name"),
                          .based_on = docx_value(node, "basedOn"),
                          .numbering = docx_value(num, "numId"),
                          .outline = number_or(docx_value(p, "outlineLvl"), -1),
                          .level = number_or(docx_value(num, "ilvl"), -1),
                          .bold = said(r, "b"),
                          .italic = said(r, "i")};
}

static size_t count_children(const xmlNode *root, const char *name) {
    size_t n = 0;
    for (const xmlNode *c = root ? xml_child(root, name) : NULL; c; c = xml_next(c, name)) {
        n++;
    }
    return n;
}

struct docx_styles *docx_styles_new(struct arena *arena, const xmlNode *root) {
    struct docx_styles *s = ARENA_NEW(arena, struct docx_styles);
    s->items = ARENA_ARRAY(arena, count_children(root, "style") + 1, struct style);
    for (const xmlNode *n = root ? xml_child(root, "style") : NULL; n; n = xml_next(n, "style")) {
        s->items[s->n++] = read_style(n);
    }
    return s;
}

static const struct style *find_style(const struct docx_styles *s, const char *id) {
    for (size_t i = 0; id && i < s->n; i++) {
        if (strcmp(s->items[i].id, id) == 0) {
            return &s->items[i];
        }
    }
    return NULL;
}

// "heading 2" is what Word calls it in any language of the program, "Judul 2" what people make; "Title" is one too.
static int heading_by_name(const char *name) {
    static const char *const names[] = {"heading ", "judul "};
    if (!name) {
        return 0;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i]);
        if (strncasecmp(name, names[i], n) == 0 && name[n] >= '1' && name[n] <= '9' && !name[n + 1]) {
            return name[n] - '0';
        }
    }
    return strcasecmp(name, "title") == 0 || strcasecmp(name, "judul") == 0 ? 1 : 0;
}

// A style says what it does not inherit; the nearest that says something holds.
static void ask_styles(const struct docx_styles *s, const char *id, struct docx_kind *k) {
    int bold = -1, italic = -1, outline = -1, level = -1;
    const struct style *style = find_style(s, id);
    for (int depth = 0; style && depth < 20; depth++, style = find_style(s, style->based_on)) {
        k->heading = k->heading ? k->heading : heading_by_name(style->name);
        k->contents |= style->name && strncasecmp(style->name, "toc ", 4) == 0;
        k->numbering = k->numbering ? k->numbering : style->numbering;
        bold = bold < 0 ? style->bold : bold;
        italic = italic < 0 ? style->italic : italic;
        outline = outline < 0 ? style->outline : outline;
        level = level < 0 ? style->level : level;
    }
    k->bold = bold > 0;
    k->italic = italic > 0;
    k->level = level > 0 ? level : 0;
    if (!k->heading && outline >= 0 && outline < DOCX_LEVELS) {
        k->heading = outline + 1;
    }
}

unsigned docx_character_style(const struct docx_styles *s, const char *id) {
    struct docx_kind k = {0};
    ask_styles(s, id, &k);
    return (k.bold ? RUN_BOLD : 0u) | (k.italic ? RUN_ITALIC : 0u);
}

struct docx_kind docx_kind_of(const struct docx_styles *s, const xmlNode *properties) {
    struct docx_kind k = {0};
    const xmlNode *num = properties ? xml_child(properties, "numPr") : NULL;
    ask_styles(s, docx_value(properties, "pStyle"), &k);
    int outline = number_or(docx_value(properties, "outlineLvl"), -1);
    if (outline >= 0) {
        k.heading = outline < DOCX_LEVELS ? outline + 1 : 0;
    }
    if (num && docx_value(num, "numId")) {
        k.numbering = docx_value(num, "numId");
        k.level = number_or(docx_value(num, "ilvl"), 0);
    }
    if (k.numbering && strcmp(k.numbering, "0") == 0) {  // the list of the style is switched off
        k.numbering = NULL;
    }
    k.level = k.level < DOCX_LEVELS ? k.level : DOCX_LEVELS - 1;
    return k;
}

// ---- numbering ----

struct level {
    int start;
    const char *format, *text;  // "decimal", "%1.%2"
    bool legal;                 // all numbers of the marker as decimals
};

struct pattern {                // <abstractNum>: what several lists have in common, counting included
    const char *id, *link;
    struct level levels[DOCX_LEVELS];
    int counts[DOCX_LEVELS];
    bool counted[DOCX_LEVELS];
};

struct list {                   // <num>
    const char *id;
    struct pattern *pattern;
    int restart[DOCX_LEVELS];   // -1: none; where it begins anew when the list is first met
    struct level own[DOCX_LEVELS];
    bool met;
};

struct docx_lists {
    struct pattern *patterns;
    struct list *lists;
    size_t n_patterns, n_lists;
};

static struct level read_level(const xmlNode *node) {
    const char *format = docx_value(node, "numFmt"), *text = docx_value(node, "lvlText");
    return (struct level){.start = number_or(docx_value(node, "start"), 0),
                          .format = format ? format : "decimal",
                          .text = text ? text : "",
                          .legal = docx_on(node, "isLgl")};
}

static void read_levels(const xmlNode *node, struct level levels[DOCX_LEVELS]) {
    for (const xmlNode *l = xml_child(node, "lvl"); l; l = xml_next(l, "lvl")) {
        int i = number_or(xml_attr(l, "ilvl"), 0);
        if (i < DOCX_LEVELS) {
            levels[i] = read_level(l);
        }
    }
}

static struct pattern *find_pattern(const struct docx_lists *l, const char *id) {
    for (size_t i = 0; id && i < l->n_patterns; i++) {
        if (strcmp(l->patterns[i].id, id) == 0) {
            return &l->patterns[i];
        }
    }
    return NULL;
}

static struct list read_list(const struct docx_lists *l, const xmlNode *node) {
    const char *id = xml_attr(node, "numId");
    struct list made = {.id = id ? id : "", .pattern = find_pattern(l, docx_value(node, "abstractNumId"))};
    for (int i = 0; i < DOCX_LEVELS; i++) {
        made.restart[i] = -1;
    }
    for (const xmlNode *o = xml_child(node, "lvlOverride"); o; o = xml_next(o, "lvlOverride")) {
        int i = number_or(xml_attr(o, "ilvl"), 0);
        const xmlNode *own = xml_child(o, "lvl");
        if (i < DOCX_LEVELS) {
            made.restart[i] = number_or(docx_value(o, "startOverride"), -1);
            made.own[i] = own ? read_level(own) : made.own[i];
        }
    }
    return made;
}

// A pattern that only points to a style of lists takes the levels of the one that defines that style.
static void follow_links(struct docx_lists *l, const xmlNode *root) {
    size_t i = 0;
    for (const xmlNode *a = root ? xml_child(root, "abstractNum") : NULL; a; a = xml_next(a, "abstractNum"), i++) {
        const char *style = docx_value(a, "styleLink");
        for (size_t k = 0; style && k < l->n_patterns; k++) {
            if (l->patterns[k].link && strcmp(l->patterns[k].link, style) == 0) {
                memmove(l->patterns[k].levels, l->patterns[i].levels, sizeof l->patterns[k].levels);
            }
        }
    }
}

struct docx_lists *docx_lists_new(struct arena *arena, const xmlNode *root) {
    struct docx_lists *l = ARENA_NEW(arena, struct docx_lists);
    l->patterns = ARENA_ARRAY(arena, count_children(root, "abstractNum") + 1, struct pattern);
    l->lists = ARENA_ARRAY(arena, count_children(root, "num") + 1, struct list);
    for (const xmlNode *a = root ? xml_child(root, "abstractNum") : NULL; a; a = xml_next(a, "abstractNum")) {
        struct pattern *p = &l->patterns[l->n_patterns++];
        const char *id = xml_attr(a, "abstractNumId");
        p->id = id ? id : "";
        p->link = docx_value(a, "numStyleLink");
        read_levels(a, p->levels);
    }
    follow_links(l, root);
    for (const xmlNode *n = root ? xml_child(root, "num") : NULL; n; n = xml_next(n, "num")) {
        l->lists[l->n_lists] = read_list(l, n);
        l->n_lists++;
    }
    return l;
}

static void write_roman(struct buf *out, int n, bool upper) {
    static const struct {
        int value;
        const char *lower, *upper;
    } signs[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"}, {100, "c", "C"},
                 {90, "xc", "XC"}, {50, "l", "L"},    {40, "xl", "XL"}, {10, "x", "X"},   {9, "ix", "IX"},
                 {5, "v", "V"},    {4, "iv", "IV"},   {1, "i", "I"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs && n < 5000; i++) {
        for (; n >= signs[i].value; n -= signs[i].value) {
            buf_str(out, upper ? signs[i].upper : signs[i].lower);
        }
    }
}

static void write_number(struct buf *out, const char *format, int n) {
    bool upper = strncmp(format, "upper", 5) == 0;
    if (strstr(format, "Roman")) {
        write_roman(out, n, upper);
    } else if (strstr(format, "Letter") && n > 0) {  // a … z, aa, bb …
        for (int i = 0; i <= (n - 1) / 26 && i < 10; i++) {
            buf_char(out, (char)((upper ? 'A' : 'a') + (n - 1) % 26));
        }
    } else if (strcmp(format, "decimalZero") == 0) {
        buf_printf(out, "%02d", n);
    } else if (strcmp(format, "none") != 0) {
        buf_printf(out, "%d", n);
    }
}

static const struct level *level_of(const struct list *l, int i) {
    return l->own[i].format ? &l->own[i] : &l->pattern->levels[i];
}

// Counts this level on and begins those below it anew.
static void count_on(struct list *l, int level) {
    struct pattern *p = l->pattern;
    for (int i = 0; i < DOCX_LEVELS && !l->met; i++) {
        if (l->restart[i] >= 0) {
            p->counts[i] = l->restart[i] - (i == level);
            p->counted[i] = true;
        }
    }
    l->met = true;
    for (int i = 0; i <= level; i++) {
        if (!p->counted[i]) {
            p->counts[i] = level_of(l, i)->start - (i == level);
            p->counted[i] = true;
        }
    }
    p->counts[level]++;
    for (int i = level + 1; i < DOCX_LEVELS; i++) {
        p->counted[i] = false;
    }
}

// Bullets of Symbol and Wingdings stand in the private area; what they look like does not matter.
static const char *bullet_sign(struct arena *arena, const char *text) {
    const char *p = text, *end = text + strlen(text);
    unsigned c = text_next(&p, end);
    return c == 0 || (c >= 0xE000 && c < 0xF900) ? "•" : arena_strdup(arena, text);
}

const char *docx_marker(struct docx_lists *l, struct arena *arena, const char *numbering, int level, bool *bullet) {
    struct list *list = NULL;
    for (size_t i = 0; i < l->n_lists && !list; i++) {
        list = strcmp(l->lists[i].id, numbering) == 0 ? &l->lists[i] : NULL;
    }
    *bullet = false;
    if (!list || !list->pattern) {
        return NULL;
    }
    count_on(list, level);
    const struct level *own = level_of(list, level);
    if (!own->format || strcmp(own->format, "none") == 0) {
        return NULL;
    }
    *bullet = strcmp(own->format, "bullet") == 0;
    if (*bullet) {
        return bullet_sign(arena, own->text);
    }
    struct buf out = buf_new(arena);
    for (const char *p = own->text; *p; p++) {
        if (p[0] == '%' && p[1] >= '1' && p[1] <= '9') {
            int i = *++p - '1';
            const struct level *of = level_of(list, i);
            write_number(&out, own->legal || !of->format ? "decimal" : of->format, list->pattern->counts[i]);
        } else {
            buf_char(&out, *p);
        }
    }
    return out.n ? buf_text(&out) : NULL;
}
