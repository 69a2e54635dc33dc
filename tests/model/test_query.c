#include "model/query.h"

#include <libxml/parser.h>
#include <math.h>

#include "base/xml.h"
#include "support.h"

static struct arena *arena;
static xmlDoc *doc;
static const xmlNode *root;

static const char record[] =
    "<naskah id='sk-1' tanggal='2025-02-10' tahun='2025'><tentang>Pembentukan <b>Tim</b></tentang>"
    "<menimbang>satu</menimbang><menimbang>dua</menimbang><menimbang>tiga</menimbang>"
    "<tata margin-atas='20mm' ukuran-umum='12pt'/>"
    "<penanda peran='penetap' kapasitas='an'><orang nama='Lestari' nomor='196804111993031009'/></penanda>"
    "<penanda peran='notulis'><orang nama='Siti'/></penanda>"
    "<kontrak><program nama='A' anggaran='1427000000'/><program nama='B' anggaran='5000000000'/></kontrak></naskah>";

static int set_up(void **state) {
    (void)state;
    arena = arena_new(0);
    struct findings *findings = findings_new(arena, NULL);
    doc = xml_parse(arena, "record", (struct str){record, sizeof record - 1}, findings);
    assert_non_null(doc);
    root = xmlDocGetRootElement(doc);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static const char *const names[] = {"nama", "n", NULL};
static const char *const values[] = {"Budi", "3", NULL};
static struct query_scope scope_at(size_t position, size_t last) {
    return (struct query_scope){arena, names, values, position, last, NULL, NULL};
}

static struct query *compiled(const char *text) {
    struct query_problem problem;
    struct query *q = query_compile(arena, text, names, &problem);
    if (!q) {
        fail_msg("%s: %s at %d near \"%s\"", text, problem.what, problem.column, problem.word);
    }
    return q;
}

static const char *string_of(const char *text) {
    struct query_scope scope = scope_at(2, 5);
    return query_string(compiled(text), root, &scope, NULL);
}

struct string_row {
    const char *query, *value;
};

static void check_strings(const struct string_row *rows, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const char *value = string_of(rows[i].query);
        if (strcmp(value, rows[i].value) != 0) {
            fail_msg("%s gave \"%s\", should be \"%s\"", rows[i].query, value, rows[i].value);
        }
    }
}

static const struct string_row path_rows[] = {
    {"@id", "sk-1"},
    {"./@id", "sk-1"},
    {".", "Pembentukan Timsatuduatiga"},
    {"tentang", "Pembentukan Tim"},
    {"menimbang", "satu"},
    {"menimbang[2]", "dua"},
    {"menimbang[last()]", "tiga"},
    {"penanda[@peran='notulis']/orang/@nama", "Siti"},
    {"penanda[@peran = \"penetap\"]/orang/@nama", "Lestari"},
    {"penanda[orang/@nama='Siti']/@peran", "notulis"},
    {"/naskah/penanda[2]/orang/@nama", "Siti"},
    {"*/@margin-atas", "20mm"},
    {"penanda/orang/../@peran", "penetap"},
    {"tembusan", ""},
    {"'teks (a)'", "teks (a)"},
    {"$nama", "Budi"},
    {"$n + 4", "7"},
    {"position()", "2"},
    {"last()", "5"},
    {"position() = last()", ""},
    {"position() + 3 = last()", "true"},
};

