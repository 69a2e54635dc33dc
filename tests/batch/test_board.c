#include "batch/board.h"

#include "batch.h"
#include "batch/board_page.h"

#define REGION \
    "<instansi id='rimba' nama='Kabupaten Rimba' jenis='kabupaten' tempat='Sukarimba' provinsi='Sumatera Utara'/>" \
    "<instansi id='dinkes' induk='rimba' nama='Dinas Kesehatan' jenis='dinas'/>" \
    "<instansi id='pusk' induk='dinkes' nama='Puskesmas Hulu' jenis='puskesmas'/>" \
    "<instansi id='dinsos' induk='rimba' nama='Dinas Sosial' jenis='dinas'/>" \
    "<instansi id='camat' induk='rimba' nama='Kecamatan Hulu' jenis='kecamatan'/>" \
    "<instansi id='air' induk='rimba' nama='Perumda Air' jenis='bumd'/>" \
    "<orang id='o1' nama='Rina'/><orang id='o2' nama='Budi' gelar-belakang='S.H.'/>" \
    "<penugasan tahun='2024' instansi='dinkes' peran='fasilitator' orang='o1'/>" \
    "<penugasan tahun='2025' instansi='dinkes' peran='Fasilitator' orang='o2'/>" \
    "<penugasan tahun='2025' instansi='dinkes' peran='penilai' orang='o1'/>"

static const char *words(struct arena *arena, int n) {
    struct buf b = buf_new(arena);
    for (int i = 0; i < n; i++) {
        buf_str(&b, "kata ");
    }
    return buf_text(&b);
}

struct at {
    struct fixture f;
    struct board *board;
};

// A board of `objects` on `day`, by the profiles (or each proposal by its own).
static struct at board_of(const char *objects, const char *day, const char *const *profiles, size_t n) {
    struct at t = {.f.arena = arena_new(0)};
    struct arena *a = t.f.arena;
    t.f.folder = support_folder(a);
    const char *text = arena_printf(a, "<data xmlns='urn:naskah:1'>%s%s</data>", REGION, objects);
    support_write(a, t.f.folder, "kantor.xml", text, strlen(text));
    const char *inputs[] = {t.f.folder};
    t.f.world = world_of(&t.f, inputs, 1);
    assert_non_null(t.f.world);
    t.f.plan = world_plan(t.f.world, a, &t.f.n, t.f.findings);
    struct store *store = store_open(a, NULL, t.f.findings);
    struct board_options options = {.profiles = profiles, .n_profiles = n, .output = t.f.folder};
    assert_true(date_parse(day, &options.day));
    t.board = board_collect(t.f.world, store, t.f.plan, t.f.n, &options, t.f.findings);
    store_close(store);
    return t;
}

static void done(struct at *t) {
    support_remove(t->f.folder);
    arena_free(t->f.arena);
}

static const struct board_agency *agency(struct at *t, const char *id) {
    const struct board_agency *a = board_agency_find(t->board, id);
    assert_non_null(a);
    return a;
}

static const struct board_innovation *innovation(struct at *t, const char *id) {
    const struct board_innovation *one = board_innovation_find(t->board, id);
    assert_non_null(one);
    return one;
}

static void days_are_counted_over_months_and_leap_years(void **state) {
    (void)state;
    assert_int_equal(board_days((struct date){2024, 3, 1}) - board_days((struct date){2024, 2, 28}), 2);
    assert_int_equal(board_days((struct date){2025, 3, 1}) - board_days((struct date){2025, 2, 28}), 1);
    assert_int_equal(board_days((struct date){2001, 1, 1}) - board_days((struct date){2000, 1, 1}), 366);
    assert_int_equal(board_days((struct date){2025, 5, 10}) - board_days((struct date){2025, 6, 3}), -24);
}

