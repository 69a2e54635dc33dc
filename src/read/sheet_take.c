#include "read/sheet_take.h"

#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "read/fold.h"

#define HEAD_ROWS 30  // the row of heads stands among the first

// ---- which sheet it is

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

static const xmlNode *column_of(struct arena *arena, const xmlNode *kind, const char *folded) {
    for (const xmlNode *k = xml_child(kind, "kolom"); k; k = xml_next(k, "kolom")) {
        if (among(arena, xml_attr(k, "kepala"), folded) || among(arena, xml_attr(k, "alias"), folded)) {
            return k;
        }
    }
    return NULL;
}

static bool has_field(const struct taking *t, const char *field, size_t n) {
    for (int c = 0; c < TAKE_COLUMNS; c++) {
        const char *own = t->columns[c] ? xml_attr(t->columns[c], "isian") : NULL;
        if (own && strlen(own) == n && strncmp(own, field, n) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_needed(const struct taking *t) {
    for (const char *p = xml_attr(t->kind, "wajib"); p && *p; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        if (!has_field(t, p, n)) {
            return false;
        }
        p += n;
    }
    return true;
}

// Words that the sheet's name, its title or its heads must have: what the columns alone do not tell.
static bool has_sign(const struct taking *t) {
    const char *signs = xml_attr(t->kind, "tanda");
    struct arena *arena = t->im->arena;
    struct buf all = buf_new(arena);
    buf_str(&all, t->sheet->name ? t->sheet->name : "");
    for (size_t r = 0; r <= t->head && r < t->sheet->n; r++) {
        for (size_t c = 0; c < t->sheet->rows[r].n; c++) {
            buf_printf(&all, " %s", t->sheet->rows[r].cells[c].text);
        }
    }
    const char *folded = fold_text(arena, buf_text(&all));
    for (const char *p = signs; p && *p;) {
        size_t n = strcspn(p, "|");
        if (strstr(folded, arena_strndup(arena, p, n))) {
            return true;
        }
        p += n + (p[n] == '|');
    }
    return !signs;
}

// How many heads of the row the kind knows; each column once.
static int match_heads(struct taking *t, const struct sheet_row *row) {
    int matched = 0;
    memset(t->columns, 0, sizeof t->columns);
    memset(t->heads, 0, sizeof t->heads);
    for (size_t i = 0; i < row->n; i++) {
        int c = row->cells[i].column - 1;
        if (c >= TAKE_COLUMNS || strlen(row->cells[i].text) > 200) {
            continue;
        }
        const xmlNode *k = column_of(t->im->arena, t->kind, fold_label(t->im->arena, row->cells[i].text));
        const char *field = k ? xml_attr(k, "isian") : NULL;
        t->heads[c] = row->cells[i].text;
        if (field && !has_field(t, field, strlen(field))) {
            t->columns[c] = k;
            matched += strcmp(field, "nomor-baris") != 0;
        }
    }
    return matched;
}

static bool called(const struct taking *t) {
    const char *folded = t->sheet->name ? fold_label(t->im->arena, t->sheet->name) : "";
    return among(t->im->arena, xml_attr(t->kind, "nama"), folded) ||
           among(t->im->arena, xml_attr(t->kind, "alias"), folded);
}

// The kind and the row of heads that fit best; false when none does.
static bool recognise(struct taking *t) {
    struct taking *best = ARENA_NEW(t->im->arena, struct taking), *trial = ARENA_NEW(t->im->arena, struct taking);
    int best_score = 0;
    const xmlNode *kind = t->im->sheets ? xml_child(t->im->sheets, "lembar") : NULL;
    for (; kind; kind = xml_next(kind, "lembar")) {
        bool as_form = xml_attr(kind, "sebagai") != NULL;  // its heads are what a form asks (take_form)
        for (size_t r = 0; !as_form && r < t->sheet->n && r < HEAD_ROWS; r++) {
            const struct sheet_row *row = &t->sheet->rows[r];
            *trial = *t;
            trial->kind = kind;
            trial->head = r;
            int matched = match_heads(trial, row), named = called(trial);
            int score = matched * 2 + named * 5;
            if (matched >= 2 && (size_t)matched * 2 + 1 >= row->n && score > best_score && has_needed(trial) &&
                (named || has_sign(trial))) {
                best_score = score;
                *best = *trial;
            }
        }
    }
    if (best_score) {
        *t = *best;
    }
    return best_score > 0;
}

// ---- the key sheet that `naskah formulir` writes

static const char *key_value(const struct sheet *s, const char *key) {
    for (size_t r = 0; s && r < s->n; r++) {
        const struct sheet_cell *name = sheet_cell(&s->rows[r], 1), *value = sheet_cell(&s->rows[r], 2);
        if (name && value && strcmp(name->text, key) == 0) {
            return value->text;
        }
    }
    return NULL;
}

static const struct sheet *key_sheet(const struct import *im, const struct workbook *w) {
    const char *name = im->sheets ? xml_attr(im->sheets, "kunci") : NULL;
    for (size_t i = 0; name && i < w->n; i++) {
        if (w->sheets[i].name && strcmp(w->sheets[i].name, name) == 0) {
            return &w->sheets[i];
        }
    }
    return NULL;
}

// ---- rows

static void take_whole_row(struct import *im, const struct sheet *s, size_t r, const char *as) {
    for (size_t c = 0; c < s->rows[r].n; c++) {
        const struct sheet_cell *cell = &s->rows[r].cells[c];
        if (!cell->merged) {
            import_take(im, as, NULL, cell->text, sheet_place(s, &s->rows[r], cell->column));
        }
    }
}

// The row below the heads that numbers the columns: 1 2 3 …
static bool numbers_columns(const struct sheet_row *row) {
    for (size_t i = 0; i < row->n; i++) {
        const char *s = row->cells[i].text + (*row->cells[i].text == '(');
        if (atoi(s) != (int)i + 1 || strspn(s, "0123456789)") != strlen(s)) {
            return false;
        }
    }
    return row->n > 2;
}

// A row that repeats nothing but what goes down from the row above, or only a number, is empty.
static bool is_empty(const struct taking *t, const struct sheet_row *row) {
    for (size_t i = 0; i < row->n; i++) {
        int c = row->cells[i].column - 1;
        const xmlNode *k = c < TAKE_COLUMNS ? t->columns[c] : NULL;
        const char *field = k ? xml_attr(k, "isian") : "", *down = k ? xml_attr(k, "turun") : NULL;
        bool hidden = k && xml_attr(k, "sembunyi");
        if (!row->cells[i].merged && !hidden && !down && strcmp(field, "nomor-baris") != 0) {
            return false;
        }
    }
    return true;
}

// "Hari/Tanggal: Rabu, 12 Maret 2025" above the heads is more than a title.
static bool says_something(const struct sheet_row *row) {
    for (size_t i = 0; i < row->n; i++) {
        const char *colon = strchr(row->cells[i].text, ':');
        if (colon && !text_blank(colon + 1)) {
            return true;
        }
    }
    return false;
}

static void leave_cells(struct taking *t, const char *reason) {
    for (size_t i = 0; i < t->row->n; i++) {
        const struct sheet_cell *cell = &t->row->cells[i];
        struct source_place place = sheet_place(t->sheet, t->row, cell->column);
        const char *spot = source_spot(t->im->arena, &place);
        if (!cell->merged) {
            xmlNode *rest = xml_add(t->im->data, "sisa");
            xml_set(rest, "alasan", reason);
            xml_set(rest, "tempat", spot ? spot : arena_printf(t->im->arena, "%d", place.line));
            xml_set(rest, "berkas", t->im->file);
            xmlNodeAddContent(xml_add(rest, "p"), (const xmlChar *)cell->text);
        }
    }
}

static void leave_rest(struct taking *t) {
    struct arena *arena = t->im->arena;
    for (size_t i = 0; i < t->row->n; i++) {
        const struct sheet_cell *cell = &t->row->cells[i];
        int c = cell->column - 1;
        if (cell->merged || (c < TAKE_COLUMNS && t->used[c])) {
            continue;
        }
        struct source_place place = sheet_place(t->sheet, t->row, cell->column);
        const char *head = c < TAKE_COLUMNS && t->heads[c] ? t->heads[c] : NULL;
        const char *spot = source_spot(arena, &place);
        bool inside = t->object && xml_is(t->object, "inovasi");
        xmlNode *rest = xml_add(inside ? t->object : t->im->data, "sisa");
        xml_set(rest, "alasan", c < TAKE_COLUMNS && t->columns[c] ? "nilai" : "kolom-lain");
        xml_set(rest, "tempat", spot ? spot : arena_printf(arena, "%d", place.line));
        xml_set(rest, "berkas", inside ? NULL : t->im->file);
        xmlNodeAddContent(xml_add(rest, "p"), (const xmlChar *)(head ? arena_printf(arena, "%s: %s", head, cell->text)
                                                                     : cell->text));
    }
}

static void take_rows(struct taking *t) {
    take_whole_row(t->im, t->sheet, t->head, "judul");
    for (size_t r = 0; r < t->head; r++) {
        t->row = &t->sheet->rows[r];
        memset(t->used, 0, sizeof t->used);
        t->object = NULL;
        if (t->agency || !says_something(t->row)) {
            take_whole_row(t->im, t->sheet, r, "judul");
        } else {
            leave_cells(t, "tanpa-label");
        }
    }
    for (size_t r = t->head + 1; r < t->sheet->n; r++) {
        t->row = &t->sheet->rows[r];
        memset(t->used, 0, sizeof t->used);
        t->object = NULL;
        if (numbers_columns(t->row) || is_empty(t, t->row)) {
            take_whole_row(t->im, t->sheet, r, "nomor");
            continue;
        }
        take_row(t);
        leave_rest(t);
    }
}

// Columns without a known head are told once for the sheet.
static void tell_unknown(struct taking *t) {
    struct buf names = buf_new(t->im->arena);
    for (int c = 0; c < TAKE_COLUMNS; c++) {
        if (t->heads[c] && !t->columns[c]) {
            buf_printf(&names, "%s%s", names.n ? ", " : "", text_collapse(t->im->arena, t->heads[c]));
        }
    }
    if (names.n) {
        struct source_place place = sheet_place(t->sheet, &t->sheet->rows[t->head], 1);
        findings_add(t->im->findings, "sheet.columns", source_place(&t->im->source, &place), "kolom", buf_text(&names),
                     NULL);
    }
}

// ---- sheets

// The row of heads of a sheet that is no known one: the first with two cells or more.
static size_t first_heads(const struct sheet *s) {
    for (size_t r = 0; r < s->n && r < HEAD_ROWS; r++) {
        if (s->rows[r].n >= 2) {
            return r;
        }
    }
    return s->n;
}

static void take_sheet(struct import *im, const struct sheet *s, const struct sheet *key) {
    struct taking *t = ARENA_NEW(im->arena, struct taking);
    size_t heads = first_heads(s);
    const char *guide = im->sheets ? xml_attr(im->sheets, "petunjuk") : NULL;
    if (s == key || (key && s->name && guide && strcmp(s->name, guide) == 0)) {
        for (size_t r = 0; r < s->n; r++) {
            take_whole_row(im, s, r, "perabot");
        }
        return;
    }
    im->returned = key_value(key, "instansi") ? key_value(key, "instansi") : im->returned;
    *t = (struct taking){
        .im = im, .sheet = s, .agency = key_value(key, "instansi"), .year = key_value(key, "tahun")};
    bool known = recognise(t);
    if (known && (key || !take_is_form(im, s, t->head))) {
        tell_unknown(t);
        take_rows(t);
    } else if (heads < s->n && take_is_form(im, s, heads)) {
        take_form(im, s, heads);
    } else {
        sheet_blocks(im, s);
    }
}

bool sheet_take(struct import *im, const struct workbook *w) {
    const struct sheet *key = key_sheet(im, w);
    const char *agency = key_value(key, "instansi");
    for (size_t i = 0; i < w->n; i++) {
        take_sheet(im, &w->sheets[i], key);
    }
    im->returned = agency ? agency : im->returned;
    if (!im->data->children && im->source.blocks.n == 0) {
        findings_add(im->findings, "sheet.empty", (struct place){.file = im->file}, NULL);
        return false;
    }
    return true;
}

// ---- the readers

bool csv_import(struct import *im, struct str bytes) {
    struct workbook w;
    return csv_read(im, bytes, &w) && sheet_take(im, &w);
}

bool xlsx_import(struct import *im, struct str bytes) {
    struct workbook w;
    return xlsx_read(im->arena, im->file, bytes, im->findings, &w) && sheet_take(im, &w);
}
