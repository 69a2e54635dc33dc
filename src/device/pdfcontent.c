// The operators that draw a page. Every item passes draw_item, which knows its role and block: tags go there.
#include <string.h>

#include "device/pdftree.h"

enum { BLACK = 0, WATERMARK_GREY = 226, PAPER = 255, FILL_HOLE = 256 };  // 0…255 are greys

struct content {
    struct pdf *pdf;
    size_t index;             // of the page
    const struct page *page;
    struct buf *b;
    const void *open;         // what the content that is open belongs to: an element, or the name of an artifact
    struct element *link;     // the last link of the page,
    const struct item *linked;  // … and its annotation's item
    bool breaks;              // after the item that is drawn, a line or a label ends
    int fill;  // as the operators before have left it
    const struct pdf_font *font;
    mp size;
    int widen;
};

static void set_fill(struct content *c, int fill) {
    if (c->fill == fill)
        return;
    c->fill = fill;
    if (fill == FILL_HOLE) {
        buf_str(c->b, "1 .93 .6 rg\n");
        return;
    }
    pdf_length(c->b, (fill * 1000 + 127) / 255);
    buf_str(c->b, " g\n");
}

static void point(struct content *c, mp x, mp y) {
    pdf_length(c->b, x);
    buf_char(c->b, ' ');
    pdf_length(c->b, c->page->height - y);
}

// A rectangle of a path; (x, y) is its top left corner.
static void add_rect(struct content *c, mp x, mp y, mp width, mp height) {
    point(c, x, y + height);
    buf_char(c->b, ' ');
    pdf_length(c->b, width);
    buf_char(c->b, ' ');
    pdf_length(c->b, height);
    buf_str(c->b, " re");
}

static void fill_rect(struct content *c, mp x, mp y, mp width, mp height) {
    add_rect(c, x, y, width, height);
    buf_str(c->b, " f\n");
}

// --- Text. One item is one array of strings and moves; the moves are whole thousandths of the type size.

struct line {
    struct content *c;
    const struct item *item;
    struct pdf_font *font;
    bool in_array, in_string;
    int64_t move;     // to the right, still to be written
    int64_t spaces;   // how many spaces were stretched so far …
    int64_t stretch;  // … and by how much together: so roundings never add up
};

static void open_array(struct line *l) {
    if (!l->in_array)
        buf_char(l->c->b, '[');
    l->in_array = true;
}

static void close_string(struct line *l) {
    if (l->in_string)
        buf_char(l->c->b, ')');
    l->in_string = false;
}

static void close_array(struct line *l) {
    close_string(l);
    if (l->in_array)
        buf_str(l->c->b, "]TJ\n");
    l->in_array = false;
}

static void write_move(struct line *l) {
    if (!l->move)
        return;
    open_array(l);
    close_string(l);
    pdf_integer(l->c->b, -l->move);
    l->move = 0;
}

// The operators of a page are some fifty thousand bytes, most of them written one by one: without a call where there is
// room. The buffer ends in a NUL again at the end of the page.
static inline void put(struct buf *b, char c) {
    if (b->n + 1 < b->cap)
        b->p[b->n++] = c;
    else
        buf_char(b, c);
}

static inline void put_glyph_byte(struct buf *b, unsigned char byte) {
    if (byte == '\r') {
        // A bare carriage return in a string would be read as a line feed.
        put(b, '\\');
        byte = 'r';
    } else if (byte == '(' || byte == ')' || byte == '\\') {
        put(b, '\\');
    }
    put(b, (char)byte);
}

