// Signers: the block of each, the empty place in it, and what signing programs look for there.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "template/bind.h"
#include "template/value.h"

static const char *attribute_or(struct bind *b, const xmlNode *node, const char *name, const char *otherwise) {
    const char *value = bind_field(b, node, name);
    return text_blank(value) ? otherwise : value;
}

static const char *house_rule(struct bind *b, const char *name) {
    return attribute_or(b, xml_child(b->root, "tata"), name, "");
}

static enum capacity capacity_of(struct bind *b, const xmlNode *signer) {
    int found = grammar_choice("definitif|plt|plh|pj|pjs|an|ub", attribute_or(b, signer, "kapasitas", "definitif"));
    return found < 0 ? CAPACITY_DEFINITIVE : (enum capacity)found;
}

// The characters of the house rule, one a signer; NULL when the office wants none.
static const char *anchors_of(struct bind *b) {
    const char *all = house_rule(b, "ttd-jangkar");
    return text_blank(all) || strcmp(all, "tidak") == 0 ? NULL : all;
}

// The n-th character, from 1; "" when there are fewer.
static const char *character_of(struct bind *b, const char *all, int n) {
    const char *p = all, *end = all + strlen(all), *from = end;
    for (int i = 0; i < n; i++) {
        from = p;
        if (p == end || text_next(&p, end) == 0) {
            return "";
        }
    }
    return arena_strndup(b->arena, from, (size_t)(p - from));
}

// The n-th signer has the n-th character of the house rule, at the first of his places.
static const char *anchor_of(struct bind *b, const struct sign *sign) {
    const char *all = anchors_of(b);
    if (!b->options->signs || !all || sign->signed_already) {
        return NULL;
    }
    for (const struct sign *other = b->document->signs; other != sign; other = other->next) {
        if (other->node == sign->node && other->places > 0) {
            return NULL;
        }
    }
    return character_of(b, all, sign->order);
}

// The same signer may sign many sheets of one document (a certificate for each participant): each place has its name.
static const char *unique_id(struct bind *b, const xmlNode *signer, const char *id) {
    int n = 1;
    for (const struct sign *s = b->document->signs; s; s = s->next) {
        n += s->node == signer && strncmp(s->id, id, strlen(id)) == 0 &&
             strspn(s->id + strlen(id), "-0123456789") == strlen(s->id + strlen(id));
    }
    return n > 1 ? arena_printf(b->arena, "%s-%d", id, n) : id;
}

static struct sign *sign_new(struct bind *b, const struct at *at, const struct node *n) {
    const xmlNode *person = xml_child(at->node, "orang");
    const char *order = bind_field(b, at->node, "urutan"), *id = bind_text(b, at, n, A_ID);
    const char *mode = bind_text(b, at, n, A_MODE);
    double number = 1;
    if (order) {
        value_number(order, &number);
    }
    struct sign *sign = ARENA_NEW(b->arena, struct sign);
    sign->node = at->node;
    sign->role = arena_strdup(b->arena, attribute_or(b, at->node, "peran", ""));
    sign->id = unique_id(b, at->node, text_blank(id) ? sign->role : id);
    sign->person = arena_strdup(b->arena, attribute_or(b, person, "nama-lengkap", attribute_or(b, person, "nama", "")));
    sign->office = arena_strdup(b->arena, attribute_or(b, at->node, "jabatan-lengkap", ""));
    sign->mode = text_blank(mode) ? arena_strdup(b->arena, attribute_or(b, at->node, "mode", "basah")) : mode;
    sign->capacity = capacity_of(b, at->node);
    sign->order = (int)bind_number(b, at, n, A_ORDER, number);
    sign->signed_already = bind_yes(b, at, n, A_SIGNED, false);
    sign->field = b->options->signs && !sign->signed_already && strcmp(house_rule(b, "ttd-bidang"), "ya") == 0;
    return sign;
}

static void add_sign(struct document *d, struct sign *sign) {
    struct sign **tail = &d->signs;
    while (*tail) {
        tail = &(*tail)->next;
    }
    *tail = sign;
}

