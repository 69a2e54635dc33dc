// Documents with very many of something: the columns of labels and numbers are as wide as what stands in them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "model/format.h"
#include "spec/spec.h"

#define LEFT 30.0
#define ROOM 1.5  // between the widest label and its colon

static struct arena *arena;
static const int dikta[] = {1, 7, 8, 9, 12, 13, 14, 19, 20, 21, 29, 45, 99, 120};
#define N(a) (sizeof(a) / sizeof *(a))

static void add_dikta(struct buf *xml, int n) {
    buf_printf(xml, "<naskah id='sk-%d' jenis='keputusan' varian='bupati' instansi='bappeda' penetap='rimba/Bupati' "
               "tanggal='2025-02-10'><nomor>400.10.11/%d/BAPPEDA/2025</nomor><tentang>Tim Inovasi</tentang>"
               "<menimbang>bahwa perlu dibentuk tim inovasi;</menimbang><mengingat ref='perda-rimba'/>", n, 1000 + n);
    for (int i = 0; i < n; i++) {
        buf_str(xml, "<diktum>Ketentuan ini berlaku bagi anggota tim.</diktum>");
    }
    buf_str(xml, "</naskah>");
}

// The label on the line of a diktum's colon.
static double label_end(const struct pages *p, const char *label) {
    int nth = 0;
    for (const struct item *item; (item = spec_find(p, 0, label, nth)); nth++) {
        if (item->text.n_text == strlen(label)) {
            return spec_mm(item->x + item->width);
        }
    }
    fail_msg("no label %s", label);
    return 0;
}

static double widest_label(const struct pages *p, int n) {
    double widest = label_end(p, "Menetapkan");
    for (int i = 1; i <= n; i++) {
        double end = label_end(p, format_diktum(arena, i));
        widest = end > widest ? end : widest;
    }
    return widest - LEFT;
}

// §4.3: max(30 mm, widest label + 1.5 mm); 34 mm from KESEMBILAN and Memperhatikan on, until that is too narrow.
static void labels_of_dikta(void **state) {
    (void)state;
    for (size_t i = 0; i < N(dikta); i++) {
        const struct pages *p = spec_pages(arena_printf(arena, "sk-%d", dikta[i]));
        double needs = widest_label(p, dikta[i]) + ROOM, column = needs <= 30 ? 30 : needs <= 34 ? 34 : needs;
        print_message("  %d: %.2f, column %.2f\n", dikta[i], needs, column);
        spec_near("4.3 colon", spec_mm(spec_need(p, 0, ":", 0)->x), LEFT + column);
        spec_near("4.3 diktum", spec_mm(spec_need(p, 0, "Ketentuan ini", dikta[i] - 1)->x), LEFT + column + 4);
        assert_true(spec_mm(spec_need(p, 0, ":", 0)->x) > LEFT + needs - 0.1);
    }
}

static void add_team(struct buf *xml, const char *id, int n) {
    buf_printf(xml, "<tim id='tim-%s' tahun='2025' instansi='bappeda' nama='Tim Inovasi'>", id);
    for (int i = 1; i <= n; i++) {
        buf_printf(xml, "<anggota nama='Andi %d' jabatan='Fasilitator' kedudukan='Anggota'/>", i);
    }
    buf_printf(xml, "</tim><naskah id='%s' jenis='keputusan' varian='bupati' instansi='bappeda' subjek='tim-%s' "
               "penetap='rimba/Bupati' tanggal='2025-02-10'><nomor>TIM/%d/2025</nomor>"
               "<tentang>Tim Inovasi</tentang><menimbang>bahwa perlu dibentuk tim inovasi;</menimbang>"
               "<mengingat ref='perda-rimba'/><diktum>Membentuk Tim dalam Lampiran.</diktum>"
               "<lampiran jenis='susunan-tim' judul='Susunan Tim' subjek='tim-%s'/></naskah>", id, id, n, id);
}

static void add_meeting(struct buf *xml, const char *id, int named, const char *more) {
    buf_printf(xml, "<kegiatan id='%s' jenis='rapat' nama='Rapat' instansi='bappeda' tanggal='2025-03-12' "
               "mulai='09:00' tempat='Aula' pimpinan='surya' notulis='dewi' %s>", id, more);
    for (int i = 1; i <= named; i++) {
        buf_printf(xml, "<peserta nama='Budi %d' jabatan='Kader' instansi='pkm'/>", i);
    }
    buf_str(xml, "<pembukaan><p>Rapat dibuka.</p></pembukaan><butir pokok='Kurir'><pembahasan><p>Dibahas.</p>"
            "</pembahasan><keputusan>Ditetapkan.</keputusan></butir></kegiatan>");
}

// Every number stands whole, in the column's middle, beside its row.
static void check_numbers(const struct pages *p, int page, int n, const char *row, double width) {
    for (int i = 1; i <= n; i++) {
        const struct item *number = NULL;
        for (int k = page; !number && k <= (int)p->n; k++) {
            number = spec_find(p, k, arena_printf(arena, "%d.", i), 0);
        }
        if (!number) {
            fail_msg("no number %d.", i);
        }
        spec_near("number of a row, middle", spec_mm(number->x + number->width / 2), LEFT + width / 2);
        const struct item *beside = row ? spec_find(p, 0, arena_printf(arena, "%s %d", row, i), 0) : number;
        assert_int_equal(beside ? beside->y : -1, number->y);
    }
}

static void numbers_of_long_tables(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-126");
    check_numbers(p, 2, 126, "Andi", 10.9);  // "126." at 10 pt, 1.5 mm and a little more on each side
    p = spec_pages("sk-1000");
    check_numbers(p, 2, 1000, "Andi", 13.1);
}

static int attendance(const struct pages *p) {
    return spec_page_of(p, "DAFTAR HADIR");
}

static void attendance_has_a_line_for_everybody(void **state) {
    (void)state;
    const struct pages *p = spec_pages("notulen-rapat-40");
    check_numbers(p, attendance(p), 40, NULL, 9);
    spec_need(p, 0, "40 orang", 0);
    assert_null(spec_find(p, attendance(p), "41.", 0));
    p = spec_pages("notulen-rapat-120");
    check_numbers(p, attendance(p), 120, "Budi", 9.4);
    p = spec_pages("notulen-rapat-0");
    check_numbers(p, attendance(p), 25, NULL, 9);
    assert_null(spec_find(p, attendance(p) + 1, "26.", 0));
}

static int open_world(void **state) {
    (void)state;
    arena = arena_new(0);
    struct buf xml = buf_new(arena);
    buf_str(&xml, "<data xmlns='urn:naskah:1'>");
    for (size_t i = 0; i < N(dikta); i++) {
        add_dikta(&xml, dikta[i]);
    }
    add_team(&xml, "sk-126", 126);
    add_team(&xml, "sk-1000", 1000);
    add_meeting(&xml, "rapat-40", 6, "jumlah-peserta='40'");
    add_meeting(&xml, "rapat-120", 120, "");
    add_meeting(&xml, "rapat-0", 0, "jumlah-peserta='25'");
    buf_str(&xml, "</data>");
    spec_add(buf_text(&xml));
    return 0;
}

static int close_world(void **state) {
    (void)state;
    spec_end();
    arena_free(arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_of_dikta), cmocka_unit_test(numbers_of_long_tables),
        cmocka_unit_test(attendance_has_a_line_for_everybody),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