static void write_glyph(struct line *l, const struct glyph *g) {
    struct buf *b = l->c->b;
    l->move += g->dx;
    if (g->dy) {
        close_array(l);
        pdf_length(b, g->dy * l->item->text.size / 1000);
        buf_str(b, " Ts\n");
    }
    write_move(l);
    open_array(l);
    if (!l->in_string)
        put(b, '(');
    l->in_string = true;
    put_glyph_byte(b, (unsigned char)(g->id >> 8));
    put_glyph_byte(b, (unsigned char)g->id);
    l->font->used[g->id / 64 % (0x10000 / 64)] |= (uint64_t)1 << g->id % 64;
    if (g->dy) {
        close_array(l);
        buf_str(b, "0 Ts\n");
    }
    l->move += g->advance - g->dx - face_advance(l->item->text.face, g->id);
}

// Where the bytes of glyph i begin; for the one after the last where the text ends.
static inline size_t glyph_start(const struct item *item, size_t i) {
    size_t start = i < item->text.n ? item->text.glyphs[i].offset : item->text.n_text;
    return start < item->text.n_text ? start : item->text.n_text;
}

// The only character of the bytes as a reader should get it, 0 when there are none or several.
static unsigned only_character(struct str bytes) {
    unsigned only = 0;
    if (bytes.n == 1)
        return (unsigned char)*bytes.p;
    for (const char *p = bytes.p, *end = p + bytes.n; p < end;) {
        const char *before = p;
        unsigned c = text_next(&p, end);
        if (p == before || (only && !font_ignores(c)))
            return 0;
        only = font_ignores(c) ? only : c;
    }
    return only == 0x2010 || only == 0x2011 ? '-' : only;
}

static void stretch_space(struct line *l, unsigned character) {
    if (!l->item->text.extra || !l->item->text.size || (character != ' ' && character != 0xa0))
        return;
    // Moves are scaled with the letters (Tz), the extra space is not.
    int64_t total = ++l->spaces * l->item->text.extra * 1000;
    int64_t size = l->item->text.size * (1000 + l->item->text.widen) / 1000;
    int64_t rounded = (total + (total < 0 ? -size / 2 : size / 2)) / size;
    l->move += rounded - l->stretch;
    l->stretch = rounded;
}

static void begin_actual_text(struct buf *b, struct str bytes) {
    buf_str(b, "/Span<</ActualText<FEFF");
    for (const char *p = bytes.p, *end = p + bytes.n; p < end;) {
        unsigned c = text_next(&p, end);
        if (!font_ignores(c))
            pdf_utf16(b, c == 0x2010 || c == 0x2011 ? '-' : c);
    }
    buf_str(b, ">>>BDC\n");
}

// What such a character means is agreed by nobody: PDF/A wants it said (6.2.11.7).
static bool is_private(unsigned character) {
    return (character >= 0xe000 && character <= 0xf8ff) || character >= 0xf0000;
}

// Draws the glyphs of one piece of text (one, unless several stand for a character together); returns how many.
static size_t write_piece(struct line *l, size_t i) {
    const struct item *item = l->item;
    const struct glyph *glyphs = item->text.glyphs;
    size_t n = 1, start = glyph_start(item, i), end = glyph_start(item, i + 1);
    while (i + n < item->text.n && glyph_start(item, i + n + 1) <= end)
        n++;
    struct str bytes = {item->text.text + start, end > start ? end - start : 0};
    unsigned character = only_character(bytes);
    // A glyph whose own character is another one (a face may share one glyph for hyphen and soft hyphen) says so.
    bool says = n > 1 || character == 0 || is_private(character) ||
                character != face_text(item->text.face, glyphs[i].id);
    if (says) {
        write_move(l);
        close_array(l);
        begin_actual_text(l->c->b, bytes);
    }
    for (size_t k = 0; k < n; k++)
        write_glyph(l, &glyphs[i + k]);
    if (says) {
        close_array(l);
        buf_str(l->c->b, "EMC\n");
    } else if (character < 128) {
        l->font->plain[character].glyph = glyphs[i].id;
        l->font->plain[character].advance = face_advance(item->text.face, glyphs[i].id);
    }
    stretch_space(l, character);
    return n;
}

