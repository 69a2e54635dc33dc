// What strains the pages: each document of tests/stress is set, and every item of every page is looked at. Nothing may
// stand outside the text area of its section without a finding, and every word of the record stands on the pages.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "layout/boxes.h"

#include "base/xml.h"
#include "batch/job.h"
#include "device/pdf.h"

#define SLACK (MP_PER_PT / 2)  // rounding, and half a table's line

static const struct world *world;
static struct catalogue *catalogue;
static char *folder;
static const struct planned *plan;
static size_t n_plan;

static void command(const char *text) {
    if (system(text) != 0) {
        fail_msg("%s", text);
    }
}

// A copy of the set with images that are broken in different ways.
static void copy_set(void) {
    char name[] = "/tmp/naskah-stress-XXXXXX";
    folder = arena_strdup(arena, mkdtemp(name));
    command(arena_printf(arena, "cp -r '%s'/tests/stress/*.xml '%s'/tests/stress/gambar '%s'", NASKAH_SOURCE_DIR,
                         NASKAH_SOURCE_DIR, folder));
    command(arena_printf(arena, "cd '%s'/gambar && head -c 200 png-rgb.png >rusak.png", folder));
    command(arena_printf(arena, "cd '%s'/gambar && head -c 300 jpeg-rgb.jpg >rusak.jpg", folder));
}

static int set_up(void **state) {
    (void)state;
    const char *why = NULL;
    arena = arena_new(0);
    copy_set();
    catalogue = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    struct findings *findings = findings_new(arena, catalogue);
    const char *const *inputs = (const char *const[]){folder};
    struct world_options options = {.share = NASKAH_SOURCE_DIR, .version = "uji", .catalogue = catalogue,
                                    .inputs = inputs, .n_inputs = 1};
    world = world_load(arena, &options, findings);
    plan = world_plan(world, arena, &n_plan, findings);
    for (size_t i = 0; i < findings->n; i++) {
        print_error("%s\n", findings->items[i].rule);
    }
    return findings->n > 0;
}

static int tear_down(void **state) {
    (void)state;
    command(arena_printf(arena, "rm -r '%s'", folder));
    arena_free(arena);
    return 0;
}

struct set {
    const struct pages *pages;
    const struct findings *findings;
    const xmlDoc *record;
};

static struct set set_document(const char *id) {
    struct findings *findings = findings_new(arena, catalogue);
    const struct planned *p = NULL;
    for (size_t i = 0; i < n_plan; i++) {
        p = strcmp(plan[i].id, id) == 0 ? &plan[i] : p;
    }
    assert_non_null(p);
    const struct profile *profile = p->profile ? profiles_find(world->profiles, p->profile) : NULL;
    xmlDoc *record = resolve_record(arena, world->objects, world->defaults, p, profile ? profile_node(profile) : NULL,
                                    findings);
    struct template_options options = {.draft = true, .folder = folder, .width = layout_width,
                                       .fonts = world->fonts};
    struct document *document = template_bind(world_template(world, p->kind), arena, record, &options, findings);
    return (struct set){layout_document(arena, world->fonts, world->hyphenation, document, findings), findings, record};
}

// ---- places ----

static const struct paper *paper_of(const struct pages *pages, const struct page *page) {
    for (const struct section *s = pages->document->first; s; s = s->next) {
        if (strcmp(s->name, page->section) == 0) {
            return &s->paper;
        }
    }
    fail_msg("no section %s", page->section);
    return NULL;
}

static bool is_inside(const struct paper *p, const struct item *item) {
    bool furniture = item->kind == ITEM_TEXT && item->role == ROLE_ARTIFACT;
    mp top = furniture ? 0 : p->top, bottom = furniture ? 0 : p->bottom;
    mp above = item->kind == ITEM_TEXT ? item->text.size / 2 : 0;  // a baseline: letters stand above it
    return item->x >= p->left - SLACK && item->x + item->width <= p->width - p->right + SLACK &&
           item->y - above >= top - SLACK && item->y + item->height <= p->height - bottom + SLACK;
}

