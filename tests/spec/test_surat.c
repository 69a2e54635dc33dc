// Letters, forms and statements: naskah-formats §2.9, §2.10, §2.12, §2.14, §8, §10, §11, and office-practice.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "spec/spec.h"

#define SANS "LiberationSans"
#define BOLD "LiberationSans-Bold"
#define LEFT 30.0
#define RIGHT 190.0
#define MIDDLE 110.0
#define LINE 5.08                             // 12 pt, single
#define HALF (LEFT + 0.52 * 160)              // where signatures and addressees begin
#define SIGNED ((HALF + RIGHT) / 2)           // their middle
#define CHECK(pages, rows) spec_check(pages, rows, sizeof(rows) / sizeof *(rows))

static void invitation(void **state) {
    (void)state;
    const struct pages *p = spec_pages("undangan-satu");
    spec_near("10 paper, width", spec_mm(p->items[0].width), 210);
    spec_near("10 paper, height", spec_mm(p->items[0].height), 297);
    assert_int_equal(p->n, 1);
    const struct spec_row rows[] = {
        {ROW("10 Nomor", "Nomor"), .x = LEFT, .size = 12, .face = SANS},
        {ROW("10 colon", ":"), .x = LEFT + 22},
        {ROW("10 number", "000.1.5/21/Bappedalitbang"), .x = LEFT + 26},
        {ROW("10 Sifat", "Sifat"), .x = LEFT, .above = "Nomor", .below = LINE},
        {ROW("10 Sifat, said", "Segera"), .x = LEFT + 26},
        {ROW("10 Lampiran", "Lampiran"), .x = LEFT, .above = "Sifat", .below = LINE},
        {ROW("10 Lampiran, said", "1 (satu) berkas"), .x = LEFT + 26},
        {ROW("10 Hal", "Hal"), .x = LEFT, .above = "Lampiran", .below = LINE},
        {ROW("10 Yth.", "Yth."), .x = LEFT},
        {ROW("10 addressee", "Kepala Dinas Kesehatan Kabupaten"), .x = LEFT + 10},
        {ROW("10 di", "di"), .x = LEFT + 10, .above = "Yth.", .below = LINE},
        {ROW("10 town", "Rimba Tengah"), .nth = 1, .x = LEFT + 18, .above = "Yth.", .below = 2 * LINE},
        {ROW("when, label", "hari/tanggal"), .x = LEFT + 12},
        {ROW("when", "Rabu, 16 April 2025"), .x = LEFT + 50},
        {ROW("open end", "09.00 WIB s.d. selesai"), .x = LEFT + 50},
        {ROW("agenda", "Rencana tindak lanjut"), .x = LEFT + 58},
        {ROW("2.10 office", "Kabupaten Tanah Rimba,"), .center = SIGNED, .size = 12},
        {ROW("2.10 name, 22 mm below", "Ir. Surya Adinata, M.Si."), .center = SIGNED, .face = BOLD,
         .above = "Kabupaten Tanah Rimba,", .below = 22 + LINE},
        {ROW("2.10 rank", "Pembina Utama Muda"), .center = SIGNED},
        {ROW("2.10 number", "NIP. 19700215 199603 1 002"), .center = SIGNED},
        {ROW("2.12 Tembusan", "Tembusan:"), .x = LEFT, .size = 11},
        {ROW("2.12 second copy", "Inspektur Kabupaten"), .x = LEFT + 8},
    };
    CHECK(p, rows);
    const struct item *date = spec_need(p, 1, "Rimba Tengah, 7 April 2025", 0), *number = spec_need(p, 1, "Nomor", 0);
    spec_near("10 place and date end at the right", spec_mm(date->x + date->width), RIGHT);
    spec_near("10 on the line of Nomor", spec_mm(date->y), spec_mm(number->y));
}

