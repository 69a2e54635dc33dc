// The template author's manual (templates/README.md): every example is set with the real faces and prints what the page
// says, every function gives what the page says, and nothing of the language is without an example.
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/text.h"
#include "base/xml.h"
#include "layout/layout.h"
#include "model/query_parse.h"
#include "spec/spec.h"
#include "support.h"
#include "template/grammar.h"
#include "template/template.h"

#define BEGINNING                                                                                                      \
    "<template xmlns='urn:naskah:template:1' for='uji'><style name='dasar' font='Sans' size='12pt'/>"                  \
    "<page name='contoh' paper='a4' top='20mm' bottom='25mm' left='30mm' right='20mm'/>"

static struct arena *arena;
static char *folder;            // stands for templates/
static struct buf shown;        // all examples, to look for names in

static const char *manual(void) {
    struct str bytes;
    const char *why;
    assert_true(file_read(arena, NASKAH_SOURCE_DIR "/templates/README.md", 1 << 20, &bytes, &why));
    const char *begin = strstr(bytes.p, "## Small examples");
    assert_non_null(begin);
    return begin;
}

// The next block of the page in fences; *kind is the word behind the opening one. NULL at the end.
static const char *next_block(const char **at, const char **kind) {
    const char *open = strstr(*at, "```");
    if (!open) {
        return NULL;
    }
    const char *body = open + 3 + strcspn(open + 3, "\n") + 1, *close = strstr(body, "```");
    assert_non_null(close);
    *kind = arena_strndup(arena, open + 3, (size_t)(body - open - 4));
    *at = close + 3;
    return arena_strndup(arena, body, (size_t)(close - body));
}

static const char *template_of(const char *example) {
    bool whole = strstr(example, "<section");
    return arena_printf(arena, BEGINNING "%s%s%s</template>", whole ? "" : "<section page='contoh'>", example,
                        whole ? "" : "</section>");
}

static void fail_with(const struct findings *findings, const char *example) {
    for (size_t i = 0; i < findings->n; i++) {
        const struct finding *f = &findings->items[i];
        fprintf(stderr, "%s:%d %s", f->place.file ? f->place.file : "-", f->place.line, f->rule);
        for (int k = 0; k < f->n_args; k++) {
            fprintf(stderr, " %s=%s", f->args[k].name, f->args[k].value);
        }
        fputc('\n', stderr);
    }
    fail_msg("this example is told about:\n%s", example);
}

static const char *printed(const char *text, const char *record, const char *example) {
    const struct world *w = spec_world();
    struct findings *findings = findings_new(arena, w->catalogue);
    support_write(arena, folder, "documents/uji.xml", text, strlen(text));
    const struct template *t =
        template_load(arena, NULL, arena_printf(arena, "%s/documents/uji.xml", folder), findings);
    xmlDoc *doc = xml_parse(arena, "record.xml", (struct str){record, strlen(record)}, findings);
    if (!t || !doc) {
        fail_with(findings, example);
    }
    struct template_options options = {.folder = NASKAH_SOURCE_DIR "/tests/spec/data", .width = layout_width,
                                       .fonts = w->fonts};
    struct document *d = template_bind(t, arena, doc, &options, findings);
    const struct pages *pages = layout_document(arena, w->fonts, w->hyphenation, d, findings);
    if (findings->n) {
        fail_with(findings, example);
    }
    return spec_text(pages);
}

// Raised letters stand on a line of their own here.
static const char *without_spaces(const char *s) {
    char *to = arena_strdup(arena, s), *end = to;
    for (; *s; s++) {
        if (*s != ' ' && *s != '\n') {
            *end++ = *s;
        }
    }
    *end = '\0';
    return to;
}

