#include "read/sheet.h"

#include "archive.h"
#include "support.h"

static struct arena *arena;
static struct findings *findings;

static int set_up(void **state) {
    (void)state;
    arena = arena_new(0);
    findings = findings_new(arena, NULL);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

#define RELS(list) "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" list \
    "</Relationships>"
#define REL(id, type, target) "<Relationship Id='" id "' Type='http://x/" type "' Target='" target "'/>"
#define BOOK(sheets) "<workbook xmlns='m' xmlns:r='r'><sheets>" sheets "</sheets></workbook>"
#define STYLES "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='[$-421]dd\\ mmmm\\ yyyy'/>" \
    "<numFmt numFmtId='165' formatCode='&quot;Rp&quot;#,##0'/></numFmts><cellXfs><xf numFmtId='0'/>" \
    "<xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='10'/></cellXfs></styleSheet>"

struct parts {
    const char *book, *sheet, *strings;
};

static struct str workbook(struct parts p) {
    struct archive_member m[] = {
        {"_rels/.rels", RELS(REL("r1", "officeDocument", "xl/workbook.xml")), 0, 0, 0, 0, 0},
        {"xl/_rels/workbook.xml.rels",
         RELS(REL("r1", "worksheet", "worksheets/sheet1.xml") REL("r2", "sharedStrings", "/xl/sharedStrings.xml")
                  REL("r3", "styles", "styles.xml")), 0, 0, 0, 0, 0},
        {"xl/workbook.xml", p.book ? p.book : BOOK("<sheet name='Tim' sheetId='1' r:id='r1'/>"), 0, 0, 0, 0, 0},
        {"xl/worksheets/sheet1.xml", p.sheet, 0, 0, 0, 0, 0},
        {"xl/styles.xml", STYLES, 0, 0, 0, 0, 0},
        {"xl/sharedStrings.xml", p.strings ? p.strings : "<sst/>", 0, 0, 0, 0, 0}};
    return archive_make(arena, m, 6);
}

static struct workbook read_good(struct parts p) {
    struct workbook w;
    bool read = xlsx_read(arena, "tim.xlsx", workbook(p), findings, &w);
    if (!read) {
        fail_msg("%s", findings->items[0].rule);
    }
    return w;
}

static const char *cell_text(const struct workbook *w, int row, int column) {
    for (size_t i = 0; i < w->sheets[0].n; i++) {
        const struct sheet_row *r = &w->sheets[0].rows[i];
        const struct sheet_cell *c = r->number == row ? sheet_cell(r, column) : NULL;
        if (c) {
            return c->text;
        }
    }
    return NULL;
}

static void cells_of_all_kinds_are_read(void **state) {
    (void)state;
    struct workbook w = read_good((struct parts){
        .sheet = "<worksheet><sheetData><row r='2'><c r='A2' t='s'><v>0</v></c><c r='C2' t='s'><v>1</v></c>"
                 "<c r='D2' t='inlineStr'><is><r><t>dua </t></r><r><rPr><b/></rPr><t>kata</t></r>"
                 "<rPh><t>bunyi</t></rPh></is></c><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c>"
                 "<c t='str'><f>A2&amp;\"x\"</f><v>A&amp;B</v></c></row>"
                 "<row><c s='0'><v>12.5</v></c><c s='1'><v>45728</v></c><c s='2'><v>45728.375</v></c>"
                 "<c s='3'><v>1250000</v></c><c s='4'><v>0.805</v></c><c><v>1.97409232002122E+17</v></c>"
                 "<c s='1'><v>0.375</v></c><c t='d'><v>2025-03-12</v></c><c t='s'><v>99</v></c></row>"
                 "</sheetData></worksheet>",
        .strings = "<sst><si><t>Nama</t></si><si><r><t xml:space='preserve'>Jalan </t></r><r><t>Veteran_x000D_\n"
                   "No. 1</t></r><rPh sb='0'><t>x</t></rPh></si></sst>"});
    assert_int_equal(findings->n, 0);
    static const struct {
        int row, column;
        const char *text;
    } expected[] = {{2, 1, "Nama"}, {2, 2, NULL}, {2, 3, "Jalan Veteran\nNo. 1"}, {2, 4, "dua kata"}, {2, 5, "TRUE"},
                    {2, 6, "#N/A"}, {2, 7, "A&B"}, {3, 1, "12.5"}, {3, 2, "2025-03-12"}, {3, 3, "2025-03-12 09:00"},
                    {3, 4, "1250000"}, {3, 5, "80.5%"}, {3, 6, "1.97409232002122e+17"}, {3, 7, "09:00"},
                    {3, 8, "2025-03-12"}, {3, 9, NULL}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const char *found = cell_text(&w, expected[i].row, expected[i].column);
        if (!expected[i].text) {
            assert_null(found);
        } else {
            assert_non_null(found);
            assert_string_equal(found, expected[i].text);
        }
    }
    struct source_place p = sheet_place(&w.sheets[0], &w.sheets[0].rows[1], 3);
    assert_string_equal(source_spot(arena, &p), "Tim!C3");
}

static void days_become_dates(void **state) {
    (void)state;
    static const struct {
        double serial;
        bool from_1904;
        const char *text;
    } days[] = {{1, false, "1900-01-01"},     {59, false, "1900-02-28"},    {61, false, "1900-03-01"},
                {25569, false, "1970-01-01"}, {45658, false, "2025-01-01"}, {0, true, "1904-01-01"},
                {44196, true, "2025-01-01"},  {45728.5, false, "2025-03-12 12:00"},
                {45728.999999, false, "2025-03-13"},  {2958465, false, "9999-12-31"}, {60, false, NULL},
                {-1, false, NULL},            {3000000, false, NULL}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        char out[32];
        bool dated = sheet_date(days[i].serial, days[i].from_1904, out);
        assert_int_equal(dated, days[i].text != NULL);
        if (dated) {
            assert_string_equal(out, days[i].text);
        }
    }
    static const char *const dates[] = {"dd/mm/yyyy", "[$-421]dd mmmm yyyy", "h:mm", "[h]:mm", "yyyy\\-mm\\-dd"};
    static const char *const numbers[] = {"General", "0.00", "#,##0 \"hari\"", "[Red]0", "\"Rp\"#,##0", "0\\d", "@"};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        assert_true(sheet_date_format(dates[i]));
    }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        assert_false(sheet_date_format(numbers[i]));
    }
    struct workbook w = read_good((struct parts){
        .book = "<workbook xmlns:r='r'><workbookPr date1904='1'/><sheets><sheet name='T' r:id='r1'/></sheets>"
                "</workbook>",
        .sheet = "<worksheet><sheetData><row><c s='1'><v>44196</v></c></row></sheetData></worksheet>"});
    assert_string_equal(cell_text(&w, 1, 1), "2025-01-01");
}

