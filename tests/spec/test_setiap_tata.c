// Every setting of the house rules changes a page (naskah-formats §12): each attribute of the defaults is given another
// value in the records of a few documents, until the pages of one are others.
#include <stdio.h>
#include <string.h>

#include "base/xml.h"
#include "device/trace.h"
#include "spec/spec.h"
#include "support.h"

static struct arena *arena;

static const struct {
    const char *setting, *other, *document;  // the document on which it is seen
} rows[] = {
    {"kertas-keputusan", "a4", "sk-satu"},
    {"kertas-korespondensi", "f4", "undangan-satu"},
    {"kertas-pk", "f4", "pk-kk-dinkes"},
    {"kertas-pk-lampiran", "a4", "pk-kk-dinkes"},
    {"kertas-daftar-hadir", "a4", "hadir-kosong"},
    {"kertas-proposal", "f4", "proposal-antar-obat-sinovik-unpsa"},
    {"f4", "210x330", "sk-satu"},
    {"margin-atas", "25mm", "sk-satu"},
    {"margin-bawah", "60mm", "sk-bupati"},
    {"margin-kiri", "35mm", "sk-satu"},
    {"margin-kanan", "25mm", "sk-satu"},
    {"margin-bawah-proposal", "60mm", "proposal-antar-obat-sinovik-unpsa"},
    {"margin-pk-lampiran", "25mm", "pk-kk-dinkes"},
    {"huruf-keputusan", "Serif", "sk-satu"},
    {"ukuran-keputusan", "11pt", "sk-satu"},
    {"huruf-umum", "Serif", "undangan-satu"},
    {"ukuran-umum", "11pt", "undangan-satu"},
    {"ukuran-tabel", "9pt", "hadir-isi"},
    {"spasi-keputusan", "1.15", "sk-satu"},
    {"spasi-umum", "1.15", "undangan-satu"},
    {"spasi-notulen", "1", "notulen-rdr-3"},
    {"antar-butir", "3pt", "sk-satu"},
    {"kop-lambang-lebar", "12mm", "sk-dinas"},
    {"kop-lambang-tinggi", "15mm", "sk-dinas"},
    {"kop-garuda-tinggi", "20mm", "sk-bupati"},
    {"kop-pemda", "12pt", "sk-dinas"},
    {"kop-nama", "16pt", "sk-dinas"},
    {"kop-alamat", "8pt", "sk-dinas"},
    {"kop-garis-tebal", "3pt", "sk-dinas"},
    {"kop-garis-jarak", "2pt", "sk-dinas"},
    {"kop-garis-tipis", "1pt", "sk-dinas"},
    {"kolom-label", "32mm", "sk-satu"},
    {"kolom-label-lebar", "36mm", "sk-sekda"},
    {"kolom-titik-dua", "6mm", "sk-satu"},
    {"kolom-nomor", "10mm", "sk-bupati"},
    {"kolom-nomor-lebar", "14mm", "sk-27"},
    {"indentasi", "10mm", "sk-bupati"},
    {"frasa-rahmat", "ya", "sk-satu"},
    {"label-diktum", "PERTAMA", "sk-satu"},
    {"akhir-mengingat", ".", "sk-satu"},
    {"gelar-pada-keputusan", "ya", "sk-satu"},
    {"nip-sekda", "ya", "sk-sekda"},
    {"nomor-halaman", "~{page}~", "sk-bupati"},
    {"kata-penyambung", "ya", "sk-bupati"},
    {"istilah-pihak", "kesatu", "pk-kk-dinkes"},
    {"judul-pk", "KONTRAK KINERJA", "pk-kk-pkm"},
    {"judul-notulen", "NOTULA RAPAT", "notulen-rdr-3"},
    {"zona", "WIT", "hadir-kosong"},
    {"ttd-mulai", "60", "sk-satu"},
    {"ttd-jarak", "30mm", "sk-satu"},
    {"ttd-jarak-elektronik", "40mm", "sk-tte"},
    {"ttd-nama-tebal", "tidak", "sk-satu"},
    {"meterai-sisi", "20mm", "ba-meterai"},
    {"daftar-hadir-selang-seling", "ya", "hadir-kosong"},
    {"lambang-proposal", "ya", "proposal-antar-obat-sinovik-unpsa"},
    {"sampul-proposal", "tidak", "proposal-antar-obat-sinovik-unpsa"},
    {"pengesahan-proposal", "tidak", "proposal-antar-obat-sinovik-unpsa"},
    {"hifenasi", "tidak", "ba-dua"},
    {"hifenasi-keputusan", "ya", "sk-bupati"},
    {"lentur-huruf", "0", "ba-dua"},
    {"lentur-huruf-keputusan", "2", "sk-bupati"},
    {"ttd-urutan", "pertama-kiri", "ba-dua"},
    {"label-rangkap", "ya", "ba-satu"},
    {"paraf", "ya", "sk-bupati"},
    {"paraf-posisi", "kanan", "sk-paraf"},
    {"catatan-tte", "tidak", "sk-tte"},
    {"catatan-tte-ite", "ya", "sk-tte"},
    {"ukuran-catatan-tte", "8pt", "sk-tte"},
};
#define N_ROWS (sizeof rows / sizeof *rows)

// What is seen in the file for signing only, decides which documents there are, what the board counts, or what a list
// of requests tells.
static const char *const elsewhere[] = {"id", "instansi", "ttd-bidang", "ttd-jangkar", "pdf-versi", "bernomor",
                                        "pemberi-nomor", "pemberi-nomor-keputusan", "tanpa-inovasi",
                                        "anggota-permohonan"};

static const char *trace_of(xmlDoc *record) {
    struct buf out = buf_new(arena);
    trace_write(spec_record_pages(record, false), &out);
    return buf_text(&out);
}

static void each_setting_changes_a_page(void **state) {
    (void)state;
    int without = 0;
    for (size_t i = 0; i < N_ROWS; i++) {
        xmlDoc *record = spec_record(rows[i].document);
        xmlNode *house = xml_child(xmlDocGetRootElement(record), "tata");
        assert_non_null(house);
        const char *before = trace_of(record);
        xml_set(house, rows[i].setting, rows[i].other);
        if (strcmp(before, trace_of(record)) == 0) {
            fprintf(stderr, "%s=\"%s\" changes nothing on %s\n", rows[i].setting, rows[i].other, rows[i].document);
            without++;
        }
    }
    assert_int_equal(without, 0);
}

static bool covered(const char *setting) {
    for (size_t i = 0; i < N_ROWS; i++) {
        if (strcmp(rows[i].setting, setting) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++) {
        if (strcmp(elsewhere[i], setting) == 0) {
            return true;
        }
    }
    return false;
}

static void no_setting_is_left_out(void **state) {
    (void)state;
    int missing = 0;
    for (const xmlAttr *a = spec_world()->defaults->properties; a; a = a->next) {
        if (!covered((const char *)a->name)) {
            fprintf(stderr, "no test changes %s\n", (const char *)a->name);
            missing++;
        }
    }
    assert_int_equal(missing, 0);
}

static int leave(void **state) {
    (void)state;
    arena_free(arena);
    spec_end();
    return 0;
}

int main(void) {
    arena = arena_new(0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_setting_changes_a_page),
        cmocka_unit_test(no_setting_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, leave);
}
