#include "world.h"

#include <time.h>

#include "base/message.h"
#include "model/object.h"

#define AGENCY(id) "<instansi id=\"" id "\" nama=\"Dinas\" jenis=\"dinas\"/>"

static void finds_objects_by_kind_and_id(void **state) {
    (void)state;
    struct small_world w = world_new();
    assert_true(world_add(&w, "a.xml", AGENCY("dinkes") "<orang id=\"o1\" nama=\"A\"/>"));
    world_link(&w);
    assert_int_equal(w.findings->n, 0);
    assert_string_equal(xml_attr(objects_find(w.objects, "orang", "o1"), "nama"), "A");
    assert_ptr_equal(objects_find(w.objects, NULL, "o1"), objects_find(w.objects, "orang", "o1"));
    assert_null(objects_find(w.objects, "instansi", "o1"));
    assert_null(objects_find(w.objects, NULL, "o2"));
    assert_null(objects_find(w.objects, NULL, NULL));
    world_free(&w);
}

static void keeps_one_order_whatever_the_order_of_reading(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "b.xml", "<orang id=\"o3\" nama=\"C\"/>");
    world_add(&w, "a.xml", "<orang id=\"o2\" nama=\"B\"/><orang id=\"o1\" nama=\"A\"/>");
    world_link(&w);
    size_t n;
    const xmlNode *const *people = objects_all(w.objects, "orang", &n);
    assert_int_equal(n, 3);
    assert_string_equal(xml_attr(people[0], "id"), "o2");
    assert_string_equal(xml_attr(people[1], "id"), "o1");
    assert_string_equal(xml_attr(people[2], "id"), "o3");
    objects_all(w.objects, "penanda", &n);
    assert_int_equal(n, 0);
    world_free(&w);
}