static void agencies_that_owe_an_innovation_are_counted(void **state) {
    (void)state;
    struct at t = board_of("<inovasi id='a' nama='A' instansi='pusk'/><inovasi id='b' nama='B' instansi='air'/>",
                           "2025-05-10", NULL, 0);
    assert_int_equal(t.board->owing, 3);    // not the health centre, which is part of its agency, nor the enterprise
    assert_int_equal(t.board->covered, 1);  // by the health centre's
    assert_int_equal(agency(&t, "dinkes")->innovations, 1);
    assert_int_equal(agency(&t, "pusk")->innovations, 1);
    assert_int_equal(agency(&t, "dinsos")->innovations, 0);
    assert_ptr_equal(agency(&t, "pusk")->head, agency(&t, "dinkes"));
    assert_false(agency(&t, "air")->counts);
    assert_string_equal(agency(&t, "dinkes")->region, "Kabupaten Rimba");
    assert_string_equal(agency(&t, "dinkes")->facilitators, "Budi, S.H.");  // of the latest year
    assert_string_equal(t.board->regions, "Kabupaten Rimba");
    done(&t);
}

// Which kinds owe none is a house rule; an agency that ended owes none, and what it made counts for its successor.
static void the_region_says_who_owes_an_innovation(void **state) {
    (void)state;
    static const char merged[] = "<instansi id='baru' induk='rimba' nama='Dinas Sosial dan Kesehatan' jenis='dinas'"
                                 " sejak='2025-03-01'/>"
                                 "<instansi id='lama' induk='rimba' nama='Dinas Lama' jenis='dinas'"
                                 " sampai='2025-02-28' pengganti='baru'/>"
                                 "<instansi id='tutup' induk='rimba' nama='Dinas Tutup' jenis='dinas'"
                                 " sampai='2024-12-31'/><inovasi id='a' nama='A' instansi='lama'/>";
    struct at t = board_of(merged, "2025-05-10", NULL, 0);
    assert_int_equal(t.board->owing, 4);
    assert_true(agency(&t, "baru")->counts);
    assert_false(agency(&t, "lama")->counts);
    assert_false(agency(&t, "tutup")->counts);
    assert_int_equal(agency(&t, "baru")->innovations, 1);
    done(&t);
    t = board_of(merged, "2025-01-10", NULL, 0);
    assert_true(agency(&t, "lama")->counts);
    assert_false(agency(&t, "baru")->counts);
    done(&t);
    t = board_of("<tata id='t' instansi='rimba' tanpa-inovasi='kecamatan'/>", "2025-05-10", NULL, 0);
    assert_false(agency(&t, "camat")->counts);
    assert_true(agency(&t, "air")->counts);
    done(&t);
}

#define PROPOSAL(id, agency, start, summary) \
    "<inovasi id='" id "' nama='" id "' instansi='" agency "'><tahapan penerapan='2022-01-03'>Penerapan</tahapan>" \
    "<usulan profil='kipp-2025' kelompok='umum' kategori='Kesehatan' tahun='2025' tanggal-mulai='" start "' " \
    "tautan-video='https://youtu.be/a'><jawaban bagian='ringkasan'><p>" summary "</p></jawaban>%s</usulan></inovasi>"

// All other parts that the contest asks for.
static const char *parts(struct arena *arena) {
    static const char *const names[] = {"latar",         "kebaruan",      "implementasi", "signifikansi",
                                        "adaptabilitas", "sumberdaya",    "keberlanjutan"};
    struct buf b = buf_new(arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        buf_printf(&b, "<jawaban bagian='%s'><p>%s bagian %s</p></jawaban>", names[i], words(arena, 40), names[i]);
    }
    return buf_text(&b);
}

