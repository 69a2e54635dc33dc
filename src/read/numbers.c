#include "read/numbers.h"

#include <string.h>

#include "base/xml.h"
#include "read/fold.h"
#include "read/sheet.h"

#define HEAD_ROWS 30  // the row of heads stands among the first

enum column { COLUMN_DOCUMENT, COLUMN_TITLE, COLUMN_NUMBER, COLUMN_DATE, COLUMN_GIVER, COLUMN_RECEIVED, COLUMN_COUNT };
static const char *const field_names[COLUMN_COUNT] = {"naskah", "judul", "nomor", "tanggal", "pemberi", "diterima"};

struct reading_numbers {
    struct import *im;
    const xmlNode *kind;                // <lembar-nomor>
    const struct sheet *sheet;
    int columns[COLUMN_COUNT];           // from 1; 0: the sheet has none
    struct number_row *rows;
    size_t n, cap;
};

// Does the text stand in a list parted by '|', folded?
static bool among(struct arena *arena, const char *list, const char *folded) {
    for (const char *p = list; p && *p;) {
        size_t n = strcspn(p, "|");
        if (strcmp(fold_label(arena, arena_strndup(arena, p, n)), folded) == 0) {
            return true;
        }
        p += n + (p[n] == '|');
    }
    return false;
}

static int field_of(const struct reading_numbers *r, const char *head) {
    const char *folded = fold_label(r->im->arena, head);
    for (const xmlNode *k = xml_child(r->kind, "kolom"); k; k = xml_next(k, "kolom")) {
        const char *field = xml_attr(k, "isian");
        if (!among(r->im->arena, xml_attr(k, "kepala"), folded) &&
            !among(r->im->arena, xml_attr(k, "alias"), folded)) {
            continue;
        }
        for (int i = 0; i < COLUMN_COUNT; i++) {
            if (field && strcmp(field, field_names[i]) == 0) {
                return i;
            }
        }
    }
    return -1;
}

static bool are_heads(struct reading_numbers *r, const struct sheet_row *row) {
    memset(r->columns, 0, sizeof r->columns);
    for (size_t i = 0; i < row->n; i++) {
        int field = field_of(r, row->cells[i].text);
        if (field >= 0 && r->columns[field] == 0) {
            r->columns[field] = row->cells[i].column;
        }
    }
    bool which = r->columns[COLUMN_DOCUMENT] || r->columns[COLUMN_TITLE];
    return which && (r->columns[COLUMN_NUMBER] || r->columns[COLUMN_DATE]);
}

// A dash says that there is nothing.
static const char *text_of(const struct reading_numbers *r, const struct sheet_row *row, enum column field) {
    const struct sheet_cell *cell = r->columns[field] ? sheet_cell(row, r->columns[field]) : NULL;
    const char *text = cell ? text_collapse(r->im->arena, cell->text) : "";
    bool nothing = !*text || strcmp(text, "-") == 0 || strcmp(text, "–") == 0 || strcmp(text, "…") == 0;
    return nothing ? NULL : cell->kind == CELL_DATE ? arena_strndup(r->im->arena, text, 10) : text;
}

static void add_row(struct reading_numbers *r, const struct sheet_row *row) {
    int column = r->columns[COLUMN_NUMBER] ? r->columns[COLUMN_NUMBER] : r->columns[COLUMN_DATE];
    struct source_place place = sheet_place(r->sheet, row, column);
    struct number_row made = {.document = text_of(r, row, COLUMN_DOCUMENT),
                              .title = text_of(r, row, COLUMN_TITLE),
                              .number = text_of(r, row, COLUMN_NUMBER),
                              .date = text_of(r, row, COLUMN_DATE),
                              .giver = text_of(r, row, COLUMN_GIVER),
                              .received = text_of(r, row, COLUMN_RECEIVED),
                              .place = source_place(&r->im->source, &place)};
    if (!made.document && !made.title && !made.number) {
        return;
    }
    if (r->n == r->cap) {
        size_t cap = r->cap ? r->cap * 2 : 64, size = sizeof *r->rows;
        r->rows = arena_grow(r->im->arena, r->rows, r->cap * size, cap * size);
        r->cap = cap;
    }
    r->rows[r->n++] = made;
}

static bool take_sheet(struct reading_numbers *r, const struct sheet *sheet) {
    r->sheet = sheet;
    for (size_t i = 0; i < sheet->n && i < HEAD_ROWS; i++) {
        if (!are_heads(r, &sheet->rows[i])) {
            continue;
        }
        for (size_t k = i + 1; k < sheet->n; k++) {
            add_row(r, &sheet->rows[k]);
        }
        return true;
    }
    return false;
}

static const char *known_heads(struct arena *arena, const xmlNode *kind) {
    const char *all = "";
    for (const xmlNode *k = xml_child(kind, "kolom"); k; k = xml_next(k, "kolom")) {
        all = arena_printf(arena, "%s%s%s", all, *all ? ", " : "", xml_attr(k, "kepala"));
    }
    return all;
}

bool numbers_read(struct arena *arena, const char *file, struct str bytes, const xmlNode *sheets,
                  struct findings *findings, struct number_row **rows, size_t *n) {
    struct reading_numbers r = {.im = import_new(arena, file, NULL, NULL, findings, findings_new(arena, NULL)),
                                .kind = xml_child(sheets, "lembar-nomor")};
    struct workbook w;
    bool zipped = bytes.n > 4 && memcmp(bytes.p, "PK\x03\x04", 4) == 0;
    if (!(zipped ? xlsx_read(arena, file, bytes, findings, &w) : csv_read(r.im, bytes, &w))) {
        return false;
    }
    bool any = false;
    for (size_t i = 0; i < w.n; i++) {
        any = take_sheet(&r, &w.sheets[i]) || any;
    }
    *rows = r.rows;
    *n = r.n;
    if (!any) {
        findings_add(findings, "numbers.heads", (struct place){.file = file}, "berkas", file, "kepala",
                     known_heads(arena, r.kind), NULL);
    }
    return any;
}
