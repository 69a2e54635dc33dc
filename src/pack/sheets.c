#include "pack/sheets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pack/internal.h"

static void discard(void *handle) {
    qpdf_data q = handle;
    qpdf_cleanup(&q);
}

qpdf_data pack_open(struct arena *arena) {
    qpdf_data q = qpdf_init();
    qpdf_silence_errors(q);
    qpdf_set_suppress_warnings(q, QPDF_TRUE);
    arena_on_free(arena, discard, q);
    return q;
}

bool pack_failed(qpdf_data q) {
    bool error = qpdf_has_error(q);
    if (error) {
        qpdf_get_error(q);
    }
    while (qpdf_more_warnings(q)) {
        qpdf_next_warning(q);
    }
    return error;
}

struct sheets *sheets_open(struct arena *arena, struct str bytes, const char **why) {
    struct sheets *s = ARENA_NEW(arena, struct sheets);
    s->q = pack_open(arena);
    *why = "@pdf.rusak";
    qpdf_set_attempt_recovery(s->q, QPDF_FALSE);
    qpdf_read_memory(s->q, "pdf", bytes.p, bytes.n, NULL);
    if (qpdf_has_error(s->q)) {
        *why = qpdf_get_error_code(s->q, qpdf_get_error(s->q)) == qpdf_e_password ? "@pdf.sandi" : *why;
        pack_failed(s->q);
        return NULL;
    }
    if (qpdf_is_encrypted(s->q)) {
        *why = "@pdf.sandi";
        return NULL;
    }
    int n = qpdf_get_num_pages(s->q);
    if (pack_failed(s->q) || n < 1 || n > SHEETS_MAX) {
        return NULL;
    }
    qpdf_push_inherited_attributes_to_page(s->q);
    s->n = (size_t)n;
    return pack_failed(s->q) ? NULL : s;
}

size_t sheets_count(const struct sheets *s) {
    return s->n;
}

// ---- paper ----

static double number_at(qpdf_data q, qpdf_oh array, int i) {
    qpdf_oh item = qpdf_oh_get_array_item(q, array, i);
    return qpdf_oh_is_number(q, item) ? qpdf_oh_get_numeric_value(q, item) : 0;
}

static bool near(double a, double b) {
    return a - b < 2.5 && b - a < 2.5;
}

const char *sheets_paper(struct arena *arena, const struct sheets *s, size_t i) {
    qpdf_oh page = qpdf_get_page_n(s->q, i);
    qpdf_oh box = qpdf_oh_get_key_if_dict(s->q, page, "/MediaBox");
    double side[2] = {0, 0};
    for (int k = 0; k < 2 && qpdf_oh_is_array(s->q, box); k++) {
        double mm = (number_at(s->q, box, k + 2) - number_at(s->q, box, k)) * 25.4 / 72;
        side[k] = mm < 0 ? -mm : mm > 99999 ? 99999 : mm;
    }
    pack_failed(s->q);
    double width = side[0] < side[1] ? side[0] : side[1], height = side[0] < side[1] ? side[1] : side[0];
    if (near(width, 210) && near(height, 297)) {
        return "a4";
    }
    if (width > 208 && width < 218.5 && near(height, 330)) {
        return "f4";
    }
    return arena_printf(arena, "%.0fx%.0f", width, height);
}

// ---- what a signature must not change ----

static bool same_key(struct arena *arena, const struct sheets *a, const struct sheets *b, qpdf_oh x, qpdf_oh y,
                     const char *key) {
    // The text lives until the next call: the first one is kept.
    const char *first = arena_strdup(arena, qpdf_oh_unparse(a->q, qpdf_oh_get_key(a->q, x, key)));
    return strcmp(first, qpdf_oh_unparse(b->q, qpdf_oh_get_key(b->q, y, key))) == 0;
}

static bool same_content(const struct sheets *a, const struct sheets *b, qpdf_oh x, qpdf_oh y) {
    unsigned char *first = NULL, *second = NULL;
    size_t n = 0, m = 0;
    bool read = qpdf_oh_get_page_content_data(a->q, x, &first, &n) == QPDF_SUCCESS &&
                qpdf_oh_get_page_content_data(b->q, y, &second, &m) == QPDF_SUCCESS;
    bool same = read && n == m && (n == 0 || memcmp(first, second, n) == 0);
    free(first);
    free(second);
    return same;
}

static bool same_page(struct arena *arena, const struct sheets *a, const struct sheets *b, size_t i) {
    static const char *const keys[] = {"/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit",
                                       "/Group"};
    qpdf_oh x = qpdf_get_page_n(a->q, i), y = qpdf_get_page_n(b->q, i);
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        if (!same_key(arena, a, b, x, y, keys[k])) {
            return false;
        }
    }
    return same_content(a, b, x, y);
}

