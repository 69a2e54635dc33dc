// Excel workbooks (ISO/IEC 29500): what stands in the cells, as people see it. Formulas are not calculated: the value
// that was saved with them is taken.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "read/ooxml.h"
#include "read/sax.h"
#include "read/sheet.h"

enum style { STYLE_PLAIN, STYLE_DATE, STYLE_PERCENT };

struct area {
    int top, left, bottom, right;
};

struct strings {
    struct str *items;
    size_t n, cap;
    struct buf text;
    int phonetic;  // inside <rPh>: how it is spoken, not what is written
    bool inside, large;
    struct arena *arena;
};

struct reading {
    struct ooxml o;
    struct workbook *w;
    struct strings strings;
    unsigned char *styles;  // enum style of each cell format
    size_t n_styles;
    bool from_1904;
    // The sheet being read.
    struct sheet *sheet;
    struct sheet_row *row;
    int row_number, column;
    char type;              // of the cell: 's' shared, 'i' inline, 't' formula text, 'b' 'e' 'd' or 'n'
    long style;
    bool in_value, formula, valued, large;
    int phonetic;
    struct buf text;
    struct area *merged;
    size_t n_merged, merged_cap;
    size_t lost, hidden_rows, errors;
    int lost_row, lost_column;
};

// ---- strings ----

static bool start_string(void *context, const char *name, const struct sax_attributes *a) {
    (void)a;
    struct strings *s = context;
    if (strcmp(name, "si") == 0) {
        s->text.n = 0;
    }
    s->phonetic += strcmp(name, "rPh") == 0;
    s->inside = strcmp(name, "t") == 0 && s->phonetic == 0;
    return true;
}

// _x000D_ and the like: characters that XML cannot hold, written out.
static void unescape(struct buf *b) {
    if (!b->n || !memmem(b->p, b->n, "_x00", 4)) {
        return;
    }
    size_t to = 0;
    for (size_t i = 0; i < b->n;) {
        unsigned code;
        int used = 0;
        if (i + 7 <= b->n && sscanf(b->p + i, "_x%4x_%n", &code, &used) == 1 && used == 7 && code < 0x80 && code) {
            if (code != '\r') {
                b->p[to++] = (char)code;
            }
            i += 7;
        } else {
            b->p[to++] = b->p[i++];
        }
    }
    b->n = to;
    b->p[to] = '\0';
}

static bool end_string(void *context, const char *name) {
    struct strings *s = context;
    s->phonetic -= strcmp(name, "rPh") == 0;
    s->inside = false;
    if (strcmp(name, "si") != 0) {
        return true;
    }
    if (s->n == SHEET_MAX_CELLS) {
        s->large = true;
        return false;
    }
    if (s->n == s->cap) {
        size_t cap = s->cap ? s->cap * 2 : 256;
        s->items = arena_grow(s->arena, s->items, s->cap * sizeof *s->items, cap * sizeof *s->items);
        s->cap = cap;
    }
    unescape(&s->text);
    s->items[s->n++] = (struct str){arena_strndup(s->arena, buf_text(&s->text), s->text.n), s->text.n};
    return true;
}

static bool string_text(void *context, const char *p, size_t n) {
    struct strings *s = context;
    if (s->inside) {
        buf_add(&s->text, p, n);
        s->large = s->text.n > SHEET_MAX_TEXT;
    }
    return !s->large;
}

static bool refuse_large(struct reading *r) {
    findings_add(r->o.findings, "sheet.large", (struct place){.file = r->o.file}, "batas", "1.000.000", NULL);
    return false;
}

static bool read_strings(struct reading *r) {
    static const struct sax_handler handler = {start_string, end_string, string_text};
    const char *part = ooxml_related(&r->o, r->o.main, NULL, "/sharedStrings");
    const struct zip_member *m = part ? zip_find(r->o.zip, part) : NULL;
    r->strings.arena = r->o.arena;
    r->strings.text = buf_new(r->o.arena);
    if (m && !sax_read(r->o.arena, r->o.zip, m, r->o.file, &handler, &r->strings, r->o.findings)) {
        return false;
    }
    return !r->strings.large || refuse_large(r);
}

// ---- styles ----

