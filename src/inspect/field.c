// Form fields (ISO 32000-1, 12.7) and what was signed (12.8).
#include <math.h>
#include <stdlib.h>

#include "base/cms.h"
#include "inspect/reader.h"

enum { DEPTH = 32, FIELDS = 1000, SIGNATURES = 200 };

struct fields {
    struct inspection *p;
    struct inspect_field *items;
    const struct value **values;  // of V, resolved
    size_t n, nodes;
};

struct above {  // what a field has from its parents
    const char *name;
    const struct value *type, *value;
};

// The page of a widget: /P, or the page whose /Annots name it.
static int page_of(struct inspection *p, const struct value *widget, const struct value *reference) {
    const struct value *page = entry_raw(widget, "P");
    if (page && page->kind == KIND_REFERENCE && (size_t)page->reference.number < p->n_entries &&
        p->entries[page->reference.number].page > 0) {
        return p->entries[page->reference.number].page;
    }
    for (size_t i = 0; i < p->n_pages && reference->kind == KIND_REFERENCE; i++) {
        const struct value *all = entry_get(p, p->pages[i].dictionary, "Annots");
        for (size_t k = 0; all->kind == KIND_ARRAY && k < all->array.n; k++) {
            if (all->array.items[k].kind == KIND_REFERENCE &&
                all->array.items[k].reference.number == reference->reference.number) {
                return (int)i + 1;
            }
        }
    }
    return 0;
}

static void place(struct fields *f, struct inspect_field *field, const struct value *widget,
                  const struct value *reference) {
    const struct value *rect = entry_get(f->p, widget, "Rect");
    double r[4] = {0};
    for (size_t i = 0; i < 4; i++) {
        double v = number_of(array_get(f->p, rect, i));
        r[i] = fabs(v) < 1e6 ? v : 0;
    }
    field->page = rect->kind == KIND_ARRAY ? page_of(f->p, widget, reference) : 0;
    field->left = (mp)llround(fmin(r[0], r[2]) * 1000);
    field->right = (mp)llround(fmax(r[0], r[2]) * 1000);
    field->bottom = (mp)llround(fmin(r[1], r[3]) * 1000);
    field->top = (mp)llround(fmax(r[1], r[3]) * 1000);
}

static void add(struct fields *f, const struct value *node, const struct value *reference, const struct above *above) {
    const struct value *kids = entry_get(f->p, node, "Kids");
    if (f->n == FIELDS) {
        return;
    }
    struct inspect_field *field = &f->items[f->n];
    *field = (struct inspect_field){.name = above->name,
                                    .label = text_of(f->p, entry_get(f->p, node, "TU")),
                                    .type = name_text(f->p, above->type),
                                    .filled = above->value->kind != KIND_NULL};
    bool own = entry_raw(node, "Rect") || kids->kind != KIND_ARRAY || kids->array.n == 0;
    place(f, field, own ? node : array_get(f->p, kids, 0), own ? reference : &kids->array.items[0]);
    f->values[f->n++] = above->value;
}

static void walk(struct fields *f, const struct value *reference, struct above above, int depth) {
    const struct value *node = object_resolve(f->p, reference);
    if (depth == DEPTH || f->nodes++ > FIELDS || node->kind != KIND_DICTIONARY) {
        return;
    }
    const struct value *kids = entry_get(f->p, node, "Kids"), *type = entry_get(f->p, node, "FT");
    const struct value *value = entry_get(f->p, node, "V");
    const char *own = text_of(f->p, entry_get(f->p, node, "T"));
    above.name = *above.name && *own ? arena_printf(f->p->arena, "%s.%s", above.name, own) : *own ? own : above.name;
    above.type = type->kind == KIND_NAME ? type : above.type;
    above.value = value->kind != KIND_NULL ? value : above.value;
    bool named = kids->kind == KIND_ARRAY && kids->array.n > 0 && entry_raw(array_get(f->p, kids, 0), "T");
    if (!named) {
        add(f, node, reference, &above);
        return;
    }
    for (size_t i = 0; i < kids->array.n; i++) {
        walk(f, &kids->array.items[i], above, depth + 1);
    }
}