// A gap of 20 mm where the number will be, and one before the year where the day will be.
static void unnumbered(void **state) {
    (void)state;
    const struct pages *p = spec_pages("undangan-tiga");
    const struct spec_row rows[] = {
        {ROW("first of several", "1."), .x = LEFT + 10},
        {ROW("office", "Kepala Dinas Kesehatan"), .x = LEFT + 18},
        {ROW("head of a kecamatan", "Camat Rimba Hulu"), .x = LEFT + 18, .above = "Kepala Dinas Kesehatan",
         .below = LINE},
        {ROW("person", "Rizal Hakim, S.T., M.T."), .x = LEFT + 18},
        {ROW("with the office held", "Peneliti Ahli Muda"), .x = LEFT + 18},
        {ROW("several towns", "tempat"), .x = LEFT + 18},
        {ROW("Biasa, when nothing is said", "Biasa"), .x = LEFT + 26},
        {ROW("the year is known", "2025"), .page = 1},
    };
    CHECK(p, rows);
    const struct item *dots = spec_at(&p->items[0], LEFT + 26 + 3, 0);
    assert_non_null(dots ? dots : spec_find(p, 1, "…", 0));
    const struct item *leader = spec_need(p, 1, "…", 0);
    assert_true(spec_mm(leader->x) >= LEFT + 26 - SPEC_TOLERANCE);
    assert_true(spec_mm(leader->x + leader->width) <= LEFT + 26 + 20 + SPEC_TOLERANCE);
    assert_true(spec_mm(leader->width) > 14);
}

static void guests_in_a_list(void **state) {
    (void)state;
    const struct pages *p = spec_pages("undangan-peserta");
    assert_int_equal(p->n, 2);
    spec_need(p, 1, "(daftar terlampir)", 0);
    spec_need(p, 1, "1 (satu) lembar", 0);
    const struct spec_row rows[] = {
        {ROW("2.12 annex of a letter", "Lampiran"), .page = 2, .x = HALF, .y = 20 + 4},
        {ROW("2.12 of which", "Surat Undangan"), .page = 2, .x = HALF + 26},
        {ROW("2.5 annexes are numbered on", "- 2 -"), .page = 2, .center = MIDDLE},
        {ROW("list", "DAFTAR UNDANGAN"), .page = 2, .center = MIDDLE, .face = BOLD},
        {ROW("guest", "Rina Marlina, S.K.M."), .page = 2, .x = LEFT + 11.5, .size = 10},
        {ROW("guest named only", "Sari Melati"), .page = 2, .x = LEFT + 11.5},
        {ROW("signed below, right", "Ir. Surya Adinata"), .page = 2, .center = SIGNED},
    };
    CHECK(p, rows);
}

// The head of a region writes under emblem, office and address, without the province; his block has no rank or number.
static void letter_of_a_head(void **state) {
    (void)state;
    const struct pages *p = spec_pages("undangan-bupati");
    const struct spec_row rows[] = {
        {ROW("2.4 office", "BUPATI RIMBA BARU"), .center = MIDDLE, .size = 14, .face = BOLD},
        {ROW("2.4 address", "Jalan Merdeka Nomor 1"), .center = MIDDLE, .size = 9.5},
        {ROW("2.10 office", "Bupati Rimba Baru,"), .center = SIGNED},
        {ROW("2.10 name", "Wulan Kencana, S.H."), .center = SIGNED},
    };
    CHECK(p, rows);
    assert_null(spec_find(p, 0, "PROVINSI", 0));
    assert_null(spec_find(p, 0, "NIP", 0));
}

static void nobody_signs(void **state) {
    (void)state;
    struct findings *findings;
    const struct pages *p = spec_draft("undangan-tanpa-penanda", &findings);
    assert_true(findings_stop(findings));
    assert_non_null(strstr(spec_text(p), "«penanda tangan»"));
}

static void note(void **state) {
    (void)state;
    const struct pages *p = spec_pages("nota-rapat");
    const struct spec_row rows[] = {
        {ROW("title", "NOTA DINAS"), .center = MIDDLE, .size = 12, .face = BOLD},
        {ROW("to", "Yth."), .x = LEFT},
        {ROW("from", "Dari"), .x = LEFT},
        {ROW("from whom", "Kepala Bidang Penelitian dan Pengembangan"), .x = LEFT + 28},
        {ROW("day", "17 April 2025"), .x = LEFT + 28},
        {ROW("subject", "Hasil ruang diskusi"), .x = LEFT + 28},
        {ROW("body", "Kegiatan telah dilaksanakan"), .x = LEFT},
        {ROW("name", "Dewi Anggraini, S.Sos."), .center = SIGNED},
    };
    CHECK(p, rows);
    assert_null(strstr(spec_text(p), "Rimba Tengah, 17 April"));
}

