#include "batch/preflight.h"

#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "font/font.h"

#define LEAST_WIDTH (MP_PER_PT * 72)        // a place smaller than that cannot be signed in
#define LEAST_HEIGHT (MP_PER_PT * 20)
#define LINES_BEFORE 2
#define SAMPLE 40                            // bytes of a text that a finding shows

struct view {
    const struct document *document;
    const struct pages *pages;
    struct findings *findings;
    struct arena *arena;
};

struct area {
    mp left, top, right, bottom;
};

static const char *number(const struct view *v, size_t n) {
    return arena_printf(v->arena, "%zu", n);
}

static struct place place_of(const struct sign *sign) {
    return sign->node ? xml_place(sign->node) : (struct place){0};
}

const struct item *preflight_place(const struct pages *pages, const struct sign *sign, enum item_kind kind,
                                   size_t *page) {
    for (size_t p = 0; p < pages->n; p++) {
        for (size_t i = 0; i < pages->items[p].n; i++) {
            const struct item *item = &pages->items[p].items[i];
            if (item->kind == kind && item->sign == sign) {
                *page = p;
                return item;
            }
        }
    }
    return NULL;
}

// ---- who signs

static bool has_block(const struct document *d, const xmlNode *signer) {
    for (const struct sign *s = d->signs; s; s = s->next) {
        if (s->node == signer) {
            return true;
        }
    }
    return false;
}

// Of those who lead a meeting and write it down not all sign every paper about it: there the template chooses.
static bool must_sign(const xmlNode *signer) {
    const xmlNode *said = xml_origin(signer);
    return !said || !xml_is(said, "kegiatan");
}

static void check_signers(const struct view *v, const xmlNode *root) {
    for (const xmlNode *signer = xml_child(root, "penanda"); signer; signer = xml_next(signer, "penanda")) {
        if (must_sign(signer) && !has_block(v->document, signer)) {
            findings_add(v->findings, "sign.missing", xml_place(signer), "peran", xml_attr(signer, "peran"), "jabatan",
                         xml_attr(signer, "jabatan-lengkap"), NULL);
        }
    }
}

static void check_day(const struct view *v) {
    const struct sign *s = v->document->signs;
    if (s && text_blank(v->document->date)) {
        findings_add(v->findings, "sign.undated", place_of(s), "orang", s->person, "jabatan", s->office, NULL);
    }
}

// A signer may have several places (below the decree and below its annex), but two signers are never one.
static void check_pair(const struct view *v, const struct sign *s, const struct sign *other) {
    if (strcmp(s->id, other->id) == 0) {
        findings_add(v->findings, "sign.twice", place_of(other), "id", s->id, NULL);
    }
    bool both = !s->signed_already && !other->signed_already;
    if (both && s->node != other->node && s->order == other->order) {
        findings_add(v->findings, "sign.order", place_of(other), "id", s->id, "lain", other->id, "urutan",
                     number(v, (size_t)s->order), NULL);
    }
}

// ---- what stands where

// The box of what an item draws.
static struct area area_of(const struct item *item) {
    struct area a = {item->x, item->y, item->x + item->width, item->y + item->height};
    if (item->kind == ITEM_TEXT || item->kind == ITEM_WATERMARK) {
        const struct metrics *m = item->text.face ? face_metrics(item->text.face) : NULL;
        a.top = item->y - (m ? m->ascent : 750) * item->text.size / 1000;
        a.bottom = item->y + (m ? m->descent : 250) * item->text.size / 1000;
    }
    return a;
}

static struct area grown(struct area a, mp by) {
    return (struct area){a.left - by, a.top - by, a.right + by, a.bottom + by};
}