static size_t items_outside(const struct set *set) {
    size_t n = 0;
    for (size_t i = 0; i < set->pages->n; i++) {
        const struct page *page = &set->pages->items[i];
        const struct paper *paper = paper_of(set->pages, page);
        for (size_t k = 0; k < page->n; k++) {
            const struct item *item = &page->items[k];
            if (item->kind == ITEM_WATERMARK || item->kind == ITEM_LINK || is_inside(paper, item)) {
                continue;
            }
            n++;
            print_message("page %zu: kind %d at %.1f, %.1f pt, %.1f wide: %.*s\n", i + 1, item->kind,
                          (double)item->x / MP_PER_PT, (double)item->y / MP_PER_PT, (double)item->width / MP_PER_PT,
                          item->kind == ITEM_TEXT ? (int)item->text.n_text : 0,
                          item->kind == ITEM_TEXT ? item->text.text : "");
        }
    }
    return n;
}

static void check_places(const struct set *set) {
    size_t told = found(set->findings, "layout.overfull") + found(set->findings, "layout.overfull-many") +
                  found(set->findings, "layout.page");
    size_t outside = items_outside(set);
    assert_true(outside == 0 || told > 0);
}

// ---- words ----

// All that is printed, without white space and soft hyphens: what a line break may have done to the words.
static const char *printed(const struct pages *pages) {
    struct buf b = buf_new(arena);
    for (size_t i = 0; i < pages->n; i++) {
        for (size_t k = 0; k < pages->items[i].n; k++) {
            const struct item *item = &pages->items[i].items[k];
            if (item->kind != ITEM_TEXT || item->role == ROLE_ARTIFACT) {
                continue;
            }
            for (size_t c = 0; c < item->text.n_text; c++) {
                const char *at = item->text.text + c;
                if (memcmp(at, "\xC2\xA0", 2) == 0 || memcmp(at, "\xC2\xAD", 2) == 0) {
                    c++;
                } else if (*at != ' ') {
                    buf_char(&b, *at);
                }
            }
        }
    }
    return buf_text(&b);
}

static size_t missing_words(const char *page_text, const char *text) {
    size_t missing = 0;
    struct buf word = buf_new(arena);
    for (const char *p = text;; p++) {
        bool nbsp = strncmp(p, "\xC2\xA0", 2) == 0;
        if (*p && !nbsp && !strchr(" \t\r\n", *p)) {
            buf_char(&word, *p);
            continue;
        }
        if (word.n && !strstr(page_text, buf_text(&word))) {
            print_message("not printed: %s\n", buf_text(&word));
            missing++;
        }
        word = buf_new(arena);
        p += nbsp;
        if (!*p) {
            return missing;
        }
    }
}

// Every text below `node` (an answer, a provision), and the attributes in `names`.
static size_t lost_below(const char *page_text, const xmlNode *node, const char *const *names) {
    size_t missing = 0;
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE) {
            missing += missing_words(page_text, (const char *)child->content);
        } else if (child->type == XML_ELEMENT_NODE) {
            missing += lost_below(page_text, child, names);
        }
    }
    for (; names && *names; names++) {
        const char *value = xml_attr(node, *names);
        missing += value ? missing_words(page_text, value) : 0;
    }
    return missing;
}

static size_t lost(const struct set *set, const char *page_text, const xmlNode *node, const char *const *elements,
                   const char *const *names) {
    size_t missing = 0;
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE) {
            continue;
        }
        bool take = false;
        for (const char *const *e = elements; *e; e++) {
            take = take || xml_is(child, *e);
        }
        missing += take ? lost_below(page_text, child, names) : lost(set, page_text, child, elements, names);
    }
    return missing;
}

static void check_words(const struct set *set) {
    static const char *const elements[] = {"menimbang", "mengingat", "diktum", "anggota", "tugas",
                                           "sasaran",   "program",   "jawaban", NULL};
    static const char *const names[] = {"nama", "jabatan", "target", NULL};
    const char *page_text = printed(set->pages);
    assert_int_equal(lost(set, page_text, xmlDocGetRootElement((xmlDoc *)set->record), elements, names), 0);
}

