// Word documents (ISO/IEC 29500): paragraphs, lists, tables and what hangs on them, as blocks. Tracked changes are
// taken as accepted; running heads and feet are left out, and told in what was taken.
#include <stdlib.h>
#include <string.h>

#include "read/docx_parts.h"
#include "read/sheet.h"

#define GRID_MAX 256

bool docx_skipped(const xmlNode *node) {
    return xml_is(node, "del") || xml_is(node, "moveFrom");
}

const xmlNode *docx_choice(const xmlNode *node) {
    const xmlNode *choice = xml_child(node, "Choice");
    return choice ? choice : xml_child(node, "Fallback");
}

static void plain(struct buf *out, const xmlNode *node, int depth) {
    for (const xmlNode *c = node->children; c && depth < 100; c = c->next) {
        if (c->type == XML_TEXT_NODE) {
            if (xml_is(node, "t")) {
                buf_str(out, (const char *)c->content);
            }
        } else if (xml_is(c, "tab") || xml_is(c, "br")) {
            buf_char(out, ' ');
        } else if (c->type == XML_ELEMENT_NODE && !xml_is(c, "Fallback")) {
            plain(out, c, depth + 1);
            if (xml_is(c, "p") && out->n && out->p[out->n - 1] != ' ') {
                buf_char(out, ' ');
            }
        }
    }
}

const char *docx_plain(struct arena *arena, const xmlNode *node) {
    struct buf out = buf_new(arena);
    plain(&out, node, 0);
    return buf_text(&out);
}

// ---- tables ----

struct table {
    struct docx *d;
    struct source_block block;                   // built aside: blocks of a list move when it grows
    size_t merge_row[GRID_MAX], merge_cell[GRID_MAX];  // of the last cell in each column; row + 1, 0: none
};

static int span_of(const xmlNode *properties, const char *name, int otherwise) {
    const char *value = docx_value(properties, name);
    int n = value ? atoi(value) : otherwise;
    return n < 0 ? 0 : n > GRID_MAX ? GRID_MAX : n;
}

static bool goes_on(const xmlNode *properties) {
    const xmlNode *merge = properties ? xml_child(properties, "vMerge") : NULL;
    const char *value = merge ? xml_attr(merge, "val") : NULL;
    return merge && (!value || strcmp(value, "continue") == 0);
}

// Cells grow while their content is read only in tables of their own, so that the pointer holds.
static void fill_cell(struct docx *d, const xmlNode *tc, struct source_cell *cell) {
    d->depth++;
    docx_blocks(d, tc, &cell->blocks);
    d->depth--;
}

static void add_cell(struct table *t, const xmlNode *tc, bool head, int *column) {
    const xmlNode *properties = xml_child(tc, "tcPr");
    int span = span_of(properties, "gridSpan", 1), at = *column;
    size_t r = t->block.n_rows - 1;
    span = span < 1 ? 1 : span;
    *column += span;
    if (goes_on(properties) && at < GRID_MAX && t->merge_row[at]) {
        struct source_cell *first = &t->block.rows[t->merge_row[at] - 1].cells[t->merge_cell[at]];
        first->rowspan++;
        fill_cell(t->d, tc, first);  // empty in what Word writes
        return;
    }
    struct source_cell *cell = source_cell(t->d->o.arena, &t->block.rows[r],
                                           (struct source_place){.paragraph = t->d->paragraph + 1});
    cell->colspan = span;
    cell->head = head;
    for (int i = at; i < at + span && i < GRID_MAX; i++) {
        t->merge_row[i] = r + 1;
        t->merge_cell[i] = t->block.rows[r].n - 1;
    }
    fill_cell(t->d, tc, cell);
}

static void add_cells(struct table *t, const xmlNode *node, bool head, int *column, int depth) {
    for (const xmlNode *c = node->children; c && depth < 20; c = c->next) {
        if (xml_is(c, "tc")) {
            add_cell(t, c, head, column);
        } else if (xml_is(c, "sdt") && xml_child(c, "sdtContent")) {
            add_cells(t, xml_child(c, "sdtContent"), head, column, depth + 1);
        } else if (xml_is(c, "customXml")) {
            add_cells(t, c, head, column, depth + 1);
        }
    }
}

static void add_rows(struct table *t, const xmlNode *node, int depth) {
    for (const xmlNode *c = node->children; c && depth < 20; c = c->next) {
        const xmlNode *properties = xml_is(c, "tr") ? xml_child(c, "trPr") : NULL;
        if (properties && xml_child(properties, "del")) {
            t->d->deleted++;
        } else if (xml_is(c, "tr")) {
            int column = span_of(properties, "gridBefore", 0);
            source_row(t->d->o.arena, &t->block);
            add_cells(t, c, docx_on(properties, "tblHeader"), &column, 0);
        } else if (xml_is(c, "sdt") && xml_child(c, "sdtContent")) {
            add_rows(t, xml_child(c, "sdtContent"), depth + 1);
        } else if (xml_is(c, "customXml") || xml_is(c, "ins")) {
            add_rows(t, c, depth + 1);
        }
    }
}

static void add_table(struct docx *d, const xmlNode *tbl, struct source_blocks *to) {
    struct table *t = ARENA_NEW(d->o.arena, struct table);
    t->d = d;
    t->block = (struct source_block){.kind = SOURCE_TABLE, .place = {.paragraph = d->paragraph + 1}};
    add_rows(t, tbl, 0);
    if (t->block.n_rows > 0) {
        *source_add(d->o.arena, to, SOURCE_TABLE, t->block.place) = t->block;
    }
}

