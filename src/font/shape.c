// Words to glyphs. A word is shaped once for each face and kept; lines are made of kept words.
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "font/internal.h"

enum { REPLACEMENT = 0xfffd, SOFT_HYPHEN = 0xad, FIRST_TABLE = 1024 };

// Characters without a shape of their own, by Unicode's Default_Ignorable_Code_Point; U+00AD is not among them here.
bool font_ignores(unsigned c) {
    static const unsigned ranges[][2] = {
        {0x034f, 0x034f}, {0x061c, 0x061c},   {0x115f, 0x1160},   {0x17b4, 0x17b5},
        {0x180b, 0x180f}, {0x200b, 0x200f},   {0x202a, 0x202e},   {0x2060, 0x206f},
        {0x3164, 0x3164}, {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},   {0xffa0, 0xffa0},
        {0xfff0, 0xfff8}, {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff},
    };
    if (c < ranges[0][0])
        return false;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return true;
    return false;
}

static bool is_mark(hb_unicode_funcs_t *unicode, unsigned c) {
    if (c < 0x300)
        return false;
    hb_unicode_general_category_t category = hb_unicode_general_category(unicode, c);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

static bool runs_rightwards(hb_unicode_funcs_t *unicode, unsigned c) {
    return c < 0x590 || hb_script_get_horizontal_direction(hb_unicode_script(unicode, c)) != HB_DIRECTION_RTL;
}

// HarfBuzz makes the typographic spaces from the ordinary one where a face lacks them.
static bool is_space(unsigned c) {
    return c == ' ' || c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f || c == 0x3000;
}

static bool face_draws(const struct face *face, unsigned c) {
    return face_has(face, c) || (c == SOFT_HYPHEN && face_has(face, '-')) || (is_space(c) && !face->fake);
}

static void grow_characters(struct fonts *f, size_t n) {
    if (f->cap_characters >= n)
        return;
    size_t cap = f->cap_characters ? f->cap_characters : 64;
    while (cap < n)
        cap *= 2;
    size_t size = sizeof(struct character);
    f->characters = arena_grow(f->cache, f->characters, f->cap_characters * size, cap * size);
    f->cap_characters = cap;
}

static size_t decode(struct fonts *f, const char *text, size_t n) {
    size_t count = 0;
    const char *end = text + n;
    for (const char *p = text; p < end;) {
        grow_characters(f, count + 1);
        uint32_t offset = (uint32_t)(p - text);
        unsigned c = text_next(&p, end);
        if (p == text + offset)
            break;
        if (c == 0x2010 || c == 0x2011)
            c = '-';
        f->characters[count++] = (struct character){c, offset, NULL};
    }
    return count;
}

// A letter and the marks on it come from one face; a mark that the face lacks may still compose with its letter.
static bool draws_cluster(hb_unicode_funcs_t *unicode, const struct face *face, const struct character *c, size_t n) {
    unsigned base = c[0].codepoint;
    for (size_t i = 1; i < n; i++) {
        hb_codepoint_t composed;
        if (font_ignores(c[i].codepoint))
            continue;
        if (hb_unicode_compose(unicode, base, c[i].codepoint, &composed) && face_has(face, composed))
            base = composed;
        else if (!face_draws(face, c[i].codepoint))
            return false;
    }
    return face_draws(face, base);
}

static struct face *face_for(struct fonts *f, hb_unicode_funcs_t *unicode, const struct face *face,
                             const struct character *c, size_t n) {
    if (!runs_rightwards(unicode, c[0].codepoint))
        return NULL;
    if (draws_cluster(unicode, face, c, n))
        return (struct face *)face;
    struct face *fallback = fonts_fallback(f, face, c[0].codepoint);
    return fallback && draws_cluster(unicode, fallback, c, n) ? fallback : NULL;
}

// What no face has is drawn as the replacement character, or a question mark where even that is lacking.
static void replace(struct fonts *f, const struct face *face, struct character *c, size_t n) {
    for (size_t i = 0; i < n; i++)
        c[i].face = NULL;
    struct face *fallback = fonts_fallback(f, face, REPLACEMENT);
    c[0].codepoint = fallback ? REPLACEMENT : '?';
    c[0].face = fallback ? fallback : (struct face *)face;
}

// Gives each character its face; returns the first one that no face has.
static unsigned choose_faces(struct fonts *f, const struct face *face, size_t n) {
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    unsigned missing = 0;
    for (size_t i = 0, end; i < n; i = end) {
        struct character *c = f->characters + i;
        end = i + 1;
        if (font_ignores(c->codepoint))
            continue;
        while (end < n &&
               (is_mark(unicode, f->characters[end].codepoint) || font_ignores(f->characters[end].codepoint)))
            end++;
        struct face *chosen = face_for(f, unicode, face, c, end - i);
        if (!chosen) {
            missing = missing ? missing : c->codepoint;
            replace(f, face, c, end - i);
            continue;
        }
        for (size_t k = i; k < end; k++)
            f->characters[k].face = font_ignores(f->characters[k].codepoint) ? NULL : chosen;
    }
    return missing;
}

static struct glyph *shape_fake(struct fonts *f, const struct character *c, size_t n, size_t *count) {
    struct glyph *glyphs = ARENA_ARRAY(f->cache, n, struct glyph);
    for (size_t i = 0; i < n; i++) {
        if (!c[i].face)
            continue;
        int32_t advance = face_advance(c[i].face, c[i].codepoint);
        glyphs[(*count)++] = (struct glyph){.id = c[i].codepoint, .advance = advance, .offset = c[i].offset};
    }
    return glyphs;
}

static void fill_buffer(hb_buffer_t *buffer, const struct face *face, const struct character *c, size_t n) {
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_PRESERVE_DEFAULT_IGNORABLES);
    for (size_t i = 0; i < n; i++) {
        if (!c[i].face)
            continue;
        bool hyphen = c[i].codepoint == SOFT_HYPHEN && !face_has(face, SOFT_HYPHEN);
        hb_buffer_add(buffer, hyphen ? '-' : c[i].codepoint, c[i].offset);
    }
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_guess_segment_properties(buffer);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    // The environment must not decide what a document looks like.
    hb_buffer_set_language(buffer, hb_language_from_string("id", -1));
}

