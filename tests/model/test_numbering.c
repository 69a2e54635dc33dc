// Numbers and dates that were noted apart from the document.
#include "region.h"

#define OFFICE                                                                                                         \
    "<instansi id=\"d\" nama=\"Dinas\" jenis=\"dinas\"/><instansi id=\"u\" induk=\"d\" nama=\"UPTD\" jenis=\"uptd\"/>"
#define LETTER(id, more) "<naskah id=\"" id "\" jenis=\"surat\" instansi=\"u\"" more "</naskah>"
#define NOTED(id, more) "<penomoran naskah=\"" id "\" " more "/>"

static struct small_world noted(const char *documents, const char *lines) {
    struct small_world w = world_new();
    world_add(&w, "a.xml", arena_printf(w.arena, OFFICE "%s", documents));
    world_add(&w, "z/nomor.xml", lines);
    world_link(&w);
    return w;
}

static const char *number_of(struct small_world *w, const char *id) {
    const xmlNode *number = xml_child(world_record(w, id), "nomor");
    return number ? xml_text(w->arena, number) : NULL;
}

static void what_was_noted_fills_what_is_not_written(void **state) {
    (void)state;
    struct small_world w = noted(LETTER("a", ">") LETTER("b", " tanggal=\"2025-01-05\"><nomor>1/2025</nomor>"),
                                 NOTED("a", "nomor=\"7/2025\" pemberi=\"Umum\" diterima=\"2025-02-01\"")
                                 NOTED("a", "tanggal=\"2025-02-03\"")
                                 NOTED("b", "nomor=\"9/2025\" tanggal=\"2025-09-09\""));
    assert_string_equal(number_of(&w, "a"), "7/2025");
    is(xml_child(world_record(&w, "a"), "nomor"), "pemberi", "Umum");
    is(world_record(&w, "a"), "tanggal", "2025-02-03");
    is(world_record(&w, "a"), "tahun", "2025");
    assert_string_equal(number_of(&w, "b"), "1/2025");
    is(world_record(&w, "b"), "tanggal", "2025-01-05");
    world_free(&w);
}

static void the_last_line_counts_and_a_void_one_takes_back(void **state) {
    (void)state;
    struct small_world w = noted(LETTER("a", ">") LETTER("b", ">"),
                                 NOTED("a", "nomor=\"1\"") NOTED("a", "nomor=\"2\"")
                                 NOTED("b", "nomor=\"3\" tanggal=\"2025-02-03\"")
                                 NOTED("b", "nomor=\"3\" status=\"batal\""));
    assert_string_equal(number_of(&w, "a"), "2");
    assert_null(number_of(&w, "b"));
    is(world_record(&w, "b"), "tanggal", "2025-02-03");
    world_free(&w);
}

// A letter takes the date that was noted although its meeting has one; minutes keep that of the meeting.
static void a_derived_document_is_dated_by_its_subject_first(void **state) {
    (void)state;
    struct small_world w = noted("<orang id=\"o\" nama=\"A\"/><kegiatan id=\"r\" jenis=\"rapat\" nama=\"R\" "
                                 "instansi=\"d\" tanggal=\"2025-03-12\" mulai=\"09:00\" "
                                 "tempat=\"X\" pimpinan=\"o\" notulis=\"o\"/>"
                                 "<tata id=\"t\"><rencana jenis=\"undangan\" untuk=\"kegiatan\" "
                                 "bertanggal=\"tidak\"/></tata>",
                                 NOTED("undangan-r", "tanggal=\"2025-03-05\" nomor=\"5\"")
                                 NOTED("notulen-r", "tanggal=\"2025-03-05\""));
    is(world_record(&w, "undangan-r"), "tanggal", "2025-03-05");
    assert_string_equal(number_of(&w, "undangan-r"), "5");
    is(world_record(&w, "notulen-r"), "tanggal", "2025-03-12");
    world_free(&w);
}

static void the_nearest_series_is_taken(void **state) {
    (void)state;
    struct small_world w = noted(LETTER("a", ">") "<naskah id=\"s\" jenis=\"sk\" varian=\"bupati\" instansi=\"u\"/>"
                                 "<tata id=\"t\"><seri id=\"semua\" jenis=\"surat sk\" pola=\"{nomor}\"/></tata>"
                                 "<tata id=\"td\" instansi=\"d\"><seri id=\"dinas\" jenis=\"surat\" pola=\"{nomor}\"/>"
                                 "<seri id=\"kepala\" jenis=\"sk\" varian=\"kepala-pd\" pola=\"{nomor}\"/></tata>", "");
    is(resolve_series(w.objects, world_planned(&w, "a")), "id", "dinas");
    is(resolve_series(w.objects, world_planned(&w, "s")), "id", "semua");  // the nearer one is for another variant
    assert_true(resolve_wants_number(w.objects, NULL, world_planned(&w, "a")));
    world_free(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_noted_fills_what_is_not_written),
        cmocka_unit_test(the_last_line_counts_and_a_void_one_takes_back),
        cmocka_unit_test(a_derived_document_is_dated_by_its_subject_first),
        cmocka_unit_test(the_nearest_series_is_taken),
    };
    return cmocka_run_group_tests_name("numbers that were noted", tests, NULL, NULL);
}
