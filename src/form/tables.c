#include "form/tables.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/file.h"

#define LINE_HEIGHT 15  // points
#define MAX_WORKBOOK ((size_t)32 << 20)
#define MAX_LINES 12

struct writing {
    struct arena *arena;
    lxw_workbook *book;
    const struct form_table *tables;
    size_t n;
    lxw_format *title, *about, *head, *needed, *cell, *fixed, *line;
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

enum { LIST_LETTERS = 255, LIST_MOST = 128 };  // what Excel takes, commas counted

static const struct form_table *table_named(const struct writing *w, const char *name) {
    for (size_t i = 0; i < w->n; i++) {
        if (strcmp(w->tables[i].name, name) == 0) {
            return &w->tables[i];
        }
    }
    return NULL;
}

static size_t add_choice(const char **list, size_t n, size_t *letters, const char *choice) {
    *letters += choice && *choice ? text_length(choice) + 1 : 0;
    if (choice && *choice && n < LIST_MOST) {
        list[n++] = choice;
    }
    return n;
}

// A list that is too long is not offered: who reads the sheet back tells what does not fit, and what is nearest. (A
// list that stands in cells would hold more, but libxlsxwriter loses memory over each.)
static void offer(struct writing *w, lxw_worksheet *sheet, const struct form_column *c, lxw_col_t at, lxw_row_t last) {
    const char *list[LIST_MOST + 1];
    const struct form_table *t = c->choices_of ? table_named(w, c->choices_of) : NULL;
    size_t n = 0, letters = 0;
    for (size_t i = 0; i < c->n_choices; i++) {
        n = add_choice(list, n, &letters, c->choices[i]);
    }
    for (size_t r = 0; t && r < t->n_rows; r++) {
        n = add_choice(list, n, &letters, t->cells[r * t->n_columns]);
    }
    list[n] = NULL;
    if (n > 0 && n < LIST_MOST && letters <= LIST_LETTERS) {
        lxw_data_validation v = {.validate = LXW_VALIDATION_TYPE_LIST,
                                 .value_list = (char **)list,
                                 .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
                                 .ignore_blank = LXW_VALIDATION_ON};
        worksheet_data_validation_range(sheet, 2, at, last, at, &v);
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
