// ./run bench: how fast files are read. CSV pushed in pieces of 64 KiB, and the memory that it takes; ordinary Word
// documents (four pages, lists, a table, a picture), from their bytes to blocks and to objects. CPU time.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/xml.h"
#include "form/form.h"
#include "read/csv.h"
#include "read/sheet.h"

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

// ---- CSV

static bool count_cells(void *context, const struct csv_row *row) {
    *(size_t *)context += row->n;
    return true;
}

static void bench_csv(size_t megabytes) {
    struct arena *arena = arena_new(0);
    struct buf piece = buf_new(arena);
    for (int i = 0; piece.n < 65536; i++) {
        buf_printf(&piece, "%d;\"dr. Lestari Wulandari, M.Kes.\";197409232002122003;Kepala Puskesmas Tigapanah;"
                           "\"Jalan \"\"Veteran\"\" Nomor %d\nKabanjahe\";Sé;2025-03-12\r\n", i, i);
    }
    size_t cells = 0, bytes = 0;
    struct csv *c = csv_new(arena, count_cells, &cells);
    csv_feed(c, piece.p, piece.n);
    size_t before = arena_used(arena);
    double start = seconds();
    while (bytes < megabytes << 20) {
        csv_feed(c, piece.p, piece.n);
        bytes += piece.n;
    }
    double spent = seconds() - start;
    printf("CSV: %.0f MB/s (%zu MB, %zu cells, memory grew by %zu bytes)\n", (double)bytes / 1e6 / spent, bytes >> 20,
           cells, arena_used(arena) - before);
    arena_free(arena);
}

// ---- DOCX

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATIONS "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

static void add_paragraph(struct buf *b, const char *properties, const char *text) {
    buf_printf(b, "<w:p w:rsidR=\"00A77427\"><w:pPr>%s<w:jc w:val=\"both\"/></w:pPr>", properties);
    size_t n = strlen(text), half = n / 2;
    buf_printf(b, "<w:r w:rsidRPr=\"004E3A5B\"><w:rPr><w:rFonts w:ascii=\"Arial\"/><w:sz w:val=\"24\"/></w:rPr>"
                  "<w:t xml:space=\"preserve\">%.*s</w:t></w:r><w:proofErr w:type=\"spellStart\"/>"
                  "<w:r><w:rPr><w:rFonts w:ascii=\"Arial\"/></w:rPr><w:t>%s</w:t></w:r></w:p>",
               (int)half, text, text + half);
}

static void add_rows(struct buf *b) {
    static const char *const rows[][2] = {{"Rincian", "Keterangan"}, {"Nama Inovasi", "Antar Obat Lansia"},
                                          {"Nama SKPD", "Dinas Kesehatan"}, {"Tahapan Inovasi", "Penerapan"},
                                          {"Jenis Inovasi", "Non Digital"}, {"Waktu Penerapan", "5 Juli 2021"}};
    buf_str(b, "<w:tbl>");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf_str(b, "<w:tr>");
        for (int c = 0; c < 2; c++) {
            buf_str(b, "<w:tc><w:tcPr><w:tcW w:w=\"4000\"/></w:tcPr>");
            add_paragraph(b, "", rows[i][c]);
            buf_str(b, "</w:tc>");
        }
        buf_str(b, "</w:tr>");
    }
    buf_str(b, "</w:tbl>");
}

static const char *body(struct arena *arena) {
    static const char sentence[] = "Lansia di tiga kecamatan harus menempuh perjalanan dua jam untuk mengambil obat "
        "rutin di Puskesmas, sehingga banyak di antara mereka yang tidak melanjutkan pengobatannya. ";
    static const char *const heads[] = {"Rancang Bangun", "Tujuan Inovasi Daerah", "Manfaat Yang Diperoleh",
                                        "Hasil Inovasi"};
    struct buf b = buf_new(arena);
    buf_str(&b, "<w:document " W "><w:body>");
    add_rows(&b);
    for (int h = 0; h < 4; h++) {
        add_paragraph(&b, "<w:pStyle w:val=\"Heading1\"/>", heads[h]);
        for (int p = 0; p < 8; p++) {
            const char *list = p % 2 ? "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>" : "";
            add_paragraph(&b, list, arena_printf(arena, "%s%s%s", sentence, sentence, sentence));
        }
    }
    buf_str(&b, "<w:sectPr/></w:body></w:document>");
    return buf_text(&b);
}