static struct set check(const char *id) {
    struct set set = set_document(id);
    check_places(&set);
    check_words(&set);
    return set;
}

static const struct item *find(const struct pages *pages, const char *text) {
    for (size_t i = 0; i < pages->n; i++) {
        for (size_t k = 0; k < pages->items[i].n; k++) {
            const struct item *item = &pages->items[i].items[k];
            if (item->kind == ITEM_TEXT && strstr(item->text.text, text)) {
                return item;
            }
        }
    }
    return NULL;
}

// ---- the documents ----

static void a_decree_of_sixty_with_four_hundred_members(void **state) {
    (void)state;
    struct set set = check("sk-batas");
    assert_int_equal(found(set.findings, "layout.overfull") + found(set.findings, "layout.broken"), 0);
    assert_int_equal(found(set.findings, "layout.label"), 0);
    assert_non_null(find(set.pages, "KEENAM PULUH"));
}

// Whether one of the first things on a page, its number aside, has this word.
static bool begins_with(const struct page *page, const char *word) {
    size_t seen = 0;
    for (size_t k = 0; k < page->n && seen < 4; k++) {
        const struct item *item = &page->items[k];
        if (item->kind != ITEM_TEXT || item->role == ROLE_ARTIFACT) {
            continue;
        }
        seen++;
        if (strstr(item->text.text, word)) {
            return true;
        }
    }
    return false;
}

// Each page that is continued shows what the next one begins with, below its text and at the right.
static void pages_that_go_on_show_the_next_word(void **state) {
    (void)state;
    struct set set = set_document("sk-batas");
    size_t shown = 0;
    for (size_t i = 0; i < set.pages->n; i++) {
        const struct page *page = &set.pages->items[i];
        mp lowest = 0;
        const struct item *word = NULL;
        for (size_t k = 0; k < page->n; k++) {
            const struct item *item = &page->items[k];
            bool dots = item->kind == ITEM_TEXT && strstr(item->text.text, " . . .");
            word = dots ? item : word;
            lowest = !dots && item->kind == ITEM_TEXT && item->y > lowest ? item->y : lowest;
        }
        shown += word != NULL;
        assert_true(!word || word->y > lowest);
        const char *first = word ? arena_strndup(arena, word->text.text, word->text.n_text - strlen(" . . .")) : NULL;
        const char *last = first && strrchr(first, ' ') ? strrchr(first, ' ') + 1 : first;
        assert_true(!word || begins_with(&set.pages->items[i + 1], last));
    }
    assert_int_equal(shown, set.pages->n - 3);  // not the last of the body and of the two lampiran
}

static void names_of_255_letters(void **state) {
    (void)state;
    struct set set = check("sk-nama-panjang");
    assert_int_equal(found(set.findings, "layout.overfull"), 0);
}

static void a_budget_of_three_hundred_rows(void **state) {
    (void)state;
    struct set set = check("pk-kk-300");
    assert_int_equal(found(set.findings, "layout.overfull"), 0);
    assert_non_null(find(set.pages, "(lanjutan)"));
    const struct item *small = find(set.pages, "5,00"), *large = find(set.pages, "12.345.678.901,00");
    assert_int_equal(small->x + small->width, large->x + large->width);
}

static void answers_that_strain_the_page(void **state) {
    (void)state;
    struct set set = check("proposal-inovasi-batas-sinovik-unpsa");
    assert_int_equal(found(set.findings, "layout.table"), 1);
    assert_int_equal(found(set.findings, "layout.broken"), 1);       // the word of 500 letters
    assert_int_equal(found(set.findings, "layout.broken-many"), 1);  // the words of the wide table
    assert_int_equal(found(set.findings, "layout.overfull"), 0);
    assert_int_equal(found(set.findings, "font.missing"), 0);
    assert_non_null(find(set.pages, "Pelayanan Masyarakat (lanjutan)"));
}

