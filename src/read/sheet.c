#include "read/sheet.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct sheet_row *sheet_row(struct workbook *w, struct sheet *s, int number) {
    if (s->n == s->cap) {
        size_t cap = s->cap ? s->cap * 2 : 64;
        s->rows = arena_grow(w->arena, s->rows, s->cap * sizeof *s->rows, cap * sizeof *s->rows);
        s->cap = cap;
    }
    s->rows[s->n] = (struct sheet_row){.number = number};
    return &s->rows[s->n++];
}

static bool blank(struct str text) {
    const char *p = text.p, *end = text.p + text.n;
    while (p < end) {
        if (!text_is_space(text_next(&p, end))) {
            return false;
        }
    }
    return true;
}

bool sheet_add(struct workbook *w, struct sheet_row *row, int column, enum cell_kind kind, struct str text) {
    if (blank(text)) {
        return true;
    }
    if (w->cells == SHEET_MAX_CELLS) {
        return false;
    }
    w->cells++;
    if (row->n == row->cap) {
        size_t cap = row->cap ? row->cap * 2 : 8;
        row->cells = arena_grow(w->arena, row->cells, row->cap * sizeof *row->cells, cap * sizeof *row->cells);
        row->cap = cap;
    }
    row->cells[row->n++] = (struct sheet_cell){
        .text = arena_strndup(w->arena, text.p, text.n), .column = column, .kind = kind};
    return true;
}

const struct sheet_cell *sheet_cell(const struct sheet_row *row, int column) {
    for (size_t i = 0; i < row->n; i++) {
        if (row->cells[i].column == column) {
            return &row->cells[i];
        }
    }
    return NULL;
}

struct source_place sheet_place(const struct sheet *s, const struct sheet_row *row, int column) {
    if (!s->name) {
        return (struct source_place){.line = row->number};
    }
    return (struct source_place){.sheet = s->name, .row = row->number, .column = column};
}

// A cell's own lines are paragraphs.
static void add_lines(struct arena *arena, struct source_cell *cell, const char *text) {
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, "\n");
        char *line = arena_strndup(arena, p, n);
        if (!text_blank(line)) {
            struct source_block *b = source_add(arena, &cell->blocks, SOURCE_PARAGRAPH, cell->place);
            source_run(arena, b, line, 0, NULL);
        }
        p += n + (p[n] == '\n');
    }
}

void sheet_blocks(struct import *im, const struct sheet *s) {
    struct source *source = &im->source;
    if (s->n == 0) {
        return;
    }
    struct source_place place = sheet_place(s, &s->rows[0], 1);
    struct source_block *table = source_add(im->arena, &source->blocks, SOURCE_TABLE, place);
    for (size_t r = 0; r < s->n; r++) {
        const struct sheet_row *from = &s->rows[r];
        struct source_row *row = source_row(im->arena, table);
        int column = 1;
        for (size_t c = 0; c < from->n; c++) {
            if (from->cells[c].merged) {
                continue;
            }
            for (; column < from->cells[c].column && column < 256; column++) {
                source_cell(im->arena, row, sheet_place(s, from, column));
            }
            column = from->cells[c].column + 1;
            struct source_cell *cell = source_cell(im->arena, row, sheet_place(s, from, from->cells[c].column));
            add_lines(im->arena, cell, from->cells[c].text);
        }
    }
}

// ---- dates ----

// Days since 1970-01-01 to a civil date (Howard Hinnant's algorithm, in the public domain).
static void civil(long days, int *year, int *month, int *day) {
    days += 719468;
    long era = (days >= 0 ? days : days - 146096) / 146097;
    long doe = days - era * 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    long mp = (5 * doy + 2) / 153;
    *day = (int)(doy - (153 * mp + 2) / 5 + 1);
    *month = (int)(mp < 10 ? mp + 3 : mp - 9);
    *year = (int)(yoe + era * 400 + (*month <= 2));
}

bool sheet_date(double serial, bool from_1904, char out[32]) {
    if (!(serial >= 0) || serial >= 2958466) {  // the year 9999
        return false;
    }
    long seconds = lround((serial - floor(serial)) * 86400);
    long day_number = (long)floor(serial) + (seconds == 86400);
    seconds %= 86400;
    int hour = (int)(seconds / 3600), minute = (int)(seconds / 60 % 60), year, month, day;
    if (day_number == 0 && !from_1904) {
        snprintf(out, 32, "%02d:%02d", hour, minute);
        return true;
    }
    if (!from_1904 && day_number == 60) {  // 29 February 1900, which Excel believes in
        return false;
    }
    // Day 1 is 1 January 1900; from day 61 on the count is one too high.
    long epoch = from_1904 ? -24107 : day_number < 60 ? -25568 : -25569;
    civil(day_number + epoch, &year, &month, &day);
    if (seconds == 0) {
        snprintf(out, 32, "%04d-%02d-%02d", year, month, day);
    } else {
        snprintf(out, 32, "%04d-%02d-%02d %02d:%02d", year, month, day, hour, minute);
    }
    return true;
}

// Letters in quotes, after a backslash and in brackets (colours, languages) print themselves or nothing.
bool sheet_date_format(const char *code) {
    for (const char *p = code; *p && *p != ';'; p++) {
        if (*p == '"') {
            p = strchr(p + 1, '"');
        } else if (*p == '[' && (p[1] | 32) != 'h' && (p[1] | 32) != 'm' && (p[1] | 32) != 's') {
            p = strchr(p + 1, ']');
        } else if ((*p == '\\' || *p == '_' || *p == '*') && p[1]) {
            p++;
        } else if (strncasecmp(p, "general", 7) == 0) {
            p += 6;
        } else if (strchr("yYmMdDhHsS", *p)) {
            return true;
        }
        if (!p) {
            return false;
        }
    }
    return false;
}
