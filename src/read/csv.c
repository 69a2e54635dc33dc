#include "read/csv.h"

#include <string.h>

#include "base/buf.h"

enum encoding { UTF8, UTF16_LITTLE, UTF16_BIG };
enum state { START, PLAIN, QUOTED, QUOTE_IN_QUOTED };

struct csv {
    struct arena *arena;
    bool (*take)(void *context, const struct csv_row *row);
    void *context;
    bool begun, stopped, mended, after_return;
    enum encoding encoding;
    char separator;
    enum state state;
    struct buf text;               // the cells of the row, one after the other, each followed by a NUL
    struct buf good;               // the mended cells of the row, in the same way
    struct buf side;               // UTF-16 on its way to UTF-8
    size_t starts[CSV_MAX_COLUMNS + 1], n;
    struct str cells[CSV_MAX_COLUMNS];
    int line, row_line, cell_line;
    unsigned char odd[2];          // UTF-16: a unit cut by the end of a piece
    size_t n_odd;
    unsigned high;                 // UTF-16: the first half of a pair
    enum csv_problem problem;
    int problem_line;
};

struct csv *csv_new(struct arena *arena, bool (*take)(void *context, const struct csv_row *row), void *context) {
    struct csv *c = ARENA_NEW(arena, struct csv);
    c->arena = arena;
    c->take = take;
    c->context = context;
    c->text = buf_new(arena);
    c->good = buf_new(arena);
    c->side = buf_new(arena);
    c->line = c->row_line = c->cell_line = 1;
    c->separator = ',';
    return c;
}

char csv_separator(const struct csv *c) {
    return c->separator;
}

bool csv_mended(const struct csv *c) {
    return c->mended;
}

int csv_problem_line(const struct csv *c) {
    return c->problem_line;
}

// ---- what the first piece tells ----

#define HEAD_LINES 20

struct head {
    int lines, columns[HEAD_LINES];
};

// How many columns a separator makes of each of the first lines. A comma before a space is one of a sentence.
static struct head count_columns(struct str head, char separator) {
    struct head h = {0};
    bool quoted = false, fresh = true;
    int columns = 1;
    for (size_t i = 0; i < head.n && h.lines < HEAD_LINES; i++) {
        char ch = head.p[i];
        bool last = i + 1 == head.n, newline = ch == '\n' || (ch == '\r' && !last && head.p[i + 1] != '\n');
        if (ch == '"' && (quoted || fresh)) {
            quoted = !quoted;
        } else if (!quoted && ch == separator && (ch != ',' || last || head.p[i + 1] != ' ')) {
            columns++;
        }
        if (last || (newline && !quoted)) {
            h.columns[h.lines++] = columns;
            columns = 1;
        }
        fresh = ch == separator || newline || ch == '"';
    }
    return h;
}

// How well a separator fits: lines of the most frequent number of columns, then that number. 0: it does not cut.
static int fitness(struct str head, char separator) {
    struct head h = count_columns(head, separator);
    int best = 0;
    for (int i = 0; i < h.lines; i++) {
        int same = 0;
        for (int k = 0; k < h.lines; k++) {
            same += h.columns[k] == h.columns[i];
        }
        int columns = h.columns[i] < 100 ? h.columns[i] : 100;
        if (columns > 1 && same * 1000 + columns > best) {
            best = same * 1000 + columns;
        }
    }
    return best;
}

static const char separators[] = {';', '\t', ','};  // on a tie the first: decimals have commas

static char sniff_separator(struct str head, int *fit) {
    char found = ',';
    *fit = 0;
    for (size_t i = 0; i < sizeof separators; i++) {
        int f = fitness(head, separators[i]);
        if (f > *fit) {
            *fit = f;
            found = separators[i];
        }
    }
    return found;
}

static bool begins(struct str s, const char *magic, size_t n) {
    return s.n >= n && memcmp(s.p, magic, n) == 0;
}

static enum encoding sniff_encoding(struct str *head) {
    if (begins(*head, "\xEF\xBB\xBF", 3)) {
        *head = (struct str){head->p + 3, head->n - 3};
        return UTF8;
    }
    bool little = begins(*head, "\xFF\xFE", 2), big = begins(*head, "\xFE\xFF", 2);
    if (little || big) {
        *head = (struct str){head->p + 2, head->n - 2};
        return little ? UTF16_LITTLE : UTF16_BIG;
    }
    // Without a mark: the first characters are plain letters, so that every second byte is zero.
    if (head->n >= 4 && !head->p[1] && !head->p[3] && head->p[0] && head->p[2]) {
        return UTF16_LITTLE;
    }
    return head->n >= 4 && !head->p[0] && !head->p[2] && head->p[1] && head->p[3] ? UTF16_BIG : UTF8;
}

