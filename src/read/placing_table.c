// Tables of fields: a label in one column and its value in another ("Rincian | Keterangan"), or labels as the heads of
// columns and one innovation a row.
#include <string.h>

#include "base/text.h"
#include "read/fold.h"
#include "read/match.h"
#include "read/placing.h"

#define MAX_COLUMNS 64

static const char *cell_text(struct placing *p, const struct source_row *row, size_t c) {
    return c < row->n ? source_blocks_text(p->im->arena, &row->cells[c].blocks) : "";
}

static bool names_field(struct placing *p, const char *text, struct match *m) {
    if (text_blank(text) || strlen(text) > 1500) {
        return false;
    }
    return match_name(p->im->arena, p->form, text, false, m) || match_name(p->im->arena, p->form, text, true, m) ||
           match_question(p->im->arena, p->form, text, m);
}

static size_t filled_cells(struct placing *p, const struct source_row *row, size_t from, size_t to) {
    size_t n = 0;
    for (size_t c = from; c < to; c++) {
        const char *text = cell_text(p, row, c);
        n += strspn(text, " :") != strlen(text);
    }
    return n;
}

// ---- which column holds the labels

struct layout {
    size_t label;         // column of the labels
    size_t value;         // column of the values; MAX_COLUMNS: what stands behind the label
    bool head;            // the first row says so
    size_t rows;          // that name a field
    bool doubtful;        // more than one column behind the labels is filled, and no head says which holds the values
};

static bool is_word(struct placing *p, const char *kind, const char *text) {
    return strlen(text) < 60 && words_is(p->im->words, kind, fold_label(p->im->arena, text));
}

static void read_head(struct placing *p, const struct source_row *row, struct layout *l) {
    size_t label = MAX_COLUMNS, value = MAX_COLUMNS, remark = MAX_COLUMNS;
    for (size_t c = 0; c < row->n && c < MAX_COLUMNS; c++) {
        const char *text = cell_text(p, row, c);
        if (label == MAX_COLUMNS && is_word(p, "kolom-label", text)) {
            label = c;
        } else if (label != MAX_COLUMNS && value == MAX_COLUMNS && is_word(p, "kolom-nilai", text)) {
            value = c;
        } else if (label != MAX_COLUMNS && is_word(p, "kolom-keterangan", text)) {
            remark = c;  // holds the values where no other column does
        }
    }
    value = value == MAX_COLUMNS ? remark : value;
    if (label != MAX_COLUMNS && value != MAX_COLUMNS) {
        l->label = label;
        l->value = value;
        l->head = true;
    }
}

static bool names_second(struct placing *p, const struct source_row *row, size_t label) {
    struct match m;
    return row->n >= label + 4 && names_field(p, cell_text(p, row, label + 2), &m) && m.field;
}

static bool is_doubtful(struct placing *p, const struct source_block *table, const struct layout *l) {
    size_t doubtful = 0;
    struct match m;
    for (size_t r = 0; r < table->n_rows; r++) {
        const struct source_row *row = &table->rows[r];
        doubtful += names_field(p, cell_text(p, row, l->label), &m) && !names_second(p, row, l->label) &&
                    filled_cells(p, row, l->label + 1, row->n) > 1;
    }
    return !l->head && doubtful * 4 >= l->rows && doubtful > 0;
}

static struct layout layout_of(struct placing *p, const struct source_block *table) {
    struct layout l = {.value = MAX_COLUMNS};
    size_t hits[3] = {0};
    struct match m;
    for (size_t r = 0; r < table->n_rows; r++) {
        for (size_t c = 0; c < 3; c++) {
            hits[c] += table->rows[r].n >= 2 && names_field(p, cell_text(p, &table->rows[r], c), &m);
        }
    }
    for (size_t c = 1; c < 3; c++) {
        l.label = hits[c] > hits[l.label] ? c : l.label;
    }
    l.rows = hits[l.label];
    if (table->n_rows) {
        read_head(p, &table->rows[0], &l);
        l.rows = hits[l.label < 3 ? l.label : 0];
    }
    l.doubtful = is_doubtful(p, table, &l);
    return l;
}

// ---- rows

static void leave_cell(struct placing *p, const char *reason, const struct source_cell *cell) {
    for (size_t i = 0; i < cell->blocks.n; i++) {
        placing_leave(p, reason, &cell->blocks.items[i]);
    }
}

