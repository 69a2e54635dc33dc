#include "batch/fingerprint.h"

#include "base/xml.h"
#include "batch/batch.h"
#include "batch/faces.h"

static const char *of(struct fixture *f, xmlDoc *record, const struct findings *found) {
    return fingerprint_of(f->world, f->arena, world_template(f->world, "keputusan"), NULL, record, NULL, found);
}

static xmlDoc *record_of(struct fixture *f) {
    return resolve_record(f->arena, f->world->objects, f->world->defaults, planned_of(f, "sk-bappeda"), NULL,
                          f->findings);
}

static void test_of_the_record(void **state) {
    struct fixture *f = *state;
    struct findings *none = findings_new(f->arena, f->world->catalogue);
    xmlDoc *record = record_of(f);
    xmlNode *root = xmlDocGetRootElement(record), *kop = xml_child(root, "kop");
    const char *first = of(f, record, none);
    assert_string_equal(of(f, record_of(f), none), first);
    // Where the letterhead's file lies is no part of it, and stays in the record.
    xml_set(kop, "folder", "/lain/tempat");
    assert_string_equal(of(f, record, none), first);
    assert_string_equal(xml_attr(kop, "folder"), "/lain/tempat");
    xml_set(root, "tahun", "1999");
    assert_string_not_equal(of(f, record, none), first);
}

// What was found is embedded: errors with what they say, notes and warnings by their kind.
static void test_of_findings(void **state) {
    struct fixture *f = *state;
    struct findings *found = findings_new(f->arena, f->world->catalogue);
    xmlDoc *record = record_of(f);
    const char *none = of(f, record, found);
    struct finding *note =
        findings_add_as(found, SEVERITY_WARNING, "data.contoh", (struct place){0}, "n", "1", NULL);
    const char *noted = of(f, record, found);
    assert_string_not_equal(noted, none);
    note->args[0].value = "2";
    note->place.line = 3;
    assert_string_equal(of(f, record, found), noted);
    struct finding *error =
        findings_add_as(found, SEVERITY_ERROR, "resolve.faulty", (struct place){0}, "id", "x", NULL);
    const char *one = of(f, record, found);
    assert_string_not_equal(one, noted);
    error->place.line = 7;
    assert_string_equal(of(f, record, found), one);
}

// The bytes of an image count, and so does its absence.
static void test_of_images(void **state) {
    struct fixture *f = *state;
    struct findings *none = findings_new(f->arena, f->world->catalogue);
    xmlDoc *record = record_of(f);
    xml_set(xml_child(xmlDocGetRootElement(record), "kop"), "lambang", file_join(f->arena, f->folder, "l.png"));
    const char *missing = of(f, record, none);
    support_write(f->arena, f->folder, "l.png", "satu", 4);
    const char *one = of(f, record, none);
    support_write(f->arena, f->folder, "l.png", "dua", 3);
    const char *two = of(f, record, none);
    assert_string_not_equal(missing, one);
    assert_string_not_equal(one, two);
}

// Photographs, pictures and evidence lie beside the data, and what becomes of them is seen.
static void test_of_files_beside_the_data(void **state) {
    static const char *const kinds[] = {"foto", "img", "bukti"};
    struct fixture *f = *state;
    struct findings *none = findings_new(f->arena, f->world->catalogue);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *name = arena_printf(f->arena, "%s.x", kinds[i]), *input = file_join(f->arena, f->folder, "i.xml");
        const char *text = arena_printf(f->arena, "<naskah><%s berkas='%s'/></naskah>", kinds[i], name);
        xmlDoc *record = xml_parse(f->arena, input, (struct str){text, strlen(text)}, f->findings);
        const char *missing = of(f, record, none);
        support_write(f->arena, f->folder, name, "satu", 4);
        const char *one = of(f, record, none);
        support_write(f->arena, f->folder, name, "dua", 3);
        assert_string_not_equal(missing, one);
        assert_string_not_equal(of(f, record, none), one);
        support_write(f->arena, f->folder, name, "satu", 4);
        assert_string_equal(of(f, record, none), one);
    }
}

