// One paragraph of Word: its runs as one text, whatever they are cut into; what hangs on it comes after it.
#include <stdlib.h>
#include <string.h>

#include "read/docx_parts.h"

#define FIELD_MAX 16
#define HANGING_MAX 64

// A paragraph while it is written: text waits in `text` until its style changes.
struct writing {
    struct docx *d;
    struct source_block *block;
    struct buf text;
    unsigned style, base;        // RUN_*; that of the paragraph's own style
    const char *link;            // that new text gets
    const char *text_link;       // that the waiting text has
    bool in_code[FIELD_MAX];     // of each open field: its code, as against its result
    struct buf code;
    int fields;
    const xmlNode *boxes[HANGING_MAX], *notes[HANGING_MAX], *images[HANGING_MAX];
    const char *signs[HANGING_MAX];
    size_t n_boxes, n_notes, n_images;
    int depth;
};

static void flush(struct writing *w) {
    if (w->text.n) {
        source_run(w->d->o.arena, w->block, buf_text(&w->text), w->style, w->text_link);
    }
    w->text.n = 0;
}

static void put(struct writing *w, const char *s, unsigned style) {
    if (w->fields > 0 && w->in_code[w->fields - 1]) {
        return;
    }
    if (style != w->style || w->link != w->text_link) {
        flush(w);
        w->style = style;
        w->text_link = w->link;
    }
    buf_str(&w->text, s);
}

// ---- fields ----

// A field that a mail merge should have filled in is told; what it shows stays.
static void tell_field(struct writing *w) {
    const char *code = buf_text(&w->code), *name = strstr(code, "MERGEFIELD");
    if (name) {
        struct source_place place = {.paragraph = w->d->paragraph};
        findings_add(w->d->im->findings, "docx.placeholder", source_place(&w->d->im->source, &place), "teks",
                     text_collapse(w->d->o.arena, name), NULL);
    }
    w->code.n = 0;
}

static void field_mark(struct writing *w, const char *kind) {
    if (kind && strcmp(kind, "begin") == 0 && w->fields < FIELD_MAX) {
        w->in_code[w->fields++] = true;
        w->code.n = 0;
    } else if (kind && strcmp(kind, "separate") == 0 && w->fields > 0) {
        w->in_code[w->fields - 1] = false;
        tell_field(w);
    } else if (kind && strcmp(kind, "end") == 0 && w->fields > 0) {
        w->fields--;
        tell_field(w);
    }
}

static const char *content(const xmlNode *node) {
    return node->children && node->children->content ? (const char *)node->children->content : "";
}

// ---- runs ----

static unsigned run_style(struct writing *w, const xmlNode *run) {
    const xmlNode *p = xml_child(run, "rPr");
    const char *align = docx_value(p, "vertAlign"), *named = docx_value(p, "rStyle");
    unsigned style = w->base | (named ? docx_character_style(w->d->styles, named) : 0u);
    if (p && xml_child(p, "b")) {
        style = (style & ~(unsigned)RUN_BOLD) | (docx_on(p, "b") ? RUN_BOLD : 0u);
    }
    if (p && xml_child(p, "i")) {
        style = (style & ~(unsigned)RUN_ITALIC) | (docx_on(p, "i") ? RUN_ITALIC : 0u);
    }
    if (align && strcmp(align, "superscript") == 0) {
        style |= RUN_SUP;
    } else if (align && strcmp(align, "subscript") == 0) {
        style |= RUN_SUB;
    }
    return style;
}

// A sign of a symbol font: bullets and ticks that forms use; others by their code.
static void put_symbol(struct writing *w, const xmlNode *node, unsigned style) {
    static const struct {
        unsigned code;
        const char *sign;
    } known[] = {{0xB7, "•"}, {0xA7, "•"}, {0xFC, "✓"}, {0xFE, "☑"}, {0xFD, "☒"}, {0xA8, "☐"}, {0x6F, "☐"},
                 {0xD8, "➢"}, {0xE0, "→"}, {0xB3, "≥"}, {0xA3, "≤"}, {0xB1, "±"}};
    const char *hex = xml_attr(node, "char");
    unsigned code = hex ? (unsigned)strtoul(hex, NULL, 16) : 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if ((code & 0xF000) == 0xF000 && (code & 0xFF) == known[i].code) {
            put(w, known[i].sign, style);
            return;
        }
    }
    struct buf b = buf_new(w->d->o.arena);
    buf_utf8(&b, code >= ' ' && code < 0xD800 ? code : 0xFFFD);
    put(w, buf_text(&b), style);
}

