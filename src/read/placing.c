#include "read/placing.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "read/fold.h"
#include "read/match.h"

// ---- what the other files of placing use too

struct answer *placing_answer(struct placing *p, const struct field *field) {
    return &p->answers[field - p->form->fields];
}

bool placing_given(const struct placing *p, const struct field *field) {
    return p->answers[field - p->form->fields].blocks.n > 0;
}

void placing_take(struct placing *p, const char *as, const struct field *field, const struct source_block *block) {
    const char *text = source_text(p->im->arena, block);
    if (block->kind == SOURCE_ITEM && block->marker) {
        text = arena_printf(p->im->arena, "%s %s", block->marker, text);
    }
    import_take(p->im, as, field ? field->id : NULL, text, block->place);
}

void placing_leave(struct placing *p, const char *reason, const struct source_block *block) {
    struct leftover *last = p->n_rest ? &p->rest[p->n_rest - 1] : NULL;
    if (!last || strcmp(last->reason, reason) != 0) {
        if (p->n_rest == p->rest_cap) {
            size_t cap = p->rest_cap ? p->rest_cap * 2 : 8;
            p->rest = arena_grow(p->im->arena, p->rest, p->rest_cap * sizeof *p->rest, cap * sizeof *p->rest);
            p->rest_cap = cap;
        }
        last = &p->rest[p->n_rest++];
        *last = (struct leftover){.reason = reason};
    }
    rich_add(p->im->arena, &last->blocks, block);
}

void placing_open(struct placing *p, const struct field *field, const char *name, const struct source_block *at) {
    struct answer *a = placing_answer(p, field);
    p->field = field;
    p->section = NULL;
    if (!a->seen) {
        *a = (struct answer){.seen = true, .place = at->place, .name = name};
    }
}

void placing_give(struct placing *p, const struct field *field, const struct source_block *block) {
    struct answer *a = placing_answer(p, field);
    if (field->kind != FIELD_TEXT && a->blocks.n > 0) {
        placing_leave(p, "tanpa-label", block);
        return;
    }
    a->seen = true;
    if (a->blocks.n == 0 && a->place.line == 0 && a->place.row == 0 && a->place.paragraph == 0) {
        a->place = block->place;
    }
    rich_add(p->im->arena, &a->blocks, block);
}

// ---- one block after the other

struct walk {
    struct placing *p;
    const struct source_blocks *blocks;
    size_t i;
    const struct source_block *block;
    const char *text;
};

static void leave_pending(struct placing *p) {
    for (size_t i = 0; i < p->pending.n; i++) {
        placing_leave(p, "pertanyaan-lain", p->pending.items[i]);
    }
    p->pending = (struct rich_blocks){0};
}

static void content(struct placing *p, const struct source_block *block);

// What stands behind a label or marker on the same line.
static void content_behind(struct walk *w, size_t offset) {
    size_t n = strlen(w->text);
    if (offset < n && !text_blank(w->text + offset)) {
        content(w->p, source_cut(w->p->im->arena, w->block, offset, n));
    }
}

static void take_before(struct walk *w, const char *as, const struct field *field, size_t offset) {
    const char *marker = w->block->kind == SOURCE_ITEM && w->block->marker ? w->block->marker : "";
    import_take(w->p->im, as, field ? field->id : NULL,
                arena_printf(w->p->im->arena, "%s %.*s", marker, (int)offset, w->text), w->block->place);
}

// Whether one of the field's questions holds nearly all words of the text: a sub-question, or its second line.
static bool within_question(struct placing *p, const struct field *field, const char *text) {
    const char *folded = fold_label(p->im->arena, text);
    size_t words = 1;
    for (const char *q = folded; *q; q++) {
        words += *q == ' ';
    }
    if (words < 3) {
        return false;  // "Ya" stands in many a question, and is an answer
    }
    for (size_t i = 0; field && i < field->n_questions; i++) {
        if (fold_within(p->im->arena, folded, field->questions[i].folded) >= 85) {
            return true;
        }
    }
    return false;
}

