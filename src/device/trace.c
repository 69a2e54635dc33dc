#include "device/trace.h"
#include "device/trace_write.h"

#include "font/font.h"

static const char *const role_names[] = {
    [ROLE_ARTIFACT] = "-", [ROLE_P] = "P", [ROLE_H1] = "H1", [ROLE_H2] = "H2", [ROLE_H3] = "H3",
    [ROLE_TITLE] = "Title", [ROLE_LIST] = "L", [ROLE_LIST_ITEM] = "LI", [ROLE_LABEL] = "Lbl", [ROLE_BODY] = "LBody",
    [ROLE_TABLE] = "Table", [ROLE_ROW] = "TR", [ROLE_TH] = "TH", [ROLE_TD] = "TD", [ROLE_FIGURE] = "Figure",
    [ROLE_CAPTION] = "Caption", [ROLE_SPAN] = "Span", [ROLE_LINK] = "Link", [ROLE_SECTION] = "Sect",
    [ROLE_FORM] = "Form"};

// Points with three decimals: exactly the millipoints.
static void add_length(struct buf *out, mp value)
{
    mp size = value < 0 ? -value : value;
    buf_printf(out, "%s%lld.%03d", value < 0 ? "-" : "", (long long)(size / 1000), (int)(size % 1000));
}

static void add_pair(struct buf *out, mp a, char between, mp b)
{
    add_length(out, a);
    buf_char(out, between);
    add_length(out, b);
}

void trace_named(struct buf *out, const char *name, mp value)
{
    buf_printf(out, " %s=", name);
    add_length(out, value);
}

static void add_quoted(struct buf *out, const char *text, size_t n)
{
    buf_str(out, " \"");
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '"' || text[i] == '\\')
            buf_char(out, '\\');
        buf_char(out, text[i] == '\n' ? ' ' : text[i]);
    }
    buf_char(out, '"');
}

void trace_string(struct buf *out, const char *text)
{
    size_t n = 0;
    while (text && text[n])
        n++;
    add_quoted(out, text ? text : "", n);
}

static void add_structure(const struct item *item, struct buf *out)
{
    buf_printf(out, " role=%s", role_names[item->role]);
    if (item->block)
        buf_printf(out, " block=%d", item->block);
    if (item->style)
        buf_printf(out, " style=%s", item->style);
}

static void write_text(const struct item *item, struct buf *out)
{
    add_pair(out, item->x, ',', item->y);
    trace_named(out, "w", item->width);
    trace_named(out, "size", item->text.size);
    buf_printf(out, " face=%s", face_name(item->text.face));
    add_structure(item, out);
    if (item->text.extra)
        trace_named(out, "extra", item->text.extra);
    if (item->text.widen)
        buf_printf(out, " widen=%d", item->text.widen);
    if (item->text.underline)
        buf_str(out, " underline");
    if (item->text.hole)
        buf_str(out, " hole");
    add_quoted(out, item->text.text, item->text.n_text);
}

static void write_box(const struct item *item, struct buf *out)
{
    add_pair(out, item->x, ',', item->y);
    buf_char(out, ' ');
    add_pair(out, item->width, 'x', item->height);
}

static void write_image(const struct item *item, struct buf *out)
{
    write_box(item, out);
    add_structure(item, out);
    trace_string(out, item->image.alt);
}

static void write_rect(const struct item *item, struct buf *out)
{
    write_box(item, out);
    buf_printf(out, " grey=%d", item->rect.grey);
}

static void write_link(const struct item *item, struct buf *out)
{
    write_box(item, out);
    if (item->link.page)
        buf_printf(out, " page=%d", item->link.page);
    if (item->link.uri)
        trace_string(out, item->link.uri);
}

static void write_sign(const struct item *item, struct buf *out)
{
    write_box(item, out);
    buf_printf(out, " id=%s order=%d", item->sign->id ? item->sign->id : "-", item->sign->order);
    trace_string(out, item->sign->person);
}

static void write_qr(const struct item *item, struct buf *out)
{
    write_box(item, out);
    add_structure(item, out);
    trace_string(out, item->qr.alt);
}

static const struct { const char *name; void (*write)(const struct item *item, struct buf *out); } kinds[] = {
    [ITEM_TEXT] = {"text", write_text}, [ITEM_RECT] = {"rect", write_rect}, [ITEM_IMAGE] = {"image", write_image},
    [ITEM_LINK] = {"link", write_link}, [ITEM_SIGN] = {"sign", write_sign},
    [ITEM_WATERMARK] = {"watermark", write_text}, [ITEM_STAMP] = {"stamp", write_box}, [ITEM_QR] = {"qr", write_qr}};

void trace_write(const struct pages *pages, struct buf *out)
{
    for (size_t i = 0; i < pages->n; i++) {
        const struct page *page = &pages->items[i];
        buf_printf(out, "page %zu ", i + 1);
        add_pair(out, page->width, 'x', page->height);
        buf_printf(out, " section=%s number=%d%s\n", page->section ? page->section : "-", page->number,
                   page->shows_number ? "" : " hidden");
        for (size_t k = 0; k < page->n; k++) {
            buf_printf(out, "  %s ", kinds[page->items[k].kind].name);
            kinds[page->items[k].kind].write(&page->items[k], out);
            buf_char(out, '\n');
        }
    }
    for (size_t i = 0; i < pages->n_outline; i++) {
        const struct outline *o = &pages->outline[i];
        buf_printf(out, "outline %d page=%d y=", o->level, o->page);
        add_length(out, o->y);
        trace_string(out, o->title);
        buf_char(out, '\n');
    }
}

const char *trace_role(enum role role)
{
    return role_names[role];
}
