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

static int open_world(void **state) {
    (void)state;
    arena = arena_new(0);
    struct buf xml = buf_new(arena);
    buf_str(&xml, "<data xmlns='urn:naskah:1'>");
    for (size_t i = 0; i < N(dikta); i++) {
        add_dikta(&xml, dikta[i]);
    }
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
        cmocka_unit_test(labels_of_dikta),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
