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

static void stands_at(const xmlNode *node, int line, int column) {
    struct place p = xml_place(node);
    assert_string_equal(p.file, "data.xml");
    assert_int_equal(p.line, line);
    assert_int_equal(p.column, column);
}

static void tags_know_their_line_and_column(void **state) {
    (void)state;
    xmlNode *root = parsed("<?xml version='1.0'?>\r\n<data\n   a='>'>\n"
                           "\té<orang id='>' \n b=\"/\">x</orang><!-- <q> --><instansi/>"
                           "<x:y xmlns:x='u'/>\n</data>");
    stands_at(root, 2, 1);
    const xmlNode *orang = xml_child(root, "orang"), *instansi = xml_child(root, "instansi");
    stands_at(instansi, 5, 29);
    stands_at(orang, 4, 3);  // asked for backwards: the walk starts anew
    stands_at(orang->children, 4, 3);
    stands_at(xml_next(instansi, NULL), 5, 40);
}

// Places far apart, forwards and backwards, in a file of several stretches: counted from the nearest mark.
static void far_places_are_as_exact_as_near_ones(void **state) {
    (void)state;
    enum { ROWS = 20000 };
    char *text = arena_alloc(arena, ROWS * 10 + 20), *p = text;
    p += sprintf(p, "<a>\n");
    for (int i = 0; i < ROWS; i++)
        p += sprintf(p, i % 3 ? "<b/>\n" : " <b/><c/>\n");
    sprintf(p, "</a>");
    const xmlNode *nodes[ROWS], *node = xml_child(parsed(text), "b");
    for (int i = 0; i < ROWS; i++, node = xml_next(node, "b"))
        nodes[i] = node;
    for (int k = 0, i = 7; k < 400; k++, i = (i * 7919 + k) % ROWS)
        stands_at(nodes[i], i + 2, i % 3 ? 1 : 2);
    stands_at(nodes[ROWS - 1], ROWS + 1, (ROWS - 1) % 3 ? 1 : 2);
}

static void attributes_know_theirs(void **state) {
    (void)state;
    xmlNode *root = parsed("<data xid=' id=' aid\n = '2' id = \"3\" x:id='4' xmlns:x='u'/>");
    int expected[][2] = {{1, 7}, {1, 18}, {2, 8}, {2, 8}};
    int i = 0;
    for (xmlAttr *a = root->properties; a; a = a->next, i++)
        stands_at((xmlNode *)a, expected[i][0], expected[i][1]);
    assert_int_equal(i, 4);
}

static void ten_thousand_places_cost_one_walk(void **state) {
    (void)state;
    char *text = arena_alloc(arena, 10000 * 5 + 20), *p = text;
    p += sprintf(p, "<a>\n");
    for (int i = 0; i < 10000; i++)
        p += sprintf(p, "<b/>\n");
    sprintf(p, "</a>");
    int line = 2;
    for (xmlNode *b = xml_child(parsed(text), NULL); b; b = xml_next(b, NULL))
        stands_at(b, line++, 1);
    assert_int_equal(line, 10002);
}

static void derived_nodes_stand_where_their_origin_stands(void **state) {
    (void)state;
    xmlNode *root = parsed("<data>\n <orang id='o1'>\n  <nama/></orang></data>");
    xmlNode *orang = xml_child(root, "orang");
    xmlNode *record = xmlDocGetRootElement(xml_derived(arena, "naskah"));
    assert_null(xml_origin(record));
    assert_null(xml_place(record).file);
    assert_int_equal(xml_place(record).line, 0);
    xmlNode *plain = xml_add(record, "penanda");
    xmlNode *copy = xml_copy_into(plain, orang);
    stands_at(copy, 2, 2);
    stands_at(xml_child(copy, "nama"), 3, 3);
    assert_null(xml_origin(plain));
    xmlNode *inside = xml_add(copy, "baru");
    stands_at(inside, 2, 2);  // by its nearest ancestor
    assert_ptr_equal(xml_origin(inside), orang);
    xml_set_origin(record, root);
    stands_at(plain, 1, 1);
    assert_ptr_equal(xml_origin(orang), orang);
}

static void a_copy_of_a_copy_keeps_the_first_origin(void **state) {
    (void)state;
    xmlNode *orang = xml_child(parsed("<data>\n <orang/></data>"), "orang");
    struct arena *short_lived = arena_new(0);
    xmlNode *first = xml_copy_into(xmlDocGetRootElement(xml_derived(short_lived, "a")), orang);
    xmlNode *second = xml_copy_into(xmlDocGetRootElement(xml_derived(arena, "b")), first);
    arena_free(short_lived);
    stands_at(second, 2, 2);
}

static void foreign_trees_have_no_place(void **state) {
    (void)state;
    xmlDoc *doc = xmlNewDoc(BAD_CAST "1.0");
    xmlDocSetRootElement(doc, xmlNewDocNode(doc, NULL, BAD_CAST "a", NULL));
    assert_null(xml_place(xmlDocGetRootElement(doc)).file);
    assert_null(xml_origin(xmlDocGetRootElement(doc)));
    xmlFreeDoc(doc);
    assert_null(xml_place(NULL).file);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(tags_know_their_line_and_column),
        CASE(far_places_are_as_exact_as_near_ones),
        CASE(attributes_know_theirs),
        CASE(ten_thousand_places_cost_one_walk),
        CASE(derived_nodes_stand_where_their_origin_stands),
        CASE(a_copy_of_a_copy_keeps_the_first_origin),
        CASE(foreign_trees_have_no_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