static bool meet(struct area a, struct area b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

static bool is_anchor(const struct item *item, const struct sign *sign) {
    return item->kind == ITEM_TEXT && item->text.pale && sign->anchor && item->text.n_text == strlen(sign->anchor) &&
           memcmp(item->text.text, sign->anchor, item->text.n_text) == 0;
}

static const char *sample_of(const struct view *v, const struct item *item) {
    size_t n = item->text.n_text;
    if (n > SAMPLE) {
        for (n = SAMPLE; n > 0 && ((unsigned char)item->text.text[n] & 0xC0) == 0x80; n--) {
        }
    }
    return arena_strndup(v->arena, item->text.text, n);
}

static const char *name_of(const struct view *v, const struct item *item) {
    static const char *const names[] = {
        [ITEM_RECT] = "@sign.garis", [ITEM_IMAGE] = "@sign.gambar",   [ITEM_LINK] = "@sign.tautan",
        [ITEM_SIGN] = "@sign.lain",  [ITEM_STAMP] = "@sign.meterai", [ITEM_QR] = "@sign.qr",
    };
    if (item->kind == ITEM_TEXT || item->kind == ITEM_WATERMARK) {
        return arena_printf(v->arena, "\"%s\"", sample_of(v, item));
    }
    return names[item->kind];
}

// What meets the place itself, grown by SIGN_CLEAR, or the square of the meterai.
static void check_clear(const struct view *v, const struct sign *sign, const struct item *own, size_t page) {
    bool stamp = own->kind == ITEM_STAMP;
    struct area area = grown(area_of(own), stamp ? 0 : SIGN_CLEAR);
    const struct page *p = &v->pages->items[page];
    for (size_t i = 0; i < p->n; i++) {
        const struct item *item = &p->items[i];
        if (item == own || is_anchor(item, sign) || !meet(area, area_of(item))) {
            continue;
        }
        findings_add(v->findings, stamp ? "sign.stamp" : "sign.covered", place_of(sign), "id", sign->id, "halaman",
                     number(v, page + 1), "apa", name_of(v, item), NULL);
        return;
    }
}

static bool below(const struct pages *pages, int block, int ancestor) {
    while (block > 0 && block != ancestor) {
        block = pages->blocks[block].parent;
    }
    return block == ancestor;
}

// Text of a signer's block, and what stands beside it, does not count.
static bool in_block_of_signer(const struct view *v, const struct page *p, const struct item *text) {
    for (size_t i = 0; i < p->n; i++) {
        const struct item *item = &p->items[i];
        if (item->kind == ITEM_SIGN && item->block > 0 && below(v->pages, text->block, item->block)) {
            return true;
        }
    }
    return false;
}

static void check_company(const struct view *v, const struct sign *sign, const struct item *own, size_t page) {
    const struct page *p = &v->pages->items[page];
    mp seen[LINES_BEFORE];
    size_t lines = 0;
    for (size_t i = 0; i < p->n && lines < LINES_BEFORE; i++) {
        const struct item *item = &p->items[i];
        bool counts = item->kind == ITEM_TEXT && item->role != ROLE_ARTIFACT && item->y < own->y &&
                      !(lines && seen[lines - 1] == item->y) && !in_block_of_signer(v, p, item);
        if (counts) {
            seen[lines++] = item->y;
        }
    }
    if (lines < LINES_BEFORE) {
        findings_add(v->findings, "sign.alone", place_of(sign), "id", sign->id, "halaman", number(v, page + 1),
                     "jumlah", number(v, lines), NULL);
    }
}

static const char *millimetres(const struct view *v, mp length) {
    return arena_printf(v->arena, "%.0f", (double)length * 25.4 / (72 * MP_PER_PT));
}

static void check_bounds(const struct view *v, const struct sign *sign, const struct item *own, size_t page) {
    const struct page *p = &v->pages->items[page];
    struct area a = area_of(own);
    if (a.left < 0 || a.top < 0 || a.right > p->width || a.bottom > p->height) {
        findings_add(v->findings, "sign.outside", place_of(sign), "id", sign->id, "halaman", number(v, page + 1), NULL);
    }
    if (own->width < LEAST_WIDTH || own->height < LEAST_HEIGHT) {
        findings_add(v->findings, "sign.small", place_of(sign), "id", sign->id, "lebar", millimetres(v, own->width),
                     "tinggi", millimetres(v, own->height), NULL);
    }
}

// ---- anchors

// Another signer's anchor is no longer to be told from this one.
static bool is_given_twice(const struct view *v, const struct sign *sign) {
    for (const struct sign *s = v->document->signs; s; s = s->next) {
        if (s != sign && s->anchor && strcmp(s->anchor, sign->anchor) == 0) {
            return true;
        }
    }
    return false;
}

static void check_anchor(const struct view *v, const struct sign *sign) {
    bool twice = is_given_twice(v, sign);
    for (size_t p = 0; p < v->pages->n; p++) {
        for (size_t i = 0; i < v->pages->items[p].n; i++) {
            const struct item *item = &v->pages->items[p].items[i];
            bool holds = item->kind == ITEM_TEXT && (twice || !is_anchor(item, sign)) &&
                         memmem(item->text.text, item->text.n_text, sign->anchor, strlen(sign->anchor));
            if (holds) {
                findings_add(v->findings, "sign.anchor", item->node ? xml_place(item->node) : place_of(sign), "id",
                             sign->id, "tanda", sign->anchor, "halaman", number(v, p + 1), "teks", sample_of(v, item),
                             NULL);
                return;
            }
        }
    }
}

static size_t places_of(const struct view *v, const struct sign *sign) {
    size_t n = 0;
    for (size_t p = 0; p < v->pages->n; p++) {
        for (size_t i = 0; i < v->pages->items[p].n; i++) {
            const struct item *item = &v->pages->items[p].items[i];
            n += item->kind == ITEM_SIGN && item->sign == sign && sign->places > 0;
        }
    }
    return n;
}

static void check_sign(const struct view *v, const struct sign *sign) {
    size_t n = places_of(v, sign), page = 0;
    if (n != 1) {
        findings_add(v->findings, "sign.places", place_of(sign), "id", sign->id, "jumlah", number(v, n), NULL);
        return;
    }
    const struct item *own = preflight_place(v->pages, sign, ITEM_SIGN, &page);
    check_bounds(v, sign, own, page);
    check_clear(v, sign, own, page);
    check_company(v, sign, own, page);
    const struct item *stamp = preflight_place(v->pages, sign, ITEM_STAMP, &page);
    if (stamp) {
        check_clear(v, sign, stamp, page);
    }
    if (sign->anchor) {
        check_anchor(v, sign);
    }
}

void preflight(const xmlDoc *record, const struct document *document, const struct pages *pages,
               struct findings *findings) {
    struct view v = {document, pages, findings, findings->arena};
    if (record) {
        check_signers(&v, xmlDocGetRootElement((xmlDoc *)record));
    }
    check_day(&v);
    for (const struct sign *s = document->signs; s; s = s->next) {
        for (const struct sign *other = s->next; other; other = other->next) {
            check_pair(&v, s, other);
        }
        if (!s->signed_already) {
            check_sign(&v, s);
        }
    }
}
