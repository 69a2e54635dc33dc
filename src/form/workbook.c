// The workbook of an agency. Heads are locked and explained, cells to be filled in are yellow, choices are lists, and a
// hidden sheet and hidden columns say which objects the rows are.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/xml.h"
#include "form/form.h"

#define EMPTY_ROWS 40            // below what is known
#define MAX_WORKBOOK ((size_t)32 << 20)

struct styles {
    lxw_format *title, *head, *needed, *cell, *line, *text;
};

struct making {
    struct arena *arena;
    const struct form_request *r;
    lxw_workbook *book;
    struct styles styles;
};

static lxw_format *bordered(lxw_workbook *book, lxw_color_t fill) {
    lxw_format *f = workbook_add_format(book);
    format_set_border(f, LXW_BORDER_THIN);
    format_set_border_color(f, 0xB0B0B0);
    format_set_bg_color(f, fill);
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(f);
    return f;
}

static lxw_format *head_format(lxw_workbook *book, lxw_color_t fill) {
    lxw_format *f = bordered(book, fill);
    format_set_bold(f);
    format_set_font_color(f, 0xFFFFFF);
    format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
    return f;
}

static struct styles make_styles(lxw_workbook *book) {
    struct styles s = {.title = workbook_add_format(book),
                       .head = head_format(book, 0x44546A),
                       .needed = head_format(book, 0x1F3864),
                       .cell = bordered(book, 0xFFF9DB),
                       .line = workbook_add_format(book),
                       .text = bordered(book, 0xFFF9DB)};
    format_set_bold(s.title);
    format_set_font_size(s.title, 14);
    format_set_text_wrap(s.line);
    format_set_align(s.line, LXW_ALIGN_VERTICAL_TOP);
    format_set_unlocked(s.cell);
    format_set_unlocked(s.text);
    format_set_num_format(s.text, "@");  // numbers of people, codes and dates stay what was typed
    return s;
}

static void protect(lxw_worksheet *sheet) {
    lxw_protection open = {.format_columns = 1, .format_rows = 1, .insert_rows = 1, .delete_rows = 1, .sort = 1};
    worksheet_protect(sheet, NULL, &open);
}

static const char *filled_in(struct making *m, const char *text) {
    struct buf out = buf_new(m->arena);
    while (*text) {
        const char *name = xml_attr(m->r->agency, "nama");
        if (strncmp(text, "{tahun}", 7) == 0) {
            buf_str(&out, m->r->year ? m->r->year : "");
            text += 7;
        } else if (strncmp(text, "{instansi}", 10) == 0) {
            buf_str(&out, name ? name : "");
            text += 10;
        } else {
            buf_char(&out, *text++);
        }
    }
    return buf_text(&out);
}

#define LINE_HEIGHT 15  // points
#define GUIDE_WIDTH 75  // letters: what A4 holds

// Lines that a text takes in a column of so many letters: rows do not grow by themselves.
static int lines_of(const char *text, double width) {
    int lines = (int)((double)text_length(text) / (width * 0.9)) + 1;
    return lines > 8 ? 8 : lines;
}

static void guide_sheet(struct making *m) {
    const char *name = xml_attr(m->r->sheets, "petunjuk");
    lxw_worksheet *sheet = workbook_add_worksheet(m->book, name);
    lxw_row_t row = 0;
    worksheet_set_column(sheet, 0, 0, GUIDE_WIDTH, NULL);
    worksheet_set_paper(sheet, 9);
    worksheet_fit_to_pages(sheet, 1, 0);
    for (const xmlNode *l = xml_child(m->r->sheets, "isi"); l; l = xml_next(l, "isi")) {
        const char *text = filled_in(m, xml_text(m->arena, l));
        int lines = row == 0 ? 2 : lines_of(text, GUIDE_WIDTH);
        worksheet_write_string(sheet, row, 0, text, row == 0 ? m->styles.title : m->styles.line);
        worksheet_set_row(sheet, row, lines * LINE_HEIGHT, NULL);
        row += row == 0 ? 2 : 1;
    }
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    protect(sheet);
}

static double width_of(const xmlNode *column) {
    const char *width = xml_attr(column, "lebar");
    return width ? strtod(width, NULL) : 6;
}

// Excel takes at most 255 characters of choices, commas counted.
static void add_choices(struct making *m, lxw_worksheet *sheet, const char *choices, lxw_row_t last, lxw_col_t column) {
    char *list[64];
    size_t n = 0, length = 0;
    for (const char *p = choices; *p && n < 63;) {
        size_t k = strcspn(p, "|");
        list[n++] = arena_strndup(m->arena, p, k);
        length += k + 1;
        p += k + (p[k] == '|');
    }
    list[n] = NULL;
    if (length > 255) {
        return;
    }
    lxw_data_validation v = {.validate = LXW_VALIDATION_TYPE_LIST,
                             .value_list = list,
                             .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
                             .ignore_blank = LXW_VALIDATION_ON};
    worksheet_data_validation_range(sheet, 1, column, last, column, &v);
}

