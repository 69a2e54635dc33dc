#include "pack/binder.h"

#include <string.h>

#include "pack/internal.h"

static void set_key(qpdf_data q, qpdf_oh dict, const char *name, const char *value) {
    qpdf_oh_replace_key(q, dict, name, qpdf_oh_parse(q, value));
}

static double number_at(qpdf_data q, qpdf_oh array, int i) {
    qpdf_oh item = qpdf_oh_get_array_item(q, array, i);
    return qpdf_oh_is_number(q, item) ? qpdf_oh_get_numeric_value(q, item) : 0;
}

struct area {
    double left, bottom, width, height;
};

// What is seen of a page: its crop box, where it has one. A4 when neither can be read.
static struct area area_of(qpdf_data q, qpdf_oh page) {
    static const char *const boxes[] = {"/CropBox", "/MediaBox"};
    for (size_t k = 0; k < 2; k++) {
        qpdf_oh box = qpdf_oh_get_key_if_dict(q, page, boxes[k]);
        double x = 0, y = 0, w = 0, h = 0;
        if (qpdf_oh_is_array(q, box)) {
            x = number_at(q, box, 0);
            y = number_at(q, box, 1);
            w = number_at(q, box, 2) - x;
            h = number_at(q, box, 3) - y;
        }
        if (w > 1 && h > 1 && w < 20000 && h < 20000) {
            return (struct area){x, y, w, h};
        }
    }
    return (struct area){0, 0, 595.276, 841.89};
}

static int turn_of(qpdf_data q, qpdf_oh page) {
    qpdf_oh rotate = qpdf_oh_get_key_if_dict(q, page, "/Rotate");
    int turn = qpdf_oh_is_integer(q, rotate) ? qpdf_oh_get_int_value_as_int(q, rotate) % 360 : 0;
    return turn < 0 ? turn + 360 : turn;
}

bool binder_blank(struct stack *stack, const struct sheets *like, size_t i) {
    qpdf_oh model = qpdf_get_page_n(like->q, i);
    struct area a = area_of(like->q, model);
    int turn = turn_of(like->q, model);
    qpdf_data q = stack->q;
    qpdf_oh page = qpdf_oh_new_dictionary(q);
    set_key(q, page, "/Type", "/Page");
    set_key(q, page, "/MediaBox", arena_printf(stack->arena, "[0 0 %.3f %.3f]", a.width, a.height));
    set_key(q, page, "/Rotate", arena_printf(stack->arena, "%d", turn));
    set_key(q, page, "/Resources", "<<>>");
    qpdf_add_page(q, q, qpdf_make_indirect_object(q, page), QPDF_FALSE);
    bool ok = !pack_failed(q) && !pack_failed(like->q);
    stack->n += ok;
    return ok;
}

// ---- stamps ----

static qpdf_oh content(qpdf_data q, const char *text) {
    qpdf_oh stream = qpdf_oh_new_stream(q);
    qpdf_oh_replace_stream_data(q, stream, (const unsigned char *)text, strlen(text), qpdf_oh_new_null(q),
                                qpdf_oh_new_null(q));
    return stream;
}

// A dictionary of its own with the same entries: the old one may belong to other pages too.
static qpdf_oh own_copy(struct arena *arena, qpdf_data q, qpdf_oh from) {
    qpdf_oh to = qpdf_oh_new_dictionary(q);
    const char *keys[256];
    size_t n = 0;
    if (!qpdf_oh_is_dictionary(q, from)) {
        return to;
    }
    qpdf_oh_begin_dict_key_iter(q, from);
    while (qpdf_oh_dict_more_keys(q)) {
        const char *key = qpdf_oh_dict_next_key(q);
        if (n < sizeof keys / sizeof *keys) {
            keys[n++] = arena_strdup(arena, key);
        }
    }
    for (size_t i = 0; i < n; i++) {
        qpdf_oh_replace_key(q, to, keys[i], qpdf_oh_get_key(q, from, keys[i]));
    }
    return to;
}