static void ready_blocked_late_and_sent_are_told_apart(void **state) {
    (void)state;
    struct arena *scratch = arena_new(0);
    const char *rest = parts(scratch);
    const char *objects = arena_printf(
        scratch, PROPOSAL("baik", "dinsos", "2020-01-05", "singkat saja") PROPOSAL("kurang", "pusk", "2020-01-05", "x")
        PROPOSAL("kirim", "dinkes", "2020-01-05", "dikirim") "<inovasi id='tanpa' nama='T' instansi='camat'/>"
        "<keadaan naskah='proposal-kirim-kipp-2025' status='dikirim' tanggal='2025-05-01'/>", rest, "", "");
    for (int late = 0; late < 2; late++) {
        struct at t = board_of(objects, late ? "2025-06-04" : "2025-05-10", NULL, 0);
        assert_int_equal(t.board->n_contests, 1);
        const struct board_contest *c = &t.board->contests[0];
        assert_string_equal(c->id, "kipp-2025");
        assert_int_equal(c->days, late ? -1 : 24);
        assert_int_equal(c->n, 3);
        assert_int_equal(c->readiness[BOARD_SENT], 1);  // although it lacks nearly everything
        assert_int_equal(c->readiness[BOARD_READY], late ? 0 : 1);
        assert_int_equal(c->readiness[BOARD_BLOCKED], late ? 0 : 1);
        assert_int_equal(c->readiness[BOARD_LATE], late ? 2 : 0);
        const struct board_entry *e = &innovation(&t, "kurang")->entries[0];
        assert_int_equal(innovation(&t, "kurang")->n_entries, 1);
        assert_int_equal(e->errors, 7);
        assert_int_equal(e->findings[0]->severity, SEVERITY_ERROR);
        assert_string_equal(e->document, "proposal-kurang-kipp-2025");
        assert_int_equal(innovation(&t, "tanpa")->n_entries, 0);
        assert_int_equal(agency(&t, "dinkes")->readiness[late ? BOARD_LATE : BOARD_BLOCKED], 1);  // its health centre's
        assert_int_equal(agency(&t, "dinkes")->readiness[BOARD_SENT], 1);
        assert_int_equal(t.board->sent, 1);
        done(&t);
    }
    arena_free(scratch);
}

static void a_foreign_contest_judges_all_and_its_closing_may_be_unknown(void **state) {
    (void)state;
    struct arena *scratch = arena_new(0);
    const char *objects = arena_printf(scratch, PROPOSAL("baik", "dinsos", "2020-01-05", "singkat"), parts(scratch));
    static const char *const profiles[] = {"kipp-2025", "iga-2026"};
    struct at t = board_of(objects, "2030-01-01", profiles, 2);
    const struct board_innovation *one = innovation(&t, "baik");
    assert_int_equal(one->n_entries, 2);
    assert_string_equal(one->entries[0].contest->id, "kipp-2025");
    assert_int_equal(one->entries[0].readiness, BOARD_LATE);
    assert_string_equal(one->entries[1].contest->id, "iga-2026");
    assert_int_equal(one->entries[1].contest->closing.year, 0);
    assert_int_equal(one->entries[1].readiness, BOARD_BLOCKED);  // never late by a day that nobody knows
    assert_null(one->entries[1].document);
    assert_int_equal(t.board->n_maturity, 1);
    assert_string_equal(t.board->maturity[0].region, "Kabupaten Rimba");
    assert_int_equal(t.board->maturity[0].sum->n, 1);
    done(&t);
    arena_free(scratch);
}

static const struct board_words *question(struct at *t, const char *label) {
    for (size_t i = 0; i < t->board->n_words; i++) {
        if (strcmp(t->board->words[i].label, label) == 0) {
            return &t->board->words[i];
        }
    }
    fail_msg("no question %s", label);
    return NULL;
}

