#include "pack/shrink.h"

#include <stdlib.h>
#include <string.h>

#include "pack/internal.h"

// From what paper still shows well (A4 at 210 dots an inch) down to what can just be read.
static const struct step {
    int side, quality;
} steps[] = {{2480, 82}, {2000, 78}, {1654, 74}, {1240, 68}, {1000, 60}, {827, 52}, {620, 45}, {440, 38}};
enum { STEPS = sizeof steps / sizeof *steps };

#define SMALL_PICTURE 4096  // bytes; less is not worth looking at

// ---- one picture in a PDF ----

static int integer(qpdf_data q, qpdf_oh dict, const char *key) {
    qpdf_oh value = qpdf_oh_get_key(q, dict, key);
    return qpdf_oh_is_integer(q, value) ? qpdf_oh_get_int_value_as_int(q, value) : 0;
}

static bool is_name(qpdf_data q, qpdf_oh dict, const char *key, const char *name) {
    return qpdf_oh_is_name_and_equals(q, qpdf_oh_get_key(q, dict, key), name);
}

static bool has(qpdf_data q, qpdf_oh dict, const char *key) {
    qpdf_oh value = qpdf_oh_get_key(q, dict, key);
    return !qpdf_oh_is_null(q, value);
}

// The filter of a stream that has exactly one, as a name; else null.
static qpdf_oh only_filter(qpdf_data q, qpdf_oh dict) {
    qpdf_oh filter = qpdf_oh_get_key(q, dict, "/Filter");
    if (qpdf_oh_is_array(q, filter) && qpdf_oh_get_array_n_items(q, filter) == 1) {
        filter = qpdf_oh_get_array_item(q, filter, 0);
    }
    return qpdf_oh_is_name(q, filter) ? filter : qpdf_oh_new_null(q);
}

// Pictures whose pixels mean something else than colours that are seen are left alone.
static bool may_repack(qpdf_data q, qpdf_oh dict) {
    qpdf_oh mask = qpdf_oh_get_key(q, dict, "/SMask");
    bool matte = qpdf_oh_is_stream(q, mask) && has(q, qpdf_oh_get_dict(q, mask), "/Matte");
    return is_name(q, dict, "/Subtype", "/Image") && !has(q, dict, "/ImageMask") && !has(q, dict, "/Mask") &&
           !has(q, dict, "/Decode") && !matte && integer(q, dict, "/BitsPerComponent") == 8 &&
           integer(q, dict, "/Length") > SMALL_PICTURE;
}

static struct str stream_data(struct arena *arena, qpdf_data q, qpdf_oh stream, bool decoded) {
    unsigned char *data = NULL;
    size_t n = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    enum qpdf_stream_decode_level_e level = decoded ? qpdf_dl_generalized : qpdf_dl_none;
    bool ok = qpdf_oh_get_stream_data(q, stream, level, &filtered, &data, &n) == QPDF_SUCCESS && n > 0;
    struct str out = {ok ? memcpy(ARENA_ROOM(arena, n, char), data, n) : "", ok ? n : 0};
    free(data);
    return out;
}

// The picture of a stream: a JPEG, or plain grey or RGB pixels; NULL for all others.
static const struct image *picture_of(struct arena *arena, qpdf_data q, qpdf_oh stream) {
    qpdf_oh dict = qpdf_oh_get_dict(q, stream), filter = only_filter(q, dict);
    int width = integer(q, dict, "/Width"), height = integer(q, dict, "/Height");
    const char *why = NULL;
    if (width < 1 || height < 1 || width > IMAGE_MAX_SIDE || height > IMAGE_MAX_SIDE ||
        (long)width * height > IMAGE_MAX_PIXELS) {
        return NULL;
    }
    if (qpdf_oh_is_name_and_equals(q, filter, "/DCTDecode") && !has(q, dict, "/DecodeParms")) {
        const struct image *image = image_read(arena, stream_data(arena, q, stream, false), &why);
        return image && image->kind == IMAGE_JPEG && image->width == width && image->height == height ? image : NULL;
    }
    bool grey = is_name(q, dict, "/ColorSpace", "/DeviceGray"), rgb = is_name(q, dict, "/ColorSpace", "/DeviceRGB");
    if (!qpdf_oh_is_name_and_equals(q, filter, "/FlateDecode") || (!grey && !rgb)) {
        return NULL;
    }
    struct str pixels = stream_data(arena, q, stream, true);
    if (pixels.n != (size_t)width * (size_t)height * (grey ? 1 : 3)) {
        return NULL;
    }
    struct image *image = ARENA_NEW(arena, struct image);
    *image = (struct image){.width = width, .height = height, .kind = grey ? IMAGE_GREY : IMAGE_RGB,
                            .pixels = (const unsigned char *)pixels.p, .n = pixels.n, .components = grey ? 1 : 3};
    return image;
}

static void set_number(struct arena *arena, qpdf_data q, qpdf_oh dict, const char *key, int n) {
    qpdf_oh_replace_key(q, dict, key, qpdf_oh_parse(q, arena_printf(arena, "%d", n)));
}

