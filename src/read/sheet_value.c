// The cells of a row as values of fields.
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/xml.h"
#include "model/format.h"
#include "model/vocabulary.h"
#include "read/fold.h"
#include "read/sheet_take.h"

static int column_of(const struct taking *t, const char *field) {
    for (int c = 0; c < TAKE_COLUMNS; c++) {
        const char *own = t->columns[c] ? xml_attr(t->columns[c], "isian") : NULL;
        if (own && strcmp(own, field) == 0) {
            return c;
        }
    }
    return -1;
}

static const struct sheet_cell *cell_of(const struct taking *t, const char *field) {
    int c = column_of(t, field);
    return c < 0 ? NULL : sheet_cell(t->row, c + 1);
}

const char *take_text(struct taking *t, const char *field) {
    int c = column_of(t, field);
    const struct sheet_cell *cell = c < 0 ? NULL : sheet_cell(t->row, c + 1);
    bool down = c >= 0 && xml_attr(t->columns[c], "turun");
    if (!cell) {
        return down ? t->above[c] : NULL;
    }
    t->used[c] = true;
    char *text = text_collapse(t->im->arena, cell->text);
    while (strncmp(text, "\u00A0", 2) == 0) {
        text += 2;
    }
    // A dash says that there is nothing; a decimal point of a workbook is a comma to people.
    bool nothing = strcmp(text, "-") == 0 || strcmp(text, "–") == 0;
    char *point = cell->kind == CELL_NUMBER && !strchr(text, 'e') ? strchr(text, '.') : NULL;
    if (point) {
        *point = ',';
    }
    if (down && !nothing) {
        t->above[c] = text;
    }
    return nothing ? NULL : text;
}

struct source_place take_place(const struct taking *t, const char *field) {
    int c = column_of(t, field);
    return sheet_place(t->sheet, t->row, c < 0 ? 1 : c + 1);
}

struct place take_spot(const struct taking *t, const char *field) {
    struct source_place place = take_place(t, field);
    return source_place(&t->im->source, &place);
}

void take_leave(struct taking *t, const char *field) {
    int c = column_of(t, field);
    if (c >= 0) {
        t->used[c] = false;
    }
}

static const char *head_of(const struct taking *t, const char *field) {
    int c = column_of(t, field);
    return c >= 0 && t->heads[c] ? text_collapse(t->im->arena, t->heads[c]) : field;
}

// ---- kinds of values; each gives the value as XML wants it, or NULL when it is none

// 17/01/2017 and the like; *ambiguous when nobody can know which is the month.
static bool numeric_date(const char *s, struct date *out, bool *ambiguous) {
    int a, b, year, n = 0;
    if (sscanf(s, "%2d%*[-/.]%2d%*[-/.]%4d%n", &a, &b, &year, &n) != 3 || s[n] || year < 1000) {
        return false;
    }
    *ambiguous = a <= 12 && b <= 12 && a != b;
    *out = a > 12 ? (struct date){year, b, a} : (struct date){year, a, b};
    return !*ambiguous && date_valid(*out);
}

static const char *read_date(struct taking *t, const char *field, const char *text) {
    struct date d;
    bool ambiguous = false;
    char *clean = arena_strdup(t->im->arena, text);
    clean[strcspn(clean, "T")] = '\0';
    if (strlen(clean) < 4) {
        clean = arena_strdup(t->im->arena, text);
    }
    if (cell_of(t, field) && cell_of(t, field)->kind == CELL_DATE) {
        clean[strcspn(clean, " ")] = '\0';
    }
    if (!numeric_date(clean, &d, &ambiguous) && !date_parse(clean, &d)) {
        findings_add(t->im->findings, ambiguous ? "sheet.date-ambiguous" : "sheet.date", take_spot(t, field), "isian",
                     head_of(t, field), "nilai", text, NULL);
        return NULL;
    }
    const char *day = date_weekday_fault(clean);
    if (day) {
        findings_add(t->im->findings, "sheet.weekday", take_spot(t, field), "nilai", text, "hari",
                     format_weekday_told(t->im->arena, day), NULL);
    }
    struct arena *arena = t->im->arena;
    return d.month == 0 ? arena_printf(arena, "%04d", d.year)
           : d.day == 0 ? arena_printf(arena, "%04d-%02d", d.year, d.month)
                        : arena_printf(arena, "%04d-%02d-%02d", d.year, d.month, d.day);
}