static void add_face(struct arena *arena, qpdf_data q, qpdf_oh page) {
    qpdf_oh resources = own_copy(arena, q, qpdf_oh_get_key_if_dict(q, page, "/Resources"));
    qpdf_oh fonts = own_copy(arena, q, qpdf_oh_get_key_if_dict(q, resources, "/Font"));
    set_key(q, fonts, "/NaskahStamp",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    qpdf_oh_replace_key(q, resources, "/Font", fonts);
    qpdf_oh_replace_key(q, page, "/Resources", resources);
}

// The text as it is drawn: 8 mm from the right and 5 mm from the lower edge of what is seen.
static const char *drawn(struct arena *arena, struct area a, int turn, const char *text) {
    bool lying = turn == 90 || turn == 270;
    double size = 7, wide = (double)strlen(text) * size * 0.5;
    double right = (lying ? a.height : a.width) - 22.7 - wide, up = 14.2;
    double x = a.left + (turn == 90 ? a.width - up : turn == 180 ? a.width - right : turn == 270 ? up : right);
    double y = a.bottom + (turn == 90 ? right : turn == 180 ? a.height - up : turn == 270 ? a.height - right : up);
    const char *matrix = turn == 90 ? "0 1 -1 0" : turn == 180 ? "-1 0 0 -1" : turn == 270 ? "0 -1 1 0" : "1 0 0 1";
    return arena_printf(arena, "\nQ q BT /NaskahStamp %.0f Tf 0.35 g %s %.3f %.3f Tm (%s) Tj ET Q\n", size, matrix, x,
                        y, text);
}

bool binder_stamp(struct stack *stack, size_t i, const char *text) {
    qpdf_data q = stack->q;
    qpdf_oh page = qpdf_get_page_n(q, i), old = qpdf_oh_get_key_if_dict(q, page, "/Contents");
    qpdf_oh parts = qpdf_oh_new_array(q);
    if (text[strcspn(text, "()\\")] || pack_failed(q)) {
        return false;
    }
    qpdf_oh_append_item(q, parts, content(q, "q\n"));
    if (qpdf_oh_is_stream(q, old)) {
        qpdf_oh_append_item(q, parts, old);
    }
    for (int k = 0; qpdf_oh_is_array(q, old) && k < qpdf_oh_get_array_n_items(q, old); k++) {
        qpdf_oh_append_item(q, parts, qpdf_oh_get_array_item(q, old, k));
    }
    qpdf_oh_append_item(q, parts, content(q, drawn(stack->arena, area_of(q, page), turn_of(q, page), text)));
    add_face(stack->arena, q, page);
    qpdf_oh_replace_key(q, page, "/Contents", parts);
    return !pack_failed(q);
}

// ---- bookmarks ----

struct outline {
    qpdf_data q;
    const struct binder_mark *marks;
    qpdf_oh *items;
    size_t n;
};

static void link_item(const struct outline *o, size_t i, const char *key, size_t to) {
    if (to < o->n) {
        qpdf_oh_replace_key(o->q, o->items[i], key, o->items[to]);
    }
}

// The next mark of the same level below the same parent; n when there is none.
static size_t next_of(const struct outline *o, size_t i) {
    size_t k = i + 1;
    while (k < o->n && o->marks[k].inner && !o->marks[i].inner) {
        k++;
    }
    return k < o->n && o->marks[k].inner == o->marks[i].inner ? k : o->n;
}

static void fill_item(const struct outline *o, size_t i, qpdf_oh root, size_t outer) {
    qpdf_data q = o->q;
    qpdf_oh to = qpdf_oh_new_array(q);
    size_t next = next_of(o, i), inner = i + 1 < o->n && o->marks[i + 1].inner && !o->marks[i].inner ? i + 1 : o->n;
    size_t last = inner, children = 0;
    qpdf_oh_replace_key(q, o->items[i], "/Title", qpdf_oh_new_unicode_string(q, o->marks[i].title));
    qpdf_oh_append_item(q, to, qpdf_get_page_n(q, o->marks[i].page));
    qpdf_oh_append_item(q, to, qpdf_oh_new_name(q, "/Fit"));
    qpdf_oh_replace_key(q, o->items[i], "/Dest", to);
    qpdf_oh_replace_key(q, o->items[i], "/Parent", o->marks[i].inner ? o->items[outer] : root);
    link_item(o, i, "/Next", next);
    if (next < o->n) {
        link_item(o, next, "/Prev", i);
    }
    for (size_t k = inner; k < o->n && o->marks[k].inner; k++) {
        last = k;
        children++;
    }
    link_item(o, i, "/First", inner);
    link_item(o, i, "/Last", last);
    if (children > 0) {
        qpdf_oh_replace_key(q, o->items[i], "/Count", qpdf_oh_new_integer(q, (long long)children));
    }
}

bool binder_outline(struct stack *stack, const char *title, const struct binder_mark *marks, size_t n) {
    qpdf_data q = stack->q;
    struct outline o = {q, marks, ARENA_ARRAY(stack->arena, n + 1, qpdf_oh), n};
    qpdf_oh root = qpdf_make_indirect_object(q, qpdf_oh_new_dictionary(q)), catalogue = qpdf_get_root(q);
    qpdf_oh about = qpdf_make_indirect_object(q, qpdf_oh_new_dictionary(q));
    size_t outer = 0, last = 0;
    qpdf_oh_replace_key(q, about, "/Title", qpdf_oh_new_unicode_string(q, title));
    qpdf_oh_replace_key(q, qpdf_get_trailer(q), "/Info", about);
    set_key(q, catalogue, "/ViewerPreferences", "<< /DisplayDocTitle true >>");
    if (n == 0 || marks[0].inner) {
        return n == 0 && !pack_failed(q);
    }
    for (size_t i = 0; i < n; i++) {
        o.items[i] = qpdf_make_indirect_object(q, qpdf_oh_new_dictionary(q));
    }
    for (size_t i = 0; i < n; i++) {
        outer = marks[i].inner ? outer : i;
        last = marks[i].inner ? last : i;
        fill_item(&o, i, root, outer);
    }
    set_key(q, root, "/Type", "/Outlines");
    qpdf_oh_replace_key(q, root, "/First", o.items[0]);
    qpdf_oh_replace_key(q, root, "/Last", o.items[last]);
    qpdf_oh_replace_key(q, root, "/Count", qpdf_oh_new_integer(q, (long long)n));
    qpdf_oh_replace_key(q, catalogue, "/Outlines", root);
    set_key(q, catalogue, "/PageMode", "/UseOutlines");
    return !pack_failed(q);
}
