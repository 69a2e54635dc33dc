#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "batch/batch.h"

static void test_everything_is_there(void **state) {
    struct fixture *f = *state;
    assert_int_equal(f->n, 5);
    assert_non_null(world_template(f->world, "keputusan"));
    assert_null(world_template(f->world, "keputusa"));
    assert_null(world_template(f->world, NULL));
    assert_string_equal(world_nearest_kind(f->world, "keputusa"), "keputusan");
    assert_null(world_nearest_kind(f->world, "zzz"));
    assert_int_equal(f->world->n_inputs, 5);
    for (size_t i = 0; i < f->world->n_inputs; i++) {
        assert_true(f->world->inputs[i].taken);
        assert_int_equal(strlen(f->world->inputs[i].hash), 64);
        assert_true(f->world->inputs[i].bytes > 100);
    }
    assert_non_null(f->world->families[0]);
    assert_non_null(objects_find(f->world->objects, "peraturan", "uu-23-2014"));  // from the registers
    bool breaks[HYPHENATION_LONGEST];
    assert_int_equal(hyphenation_find(f->world->hyphenation, "workshop", 8, breaks), 1);  // from the exceptions
    assert_true(breaks[4]);
    assert_int_equal(strlen(f->world->exceptions_hash), 64);
}

// A folder, a file in it, and the same file by another name: each object is read once.
static void test_named_twice_read_once(void **state) {
    struct fixture *f = *state;
    static const char *const inputs[] = {NASKAH_SOURCE_DIR "/tests/e2e/dasar",
                                         NASKAH_SOURCE_DIR "/tests/e2e/dasar/sk.xml",
                                         NASKAH_SOURCE_DIR "/tests/../tests/e2e/dasar/daerah.xml"};
    struct world *w = world_of(f, inputs, 3);
    assert_non_null(w);
    assert_int_equal(w->n_inputs, 5);
    assert_int_equal(f->findings->n, 0);
}

static void test_a_bad_file_costs_itself(void **state) {
    struct fixture *f = *state;
    const char *inputs[] = {NASKAH_SOURCE_DIR "/tests/e2e/dasar",
                            support_write(f->arena, f->folder, "x.xml", "<data", 5)};
    struct world *w = world_of(f, inputs, 2);
    assert_non_null(w);
    assert_int_equal(f->findings->n, 1);
    size_t n = 0;
    world_plan(w, f->arena, &n, f->findings);
    assert_int_equal(n, 5);
    for (size_t i = 0; i < w->n_inputs; i++) {
        assert_int_equal(w->inputs[i].taken, strcmp(w->inputs[i].path, inputs[1]) != 0);
    }
}

// Sheets and texts are not read and it is said; evidence, images and what an open editor leaves behind are no matter.
static void test_what_is_not_read_is_told(void **state) {
    struct fixture *f = *state;
    static const char *const names[] = {"data.xlsx", "catatan.TXT", "lambang.png", "bukti.docx",
                                        "~$data.xml", "~$a.docx"};
    static const char data[] = "<data xmlns=\"urn:naskah:1\"><inovasi id=\"i\" nama=\"I\" instansi=\"i1\">"
                               "<tahapan>Penerapan</tahapan><bukti berkas=\"sub/bukti.docx\"/></inovasi>"
                               "<instansi id=\"i1\" nama=\"A\" jenis=\"dinas\"/></data>";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        support_write(f->arena, f->folder, names[i], "x", 1);
    }
    support_write(f->arena, f->folder, "DATA.XML", data, sizeof data - 1);
    const char *inputs[] = {f->folder};
    struct world *w = world_of(f, inputs, 1);
    assert_int_equal(w->n_inputs, 1);
    assert_non_null(objects_find(w->objects, "inovasi", "i"));
    assert_int_equal(f->findings->n, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_string_equal(f->findings->items[i].rule, "read.ignored");
        assert_int_equal(f->findings->items[i].severity, SEVERITY_WARNING);
    }
}

static void test_no_data_is_told(void **state) {
    struct fixture *f = *state;
    const char *inputs[] = {f->folder};
    assert_non_null(world_of(f, inputs, 1));
    assert_int_equal(f->findings->n, 1);
    assert_string_equal(f->findings->items[0].rule, "read.nothing");
}

static void test_no_share(void **state) {
    struct fixture *f = *state;
    struct world_options options = {.share = f->folder, .version = "uji", .catalogue = f->world->catalogue};
    assert_null(world_load(f->arena, &options, f->findings));
    assert_true(findings_count(f->findings, SEVERITY_FATAL) > 0);
    assert_true(findings_has(f->findings, "job.defaults"));
    assert_true(findings_has(f->findings, "job.templates"));
}

static void link_share(struct fixture *f, const char *name) {
    assert_int_equal(symlink(file_join(f->arena, NASKAH_SOURCE_DIR, name), file_join(f->arena, f->folder, name)), 0);
}

static void copy_template(struct fixture *f, const char *name, const char *to) {
    struct str bytes;
    const char *why, *from = arena_printf(f->arena, NASKAH_SOURCE_DIR "/templates/documents/%s", name);
    assert_true(file_read(f->arena, from, 1 << 20, &bytes, &why));
    support_write(f->arena, file_join(f->arena, f->folder, "templates/documents"), to, bytes.p, bytes.n);
}

// A share folder of two good templates, one of them by another name, and a faulty one.
static struct world *world_of_three(struct fixture *f) {
    struct world_options options = {.share = f->folder, .version = "uji", .catalogue = f->world->catalogue};
    f->findings = findings_new(f->arena, options.catalogue);
    return world_load(f->arena, &options, f->findings);
}

// Asked for a template, only that one is read, and only then are its faults told.
static void test_templates_are_read_when_asked_for(void **state) {
    struct fixture *f = *state;
    static const char *const links[] = {"fonts", "templates/messages", "templates/offices", "templates/profiles",
                                        "templates/registers", "templates/hyphenation", "templates/parts"};
    static const char faulty[] = "<template xmlns=\"urn:naskah:template:1\" for=\"rusak\"><apa/></template>";
    assert_int_equal(mkdir(file_join(f->arena, f->folder, "templates"), 0777), 0);
    assert_int_equal(mkdir(file_join(f->arena, f->folder, "templates/documents"), 0777), 0);
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        link_share(f, links[i]);
    }
    copy_template(f, "notulen.xml", "lain.xml");
    copy_template(f, "undangan.xml", "undangan.xml");
    support_write(f->arena, file_join(f->arena, f->folder, "templates/documents"), "rusak.xml", faulty,
                  sizeof faulty - 1);
    struct world *w = world_of_three(f);
    assert_non_null(w);
    assert_non_null(world_template(w, "undangan"));
    assert_int_equal(f->findings->n, 0);
    assert_null(world_template(w, "rusak"));
    size_t faults = f->findings->n;
    assert_true(faults > 0);
    assert_non_null(world_template(w, "notulen"));
    assert_null(world_template(w, "rusak"));
    assert_int_equal(f->findings->n, faults);  // told once
    assert_string_equal(world_nearest_kind(w, "notulin"), "notulen");
}

int main(void) {
    const struct CMUnitTest tests[] = {FIXTURE_TEST(test_everything_is_there), FIXTURE_TEST(test_named_twice_read_once),
                                       FIXTURE_TEST(test_a_bad_file_costs_itself), FIXTURE_TEST(test_no_share),
                                       FIXTURE_TEST(test_what_is_not_read_is_told), FIXTURE_TEST(test_no_data_is_told),
                                       FIXTURE_TEST(test_templates_are_read_when_asked_for)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
