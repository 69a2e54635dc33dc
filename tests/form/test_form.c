// What goes out: always the same bytes, heads locked, choices as lists, keys hidden.
#include "form/form.h"

#include <time.h>

#include "base/file.h"
#include "base/xml.h"
#include "base/zip.h"
#include "support.h"

static struct arena *arena;
static struct form_request request;

static const xmlNode *load(const char *name) {
    struct findings *f = findings_new(arena, NULL);
    const xmlDoc *doc = xml_load(arena, file_join(arena, NASKAH_SOURCE_DIR, name), f);
    assert_int_equal(f->n, 0);
    return xmlDocGetRootElement(doc);
}

static int set_up(void **state) {
    (void)state;
    arena = arena_new(0);
    struct findings *f = findings_new(arena, NULL);
    struct objects *o = objects_new(arena);
    static const char *const files[] = {"input/karo/daerah.xml", "input/karo/orang.xml", "input/karo/tim.xml",
                                        "input/karo/antar-obat.xml", "input/karo/kontrak.xml"};
    for (int i = 0; i < 5; i++) {
        objects_add(o, xml_load(arena, file_join(arena, NASKAH_SOURCE_DIR, files[i]), f), f);
    }
    objects_link(o, f);
    request = (struct form_request){.objects = o,
                                    .sheets = load("templates/impor/lembar.xml"),
                                    .agency = objects_find(o, "instansi", "karo-bappedalitbang"),
                                    .year = "2023"};
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static struct str workbook(void) {
    struct str bytes;
    assert_true(form_workbook(arena, &request, &bytes));
    return bytes;
}

static const char *member(struct str bytes, const char *name) {
    struct findings *f = findings_new(arena, NULL);
    struct zip_folder *z = zip_load(arena, "x", bytes, f);
    assert_non_null(z);
    const struct zip_member *m = zip_find(z, name);
    struct str out;
    if (!m || !zip_bytes(z, m, arena, &out, f)) {
        fail_msg("%s", name);
    }
    return out.p;
}

static void same_objects_give_the_same_bytes(void **state) {
    (void)state;
    struct str one = workbook(), question, again;
    const xmlNode *profile = load("templates/profiles/kipp-2023.xml"), *words = load("templates/impor/formulir.xml");
    assert_true(form_questions(arena, profile, words, &question));
    setenv("TZ", "Asia/Jayapura", 1);
    tzset();
    struct str two = workbook();
    assert_true(form_questions(arena, profile, words, &again));
    unsetenv("TZ");
    tzset();
    assert_int_equal(one.n, two.n);
    assert_memory_equal(one.p, two.p, one.n);
    assert_int_equal(question.n, again.n);
    assert_memory_equal(question.p, again.p, question.n);
}

static void workbooks_are_filled_in_and_locked(void **state) {
    (void)state;
    struct str bytes = workbook();
    const char *book = member(bytes, "xl/workbook.xml"), *strings = member(bytes, "xl/sharedStrings.xml");
    static const char *const sheets[] = {"Petunjuk", "Instansi", "Pejabat", "Fasilitator",
                                         "Tim",      "Inovasi",  "Kontrak", "Permohonan"};
    for (int i = 0; i < 8; i++) {
        assert_non_null(strstr(book, arena_printf(arena, "name=\"%s\"", sheets[i])));
    }
    assert_non_null(strstr(book, "name=\"_naskah\" sheetId=\"9\" state=\"hidden\""));
    assert_null(strstr(book, "Daftar Hadir"));
    static const char *const known[] = {"karo-bappedalitbang", "Dewi Anggraini Meliala, S.Sos., M.A.P.",
                                        "198108122006042007", "Nama lengkap dan gelar *", "Formulir data inovasi 2023"};
    for (int i = 0; i < 5; i++) {
        if (!strstr(strings, known[i])) {
            fail_msg("%s", known[i]);
        }
    }
    const char *people = member(bytes, "xl/worksheets/sheet3.xml"), *team = member(bytes, "xl/worksheets/sheet5.xml");
    assert_non_null(strstr(people, "<sheetProtection"));
    assert_non_null(strstr(people, "hidden=\"1\""));
    assert_non_null(strstr(people, "\"definitif,plt,plh,pj,pjs\""));
    assert_non_null(strstr(team, "pemerintah,akademisi,dunia usaha,masyarakat,media"));
    assert_non_null(strstr(member(bytes, "xl/comments2.xml"), "18 angka, diketik sebagai teks."));
}

static void question_forms_ask_what_the_contest_asks(void **state) {
    (void)state;
    struct str bytes;
    const xmlNode *profile = load("templates/profiles/kipp-2023.xml");
    assert_true(form_questions(arena, profile, load("templates/impor/formulir.xml"), &bytes));
    const char *body = member(bytes, "word/document.xml"), *head = member(bytes, "word/header1.xml");
    for (const xmlNode *s = xml_child(profile, "bagian"); s; s = xml_next(s, "bagian")) {
        const char *label = xml_attr(s, "label");
        assert_true(!label || strstr(body, arena_printf(arena, ">%s<", label)));
    }
    assert_non_null(strstr(body, "<w:tag w:val=\"kategori\"/>"));
    assert_non_null(strstr(body, "<w:listItem w:displayText=\"Ketahanan Pangan\""));
    assert_non_null(strstr(body, "Hanya untuk Kelompok Khusus."));
    assert_non_null(strstr(head, "Formulir Kompetisi Inovasi Pelayanan Publik 2023"));
    assert_non_null(strstr(member(bytes, "docProps/custom.xml"), "kipp-2023"));
}

static void what_cannot_be_written_is_told(void **state) {
    (void)state;
    struct str bytes;
    setenv("TMPDIR", "/tiada/folder", 1);
    assert_false(form_workbook(arena, &request, &bytes));
    unsetenv("TMPDIR");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(same_objects_give_the_same_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(workbooks_are_filled_in_and_locked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(question_forms_ask_what_the_contest_asks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_written_is_told, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
