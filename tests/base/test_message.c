#include <errno.h>

#include "base/file.h"
#include "base/message.h"
#include "base/xml.h"
#include "support.h"

static struct arena *arena;
static char *folder;

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
    return 0;
}

#define NS " xmlns='urn:naskah:messages:1'"

static void write_text(const char *name, const char *text) {
    support_write(arena, folder, name, text, strlen(text));
}

static void write_small_catalogue(void) {
    write_text("rules.xml",
               "<rules" NS "><rule id='x.note' severity='note'/><rule id='x.cut' severity='fatal'/></rules>");
    write_text("id.xml",
               "<messages" NS "><m id='x.cut'><text>Terputus di\n  {file} baris {line}: {element} {tak-ada}</text>"
               "<remedy>Salin ulang {element}.</remedy></m><m id='cli.made'><text>{n} naskah</text></m>"
               "<m id='severity.fatal'><text>kegagalan</text></m></messages>");
    write_text("en.xml", "<messages" NS "><m id='x.cut'><text>Cut</text></m></messages>");
}

static void words_are_found_and_filled_in(void **state) {
    (void)state;
    write_small_catalogue();
    const char *why = NULL;
    struct catalogue *c = catalogue_load(arena, folder, &why);
    assert_non_null(c);
    struct findings *list = findings_new(arena, c);
    struct finding *f =
        findings_add(list, "x.cut", (struct place){.file = "a.xml", .line = 4}, "element", "orang", NULL);
    assert_int_equal(f->severity, SEVERITY_FATAL);
    assert_string_equal(message_text(c, LANGUAGE_ID, f, arena), "Terputus di a.xml baris 4: orang {tak-ada}");
    assert_string_equal(message_remedy(c, LANGUAGE_ID, f, arena), "Salin ulang orang.");
    assert_string_equal(message_text(c, LANGUAGE_EN, f, arena), "Cut");
    assert_string_equal(message_remedy(c, LANGUAGE_EN, f, arena), "");
    assert_string_equal(message_severity(c, LANGUAGE_ID, SEVERITY_FATAL), "kegagalan");
    assert_string_equal(message_severity(c, LANGUAGE_ID, SEVERITY_NOTE), "note");
    assert_string_equal(message_say(c, LANGUAGE_ID, arena, "cli.made", "n", "12", NULL), "12 naskah");
    assert_string_equal(message_say(c, LANGUAGE_ID, arena, "cli.none", NULL), "cli.none");
    assert_true(catalogue_has(c, "x.cut", LANGUAGE_ID));
    assert_false(catalogue_has(c, "x.note", LANGUAGE_ID));
}

// Only the words that are asked for are read: those of the other language may be broken, or not there.
static void the_other_language_is_read_when_it_is_asked_for(void **state) {
    (void)state;
    const char *why = NULL;
    write_small_catalogue();
    struct catalogue *c = catalogue_open(arena, folder, LANGUAGE_ID, &why);
    assert_non_null(c);
    assert_string_equal(message_say(c, LANGUAGE_ID, arena, "cli.made", "n", "1", NULL), "1 naskah");
    assert_string_equal(message_say(c, LANGUAGE_EN, arena, "x.cut", NULL), "Cut");
    write_text("en.xml", "<messages>");
    c = catalogue_open(arena, folder, LANGUAGE_ID, &why);
    assert_non_null(c);
    assert_string_equal(message_say(c, LANGUAGE_EN, arena, "x.cut", NULL), "x.cut");
    assert_string_equal(message_say(c, LANGUAGE_ID, arena, "cli.made", "n", "1", NULL), "1 naskah");
    assert_null(catalogue_open(arena, folder, LANGUAGE_EN, &why));
    assert_non_null(strstr(why, "en.xml"));
}

