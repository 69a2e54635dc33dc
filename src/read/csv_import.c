// CSV files among what comes in: one sheet without a name.
#include <string.h>

#include "read/csv.h"
#include "read/sheet.h"

struct filling {
    struct workbook *w;
    struct sheet *sheet;
    bool large;
};

static bool take_row(void *context, const struct csv_row *row) {
    struct filling *f = context;
    struct sheet_row *to = sheet_row(f->w, f->sheet, row->line);
    for (size_t i = 0; i < row->n; i++) {
        if (!sheet_add(f->w, to, (int)i + 1, CELL_TEXT, row->cells[i])) {
            f->large = true;
            return false;
        }
    }
    if (to->n == 0) {
        f->sheet->n--;
    }
    return true;
}

static bool tell(struct import *im, enum csv_problem problem, int line, bool large) {
    struct place place = {.file = im->file, .line = line};
    switch (large ? CSV_GOOD : problem) {
    case CSV_CELL:
        findings_add(im->findings, "csv.cell", place, "batas", "1 MiB", NULL);
        return false;
    case CSV_COLUMNS:
        findings_add(im->findings, "csv.columns", place, "batas", arena_printf(im->arena, "%d", CSV_MAX_COLUMNS), NULL);
        return false;
    case CSV_QUOTE:
        findings_add(im->findings, "csv.quote", place, NULL);
        return true;
    case CSV_GOOD:
        break;
    }
    if (large) {
        findings_add(im->findings, "sheet.large", (struct place){.file = im->file}, "batas", "1.000.000", NULL);
    }
    return !large;
}

bool csv_read(struct import *im, struct str bytes, struct workbook *out) {
    *out = (struct workbook){.arena = im->arena, .file = im->file, .n = 1};
    out->sheets = ARENA_NEW(im->arena, struct sheet);
    struct filling f = {.w = out, .sheet = out->sheets};
    struct csv *c = csv_new(im->arena, take_row, &f);
    csv_feed(c, bytes.p, bytes.n);
    enum csv_problem problem = csv_end(c);
    if (csv_mended(c)) {
        findings_add(im->findings, "csv.encoding", (struct place){.file = im->file}, NULL);
    }
    return tell(im, problem, csv_problem_line(c), f.large);
}
