#include "base/file.h"
#include "template/binding.h"

#define LIBRARY(inside) "<library " NS_TEMPLATE ">" inside "</library>"
#define INCLUDING(href, inside) TEMPLATE("<include href='" href "'/>" inside)

static void libraries_give_definitions(void **state) {
    (void)state;
    write_file("parts/a.xml",
               LIBRARY("<style name='x' base='dasar' bold='yes'/><part name='p1'><para style='x'>satu</para></part>"));
    struct document *d =
        bound(INCLUDING("../parts/a.xml", "<section page='p'><use part='p1'/></section>"), "<naskah/>");
    assert_string_equal(shown(d), "para: b{satu}\n");
}

static void a_file_that_two_include_is_read_once(void **state) {
    (void)state;
    write_file("parts/a.xml", LIBRARY("<include href='c.xml'/>"));
    write_file("parts/b.xml", LIBRARY("<include href='./c.xml'/>"));
    write_file("parts/c.xml", LIBRARY("<style name='x' base='dasar'/>"));
    assert_non_null(load(INCLUDING("../parts/a.xml", "<include href='../parts/../parts/b.xml'/>")));
}

static void the_template_wins_over_its_library(void **state) {
    (void)state;
    write_file("parts/a.xml", LIBRARY("<style name='x' base='dasar' bold='yes'/>"));
    struct document *d = bound(INCLUDING("../parts/a.xml", "<style name='x' base='dasar' italic='yes'/>"
                                                           "<section page='p'><para style='x'>a</para></section>"),
                               "<naskah/>");
    assert_string_equal(shown(d), "para: i{a}\n");
}

static void circles_and_ways_out_are_refused(void **state) {
    (void)state;
    write_file("parts/a.xml", LIBRARY("<include href='b.xml'/>"));
    write_file("parts/b.xml", LIBRARY("<include href='a.xml'/>"));
    refused(INCLUDING("../parts/a.xml", ""), "template.include-circle file=a.xml");
    refused(INCLUDING("../../etc/passwd", ""), "template.include-outside file=../../etc/passwd");
    refused(INCLUDING("/etc/passwd", ""), "template.include-outside file=/etc/passwd");
    refused(INCLUDING("../parts/../../x.xml", ""), "template.include-outside file=../parts/../../x.xml");
}

static void files_that_cannot_be_read_are_told_at_the_include(void **state) {
    (void)state;
    assert_null(load(INCLUDING("../parts/none.xml", "")));
    assert_int_equal(findings->n, 1);
    assert_string_equal(findings->items[0].rule, "file.missing");
    assert_true(findings->items[0].place.line > 0);
    write_file("parts/cut.xml", "<library " NS_TEMPLATE "><part");
    assert_null(load(INCLUDING("../parts/cut.xml", "")));
    assert_string_equal(findings->items[0].rule, "xml.cut");
    write_file("parts/t.xml", TEMPLATE(""));
    refused(INCLUDING("../parts/t.xml", ""),
            "template.root expected=library found=template namespace=urn:naskah:template:1");
    refused("<template for='x'/>", "template.root expected=template found=template namespace=urn:naskah:template:1");
}

static struct template *load_with(struct template_shelf *shelf, const char *name, const char *text) {
    const char *file = arena_printf(arena, "documents/%s.xml", name);
    write_file(file, text);
    findings = findings_new(arena, NULL);
    return template_load(arena, shelf, file_join(arena, folder, file), findings);
}

#define USING(style)                                                                                                   \
    TEMPLATE("<include href='../parts/a.xml'/><style name='x' base='dasar' " style "='yes'/>"                          \
             "<section page='p'><use part='p1' kata='@kata'/></section>")

// What a shelf keeps of a library does not depend on who included it first: styles are still each template's own.
static void templates_of_a_shelf_share_their_libraries(void **state) {
    (void)state;
    static const char *const texts[] = {USING("bold"), USING("italic"), USING("underline")};
    static const char *const expected[] = {"para #satu: b{satu dua satu!}\n", "para #satu: i{satu dua satu!}\n",
                                           "para #satu: u{satu dua satu!}\n"};
    struct template_shelf *shelf = template_shelf_new(arena);
    struct template_options options = {0};
    write_file("parts/a.xml",
               LIBRARY("<part name='p1' param='kata'><let name='dua' select=\"concat('dua ', $kata)\"/>"
                       "<para style='x' id='{$kata}'><value select='$kata'/> <value select='$dua'/>!</para></part>"));
    for (int i = 0; i < 3; i++) {
        struct template *alone = load_with(NULL, "uji", texts[i]);
        struct template *t = load_with(shelf, arena_printf(arena, "uji-%d", i), texts[i]);
        assert_non_null(t);
        assert_int_equal(findings->n, 0);
        assert_string_equal(template_hash(t), template_hash(alone));
        assert_string_equal(template_version(t), template_version(alone));
        xmlDoc *record = record_of("<naskah kata='satu'/>");
        assert_string_equal(shown(template_bind(t, arena, record, &options, findings)), expected[i]);
    }
}

