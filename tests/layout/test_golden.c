// Small documents on the fake face against their traces in tests/golden/layout/. Each document shows one thing that
// layout does; NASKAH_UPDATE_GOLDEN=1 writes the traces anew, and git shows what changed.
#include "layout/boxes.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "device/trace.h"

static const char lorem[] =
    "bahwa dalam rangka mendorong inovasi daerah dan meningkatkan mutu pelayanan publik perlu dibentuk tim yang "
    "bertugas menyiapkan, melaksanakan, dan menilai inovasi pada perangkat daerah;";

static struct section *paragraph_justified(void)
{
    struct box *box = para(lorem, ALIGN_JUSTIFY);
    box->shape.first = PT(20);
    return section(box, PT(300), PT(200));
}

static struct section *paragraph_ragged(void)
{
    struct box *right = para(lorem, ALIGN_RIGHT), *center = para(lorem, ALIGN_CENTER);
    right->shape.before = PT(6);
    center->shape.before = PT(10);
    return section(boxes(para(lorem, ALIGN_LEFT), right, center, NULL), PT(300), PT(300));
}

static struct box *consideration(const char *label, const char *letter)
{
    struct box *box = para(lorem, ALIGN_JUSTIFY);
    box->shape.left = PT(110);
    box->shape.after = PT(3);
    if (label) {
        labelled(box, 0, PT(75), label);
        labelled(box, PT(80), 0, ":");
    }
    return labelled(box, PT(90), PT(15), letter);
}

static struct section *hanging_columns(void)
{
    return section(boxes(consideration("Menimbang", "a."), consideration(NULL, "b."), consideration("Mengingat", "1."),
                         NULL), PT(330), PT(120));
}

// ---- lists ----

static struct box *item(const char *label, int depth)
{
    struct box *box = labelled(para("butir dengan uraian yang lebih panjang daripada satu baris", ALIGN_LEFT),
                               PT(20 * depth), PT(20), label);
    box->role = ROLE_LIST_ITEM;
    box->shape.left = PT(20 * (depth + 1));
    return box;
}

static struct section *lists(void)
{
    struct box *inner = stack(boxes(item("a.", 1), item("b.", 1), NULL));
    inner->role = ROLE_LIST;
    struct box *outer = stack(boxes(item("1.", 0), inner, item("2.", 0), NULL));
    outer->role = ROLE_LIST;
    return section(outer, PT(200), PT(200));
}

// ---- tables ----

static struct cell cell(int column, struct box *first)
{
    return (struct cell){.column = column, .colspan = 1, .rowspan = 1, .first = first};
}

static struct row row(size_t n, ...)
{
    struct row r = {.cells = ARENA_ARRAY(arena, n, struct cell), .n = n};
    va_list args;
    va_start(args, n);
    for (size_t i = 0; i < n; i++)
        r.cells[i] = va_arg(args, struct cell);
    va_end(args);
    return r;
}

static struct box *table(size_t n_columns, size_t n_rows)
{
    struct box *box = box_new(BOX_TABLE, ROLE_TABLE);
    box->table = ARENA_NEW(arena, struct table);
    box->table->columns = ARENA_ARRAY(arena, n_columns, struct column);
    box->table->n_columns = n_columns;
    box->table->rows = ARENA_ARRAY(arena, n_rows, struct row);
    box->table->n_rows = n_rows;
    box->table->border = PT(0.5);
    box->table->pad_x = PT(3);
    box->table->pad_y = PT(2);
    return box;
}

