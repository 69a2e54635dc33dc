#include "support.h"

#include "read/shape.h"

#define BYTES(text) text, sizeof text - 1

static void content_tells_the_kind(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
        enum shape_kind kind;
        const char *rule;
    } table[] = {
        {BYTES(""), SHAPE_EMPTY, "read.empty"},
        {BYTES(" \n\t\xEF\xBB"), SHAPE_TEXT, NULL},
        {BYTES("\xEF\xBB\xBF \r\n"), SHAPE_EMPTY, "read.empty"},
        {BYTES("Tujuan Inovasi : maju"), SHAPE_TEXT, NULL},
        {BYTES("| Rincian | Keterangan |\n|---|---|\n"), SHAPE_TEXT, NULL},
        {BYTES("# Judul\n\n**tebal**"), SHAPE_TEXT, NULL},
        {BYTES("\xFF\xFET\0u\0"), SHAPE_TEXT, NULL},
        {BYTES("\xFF\xFEN\0;\0O\0;\0P\0\n\0a\0;\0b\0;\0c\0\n\0"), SHAPE_CSV, NULL},
        {BYTES("\xFE\xFF\0N\0;\0O\0;\0P\0\n\0a\0;\0b\0;\0c"), SHAPE_CSV, NULL},
        {BYTES("<data xmlns=\"urn:naskah:1\"/>"), SHAPE_XML, NULL},
        {BYTES("<?xml version=\"1.0\"?><data xmlns=\"urn:naskah:1\"/>"), SHAPE_XML, NULL},
        {BYTES("\xFF\xFE<\0d\0"), SHAPE_XML, NULL},
        {BYTES("<!DOCTYPE html><html></html>"), SHAPE_HTML, NULL},
        {BYTES("\n <HTML lang=id><body>"), SHAPE_HTML, NULL},
        {BYTES("<?xml version=\"1.0\"?><!DOCTYPE html><html>"), SHAPE_HTML, NULL},
        {BYTES("<div class=\"a\"><p>x</p></div>"), SHAPE_HTML, NULL},
        {BYTES("<table><tr><td>Nama</td></tr></table>"), SHAPE_HTML, NULL},
        {BYTES("Nama;NIP;Instansi\nA;1;x\nB;2;y\n"), SHAPE_CSV, NULL},
        {BYTES("Nama\tNIP\tInstansi\nA\t1\tx\n"), SHAPE_CSV, NULL},
        {BYTES("\"Cap waktu\",\"Nama\",\"Judul\"\n\"1\",\"a\nb\",\"c\"\n"), SHAPE_CSV, NULL},
        {BYTES("sep=;\na;b\n"), SHAPE_CSV, NULL},
        {BYTES("Warga, desa, dan kota maju.\nMaju, adil, makmur.\n"), SHAPE_TEXT, NULL},
        {BYTES("PK\3\4[Content_Types].xml word/document.xml"), SHAPE_DOCX, NULL},
        {BYTES("PK\3\4[Content_Types].xml xl/workbook.xml"), SHAPE_XLSX, NULL},
        {BYTES("PK\3\4usulan.txt"), SHAPE_ZIP, NULL},
        {BYTES("PK\3\4mimetypeapplication/vnd.oasis.opendocument.text"), SHAPE_FOREIGN, "read.foreign.odt"},
        {BYTES("PK\3\4mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), SHAPE_FOREIGN, "read.foreign.ods"},
        {BYTES("PK\3\4 ppt/presentation.xml"), SHAPE_FOREIGN, "read.foreign.ppt"},
        {BYTES("\xD0\xCF\x11\xE0..W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"), SHAPE_FOREIGN, "read.foreign.doc"},
        {BYTES("\xD0\xCF\x11\xE0..W\0o\0r\0k\0b\0o\0o\0k\0"), SHAPE_FOREIGN, "read.foreign.xls"},
        {BYTES("\xD0\xCF\x11\xE0..E\0n\0c\0r\0y\0p\0t\0e\0d\0"), SHAPE_FOREIGN, "read.foreign.encrypted"},
        {BYTES("\xD0\xCF\x11\xE0.."), SHAPE_FOREIGN, "read.foreign.office"},
        {BYTES("%PDF-1.7"), SHAPE_FOREIGN, "read.foreign.pdf"},
        {BYTES("{\\rtf1 a}"), SHAPE_FOREIGN, "read.foreign.rtf"},
        {BYTES("\x89PNG\r\n"), SHAPE_FOREIGN, "read.foreign.image"},
        {BYTES("\xFF\xD8\xFF\xE0"), SHAPE_FOREIGN, "read.foreign.image"},
        {BYTES("....ftypheic...."), SHAPE_FOREIGN, "read.foreign.image"},
        {BYTES("Rar!\x1A\7"), SHAPE_FOREIGN, "read.foreign.archive"},
        {BYTES("-- dump\nINSERT INTO inovasi VALUES (1)"), SHAPE_FOREIGN, "read.foreign.sql"},
        {BYTES("{\"nama\": \"a\"}"), SHAPE_FOREIGN, "read.foreign.json"},
        {BYTES("[{\"nama\": \"a\"}]\r\n"), SHAPE_FOREIGN, "read.foreign.json"},
        {BYTES("[x] bukan JSON"), SHAPE_TEXT, NULL},
        {BYTES("MIME-Version: 1.0\nContent-Type: multipart/related"), SHAPE_FOREIGN, "read.foreign.mhtml"},
        {BYTES("ab\0cd\0\0ef"), SHAPE_FOREIGN, "read.foreign.binary"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct shape shape = shape_of((struct str){table[i].bytes, table[i].n});
        if (shape.kind != table[i].kind || strcmp(shape.rule ? shape.rule : "", table[i].rule ? table[i].rule : "")) {
            fail_msg("row %zu: kind %d, rule %s", i, (int)shape.kind, shape.rule ? shape.rule : "-");
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(content_tells_the_kind)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
