#include "support.h"

#include "base/buf.h"
#include "base/xml.h"
#include "read/read.h"

struct reading {
    struct arena *arena;
    struct findings *findings;
    struct objects *objects;
    const char *folder;
};

static struct reading reading_new(void) {
    struct arena *arena = arena_new(0);
    return (struct reading){arena, findings_new(arena, NULL), objects_new(arena), support_folder(arena)};
}

static bool read_bytes(struct reading *r, const char *name, const void *bytes, size_t n) {
    return read_file(r->arena, support_write(r->arena, r->folder, name, bytes, n), r->objects, r->findings);
}

static void reading_free(struct reading *r) {
    support_remove(r->folder);
    arena_free(r->arena);
}

#define GOOD "<data xmlns=\"urn:naskah:1\"><orang id=\"o1\" nama=\"A\"/></data>"

static void takes_xml_by_its_content(void **state) {
    (void)state;
    static const char *const texts[] = {GOOD, "  \n<?xml version=\"1.0\"?>" GOOD, "\xEF\xBB\xBF" GOOD};
    for (size_t i = 0; i < 3; i++) {
        struct reading r = reading_new();
        const char *text = i == 1 ? "<?xml version=\"1.0\"?>" GOOD : texts[i];
        assert_true(read_bytes(&r, "data.xlsx", text, strlen(text)));  // the name says nothing
        assert_int_equal(r.findings->n, 0);
        assert_non_null(objects_find(r.objects, "orang", "o1"));
        reading_free(&r);
    }
}

static void takes_utf_16(void **state) {
    (void)state;
    for (int mark = 0; mark < 2; mark++) {
        struct reading r = reading_new();
        struct buf b = buf_new(r.arena);
        if (mark)
            buf_add(&b, "\xFF\xFE", 2);
        for (const char *p = "<?xml version=\"1.0\" encoding=\"UTF-16LE\"?>" GOOD; *p; p++) {
            buf_char(&b, *p);
            buf_char(&b, '\0');
        }
        assert_true(read_bytes(&r, "a.xml", b.p, b.n));
        assert_non_null(objects_find(r.objects, "orang", "o1"));
        reading_free(&r);
    }
}

#define BYTES(text) text, sizeof text - 1

// Whatever it is, one finding says so, and nothing is taken.
static void tells_one_thing_about_each_file_it_cannot_use(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
        const char *rule;
    } table[] = {
        {BYTES(""), "xml.empty"},
        {BYTES("  \n\t"), "xml.empty"},
        {BYTES("PK\3\4abc"), "read.unknown.zip"},
        {BYTES("PK\3\4...[Content_Types].xml...word/document.xml"), "read.unknown.word"},
        {BYTES("PK\3\4...[Content_Types].xml...xl/workbook.xml"), "read.unknown.excel"},
        {BYTES("PK\3\4...mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), "read.unknown.excel"},
        {BYTES("\xD0\xCF\x11\xE0.."), "read.unknown.office"},
        {BYTES("%PDF-1.7"), "read.unknown.pdf"},
        {BYTES("\x89PNG"), "read.unknown.image"},
        {BYTES("{\"a\": 1}"), "read.unknown.json"},
        {BYTES("Nama;NIP\n"), "read.unknown.text"},
        {BYTES("abc\0def"), "read.unknown"},
        {BYTES("<data xmlns=\"urn:naskah:1\"><orang"), "xml.cut"},
        {BYTES("<data/>"), "object.root"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct reading r = reading_new();
        assert_false(read_bytes(&r, "a.xml", table[i].bytes, table[i].n));
        assert_int_equal(r.findings->n, 1);
        assert_string_equal(r.findings->items[0].rule, table[i].rule);
        assert_non_null(strstr(r.findings->items[0].place.file, "a.xml"));
        reading_free(&r);
    }
}

static void a_folder_or_nothing_is_no_file(void **state) {
    (void)state;
    struct reading r = reading_new();
    assert_false(read_file(r.arena, r.folder, r.objects, r.findings));
    assert_false(read_file(r.arena, "/tiada/a.xml", r.objects, r.findings));
    assert_int_equal(r.findings->n, 2);
    assert_string_equal(r.findings->items[0].rule, "file.folder");
    assert_string_equal(r.findings->items[1].rule, "file.missing");
    reading_free(&r);
}

// What stands in a file that nobody could read is not missing: one finding says how much could not be looked up.
static void references_into_an_unread_file_are_one_finding(void **state) {
    (void)state;
    static const char text[] =
        "<data xmlns=\"urn:naskah:1\"><tim id=\"t\" tahun=\"2025\" nama=\"T\" instansi=\"dinkes\">"
        "<anggota orang=\"o1\" kedudukan=\"Ketua\"/><anggota orang=\"o2\" kedudukan=\"Anggota\"/></tim></data>";
    struct reading r = reading_new();
    assert_true(read_bytes(&r, "tim.xml", text, sizeof text - 1));
    assert_false(read_bytes(&r, "orang.xml", "<data", 5));
    objects_link(r.objects, r.findings);
    assert_int_equal(r.findings->n, 2);
    const struct finding *f = &r.findings->items[1];
    assert_string_equal(f->rule, "object.unchecked");
    assert_string_equal(f->args[0].value, "3");
    assert_non_null(strstr(f->args[1].value, "orang.xml"));
    assert_true(objects_faulty(r.objects, objects_find(r.objects, "tim", "t")));
    reading_free(&r);
}

static void one_bad_file_leaves_the_others_alone(void **state) {
    (void)state;
    struct reading r = reading_new();
    assert_false(read_bytes(&r, "a.xml", "%PDF", 4));
    assert_true(read_bytes(&r, "b.xml", GOOD, strlen(GOOD)));
    assert_non_null(objects_find(r.objects, "orang", "o1"));
    reading_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_xml_by_its_content),
        cmocka_unit_test(takes_utf_16),
        cmocka_unit_test(tells_one_thing_about_each_file_it_cannot_use),
        cmocka_unit_test(a_folder_or_nothing_is_no_file),
        cmocka_unit_test(references_into_an_unread_file_are_one_finding),
        cmocka_unit_test(one_bad_file_leaves_the_others_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
