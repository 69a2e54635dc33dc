// Fonts of a document: Type0 with Identity-H, CID = glyph of the original face. What is made of a subset (the deflated
// program, the widths, the ToUnicode map) depends on nothing else and is kept with the subset.
#include <assert.h>
#include <string.h>

#include "device/pdfparts.h"

struct made {                     // kept with a subset
    struct str program, unicode;  // deflated
    struct str widths;            // the array of /W
};

struct pdf_font *pdf_font(struct pdf *pdf, const struct face *face) {
    for (struct pdf_font *font = pdf->first_font; font; font = font->next)
        if (font->face == face)
            return font;
    struct pdf_font *font = ARENA_NEW(pdf->arena, struct pdf_font);
    font->face = face;
    font->object = object_new(pdf->objects);
    font->name = pdf->last_font ? pdf->last_font->name + 1 : 1;
    const struct word *space = fonts_shape(pdf->fonts, face, " ", 1);
    bool own = space->n == 1 && space->segments[0].face == face && space->segments[0].n == 1;
    font->space = own ? space->segments[0].glyphs[0].id : 0;
    font->used = ARENA_ARRAY(pdf->arena, 0x10000 / 64, uint64_t);
    *(pdf->last_font ? &pdf->last_font->next : &pdf->first_font) = font;
    pdf->last_font = font;
    return font;
}

static struct str str_of(const struct buf *b) {
    return (struct str){b->p, b->n};
}

// [first [w w w] first [w w]]: one run for neighbouring glyphs.
static struct str make_widths(struct arena *arena, const struct subset *s) {
    struct buf b = buf_new(arena);
    buf_char(&b, '[');
    for (size_t i = 0; i < s->n; i++) {
        if (i == 0 || s->glyphs[i] != s->glyphs[i - 1] + 1) {
            buf_str(&b, i ? "]" : "");
            pdf_integer(&b, s->glyphs[i]);
            buf_char(&b, '[');
        } else {
            buf_char(&b, ' ');
        }
        pdf_integer(&b, face_advance(s->face, s->glyphs[i]));
    }
    buf_str(&b, s->n ? "]]" : "]");
    return str_of(&b);
}

static void add_mapping(struct buf *b, const struct subset *s, const size_t *which, size_t n) {
    pdf_integer(b, (int64_t)n);
    buf_str(b, " beginbfchar\n");
    for (size_t i = 0; i < n; i++) {
        uint32_t glyph = s->glyphs[which[i]];
        buf_char(b, '<');
        pdf_utf16(b, glyph);
        buf_str(b, "><");
        // A glyph that no character has of its own is always drawn with words of its own (ActualText).
        unsigned character = face_text(s->face, glyph);
        pdf_utf16(b, character ? character : 0xfffd);
        buf_str(b, ">\n");
    }
    buf_str(b, "endbfchar\n");
}

