// Fonts that were shown, and each glyph that was.
#include <math.h>

#include "inspect/check.h"

static struct str name_of(const struct subject *s, const struct value *dictionary, const char *key) {
    const struct value *v = entry_get(s->p, dictionary, key);
    return v->kind == KIND_NAME ? v->text : (struct str){"", 0};
}

// --- The dictionaries

static bool typed(const struct subject *s) {
    const struct font *f = s->font;
    return str_is(name_of(s, f->dictionary, "Type"), "Font") && str_is(name_of(s, f->inner, "Type"), "Font");
}

static bool kind_known(const struct subject *s) {
    static const char *const simple[] = {"Type1", "MMType1", "TrueType", "Type3"};
    if (s->font->composite) {
        return str_is(s->font->inner_kind, "CIDFontType0") || str_is(s->font->inner_kind, "CIDFontType2");
    }
    for (int i = 0; i < 4; i++) {
        if (str_is(s->font->kind, simple[i])) {
            return true;
        }
    }
    return false;
}

static bool named(const struct subject *s) {
    return str_is(s->font->kind, "Type3") || (name_of(s, s->font->dictionary, "BaseFont").n > 0 &&
                                              name_of(s, s->font->inner, "BaseFont").n > 0);
}

static bool name_valid(const struct subject *s) {
    struct str a = name_of(s, s->font->dictionary, "BaseFont"), b = name_of(s, s->font->descriptor, "FontName");
    return text_valid(a.p, a.n) && text_valid(b.p, b.n);
}

static bool first_code(const struct subject *s) {
    return s->font->composite || get(s, "FirstChar")->kind == KIND_INTEGER;
}

static bool last_code(const struct subject *s) {
    return s->font->composite || get(s, "LastChar")->kind == KIND_INTEGER;
}

static bool widths_all(const struct subject *s) {
    const struct value *w = get(s, "Widths");
    int64_t n = entry_integer(s->p, s->v, "LastChar", 0) - entry_integer(s->p, s->v, "FirstChar", 0) + 1;
    return s->font->composite || !first_code(s) || !last_code(s) ||
           (w->kind == KIND_ARRAY && (int64_t)w->array.n == n);
}

static bool program_kind(const struct subject *s) {
    const struct value *v = entry_get(s->p, s->font->descriptor, "FontFile3");
    struct str kind = name_of(s, v, "Subtype");
    return v->kind != KIND_STREAM || str_is(kind, "Type1C") || str_is(kind, "CIDFontType0C") ||
           str_is(kind, "OpenType");
}

// The program is what the font says that it is.
static bool program_fits(const struct subject *s) {
    const struct font *f = s->font;
    struct str bytes;
    if (!f->composite || !f->program || !kind_known(s)) {
        return true;
    }
    if (!stream_data(s->p, f->program, &bytes) || bytes.n < 4) {
        return false;
    }
    bool truetype = memcmp(bytes.p, "\0\1\0\0", 4) == 0 || memcmp(bytes.p, "true", 4) == 0;
    return truetype == str_is(f->inner_kind, "CIDFontType2");
}

static bool identity(const struct subject *s) {
    return !s->font->composite || s->font->identity;
}

static bool collection(const struct subject *s) {
    const struct value *info = entry_get(s->p, s->font->inner, "CIDSystemInfo");
    return !s->font->composite || (entry_get(s->p, info, "Registry")->kind == KIND_STRING &&
                                   entry_get(s->p, info, "Ordering")->kind == KIND_STRING &&
                                   entry_get(s->p, info, "Supplement")->kind == KIND_INTEGER);
}

static bool glyph_map(const struct subject *s) {
    const struct value *map = entry_get(s->p, s->font->inner, "CIDToGIDMap");
    return !str_is(s->font->inner_kind, "CIDFontType2") || map->kind == KIND_STREAM || is_name(map, "Identity");
}

static bool shown_visibly(const struct font *f) {
    return f->shown[0] || f->shown[SHOWN_REPLACED];
}

static bool embedded(const struct subject *s) {
    return str_is(s->font->kind, "Type3") || s->font->program || !shown_visibly(s->font);
}

// One bit for each glyph of the program, when there is a CIDSet at all.
static bool set_whole(const struct subject *s) {
    const struct value *set = entry_get(s->p, s->font->descriptor, "CIDSet");
    struct str bits;
    struct program *g = set->kind == KIND_STREAM ? program_read(s->p, s->font) : NULL;
    if (!g) {
        return true;
    }
    if (!stream_data(s->p, set->stream, &bits)) {
        return false;
    }
    for (unsigned i = 0; i < program_glyphs(g); i++) {
        if (i / 8 >= bits.n || !((unsigned char)bits.p[i / 8] >> (7 - i % 8) & 1)) {
            return false;
        }
    }
    return true;
}

static bool symbolic(const struct subject *s) {
    return entry_integer(s->p, s->font->descriptor, "Flags", 0) & 4;
}

static bool plain_encoding(const struct subject *s) {
    const struct value *e = get(s, "Encoding"), *base = is_dictionary(e) ? entry_get(s->p, e, "BaseEncoding") : e;
    return !str_is(s->font->kind, "TrueType") || symbolic(s) || is_name(base, "MacRomanEncoding") ||
           is_name(base, "WinAnsiEncoding");
}

static bool symbols_unencoded(const struct subject *s) {
    return !str_is(s->font->kind, "TrueType") || !symbolic(s) || !has(s, "Encoding");
}

