// Templates that put a signature where it cannot be: each is refused for its own reason (rules sign.*).
#include "base/file.h"
#include "base/xml.h"
#include "batch/preflight.h"
#include "batch/world.h"
#include "layout/layout.h"
#include "support.h"

static struct arena *arena;
static char *folder;
static struct catalogue *catalogue;
static struct fonts *fonts;

static int setup(void **state) {
    (void)state;
    const char *why = NULL;
    arena = arena_new(0);
    folder = support_folder(arena);
    catalogue = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    fonts = fonts_load(arena, NASKAH_SOURCE_DIR "/fonts/fonts.xml", NASKAH_SOURCE_DIR "/fonts",
                       findings_new(arena, catalogue));
    return !fonts;
}

static int teardown(void **state) {
    (void)state;
    support_remove(folder);
    arena_free(arena);
    return 0;
}

#define PERSON(role, order)                                                                                            \
    "<penanda peran='" role "' urutan='" order "' jabatan-lengkap='Kepala'><orang nama-lengkap='Budi'/></penanda>"
#define RECORD(tata, date)                                                                                             \
    "<naskah id='x' " date "><tata " tata "/>" PERSON("penetap", "1") PERSON("saksi", "2") "</naskah>"
#define DATED RECORD("ttd-bidang='ya' ttd-jangkar='tidak'", "tanggal='2025-01-02'")

#define TEXT "<para>Satu baris.</para><para>Dua baris.</para>"
#define BLOCK(inside) "<para>Jabatan,</para>" inside "<para>Nama</para>"
#define PLACE "<place height='22mm'/>"
#define FIRST "<sign select=\"penanda[@peran='penetap']\" id='penetap'>" BLOCK(PLACE) "</sign>"
#define SECOND "<sign select=\"penanda[@peran='saksi']\" id='saksi'>" BLOCK(PLACE) "</sign>"
// A signature in the right column, and something else in the left one.
#define BESIDE(what)                                                                                                   \
    TEXT "<table columns='50% 50%' border='0pt' pad-x='2mm' pad-y='0pt'><row><cell>"                                   \
         "<space height='8mm'/>" what "</cell><cell>" FIRST "</cell></row></table>" SECOND

struct trial {
    const char *name, *page, *record, *body, *rules;  // rules: all that are told, in order
};

static const struct trial trials[] = {
    {"as it should be", "", DATED, TEXT FIRST SECOND, ""},
    {"nothing near the place", "", DATED, BESIDE("<para>di kolom kiri</para>"), ""},
    {"somebody has no place", "", DATED, TEXT FIRST, "sign.missing"},
    {"a block without a place", "", DATED,
     TEXT "<sign select=\"penanda[@peran='penetap']\" id='penetap'>" BLOCK("<space height='22mm'/>") "</sign>" SECOND,
     "sign.places"},
    {"a block with two places", "", DATED,
     TEXT "<sign select=\"penanda[@peran='penetap']\" id='penetap'>" BLOCK(PLACE PLACE) "</sign>" SECOND,
     "sign.places"},
    {"two blocks of one name", "", DATED,
     TEXT FIRST "<sign select=\"penanda[@peran='saksi']\" id='penetap'>" BLOCK(PLACE) "</sign>", "sign.twice"},
    {"two who sign first", "", DATED,
     TEXT FIRST "<sign select=\"penanda[@peran='saksi']\" id='saksi' order='1'>" BLOCK(PLACE) "</sign>", "sign.order"},
    {"outside the page", "", DATED,
     TEXT FIRST "<sign select=\"penanda[@peran='saksi']\" id='saksi' left='130mm' right='-40mm'>" BLOCK(PLACE)
     "</sign>", "sign.outside"},
    {"too low to sign in", "", DATED,
     TEXT FIRST "<sign select=\"penanda[@peran='saksi']\" id='saksi'>" BLOCK("<place height='6mm'/>") "</sign>",
     "sign.small"},
    {"a word that stands out of its column", "", DATED,
     BESIDE("<para><label at='100mm'>CAP</label>kiri</para>"), "sign.covered"},
    {"a rule that goes on", "", DATED, BESIDE("<rule lines='0.5pt' right='-60mm'/>"), "sign.covered"},
    {"a code too wide for its column", "", DATED, BESIDE("<qr text='x' width='110mm'/>"), "sign.covered"},
    {"a frame around the page", "frame='60mm 1pt'", DATED, TEXT TEXT FIRST SECOND, "sign.covered sign.covered"},
    {"alone on a page", "", DATED, TEXT FIRST "<break/>" SECOND, "sign.alone"},
    {"one line of company", "", DATED, TEXT FIRST "<break/><para>Sebaris.</para>" SECOND, "sign.alone"},
    {"a word on the meterai", "", DATED,
     TEXT "<table columns='50% 50%' border='0pt' pad-x='2mm' pad-y='0pt'><row><cell><space height='8mm'/><para>kiri"
     "</para></cell><cell><sign select=\"penanda[@peran='penetap']\" id='penetap'>"
     BLOCK("<place height='30mm' stamp='30mm' stamp-left='-80mm'/>") "</sign></cell></row></table>" SECOND,
     "sign.stamp"},
    {"the anchor in a sentence", "", RECORD("ttd-jangkar='#$'", "tanggal='2025-01-02'"),
     TEXT "<para>Prioritas #1.</para>" FIRST SECOND, "sign.anchor"},
    {"one anchor for two signers", "", RECORD("ttd-jangkar='##'", "tanggal='2025-01-02'"), TEXT FIRST SECOND,
     "sign.anchor sign.anchor"},
    {"fewer anchors than signers", "", RECORD("ttd-jangkar='#'", "tanggal='2025-01-02'"), TEXT FIRST SECOND,
     "template.anchor"},
    {"no date yet", "", RECORD("ttd-jangkar='#$'", ""), TEXT FIRST SECOND, "sign.undated"},
};

