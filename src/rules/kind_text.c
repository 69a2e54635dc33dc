// Kinds of rule about how answers are written: filler, times, citations, amounts. What is read from running text may
// be misread; none of it is ever an error by itself, unless the profile verified a rule as one.
#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xml.h"
#include "model/format.h"
#include "rules/answer.h"
#include "rules/kind.h"
#include "rules/prose.h"

// ---- the answers that are running text

struct written {
    const char *id, *text;  // text: white space collapsed
    const xmlNode *field;
    const xmlNode *definition;
    struct citation *cited;  // laws in it
    size_t n_cited;
};

struct writings {
    struct written *items;
    size_t n, cap;
};

static bool is_prose(const xmlNode *definition) {
    const char *kind = xml_attr(definition, "jenis");
    return !kind || strcmp(kind, "teks") == 0;
}

static void collect(const struct check *c, const xmlNode *node, struct writings *w) {
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        const char *id = xml_is(child, "isian") ? xml_attr(child, "id") : NULL;
        const xmlNode *answered = id && is_prose(child) ? kind_answer(c, id) : NULL;
        if (answered && answer_own(c, answered) == ANSWER_GIVEN) {
            if (w->n == w->cap) {
                size_t cap = w->cap ? 2 * w->cap : 16;
                w->items = arena_grow(c->arena, w->items, w->cap * sizeof *w->items, cap * sizeof *w->items);
                w->cap = cap;
            }
            struct written *one = &w->items[w->n++];
            *one = (struct written){
                .id = id, .text = answer_said(c, answered), .field = answered, .definition = child};
            one->n_cited = answer_citations(c, answered, &one->cited);
        }
        collect(c, child, w);
    }
}

// Collected once for all rules that ask.
static const struct writings *writings(const struct check *c) {
    if (c->written && *c->written) {
        return *c->written;
    }
    struct writings *w = ARENA_NEW(c->arena, struct writings);
    collect(c, c->profile->root, w);
    if (c->written) {
        *c->written = w;
    }
    return w;
}

static const char *label(const struct check *c, const char *id) {
    return field_label(c->profile, id);
}

// ---- filler

// Words of a text; counting ends at `most`.
static size_t count_tokens(const char *text, size_t most) {
    size_t n = 0;
    for (const char *p = text; *p && n < most; p += strcspn(p, " ")) {
        p += strspn(p, " ");
        n += *p != '\0';
    }
    return n;
}

// Answers of a few words may well be the same.
enum { FEWEST_COPIED = 8, FEWEST_WORDS = 10, GENEROUS_LIMIT = 100 };

static void tell_copies(const struct check *c, const struct writings *w) {
    for (size_t i = 1; i < w->n; i++) {
        for (size_t k = 0; k < i; k++) {
            if (strcasecmp(w->items[i].text, w->items[k].text) == 0 &&
                count_tokens(w->items[i].text, FEWEST_COPIED) == FEWEST_COPIED) {
                finding_of_rule(c, SEVERITY_ERROR, "isian.salinan", kind_place(c, w->items[i].id), "bagian",
                                label(c, w->items[i].id), "sama", label(c, w->items[k].id), NULL);
                break;
            }
        }
    }
}

// Most answers begin with another letter than their question.
static bool may_begin_with(const char *text, const char *other) {
    return !isascii((unsigned char)*text) || !isalnum((unsigned char)*text) ||
           tolower((unsigned char)*text) == tolower((unsigned char)*other);
}

// An answer that begins with its question and says hardly more than it.
static void tell_echo(const struct check *c, const struct written *one) {
    for (const xmlNode *q = xml_child(one->definition, "tanya"); q; q = xml_next(q, "tanya")) {
        const char *question = text_bare(c->arena, xml_text(c->arena, q));
        size_t n = strlen(question);
        if (n <= 20 || !may_begin_with(one->text, question)) {
            continue;
        }
        const char *answer = answer_bare(c, one->field);
        if (strncmp(answer, question, n) == 0 && count_tokens(answer + n, FEWEST_WORDS) < FEWEST_WORDS) {
            finding_of_rule(c, SEVERITY_ERROR, "isian.gema", kind_place(c, one->id), "bagian", label(c, one->id), NULL);
            return;
        }
    }
}

static long limit_of(const struct check *c, const char *id) {
    for (size_t i = 0; i < c->profile->n_rules; i++) {
        const struct rule *rule = &c->profile->rules[i];
        if (strcmp(rule->kind->name, "max_words") == 0 && strcmp(rule->target, id) == 0) {
            return rule->number;
        }
    }
    return 0;
}

static void tell_short(const struct check *c, const struct written *one) {
    long limit = limit_of(c, one->id);
    size_t words = limit >= GENEROUS_LIMIT ? count_tokens(one->text, FEWEST_WORDS) : FEWEST_WORDS;
    if (words < FEWEST_WORDS) {
        finding_of_rule(c, SEVERITY_WARNING, "isian.pendek", kind_place(c, one->id), "bagian", label(c, one->id),
                        "jumlah", kind_number(c, (long)words), "batas", kind_number(c, limit), NULL);
    }
}