static void order(void **state) {
    (void)state;
    const struct pages *p = spec_pages("tugas-dua");
    const struct spec_row rows[] = {
        {ROW("title", "SURAT TUGAS"), .center = MIDDLE, .size = 12, .face = BOLD},
        {ROW("number", "NOMOR: 800.1.11.1/7/DINKES"), .center = MIDDLE, .above = "SURAT TUGAS", .below = LINE},
        {ROW("Dasar", "Dasar"), .x = LEFT},
        {ROW("colon", ":"), .x = LEFT + 30},
        {ROW("one ground has no number", "Undangan Kepala"), .x = LEFT + 34},
        {ROW("order", "MEMERINTAHKAN:"), .center = MIDDLE, .face = BOLD},
        {ROW("Kepada", "Kepada"), .x = LEFT},
        {ROW("first", "1."), .x = LEFT + 34},
        {ROW("Nama", "Nama"), .x = LEFT + 42},
        {ROW("name", "Rina Marlina, S.K.M."), .x = LEFT + 86},
        {ROW("rank", "Penata Muda Tingkat I (III/b)"), .x = LEFT + 86},
        {ROW("number of a PPPK", "NI PPPK"), .x = LEFT + 42},
        {ROW("sent as", "Pendamping"), .x = LEFT + 86},
        {ROW("Untuk", "Untuk"), .x = LEFT},
        {ROW("what for", "melaksanakan tugas pada Ruang Diskusi"), .x = LEFT + 42},
        {ROW("place", "Ditetapkan di Rimba Tengah"), .center = SIGNED},
        {ROW("day", "pada tanggal 14 April 2025"), .center = SIGNED, .above = "Ditetapkan di", .below = LINE},
        {ROW("name of who orders", "dr. Lestari Wulandari, M.Kes."), .center = SIGNED},
    };
    CHECK(p, rows);
}

static void order_for_one_and_for_six(void **state) {
    (void)state;
    const struct pages *p = spec_pages("tugas-satu");
    const struct spec_row one[] = {
        {ROW("two grounds", "Program kerja Tahun 2025;"), .x = LEFT + 42},
        {ROW("one has no number", "Nama"), .x = LEFT + 34},
        {ROW("one task has none", "memantau pengantaran"), .x = LEFT + 34},
    };
    CHECK(p, one);
    p = spec_pages("tugas-enam");
    assert_int_equal(p->n, 2);
    const struct spec_row six[] = {
        {ROW("in the annex", "nama-nama sebagaimana tercantum"), .page = 1, .x = LEFT + 34},
        {ROW("annex", "Surat Tugas"), .page = 2, .x = HALF + 26},
        {ROW("row", "Dewi Anggraini, S.Sos."), .page = 2, .x = LEFT + 11.5, .size = 10},
        {ROW("sixth", "6."), .page = 2, .center = LEFT + 5},
    };
    CHECK(p, six);
    assert_null(spec_find(p, 1, "Nama", 0));
}

