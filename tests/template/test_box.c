#include "template/binding.h"

static const char record[] = "<naskah id='n'><tata ttd-mulai='52' ttd-jarak='22mm' kop-garis-tebal='2.25pt'/>"
                             "<penanda peran='penetap' kapasitas='plt' jabatan-lengkap='Bupati Karo' urutan='2'>"
                             "<orang nama='Lestari' nama-lengkap='dr. Lestari, M.Kes.'/></penanda></naskah>";

static void paragraphs_take_labels_and_own_shape(void **state) {
    (void)state;
    makes("<para left='34mm' keep-next='yes' id='m-{@id}'><label at='0mm'>Menimbang</label><label "
          "at='30mm'>:</label>bahwa</para>",
          record, "para #m-n left=96.4 keep (0.0 Menimbang) (85.0 :): bahwa\n");
    makes("<para><label at='-9mm' width='9mm'>Plt.</label>BUPATI</para>", record, "para (-25.5 Plt.): BUPATI\n");
    makes("<para><label>x</label></para>", record, "para (0.0 x): \n");
    makes("<para><label><value select='@varian'/></label></para>", record, "");
}

static void a_signer_stands_in_his_place(void **state) {
    (void)state;
    struct document *d =
        bound(SECTION("<sign select=\"penanda[@peran='penetap']\" id='s' left='{../tata/@ttd-mulai}%' mode='bsre'>"
                      "<para><value select='orang/@nama'/></para><space height='{../tata/@ttd-jarak}'/></sign>"),
              "<naskah/>");
    assert_string_equal(told(), "template.sign id=s");
    assert_string_equal(shown(d), "");
    d = bound_as(SECTION("<sign select='penanda' id='s' left='20mm' hole='penetap'><para>x</para></sign>"), "<naskah/>",
                 true);
    assert_string_equal(told(), "template.sign id=s");
    assert_string_equal(shown(d), "stack #s left=56.7\n  para: ?{«penetap»}\n");
    d = bound(SECTION("<sign select=\"penanda[@peran='penetap']\" id='s' left='{tata/@ttd-mulai}%'>"
                      "<para><value select='orang/@nama'/></para><space height='{../tata/@ttd-jarak}'/></sign>"),
              record);
    assert_string_equal(told(), "");
    const struct box *box = d->first->first;
    assert_string_equal(shown(d), "stack #s left=265.3\n  para: Lestari\n  space\n");  // 52 % of 180 mm
    assert_true(box->shape.keep_lines);
    assert_int_equal(box->stack.first->next->space.natural, MM(22));
    const struct sign *s = box->stack.sign;
    assert_string_equal(s->id, "s");
    assert_string_equal(s->person, "dr. Lestari, M.Kes.");
    assert_string_equal(s->office, "Bupati Karo");
    assert_string_equal(s->mode, "basah");
    assert_int_equal(s->capacity, CAPACITY_PLT);
    assert_int_equal(s->order, 2);
}

static void stacks(void **state) {
    (void)state;
    struct document *d = bound(
        SECTION("<stack left='50%' width='40mm' keep='yes' min-height='10mm' role='FIGURE'><para>a</para></stack>"),
        record);
    const struct box *s = d->first->first;
    mp measure = MM(200) - 2 * MM(10);
    assert_int_equal(s->shape.left, (measure + 1) / 2);
    assert_int_equal(s->shape.right, measure - s->shape.left - MM(40));
    assert_int_equal(s->stack.min_height, MM(10));
    assert_int_equal(s->role, ROLE_FIGURE);
    assert_true(s->shape.keep_lines);
    assert_null(s->stack.sign);
}

static void rules_and_spaces(void **state) {
    (void)state;
    struct document *d = bound(SECTION("<rule lines='{tata/@kop-garis-tebal} 1.2pt 0.75pt' before='2mm'/>"
                                       "<space height='10pt' stretch='5pt' shrink='2pt'/><break/>"),
                               record);
    const struct box *r = d->first->first;
    assert_int_equal(r->rule.n, 2);
    assert_int_equal(r->rule.thickness[0], 2250);
    assert_int_equal(r->rule.gap[0], 1200);
    assert_int_equal(r->rule.thickness[1], 750);
    assert_int_equal(r->shape.before, MM(2));
    assert_int_equal(r->next->space.stretch, 5000);
    assert_int_equal(r->next->space.shrink, 2000);
    assert_int_equal(r->next->next->kind, BOX_BREAK);
}

static void bad_values_of_the_record_are_told_once(void **state) {
    (void)state;
    struct document *d = bound(SECTION("<each select='menimbang'><space height='{.}'/></each>"),
                               "<naskah><menimbang>tinggi</menimbang><menimbang>lebar</menimbang></naskah>");
    assert_string_equal(told(), "template.value attribute=height value=tinggi expected={.}");
    assert_string_equal(shown(d), "space\nspace\n");
}

// A grey PNG of 40 by 50 pixels.
static const char *picture(void) {
    return NASKAH_SOURCE_DIR "/tests/spec/data/lambang.png";
}

static void images(void **state) {
    (void)state;
    makes("<image file='{kop/@lambang}' width='20mm'/>", record, "");
    struct document *d = bound(SECTION("<image file='tak-ada.png' width='20mm' height='25mm' alt='Lambang'/>"), record);
    assert_int_equal(findings->n, 1);
    assert_string_equal(findings->items[0].rule, "image.missing");
    assert_true(d->first->first->image.missing);
    assert_int_equal(d->first->first->image.width, MM(20));
    assert_int_equal(d->first->first->image.height, MM(25));
    assert_string_equal(d->first->first->image.alt, "Lambang");
    d = bound(
        arena_printf(arena,
                     SECTION("<stack><side image='%s' width='20mm' height='25mm' gap='4mm'/><para>a</para></stack>"),
                     picture()),
        record);
    assert_int_equal(findings->n, 1);
    assert_string_equal(findings->items[0].rule, "template.alt");  // nobody says what it shows
    const struct box *side = d->first->first->stack.side;
    assert_non_null(side->image.image);
    mp w = side->image.width, h = side->image.height;
    assert_true(w <= MM(20) && h <= MM(25) && (w == MM(20) || h == MM(25)));
    assert_true(llabs(w * side->image.image->height - h * side->image.image->width) < side->image.image->height * 2);
    assert_int_equal(d->first->first->stack.side_gap, MM(4));
    bound(arena_printf(arena, SECTION("<image file='%s' width='20mm' alt='Lambang'/>"), picture()), record);
    assert_string_equal(told(), "");
}

static void images_are_found_beside_their_file(void **state) {
    (void)state;
    struct str bytes = {"x", 1};
    support_write(arena, folder, "rusak.png", bytes.p, bytes.n);
    bound(SECTION("<image file='rusak.png' width='20mm'/>"), record);
    assert_int_equal(findings->n, 1);
    assert_string_not_equal(findings->items[0].rule, "image.missing");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(paragraphs_take_labels_and_own_shape),
                                       cmocka_unit_test(a_signer_stands_in_his_place),
                                       cmocka_unit_test(stacks),
                                       cmocka_unit_test(rules_and_spaces),
                                       cmocka_unit_test(bad_values_of_the_record_are_told_once),
                                       cmocka_unit_test(images),
                                       cmocka_unit_test(images_are_found_beside_their_file)};
    return RUN_TESTS(tests);
}