static const struct check font_checks[] = {
    {"font-type", "A 6.2.11.2-1", typed},
    {"font-kind", "A 6.2.11.2-2", kind_known},
    {"font-name", "A 6.2.11.2-3", named},
    {"font-first", "A 6.2.11.2-4", first_code},
    {"font-last", "A 6.2.11.2-5", last_code},
    {"font-widths", "A 6.2.11.2-6", widths_all},
    {"font-program-kind", "A 6.2.11.2-7", program_kind},
    {"font-program-fits", "A 6.2.11.2-0", program_fits},
    {"font-name-utf8", "A 6.1.8-1", name_valid},
    {"font-collection", "A 6.2.11.3.1-1 U 7.21.3.1-1", collection},
    {"font-glyph-map", "A 6.2.11.3.2-1 U 7.21.3.2-1", glyph_map},
    {"font-codes", "A 6.2.11.3.3-1 U 7.21.3.3-1", identity},
    {"font-embedded", "A 6.2.11.4.1-1 U 7.21.4.1-1", embedded},
    {"font-set", "A 6.2.11.4.2-2 U 7.21.4.2-2", set_whole},
    {"font-encoding", "A 6.2.11.6-2 U 7.21.6-2", plain_encoding},
    {"font-symbols", "A 6.2.11.6-3 U 7.21.6-3", symbols_unencoded},
};
CHECKS(checks_font, font_checks);

// --- Glyphs

static bool seen(const struct subject *s, unsigned how) {
    return font_shown(s->font, s->code, how);
}

static bool visible(const struct subject *s) {
    return seen(s, 0) || seen(s, SHOWN_REPLACED);
}

static bool unicode(const struct subject *s) {
    unsigned text[16];
    const struct font *f = s->font;
    bool by_encoding = !f->composite && !f->meanings.present && has(s, "Encoding");
    return by_encoding || (f->meanings.present && font_text(f, s->code, text, 16) > 0);
}

static bool unicode_allowed(const struct subject *s) {
    unsigned text[16];
    size_t n = font_text(s->font, s->code, text, 16);
    for (size_t i = 0; i < n; i++) {
        if (text[i] == 0 || text[i] == 0xfeff || text[i] == 0xfffe) {
            return false;
        }
    }
    return true;
}

static bool unicode_public(const struct subject *s) {
    unsigned text[16];
    size_t n = font_text(s->font, s->code, text, 16);
    bool bare = seen(s, 0) || seen(s, SHOWN_INVISIBLE);
    for (size_t i = 0; i < n && bare; i++) {
        if ((text[i] >= 0xe000 && text[i] <= 0xf8ff) || (text[i] >= 0xf0000 && text[i] <= 0x10fffd)) {
            return false;
        }
    }
    return true;
}

static bool not_notdef(const struct subject *s) {
    return !s->glyph || !s->glyph->notdef;
}

static bool glyph_present(const struct subject *s) {
    return !s->glyph || !visible(s) || s->glyph->notdef || s->glyph->present;
}

static bool width_consistent(const struct subject *s) {
    return !s->glyph || !visible(s) || s->glyph->notdef || s->glyph->width < 0 ||
           fabs(font_width(s->p, s->font, s->code) - s->glyph->width) <= 1;
}

static const struct check glyph_checks[] = {
    {"glyph-unicode", "A 6.2.11.7.2-1 U 7.21.7-1 U 7.2-1", unicode},
    {"glyph-unicode-value", "A 6.2.11.7.2-2 U 7.21.7-2", unicode_allowed},
    {"glyph-private", "A 6.2.11.7.3-1", unicode_public},
    {"glyph-notdef", "A 6.2.11.8-1 U 7.21.8-1", not_notdef},
    {"glyph-present", "A 6.2.11.4.1-2 U 7.21.4.1-2", glyph_present},
    {"glyph-width", "A 6.2.11.5-1 U 7.21.5-1", width_consistent},
};
CHECKS(checks_glyph, glyph_checks);

static bool is_blank(const struct font *f, unsigned code) {
    unsigned text[16];
    size_t n = font_text(f, code, text, 16), blank = 0;
    for (size_t i = 0; i < n; i++) {
        blank += text_is_space(text[i]) || (text[i] >= 0x200b && text[i] <= 0x200f) || text[i] == 0x2060;
    }
    return blank == n;
}

static void examine_font(struct examination *x, struct font *font) {
    struct subject s = subject_of(x, font->dictionary, 0);
    s.font = font;
    s.object = font->program ? font->program->number : 0;
    judge(&checks_font, &s);
    struct program *program = font->composite && font->identity ? program_read(x->p, font) : NULL;
    size_t end = font_shown_end(font);
    for (size_t i = 0; i < end; i++) {
        uint64_t bits = font_shown_any(font, i);
        for (unsigned b = 0; bits; b++, bits >>= 1) {
            if (bits & 1) {
                s.code = (unsigned)i * 64 + b;
                struct glyph glyph;
                if (program) {
                    glyph = program_glyph(program, s.code, is_blank(font, s.code));
                    s.glyph = &glyph;
                }
                judge(&checks_glyph, &s);
            }
        }
    }
}

void examine_fonts(struct examination *x) {
    for (struct font *f = x->p->fonts; f; f = f->next) {
        examine_font(x, f);
    }
}
