#include "base/xml.h"

#include "support.h"

static const char text[] = "<data xmlns='urn:naskah:1'>\n <orang id='o1'/>\n"
                           " <orang id='o2' nama='&lt;Siti &amp; Budi&gt;'>kata <b>tebal</b>\n akhir</orang></data>";

static xmlDoc *sample(struct arena *arena, const xmlNode **origin) {
    struct findings *f = findings_new(arena, NULL);
    xmlDoc *parsed = xml_parse(arena, "a.xml", (struct str){text, sizeof text - 1}, f);
    xmlDoc *d = xml_derived(arena, "naskah");
    assert_non_null(parsed);
    *origin = xml_next(xml_child(xmlDocGetRootElement(parsed), "orang")->next, "orang");
    xmlNode *root = xmlDocGetRootElement(d);
    xml_set(root, "id", "sk-1");
    xml_copy_into(xml_add(root, "tim"), *origin);
    return d;
}

static void test_what_is_taken_out_is_what_was_put_in(void **state) {
    (void)state;
    struct arena *arena = arena_new(0), *other = arena_new(0);
    const xmlNode *origin = NULL;
    xmlDoc *d = sample(arena, &origin);
    struct buf out = buf_new(arena);
    xml_pack(d, &out);
    xmlDoc *back = xml_unpack(other, (struct str){out.p, out.n});
    assert_non_null(back);
    const xmlNode *root = xmlDocGetRootElement(back), *person = xml_child(xml_child(root, "tim"), "orang");
    assert_string_equal(xml_canonical(other, root), xml_canonical(arena, xmlDocGetRootElement(d)));
    assert_string_equal(xml_attr(person, "nama"), "<Siti & Budi>");
    assert_ptr_equal(xml_origin(person), origin);
    assert_int_equal(xml_place(person).line, 3);
    assert_string_equal(xml_place(person).file, "a.xml");
    arena_free(other);
    arena_free(arena);
}

static void test_what_is_cut_is_refused(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    const xmlNode *origin = NULL;
    struct buf out = buf_new(arena);
    xml_pack(sample(arena, &origin), &out);
    for (size_t n = 0; n < out.n; n++) {
        assert_null(xml_unpack(arena, (struct str){out.p, n}));
    }
    assert_null(xml_unpack(arena, (struct str){"naskah", 6}));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_is_taken_out_is_what_was_put_in),
                                       cmocka_unit_test(test_what_is_cut_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