// True when the stream holds the picture anew, and smaller.
static bool repack(struct arena *arena, qpdf_data q, qpdf_oh stream, const struct step *step) {
    qpdf_oh dict = qpdf_oh_get_dict(q, stream);
    size_t before = (size_t)integer(q, dict, "/Length");
    const struct image *image = may_repack(q, dict) ? picture_of(arena, q, stream) : NULL;
    const struct image *made = image ? image_as_jpeg(arena, image, step->side, step->quality) : NULL;
    if (!made || made->n >= before) {
        return false;
    }
    qpdf_oh_replace_stream_data(q, stream, made->pixels, made->n, qpdf_oh_new_name(q, "/DCTDecode"),
                                qpdf_oh_new_null(q));
    set_number(arena, q, dict, "/Width", made->width);
    set_number(arena, q, dict, "/Height", made->height);
    return true;
}

// ---- a whole PDF ----

// Many attempts are made: each in an arena of its own.
struct attempt {
    struct arena *arena;
    struct str bytes;
    size_t pictures;
};

static bool open_checked(struct arena *arena, struct str bytes, const char **why, qpdf_data *q) {
    struct sheets *s = sheets_open(arena, bytes, why);
    *q = s ? s->q : NULL;
    return s != NULL;
}

static int objects_of(qpdf_data q) {
    qpdf_oh size = qpdf_oh_get_key(q, qpdf_get_trailer(q), "/Size");
    int n = qpdf_oh_is_integer(q, size) ? qpdf_oh_get_int_value_as_int(q, size) : 0;
    return n > 500000 ? 500000 : n;
}

// `step` NULL: only written anew, which drops what nobody refers to and packs objects together.
static bool try_pdf(struct attempt *a, struct str bytes, const struct step *step, const char **why) {
    qpdf_data q;
    *a = (struct attempt){.arena = arena_new(0)};
    if (!open_checked(a->arena, bytes, why, &q)) {
        return false;
    }
    struct arena *scratch = arena_new(0);
    int n = step ? objects_of(q) : 0;
    for (int id = 1; id < n; id++) {
        qpdf_oh object = qpdf_get_object_by_id(q, id, 0);
        if (qpdf_oh_is_stream(q, object)) {
            a->pictures += repack(scratch, q, object, step);
            arena_reset(scratch);
        }
        qpdf_oh_release(q, object);
    }
    arena_free(scratch);
    pack_failed(q);
    return pack_write(a->arena, q, &a->bytes);
}

static void keep(struct arena *arena, const struct attempt *a, const struct step *step, size_t budget,
                 struct shrunk *out) {
    char *copy = ARENA_ROOM(arena, a->bytes.n + 1, char);
    memcpy(copy, a->bytes.p, a->bytes.n);
    *out = (struct shrunk){.bytes = {copy, a->bytes.n}, .fits = a->bytes.n <= budget,
                           .side = step ? step->side : 0, .quality = step ? step->quality : 0,
                           .pictures = a->pictures};
}

// The first step that fits, by halving: smaller pictures never make a larger file worth keeping.
bool shrink_pdf(struct arena *arena, struct str bytes, size_t budget, struct shrunk *out, const char **why) {
    struct attempt a;
    qpdf_data q;
    *out = (struct shrunk){.bytes = bytes, .fits = bytes.n <= budget, .same = true};
    if (out->fits) {
        return open_checked(arena, bytes, why, &q);
    }
    bool ok = try_pdf(&a, bytes, NULL, why);
    if (ok) {
        keep(arena, &a, NULL, budget, out);
    }
    arena_free(a.arena);
    for (int low = 0, high = STEPS; ok && !(out->fits && out->side == 0) && low < high;) {
        int middle = (low + high) / 2;
        ok = try_pdf(&a, bytes, &steps[middle], why);
        bool fits = ok && a.bytes.n <= budget;
        if (ok && (fits || (!out->fits && a.bytes.n < out->bytes.n))) {
            keep(arena, &a, &steps[middle], budget, out);
        }
        arena_free(a.arena);
        low = fits ? low : middle + 1;
        high = fits ? middle : high;
    }
    return ok;
}

// ---- a picture ----

bool shrink_image(struct arena *arena, struct str bytes, size_t budget, struct shrunk *out, const char **why) {
    const char *problem = NULL;
    const struct image *image = image_read(arena, bytes, &problem);
    *why = "@gambar.rusak";
    *out = (struct shrunk){.bytes = bytes, .fits = bytes.n <= budget, .same = true};
    for (int i = 0; image && i < STEPS && !out->fits; i++) {
        const struct image *made = image_as_jpeg(arena, image, steps[i].side, steps[i].quality);
        if (!made) {
            return false;
        }
        if (made->n < out->bytes.n) {
            *out = (struct shrunk){.bytes = {(const char *)made->pixels, made->n}, .fits = made->n <= budget,
                                   .side = steps[i].side, .quality = steps[i].quality, .pictures = 1};
        }
    }
    return image != NULL;
}
