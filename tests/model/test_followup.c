#include "region.h"

#include "model/followup.h"

#define OFFICES                                                                                                        \
    "<instansi id='kab' nama='Kabupaten Rimba' jenis='kabupaten'/>"                                                   \
    "<instansi id='lain' nama='Kabupaten Lain' jenis='kabupaten'/>"                                                   \
    "<instansi id='lain-dinkes' nama='Dinas Kesehatan' jenis='dinas' induk='lain'/>"                                  \
    "<instansi id='brida' nama='BRIDA' jenis='badan' induk='kab'/>"                                                   \
    "<instansi id='dinkes' nama='Dinas Kesehatan' singkatan='Dinkes' jenis='dinas' induk='kab'/>"                     \
    "<instansi id='hewan' nama='Dinas Kesehatan Hewan' jenis='dinas' induk='kab'/>"                                   \
    "<instansi id='pu' nama='Dinas Pekerjaan Umum' singkatan='PU' jenis='dinas' induk='kab'/>"                        \
    "<orang id='o' nama='A'/><inovasi id='obat' nama='Antar Obat' instansi='dinkes'/>"                                \
    "<inovasi id='jalan' nama='Jalan Mulus' instansi='pu'/>"
#define MEETING(id, kind, day, rest)                                                                                   \
    "<kegiatan id='" id "' jenis='" kind "' nama='Rapat " id "' instansi='brida' tanggal='" day "' mulai='09:00' "    \
    "tempat='Aula' pimpinan='o' notulis='o'>" rest "</kegiatan>"
#define TODO(attributes, text) "<tindak-lanjut " attributes ">" text "</tindak-lanjut>"

static struct small_world world_of(const char *data) {
    struct small_world w = world_new();
    world_add(&w, "a.xml", data);
    world_link(&w);
    return w;
}

static struct date day_of(const char *text) {
    struct date d;
    assert_true(date_parse(text, &d));
    return d;
}

