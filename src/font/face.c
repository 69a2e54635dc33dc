// One font file: reading it within bounds, its measures, its glyphs.
#include <assert.h>
#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "font/internal.h"

enum { EM = 1000 };

static void free_font(void *font) {
    hb_font_destroy(font);
}

static void free_face(void *face) {
    hb_face_destroy(face);
}

static int metric(hb_font_t *font, hb_ot_metrics_tag_t tag) {
    hb_position_t value = 0;
    hb_ot_metrics_get_position_with_fallback(font, tag, &value);
    return value;
}

static int within(int value, int least, int most) {
    return value < least ? least : value > most ? most : value;
}

// OpenType gives the top of the line. Some faces put it onto the feet of the letters (Liberation's bold ones), others
// make it as thick as a stem: both are held to what looks like an underline.
static void read_underline(struct face *face) {
    int thickness = within(metric(face->hb_font, HB_OT_METRICS_TAG_UNDERLINE_SIZE), 40, 75);
    int middle = metric(face->hb_font, HB_OT_METRICS_TAG_UNDERLINE_OFFSET) - thickness / 2;
    face->metrics.underline_thickness = thickness;
    face->metrics.underline_position = within(middle, -150, -100);
}

static void read_metrics(struct face *face) {
    hb_font_extents_t extents;
    memset(&extents, 0, sizeof extents);
    hb_font_get_h_extents(face->hb_font, &extents);
    struct metrics *m = &face->metrics;
    m->ascent = extents.ascender;
    m->descent = -extents.descender;
    m->cap_height = metric(face->hb_font, HB_OT_METRICS_TAG_CAP_HEIGHT);
    m->x_height = metric(face->hb_font, HB_OT_METRICS_TAG_X_HEIGHT);
    read_underline(face);
}

static int scaled(const unsigned char *p, unsigned upem) {
    int value = (int16_t)(p[0] << 8 | p[1]);
    int scaled_up = value * EM;
    return (scaled_up + (scaled_up < 0 ? -(int)upem / 2 : (int)upem / 2)) / (int)upem;
}

// The box of all glyphs stands in head at byte 36, the kind of serifs in OS/2 at byte 33 (PANOSE).
static void read_descriptor(struct face *face) {
    struct descriptor *d = &face->descriptor;
    unsigned n = 0, upem = hb_face_get_upem(face->hb_face);
    hb_blob_t *head = hb_face_reference_table(face->hb_face, HB_TAG('h', 'e', 'a', 'd'));
    const unsigned char *p = (const unsigned char *)hb_blob_get_data(head, &n);
    for (int i = 0; n >= 44 && i < 4; i++)
        d->box[i] = scaled(p + 36 + 2 * i, upem);
    hb_blob_destroy(head);
    hb_blob_t *os2 = hb_face_reference_table(face->hb_face, HB_TAG('O', 'S', '/', '2'));
    p = (const unsigned char *)hb_blob_get_data(os2, &n);
    d->serif = n >= 42 && p[32] == 2 && p[33] >= 2 && p[33] <= 10;
    hb_blob_destroy(os2);
    float angle = hb_style_get_value(face->hb_font, HB_STYLE_TAG_SLANT_ANGLE);
    d->italic_angle = (int)(angle < 0 ? angle - 0.5f : angle + 0.5f);
    d->italic = d->italic_angle != 0 || hb_style_get_value(face->hb_font, HB_STYLE_TAG_ITALIC) > 0.5f;
    // The usual estimate of a stem from the weight: 400 gives 88, 700 gives 166.
    float weight = hb_style_get_value(face->hb_font, HB_STYLE_TAG_WEIGHT);
    d->stem = 50 + (int)(weight * weight / 4225.0f);
}

static void read_glyphs(struct arena *arena, struct face *face) {
    face->n_glyphs = hb_face_get_glyph_count(face->hb_face);
    face->glyphs = ARENA_ARRAY(arena, face->n_glyphs, struct glyph_info);
    hb_set_t *all = hb_set_create();
    hb_face_collect_unicodes(face->hb_face, all);
    for (hb_codepoint_t c = HB_SET_VALUE_INVALID; hb_set_next(all, &c);) {
        hb_codepoint_t g;
        if (hb_font_get_nominal_glyph(face->hb_font, c, &g) && g < face->n_glyphs && face->glyphs[g].text == 0)
            face->glyphs[g].text = c;
    }
    hb_set_destroy(all);
    for (unsigned g = 0; g < face->n_glyphs; g++) {
        face->glyphs[g].advance = hb_font_get_glyph_h_advance(face->hb_font, g);
        face->glyphs[g].block = subset_block(face->glyphs[g].text, g);
    }
}

static const char *name_entry(struct arena *arena, hb_face_t *face, hb_ot_name_id_t id) {
    char text[128] = "";
    unsigned n = sizeof text;
    hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &n, text);
    return *text ? arena_strdup(arena, text) : NULL;
}