static void cover_note(void **state) {
    (void)state;
    const struct pages *p = spec_pages("pengantar-satu");
    assert_int_equal(p->n, 1);
    const struct spec_row rows[] = {
        {ROW("10 place and date above the address", "Rimba Tengah, 5 Maret 2025"), .x = HALF},
        {ROW("10 Kepada:", "Kepada:"), .x = HALF},
        {ROW("10 Yth.", "Yth."), .x = HALF},
        {ROW("10 addressee", "Kepala Badan Perencanaan"), .x = HALF + 10},
        {ROW("10 di -", "di -"), .x = HALF},
        {ROW("10 title", "SURAT PENGANTAR"), .center = MIDDLE, .size = 12, .face = BOLD},
        {ROW("10 number", "NOMOR: 400.10.11/55/DINKES"), .center = MIDDLE, .above = "SURAT PENGANTAR", .below = LINE},
        {ROW("10 column 1", "NO."), .center = LEFT + 6, .face = BOLD, .size = 12},
        {ROW("10 column 2", "JENIS BARANG YG DIKIRIM"), .center = LEFT + 12 + 33, .face = BOLD},
        {ROW("10 column 3", "JUMLAH"), .center = LEFT + 78 + 14, .face = BOLD},
        {ROW("10 column 4", "KETERANGAN"), .center = LEFT + 106 + 27, .face = BOLD},
        {ROW("10 goods", "Proposal inovasi Antar Obat"), .x = LEFT + 12 + 1.5, .size = 12, .face = SANS},
        {ROW("10 how many", "2 rangkap"), .center = LEFT + 92},
        {ROW("10 received", "Diterima tanggal,"), .x = LEFT + 2},
        {ROW("10 receiver, left", "Penerima,"), .x = LEFT + 2},
        {ROW("10 sender, right", "Pengirim,"), .x = MIDDLE + 2},
        {ROW("10 sender", "dr. Lestari Wulandari, M.Kes."), .x = MIDDLE + 2, .face = BOLD},
        {ROW("10 rank", "Pembina Tingkat I"), .x = MIDDLE + 2},
        {ROW("10 number of the sender", "NIP. 19740923 200212 2 003"), .x = MIDDLE + 2},
        {ROW("10 number of the receiver, by hand", "NIP."), .x = LEFT + 2},
    };
    CHECK(p, rows);
}

static void cover_note_stays_one_page(void **state) {
    (void)state;
    const struct pages *p = spec_pages("pengantar-penerima");
    assert_int_equal(p->n, 1);
    const struct item *left = spec_need(p, 1, "Ir. Surya Adinata", 0), *right = spec_need(p, 1, "dr. Lestari", 0);
    spec_near("both names on one line", spec_mm(left->y), spec_mm(right->y));
    assert_true(right->text.size >= MP_PER_PT * 11);
}

static void statement(void **state) {
    (void)state;
    const struct pages *p = spec_pages("pernyataan-jalan");
    assert_int_equal(p->n, 1);
    const struct spec_row rows[] = {
        {ROW("title", "SURAT PERNYATAAN"), .center = MIDDLE, .size = 12, .face = BOLD},
        {ROW("of what", "IMPLEMENTASI INOVASI"), .center = MIDDLE, .above = "SURAT PERNYATAAN", .below = LINE},
        {ROW("name", "dr. Lestari Wulandari, M.Kes."), .x = LEFT + 46},
        {ROW("rank", "Pembina Tingkat I (IV/b)"), .x = LEFT + 46},
        {ROW("1.3 innovation", "Kurir Obat Rimba"), .x = LEFT + 46},
        {ROW("1.3 owner", "Dinas Kesehatan Kabupaten Tanah Rimba"), .nth = 1, .x = LEFT + 46},
        {ROW("1.3 start", "8 Januari 2024"), .x = LEFT + 46},
        {ROW("what is stated", "telah diimplementasikan"), .x = LEFT},
        {ROW("place and date", "Rimba Tengah, 5 Mei 2025"), .center = SIGNED},
        {ROW("who states", "Yang membuat pernyataan,"), .center = SIGNED},
        {ROW("2.14 30 mm free for the meterai", "dr. Lestari Wulandari, M.Kes."), .nth = 1, .center = SIGNED,
         .above = "Kabupaten Tanah Rimba,", .below = 30 + LINE},
    };
    CHECK(p, rows);
    const struct item *name = spec_need(p, 1, "dr. Lestari", 1);
    for (size_t i = 0; i < p->items[0].n; i++) {
        const struct item *item = &p->items[0].items[i];
        bool beside = spec_mm(item->x + item->width) > HALF - 30 && spec_mm(item->x) < HALF;
        bool above = item->y < name->y && item->y > name->y - MM(30);
        assert_false(item->kind == ITEM_TEXT && beside && above);
    }
}