static struct str make_unicode(struct pdf *pdf, struct arena *arena, const struct subset *s) {
    struct buf b = buf_new(arena);
    buf_str(&b, "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    size_t which[100], n = 0;
    for (size_t i = 0; i < s->n; i++) {
        which[n++] = i;
        if (n == sizeof which / sizeof *which || (n && i + 1 == s->n)) {
            add_mapping(&b, s, which, n);
            n = 0;
        }
    }
    buf_str(&b, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
    return pdf_deflate_kept(pdf, b.p, b.n);
}

static const struct made *made_of(struct pdf *pdf, struct subset *s) {
    if (!s->kept) {
        struct arena *arena = fonts_cache(pdf->fonts);
        struct made *made = ARENA_NEW(arena, struct made);
        made->program = pdf_deflate_kept(pdf, s->program.p, s->program.n);
        made->unicode = make_unicode(pdf, arena, s);
        made->widths = make_widths(arena, s);
        s->kept = made;
    }
    return s->kept;
}

static struct subset *subset_of(struct pdf *pdf, const struct pdf_font *font) {
    size_t n = 0, cap = 0;
    for (size_t i = 0; i < 0x10000 / 64; i++)
        cap += (size_t)__builtin_popcountll(font->used[i]);
    uint32_t *glyphs = ARENA_ARRAY(pdf->arena, cap + 1, uint32_t);
    for (size_t i = 0; i < 0x10000 / 64; i++)
        for (uint64_t bits = font->used[i]; bits; bits &= bits - 1)
            glyphs[n++] = (uint32_t)(i * 64 + (size_t)__builtin_ctzll(bits));
    return fonts_subset(pdf->fonts, font->face, glyphs, n);
}

static struct object *add_stream(struct pdf *pdf, struct str data, const char *more, size_t length) {
    struct buf b = buf_new(pdf->arena);
    buf_str(&b, "/Filter/FlateDecode");
    buf_str(&b, more);
    if (length) {
        buf_str(&b, "/Length1 ");
        pdf_integer(&b, (int64_t)length);
    }
    struct object *o = object_new(pdf->objects);
    object_set(o, str_of(&b));
    object_stream(o, data);
    return o;
}

static void add_measures(struct buf *b, const struct face *face) {
    enum { SERIF = 2, SYMBOLIC = 4, ITALIC = 64 };  // symbolic: its characters are reached by glyph, not by a name
    const struct descriptor *d = face_descriptor(face);
    const struct metrics *m = face_metrics(face);
    buf_printf(b, "/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV %d",
               SYMBOLIC | (d->serif ? SERIF : 0) | (d->italic ? ITALIC : 0), d->box[0], d->box[1], d->box[2], d->box[3],
               d->italic_angle, m->ascent, -m->descent, m->cap_height, d->stem);
}

static struct object *add_descriptor(struct pdf *pdf, const struct subset *s, const struct made *made,
                                     const char *name) {
    bool cff = face_is_cff(s->face);
    struct object *program =
        add_stream(pdf, made->program, cff ? "/Subtype/CIDFontType0C" : "", cff ? 0 : s->program.n);
    struct buf b = buf_new(pdf->arena);
    buf_str(&b, "/Type/FontDescriptor/FontName");
    pdf_name(&b, name);
    add_measures(&b, s->face);
    buf_str(&b, cff ? "/FontFile3 " : "/FontFile2 ");
    pdf_reference(&b, program);
    struct object *o = object_new(pdf->objects);
    object_set(o, str_of(&b));
    return o;
}

static struct object *add_descendant(struct pdf *pdf, const struct subset *s, const struct made *made,
                                     const char *name) {
    struct object *descriptor = add_descriptor(pdf, s, made, name);
    struct buf b = buf_new(pdf->arena);
    buf_str(&b, "/Type/Font/BaseFont");
    pdf_name(&b, name);
    buf_str(&b, face_is_cff(s->face) ? "/Subtype/CIDFontType0" : "/Subtype/CIDFontType2/CIDToGIDMap/Identity");
    buf_str(&b, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ");
    pdf_reference(&b, descriptor);
    buf_str(&b, "/W");
    buf_add(&b, made->widths.p, made->widths.n);
    struct object *o = object_new(pdf->objects);
    object_set(o, str_of(&b));
    return o;
}

static bool finish(struct pdf *pdf, struct pdf_font *font) {
    struct subset *s = subset_of(pdf, font);
    if (!s)
        return false;
    const struct made *made = made_of(pdf, s);
    const char *name = arena_printf(pdf->arena, "%s+%s", s->tag, face_name(font->face));
    struct object *descendant = add_descendant(pdf, s, made, name);
    struct object *unicode = add_stream(pdf, made->unicode, "", 0);
    struct buf b = buf_new(pdf->arena);
    buf_str(&b, "/Type/Font/Subtype/Type0/BaseFont");
    // A CFF's composite font is named after both its parts, a TrueType's after the descendant alone.
    pdf_name(&b, face_is_cff(font->face) ? arena_printf(pdf->arena, "%s-Identity-H", name) : name);
    buf_str(&b, "/Encoding/Identity-H/DescendantFonts[");
    pdf_reference(&b, descendant);
    buf_str(&b, "]/ToUnicode ");
    pdf_reference(&b, unicode);
    object_set(font->object, str_of(&b));
    return true;
}

const struct face *pdf_fonts_finish(struct pdf *pdf) {
    for (struct pdf_font *font = pdf->first_font; font; font = font->next)
        if (!finish(pdf, font))
            return font->face;
    return NULL;
}