// ---- blocks ----

static void add_control(struct docx *d, const xmlNode *sdt, struct source_blocks *to) {
    const xmlNode *inside = xml_child(sdt, "sdtContent");
    if (inside && !d->ours && docx_on(xml_child(sdt, "sdtPr"), "showingPlcHdr")) {
        import_take(d->im, "petunjuk", NULL, docx_plain(d->o.arena, inside),
                    (struct source_place){.paragraph = d->paragraph + 1});
    } else if (inside) {
        docx_blocks(d, inside, to);
    }
}

static void add_block(struct docx *d, const xmlNode *c, struct source_blocks *to) {
    const char *name = xml_name(c);
    if (strcmp(name, "p") == 0) {
        docx_paragraph(d, c, to);
    } else if (strcmp(name, "tbl") == 0) {
        add_table(d, c, to);
    } else if (strcmp(name, "sdt") == 0) {
        add_control(d, c, to);
    } else if (docx_skipped(c)) {
        d->deleted++;
    } else if (strcmp(name, "ins") == 0 || strcmp(name, "moveTo") == 0 || strcmp(name, "customXml") == 0) {
        docx_blocks(d, c, to);
    } else if (strcmp(name, "AlternateContent") == 0 && docx_choice(c)) {
        docx_blocks(d, docx_choice(c), to);
    } else if (strcmp(name, "altChunk") == 0) {
        findings_add(d->im->findings, "docx.chunk", (struct place){.file = d->o.file}, NULL);
    }
}

void docx_blocks(struct docx *d, const xmlNode *node, struct source_blocks *to) {
    if (d->depth > SOURCE_MAX_DEPTH) {
        findings_add(d->im->findings, "docx.deep", (struct place){.file = d->o.file}, "batas",
                     arena_printf(d->o.arena, "%d", SOURCE_MAX_DEPTH), NULL);
        return;
    }
    for (const xmlNode *c = node->children; c && d->paragraph < SOURCE_MAX_BLOCKS; c = c->next) {
        if (c->type == XML_ELEMENT_NODE) {
            add_block(d, c, to);
        }
    }
}

// ---- what stands beside the text ----

// Running heads and feet, comments: left out of the text, but told.
static void take_aside(struct docx *d, const char *type, const char *as) {
    const char *part;
    for (int i = 0; i < 50 && (part = ooxml_related_nth(&d->o, d->o.main, type, i)); i++) {
        const xmlNode *root = ooxml_root(&d->o, part);
        const char *text = root ? docx_plain(d->o.arena, root) : "";
        if (!text_blank(text)) {
            import_take(d->im, as, NULL, text, (struct source_place){0});
        }
    }
}

static const char *count(struct docx *d, size_t n) {
    return arena_printf(d->o.arena, "%zu", n);
}

static void tell_counts(struct docx *d) {
    struct place place = {.file = d->o.file};
    if (d->inserted || d->deleted) {
        findings_add(d->im->findings, "docx.tracked", place, "sisipan", count(d, d->inserted), "hapusan",
                     count(d, d->deleted), NULL);
    }
    if (d->comments) {
        findings_add(d->im->findings, "docx.comment", place, "jumlah", count(d, d->comments), NULL);
    }
    if (d->hidden) {
        findings_add(d->im->findings, "docx.hidden", place, "jumlah", count(d, d->hidden), NULL);
    }
}

static const xmlNode *related_root(struct docx *d, const char *type) {
    return ooxml_root(&d->o, ooxml_related(&d->o, d->o.main, NULL, type));
}

// A question form of ours (naskah formulir) says in its properties of which contest it is.
static void take_profile(struct docx *d) {
    const xmlNode *root = ooxml_root(&d->o, ooxml_related(&d->o, "", NULL, "/custom-properties"));
    for (const xmlNode *p = root ? xml_child(root, "property") : NULL; p; p = xml_next(p, "property")) {
        const char *name = xml_attr(p, "name");
        if (!name || strcmp(name, "naskah-profil") != 0) {
            continue;
        }
        const char *id = xml_text(d->o.arena, p);
        d->ours = true;
        if (!d->im->form && d->im->forms) {
            d->im->form = forms_find(d->im->forms, id) ? id : NULL;
        }
    }
}

bool docx_import(struct import *im, struct str bytes) {
    struct docx *d = ARENA_NEW(im->arena, struct docx);
    d->im = im;
    if (!ooxml_open(&d->o, im->arena, im->file, bytes, im->findings)) {
        return false;
    }
    size_t before = im->findings->n;
    d->part = d->o.main;
    const xmlNode *root = ooxml_root(&d->o, d->o.main), *body = root ? xml_child(root, "body") : NULL;
    if (!body) {
        if (im->findings->n == before) {
            findings_add(im->findings, "ooxml.main", (struct place){.file = im->file}, NULL);
        }
        return false;
    }
    // A damaged part beside the text is told, and the text read without it.
    d->styles = docx_styles_new(im->arena, related_root(d, "/styles"));
    d->lists = docx_lists_new(im->arena, related_root(d, "/numbering"));
    d->footnotes = related_root(d, "/footnotes");
    d->endnotes = related_root(d, "/endnotes");
    take_profile(d);
    docx_blocks(d, body, &im->source.blocks);
    take_aside(d, "/header", "perabot");
    take_aside(d, "/footer", "perabot");
    take_aside(d, "/comments", "komentar");
    tell_counts(d);
    return true;
}