static void hang(const xmlNode **list, size_t *n, const xmlNode *node) {
    if (*n < HANGING_MAX) {
        list[(*n)++] = node;
    }
}

// A note is signed in the text and told after the paragraph.
static void put_note(struct writing *w, const xmlNode *reference, const xmlNode *notes, const char *name) {
    const char *id = xml_attr(reference, "id");
    for (const xmlNode *n = notes ? xml_child(notes, name) : NULL; n && id; n = xml_next(n, name)) {
        const char *own = xml_attr(n, "id");
        if (own && strcmp(own, id) == 0 && w->n_notes < HANGING_MAX) {
            w->signs[w->n_notes] = arena_strdup(w->d->o.arena, id);
            w->notes[w->n_notes++] = n;
            put(w, id, w->base | RUN_SUP);
            return;
        }
    }
}

// Text boxes and pictures inside a drawing, in their order; old and new kinds.
static void look_into_drawing(struct writing *w, const xmlNode *node, int depth) {
    for (const xmlNode *c = node->children; c && depth < 40; c = c->next) {
        if (xml_is(c, "txbxContent")) {
            hang(w->boxes, &w->n_boxes, c);
        } else if (xml_is(c, "blip") || xml_is(c, "imagedata")) {
            hang(w->images, &w->n_images, c);
        } else if (xml_is(c, "AlternateContent")) {
            const xmlNode *choice = docx_choice(c);
            if (choice) {
                look_into_drawing(w, choice, depth + 1);
            }
        } else if (c->type == XML_ELEMENT_NODE) {
            look_into_drawing(w, c, depth + 1);
        }
    }
}

static void inline_content(struct writing *w, const xmlNode *node);

static void run_alternative(struct writing *w, const xmlNode *choice, unsigned style) {
    look_into_drawing(w, choice, 0);
    for (const xmlNode *k = choice->children; k; k = k->next) {
        if (xml_is(k, "t")) {
            put(w, content(k), style);
        }
    }
}

static void run_piece(struct writing *w, const xmlNode *c, unsigned style) {
    const char *name = xml_name(c);
    if (strcmp(name, "t") == 0) {
        put(w, content(c), style);
    } else if (strcmp(name, "tab") == 0 || strcmp(name, "ptab") == 0) {
        put(w, "\t", style);
    } else if (strcmp(name, "br") == 0 || strcmp(name, "cr") == 0) {
        const char *kind = xml_attr(c, "type");
        put(w, kind && strcmp(kind, "textWrapping") != 0 ? "" : "\n", style);
    } else if (strcmp(name, "noBreakHyphen") == 0) {
        put(w, "\u2011", style);
    } else if (strcmp(name, "softHyphen") == 0) {
        put(w, "\u00AD", style);
    } else if (strcmp(name, "sym") == 0) {
        put_symbol(w, c, style);
    } else if (strcmp(name, "instrText") == 0) {
        buf_str(&w->code, content(c));
    } else if (strcmp(name, "fldChar") == 0) {
        field_mark(w, xml_attr(c, "fldCharType"));
    } else if (strcmp(name, "footnoteReference") == 0) {
        put_note(w, c, w->d->footnotes, "footnote");
    } else if (strcmp(name, "endnoteReference") == 0) {
        put_note(w, c, w->d->endnotes, "endnote");
    } else if (strcmp(name, "commentReference") == 0) {
        w->d->comments++;
    } else if (strcmp(name, "ruby") == 0 && xml_child(c, "rubyBase")) {
        inline_content(w, xml_child(c, "rubyBase"));
    } else if (strcmp(name, "drawing") == 0 || strcmp(name, "pict") == 0 || strcmp(name, "object") == 0) {
        look_into_drawing(w, c, 0);
    } else if (strcmp(name, "AlternateContent") == 0 && docx_choice(c)) {
        run_alternative(w, docx_choice(c), style);
    }
}

static void take_aside(struct writing *w, const char *as, const xmlNode *node) {
    const char *text = docx_plain(w->d->o.arena, node);
    if (!text_blank(text)) {
        import_take(w->d->im, as, NULL, text, (struct source_place){.paragraph = w->d->paragraph});
    }
}

