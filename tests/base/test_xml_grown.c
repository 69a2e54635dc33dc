#include "base/xml.h"
#include "support.h"

// How such a tree is built stands in test_xml_tree.c, with that of the others.

static void attributes_keep_their_order(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    xmlNode *root = xmlDocGetRootElement(xml_grown(arena, "r"));
    const char *const names[] = {"c", "a", "b"};
    for (size_t i = 0; i < 3; i++)
        xml_set(root, names[i], names[i]);
    xml_set(root, "a", NULL);
    xml_set(root, "c", "3");
    xml_set(root, "a", "1");
    struct buf order = buf_new(arena);
    for (const xmlAttr *a = root->properties; a; a = a->next)
        buf_printf(&order, "%s=%s ", (const char *)a->name, xml_attr(root, (const char *)a->name));
    assert_string_equal(buf_text(&order), "c=3 b=b a=1 ");
    assert_ptr_equal(root->properties->next->prev, root->properties);
    arena_free(arena);
}

// Without a leak or a foreign free, which the sanitizer would see.
static void what_is_copied_out_of_it_outlives_it(void **state) {
    (void)state;
    static const char text[] = "<d xmlns='u'><p a='&lt;' b=''>x<b>y</b>z</p></d>";
    struct arena *arena = arena_new(0), *passing = arena_new(0);
    xmlDoc *doc = xml_parse(arena, "a.xml", (struct str){text, sizeof text - 1}, findings_new(arena, NULL));
    assert_non_null(doc);
    const xmlNode *from = xmlDocGetRootElement(doc);
    xmlNode *grown = xml_copy_into(xmlDocGetRootElement(xml_grown(passing, "r")), xml_child(from, "p"));
    xml_set(grown, "a", "2");
    xml_say(grown, "!");
    xmlNode *copy = xml_copy_into(xmlDocGetRootElement(xml_derived(arena, "r")), grown);
    xmlNode *again = xml_copy_into(xmlDocGetRootElement(xml_grown(arena, "r")), grown);
    arena_free(passing);
    assert_string_equal(xml_canonical(arena, copy), "<p a=\"2\" b=\"\">x<b>y</b>z!</p>");
    assert_string_equal(xml_canonical(arena, again), "<p a=\"2\" b=\"\">x<b>y</b>z!</p>");
    assert_ptr_equal(xml_origin(again), xml_child(from, "p"));
    assert_ptr_equal(xml_origin(xml_child(again, "b")), xml_child(xml_child(from, "p"), "b"));
    assert_string_equal(xml_attr(xml_child(from, "p"), "a"), "<");
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(attributes_keep_their_order),
                                       cmocka_unit_test(what_is_copied_out_of_it_outlives_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