static void merged_hidden_and_unsaved_cells_are_told(void **state) {
    (void)state;
    struct workbook w = read_good((struct parts){
        .book = BOOK("<sheet name='Tim' state='hidden' r:id='r1'/>"),
        .sheet = "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c></row>"
                 "<row r='2' hidden='1'><c r='A2'/><c r='B2'><v>3</v></c></row>"
                 "<row r='3'><c r='B3'><v>4</v></c><c r='C3'><f>B3*2</f></c></row></sheetData>"
                 "<mergeCells><mergeCell ref='A1:A3'/><mergeCell ref='X1:9'/></mergeCells></worksheet>"});
    assert_string_equal(cell_text(&w, 2, 1), "1");
    assert_string_equal(cell_text(&w, 3, 1), "1");
    assert_true(w.sheets[0].rows[1].cells[0].merged);
    assert_true(w.sheets[0].hidden && w.sheets[0].rows[1].hidden);
    assert_int_equal(findings->n, 3);
    assert_true(findings_has(findings, "sheet.hidden"));
    assert_true(findings_has(findings, "sheet.hidden-rows"));
    assert_string_equal(findings->items[2].rule, "sheet.formula");
    assert_string_equal(findings->items[2].place.section, "Tim!C3");
}

static void refused(struct str bytes, const char *rule) {
    struct arena *own = arena_new(0);
    struct findings *f = findings_new(own, NULL);
    struct workbook w;
    assert_false(xlsx_read(own, "tim.xlsx", bytes, f, &w));
    assert_int_equal(f->n, 1);
    assert_string_equal(f->items[0].rule, rule);
    arena_free(own);
}

#define SHEET "<worksheet><sheetData><row><c t='s'><v>0</v></c></row></sheetData></worksheet>"

static void traps_are_refused(void **state) {
    (void)state;
    static const char bomb[] = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;'>]>"
                               "<worksheet><sheetData><row><c t='str'><v>&b;</v></c></row></sheetData></worksheet>";
    refused(workbook((struct parts){.sheet = bomb}), "ooxml.doctype");
    refused(workbook((struct parts){.sheet = SHEET, .strings = "<!DOCTYPE sst SYSTEM 'file:///etc/passwd'><sst/>"}),
            "ooxml.doctype");
    refused(workbook((struct parts){.sheet = SHEET, .book = "<!DOCTYPE a []><workbook/>"}), "xml.doctype");
    refused(workbook((struct parts){.sheet = "<worksheet><sheetData>"}), "ooxml.xml");
    refused(workbook((struct parts){.sheet = "bukan XML"}), "ooxml.xml");
    char *deep = arena_alloc(arena, 400000);
    for (int i = 0; i < 100000; i++) {
        memcpy(deep + i * 3, "<a>", 4);
    }
    refused(workbook((struct parts){.sheet = deep}), "ooxml.xml");
    struct archive_member odd[] = {
        {"_rels/.rels", RELS(REL("r1", "officeDocument", "../../etc/passwd")), 0, 0, 0, 0, 0}};
    refused(archive_make(arena, odd, 1), "ooxml.main");
    struct archive_member none[] = {{"isi.txt", "x", 0, 0, 0, 0, 0}};
    refused(archive_make(arena, none, 1), "ooxml.main");
}

