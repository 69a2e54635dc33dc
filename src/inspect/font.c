#include "inspect/font.h"

enum { FONTS = 1000 };

static struct stream *program_of(struct inspection *p, const struct value *descriptor) {
    static const char *const keys[] = {"FontFile2", "FontFile3", "FontFile"};
    for (int i = 0; i < 3; i++) {
        const struct value *v = entry_get(p, descriptor, keys[i]);
        if (v->kind == KIND_STREAM) {
            return v->stream;
        }
    }
    return NULL;
}

static void read_unicode(struct inspection *p, struct font *font) {
    const struct value *map = entry_get(p, font->dictionary, "ToUnicode");
    struct str bytes;
    if (map->kind == KIND_STREAM && stream_data(p, map->stream, &bytes)) {
        cmap_read(p, bytes, &font->meanings);
    }
}

static struct str name_or_nothing(const struct value *v) {
    return v->kind == KIND_NAME ? v->text : (struct str){"", 0};
}

struct font *font_of(struct inspection *p, const struct value *dictionary) {
    for (struct font *f = p->fonts; f; f = f->next) {
        if (f->dictionary == dictionary) {
            return f;
        }
    }
    if (dictionary->kind != KIND_DICTIONARY || p->n_fonts == FONTS) {
        return NULL;
    }
    p->n_fonts++;
    struct font *font = ARENA_NEW(p->arena, struct font);
    const struct value *encoding = entry_get(p, dictionary, "Encoding");
    const struct value *inner = array_get(p, entry_get(p, dictionary, "DescendantFonts"), 0);
    font->dictionary = dictionary;
    font->kind = name_or_nothing(entry_get(p, dictionary, "Subtype"));
    font->composite = str_is(font->kind, "Type0");
    font->inner = font->composite && inner->kind == KIND_DICTIONARY ? inner : dictionary;
    font->inner_kind = name_or_nothing(entry_get(p, font->inner, "Subtype"));
    font->identity = is_name(encoding, "Identity-H") || is_name(encoding, "Identity-V");
    font->descriptor = entry_get(p, font->inner, "FontDescriptor");
    font->program = program_of(p, font->descriptor);
    read_unicode(p, font);
    font->next = p->fonts;
    p->fonts = font;
    return font;
}

void font_show(struct inspection *p, struct font *font, struct str codes, unsigned how) {
    const unsigned char *c = (const unsigned char *)codes.p;
    if (!font->shown[how]) {
        font->shown[how] = ARENA_ARRAY(p->arena, font->composite ? CODES / 64 : 4, uint64_t);
    }
    uint64_t *bits = font->shown[how];
    if (!font->composite) {
        for (size_t i = 0; i < codes.n; i++) {
            bits[c[i] >> 6] |= (uint64_t)1 << (c[i] & 63);
        }
        return;
    }
    unsigned highest = font->highest;
    for (size_t i = 0; i + 1 < codes.n; i += 2) {
        unsigned code = (unsigned)c[i] << 8 | c[i + 1];
        bits[code >> 6] |= (uint64_t)1 << (code & 63);
        highest = code > highest ? code : highest;
    }
    font->highest = highest;
}

bool font_shown(const struct font *font, unsigned code, unsigned how) {
    return font->shown[how] && (font->shown[how][code >> 6] >> (code & 63) & 1);
}

uint64_t font_shown_any(const struct font *font, size_t i) {
    uint64_t bits = 0;
    for (int how = 0; how < 4; how++) {
        bits |= font->shown[how] ? font->shown[how][i] : 0;
    }
    return bits;
}

size_t font_shown_end(const struct font *font) {
    return font->composite ? font->highest / 64 + 1 : 4;
}

// --- Widths

static void set_width(struct inspection *p, struct font *font, int64_t code, double width) {
    if (code < 0 || code >= CODES || p->unfolded++ > MOST_UNFOLDED) {
        return;
    }
    float **page = &font->widths[code >> 8];
    if (!*page) {
        *page = ARENA_ARRAY(p->arena, 256, float);
        for (int i = 0; i < 256; i++) {
            (*page)[i] = font->default_width;
        }
    }
    (*page)[code & 255] = (float)width;
}

// W: "c [w1 w2 …]" and "first last w".
static void read_composite(struct inspection *p, struct font *font) {
    const struct value *dw = entry_get(p, font->inner, "DW"), *w = entry_get(p, font->inner, "W");
    font->default_width = is_number(dw) ? (float)number_of(dw) : 1000;
    for (size_t i = 0; w->kind == KIND_ARRAY && i + 1 < w->array.n;) {
        const struct value *first = array_get(p, w, i), *second = array_get(p, w, i + 1);
        if (first->kind != KIND_INTEGER) {
            return;
        }
        if (second->kind == KIND_ARRAY) {
            for (size_t k = 0; k < second->array.n && k < CODES; k++) {
                set_width(p, font, first->integer + (int64_t)k, number_of(array_get(p, second, k)));
            }
            i += 2;
        } else {
            double width = number_of(array_get(p, w, i + 2));
            int64_t last = second->kind == KIND_INTEGER ? second->integer : -1;
            for (int64_t c = first->integer; c <= last && c < CODES && p->unfolded <= MOST_UNFOLDED; c++) {
                set_width(p, font, c, width);
            }
            i += 3;
        }
    }
}

static void read_simple(struct inspection *p, struct font *font) {
    const struct value *widths = entry_get(p, font->dictionary, "Widths");
    int64_t first = entry_integer(p, font->dictionary, "FirstChar", 0);
    font->default_width = (float)number_of(entry_get(p, font->descriptor, "MissingWidth"));
    if (widths->kind != KIND_ARRAY) {
        font->default_width = 500;  // of the fonts that every reader knows; only words are parted by it
    }
    for (size_t i = 0; widths->kind == KIND_ARRAY && i < widths->array.n && i < 256; i++) {
        set_width(p, font, first + (int64_t)i, number_of(array_get(p, widths, i)));
    }
}

float font_width(struct inspection *p, struct font *font, unsigned code) {
    if (!font->widths_read) {
        font->widths_read = true;
        if (font->composite) {
            read_composite(p, font);
        } else {
            read_simple(p, font);
        }
    }
    const float *page = code < CODES ? font->widths[code >> 8] : NULL;
    return page ? page[code & 255] : font->default_width;
}
