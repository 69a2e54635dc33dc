#include "support.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>

#include "base/file.h"
#include "base/xml.h"
#include "model/object.h"
#include "model/schema.h"
#include "model/vocabulary.h"

#define SCHEMA NASKAH_SOURCE_DIR "/templates/schema/naskah.rng"

static void finds_the_meaning_of_a_name_by_its_parent(void **state) {
    (void)state;
    const struct vocabulary_element *object = vocabulary_find("inovasi", "data");
    const struct vocabulary_element *row = vocabulary_find("inovasi", "kontrak");
    assert_non_null(object);
    assert_non_null(row);
    assert_ptr_not_equal(object, row);
    assert_true(object->object);
    assert_false(row->object);
    assert_non_null(vocabulary_attribute(row, "ref"));
    assert_null(vocabulary_attribute(object, "ref"));
    assert_null(vocabulary_find("inovasi", "orang"));
    assert_ptr_equal(vocabulary_find("p", "jawaban"), vocabulary_find("p", NULL));
    assert_non_null(vocabulary_find("orang", "penanda"));
}

static void keeps_record_names_out_of_input(void **state) {
    (void)state;
    assert_null(vocabulary_child(NULL, "penanda"));
    assert_null(vocabulary_child(vocabulary_child(NULL, "tim"), "orang"));
    assert_true(vocabulary_attribute(vocabulary_find("orang", NULL), "nama-lengkap")->record);
    assert_false(vocabulary_attribute(vocabulary_find("orang", NULL), "gelar-depan")->record);
    assert_true(vocabulary_knows_attribute("penanda", "kapasitas"));
    assert_false(vocabulary_knows_attribute("penanda", "kapasitaz"));
    assert_true(vocabulary_knows_attribute("inovasi", "tahapan"));
    assert_true(vocabulary_knows_attribute(NULL, "sebutan"));
}

static void puts_blocks_in_rich_content_only(void **state) {
    (void)state;
    const struct vocabulary_element *document = vocabulary_child(NULL, "naskah");
    assert_non_null(vocabulary_child(vocabulary_child(document, "diktum"), "ol"));
    assert_null(vocabulary_child(vocabulary_child(document, "menimbang"), "ol"));
    assert_non_null(vocabulary_child(vocabulary_child(document, "menimbang"), "i"));
    assert_null(vocabulary_child(vocabulary_child(document, "tentang"), "i"));
    assert_null(vocabulary_child(vocabulary_child(document, "diktum"), "li"));
}

static void every_reference_names_a_kind_of_object(void **state) {
    (void)state;
    size_t n;
    struct arena *arena = arena_new(0);
    const struct vocabulary_element *all = vocabulary_all(&n);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < all[i].n_attributes; k++) {
            const struct vocabulary_attribute *a = &all[i].attributes[k];
            assert_ptr_equal(vocabulary_attribute(&all[i], a->name), a);  // no name twice
            if (a->kind == VALUE_CHOICE)
                assert_non_null(a->target);
            if (a->kind != VALUE_REF && a->kind != VALUE_REFS)
                continue;
            char *words = arena_strdup(arena, a->target), *rest = words;
            for (char *w = strtok_r(words, " ", &rest); w; w = strtok_r(NULL, " ", &rest))
                assert_true(vocabulary_child(NULL, w) && vocabulary_child(NULL, w)->object);
        }
    arena_free(arena);
}

static void names_the_nearest(void **state) {
    (void)state;
    assert_string_equal(vocabulary_nearest_element("inovsai"), "inovasi");
    assert_string_equal(vocabulary_nearest_attribute(vocabulary_find("orang", NULL), "gelar-blakang"),
                        "gelar-belakang");
    assert_null(vocabulary_nearest_element("zzzzzzzzzz"));
}

