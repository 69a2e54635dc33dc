// The page to copy from, in headless Chromium, from disk: boxes in the portal's order with their counts, copying,
// ticks that last, hostile texts, no word on the console and no request.
#include "e2e/e2e.h"

#define PAGE "output/paket/kipp-2023/klinik.salin-tempel.html"

static const char proposal[] =
    "<data xmlns='urn:naskah:1'>\n"
    "<inovasi id='klinik' nama='&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; \"Klinik\"' instansi='dinkes'>\n"
    "<usulan profil='kipp-2023' kelompok='umum' tahun='2023' tanggal-mulai='2019-07-01'>\n"
    "<jawaban bagian='ringkasan'><p>Satu dua tiga\n     empat &lt;/textarea&gt;&lt;img src=x onerror=alert(2)&gt;</p>"
    "<ol><li>butir satu</li></ol></jawaban>\n"
    "<jawaban bagian='latar'><p>${JS} &amp;amp; \"kutip\" 'tunggal'</p></jawaban>\n"
    "</usulan></inovasi>\n</data>\n";

static int setup(void **state) {
    struct e2e *t = e2e_new();
    e2e_shell(t, "mkdir -p input profil && cp '%s/tests/e2e/dasar/daerah.xml' input", NASKAH_SOURCE_DIR);
    e2e_write(t, "input/klinik.xml", proposal);
    e2e_run(t, "kemas --profil kipp-2023 --paksa --only klinik");
    assert_status(t, 1);
    *state = t;
    return 0;
}

static bool has_browser(void) {
    return system("command -v chromium >/dev/null 2>&1") == 0;
}

// The page as it is after its script ran; what the console said is in console.txt.
static char *opened(struct e2e *t, const char *page) {
    e2e_shell(t, "timeout 60 chromium --headless --no-sandbox --disable-gpu --no-first-run --user-data-dir=profil "
                 "--enable-logging=stderr --virtual-time-budget=4000 --dump-dom \"file://$PWD/%s\" >dom.html "
                 "2>console.txt", page);
    return e2e_read(t, "dom.html");
}

// A copy of the page that a script of the test may act on.
static void write_acting(struct e2e *t, const char *script) {
    char *text = e2e_read(t, PAGE), *meta = strstr(text, "<meta http-equiv"), *end = strstr(meta, ">");
    char *close = strstr(text, "</body>");
    e2e_write(t, "coba.html", arena_printf(t->arena, "%.*s%.*s<script>%s</script></body></html>", (int)(meta - text),
                                           text, (int)(close - end - 1), end + 1, script));
}

static int count(const char *text, const char *word) {
    int n = 0;
    for (const char *p = text; (p = strstr(p, word)) != NULL; p += strlen(word)) {
        n++;
    }
    return n;
}

static void boxes_stand_in_the_portals_order_with_their_counts(void **state) {
    struct e2e *t = *state;
    const char *page = e2e_read(t, PAGE);
    const char *title = strstr(page, "data-id=\"judul\""), *summary = strstr(page, "data-id=\"ringkasan\"");
    const char *background = strstr(page, "data-id=\"latar\""), *last = strstr(page, "data-id=\"keberlanjutan\"");
    assert_true(title && summary && background && last);
    assert_true(title < summary && summary < background && background < last);
    assert_null(strstr(page, "data-id=\"pembaruan\""));  // asked of another group
    // The list's number is what a portal without lists gets, and the counter of the profile does not count it.
    assert_non_null(strstr(summary, ">\nSatu dua tiga empat &lt;/textarea"));
    assert_non_null(strstr(summary, "\n1. butir satu</textarea>"));
    assert_non_null(strstr(summary, "9 dari paling banyak 200 kata"));
    assert_non_null(strstr(page, "Belum diisi."));
    assert_int_equal(count(page, "<script"), 1);
    assert_null(strstr(page, "src=\"http"));
    assert_null(strstr(page, "<img"));
}

static void it_works_from_disk_and_says_nothing(void **state) {
    struct e2e *t = *state;
    if (!has_browser()) {
        skip();
    }
    const char *dom = opened(t, PAGE), *said = e2e_read(t, "console.txt");
    assert_non_null(strstr(dom, "class=\"punya-js\""));
    assert_non_null(strstr(dom, "0 sudah ditempel, dari "));
    if (strstr(said, "CONSOLE")) {
        fail_msg("%s", said);
    }
}

// A text field prints only what it shows; the list of files may go over pages, but no answer is cut.
static void paper_shows_every_answer_to_its_end(void **state) {
    struct e2e *t = *state;
    if (!has_browser()) {
        skip();
    }
    struct buf lines = buf_new(t->arena);
    for (int i = 0; i < 90; i++) {
        buf_printf(&lines, "<p>Baris %d selesai.</p>", i);
    }
    e2e_edit(t, "input/klinik.xml", "<p>${JS}", arena_printf(t->arena, "%s<p>${JS}", buf_text(&lines)));
    e2e_run(t, "kemas --profil kipp-2023 --paksa --only klinik");
    e2e_shell(t, "timeout 60 chromium --headless --no-sandbox --disable-gpu --no-first-run --user-data-dir=profil "
                 "--no-pdf-header-footer --print-to-pdf=cetak.pdf \"file://$PWD/" PAGE "\" 2>/dev/null && "
                 "pdftotext cetak.pdf cetak.txt");
    const char *text = e2e_read(t, "cetak.txt");
    assert_int_equal(count(text, "selesai."), 90);
    assert_null(strstr(text, "Hapus semua centang"));  // nothing to press on paper
}

static void ticks_last_until_the_text_changes(void **state) {
    struct e2e *t = *state;
    if (!has_browser()) {
        skip();
    }
    write_acting(t, "document.querySelector('[data-id=ringkasan] input').click();"
                    "document.querySelector('[data-id=latar] button').click();"
                    "var l=document.querySelector('[data-id=latar] textarea');"
                    "document.title=l.value+'|'+l.selectionStart+'|'+l.selectionEnd;");
    const char *dom = opened(t, "coba.html");
    assert_non_null(strstr(dom, "1 sudah ditempel, dari "));
    assert_non_null(strstr(dom, "<title>${JS} &amp;amp; \"kutip\" 'tunggal'|"));
    write_acting(t, "document.title='lagi';");
    dom = opened(t, "coba.html");
    assert_non_null(strstr(dom, "1 sudah ditempel, dari "));
    e2e_edit(t, "input/klinik.xml", "Satu dua", "Satu dua dua");
    e2e_run(t, "kemas --profil kipp-2023 --paksa --only klinik");
    write_acting(t, "document.title='berubah';");
    dom = opened(t, "coba.html");
    assert_non_null(strstr(dom, "0 sudah ditempel, dari "));
    assert_non_null(strstr(dom, ">teksnya berubah sejak ditempel"));
    // Where a browser keeps nothing, ticks last as long as the page.
    write_acting(t, "");
    e2e_shell(t, "sed -i 's/window.localStorage/window.tidakAda/g' coba.html && sed -i "
                 "\"s/<script><.script>/<script>document.querySelector('[data-id=latar] input').click()<\\/script>/\" "
                 "coba.html");
    assert_non_null(strstr(opened(t, "coba.html"), "1 sudah ditempel, dari "));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(boxes_stand_in_the_portals_order_with_their_counts, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(it_works_from_disk_and_says_nothing, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(paper_shows_every_answer_to_its_end, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(ticks_last_until_the_text_changes, setup, e2e_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