// A PostScript name as PDF wants it: printable ASCII without delimiters.
static const char *read_name(struct arena *arena, struct face *face) {
    const char *found = name_entry(arena, face->hb_face, HB_OT_NAME_ID_POSTSCRIPT_NAME);
    char *name = arena_strdup(arena, found ? found : face->file);
    char *out = name;
    for (const char *p = name; *p && out - name < 63; p++)
        if (*p > ' ' && *p < 127 && !strchr("[](){}<>/%#", *p))
            *out++ = *p;
    *out = '\0';
    return *name ? name : "Font";
}

const char *face_family_name(struct arena *arena, const struct face *face) {
    const char *name = name_entry(arena, face->hb_face, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY);
    return name ? name : name_entry(arena, face->hb_face, HB_OT_NAME_ID_FONT_FAMILY);
}

static void find_file(struct fonts *f, struct face *face) {
    for (size_t i = 0; !face->path && i < f->n_folders; i++) {
        char *path = file_join(f->arena, f->folders[i], face->file);
        if (file_exists(path))
            face->path = path;
    }
}

static bool has_table(hb_face_t *face, hb_tag_t tag) {
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    bool found = hb_blob_get_length(blob) > 0;
    hb_blob_destroy(blob);
    return found;
}

static bool open_harfbuzz(struct fonts *f, struct face *face) {
    hb_blob_t *blob = hb_blob_create(face->bytes.p, (unsigned)face->bytes.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
    face->hb_face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    hb_face_make_immutable(face->hb_face);
    arena_on_free(f->arena, free_face, face->hb_face);
    unsigned upem = hb_face_get_upem(face->hb_face);
    if (upem < 16 || upem > 16384 || hb_face_get_glyph_count(face->hb_face) < 2)
        return false;
    face->hb_font = hb_font_create(face->hb_face);
    arena_on_free(f->arena, free_font, face->hb_font);
    hb_font_set_scale(face->hb_font, EM, EM);
    face->cff = has_table(face->hb_face, HB_TAG('C', 'F', 'F', ' '));
    hb_codepoint_t space;
    return hb_font_get_nominal_glyph(face->hb_font, ' ', &space) &&
           (face->space = hb_font_get_glyph_h_advance(face->hb_font, space)) > 0;
}

static enum face_state load(struct fonts *f, struct face *face) {
    find_file(f, face);
    face->why = "file.missing";
    if (!face->path || !file_read(f->arena, face->path, FONT_MAX_BYTES, &face->bytes, &face->why))
        return FACE_MISSING;
    face->why = sfnt_fault(face->bytes);
    if (face->why)
        return FACE_BROKEN;
    if (!open_harfbuzz(f, face)) {
        face->why = "tables";
        return FACE_BROKEN;
    }
    hash_bytes(face->bytes.p, face->bytes.n, face->hash);
    face->name = read_name(f->arena, face);
    read_metrics(face);
    read_descriptor(face);
    read_glyphs(f->arena, face);
    return FACE_OPEN;
}

void face_open(struct fonts *f, struct face *face) {
    if (face->state != FACE_CLOSED)
        return;
    face->index = f->n_faces++;
    face->state = load(f, face);
}

const struct metrics *face_metrics(const struct face *face) {
    return &face->metrics;
}

const struct descriptor *face_descriptor(const struct face *face) {
    return &face->descriptor;
}

const char *face_name(const struct face *face) {
    return face->name;
}

struct str face_bytes(const struct face *face) {
    return face->bytes;
}

bool face_is_cff(const struct face *face) {
    return face->cff;
}

const char *face_hash(const struct face *face) {
    return face->hash;
}

int32_t face_space(const struct face *face) {
    return face->space;
}

bool face_has(const struct face *face, unsigned codepoint) {
    if (face->fake)
        return codepoint >= 0x20 && codepoint <= 0x2fff;
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(face->hb_font, codepoint, &glyph) && glyph != 0;
}

int32_t face_advance(const struct face *face, uint32_t glyph) {
    if (face->fake)
        return glyph == ' ' || glyph == 0xa0 ? 250 : 500;
    return glyph < face->n_glyphs ? face->glyphs[glyph].advance : 0;
}

unsigned face_text(const struct face *face, uint32_t glyph) {
    if (face->fake)
        return glyph;
    return glyph < face->n_glyphs ? face->glyphs[glyph].text : 0;
}

void face_fake(struct fonts *f, struct face *face, const char *name) {
    static const struct metrics metrics = {800, 200, 700, 500, -100, 50};
    static const struct descriptor descriptor = {{0, -200, 1000, 800}, 0, 80, false, false};
    face->fake = true;
    face->state = FACE_OPEN;
    face->index = f->n_faces++;
    face->name = name;
    face->metrics = metrics;
    face->descriptor = descriptor;
    face->space = 250;
    hash_bytes(name, strlen(name), face->hash);
}