// The same for what nearly all text is: one byte, drawn by the glyph that write_piece drew it by before. False when
// it is something else.
static inline bool write_plain(struct line *l, size_t i) {
    const struct item *item = l->item;
    const struct glyph *g = &item->text.glyphs[i];
    size_t end = i + 1 < item->text.n ? g[1].offset : item->text.n_text;
    if (end != (size_t)g->offset + 1 || end > item->text.n_text || g->dx || g->dy)
        return false;
    unsigned char character = (unsigned char)item->text.text[g->offset];
    if (character > 127 || g->id == 0 || l->font->plain[character].glyph != g->id)
        return false;
    struct buf *b = l->c->b;
    if (l->move)
        write_move(l);
    if (!l->in_string) {
        open_array(l);
        put(b, '(');
        l->in_string = true;
    }
    put_glyph_byte(b, (unsigned char)(g->id >> 8));
    put_glyph_byte(b, (unsigned char)g->id);
    l->move += g->advance - l->font->plain[character].advance;
    if (character == ' ')
        stretch_space(l, ' ');
    return true;
}

static void set_font(struct content *c, const struct pdf_font *font, mp size) {
    if (c->font == font && c->size == size)
        return;
    c->font = font;
    c->size = size;
    buf_str(c->b, "/F");
    pdf_integer(c->b, font->name);
    buf_char(c->b, ' ');
    pdf_length(c->b, size);
    buf_str(c->b, " Tf\n");
}

static void set_widen(struct content *c, int widen) {
    if (c->widen == widen)
        return;
    c->widen = widen;
    pdf_length(c->b, 100000 + widen * 100);
    buf_str(c->b, " Tz\n");
}

// Where a line or a label ends, words are kept apart by a space that nobody sees: readers of the structure put the
// pieces together as they are (ISO 32000-1, 14.8.2.5).
static void write_end(struct line *l) {
    const struct item *item = l->item;
    size_t n = item->text.n_text;
    const char *end = item->text.text + n;
    bool joined = n == 0 || end[-1] == ' ' || end[-1] == '-' || end[-1] == '/' ||
                  (n > 1 && memcmp(end - 2, "\xc2\xad", 2) == 0);
    if (joined || !l->font->space)
        return;
    l->move = 0;
    write_glyph(l, &(struct glyph){.id = l->font->space});
}

// `placing` are the operators before the place, `operator` is what takes it.
static void show_glyphs(struct content *c, const struct item *item, const char *placing, mp x, mp y,
                        const char *operator) {
    struct line l = {.c = c, .item = item, .font = pdf_font(c->pdf, item->text.face)};
    set_font(c, l.font, item->text.size);
    set_widen(c, item->text.widen);
    buf_str(c->b, placing);
    point(c, x, y);
    buf_str(c->b, operator);
    for (size_t i = 0; i < item->text.n;)
        i += write_plain(&l, i) ? 1 : write_piece(&l, i);
    if (c->breaks)
        write_end(&l);
    close_array(&l);
    buf_str(c->b, "ET\n");
}

static void draw_text(struct content *c, const struct item *item) {
    const struct metrics *m = face_metrics(item->text.face);
    mp size = item->text.size;
    if (item->text.hole) {
        set_fill(c, FILL_HOLE);
        fill_rect(c, item->x, item->y - m->ascent * size / 1000, item->width, (m->ascent + m->descent) * size / 1000);
    }
    set_fill(c, item->text.pale ? PAPER : BLACK);
    if (item->text.n)
        show_glyphs(c, item, "BT\n", item->x, item->y, " Td\n");
    if (item->text.underline) {
        mp thickness = m->underline_thickness * size / 1000;
        fill_rect(c, item->x, item->y - m->underline_position * size / 1000 - thickness / 2, item->width, thickness);
    }
}