static bool same_stream(const struct sheets *a, const struct sheets *b, qpdf_oh x, qpdf_oh y) {
    unsigned char *first = NULL, *second = NULL;
    size_t n = 0, m = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    bool read = qpdf_oh_get_stream_data(a->q, x, qpdf_dl_none, &filtered, &first, &n) == QPDF_SUCCESS &&
                qpdf_oh_get_stream_data(b->q, y, qpdf_dl_none, &filtered, &second, &m) == QPDF_SUCCESS;
    bool same = read && n == m && (n == 0 || memcmp(first, second, n) == 0);
    free(first);
    free(second);
    return same;
}

// Streams are judged by their bytes, all else that pages are drawn with by its text. The few things that a signature
// does change are known by what they are.
static bool may_change(qpdf_data q, qpdf_oh object) {
    static const char *const types[] = {"/Catalog", "/Page", "/Annot", "/Metadata", "/XRef", "/ObjStm", "/Sig"};
    qpdf_oh dict = qpdf_oh_is_stream(q, object) ? qpdf_oh_get_dict(q, object) : object;
    if (!qpdf_oh_is_dictionary(q, dict)) {
        return true;
    }
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (qpdf_oh_is_dictionary_of_type(q, dict, types[i], NULL)) {
            return true;
        }
    }
    return !qpdf_oh_is_stream(q, object) && !qpdf_oh_is_dictionary_of_type(q, dict, "/Font", NULL) &&
           !qpdf_oh_is_dictionary_of_type(q, dict, "/FontDescriptor", NULL) &&
           !qpdf_oh_is_dictionary_of_type(q, dict, "/ExtGState", NULL);
}

static bool same_object(struct arena *arena, const struct sheets *a, const struct sheets *b, int id) {
    qpdf_oh x = qpdf_get_object_by_id(a->q, id, 0), y = qpdf_get_object_by_id(b->q, id, 0);
    bool same = may_change(a->q, x);
    if (!same && qpdf_oh_is_stream(a->q, x)) {
        same = qpdf_oh_is_stream(b->q, y) && same_stream(a, b, x, y);
    } else if (!same) {
        const char *first = arena_strdup(arena, qpdf_oh_unparse_resolved(a->q, x));
        same = strcmp(first, qpdf_oh_unparse_resolved(b->q, y)) == 0;
    }
    qpdf_oh_release(a->q, x);
    qpdf_oh_release(b->q, y);
    return same;
}

bool sheets_same(const struct sheets *earlier, const struct sheets *later, size_t *page) {
    struct arena *scratch = arena_new(0);
    bool same = earlier->n == later->n;
    *page = 0;
    for (size_t i = 0; i < earlier->n && same; i++) {
        same = same_page(scratch, earlier, later, i);
        *page = same ? 0 : i + 1;
    }
    qpdf_oh size = qpdf_oh_get_key(earlier->q, qpdf_get_trailer(earlier->q), "/Size");
    int n = qpdf_oh_is_integer(earlier->q, size) ? qpdf_oh_get_int_value_as_int(earlier->q, size) : 0;
    for (int id = 1; id < n && same; id++) {
        same = same_object(scratch, earlier, later, id);
    }
    bool broken = pack_failed(earlier->q) || pack_failed(later->q);
    arena_free(scratch);
    return same && !broken;
}

// ---- a picture as a page ----

static void set_key(qpdf_data q, qpdf_oh dict, const char *name, const char *value) {
    qpdf_oh_replace_key(q, dict, name, qpdf_oh_parse(q, value));
}

static const char *colours(const struct image *image) {
    bool grey = image->kind == IMAGE_GREY || (image->kind == IMAGE_JPEG && image->components == 1);
    bool four = image->kind == IMAGE_JPEG && image->components == 4;
    return grey ? "/DeviceGray" : four ? "/DeviceCMYK" : "/DeviceRGB";
}

static qpdf_oh picture(struct arena *arena, qpdf_data q, const struct image *image) {
    qpdf_oh stream = qpdf_oh_new_stream(q), dict = qpdf_oh_get_dict(q, stream);
    bool jpeg = image->kind == IMAGE_JPEG;
    qpdf_oh_replace_stream_data(q, stream, image->pixels, image->n, qpdf_oh_parse(q, jpeg ? "/DCTDecode" : "null"),
                                qpdf_oh_new_null(q));
    set_key(q, dict, "/Type", "/XObject");
    set_key(q, dict, "/Subtype", "/Image");
    set_key(q, dict, "/Width", arena_printf(arena, "%d", image->width));
    set_key(q, dict, "/Height", arena_printf(arena, "%d", image->height));
    set_key(q, dict, "/BitsPerComponent", "8");
    set_key(q, dict, "/ColorSpace", colours(image));
    if (jpeg && image->components == 4) {
        set_key(q, dict, "/Decode", "[1 0 1 0 1 0 1 0]");
    }
    return qpdf_make_indirect_object(q, stream);
}