static void judges_values(void **state) {
    (void)state;
    static const struct {
        enum value_kind kind;
        const char *value;
        bool good;
    } table[] = {
        {VALUE_ID, "sk-tim-2025", true},
        {VALUE_ID, "sk tim", false},
        {VALUE_ID, "../x", false},
        {VALUE_ID, "a/b", false},
        {VALUE_REFS, "a b  c", true},
        {VALUE_REFS, "a,b", false},
        {VALUE_OFFICE, "karo/Bupati", true},
        {VALUE_OFFICE, "Bupati", false},
        {VALUE_OFFICE, "karo/", false},
        {VALUE_OFFICE, "/Bupati", false},
        {VALUE_DATE, "2025-02-30", false},
        {VALUE_DATE, "2025-02", true},
        {VALUE_DATE, "10 Februari 2025", true},
        {VALUE_DATE, "05/01/2022", false},
        {VALUE_TIME, "09:00", true},
        {VALUE_TIME, "24:00", false},
        {VALUE_TIME, "9:00", true},
        {VALUE_TIME, "9.05", true},
        {VALUE_TIME, "9.5", false},
        {VALUE_TIME, ":30", false},
        {VALUE_TIME, "009:00", false},
        {VALUE_TIME, "09:60", false},
        {VALUE_YEAR, "2025", true},
        {VALUE_YEAR, "25", false},
        {VALUE_YEAR, "20255", false},
        {VALUE_INTEGER, "12", true},
        {VALUE_INTEGER, "-1", false},
        {VALUE_MONEY, "1427000000", true},
        {VALUE_MONEY, "mahal", false},
        {VALUE_YESNO, "ya", true},
        {VALUE_YESNO, "yes", false},
        {VALUE_LENGTH, "20mm", true},
        {VALUE_LENGTH, "20", false},
        {VALUE_DIGITS, "1974 0923", true},
        {VALUE_DIGITS, "19A", false},
        {VALUE_NUMBER, "1.15", true},
        {VALUE_NUMBER, "1,15", false},
        {VALUE_PAPER, "215x330", true},
        {VALUE_PAPER, "a4", true},
        {VALUE_PAPER, "besar", false},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (vocabulary_value_ok(table[i].kind, NULL, table[i].value) != table[i].good)
            fail_msg("%s should be %s", table[i].value, table[i].good ? "good" : "wrong");
    assert_true(vocabulary_value_ok(VALUE_CHOICE, "Digital|Non Digital", "Non Digital"));
    assert_false(vocabulary_value_ok(VALUE_CHOICE, "Digital|Non Digital", "Non"));
    assert_false(vocabulary_value_ok(VALUE_CHOICE, "Digital|Non Digital", "Digital|Non Digital"));
}

// ---- the schema ----

static void the_schema_file_is_what_the_vocabulary_implies(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    const char *text = schema_text(arena), *why;
    if (getenv("NASKAH_UPDATE_GOLDEN")) {
        FILE *f = fopen(SCHEMA, "w");
        assert_non_null(f);
        fputs(text, f);
        fclose(f);
    }
    struct str file;
    assert_true(file_read(arena, SCHEMA, 1 << 20, &file, &why));
    assert_string_equal(file.p, text);
    arena_free(arena);
}

static const struct vocabulary_element *entry_of(const char *define) {
    const char *dot = strchr(define, '.');
    char parent[64] = "";
    if (!dot)
        return vocabulary_find(define, NULL);
    snprintf(parent, sizeof parent, "%.*s", (int)(dot - define), define);
    return vocabulary_find(dot + 1, parent);
}

// Required attributes stand by themselves, the others in lists of names.
static size_t check_attribute_names(const xmlNode *at, const struct vocabulary_element *e) {
    size_t n = 0;
    for (const xmlNode *child = xml_child(at, NULL); child; child = xml_next(child, NULL)) {
        struct arena *arena = arena_new(0);
        bool listed = xml_is(child, "name");
        if (listed || (xml_is(child, "attribute") && xml_attr(child, "name"))) {
            const char *name = listed ? xml_text(arena, child) : xml_attr(child, "name");
            const struct vocabulary_attribute *a = vocabulary_attribute(e, name);
            assert_non_null(a);
            assert_false(a->record);
            assert_int_equal(a->required, !listed);
            n++;
        } else {
            n += check_attribute_names(child, e);
        }
        arena_free(arena);
    }
    return n;
}

// Read back from the file, so that a schema that somebody edited by hand is compared as well.
static void the_names_of_the_schema_are_those_of_the_vocabulary(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct findings *findings = findings_new(arena, NULL);
    const xmlDoc *schema = xml_load(arena, SCHEMA, findings);
    assert_non_null(schema);
    size_t defined = 0, expected = 0, n;
    for (const xmlNode *d = xml_child(xmlDocGetRootElement(schema), "define"); d; d = xml_next(d, "define")) {
        const xmlNode *element = xml_child(d, "element");
        if (!element)
            continue;
        const struct vocabulary_element *e = entry_of(xml_attr(d, "name"));
        assert_non_null(e);
        assert_string_equal(e->name, xml_attr(element, "name"));
        size_t attributes = 0;
        for (size_t i = 0; i < e->n_attributes; i++)
            attributes += !e->attributes[i].record;
        assert_int_equal(check_attribute_names(element, e), attributes);
        defined++;
    }
    const struct vocabulary_element *all = vocabulary_all(&n);
    for (size_t i = 0; i < n; i++)
        expected += *all[i].parents || strcmp(all[i].name, "data") == 0;
    assert_int_equal(defined, expected);
    arena_free(arena);
}

static void quiet(void *context, const char *format, ...) {
    (void)context, (void)format;
}

static xmlRelaxNG *schema_load(void) {
    xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt(SCHEMA);
    xmlRelaxNG *schema = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    assert_non_null(schema);
    return schema;
}

static int validate(xmlRelaxNG *schema, xmlDoc *doc, bool loud) {
    xmlRelaxNGValidCtxt *valid = xmlRelaxNGNewValidCtxt(schema);
    if (!loud)
        xmlRelaxNGSetValidErrors(valid, quiet, quiet, NULL);
    int result = xmlRelaxNGValidateDoc(valid, doc);
    xmlRelaxNGFreeValidCtxt(valid);
    return result;
}

static bool is_data(const xmlDoc *doc) {
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    return root && root->ns && strcmp((const char *)root->ns->href, XML_NS_DATA) == 0;
}

// Files whose values or names are faulty on purpose: the schema must say so too.
static bool faulty_on_purpose(const char *file) {
    static const char *const names[] = {"/salah/input/nama.xml", "/salah/input/balangan.xml"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strstr(file, names[i])) {
            return true;
        }
    }
    return false;
}

