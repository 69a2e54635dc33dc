#include "form/tables.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

#include "base/buf.h"
#include "base/file.h"

#define LINE_HEIGHT 15  // points
#define MAX_WORKBOOK ((size_t)32 << 20)
#define MAX_LINES 12
#define LONG_LISTS "daftar-panjang"
#define LONG_MOST 64

struct writing {
    struct arena *arena;
    lxw_workbook *book;
    const struct form_table *tables;
    size_t n;
    lxw_format *title, *about, *head, *needed, *cell, *fixed, *line;
    const struct form_column *longs[LONG_MOST];  // whose choices stand in the hidden sheet, a column each
    size_t n_long;
};

static lxw_format *framed(lxw_workbook *book, lxw_color_t fill) {
    lxw_format *f = workbook_add_format(book);
    format_set_border(f, LXW_BORDER_THIN);
    format_set_border_color(f, 0xB0B0B0);
    format_set_bg_color(f, fill);
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(f);
    format_set_num_format(f, "@");  // codes, years and dates stay what was typed
    return f;
}

static lxw_format *heading(lxw_workbook *book, lxw_color_t fill) {
    lxw_format *f = framed(book, fill);
    format_set_bold(f);
    format_set_font_color(f, 0xFFFFFF);
    format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
    return f;
}

static void make_formats(struct writing *w) {
    w->title = workbook_add_format(w->book);
    format_set_bold(w->title);
    format_set_font_size(w->title, 14);
    format_set_text_wrap(w->title);
    w->about = workbook_add_format(w->book);
    format_set_italic(w->about);
    format_set_font_color(w->about, 0x44546A);
    format_set_align(w->about, LXW_ALIGN_VERTICAL_CENTER);
    w->head = heading(w->book, 0x44546A);
    w->needed = heading(w->book, 0x1F3864);
    w->cell = framed(w->book, 0xFFF9DB);
    format_set_unlocked(w->cell);
    w->fixed = framed(w->book, 0xF2F2F2);
    w->line = workbook_add_format(w->book);
    format_set_text_wrap(w->line);
    format_set_align(w->line, LXW_ALIGN_VERTICAL_TOP);
}

static int lines_of(const char *text, double width) {
    int lines = 0;
    for (const char *p = text; p; p = strchr(p, '\n') ? strchr(p, '\n') + 1 : NULL) {
        size_t n = strcspn(p, "\n");
        lines += (int)((double)n / (width * 0.95)) + 1;
    }
    return lines > MAX_LINES ? MAX_LINES : lines;
}

static double width_of(const struct form_column *c) {
    return c->width > 0 ? c->width : (double)text_length(c->head) + 4;
}

// ---- lists to choose from

enum { LIST_LETTERS = 255, LIST_MOST = 128 };

static const struct form_table *table_named(const struct writing *w, const char *name) {
    for (size_t i = 0; i < w->n; i++) {
        if (strcmp(w->tables[i].name, name) == 0) {
            return &w->tables[i];
        }
    }
    return NULL;
}

// Excel takes a list of so many letters, commas counted, in the rule of a cell; a longer one stands in cells itself.
static bool fits_in_rule(const struct form_column *c) {
    size_t letters = 0;
    for (size_t i = 0; i < c->n_choices; i++) {
        letters += text_length(c->choices[i]) + 1;
    }
    return c->n_choices <= LIST_MOST && letters <= LIST_LETTERS;
}

// Of a column of another sheet (0 the first) from one row to another, counted from 1.
static const char *range_of(struct writing *w, const char *sheet, lxw_col_t column, size_t from, size_t to) {
    char name[8];
    struct buf quoted = buf_new(w->arena);
    for (const char *p = sheet; *p; p++) {
        buf_printf(&quoted, "%s%c", *p == '\'' ? "'" : "", *p);
    }
    lxw_col_to_name(name, column, true);
    return arena_printf(w->arena, "='%s'!%s$%zu:%s$%zu", buf_text(&quoted), name, from, name, to);
}

// The library copies the formula and never frees the copy (1.1.4): a few letters a list, of which no leak is made.
static void offer_range(lxw_worksheet *sheet, const char *range, lxw_col_t at, lxw_row_t last) {
    lxw_data_validation v = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                             .value_formula = (char *)range,
                             .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
                             .ignore_blank = LXW_VALIDATION_ON};
#ifdef __SANITIZE_ADDRESS__
    __lsan_disable();
#endif
    worksheet_data_validation_range(sheet, 2, at, last, at, &v);
#ifdef __SANITIZE_ADDRESS__
    __lsan_enable();
#endif
}

// What is offered from another sheet follows what people write there.
static void offer(struct writing *w, lxw_worksheet *sheet, const struct form_column *c, lxw_col_t at, lxw_row_t last) {
    const struct form_table *t = c->choices_of ? table_named(w, c->choices_of) : NULL;
    if (t) {
        offer_range(sheet, range_of(w, t->name, 0, 3, t->n_rows + t->empty + 2), at, last);
    } else if (c->n_choices > 0 && fits_in_rule(c)) {
        const char *list[LIST_MOST + 1] = {NULL};
        memcpy(list, c->choices, c->n_choices * sizeof *list);
        lxw_data_validation v = {.validate = LXW_VALIDATION_TYPE_LIST,
                                 .value_list = (char **)list,
                                 .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
                                 .ignore_blank = LXW_VALIDATION_ON};
        worksheet_data_validation_range(sheet, 2, at, last, at, &v);
    } else if (c->n_choices > 0 && w->n_long < LONG_MOST) {
        w->longs[w->n_long] = c;
        offer_range(sheet, range_of(w, LONG_LISTS, (lxw_col_t)w->n_long++, 1, c->n_choices), at, last);
    }
}

