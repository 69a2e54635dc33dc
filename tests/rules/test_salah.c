// The faulty set of tests/e2e/salah: every finding, with its place, against a golden list; and the good document among
// the faulty ones stays without an error. NASKAH_GOLDEN=write writes the list anew.
#include "base/message.h"
#include "fixture.h"
#include "model/object.h"
#include "model/resolve.h"
#include "rules/agreement.h"

#define SET NASKAH_SOURCE_DIR "/tests/e2e/salah"

struct line_up {
    struct arena *arena;
    struct catalogue *catalogue;
    struct findings *of_inputs;
    struct profiles *profiles;
    struct objects *objects;
    const xmlNode *defaults;
    const struct planned *plan;
    size_t n;
};

static void add_folder(struct line_up *l, const char *folder) {
    size_t n = 0;
    char **files = file_list(l->arena, folder, ".xml", &n);
    for (size_t i = 0; i < n; i++) {
        const xmlDoc *doc = xml_load(l->arena, files[i], l->of_inputs);
        if (doc) {
            objects_add(l->objects, doc, l->of_inputs);
        }
    }
}

static struct line_up line_up(struct arena *arena, const char *input) {
    struct line_up l = {.arena = arena};
    const char *why = NULL;
    l.catalogue = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    assert_non_null(l.catalogue);
    l.of_inputs = findings_new(arena, l.catalogue);
    l.profiles = profiles_load(arena, NASKAH_SOURCE_DIR "/templates/profiles", l.of_inputs);
    l.objects = objects_new(arena);
    add_folder(&l, NASKAH_SOURCE_DIR "/templates/registers");
    add_folder(&l, input);
    objects_link(l.objects, l.of_inputs);
    xmlDoc *defaults = xml_load(arena, NASKAH_SOURCE_DIR "/templates/offices/default.xml", l.of_inputs);
    assert_non_null(defaults);
    l.defaults = xmlDocGetRootElement(defaults);
    l.plan = resolve_plan(arena, l.objects, l.defaults, &l.n, l.of_inputs);
    findings_sort(l.of_inputs);
    return l;
}

static struct findings *judge(struct line_up *l, const struct planned *document) {
    struct findings *f = findings_new(l->arena, l->catalogue);
    f->document = document->id;
    const struct profile *profile = document->profile ? profiles_find(l->profiles, document->profile) : NULL;
    const xmlDoc *record = resolve_record(l->arena, l->objects, l->defaults, document,
                                          profile ? profile_node(profile) : NULL, f);
    if (record) {
        check_record(l->arena, record, l->profiles, profile, f);
    }
    findings_sort(f);
    return f;
}

static bool is_ours(const char *rule) {
    return strncmp(rule, "isian.", 6) == 0 || strncmp(rule, "misi.", 5) == 0 || strncmp(rule, "naskah.", 7) == 0 ||
           strncmp(rule, "data.", 5) == 0;
}

// Words of other folders' rules are theirs to change; of those only the rule and the place are compared.
static void add_lines(struct line_up *l, struct buf *out, const struct findings *f) {
    for (size_t i = 0; i < f->n; i++) {
        const struct finding *one = &f->items[i];
        const char *file = strrchr(one->place.file, '/');
        buf_printf(out, "%s:%d:%d %s %s", file ? file + 1 : one->place.file, one->place.line, one->place.column,
                   message_severity(l->catalogue, LANGUAGE_ID, one->severity), one->rule);
        if (is_ours(one->rule)) {
            buf_printf(out, ": %s", message_text(l->catalogue, LANGUAGE_ID, one, l->arena));
        }
        buf_char(out, '\n');
    }
}

static void every_finding_of_the_faulty_set(void **state) {
    struct fixture *f = *state;
    struct line_up l = line_up(f->arena, SET "/input");
    struct buf out = buf_new(f->arena);
    buf_str(&out, "# masukan\n");
    add_lines(&l, &out, l.of_inputs);
    for (size_t i = 0; i < l.n; i++) {
        buf_printf(&out, "# %s\n", l.plan[i].id);
        add_lines(&l, &out, judge(&l, &l.plan[i]));
    }
    const char *wish = getenv("NASKAH_GOLDEN");
    if (wish && strcmp(wish, "write") == 0) {
        struct staging *s = staging_new(f->arena);
        assert_true(staging_add(s, SET "/temuan.txt", out.p, out.n) && staging_commit(s));
    }
    struct str golden;
    const char *why = NULL;
    assert_true(file_read(f->arena, SET "/temuan.txt", 1 << 20, &golden, &why));
    assert_string_equal(buf_text(&out), golden.p);
}

