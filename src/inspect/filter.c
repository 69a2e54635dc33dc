// Streams through their filters: Flate with predictors, the two of ASCII, run lengths. Pictures stay as they are. The
// bytes that come out of one file have a limit together.
#include <libdeflate.h>

#include "inspect/reader.h"

enum { FILTERS = 8 };

bool stream_filter(struct inspection *p, const struct value *dictionary, size_t i, struct str *name,
                   const struct value **parameters) {
    const struct value *filter = entry_get(p, dictionary, "Filter"), *parms = entry_get(p, dictionary, "DecodeParms");
    bool many = filter->kind == KIND_ARRAY;
    const struct value *one = many ? array_get(p, filter, i) : filter;
    if (one->kind != KIND_NAME || (!many && i > 0)) {
        return false;
    }
    *name = one->text;
    *parameters = parms->kind == KIND_ARRAY ? array_get(p, parms, i) : parms;
    return true;
}

static void free_inflater(void *inflater) {
    libdeflate_free_decompressor(inflater);
}

static char *scratch(struct inspection *p, size_t n) {
    if (n > p->scratch_cap) {
        p->scratch = arena_alloc(p->arena, n);
        p->scratch_cap = n;
    }
    return p->scratch;
}

static bool keep(struct inspection *p, struct str made, struct str *out) {
    p->inflated += made.n;
    if (p->inflated > p->limits.bytes) {
        return false;
    }
    char *to = arena_alloc(p->arena, made.n + 1);
    memcpy(to, made.p, made.n);
    *out = (struct str){to, made.n};
    return true;
}

static bool inflate(struct inspection *p, struct str in, struct str *out) {
    if (!p->inflater) {
        p->inflater = libdeflate_alloc_decompressor();
        if (!p->inflater) {
            return false;
        }
        arena_on_free(p->arena, free_inflater, p->inflater);
    }
    size_t room = in.n * 4 < 65536 ? 65536 : in.n * 4, used, made;
    room = room < p->scratch_cap ? p->scratch_cap : room;
    for (;;) {
        char *to = scratch(p, room);
        enum libdeflate_result r =
            libdeflate_zlib_decompress_ex(p->inflater, in.p, in.n, to, p->scratch_cap, &used, &made);
        if (r == LIBDEFLATE_SUCCESS) {
            return keep(p, (struct str){to, made}, out);
        }
        if (r != LIBDEFLATE_INSUFFICIENT_SPACE || room >= p->limits.bytes || room / 1100 > in.n) {
            return false;
        }
        room = room * 4 < p->limits.bytes ? room * 4 : p->limits.bytes;
    }
}

static unsigned char paeth(int left, int up, int corner) {
    int estimate = left + up - corner;
    int a = estimate < left ? left - estimate : estimate - left, b = estimate < up ? up - estimate : estimate - up;
    int c = estimate < corner ? corner - estimate : estimate - corner;
    return (unsigned char)(a <= b && a <= c ? left : b <= c ? up : corner);
}

// One row of a PNG predictor, in place; `up` is the row above, of zeros for the first.
static bool undo_row(int kind, unsigned char *row, const unsigned char *up, size_t n, size_t pixel) {
    if (kind < 0 || kind > 4) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        int left = i >= pixel ? row[i - pixel] : 0, corner = i >= pixel ? up[i - pixel] : 0;
        int add = kind == 1 ? left : kind == 2 ? up[i] : kind == 3 ? (left + up[i]) / 2
                                                       : kind == 4 ? paeth(left, up[i], corner) : 0;
        row[i] = (unsigned char)(row[i] + add);
    }
    return true;
}

static bool undo_png(struct inspection *p, struct str *data, size_t width, size_t pixel) {
    size_t rows = data->n / (width + 1);
    unsigned char *to = arena_alloc(p->arena, rows * width + 1), *above = arena_alloc(p->arena, width + 1);
    for (size_t r = 0; r < rows; r++) {
        const char *from = data->p + r * (width + 1);
        memcpy(to + r * width, from + 1, width);
        if (!undo_row((unsigned char)*from, to + r * width, r ? to + (r - 1) * width : above, width, pixel)) {
            return false;
        }
    }
    *data = (struct str){(const char *)to, rows * width};
    return true;
}

static bool undo_tiff(struct inspection *p, struct str *data, size_t width, size_t colors) {
    unsigned char *to = arena_alloc(p->arena, data->n + 1);
    memcpy(to, data->p, data->n);
    for (size_t r = 0; r + width <= data->n; r += width) {
        for (size_t i = colors; i < width; i++) {
            to[r + i] = (unsigned char)(to[r + i] + to[r + i - colors]);
        }
    }
    data->p = (const char *)to;
    return true;
}