// One fault a row: its rule, where it is, and a word that the finding must carry.
static void tells_each_fault_at_its_place(void **state) {
    (void)state;
    static const struct {
        const char *object, *rule, *argument, *value;
    } table[] = {
        {"<inovsai/>", "object.element", "terdekat", "inovasi"},
        {"<zzzzzzzz/>", "object.element.unknown", "nama", "zzzzzzzz"},
        {"<anggota kedudukan=\"Ketua\" nama=\"A\"/>", "object.misplaced", "induk", "data"},
        {"<orang xmlns=\"urn:lain\" id=\"o\" nama=\"A\"/>", "object.namespace", "nama", "orang"},
        {"<orang id=\"o\" nama=\"A\" glar-depan=\"dr.\"/>", "object.attribute", "terdekat", "gelar-depan"},
        {"<orang id=\"o\" nama=\"A\" pangkat=\"IV/a\"/>", "object.attribute", "nama", "pangkat"},
        {"<orang id=\"o\"/>", "object.required", "nama", "nama"},
        {"<orang id=\"o\" nama=\"  \"/>", "object.required", "nama", "nama"},
        {"<orang id=\"o o\" nama=\"A\"/>", "object.value.id", "nilai", "o o"},
        {"<orang id=\"o\" nama=\"A\" jenis-kelamin=\"X\"/>", "object.value.choice", "pilihan", "L|P"},
        {"<orang id=\"o\" nama=\"A\">teks</orang>", "object.text", "unsur", "orang"},
        {"<orang id=\"o\" nama=\"A\"><nomor-induk jenis=\"NIP\"> 19A </nomor-induk></orang>", "object.value.digits",
         "nilai", "19A"},
        {"<kop id=\"k\" jenis=\"jabatan\"/>", "object.required", "nama", "nama"},
        {"<kop id=\"k\" jenis=\"jabatan\"><nama>A</nama><nama>B</nama></kop>", "object.repeated", "nama", "nama"},
        {"<orang id=\"o\" nama=\"A\"><jabatan instansi=\"x\" nama=\"K\" sejak=\"kemarin\"/></orang>",
         "object.value.date", "nama", "sejak"},
        {"<orang id=\"o\" nama=\"A\"><pangkat golongan=\"IV/a\" sejak=\"Senin, 17 Januari 2017\"/></orang>",
         "object.weekday", "hari", "@hari.Selasa"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct small_world w = world_new();
        world_add(&w, "salah.xml", arena_printf(w.arena, "\n  %s", table[i].object));
        const struct finding *f = world_found(&w, table[i].rule);
        if (!f || w.findings->n != 1)
            fail_msg("%s: %zu findings, the first %s", table[i].object, w.findings->n,
                     w.findings->n ? w.findings->items[0].rule : "-");
        assert_string_equal(world_argument(f, table[i].argument), table[i].value);
        assert_string_equal(f->place.file, "salah.xml");
        assert_int_equal(f->place.line, 2);
        assert_true(f->place.column >= 3);
        world_free(&w);
    }
}

// The value is what is wrong, not the tag that it stands in: on a long line the caret must be at it.
static void findings_point_at_the_attribute(void **state) {
    (void)state;
    static const struct {
        const char *object, *rule, *attribute;
    } table[] = {
        {"<orang id=\"o\" nama=\"A\" jenis-kelamin=\"X\"/>", "object.value.choice", "jenis-kelamin"},
        {"<orang id=\"o\" nama=\"A\" umur=\"7\"/>", "object.attribute.unknown", "umur"},
        {"<orang nama=\"A\" instansi=\"tiada\" id=\"o\"/>", "object.dangling.unknown", "instansi"},
        {"<orang id=\"p\" nama=\"A\"/><orang nama=\"B\" id=\"p\"/>", "object.twice", "id=\"p\"/>"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct small_world w = world_new();
        world_add(&w, "salah.xml", arena_printf(w.arena, "\n%s", table[i].object));
        objects_link(w.objects, w.findings);
        const struct finding *f = world_found(&w, table[i].rule);
        assert_non_null(f);
        assert_int_equal(f->place.line, 2);
        assert_int_equal(f->place.column, strstr(table[i].object, table[i].attribute) - table[i].object + 1);
        world_free(&w);
    }
}

static void what_refers_into_an_unread_file_waits(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml", "<orang id=\"o\" nama=\"A\" instansi=\"tiada\"/>"
                           "<orang id=\"p\" nama=\"B\" instansi=\"tiada\" jenis-kelamin=\"X\"/>"
                           "<orang id=\"q\" nama=\"C\"/>");
    assert_false(objects_any_unread(w.objects));
    objects_unread(w.objects, "b.xml");
    objects_link(w.objects, w.findings);
    assert_true(objects_any_unread(w.objects));
    assert_true(objects_waits(w.objects, "o"));
    assert_true(objects_faulty(w.objects, objects_find(w.objects, "orang", "o")));
    assert_false(objects_waits(w.objects, "p"));  // it has an error of its own
    assert_false(objects_waits(w.objects, "q"));
    assert_false(objects_waits(w.objects, "tiada"));
    world_free(&w);
}

static void values_are_trimmed(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml", "<orang id=\" o \" nama=\" Budi Rimbawan, \" gelar-depan=\"dr. \" "
                           "gelar-belakang=\", M.Kes.\302\240\"/>"
                           "<instansi id=\"i\" nama=\"Dinas, \" jenis=\"dinas\"/>");
    const xmlNode *o = objects_find(w.objects, "orang", "o");
    assert_int_equal(w.findings->n, 0);
    assert_non_null(o);
    assert_string_equal(xml_attr(o, "nama"), "Budi Rimbawan");
    assert_string_equal(xml_attr(o, "gelar-depan"), "dr.");
    assert_string_equal(xml_attr(o, "gelar-belakang"), "M.Kes.");
    assert_string_equal(xml_attr(objects_find(w.objects, "instansi", "i"), "nama"), "Dinas,");
    world_free(&w);
}

static void an_example_of_a_person_row_needs_somebody(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "t.xml",
              AGENCY("d") "<tim id=\"t\" tahun=\"2025\" instansi=\"d\" nama=\"T\">"
                          "<anggota kedudukan=\"Ketua\"/></tim>");
    assert_string_equal(world_argument(world_found(&w, "object.required"), "nama"), "orang");
    world_free(&w);
}

static void an_id_is_taken_once_and_both_places_are_told(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml", "\n<orang id=\"o\" nama=\"A\"/>");
    world_add(&w, "b.xml", "\n\n <orang id=\"o\" nama=\"B\"/>");
    const struct finding *f = world_found(&w, "object.twice");
    assert_string_equal(world_argument(f, "berkas"), "a.xml");
    assert_string_equal(world_argument(f, "tempat"), ":2:1");
    assert_string_equal(f->place.file, "b.xml");
    assert_int_equal(f->place.line, 3);
    assert_string_equal(xml_attr(objects_find(w.objects, "orang", "o"), "nama"), "A");
    size_t n;
    objects_all(w.objects, "orang", &n);
    assert_int_equal(n, 1);
    world_free(&w);
}

