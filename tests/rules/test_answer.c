#include "fixture.h"
#include "rules/answer.h"

static void only_words_are_an_answer(void **state) {
    struct fixture *f = *state;
    struct profiles *p = profiles_of_checkout(f);
    static const struct {
        const char *text;
        enum answer_state state;
    } cases[] = {
        {"", ANSWER_EMPTY},
        {" \n\t ", ANSWER_EMPTY},
        {"\xC2\xA0\xC2\xA0", ANSWER_EMPTY},
        {"-", ANSWER_PLACEHOLDER},
        {"...", ANSWER_PLACEHOLDER},
        {"\xE2\x80\xA6", ANSWER_PLACEHOLDER},
        {"____", ANSWER_PLACEHOLDER},
        {"Belum ditentukan", ANSWER_PLACEHOLDER},
        {"(belum tersedia)", ANSWER_PLACEHOLDER},
        {"N/A", ANSWER_PLACEHOLDER},
        {"xxx", ANSWER_PLACEHOLDER},
        {"XXXXXXX", ANSWER_PLACEHOLDER},
        {"[BELUM TERSEDIA]", ANSWER_PLACEHOLDER},
        {"${tujuan}", ANSWER_PLACEHOLDER},
        {"{{ tujuan }}", ANSWER_PLACEHOLDER},
        {"di isi tanggal bulan tahun sejak kapan pelaksanaan nya", ANSWER_PLACEHOLDER},
        {"Mohon diisi", ANSWER_PLACEHOLDER},
        {"1.", ANSWER_PLACEHOLDER},
        {"Ya", ANSWER_GIVEN},
        {"85", ANSWER_GIVEN},
        {"Belum ditentukan lokasinya, tetapi desanya sudah.", ANSWER_GIVEN},
        {"[1] Sumber: laporan", ANSWER_GIVEN},
        {"Diisinya celah layanan", ANSWER_GIVEN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (text_state(f->arena, p, cases[i].text) != cases[i].state) {
            fail_msg("\"%s\" should be %d, is %d", cases[i].text, cases[i].state,
                     text_state(f->arena, p, cases[i].text));
        }
    }
}

static void what_is_left_over_inside_a_text_is_found(void **state) {
    struct fixture *f = *state;
    struct profiles *p = profiles_of_checkout(f);
    assert_string_equal(text_leftover(f->arena, p, "ditandatangani ${ttd_pengirim} di Kabanjahe"), "${ttd_pengirim}");
    assert_string_equal(text_leftover(f->arena, p, "Kepala: [NAMA KEPALA DINAS]."), "[NAMA KEPALA DINAS]");
    assert_string_equal(text_leftover(f->arena, p, "sejak ________ 2023"), "________");
    assert_null(text_leftover(f->arena, p, "sebesar Rp10.000,00 (US$ 1) pada tahun XXI [1] dan seterusnya …"));
}

static void parts_speak_for_the_whole(void **state) {
    struct fixture *f = *state;
    struct check c = {.arena = f->arena, .known = known_answers_new(f->arena)};
    const xmlNode *field =
        node(f, "<isian id='r'><isian id='r.a'/><isian id='r.b'><jawaban>ada</jawaban></isian></isian>");
    assert_int_equal(answer_own(&c, field), ANSWER_MISSING);
    assert_int_equal(answer_state(&c, field), ANSWER_GIVEN);
    assert_int_equal(answer_state(&c, xml_child(field, "isian")), ANSWER_MISSING);
    assert_int_equal(answer_state(&c, NULL), ANSWER_MISSING);
}

static void an_answer_of_empty_list_items_is_empty(void **state) {
    struct fixture *f = *state;
    struct check c = {.arena = f->arena, .known = known_answers_new(f->arena)};
    assert_int_equal(answer_state(&c, node(f, "<isian><jawaban><ol><li/><li> </li></ol></jawaban></isian>")),
                     ANSWER_EMPTY);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(only_words_are_an_answer),
        TEST(what_is_left_over_inside_a_text_is_found),
        TEST(parts_speak_for_the_whole),
        TEST(an_answer_of_empty_list_items_is_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
