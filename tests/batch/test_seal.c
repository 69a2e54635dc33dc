// A run that has nothing to do: what it need not do again, and what it must notice all the same.
#include "batch/batch.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

static struct run_report *run_with(struct fixture *f, int workers, bool later) {
    struct store *store = store_open(f->arena, file_join(f->arena, f->folder, "naskah.db"), f->findings);
    struct run_options o = {.documents = f->plan, .n_documents = f->n, .whole = true, .orphans = true,
                            .workers = workers, .output = file_join(f->arena, f->folder, "output"),
                            .want = {true, true}};
    assert_non_null(store);
    f->world->begun = time(NULL) + (later ? 100 : 0);  // the files of the region may have come a moment ago
    struct run_report *report = run_batch(f->world, store, &o);
    store_close(store);
    return report;
}

static struct run_report *run(struct fixture *f) {
    return run_with(f, 0, true);
}

static int ask(struct fixture *f, const char *sql) {
    sqlite3 *db = NULL;
    sqlite3_stmt *st = NULL;
    assert_int_equal(sqlite3_open(file_join(f->arena, f->folder, "naskah.db"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
    int n = sqlite3_step(st) == SQLITE_ROW ? sqlite3_column_int(st, 0) : -1;
    sqlite3_finalize(st);
    sqlite3_close(db);
    return n;
}

static bool sealed(struct fixture *f) {
    return ask(f, "SELECT count(*) FROM seal") == 1;
}

static const char *told(struct fixture *f, struct run_report *r) {
    struct buf out = buf_new(f->arena);
    findings_sort(r->findings);
    for (size_t i = 0; i < r->findings->n; i++) {
        const struct finding *one = &r->findings->items[i];
        buf_printf(&out, "%s %s %s:%d", one->rule, one->document ? one->document : "-",
                   one->place.file ? one->place.file : "-", one->place.line);
        for (int k = 0; k < one->n_args; k++) {
            buf_printf(&out, " %s=%s", one->args[k].name, one->args[k].value);
        }
        buf_char(&out, '\n');
    }
    return buf_text(&out);
}

static void assert_nothing_done(const struct run_report *r) {
    assert_int_equal(r->n_made + r->changed + r->removed + r->failed, 0);
    assert_int_equal(r->current, 4);
    assert_int_equal(r->stopped, 1);
}

static void test_the_second_and_the_sealed_run_tell_the_same(void **state) {
    struct fixture *f = *state;
    assert_int_equal(run(f)->changed, 4);
    assert_true(sealed(f));
    const char *rows = "SELECT count(*) FROM output";
    int before = ask(f, rows);
    struct run_report *again = run(f);
    assert_nothing_done(again);
    ask(f, "DELETE FROM seal");
    struct run_report *whole = run(f);
    assert_nothing_done(whole);
    assert_string_equal(told(f, again), told(f, whole));
    assert_true(sealed(f));
    struct run_report *workers = run_with(f, 2, true);
    assert_nothing_done(workers);
    assert_string_equal(told(f, workers), told(f, whole));
    assert_int_equal(ask(f, rows), before);
}

static void test_a_changed_file_is_seen_whatever_its_time(void **state) {
    struct fixture *f = *state;
    struct run_report *first = run(f);
    const char *gone = run_made_path(first, &first->made[0], f->arena);
    const char *other = run_made_path(first, &first->made[2], f->arena);
    for (int workers = 0; workers < 3; workers += 2) {
        assert_true(sealed(f));
        unlink(gone);
        struct timespec times[2];
        struct stat st;
        assert_int_equal(stat(other, &st), 0);
        times[0] = st.st_atim;
        times[1] = st.st_mtim;
        FILE *to = fopen(other, "r+");  // of the same length, and of the same time
        fputs("%PDX", to);
        fclose(to);
        assert_int_equal(utimensat(AT_FDCWD, other, times, 0), 0);
        struct run_report *r = run_with(f, workers, true);
        assert_int_equal(r->n_made, 2);
        assert_int_equal(r->made[0].reason, REASON_MISSING);
        assert_int_equal(r->made[1].reason, REASON_FOREIGN);
        assert_true(findings_has(r->findings, "job.touched"));
        assert_nothing_done(run_with(f, workers, true));
    }
}

static void test_what_was_asked_and_what_it_is_made_with_are_part_of_it(void **state) {
    struct fixture *f = *state;
    run(f);
    f->world->version = "uji2";
    assert_int_equal(run(f)->changed + run(f)->changed, 4);
    f->world->strict = true;
    run(f);
    assert_nothing_done(run(f));
    f->world->inputs[0].hash[0] ^= 1;  // another input, it seems: everything is looked at, and nothing is to be done
    assert_nothing_done(run(f));
}

static void test_nothing_is_sealed_that_was_just_changed(void **state) {
    struct fixture *f = *state;
    const char *input = support_write(f->arena, f->folder, "masuk.xml", "<data xmlns='urn:naskah:1'/>", 28);
    f->world->inputs[0].path = input;
    run_with(f, 0, false);
    assert_false(sealed(f));
    run_with(f, 0, true);
    assert_true(sealed(f));
}

static void test_making_anything_breaks_it(void **state) {
    struct fixture *f = *state;
    struct run_report *first = run(f);
    struct run_options o = {.documents = first->made[0].document, .n_documents = 1, .again = true, .want = {true},
                            .output = file_join(f->arena, f->folder, "output")};
    struct store *store = store_open(f->arena, file_join(f->arena, f->folder, "naskah.db"), f->findings);
    run_batch(f->world, store, &o);
    store_close(store);
    assert_false(sealed(f));
    assert_nothing_done(run(f));
    assert_true(sealed(f));
}

static bool fails(struct arena *arena, struct str bytes, struct findings *rows) {
    (void)arena, (void)bytes, (void)rows;
    raise(SIGKILL);
    return false;
}

// What stands of a document that was lost is of an earlier time, though the store knows it.
static void test_a_lost_document_is_not_settled(void **state) {
    struct fixture *f = *state;
    run(f);
    bool (*conforms)(struct arena *, struct str, struct findings *) = f->world->conforms;
    f->world->version = "uji2";
    f->world->conforms = fails;
    struct run_report *r = run_with(f, 2, true);
    assert_int_equal(r->stopped, 5);
    assert_false(sealed(f));  // what shows among all was told without it
    f->world->conforms = conforms;
    assert_int_equal(run(f)->changed, 4);
    assert_nothing_done(run(f));
}

// ---- what a result may depend on ----

// Whoever changes one of these between two runs is told the same with the seal as without it. `from` of a file becomes
// `to`; without `from`, `to` comes behind what it holds (a new file, perhaps); without `to`, the file is gone.
static const struct change {
    const char *file, *from, *to;
    bool unheard;             // nothing is to be noticed of it
} changes[] = {
    {"input/sk.xml", "perlu dijadwalkan", "perlu dijadwalkun", false},
    {"input/sk.xml", "<tim ", "\n\n<tim ", false},
    {"input/baru.xml", NULL, "<data xmlns='urn:naskah:1'><instansi id='desa' nama='Desa' jenis='desa'/></data>", true},
    {"input/rusak.xml", NULL, "<data", true},
    {"input/kegiatan.xml", NULL, NULL, false},
    {"input/lambang.png", NULL, "x", false},
    {"input/lambang.png", NULL, NULL, false},
    {"input/rapat.png", NULL, NULL, false},
    {"input/bukti.pdf", NULL, NULL, false},
    {"input/bukti.pdf", "%PDF-1.4 x", "", false},
    {"input/catatan/keadaan.xml", NULL,
     "<data xmlns='urn:naskah:1'><keadaan naskah='sk-bappeda' status='ttd' tanggal='2025-03-01'/></data>", false},
    {"share/templates/documents/keputusan.xml", "MEMUTUSKAN", "MEMUTUSKAN JUGA", false},
    {"share/templates/documents/keputusan.xml", NULL, "<", false},
    {"share/templates/parts/kop.xml", "align=\"center\"", "align=\"left\"", false},
    {"share/templates/profiles/iga.xml", "keparahan=\"galat\"", "keparahan=\"peringatan\"", false},
    {"share/templates/offices/default.xml", "margin-kiri=\"30mm\"", "margin-kiri=\"40mm\"", false},
    {"share/templates/registers/dasar-hukum.xml", "Pemerintahan Daerah", "Pemerintahan Dairah", false},
    {"share/templates/hyphenation/id.xml", "</pemenggalan>", "<kata>me-ne-tap-kan</kata></pemenggalan>", false},
    {"share/templates/messages/rules.xml", "id=\"layout.loose\" severity=\"note\"",
     "id=\"layout.loose\" severity=\"error\"", false},
    {"share/fonts/fonts.xml", "URWBookman-Light.otf", "URWBookman-LightItalic.otf", false},
    {"a/output/dinkes/sk-dinkes.draf.pdf", "%PDF", "%PDX", false},
    {"a/output/dinkes/sk-dinkes.draf.pdf", NULL, NULL, false},
    {"a/output/dinkes/asing.pdf", NULL, "x", true},
    {"a/output/dinkes/proposal-antar-obat-iga.tanda-tangan.pdf", NULL, "x", false},
};

__attribute__((format(printf, 2, 3))) static void shell(const struct fixture *f, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *command = arena_vprintf(f->arena, format, args);
    va_end(args);
    assert_int_equal(system(arena_printf(f->arena, "cd '%s' && %s", f->folder, command)), 0);
}

static void change(struct fixture *f, const struct change *c) {
    const char *path = file_join(f->arena, f->folder, c->file), *why = NULL;
    struct str old = {0};
    if (!c->to) {
        assert_int_equal(unlink(path), 0);
        return;
    }
    bool there = file_read(f->arena, path, (size_t)1 << 24, &old, &why);
    const char *at = c->from ? memmem(old.p, old.n, c->from, strlen(c->from)) : there ? old.p + old.n : NULL;
    if (c->from && !at) {
        fail_msg("%s holds no %s", c->file, c->from);
    }
    size_t before = at ? (size_t)(at - old.p) : 0, skip = before + (c->from ? strlen(c->from) : 0);
    struct buf made = buf_new(f->arena);
    buf_add(&made, old.p ? old.p : "", before);
    buf_str(&made, c->to);
    buf_add(&made, old.p ? old.p + skip : "", old.n - skip);
    support_write(f->arena, f->folder, c->file, buf_text(&made), made.n);
}

// A region with a picture, a sheet of photographs and a file of evidence, and a share folder of its own.
static void lay_out(struct fixture *f) {
    static const char sheet[] = "<data xmlns='urn:naskah:1'><naskah id='foto-rdr' jenis='lembar-foto' subjek='rdr-3'"
                                " instansi='dinkes'><foto berkas='rapat.png' keterangan='Rapat'/></naskah></data>";
    shell(f, "mkdir -p asal/share asal/a && cp -r '%s/tests/e2e/dasar' asal/input && mkdir asal/input/catatan",
          NASKAH_SOURCE_DIR);
    shell(f, "cp -r '%s/templates' '%s/fonts' asal/share", NASKAH_SOURCE_DIR, NASKAH_SOURCE_DIR);
    shell(f, "for i in lambang rapat; do cp '%s/tests/spec/data/lambang.png' asal/input/$i.png; done",
          NASKAH_SOURCE_DIR);
    shell(f, "printf '%%%%PDF-1.4 x' >asal/input/bukti.pdf");
    shell(f, "sed -i 's/<kop id=.kop-dinkes. /&lambang=\"lambang.png\" /' asal/input/daerah.xml");
    shell(f, "sed -i 's|</usulan>|&<bukti indikator=\"regulasi\" berkas=\"bukti.pdf\"/>|' asal/input/inovasi.xml");
    support_write(f->arena, f->folder, "asal/input/foto.xml", sheet, sizeof sheet - 1);
}

// What it says is without its folder, which is `of`.
static char *run_there(struct fixture *f, const char *of, struct run_report **report) {
    const char *folder = file_join(f->arena, f->folder, of);
    const char *input = file_join(f->arena, f->folder, "input");
    struct world_options options = {.share = file_join(f->arena, f->folder, "share"), .version = "uji",
                                    .inputs = &input, .n_inputs = 1,
                                    .notes = file_join(f->arena, input, "catatan")};
    const char *why = NULL;
    options.catalogue = catalogue_load(f->arena, file_join(f->arena, options.share, "templates/messages"), &why);
    f->findings = findings_new(f->arena, options.catalogue);
    f->world = world_load(f->arena, &options, f->findings);
    assert_non_null(f->world);
    f->plan = world_plan(f->world, f->arena, &f->n, f->findings);
    f->world->begun += 100;
    struct store *store = store_open(f->arena, file_join(f->arena, folder, "naskah.db"), f->findings);
    struct run_options o = {.documents = f->plan, .n_documents = f->n, .whole = true, .orphans = true,
                            .output = file_join(f->arena, folder, "output"), .want = {true, true}};
    struct run_report *r = *report = run_batch(f->world, store, &o);
    store_close(store);
    struct buf out = buf_new(f->arena);
    const char *all = told(f, r);
    for (const char *at; (at = strstr(all, folder)) != NULL; all = at + strlen(folder)) {
        buf_add(&out, all, (size_t)(at - all));
    }
    buf_printf(&out, "%s%zu %zu %zu %zu %zu %zu\n", all, r->documents, r->changed, r->current, r->stopped, r->failed,
               r->removed);
    for (size_t i = 0; i < r->documents; i++) {
        buf_printf(&out, "%s %d\n", r->foreseen[i].document, r->foreseen[i].verdict);
    }
    return arena_strdup(f->arena, buf_text(&out));
}

static void test_it_says_what_a_run_without_a_seal_would_say(void **state) {
    struct fixture *f = *state;
    struct run_report *r = NULL;
    lay_out(f);
    shell(f, "cp -r asal/* .");
    run_there(f, "a", &r);
    assert_int_equal(r->stopped, 1);
    shell(f, "rm -r asal/a && cp -r a asal");
    const char *nothing = run_there(f, "a", &r);
    assert_int_equal(r->n_made, 0);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        bool share = strncmp(changes[i].file, "share/", 6) == 0;
        shell(f, "rm -rf a b input && cp -r asal/a asal/input .");
        change(f, &changes[i]);
        shell(f, "cp -r a b && mv b/naskah.db naskah.db");
        ask(f, "DELETE FROM seal");
        shell(f, "mv naskah.db b");
        const char *without = run_there(f, "b", &r), *with = run_there(f, "a", &r);
        if (strcmp(with, without) != 0 || (strcmp(with, nothing) == 0) != changes[i].unheard) {
            fail_msg("%s: %s\nwith the seal:\n%s\nwithout:\n%s\nbefore:\n%s", changes[i].file,
                     changes[i].to ? changes[i].to : "gone", with, without, nothing);
        }
        shell(f, "diff -r a/output b/output%s", share ? " && rm -r share && cp -r asal/share ." : "");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_the_second_and_the_sealed_run_tell_the_same),
        FIXTURE_TEST(test_a_changed_file_is_seen_whatever_its_time),
        FIXTURE_TEST(test_what_was_asked_and_what_it_is_made_with_are_part_of_it),
        FIXTURE_TEST(test_nothing_is_sealed_that_was_just_changed), FIXTURE_TEST(test_making_anything_breaks_it),
        FIXTURE_TEST(test_a_lost_document_is_not_settled),
        FIXTURE_TEST(test_it_says_what_a_run_without_a_seal_would_say)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