static void run(struct writing *w, const xmlNode *node) {
    if (docx_on(xml_child(node, "rPr"), "vanish")) {
        take_aside(w, "tersembunyi", node);
        w->d->hidden++;
        return;
    }
    unsigned style = run_style(w, node);
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (c->type == XML_ELEMENT_NODE) {
            run_piece(w, c, style);
        }
    }
}

// A content control that still shows its own instruction ("Click here …") is empty.
static void inline_control(struct writing *w, const xmlNode *sdt) {
    const xmlNode *inside = xml_child(sdt, "sdtContent");
    if (inside && !w->d->ours && docx_on(xml_child(sdt, "sdtPr"), "showingPlcHdr")) {
        take_aside(w, "petunjuk", inside);
    } else if (inside) {
        inline_content(w, inside);
    }
}

static void inline_link(struct writing *w, const xmlNode *node) {
    const char *id = xml_attr(node, "id"), *before = w->link;
    const char *to = id ? ooxml_link(&w->d->o, w->d->part, id) : NULL;
    w->link = to ? to : before;
    inline_content(w, node);
    w->link = before;
}

static void inline_simple_field(struct writing *w, const xmlNode *node) {
    const char *code = xml_attr(node, "instr");
    w->code.n = 0;
    buf_str(&w->code, code ? code : "");
    tell_field(w);
    inline_content(w, node);
}

static void inline_piece(struct writing *w, const xmlNode *c) {
    const char *name = xml_name(c);
    if (strcmp(name, "r") == 0) {
        run(w, c);
    } else if (docx_skipped(c)) {
        w->d->deleted++;
    } else if (strcmp(name, "hyperlink") == 0) {
        inline_link(w, c);
    } else if (strcmp(name, "fldSimple") == 0) {
        inline_simple_field(w, c);
    } else if (strcmp(name, "sdt") == 0) {
        inline_control(w, c);
    } else if (strcmp(name, "oMath") == 0 || strcmp(name, "oMathPara") == 0) {  // mathematics as the text in it
        put(w, docx_plain(w->d->o.arena, c), w->base);
    } else if (strcmp(name, "ins") == 0 || strcmp(name, "moveTo") == 0) {
        w->d->inserted++;
        inline_content(w, c);
    } else if (strcmp(name, "smartTag") == 0 || strcmp(name, "customXml") == 0 || strcmp(name, "dir") == 0 ||
               strcmp(name, "bdo") == 0) {
        inline_content(w, c);
    }
}

static void inline_content(struct writing *w, const xmlNode *node) {
    w->depth++;
    for (const xmlNode *c = node->children; c && w->depth < 60; c = c->next) {
        if (c->type == XML_ELEMENT_NODE) {
            inline_piece(w, c);
        }
    }
    w->depth--;
}

// ---- paragraphs ----

static const char *image_description(const xmlNode *blip) {
    for (const xmlNode *n = blip->parent; n; n = n->parent) {
        if (xml_is(n, "inline") || xml_is(n, "anchor")) {
            const xmlNode *properties = xml_child(n, "docPr");
            return properties ? xml_attr(properties, "descr") : NULL;
        }
    }
    return xml_attr(blip, "title");
}

static void add_image(struct docx *d, const xmlNode *node, struct source_blocks *to) {
    const char *id = xml_attr(node, "embed");
    id = id ? id : xml_attr(node, "id");
    const char *name = id ? ooxml_related(&d->o, d->part, id, NULL) : NULL;
    const struct zip_member *m = name ? zip_find(d->o.zip, name) : NULL;
    struct source_block *b = source_add(d->o.arena, to, SOURCE_IMAGE, (struct source_place){.paragraph = d->paragraph});
    b->image = name ? name : id ? ooxml_link(&d->o, d->part, id) : NULL;
    b->description = arena_strdup(d->o.arena, image_description(node));
    if (m && m->size < ((size_t)16 << 20) && !zip_bytes(d->o.zip, m, d->o.arena, &b->bytes, d->im->findings)) {
        b->bytes = (struct str){NULL, 0};
    }
}

