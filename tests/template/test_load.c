#include "template/binding.h"

#define LIBRARY(inside) "<library " NS_TEMPLATE ">" inside "</library>"
#define INCLUDING(href, inside) TEMPLATE("<include href='" href "'/>" inside)

static void libraries_give_definitions(void **state) {
    (void)state;
    write_file("parts/a.xml",
               LIBRARY("<style name='x' base='dasar' bold='yes'/><part name='p1'><para style='x'>satu</para></part>"));
    struct document *d =
        bound(INCLUDING("../parts/a.xml", "<section page='p'><use part='p1'/></section>"), "<naskah/>");
    assert_string_equal(shown(d), "para: b{satu}\n");
}

static void a_file_that_two_include_is_read_once(void **state) {
    (void)state;
    write_file("parts/a.xml", LIBRARY("<include href='c.xml'/>"));
    write_file("parts/b.xml", LIBRARY("<include href='./c.xml'/>"));
    write_file("parts/c.xml", LIBRARY("<style name='x' base='dasar'/>"));
    assert_non_null(load(INCLUDING("../parts/a.xml", "<include href='../parts/../parts/b.xml'/>")));
}

static void the_template_wins_over_its_library(void **state) {
    (void)state;
    write_file("parts/a.xml", LIBRARY("<style name='x' base='dasar' bold='yes'/>"));
    struct document *d = bound(INCLUDING("../parts/a.xml", "<style name='x' base='dasar' italic='yes'/>"
                                                           "<section page='p'><para style='x'>a</para></section>"),
                               "<naskah/>");
    assert_string_equal(shown(d), "para: i{a}\n");
}

static void circles_and_ways_out_are_refused(void **state) {
    (void)state;
    write_file("parts/a.xml", LIBRARY("<include href='b.xml'/>"));
    write_file("parts/b.xml", LIBRARY("<include href='a.xml'/>"));
    refused(INCLUDING("../parts/a.xml", ""), "template.include-circle file=a.xml");
    refused(INCLUDING("../../etc/passwd", ""), "template.include-outside file=../../etc/passwd");
    refused(INCLUDING("/etc/passwd", ""), "template.include-outside file=/etc/passwd");
    refused(INCLUDING("../parts/../../x.xml", ""), "template.include-outside file=../parts/../../x.xml");
}

static void files_that_cannot_be_read_are_told_at_the_include(void **state) {
    (void)state;
    assert_null(load(INCLUDING("../parts/none.xml", "")));
    assert_int_equal(findings->n, 1);
    assert_string_equal(findings->items[0].rule, "file.missing");
    assert_true(findings->items[0].place.line > 0);
    write_file("parts/cut.xml", "<library " NS_TEMPLATE "><part");
    assert_null(load(INCLUDING("../parts/cut.xml", "")));
    assert_string_equal(findings->items[0].rule, "xml.cut");
    write_file("parts/t.xml", TEMPLATE(""));
    refused(INCLUDING("../parts/t.xml", ""),
            "template.root expected=library found=template namespace=urn:naskah:template:1");
    refused("<template for='x'/>", "template.root expected=template found=template namespace=urn:naskah:template:1");
}

static void the_hash_covers_all_files(void **state) {
    (void)state;
    write_file("parts/a.xml", LIBRARY(""));
    char first[65];
    strcpy(first, template_hash(load(INCLUDING("../parts/a.xml", ""))));
    assert_string_equal(template_hash(load(INCLUDING("../parts/a.xml", ""))), first);
    write_file("parts/a.xml", LIBRARY("<part name='x'/>"));
    struct template *t = load(INCLUDING("../parts/a.xml", ""));
    assert_string_not_equal(template_hash(t), first);
    assert_string_equal(template_kind(t), "uji");
}

static void names_are_taken_once(void **state) {
    (void)state;
    refused(TEMPLATE("<style name='dasar' font='Sans' size='1pt'/>"), "template.duplicate element=style name=dasar");
    refused(TEMPLATE("<part name='a'/><part name='a'/>"), "template.duplicate element=part name=a");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(libraries_give_definitions),
        cmocka_unit_test(a_file_that_two_include_is_read_once),
        cmocka_unit_test(the_template_wins_over_its_library),
        cmocka_unit_test(circles_and_ways_out_are_refused),
        cmocka_unit_test(files_that_cannot_be_read_are_told_at_the_include),
        cmocka_unit_test(the_hash_covers_all_files),
        cmocka_unit_test(names_are_taken_once),
    };
    return RUN_TESTS(tests);
}