static void refuses_other_roots(void **state) {
    (void)state;
    static const char *const roots[] = {"<orang xmlns=\"urn:naskah:1\"/>", "<data/>", "<data xmlns=\"urn:naskah:2\"/>"};
    for (size_t i = 0; i < 3; i++) {
        struct small_world w = world_new();
        assert_false(objects_add(w.objects, world_parse(&w, "x.xml", roots[i]), w.findings));
        assert_int_equal(w.findings->n, 1);
        assert_non_null(world_found(&w, "object.root"));
        world_free(&w);
    }
}

static void says_at_most_so_much_about_a_file(void **state) {
    (void)state;
    struct small_world w = world_new();
    struct buf b = buf_new(w.arena);
    for (int i = 0; i < 500; i++)
        buf_printf(&b, "<orang id=\"o%d\" nama=\"A\" salah=\"x\"/>", i);
    world_add(&w, "banyak.xml", buf_text(&b));
    world_add(&w, "lain.xml", "<orang id=\"lain\" nama=\"A\" salah=\"x\"/>");
    world_link(&w);
    assert_int_equal(world_count(&w, "object.attribute") + world_count(&w, "object.attribute.unknown"),
                     OBJECT_FINDINGS_MAX + 1);
    assert_int_equal(world_count(&w, "object.many"), 1);
    assert_true(objects_faulty(w.objects, objects_find(w.objects, NULL, "o499")));  // not looked at: not trusted
    world_free(&w);
}

static void follows_references(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml",
              AGENCY("dinkes") "<orang id=\"o1\" nama=\"A\"><jabatan instansi=\"dinkse\" nama=\"K\"/></orang>"
                               "<tim id=\"t\" tahun=\"2025\" instansi=\"o1\" nama=\"T\" inovasi=\"i1 qqqqqqqq\"/>"
                               "<inovasi id=\"i1\" nama=\"I\" instansi=\"dinkes\"/>"
                               "<naskah id=\"n\" jenis=\"keputusan\" penetap=\"dinkez/Kepala\"/>");
    world_link(&w);
    assert_int_equal(world_count(&w, "object.dangling"), 2);
    assert_string_equal(world_argument(world_found(&w, "object.dangling"), "terdekat"), "dinkes");
    assert_string_equal(world_argument(world_found(&w, "object.dangling.unknown"), "id"), "qqqqqqqq");
    assert_string_equal(world_argument(world_found(&w, "object.kind"), "nyata"), "orang");
    assert_true(objects_faulty(w.objects, objects_find(w.objects, NULL, "t")));
    assert_false(objects_faulty(w.objects, objects_find(w.objects, NULL, "i1")));
    world_free(&w);
}

static void documents_that_are_derived_may_be_evidence(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(
        &w, "a.xml",
        AGENCY("d") "<orang id=\"o\" nama=\"A\"/><kegiatan id=\"r\" jenis=\"rapat\" nama=\"R\" instansi=\"d\" "
                    "tanggal=\"2025-01-01\" mulai=\"09:00\" tempat=\"X\" pimpinan=\"o\" notulis=\"o\"/>"
                    "<inovasi id=\"i-1\" nama=\"I\" instansi=\"d\"><usulan profil=\"iga\"/>"
                    "<bukti naskah=\"notulen-r\"/><bukti naskah=\"proposal-i-1-iga\"/><bukti naskah=\"notulen-x\"/>"
                    "</inovasi>");
    world_link(&w);
    assert_int_equal(w.findings->n, 1);
    assert_string_equal(w.findings->items[0].args[1].value, "notulen-x");
    const xmlNode *innovation = objects_find(w.objects, NULL, "i-1");
    assert_false(objects_faulty(w.objects, innovation));  // its evidence is, and only that
    const xmlNode *evidence = xml_child(innovation, "bukti");
    assert_false(objects_faulty(w.objects, evidence));
    assert_true(objects_faulty(w.objects, xml_next(xml_next(evidence, "bukti"), "bukti")));
    world_free(&w);
}

static void circles_are_told_once(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml",
              "<instansi id=\"c\" nama=\"C\" jenis=\"dinas\" induk=\"a\"/>"
              "<instansi id=\"a\" nama=\"A\" jenis=\"dinas\" induk=\"b\"/>"
              "<instansi id=\"b\" nama=\"B\" jenis=\"dinas\" induk=\"c\"/>"
              "<instansi id=\"e\" nama=\"E\" jenis=\"dinas\" induk=\"e\"/>"
              "<instansi id=\"x\" nama=\"X\" jenis=\"dinas\" induk=\"a\"/>");
    world_link(&w);
    assert_int_equal(world_count(&w, "object.circular"), 2);
    assert_string_equal(world_argument(world_found(&w, "object.circular"), "id"), "a");
    world_free(&w);
}

