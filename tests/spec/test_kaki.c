// Feet of pages (naskah-formats §2.11, §2.13): boxes for initials, and the note on the electronic signature.
#include <math.h>
#include <string.h>

#include "spec/spec.h"
#include "support.h"

#define NOTE "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik"

// The upper line of a box of 12 mm at `x`, below the text of the page; NULL when there is none.
static const struct item *box_at(const struct page *page, double x) {
    for (size_t i = 0; i < page->n; i++) {
        const struct item *item = &page->items[i];
        if (item->kind == ITEM_RECT && fabs(spec_mm(item->x) - x) < 0.5 && fabs(spec_mm(item->width) - 12) < 0.5 &&
            spec_mm(page->height - item->y) < 25) {
            return item;
        }
    }
    return NULL;
}

static void initials_stand_lower_left_on_each_sheet_of_a_decree(void **state) {
    (void)state;
    const struct pages *pages = spec_pages("sk-paraf");
    assert_int_equal(pages->n, 2);
    for (size_t i = 0; i < pages->n; i++) {
        const struct item *box = box_at(&pages->items[i], 30);
        assert_non_null(box);
        spec_near("lower edge from the paper's", spec_mm(pages->items[i].height - box->y), 13 + 8);
        assert_null(box_at(&pages->items[i], 215 - 20 - 12));
    }
}

static void initials_stand_lower_right_on_other_papers(void **state) {
    (void)state;
    const struct pages *pages = spec_pages("ba-paraf");
    for (size_t i = 0; i < pages->n; i++) {
        assert_non_null(box_at(&pages->items[i], 210 - 20 - 12));
        assert_null(box_at(&pages->items[i], 30));
    }
}

// The house rule decides where it speaks; one sheet needs no initials, a copy has none.
static void initials_follow_the_house_rule(void **state) {
    (void)state;
    const struct pages *one = spec_pages("sk-paraf-satu");
    assert_int_equal(one->n, 1);
    assert_null(box_at(&one->items[0], 30));
    const struct pages *without = spec_pages("sk-bupati");
    assert_true(without->n > 1);
    assert_null(box_at(&without->items[0], 30));
    const struct pages *house = spec_pages("sk-paraf-kanan");
    assert_true(house->n > 1);
    assert_non_null(box_at(&house->items[0], 215 - 20 - 12));
}

static void note_on_every_page_of_what_is_signed_electronically(void **state) {
    (void)state;
    const struct pages *pages = spec_pages("sk-tte");
    assert_int_equal(pages->n, 2);
    for (int page = 1; page <= 2; page++) {
        const struct item *note = spec_need(pages, page, NOTE, 0);
        assert_int_equal(note->text.size, 7000);
        assert_int_equal(note->role, ROLE_ARTIFACT);
        assert_true(spec_mm(pages->items[page - 1].height - note->y) < 12);
        assert_null(box_at(&pages->items[page - 1], 30));  // initials are electronic then, too
    }
    assert_non_null(strstr(spec_text(pages), "oleh Balai Besar Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi"));
    assert_null(strstr(spec_text(pages), "Undang-Undang Nomor 11 Tahun 2008"));
    assert_null(spec_find(spec_pages("sk-bupati"), 0, NOTE, 0));
}

// It claims a signature, which a draft never has.
static void no_note_on_a_draft(void **state) {
    (void)state;
    struct findings *findings;
    assert_null(spec_find(spec_draft("sk-tte", &findings), 0, NOTE, 0));
}

static void note_inside_the_frame_of_a_piagam(void **state) {
    (void)state;
    const struct pages *pages = spec_pages("piagam-tte");
    const struct item *note = spec_need(pages, 1, NOTE, 0);
    assert_int_equal(note->text.size, 6500);
    spec_near("middle", spec_mm(note->x + note->width / 2), 297.0 / 2);
    assert_true(spec_mm(note->y) > 198 && spec_mm(note->y) < 202);
    assert_true(spec_mm(note->x) > 12 && spec_mm(note->x + note->width) < 285);
}

static int leave(void **state) {
    (void)state;
    spec_end();
    return 0;
}

int main(void) {
    spec_add("<data xmlns='urn:naskah:1'><tata id='tata-paraf' instansi='pkm' paraf='ya' paraf-posisi='kanan'/>"
             "<naskah id='sk-paraf-kanan' jenis='keputusan' varian='kepala-uptd' subjek='tim-4' instansi='pkm' "
             "penetap='pkm/Kepala Puskesmas' tanggal='2025-02-10'><tentang>Penunjukan</tentang>"
             "<menimbang>bahwa perlu;</menimbang><mengingat ref='perda-rimba'/><diktum>Menunjuk tim.</diktum>"
             "<diktum>Keputusan ini mulai berlaku pada tanggal ditetapkan.</diktum>"
             "<lampiran jenis='susunan-tim' judul='Susunan'/></naskah></data>");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(initials_stand_lower_left_on_each_sheet_of_a_decree),
        cmocka_unit_test(initials_stand_lower_right_on_other_papers),
        cmocka_unit_test(initials_follow_the_house_rule),
        cmocka_unit_test(note_on_every_page_of_what_is_signed_electronically),
        cmocka_unit_test(no_note_on_a_draft),
        cmocka_unit_test(note_inside_the_frame_of_a_piagam),
    };
    return cmocka_run_group_tests(tests, NULL, leave);
}
