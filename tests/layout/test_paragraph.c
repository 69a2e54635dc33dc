// Where the lines of a paragraph end: what each weight of the line breaks is for.
#include "layout/boxes.h"

#include <stdio.h>

#include "base/buf.h"

static struct fonts *fonts;
static struct findings *told;
static const struct hyphenation *patterns;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(0);
    fonts = fonts_fake(arena);
    told = findings_new(arena, NULL);
    patterns = hyphenation_load(arena, HYPHENATION_FILE, told);
    return patterns ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

// The n-th line, from 0; NULL when there are fewer.
static const struct item *line_at(const struct pages *pages, size_t n)
{
    for (size_t i = 0; i < pages->items[0].n; i++)
        if (pages->items[0].items[i].kind == ITEM_TEXT && n-- == 0)
            return &pages->items[0].items[i];
    return NULL;
}

static const struct pages *set(struct box *box, mp width)
{
    return layout_document(arena, fonts, patterns, document(section(box, width, PT(400))), told);
}

// How lines end is decided by weights that no single line shows. Each case is one that another weight sets otherwise.
static const struct {
    const char *what, *text, *lines;   // lines are separated by "/", a divided word ends in "-"
    mp width;
    enum align align;
} endings[] = {
    {"no hyphens in a row where they can be avoided",
     "kepala pemerintah berkala rapat secara rapat secara daerah pemerintah evaluasi daerah evaluasi dalam "
     "berkala mengoordinasikan anggaran perangkat",
     "kepala pemerintah berkala rapat secara ra-/pat secara daerah pemerintah evaluasi daerah/evaluasi dalam "
     "berkala mengoordinasikan ang-/garan perangkat",
     PT(210), ALIGN_JUSTIFY},
    {"no hyphen before the last line",
     "sebagaimana di kesehatan perencanaan untuk rapat oleh mempertanggungjawabkan pembangunan berkala "
     "kesehatan kegiatan obat evaluasi inovasi",
     "sebagaimana di kesehatan perencanaan un-/tuk rapat oleh mempertanggungjawabkan pem-/bangunan berkala "
     "kesehatan kegiatan obat/evaluasi inovasi",
     PT(200), ALIGN_JUSTIFY},
    {"never three hyphens in a row",
     "belanja kesehatan inovasi untuk masyarakat belanja untuk a belanja pelayanan pemerintah kepala a tim "
     "kabupaten pelaksanaan",
     "belanja kesehatan inovasi untuk masya-/rakat belanja untuk a belanja pelayanan/pemerintah kepala a tim "
     "kabupaten pelak-/sanaan",
     PT(190), ALIGN_JUSTIFY},
    {"no loose line beside a tight one",
     "huruf pembangunan kepala oleh yang",
     "huruf pemba-/ngunan ke-/pala oleh/yang",
     PT(60), ALIGN_JUSTIFY},
    {"no short last line",
     "a lansia dan huruf huruf tim ini daerah dalam obat",
     "a lansia dan huruf huruf tim ini daerah da-/lam obat",
     PT(200), ALIGN_JUSTIFY},
    {"what gapes",
     "pendapatan dan dinas dinas dalam huruf",
     "pendapatan dan dinas dinas dalam/huruf",
     PT(160), ALIGN_JUSTIFY},
    {"a gaping line costs",
     "pelayanan evaluasi kabupaten dan",
     "pelayanan evaluasi kabupaten/dan",
     PT(140), ALIGN_JUSTIFY},
    {"how bad a line may be",
     "huruf secara tim berkala mengoordinasikan yang evaluasi anggaran oleh",
     "huruf secara tim berkala mengo-/ordinasikan yang evaluasi ang-/garan oleh",
     PT(150), ALIGN_JUSTIFY},
    {"how far all lines may be stretched",
     "tim sebagaimana obat kabupaten tim pembangunan",
     "tim sebagaimana/obat kabupaten tim pem-/bangunan",
     PT(110), ALIGN_JUSTIFY},
    {"how far all lines may be stretched",
     "a keputusan mengoordinasikan belanja huruf dan untuk sebagaimana dinas pemerintah lansia",
     "a keputusan mengoordinasikan belanja/huruf dan untuk sebagaimana dinas peme-/rintah lansia",
     PT(180), ALIGN_JUSTIFY},
    {"a centred title ends in more than a word",
     "huruf rapat tim belanja dimaksud tahun pelaksanaan oleh",
     "huruf rapat tim/belanja dimaksud tahun/pelaksanaan oleh",
     PT(140), ALIGN_CENTER},
    {"how ragged centred lines may be",
     "pelayanan evaluasi kabupaten dan",
     "pelayanan evaluasi/kabupaten dan",
     PT(140), ALIGN_CENTER},
    {"how ragged lines may be",
     "tahun secara ini tim ini",
     "tahun secara ini tim/ini",
     PT(100), ALIGN_LEFT},
    {"neighbours do not count in ragged text",
     "lansia rapat dimaksud secara tim",
     "lansia rapat/dimaksud secara tim",
     PT(90), ALIGN_LEFT},
};

static const char *lines_of(const struct pages *pages)
{
    struct buf b = buf_new(arena);
    const struct item *item;
    for (size_t n = 0; (item = line_at(pages, n)); n++) {
        const char *soft = strstr(item->text.text, "\u00AD");
        buf_printf(&b, "%s%.*s%s", n ? "/" : "", (int)(soft ? (size_t)(soft - item->text.text) : item->text.n_text),
                   item->text.text, soft ? "-" : "");
    }
    return buf_text(&b);
}

static void lines_end_where_the_weights_say(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct box *box = para(endings[i].text, endings[i].align);
        box->shape.hyphenate = endings[i].align == ALIGN_JUSTIFY;
        const char *set_as = lines_of(set(box, endings[i].width));
        if (strcmp(set_as, endings[i].lines) != 0) {
            fprintf(stderr, "%s: %s\n", endings[i].what, set_as);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

// The first line of a paragraph whose next word does not fit: "aaaa bbbb cccc" is 65 pt wide.
static mp first_extra(bool hyphenate, mp width)
{
    struct box *box = para("aaaa bbbb cccc dddddddddddddd", ALIGN_JUSTIFY);
    box->shape.hyphenate = hyphenate;
    return line_at(set(box, width), 0)->text.extra;
}

// The limit of a justified line: spaces twice as wide as they are, 2.5 pt each, and not a point more …
static void a_space_becomes_twice_as_wide_and_no_wider(void **state)
{
    (void)state;
    assert_int_equal(first_extra(true, PT(70)), PT(2.5));
    assert_int_equal(found(told, "layout.wide"), 0);
    assert_int_equal(first_extra(true, PT(70.5)), 0);
    assert_int_equal(found(told, "layout.loose"), 1);
}

// … and three times where words are not divided, told beyond twice.
static void an_undivided_space_becomes_three_times_as_wide(void **state)
{
    (void)state;
    assert_int_equal(first_extra(false, PT(70)), PT(2.5));
    assert_int_equal(found(told, "layout.wide"), 0);
    assert_int_equal(first_extra(false, PT(75)), PT(5));
    assert_int_equal(found(told, "layout.wide"), 1);
    assert_int_equal(first_extra(false, PT(75.5)), 0);
    assert_int_equal(found(told, "layout.loose"), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(lines_end_where_the_weights_say),
        TEST(a_space_becomes_twice_as_wide_and_no_wider),
        TEST(an_undivided_space_becomes_three_times_as_wide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