static void an_unknown_rule_still_says_something(void **state) {
    (void)state;
    struct findings *list = findings_new(arena, NULL);
    struct finding *f = findings_add(list, "x.new", (struct place){0}, "a", "1", "b", "dua", NULL);
    assert_string_equal(message_text(NULL, LANGUAGE_ID, f, arena), "x.new a=1 b=dua");
    assert_string_equal(message_remedy(NULL, LANGUAGE_ID, f, arena), "");
    assert_int_equal(catalogue_severity(NULL, "x.new"), SEVERITY_ERROR);
}

// A reason inside a sentence is words of the catalogue too; "@" with anything else is what somebody wrote.
static void reasons_wait_for_the_language(void **state) {
    (void)state;
    struct catalogue *c = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", NULL);
    assert_non_null(c);
    struct findings *list = findings_new(arena, c);
    struct finding *f = findings_add(list, "job.write.failed", (struct place){0}, "berkas", "@dinkes", "alasan",
                                     message_errno(ENOSPC), NULL);
    assert_string_equal(message_text(c, LANGUAGE_ID, f, arena), "@dinkes tidak dapat ditulis: ruang disk habis.");
    assert_string_equal(message_text(c, LANGUAGE_EN, f, arena), "@dinkes cannot be written: the disk is full.");
    // So does a date, as far as it is known.
    static const char *const dates[][3] = {{"2025-08-01", "1 Agustus 2025", "1 August 2025"},
                                           {"2025-12", "Desember 2025", "December 2025"},
                                           {"2025", "2025", "2025"},
                                           {"2025-13-01", "2025-13-01", "2025-13-01"},
                                           {"besok", "besok", "besok"}};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        const char *told = arena_printf(arena, MESSAGE_DATE "%s", dates[i][0]);
        assert_string_equal(message_say(c, LANGUAGE_ID, arena, "cli.followup.day", "tanggal", told, NULL), dates[i][1]);
        assert_string_equal(message_say(c, LANGUAGE_EN, arena, "cli.followup.day", "tanggal", told, NULL), dates[i][2]);
    }
    for (int number = 1; number < 40; number++) {
        const char *words = message_errno(number);
        assert_true(*words != '@' || strcmp(message_say(c, LANGUAGE_ID, arena, words + 1, NULL), words + 1) != 0);
    }
}

static void words_of_a_profile_come_first(void **state) {
    (void)state;
    struct findings *list = findings_new(arena, NULL);
    struct finding *f = findings_add(list, "xml.cut", (struct place){.section = "Tujuan"}, "jumlah", "201", NULL);
    f->text = "{section}: {jumlah} kata { {";
    f->remedy = "Kurangi dari {jumlah}.";
    assert_string_equal(message_text(NULL, LANGUAGE_ID, f, arena), "Tujuan: 201 kata { {");
    assert_string_equal(message_remedy(NULL, LANGUAGE_ID, f, arena), "Kurangi dari 201.");
}

static void fails_naming(const char *file, const char *text, const char *reason) {
    const char *why = NULL;
    write_small_catalogue();
    write_text(file, text);
    assert_null(catalogue_load(arena, folder, &why));
    assert_non_null(strstr(why, file));
    assert_non_null(strstr(why, reason));
}

static void a_broken_catalogue_names_its_place(void **state) {
    (void)state;
    fails_naming("rules.xml", "<rules>", ":1:8: xml.cut");
    fails_naming("rules.xml", "<messages/>", "<rules> expected");
    fails_naming("rules.xml", "<rules><rule id='a' severity='bad'/></rules>", ":1:8:");
    fails_naming("id.xml", "<messages>\n <m id='a'/></messages>", ":2:2:");
    fails_naming("en.xml", "", "xml.empty");
    assert_null(catalogue_load(arena, file_join(arena, folder, "none"), NULL));
}

// ---- the program's own catalogue ----

static const xmlNode *message(const xmlNode *root, const char *id) {
    const xmlNode *m = xml_child(root, "m");
    while (m && strcmp(xml_attr(m, "id"), id) != 0)
        m = xml_next(m, "m");
    return m;
}

static xmlNode *root_of(const char *name) {
    struct findings *f = findings_new(arena, NULL);
    xmlDoc *doc = xml_load(arena, arena_printf(arena, "%s/templates/messages/%s", NASKAH_SOURCE_DIR, name), f);
    assert_non_null(doc);
    return xmlDocGetRootElement(doc);
}