static void examples_print_what_the_page_says(void **state) {
    (void)state;
    const char *at = manual(), *kind, *block, *record = NULL, *example = NULL;
    int compared = 0;
    while ((block = next_block(&at, &kind))) {
        if (strcmp(kind, "xml") == 0) {
            example = block;
            if (strncmp(block, "<naskah", 7) == 0) {
                record = block;
            } else if (strncmp(block, "<library", 8) == 0) {
                support_write(arena, folder, "parts/contoh.xml", block, strlen(block));
            }
        } else if (strcmp(kind, "text") == 0) {
            assert_non_null(record);
            assert_non_null(example);
            const char *is = printed(template_of(example), record, example);
            if (strcmp(without_spaces(is), without_spaces(block)) != 0) {
                fail_msg("this example\n%sprints\n%s\nand not\n%s", example, is, block);
            }
            compared++;
        }
    }
    assert_true(compared >= 10);
}

static void functions_give_what_the_page_says(void **state) {
    (void)state;
    const char *at = manual(), *kind, *block, *record = NULL;
    int compared = 0;
    while ((block = next_block(&at, &kind))) {
        record = strncmp(block, "<naskah", 7) == 0 ? block : record;
        char *lines = arena_strdup(arena, strcmp(kind, "hasil") == 0 ? block : ""), *rest = NULL;
        for (char *line = strtok_r(lines, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
            char *equals = line;
            for (char *next = line; (next = strstr(next, " = ")); next++) {
                equals = next;  // the last one: a query may compare
            }
            *equals = '\0';
            const char *example = arena_printf(arena, "<para><value select=\"%s\"/></para>", line);
            const char *is = printed(template_of(example), record, example);
            if (strcmp(is, equals + 3) != 0) {
                fail_msg("%s gives %s and not %s", line, is, equals + 3);
            }
            compared++;
        }
    }
    assert_true(compared > 40);
}

static const char *all_examples(void) {
    const char *at = manual(), *kind, *block;
    shown = buf_new(arena);
    while ((block = next_block(&at, &kind))) {
        buf_str(&shown, block);
    }
    return buf_text(&shown);
}

// Whether "<name" or " name=" stands in the examples as a whole word.
static bool stands(const char *text, const char *before, const char *name, const char *behind) {
    size_t n = strlen(before) + strlen(name);
    const char *word = arena_printf(arena, "%s%s", before, name);
    for (const char *hit = text; (hit = strstr(hit, word)); hit++) {
        if (strchr(behind, hit[n])) {
            return true;
        }
    }
    return false;
}

static void nothing_is_without_an_example(void **state) {
    (void)state;
    const char *text = all_examples();
    int missing = 0;
    for (int e = 0; e < E_COUNT; e++) {
        if (e != E_TEMPLATE && !stands(text, "<", grammar_element(e)->name, " >/")) {
            fprintf(stderr, "<%s> has no example\n", grammar_element(e)->name);
            missing++;
        }
    }
    for (int a = 0; a < A_COUNT; a++) {
        bool required;
        const char *name = grammar_attribute(a)->name;
        if (grammar_allows(E_STYLE, a, &required) && !stands(text, " ", name, "=") && !stands(text, "\n", name, "=")) {
            fprintf(stderr, "style key %s has no example\n", name);
            missing++;
        }
    }
    size_t n;
    const char *const *names = function_names(arena, &n);
    for (size_t i = 0; i < n; i++) {
        if (!stands(text, "", names[i], "(")) {
            fprintf(stderr, "%s() has no example\n", names[i]);
            missing++;
        }
    }
    assert_int_equal(missing, 0);
}

static int leave(void **state) {
    (void)state;
    support_remove(folder);
    arena_free(arena);
    spec_end();
    return 0;
}

int main(void) {
    arena = arena_new(0);
    spec_world();
    folder = support_folder(arena);
    mkdir(arena_printf(arena, "%s/documents", folder), 0700);
    mkdir(arena_printf(arena, "%s/parts", folder), 0700);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_print_what_the_page_says),
        cmocka_unit_test(functions_give_what_the_page_says),
        cmocka_unit_test(nothing_is_without_an_example),
    };
    return cmocka_run_group_tests(tests, NULL, leave);
}