static enum style style_of(const xmlNode *formats, long id) {
    if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)) {
        return STYLE_DATE;
    }
    if (id == 9 || id == 10) {
        return STYLE_PERCENT;
    }
    for (const xmlNode *f = formats ? xml_child(formats, "numFmt") : NULL; f; f = xml_next(f, "numFmt")) {
        const char *own = xml_attr(f, "numFmtId"), *code = xml_attr(f, "formatCode");
        if (own && code && strtol(own, NULL, 10) == id) {
            return sheet_date_format(code) ? STYLE_DATE : strchr(code, '%') ? STYLE_PERCENT : STYLE_PLAIN;
        }
    }
    return STYLE_PLAIN;
}

static bool read_styles(struct reading *r) {
    size_t before = r->o.findings->n;
    const xmlNode *root = ooxml_root(&r->o, ooxml_related(&r->o, r->o.main, NULL, "/styles"));
    const xmlNode *formats = root ? xml_child(root, "numFmts") : NULL;
    const xmlNode *cells = root ? xml_child(root, "cellXfs") : NULL;
    const xmlNode *xf = cells ? xml_child(cells, "xf") : NULL;
    for (const xmlNode *x = xf; x; x = xml_next(x, "xf")) {
        r->n_styles++;
    }
    r->styles = arena_alloc(r->o.arena, r->n_styles + 1);
    for (size_t i = 0; xf; xf = xml_next(xf, "xf")) {
        const char *id = xml_attr(xf, "numFmtId");
        r->styles[i++] = (unsigned char)style_of(formats, id ? strtol(id, NULL, 10) : 0);
    }
    return r->o.findings->n == before;
}

// ---- cells ----

// "C14" as column and row; false when it is none.
static bool parse_reference(const char *p, size_t n, int *column, int *row) {
    size_t i = 0;
    *column = *row = 0;
    for (; i < n && p[i] >= 'A' && p[i] <= 'Z' && i < 3; i++) {
        *column = *column * 26 + (p[i] - 'A' + 1);
    }
    for (size_t from = i; i < n && p[i] >= '0' && p[i] <= '9' && i < from + 7; i++) {
        *row = *row * 10 + (p[i] - '0');
    }
    return i == n && *column > 0 && *row > 0 && *column <= 16384 && *row <= 1048576;
}

static void start_row(struct reading *r, const struct sax_attributes *a) {
    long number = sax_number(a, "r", r->row_number + 1);
    r->row_number = number > r->row_number && number <= 1048576 ? (int)number : r->row_number + 1;
    r->row = sheet_row(r->w, r->sheet, r->row_number);
    r->row->hidden = sax_true(a, "hidden");
    r->hidden_rows += r->row->hidden;
    r->column = 0;
}

static void start_cell(struct reading *r, const struct sax_attributes *a) {
    struct str at = sax_attribute(a, "r"), type = sax_attribute(a, "t");
    int column, row;
    bool known = at.p && parse_reference(at.p, at.n, &column, &row) && column > r->column;
    r->column = known ? column : r->column + 1;
    r->type = type.n == 0 ? 'n' : type.n == 3 ? 't' : type.p[0];  // "str" is a formula's text; "s", "inlineStr", "b" …
    r->style = sax_number(a, "s", 0);
    r->formula = r->valued = false;
    r->text.n = 0;
}

static void add_area(struct reading *r, const struct sax_attributes *a) {
    struct str ref = sax_attribute(a, "ref");
    const char *colon = ref.p ? memchr(ref.p, ':', ref.n) : NULL;
    struct area m;
    if (!colon || r->n_merged == 100000 || !parse_reference(ref.p, (size_t)(colon - ref.p), &m.left, &m.top) ||
        !parse_reference(colon + 1, ref.n - (size_t)(colon + 1 - ref.p), &m.right, &m.bottom)) {
        return;
    }
    if (r->n_merged == r->merged_cap) {
        size_t cap = r->merged_cap ? r->merged_cap * 2 : 16;
        r->merged = arena_grow(r->o.arena, r->merged, r->merged_cap * sizeof m, cap * sizeof m);
        r->merged_cap = cap;
    }
    r->merged[r->n_merged++] = m;
}

