#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <string.h>
#include <cmocka.h>

#include "device/trace.h"
#include "font/font.h"

static void each_item_is_one_line_with_its_measures(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct fonts *fonts = fonts_fake(arena);
    static const struct sign sign = {.id = "penetap", .person = "H. \"Ucok\"", .order = 2};
    struct item items[] = {
        {.kind = ITEM_TEXT, .role = ROLE_P, .block = 3, .style = "isi", .x = 85039, .y = 100000, .width = 120500},
        {.kind = ITEM_RECT, .x = -500, .y = 90000, .width = 453543, .height = 2250, .rect = {.grey = 128}},
        {.kind = ITEM_LINK, .x = 1, .y = 2, .width = 3, .height = 4, .link = {.page = 2}},
        {.kind = ITEM_SIGN, .x = 0, .y = 0, .width = 10, .height = 20, .sign = &sign},
    };
    items[0].text.face = fonts_face(fonts, "Fake", false, false, findings_new(arena, NULL));
    items[0].text.size = 12000;
    items[0].text.text = "a\\b";
    items[0].text.n_text = 3;
    items[0].text.extra = 250;
    items[0].text.widen = -12;
    items[0].text.underline = true;
    struct page page = {.width = 595276, .height = 841890, .section = "utama", .number = 7, .shows_number = true,
                        .items = items, .n = 4};
    struct outline outline = {.level = 2, .page = 1, .y = 5000, .title = "Bab"};
    struct pages pages = {.items = &page, .n = 1, .outline = &outline, .n_outline = 1};
    struct buf out = buf_new(arena);
    trace_write(&pages, &out);
    assert_string_equal(
        buf_text(&out),
        "page 1 595.276x841.890 section=utama number=7\n"
        "  text 85.039,100.000 w=120.500 size=12.000 face=Fake role=P block=3 style=isi extra=0.250 widen=-12 underline"
        " \"a\\\\b\"\n"
        "  rect -0.500,90.000 453.543x2.250 grey=128\n"
        "  link 0.001,0.002 0.003x0.004 page=2\n"
        "  sign 0.000,0.000 0.010x0.020 id=penetap order=2 \"H. \\\"Ucok\\\"\"\n"
        "outline 2 page=1 y=5.000 \"Bab\"\n");
    arena_free(arena);
}

static void boxes_are_indented_by_depth(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    const struct type type = {.family = "Sans", .size = 10000, .bold = true};
    struct run runs[] = {{.kind = RUN_TEXT, .text = "satu", .type = &type}, {.kind = RUN_BREAK, .type = &type}};
    struct box para = {.kind = BOX_PARA, .role = ROLE_P, .id = "p1", .style = "isi"};
    para.para.runs = runs;
    para.para.n = 2;
    para.shape.left = 5000;
    para.shape.keep_next = true;
    struct box stack = {.kind = BOX_STACK, .role = ROLE_SECTION};
    stack.stack.first = &para;
    struct section section = {.name = "utama", .first = &stack, .paper = {.width = 100000, .height = 200000}};
    struct document document = {.id = "d", .title = "Judul", .first = &section};
    struct buf out = buf_new(arena);
    trace_boxes(&document, &out);
    assert_string_equal(buf_text(&out),
                        "document id=d \"Judul\"\n"
                        "  section utama width=100.000 height=200.000\n"
                        "    stack role=Sect\n"
                        "      para role=P id=p1 style=isi left=5.000 left keep-next \"satu\"b <br>\n");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_item_is_one_line_with_its_measures),
        cmocka_unit_test(boxes_are_indented_by_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
