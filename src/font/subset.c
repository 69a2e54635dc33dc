// Subsets of font programs. The glyphs a document uses are rounded up to blocks, so that nearly all documents of an
// office embed the same few programs and each program is made once a process.
#include <assert.h>
#include <hb-subset.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "font/internal.h"

// The named blocks. The letters and signs that Indonesian texts are made of are one block, marked by basic[].
struct characters {
    unsigned first, last;
    const char *name;
};
static const struct characters blocks[] = {
    {0x0020, 0x007e, "basic"},       {0x00a1, 0x00ff, "latin-1"},      {0x0100, 0x017f, "latin-a"},
    {0x0180, 0x024f, "latin-b"},     {0x0250, 0x02ff, "phonetic"},     {0x0300, 0x036f, "marks"},
    {0x0370, 0x03ff, "greek"},       {0x0400, 0x04ff, "cyrillic"},     {0x1e00, 0x1eff, "latin-additional"},
    {0x2000, 0x206f, "punctuation"}, {0x2070, 0x209f, "superscripts"}, {0x2190, 0x21ff, "arrows"},
    {0x2260, 0x226f, "comparison"},  {0x2610, 0x2612, "ballot"},
};
static const unsigned basic[] = {0xa0, 0xad, 0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2026};

enum { SIXTEENS = 0x100, BY_GLYPH = 0x40000 };  // unnamed blocks: sixteen characters, or 64 glyphs without a character

uint32_t subset_block(unsigned codepoint, uint32_t glyph) {
    if (codepoint == 0)
        return BY_GLYPH + glyph / 64;
    for (size_t i = 0; i < sizeof basic / sizeof *basic; i++)
        if (codepoint == basic[i])
            return 0;
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (codepoint >= blocks[i].first && codepoint <= blocks[i].last)
            return (uint32_t)i;
    return SIXTEENS + codepoint / 16;
}

struct subset_memo {
    struct subset subset;
    uint32_t *used;  // blocks, ascending: with the face the key
    size_t n_used;
    struct subset_memo *next;
};

// Puts the blocks of the glyphs into `used` (room for n), ascending, each once.
static size_t blocks_of(const struct face *face, const uint32_t *glyphs, size_t n, uint32_t *used) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (glyphs[i] == 0 || glyphs[i] >= face->n_glyphs)
            continue;
        uint32_t block = face->glyphs[glyphs[i]].block;
        size_t at = count;
        while (at > 0 && used[at - 1] > block)
            at--;
        if (at > 0 && used[at - 1] == block)
            continue;
        memmove(used + at + 1, used + at, (count - at) * sizeof *used);
        used[at] = block;
        count++;
    }
    return count;
}

static bool holds(const uint32_t *used, size_t n, uint32_t block) {
    for (size_t i = 0; i < n && used[i] <= block; i++)
        if (used[i] == block)
            return true;
    return false;
}

static void list_glyphs(struct arena *arena, struct subset_memo *memo) {
    const struct face *face = memo->subset.face;
    uint32_t *glyphs = ARENA_ARRAY(arena, face->n_glyphs, uint32_t);
    for (uint32_t g = 1; g < face->n_glyphs; g++)
        if (holds(memo->used, memo->n_used, face->glyphs[g].block))
            glyphs[memo->subset.n++] = g;
    memo->subset.glyphs = glyphs;
}

static void make_tag(struct subset_memo *memo) {
    char text[HASH_SIZE + 16], digest[HASH_SIZE];
    struct arena *scratch = arena_new(0);
    struct hash *h = hash_new(scratch);
    hash_add_str(h, memo->subset.face->hash);
    for (size_t i = 0; i < memo->n_used; i++) {
        int n = snprintf(text, sizeof text, "%u", memo->used[i]);
        hash_add(h, text, (size_t)n + 1);
    }
    hash_end(h, digest);
    arena_free(scratch);
    for (int i = 0; i < 6; i++) {
        char byte[3] = {digest[2 * i], digest[2 * i + 1], '\0'};
        memo->subset.tag[i] = (char)('A' + strtol(byte, NULL, 16) % 26);
    }
}

static hb_subset_input_t *make_input(const struct subset *s) {
    static const hb_tag_t dropped[] = {
        HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'), HB_TAG('k', 'e', 'r', 'n'),
        HB_TAG('c', 'm', 'a', 'p'), HB_TAG('n', 'a', 'm', 'e'), HB_TAG('p', 'o', 's', 't'), HB_TAG('O', 'S', '/', '2'),
        HB_TAG('g', 'a', 's', 'p'), HB_TAG('D', 'S', 'I', 'G'), HB_TAG('M', 'A', 'T', 'H'), HB_TAG('F', 'F', 'T', 'M'),
        HB_TAG('P', 'C', 'L', 'T'), HB_TAG('B', 'A', 'S', 'E'), HB_TAG('V', 'O', 'R', 'G'), HB_TAG('v', 'h', 'e', 'a'),
        HB_TAG('v', 'm', 't', 'x'), HB_TAG('h', 'd', 'm', 'x'), HB_TAG('V', 'D', 'M', 'X'), HB_TAG('L', 'T', 'S', 'H'),
    };
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        hb_set_add(drop, dropped[i]);
    hb_set_clear(hb_subset_input_unicode_set(input));
    hb_set_t *set = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < s->n; i++)
        hb_set_add(set, s->glyphs[i]);
    return input;
}

static bool make_program(struct arena *arena, struct subset *s) {
    hb_subset_input_t *input = make_input(s);
    hb_face_t *made = input ? hb_subset_or_fail(s->face->hb_face, input) : NULL;
    hb_subset_input_destroy(input);
    if (!made)
        return false;
    // PDF wants the CFF table alone, but a whole TrueType file.
    hb_blob_t *blob =
        s->face->cff ? hb_face_reference_table(made, HB_TAG('C', 'F', 'F', ' ')) : hb_face_reference_blob(made);
    unsigned n = 0;
    const char *bytes = hb_blob_get_data(blob, &n);
    if (n) {
        char *copy = arena_alloc(arena, n);
        memcpy(copy, bytes, n);
        s->program = (struct str){copy, n};
    }
    hb_blob_destroy(blob);
    hb_face_destroy(made);
    return n > 0;
}

struct subset *fonts_subset(struct fonts *f, const struct face *face, const uint32_t *glyphs, size_t n) {
    if (face->fake || !face->hb_face)
        return NULL;
    uint32_t *used = malloc((n + 1) * sizeof *used);
    assert(used);
    size_t n_used = blocks_of(face, glyphs, n, used), size = n_used * sizeof *used;
    struct subset_memo *memo = f->subsets;
    while (memo && (memo->subset.face != face || memo->n_used != n_used || memcmp(memo->used, used, size) != 0))
        memo = memo->next;
    f->subset_count.asked++;
    if (!memo) {
        f->subset_count.made++;
        memo = ARENA_NEW(f->cache, struct subset_memo);
        memo->subset.face = face;
        memo->used = memcpy(arena_alloc(f->cache, size + 1), used, size);
        memo->n_used = n_used;
        list_glyphs(f->cache, memo);
        make_tag(memo);
        make_program(f->cache, &memo->subset);
        memo->next = f->subsets;
        f->subsets = memo;
    }
    free(used);
    return memo->subset.program.n ? &memo->subset : NULL;
}

struct subset_count fonts_subset_count(const struct fonts *f) {
    return f->subset_count;
}