// A head over two columns, a cell over three rows, a group that is cut: head and "(lanjutan)" on the second page.
static struct section *table_over_pages(void)
{
    struct box *box = table(3, 7);
    struct table *t = box->table;
    t->columns[0].width = PT(30);
    t->columns[1].share = 2;
    t->columns[2].share = 1;
    struct cell wide = cell(1, para("Nama dan jabatan", ALIGN_CENTER));
    wide.colspan = 2;
    wide.heading = true;
    t->rows[0] = row(2, cell(0, para("No.", ALIGN_CENTER)), wide);
    t->rows[0].head = true;
    struct cell tall = cell(0, para("1.", ALIGN_CENTER));
    tall.rowspan = 3;
    tall.valign = VALIGN_MIDDLE;
    t->rows[1] = row(3, tall, cell(1, lines(1)), cell(2, lines(2)));
    t->rows[2] = row(2, cell(1, lines(1)), cell(2, lines(1)));
    t->rows[3] = row(2, cell(1, lines(1)), cell(2, lines(1)));
    for (size_t r = 4; r < 7; r++) {
        t->rows[r] = row(3, cell(0, para(arena_printf(arena, "%zu.", r - 2), ALIGN_CENTER)), cell(1, lines(1)),
                         cell(2, lines(2)));
        t->rows[r].group = "Anggota";
        t->rows[r].continued = para("Anggota (lanjutan)", ALIGN_LEFT);
    }
    return section(box, PT(240), PT(130));
}

static struct section *row_taller_than_a_page(void)
{
    struct box *box = table(2, 2);
    box->table->columns[0].share = box->table->columns[1].share = 1;
    box->table->rows[0] = row(2, cell(0, lines(1)), cell(1, lines(1)));
    box->table->rows[1] = row(2, cell(0, lines(12)), cell(1, lines(3)));
    return section(box, PT(200), PT(100));
}

// A goal with nine indicators on pages of six rows: it stands again in its own cell on the second page.
static struct section *goal_goes_on(void)
{
    struct box *box = table(2, 9);
    struct cell goal = cell(0, para("Sasaran", ALIGN_LEFT));
    goal.rowspan = 9;
    box->table->columns[0].share = box->table->columns[1].share = 1;
    for (size_t r = 0; r < 9; r++) {
        box->table->rows[r] = r ? row(1, cell(1, lines(1))) : row(2, goal, cell(1, lines(1)));
        box->table->rows[r].group = "Sasaran";
        box->table->rows[r].continued = para("Sasaran (lanjutan)", ALIGN_LEFT);
    }
    return section(box, PT(200), PT(100));
}

static struct section *automatic_columns(void)
{
    struct box *box = table(3, 1);
    box->table->rows[0] = row(3, cell(0, para("a", ALIGN_LEFT)), cell(1, para("dua kata", ALIGN_LEFT)),
                              cell(2, para("isi sel yang jauh lebih panjang daripada yang lain", ALIGN_LEFT)));
    return section(box, PT(200), PT(200));
}

// The widest word of the spanning head sets the width of the two columns under it; the third gets what is left.
static struct section *automatic_columns_below_a_span(void)
{
    struct box *box = table(3, 2);
    struct cell wide = cell(0, para("TARGETTRIWULAN", ALIGN_CENTER));
    wide.colspan = 2;
    box->table->rows[0] = row(2, wide, cell(2, para("Ket.", ALIGN_LEFT)));
    box->table->rows[1] = row(3, cell(0, para("I", ALIGN_LEFT)), cell(1, para("II", ALIGN_LEFT)),
                              cell(2, para("isi sel yang jauh lebih panjang daripada yang lain", ALIGN_LEFT)));
    return section(box, PT(200), PT(200));
}

// The number's column stays as wide as it is; the two with long words share the rest and divide them.
static struct section *table_wider_than_the_page(void)
{
    struct box *box = table(3, 1);
    box->table->rows[0] = row(3, cell(0, para("12.", ALIGN_LEFT)), cell(1, para("PERTANGGUNGJAWABAN", ALIGN_LEFT)),
                              cell(2, para("KEPEMERINTAHANDAERAH", ALIGN_LEFT)));
    return section(box, PT(150), PT(200));
}

