// Answers of an online form (Google Forms and the like) as a sheet: questions are the heads, each row is one proposal.
// The heads say which field a column answers; cells are never taken for heads.
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

// The form that the heads ask most of.
static const struct form *form_of(struct import *im, const struct sheet_row *row, int *best) {
    const struct form *found = NULL;
    *best = 0;
    for (size_t i = 0; im->forms && i < im->forms->n; i++) {
        const struct form *form = &im->forms->items[i];
        int n = im->form && strcmp(im->form, form->id) != 0 ? 0 : fields_of(im, form, row);
        found = n > *best ? form : found;
        *best = n > *best ? n : *best;
    }
    return found;
}

bool take_is_form(struct import *im, const struct sheet *s, size_t head) {
    const struct sheet_row *row = &s->rows[head];
    int best;
    bool stamped = row->n > 0 && is_timestamp(im->arena, row->cells[0].text);
    return form_of(im, row, &best) && ((stamped && best >= 2) || best >= 6);
}

struct answering {
    struct placing p;
    const struct sheet *sheet;
    const struct sheet_row *row;
};

static void add_piece(struct answering *a, const struct field *field, const char *head, const char *text, size_t n,
                      bool item, struct source_place place) {
    struct arena *arena = a->p.im->arena;
    const char *piece = text_collapse(arena, arena_strndup(arena, text, n));
    struct source_block *b = ARENA_NEW(arena, struct source_block);
    if (!*piece) {
        return;
    }
    *b = (struct source_block){.kind = item ? SOURCE_ITEM : SOURCE_PARAGRAPH, .list = SOURCE_BULLET, .place = place};
    if (!field && head) {
        piece = arena_printf(arena, "%s: %s", text_collapse(arena, head), piece);
    }
    source_run(arena, b, piece, 0, NULL);
    if (field) {
        placing_give(&a->p, field, b);
    } else {
        placing_leave(&a->p, "kolom-lain", b);
    }
}

// Ticked boxes are joined by ';' without a space behind it: each is an item.
static bool is_ticked(const char *text) {
    const char *at = strchr(text, ';');
    return at && at[1] && !strchr(" \n", at[1]) && !strchr(text, '\n');
}

static void add_cell(struct answering *a, const struct field *field, const char *head, const struct sheet_cell *cell) {
    struct source_place place = sheet_place(a->sheet, a->row, cell->column);
    const char *ends = "\n";
    bool items = field && field->kind == FIELD_TEXT && !field->from && is_ticked(cell->text);
    if (field) {
        struct source_block at = {.place = place};
        placing_open(&a->p, field, head, &at);
        ends = items ? ";" : field->kind == FIELD_TEXT && !field->from ? "\n" : "";
    }
    for (const char *p = cell->text; *p;) {  // line breaks of a cell are paragraphs, but not of a name or a choice
        size_t n = *ends ? strcspn(p, ends) : strlen(p);
        add_piece(a, field, head, p, n, items, place);
        p += n + (p[n] != '\0');
    }
}

static const struct field *field_of(struct import *im, const struct form *form, const char *head) {
    struct match m;
    return match_question(im->arena, form, head, &m) || match_name(im->arena, form, head, false, &m) ? m.field : NULL;
}

static void take_row_of_form(struct answering *a, const struct sheet_row *heads) {
    struct import *im = a->p.im;
    for (size_t i = 0; i < a->row->n; i++) {
        const struct sheet_cell *cell = &a->row->cells[i], *title = sheet_cell(heads, cell->column);
        if (title && is_timestamp(im->arena, title->text)) {
            import_take(im, "penanda", NULL, cell->text, sheet_place(a->sheet, a->row, cell->column));
            continue;
        }
        const struct field *field = title ? field_of(im, a->p.form, title->text) : NULL;
        add_cell(a, field && !placing_given(&a->p, field) ? field : NULL, title ? title->text : NULL, cell);
    }
}

static bool any_answer(const struct placing *p) {
    for (size_t i = 0; i < p->form->n_fields; i++) {
        if (p->answers[i].blocks.n) {
            return true;
        }
    }
    return false;
}

static void take_whole_row(struct import *im, const struct sheet *s, size_t r, const char *as) {
    for (size_t c = 0; c < s->rows[r].n; c++) {
        import_take(im, as, NULL, s->rows[r].cells[c].text, sheet_place(s, &s->rows[r], s->rows[r].cells[c].column));
    }
}

void take_form(struct import *im, const struct sheet *s, size_t head) {
    int best;
    const struct form *form = form_of(im, &s->rows[head], &best);
    struct answering a = {.p = {.im = im, .form = form}, .sheet = s};
    a.p.answers = ARENA_ARRAY(im->arena, form->n_fields + 1, struct answer);
    for (size_t r = 0; r <= head; r++) {
        take_whole_row(im, s, r, r < head ? "judul" : "pertanyaan");
    }
    for (size_t r = head + 1; r < s->n; r++) {
        a.row = &s->rows[r];
        take_row_of_form(&a, &s->rows[head]);
        if (any_answer(&a.p)) {
            placing_finish(&a.p);
        } else {
            placing_scrap(&a.p);  // sent by mistake
        }
    }
}
