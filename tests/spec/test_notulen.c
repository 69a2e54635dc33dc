// Minutes: naskah-formats §6.1 (set-up), §6.2 (structure), and the attendance list of §8.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "spec/spec.h"

#define SANS "LiberationSans"
#define BOLD "LiberationSans-Bold"
#define LEFT 30.0
#define MIDDLE 110.0
#define LINE 5.842  // 12 pt, 1.15

static const struct pages *minutes(void) {
    return spec_pages("notulen-rdr-3");
}

static void set_up(void **state) {
    (void)state;
    const struct pages *p = minutes();
    spec_near("6.1 paper, width", spec_mm(p->items[0].width), 210);
    spec_near("6.1 paper, height", spec_mm(p->items[0].height), 297);
    const struct spec_row rows[] = {
        {ROW("6.1 kop", "PEMERINTAH KABUPATEN TANAH RIMBA"), .page = 1, .center = MIDDLE, .y = 20 + 4.67, .size = 14,
         .face = SANS},
        {ROW("6.1 kop, long name", "BADAN PERENCANAAN PEMBANGUNAN"), .page = 1, .center = MIDDLE, .size = 14,
         .face = BOLD},
        {ROW("6.1 face", "Rapat dibuka oleh"), .size = 12, .face = SANS},
        {ROW("6.2 title", "NOTULEN RAPAT"), .page = 1, .center = MIDDLE, .size = 12, .face = BOLD},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_null(spec_find(p, 1, "- 1 -", 0));
    const struct spec_row second[] = {{ROW("6.1 from page 2", "- 2 -"), .page = 2, .center = MIDDLE, .size = 12}};
    spec_check(spec_pages("notulen-rapat-jaya"), second, 1);
}

static void identity(void **state) {
    (void)state;
    const struct spec_row rows[] = {
        {ROW("6.2 label", "Nama Rapat"), .page = 1, .x = LEFT, .size = 12},
        {ROW("6.2 colon", ":"), .page = 1, .x = LEFT + 50},
        {ROW("6.2 value", "Ruang Diskusi Rutin Inovasi"), .page = 1, .x = LEFT + 54},
        {ROW("6.2 day and date", "Rabu, 12 Maret 2025"), .page = 1, .x = LEFT + 54},
        {ROW("6.2 call", "pukul 08.30 WIB"), .page = 1, .x = LEFT + 54},
        {ROW("6.2 time", "pukul 09.00 s.d. 11.30 WIB"), .page = 1, .x = LEFT + 54},
        {ROW("6.2 place", "Ruang Rapat Bappedalitbang"), .page = 1, .x = LEFT + 54},
        {ROW("6.2 agenda, number", "1."), .page = 1, .x = LEFT + 54},
        {ROW("6.2 agenda", "Pemaparan kendala"), .page = 1, .x = LEFT + 62},
        {ROW("6.2 chair", "Ir. Surya Adinata, M.Si."), .page = 1, .x = LEFT + 54},
        {ROW("6.2 secretary", "Rizal Hakim, S.T., M.T."), .page = 1, .x = LEFT + 54},
        {ROW("6.2 minute-taker", "Dewi Anggraini, S.Sos."), .page = 1, .x = LEFT + 54},
        {ROW("6.2 people", "3 orang"), .page = 1, .x = LEFT + 54},
    };
    spec_check(minutes(), rows, sizeof rows / sizeof *rows);
}

static void sections(void **state) {
    (void)state;
    const struct spec_row rows[] = {
        {ROW("6.2 opening", "Pembukaan"), .x = LEFT + 8, .size = 12, .face = BOLD},
        {ROW("6.2 text", "Rapat dibuka oleh"), .x = LEFT + 8, .face = SANS},
        {ROW("6.2 discussion", "Pembahasan"), .x = LEFT + 8, .face = BOLD},
        {ROW("6.2 item", "Ketersediaan kurir"), .x = LEFT + 16, .face = SANS},
        {ROW("6.2 speaker", "Rina Marlina, S.K.M.: Kurir di tiga kecamatan"), .x = LEFT + 16, .face = BOLD},
        {ROW("6.2 what was said", "Kurir di tiga kecamatan"), .face = SANS},
        {ROW("6.2 decisions", "Keputusan"), .x = LEFT + 8, .face = BOLD},
        {ROW("6.2 decision", "Puskesmas menetapkan kader"), .x = LEFT + 16},
        {ROW("6.2 follow-up", "Tindak Lanjut"), .x = LEFT + 8, .face = BOLD},
        {ROW("6.2 table, head", "Kesimpulan/Tindak Lanjut"), .size = 10, .face = BOLD},
        {ROW("6.2 table, number", "No."), .center = LEFT + 5, .size = 10, .face = BOLD},
        {ROW("6.2 table, row", "Menyusun SK kader kurir"), .x = LEFT + 10 + 1.5, .size = 10, .face = SANS},
        {ROW("6.2 table, due", "31 Maret 2025"), .size = 10},
        {ROW("6.2 closing", "Penutup"), .x = LEFT + 8, .face = BOLD},
    };
    spec_check(minutes(), rows, sizeof rows / sizeof *rows);
}

static void signatures(void **state) {
    (void)state;
    const struct pages *p = minutes();
    int page = spec_page_of(p, "Notulis,");
    const struct spec_row rows[] = {
        {ROW("6.2 place and date, right", "Rimba Tengah, 12 Maret 2025"), .page = page, .center = 150, .size = 12},
        {ROW("6.2 left", "Notulis,"), .page = page, .center = 70, .size = 12},
        {ROW("6.2 right", "Pimpinan Rapat,"), .page = page, .center = 150, .above = "Rimba Tengah, 12", .below = 5.08},
        {ROW("6.2 rank, left", "Penata Tingkat I"), .page = page, .center = 70},
        {ROW("6.2 number, left", "NIP. 19810812 200604 2 007"), .page = page, .center = 70},
        {ROW("6.2 rank, right", "Pembina Utama Muda"), .page = page, .center = 150},
        {ROW("6.2 number, right", "NIP. 19700215 199603 1 002"), .page = page, .center = 150},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
}

static void attendance(void **state) {
    (void)state;
    const struct pages *p = minutes();
    int page = spec_page_of(p, "DAFTAR HADIR");
    assert_true(page > 1);
    spec_near("8 paper, width", spec_mm(p->items[page - 1].width), 215);
    spec_near("8 paper, height", spec_mm(p->items[page - 1].height), 330);
    const struct spec_row rows[] = {
        {ROW("8 heading", "DAFTAR HADIR"), .page = page, .center = 112.5, .size = 12, .face = BOLD},
        {ROW("8 No, 9 mm", "No."), .page = page, .center = 34.5, .size = 10, .face = BOLD},
        {ROW("8 Nama, 42 mm", "Nama"), .page = page, .center = 60},
        {ROW("8 Instansi, 34 mm", "Instansi/"), .page = page, .center = 98},
        {ROW("8 Jabatan, 28 mm", "Jabatan"), .page = page, .center = 129},
        {ROW("8 Tanda Tangan, 42 mm", "Tanda Tangan"), .page = page, .center = 164},
        {ROW("8 Ket, 10 mm", "Ket."), .page = page, .center = 190},
        {ROW("8 name", "Rina Marlina, S.K.M."), .page = page, .x = 40, .size = 10},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    const struct item *one = spec_need(p, page, "1.", 0), *two = spec_need(p, page, "2.", 0);
    assert_true(spec_mm(two->y - one->y) > 10 - SPEC_TOLERANCE);
    spec_need(p, page, "Halaman", 0);
}

static void extract_for_one_agency(void **state) {
    (void)state;
    const struct pages *p = spec_pages("notulen-petikan");
    const struct spec_row rows[] = {
        {ROW("petikan, title", "PETIKAN NOTULEN RAPAT"), .page = 1, .center = MIDDLE, .size = 12, .face = BOLD},
        {ROW("petikan, for whom", "UNTUK DINAS KESEHATAN"), .page = 1, .center = MIDDLE, .face = BOLD,
         .above = "PETIKAN NOTULEN RAPAT", .below = 5.08},
        {ROW("petikan, people", "3 orang"), .page = 1, .x = LEFT + 54},
        {ROW("petikan, item", "Ketersediaan kurir"), .x = LEFT + 16},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_int_equal(spec_page_of(p, "DAFTAR HADIR"), 0);
    assert_null(strstr(spec_text(p), "terlampir"));
}

static int close_world(void **state) {
    (void)state;
    spec_end();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(set_up),     cmocka_unit_test(identity),   cmocka_unit_test(sections),
        cmocka_unit_test(signatures), cmocka_unit_test(attendance), cmocka_unit_test(extract_for_one_agency),
    };
    return cmocka_run_group_tests(tests, NULL, close_world);
}
