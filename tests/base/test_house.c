// The order of the house, as src/README.md tells it: who may include whom, and how long files, functions and lines may
// be.
#include "base/file.h"
#include "base/text.h"
#include "support.h"

static const struct {
    const char *folder, *may_include;
} table[] = {
    {"base", "base"},
    {"model", "base model"},
    {"read", "base model read"},
    {"rules", "base model rules"},
    {"template", "base model template"},
    {"font", "base model font"},
    {"layout", "base model font layout"},
    {"device", "base model font device"},
    {"form", "base model form"},
    {"inspect", "base model inspect"},
    {"store", "base store"},
    {"pack", "base model pack"},
    {"batch", "base model read rules template font layout device form inspect store pack batch"},
    {"cli", "base model store pack batch cli"},
};

static const char *allowed_in(const char *folder) {
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].folder, folder) == 0)
            return table[i].may_include;
    return "";
}

static bool is_word_of(const char *words, const char *word, size_t n) {
    for (const char *p = words; (p = strstr(p, word)); p += n)
        if ((p == words || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
            return true;
    return false;
}

static int check_line(const char *path, int number, const char *allowed, const char *line) {
    int wrong = 0;
    char included[32];
    if (text_length(line) > 120) {
        fprintf(stderr, "%s:%d: longer than 120 columns\n", path, number);
        wrong++;
    }
    if (allowed && sscanf(line, "#include \"%31[a-z]/", included) == 1 &&
        !is_word_of(allowed, included, strlen(included))) {
        fprintf(stderr, "%s:%d: may include only: %s\n", path, number, allowed);
        wrong++;
    }
    return wrong;
}

struct block {       // what stands between braces that begin and end at the left edge
    int start;       // its line; 0: outside of any
    bool function;
};

#define LONGEST_FUNCTION 70

// A function opens with ") {" at the end of a line or "{" alone; tables and structs do not.
static int check_function(struct block *block, const char *path, int number, const char *line) {
    size_t n = strlen(line);
    bool opens = n > 0 && line[n - 1] == '{', closes = line[0] == '}' && !opens;
    if (opens && !block->start)
        *block = (struct block){number, n == 1 || (n > 2 && line[n - 3] == ')')};
    if (!closes)
        return 0;
    int length = number - block->start + 1;
    bool wrong = block->function && length > LONGEST_FUNCTION;
    if (wrong)
        fprintf(stderr, "%s:%d: a function of %d lines\n", path, block->start, length);
    *block = (struct block){0};
    return wrong;
}

// `allowed` NULL: any include.
static int check_file(struct arena *arena, const char *path, const char *allowed) {
    struct str bytes;
    const char *why;
    assert_true(file_read(arena, path, 1000000, &bytes, &why));
    int wrong = 0, number = 0;
    struct block block = {0};
    for (const char *p = bytes.p; *p;) {
        size_t n = strcspn(p, "\n");
        const char *line = arena_strndup(arena, p, n);
        wrong += check_line(path, ++number, allowed, line);
        wrong += check_function(&block, path, number, line);
        p += n + (p[n] == '\n');
    }
    if (number > 700) {
        fprintf(stderr, "%s: %d lines; split files of more than 700 by noun\n", path, number);
        wrong++;
    }
    return wrong;
}

static int check_below(struct arena *arena, const char *folder, const char *allowed) {
    static const char *const suffixes[] = {".c", ".h"};
    int wrong = 0;
    for (int k = 0; k < 2; k++) {
        size_t n;
        char **files = file_list(arena, folder, suffixes[k], &n);
        for (size_t i = 0; i < n; i++)
            wrong += check_file(arena, files[i], allowed);
    }
    return wrong;
}

static void sources_include_only_what_stands_below_them(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    int wrong = 0;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        wrong += check_below(arena, arena_printf(arena, "%s/src/%s", NASKAH_SOURCE_DIR, table[i].folder),
                             allowed_in(table[i].folder));
    wrong += check_below(arena, NASKAH_SOURCE_DIR "/tests", NULL);
    assert_int_equal(wrong, 0);
    arena_free(arena);
}

static void every_source_file_of_base_has_its_test(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    size_t n;
    char **files = file_list(arena, NASKAH_SOURCE_DIR "/src/base", ".c", &n);
    for (size_t i = 0; i < n; i++) {
        const char *name = strrchr(files[i], '/') + 1;
        if (strcmp(name, "xml_scan.c") == 0)  // seen through test_xml.c: it has no other caller
            continue;
        const char *test = arena_printf(arena, "%s/tests/base/test_%s", NASKAH_SOURCE_DIR, name);
        if (!file_exists(test))
            fail_msg("%s has no test", name);
    }
    assert_true(n > 10);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sources_include_only_what_stands_below_them),
        cmocka_unit_test(every_source_file_of_base_has_its_test),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