// The patterns of naskah mulai become data when their blanks are filled; e2e/test_init holds what it writes against the
// schema.
static bool has_blanks(const char *file) {
    return strstr(file, "/templates/mulai/") != NULL;
}

// Every file of data in the checkout, wherever it lies; files that are no XML at all are not for the schema.
static void every_file_of_data_is_judged_rightly(void **state) {
    (void)state;
    static const char *const folders[] = {"input", "templates", "tests"};
    xmlRelaxNG *schema = schema_load();
    size_t good = 0, faulty = 0;
    for (size_t k = 0; k < sizeof folders / sizeof *folders; k++) {
        struct arena *arena = arena_new(0);
        struct findings *findings = findings_new(arena, NULL);
        size_t n = 0;
        char **files = file_list(arena, arena_printf(arena, "%s/%s", NASKAH_SOURCE_DIR, folders[k]), ".xml", &n);
        for (size_t i = 0; i < n; i++) {
            xmlDoc *doc = xml_load(arena, files[i], findings);
            if (!is_data(doc) || has_blanks(files[i])) {
                continue;
            }
            bool wrong = faulty_on_purpose(files[i]);
            if ((validate(schema, doc, !wrong) != 0) != wrong) {
                fail_msg("%s is %s", files[i], wrong ? "valid, though it was made faulty" : "not valid");
            }
            *(wrong ? &faulty : &good) += 1;
        }
        arena_free(arena);
    }
    assert_true(good > 35);
    assert_int_equal(faulty, 2);
    xmlRelaxNGFree(schema);
}

// The example that README.md shows.
static void the_example_is_valid(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct str bytes;
    const char *why = NULL;
    assert_true(file_read(arena, NASKAH_SOURCE_DIR "/README.md", (size_t)1 << 20, &bytes, &why));
    xmlRelaxNG *schema = schema_load();
    size_t n = 0;
    for (const char *p = bytes.p; (p = strstr(p, "```xml\n")) != NULL; n++) {
        p += strlen("```xml\n");
        const char *end = strstr(p, "\n```");
        assert_non_null(end);
        xmlDoc *doc = xml_parse(arena, "README.md", (struct str){p, (size_t)(end - p)}, findings_new(arena, NULL));
        assert_true(is_data(doc));
        assert_int_equal(validate(schema, doc, true), 0);
        p = end;
    }
    assert_true(n > 0);
    xmlRelaxNGFree(schema);
    arena_free(arena);
}

