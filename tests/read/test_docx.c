#include "read/sheet.h"

#include "archive.h"
#include "support.h"

static struct arena *arena;
static struct import *im;

static int set_up(void **state) {
    (void)state;
    arena = arena_new(0);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

#define RELS(list) \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" list "</Relationships>"
#define REL(id, type, target) "<Relationship Id='" id "' Type='http://x/" type "' Target='" target "'/>"
#define W(name, inside) \
    "<w:" name " xmlns:w='w' xmlns:r='r' xmlns:mc='mc' xmlns:a='a' xmlns:m='m'>" inside "</w:" name ">"
#define P(inside) "<w:p>" inside "</w:p>"
#define R(text) "<w:r><w:t>" text "</w:t></w:r>"
#define STYLED(style, text) "<w:p><w:pPr><w:pStyle w:val='" style "'/></w:pPr>" R(text) "</w:p>"
#define LISTED(num, level, text) \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='" num "'/></w:numPr></w:pPr>" R(text) "</w:p>"

static const char styles[] = W("styles",
    "<w:style w:styleId='Judul1'><w:name w:val='heading 1'/></w:style>"
    "<w:style w:styleId='Bab'><w:name w:val='Bab'/><w:basedOn w:val='Judul1'/></w:style>"
    "<w:style w:styleId='Ulang'><w:name w:val='Ulang'/><w:basedOn w:val='Ulang'/><w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:styleId='Pokok'><w:name w:val='x'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>"
    "<w:style w:styleId='Daftar'><w:name w:val='List'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    "<w:style w:styleId='TOC1'><w:name w:val='toc 1'/></w:style>"
    "<w:style w:styleId='Kuat' w:type='character'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style>");
static const char numbering[] = W("numbering",
    "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
    "<w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/>"
    "<w:lvlText w:val='%1.%2)'/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='\xEF\x82\xB7'/>"
    "</w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId='2'><w:lvl w:ilvl='0'><w:start w:val='4'/><w:numFmt w:val='upperRoman'/>"
    "<w:lvlText w:val='BAB %1'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/>"
    "</w:lvlOverride></w:num><w:num w:numId='4'><w:abstractNumId w:val='2'/></w:num>");

struct extra {
    const char *header, *footnotes, *comments;
};

static struct str document(const char *body, struct extra x) {
    struct archive_member m[] = {
        {"_rels/.rels", RELS(REL("r1", "officeDocument", "word/document.xml")), 0, 0, 0, 0, 0},
        {"word/_rels/document.xml.rels",
         RELS(REL("r1", "styles", "styles.xml") REL("r2", "numbering", "numbering.xml")
                  REL("r3", "image", "media/a.png") REL("r4", "header", "header1.xml")
                      REL("r5", "footnotes", "footnotes.xml") REL("r6", "comments", "comments.xml")
                  "<Relationship Id='r7' Type='x/hyperlink' Target='https://karokab.go.id' TargetMode='External'/>"),
         0, 0, 0, 0, 0},
        {"word/document.xml", arena_printf(arena, W("document", "<w:body>%s</w:body>"), body), 0, 0, 0, 0, 0},
        {"word/styles.xml", styles, 0, 0, 0, 0, 0},
        {"word/numbering.xml", numbering, 0, 0, 0, 0, 0},
        {"word/media/a.png", "gambar", 0, 0, 0, 0, 0},
        {"word/header1.xml", x.header ? x.header : W("hdr", ""), 0, 0, 0, 0, 0},
        {"word/footnotes.xml", x.footnotes ? x.footnotes : W("footnotes", ""), 0, 0, 0, 0, 0},
        {"word/comments.xml", x.comments ? x.comments : W("comments", ""), 0, 0, 0, 0, 0}};
    return archive_make(arena, m, sizeof m / sizeof *m);
}

static void write_blocks(struct buf *b, const struct source_blocks *blocks);

static void write_table(struct buf *b, const struct source_block *s) {
    for (size_t r = 0; r < s->n_rows; r++) {
        for (size_t c = 0; c < s->rows[r].n; c++) {
            const struct source_cell *cell = &s->rows[r].cells[c];
            buf_printf(b, "[%d,%d%s: ", cell->colspan, cell->rowspan, cell->head ? "h" : "");
            write_blocks(b, &cell->blocks);
            buf_char(b, ']');
        }
        buf_str(b, r + 1 < s->n_rows ? "/" : "");
    }
}

// Blocks as lines: kind and level, marker, runs with their style in front, cells in brackets.
static void write_blocks(struct buf *b, const struct source_blocks *blocks) {
    for (size_t i = 0; i < blocks->n; i++) {
        const struct source_block *s = &blocks->items[i];
        buf_printf(b, "%c", "HPITG"[s->kind]);
        if (s->kind == SOURCE_HEADING || s->kind == SOURCE_ITEM) {
            buf_printf(b, "%d", s->level);
        }
        buf_printf(b, "%s%s ", s->marker ? " " : "", s->marker ? s->marker : "");
        for (size_t k = 0; k < s->n_runs; k++) {
            const struct source_run *r = &s->runs[k];
            buf_printf(b, "%s%s%s%s%s%s%s", r->style & RUN_BOLD ? "*" : "", r->style & RUN_ITALIC ? "/" : "",
                       r->style & RUN_SUP ? "^" : "", r->text, r->link ? "->" : "", r->link ? r->link : "",
                       k + 1 < s->n_runs ? "|" : "");
        }
        if (s->kind == SOURCE_IMAGE) {
            buf_printf(b, "%s %s %zu", s->image, s->description ? s->description : "", s->bytes.n);
        }
        write_table(b, s);
        buf_str(b, i + 1 < blocks->n ? "\n" : "");
    }
}

static bool read_document(struct str bytes) {
    im = import_new(arena, "usulan.docx", NULL, NULL, findings_new(arena, NULL), findings_new(arena, NULL));
    return docx_import(im, bytes);
}

static void becomes_with(const char *body, struct extra x, const char *expected) {
    if (!read_document(document(body, x))) {
        fail_msg("%s", im->findings->items[0].rule);
    }
    struct buf b = buf_new(arena);
    write_blocks(&b, &im->source.blocks);
    assert_string_equal(buf_text(&b), expected);
}

static void becomes(const char *body, const char *expected) {
    becomes_with(body, (struct extra){0}, expected);
    assert_int_equal(im->findings->n, 0);
}

static void paragraphs_are_whole_whatever_their_runs(void **state) {
    (void)state;
    becomes(P(R("Anta") R("r O") "<w:proofErr/>" R("bat") "<w:r><w:t xml:space='preserve'> Lansia</w:t></w:r>"),
            "P Antar Obat Lansia");
    becomes(P("") P(R("a") "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type='page'/></w:r>")
            P("<w:r><w:t>sama</w:t><w:noBreakHyphen/><w:t>sama di</w:t><w:softHyphen/><w:t>muka</w:t></w:r>"),
            "P a\tb\nc\nP sama\u2011sama di\u00ADmuka");
    becomes(P("<w:r><w:rPr><w:b/></w:rPr><w:t>Tujuan</w:t></w:r>" R(": ") "<w:r><w:rPr><w:i/><w:b w:val='0'/></w:rPr>"
              "<w:t>new</w:t></w:r><w:r><w:rPr><w:rStyle w:val='Kuat'/></w:rPr><w:t>kuat</w:t></w:r>"
              "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>"),
            "P *Tujuan|: |/new|*kuat|^2");
    becomes(P("<w:hyperlink r:id='r7'>" R("situs ") R("kami") "</w:hyperlink>" R(".")),
            "P situs kami->https://karokab.go.id|.");
    becomes(P("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>" R(" ya")), "P ✓ ya");
    becomes(P("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>" R("=c")), "P a+b=c");
}

static void styles_make_headings(void **state) {
    (void)state;
    becomes(STYLED("Judul1", "A") STYLED("Bab", "B") STYLED("Pokok", "C") STYLED("Ulang", "D") STYLED("Tiada", "E"),
            "H1 A\nH1 B\nH3 C\nP *D\nP E");
    becomes(STYLED("TOC1", "Latar belakang 3") P(R("isi")), "P isi");
    assert_int_equal(im->n_taken, 1);
    assert_string_equal(im->taken[0].text, "Latar belakang 3");
}

static void numbers_of_lists_are_rebuilt(void **state) {
    (void)state;
    becomes(LISTED("1", "0", "satu") LISTED("1", "1", "a") LISTED("1", "1", "b") P(R("sela")) LISTED("1", "0", "dua")
            LISTED("1", "1", "a lagi") LISTED("3", "0", "baru") LISTED("2", "0", "butir") LISTED("4", "0", "bab")
            STYLED("Daftar", "gaya") LISTED("0", "0", "bukan") LISTED("9", "0", "tiada"),
            "I0 1. satu\nI1 1.a) a\nI1 1.b) b\nP sela\nI0 2. dua\nI1 2.a) a lagi\nI0 1. baru\nI0 • butir\n"
            "I0 BAB IV bab\nI0 2. gaya\nP bukan\nP tiada");
}

#define TC(properties, inside) "<w:tc><w:tcPr>" properties "</w:tcPr>" inside "</w:tc>"

static void tables_keep_their_spans(void **state) {
    (void)state;
    becomes_with("<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" TC("<w:gridSpan w:val='2'/>", P(R("Rincian")))
            TC("", P(R("K"))) "</w:tr>"
            "<w:tr>" TC("<w:vMerge w:val='restart'/>", P(R("a"))) TC("", P(R("b")) P(R("c"))) TC("", P("")) "</w:tr>"
            "<w:sdt><w:sdtContent><w:tr>" TC("<w:vMerge/>", P("")) "<w:sdt><w:sdtContent>" TC("", P(R("d")))
            "</w:sdtContent></w:sdt>" TC("", "<w:tbl><w:tr>" TC("", P(R("dalam"))) "</w:tr></w:tbl>" P(""))
            "</w:tr></w:sdtContent></w:sdt><w:tr><w:trPr><w:del/></w:trPr>" TC("", P(R("hapus"))) "</w:tr></w:tbl>"
            P(""), (struct extra){0},
            "T [2,1h: P Rincian][1,1h: P K]/[1,2: P a][1,1: P b\nP c][1,1: ]/[1,1: P d][1,1: T [1,1: P dalam]]");
}

static void changes_are_taken_as_accepted(void **state) {
    (void)state;
    becomes_with(P(R("tiga ") "<w:del><w:r><w:delText>dua</w:delText></w:r></w:del><w:ins>" R("kecamatan") "</w:ins>"
                   "<w:moveFrom>" R("pindah") "</w:moveFrom><w:moveTo>" R(".") "</w:moveTo>")
                 "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" R("satu ") "</w:p>" P(R("kalimat")),
                 (struct extra){0}, "P tiga kecamatan.\nP satu kalimat");
    assert_true(findings_has(im->findings, "docx.tracked"));
}

#define BOX "<w:txbxContent>" P(R("kotak")) "</w:txbxContent>"

static void boxes_controls_notes_and_pictures_are_kept(void **state) {
    (void)state;
    becomes(P(R("a") "<w:r><mc:AlternateContent><mc:Choice><w:drawing>" BOX "</w:drawing></mc:Choice><mc:Fallback>"
              "<w:pict>" BOX "</w:pict></mc:Fallback></mc:AlternateContent></w:r>" R("b")), "P ab\nP kotak");
    becomes("<w:sdt><w:sdtContent>" P("<w:sdt><w:sdtContent>" R("isi") "</w:sdtContent></w:sdt><w:sdt><w:sdtPr>"
            "<w:showingPlcHdr/></w:sdtPr><w:sdtContent>" R("Klik di sini") "</w:sdtContent></w:sdt>")
            "</w:sdtContent></w:sdt>", "P isi");
    assert_string_equal(im->taken[0].text, "Klik di sini");
    becomes_with(P(R("teks") "<w:r><w:footnoteReference w:id='2'/></w:r>" R(" lanjut")),
                 (struct extra){.footnotes = W("footnotes", "<w:footnote w:id='1'>" P(R("lain")) "</w:footnote>"
                                               "<w:footnote w:id='2'>" P(R(" UU 23/2014")) "</w:footnote>")},
                 "P teks|^2| lanjut\nP ^2| UU 23/2014");
    becomes(P("<w:r><w:drawing><inline><docPr descr='Foto posko'/><a:blip r:embed='r3'/></inline></w:drawing></w:r>"),
            "G word/media/a.png Foto posko 6");
}

static void what_stands_beside_the_text_is_told(void **state) {
    (void)state;
    becomes_with(P(R("isi") "<w:r><w:commentReference w:id='0'/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>rahasia</w:t>"
                   "</w:r>"),
                 (struct extra){.header = W("hdr", P(R("PEMERINTAH KABUPATEN KARO"))),
                                .comments = W("comments", "<w:comment>" P(R("perbaiki")) "</w:comment>")}, "P isi");
    assert_int_equal(im->n_taken, 3);
    assert_string_equal(im->taken[0].text, "rahasia");
    assert_string_equal(im->taken[1].as, "perabot");
    assert_string_equal(im->taken[1].text, "PEMERINTAH KABUPATEN KARO ");
    assert_string_equal(im->taken[2].text, "perbaiki ");
    assert_true(findings_has(im->findings, "docx.comment"));
    assert_true(findings_has(im->findings, "docx.hidden"));
}

#define FIELD(code, result) \
    "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>" code "</w:instrText></w:r>" \
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" result "<w:r><w:fldChar w:fldCharType='end'/></w:r>"

static void fields_give_their_result_and_placeholders_are_told(void **state) {
    (void)state;
    becomes(P(R("hal ") FIELD(" PAGE ", R("3"))), "P hal 3");
    becomes(P(FIELD("HYPERLINK \"x\"", R("tautan ") FIELD("PAGEREF _Toc", R("7")))), "P tautan 7");
    becomes_with(P(R("Yth. ") FIELD(" MERGEFIELD Nama ", R("«Nama»"))), (struct extra){0}, "P Yth. «Nama»");
    assert_string_equal(im->findings->items[0].rule, "docx.placeholder");
    assert_string_equal(im->findings->items[0].args[0].value, "MERGEFIELD Nama");
    becomes_with(P(R("Nama")) P(R("$") R("{ttd_") R("pengirim}")), (struct extra){0}, "P Nama\nP ${ttd_pengirim}");
    assert_string_equal(im->findings->items[0].args[0].value, "${ttd_pengirim}");
    assert_string_equal(im->findings->items[0].place.section, "¶ 2");
}

static void traps_are_refused(void **state) {
    (void)state;
    static const char bomb[] = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
                               "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body>"
                               "</w:document>";
    struct archive_member m[] = {
        {"_rels/.rels", RELS(REL("r1", "officeDocument", "word/document.xml")), 0, 0, 0, 0, 0},
        {"word/document.xml", bomb, 0, 0, 0, 0, 0}};
    assert_false(read_document(archive_make(arena, m, 2)));
    assert_int_equal(im->findings->n, 1);
    assert_string_equal(im->findings->items[0].rule, "xml.doctype");
    m[1].bytes = W("document", "<w:other/>");
    assert_false(read_document(archive_make(arena, m, 2)));
    assert_int_equal(im->findings->n, 1);
    assert_string_equal(im->findings->items[0].rule, "ooxml.main");
    struct buf deep = buf_new(arena);
    for (int i = 0; i < 30; i++) {
        buf_str(&deep, "<w:tbl><w:tr><w:tc>");
    }
    buf_str(&deep, P(R("dalam")));
    for (int i = 0; i < 30; i++) {
        buf_str(&deep, "</w:tc></w:tr></w:tbl>");
    }
    assert_true(read_document(document(deep.p, (struct extra){0})));
    assert_string_equal(im->findings->items[0].rule, "docx.deep");
}

// Changed bytes of the body: read or refused with findings, never a crash, and bounded memory.
static void changed_bytes_never_do_harm(void **state) {
    (void)state;
    static const char body[] = LISTED("1", "0", "satu") "<w:tbl><w:tr>" TC("<w:gridSpan w:val='2'/>", P(R("x")))
        TC("<w:vMerge/>", P("")) "</w:tr></w:tbl>"
        P(FIELD(" PAGE ", R("3")) "<w:r><w:drawing>" BOX "</w:drawing></w:r>");
    unsigned seed = 31;
    for (int i = 0; i < 1500; i++) {
        struct arena *own = arena_new((size_t)64 << 20), *kept = arena;
        arena = own;
        char *changed = arena_strdup(own, body);
        for (int k = 0; k < 1 + i % 3; k++) {
            seed = seed * 1103515245u + 12345u;
            changed[(seed >> 8) % (sizeof body - 1)] = "<>='/w:19& \xE9"[(seed >> 3) % 12];
        }
        bool read = read_document(document(changed, (struct extra){0}));
        assert_true(read || im->findings->n == 1);
        arena_free(own);
        arena = kept;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(paragraphs_are_whole_whatever_their_runs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(styles_make_headings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_of_lists_are_rebuilt, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tables_keep_their_spans, set_up, tear_down),
        cmocka_unit_test_setup_teardown(changes_are_taken_as_accepted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(boxes_controls_notes_and_pictures_are_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_stands_beside_the_text_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(fields_give_their_result_and_placeholders_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(traps_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(changed_bytes_never_do_harm, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
