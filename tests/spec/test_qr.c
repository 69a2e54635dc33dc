// QR codes are read back from the finished page by a program that knows nothing of us.
#include "base/file.h"
#include "base/xml.h"
#include "batch/world.h"
#include "device/pdf.h"
#include "layout/layout.h"
#include "support.h"

static struct arena *arena;
static char *folder;
static struct findings *told;
static struct fonts *fonts;

static int setup(void **state) {
    (void)state;
    const char *why = NULL;
    arena = arena_new(0);
    folder = support_folder(arena);
    struct catalogue *catalogue = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    told = findings_new(arena, catalogue);
    fonts = fonts_load(arena, NASKAH_SOURCE_DIR "/fonts/fonts.xml", NASKAH_SOURCE_DIR "/fonts", told);
    return !fonts;
}

static int teardown(void **state) {
    (void)state;
    support_remove(folder);
    arena_free(arena);
    return 0;
}

static const struct pages *pages_of(const char *text) {
    char *source = arena_printf(
        arena, "<template xmlns='urn:naskah:template:1' for='uji' title='Uji'><style name='dasar' font='Sans' "
               "size='12pt' line='1'/><page name='p' paper='a4' top='20mm' bottom='20mm' left='30mm' right='20mm'/>"
               "<section page='p'><para>Sebelum</para><qr text='%s' width='25mm' align='center' alt='Kode'/>"
               "<para>Sesudah</para></section></template>", text);
    support_write(arena, folder, "uji.xml", source, strlen(source));
    struct template *t = template_load(arena, NULL, file_join(arena, folder, "uji.xml"), told);
    assert_non_null(t);
    xmlDoc *record = xml_parse(arena, "r", (struct str){(void *)(uintptr_t) "<naskah id='x'/>", 16}, told);
    struct template_options options = {.width = layout_width, .fonts = fonts};
    struct document *d = template_bind(t, arena, record, &options, told);
    return layout_document(arena, fonts, NULL, d, told);
}

static char *read_back(const struct pages *pages) {
    struct buf pdf = buf_new(arena);
    struct pdf_options options = {.producer = "uji", .archival = true};
    assert_true(pdf_write(fonts, pages, &options, &pdf, told));
    support_write(arena, folder, "uji.pdf", pdf.p, pdf.n);
    char *command = arena_printf(arena, "cd '%s' && pdftoppm -r 150 -gray -png uji.pdf uji && "
                                        "zbarimg -q --raw uji-1.png >uji.txt 2>/dev/null", folder);
    if (system(command) != 0) {
        fail_msg("%s", command);
    }
    struct str text;
    const char *why;
    assert_true(file_read(arena, file_join(arena, folder, "uji.txt"), 1 << 16, &text, &why));
    return arena_strndup(arena, (const char *)text.p, text.n - 1);
}

static void codes_are_read_back(void **state) {
    (void)state;
    static const char *const texts[] = {
        "A", "https://tte.contoh.go.id/verifikasi/3f9a-27", "Perjanjian Kinerja Tahun 2025 — Dinas Kesehatan, ½ ≥",
        "1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_string_equal(read_back(pages_of(texts[i])), texts[i]);
    }
    assert_int_equal(told->n, 0);
}

// The code stands between the paragraphs, in its own box of 25 mm, in the middle of the text.
static void a_code_is_a_box_like_others(void **state) {
    (void)state;
    const struct pages *pages = pages_of("kotak");
    const struct page *page = &pages->items[0];
    const struct item *qr = NULL;
    for (size_t i = 0; i < page->n; i++) {
        qr = page->items[i].kind == ITEM_QR ? &page->items[i] : qr;
    }
    assert_non_null(qr);
    mp mm = 72 * MP_PER_PT;
    assert_int_equal(qr->role, ROLE_FIGURE);
    assert_string_equal(qr->qr.alt, "Kode");
    assert_true(labs((long)(qr->width - 25 * mm * 10 / 254)) < 10);
    assert_true(labs((long)(qr->x + qr->width / 2 - 110 * mm * 10 / 254)) < 20);
    assert_true(qr->qr.n >= 21);
}

static void what_is_too_long_is_told(void **state) {
    (void)state;
    char *text = arena_alloc(arena, 4001);
    memset(text, 'x', 4000);
    pages_of(text);
    assert_true(findings_has(told, "template.qr"));
    told->n = 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(codes_are_read_back),
                                       cmocka_unit_test(a_code_is_a_box_like_others),
                                       cmocka_unit_test(what_is_too_long_is_told)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