static void write_head(struct making *m, lxw_worksheet *sheet, const xmlNode *column, lxw_col_t at, lxw_row_t last) {
    const char *head = xml_attr(column, "kepala"), *hint = xml_attr(column, "petunjuk");
    const char *choices = xml_attr(column, "pilihan");
    bool needed = xml_attr(column, "wajib") != NULL;
    lxw_row_col_options hidden = {.hidden = xml_attr(column, "sembunyi") != NULL};
    worksheet_set_column_opt(sheet, at, at, width_of(column), NULL, &hidden);
    worksheet_write_string(sheet, 0, at, needed ? arena_printf(m->arena, "%s *", head) : head,
                           needed ? m->styles.needed : m->styles.head);
    if (hint) {
        lxw_comment_options comment = {.author = "naskah", .width = 260, .height = 60};
        worksheet_write_comment_opt(sheet, 0, at, hint, &comment);
    }
    if (choices) {
        add_choices(m, sheet, choices, last, at);
    }
}

// Returns the lines that the cell takes.
static int write_cell(struct making *m, lxw_worksheet *sheet, const char *kind, const xmlNode *row,
                      const xmlNode *column, lxw_row_t number, lxw_col_t at) {
    const char *field = xml_attr(column, "isian"), *value = NULL;
    if (strcmp(field, "nomor-baris") == 0) {
        value = row ? arena_printf(m->arena, "%u", number) : NULL;
    } else if (row) {
        value = form_value(m->arena, m->r, kind, row, field);
    }
    if (value && *value) {
        worksheet_write_string(sheet, number, at, value, m->styles.text);
        return xml_attr(column, "sembunyi") ? 1 : lines_of(value, width_of(column));
    }
    worksheet_write_blank(sheet, number, at, m->styles.text);
    return 1;
}

static void data_sheet(struct making *m, const xmlNode *kind) {
    const char *id = xml_attr(kind, "id");
    size_t n;
    const xmlNode **rows = form_rows(m->arena, m->r, id, &n);
    lxw_worksheet *sheet = workbook_add_worksheet(m->book, xml_attr(kind, "nama"));
    lxw_row_t last = (lxw_row_t)n + EMPTY_ROWS;
    lxw_col_t at = 0;
    int *lines = ARENA_ARRAY(m->arena, last + 1, int);
    for (const xmlNode *c = xml_child(kind, "kolom"); c; c = xml_next(c, "kolom"), at++) {
        write_head(m, sheet, c, at, last);
        for (lxw_row_t r = 1; r <= last; r++) {
            int own = write_cell(m, sheet, id, r <= n ? rows[r - 1] : NULL, c, r, at);
            lines[r] = own > lines[r] ? own : lines[r];
        }
    }
    for (lxw_row_t r = 1; r <= n; r++) {
        worksheet_set_row(sheet, r, lines[r] * LINE_HEIGHT, NULL);
    }
    worksheet_set_row(sheet, 0, 32, NULL);
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    protect(sheet);
}

static void key_sheet(struct making *m) {
    const char *keys[][2] = {{"versi", xml_attr(m->r->sheets, "versi")},
                             {"instansi", xml_attr(m->r->agency, "id")},
                             {"tahun", m->r->year}};
    lxw_worksheet *sheet = workbook_add_worksheet(m->book, xml_attr(m->r->sheets, "kunci"));
    for (lxw_row_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        worksheet_write_string(sheet, i, 0, keys[i][0], NULL);
        worksheet_write_string(sheet, i, 1, keys[i][1] ? keys[i][1] : "", NULL);
    }
    worksheet_hide(sheet);
    protect(sheet);
}

static bool write_book(struct making *m, const char *path) {
    m->book = workbook_new(path);
    if (!m->book) {
        return false;
    }
    lxw_doc_properties properties = {.title = (char *)filled_in(m, "{instansi}"), .created = 315532800};
    workbook_set_properties(m->book, &properties);
    m->styles = make_styles(m->book);
    guide_sheet(m);
    for (const xmlNode *k = xml_child(m->r->sheets, "lembar"); k; k = xml_next(k, "lembar")) {
        if (!xml_attr(k, "formulir")) {
            data_sheet(m, k);
        }
    }
    key_sheet(m);
    return workbook_close(m->book) == LXW_NO_ERROR;
}

bool form_workbook(struct arena *arena, const struct form_request *r, struct str *out) {
    struct making m = {.arena = arena, .r = r};
    const char *why, *folder = getenv("TMPDIR");
    char *path = arena_printf(arena, "%s/naskah-XXXXXX", folder && *folder ? folder : "/tmp");
    int fd = mkstemp(path);
    if (fd < 0) {
        return false;
    }
    close(fd);
    bool made = write_book(&m, path) && file_read(arena, path, MAX_WORKBOOK, out, &why);
    int saved = errno;
    unlink(path);
    errno = saved;
    return made;
}

struct library form_library(void) {
    struct library l = {.name = "libxlsxwriter", .package = "libxlsxwriter4", .built = LXW_VERSION};
    snprintf(l.running, sizeof l.running, "%s", lxw_version());
    return l;
}
