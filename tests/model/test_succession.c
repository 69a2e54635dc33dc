// Agencies that were renamed, merged or split: whatever refers to either of them finds the one of the day.
#include "region.h"

// Dinas A becomes Badan B in 2026; C and D are merged into E; F is split into G and H.
#define AGENCIES                                                                                                       \
    "<instansi id=\"r\" nama=\"Kabupaten Rimba\" jenis=\"kabupaten\"/>"                                                \
    "<instansi id=\"a\" induk=\"r\" nama=\"Dinas Riset\" jenis=\"dinas\" sampai=\"2025-12-31\" pengganti=\"b\"/>"      \
    "<instansi id=\"b\" induk=\"r\" nama=\"Badan Riset\" jenis=\"badan\" sejak=\"2026-01-01\"/>"                       \
    "<instansi id=\"c\" induk=\"r\" nama=\"Dinas C\" jenis=\"dinas\" pengganti=\"e\"/>"                                \
    "<instansi id=\"d\" induk=\"r\" nama=\"Dinas D\" jenis=\"dinas\" pengganti=\"e\"/>"                                \
    "<instansi id=\"e\" induk=\"r\" nama=\"Dinas E\" jenis=\"dinas\" sejak=\"2026-01-01\"/>"                           \
    "<instansi id=\"f\" induk=\"r\" nama=\"Dinas F\" jenis=\"dinas\" sampai=\"2025-12-31\" pengganti=\"g h\"/>"        \
    "<instansi id=\"g\" induk=\"r\" nama=\"Dinas G\" jenis=\"dinas\" sejak=\"2026-01-01\"/>"                           \
    "<instansi id=\"h\" induk=\"r\" nama=\"Dinas H\" jenis=\"dinas\" sejak=\"2026-01-01\"/>"                           \
    "<instansi id=\"z\" induk=\"r\" nama=\"Dinas Z\" jenis=\"dinas\" sampai=\"2025-12-31\"/>"                          \
    "<instansi id=\"u\" induk=\"a\" nama=\"UPTD U\" jenis=\"uptd\"/>"
#define PEOPLE                                                                                                         \
    "<orang id=\"o\" nama=\"Surya\"><jabatan instansi=\"a\" nama=\"Kepala Dinas\" sejak=\"2024-01-01\"/></orang>"      \
    "<orang id=\"p\" nama=\"Citra\"><jabatan instansi=\"c\" nama=\"Kepala Dinas\" sejak=\"2024-01-01\"/></orang>"      \
    "<orang id=\"q\" nama=\"Eka\"><jabatan instansi=\"e\" nama=\"Kepala Dinas\" sejak=\"2026-01-01\"/></orang>"
#define LETTER(id, agency, office, day)                                                                                \
    "<naskah id=\"" id "\" jenis=\"surat\" instansi=\"" agency "\" tanggal=\"" day "\">"                               \
    "<penanda peran=\"penetap\" jabatan=\"" office "\"/></naskah>"

static struct small_world offices(const char *more) {
    struct small_world w = world_new();
    world_add(&w, "a.xml", arena_printf(w.arena, AGENCIES PEOPLE "%s", more));
    world_link(&w);
    return w;
}

static const xmlNode *first_signer(struct small_world *w, const char *id) {
    const xmlNode *penanda = xml_child(world_record(w, id), "penanda");
    assert_non_null(penanda);
    return penanda;
}

static void a_renamed_agency_is_called_as_on_the_day(void **state) {
    (void)state;
    struct small_world w = offices(LETTER("lama", "a", "a/Kepala Dinas", "2025-12-31")
                                   LETTER("baru", "a", "a/Kepala Dinas", "2026-01-01")
                                   LETTER("mundur", "b", "b/Kepala Badan", "2025-05-01")
                                   "<naskah id=\"kosong\" jenis=\"surat\" instansi=\"a\"/>");
    assert_string_equal(world_planned(&w, "lama")->agency, "a");
    assert_string_equal(world_planned(&w, "baru")->agency, "b");
    assert_string_equal(world_planned(&w, "mundur")->agency, "a");
    assert_string_equal(world_planned(&w, "kosong")->agency, "b");
    const xmlNode *s = first_signer(&w, "lama");
    is(s, "jabatan-lengkap", "Kepala Dinas Riset Kabupaten Rimba");
    is(xml_child(s, "orang"), "nama", "Surya");
    s = first_signer(&w, "baru");
    is(s, "jabatan-lengkap", "Kepala Badan Riset Kabupaten Rimba");
    is(xml_child(s, "orang"), "nama", "Surya");  // nobody types him a second time
    is(xml_child(s, "orang"), "jabatan-lengkap", "Kepala Badan Riset Kabupaten Rimba");
    s = first_signer(&w, "mundur");
    is(s, "jabatan-lengkap", "Kepala Dinas Riset Kabupaten Rimba");
    is(xml_child(s, "orang"), "nama", "Surya");
    is(xml_child(world_record(&w, "baru"), "instansi"), "nama", "Badan Riset");
    world_free(&w);
}

