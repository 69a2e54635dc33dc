#include "template/binding.h"

static const char record[] =
    "<naskah><tata kertas-keputusan='f4' f4='210x330' nomor-halaman='- {n} -' margin-atas='20mm'/></naskah>";

static const struct section *section(const char *page, const char *attributes, const char *inside, bool draft) {
    const char *text = arena_printf(arena,
                                    "<template " NS_TEMPLATE " for='uji'>" DASAR
                                    "<page name='p' %s/><section page='p' %s>%s</section></template>",
                                    page, attributes, inside);
    return bound_as(text, record, draft)->first;
}

#define MARGINS "top='{tata/@margin-atas}' bottom='25mm' left='30mm' right='20mm'"

static void papers(void **state) {
    (void)state;
    const struct section *s = section("paper='a4' " MARGINS, "", "", false);
    assert_int_equal(s->paper.width, MM(210));
    assert_int_equal(s->paper.height, MM(297));
    assert_int_equal(s->paper.top, MM(20));
    assert_int_equal(s->paper.right, MM(20));
    s = section("paper='{tata/@kertas-keputusan}' landscape='yes' " MARGINS, "", "", false);
    assert_int_equal(s->paper.width, MM(330));  // what the house says F4 is
    assert_int_equal(s->paper.height, MM(210));
    s = section("paper='215x330' " MARGINS, "", "", false);
    assert_int_equal(s->paper.width, MM(215));
    section("paper='folio' " MARGINS, "", "", false);
    assert_string_equal(told(), "template.value attribute=paper value=folio expected=folio");
}

static void catchwords(void **state) {
    (void)state;
    assert_null(section("paper='a4' " MARGINS " catchword='no'", "", "", false)->catch_type);
    const struct section *s = section("paper='a4' " MARGINS " catchword='ya' catchword-style='dasar'", "", "", false);
    assert_non_null(s->catch_type);
    assert_true(s->catch_leading > s->catch_type->size);
}

static void folios(void **state) {
    (void)state;
    const struct section *s =
        section("paper='a4' " MARGINS " folio='{tata/@nomor-halaman}' folio-at='top-center' folio-offset='13mm'", "",
                "", false);
    struct buf out = buf_new(arena);
    show_runs(&out, s->folio, s->n_folio);
    assert_string_equal(buf_text(&out), "- [page] -");
    assert_int_equal(s->folio_at, FOLIO_TOP_CENTER);
    assert_int_equal(s->folio_offset, MM(13));
    assert_false(s->folio_on_first);
    s = section("paper='a4' " MARGINS
                " folio='halaman {{page}} dari {{total}}' folio-at='bottom-right' folio-first='yes'",
                "", "", false);
    out = buf_new(arena);
    show_runs(&out, s->folio, s->n_folio);
    assert_string_equal(buf_text(&out), "halaman [page] dari [total]");
    assert_true(s->folio_on_first);
    assert_int_equal(section("paper='a4' " MARGINS " folio='{{n}}'", "", "", false)->n_folio, 0);
}

static void frames(void **state) {
    (void)state;
    assert_int_equal(section("paper='a4' " MARGINS, "", "", false)->frame.n, 0);
    const struct section *s = section("paper='a4' " MARGINS " frame='6mm 1.5pt 1mm 0.5pt' frame-corner='4mm'", "", "",
                                      false);
    assert_int_equal(s->frame.n, 2);
    assert_int_equal(s->frame.inset, MM(6));
    assert_int_equal(s->frame.thickness[0], 1500);
    assert_int_equal(s->frame.gap, MM(1));
    assert_int_equal(s->frame.thickness[1], 500);
    assert_int_equal(s->frame.corner, MM(4));
    assert_int_equal(section("paper='a4' " MARGINS " frame='6mm 2pt'", "", "", false)->frame.n, 1);
    section("paper='a4' " MARGINS " frame='{tata/@nomor-halaman}'", "", "", false);
    assert_string_equal(told(), "template.value attribute=frame value=- {n} - expected={tata/@nomor-halaman}");
}

static void rungs_and_the_rest(void **state) {
    (void)state;
    const struct section *s = section("paper='a4' " MARGINS, "fit='1' restart='yes' squeeze='yes'",
                                      "<rung line='1.15' space='0.8'/><rung smaller='1pt'/>", true);
    assert_int_equal(s->fit_pages, 1);
    assert_true(s->restart_pages && s->squeeze);
    assert_int_equal(s->n_rungs, 2);
    assert_int_equal(s->rungs[0].leading_permille, 1150);
    assert_int_equal(s->rungs[0].space_permille, 800);
    assert_int_equal(s->rungs[1].leading_permille, 1000);
    assert_int_equal(s->rungs[1].size_less, 1000);
    assert_string_equal(s->watermark, "KONSEP");
    assert_string_equal(s->name, "p");
    section("paper='a4' " MARGINS, "", "<rung/><rung/><rung/><rung/><rung/>", false);
    assert_string_equal(told(), "template.many name=rung limit=4");
}

static void feet(void **state) {
    (void)state;
    const char *inside = "<foot offset='5mm' draft='no'><para>Catatan</para></foot>"
                         "<if test='tata'><foot offset='1cm' several='yes'><para>Paraf</para></foot></if>";
    assert_null(section("paper='a4' " MARGINS, "", "<para>isi</para>", false)->feet);
    const struct section *s = section("paper='a4' " MARGINS, "", inside, false);
    assert_int_equal(s->feet->offset, MM(5));
    assert_false(s->feet->several);
    assert_int_equal(s->feet->first->kind, BOX_PARA);
    assert_true(s->feet->next->several && !s->feet->next->next);
    s = section("paper='a4' " MARGINS, "", inside, true);
    assert_int_equal(s->feet->offset, MM(10));  // the other is not for drafts
    assert_null(s->feet->next);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(papers), cmocka_unit_test(folios), cmocka_unit_test(catchwords),
                                       cmocka_unit_test(frames), cmocka_unit_test(rungs_and_the_rest),
                                       cmocka_unit_test(feet)};
    return RUN_TESTS(tests);
}