static void content(struct placing *p, const struct source_block *block) {
    struct arena *arena = p->im->arena;
    switch (p->zone) {
    case ZONE_BEFORE:
        rich_add(arena, &p->before, block);
        break;
    case ZONE_WAITING:
        if (within_question(p, p->field, source_text(arena, block))) {
            placing_take(p, "pertanyaan", p->field, block);
        } else {
            rich_add(arena, &p->pending, block);
        }
        break;
    case ZONE_ANSWER:
        if (p->field->n_questions && !placing_given(p, p->field) &&
            within_question(p, p->field, source_text(arena, block))) {
            placing_take(p, "pertanyaan", p->field, block);
            break;
        }
        placing_give(p, p->field, block);
        p->zone = p->field->kind == FIELD_TEXT ? ZONE_ANSWER : ZONE_CLOSED;
        break;
    case ZONE_CLOSED: placing_leave(p, "tanpa-label", block); break;
    case ZONE_LOST: placing_leave(p, "tanpa-isian", block); break;
    case ZONE_JURY: placing_leave(p, "juri", block); break;
    }
}

// ---- markers

static bool like_question(struct import *im, const char *text) {
    size_t n = strlen(text);
    while (n && strchr(" \n)\"", text[n - 1])) {
        n--;
    }
    return (n && text[n - 1] == '?') || words_begins(im->words, "kata-tanya", fold_label(im->arena, text));
}

static bool in_capitals(const char *text) {
    bool any = false;
    for (; *text; text++) {
        if (islower((unsigned char)*text)) {
            return false;
        }
        any = any || isupper((unsigned char)*text);
    }
    return any;
}

static bool short_line(const char *text) {
    size_t words = 0, n = strlen(text);
    for (const char *q = text; *q; q++) {
        words += *q == ' ';
    }
    return words < 8 && n && !strchr(".;,", text[n - 1]);
}

// "Jawaban:" although an answer is being read: its last lines are a question that no form asks. They, and what follows,
// are nobody's.
static void unknown_question(struct placing *p) {
    struct arena *arena = p->im->arena;
    struct rich_blocks *blocks = &placing_answer(p, p->field)->blocks;
    size_t from = blocks->n;
    while (from && like_question(p->im, source_text(arena, blocks->items[from - 1]))) {
        from--;
    }
    bool asked = from < blocks->n;
    from = asked ? from : from - 1;
    bool instruction = from == 0 && p->field->n_questions == 0;
    if (asked && from > 1 && short_line(source_text(arena, blocks->items[from - 1]))) {
        from--;  // its heading
    }
    for (size_t i = from; i < blocks->n; i++) {
        placing_leave(p, "pertanyaan-lain", blocks->items[i]);
    }
    blocks->n = from;
    if (!instruction) {
        p->field = NULL;
        p->zone = ZONE_LOST;
    }
}

static void on_answer(struct walk *w, size_t offset) {
    struct placing *p = w->p;
    take_before(w, "penanda", p->field, offset);
    leave_pending(p);
    if (p->zone == ZONE_ANSWER && placing_given(p, p->field)) {
        unknown_question(p);
    } else if (p->field && p->zone != ZONE_LOST && p->zone != ZONE_CLOSED) {
        p->zone = ZONE_ANSWER;
    } else {
        p->zone = ZONE_LOST;
    }
    content_behind(w, offset);
}

// ---- headings and questions

// What comes soon after a heading: a question or the marker of an answer says that it is one.
static bool leads_to_question(struct walk *w, const struct match *m) {
    enum { FAR = 8 };
    struct placing *p = w->p;
    for (size_t k = w->i + 1; k < w->blocks->n && k <= w->i + FAR; k++) {
        const char *text = source_text(p->im->arena, &w->blocks->items[k]);
        struct match next;
        if (match_marker(p->im->arena, p->im->words, "jawaban", text) ||
            match_marker(p->im->arena, p->im->words, "pertanyaan", text) ||
            (match_question(p->im->arena, p->form, text, &next) && next.section == m->section)) {
            return true;
        }
        if (match_name(p->im->arena, p->form, text, false, &next) || strlen(text) > 600) {
            return false;
        }
    }
    return false;
}

