// What a PDF carries inside is enough to make it again, byte for byte, and holds nothing that was not read.
#include "batch/batch.h"
#include "batch/source.h"
#include "inspect/inspect.h"

struct place_of_images {
    struct arena *arena;
    const char *folder;
};

static const char *find_image(void *context, const char *name) {
    const struct place_of_images *at = context;
    size_t n = 0;
    const char *base = strrchr(name, '/') ? strrchr(name, '/') + 1 : name;
    char **files = file_list(at->arena, at->folder, base, &n);
    return n ? files[0] : NULL;
}

static struct str source_of(struct fixture *f, struct str pdf) {
    struct str source = {0};
    struct inspection *p = inspection_new(f->arena, "x.pdf", pdf, NULL, f->findings);
    assert_non_null(p);
    assert_true(inspection_attachment(p, SOURCE_NAME, &source));
    return source;
}

static struct str made(struct fixture *f, const struct planned *document, enum rendition rendition) {
    struct job_input input = {.document = document, .want = {[RENDITION_DRAF] = false}};
    input.want[rendition] = true;
    struct job_result *r = job_run(f->world, f->arena, &input);
    return r->outputs[rendition].made ? r->outputs[rendition].bytes : (struct str){0};
}

static void proves_itself(struct fixture *f, const struct planned *document, enum rendition rendition,
                          const char *folder, int *proven) {
    struct str pdf = made(f, document, rendition), again, source_again;
    struct source_made remade = {0};
    if (!pdf.n) {
        return;
    }
    struct str source = source_of(f, pdf);
    struct place_of_images at = {f->arena, folder};
    struct source_image image = {find_image, &at};
    if (!source_render(f->world, f->arena, source, &image, &remade, f->findings)) {
        fail_msg("%s cannot be made again", document->id);
    }
    again = remade.pdf;
    source_again = remade.again;
    if (source.n != source_again.n || memcmp(source.p, source_again.p, source.n) != 0) {
        fail_msg("%s reads more or less than it did:\n%.*s\n---\n%.*s", document->id, (int)source.n,
                 (const char *)source.p, (int)source_again.n, (const char *)source_again.p);
    }
    if (pdf.n != again.n || memcmp(pdf.p, again.p, pdf.n) != 0) {
        fail_msg("%s is another file when made from what it carries", document->id);
    }
    ++*proven;
}

static int all_of(const char *folder) {
    struct arena *arena = arena_new(0);
    struct fixture f = {.arena = arena};
    const char *inputs[] = {folder};
    int proven = 0;
    f.world = world_of(&f, inputs, 1);
    assert_non_null(f.world);
    f.plan = world_plan(f.world, arena, &f.n, f.findings);
    for (size_t i = 0; i < f.n; i++) {
        proves_itself(&f, &f.plan[i], RENDITION_ARSIP, folder, &proven);
    }
    arena_free(arena);
    return proven;
}

static void every_document_of_the_input(void **state) {
    (void)state;
    assert_true(all_of(NASKAH_SOURCE_DIR "/input") > 35);
}

static void every_document_of_the_measures(void **state) {
    (void)state;
    assert_true(all_of(NASKAH_SOURCE_DIR "/tests/spec/data") > 70);
}

static void renditions_say_which_they_are(void **state) {
    struct fixture *f = *state;
    struct str one = source_of(f, made(f, planned_of(f, "sk-dinkes"), RENDITION_TANDA_TANGAN));
    struct str two = source_of(f, made(f, planned_of(f, "sk-dinkes"), RENDITION_ARSIP));
    assert_non_null(memmem(one.p, one.n, "rendisi=\"tanda-tangan\"", 22));
    assert_non_null(memmem(two.p, two.n, "rendisi=\"arsip\"", 15));
}

// Neither contract sums, nor numbers of people who are not printed, nor where files lay on the machine.
static void what_is_not_printed_is_not_carried(void **state) {
    struct fixture *f = *state;
    static const char *const never[] = {"<kontrak", "<program", "1427000000", "folder=", "/tmp/", NASKAH_SOURCE_DIR};
    static const char *const ids[] = {"sk-bappeda", "sk-dinkes"};
    for (size_t i = 0; i < 2; i++) {
        struct str source = source_of(f, made(f, planned_of(f, ids[i]), RENDITION_ARSIP));
        for (size_t k = 0; k < sizeof never / sizeof *never; k++) {
            if (memmem(source.p, source.n, never[k], strlen(never[k]))) {
                fail_msg("%s carries %s", ids[i], never[k]);
            }
        }
    }
}

static void what_is_no_source_is_refused(void **state) {
    struct fixture *f = *state;
    static const char *const bad[] = {
        "", "x", "<a/>", "<naskah-sumber/>", "<naskah-sumber jenis='keputusan' rendisi='arsip'/>",
        "<naskah-sumber jenis='keputusan' rendisi='arsip'><rekaman>\n</rekaman></naskah-sumber>",
        "<naskah-sumber jenis='apa' rendisi='arsip' naskah='x'/>"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct source_made unmade;
        struct str source = {(void *)(uintptr_t)bad[i], strlen(bad[i])};
        struct findings *told = findings_new(f->arena, f->world->catalogue);
        assert_false(source_render(f->world, f->arena, source, NULL, &unmade, told));
        assert_true(findings_stop(told));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_document_of_the_input),     cmocka_unit_test(every_document_of_the_measures),
        FIXTURE_TEST(renditions_say_which_they_are),       FIXTURE_TEST(what_is_not_printed_is_not_carried),
        FIXTURE_TEST(what_is_no_source_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