static struct document *document;
static const struct pages *pages;

static const char *told_by(const struct trial *t) {
    struct findings *told = findings_new(arena, catalogue);
    char *source = arena_printf(
        arena, "<template xmlns='urn:naskah:template:1' for='uji' title='Uji'><style name='dasar' font='Sans' "
               "size='12pt' line='1'/><page name='p' paper='a4' top='20mm' bottom='20mm' left='30mm' right='20mm' %s/>"
               "<section page='p'>%s</section></template>", t->page, t->body);
    support_write(arena, folder, "uji.xml", source, strlen(source));
    struct template *template = template_load(arena, NULL, file_join(arena, folder, "uji.xml"), told);
    if (!template) {
        fail_msg("%s: %s", t->name, told->items[0].rule);
    }
    xmlDoc *record = xml_parse(arena, "r", (struct str){(void *)(uintptr_t)t->record, strlen(t->record)}, told);
    struct template_options options = {.width = layout_width, .fonts = fonts, .signs = true};
    document = template_bind(template, arena, record, &options, told);
    pages = layout_document(arena, fonts, NULL, document, told);
    preflight(record, document, pages, told);
    struct buf rules = buf_new(arena);
    for (size_t i = 0; i < told->n; i++) {
        if (strncmp(told->items[i].rule, "layout.", 7) != 0) {
            buf_printf(&rules, "%s%s", rules.n ? " " : "", told->items[i].rule);
        }
    }
    return buf_text(&rules);
}

static void each_is_refused_for_its_reason(void **state) {
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
        const char *rules = told_by(&trials[i]);
        if (strcmp(rules, trials[i].rules) != 0) {
            fprintf(stderr, "%s: told «%s» instead of «%s»\n", trials[i].name, rules, trials[i].rules);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

// Each signer's character stands once in the document, in the middle of his place, in the colour of the paper.
static void anchors_stand_in_the_middle(void **state) {
    (void)state;
    struct trial t = {"anchors", "", RECORD("ttd-jangkar='#$'", "tanggal='2025-01-02'"), TEXT FIRST SECOND, ""};
    assert_string_equal(told_by(&t), "");
    for (const struct sign *s = document->signs; s; s = s->next) {
        size_t page = 0, found = 0;
        const struct item *place = preflight_place(pages, s, ITEM_SIGN, &page);
        assert_string_equal(s->anchor, s->order == 1 ? "#" : "$");
        for (size_t i = 0; i < pages->items[page].n; i++) {
            const struct item *item = &pages->items[page].items[i];
            if (item->kind == ITEM_TEXT && item->text.n_text == 1 && *item->text.text == *s->anchor) {
                found++;
                assert_true(item->text.pale);
                assert_true(item->x > place->x && item->x + item->width < place->x + place->width);
                assert_true(item->y > place->y && item->y < place->y + place->height);
            }
        }
        assert_int_equal(found, 1);
    }
}

// Whatever character an office likes: one of them a signer, not one byte.
static void anchors_are_characters(void **state) {
    (void)state;
    struct trial t = {"anchors", "", RECORD("ttd-jangkar='§¤'", "tanggal='2025-01-02'"), TEXT FIRST SECOND, ""};
    assert_string_equal(told_by(&t), "");
    for (const struct sign *s = document->signs; s; s = s->next) {
        assert_string_equal(s->anchor, s->order == 1 ? "§" : "¤");
    }
}

// The place keeps 2 mm to all sides of the room that the template gives.
static void places_have_room_around_them(void **state) {
    (void)state;
    assert_string_equal(told_by(&trials[0]), "");
    size_t page = 0;
    const struct item *place = preflight_place(pages, document->signs, ITEM_SIGN, &page);
    mp mm10 = 72 * MP_PER_PT * 100 / 254;
    assert_true(labs((long)(place->height - (22 * mm10 / 10 - 2 * SIGN_CLEAR))) < 20);
    assert_true(labs((long)(place->width - (160 * mm10 / 10 - 2 * SIGN_CLEAR))) < 50);
    assert_true(document->signs->field);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_is_refused_for_its_reason),
                                       cmocka_unit_test(anchors_stand_in_the_middle),
                                       cmocka_unit_test(anchors_are_characters),
                                       cmocka_unit_test(places_have_room_around_them)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