static void knows_the_terms_of_an_office(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml",
              AGENCY("d") "<orang id=\"o1\" nama=\"A\"><jabatan instansi=\"d\" nama=\"Kepala  Dinas\"/></orang>"
                          "<orang id=\"o2\" nama=\"B\"><jabatan instansi=\"d\" nama=\"KEPALA DINAS\"/></orang>");
    world_link(&w);
    size_t n;
    const xmlNode *const *terms = objects_terms(w.objects, w.arena, "d", "Kepala Dinas", &n);
    assert_int_equal(n, 2);
    assert_string_equal(xml_attr(terms[0]->parent, "id"), "o1");
    objects_terms(w.objects, w.arena, "d", "Kepala", &n);
    assert_int_equal(n, 0);
    world_free(&w);
}

// Every rule that these folders name has its severity and its words, in both languages.
static size_t check_rules(struct small_world *w, const struct catalogue *c, const char *path) {
    static const char *const heads[] = {"\"object.", "\"resolve.", "\"read."};
    struct str text;
    const char *why;
    size_t n = 0;
    assert_true(file_read(w->arena, path, 1 << 20, &text, &why));
    for (size_t i = 0; i < 3; i++)
        for (const char *at = text.p; (at = strstr(at, heads[i])); at++) {
            const char *rule = arena_strndup(w->arena, at + 1, strcspn(at + 1, "\""));
            if (!catalogue_has(c, rule, LANGUAGE_ID) || !catalogue_has(c, rule, LANGUAGE_EN))
                fail_msg("%s: the catalogue does not know %s", path, rule);
            n++;
        }
    return n;
}

static void the_catalogue_knows_all_rules(void **state) {
    (void)state;
    struct small_world w = world_new();
    const char *why = NULL;
    const struct catalogue *c = catalogue_load(w.arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    assert_non_null(c);
    static const char *const folders[] = {NASKAH_SOURCE_DIR "/src/model", NASKAH_SOURCE_DIR "/src/read"};
    size_t rules = 0, n;
    for (size_t i = 0; i < 2; i++) {
        char **files = file_list(w.arena, folders[i], ".c", &n);
        for (size_t k = 0; k < n; k++)
            rules += check_rules(&w, c, files[k]);
    }
    assert_true(rules > 40);
    world_free(&w);
}

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double time_of(int people) {
    struct small_world w = world_new();
    struct buf b = buf_new(w.arena);
    for (int i = 0; i < people; i++)
        buf_printf(&b, "<orang id=\"orang-%d\" nama=\"Nama %d\" instansi=\"d\"/>", i, i);
    world_add(&w, "d.xml", AGENCY("d"));
    double start = seconds();
    world_add(&w, "banyak.xml", buf_text(&b));
    world_link(&w);
    double spent = seconds() - start;
    assert_int_equal(w.findings->n, 0);
    assert_non_null(objects_find(w.objects, "orang", arena_printf(w.arena, "orang-%d", people - 1)));
    world_free(&w);
    return spent;
}

static void time_grows_with_the_number_of_objects(void **state) {
    (void)state;
    double small = time_of(10000), large = time_of(100000);
    print_message("10^4 objects: %.0f ms, 10^5: %.0f ms\n", small * 1e3, large * 1e3);
    if (large > small * 40 + 2)
        fail_msg("ten times the objects took %.1f times the time", large / small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_objects_by_kind_and_id),
        cmocka_unit_test(keeps_one_order_whatever_the_order_of_reading),
        cmocka_unit_test(tells_each_fault_at_its_place),
        cmocka_unit_test(findings_point_at_the_attribute),
        cmocka_unit_test(what_refers_into_an_unread_file_waits),
        cmocka_unit_test(values_are_trimmed),
        cmocka_unit_test(an_example_of_a_person_row_needs_somebody),
        cmocka_unit_test(an_id_is_taken_once_and_both_places_are_told),
        cmocka_unit_test(refuses_other_roots),
        cmocka_unit_test(says_at_most_so_much_about_a_file),
        cmocka_unit_test(follows_references),
        cmocka_unit_test(documents_that_are_derived_may_be_evidence),
        cmocka_unit_test(circles_are_told_once),
        cmocka_unit_test(knows_the_terms_of_an_office),
        cmocka_unit_test(the_catalogue_knows_all_rules),
        cmocka_unit_test(time_grows_with_the_number_of_objects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
