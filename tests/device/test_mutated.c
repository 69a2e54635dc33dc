// Pictures and fonts that are damaged in some thousand ways, always the same ones: each gives a picture, a face or one
// finding, and what is made of it is a file. Nothing crashes, nothing takes long.
#include "device/fixture.h"

#if defined __SANITIZE_ADDRESS__
enum { IMAGES = 700, FONTS = 200 };  // where a wrong byte read is seen at once
#else
enum { IMAGES = 2500, FONTS = 800 };
#endif
enum { LONGEST = 20 };  // seconds for one file: then the alarm ends the test

static uint64_t seed;

static uint32_t next(uint32_t below) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((seed >> 33) % below);
}

static uint32_t be32(const unsigned char *p) {
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void put32(unsigned char *p, uint32_t value) {
    for (int i = 0; i < 4; i++)
        p[i] = (unsigned char)(value >> (24 - 8 * i));
}

// A few bytes changed (mostly near the beginning, where sizes and kinds stand), a piece moved, or the end cut off.
static struct str mutated(struct arena *arena, struct str from) {
    struct str to = {memcpy(arena_alloc(arena, from.n), from.p, from.n), from.n};
    unsigned char *p = (unsigned char *)to.p;
    for (uint32_t i = next(8) + 1; i > 0; i--) {
        uint32_t near = next(3) ? (uint32_t)from.n : from.n < 600 ? (uint32_t)from.n : 600, at = next(near);
        static const unsigned char telling[] = {0, 1, 0x7f, 0x80, 0xff};
        p[at] = next(2) ? telling[next(5)] : (unsigned char)next(256);
    }
    if (next(6) == 0) {
        uint32_t n = next((uint32_t)from.n / 4) + 1, a = next((uint32_t)from.n - n), b = next((uint32_t)from.n - n);
        memmove(p + a, p + b, n);
    }
    if (next(10) == 0)
        to.n = next((uint32_t)from.n) + 1;
    return to;
}

// --- Pictures

static uint32_t crc_of(const unsigned char *p, size_t n) {
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < n; i++) {
        crc ^= p[i];
        for (int k = 0; k < 8; k++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
    }
    return ~crc;
}

// Check sums that agree with the damage let it in deeper.
static void mend_png(struct str bytes) {
    unsigned char *p = (unsigned char *)bytes.p;
    for (size_t at = 8; at + 12 <= bytes.n;) {
        size_t n = be32(p + at);
        if (n > bytes.n - at - 12)
            return;
        put32(p + at + 8 + n, crc_of(p + at + 4, n + 4));
        at += 12 + n;
    }
}

static struct str read_seed(struct fixture *t, const char *path) {
    struct str bytes;
    const char *why;
    assert_true(file_read(t->arena, path, (size_t)1 << 24, &bytes, &why));
    return bytes;
}

// The file that a picture makes, in an arena of its own.
static bool draw_picture(struct fixture *t, struct arena *arena, const struct image *image, struct findings *f) {
    struct item item = {.kind = ITEM_IMAGE, .role = ROLE_FIGURE, .width = MM(40), .height = MM(30)};
    item.image.image = image;
    item.image.alt = "gambar";
    struct page page = {.width = MM(215), .height = MM(330), .items = &item, .n = 1, .cap = 1};
    struct pages pages = {.document = &t->document, .items = &page, .n = 1, .cap = 1};
    struct buf out = buf_new(arena);
    t->options.image_dpi = next(2) ? 0 : 20;
    return pdf_write(t->fonts, &pages, &t->options, &out, f) && out.n > 500;
}

static void damaged_pictures(void **state) {
    struct fixture *t = *state;
    size_t n = 0;
    char **files = file_list(t->arena, NASKAH_SOURCE_DIR "/tests/stress/gambar", NULL, &n);
    assert_true(n >= 8);
    struct str *seeds = ARENA_ARRAY(t->arena, n, struct str);
    for (size_t i = 0; i < n; i++)
        seeds[i] = read_seed(t, files[i]);
    int drawn = 0, refused = 0;
    for (int i = 0; i < IMAGES; i++) {
        struct arena *arena = arena_new((size_t)512 << 20);
        struct findings *f = findings_new(arena, NULL);
        seed = (uint64_t)i;
        struct str bytes = mutated(arena, seeds[next((uint32_t)n)]);
        if (next(2))
            mend_png(bytes);
        alarm(LONGEST);
        char *path = support_write(arena, t->folder, "gambar", bytes.p, bytes.n);
        const struct image *image = image_load(arena, path, (struct place){0}, f);
        assert_int_equal(f->n, image ? 0 : 1);
        if (image)
            assert_true(draw_picture(t, arena, image, f));
        image ? drawn++ : refused++;
        fonts_trim(t->fonts, (size_t)64 << 20);
        arena_free(arena);
    }
    alarm(0);
    print_message("%d pictures: %d drawn, %d refused\n", IMAGES, drawn, refused);
    assert_true(drawn > IMAGES / 50 && refused > IMAGES / 50);
}

// --- Fonts

static uint32_t sum_of(const unsigned char *p, size_t n) {
    uint32_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (uint32_t)p[i] << (24 - 8 * (i % 4));
    return sum;
}

static void mend_font(struct str bytes) {
    unsigned char *p = (unsigned char *)bytes.p, *head = NULL;
    size_t tables = bytes.n > 12 ? (size_t)p[4] << 8 | p[5] : 0;
    for (size_t i = 0; i < tables && 12 + 16 * (i + 1) <= bytes.n; i++) {
        unsigned char *entry = p + 12 + 16 * i;
        size_t at = be32(entry + 8), n = be32(entry + 12);
        if (at > bytes.n || n > bytes.n - at)
            continue;
        bool is_head = memcmp(entry, "head", 4) == 0 && n >= 12;
        if (is_head)
            put32((head = p + at) + 8, 0);
        put32(entry + 4, sum_of(p + at, n));
    }
    if (head)
        put32(head + 8, 0xb1b0afba - sum_of(p, bytes.n));
}

static struct item text_of(struct arena *arena, struct fonts *fonts, const struct face *face) {
    static const char text[] = "Menimbang: imple\u00admentasi “ANTAR” 50% é ½ ☐";
    const struct word *word = fonts_shape(fonts, face, text, sizeof text - 1);
    struct item item = {.kind = ITEM_TEXT, .role = ROLE_P, .x = MM(20), .y = MM(30)};
    const struct segment *s = word->n ? &word->segments[0] : NULL;
    item.text.face = s ? s->face : face;
    item.text.size = PT(11);
    item.text.text = text;
    item.text.n_text = s ? s->end : 0;
    item.text.glyphs = s ? s->glyphs : ARENA_NEW(arena, struct glyph);
    item.text.n = s ? s->n : 0;
    return item;
}

static void draw_letters(struct fixture *t, struct arena *arena, struct fonts *fonts, const char *family) {
    struct findings *f = findings_new(arena, NULL);
    const struct face *face = fonts_face(fonts, family, false, false, f);
    if (!face) {
        assert_true(f->n > 0);
        return;
    }
    struct item item = text_of(arena, fonts, face);
    struct page page = {.width = MM(215), .height = MM(330), .items = &item, .n = 1, .cap = 1};
    struct pages pages = {.document = &t->document, .items = &page, .n = 1, .cap = 1};
    struct buf out = buf_new(arena);
    bool made = pdf_write(fonts, &pages, &t->options, &out, f);
    assert_true(made ? out.n > 500 : findings_has(f, "pdf.failed"));
}

static void damaged_fonts(void **state) {
    struct fixture *t = *state;
    static const struct { const char *path, *family; } fonts_of[] = {
        {"/usr/share/fonts/opentype/urw-base35/URWBookman-Light.otf", "URW Bookman"},
        {"/usr/share/fonts/opentype/urw-base35/URWBookman-Light.otf", "URW Bookman"},
        {"/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf", "Liberation Sans"}};
    struct str seeds[3];
    for (int i = 0; i < 3; i++)
        seeds[i] = read_seed(t, fonts_of[i].path);
    int refused = 0;
    for (int i = 0; i < FONTS; i++) {
        struct arena *arena = arena_new((size_t)512 << 20);
        struct findings *f = findings_new(arena, NULL);
        seed = (uint64_t)i + 1000000;
        uint32_t which = next(3);
        struct str bytes = mutated(arena, seeds[which]);
        if (next(8))
            mend_font(bytes);
        alarm(LONGEST);
        support_write(arena, t->folder, "huruf.otf", bytes.p, bytes.n);
        struct fonts *fonts = fonts_load(arena, NASKAH_SOURCE_DIR "/fonts/fonts.xml", t->folder, f);
        assert_non_null(fonts);
        refused += findings_has(f, "font.own");
        draw_letters(t, arena, fonts, fonts_of[which].family);
        arena_free(arena);
    }
    alarm(0);
    print_message("%d fonts: %d refused\n", FONTS, refused);
    assert_true(refused > FONTS / 50 && refused < FONTS - FONTS / 50);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {T(damaged_pictures), T(damaged_fonts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