static void other_statements(void **state) {
    (void)state;
    const struct pages *p = spec_pages("pernyataan-uji");
    const struct spec_row trial[] = {
        {ROW("on trial since", "3 Februari 2025"), .x = LEFT + 46},
        {ROW("on trial", "telah diuji coba"), .x = LEFT},
        {ROW("no meterai, 22 mm", "dr. Lestari Wulandari, M.Kes."), .nth = 1, .center = SIGNED,
         .above = "Kabupaten Tanah Rimba,", .below = 22 + LINE},
    };
    CHECK(p, trial);
    p = spec_pages("pernyataan-inovator");
    const struct spec_row inventor[] = {
        {ROW("of whom", "IDENTITAS INOVATOR"), .center = MIDDLE, .face = BOLD},
        {ROW("inventor", "Rina Marlina, S.K.M."), .x = LEFT + 46},
        {ROW("office", "Administrator Kesehatan"), .x = LEFT + 46},
    };
    CHECK(p, inventor);
    p = spec_pages("pernyataan-replikasi");
    const struct spec_row replication[] = {
        {ROW("of what", "KESEDIAAN REPLIKASI INOVASI"), .center = MIDDLE, .face = BOLD},
        {ROW("willing", "bersedia untuk direplikasi"), .x = LEFT},
        {ROW("help", "menerima kunjungan"), .x = LEFT + 8},
    };
    CHECK(p, replication);
    assert_int_equal(p->n, 1);
}

static void form(void **state) {
    (void)state;
    const struct pages *p = spec_pages("formulir-isi");
    assert_int_equal(p->n, 2);
    const struct spec_row rows[] = {
        {ROW("11 title", "FORMULIR ISIAN"), .page = 1, .center = MIDDLE, .face = BOLD},
        {ROW("11 A", "A. Identitas"), .page = 1, .x = LEFT, .size = 11, .face = BOLD},
        {ROW("11 label", "Instansi"), .page = 1, .x = LEFT + 2, .size = 11},
        {ROW("11 box", "Dinas Kesehatan Kabupaten"), .page = 1, .x = LEFT + 52 + 2},
        {ROW("11 facilitator", "Rina Marlina, S.K.M., Administrator"), .page = 1, .x = LEFT + 54},
        {ROW("11 contact", "0812-0000-0002"), .page = 1, .x = LEFT + 54},
        {ROW("11 B", "B. Permasalahan"), .page = 1, .x = LEFT, .face = BOLD},
        {ROW("11 problem", "Data lansia belum mutakhir"), .page = 1, .x = LEFT + 60},
        {ROW("11 C", "C. Usulan Jadwal"), .page = 2, .x = LEFT, .face = BOLD},
        {ROW("11 D", "D. Pengesahan"), .page = 2, .x = LEFT, .face = BOLD},
        {ROW("11 room for signature and stamp, 25 mm", "dr. Lestari Wulandari"), .page = 2, .center = SIGNED,
         .above = "Kabupaten Tanah Rimba,", .below = 25 + LINE * 11 / 12},
        {ROW("11 E", "E. Disposisi"), .page = 2, .x = LEFT, .face = BOLD},
        {ROW("11 chair", "Ir. Surya Adinata, M.Si."), .page = 2, .x = LEFT + 54},
        {ROW("11 second member", "Rizal Hakim, S.T., M.T."), .page = 2, .x = LEFT + 54},
        {ROW("8 foot", "Halaman"), .page = 2},
    };
    CHECK(p, rows);
    assert_int_equal(spec_count(p, "✓"), 2);  // stage, and how
}

// Rules as wide as the box, at distances of 8 mm; nothing is asked for, it is filled in by hand.
static void blank_form(void **state) {
    (void)state;
    const struct pages *p = spec_pages("formulir-kosong");
    int apart = 0, boxes = 0;
    const struct item *last = NULL;
    for (size_t i = 0; i < p->items[0].n; i++) {
        const struct item *item = &p->items[0].items[i];
        if (item->kind != ITEM_RECT || item->height > MM(0.5))
            continue;
        if (last && item->x == last->x && item->width == last->width && item->width > MM(90))
            apart += spec_mm(item->y - last->y) > 8 - 0.5 && spec_mm(item->y - last->y) < 8 + 0.5;
        boxes += spec_mm(item->width) > 3.5 && spec_mm(item->width) < 4.5;
        last = item;
    }
    assert_int_equal(apart, 6);
    assert_int_equal(boxes, 6);
    assert_int_equal(spec_count(p, "✓"), 0);
    spec_need(p, 2, "Pangkat", 0);
}

