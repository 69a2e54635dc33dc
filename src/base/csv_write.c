#include "base/csv_write.h"

#include <string.h>

void csv_start(struct buf *b) {
    buf_str(b, "\xef\xbb\xbf");
}

// A cell that begins with a sign of a formula would be run by a spreadsheet: an apostrophe keeps it text.
static void quoted(struct buf *b, const char *text, bool formula) {
    buf_str(b, formula ? "\"'" : "\"");
    for (const char *p = text; *p; p++) {
        buf_str(b, *p == '"' ? "\"" : "");
        buf_char(b, *p);
    }
    buf_char(b, '"');
}

void csv_cell(struct buf *b, const char *text, bool last) {
    text = text ? text : "";
    bool formula = *text && strchr("=+-@\t\r", *text);
    if (formula || text[strcspn(text, ";,\"\r\n")]) {
        quoted(b, text, formula);
    } else {
        buf_str(b, text);
    }
    buf_str(b, last ? "\r\n" : ";");
}

void csv_row(struct buf *b, const char *const *cells, size_t n) {
    for (size_t i = 0; i < n; i++) {
        csv_cell(b, cells[i], i + 1 == n);
    }
}
