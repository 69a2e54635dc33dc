#include "fixture.h"
#include "rules/count.h"

static size_t words(struct fixture *f, enum word_counter counter, const char *rich) {
    return count_words(f->arena, node(f, rich), counter);
}

static void markers_and_lone_punctuation_are_no_words(void **state) {
    struct fixture *f = *state;
    const char *text = "<j><p>Tahapan meliputi :</p><ol><li>satu dua</li><li><p>tiga</p><ul><li>empat,</li></ul></li>"
                       "</ol></j>";
    assert_int_equal(words(f, COUNT_WORDS, text), 6);
    assert_int_equal(words(f, COUNT_SPACES, text), 6 + 1 + 3);       // ":" and "1." "2." "-"
    assert_int_equal(words(f, COUNT_ALPHANUMERIC, text), 6 + 2);     // "1" and "2"
}

static void counters_cut_figures_differently(void **state) {
    struct fixture *f = *state;
    const char *text = "<p>sebesar Rp.1.427.000.000,00- dan/atau</p>";
    assert_int_equal(words(f, COUNT_WORDS, text), 3);
    assert_int_equal(words(f, COUNT_SPACES, text), 3);
    assert_int_equal(words(f, COUNT_ALPHANUMERIC, text), 1 + 6 + 2);
}

static void bold_inside_a_word_does_not_part_it(void **state) {
    struct fixture *f = *state;
    assert_int_equal(words(f, COUNT_WORDS, "<p>ke<b>mitra</b>an <i>co</i>-creation</p>"), 2);
}

static void blocks_part_words_without_white_space(void **state) {
    struct fixture *f = *state;
    assert_int_equal(words(f, COUNT_WORDS, "<j><p>satu</p><p>dua</p>tiga<br/>empat</j>"), 4);
    assert_int_equal(words(f, COUNT_WORDS, "<table><tr><td>a</td><td>b</td></tr></table>"), 2);
}

static void no_break_spaces_part_words(void **state) {
    struct fixture *f = *state;
    assert_int_equal(words(f, COUNT_WORDS, "<p>satu\xC2\xA0""dua</p>"), 2);
    assert_int_equal(words(f, COUNT_ALPHANUMERIC, "<p>caf\xC3\xA9 \xE2\x80\x9Ckutip\xE2\x80\x9D</p>"), 2);
}

static void a_marker_typed_by_hand_counts_only_where_a_line_begins(void **state) {
    struct fixture *f = *state;
    assert_int_equal(words(f, COUNT_WORDS, "<p>1. pertama</p>"), 1);
    assert_int_equal(words(f, COUNT_WORDS, "<p>(b) kedua</p>"), 1);
    assert_int_equal(words(f, COUNT_WORDS, "<p>sampai tahun 18.</p>"), 3);
    assert_int_equal(words(f, COUNT_WORDS, "<p>2018. adalah tahun</p>"), 3);
}

static void questions_are_not_counted(void **state) {
    struct fixture *f = *state;
    assert_int_equal(words(f, COUNT_WORDS, "<isian><tanya>apa tujuannya</tanya><jawaban>satu</jawaban></isian>"), 1);
}

static void names_of_counters_lead_back(void **state) {
    (void)state;
    enum word_counter c = COUNT_WORDS;
    for (int i = 0; i < COUNT_COUNTERS; i++) {
        assert_true(counter_find(counter_name((enum word_counter)i), &c));
        assert_int_equal(c, i);
    }
    assert_false(counter_find("kata", &c));
    assert_false(counter_find(NULL, &c));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(markers_and_lone_punctuation_are_no_words),
        TEST(counters_cut_figures_differently),
        TEST(bold_inside_a_word_does_not_part_it),
        TEST(blocks_part_words_without_white_space),
        TEST(no_break_spaces_part_words),
        TEST(a_marker_typed_by_hand_counts_only_where_a_line_begins),
        TEST(questions_are_not_counted),
        TEST(names_of_counters_lead_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
