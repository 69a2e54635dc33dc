// Every word that files may hold, and every field of JSON lines, is explained in the pages for man, and no other.
#include "batch/manual.h"
#include "base/file.h"
#include "base/xml.h"
#include "support.h"

static void every_word_is_explained(void **state) {
    (void)state;
    static const char *const pages[] = {"data", "template", "profil", "json"};
    struct arena *arena = arena_new(0);
    const char *why = NULL;
    struct catalogue *catalogue = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    struct findings *findings = findings_new(arena, catalogue);
    for (size_t i = 0; i < 2 * sizeof pages / sizeof *pages; i++) {
        char *text = NULL;
        size_t n = 0, unknown = 1;
        FILE *to = open_memstream(&text, &n);
        struct manual_request r = {NASKAH_SOURCE_DIR, "1", catalogue, i % 2 ? LANGUAGE_EN : LANGUAGE_ID};
        assert_true(manual_write(arena, &r, pages[i / 2], to, findings, &unknown));
        fclose(to);
        assert_non_null(strstr(text, ".SH "));
        assert_null(strstr(text, "manual."));  // every heading has its words
        for (char *p = text; (p = strstr(p, "\n.TP\n")) != NULL; p++) {
            char *name = p + 5, *meaning = strchr(name, '\n');
            assert_non_null(meaning);
            if (meaning[1] == '\n') {
                fail_msg("templates/manual/%s.xml does not explain %.40s", pages[i / 2], name);
            }
        }
        for (char *p = text; (p = strstr(p, "\n.SS ")) != NULL; p++) {
            char *meaning = strchr(p + 1, '\n');
            if (meaning && meaning[1] == '\n') {
                fail_msg("templates/manual/%s.xml has no %.40s", pages[i / 2], p + 5);
            }
        }
        if (unknown) {
            fail_msg("templates/manual/%s.xml explains %zu words that are no more", pages[i / 2], unknown);
        }
        free(text);
    }
    assert_string_equal(manual_name("templat"), "template");
    assert_null(manual_name("dta"));
    assert_string_equal(manual_nearest("dta"), "data");
    arena_free(arena);
}

// ---- JSON lines: what the commands print stands in their code as literals

struct events {
    struct arena *arena;
    const char *names[512];       // "output", "output document", …
    size_t n;
};

static bool has(const struct events *e, const char *name) {
    for (size_t i = 0; i < e->n; i++) {
        if (strcmp(e->names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void add(struct events *e, const char *name) {
    if (!has(e, name)) {
        assert_true(e->n < sizeof e->names / sizeof *e->names);
        e->names[e->n++] = name;
    }
}

// The literal that is the second argument of the call at `p`.
static const char *second_argument(struct arena *arena, const char *p) {
    const char *comma = strchr(p, ','), *quote = comma ? comma + 1 + strspn(comma + 1, " ") : NULL;
    return quote && *quote == '"' ? arena_strndup(arena, quote + 1, strcspn(quote + 1, "\"")) : NULL;
}

static void read_source(struct events *e, const char *text) {
    const char *type = NULL;
    for (const char *p = text; (p = strstr(p, "json_")) != NULL; p++) {
        bool open = strncmp(p, "json_open(", 10) == 0;
        bool field = strncmp(p, "json_text(", 10) == 0 || strncmp(p, "json_number(", 12) == 0 ||
                     strncmp(p, "json_flag(", 10) == 0 || strncmp(p, "json_arguments(", 15) == 0;
        const char *name = open || field ? second_argument(e->arena, p) : NULL;
        if ((open || field) && !name) {
            fail_msg("a name that is not written out: %.60s", p);
        }
        if (open) {
            add(e, type = name);
        } else if (field) {
            assert_non_null(type);
            add(e, arena_printf(e->arena, "%s %s", type, name));
        }
    }
}

static bool lists(const xmlNode *of, const char *name) {
    for (const xmlNode *a = of ? xml_child(of, "a") : NULL; a; a = xml_next(a, "a")) {
        if (strcmp(xml_attr(a, "n"), name) == 0) {
            return true;
        }
    }
    return false;
}

static void json_lines_are_documented(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct findings *findings = findings_new(arena, NULL);
    struct events *code = ARENA_NEW(arena, struct events);
    size_t n = 0;
    const char *why;
    char **files = file_list(arena, NASKAH_SOURCE_DIR "/src/cli", ".c", &n);
    code->arena = arena;
    for (size_t i = 0; i < n; i++) {
        struct str text;
        assert_true(file_read(arena, files[i], 1 << 20, &text, &why));
        if (!strstr(files[i], "/json.c")) {
            read_source(code, text.p);
        }
    }
    assert_true(has(code, "finding remedy"));
    const xmlDoc *doc = xml_load(arena, NASKAH_SOURCE_DIR "/templates/manual/json.xml", findings);
    const xmlNode *root = xmlDocGetRootElement(doc), *common = xml_child(root, "umum");
    size_t documented = 0;
    for (const xmlNode *e = xml_child(root, "e"); e; e = xml_next(e, "e")) {
        const char *type = xml_attr(e, "n");
        if (!has(code, type)) {
            fail_msg("no command prints %s", type);
        }
        documented++;
        for (const xmlNode *a = xml_child(e, "a"); a; a = xml_next(a, "a")) {
            if (!has(code, arena_printf(arena, "%s %s", type, xml_attr(a, "n")))) {
                fail_msg("%s has no %s", type, xml_attr(a, "n"));
            }
        }
        for (size_t i = 0; i < code->n; i++) {
            const char *name = code->names[i];
            size_t length = strlen(type);
            if (strncmp(name, type, length) == 0 && name[length] == ' ' && !lists(e, name + length + 1) &&
                !lists(common, name + length + 1)) {
                fail_msg("templates/manual/json.xml: %s is not explained", name);
            }
        }
    }
    for (size_t i = 0; i < code->n; i++) {
        documented -= !strchr(code->names[i], ' ');
    }
    if (documented != 0) {
        fail_msg("templates/manual/json.xml: %zd events are not explained", -(ssize_t)documented);
    }
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_is_explained),
        cmocka_unit_test(json_lines_are_documented),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
