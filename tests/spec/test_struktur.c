// The structure of one document of each family as poppler reads it, against tests/golden/structure/. Of texts only the
// beginning is kept, so that a changed sentence changes little. NASKAH_UPDATE_GOLDEN=1 writes the files anew.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/file.h"
#include "device/pdf.h"
#include "spec/spec.h"
#include "support.h"

static struct arena *arena;
static char *folder;

static char *command_output(const char *command) {
    struct buf out = buf_new(arena);
    FILE *pipe = popen(command, "r");
    char part[4096];
    assert_non_null(pipe);
    for (size_t n; (n = fread(part, 1, sizeof part, pipe)) > 0;)
        buf_add(&out, part, n);
    int status = pclose(pipe);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail_msg("%s: %s", command, buf_text(&out));
    return (char *)buf_text(&out);
}

static char *made(const char *id, const struct pages *pages) {
    struct findings *findings = findings_new(arena, NULL);
    struct pdf_options options = {.producer = "naskah uji", .archival = true};
    struct buf out = buf_new(arena);
    assert_true(pdf_write(spec_world()->fonts, pages, &options, &out, findings));
    return support_write(arena, folder, arena_printf(arena, "%s.pdf", id), out.p, out.n);
}

static void the_structure_of_each_family(void **state) {
    (void)state;
    static const char *const ids[] = {"sk-bupati", "pk-", "notulen-", "proposal-"};
    size_t n = 0, found = 0;
    const char *const *all = spec_documents(&n);
    for (size_t f = 0; f < sizeof ids / sizeof *ids; f++) {
        const char *id = NULL;
        for (size_t i = 0; i < n && !id; i++)
            id = strstr(all[i], ids[f]) ? all[i] : NULL;
        if (!id)
            fail_msg("no document like %s", ids[f]);
        char *text = command_output(arena_printf(arena, "pdfinfo -struct-text %s 2>&1 | cut -c1-72",
                                                 made(id, spec_pages(id))));
        const char *golden = arena_printf(arena, NASKAH_SOURCE_DIR "/tests/golden/structure/%s.txt", id);
        struct str wanted = {0};
        const char *why;
        if (getenv("NASKAH_UPDATE_GOLDEN"))
            support_write(arena, NASKAH_SOURCE_DIR "/tests/golden/structure", arena_printf(arena, "%s.txt", id), text,
                          strlen(text));
        if (!file_read(arena, golden, (size_t)1 << 20, &wanted, &why) || wanted.n != strlen(text) ||
            memcmp(wanted.p, text, wanted.n) != 0)
            fail_msg("%s differs:\n%s", golden, text);
        found++;
    }
    assert_int_equal(found, 4);
}

// What other people's readers say of a third of all documents that there are.
static void other_readers_find_no_fault(void **state) {
    (void)state;
    size_t n = 0;
    const char *const *all = spec_documents(&n);
    for (size_t i = 0; i < n; i += 3) {
        struct findings *findings = NULL;
        char *file = made(all[i], spec_draft(all[i], &findings));
        command_output(arena_printf(arena, "qpdf --check '%s' 2>&1", file));
        char *fonts = command_output(arena_printf(arena, "pdffonts '%s' 2>&1 | tail -n +3", file));
        for (char *line = strtok(fonts, "\n"); line; line = strtok(NULL, "\n"))
            if (!strstr(line, "yes yes yes"))
                fail_msg("%s: %s", all[i], line);
        assert_string_equal(command_output(arena_printf(arena, "pdfinfo -struct '%s' 2>&1 >/dev/null", file)), "");
    }
    assert_true(n > 20);
}

static int set_up(void **state) {
    (void)state;
    arena = arena_new(0);
    folder = support_folder(arena);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    support_remove(folder);
    arena_free(arena);
    spec_end();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_structure_of_each_family),
                                       cmocka_unit_test(other_readers_find_no_fault)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
