#include "template/binding.h"

static const char record[] =
    "<naskah><tata huruf-keputusan='Bookman' ukuran-keputusan='12pt' spasi-umum='1.5' hifenasi='ya'/></naskah>";

static const struct box *para(const char *styles, const char *attributes) {
    const char *text = arena_printf(arena,
                                    "<template " NS_TEMPLATE " for='uji'>" DASAR PAGE
                                    "%s<section page='p'><para style='s' %s>x</para></section></template>",
                                    styles, attributes);
    return bound(text, record)->first->first;
}

static void styles_inherit_and_read_the_house(void **state) {
    (void)state;
    const struct box *b = para(
        "<style name='d' font='{tata/@huruf-keputusan}' size='{tata/@ukuran-keputusan}' align='justify' before='6pt'/>"
        "<style name='m' base='d' bold='yes' left='10mm'/><style name='s' base='m' italic='yes' left='5mm' role='H2' "
        "outline='2'/>",
        "");
    assert_string_equal(told(), "");
    const struct type *t = b->para.runs[0].type;
    assert_string_equal(t->family, "Bookman");
    assert_int_equal(t->size, 12000);
    assert_true(t->bold && t->italic);
    assert_int_equal(b->shape.left, MM(5));
    assert_int_equal(b->shape.align, ALIGN_JUSTIFY);
    assert_int_equal(b->shape.before, 6000);
    assert_int_equal(b->role, ROLE_H2);
    assert_int_equal(b->para.outline, 2);
    assert_string_equal(b->style, "s");
}

static void leading_is_a_factor_or_a_length(void **state) {
    (void)state;
    assert_int_equal(para("<style name='s' font='Sans' size='12pt'/>", "")->shape.leading, 14400);
    assert_int_equal(para("<style name='s' font='Sans' size='12pt' line='{tata/@spasi-umum}'/>", "")->shape.leading,
                     21600);
    assert_int_equal(para("<style name='s' font='Sans' size='12pt' line='18pt'/>", "")->shape.leading, 18000);
    assert_int_equal(
        para("<style name='d' font='Sans' size='12pt' line='1.5'/><style name='s' base='d' size='10pt'/>", "")
            ->shape.leading,
        18000);
    assert_int_equal(para("<style name='s' font='Sans' size='9.5pt' line='1.15'/>", "")->shape.leading, 13110);
}

static void the_paragraph_may_say_otherwise(void **state) {
    (void)state;
    const struct box *b = para(
        "<style name='s' font='Sans' size='12pt' before='6pt' before-floor='3pt' keep-next='yes'/>",
        "before='2pt' after='4pt' first='-5mm' right='1mm' align='center' keep-next='{pilih(tata, \"no\", \"yes\")}'");
    assert_int_equal(b->shape.before, 2000);
    assert_int_equal(b->shape.before_floor, 2000);
    assert_int_equal(b->shape.after, 4000);
    assert_int_equal(b->shape.after_floor, 4000);
    assert_int_equal(b->shape.first, -MM(5));
    assert_int_equal(b->shape.right, MM(1));
    assert_int_equal(b->shape.align, ALIGN_CENTER);
    assert_false(b->shape.keep_next);
    assert_int_equal(
        para("<style name='s' font='Sans' size='12pt' before='6pt' before-floor='3pt'/>", "")->shape.before_floor,
        3000);
}

static void yes_is_ya(void **state) {
    (void)state;
    assert_true(para("<style name='s' font='Sans' size='12pt' hyphenate='{tata/@hifenasi}'/>", "")->shape.hyphenate);
    assert_false(para("<style name='s' font='Sans' size='12pt' hyphenate='tidak'/>", "")->shape.hyphenate);
}

static void letters_give_way_by_less_than_is_seen(void **state) {
    (void)state;
    assert_int_equal(para("<style name='s' font='Sans' size='12pt' widen='1.5'/>", "")->shape.widen, 15);
    assert_int_equal(para("<style name='s' font='Sans' size='12pt'/>", "")->shape.widen, 0);
    assert_int_equal(para("<style name='s' font='Sans' size='12pt' widen='50'/>", "")->shape.widen, 0);
    assert_string_equal(told(), "template.value attribute=widen value=50 expected=50");
    assert_int_equal(para("<style name='s' font='Sans' size='12pt' widen='-1'/>", "")->shape.widen, 0);
}

static void letters_need_a_face_and_a_size(void **state) {
    (void)state;
    para("<style name='s' font='Sans'/>", "");
    assert_string_equal(told(), "template.type name=s");
    para("<style name='s' font='{tata/@huruf-umum}' size='12pt'/>", "");
    assert_string_equal(told(), "template.type name=s");
    para("<style name='s' font='Sans' size='{tata/@huruf-keputusan}'/>", "");
    assert_string_equal(told(), "template.value attribute=size value=Bookman expected={tata/@huruf-keputusan}\n"
                                "template.type name=s");
}

static void equal_letters_are_one_type(void **state) {
    (void)state;
    struct document *d =
        bound(TEMPLATE("<style name='b' base='dasar' bold='yes'/><section page='p'><para>a<b>b</b></para>"
                       "<para style='b'>c</para><para>d<b>e</b></para></section>"),
              record);
    const struct box *first = d->first->first, *second = first->next, *third = second->next;
    assert_ptr_equal(first->para.runs[1].type, second->para.runs[0].type);
    assert_ptr_equal(first->para.runs[1].type, third->para.runs[1].type);
    assert_ptr_equal(first->para.runs[0].type, third->para.runs[0].type);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(styles_inherit_and_read_the_house), cmocka_unit_test(leading_is_a_factor_or_a_length),
        cmocka_unit_test(the_paragraph_may_say_otherwise),   cmocka_unit_test(yes_is_ya),
        cmocka_unit_test(letters_give_way_by_less_than_is_seen),
        cmocka_unit_test(letters_need_a_face_and_a_size),    cmocka_unit_test(equal_letters_are_one_type)};
    return RUN_TESTS(tests);
}