// A part of the field that is being read may be called like another field ("TAHAPAN INOVASI" in a rancang bangun).
static bool names_own_part(struct walk *w, const struct match *m) {
    struct placing *p = w->p;
    struct match part;
    if (p->zone != ZONE_ANSWER || m->field == p->field ||
        !match_name(p->im->arena, p->form, w->text, true, &part) || !part.field || part.field->parent != p->field) {
        return false;
    }
    const char *next = w->i + 1 < w->blocks->n ? source_text(p->im->arena, &w->blocks->items[w->i + 1]) : "";
    const char *folded = fold_text(p->im->arena, next);
    for (size_t i = 0; m->field && i < m->field->n_choices; i++) {
        for (size_t k = 0; k < m->field->choices[i].n_names; k++) {
            if (strcmp(folded, m->field->choices[i].names[k].folded) == 0) {
                return false;  // the other field's value follows
            }
        }
    }
    return true;
}

static bool is_bold(const struct source_block *b) {
    for (size_t i = 0; i < b->n_runs; i++) {
        if (!(b->runs[i].style & RUN_BOLD) && !text_blank(b->runs[i].text)) {
            return false;
        }
    }
    return b->n_runs > 0;
}

static bool heading_counts(struct walk *w, const struct match *m) {
    struct placing *p = w->p;
    size_t n = strlen(w->text);
    bool asks = m->field ? m->field->n_questions > 0 : m->section->n > 0 && p->form->questions;
    bool loud = w->block->kind == SOURCE_HEADING || is_bold(w->block) || (n && w->text[n - 1] == ':');
    if (names_own_part(w, m)) {
        return false;
    }
    if (p->pairs && !p->markers && leads_to_question(w, m)) {
        return true;
    }
    if (p->markers && asks) {
        // Without a question behind it only the printed heading itself counts, on a line of its own.
        const char *label = m->section->n_names ? m->section->names[0].folded : "";
        bool printed = w->block->kind != SOURCE_ITEM && strcmp(label, fold_label(p->im->arena, w->text)) == 0;
        return leads_to_question(w, m) || (printed && !(m->field && placing_given(p, m->field)));
    }
    if (m->field && placing_given(p, m->field)) {
        return loud && p->field != m->field && p->zone != ZONE_ANSWER;
    }
    // In the middle of an answer a single word on its own line is rather a word of it.
    bool word = !strchr(w->text, ' ');
    return loud || !word || p->zone != ZONE_ANSWER || !m->near;
}

static void tell_near(struct walk *w, const struct match *m) {
    if (m->near && m->name) {
        import_repair(w->p->im, "perbaikan.label", &w->block->place, w->text, m->name);
    }
}

static void tell_twice(struct walk *w, const struct field *field) {
    findings_add(w->p->im->findings, "impor.dua-kali", source_place(&w->p->im->source, &w->block->place), "isian",
                 form_field_name(w->p->im->arena, w->p->form, field), NULL);
}

// Begins a field; one that is answered already is not answered twice: what follows is left over.
static void begin(struct walk *w, const struct field *field, const char *name, enum zone zone) {
    struct placing *p = w->p;
    leave_pending(p);
    if (placing_given(p, field) && p->pairs && !p->markers && name && name != placing_answer(p, field)->name) {
        p->field = field;  // the form calls both headings names of this field
        p->zone = zone;
        return;
    }
    if (placing_given(p, field)) {
        tell_twice(w, field);
        p->field = NULL;
        p->zone = ZONE_LOST;
        return;
    }
    placing_open(p, field, name, w->block);
    p->zone = zone;
}

// "Tujuan" for "Tujuan Inovasi": only where the text never says the whole name afterwards, and only what looks like a
// heading no deeper than that of the answer being read.
static bool short_counts(struct walk *w, const struct match *m) {
    struct placing *p = w->p;
    bool deeper = w->block->kind == SOURCE_HEADING && p->level > 0 && w->block->level > p->level;
    if (p->markers || !m->field || placing_given(p, m->field) || deeper) {
        return false;
    }
    for (size_t k = w->i + 1; k < w->blocks->n; k++) {
        struct match next;
        const char *text = source_text(p->im->arena, &w->blocks->items[k]);
        if ((match_name(p->im->arena, p->form, text, false, &next) ||
             match_label(p->im->arena, p->form, text, &next)) && next.field == m->field) {
            return false;
        }
    }
    return true;
}