static void take_cell(struct placing *p, const char *as, const struct field *field, const struct source_cell *cell) {
    for (size_t i = 0; i < cell->blocks.n; i++) {
        placing_take(p, as, field, &cell->blocks.items[i]);
    }
}

// A row of which nothing is known stays a row.
static void leave_row(struct placing *p, const char *reason, const struct source_row *row) {
    size_t full = 0;
    for (size_t c = 0; c < row->n; c++) {
        full += !text_blank(cell_text(p, row, c));
    }
    if (full == 0) {
        return;
    }
    struct source_block *table = ARENA_NEW(p->im->arena, struct source_block);
    struct source_row *copy = ARENA_NEW(p->im->arena, struct source_row);
    *copy = *row;
    *table = (struct source_block){.kind = SOURCE_TABLE, .rows = copy, .n_rows = 1, .place = row->cells[0].place};
    placing_leave(p, reason, table);
}

static bool give_cell(struct placing *p, const struct field *field, const struct source_cell *cell) {
    bool any = false;
    for (size_t i = 0; i < cell->blocks.n; i++) {
        const struct source_block *b = &cell->blocks.items[i];
        const char *text = source_text(p->im->arena, b);
        // "label | : | value", "label | : value"
        size_t colon = *text == ':' ? 1 + strspn(text + 1, " ") : 0;
        if (text_blank(text + colon)) {
            import_take(p->im, "nomor", NULL, b->marker ? b->marker : "", b->place);
            continue;
        }
        placing_give(p, field, colon ? source_cut(p->im->arena, b, colon, strlen(text)) : b);
        any = true;
    }
    return any;
}

static void tell_near(struct placing *p, const struct match *m, const struct source_cell *cell) {
    if (m->near && m->name) {
        import_repair(p->im, "perbaikan.label", &cell->place, source_blocks_text(p->im->arena, &cell->blocks),
                      m->name);
    }
}

static bool is_name(const struct field *field) {
    return field->from && strcmp(field->from, "@nama") == 0;
}

// The label at column `c`, its values up to column `end`.
static void place_pair(struct placing *p, const struct layout *l, const struct source_row *row, size_t c, size_t end,
                       const struct match *m) {
    const struct field *field = m->field;
    if (l->doubtful || (!l->head && filled_cells(p, row, c + 1, end) > 1)) {
        leave_row(p, "kolom-lain", row);  // which of them is the value, and which explains it?
        return;
    }
    if (is_name(field) && placing_given(p, field)) {
        placing_finish(p);
    }
    if (placing_given(p, field)) {
        findings_add(p->im->findings, "impor.dua-kali", source_place(&p->im->source, &row->cells[c].place), "isian",
                     cell_text(p, row, c), NULL);
        leave_row(p, "dua-kali", row);
        return;
    }
    tell_near(p, m, &row->cells[c]);
    placing_open(p, field, m->name, row->cells[c].blocks.items);
    placing_answer(p, field)->place = row->cells[c].place;
    take_cell(p, "label", field, &row->cells[c]);
    size_t value = l->value;
    if (value >= row->n || value <= c) {
        value = end;
        while (value > c + 1 && text_blank(cell_text(p, row, value - 1))) {
            value--;
        }
        value--;
    }
    for (size_t k = c + 1; k < end; k++) {
        if (k == value) {
            give_cell(p, field, &row->cells[k]);
        } else if (strspn(cell_text(p, row, k), " :") != strlen(cell_text(p, row, k))) {
            leave_cell(p, "kolom-lain", &row->cells[k]);
        }
    }
}

