// Where the lines of a paragraph end: what each weight of the line breaks is for.
#include "layout/boxes.h"

#include <stdio.h>

#include "base/buf.h"

static struct fonts *fonts;
static struct findings *told;
static struct hyphenation *patterns;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(0);
    fonts = fonts_fake(arena);
    told = findings_new(arena, NULL);
    patterns = hyphenation_load(arena, HYPHENATION_FILE, told);
    hyphenation_except(patterns, HYPHENATION_TITLE, "keputusan", 9);
    hyphenation_except(patterns, HYPHENATION_TITLE, "pemerintah", 10);
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
    {"neighbours are alike",
     "obat pemerintah tahun kepala dan",
     "obat pemerintah tahun ke-/pala dan",
     PT(130), ALIGN_JUSTIFY},
    {"no hyphens in a row where they can be avoided",
     "masyarakat a Pemerintah pelayanan pelayanan",
     "masyarakat a/Pemerintah pela-/yanan pelayanan",
     PT(80), ALIGN_JUSTIFY},
    {"no hyphen before the last line",
     "tahun kepala kegiatan lansia yang perangkat daerah",
     "tahun kepala/kegiatan/lansia yang/perangkat/daerah",
     PT(60), ALIGN_JUSTIFY},
    {"never three hyphens in a row",
     "a dan pemerintah pembangunan untuk",
     "a dan peme-/rintah pem-/bangunan/untuk",
     PT(60), ALIGN_JUSTIFY},
    {"no short last line",
     "perangkat oleh perangkat tim",
     "perangkat oleh perang-/kat tim",
     PT(130), ALIGN_JUSTIFY},
    {"what a short last line costs",
     "evaluasi lansia daerah untuk Makmur kesehatan",
     "evaluasi lansia daerah untuk Makmur ke-/sehatan",
     PT(190), ALIGN_JUSTIFY},
    {"what gapes",
     "pendapatan dan dinas dinas dalam huruf",
     "pendapatan dan dinas dinas dalam/huruf",
     PT(160), ALIGN_JUSTIFY},
    {"a gaping line costs",
     "daerah kegiatan inovasi dalam",
     "daerah ke-/giatan inovasi/dalam",
     PT(70), ALIGN_JUSTIFY},
    {"and what it leaves empty",
     "kepala tim a inovasi",
     "kepala tim a ino-/vasi",
     PT(90), ALIGN_JUSTIFY},
    {"but not half of it",
     "tahun tim anggaran berkala yang",
     "tahun tim/anggaran/berkala yang",
     PT(60), ALIGN_JUSTIFY},
    {"how bad a line may be",
     "tim pembangunan huruf kegiatan",
     "tim pembangunan huruf ke-/giatan",
     PT(140), ALIGN_JUSTIFY},
    {"how far all lines may be stretched",
     "obat tahun a untuk di",
     "obat tahun a/untuk di",
     PT(60), ALIGN_JUSTIFY},
    {"how far all lines may be stretched",
     "oleh kepala masyarakat pelaksanaan",
     "oleh kepala/masyarakat pe-/laksanaan",
     PT(70), ALIGN_JUSTIFY},
    {"words are divided rather than spaces wide",
     "di kepala Pemerintah obat dan berkala oleh evaluasi yang dalam untuk di perangkat",
     "di kepala Pemerintah obat dan berkala oleh evaluasi yang dalam un-/tuk di perangkat",
     PT(300), ALIGN_JUSTIFY},
    {"and left whole rather than spaces narrow",
     "kegiatan kepala masyarakat pemerintah evaluasi untuk untuk a daerah anggaran kesehatan yang oleh inovasi "
     "lansia yang kesehatan kesehatan anggaran daerah kepala anggaran dan",
     "kegiatan kepala masyarakat pemerintah evaluasi untuk untuk a daerah/anggaran kesehatan yang oleh inovasi "
     "lansia yang kesehatan kese-/hatan anggaran daerah kepala anggaran dan",
     PT(310), ALIGN_JUSTIFY},
    {"a title is divided rather than spaces wide",
     "daerah dalam yang inovasi kegiatan rapat dalam inovasi pemerintah obat Keputusan lansia yang huruf "
     "secara Pemerintah kepala",
     "daerah dalam yang inovasi kegiatan rapat dalam inovasi pemerintah obat Ke-/putusan lansia yang huruf "
     "secara Pemerintah kepala",
     PT(340), ALIGN_JUSTIFY},
    {"how wide spaces are next",
     "Makmur dalam pelayanan pembangunan pelaksanaan tim huruf daerah kepala lansia obat Keputusan Makmur yang "
     "berkala di rapat perangkat",
     "Makmur dalam pelayanan pembangunan pelaksanaan tim huruf da-/erah kepala lansia obat Keputusan Makmur "
     "yang berkala di ra-/pat perangkat",
     PT(290), ALIGN_JUSTIFY},
    {"no wider for a longer last line",
     "pelayanan oleh yang di lansia rapat untuk di",
     "pelayanan oleh yang di lansia rapat untuk/di",
     PT(190), ALIGN_JUSTIFY},
    {"a hyphen costs",
     "huruf anggaran evaluasi Keputusan yang",
     "huruf anggaran/evaluasi Keputusan/yang",
     PT(90), ALIGN_JUSTIFY},
    {"after two letters more",
     "anggaran kesehatan Makmur yang",
     "anggaran kese-/hatan Makmur/yang",
     PT(70), ALIGN_JUSTIFY},
    {"in a title still more",
     "dalam yang anggaran Keputusan yang",
     "dalam yang anggaran Keputusan/yang",
     PT(150), ALIGN_JUSTIFY},
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