#define ORANG "<orang id=\"o\" nama=\"A\""
static const char *const mutants[] = {
    "<orng id=\"o\" nama=\"A\"/>",
    ORANG " gelar=\"dr.\"/>",
    "<orang nama=\"A\"/>",
    "<orang id=\"o\" nama=\"  \"/>",
    "<orang id=\"o o\" nama=\"A\"/>",
    ORANG " jenis-kelamin=\"X\"/>",
    ORANG " nama-lengkap=\"A\"/>",
    ORANG ">teks</orang>",
    ORANG "><jabatan nama=\"Kepala\"/></orang>",
    ORANG "><jabatan instansi=\"i\" nama=\"Kepala\" status=\"tetap\"/></orang>",
    ORANG "><jabatan instansi=\"i\" nama=\"Kepala\" sejak=\"2025-13-01\"/></orang>",
    ORANG "><nomor-induk jenis=\"NIP\">19A</nomor-induk></orang>",
    "<instansi id=\"i\" nama=\"I\" jenis=\"kantor\"/>",
    "<tim id=\"t\" tahun=\"25\" instansi=\"i\" nama=\"T\"/>",
    "<kop id=\"k\" jenis=\"jabatan\"><baris>A</baris></kop>",
    "<kop id=\"k\" jenis=\"jabatan\"><nama>A</nama><nama>B</nama></kop>",
    "<naskah id=\"n\" jenis=\"surat tugas\"/>",
    "<naskah id=\"n\" jenis=\"keputusan\" penetap=\"Bupati\"/>",
    "<naskah id=\"n\" jenis=\"keputusan\"><menimbang><ol><li>a</li></ol></menimbang></naskah>",
    "<naskah id=\"n\" jenis=\"keputusan\"><diktum><li>a</li></diktum></naskah>",
    "<naskah id=\"n\" jenis=\"keputusan\"><pemda/></naskah>",
    "<naskah id=\"n\" jenis=\"undangan\"><penanda jabatan=\"d/Kepala\"/></naskah>",
    "<naskah id=\"n\" jenis=\"undangan\"><penanda peran=\"pengirim\" jabatan=\"Kepala\"/></naskah>",
    "<naskah id=\"n\" jenis=\"undangan\"><penanda peran=\"p\" jabatan=\"d/K\" urutan=\"1\"/></naskah>",
    "<naskah id=\"n\" jenis=\"undangan\"><kepada jabatan-lengkap=\"Camat\"/></naskah>",
    "<naskah id=\"n\" jenis=\"pengantar\"><barang nama=\"Buku\"/></naskah>",
    "<naskah id=\"n\" jenis=\"keputusan\"><relasi jenis=\"menambah\"/></naskah>",
    "<naskah id=\"n\" jenis=\"keputusan\"><rekap/></naskah>",
    "<naskah id=\"n\" jenis=\"keputusan\" rangkap=\"dua\"/>",
    "<tata id=\"t\" margin-kiri=\"30mm\" warna=\"merah\"/>",
    "<tata id=\"t\" margin-kiri=\"30 mili\"/>",
    "<tata id=\"t\" frasa-rahmat=\"yes\"/>",
    "<kontrak id=\"k\" tahun=\"2025\" instansi=\"i\" pihak-pertama=\"i/A\" pihak-kedua=\"i/B\"><inovasi/></kontrak>",
};

static xmlDoc *wrap(struct arena *arena, const char *object, struct findings *findings) {
    const char *text = arena_printf(arena, "<data xmlns=\"urn:naskah:1\">%s</data>", object);
    return xml_parse(arena, "mutan.xml", (struct str){text, strlen(text)}, findings);
}

// What the schema refuses the program refuses too.
static void mutants_are_rejected(void **state) {
    (void)state;
    xmlRelaxNG *schema = schema_load();
    struct arena *arena = arena_new(0);
    for (size_t i = 0; i < sizeof mutants / sizeof mutants[0]; i++) {
        struct findings *findings = findings_new(arena, NULL);
        xmlDoc *doc = wrap(arena, mutants[i], findings);
        assert_non_null(doc);
        if (validate(schema, doc, false) == 0)
            fail_msg("the schema takes %s", mutants[i]);
        objects_add(objects_new(arena), doc, findings);
        if (findings->n == 0)
            fail_msg("naskah takes %s", mutants[i]);
    }
    xmlRelaxNGFree(schema);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_meaning_of_a_name_by_its_parent),
        cmocka_unit_test(keeps_record_names_out_of_input),
        cmocka_unit_test(puts_blocks_in_rich_content_only),
        cmocka_unit_test(every_reference_names_a_kind_of_object),
        cmocka_unit_test(names_the_nearest),
        cmocka_unit_test(judges_values),
        cmocka_unit_test(the_schema_file_is_what_the_vocabulary_implies),
        cmocka_unit_test(the_names_of_the_schema_are_those_of_the_vocabulary),
        cmocka_unit_test(every_file_of_data_is_judged_rightly),
        cmocka_unit_test(the_example_is_valid),
        cmocka_unit_test(mutants_are_rejected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