static bool short_heading(struct walk *w, struct match *m) {
    struct placing *p = w->p;
    size_t n = strlen(w->text);
    bool numbered = w->block->kind == SOURCE_ITEM && in_capitals(w->text);
    bool loud = w->block->kind == SOURCE_HEADING || is_bold(w->block) || numbered || (n && w->text[n - 1] == ':');
    return loud && match_short(p->im, p->form, w->text, m) && short_counts(w, m);
}

static bool on_heading(struct walk *w) {
    struct placing *p = w->p;
    struct match m;
    bool named = match_name(p->im->arena, p->form, w->text, false, &m);
    if (named ? !heading_counts(w, &m) : !short_heading(w, &m)) {
        return false;
    }
    tell_near(w, &m);
    placing_take(p, "judul", m.field, w->block);
    if (!m.field) {
        leave_pending(p);
        p->field = NULL;
        p->section = m.section;
        p->zone = p->markers && leads_to_question(w, &m) ? ZONE_WAITING : ZONE_LOST;
    } else if (p->zone == ZONE_WAITING && p->field == m.field) {
        return true;  // printed twice
    } else {
        bool waits = (p->markers ? m.field->n_questions > 0 : p->pairs) && leads_to_question(w, &m);
        begin(w, m.field, m.name, waits ? ZONE_WAITING : ZONE_ANSWER);
    }
    p->level = w->block->kind == SOURCE_HEADING ? w->block->level : 0;
    p->heading = w->block;
    return true;
}

static bool on_question(struct walk *w) {
    struct placing *p = w->p;
    struct match m;
    bool waiting = p->zone == ZONE_WAITING;
    if (!match_question(p->im->arena, p->form, w->text, &m)) {
        return false;
    }
    // The next of several questions that have one answer.
    if (p->field == m.field && (waiting || !placing_given(p, m.field))) {
        placing_take(p, "pertanyaan", m.field, w->block);
        return true;
    }
    placing_take(p, "pertanyaan", m.field, w->block);
    if (m.near) {
        import_repair(p->im, "perbaikan.pertanyaan", &w->block->place, w->text, m.field->id);
    }
    begin(w, m.field, NULL, p->markers ? ZONE_WAITING : ZONE_ANSWER);
    return true;
}

// ---- labels

static bool is_name(const struct field *field) {
    return field->from && strcmp(field->from, "@nama") == 0;
}

static size_t fields_given(const struct placing *p) {
    size_t n = 0;
    for (size_t i = 0; i < p->form->n_fields; i++) {
        n += p->answers[i].blocks.n > 0;
    }
    return n;
}

static bool label_counts(struct walk *w, const struct match *m, size_t offset) {
    struct placing *p = w->p;
    bool value = !text_blank(w->text + offset);
    if (!m->field || (m->near && !value)) {
        return m->field != NULL;
    }
    if (is_name(m->field) && value && fields_given(p) >= 3) {
        return true;  // the next innovation
    }
    if (placing_given(p, m->field)) {
        return false;
    }
    if (p->form->questions && !m->field->from) {
        return !value ? heading_counts(w, m) : !p->markers && p->zone != ZONE_ANSWER;
    }
    return !p->form->questions || p->zone != ZONE_ANSWER || is_name(m->field);
}

static bool on_label(struct walk *w) {
    struct placing *p = w->p;
    struct match m;
    size_t offset = match_label(p->im->arena, p->form, w->text, &m);
    bool whole = offset && label_counts(w, &m, offset);
    if (!whole && (offset || !(offset = match_short_label(p->im, p->form, w->text, &m)) || !short_counts(w, &m))) {
        return false;
    }
    if (is_name(m.field) && placing_given(p, m.field)) {
        leave_pending(p);
        placing_finish(p);
    }
    tell_near(w, &m);
    take_before(w, "label", m.field, offset);
    p->level = w->block->kind == SOURCE_HEADING ? w->block->level : 0;
    p->heading = NULL;
    bool waits = p->markers && m.field->n_questions > 0;
    begin(w, m.field, m.name, waits ? ZONE_WAITING : ZONE_ANSWER);
    content_behind(w, offset);
    return true;
}

// ---- the walk