static void add_note(struct docx *d, const xmlNode *note, const char *sign, struct source_blocks *to) {
    size_t first = to->n;
    d->in_note = true;
    docx_blocks(d, note, to);
    d->in_note = false;
    if (to->n == first) {
        return;
    }
    struct source_block *b = &to->items[first], bare = *b;
    b->runs = NULL;
    b->n_runs = 0;
    source_run(d->o.arena, b, sign, RUN_SUP, NULL);
    for (size_t k = 0; k < bare.n_runs; k++) {
        source_run(d->o.arena, b, bare.runs[k].text, bare.runs[k].style, bare.runs[k].link);
    }
}

static void tell_placeholder(struct docx *d, const struct source_block *b) {
    const char *text = source_text(d->o.arena, b), *from = strstr(text, "${");
    const char *end = from ? strchr(from, '}') : NULL;
    if (end) {
        findings_add(d->im->findings, "docx.placeholder", source_place(&d->im->source, &b->place), "teks",
                     arena_strndup(d->o.arena, from, (size_t)(end - from) + 1), NULL);
    }
}

static void set_kind(struct docx *d, struct source_block *b, const struct docx_kind *k) {
    bool bullet = false;
    if (k->heading && !d->in_note) {
        b->kind = SOURCE_HEADING;
        b->level = k->heading;
    }
    const char *marker = k->numbering ? docx_marker(d->lists, d->o.arena, k->numbering, k->level, &bullet) : NULL;
    b->marker = marker;
    if (marker && b->kind == SOURCE_PARAGRAPH) {
        b->kind = SOURCE_ITEM;
        b->level = k->level;
        b->list = bullet ? SOURCE_BULLET : SOURCE_ORDERED;
        b->strict = true;
    }
}

// The block that the text goes into: a new one, or the last when the mark between was deleted.
static struct source_block *open_block(struct docx *d, const xmlNode *properties, struct source_blocks *to) {
    struct source_block *last = to->n ? &to->items[to->n - 1] : NULL;
    bool join = d->join && last && last->kind != SOURCE_TABLE && last->kind != SOURCE_IMAGE;
    const xmlNode *mark = properties ? xml_child(properties, "rPr") : NULL;
    d->join = mark && xml_child(mark, "del");
    d->deleted += d->join;
    if (join) {
        return last;
    }
    return source_add(d->o.arena, to, SOURCE_PARAGRAPH, (struct source_place){.paragraph = d->paragraph});
}

static void add_hanging(struct writing *w, struct source_blocks *to) {
    struct docx *d = w->d;
    for (size_t i = 0; i < w->n_images; i++) {
        add_image(d, w->images[i], to);
    }
    for (size_t i = 0; i < w->n_boxes; i++) {
        d->depth++;
        docx_blocks(d, w->boxes[i], to);
        d->depth--;
    }
    for (size_t i = 0; i < w->n_notes && !d->in_note; i++) {
        add_note(d, w->notes[i], w->signs[i], to);
    }
}

// In our own forms what is to be written over stands between ‹ and ›: programs forget that it is an instruction, or
// that it no longer is.
static bool is_instruction(struct docx *d, const struct source_block *b) {
    const char *text = text_collapse(d->o.arena, source_text(d->o.arena, b));
    size_t n = strlen(text);
    return n >= 6 && strncmp(text, "‹", 3) == 0 && strcmp(text + n - 3, "›") == 0;
}

void docx_paragraph(struct docx *d, const xmlNode *p, struct source_blocks *to) {
    const xmlNode *properties = xml_child(p, "pPr");
    struct docx_kind k = docx_kind_of(d->styles, properties);
    d->paragraph += !d->in_note;
    struct writing *w = ARENA_NEW(d->o.arena, struct writing);
    w->d = d;
    w->text = buf_new(d->o.arena);
    w->code = buf_new(d->o.arena);
    if (k.contents) {
        take_aside(w, "perabot", p);
        return;
    }
    w->block = open_block(d, properties, to);
    w->base = k.heading ? 0u : (k.bold ? RUN_BOLD : 0u) | (k.italic ? RUN_ITALIC : 0u);
    inline_content(w, p);
    flush(w);
    if (w->block->n_runs == 0) {
        to->n--;
    } else if (d->ours && is_instruction(d, w->block)) {
        import_take(d->im, "petunjuk", NULL, source_text(d->o.arena, w->block), w->block->place);
        to->n--;
    } else {
        set_kind(d, w->block, &k);
        tell_placeholder(d, w->block);
    }
    add_hanging(w, to);
}
