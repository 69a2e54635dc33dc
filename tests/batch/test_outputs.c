#include "batch/outputs.h"

#include "batch/batch.h"

struct bench {
    struct arena *arena;
    char *folder;
    struct store *store;
    struct planned document;
};

static int setup(void **state) {
    struct arena *arena = arena_new(0);
    struct bench *b = ARENA_NEW(arena, struct bench);
    b->arena = arena;
    b->folder = support_folder(arena);
    struct findings *findings = findings_new(arena, NULL);
    b->store = store_open(arena, file_join(arena, b->folder, "naskah.db"), findings);
    b->document = (struct planned){.id = "sk-1", .kind = "keputusan", .agency = "dinkes"};
    *state = b;
    return b->store ? 0 : 1;
}

static int teardown(void **state) {
    struct bench *b = *state;
    store_close(b->store);
    support_remove(b->folder);
    arena_free(b->arena);
    return 0;
}

static struct output_file look(struct bench *b) {
    return output_look(b->store, b->arena, b->folder, &b->document, RENDITION_DRAF);
}

static void put(struct bench *b, const char *text) {
    assert_true(file_make_folders(file_join(b->arena, b->folder, "dinkes")));
    support_write(b->arena, b->folder, "dinkes/sk-1.draf.pdf", text, strlen(text));
}

static void test_states(void **state) {
    struct bench *b = *state;
    struct output_file file = look(b);
    assert_string_equal(file.path, "dinkes/sk-1.draf.pdf");
    assert_int_equal(file.state, OUTPUT_MISSING);
    assert_string_equal(file.hash, "");
    assert_false(file.recorded);
    put(b, "abc");
    file = look(b);
    assert_int_equal(file.state, OUTPUT_FOREIGN);
    assert_false(output_is_ours(b->store, b->arena, file.full));
    assert_true(store_written_put(b->store, file.hash));
    assert_int_equal(look(b).state, OUTPUT_OURS);
    assert_true(output_is_ours(b->store, b->arena, file.full));
    put(b, "abcd");
    assert_int_equal(look(b).state, OUTPUT_FOREIGN);
    assert_int_equal(output_is_ours(b->store, b->arena, "/tidak/ada"), false);
}

// Two names that look the same when made safe do not share a file.
static void test_safe_names_stay_distinct(void **state) {
    struct bench *b = *state;
    b->document.id = "sk 1";
    const char *one = look(b).path;
    b->document.id = "sk/1";
    const char *two = look(b).path;
    b->document.id = "sk-1";
    assert_string_not_equal(one, two);
    assert_string_not_equal(one, look(b).path);
    b->document.agency = "..";
    assert_null(strstr(look(b).path, ".."));
    b->document.agency = NULL;
    assert_non_null(look(b).path);
}

static char *text_of(struct bench *b, const char *path) {
    struct str bytes;
    const char *why;
    assert_true(file_read(b->arena, path, 1 << 20, &bytes, &why));
    return (char *)bytes.p;
}

// As a run does it: ours is renamed over the place.
static void replace(const struct output_file *file) {
    assert_int_equal(unlink(file->full), 0);
}

static void test_aside(void **state) {
    struct bench *b = *state;
    const char *first = NULL, *second = NULL, *third = NULL;
    put(b, "satu");
    struct output_file file = look(b);
    assert_true(output_set_aside(b->arena, &file, &first));
    assert_string_equal(text_of(b, first), "satu");
    assert_non_null(strstr(first, ".draf.disisihkan-"));
    replace(&file);
    // The same bytes again need no second copy; others get a name of their own.
    put(b, "satu");
    file = look(b);
    assert_true(output_set_aside(b->arena, &file, &second));
    assert_string_equal(first, second);
    replace(&file);
    // Somebody wrote into the set-aside file: it is kept too.
    FILE *to = fopen(first, "a");
    fputs(" dua", to);
    fclose(to);
    put(b, "satu");
    file = look(b);
    assert_true(output_set_aside(b->arena, &file, &third));
    assert_string_not_equal(first, third);
    assert_string_equal(text_of(b, third), "satu");
}

static void test_folder_aside(void **state) {
    struct bench *b = *state;
    const char *aside = NULL;
    assert_true(file_make_folders(file_join(b->arena, b->folder, "dinkes/sk-1.draf.pdf/isi")));
    struct output_file file = look(b);
    assert_int_equal(file.state, OUTPUT_FOREIGN);
    assert_true(output_set_aside(b->arena, &file, &aside));
    assert_true(file_is_folder(file_join(b->arena, aside, "isi")));
    assert_false(file_exists(file.full));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {TEST(test_states), TEST(test_safe_names_stay_distinct), TEST(test_aside),
                                       TEST(test_folder_aside)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