static void the_good_document_among_them_has_no_error(void **state) {
    struct fixture *f = *state;
    struct line_up l = line_up(f->arena, SET "/input");
    size_t sound = 0;
    for (size_t i = 0; i < l.n; i++) {
        bool stopped = findings_stop(judge(&l, &l.plan[i]));
        assert_int_equal(stopped, strcmp(l.plan[i].id, "rimba-sk") != 0);
        sound += !stopped;
    }
    assert_int_equal(sound, 1);
}

// What ./run makes at once: nothing there is stopped, and each document says that it uses examples.
static void the_sample_input_has_no_error(void **state) {
    struct fixture *f = *state;
    struct line_up l = line_up(f->arena, NASKAH_SOURCE_DIR "/input");
    struct buf out = buf_new(f->arena);
    assert_true(l.n >= 16);
    add_lines(&l, &out, l.of_inputs);
    for (size_t i = 0; i < l.n; i++) {
        struct findings *of = judge(&l, &l.plan[i]);
        size_t examples = 0;
        for (size_t k = 0; k < of->n; k++) {
            examples += strcmp(of->items[k].rule, "data.contoh") == 0;
        }
        assert_int_equal(examples, 1);
        if (findings_stop(of)) {
            add_lines(&l, &out, of);
        }
    }
    assert_string_equal(buf_text(&out), "");
}

// The three real texts and their surroundings agree with themselves: no general rule tells more than a note.
static void the_sample_input_agrees_with_itself(void **state) {
    struct fixture *f = *state;
    struct line_up l = line_up(f->arena, NASKAH_SOURCE_DIR "/input");
    struct findings *all = findings_new(f->arena, l.catalogue), *told = findings_new(f->arena, l.catalogue);
    for (size_t i = 0; i < l.n; i++) {
        findings_append(all, judge(&l, &l.plan[i]));
    }
    agreement_check(l.objects, l.profiles, all);
    for (size_t i = 0; i < all->n; i++) {
        const struct finding *one = &all->items[i];
        if (one->severity > SEVERITY_NOTE && strncmp(value(one, "aturan"), "umum.", 5) == 0 &&
            strcmp(one->rule, "data.contoh") != 0 &&
            strcmp(value(one, "aturan"), "umum.notulen.jumlah-peserta") != 0) {  // true: not all are named
            findings_append(told, &(struct findings){.items = &all->items[i], .n = 1});
        }
    }
    struct buf out = buf_new(f->arena);
    add_lines(&l, &out, told);
    assert_string_equal(buf_text(&out), "");
}

// Every rule that this folder tells has its words in both languages, and nothing is left unfilled in them.
static void the_words_are_there_in_both_languages(void **state) {
    struct fixture *f = *state;
    struct line_up l = line_up(f->arena, SET "/input");
    for (size_t i = 0; i < l.n; i++) {
        struct findings *of = judge(&l, &l.plan[i]);
        for (size_t k = 0; k < of->n; k++) {
            const struct finding *one = &of->items[k];
            for (int language = LANGUAGE_ID; is_ours(one->rule) && language <= LANGUAGE_EN; language++) {
                assert_true(catalogue_has(l.catalogue, one->rule, (enum language)language));
                const char *text = message_text(l.catalogue, (enum language)language, one, f->arena);
                const char *remedy = message_remedy(l.catalogue, (enum language)language, one, f->arena);
                assert_true(*remedy);
                assert_true(!strchr(text, '{') || strcmp(one->rule, "naskah.pengganti") == 0);
                assert_null(strchr(remedy, '{'));
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_finding_of_the_faulty_set),
        TEST(the_good_document_among_them_has_no_error),
        TEST(the_sample_input_has_no_error),
        TEST(the_sample_input_agrees_with_itself),
        TEST(the_words_are_there_in_both_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