// Text turned by 45° around its middle, half way up its capitals.
static void draw_watermark(struct content *c, const struct item *item) {
    if (!item->text.n)
        return;
    mp half = item->width / 2, rise = face_metrics(item->text.face)->cap_height * item->text.size / 2000;
    mp x = item->x + half - (half - rise) * 70711 / 100000;
    mp y = item->y - rise + (half + rise) * 70711 / 100000;
    set_fill(c, WATERMARK_GREY);
    // Readers take slanted text apart; so it says what it is in one piece.
    begin_actual_text(c->b, (struct str){item->text.text, item->text.n_text});
    show_glyphs(c, item, "BT\n.70711 .70711 -.70711 .70711 ", x, y, " Tm\n");
    buf_str(c->b, "EMC\n");
}

static void draw_rect(struct content *c, const struct item *item) {
    set_fill(c, item->rect.grey);
    fill_rect(c, item->x, item->y, item->width, item->height);
}

static void draw_image(struct content *c, const struct item *item) {
    if (!item->image.image)
        return;
    buf_str(c->b, "q ");
    pdf_length(c->b, item->width);
    buf_str(c->b, " 0 0 ");
    pdf_length(c->b, item->height);
    buf_char(c->b, ' ');
    point(c, item->x, item->y + item->height);
    buf_str(c->b, " cm /Im");
    pdf_integer(c->b, pdf_image(c->pdf, item)->name);
    buf_str(c->b, " Do Q\n");
}

// Dots beside each other are one rectangle, all of them one path: filled at once, they leave no seams. The code's own
// margin is left free.
static void draw_qr(struct content *c, const struct item *item) {
    int n = item->qr.n;
    mp all = n + 2 * QR_MARGIN;
    set_fill(c, BLACK);
    for (int row = 0; row < n; row++) {
        mp top = item->height * (row + QR_MARGIN) / all, foot = item->height * (row + QR_MARGIN + 1) / all;
        const unsigned char *dots = item->qr.dots + (size_t)row * (size_t)n;
        for (int from = 0, to; from < n; from = to) {
            for (to = from + 1; to < n && dots[to] == dots[from];)
                to++;
            mp left = item->width * (from + QR_MARGIN) / all, right = item->width * (to + QR_MARGIN) / all;
            if (!dots[from])
                continue;
            add_rect(c, item->x + left, item->y + top, right - left, foot - top);
            buf_char(c->b, '\n');
        }
    }
    buf_str(c->b, "f\n");
}

// --- Marked content: what is drawn belongs to an element of the structure or is an artifact. Items of one element that
// follow each other are one content.

static const char LAYOUT[] = "/Artifact<</Type/Layout>>BDC\n";
static const char PAGINATION[] = "/Artifact<</Type/Pagination>>BDC\n";
static const char HEADER[] = "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n";
static const char FOOTER[] = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n";
static const char WATERMARK[] = "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\n";

static void end_content(struct content *c) {
    if (c->open)
        buf_str(c->b, "EMC\n");
    c->open = NULL;
}

static void begin_artifact(struct content *c, const struct item *item) {
    const char *name = item->kind == ITEM_TEXT ? PAGINATION : item->kind == ITEM_WATERMARK ? WATERMARK : LAYOUT;
    if (name == PAGINATION && item->y < c->page->height / 10)
        name = HEADER;
    else if (name == PAGINATION && item->y > c->page->height - c->page->height / 10)
        name = FOOTER;
    if (c->open == name)
        return;
    end_content(c);
    buf_str(c->b, name);
    c->open = name;
}

static void begin_element(struct content *c, struct element *e) {
    if (c->open == e)
        return;
    end_content(c);
    buf_char(c->b, '/');
    buf_str(c->b, tag_name(e->tag));
    buf_str(c->b, "<</MCID ");
    pdf_integer(c->b, tree_content(c->pdf->tree, e, c->index));
    buf_str(c->b, ">>BDC\n");
    c->open = e;
}

