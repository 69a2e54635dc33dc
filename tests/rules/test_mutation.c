// Documents that agree with each other give no finding; one fact changed in one place gives exactly the finding that
// is expected, and no other. Each row of kesesuaian/perubahan.h is a place of kesesuaian/rimba.xml, what may be written
// there instead, and the rule that tells it.
#include "base/message.h"
#include "fixture.h"
#include "model/object.h"
#include "model/resolve.h"
#include "rules/agreement.h"

enum { LEAST = 200, MOST = 40 };

struct mutation {
    const char *rule, *from;          // `from` stands once in the set
    const char *to[MOST];
};

struct bench {
    struct arena *arena;              // of the world: everything that is read once
    struct catalogue *catalogue;
    struct profiles *profiles;
    const xmlNode *defaults;
    struct str laws, set;
};

static struct str read_file(struct arena *arena, const char *path) {
    struct str out;
    const char *why = NULL;
    assert_true(file_read(arena, path, 1 << 20, &out, &why));
    return out;
}

static struct bench bench_new(struct arena *arena) {
    struct bench b = {.arena = arena};
    const char *why = NULL;
    b.catalogue = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    assert_non_null(b.catalogue);
    struct findings *f = findings_new(arena, b.catalogue);
    b.profiles = profiles_load(arena, NASKAH_SOURCE_DIR "/templates/profiles", f);
    xmlDoc *defaults = xml_load(arena, NASKAH_SOURCE_DIR "/templates/offices/default.xml", f);
    assert_int_equal(f->n, 0);
    b.defaults = xmlDocGetRootElement(defaults);
    b.laws = read_file(arena, NASKAH_SOURCE_DIR "/templates/registers/dasar-hukum.xml");
    b.set = read_file(arena, NASKAH_SOURCE_DIR "/tests/rules/kesesuaian/rimba.xml");
    return b;
}

// Both languages have words for it in which nothing is left unfilled.
static void assert_words(const struct bench *b, struct arena *arena, const struct finding *f) {
    for (int language = LANGUAGE_ID; language <= LANGUAGE_EN; language++) {
        assert_null(strchr(message_text(b->catalogue, (enum language)language, f, arena), '{'));
        assert_null(strchr(message_remedy(b->catalogue, (enum language)language, f, arena), '{'));
    }
}

// All findings of all documents and of what stands between them. Laws that nobody confirmed are told in any case.
static struct findings *judge(const struct bench *b, struct arena *arena, const char *text) {
    struct findings *f = findings_new(arena, b->catalogue), *unread = findings_new(arena, b->catalogue);
    struct objects *o = objects_new(arena);
    xmlDoc *laws = xml_parse(arena, "dasar-hukum.xml", b->laws, f);
    xmlDoc *set = xml_parse(arena, "rimba.xml", (struct str){text, strlen(text)}, f);
    assert_non_null(set);
    objects_add(o, laws, f);
    objects_add(o, set, f);
    objects_link(o, f);
    size_t n;
    const struct planned *plan = resolve_plan(arena, o, b->defaults, &n, f);
    for (size_t i = 0; i < n; i++) {
        f->document = plan[i].id;
        xmlDoc *record = resolve_record(arena, o, b->defaults, &plan[i], NULL, f);
        if (record) {
            check_record(arena, record, b->profiles, NULL, f);
        }
    }
    agreement_check(o, b->profiles, f);
    for (size_t i = 0; i < f->n; i++) {
        if (strcmp(f->items[i].rule, "resolve.citation") != 0) {
            assert_words(b, arena, &f->items[i]);
            findings_add(unread, f->items[i].rule, f->items[i].place, NULL);
        }
    }
    return unread;
}

static const char *listed(struct arena *arena, const struct findings *f) {
    struct buf out = buf_new(arena);
    for (size_t i = 0; i < f->n; i++) {
        buf_printf(&out, "%s%s", i ? " " : "", f->items[i].rule);
    }
    return buf_text(&out);
}

static const char *changed(struct arena *arena, const char *text, const char *from, const char *to) {
    const char *at = strstr(text, from);
    if (!at || strstr(at + 1, from)) {
        fail_msg("stands %s in the set: %s", at ? "more than once" : "nowhere", from);
    }
    return arena_printf(arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

// Tries one change; false when anything but exactly one finding of the rule comes out.
static bool try_one(const struct bench *b, const char *rule, const char *from, const char *to) {
    struct arena *arena = arena_new(0);
    const char *out = listed(arena, judge(b, arena, changed(arena, b->set.p, from, to)));
    bool good = strcmp(out, rule) == 0;
    if (!good) {
        print_message("%s -> %s\n    expected: %s\n    told: %s\n", from, to, rule, out);
    }
    arena_free(arena);
    return good;
}

static const struct mutation mutations[] = {
#include "kesesuaian/perubahan.h"
};

static void documents_that_agree_have_no_finding(void **state) {
    struct fixture *f = *state;
    struct bench b = bench_new(f->arena);
    assert_string_equal(listed(f->arena, judge(&b, f->arena, b.set.p)), "");
}

static void one_changed_fact_is_the_one_finding(void **state) {
    struct fixture *f = *state;
    struct bench b = bench_new(f->arena);
    size_t tried = 0, failed = 0;
    for (size_t i = 0; i < sizeof mutations / sizeof *mutations; i++) {
        for (size_t k = 0; k < MOST && mutations[i].to[k]; k++, tried++) {
            failed += !try_one(&b, mutations[i].rule, mutations[i].from, mutations[i].to[k]);
        }
    }
    print_message("%zu changes tried\n", tried);
    assert_int_equal(failed, 0);
    assert_true(tried >= LEAST);
}

// Every sum of money of the contract, each digit: by itself, in the programmes and in the total.
static void no_digit_of_an_amount_may_change(void **state) {
    struct fixture *f = *state;
    struct bench b = bench_new(f->arena);
    static const char *const amounts[] = {"anggaran=\"465000000\"", "anggaran=\"320000000\"", "anggaran=\"138000000\"",
                                          "anggaran=\"2350000000\""};
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
        for (char *p = arena_strdup(f->arena, amounts[i]); *p; p++) {
            const char *digit = strpbrk(p, "0123456789");
            if (digit != p) {
                continue;
            }
            size_t at = strlen(amounts[i]) - strlen(p);
            char *to = arena_strdup(f->arena, amounts[i]);
            to[at] = to[at] == '9' ? '8' : (char)(to[at] + 1);
            assert_true(try_one(&b, "naskah.jumlah-beda", amounts[i], to));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(documents_that_agree_have_no_finding),
        TEST(one_changed_fact_is_the_one_finding),
        TEST(no_digit_of_an_amount_may_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