static void a_faulty_library_stops_each_template_of_a_shelf(void **state) {
    (void)state;
    struct template_shelf *shelf = template_shelf_new(arena);
    write_file("parts/a.xml", LIBRARY("<part name='p1' param='kata'><para><value select='$kta'/></para></part>"));
    for (int i = 0; i < 2; i++) {
        assert_null(load_with(shelf, "uji", USING("bold")));
        assert_string_equal(findings->items[0].rule, "query.variable");
    }
    shelf = template_shelf_new(arena);
    write_file("parts/a.xml", "<library " NS_TEMPLATE "><part");
    assert_null(load_with(shelf, "uji", TEMPLATE("<include href='../parts/a.xml'/>")));
    assert_string_equal(findings->items[0].rule, "xml.cut");
    assert_null(load_with(shelf, "uji", TEMPLATE("<include href='../parts/a.xml'/>")));
    assert_int_equal(findings->n, 0);  // told before
}

static void the_hash_covers_all_files(void **state) {
    (void)state;
    write_file("parts/a.xml", LIBRARY(""));
    char first[65];
    strcpy(first, template_hash(load(INCLUDING("../parts/a.xml", ""))));
    assert_string_equal(template_hash(load(INCLUDING("../parts/a.xml", ""))), first);
    write_file("parts/a.xml", LIBRARY("<part name='x'/>"));
    struct template *t = load(INCLUDING("../parts/a.xml", ""));
    assert_string_not_equal(template_hash(t), first);
    assert_string_equal(template_kind(t), "uji");
}

static void names_are_taken_once(void **state) {
    (void)state;
    refused(TEMPLATE("<style name='dasar' font='Sans' size='1pt'/>"), "template.duplicate element=style name=dasar");
    refused(TEMPLATE("<part name='a'/><part name='a'/>"), "template.duplicate element=part name=a");
}

static uint64_t random_next(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

// Swaps in a piece of the text itself, so that most mutants are still XML and many still templates.
static char *mutant(const char *text, size_t n, uint64_t *seed) {
    static const char *const names[] = {"para", "value", "each", "select=\"..\"", "use", "$x", "@id",
                                        "{",    "}}",    "''",   "-1mm",          "%"};
    size_t at = random_next(seed) % n, cut = random_next(seed) % 4 ? 0 : random_next(seed) % 8;
    size_t from = random_next(seed) % n, length = random_next(seed) % 12;
    const char *piece = random_next(seed) % 2 ? names[random_next(seed) % (sizeof names / sizeof *names)]
                                              : arena_strndup(arena, text + from, from + length < n ? length : 0);
    cut = at + cut < n ? cut : 0;
    return arena_printf(arena, "%.*s%s%s", (int)at, text, piece, text + at + cut);
}

static void mutants_of_a_real_template_are_told_or_work(void **state) {
    (void)state;
    const char *why;
    struct str bytes;
    const char *rounds = getenv("NASKAH_MUTANTS");
    uint64_t seed = 88172645463325252u;
    for (int i = 0, n = rounds ? atoi(rounds) : 60; i < n; i++) {
        struct arena *outer = arena;
        arena = arena_new(256u << 20);
        findings = findings_new(arena, NULL);
        assert_true(file_read(arena, NASKAH_SOURCE_DIR "/templates/parts/tanda-tangan.xml", 1 << 20, &bytes, &why));
        write_file("parts/tanda-tangan.xml", mutant(bytes.p, bytes.n, &seed));
        struct template *t =
            load(INCLUDING("../parts/tanda-tangan.xml",
                           "<section page='p'><sign select='penanda'>"
                           "<use part='jabatan-keputusan'/><use part='nama-keputusan'/><use part='ttd-tengah'/>"
                           "</sign></section>"));
        assert_true((t == NULL) == (findings->n > 0));
        if (t) {
            struct template_options options = {.draft = true};
            template_bind(t, arena,
                          record_of("<naskah><tata/><penanda kapasitas='plt' jabatan-lengkap='Bupati'><orang nama='A'/>"
                                    "</penanda></naskah>"),
                          &options, findings);
        }
        arena_free(arena);
        arena = outer;
    }
    findings = findings_new(arena, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(libraries_give_definitions),
        cmocka_unit_test(a_file_that_two_include_is_read_once),
        cmocka_unit_test(the_template_wins_over_its_library),
        cmocka_unit_test(circles_and_ways_out_are_refused),
        cmocka_unit_test(files_that_cannot_be_read_are_told_at_the_include),
        cmocka_unit_test(templates_of_a_shelf_share_their_libraries),
        cmocka_unit_test(a_faulty_library_stops_each_template_of_a_shelf),
        cmocka_unit_test(the_hash_covers_all_files),
        cmocka_unit_test(names_are_taken_once),
        cmocka_unit_test(mutants_of_a_real_template_are_told_or_work),
    };
    return RUN_TESTS(tests);
}