// A hidden sheet with a column for each list that is too long for the rule of a cell.
static void write_long_lists(struct writing *w) {
    lxw_worksheet *sheet = w->n_long ? workbook_add_worksheet(w->book, LONG_LISTS) : NULL;
    for (size_t i = 0; i < w->n_long; i++) {
        for (size_t k = 0; k < w->longs[i]->n_choices; k++) {
            worksheet_write_string(sheet, (lxw_row_t)k, (lxw_col_t)i, w->longs[i]->choices[k], NULL);
        }
    }
    if (sheet) {
        worksheet_hide(sheet);
    }
}

// ---- sheets

static void write_guide(const struct form_table *t, lxw_worksheet *sheet, const struct writing *w) {
    worksheet_set_column(sheet, 0, 0, 90, NULL);
    for (size_t r = 0; r < t->n_rows; r++) {
        const char *text = t->cells[r];
        worksheet_write_string(sheet, (lxw_row_t)r, 0, text ? text : "", r == 0 ? w->title : w->line);
        worksheet_set_row(sheet, (lxw_row_t)r, (r == 0 ? 2 : lines_of(text ? text : "", 90)) * LINE_HEIGHT, NULL);
    }
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
}

static void write_head(struct writing *w, const struct form_table *t, lxw_worksheet *sheet, lxw_col_t at) {
    const struct form_column *c = &t->columns[at];
    worksheet_set_column(sheet, at, at, width_of(c), NULL);
    worksheet_write_string(sheet, 1, at, c->needed ? arena_printf(w->arena, "%s *", c->head) : c->head,
                           c->needed ? w->needed : w->head);
    if (c->hint && *c->hint) {
        lxw_comment_options comment = {.author = "naskah", .width = 280, .height = 80};
        worksheet_write_comment_opt(sheet, 1, at, c->hint, &comment);
    }
    offer(w, sheet, c, at, (lxw_row_t)(t->n_rows + t->empty + 1));
}

static void write_rows(const struct form_table *t, lxw_worksheet *sheet, const struct writing *w) {
    for (size_t r = 0; r < t->n_rows + t->empty; r++) {
        int lines = 1;
        for (size_t c = 0; c < t->n_columns; c++) {
            const char *text = r < t->n_rows ? t->cells[r * t->n_columns + c] : NULL;
            lxw_format *format = t->columns[c].fixed ? w->fixed : w->cell;
            if (text && *text) {
                int own = lines_of(text, width_of(&t->columns[c]));
                lines = own > lines ? own : lines;
                worksheet_write_string(sheet, (lxw_row_t)r + 2, (lxw_col_t)c, text, format);
            } else {
                worksheet_write_blank(sheet, (lxw_row_t)r + 2, (lxw_col_t)c, format);
            }
        }
        worksheet_set_row(sheet, (lxw_row_t)r + 2, lines * LINE_HEIGHT, NULL);
    }
}

static void write_table(struct writing *w, const struct form_table *t) {
    lxw_worksheet *sheet = workbook_add_worksheet(w->book, t->name);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    if (t->guide) {
        write_guide(t, sheet, w);
        return;
    }
    worksheet_write_string(sheet, 0, 0, t->about ? t->about : "", w->about);
    worksheet_set_row(sheet, 0, 24, NULL);
    for (size_t c = 0; c < t->n_columns; c++) {
        write_head(w, t, sheet, (lxw_col_t)c);
    }
    worksheet_set_row(sheet, 1, 32, NULL);
    write_rows(t, sheet, w);
    worksheet_freeze_panes(sheet, 2, 1);
    worksheet_repeat_rows(sheet, 1, 1);
    lxw_protection open = {.format_columns = 1, .format_rows = 1, .insert_rows = 1, .delete_rows = 1, .sort = 1};
    worksheet_protect(sheet, NULL, &open);
}

static bool write_book(struct writing *w, const char *title, const char *path) {
    w->book = workbook_new(path);
    if (!w->book) {
        return false;
    }
    lxw_doc_properties properties = {.title = (char *)title, .created = 315532800};
    workbook_set_properties(w->book, &properties);
    make_formats(w);
    for (size_t i = 0; i < w->n; i++) {
        write_table(w, &w->tables[i]);
    }
    write_long_lists(w);
    return workbook_close(w->book) == LXW_NO_ERROR;
}

bool form_tables(struct arena *arena, const char *title, const struct form_table *tables, size_t n, struct str *out) {
    struct writing w = {.arena = arena, .tables = tables, .n = n};
    const char *why, *folder = getenv("TMPDIR");
    char *path = arena_printf(arena, "%s/naskah-XXXXXX", folder && *folder ? folder : "/tmp");
    int fd = mkstemp(path);
    if (fd < 0) {
        return false;
    }
    close(fd);
    bool made = write_book(&w, title, path) && file_read(arena, path, MAX_WORKBOOK, out, &why);
    int saved = errno;
    unlink(path);
    errno = saved;
    return made;
}
