// One field of an innovation from the blocks of its answer: dates, choices, words, rich text.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/format.h"
#include "read/fold.h"
#include "read/money.h"
#include "read/placing.h"

static const char *field_name(struct placing *p, const struct field *field) {
    return form_field_name(p->im->arena, p->form, field);
}

static struct place place_of(struct placing *p, const struct answer *a) {
    const struct source_place *at = a->blocks.n ? &a->blocks.items[0]->place : &a->place;
    return source_place(&p->im->source, at);
}

static void leave(struct placing *p, const struct field *field) {
    struct answer *a = placing_answer(p, field);
    for (size_t i = 0; i < a->blocks.n; i++) {
        placing_leave(p, "isian", a->blocks.items[i]);
    }
    a->blocks = (struct rich_blocks){0};
}

// What stood in the file is kept where the value that we write looks different.
static void keep_original(struct placing *p, const struct field *field, const char *text, const char *value) {
    if (strcmp(text, value) != 0) {
        import_take(p->im, "asli", field->id, text, placing_answer(p, field)->blocks.items[0]->place);
    }
}

// ---- dates

// 17/01/2017, 17-1-2017, 17.01.2017: -1 when it is nothing of the kind, 0 when nobody can know which is the month.
static int numeric_date(const char *s, struct date *out) {
    int v[3] = {0}, n = 0;
    for (const char *p = s; n < 3; n++) {
        size_t digits = strspn(p, "0123456789");
        if (digits == 0 || digits > 4 || (n < 2 && digits > 2) || (n == 2 && digits != 4)) {
            return -1;
        }
        v[n] = atoi(p);
        p += digits;
        if (n < 2 ? !strchr("/-.", *p) || *p == '\0' : *p != '\0') {
            return -1;
        }
        p++;
    }
    bool day_first = v[0] > 12, month_first = v[1] > 12;
    if (!day_first && !month_first && v[0] != v[1]) {
        return 0;
    }
    *out = month_first ? (struct date){v[2], v[0], v[1]} : (struct date){v[2], v[1], v[0]};
    return date_valid(*out) ? 1 : -1;
}

// A day as workbooks count it: 1 is 1 January 1900, with a 29 February 1900 that never was.
static bool serial_date(const char *s, struct date *out) {
    size_t n = strspn(s, "0123456789");
    long serial = n == 5 ? atol(s) : 0;
    if (serial < 30000 || serial > 60000 || (s[n] && strspn(s + n, ".0") != strlen(s + n))) {
        return false;
    }
    long days = serial - 25569;  // since 1970-01-01; by the civil calendar of Howard Hinnant's days_from_civil
    long z = days + 719468, era = z / 146097, doe = z - era * 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    long mp = (5 * doy + 2) / 153;
    *out = (struct date){(int)(yoe + era * 400), (int)(mp < 10 ? mp + 3 : mp - 9), (int)(doy - (153 * mp + 2) / 5 + 1)};
    out->year += out->month <= 2;
    return date_valid(*out);
}

// "Kamis / 18 Agustus 2022" and "18 Agustus 2022." as date_parse wants them.
static char *plain_date(struct arena *arena, const char *text) {
    char *s = text_collapse(arena, text);
    for (char *p = s; *p; p++) {
        if (*p == '/' && (p == s || !isdigit((unsigned char)p[-1]))) {
            *p = ' ';
        }
    }
    s = text_collapse(arena, s);
    size_t n = strlen(s);
    while (n && strchr(".,;", s[n - 1])) {
        s[--n] = '\0';
    }
    return s;
}

