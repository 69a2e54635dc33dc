#include "template/binding.h"

static const char record[] =
    "<naskah id='7' tahun='2022'><tentang>Tim  <b>Inovasi</b>\n Daerah</tentang><nomor> </nomor>"
    "<penanda jabatan='Bupati'><orang nama='Lestari' gelar-depan='dr.'/></penanda></naskah>";

static void white_space_is_collapsed_over_pieces(void **state) {
    (void)state;
    makes("<para>\n  a \n b\n</para>", record, "para: a b\n");
    makes("<para>a<b> </b> c</para>", record, "para: ab{ }c\n");
    makes("<para><b>a </b><i> b</i></para>", record, "para: b{a }i{b}\n");
    makes("<para>  </para>", record, "");
    makes("<para>a <br/> b</para>", record, "para: a|b\n");
    makes("<para>a<gap width='20mm'/> b</para>", record, "para: a[gap] b\n");
    makes("<para>a&#xA0; b</para>", record, "para: a~ b\n");
}

static void layout_of_the_template_is_no_space(void **state) {
    (void)state;
    makes("<para>\n A\n <if test='@id'>\n  <value select='@id'/>\n </if>\n <if test='@id'>, B</if>\n</para>", record,
          "para: A 7, B\n");
    makes("<para><value select='@id'/> <value select='@tahun'/></para>", record, "para: 7 2022\n");
    makes("<para><choose>\n<when test='@id'>x</when>\n</choose>.</para>", record, "para: x.\n");
    makes("<para><if test='@id'>a</if><text> </text><if test='@id'>b</if></para>", record, "para: a b\n");
}

static void values(void **state) {
    (void)state;
    makes("<para><value select='tentang'/></para>", record, "para: Tim b{Inovasi} Daerah\n");
    makes("<para><value select='kapital(tentang)'/></para>", record, "para: TIM INOVASI DAERAH\n");
    makes("<para>[<value select='tembusan'/>]</para>", record, "para: []\n");
}

static void values_know_their_field(void **state) {
    (void)state;
    struct document *d = bound(
        SECTION("<para>Nama: <value select='penanda/orang/@nama'/> <value select='tanggal(@tahun)'/></para>"), record);
    const struct box *p = d->first->first;
    assert_int_equal(p->para.n, 4);
    assert_null(p->para.runs[0].node);
    assert_true(xml_is(p->para.runs[1].node, "orang"));
    assert_null(p->para.runs[2].node);
    assert_true(xml_is(p->para.runs[3].node, "naskah"));
    assert_ptr_equal(p->para.runs[0].type, p->para.runs[3].type);
}

static void words_are_glued_across_pieces(void **state) {
    (void)state;
    makes("<para>Nomor <value select='@id'/> Tahun <b><value select='@tahun'/></b> tentang</para>", record,
          "para: Nomor~7~Tahun~b{2022} tentang\n");
    makes("<para><value select='penanda/orang/@gelar-depan'/> <value select='penanda/orang/@nama'/></para>", record,
          "para: dr.~Lestari\n");
}

static void holes(void **state) {
    (void)state;
    const char *section = SECTION("<para>NOMOR <value select='nomor' hole='nomor {@id}'/>.</para>");
    struct document *d = bound(section, record);
    assert_string_equal(told(), "template.hole label=nomor 7");
    assert_int_equal(findings->items[0].place.line, 1);
    assert_string_equal(shown(d), "para: NOMOR .\n");
    d = bound_as(section, record, true);
    assert_string_equal(told(), "template.hole label=nomor 7");
    assert_string_equal(shown(d), "para: NOMOR ?{«nomor 7»}.\n");
    assert_string_equal(d->first->watermark, "KONSEP");
    makes("<para><value select='@id' hole='nomor'/></para>", record, "para: 7\n");
}

static void letters(void **state) {
    (void)state;
    makes("<para>a<b>b<i>c</i></b><u>d</u>m<sup>2</sup>H<sub>2</sub>O</para>", record,
          "para: ab{b}bi{c}u{d}m^{2}H_{2}O\n");
    makes("<para><a href='https://karo.go.id'>situs</a></para>", record, "para: situs<https://karo.go.id>\n");
    makes("<para><page-number/> dari <page-total/>, <page-of id='x'/></para>", record,
          "para: [page] dari [total], [page-of]\n");
    struct document *d = bound(SECTION("<para>a<span size='8pt'>b</span></para>"), record);
    assert_int_equal(d->first->first->para.runs[1].type->size, 8000);
}

static void a_hole_is_told_once_and_not_when_its_cause_is(void **state) {
    (void)state;
    bound(SECTION("<para><value select='nomor' hole='nomor'/></para><para><value select='nomor' hole='nomor'/></para>"
                  "<each select='diktum'><para><value select='nomor' hole='nomor'/></para></each>"),
          "<naskah><diktum>a</diktum></naskah>");
    assert_string_equal(told(), "template.hole label=nomor\ntemplate.hole label=nomor");
    struct document *d = bound_as(SECTION("<para><value select='nomor' hole='nomor' told='not(diktum)'/></para>"),
                                  "<naskah/>", true);
    assert_string_equal(told(), "");
    assert_string_equal(shown(d), "para: ?{«nomor»}\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_hole_is_told_once_and_not_when_its_cause_is),
        cmocka_unit_test(white_space_is_collapsed_over_pieces),
                                       cmocka_unit_test(layout_of_the_template_is_no_space),
                                       cmocka_unit_test(values),
                                       cmocka_unit_test(values_know_their_field),
                                       cmocka_unit_test(words_are_glued_across_pieces),
                                       cmocka_unit_test(holes),
                                       cmocka_unit_test(letters)};
    return RUN_TESTS(tests);
}
