#include "base/xml.h"
#include "support.h"

static struct arena *arena;

static int set_up(void **state) {
    (void)state;
    arena = arena_new(0);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static xmlNode *parsed(const char *text) {
    xmlDoc *doc = xml_parse(arena, "data.xml", (struct str){text, strlen(text)}, findings_new(arena, NULL));
    assert_non_null(doc);
    return xmlDocGetRootElement(doc);
}

static void names_children_and_attributes(void **state) {
    (void)state;
    xmlNode *root =
        parsed("<d xmlns='u' xmlns:x='v' a='1 &amp; 2' kosong='' x:b='3'>t<p/>\n<!--c--><x:q/><p n='2'/></d>");
    assert_true(xml_is(root, "d") && xml_is(root, NULL) && !xml_is(root, "e") && !xml_is(NULL, "d"));
    assert_false(xml_is(root->children, NULL));
    assert_string_equal(xml_name(root), "d");
    assert_string_equal(xml_name(NULL), "");
    assert_string_equal(xml_attr(root, "a"), "1 & 2");
    assert_string_equal(xml_attr(root, "kosong"), "");
    assert_string_equal(xml_attr(root, "b"), "3");
    assert_null(xml_attr(root, "c"));
    assert_null(xml_attr(NULL, "a"));
    xmlNode *p = xml_child(root, "p");
    assert_ptr_equal(p, xml_child(root, NULL));
    assert_true(xml_is(xml_next(p, NULL), "q"));
    assert_string_equal(xml_attr(xml_next(p, "p"), "n"), "2");
    assert_null(xml_next(xml_next(p, "p"), NULL));
    assert_null(xml_child(p, NULL));
    assert_null(xml_child(NULL, NULL));
}

static void build(xmlNode *root) {
    xmlNode *node = xml_add(root, "nomor");
    xml_set(node, "id", "a & <b>");
    xml_set(node, "kosong", "");
    assert_string_equal(xml_attr(node, "id"), "a & <b>");
    assert_string_equal(xml_attr(node, "kosong"), "");
    xml_set(node, "id", xml_attr(node, "id"));  // its own value
    assert_string_equal(xml_attr(node, "id"), "a & <b>");
    xml_set(node, "id", "&amp;");
    assert_string_equal(xml_attr(node, "id"), "&amp;");
    xml_set(node, "id", NULL);
    xml_set(node, "never", NULL);
    assert_null(xml_attr(node, "id"));
    assert_ptr_equal(xml_child(root, NULL), node);
    assert_null(node->ns);
    xml_say(node, "");
    xml_say(node, NULL);
    assert_null(node->children);
    xml_say(node, "<1 ");
    xml_say(node, "& 2");
    xml_set(xml_add(root, "nama"), "a", "1");
    xml_remove(xml_add(root, "nama"));
    xml_add(root, "akhir");
    xml_remove(xml_next(node, "nama"));
    assert_ptr_equal(xml_next(node, NULL), root->last);
    assert_string_equal(xml_canonical(arena, root),
                        "<naskah><nomor kosong=\"\">&lt;1 &amp; 2</nomor><akhir></akhir></naskah>");
}

static void a_tree_is_built(void **state) {
    (void)state;
    build(xmlDocGetRootElement(xml_derived(arena, "naskah")));
    build(xmlDocGetRootElement(xml_grown(arena, "naskah")));
}

static void copy_deeply(xmlNode *root) {
    xmlNode *from = parsed("<d xmlns='u'><p a='&lt;'>x<b>y</b><!-- gone --><![CDATA[<z>]]></p></d>");
    xmlNode *copy = xml_copy_into(root, xml_child(from, "p"));
    assert_null(copy->ns);
    assert_string_equal(xml_canonical(arena, copy), "<p a=\"&lt;\">x<b>y</b>&lt;z&gt;</p>");
    xml_copy_into(root, xml_child(from, "p"));
    assert_non_null(xml_next(copy, "p"));
}

static void copies_are_deep_and_without_namespace(void **state) {
    (void)state;
    copy_deeply(xmlDocGetRootElement(xml_derived(arena, "r")));
    copy_deeply(xmlDocGetRootElement(xml_grown(arena, "r")));
}

static void text_parts_words_between_blocks_only(void **state) {
    (void)state;
    static const struct {
        const char *xml, *text;
    } cases[] = {
        {"<a/>", ""},
        {"<a>  x \n y </a>", "x y"},
        {"<a><p>satu</p><p>dua</p></a>", "satu dua"},
        {"<a>m<sup>2</sup> H<sub>2</sub>O <b>te</b>bal</a>", "m2 H2O tebal"},
        {"<a>x<br/>y</a>", "x y"},
        {"<a><ol><li>1<ol><li>a</li></ol></li><li>2</li></ol></a>", "1 a 2"},
        {"<a>Rp\xC2\xA0"
         "5<!-- c --> juta</a>",
         "Rp\xC2\xA0"
         "5 juta"},
        {"<a><![CDATA[<x>]]></a>", "<x>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(xml_text(arena, parsed(cases[i].xml)), cases[i].text);
    assert_string_equal(xml_text(arena, NULL), "");
    assert_string_equal(xml_text(arena, (xmlNode *)parsed("<a b=' 1  2 '/>")->properties), "1 2");
}

static void equal_trees_have_equal_canonical_text(void **state) {
    (void)state;
    const char *one = xml_canonical(arena, parsed("<d xmlns='u' b='2' a=\"1\"><!-- c --><x:p xmlns:x='v'/> t</d>"));
    assert_string_equal(one, "<d a=\"1\" b=\"2\"><p></p> t</d>");
    assert_string_equal(xml_canonical(arena, parsed("<d   a='1' b='2'><p/> t</d>")), one);
    assert_string_not_equal(xml_canonical(arena, parsed("<d a='1' b='2'><p/>t</d>")), one);
    assert_string_not_equal(xml_canonical(arena, parsed("<d a='1' b='2'>&lt;p/> t</d>")), one);
    assert_string_not_equal(xml_canonical(arena, parsed("<d a='1&quot; b=&quot;2'><p/> t</d>")), one);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(names_children_and_attributes),         CASE(a_tree_is_built),
        CASE(copies_are_deep_and_without_namespace), CASE(text_parts_words_between_blocks_only),
        CASE(equal_trees_have_equal_canonical_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