static const struct string_row function_rows[] = {
    {"count(menimbang)", "3"},
    {"sum(kontrak/program/@anggaran)", "6427000000"},
    {"rupiah(sum(kontrak/program/@anggaran))", "Rp6.427.000.000,00"},
    {"rupiah-kata(1500)", "seribu lima ratus rupiah"},
    {"angka-uang(1500)", "1.500,00"},
    {"angka(12500)", "12.500"},
    {"7 div 2", "3.5"},
    {"7 mod 2", "1"},
    {"-3 * 2", "-6"},
    {"number('x')", ""},
    {"1 div 0", ""},
    {"concat('a', 'b', 3)", "ab3"},
    {"kapital(tentang)", "PEMBENTUKAN TIM"},
    {"tanggal(@tanggal)", "10 Februari 2025"},
    {"hari-tanggal(@tanggal)", "Senin, 10 Februari 2025"},
    {"tanggal-kata(@tanggal)", "hari Senin tanggal sepuluh bulan Februari tahun dua ribu dua puluh lima"},
    {"hari(@tanggal)", "Senin"},
    {"bulan(@tanggal)", "Februari"},
    {"tahun(@tanggal)", "2025"},
    {"tanggal('besok')", "besok"},
    {"pukul('09:00')", "09.00"},
    {"pukul('pagi')", "pagi"},
    {"terbilang(count(menimbang))", "tiga"},
    {"romawi(position())", "II"},
    {"huruf(27)", "aa"},
    {"diktum(12)", "KEDUA BELAS"},
    {"nip('NIP', penanda/orang/@nomor)", "19680411 199303 1 009"},
    {"pangkat('IV/b')", "Pembina Tingkat I"},
    {"pilih(tembusan, 'ya', 'tidak')", "tidak"},
    {"pilih(menimbang, 'ya', 'tidak')", "ya"},
    {"gabung(menimbang, ', ', ', dan ')", "satu, dua, dan tiga"},
    {"gabung(penanda/orang/@nama, ', ', ', dan ')", "Lestari dan Siti"},
    {"gabung(tembusan, ', ')", ""},
    {"huruf-sebelum(2, 'huruf', 'dan')", "huruf a"},
    {"huruf-sebelum(3, 'huruf', 'dan')", "huruf a dan huruf b"},
    {"huruf-sebelum(4, 'huruf', 'dan')", "huruf a, huruf b, dan huruf c"},
    {"judul('PEMBENTUKAN TIM DAN UPTD DI KARO')", "Pembentukan Tim dan Uptd di Karo"},
    {"judul('pembentukan tim UPTD di karo')", "Pembentukan Tim UPTD di Karo"},
    {"awali('tim', 'bahwa ')", "bahwa tim"},
    {"awali('Bahwa tim', 'bahwa ')", "Bahwa tim"},
    {"awali('', ', ')", ""},
    {"pt('1in')", "72"},
    {"mm(tata/@margin-atas) + 4", "24"},
    {"pt(tata/@ukuran-umum) * 1.5", "18"},
    {"normalize-space('  a  b ')", "a b"},
};

static void paths(void **state) {
    (void)state;
    check_strings(path_rows, sizeof path_rows / sizeof *path_rows);
}

static void functions(void **state) {
    (void)state;
    check_strings(function_rows, sizeof function_rows / sizeof *function_rows);
}

static bool holds(const char *text) {
    struct query_scope scope = scope_at(1, 3);
    return query_test(compiled(text), root, &scope);
}

static void tests(void **state) {
    (void)state;
    assert_true(holds("menimbang"));
    assert_false(holds("tembusan"));
    assert_true(holds("not(tembusan)"));
    assert_true(holds("@id"));
    assert_false(holds("@varian"));
    assert_true(holds("menimbang and tentang"));
    assert_true(holds("tembusan or tentang"));
    assert_true(holds("count(menimbang) > 2 and count(menimbang) <= 3"));
    assert_true(holds("$n = 3"));
    assert_true(holds("$nama"));
    assert_false(holds("''"));
    assert_false(holds("0"));
    assert_true(holds("menimbang = 'dua'"));
    assert_true(holds("starts-with(tentang, 'Pem') and contains(tentang, 'Tim')"));
    assert_true(holds("penanda[@kapasitas]"));
    assert_false(holds("penanda[@kapasitas='ub']"));
}

static void sources_and_lists(void **state) {
    (void)state;
    struct query_scope scope = scope_at(0, 0);
    const xmlNode *source;
    query_string(compiled("tentang"), root, &scope, &source);
    assert_true(xml_is(source, "tentang"));
    query_string(compiled("penanda/orang/@nama"), root, &scope, &source);
    assert_true(xml_is(source, "orang"));
    query_string(compiled("kapital(tentang)"), root, &scope, &source);
    assert_null(source);
    size_t n;
    const xmlNode **nodes = query_nodes(compiled("penanda | menimbang"), root, &scope, &n);
    assert_int_equal(n, 5);
    assert_true(xml_is(nodes[0], "menimbang"));
    assert_true(xml_is(nodes[4], "penanda"));
    nodes = query_nodes(compiled("penanda/orang"), root, &scope, &n);
    assert_int_equal(n, 2);
    query_nodes(compiled("tembusan"), root, &scope, &n);
    assert_int_equal(n, 0);
    query_nodes(compiled("'a'"), root, &scope, &n);
    assert_int_equal(n, 0);
    assert_true(query_number(compiled("count(menimbang) * 2"), root, &scope) == 6);
    assert_true(isnan(query_number(compiled("tentang"), root, &scope)));
    assert_false(query_selects_elements(compiled("count(penanda)")));
    assert_true(query_selects_elements(compiled("penanda[@peran='penetap']/orang")));
    assert_false(query_selects_elements(compiled("orang/@nama")));
}

static void reads_are_noted(void **state) {
    (void)state;
    const char *const *reads =
        query_reads(compiled("pilih(@tanggal, tanggal(@tanggal), penanda[@peran='x']/orang/@nama)"));
    static const char *const expected[] = {"@tanggal", "penanda/@peran", "penanda/orang/@nama"};
    for (int i = 0; i < 3; i++) {
        assert_non_null(reads[i]);
        assert_string_equal(reads[i], expected[i]);
    }
    assert_null(reads[3]);
    assert_null(*query_reads(compiled("'x'")));
}