static void answers_are_measured_against_their_limits(void **state) {
    (void)state;
    struct arena *scratch = arena_new(0);
    const char *objects = arena_printf(
        scratch,
        "<inovasi id='a' nama='A' instansi='dinsos'><usulan profil='kipp-2025' kelompok='umum'>"
        "<jawaban bagian='ringkasan'><p>%s</p></jawaban></usulan></inovasi>"
        "<inovasi id='b' nama='B' instansi='dinsos'><usulan profil='kipp-2025' kelompok='umum'>"
        "<jawaban bagian='ringkasan'><p>%s</p></jawaban></usulan></inovasi>"
        "<inovasi id='c' nama='C' instansi='dinsos'><usulan profil='kipp-2025' kelompok='umum'>"
        "<jawaban bagian='ringkasan'><p></p></jawaban></usulan></inovasi>",
        words(scratch, 250), words(scratch, 120));
    struct at t = board_of(objects, "2025-05-10", NULL, 0);
    const struct board_words *q = question(&t, "Ringkasan");
    assert_int_equal(q->limit, 200);
    assert_true(q->maximum);
    assert_int_equal(q->n, 2);  // an empty answer has no length
    assert_int_equal(q->counts[0], 120);
    assert_int_equal(q->counts[1], 250);
    assert_int_equal(q->beyond, 1);
    const struct board_rule *missing = NULL;
    for (size_t i = 0; i < t.board->n_rules; i++) {
        missing = strcmp(t.board->rules[i].rule, "isian.hilang") == 0 ? &t.board->rules[i] : missing;
        assert_true(i == 0 || t.board->rules[i - 1].severity >= t.board->rules[i].severity);
    }
    assert_non_null(missing);
    assert_int_equal(missing->innovations, 3);
    assert_int_equal(missing->n, 7 + 7 + 7);  // seven parts each; the empty summary is told by another rule
    done(&t);
    arena_free(scratch);
}

static void the_idea_register_knows_steps_that_were_dated_and_derives_the_rest(void **state) {
    (void)state;
    struct at t = board_of(
        "<inovasi id='a' nama='A' instansi='dinsos'><tahapan drum-up='2023-02' diagnose='2023-05-01' design='2026'>"
        "Inisiatif</tahapan></inovasi>"
        "<inovasi id='b' nama='B' instansi='dinsos'><tahapan uji-coba='2022-03-01' penerapan='2023-01-02'>Penerapan"
        "</tahapan></inovasi>"
        "<inovasi id='c' nama='C' instansi='dinsos'><tahapan>Inisiatif</tahapan></inovasi>"
        "<inovasi id='d' nama='D' instansi='dinsos'/>", "2025-05-10", NULL, 0);
    assert_int_equal(innovation(&t, "a")->step, STEP_DIAGNOSE);  // 2026 has not come yet
    assert_false(innovation(&t, "a")->step_derived);
    assert_int_equal(innovation(&t, "a")->year, 2023);
    assert_int_equal(innovation(&t, "b")->step, STEP_DELIVERY);
    assert_true(innovation(&t, "b")->step_derived);
    assert_int_equal(innovation(&t, "c")->step, STEP_DRUM_UP);
    assert_int_equal(innovation(&t, "d")->step, STEP_UNKNOWN);
    assert_int_equal(t.board->n_years, 2);
    assert_int_equal(t.board->years[0].year, 2022);
    assert_int_equal(t.board->years[0].steps[STEP_DELIVERY], 1);
    assert_int_equal(t.board->years[0].applied, 0);
    assert_int_equal(t.board->years[1].begun, 1);
    assert_int_equal(t.board->years[1].applied, 1);
    assert_int_equal(t.board->years[1].steps[STEP_DIAGNOSE], 1);
    done(&t);
}

static bool speaks(const struct board_innovation *one, const char *document) {
    for (size_t i = 0; i < one->n_documents; i++) {
        if (strcmp(one->documents[i]->planned->id, document) == 0) {
            return true;
        }
    }
    return false;
}