// Each level has its own kind of number and stands further in.
static void lists_are_six_levels_deep(void **state) {
    (void)state;
    static const char *const labels[] = {"1.", "a.", "1)", "a)", "(1)", "(a)"};
    struct set set = set_document("proposal-inovasi-batas-sinovik-unpsa");
    mp before = 0;
    for (int level = 0; level < 6; level++) {
        const char *last = arena_printf(arena, "tingkat%da", level + 1);
        const struct item *end = find(set.pages, last), *label = NULL;
        assert_non_null(end);
        label = end;
        for (const struct page *page = set.pages->items; !label || label->role != ROLE_LABEL; page++) {
            assert_true(page < set.pages->items + set.pages->n);
            for (size_t k = 0; k < page->n && &page->items[k] <= end; k++) {
                bool own = end >= page->items && end < page->items + page->n && page->items[k].role == ROLE_LABEL;
                label = own ? &page->items[k] : label;
            }
        }
        assert_string_equal(label->text.text, labels[level]);
        assert_true(label->x > before);
        before = label->x;
    }
}

// The item that is just this, on the page of `near`.
static const struct item *beside(const struct pages *pages, const char *text, const struct item *near, size_t nth) {
    for (size_t i = 0; i < pages->n; i++) {
        const struct page *page = &pages->items[i];
        for (size_t k = 0; near >= page->items && near < page->items + page->n && k < page->n; k++) {
            if (page->items[k].kind == ITEM_TEXT && strcmp(page->items[k].text.text, text) == 0 && nth-- == 0) {
                return &page->items[k];
            }
        }
    }
    fail_msg("no %s", text);
    return NULL;
}

static void small_figures_stand_high_and_low(void **state) {
    (void)state;
    struct set set = set_document("proposal-inovasi-batas-sinovik-unpsa");
    const struct item *water = find(set.pages, "O dan CO"), *area = find(set.pages, ", 25\u00A0m");
    const struct item *low = beside(set.pages, "2", water, 0), *high = beside(set.pages, "2", area, 2);
    assert_true(low->y > water->y && low->text.size < water->text.size);
    assert_true(high->y < area->y && high->text.size < area->text.size);
}

// Its lines together are the address and nothing else; all of them are the link.
static void an_address_breaks_without_a_hyphen(void **state) {
    (void)state;
    struct set set = set_document("proposal-inovasi-batas-sinovik-unpsa");
    struct buf printed_as = buf_new(arena);
    const char *link = NULL;
    size_t lines = 0;
    for (size_t i = 0; i < set.pages->n; i++) {
        for (size_t k = 0; k < set.pages->items[i].n; k++) {
            const struct item *item = &set.pages->items[i].items[k];
            if (item->kind == ITEM_TEXT && item->text.link) {
                buf_str(&printed_as, item->text.text);
                link = item->text.link;
                lines++;
            }
        }
    }
    assert_true(lines > 1);
    assert_string_equal(buf_text(&printed_as), link);
}

static void images_of_all_kinds(void **state) {
    (void)state;
    struct set set = check("proposal-gambar-sinovik-unpsa");
    size_t images = 0;
    for (size_t i = 0; i < set.pages->n; i++) {
        for (size_t k = 0; k < set.pages->items[i].n; k++) {
            images += set.pages->items[i].items[k].kind == ITEM_IMAGE;
        }
    }
    assert_int_equal(images, 9);
    assert_non_null(find(set.pages, "Keterangan gambar jpeg-cmyk.jpg"));
    assert_int_equal(found(set.findings, "image.broken") + found(set.findings, "image.kind"), 0);
}

static void foreign_scripts_and_broken_images_are_told(void **state) {
    (void)state;
    struct set set = set_document("proposal-asing-sinovik-unpsa");
    check_places(&set);
    assert_int_equal(found(set.findings, "font.missing"), 9);
    assert_int_equal(found(set.findings, "image.broken"), 2);
    assert_int_equal(found(set.findings, "image.missing"), 1);
    assert_non_null(find(set.pages, "U+1F680"));
}

// ---- the file ----

static const char *put(struct str bytes) {
    const char *path = arena_printf(arena, "%s/naskah.pdf", folder);
    FILE *f = fopen(path, "wb");
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    fclose(f);
    return path;
}