// Text that an annotation's item follows is what the link says. A link that goes on (over lines, over changes of style)
// is one element.
static struct element *link_of(struct content *c, const struct item *item, struct element *e) {
    const struct item *link = item + 1, *before = c->linked;
    if (link >= c->page->items + c->page->n || link->kind != ITEM_LINK || link->block != item->block)
        return e;
    bool same = before && before == item - 1 && before->block == link->block && before->link.page == link->link.page &&
                strcmp(before->link.uri ? before->link.uri : "", link->link.uri ? link->link.uri : "") == 0;
    if (!same)
        c->link = tree_add(c->pdf->tree, e, TAG_LINK);
    c->linked = link;
    return c->link;
}

static struct element *figure_of(const struct content *c, const struct item *item, struct element *e) {
    if (e->tag != TAG_FIGURE || e->alt)
        return e;
    const char *alt = item->kind == ITEM_QR ? item->qr.alt : item->image.alt;
    alt = alt ? alt : "";
    if (!alt[strspn(alt, " ")])
        return NULL;  // a picture that says nothing only adorns
    mp box[] = {item->x, c->page->height - item->y - item->height, item->x + item->width, c->page->height - item->y};
    memcpy(e->box, box, sizeof box);
    e->alt = alt;
    return e;
}

// Whether what follows the text does not go on where it ends.
static bool is_break(const struct content *c, const struct item *item) {
    const struct item *next = item + 1, *end = c->page->items + c->page->n;
    while (next < end && (next->kind != ITEM_TEXT || next->role == ROLE_ARTIFACT))
        next++;
    if (next == end)
        return true;
    mp apart = next->x - item->x - item->width;
    return apart < -MP_PER_PT || apart > item->text.size / 8;
}

static void draw_item(struct content *c, const struct item *item) {
    static void (*const draw[])(struct content *, const struct item *) = {
        [ITEM_TEXT] = draw_text, [ITEM_RECT] = draw_rect, [ITEM_IMAGE] = draw_image,
        [ITEM_LINK] = NULL,      [ITEM_SIGN] = NULL,      [ITEM_WATERMARK] = draw_watermark,
        [ITEM_STAMP] = NULL,     [ITEM_QR] = draw_qr,
    };
    struct element *e = tree_element(c->pdf->tree, item);
    if (item->kind == ITEM_LINK && e && item != c->linked)
        pdf_link(c->pdf, c->index, item, NULL, tree_add(c->pdf->tree, e, TAG_LINK));
    else if (item->kind == ITEM_LINK && e)
        pdf_link(c->pdf, c->index, item, item - 1, c->link);
    if (item->kind == ITEM_SIGN && item->sign->field)
        pdf_field(c->pdf, c->index, item, tree_add(c->pdf->tree, e ? e : tree_root(c->pdf->tree), TAG_FORM));
    if (!draw[item->kind])
        return;
    if (e && item->kind == ITEM_TEXT)
        e = link_of(c, item, e);
    if (e && (item->kind == ITEM_IMAGE || item->kind == ITEM_QR))
        e = figure_of(c, item, e);
    c->breaks = e && item->kind == ITEM_TEXT && is_break(c, item);
    if (e)
        begin_element(c, e);
    else
        begin_artifact(c, item);
    draw[item->kind](c, item);
}

struct str pdf_content(struct pdf *pdf, size_t index) {
    const struct page *page = &pdf->pages->items[index];
    struct content c = {.pdf = pdf, .index = index, .page = page, .b = &pdf->workshop->content, .fill = BLACK};
    c.b->n = 0;
    for (size_t i = 0; i < page->n; i++)
        if (page->items[i].kind == ITEM_WATERMARK)
            draw_item(&c, &page->items[i]);
    for (size_t i = 0; i < page->n; i++)
        if (page->items[i].kind != ITEM_WATERMARK)
            draw_item(&c, &page->items[i]);
    end_content(&c);
    buf_add(c.b, "", 0);
    return (struct str){c.b->p, c.b->n};
}
