#include "batch/signing.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "batch/preflight.h"

static const char *const capacities[] = {
    [CAPACITY_DEFINITIVE] = "definitif", [CAPACITY_PLT] = "plt", [CAPACITY_PLH] = "plh", [CAPACITY_PJ] = "pj",
    [CAPACITY_PJS] = "pjs",              [CAPACITY_AN] = "an",   [CAPACITY_UB] = "ub",
};

static void write_string(struct buf *out, const char *s) {
    if (!s || !*s) {
        buf_str(out, "null");
        return;
    }
    buf_char(out, '"');
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '"' || c == '\\') {
            buf_printf(out, "\\%c", c);
        } else if (c < 0x20) {
            buf_printf(out, "\\u%04x", c);
        } else {
            buf_char(out, (char)c);
        }
    }
    buf_char(out, '"');
}

static void write_field(struct buf *out, const char *indent, const char *name, const char *value, const char *end) {
    buf_printf(out, "%s\"%s\": ", indent, name);
    write_string(out, value);
    buf_str(out, end);
}

// In points, with three decimals: exactly the millipoint, whatever the machine.
static void write_points(struct buf *out, const char *name, mp length, const char *end) {
    mp whole = length < 0 ? -length : length;
    buf_printf(out, "\"%s\": %s%lld.%03lld%s", name, length < 0 ? "-" : "", (long long)(whole / MP_PER_PT),
               (long long)(whole % MP_PER_PT), end);
}

// From the upper left corner as signing services want it, and from the lower left as PDF counts.
static void write_box(struct buf *out, const struct page *page, const struct item *item) {
    buf_str(out, "{\"kiri-atas\": {");
    write_points(out, "x", item->x, ", ");
    write_points(out, "y", item->y, ", ");
    write_points(out, "lebar", item->width, ", ");
    write_points(out, "tinggi", item->height, "}, \"kiri-bawah\": {");
    write_points(out, "x1", item->x, ", ");
    write_points(out, "y1", page->height - item->y - item->height, ", ");
    write_points(out, "x2", item->x + item->width, ", ");
    write_points(out, "y2", page->height - item->y, "}}");
}

static void write_page(struct buf *out, const struct pages *pages, size_t page) {
    buf_printf(out, "     \"halaman\": %zu, ", page + 1);
    buf_str(out, "\"ukuran\": {");
    write_points(out, "lebar", pages->items[page].width, ", ");
    write_points(out, "tinggi", pages->items[page].height, "},\n");
}

static void write_signer(struct buf *out, const struct pages *pages, const struct sign *sign, int order) {
    size_t page = 0, other = 0;
    const struct item *item = preflight_place(pages, sign, ITEM_SIGN, &page);
    const struct item *stamp = preflight_place(pages, sign, ITEM_STAMP, &other);
    buf_printf(out, "    {\"urutan\": %d,", order);
    write_field(out, " ", "id", sign->id, ",");
    write_field(out, " ", "peran", sign->role, ",\n");
    write_field(out, "     ", "orang", sign->person, ",\n");
    write_field(out, "     ", "jabatan", sign->office, ",\n");
    write_field(out, "     ", "kapasitas", capacities[sign->capacity], ",");
    write_field(out, " ", "cara", sign->mode, ",");
    write_field(out, " ", "bidang", sign->field ? sign->id : NULL, ",");
    write_field(out, " ", "jangkar", sign->anchor, ",\n");
    write_page(out, pages, page);
    buf_str(out, "     \"kotak\": ");
    write_box(out, &pages->items[page], item);
    buf_str(out, ",\n     \"meterai\": ");
    if (stamp) {
        write_box(out, &pages->items[other], stamp);
    } else {
        buf_str(out, "null");
    }
    buf_char(out, '}');
}

// By order; those of the same signer as they stand on the pages.
static int by_order(const void *a, const void *b) {
    const struct sign *x = *(const struct sign *const *)a, *y = *(const struct sign *const *)b;
    return x->order != y->order ? (x->order > y->order) - (x->order < y->order) : strcmp(x->id, y->id);
}

static const struct sign **in_order(struct arena *arena, const struct document *d, const struct pages *pages,
                                    size_t *n) {
    size_t all = 0, page;
    for (const struct sign *s = d->signs; s; s = s->next) {
        all++;
    }
    const struct sign **signs = ARENA_ARRAY(arena, all + 1, const struct sign *);
    *n = 0;
    for (const struct sign *s = d->signs; s; s = s->next) {
        if (!s->signed_already && preflight_place(pages, s, ITEM_SIGN, &page)) {
            signs[(*n)++] = s;
        }
    }
    qsort(signs, *n, sizeof *signs, by_order);
    return signs;
}

struct str signing_plan(struct arena *arena, const struct document *document, const struct pages *pages,
                        const struct signing_of *of) {
    struct buf out = buf_new(arena);
    char hash[HASH_SIZE];
    size_t n = 0;
    const struct sign **signs = in_order(arena, document, pages, &n);
    hash_bytes(of->pdf.p, of->pdf.n, hash);
    buf_str(&out, "{\n  \"format\": \"naskah-rencana-tanda-tangan\",\n  \"versi\": " SIGNING_VERSION ",\n");
    write_field(&out, "  ", "naskah", of->id, ",\n");
    write_field(&out, "  ", "jenis", of->kind, ",\n");
    write_field(&out, "  ", "instansi", of->agency, ",\n");
    write_field(&out, "  ", "judul", document->title, ",\n");
    write_field(&out, "  ", "tanggal", document->date, ",\n");
    write_field(&out, "  ", "berkas", of->file, ",\n");
    write_field(&out, "  ", "sha256", hash, ",\n");
    buf_printf(&out, "  \"jumlah-halaman\": %zu,\n  \"penanda\": [", pages->n);
    int order = 0;
    for (size_t i = 0; i < n; i++) {
        order += i == 0 || signs[i]->node != signs[i - 1]->node;
        buf_str(&out, i == 0 ? "\n" : ",\n");
        write_signer(&out, pages, signs[i], order);
    }
    buf_str(&out, n ? "\n  ]\n}\n" : "]\n}\n");
    return (struct str){out.p, out.n};
}