static bool unpredict(struct inspection *p, const struct value *parameters, struct str *data) {
    int64_t predictor = entry_integer(p, parameters, "Predictor", 1);
    if (predictor <= 1) {
        return true;
    }
    int64_t colors = entry_integer(p, parameters, "Colors", 1);
    int64_t bits = entry_integer(p, parameters, "BitsPerComponent", 8);
    int64_t columns = entry_integer(p, parameters, "Columns", 1);
    if (colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 || columns > (1 << 24)) {
        return false;
    }
    size_t width = (size_t)(columns * colors * bits + 7) / 8, pixel = (size_t)(colors * bits + 7) / 8;
    if (predictor == 2) {
        return bits != 8 || undo_tiff(p, data, width, (size_t)colors);
    }
    return undo_png(p, data, width, pixel);
}

static int digit_of(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static bool unhex(struct inspection *p, struct str in, struct str *out) {
    char *to = arena_alloc(p->arena, in.n / 2 + 2);
    size_t n = 0;
    int half = -1;
    for (size_t i = 0; i < in.n && in.p[i] != '>'; i++) {
        int d = digit_of(in.p[i]);
        if (d < 0) {
            continue;
        }
        if (half >= 0) {
            to[n++] = (char)(half << 4 | d);
        }
        half = half >= 0 ? -1 : d;
    }
    if (half >= 0) {
        to[n++] = (char)(half << 4);
    }
    *out = (struct str){to, n};
    return true;
}

static bool un85(struct inspection *p, struct str in, struct str *out) {
    struct buf b = buf_new(p->arena);
    uint32_t v = 0;
    int have = 0;
    for (size_t i = 0; i < in.n && in.p[i] != '~'; i++) {
        char c = in.p[i];
        if (c == 'z' && have == 0) {
            buf_add(&b, "\0\0\0\0", 4);
        } else if (c >= '!' && c <= 'u') {
            v = v * 85 + (uint32_t)(c - '!');
            if (++have == 5) {
                for (int k = 24; k >= 0; k -= 8) {
                    buf_char(&b, (char)(v >> k));
                }
                v = 0;
                have = 0;
            }
        }
    }
    if (have > 1) {
        for (int k = have; k < 5; k++) {
            v = v * 85 + 84;
        }
        for (int k = 0; k < have - 1; k++) {
            buf_char(&b, (char)(v >> (24 - 8 * k)));
        }
    }
    *out = (struct str){buf_text(&b), b.n};
    return true;
}

static bool unrun(struct inspection *p, struct str in, struct str *out) {
    struct buf b = buf_new(p->arena);
    for (size_t i = 0; i < in.n;) {
        unsigned char c = (unsigned char)in.p[i++];
        if (c == 128) {
            break;
        }
        size_t n = c < 128 ? (size_t)c + 1 : 257 - (size_t)c;
        if (c < 128) {
            n = n < in.n - i ? n : in.n - i;
            buf_add(&b, in.p + i, n);
            i += n;
        } else if (i < in.n) {
            for (size_t k = 0; k < n; k++) {
                buf_char(&b, in.p[i]);
            }
            i++;
        }
        if (p->inflated + b.n > p->limits.bytes) {
            return false;
        }
    }
    p->inflated += b.n;
    *out = (struct str){buf_text(&b), b.n};
    return true;
}

static bool is_one_of(struct str name, const char *one, const char *other) {
    return str_is(name, one) || str_is(name, other);
}

static bool is_picture(struct str name) {
    return is_one_of(name, "DCTDecode", "DCT") || is_one_of(name, "JPXDecode", "JBIG2Decode") ||
           is_one_of(name, "CCITTFaxDecode", "CCF");
}

static bool apply(struct inspection *p, struct str name, const struct value *parameters, struct str *data) {
    if (is_one_of(name, "FlateDecode", "Fl")) {
        return inflate(p, *data, data) && unpredict(p, parameters, data);
    }
    if (is_one_of(name, "ASCIIHexDecode", "AHx")) {
        return unhex(p, *data, data);
    }
    if (is_one_of(name, "ASCII85Decode", "A85")) {
        return un85(p, *data, data);
    }
    if (is_one_of(name, "RunLengthDecode", "RL")) {
        return unrun(p, *data, data);
    }
    return str_is(name, "Crypt") && is_name(entry_get(p, parameters, "Name"), "Identity");
}

static bool read_data(struct inspection *p, struct stream *stream) {
    struct str name;
    const struct value *parameters;
    stream->data = stream->raw;
    for (size_t i = 0; stream_filter(p, &stream->dictionary, i, &name, &parameters); i++) {
        if (is_picture(name)) {
            stream->picture = true;
            return true;
        }
        if (i == FILTERS || !apply(p, name, parameters, &stream->data)) {
            return false;
        }
    }
    return true;
}

bool stream_data(struct inspection *p, struct stream *stream, struct str *out) {
    if (stream->state == STREAM_RAW) {
        stream->state = STREAM_UNREADABLE;  // also while it is being read: a filter cannot need its own stream
        if (!p->encrypted && read_data(p, stream)) {
            stream->state = STREAM_READ;
        }
    }
    *out = stream->data;
    return stream->state == STREAM_READ;
}