// What a program prints about the file.
static const char *output(const char *program, const char *path) {
    struct buf b = buf_new(arena);
    FILE *f = popen(arena_printf(arena, "%s '%s'", program, path), "r");
    for (int c; (c = fgetc(f)) != EOF;) {
        buf_char(&b, (char)(c ? c : ' '));
    }
    pclose(f);
    return buf_text(&b);
}

// A page laid across, an entry of the outline that leads to it, and a page number that is a link to it.
static void sections_outline_and_links_are_in_the_file(void **state) {
    (void)state;
    static const struct type sans = {.family = "Sans", .size = PT(11)};
    static struct run runs[] = {{.kind = RUN_TEXT, .text = "lihat halaman ", .type = &sans},
                                {.kind = RUN_PAGE_OF, .text = "lampiran", .type = &sans}};
    struct box *reference = para("", ALIGN_LEFT), *target = para("Tabel", ALIGN_LEFT);
    reference->para.runs = runs;
    reference->para.n = 2;
    target->para.runs = runs_of("Tabel", &sans);
    target->id = "lampiran";
    target->para.outline = 1;
    struct section *upright = section(reference, PT(400), PT(600));
    upright->next = section(target, PT(600), PT(400));
    struct findings *findings = findings_new(arena, catalogue);
    const struct pages *pages = layout_document(arena, world->fonts, NULL, document(upright), findings);
    struct pdf_options options = {.producer = "uji"};
    struct buf bytes = buf_new(arena);
    assert_true(pdf_write(world->fonts, pages, &options, &bytes, findings));
    const char *path = put((struct str){bytes.p, bytes.n});
    const char *sizes = output("pdfinfo -f 1 -l 2", path);
    assert_non_null(strstr(sizes, "Page    1 size:  420 x 620 pts"));
    assert_non_null(strstr(sizes, "Page    2 size:  620 x 420 pts"));
    const char *outline = output("qpdf --json --json-key=outlines", path);
    assert_non_null(strstr(outline, "\"destpageposfrom1\": 2"));
    assert_non_null(strstr(outline, "\"title\": \"Tabel\""));
    const char *plain = arena_printf(arena, "%s.qdf", path);
    command(arena_printf(arena, "qpdf --qdf --object-streams=disable '%s' '%s'", path, plain));
    const char *second = strstr(output("qpdf --show-pages", plain), "page 2: ") + strlen("page 2: ");
    const char *object = arena_strndup(arena, second, strcspn(second, "\n"));
    const char *all = output("cat", plain), *dest = arena_printf(arena, "/Dest [\n    %s\n", object);
    assert_non_null(strstr(all, "/Subtype /Link"));
    assert_non_null(strstr(all, dest));
    assert_non_null(strstr(strstr(all, dest) + 1, dest));  // of the outline and of the link
}

// The drafts are made whatever is found, and other programs read them.
static void drafts_are_made_and_sound(void **state) {
    (void)state;
    for (size_t i = 0; i < n_plan; i++) {
        struct job_input input = {.document = &plan[i], .want = {[RENDITION_DRAF] = true}};
        struct job_result *result = job_run(world, arena, &input);
        const struct job_output *draft = &result->outputs[RENDITION_DRAF];
        assert_true(draft->made && draft->pages > 0);
        const char *path = put(draft->bytes);
        command(arena_printf(arena, "qpdf --check '%s' >/dev/null && pdftotext '%s' /dev/null", path, path));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_decree_of_sixty_with_four_hundred_members),
                                       cmocka_unit_test(pages_that_go_on_show_the_next_word),
                                       cmocka_unit_test(names_of_255_letters),
                                       cmocka_unit_test(a_budget_of_three_hundred_rows),
                                       cmocka_unit_test(answers_that_strain_the_page),
                                       cmocka_unit_test(lists_are_six_levels_deep),
                                       cmocka_unit_test(small_figures_stand_high_and_low),
                                       cmocka_unit_test(an_address_breaks_without_a_hyphen),
                                       cmocka_unit_test(images_of_all_kinds),
                                       cmocka_unit_test(foreign_scripts_and_broken_images_are_told),
                                       cmocka_unit_test(sections_outline_and_links_are_in_the_file),
                                       cmocka_unit_test(drafts_are_made_and_sound)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
