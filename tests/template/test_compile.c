#include "template/binding.h"

static void unknown_and_misplaced_elements(void **state) {
    (void)state;
    refused(SECTION("<pra>a</pra>"), "template.element element=pra parent=section nearest=para");
    refused(TEMPLATE("<para>a</para>"), "template.misplaced element=para parent=template nearest=–");
    refused(SECTION("<row/>"), "template.misplaced element=row parent=section nearest=–");
    refused(SECTION("<para><table columns='*'/></para>"), "template.misplaced element=table parent=para nearest=–");
    refused(SECTION("<if test='@id'><style name='x'/></if>"), "template.misplaced element=style parent=if nearest=–");
    refused(SECTION("<para><label><label>a</label></label></para>"),
            "template.misplaced element=label parent=label nearest=–");
    refused(SECTION("<choose><para/></choose>"), "template.misplaced element=para parent=choose nearest=–");
    refused(SECTION("<x:para xmlns:x='urn:x'>a</x:para>"), "template.element element=para parent=section nearest=para");
    refused(SECTION("langsung"), "template.text element=section text=langsung");
}

static void a_library_is_checked_as_well(void **state) {
    (void)state;
    write_file("parts/a.xml", "<library " NS_TEMPLATE "><stile name='x'/><part name='y'><pra/></part></library>");
    assert_null(load(TEMPLATE("<include href='../parts/a.xml'/>")));
    assert_non_null(strstr(told(), "template.element element=stile parent=library nearest=style"));
    assert_non_null(strstr(told(), "template.element element=pra parent=part nearest=para"));
    assert_int_equal(findings->n, 2);
    assert_int_equal(findings->items[0].place.line, 1);
}

static void attributes(void **state) {
    (void)state;
    refused(SECTION("<para stlye='dasar'/>"), "template.attribute element=para attribute=stlye nearest=style");
    refused(SECTION("<let name='x'/>"), "template.required element=let attribute=select nearest=–");
    refused(SECTION("<space height='12'/>"), "template.value attribute=height value=12 expected=12pt, 30mm, 50%");
    refused(SECTION("<para align='tengah'/>"),
            "template.value attribute=align value=tengah expected=left|right|center|justify|decimal");
    refused(SECTION("<para keep-next='maybe'/>"), "template.value attribute=keep-next value=maybe expected=yes, no");
    refused(SECTION("<table columns='10mm x'/>"),
            "template.value attribute=columns value=10mm x expected=10mm 2* auto 30%");
    refused(SECTION("<rule lines='1pt 2pt'/>"),
            "template.value attribute=lines value=1pt 2pt expected=2.25pt 1.2pt 0.75pt");
    refused(TEMPLATE("<style name='x' line='big'/>"), "template.value attribute=line value=big expected=1.15, 18pt");
}

static void names_of_definitions(void **state) {
    (void)state;
    refused(SECTION("<para style='dasr'/>"), "template.name element=style name=dasr nearest=dasar");
    refused(SECTION("<use part='kop'/>"), "template.name element=part name=kop nearest=–");
    refused(TEMPLATE("<section page='q'/>"), "template.name element=page name=q nearest=p");
    refused(SECTION("<rich select='tentang' counters='umum'/>"), "template.name element=counters name=umum nearest=–");
    refused(TEMPLATE("<style name='x' base='y'/>"), "template.name element=style name=y nearest=x");
}

static void a_template_has_a_style_for_all(void **state) {
    (void)state;
    refused("<template " NS_TEMPLATE " for='x'><style name='dassar' font='Sans' size='10pt'/></template>",
            "template.name element=style name=dasar nearest=dassar");
}

static void parameters_of_parts(void **state) {
    (void)state;
    refused(TEMPLATE("<part name='a' param='nama nomor'><para>x</para></part><section page='p'>"
                     "<use part='a' nomr='1'/></section>"),
            "template.parameter part=a name=nomr nearest=nomor");
}

static void queries_are_checked(void **state) {
    (void)state;
    refused(SECTION("<if test='not(penandaa)'><para>x</para></if>"),
            "query.element attribute=test query=not(penandaa) column=5 word=penandaa nearest=penanda");
    refused(
        SECTION("<para left='{mm(tata/@margin-ats)}mm'>x</para>"),
        "query.attribute attribute=left query={mm(tata/@margin-ats)}mm column=11 word=margin-ats nearest=margin-atas");
    refused(SECTION("<para><value select='$x'/></para>"),
            "query.variable attribute=select query=$x column=1 word=x nearest=–");
    refused(SECTION("<para id='{@id'>x</para>"), "query.syntax attribute=id query={@id column=1 word={ nearest=–");
    refused(SECTION("<para id='a}'>x</para>"), "query.syntax attribute=id query=a} column=2 word=} nearest=–");
}

static void variables_end_with_their_parent(void **state) {
    (void)state;
    refused(SECTION("<if test='@id'><let name='x' select='@id'/></if><para><value select='$x'/></para>"),
            "query.variable attribute=select query=$x column=1 word=x nearest=–");
    refused(TEMPLATE("<part name='a'><para><value select='$x'/></para></part><section page='p'>"
                     "<let name='x' select='@id'/><use part='a'/></section>"),
            "query.variable attribute=select query=$x column=1 word=x nearest=–");
}

static void circles(void **state) {
    (void)state;
    refused(TEMPLATE("<part name='a'><use part='a'/></part>"), "template.recursion element=part name=a nearest=–");
    assert_null(load(
        TEMPLATE("<part name='a'><if test='@id'><use part='b'/></if></part><part name='b'><use part='a'/></part>")));
    assert_int_equal(findings->n, 1);
    assert_null(load(TEMPLATE("<style name='x' base='y'/><style name='y' base='x'/>")));
    assert_int_equal(findings->n, 1);
    assert_string_equal(findings->items[0].rule, "template.recursion");
}

static void parts_stand_where_their_inside_may(void **state) {
    (void)state;
    refused(TEMPLATE("<part name='a'><row/></part><section page='p'><use part='a'/></section>"),
            "template.misplaced element=a parent=section nearest=–");
    refused(TEMPLATE("<part name='a'>kata</part><section page='p'><use part='a'/></section>"),
            "template.misplaced element=a parent=section nearest=–");
    refused(TEMPLATE("<part name='a' content='rows'><para>x</para></part>"),
            "template.misplaced element=para parent=part nearest=–");
    assert_non_null(
        load(TEMPLATE("<part name='a'>kata</part><section page='p'><para><use part='a'/></para></section>")));
}

static void many_faults_are_all_told(void **state) {
    (void)state;
    assert_null(load(SECTION("<para a='1' b='2'/><quux/><value select='x y'/>")));
    assert_int_equal(findings->n, 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_and_misplaced_elements),
        cmocka_unit_test(a_library_is_checked_as_well),
        cmocka_unit_test(attributes),
        cmocka_unit_test(names_of_definitions),
        cmocka_unit_test(a_template_has_a_style_for_all),
        cmocka_unit_test(parameters_of_parts),
        cmocka_unit_test(queries_are_checked),
        cmocka_unit_test(variables_end_with_their_parent),
        cmocka_unit_test(circles),
        cmocka_unit_test(parts_stand_where_their_inside_may),
        cmocka_unit_test(many_faults_are_all_told),
    };
    return RUN_TESTS(tests);
}