struct sheets *sheets_of_image(struct arena *arena, const struct image *image, const char **why) {
    struct sheets *s = ARENA_NEW(arena, struct sheets);
    qpdf_data q = s->q = pack_open(arena);
    double w = image->width, h = image->height, longer = w > h ? w : h, shorter = w > h ? h : w;
    bool f4 = longer / shorter > 1.475;  // between 297:210 and 330:215
    double paper_long = (f4 ? 330 : 297) * 72 / 25.4, paper_short = (f4 ? 215 : 210) * 72 / 25.4;
    double page_w = w > h ? paper_long : paper_short, page_h = w > h ? paper_short : paper_long;
    double scale = page_w / w < page_h / h ? page_w / w : page_h / h;
    const char *drawn = arena_printf(arena, "q %.4f 0 0 %.4f %.4f %.4f cm /G Do Q", w * scale, h * scale,
                                     (page_w - w * scale) / 2, (page_h - h * scale) / 2);
    *why = "@pdf.rusak";
    qpdf_empty_pdf(q);
    qpdf_oh page = qpdf_oh_new_dictionary(q), content = qpdf_oh_new_stream(q);
    qpdf_oh resources = qpdf_oh_new_dictionary(q), pictures = qpdf_oh_new_dictionary(q);
    qpdf_oh_replace_stream_data(q, content, (const unsigned char *)drawn, strlen(drawn), qpdf_oh_new_null(q),
                                qpdf_oh_new_null(q));
    qpdf_oh_replace_key(q, pictures, "/G", picture(arena, q, image));
    qpdf_oh_replace_key(q, resources, "/XObject", pictures);
    set_key(q, page, "/Type", "/Page");
    set_key(q, page, "/MediaBox", arena_printf(arena, "[0 0 %.3f %.3f]", page_w, page_h));
    qpdf_oh_replace_key(q, page, "/Resources", resources);
    qpdf_oh_replace_key(q, page, "/Contents", qpdf_make_indirect_object(q, content));
    qpdf_add_page(q, q, qpdf_make_indirect_object(q, page), QPDF_FALSE);
    s->n = 1;
    return pack_failed(q) ? NULL : s;
}

// ---- putting together ----

struct stack *stack_new(struct arena *arena) {
    struct stack *stack = ARENA_NEW(arena, struct stack);
    stack->arena = arena;
    stack->q = pack_open(arena);
    qpdf_empty_pdf(stack->q);
    return stack;
}

// What hangs on a page beside what is printed: fields, links, and its place in the tree of tags.
static void strip(qpdf_data q, qpdf_oh page) {
    static const char *const keys[] = {"/Annots", "/StructParents", "/Tabs", "/AF", "/B"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        qpdf_oh_remove_key(q, page, keys[i]);
    }
}

bool stack_take(struct stack *stack, const struct sheets *s, size_t i, bool bare) {
    qpdf_oh page = qpdf_get_page_n(s->q, i);
    if (bare) {
        page = qpdf_oh_new_object(s->q, page);
        strip(s->q, page);
    }
    qpdf_add_page(stack->q, s->q, page, QPDF_FALSE);
    bool ok = !pack_failed(stack->q) && !pack_failed(s->q);
    stack->n += ok;
    return ok;
}

size_t stack_count(const struct stack *stack) {
    return stack->n;
}

bool stack_write(struct stack *stack, struct str *out) {
    return pack_write(stack->arena, stack->q, out);
}

bool pack_write(struct arena *arena, qpdf_data q, struct str *out) {
    qpdf_init_write_memory(q);
    qpdf_set_deterministic_ID(q, QPDF_TRUE);
    qpdf_set_object_stream_mode(q, qpdf_o_generate);
    qpdf_set_compress_streams(q, QPDF_TRUE);
    qpdf_set_suppress_original_object_IDs(q, QPDF_TRUE);
    qpdf_write(q);
    if (pack_failed(q)) {
        return false;
    }
    size_t n = qpdf_get_buffer_length(q);
    const unsigned char *bytes = qpdf_get_buffer(q);
    char *copy = arena_alloc(arena, n + 1);
    memcpy(copy, bytes, n);
    *out = (struct str){copy, n};
    return n > 0;
}

struct library sheets_library(void) {
    struct library l = {.name = "libqpdf", .package = "libqpdf29", .built = QPDF_VERSION};
    snprintf(l.running, sizeof l.running, "%s", qpdf_get_qpdf_version());
    return l;
}