static const char *iso(struct arena *arena, struct date d) {
    return d.month == 0 ? arena_printf(arena, "%04d", d.year)
           : d.day == 0 ? arena_printf(arena, "%04d-%02d", d.year, d.month)
                        : arena_printf(arena, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static const char *read_date(struct placing *p, const struct field *field, const char *text) {
    struct arena *arena = p->im->arena;
    struct answer *a = placing_answer(p, field);
    struct date d;
    const char *plain = plain_date(arena, text);
    int numeric = numeric_date(plain, &d);
    if (numeric == 0) {
        findings_add(p->im->findings, "impor.tanggal-rancu", place_of(p, a), "isian", field_name(p, field), "nilai",
                     text,
                     NULL);
        return NULL;
    }
    if (numeric < 0 && !date_parse(plain, &d) && !serial_date(plain, &d)) {
        findings_add(p->im->findings, "impor.tanggal", place_of(p, a), "isian", field_name(p, field), "nilai", text,
                     NULL);
        return NULL;
    }
    const char *day = date_weekday_fault(plain);
    if (day) {
        findings_add(p->im->findings, "impor.hari", place_of(p, a), "isian", field_name(p, field), "nilai", text,
                     "hari", format_weekday_told(arena, day), NULL);
    }
    const char *value = iso(arena, d);
    if (strcmp(value, text) != 0) {
        import_repair(p->im, "perbaikan.tanggal", &a->blocks.items[0]->place, text, value);
    }
    return value;
}

// ---- choices

// The words of "( ) Inisiatif (x) Penerapan" behind the ticked box; the text itself when no box is ticked.
static const char *ticked(struct arena *arena, const char *text) {
    static const char *const ticks[] = {"(x)", "(X)", "[x]", "[X]", "(v)", "(V)", "[v]", "[V]", "☑", "☒", "✓", "✔",
                                        "√"};
    for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++) {
        const char *at = strstr(text, ticks[i]);
        if (at) {
            at += strlen(ticks[i]);
            size_t n = strcspn(at, "([");
            const char *box = strstr(at, "☐");
            n = box && (size_t)(box - at) < n ? (size_t)(box - at) : n;
            return arena_strndup(arena, at, n);
        }
    }
    return text;
}

static const struct field_choice *choice_of(const struct field *field, const char *folded, bool near) {
    for (size_t i = 0; i < field->n_choices; i++) {
        for (size_t k = 0; k < field->choices[i].n_names; k++) {
            const char *name = field->choices[i].names[k].folded;
            if (near ? fold_near(name, folded) : strcmp(name, folded) == 0) {
                return &field->choices[i];
            }
        }
    }
    return NULL;
}

static const char *read_choice(struct placing *p, const struct field *field, const char *text) {
    struct answer *a = placing_answer(p, field);
    const char *folded = fold_label(p->im->arena, ticked(p->im->arena, text));
    const struct field_choice *exact = choice_of(field, folded, false);
    const struct field_choice *choice = exact ? exact : choice_of(field, folded, true);
    if (!choice) {
        return NULL;
    }
    if (!exact || strcmp(choice->names[0].folded, folded) != 0) {
        findings_add(p->im->findings, "impor.pilihan-mirip", place_of(p, a), "isian", field_name(p, field), "nilai",
                     text,
                     "pilihan", choice->value, NULL);
    }
    return choice->value;
}

static const char *choices_text(struct arena *arena, const struct field *field) {
    struct buf out = buf_new(arena);
    for (size_t i = 0; i < field->n_choices; i++) {
        buf_printf(&out, "%s%s", i ? ", " : "", field->choices[i].value);
    }
    return buf_text(&out);
}

// A name where a kind is asked for (who the initiator is) belongs in the field of the name, if the form has one.
static const struct field *name_field(const struct form *form, const struct field *field) {
    char id[64];
    snprintf(id, sizeof id, "nama-%s", field->id);
    return form_field(form, id);
}

static void no_choice(struct placing *p, xmlNode *innovation, const struct field *field, const char *text) {
    struct answer *a = placing_answer(p, field);
    const struct field *other = name_field(p->form, field);
    if (other && other->from && !placing_given(p, other)) {
        findings_add(p->im->findings, "impor.nama-pada-pilihan", place_of(p, a), "isian", field_name(p, field), "nilai",
                     text, "lain", field_name(p, other), NULL);
        placing_set(p, innovation, other->from, text, a->blocks.items[0]->place);
        return;
    }
    findings_add(p->im->findings, "impor.pilihan", place_of(p, a), "isian", field_name(p, field), "nilai", text,
                 "pilihan",
                 choices_text(p->im->arena, field), NULL);
    leave(p, field);
}

// ---- rich answers

static xmlNode *proposal_of(struct placing *p, xmlNode *innovation) {
    xmlNode *node = xml_child(innovation, "usulan");
    if (!node) {
        node = xml_add(innovation, "usulan");
        xml_set(node, "profil", p->form->id);
    }
    return node;
}

static size_t count_of(const char *text, const char *what) {
    size_t n = 0;
    for (const char *q = text; (q = strstr(q, what)); q += strlen(what)) {
        n++;
    }
    return n;
}

static void check_quotes(struct placing *p, const struct field *field) {
    struct answer *a = placing_answer(p, field);
    size_t opened = 0, closed = 0;
    for (size_t i = 0; i < a->blocks.n; i++) {
        const char *text = source_text(p->im->arena, a->blocks.items[i]);
        size_t o = count_of(text, "“"), c = count_of(text, "”");
        if (o != c && opened == closed) {
            struct place at = source_place(&p->im->source, &a->blocks.items[i]->place);
            findings_add(p->im->findings, "impor.kutip", at, "isian", field_name(p, field), NULL);
        }
        opened += o;
        closed += o != c ? o : c;
    }
}

static void write_answer(struct placing *p, xmlNode *innovation, const struct field *field) {
    struct answer *a = placing_answer(p, field);
    xmlNode *node = xml_add(proposal_of(p, innovation), "jawaban");
    xml_set(node, "bagian", field->id);
    check_quotes(p, field);
    for (size_t i = 0; i < a->blocks.n; i++) {
        money_check(p->im, a->blocks.items[i], field_name(p, field));
    }
    rich_write(p->im, node, &a->blocks);
    import_note_where(p->im, xml_attr(innovation, "id"),
                      arena_printf(p->im->arena, "usulan/jawaban[@bagian='%s']", field->id),
                      a->blocks.items[0]->place);
}

// A choice that stands among the answers (evaluated: Ya).
static void write_choice(struct placing *p, xmlNode *innovation, const struct field *field, const char *value) {
    struct answer *a = placing_answer(p, field);
    xmlNode *node = xml_add(proposal_of(p, innovation), "jawaban");
    xml_set(node, "bagian", field->id);
    xmlNodeAddContent(xml_add(node, "p"), (const xmlChar *)value);
    import_note_where(p->im, xml_attr(innovation, "id"),
                      arena_printf(p->im->arena, "usulan/jawaban[@bagian='%s']", field->id),
                      a->blocks.items[0]->place);
}

// A short field that says that it is not filled in yet.
static bool says_nothing(struct placing *p, const struct field *field, const char *text) {
    const char *folded = strlen(text) < 200 ? fold_text(p->im->arena, text) : "-";
    if (*folded && !words_is(p->im->words, "kosong", folded) && !words_begins(p->im->words, "isi-di-sini", folded)) {
        return false;
    }
    struct answer *a = placing_answer(p, field);
    import_take(p->im, "kosong", field->id, text, a->blocks.items[0]->place);
    findings_add(p->im->findings, "impor.kosong", place_of(p, a), "isian", field_name(p, field), NULL);
    return true;
}

void placing_value(struct placing *p, xmlNode *innovation, const struct field *field) {
    struct answer *a = placing_answer(p, field);
    if (a->blocks.n == 0) {
        return;
    }
    if (field->kind == FIELD_TEXT && !field->from) {
        write_answer(p, innovation, field);
        return;
    }
    const char *text = rich_line(p->im, &a->blocks), *value = text;
    if (says_nothing(p, field, text)) {
        return;
    }
    if (field->kind == FIELD_DATE) {
        value = read_date(p, field, text);
        if (!value) {
            leave(p, field);
            return;
        }
    } else if (field->kind == FIELD_CHOICE) {
        value = read_choice(p, field, text);
        if (!value) {
            no_choice(p, innovation, field, text);
            return;
        }
    }
    keep_original(p, field, text, value);
    if (field->from) {
        placing_set(p, innovation, field->from, value, a->blocks.items[0]->place);
    } else {
        write_choice(p, innovation, field, value);
    }
}