// A portal's field cuts after so many characters under a label that says words (competitions 1.2): what is exactly so
// long and does not end a sentence was probably cut there.
static void tell_cut(const struct check *c, const struct written *one) {
    static const size_t cuts[] = {200, 300, 1000};
    size_t length = text_length(one->text), bytes = strlen(one->text);
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        if (length == cuts[i] && !strchr(".!?)\"':;", one->text[bytes - 1])) {
            const char *tail = one->text + (bytes > 30 ? bytes - 30 : 0);
            while ((*tail & 0xc0) == 0x80) {
                tail++;
            }
            finding_of_rule(c, SEVERITY_WARNING, "isian.terpotong", kind_place(c, one->id), "bagian", label(c, one->id),
                            "jumlah", kind_number(c, (long)length), "isi", tail, NULL);
        }
    }
}

void check_filler(const struct check *c) {
    const struct writings *w = writings(c);
    tell_copies(c, w);
    for (size_t i = 0; i < w->n; i++) {
        tell_echo(c, &w->items[i]);
        tell_short(c, &w->items[i]);
        tell_cut(c, &w->items[i]);
    }
}

// ---- times: a law that is younger than what it is said to be the ground of

void check_tense(const struct check *c) {
    struct date start;
    const struct writings *w = writings(c);
    bool dated = date_parse(answer_said(c, kind_answer(c, c->rule->target)), &start);
    for (size_t i = 0; i < w->n; i++) {
        const struct citation *cited = w->items[i].cited;
        size_t n = w->items[i].n_cited;
        for (size_t k = 0; k < n; k++) {
            bool after_closing = c->closing.year && cited[k].year > c->closing.year;
            if (!after_closing && !(dated && cited[k].year > start.year)) {
                continue;
            }
            finding_of_rule(c, after_closing ? SEVERITY_WARNING : SEVERITY_NOTE,
                            after_closing ? "isian.kutipan-penutupan" : "isian.kutipan-mulai",
                            kind_place(c, w->items[i].id), "bagian", label(c, w->items[i].id), "isi", cited[k].text,
                            "mulai", dated ? format_date_told(c->arena, start) : "", "penutupan",
                            c->closing.year ? format_date_told(c->arena, c->closing) : "", NULL);
        }
    }
}

// ---- citations: listed for a person to confirm, never completed or invented

static void add_once(struct buf *list, const char *text) {
    if (!list->n || !strstr(buf_text(list), text)) {
        buf_printf(list, "%s%s", list->n ? "; " : "", text);
    }
}

void check_citation(const struct check *c) {
    const struct writings *w = writings(c);
    for (size_t i = 0; i < w->n; i++) {
        const struct citation *cited = w->items[i].cited;
        struct buf whole = buf_new(c->arena), parts = buf_new(c->arena);
        size_t n = w->items[i].n_cited;
        for (size_t k = 0; k < n; k++) {
            // A law named in passing ("peraturan daerah") cites nothing; one with half of its number and year does.
            if (cited[k].number && cited[k].year) {
                add_once(&whole, arena_printf(c->arena, "%s %s/%d", cited[k].kind, cited[k].number, cited[k].year));
            } else if (cited[k].number) {
                add_once(&parts, cited[k].text);
            }
        }
        if (!whole.n && !parts.n) {
            continue;
        }
        struct place place = kind_place(c, w->items[i].id);
        if (whole.n) {
            finding_of_rule(c, SEVERITY_NOTE, "isian.kutipan", place, "bagian", label(c, w->items[i].id), "isi",
                            buf_text(&whole), NULL);
        }
        if (parts.n) {
            finding_of_rule(c, SEVERITY_WARNING, "isian.kutipan-separuh", place, "bagian", label(c, w->items[i].id),
                            "isi", buf_text(&parts), NULL);
        }
    }
}

// ---- amounts

void check_money(const struct check *c) {
    const struct writings *w = writings(c);
    for (size_t i = 0; i < w->n; i++) {
        struct amount *amounts;
        size_t n = answer_amounts(c, w->items[i].field, &amounts);
        struct place place = n ? kind_place(c, w->items[i].id) : (struct place){0};
        for (size_t k = 0; k < n; k++) {
            const char *proper = format_rupiah(c->arena, amounts[k].sen);
            if (amounts[k].words && prose_words_differ(c->arena, &amounts[k])) {
                finding_of_rule(c, SEVERITY_WARNING, "isian.terbilang", place, "bagian", label(c, w->items[i].id),
                                "isi", amounts[k].words, "angka", proper, "harapan",
                                format_rupiah_words(c->arena, amounts[k].sen), NULL);
            }
            if (amounts[k].dotted || amounts[k].dashed) {
                finding_of_rule(c, SEVERITY_NOTE, "isian.bentuk-uang", place, "bagian", label(c, w->items[i].id), "isi",
                                amounts[k].text, "harapan", proper, NULL);
            }
        }
    }
}

// ---- results that are said without a figure

void check_figure(const struct check *c) {
    const xmlNode *answered = kind_answer(c, c->rule->target);
    if (answer_state(c, answered) != ANSWER_GIVEN) {
        return;
    }
    const char *text = answer_said(c, answered);
    if (!strpbrk(text, "0123456789")) {
        finding_of_rule(c, SEVERITY_WARNING, "isian.tanpa-angka", kind_place(c, c->rule->target), "bagian",
                        label(c, c->rule->target), "jumlah", kind_number(c, (long)count_tokens(text, SIZE_MAX)), NULL);
    }
}