// Dots or commas part thousands, a comma or a point with two digits parts the sen: "1.250.000,00", "1,250,000.00".
static const char *read_money(struct taking *t, const char *text) {
    struct buf digits = buf_new(t->im->arena);
    const char *p = text;
    while (*p && !isdigit((unsigned char)*p)) {
        p++;
    }
    size_t n = strcspn(p, " (");
    while (n && !isdigit((unsigned char)p[n - 1])) {  // ",-"
        n--;
    }
    if (n > 3 && strchr(",.", p[n - 3]) && strncmp(p + n - 2, "00", 2) == 0) {
        n -= 3;
    }
    for (size_t i = 0; i < n; i++) {
        if (isdigit((unsigned char)p[i])) {
            buf_char(&digits, p[i]);
        } else if (!strchr(".,", p[i]) || n - i < 4) {
            return NULL;
        }
    }
    return digits.n && digits.n < 16 ? buf_text(&digits) : NULL;
}

static const char *read_choice(struct taking *t, const char *field, const char *choices, const char *text) {
    struct arena *arena = t->im->arena;
    const char *folded = fold_label(arena, text), *near = NULL;
    for (const char *p = choices; *p;) {
        size_t n = strcspn(p, "|");
        const char *choice = arena_strndup(arena, p, n), *own = fold_label(arena, choice);
        if (strcmp(own, folded) == 0) {
            return choice;
        }
        if (!near && fold_near(own, folded)) {
            near = choice;
        }
        p += n + (p[n] == '|');
    }
    findings_add(t->im->findings, near ? "sheet.choice-near" : "sheet.choice", take_spot(t, field), "isian",
                 head_of(t, field), "nilai", text, "pilihan", near ? near : choices, NULL);
    return near;
}

static bool is_kind(const struct taking *t, int c, const char *kind) {
    const char *own = c < 0 ? NULL : xml_attr(t->columns[c], "jenis");
    return own && strcmp(own, kind) == 0;
}

static const char *read_year(const char *text) {
    return strspn(text, "0123456789") == 4 && !text[4] ? text : NULL;
}

static const char *read_value(struct taking *t, const char *field, const char *text) {
    int c = column_of(t, field);
    const char *choices = c < 0 ? NULL : xml_attr(t->columns[c], "pilihan");
    const char *value = text;
    const struct sheet_cell *cell = cell_of(t, field);
    if (cell && cell->kind == CELL_ERROR) {
        findings_add(t->im->findings, "sheet.error", take_spot(t, field), "isian", head_of(t, field), "nilai", text,
                     NULL);
        return NULL;
    }
    if (is_kind(t, c, "tanggal")) {
        return read_date(t, field, text);
    }
    if (choices) {
        return read_choice(t, field, choices, text);
    }
    value = is_kind(t, c, "uang") ? read_money(t, text) : is_kind(t, c, "tahun") ? read_year(text) : text;
    if (!value) {
        findings_add(t->im->findings, "sheet.number", take_spot(t, field), "isian", head_of(t, field), "nilai", text,
                     NULL);
    }
    return value;
}

static bool fits(const xmlNode *node, const char *attribute, const char *value) {
    const char *parent = node->parent ? xml_name(node->parent) : NULL;
    const struct vocabulary_element *e = vocabulary_find(xml_name(node), parent);
    const struct vocabulary_attribute *a = e && attribute ? vocabulary_attribute(e, attribute) : NULL;
    return attribute ? a && vocabulary_value_ok(a->kind, a->target, value)
                     : e && vocabulary_value_ok(e->text, e->text_target, value);
}

// What an object is called in the notes of places: its id, with the path from it.
static void note(struct taking *t, const xmlNode *node, const char *attribute, const char *field) {
    struct buf path = buf_new(t->im->arena);
    const xmlNode *object = node;
    while (object->parent && object->parent != t->im->data) {
        object = object->parent;
    }
    if (object != node) {
        size_t nth = 1;
        for (const xmlNode *s = node->prev; s; s = s->prev) {
            nth += xml_is(s, xml_name(node));
        }
        buf_printf(&path, "%s[%zu]%s", xml_name(node), nth, attribute ? "/" : "");
    }
    if (attribute) {
        buf_printf(&path, "@%s", attribute);
    }
    import_note_where(t->im, xml_attr(object, "id"), buf_text(&path), take_place(t, field));
}

void take_set(struct taking *t, xmlNode *node, const char *attribute, const char *field) {
    const char *text = take_text(t, field), *value = text ? read_value(t, field, text) : NULL;
    if (!text) {
        return;
    }
    if (!value || !fits(node, attribute, value)) {
        if (value) {
            findings_add(t->im->findings, "sheet.value", take_spot(t, field), "isian", head_of(t, field), "nilai", text,
                         NULL);
        }
        take_leave(t, field);
        return;
    }
    if (strcmp(value, text) != 0) {
        import_take(t->im, "asli", field, text, take_place(t, field));
    }
    if (attribute) {
        xml_set(node, attribute, value);
    } else {
        xmlNodeAddContent(node, (const xmlChar *)value);
    }
    note(t, node, attribute, field);
}