static bool start(void *context, const char *name, const struct sax_attributes *a) {
    struct reading *r = context;
    if (strcmp(name, "row") == 0) {
        start_row(r, a);
    } else if (strcmp(name, "c") == 0) {
        start_cell(r, a);
    } else if (strcmp(name, "v") == 0 || (strcmp(name, "t") == 0 && r->phonetic == 0)) {
        r->in_value = r->valued = true;
    } else if (strcmp(name, "f") == 0) {
        r->formula = true;
    } else if (strcmp(name, "rPh") == 0) {
        r->phonetic++;
    } else if (strcmp(name, "mergeCell") == 0) {
        add_area(r, a);
    }
    return true;
}

static bool value_text(void *context, const char *p, size_t n) {
    struct reading *r = context;
    if (r->in_value) {
        buf_add(&r->text, p, n);
        r->large |= r->text.n > SHEET_MAX_TEXT;
    }
    return !r->large;
}

// A number as a person reads it: dates by the cell's format, percent as percent, at most 15 digits.
static void add_number(struct reading *r, const char *v) {
    char out[64], *end;
    double d = strtod(v, &end);
    enum style style = r->style >= 0 && (size_t)r->style < r->n_styles ? r->styles[r->style] : STYLE_PLAIN;
    enum cell_kind kind = CELL_NUMBER;
    if (end == v || !isfinite(d)) {
        snprintf(out, sizeof out, "%.40s", v);
        kind = CELL_TEXT;
    } else if (style == STYLE_DATE && sheet_date(d, r->from_1904, out)) {
        kind = CELL_DATE;
    } else if (style == STYLE_PERCENT) {
        snprintf(out, sizeof out, "%.12g%%", d * 100);
    } else {
        snprintf(out, sizeof out, "%.15g", d);
    }
    r->large |= !sheet_add(r->w, r->row, r->column, kind, (struct str){out, strlen(out)});
}

static void add_string(struct reading *r, const char *v) {
    char *end;
    unsigned long i = strtoul(v, &end, 10);
    if (end != v && i < r->strings.n) {
        r->large |= !sheet_add(r->w, r->row, r->column, CELL_TEXT, r->strings.items[i]);
    }
}

static void end_cell(struct reading *r) {
    const char *v = buf_text(&r->text);
    if (r->formula && !r->valued && r->lost++ == 0) {
        r->lost_row = r->row_number;
        r->lost_column = r->column;
    }
    if (!r->row || r->text.n == 0) {
        return;
    }
    if (r->type == 's') {
        add_string(r, v);
    } else if (r->type == 'n') {
        add_number(r, v);
    } else if (r->type == 'b') {
        r->large |= !sheet_add(r->w, r->row, r->column, CELL_BOOL,
                               *v == '1' ? (struct str){"TRUE", 4} : (struct str){"FALSE", 5});
    } else {
        enum cell_kind kind = r->type == 'e' ? CELL_ERROR : r->type == 'd' ? CELL_DATE : CELL_TEXT;
        unescape(&r->text);
        r->errors += kind == CELL_ERROR;
        r->large |= !sheet_add(r->w, r->row, r->column, kind, (struct str){r->text.p, r->text.n});
    }
}

static bool end(void *context, const char *name) {
    struct reading *r = context;
    if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
        r->in_value = false;
    } else if (strcmp(name, "rPh") == 0) {
        r->phonetic--;
    } else if (strcmp(name, "c") == 0) {
        end_cell(r);
    }
    return !r->large;
}

// ---- merged areas ----