static void place_row(struct placing *p, const struct layout *l, const struct source_row *row,
                      const struct field **last) {
    struct match m, second;
    const char *label = cell_text(p, row, l->label);
    if (text_blank(label) && *last && (*last)->kind == FIELD_TEXT && row->n > l->label + 1) {
        const struct source_cell *more = &row->cells[l->value < row->n ? l->value : row->n - 1];
        give_cell(p, *last, more);  // its label spans both rows
        return;
    }
    if ((!names_field(p, label, &m) && !match_short(p->im, p->form, label, &m)) || !m.field) {
        bool heading = row->n == 1 || text_blank(cell_text(p, row, row->n - 1));
        *last = NULL;
        if (heading && is_word(p, "judul-umum", label)) {
            take_cell(p, "judul", NULL, &row->cells[l->label]);
        } else {
            leave_row(p, "label-lain", row);
        }
        return;
    }
    for (size_t c = 0; c < l->label; c++) {
        import_take(p->im, "nomor", NULL, cell_text(p, row, c), row->cells[c].place);
    }
    size_t middle = l->label + 2;
    bool pairs = !l->head && row->n >= l->label + 4 && names_field(p, cell_text(p, row, middle), &second) &&
                 second.field && second.field != m.field;
    place_pair(p, l, row, l->label, pairs ? middle : row->n, &m);
    if (pairs) {
        place_pair(p, l, row, middle, row->n, &second);
    }
    *last = m.field;
}

static void place_rows(struct placing *p, const struct source_block *table, const struct layout *l) {
    const struct field *last = NULL;
    for (size_t r = 0; r < table->n_rows; r++) {
        const struct source_row *row = &table->rows[r];
        if (r == 0 && l->head) {
            for (size_t c = 0; c < row->n; c++) {
                take_cell(p, "judul", NULL, &row->cells[c]);
            }
        } else if (row->n) {
            place_row(p, l, row, &last);
        }
    }
    p->field = NULL;
    p->section = NULL;
    p->zone = ZONE_CLOSED;
}

// ---- one innovation a row

static size_t heads_of(struct placing *p, const struct source_row *row, const struct field **fields) {
    size_t n = 0;
    for (size_t c = 0; c < row->n && c < MAX_COLUMNS; c++) {
        struct match m;
        fields[c] = names_field(p, cell_text(p, row, c), &m) ? m.field : NULL;
        for (size_t k = 0; k < c && fields[c]; k++) {
            fields[c] = fields[k] == fields[c] ? NULL : fields[c];
        }
        n += fields[c] != NULL;
    }
    return n;
}

static void place_record(struct placing *p, const struct source_row *head, const struct source_row *row,
                         const struct field **fields) {
    for (size_t c = 0; c < row->n; c++) {
        const struct source_cell *cell = &row->cells[c];
        const struct field *field = c < MAX_COLUMNS ? fields[c] : NULL;
        if (text_blank(cell_text(p, row, c))) {
            continue;
        }
        if (field && cell->blocks.n) {
            placing_open(p, field, NULL, cell->blocks.items);
            placing_answer(p, field)->place = cell->place;
            give_cell(p, field, cell);
            continue;
        }
        struct source_block *named = ARENA_NEW(p->im->arena, struct source_block);
        *named = (struct source_block){.kind = SOURCE_PARAGRAPH, .place = cell->place};
        source_run(p->im->arena, named,
                   arena_printf(p->im->arena, "%s: %s", cell_text(p, head, c), cell_text(p, row, c)), 0, NULL);
        placing_leave(p, "kolom-lain", named);
    }
    placing_finish(p);
}

static bool place_records(struct placing *p, const struct source_block *table) {
    const struct field *fields[MAX_COLUMNS] = {0};
    const struct source_row *head = table->n_rows >= 2 ? &table->rows[0] : NULL;
    if (!head || head->n < 3 || heads_of(p, head, fields) < 3) {
        return false;
    }
    for (size_t c = 0; c < head->n; c++) {
        take_cell(p, "label", c < MAX_COLUMNS ? fields[c] : NULL, &head->cells[c]);
    }
    for (size_t r = 1; r < table->n_rows; r++) {
        if (!text_blank(source_text(p->im->arena, &(struct source_block){.kind = SOURCE_TABLE,
                                                                         .rows = &table->rows[r],
                                                                         .n_rows = 1}))) {
            place_record(p, head, &table->rows[r], fields);
        }
    }
    p->field = NULL;
    p->zone = ZONE_CLOSED;
    p->tables++;
    return true;
}

bool placing_table(struct placing *p, const struct source_block *table) {
    struct layout l = layout_of(p, table);
    if (l.rows < 3 && place_records(p, table)) {
        return true;
    }
    size_t enough = p->zone == ZONE_ANSWER ? 3 : l.head ? 1 : 2;
    if (l.rows < enough || (p->zone == ZONE_ANSWER && l.rows * 2 < table->n_rows)) {
        return false;
    }
    place_rows(p, table, &l);
    p->tables++;
    return true;
}
