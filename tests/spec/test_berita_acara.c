// Berita acara: naskah-formats §7.1 (set-up), §7.2 (wording), §7.3 (typography).
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
#define LEFT_PARTY 70.0
#define RIGHT_PARTY 150.0
#define GAP (24 + 5.08)  // baseline to baseline over the room for the signature

static void check_says(const struct pages *p, const char *words) {
    if (!strstr(spec_text(p), words)) {
        fail_msg("\"%s\" is not said in: %s", words, spec_text(p));
    }
}

static void heading(void **state) {
    (void)state;
    const struct pages *p = spec_pages("ba-dua");
    spec_near("7.1 paper, width", spec_mm(p->items[0].width), 210);
    spec_near("7.1 paper, height", spec_mm(p->items[0].height), 297);
    const struct spec_row rows[] = {
        {ROW("7.2.1 kop", "PEMERINTAH KABUPATEN TANAH RIMBA"), .page = 1, .center = MIDDLE, .size = 14, .face = SANS},
        {ROW("7.2.2 title", "BERITA ACARA"), .page = 1, .center = MIDDLE, .size = 12, .face = BOLD},
        {ROW("7.2.2 subject", "PELAKSANAAN RUANG DISKUSI RUTIN INOVASI"), .page = 1, .center = MIDDLE, .face = BOLD,
         .above = "BERITA ACARA", .below = 5.08},
        {ROW("7.2.2 number", "NOMOR : 400.10.11/41/BAPPEDALITBANG/2025"), .page = 1, .center = MIDDLE, .face = BOLD},
        {ROW("7.2.3 opening", "Pada hari ini Rabu"), .page = 1, .x = LEFT, .size = 12, .face = SANS},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    check_says(
        p, "Pada hari ini Rabu tanggal dua belas bulan Maret tahun dua ribu dua puluh lima (12-03-2025), bertempat di "
           "Ruang Rapat Bappedalitbang, kami masing-masing:");
}

static void parties(void **state) {
    (void)state;
    const struct spec_row rows[] = {
        {ROW("7.3 number", "1."), .page = 1, .x = LEFT, .size = 12},
        {ROW("7.3 label", "Nama"), .page = 1, .x = LEFT + 8},
        {ROW("7.3 colon, 38 mm on", ":"), .page = 1, .x = LEFT + 46},
        {ROW("7.2.4 name", "Ir. Surya Adinata, M.Si."), .page = 1, .x = LEFT + 50},
        {ROW("7.2.4 number", "19700215 199603 1 002"), .page = 1, .x = LEFT + 50},
        {ROW("7.2.4 rank", "Pembina Utama Muda/IV/c"), .page = 1, .x = LEFT + 50},
        {ROW("7.2.4 office", "Kepala Badan Perencanaan"), .page = 1, .x = LEFT + 50},
        {ROW("7.2.4 address", "Jalan Merdeka Nomor 1, Rimba Tengah"), .page = 1, .nth = 1, .x = LEFT + 50},
        {ROW("7.2.4 called", "selanjutnya disebut pihak PERTAMA"), .page = 1, .x = LEFT + 8},
        {ROW("7.2.5 name", "Rina Marlina, S.K.M."), .page = 1, .x = LEFT + 50},
        {ROW("7.2.5 called", "selanjutnya disebut pihak KEDUA"), .page = 1, .x = LEFT + 8},
        {ROW("7.2.6 clause, number", "1."), .x = LEFT, .nth = 1},
        {ROW("7.2.6 clause", "kendala ketersediaan kurir"), .x = LEFT + 8},
    };
    spec_check(spec_pages("ba-dua"), rows, sizeof rows / sizeof *rows);
}

static void closing_and_signatures(void **state) {
    (void)state;
    const struct pages *p = spec_pages("ba-dua");
    check_says(p, "Demikian Berita Acara ini dibuat dalam rangkap 2 (dua) untuk dipergunakan sebagai");
    int page = spec_page_of(p, "Demikian");
    const struct spec_row rows[] = {
        {ROW("7.2.8 place and date", "Rimba Tengah, 12 Maret 2025"), .page = page, .center = RIGHT_PARTY, .size = 12},
        {ROW("7.2.8 KEDUA left", "Pihak KEDUA,"), .page = page, .center = LEFT_PARTY},
        {ROW("7.2.8 PERTAMA right", "Pihak PERTAMA,"), .page = page, .center = RIGHT_PARTY},
        {ROW("7.3 gap, left", "Rina Marlina, S.K.M."), .page = page, .nth = page == 1, .center = LEFT_PARTY,
         .face = BOLD},
        {ROW("7.2.8 rank", "Pembina Utama Muda"), .page = page, .nth = page == 1, .center = RIGHT_PARTY},
        {ROW("7.2.8 number", "NIP. 19900111 201503 2 005"), .page = page, .center = LEFT_PARTY},
        {ROW("7.2.9 who takes note", "Mengetahui,"), .page = page, .center = MIDDLE},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    const struct item *name = spec_need(p, page, "Rina Marlina, S.K.M.", page == 1);
    spec_near("7.3 room for the signature", spec_mm(name->y - spec_need(p, page, "Pihak KEDUA,", 0)->y), GAP);
}

static void one_signatory(void **state) {
    (void)state;
    const struct pages *p = spec_pages("ba-satu");
    check_says(p, "yang bertanda tangan di bawah ini:");
    check_says(p, "Puskesmas menetapkan kader sebagai kurir");  // what the meeting decided
    assert_null(spec_find(p, 0, "selanjutnya disebut", 0));
    const struct spec_row rows[] = {{ROW("7.2 only one signs", "Fasilitator Inovasi,"), .center = RIGHT_PARTY}};
    spec_check(p, rows, 1);
}

static void duty_stamp_and_witness(void **state) {
    (void)state;
    const struct pages *p = spec_pages("ba-meterai");
    check_says(p, "selanjutnya disebut PIHAK PERTAMA");
    check_says(p, "Demikian Berita Acara ini dibuat untuk dipergunakan sebagaimana mestinya.");
    const struct item *office = spec_need(p, 0, "PIHAK PERTAMA,", 0),
                      *name = spec_need(p, 0, "Ir. Surya Adinata, M.Si.", 1);
    assert_true(spec_mm(name->y - office->y) > 30);
    assert_true(spec_mm(name->x) > 30 + 160 * 0.44 + 30 + 2 - SPEC_TOLERANCE);  // 30 × 30 mm left of the name stay free
    const struct spec_row rows[] = {{ROW("7.2.9 witness", "Dilakukan di hadapan:"), .center = MIDDLE}};
    spec_check(p, rows, 1);
    spec_need(p, 0, "Dewi Anggraini, S.Sos.", 0);
}

static void committee(void **state) {
    (void)state;
    const struct pages *p = spec_pages("ba-tabel");
    const struct spec_row rows[] = {
        {ROW("7.2 committee, No", "No."), .center = LEFT + 5, .size = 10, .face = BOLD},
        {ROW("7.2 committee, signature", "Tanda Tangan"), .size = 10, .face = BOLD},
        {ROW("7.2 committee, row", "Ketua"), .x = LEFT + 10 + 54 * 150 / 144.0 + 1.5, .nth = 1, .size = 10},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    check_says(p, "Demikian Berita Acara ini dibuat dengan sebenar-benarnya dalam rangkap 2 (dua)");
    const struct pages *three = spec_pages("ba-tiga");
    const struct spec_row blocks[] = {
        {ROW("7.2 block 1", "Ketua,"), .center = LEFT + 160 / 6.0},
        {ROW("7.2 block 2", "Sekretaris,"), .center = MIDDLE},
        {ROW("7.2 block 3", "Anggota,"), .center = 190 - 160 / 6.0},
        {ROW("7.2 number", "NIP. 19700215 199603 1 002"), .center = LEFT + 160 / 6.0},
    };
    spec_check(three, blocks, sizeof blocks / sizeof *blocks);
}

// What the letterhead of the party's agency says, unless another address is given (§7.2).
static void address_of_the_letterhead(void **state) {
    (void)state;
    const struct pages *pages = spec_pages("ba-paraf");
    spec_need(pages, 1, "Jalan Merdeka Nomor 1, Rimba Tengah, Sumatera", 1);  // 0: the letterhead's own
    spec_need(pages, 1, "Jalan Sehat Nomor 9, Rimba Tengah, Sumatera", 0);
    spec_need(spec_pages("ba-dua"), 1, "Jalan Merdeka Nomor 1, Rimba Tengah", 1);
}

static int close_world(void **state) {
    (void)state;
    spec_end();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heading),
        cmocka_unit_test(parties),
        cmocka_unit_test(closing_and_signatures),
        cmocka_unit_test(one_signatory),
        cmocka_unit_test(duty_stamp_and_witness),
        cmocka_unit_test(committee),
        cmocka_unit_test(address_of_the_letterhead),
    };
    return cmocka_run_group_tests(tests, NULL, close_world);
}