static void a_million_cells_are_the_limit(void **state) {
    (void)state;
    struct buf b = buf_new(arena);
    buf_str(&b, "<worksheet><sheetData>");
    size_t end = 0;
    for (int r = 0; r < 10001; r++) {
        end = r == 10000 ? b.n : end;
        buf_str(&b, "<row>");
        for (int c = 0; c < 100; c++) {
            buf_str(&b, "<c><v>7</v></c>");
        }
        buf_str(&b, "</row>");
    }
    struct buf fits = buf_new(arena);
    buf_add(&fits, b.p, end);
    buf_str(&b, "</sheetData></worksheet>");
    buf_str(&fits, "</sheetData></worksheet>");
    refused(workbook((struct parts){.sheet = b.p}), "sheet.large");
    struct str whole = workbook((struct parts){.sheet = fits.p});
    struct arena *own = arena_new((size_t)200 << 20);  // and memory is bounded
    struct workbook w;
    assert_true(xlsx_read(own, "tim.xlsx", whole, findings_new(own, NULL), &w));
    assert_int_equal(w.cells, SHEET_MAX_CELLS);
    arena_free(own);
    struct buf long_text = buf_new(arena);
    buf_str(&long_text, "<worksheet><sheetData><row><c t='str'><v>");
    for (int i = 0; i < 200000; i++) {
        buf_str(&long_text, "teks yang panjang sekali, sekali lagi ");
    }
    buf_str(&long_text, "</v></c></row></sheetData></worksheet>");
    refused(workbook((struct parts){.sheet = long_text.p}), "sheet.large");
}

static void macros_are_noted_and_not_run(void **state) {
    (void)state;
    struct archive_member m[] = {
        {"_rels/.rels", RELS(REL("r1", "officeDocument", "xl/workbook.xml")), 0, 0, 0, 0, 0},
        {"xl/_rels/workbook.xml.rels", RELS(REL("r1", "worksheet", "s.xml")), 0, 0, 0, 0, 0},
        {"xl/workbook.xml", BOOK("<sheet name='Tim' r:id='r1'/>"), 0, 0, 0, 0, 0},
        {"xl/s.xml", "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>", 0, 0, 0, 0, 0},
        {"xl/vbaProject.bin", "Sub Auto_Open()", 0, 0, 0, 0, 0}};
    struct workbook w;
    assert_true(xlsx_read(arena, "tim.xlsm", archive_make(arena, m, 5), findings, &w));
    assert_int_equal(findings->n, 1);
    assert_string_equal(findings->items[0].rule, "ooxml.macro");
    assert_string_equal(cell_text(&w, 1, 1), "1");
}

// Changed bytes in each part: read or refused with a finding, never a crash.
static void changed_bytes_never_do_harm(void **state) {
    (void)state;
    static const char sheet[] = "<worksheet><sheetData><row r='1'><c r='A1' t='s' s='1'><v>0</v></c><c r='B1' s='2'>"
        "<v>45728</v></c><c t='inlineStr'><is><t>x_x0041_</t></is></c></row></sheetData><mergeCells>"
        "<mergeCell ref='A1:A3'/></mergeCells></worksheet>";
    static const char strings[] = "<sst><si><t>Nama</t></si></sst>";
    unsigned seed = 23;
    for (int i = 0; i < 1500; i++) {
        struct arena *own = arena_new((size_t)64 << 20), *kept = arena;
        arena = own;
        char *a = arena_strdup(own, sheet), *b = arena_strdup(own, strings);
        for (int k = 0; k < 3; k++) {
            seed = seed * 1103515245u + 12345u;
            char *at = seed & 1 ? a + (seed >> 8) % (sizeof sheet - 1) : b + (seed >> 8) % (sizeof strings - 1);
            *at = "<>='/x1&; \xE9"[(seed >> 3) % 11];
        }
        struct str bytes = workbook((struct parts){.sheet = a, .strings = b});
        struct findings *f = findings_new(own, NULL);
        struct workbook w;
        bool read = xlsx_read(own, "x", bytes, f, &w);
        assert_true(read || f->n > 0);
        arena_free(own);
        arena = kept;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(cells_of_all_kinds_are_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(days_become_dates, set_up, tear_down),
        cmocka_unit_test_setup_teardown(merged_hidden_and_unsaved_cells_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(traps_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_million_cells_are_the_limit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(macros_are_noted_and_not_run, set_up, tear_down),
        cmocka_unit_test_setup_teardown(changed_bytes_never_do_harm, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