static struct fields read_fields(struct inspection *p) {
    static const struct value nothing;
    struct fields f = {.p = p};
    const struct value *roots = entry_get(p, entry_get(p, p->catalogue, "AcroForm"), "Fields");
    f.items = ARENA_ARRAY(p->arena, roots->kind == KIND_ARRAY ? FIELDS : 0, struct inspect_field);
    f.values = ARENA_ARRAY(p->arena, roots->kind == KIND_ARRAY ? FIELDS : 0, const struct value *);
    for (size_t i = 0; roots->kind == KIND_ARRAY && i < roots->array.n; i++) {
        walk(&f, &roots->array.items[i], (struct above){"", &nothing, &nothing}, 0);
    }
    return f;
}

const struct inspect_field *inspection_fields(struct inspection *p, size_t *n) {
    struct fields f = read_fields(p);
    *n = f.n;
    return f.items;
}

// --- Signatures

// Two pieces that begin at 0 and leave out one hole, in which stands the signature and nothing else: "<…>".
static bool ranges_sound(const struct inspection *p, const size_t range[4]) {
    size_t hole = range[0] + range[1];
    if (range[0] != 0 || range[1] > p->bytes.n || range[2] > p->bytes.n || range[3] > p->bytes.n - range[2] ||
        range[2] < hole + 2) {
        return false;
    }
    if (p->bytes.p[hole] != '<' || p->bytes.p[range[2] - 1] != '>') {
        return false;
    }
    for (size_t i = hole + 1; i + 1 < range[2]; i++) {
        char c = p->bytes.p[i];
        bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (!digit && !lex_is_space((unsigned char)c)) {
            return false;
        }
    }
    return true;
}

static void read_range(struct inspection *p, const struct value *dictionary, size_t range[4]) {
    const struct value *v = entry_get(p, dictionary, "ByteRange");
    for (size_t i = 0; i < 4; i++) {
        const struct value *one = array_get(p, v, i);
        range[i] = one->kind == KIND_INTEGER && one->integer >= 0 ? (size_t)one->integer : SIZE_MAX / 4;
    }
}

static void read_signature(struct inspection *p, const struct value *v, const char *field,
                           struct inspect_signature *out) {
    *out = (struct inspect_signature){.field = field,
                                      .signer = "",
                                      .issuer = "",
                                      .certificate = "",
                                      .date = text_of(p, entry_get(p, v, "M")),
                                      .reason = text_of(p, entry_get(p, v, "Reason")),
                                      .kind = name_text(p, entry_get(p, v, "SubFilter"))};
    read_range(p, v, out->range);
    out->sound = ranges_sound(p, out->range);
    const struct value *contents = entry_get(p, v, "Contents");
    struct cms cms;
    struct str first = {p->bytes.p, 0}, second = first;
    if (out->sound) {
        first = (struct str){p->bytes.p, out->range[1]};
        second = (struct str){p->bytes.p + out->range[2], out->range[3]};
        out->whole = out->range[2] + out->range[3] == p->bytes.n;
    }
    if (contents->kind == KIND_STRING && cms_read(p->arena, contents->text, first, second, &cms)) {
        out->signer = cms.signer;
        out->issuer = cms.issuer;
        out->certificate = cms.certificate;
        out->signers = cms.signers;
        out->intact = out->sound && cms.intact;
    }
}

static int by_extent(const void *a, const void *b) {
    const struct inspect_signature *x = a, *y = b;
    size_t n = x->range[2] + x->range[3], m = y->range[2] + y->range[3];
    return n < m ? -1 : n > m;
}

const struct inspect_signature *inspection_signatures(struct inspection *p, size_t *n) {
    struct fields f = read_fields(p);
    struct inspect_signature *all = ARENA_ARRAY(p->arena, SIGNATURES, struct inspect_signature);
    *n = 0;
    for (size_t i = 0; i < f.n && *n < SIGNATURES; i++) {
        if (strcmp(f.items[i].type, "Sig") == 0 && f.values[i]->kind == KIND_DICTIONARY) {
            read_signature(p, f.values[i], f.items[i].name, &all[(*n)++]);
        }
    }
    qsort(all, *n, sizeof *all, by_extent);
    return all;
}