// Where nobody signs the draft shows that somebody should.
static void mark_signer(struct bind *b, const struct at *at, const struct node *n, struct out *out, const char *id) {
    if (!b->options->draft) {
        return;
    }
    struct at inner = bind_styled(b, at, n);
    struct box *box = box_stack(b, at, n, out, inner.look);
    struct out parts = box_out(&box->stack.first);
    struct line *line = line_new(b);
    struct labels none = {0};
    const char *label = bind_text(b, at, n, A_HOLE);
    bind_hole(b, &inner, inner.type, label ? label : id ? id : "", true, line);
    box_para(b, &inner, &parts, inner.look, &inner.look->shape, line, &none);
}

void bind_sign(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    struct query_scope scope = bind_scope(b, at);
    size_t count;
    const xmlNode **signers = query_nodes(node_setting(n, A_SELECT)->query, at->node, &scope, &count);
    if (count == 0) {
        const char *id = bind_text(b, at, n, A_ID);
        findings_add(b->findings, "template.sign", xml_place(at->node), "id", id ? id : "", NULL);
        mark_signer(b, at, n, out, id);
        return;
    }
    struct at inner = bind_styled(b, at, n);
    inner.node = signers[0];
    struct box *box = box_stack(b, at, n, out, inner.look);
    box->node = signers[0];
    box->role = ROLE_SECTION;
    box->shape.keep_lines = true;
    struct sign *outer = b->sign;
    b->sign = box->stack.sign = sign_new(b, &inner, n);
    add_sign(b->document, b->sign);
    struct out parts = box_out(&box->stack.first);
    parts.stack = box;
    bind_children(b, &inner, n, &parts);
    b->sign = outer;
}

// In the middle of the place, in the colour of the paper.
static void add_anchor(struct bind *b, const struct at *at, struct box *place, const char *anchor) {
    struct type type = *at->look->shared;
    type.pale = true;
    struct out parts = box_out(&place->stack.first);
    struct box *space = box_new(b, at, &parts, BOX_SPACE);
    space->space.natural = (place->stack.min_height - type.size) / 2;
    struct shape shape = {.align = ALIGN_CENTER, .leading = type.size};
    struct labels none = {0};
    struct line *line = line_new(b);
    line_words(line, style_share(b, &type), NULL, NULL, anchor);
    struct box *para = box_para(b, at, &parts, at->look, &shape, line, &none);
    if (para) {
        para->role = ROLE_ARTIFACT;
        para->style = NULL;
        para->para.outline = 0;
    }
}

// What an electronic signature shows (a QR code, a framed block) needs more room than a pen. It is kept in all
// renditions, so that they have the same pages.
static mp least_height(struct bind *b, const struct sign *sign) {
    bool electronic = strcmp(sign->mode, "bsre") == 0 || strcmp(house_rule(b, "ttd-bidang"), "ya") == 0 ||
                      anchors_of(b);
    mp height = 0;
    if (electronic) {
        value_length(house_rule(b, "ttd-jarak-elektronik"), 0, &height);
    }
    return height > sign->stamp ? height : sign->stamp;
}

void bind_place(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    struct box *box = box_new(b, at, out, BOX_STACK);
    box->stack.min_height = bind_length(b, at, n, A_HEIGHT, 0);
    struct sign *sign = b->sign;
    if (!sign || sign->signed_already) {
        return;
    }
    box->stack.place = sign;
    sign->stamp = bind_length(b, at, n, A_STAMP, 0);
    sign->stamp_left = bind_length(b, at, n, A_STAMP_LEFT, 0);
    mp least = least_height(b, sign);
    if (box->stack.min_height < least) {
        box->stack.min_height = least;
    }
    const char *anchor = sign->places == 0 ? anchor_of(b, sign) : NULL;
    sign->places++;
    if (!anchor) {
        return;
    }
    if (*anchor) {
        sign->anchor = anchor;
        add_anchor(b, at, box, anchor);
    } else {
        findings_add(b->findings, "template.anchor", xml_place(sign->node), "peran", sign->role, "urutan",
                     arena_printf(b->arena, "%d", sign->order), NULL);
    }
}
