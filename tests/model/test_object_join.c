// One innovation in several files.
#include "world.h"

#include "model/object.h"

#define AGENCY "<instansi id=\"d\" nama=\"Dinas\" jenis=\"dinas\"/>"
#define SHEET AGENCY "<inovasi id=\"i\" nama=\"Antar Obat\" instansi=\"d\" urusan=\"kesehatan\"/>"
#define PROPOSAL "<inovasi id=\"i\" nama=\"ANTAR OBAT\" instansi=\"d\" urusan=\"sosial\" bentuk=\"b\">" \
    "<tahapan penerapan=\"2024-07-01\">Penerapan</tahapan><usulan profil=\"iga\"><jawaban bagian=\"tujuan\"><p>a</p>" \
    "</jawaban></usulan></inovasi>"

static const xmlNode *only(const struct small_world *w) {
    size_t n;
    const xmlNode *const *all = objects_all(w->objects, "inovasi", &n);
    assert_int_equal(n, 1);
    assert_ptr_equal(all[0], objects_find(w->objects, "inovasi", "i"));
    return all[0];
}

static void each_file_adds_what_the_others_do_not_say(void **state) {
    (void)state;
    for (int order = 0; order < 2; order++) {
        struct small_world w = world_new();
        world_add(&w, order ? "impor/a.xml" : "z.xml", order ? PROPOSAL : SHEET);
        world_add(&w, order ? "z.xml" : "impor/a.xml", order ? SHEET : PROPOSAL);
        world_link(&w);
        const xmlNode *joined = only(&w);
        assert_string_equal(xml_attr(joined, "nama"), "Antar Obat");
        assert_string_equal(xml_attr(joined, "urusan"), "kesehatan");
        assert_string_equal(xml_attr(joined, "bentuk"), "b");
        assert_string_equal(xml_attr(xml_child(joined, "tahapan"), "penerapan"), "2024-07-01");
        assert_string_equal(xml_place(joined).file, "z.xml");
        assert_string_equal(xml_place(xml_child(joined, "usulan")).file, "impor/a.xml");
        const struct finding *f = world_found(&w, "object.differs");
        assert_int_equal(w.findings->n, 1);
        assert_string_equal(world_argument(f, "apa"), "urusan");
        assert_string_equal(world_argument(f, "di-sini"), "sosial");
        assert_string_equal(world_argument(f, "lain"), "kesehatan");
        assert_string_equal(world_argument(f, "berkas"), "z.xml");
        world_free(&w);
    }
}

static void two_proposals_to_one_contest_are_told_and_not_mixed(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml", AGENCY PROPOSAL);
    world_add(&w, "b.xml", "<inovasi id=\"i\" nama=\"Antar Obat\" instansi=\"d\"><usulan profil=\"iga\"/>"
                           "<usulan profil=\"kipp-2023\"/></inovasi>");
    const xmlNode *first = xml_child(only(&w), "usulan"), *second = xml_next(first, "usulan");
    assert_string_equal(xml_attr(second, "profil"), "kipp-2023");
    assert_null(xml_next(second, "usulan"));
    assert_string_equal(world_argument(world_found(&w, "object.proposal-twice"), "berkas"), "a.xml");
    world_free(&w);
}

static void in_one_file_an_id_is_taken_once(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml", SHEET PROPOSAL);
    world_found(&w, "object.twice");
    world_free(&w);
}

static void faults_of_a_proposal_stay_with_it(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml", SHEET);
    world_add(&w, "b.xml", "<inovasi id=\"i\" nama=\"Antar Obat\" instansi=\"d\"><usulan/></inovasi>");
    const xmlNode *joined = only(&w);
    assert_true(objects_faulty(w.objects, xml_child(joined, "usulan")));
    assert_false(objects_faulty(w.objects, joined));
    world_free(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_file_adds_what_the_others_do_not_say),
        cmocka_unit_test(two_proposals_to_one_contest_are_told_and_not_mixed),
        cmocka_unit_test(in_one_file_an_id_is_taken_once),
        cmocka_unit_test(faults_of_a_proposal_stay_with_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
