#include "support.h"

#include "base/html.h"

static const char *written(struct arena *arena, void (*write)(struct buf *, const char *), const char *s) {
    struct buf b = buf_new(arena);
    write(&b, s);
    return buf_text(&b);
}

static void what_data_say_ends_no_tag_and_no_script(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    assert_string_equal(written(a, html_text, "<b a='1'>\"&amp;"), "&lt;b a=&#39;1&#39;&gt;&quot;&amp;amp;");
    assert_string_equal(written(a, html_text, "é\n\t\x01\x7f\xC2\x85\xff."), "é\n\t\uFFFD\uFFFD\uFFFD\uFFFD.");
    assert_string_equal(written(a, html_text, NULL), "");
    assert_string_equal(written(a, html_json, "</script>\"\\\n&\u2028\u2029é\xff"),
                        "\"\\u003c/script\\u003e\\\"\\\\\\u000a\\u0026\\u2028\\u2029é\uFFFD\"");
    assert_string_equal(written(a, html_json, NULL), "null");
    struct buf b = buf_new(a);
    html_attribute(&b, "title", "a\"b");
    html_attribute(&b, "lang", NULL);
    assert_string_equal(buf_text(&b), " title=\"a&quot;b\"");
    arena_free(a);
}

static void a_path_is_a_link_within_the_folder(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    assert_string_equal(written(a, html_path, "dinkes/sk-tim_1.~.pdf"), "dinkes/sk-tim_1.~.pdf");
    assert_string_equal(written(a, html_path, "a b/100%#?é"), "a%20b/100%25%23%3F%C3%A9");
    assert_string_equal(written(a, html_path, "javascript:alert(1)"), "javascript%3Aalert%281%29");
    assert_string_equal(written(a, html_path, "//host/x"), ".//host/x");
    arena_free(a);
}

static void a_shell_is_filled_with_parts_and_words(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    struct catalogue *c = catalogue_load(a, NASKAH_SOURCE_DIR "/templates/messages", NULL);
    assert_non_null(c);
    struct html_part parts[] = {{"isi", {"<p>{{isi}}</p>", 14}}, {"kosong", {"", 0}}};
    struct buf b = buf_new(a);
    const char *shell = "<main>{{isi}}{{kosong}}</main>{{tidak<ada}} {{";
    html_fill(&b, (struct str){shell, strlen(shell)}, parts, 2, c, LANGUAGE_ID);
    assert_string_equal(buf_text(&b), "<main><p>{{isi}}</p></main>tidak&lt;ada {{");
    b = buf_new(a);
    html_fill(&b, (struct str){"{{cli.made}}", 12}, parts, 2, c, LANGUAGE_ID);
    assert_string_not_equal(buf_text(&b), "cli.made");
    arena_free(a);
}

static void pieces_are_put_as_often_as_wanted(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    struct catalogue *c = catalogue_load(a, NASKAH_SOURCE_DIR "/templates/messages", NULL);
    const char *file = "lead\n<!--= satu -->\n<p>{{a}}{{tak.ada}}</p>\n<!--= dua -->\n<i>{{a}}</i>\n";
    struct html_pieces *pieces = html_pieces_read(a, (struct str){file, strlen(file)}, c, LANGUAGE_ID);
    struct buf b = buf_new(a);
    const struct html_part parts[] = {{"a", {"{{b}}", 5}}};
    html_put(&b, pieces, "satu", parts, 1);
    html_put(&b, pieces, "dua", parts, 1);
    assert_string_equal(buf_text(&b), "<p>{{b}}tak.ada</p>\n<i>{{b}}</i>\n");
    arena_free(a);
}

// printf 'alert(1)' | openssl dgst -sha256 -binary | base64
static void a_script_is_called_by_its_digest(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    struct buf b = buf_new(a);
    html_digest(&b, (struct str){"alert(1)", 8});
    assert_string_equal(buf_text(&b), "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_data_say_ends_no_tag_and_no_script),
        cmocka_unit_test(a_path_is_a_link_within_the_folder),
        cmocka_unit_test(a_shell_is_filled_with_parts_and_words),
        cmocka_unit_test(pieces_are_put_as_often_as_wanted),
        cmocka_unit_test(a_script_is_called_by_its_digest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
