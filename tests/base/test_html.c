#include "support.h"

#include "base/buf.h"
#include "base/html.h"
#include "base/xml.h"

static xmlDoc *parse(struct arena *arena, const char *text) {
    return html_parse(arena, (struct str){text, strlen(text)});
}

static void reads_broken_pages(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    xmlDoc *doc = parse(arena, "<html>\n<body><p>satu<p>dua &amp; &nbsp;tiga<td></b>empat");
    assert_non_null(doc);
    char *text = xml_text(arena, xmlDocGetRootElement(doc));
    assert_string_equal(text, "satu dua & \xC2\xA0tiga empat");
    const xmlNode *p = xml_child(xml_child(xmlDocGetRootElement(doc), "body"), "p");
    assert_int_equal(xmlGetLineNo(p), 2);
    arena_free(arena);
}

static void takes_the_bytes_as_utf_8_whatever_they_claim(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    xmlDoc *doc = parse(arena, "<html><head><meta charset=\"iso-8859-1\"></head><body>“kutip”</body></html>");
    assert_string_equal(xml_text(arena, xml_child(xmlDocGetRootElement(doc), "body")), "“kutip”");
    arena_free(arena);
}

static void stands_depth_and_size(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct buf b = buf_new(arena);
    for (int i = 0; i < 20000; i++) {
        buf_str(&b, "<div>");
    }
    html_parse(arena, (struct str){b.p, b.n});  // whatever it gives, it gives it back
    struct str large = {arena_alloc(arena, HTML_MAX_BYTES + 1), HTML_MAX_BYTES + 1};
    assert_null(html_parse(arena, large));
    assert_null(html_parse(arena, (struct str){"", 0}));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_broken_pages),
        cmocka_unit_test(takes_the_bytes_as_utf_8_whatever_they_claim),
        cmocka_unit_test(stands_depth_and_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