static bool on_jury(struct walk *w) {
    struct placing *p = w->p;
    const char *folded = strlen(w->text) < 120 ? fold_label(p->im->arena, w->text) : "";
    if (p->zone != ZONE_JURY && p->zone != ZONE_BEFORE && words_begins(p->im->words, "juri", folded)) {
        leave_pending(p);
        p->zone = ZONE_JURY;
        findings_add(p->im->findings, "impor.juri", source_place(&p->im->source, &w->block->place), NULL);
    }
    if (p->zone == ZONE_JURY) {
        placing_leave(p, "juri", w->block);
    }
    return p->zone == ZONE_JURY;
}

static bool capital_heading(const struct source_block *b, const char *text) {
    return in_capitals(text) && strlen(text) < 80 && strlen(text) > 3 && b->n_runs > 0;
}

static char marker_style(const struct source_block *b) {
    const char *m = b->kind == SOURCE_ITEM && b->marker ? b->marker : "";
    return isdigit((unsigned char)*m) ? '1' : isupper((unsigned char)*m) ? 'A' : islower((unsigned char)*m) ? 'a' : *m;
}

// A numbered line in capitals, as the heading of the answer is one: "D. MANFAAT … E. PENUTUP".
static bool looks_alike(const struct walk *w) {
    const struct source_block *own = w->p->heading;
    char style = own ? marker_style(own) : '\0';
    return style && style == marker_style(w->block) && capital_heading(w->block, w->text) &&
           capital_heading(own, source_text(w->p->im->arena, own));
}

// "Kabanjahe, 12 Maret 2025"
static bool place_and_date(const char *text) {
    const char *comma = strchr(text, ',');
    char month[20];
    int day = 0, year = 0, n = 0;
    return comma && comma - text < 40 && isupper((unsigned char)*text) && strlen(text) < 70 &&
           sscanf(comma + 1, " %2d %19[A-Za-z] %4d%n", &day, month, &year, &n) == 3 && year > 1900 &&
           text_blank(comma + 1 + n);
}

// Who signs, and where and when: at the end of a letter, with a number or an office below.
static bool on_signature(struct walk *w) {
    enum { LAST = 16 };
    struct placing *p = w->p;
    if (p->zone != ZONE_ANSWER || w->blocks->n - w->i > LAST || !place_and_date(w->text)) {
        return false;
    }
    bool signs = false;
    for (size_t k = w->i + 1; k < w->blocks->n; k++) {
        const char *text = source_text(p->im->arena, &w->blocks->items[k]);
        size_t n = strlen(text);
        signs = signs || strncmp(text, "NIP", 3) == 0 || (n && n < 60 && text[n - 1] == ',');
    }
    if (signs) {
        p->field = NULL;
        p->zone = ZONE_LOST;
        placing_leave(p, "tanpa-isian", w->block);
    }
    return signs;
}

// A heading as high as that of the answer, which no form knows: what stands under it is nobody's.
static bool on_unknown_heading(struct walk *w) {
    struct placing *p = w->p;
    struct match part;
    bool high = w->block->kind == SOURCE_HEADING && w->block->level > 0 && p->level > 0 && w->block->level <= p->level;
    if (!(high || looks_alike(w)) || (p->zone != ZONE_ANSWER && p->zone != ZONE_CLOSED)) {
        return false;
    }
    if (p->field && match_name(p->im->arena, p->form, w->text, true, &part) && part.field &&
        part.field->parent == p->field) {
        return false;
    }
    p->field = NULL;
    p->zone = ZONE_LOST;
    placing_leave(p, "tanpa-isian", w->block);
    return true;
}

static bool on_furniture(struct walk *w) {
    struct placing *p = w->p;
    const char *folded = fold_text(p->im->arena, w->text);
    if (p->zone == ZONE_ANSWER || !words_begins(p->im->words, "perabot", folded)) {
        return false;
    }
    placing_take(p, "perabot", NULL, w->block);
    import_repair(p->im, "perbaikan.perabot", &w->block->place, w->text, "");
    return true;
}