static struct section *amounts(void)
{
    static const char *const texts[] = {"1.500,00", "12,5%", "7", "-", "85%", "250.000.000,00"};
    struct box *box = table(2, 6);
    box->table->columns[0].share = 1;
    for (size_t r = 0; r < 6; r++)
        box->table->rows[r] = row(2, cell(0, lines(1)), cell(1, para(texts[r], ALIGN_DECIMAL)));
    return section(box, PT(200), PT(200));
}

// The number of the row stands again where the row goes on.
static struct section *row_divided_with_its_number(void)
{
    struct box *box = table(2, 2);
    box->table->columns[0].width = PT(30);
    box->table->columns[1].share = 1;
    box->table->rows[0] = row(2, cell(0, para("No.", ALIGN_LEFT)), cell(1, lines(1)));
    box->table->rows[0].head = true;
    box->table->rows[1] = row(2, cell(0, para("7.", ALIGN_LEFT)), cell(1, lines(12)));
    return section(box, PT(200), PT(100));
}

// ---- pages ----

static struct box *signature(void)
{
    static const struct sign sign = {.id = "penetap", .person = "HENDRA", .office = "BUPATI", .order = 1};
    struct box *box = stack(boxes(para("BUPATI,", ALIGN_LEFT), space(PT(30), 0), para("HENDRA", ALIGN_LEFT), NULL));
    box->role = ROLE_FORM;
    box->stack.sign = (struct sign *)(uintptr_t)&sign;
    box->shape.left = PT(100);
    box->shape.before = PT(12);
    return box;
}

// Ten lines fit; the signature would stand alone on page 2, so two lines go with it.
static struct section *signature_keeps_company(void)
{
    return section(boxes(lines(10), signature(), NULL), PT(200), PT(120));
}

static struct section *letterhead(void)
{
    struct box *image = box_new(BOX_IMAGE, ROLE_FIGURE);
    image->image.width = PT(30);
    image->image.height = PT(40);
    image->image.missing = true;
    struct box *head = stack(boxes(para("PEMERINTAH", ALIGN_CENTER), para("DINAS", ALIGN_CENTER), NULL));
    head->stack.side = image;
    head->stack.side_gap = PT(5);
    struct box *wide = stack(para("DINAS DENGAN NAMA YANG PANJANG SEKALI", ALIGN_CENTER));
    wide->stack.side = image;
    wide->stack.side_gap = PT(5);
    struct box *rule = box_new(BOX_RULE, ROLE_ARTIFACT);
    rule->rule.n = 2;
    rule->rule.thickness[0] = PT(2.25);
    rule->rule.gap[0] = PT(1.2);
    rule->rule.thickness[1] = PT(0.75);
    return section(boxes(head, rule, wide, NULL), PT(200), PT(200));
}

static struct run *folio(size_t *n)
{
    static const struct run runs[] = {{.kind = RUN_TEXT, .text = "halaman ", .type = &body},
                                      {.kind = RUN_PAGE, .type = &body},
                                      {.kind = RUN_TEXT, .text = " dari ", .type = &body},
                                      {.kind = RUN_TOTAL, .type = &body}};
    *n = sizeof runs / sizeof *runs;
    return (struct run *)(uintptr_t)runs;
}

static struct section *numbered(struct box *first, mp width, mp height)
{
    struct section *s = section(first, width, height);
    s->folio = folio(&s->n_folio);
    s->folio_at = FOLIO_TOP_CENTER;
    s->folio_offset = PT(8);
    return s;
}

// The second section is laid across, goes on numbering, and shows the number on its first page; the first refers to it.
static struct section *sections_and_numbers(void)
{
    struct box *reference = para("lihat halaman ", ALIGN_LEFT), *target = lines(2);
    reference->para.runs = ARENA_ARRAY(arena, 3, struct run);
    reference->para.n = 3;
    reference->para.runs[0] = (struct run){.kind = RUN_TEXT, .text = "lihat halaman ", .type = &body};
    reference->para.runs[1] = (struct run){.kind = RUN_PAGE_OF, .text = "lampiran", .type = &body};
    reference->para.runs[2] = (struct run){.kind = RUN_TEXT, .text = ".", .type = &bold};
    target->id = "lampiran";
    target->para.outline = 1;
    struct section *first = numbered(boxes(reference, lines(6), NULL), PT(200), PT(60));
    first->next = numbered(target, PT(300), PT(40));
    first->next->name = "lampiran";
    first->next->folio_on_first = true;
    first->next->watermark = "KONSEP";
    return first;
}