static struct sheet_row *row_of(const struct sheet *s, int number) {
    size_t low = 0, high = s->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (s->rows[middle].number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < s->n && s->rows[low].number == number ? &s->rows[low] : NULL;
}

static void insert_repeated(struct workbook *w, struct sheet_row *row, int column, const struct sheet_cell *from) {
    struct str text = {from->text, strlen(from->text)};
    if (sheet_cell(row, column) || !sheet_add(w, row, column, from->kind, text)) {
        return;
    }
    struct sheet_cell made = row->cells[row->n - 1];
    size_t i = row->n - 1;
    made.merged = true;
    for (; i > 0 && row->cells[i - 1].column > column; i--) {
        row->cells[i] = row->cells[i - 1];
    }
    row->cells[i] = made;
}

// An area over several rows says the same of each of them.
static void repeat_merged(struct reading *r) {
    for (size_t i = 0; i < r->n_merged; i++) {
        const struct area *m = &r->merged[i];
        const struct sheet_row *first = row_of(r->sheet, m->top);
        const struct sheet_cell *cell = first ? sheet_cell(first, m->left) : NULL;
        for (int number = m->top + 1; cell && number <= m->bottom && number - m->top < 1000; number++) {
            struct sheet_row *row = row_of(r->sheet, number);
            if (row) {
                insert_repeated(r->w, row, m->left, cell);
            }
        }
    }
    r->n_merged = 0;
}

// ---- sheets ----

static void note_sheet(struct reading *r) {
    struct arena *arena = r->o.arena;
    struct place place = {.file = r->o.file, .section = r->sheet->name};
    if (r->sheet->hidden && r->sheet->n > 0) {
        findings_add(r->o.findings, "sheet.hidden", place, "lembar", r->sheet->name, NULL);
    }
    if (r->hidden_rows) {
        findings_add(r->o.findings, "sheet.hidden-rows", place, "lembar", r->sheet->name, "jumlah",
                     arena_printf(arena, "%zu", r->hidden_rows), NULL);
    }
    if (r->lost) {
        struct source_place at = {.sheet = r->sheet->name, .row = r->lost_row, .column = r->lost_column};
        place.section = source_spot(arena, &at);
        findings_add(r->o.findings, "sheet.formula", place, "jumlah", arena_printf(arena, "%zu", r->lost), NULL);
    }
    r->lost = r->hidden_rows = 0;
}

static bool read_sheet(struct reading *r, const struct zip_member *m) {
    static const struct sax_handler handler = {start, end, value_text};
    r->row = NULL;
    r->row_number = r->column = 0;
    r->in_value = false;
    r->phonetic = 0;
    if (!sax_read(r->o.arena, r->o.zip, m, r->o.file, &handler, r, r->o.findings)) {
        return false;
    }
    if (r->large) {
        return refuse_large(r);
    }
    repeat_merged(r);
    note_sheet(r);
    return true;
}

static bool read_sheets(struct reading *r, const xmlNode *root) {
    const xmlNode *sheets = xml_child(root, "sheets");
    size_t count = 0;
    for (const xmlNode *s = sheets ? xml_child(sheets, "sheet") : NULL; s; s = xml_next(s, "sheet")) {
        count++;
    }
    r->w->sheets = ARENA_ARRAY(r->o.arena, count + 1, struct sheet);
    for (const xmlNode *s = sheets ? xml_child(sheets, "sheet") : NULL; s; s = xml_next(s, "sheet")) {
        const char *id = xml_attr(s, "id"), *name = xml_attr(s, "name"), *state = xml_attr(s, "state");
        const char *part = id ? ooxml_related(&r->o, r->o.main, id, NULL) : NULL;
        const struct zip_member *m = part ? zip_find(r->o.zip, part) : NULL;
        r->sheet = &r->w->sheets[r->w->n];
        r->sheet->name = name ? name : "?";
        r->sheet->hidden = state && strcmp(state, "visible") != 0;
        if (!m) {
            findings_add(r->o.findings, "ooxml.main", (struct place){.file = r->o.file, .section = name}, NULL);
            return false;
        }
        r->w->n++;
        if (!read_sheet(r, m)) {
            return false;
        }
    }
    return true;
}

bool xlsx_read(struct arena *arena, const char *file, struct str bytes, struct findings *findings,
               struct workbook *out) {
    struct reading *r = ARENA_NEW(arena, struct reading);
    *out = (struct workbook){.arena = arena, .file = file};
    r->w = out;
    r->text = buf_new(arena);
    if (!ooxml_open(&r->o, arena, file, bytes, findings)) {
        return false;
    }
    const xmlNode *root = ooxml_root(&r->o, r->o.main);
    const xmlNode *settings = root ? xml_child(root, "workbookPr") : NULL;
    const char *from_1904 = settings ? xml_attr(settings, "date1904") : NULL;
    r->from_1904 = from_1904 && (strcmp(from_1904, "1") == 0 || strcmp(from_1904, "true") == 0);
    return root && read_styles(r) && read_strings(r) && read_sheets(r, root);
}