static bool on_marker(struct walk *w) {
    struct placing *p = w->p;
    const char *behind = match_marker(p->im->arena, p->im->words, "jawaban", w->text);
    if (behind) {
        on_answer(w, (size_t)(behind - w->text));
        return true;
    }
    behind = p->form->questions || p->pairs ? match_marker(p->im->arena, p->im->words, "pertanyaan", w->text) : NULL;
    if (!behind) {
        return false;
    }
    size_t offset = (size_t)(behind - w->text), n = strlen(w->text);
    take_before(w, "penanda", NULL, offset);
    if (p->pairs && !p->markers && p->zone == ZONE_ANSWER) {
        bool given = placing_given(p, p->field);
        p->field = given ? NULL : p->field;
        p->zone = given ? ZONE_LOST : ZONE_WAITING;
    }
    if (offset < n) {  // "Pertanyaan: Jelaskan …"
        struct source_block *rest = source_cut(p->im->arena, w->block, offset, n);
        struct walk inner = {p, w->blocks, w->i, rest, source_text(p->im->arena, rest)};
        if (!on_question(&inner)) {
            p->zone = ZONE_WAITING;
            content(p, rest);
        }
    }
    return true;
}

static void walk(struct placing *p, const struct source_blocks *blocks) {
    for (size_t i = 0; i < blocks->n; i++) {
        struct walk w = {p, blocks, i, &blocks->items[i], source_text(p->im->arena, &blocks->items[i])};
        if (w.block->kind == SOURCE_TABLE) {
            if (p->zone == ZONE_JURY || !placing_table(p, w.block)) {
                content(p, w.block);
            }
        } else if (w.block->kind == SOURCE_IMAGE) {
            content(p, w.block);
        } else if (text_blank(w.text)) {
            import_take(p->im, "nomor", NULL, w.block->marker ? w.block->marker : "", w.block->place);
        } else if (!on_jury(&w) && !on_furniture(&w) && !on_marker(&w) && !on_label(&w) &&
                   !on_heading(&w) && !on_question(&w) && !on_unknown_heading(&w) && !on_signature(&w)) {
            content(p, w.block);
        }
    }
    leave_pending(p);
}

// ---- refusing

static const char *sign_of(struct import *im, const char *kind, const struct source_blocks *blocks, size_t *n) {
    struct buf out = buf_new(im->arena);
    for (size_t i = 0; i < blocks->n; i++) {
        const char *text = source_text(im->arena, &blocks->items[i]);
        const char *folded = strlen(text) < 200 ? fold_text(im->arena, text) : "";
        const struct word *word = *folded ? words_begins(im->words, kind, folded) : NULL;
        if (word && !strstr(buf_text(&out), word->name.text)) {
            buf_printf(&out, "%s“%s”", out.n ? ", " : "", word->name.text);
            ++*n;
        }
    }
    return buf_text(&out);
}

static bool refuse(struct import *im) {
    size_t adverts = 0, articles = 0;
    const char *advert = sign_of(im, "iklan", &im->source.blocks, &adverts);
    const char *article = sign_of(im, "artikel", &im->source.blocks, &articles);
    bool is_advert = adverts >= 2 && adverts >= articles, is_article = articles >= 2;
    findings_add(im->findings, is_advert ? "read.advert" : is_article ? "read.article" : "read.no-form",
                 (struct place){.file = im->file}, "tanda", is_advert ? advert : article, NULL);
    return false;
}

bool placing_run(struct import *im) {
    enum { ENOUGH = 3 };
    size_t fields = 0;
    const struct form *form = placing_choose(im, &fields);
    bool markers = placing_has_markers(im);
    if (!form || fields + markers < ENOUGH) {
        return refuse(im);
    }
    struct placing p = {.im = im, .form = form, .markers = markers && form->questions, .pairs = markers};
    p.answers = ARENA_ARRAY(im->arena, form->n_fields, struct answer);
    walk(&p, &im->source.blocks);
    const char *way = p.markers ? "@cara.tanya-jawab" : p.tables ? "@cara.tabel" : "@cara.label";
    findings_add(im->findings, "impor.bentuk", (struct place){.file = im->file}, "bentuk", im->shape.name, "cara", way,
                 "profil", form->id, "judul", form->title, "jumlah", arena_printf(im->arena, "%zu", fields), NULL);
    placing_finish(&p);
    return true;
}
