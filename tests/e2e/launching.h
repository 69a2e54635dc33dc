// A launching: contracts of made-up agencies, all signed on one day.
#ifndef NASKAH_TESTS_LAUNCHING_H
#define NASKAH_TESTS_LAUNCHING_H

#include "e2e/e2e.h"

// input/luncur.xml with `n` contracts (a statement on A4 and an annex on F4 each), of which every ninth is made in two
// copies, and the meeting `luncur` of their day.
static inline void launching_write(struct e2e *t, int n) {
    struct buf b = buf_new(t->arena);
    buf_str(&b, "<data xmlns='urn:naskah:1'>\n");
    for (int i = 1; i <= n; i++) {
        buf_printf(&b, "<instansi id='d%02d' induk='rimba' nama='Dinas Nomor %d' jenis='dinas' kop='kop-dinkes'/>\n", i,
                   i);
        buf_printf(&b, "<orang id='o%d' nama='Pejabat %d' instansi='d%02d'><nomor-induk jenis='NIP'>"
                       "197409232002122%03d</nomor-induk><pangkat golongan='IV/b'/><jabatan instansi='d%02d'"
                       " nama='Kepala Dinas' sejak='2021-01-04'/></orang>\n", i, i, i, i, i);
        buf_printf(&b, "<inovasi id='inov%d' nama='Inovasi %d' instansi='d%02d'/>\n", i, i, i);
        buf_printf(&b, "<kontrak id='k%02d' tahun='2025' instansi='d%02d' pihak-pertama='d%02d/Kepala Dinas'"
                       " pihak-kedua='rimba/Bupati' tanggal='2025-01-22' rangkap='%d'><sasaran nama='Mutu layanan'>"
                       "<indikator nama='Indeks' satuan='nilai' target='85'/></sasaran><program nama='Program'"
                       " anggaran='1000000'/><inovasi ref='inov%d' indikator='Layanan' target='12 bulan'"
                       " waktu='Desember 2025'/></kontrak>\n", i, i, i, i % 9 == 0 ? 2 : 1, i);
    }
    buf_str(&b, "<tata id='t'><rencana jenis='notulen' untuk='kegiatan' buat='tidak'/></tata>\n"
                "<kegiatan id='luncur' jenis='peluncuran' nama='Peluncuran Inovasi Daerah' instansi='bappeda'"
                " tanggal='2025-01-22' mulai='09:00' tempat='Aula' pimpinan='surya' notulis='rina'/>\n</data>\n");
    e2e_write(t, "input/luncur.xml", buf_text(&b));
}

// How many times `word` stands in `text`.
static inline int launching_count(const char *text, const char *word) {
    int n = 0;
    for (const char *p = text; (p = strstr(p, word)) != NULL; p += strlen(word)) {
        n++;
    }
    return n;
}

// What a shell command in the working folder prints.
static inline char *launching_output(struct e2e *t, const char *command) {
    e2e_shell(t, "%s >shell.txt 2>&1", command);
    return e2e_read(t, "shell.txt");
}

#endif