// ---- rows ----

static void fail(struct csv *c, enum csv_problem problem) {
    c->problem = problem;
    c->problem_line = c->cell_line;
    c->stopped = true;
}

static void end_cell(struct csv *c) {
    buf_char(&c->text, '\0');
    if (c->n == CSV_MAX_COLUMNS) {
        fail(c, CSV_COLUMNS);
        return;
    }
    c->n++;
    c->starts[c->n] = c->text.n;
    c->cell_line = c->line;
    c->state = START;
}

// Windows-1252, of which 0x80 to 0x9F are not Latin-1.
static unsigned from_1252(unsigned char b) {
    static const unsigned short high[32] = {0x20AC, 0xFFFD, 0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                            0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0xFFFD, 0x17D,  0xFFFD,
                                            0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                            0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0xFFFD, 0x17E,  0x178};
    return b >= 0x80 && b < 0xA0 ? high[b - 0x80] : b;
}

static void mend_cell(struct csv *c, const struct str *cell) {
    for (size_t i = 0; i < cell->n; i++) {
        buf_utf8(&c->good, cell->p[i] ? from_1252((unsigned char)cell->p[i]) : 0xFFFD);
    }
    buf_char(&c->good, '\0');
    c->mended = true;
}

static bool plain_ascii(const char *p, size_t n) {
    unsigned char all = 0, zero = 0;
    for (size_t i = 0; i < n; i++) {
        all |= (unsigned char)p[i];
        zero |= p[i] == 0;
    }
    return all < 0x80 && !zero;
}

static void mend_row(struct csv *c) {
    bool mended[CSV_MAX_COLUMNS];
    for (size_t i = 0; i < c->n; i++) {
        mended[i] = !plain_ascii(c->cells[i].p, c->cells[i].n) && !text_valid(c->cells[i].p, c->cells[i].n);
        if (mended[i]) {
            mend_cell(c, &c->cells[i]);
        }
    }
    // Only now the buffer no longer moves.
    size_t at = 0;
    for (size_t i = 0; i < c->n && at < c->good.n; i++) {
        if (mended[i]) {
            c->cells[i] = (struct str){c->good.p + at, strlen(c->good.p + at)};
            at += c->cells[i].n + 1;
        }
    }
}

static void end_row(struct csv *c) {
    end_cell(c);
    if (c->stopped) {
        return;
    }
    for (size_t i = 0; i < c->n; i++) {
        c->cells[i] = (struct str){c->text.p + c->starts[i], c->starts[i + 1] - c->starts[i] - 1};
    }
    mend_row(c);
    struct csv_row row = {c->cells, c->n, c->row_line, c->line};
    if (!c->take(c->context, &row)) {
        c->stopped = true;
    }
    c->text.n = c->good.n = c->n = 0;
    c->starts[0] = 0;
}

static void new_line(struct csv *c) {
    end_row(c);
    c->line++;
    c->row_line = c->cell_line = c->line;
}

// A line break inside quotes is part of the cell; CR LF and CR become LF.
static void break_in_cell(struct csv *c) {
    buf_char(&c->text, '\n');
    c->line++;
}

static void take_special(struct csv *c, char ch) {
    bool newline = ch == '\r' || ch == '\n';
    bool second = ch == '\n' && c->after_return;  // the LF of CR LF
    c->after_return = ch == '\r';
    if (second) {
        return;
    }
    if (c->state == QUOTED) {
        if (ch == '"') {
            c->state = QUOTE_IN_QUOTED;
        } else if (newline) {
            break_in_cell(c);
        } else {
            buf_char(&c->text, ch);
        }
    } else if (ch == c->separator) {
        end_cell(c);
    } else if (newline) {
        new_line(c);
    } else if (ch == '"' && c->state == START) {
        c->state = QUOTED;
    } else if (ch == '"' && c->state == QUOTE_IN_QUOTED) {
        buf_char(&c->text, '"');
        c->state = QUOTED;
    } else {  // a quote inside a cell without quotes, or another separator
        buf_char(&c->text, ch);
        c->state = PLAIN;
    }
}

