// Answers of an online form (Google Forms and the like) as a sheet: questions are the heads, each row is one proposal.
// Each row becomes a text of headings and answers, which is placed like any other text.
#include <string.h>

#include "base/xml.h"
#include "read/fold.h"
#include "read/match.h"
#include "read/placing.h"
#include "read/sheet_take.h"

// "Cap waktu", "Timestamp": the first column of what such forms export.
static bool is_timestamp(struct arena *arena, const char *text) {
    const char *folded = fold_label(arena, text);
    return strcmp(folded, "cap waktu") == 0 || strcmp(folded, "timestamp") == 0 || strcmp(folded, "stempel waktu") == 0;
}

// Fields that ask for answers at length count twice: a list of innovations has the short ones too.
static int fields_of(struct import *im, const struct form *form, const struct sheet_row *row) {
    int n = 0, asked = 0;
    for (size_t i = 0; i < row->n; i++) {
        struct match m;
        const char *text = row->cells[i].text;
        if (match_question(im->arena, form, text, &m) || match_name(im->arena, form, text, false, &m)) {
            n++;
            asked += m.field && m.field->kind == FIELD_TEXT;
        }
    }
    return asked ? n + asked : n / 2;
}

bool take_is_form(struct import *im, const struct sheet *s, size_t head) {
    const struct sheet_row *row = &s->rows[head];
    int best = 0;
    for (size_t i = 0; im->forms && i < im->forms->n; i++) {
        int n = fields_of(im, &im->forms->items[i], row);
        best = n > best ? n : best;
    }
    bool stamped = row->n > 0 && is_timestamp(im->arena, row->cells[0].text);
    return (stamped && best >= 2) || best >= 6;
}

// Ticked boxes are joined by ';', each a line of its own; line breaks of a cell are paragraphs.
static void add_answer(struct import *sub, const char *text, struct source_place place) {
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, "\n");
        const char *line = arena_strndup(sub->arena, p, n);
        if (!text_blank(line)) {
            struct source_block *b = source_add(sub->arena, &sub->source.blocks, SOURCE_PARAGRAPH, place);
            source_run(sub->arena, b, line, 0, NULL);
        }
        p += n + (p[n] == '\n');
    }
}

static void add_row(struct import *sub, const struct sheet *s, size_t head, const struct sheet_row *row) {
    const struct sheet_row *heads = &s->rows[head];
    for (size_t i = 0; i < row->n; i++) {
        const struct sheet_cell *cell = &row->cells[i], *title = sheet_cell(heads, cell->column);
        struct source_place place = sheet_place(s, row, cell->column);
        if (title && is_timestamp(sub->arena, title->text)) {
            import_take(sub, "penanda", NULL, cell->text, place);
            continue;
        }
        if (title) {
            struct source_block *b = source_add(sub->arena, &sub->source.blocks, SOURCE_HEADING, place);
            b->level = 1;
            source_run(sub->arena, b, text_collapse(sub->arena, title->text), 0, NULL);
        }
        add_answer(sub, cell->text, place);
    }
}

// Ids that several rows gave are told apart.
static void move_objects(struct import *im, struct import *sub) {
    for (xmlNode *o = xml_child(sub->data, NULL); o;) {
        xmlNode *next = xml_next(o, NULL);
        xml_copy_into(im->data, o);
        o = next;
    }
    for (size_t i = 0; i < sub->n_where; i++) {
        import_note_where(im, sub->where[i].object, sub->where[i].path, sub->where[i].place);
    }
    for (size_t i = 0; i < sub->n_taken; i++) {
        const struct import_taken *t = &sub->taken[i];
        import_take(im, t->as, t->field, t->text, t->place);
    }
}

void take_form(struct import *im, const struct sheet *s, size_t head) {
    for (size_t r = 0; r < head; r++) {
        for (size_t c = 0; c < s->rows[r].n; c++) {
            import_take(im, "judul", NULL, s->rows[r].cells[c].text, sheet_place(s, &s->rows[r], 1));
        }
    }
    for (size_t c = 0; c < s->rows[head].n; c++) {
        import_take(im, "pertanyaan", NULL, s->rows[head].cells[c].text,
                    sheet_place(s, &s->rows[head], s->rows[head].cells[c].column));
    }
    for (size_t r = head + 1; r < s->n; r++) {
        struct import *sub = import_new(im->arena, im->file, im->forms, im->words, im->findings, im->repairs);
        sub->form = im->form;
        sub->shape = im->shape;
        sub->folder = im->folder;
        add_row(sub, s, head, &s->rows[r]);
        if (sub->source.blocks.n > 0 && placing_run(sub)) {
            move_objects(im, sub);
        }
    }
}