// As many styles as Word writes.
static const char *styles(struct arena *arena) {
    struct buf b = buf_new(arena);
    buf_str(&b, "<w:styles " W "><w:style w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/></w:style>");
    for (int i = 0; i < 150; i++) {
        buf_printf(&b, "<w:style w:type=\"paragraph\" w:styleId=\"Gaya%d\"><w:name w:val=\"Gaya %d\"/><w:basedOn "
                       "w:val=\"Normal\"/><w:pPr><w:spacing "
                       "w:after=\"120\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>", i,
                   i);
    }
    buf_str(&b, "</w:styles>");
    return buf_text(&b);
}

static struct str document(struct arena *arena) {
    const char *relations = RELATIONS "<Relationship Id=\"a\" Type=\"" OFFICE "styles\" Target=\"styles.xml\"/>"
        "<Relationship Id=\"b\" Type=\"" OFFICE "numbering\" Target=\"numbering.xml\"/></Relationships>";
    struct form_part parts[] = {
        {"_rels/.rels", RELATIONS "<Relationship Id=\"a\" Type=\"" OFFICE "officeDocument\" "
                        "Target=\"word/document.xml\"/></Relationships>"},
        {"word/document.xml", body(arena)},
        {"word/_rels/document.xml.rels", relations},
        {"word/styles.xml", styles(arena)},
        {"word/numbering.xml", "<w:numbering " W "><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt "
                               "w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num "
                               "w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"}};
    struct str out;
    if (!form_archive(arena, parts, sizeof parts / sizeof *parts, &out)) {
        abort();
    }
    return out;
}

struct known {
    struct forms forms;
    const struct words *words;
};

static struct known load_known(struct arena *arena) {
    static const char *const profiles[] = {"sinovik-unpsa", "kipp-2023"};
    struct findings *f = findings_new(arena, NULL);
    struct known k = {0};
    for (int i = 0; i < 2; i++) {
        const char *path = arena_printf(arena, NASKAH_SOURCE_DIR "/templates/profiles/%s.xml", profiles[i]);
        forms_add(arena, &k.forms, xmlDocGetRootElement(xml_load(arena, path, f)));
    }
    const char *path = NASKAH_SOURCE_DIR "/templates/profiles/iga.xml";
    forms_add(arena, &k.forms, xmlDocGetRootElement(xml_load(arena, path, f)));
    path = NASKAH_SOURCE_DIR "/templates/impor/kata.xml";
    k.words = words_new(arena, xmlDocGetRootElement(xml_load(arena, path, f)));
    return k;
}

static void bench_docx(int times) {
    struct arena *kept = arena_new(0), *arena = arena_new(0);
    struct str bytes = document(kept);
    struct known k = load_known(kept);
    for (int whole = 0; whole < 2; whole++) {
        double start = seconds();
        size_t blocks = 0;
        for (int i = 0; i < times; i++) {
            struct findings *f = findings_new(arena, NULL);
            struct import *im = import_new(arena, "usulan.docx", &k.forms, k.words, f, findings_new(arena, NULL));
            if (!(whole ? import_bytes(im, bytes) : docx_import(im, bytes))) {
                fprintf(stderr, "%s\n", f->n ? f->items[0].rule : "?");
                exit(1);
            }
            blocks = im->source.blocks.n;
            arena_reset(arena);
        }
        printf("DOCX: %.0f/s a core %s (%zu KB packed, %zu blocks)\n", times / (seconds() - start),
               whole ? "into objects" : "into blocks", bytes.n >> 10, blocks);
    }
    arena_free(arena);
    arena_free(kept);
}

int main(void) {
    bench_csv(400);
    bench_docx(500);
    return 0;
}