// A picture may also lie beside the document that shows it.
static void test_of_a_picture_beside_the_document(void **state) {
    struct fixture *f = *state;
    xmlDoc *record = record_of(f);
    xml_set(xml_child(xmlDocGetRootElement(record), "kop"), "lambang", "tiada-di-sini.png");
    const char *missing = fingerprint_images(f->arena, record, f->folder);
    support_write(f->arena, f->folder, "tiada-di-sini.png", "satu", 4);
    assert_string_not_equal(fingerprint_images(f->arena, record, f->folder), missing);
    assert_string_equal(fingerprint_images(f->arena, record, NULL), missing);
}

// What the world was read from, besides the record: each hash counts.
static void test_of_the_world(void **state) {
    struct fixture *f = *state;
    struct findings *none = findings_new(f->arena, f->world->catalogue);
    xmlDoc *record = record_of(f);
    const char *first = of(f, record, none);
    char *const hashes[] = {f->world->hyphenation_hash, f->world->exceptions_hash, f->world->rules_hash};
    for (size_t i = 0; i < sizeof hashes / sizeof *hashes; i++) {
        char was = hashes[i][0];
        assert_true(was);  // there is one
        hashes[i][0] = was == '0' ? '1' : '0';
        assert_string_not_equal(of(f, record, none), first);
        hashes[i][0] = was;
    }
    const char *version = f->world->version;
    f->world->version = "lain";
    assert_string_not_equal(of(f, record, none), first);
    f->world->version = version;
    assert_string_equal(of(f, record, none), first);
}

static void test_of_template_and_profile(void **state) {
    struct fixture *f = *state;
    struct findings *none = findings_new(f->arena, f->world->catalogue);
    const struct template *decree = world_template(f->world, "keputusan");
    const struct template *minutes = world_template(f->world, "notulen");
    const struct profile *iga = profiles_find(f->world->profiles, "iga");
    const struct profile *sinovik = profiles_find(f->world->profiles, "sinovik-unpsa");
    xmlDoc *record = record_of(f);
    const char *all[] = {
        fingerprint_of(f->world, f->arena, decree, NULL, record, NULL, none),
        fingerprint_of(f->world, f->arena, minutes, NULL, record, NULL, none),
        fingerprint_of(f->world, f->arena, decree, iga, record, NULL, none),
        fingerprint_of(f->world, f->arena, decree, sinovik, record, NULL, none),
    };
    for (int a = 0; a < 4; a++) {
        for (int b = 0; b < a; b++) {
            assert_string_not_equal(all[a], all[b]);
        }
    }
}

static void test_of_renditions_and_faces(void **state) {
    struct fixture *f = *state;
    char a[HASH_SIZE], b[HASH_SIZE], c[HASH_SIZE], d[HASH_SIZE];
    fingerprint_end(f->world, f->arena, "x", "draf", "Sans/0/0\n", a);
    fingerprint_end(f->world, f->arena, "x", "tanda-tangan", "Sans/0/0\n", b);
    fingerprint_end(f->world, f->arena, "x", "draf", "Sans/1/0\n", c);
    fingerprint_end(f->world, f->arena, "x", "draf", "Sans/0/0\n", d);
    assert_string_equal(a, d);
    assert_string_not_equal(a, b);
    assert_string_not_equal(a, c);
}

static void test_faces(void **state) {
    struct fixture *f = *state;
    char asked[HASH_SIZE], by_name[HASH_SIZE], all[HASH_SIZE], none[HASH_SIZE];
    faces_hash(f->world, f->arena, "Bookman/1/0\n", asked);
    faces_hash(f->world, f->arena, "=URWBookman-Demi\n", by_name);
    faces_hash(f->world, f->arena, "=Tiada\n", none);
    faces_hash(f->world, f->arena, "*\n", all);
    assert_string_not_equal(asked, by_name);  // the question is part of the answer
    assert_string_not_equal(by_name, none);
    assert_string_not_equal(all, none);
}

int main(void) {
    const struct CMUnitTest tests[] = {FIXTURE_TEST(test_of_the_record), FIXTURE_TEST(test_of_findings),
                                       FIXTURE_TEST(test_of_the_world), FIXTURE_TEST(test_of_template_and_profile),
                                       FIXTURE_TEST(test_of_images), FIXTURE_TEST(test_of_files_beside_the_data),
        FIXTURE_TEST(test_of_a_picture_beside_the_document), FIXTURE_TEST(test_of_renditions_and_faces),
                                       FIXTURE_TEST(test_faces)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