static void documents_stand_with_the_innovations_that_they_speak_of(void **state) {
    (void)state;
    struct at t = board_of(
        "<inovasi id='a' nama='A' instansi='dinsos'/><inovasi id='b' nama='B' instansi='dinsos'/>"
        "<tim id='tim' tahun='2025' nama='Tim' instansi='dinsos' inovasi='a b'>"
        "<anggota orang='o1' kedudukan='Ketua'/></tim>"
        "<naskah id='sk' jenis='keputusan' varian='kepala-pd' subjek='tim' penetap='dinsos/Kepala Dinas'/>"
        "<kontrak id='k' tahun='2025' instansi='dinsos' pihak-pertama='dinsos/Kepala Dinas' "
        "pihak-kedua='rimba/Bupati'><inovasi ref='b'/></kontrak>"
        "<kegiatan id='r' jenis='rapat' nama='R' instansi='dinsos' tanggal='2025-01-03' mulai='09:00' tempat='Aula' "
        "pimpinan='o1' notulis='o2'><butir inovasi='a'><pembahasan>x</pembahasan></butir></kegiatan>"
        "<keadaan naskah='sk' status='paraf' tanggal='2025-02-01'/>", "2025-05-10", NULL, 0);
    assert_true(speaks(innovation(&t, "a"), "sk"));
    assert_true(speaks(innovation(&t, "b"), "sk"));
    assert_true(speaks(innovation(&t, "b"), "pk-k"));
    assert_false(speaks(innovation(&t, "a"), "pk-k"));
    assert_true(speaks(innovation(&t, "a"), "notulen-r"));
    assert_false(speaks(innovation(&t, "b"), "notulen-r"));
    for (size_t i = 0; i < t.board->n_documents; i++) {
        const struct board_document *d = &t.board->documents[i];
        bool decree = strcmp(d->planned->id, "sk") == 0;
        assert_string_equal(d->waits, decree ? "papan.tunggu.ttd" : "papan.tunggu.buat");
    }
    assert_int_equal(t.board->states[STATE_INITIALLED], 1);
    assert_int_equal(agency(&t, "dinsos")->documents[STATE_INITIALLED], 1);
    assert_false(t.board->any_made);
    done(&t);
}

static void the_table_has_a_row_for_each_innovation_and_contest_and_no_formula(void **state) {
    (void)state;
    struct at t = board_of("<inovasi id='a' nama='=1+1 \"kutip\"; titik' instansi='dinsos'/>", "2025-05-10", NULL, 0);
    struct board_view view = {.board = t.board, .world = t.f.world, .csv = "papan.csv"};
    struct str csv = board_csv(&view), page, again;
    assert_non_null(strstr(csv.p, "\r\n\"a\";\"'=1+1 \"\"kutip\"\"; titik\";\"Dinas Sosial\";\"Kabupaten Rimba\";"));
    assert_memory_equal(csv.p, "\xef\xbb\xbf\"id\";", 8);
    assert_true(board_page(&view, &page, t.f.findings) && board_page(&view, &again, t.f.findings));
    assert_int_equal(page.n, again.n);
    assert_memory_equal(page.p, again.p, page.n);
    assert_non_null(strstr(page.p, "=1+1 &quot;kutip&quot;; titik"));
    assert_null(strstr(page.p, "{{"));
    assert_null(strstr(page.p, ">papan."));  // no word is missing
    view.language = LANGUAGE_EN;
    assert_true(board_page(&view, &page, t.f.findings));
    assert_non_null(strstr(page.p, "<html lang=\"en\">"));
    assert_non_null(strstr(page.p, "As of 2025-"));  // no Indonesian month among English words
    assert_null(strstr(page.p, ">papan."));
    done(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_counted_over_months_and_leap_years),
        cmocka_unit_test(agencies_that_owe_an_innovation_are_counted),
        cmocka_unit_test(the_region_says_who_owes_an_innovation),
        cmocka_unit_test(ready_blocked_late_and_sent_are_told_apart),
        cmocka_unit_test(a_foreign_contest_judges_all_and_its_closing_may_be_unknown),
        cmocka_unit_test(answers_are_measured_against_their_limits),
        cmocka_unit_test(the_idea_register_knows_steps_that_were_dated_and_derives_the_rest),
        cmocka_unit_test(documents_stand_with_the_innovations_that_they_speak_of),
        cmocka_unit_test(the_table_has_a_row_for_each_innovation_and_contest_and_no_formula),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