// UTF-8 or an 8-bit encoding.
static void take_bytes(struct csv *c, const char *p, size_t n) {
    bool special[256] = {['"'] = true, ['\r'] = true, ['\n'] = true};
    special[(unsigned char)c->separator] = true;
    for (size_t i = 0; i < n && !c->stopped;) {
        size_t from = i;
        while (i < n && !special[(unsigned char)p[i]]) {
            i++;
        }
        if (i > from) {
            buf_add(&c->text, p + from, i - from);
            c->state = c->state == START || c->state == QUOTE_IN_QUOTED ? PLAIN : c->state;
            c->after_return = false;
        }
        if (c->text.n - c->starts[c->n] > CSV_MAX_CELL) {
            fail(c, CSV_CELL);
            return;
        }
        if (i < n) {
            take_special(c, p[i++]);
        }
    }
}

static void take_unit(struct csv *c, struct buf *out, unsigned u) {
    if (u >= 0xDC00 && u < 0xE000) {
        buf_utf8(out, c->high ? 0x10000 + ((c->high - 0xD800) << 10) + (u - 0xDC00) : 0xFFFD);
        c->high = 0;
        return;
    }
    if (c->high) {
        buf_utf8(out, 0xFFFD);
    }
    c->high = u >= 0xD800 && u < 0xDC00 ? u : 0;
    if (!c->high) {
        buf_utf8(out, u ? u : 0xFFFD);
    }
}

// UTF-16 becomes UTF-8 some units at a time, in a buffer on the side that is used again.
static void take_utf16(struct csv *c, const unsigned char *p, size_t n) {
    struct buf *side = &c->side;
    for (size_t i = 0; i < n && !c->stopped; i++) {
        c->odd[c->n_odd++] = p[i];
        if (c->n_odd < 2) {
            continue;
        }
        c->n_odd = 0;
        int first = c->encoding == UTF16_BIG ? 0 : 1;
        take_unit(c, side, (unsigned)c->odd[first] << 8 | c->odd[1 - first]);
        if (side->n > 4000) {
            take_bytes(c, side->p, side->n);
            side->n = 0;
        }
    }
    take_bytes(c, buf_text(side), side->n);
    side->n = 0;
}

static struct str eight_bit(struct arena *arena, struct str head, enum encoding e) {
    struct buf out = buf_new(arena);
    for (size_t i = e == UTF16_BIG ? 1 : 0; i < head.n && out.n < 16384; i += 2) {
        buf_char(&out, head.p[i]);
    }
    return (struct str){buf_text(&out), out.n};
}

// Excel's own line that names the separator.
static size_t named_separator(struct csv *c, struct str head) {
    size_t end = 5;
    if (head.n < 6 || memcmp(head.p, "sep=", 4) != 0 || !memchr(separators, head.p[4], sizeof separators)) {
        return 0;
    }
    end += head.p[end] == '\r';
    if (end >= head.n || head.p[end] != '\n') {
        return 0;
    }
    c->separator = head.p[4];
    c->line = c->row_line = c->cell_line = 2;
    return end + 1;
}

static struct str begin(struct csv *c, struct str head) {
    int fit;
    c->begun = true;
    c->encoding = sniff_encoding(&head);
    struct str sample = c->encoding == UTF8 ? head : eight_bit(c->arena, head, c->encoding);
    c->separator = sniff_separator(sample, &fit);
    size_t skip = named_separator(c, sample) * (c->encoding == UTF8 ? 1 : 2);
    return (struct str){head.p + skip, head.n - skip};
}

bool csv_feed(struct csv *c, const char *p, size_t n) {
    struct str piece = {p, n};
    if (!c->begun && n > 0) {
        piece = begin(c, piece);
    }
    if (c->encoding == UTF8) {
        take_bytes(c, piece.p, piece.n);
    } else {
        take_utf16(c, (const unsigned char *)piece.p, piece.n);
    }
    return !c->stopped;
}

enum csv_problem csv_end(struct csv *c) {
    bool open = c->state == QUOTED;
    if (!c->stopped && (c->text.n > 0 || c->n > 0 || c->state != START)) {
        if (open) {
            c->problem = CSV_QUOTE;
            c->problem_line = c->cell_line;
        }
        end_row(c);
    }
    c->stopped = true;
    return c->problem;
}

bool csv_looks_like(struct str head) {
    int fit;
    struct arena *arena = arena_new(0);
    enum encoding e = sniff_encoding(&head);
    struct str sample = e == UTF8 ? head : eight_bit(arena, head, e);
    struct head h = count_columns(sample, sniff_separator(sample, &fit));
    arena_free(arena);
    return fit / 1000 >= 2 && fit / 1000 * 3 >= h.lines * 2;
}