// The next page's first word, or number and word; none where a new part begins.
static struct section *catchwords(void)
{
    struct box *numbered_one = labelled(para("Contoh butir", ALIGN_LEFT), 0, PT(20), "7.");
    struct box *named = labelled(labelled(para("Peraturan", ALIGN_LEFT), 0, PT(60), "Mengingat"), PT(60), 0, ":");
    numbered_one->shape.left = PT(20);
    named->shape.left = PT(70);
    struct section *s = section(boxes(lines(4), numbered_one, lines(3), named, box_new(BOX_BREAK, ROLE_ARTIFACT),
                                      lines(5), NULL), PT(150), PT(60));
    s->catch_type = &bold;
    s->catch_leading = PT(12);
    return s;
}

// Two rectangles and four corners, on each page.
static struct section *frame(void)
{
    struct section *s = section(boxes(lines(3), NULL), PT(150), PT(30));
    s->frame = (struct frame){.inset = PT(6), .thickness = {PT(2), PT(1)}, .gap = PT(3), .n = 2, .corner = PT(8)};
    return s;
}

// ---- the comparison ----

static const struct { const char *name; struct section *(*make)(void); } documents[] = {
    {"paragraph-justified", paragraph_justified}, {"paragraph-ragged", paragraph_ragged},
    {"hanging-columns", hanging_columns}, {"lists", lists}, {"table-over-pages", table_over_pages},
    {"row-taller-than-a-page", row_taller_than_a_page}, {"goal-goes-on", goal_goes_on},
    {"automatic-columns", automatic_columns}, {"automatic-columns-below-a-span", automatic_columns_below_a_span},
    {"table-wider-than-the-page", table_wider_than_the_page}, {"amounts", amounts},
    {"row-divided-with-its-number", row_divided_with_its_number}, {"catchwords", catchwords}, {"frame", frame},
    {"signature-keeps-company", signature_keeps_company}, {"letterhead", letterhead},
    {"sections-and-numbers", sections_and_numbers}};

static const char *trace_of(struct section *first)
{
    struct buf out = buf_new(arena);
    struct findings *told = findings_new(arena, NULL);
    trace_write(layout_document(arena, fonts_fake(arena), NULL, document(first), told), &out);
    for (size_t i = 0; i < told->n; i++) {
        buf_printf(&out, "finding %s", told->items[i].rule);
        for (int k = 0; k < told->items[i].n_args; k++)
            buf_printf(&out, " %s=%s", told->items[i].args[k].name, told->items[i].args[k].value);
        buf_char(&out, '\n');
    }
    return buf_text(&out);
}

static void compare(const char *name, const char *trace)
{
    const char *path = arena_printf(arena, NASKAH_SOURCE_DIR "/tests/golden/layout/%s.trace", name), *why;
    struct str golden;
    if (getenv("NASKAH_UPDATE_GOLDEN")) {
        struct staging *s = staging_new(arena);
        assert_true(staging_add(s, path, trace, strlen(trace)) && staging_commit(s));
        return;
    }
    if (!file_read(arena, path, 1 << 20, &golden, &why))
        fail_msg("%s: %s", path, why);
    assert_string_equal(trace, golden.p);
}

static void traces_are_as_they_were(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        arena = arena_new(0);
        const char *trace = trace_of(documents[i].make());
        assert_string_equal(trace, trace_of(documents[i].make()));
        compare(documents[i].name, trace);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(traces_are_as_they_were)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