static void attendance(void **state) {
    (void)state;
    const struct pages *p = spec_pages("hadir-isi");
    spec_near("8 paper, width", spec_mm(p->items[0].width), 215);
    assert_int_equal(p->n, 1);
    const struct spec_row rows[] = {
        {ROW("8 heading", "DAFTAR HADIR"), .center = 112.5, .face = BOLD},
        {ROW("8 name", "Rina Marlina, S.K.M."), .x = 40, .size = 10},
        {ROW("8 named only", "Sari Melati"), .x = 40},
        {ROW("8 lines to fill the page", "13."), .center = 34.5},
        {ROW("8 chair", "Ir. Surya Adinata, M.Si."), .size = 12},
    };
    CHECK(p, rows);
    p = spec_pages("hadir-kosong");
    assert_int_equal(p->n, 2);
    const struct spec_row blank[] = {
        {ROW("8 head is repeated", "Nama"), .page = 2, .center = 60},
        {ROW("8 as many as asked for", "40."), .page = 2, .center = 34.5},
        {ROW("8 Mengetahui", "Mengetahui,"), .page = 2},
    };
    CHECK(p, blank);
    assert_null(spec_find(p, 0, "41.", 0));
    const struct item *three = spec_need(p, 1, "3.", 0), *four = spec_need(p, 1, "4.", 0);
    spec_near("8 rows of 10 mm", spec_mm(four->y - three->y), 10);
}

// Odd numbers sign in the left half, even ones in the right half.
static void alternating(void **state) {
    (void)state;
    const struct pages *p = spec_pages("hadir-selang");
    const struct item *one = spec_need(p, 1, "1.", 1), *two = spec_need(p, 1, "2.", 1);
    const struct item *three = spec_need(p, 1, "3.", 1);
    assert_true(two->x > one->x + MM(15));
    assert_int_equal(three->x, one->x);
}

static void report(void **state) {
    (void)state;
    const struct pages *p = spec_pages("laporan-rapat");
    const struct spec_row rows[] = {
        {ROW("title", "LAPORAN"), .center = MIDDLE, .face = BOLD},
        {ROW("to whom", "Sekretaris Daerah Kabupaten Tanah Rimba"), .x = LEFT + 10},
        {ROW("A", "Pendahuluan"), .x = LEFT + 8, .face = BOLD},
        {ROW("B", "Permasalahan yang Belum Terselesaikan"), .x = LEFT + 8, .face = BOLD},
        {ROW("problem", "Kurir di tiga kecamatan"), .size = 10},
        {ROW("wanted", "Pola pembiayaan kurir."), .size = 10},
        {ROW("C", "Tindak Lanjut yang Telah Disepakati"), .x = LEFT + 8, .face = BOLD},
        {ROW("follow-up", "Menyusun daftar kader, oleh Dinas Kesehatan"), .x = LEFT + 16},
        {ROW("D", "Saran dan Permohonan Arahan"), .x = LEFT + 8, .face = BOLD},
        {ROW("place and date", "Rimba Tengah, 21 April 2025"), .center = SIGNED},
    };
    CHECK(p, rows);
}

static int close_world(void **state) {
    (void)state;
    spec_end();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(invitation),
        cmocka_unit_test(unnumbered),
        cmocka_unit_test(guests_in_a_list),
        cmocka_unit_test(letter_of_a_head),
        cmocka_unit_test(nobody_signs),
        cmocka_unit_test(note),
        cmocka_unit_test(order),
        cmocka_unit_test(order_for_one_and_for_six),
        cmocka_unit_test(cover_note),
        cmocka_unit_test(cover_note_stays_one_page),
        cmocka_unit_test(statement),
        cmocka_unit_test(other_statements),
        cmocka_unit_test(form),
        cmocka_unit_test(blank_form),
        cmocka_unit_test(attendance),
        cmocka_unit_test(alternating),
        cmocka_unit_test(report),
    };
    return cmocka_run_group_tests(tests, NULL, close_world);
}