static void wrong_queries(void **state) {
    (void)state;
    static const struct {
        const char *query, *what, *word, *nearest;
        int column;
    } rows[] = {
        {"not(penandaa)", "query.element", "penandaa", "penanda", 5},
        {"penanda/orang/@nma", "query.attribute", "nma", "nama", 16},
        {"tangal(@tanggal)", "query.function", "tangal", "tanggal", 1},
        {"$nam", "query.variable", "nam", "nama", 1},
        {"//orang", "query.syntax", NULL, NULL, 0},
        {"penanda//orang", "query.syntax", NULL, NULL, 0},
        {"child::orang", "query.element", NULL, NULL, 0},
        {"penanda/text()", "query.function", "text", NULL, 9},
        {"node()", "query.function", "node", NULL, 0},
        {"", "query.syntax", NULL, NULL, 1},
        {"(@id", "query.syntax", NULL, NULL, 0},
        {"@id)", "query.syntax", NULL, NULL, 4},
        {"'abc", "query.syntax", NULL, NULL, 0},
        {"menimbang[", "query.syntax", NULL, NULL, 0},
        {"menimbang[1", "query.syntax", NULL, NULL, 0},
        {"count()", "query.arguments", "count", NULL, 1},
        {"count('a')", "query.nodes", "count", NULL, 7},
        {"gabung('a', ', ')", "query.nodes", "gabung", NULL, 8},
        {"pilih(@id, 'a')", "query.arguments", "pilih", NULL, 1},
        {"@id @id", "query.syntax", NULL, NULL, 5},
        {"@id =", "query.syntax", NULL, NULL, 0},
        {"penanda | 'a'", "query.nodes", NULL, NULL, 0},
        {"$nama[1]", "query.syntax", NULL, NULL, 6},
        {"ns:orang", "query.element", NULL, NULL, 0},
        {"document('a')", "query.function", "document", NULL, 1},
        {"@", "query.syntax", NULL, NULL, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct query_problem p = {0};
        if (query_compile(arena, rows[i].query, names, &p)) {
            fail_msg("%s was taken", rows[i].query);
        }
        if (strcmp(p.what, rows[i].what) != 0 || (rows[i].column && p.column != rows[i].column)) {
            fail_msg("%s: %s at %d \"%s\"", rows[i].query, p.what, p.column, p.word);
        }
        if (rows[i].word) {
            assert_string_equal(p.word, rows[i].word);
        }
        if (rows[i].nearest) {
            assert_non_null(p.nearest);
            assert_string_equal(p.nearest, rows[i].nearest);
        }
    }
}

static void bounds(void **state) {
    (void)state;
    struct query_problem p;
    char *deep = arena_alloc(arena, 4096);
    memset(deep, '(', 1500);
    assert_null(query_compile(arena, deep, names, &p));
    assert_string_equal(p.what, "query.long");
    char *longest = arena_alloc(arena, 4096);
    memset(longest, ' ', 3000);
    assert_null(query_compile(arena, longest, names, &p));
    assert_string_equal(p.what, "query.long");
    char *minus = arena_alloc(arena, 1200);
    memset(minus, '-', 1000);
    memcpy(minus + 1000, "1", 2);
    struct query *q = query_compile(arena, minus, names, &p);
    if (q) {
        struct query_scope scope = scope_at(0, 0);
        assert_true(query_number(q, root, &scope) == 1);
    }
}

// Work that grows with the cube of the data is cut off and counted, never waited for.
static void costly_queries_are_cut_off(void **state) {
    (void)state;
    xmlDoc *wide = xml_derived(arena, "naskah");
    for (int i = 0; i < 4000; i++) {
        xml_set(xml_add(xmlDocGetRootElement(wide), "peserta"), "nama", "x");
    }
    size_t failures = 0;
    struct query_scope scope = {arena, names, values, 0, 0, &failures, NULL};
    struct query *q = compiled("count(peserta[count(../peserta[count(../peserta) > 1]) > 1])");
    assert_string_equal(query_string(q, xmlDocGetRootElement(wide), &scope, NULL), "");
    assert_int_equal(failures, 1);
    assert_string_equal(query_string(compiled("count(peserta)"), xmlDocGetRootElement(wide), &scope, NULL), "4000");
    assert_int_equal(failures, 1);
}

int main(void) {
    const struct CMUnitTest all[] = {
        cmocka_unit_test(paths), cmocka_unit_test(functions),
        cmocka_unit_test(tests),
        cmocka_unit_test(sources_and_lists),
        cmocka_unit_test(reads_are_noted),
        cmocka_unit_test(wrong_queries),
        cmocka_unit_test(bounds),
        cmocka_unit_test(costly_queries_are_cut_off),
    };
    return cmocka_run_group_tests(all, set_up, tear_down);
}