static void the_agency_is_who_must_act(void **state) {
    (void)state;
    static const struct {
        const char *attributes, *agency;
    } table[] = {
        {"instansi='pu' penanggung-jawab='Dinas Kesehatan'", "pu"},
        {"penanggung-jawab='Kepala Dinas Kesehatan'", "dinkes"},            // of the meeting's region
        {"penanggung-jawab='Dinas Kesehatan Hewan'", "hewan"},              // the longest name
        {"penanggung-jawab='Kepala DINKES' inovasi='jalan'", "dinkes"},     // the owner before the innovation
        {"penanggung-jawab='Pustakawan' inovasi='obat'", "dinkes"},         // PU is no part of a word
        {"penanggung-jawab='Sekretaris'", "brida"},
        {"", "brida"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct small_world w = world_new();
        size_t n;
        world_add(&w, "a.xml", arena_printf(w.arena, OFFICES MEETING("r1", "rapat", "2025-03-12", "%s"),
                                            arena_printf(w.arena, TODO("%s", "Satu"), table[i].attributes)));
        world_link(&w);
        const struct followup *all = followups_all(w.objects, &n);
        assert_int_equal(n, 1);
        assert_string_equal(all[0].id, "r1.1");
        if (strcmp(all[0].agency, table[i].agency) != 0) {
            fail_msg("%s: %s instead of %s", table[i].attributes, all[0].agency, table[i].agency);
        }
        world_free(&w);
    }
}

#define YEAR(done)                                                                                                     \
    OFFICES MEETING("r1", "ruang-diskusi", "2025-03-12",                                                               \
                    TODO("id='sk' inovasi='obat' batas='2025-03-31'", "Menyusun SK")                                   \
                        TODO("inovasi='jalan'", "Menghitung biaya"))                                                   \
    MEETING("r2", "ruang-diskusi", "2025-04-09", "<butir inovasi='obat'/>")                                            \
    MEETING("b1", "bimtek", "2025-04-20", "<butir inovasi='obat'/>")                                                   \
    MEETING("r3", "rapat", "2025-05-14", "<butir inovasi='obat'/>") done

static void the_next_meetings_carry_what_is_open(void **state) {
    (void)state;
    static const struct {
        const char *done, *meeting, *carried;  // the ids, each followed by how many meetings carried it
    } table[] = {
        {"", "r1", ""},
        {"", "r2", "sk 1 "},
        {"", "b1", ""},            // a course decides nothing
        {"", "r3", "sk 2 "},
        {"<penyelesaian tindak-lanjut='sk' tanggal='2025-04-08'/>", "r2", ""},
        {"<penyelesaian tindak-lanjut='sk' tanggal='2025-04-09'/>", "r2", ""},
        {"<penyelesaian tindak-lanjut='sk' tanggal='2025-04-10'/>", "r2", "sk 1 "},  // open on that day
        {"<penyelesaian tindak-lanjut='sk' tanggal='2025-04-10'/>", "r3", ""},
        {MEETING("r0", "rapat", "2025-05-20", "<butir inovasi='jalan'/>" TODO("", "Menghitung biaya")), "r0", ""},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct small_world w = world_new();
        world_add(&w, "a.xml", arena_printf(w.arena, YEAR("%s"), table[i].done));
        world_link(&w);
        const xmlNode *meeting = objects_find(w.objects, "kegiatan", table[i].meeting);
        size_t n;
        const struct followup **carried = followups_carried(w.objects, w.arena, meeting, &n);
        struct buf said = buf_new(w.arena);
        for (size_t k = 0; k < n; k++) {
            struct date day = day_of(xml_attr(meeting, "tanggal"));
            buf_printf(&said, "%s %d ", carried[k]->id, followup_meetings(w.objects, carried[k], day));
        }
        if (strcmp(buf_text(&said), table[i].carried) != 0) {
            fail_msg("row %zu: \"%s\" instead of \"%s\"", i, buf_text(&said), table[i].carried);
        }
        world_free(&w);
    }
}

static void what_stays_unsolved_is_late_and_was_spoken_of_again(void **state) {
    (void)state;
    struct small_world w = world_of(YEAR(""));
    const struct followup *sk = followups_find(w.objects, "sk"), *cost = followups_find(w.objects, "r1.2");
    assert_true(followup_late(sk, day_of("2025-04-01")));
    assert_false(followup_late(sk, day_of("2025-03-31")));
    assert_false(followup_late(cost, day_of("2030-01-01")));  // no day was set
    assert_true(followup_unsolved(w.objects, sk, day_of("2025-04-09"), 1));
    assert_false(followup_unsolved(w.objects, sk, day_of("2025-04-09"), 2));
    assert_true(followup_unsolved(w.objects, sk, day_of("2025-05-14"), 2));
    assert_false(followup_unsolved(w.objects, cost, day_of("2025-05-14"), 1));
    assert_int_equal(date_days(day_of("2025-03-01")) - date_days(day_of("2024-02-28")), 367);
    world_free(&w);
}

static void notes_that_lead_nowhere_are_told(void **state) {
    (void)state;
    struct small_world w = world_of(YEAR("<penyelesaian tindak-lanjut='r1.3' tanggal='2025-04-08'/>"
                                         "<penyelesaian tindak-lanjut='r1.2' isi='Lain' tanggal='2025-04-08'/>"));
    assert_int_equal(world_count(&w, "followup.unknown"), 1);
    assert_int_equal(world_count(&w, "followup.changed"), 1);
    assert_non_null(followups_find(w.objects, "r1.2")->done);
    world_free(&w);
    // Somebody put another one before it: the noted words say which was meant.
    w = world_of(OFFICES MEETING("r1", "rapat", "2025-03-12", TODO("", "Baru") TODO("", "Lama"))
                 "<penyelesaian tindak-lanjut='r1.1' isi='Lama' tanggal='2025-04-08'/>");
    assert_null(followups_find(w.objects, "r1.1")->done);
    assert_non_null(followups_find(w.objects, "r1.2")->done);
    assert_int_equal(world_count(&w, "followup.changed"), 0);
    world_free(&w);
    w = world_of(OFFICES MEETING("r1", "rapat", "2025-03-12", TODO("id='x'", "A") TODO("id='x'", "B")));
    assert_int_equal(world_count(&w, "followup.twice"), 1);
    world_free(&w);
}

// ---- the plan ----

static void a_report_is_derived_when_the_house_rule_says(void **state) {
    (void)state;
    static const char *const rule =
        "<tata id='t'><rencana jenis='laporan-masalah' untuk='kegiatan' setelah-rapat='%s'/></tata>";
    struct small_world w = world_new();
    world_add(&w, "a.xml", arena_printf(w.arena, YEAR("%s"), arena_printf(w.arena, rule, "2")));
    world_link(&w);
    assert_null(world_planned(&w, "laporan-masalah-r2"));
    assert_non_null(world_planned(&w, "laporan-masalah-r3"));
    world_free(&w);
    w = world_new();
    world_add(&w, "a.xml", arena_printf(w.arena, YEAR("%s"), arena_printf(w.arena, rule, "1")));
    world_link(&w);
    assert_non_null(world_planned(&w, "laporan-masalah-r2"));
    world_free(&w);
}

static void a_session_that_was_only_asked_for_has_no_minutes(void **state) {
    (void)state;
    struct small_world w = world_of(OFFICES
        MEETING("r1", "ruang-diskusi", "2025-03-12", "<permohonan instansi='dinkes'/>")
        MEETING("r2", "ruang-diskusi", "2025-03-12", "<permohonan instansi='dinkes'/><keputusan>Ya.</keputusan>"));
    assert_null(world_planned(&w, "notulen-r1"));
    assert_non_null(world_planned(&w, "notulen-r2"));
    world_free(&w);
}

static void members_that_were_chosen_later_stand_in_the_record(void **state) {
    (void)state;
    struct small_world w = world_of(OFFICES "<orang id='p' nama='B'/><orang id='q' nama='C'/>"
        MEETING("r1", "ruang-diskusi", "2025-03-12",
                "<permohonan instansi='dinkes'><disposisi anggota='p'/></permohonan><keputusan>Ya.</keputusan>")
        "<naskah id='f' jenis='formulir-diskusi' subjek='r1'/>"
        "<penunjukan kegiatan='r1' ketua='o' anggota='p q' tanggal='2025-03-10'/>");
    const xmlNode *meeting = xml_child(world_record(&w, "f"), "kegiatan");
    const xmlNode *routing = xml_child(xml_child(meeting, "permohonan"), "disposisi");
    assert_string_equal(xml_attr(routing, "tanggal"), "2025-03-10");
    const char *roles[] = {"ketua", "anggota", "anggota"};
    const xmlNode *person = xml_child(routing, "orang");
    for (size_t i = 0; i < 3; i++, person = xml_next(person, "orang")) {
        assert_string_equal(xml_attr(person, "peran"), roles[i]);
    }
    assert_null(person);
    world_free(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_agency_is_who_must_act),
        cmocka_unit_test(the_next_meetings_carry_what_is_open),
        cmocka_unit_test(what_stays_unsolved_is_late_and_was_spoken_of_again),
        cmocka_unit_test(notes_that_lead_nowhere_are_told),
        cmocka_unit_test(a_report_is_derived_when_the_house_rule_says),
        cmocka_unit_test(a_session_that_was_only_asked_for_has_no_minutes),
        cmocka_unit_test(members_that_were_chosen_later_stand_in_the_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
