// The words that a reader sees, in the order of the content.
#include <math.h>
#include <stdlib.h>

#include "inspect/content.h"

struct word_builder {  // one for the text, one for artifacts, which may stand between the halves of a word
    struct buf text;
    int page;
    double x, y;              // where the word began
    double end_x, end_y;      // where its last character ended
    double size;
    bool open;
};

struct collecting {
    struct inspection *p;
    struct inspect_word *items;
    size_t n, cap;
    struct word_builder builders[2];
    const struct value *replaced;  // the ActualText that was written last
};

static bool ends_soft(const struct word_builder *b) {
    return b->text.n >= 2 && memcmp(b->text.p + b->text.n - 2, "\xc2\xad", 2) == 0;
}

// Soft hyphens within a word are no characters.
static const char *without_soft(struct arena *arena, const struct buf *text) {
    char *out = arena_alloc(arena, text->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < text->n; i++) {
        if (text->n - i >= 2 && memcmp(text->p + i, "\xc2\xad", 2) == 0) {
            i++;
        } else {
            out[n++] = text->p[i];
        }
    }
    return out;
}

static void flush(struct collecting *c, struct word_builder *b) {
    const char *text = b->open ? without_soft(c->p->arena, &b->text) : "";
    if (*text) {
        if (c->n == c->cap) {
            size_t cap = c->cap ? c->cap * 2 : 256;
            c->items = arena_grow(c->p->arena, c->items, c->cap * sizeof *c->items, cap * sizeof *c->items);
            c->cap = cap;
        }
        const double *box = c->p->pages[b->page - 1].box;
        c->items[c->n++] = (struct inspect_word){.text = text,
                                                 .page = b->page,
                                                 .x = (mp)llround((b->x - box[0]) * 1000),
                                                 .y = (mp)llround((box[3] - b->y) * 1000),
                                                 .artifact = b == &c->builders[1]};
    }
    b->open = false;
    b->text.n = 0;
}

static bool far_off(double v) {
    return !(fabs(v) < 1e6);
}

// Where the next character stands parts it from the word so far, unless that ends in a soft hyphen and this is a new
// line.
static void part(struct collecting *c, struct word_builder *b, double x, double y, double size, int page) {
    double dx = x - b->end_x, dy = y - b->end_y, em = size > 0 ? size : 1;
    bool line = page != b->page || fabs(dy) > em / 2 || dx < -em / 2;
    if (!b->open || (!line && dx < em * 0.15)) {
        return;
    }
    if (!(line && ends_soft(b))) {
        flush(c, b);
    }
}

static void add(struct collecting *c, struct word_builder *b, const unsigned *text, size_t n, double x, double y,
                double size, int page) {
    for (size_t i = 0; i < n; i++) {
        if (text_is_space(text[i])) {
            flush(c, b);
            continue;
        }
        if (!b->open) {
            *b = (struct word_builder){.text = b->text, .page = page, .x = x, .y = y, .open = true};
        }
        buf_utf8(&b->text, text[i]);
    }
    b->size = size;
}

static void add_utf8(struct collecting *c, struct word_builder *b, const char *text, double x, double y, double size,
                     int page) {
    const char *end = text + strlen(text);
    while (text < end) {
        unsigned u = text_next(&text, end);
        add(c, b, &u, 1, x, y, size, page);
    }
}

// The ActualText that stands for what is shown; NULL when none does.
static const struct value *replacement(const struct run *r) {
    for (size_t i = 0; i < r->n_marks && i < MARKS; i++) {
        if (r->marks[i].replaced) {
            return entry_raw(r->marks[i].properties, "ActualText");
        }
    }
    return NULL;
}

static void show_code(struct run *r, struct collecting *c, unsigned code, const struct value *instead) {
    unsigned text[16];
    struct word_builder *b = &c->builders[marks_artifact(r)];
    const double *t = r->text, *m = r->g.matrix;
    double tx = t[4] + r->g.rise * t[2], ty = t[5] + r->g.rise * t[3];
    double x = tx * m[0] + ty * m[2] + m[4], y = tx * m[1] + ty * m[3] + m[5];
    double advance = (font_width(r->p, r->g.font, code) / 1000.0 * r->g.size + r->g.between +
                      (code == ' ' && !r->g.font->composite ? r->g.words : 0)) * r->g.stretch;
    double size = r->g.size * fabs(t[3] * m[3] + t[1] * m[2]);
    int page = (int)r->page_index + 1;
    r->text[4] += advance * t[0];
    r->text[5] += advance * t[1];
    if (far_off(x) || far_off(y) || r->g.mode == 3) {
        return;
    }
    if (instead != c->replaced || !instead) {
        part(c, b, x, y, size, page);
        if (instead) {
            add_utf8(c, b, text_of(r->p, instead), x, y, size, page);
        } else {
            add(c, b, text, font_text(r->g.font, code, text, 16), x, y, size, page);
        }
    }
    c->replaced = instead;
    b->end_x = x + advance * (t[0] * m[0] + t[1] * m[2]);
    b->end_y = y;
}

static void show(struct run *r, struct str codes) {
    struct collecting *c = r->user;
    const unsigned char *s = (const unsigned char *)codes.p;
    const struct value *instead = replacement(r);
    if (r->g.font->composite) {
        for (size_t i = 0; i + 1 < codes.n; i += 2) {
            show_code(r, c, (unsigned)s[i] << 8 | s[i + 1], instead);
        }
        return;
    }
    for (size_t i = 0; i < codes.n; i++) {
        show_code(r, c, s[i], instead);
    }
}

struct inspect_words inspection_words(struct inspection *p) {
    static const struct listener listener = {.show = show};
    if (!p->words) {
        struct collecting c = {.p = p};
        c.builders[0].text = c.builders[1].text = buf_new(p->arena);
        for (size_t i = 0; i < p->n_pages; i++) {
            content_run(p, i, &listener, &c);
            flush(&c, &c.builders[1]);
            if (!ends_soft(&c.builders[0])) {
                flush(&c, &c.builders[0]);
            }
        }
        flush(&c, &c.builders[0]);
        struct inspect_words *words = ARENA_NEW(p->arena, struct inspect_words);
        *words = (struct inspect_words){c.items, c.n};
        p->words = words;
    }
    return *p->words;
}

const char *inspection_text(struct inspection *p) {
    struct inspect_words words = inspection_words(p);
    struct buf b = buf_new(p->arena);
    for (size_t i = 0; i < words.n; i++) {
        const struct inspect_word *w = &words.items[i], *last = i ? w - 1 : NULL;
        bool line = last && (llabs(w->y - last->y) > PT(2) || w->x < last->x);
        buf_str(&b, !last ? "" : w->page != last->page ? "\f" : line ? "\n" : " ");
        buf_str(&b, w->text);
    }
    return buf_text(&b);
}