static struct glyph *shape_run(struct fonts *f, const struct face *face, const struct character *c, size_t n,
                               size_t *count) {
    static const hb_feature_t features[] = {
        {HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('k', 'e', 'r', 'n'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    };
    if (face->fake)
        return shape_fake(f, c, n, count);
    fill_buffer(f->buffer, face, c, n);
    hb_shape(face->hb_font, f->buffer, features, sizeof features / sizeof *features);
    unsigned length = 0;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(f->buffer, &length);
    const hb_glyph_position_t *place = hb_buffer_get_glyph_positions(f->buffer, &length);
    struct glyph *glyphs = ARENA_ARRAY(f->cache, length, struct glyph);
    for (unsigned i = 0; i < length; i++)
        glyphs[i] = (struct glyph){.id = info[i].codepoint,
                                   .advance = place[i].x_advance,
                                   .offset = info[i].cluster,
                                   .dx = (int16_t)place[i].x_offset,
                                   .dy = (int16_t)place[i].y_offset};
    *count = length;
    return glyphs;
}

// Of several glyphs with one offset the first keeps it; the others begin where the next character begins.
static void spread_offsets(struct glyph *glyphs, size_t n, uint32_t start, uint32_t end) {
    uint32_t next = end;
    for (size_t i = n; i-- > 0;) {
        uint32_t own = glyphs[i].offset;
        if (i > 0 && glyphs[i - 1].offset == own)
            glyphs[i].offset = next;
        else
            next = own;
    }
    if (n)
        glyphs[0].offset = start;
}

static void add_segment(struct fonts *f, struct word *word, struct segment *segment, size_t from, size_t to,
                        uint32_t end) {
    const struct character *c = f->characters + from;
    segment->start = word->n ? c->offset : 0;
    segment->end = end;
    size_t n = 0;
    struct glyph *glyphs = shape_run(f, segment->face, c, to - from, &n);
    spread_offsets(glyphs, n, segment->start, end);
    segment->glyphs = glyphs;
    segment->n = n;
    for (size_t i = 0; i < n; i++)
        segment->width += glyphs[i].advance;
    word->width += segment->width;
    word->n++;
}

// A run goes on over characters without a face: they have no glyph and break nothing.
static size_t run_end(const struct character *c, size_t from, size_t n) {
    size_t end = from + 1;
    while (end < n && (!c[end].face || c[end].face == c[from].face))
        end++;
    return end;
}

static struct word *shape(struct fonts *f, const struct face *face, const char *text, size_t n_text) {
    struct word *word = ARENA_NEW(f->cache, struct word);
    size_t n = decode(f, text, n_text), first = 0, runs = 0;
    word->missing = choose_faces(f, face, n);
    while (first < n && !f->characters[first].face)
        first++;
    for (size_t i = first; i < n; i = run_end(f->characters, i, n))
        runs++;
    struct segment *segments = ARENA_ARRAY(f->cache, runs, struct segment);
    word->segments = segments;
    for (size_t i = first, end; i < n; i = end) {
        end = run_end(f->characters, i, n);
        segments[word->n].face = f->characters[i].face;
        add_segment(f, word, &segments[word->n], i, end, end < n ? f->characters[end].offset : (uint32_t)n_text);
    }
    return word;
}

static uint64_t hash_word(const struct face *face, const char *text, size_t n) {
    uint64_t h = 0x9e3779b97f4a7c15u * (face->index + 1);
    for (; n >= 8; text += 8, n -= 8) {
        uint64_t piece;
        memcpy(&piece, text, 8);
        h = (h ^ piece) * 0xff51afd7ed558ccdu;
        h ^= h >> 32;
    }
    uint64_t rest = 0;
    memcpy(&rest, text, n);
    h = (h ^ rest ^ (uint64_t)n << 56) * 0xc4ceb9fe1a85ec53u;
    return h ^ h >> 29;
}

static struct word_entry *find(struct fonts *f, uint64_t hash, const struct face *face, const char *text, size_t n) {
    for (size_t i = hash & (f->cap_words - 1);; i = (i + 1) & (f->cap_words - 1)) {
        struct word_entry *e = &f->words[i];
        if (!e->word || (e->hash == hash && e->face == face && e->n == n && memcmp(e->text, text, n) == 0))
            return e;
    }
}

static void grow_words(struct fonts *f) {
    if (f->cap_words && f->n_words * 4 < f->cap_words * 3)
        return;
    struct word_entry *old = f->words;
    size_t n = f->cap_words;
    f->cap_words = n ? n * 2 : FIRST_TABLE;
    f->words = ARENA_ARRAY(f->cache, f->cap_words, struct word_entry);
    for (size_t i = 0; i < n; i++)
        if (old[i].word)
            *find(f, old[i].hash, old[i].face, old[i].text, old[i].n) = old[i];
}

const struct word *fonts_shape(struct fonts *f, const struct face *face, const char *text, size_t n) {
    assert(face && n < UINT32_MAX);
    grow_words(f);
    uint64_t hash = hash_word(face, text, n);
    struct word_entry *e = find(f, hash, face, text, n);
    if (!e->word) {
        const struct word *word = shape(f, face, text, n);
        *e = (struct word_entry){hash, face, arena_strndup(f->cache, text, n), n, word};
        f->n_words++;
    }
    return e->word;
}

struct library fonts_library(void) {
    struct library l = {.name = "HarfBuzz", .package = "libharfbuzz0b", .built = HB_VERSION_STRING};
    snprintf(l.running, sizeof l.running, "%s", hb_version_string());
    return l;
}