static bool names_argument(const char *text, const char *brace, size_t n) {
    for (const char *p = text; (p = strchr(p, '{')); p++)
        if (strncmp(p, brace, n) == 0)
            return true;
    return false;
}

// Whether every {name} of one sentence stands in the other too.
static bool arguments_stand_in(const char *one, const char *other) {
    for (const char *p = one; (p = strchr(p, '{')); p++) {
        const char *close = strchr(p, '}');
        if (close && !names_argument(other, p, (size_t)(close - p + 1)))
            return false;
    }
    return true;
}

static int says_wrong(const char *id, const char *what) {
    fprintf(stderr, "templates/messages: %s: %s\n", id, what);
    return 1;
}

static int check_pair(const char *id, const xmlNode *indonesian, const xmlNode *english) {
    if (!indonesian || !english)
        return says_wrong(id, indonesian ? "not in en.xml" : "not in id.xml");
    const char *a = xml_text(arena, indonesian), *b = xml_text(arena, english);
    const char *lacking = arguments_stand_in(a, b) ? arguments_stand_in(b, a) ? NULL : a : b;
    return lacking ? says_wrong(id, "the two languages name different arguments") : 0;
}

static void every_rule_speaks_both_languages(void **state) {
    (void)state;
    const xmlNode *rules = root_of("rules.xml"), *id = root_of("id.xml"), *en = root_of("en.xml");
    int wrong = 0;
    for (const xmlNode *r = xml_child(rules, "rule"); r; r = xml_next(r, "rule")) {
        const char *rule = xml_attr(r, "id");
        const xmlNode *m = message(id, rule);
        wrong += check_pair(rule, m, message(en, rule));
        if (m && text_blank(xml_text(arena, xml_child(m, "remedy"))))
            wrong += says_wrong(rule, "no remedy");
        for (const xmlNode *other = xml_next(r, "rule"); other; other = xml_next(other, "rule"))
            if (strcmp(xml_attr(other, "id"), rule) == 0)
                wrong += says_wrong(rule, "stands twice in rules.xml");
    }
    for (const xmlNode *m = xml_child(id, "m"); m; m = xml_next(m, "m")) {
        wrong += check_pair(xml_attr(m, "id"), m, message(en, xml_attr(m, "id")));
        if (message(id, xml_attr(m, "id")) != m)
            wrong += says_wrong(xml_attr(m, "id"), "stands twice in id.xml");
    }
    for (const xmlNode *m = xml_child(en, "m"); m; m = xml_next(m, "m")) {
        if (!message(id, xml_attr(m, "id")))
            wrong += says_wrong(xml_attr(m, "id"), "not in id.xml");
        if (message(en, xml_attr(m, "id")) != m)
            wrong += says_wrong(xml_attr(m, "id"), "stands twice in en.xml");
    }
    assert_int_equal(wrong, 0);
}

static void the_catalogue_loads(void **state) {
    (void)state;
    const char *why = "";
    struct catalogue *c = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    assert_string_equal(why, "");
    assert_int_equal(catalogue_severity(c, "xml.cut"), SEVERITY_ERROR);
    assert_int_equal(catalogue_severity(c, "file.unwritable"), SEVERITY_FATAL);
    for (int l = 0; l < 2; l++)
        for (int s = SEVERITY_NOTE; s <= SEVERITY_FATAL; s++)
            assert_true(strlen(message_severity(c, (enum language)l, (enum severity)s)) > 3);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(words_are_found_and_filled_in),    CASE(an_unknown_rule_still_says_something),
        CASE(reasons_wait_for_the_language),    CASE(a_broken_catalogue_names_its_place),
        CASE(words_of_a_profile_come_first),    CASE(a_broken_catalogue_names_its_place),
        CASE(the_other_language_is_read_when_it_is_asked_for),
        CASE(every_rule_speaks_both_languages), CASE(the_catalogue_loads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