static void a_merged_agency_has_its_own_head(void **state) {
    (void)state;
    struct small_world w = offices(LETTER("lama", "c", "c/Kepala Dinas", "2025-06-01")
                                   LETTER("baru", "c", "c/Kepala Dinas", "2026-06-01")
                                   LETTER("mundur", "e", "e/Kepala Dinas", "2025-06-01"));
    is(xml_child(first_signer(&w, "lama"), "orang"), "nama", "Citra");
    is(xml_child(first_signer(&w, "baru"), "orang"), "nama", "Eka");
    assert_string_equal(world_planned(&w, "baru")->agency, "e");
    // Which of the two it was before nobody can tell; that E was not there yet is told.
    assert_string_equal(world_planned(&w, "mundur")->agency, "e");
    world_record(&w, "mundur");
    assert_true((world_count(&w, "resolve.agency-ended") > 0));
    world_free(&w);
}

static void a_split_agency_is_told(void **state) {
    (void)state;
    struct small_world w = offices(LETTER("lama", "f", "f/Kepala Dinas", "2025-06-01")
                                   LETTER("baru", "f", "f/Kepala Dinas", "2026-06-01"));
    assert_string_equal(world_planned(&w, "lama")->agency, "f");
    assert_string_equal(world_planned(&w, "baru")->agency, "g");
    assert_true((world_count(&w, "resolve.agency-split") > 0));
    world_free(&w);
}

static void what_ended_without_a_successor_is_told(void **state) {
    (void)state;
    struct small_world w = offices(LETTER("lama", "z", "z/Kepala Dinas", "2025-06-01")
                                   LETTER("baru", "z", "z/Kepala Dinas", "2026-06-01"));
    world_record(&w, "lama");
    assert_false((world_count(&w, "resolve.agency-ended") > 0));
    world_record(&w, "baru");
    assert_true((world_count(&w, "resolve.agency-ended") > 0));
    world_free(&w);
}

// What is below the old agency, and what refers to it, goes along: contracts, teams, innovations.
static void references_follow(void **state) {
    (void)state;
    struct small_world w = offices(
        "<inovasi id=\"i\" nama=\"Inovasi\" instansi=\"a\"/><inovasi id=\"j\" nama=\"Lain\" instansi=\"u\"/>"
        "<kontrak id=\"k25\" tahun=\"2025\" instansi=\"a\" pihak-pertama=\"a/Kepala Dinas\" pihak-kedua=\"r/Bupati\"/>"
        "<kontrak id=\"k26\" tahun=\"2026\" instansi=\"a\" pihak-pertama=\"a/Kepala Dinas\" pihak-kedua=\"r/Bupati\"/>"
        "<naskah id=\"rekap\" jenis=\"rekap\" instansi=\"b\" subjek=\"b\" tanggal=\"2026-03-01\"/>"
        "<naskah id=\"rekap-lama\" jenis=\"rekap\" instansi=\"a\" subjek=\"a\" tanggal=\"2025-03-01\"/>");
    assert_string_equal(world_planned(&w, "pk-k25")->agency, "a");
    assert_string_equal(world_planned(&w, "pk-k26")->agency, "b");
    const xmlNode *contract = xml_child(world_record(&w, "pk-k26"), "kontrak");
    is(xml_child(contract, "instansi"), "nama", "Badan Riset");
    const xmlNode *summary = xml_child(world_record(&w, "rekap"), "rekap"), *row = xml_child(summary, "inovasi");
    is(row, "instansi", "Badan Riset");
    is(xml_next(row, "inovasi"), "instansi", "UPTD U");
    summary = xml_child(world_record(&w, "rekap-lama"), "rekap");
    is(xml_child(summary, "inovasi"), "instansi", "Dinas Riset");
    world_free(&w);
}

// Ids that lead in a circle, or to themselves, end.
static void circles_end(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml",
              "<instansi id=\"x\" nama=\"X\" jenis=\"dinas\" sampai=\"2024-01-01\" pengganti=\"y\"/>"
              "<instansi id=\"y\" nama=\"Y\" jenis=\"dinas\" sampai=\"2024-01-01\" pengganti=\"x y\"/>"
              LETTER("s", "x", "x/Kepala Dinas", "2026-01-01"));
    world_link(&w);
    assert_non_null(world_planned(&w, "s"));
    world_record(&w, "s");
    world_free(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_renamed_agency_is_called_as_on_the_day),
        cmocka_unit_test(a_merged_agency_has_its_own_head),
        cmocka_unit_test(a_split_agency_is_told),
        cmocka_unit_test(what_ended_without_a_successor_is_told),
        cmocka_unit_test(references_follow),
        cmocka_unit_test(circles_end),
    };
    return cmocka_run_group_tests_name("agencies that end", tests, NULL, NULL);
}
