#include "read/match.h"

#include <string.h>

#include "base/text.h"
#include "read/fold.h"

// ---- names

static const char *name_among(const struct field_name *names, size_t n, const char *folded, bool near) {
    for (size_t i = 0; i < n; i++) {
        bool same = near ? strlen(folded) >= 5 && fold_near(names[i].folded, folded)
                         : strcmp(names[i].folded, folded) == 0;
        if (same) {
            return names[i].text;
        }
    }
    return NULL;
}

static bool find_name(const struct form *form, const char *folded, bool parts, bool near, struct match *out) {
    *out = (struct match){.near = near};
    for (size_t i = 0; i < form->n_fields; i++) {
        const struct field *f = &form->fields[i];
        const char *name = (f->parent != NULL) == parts ? name_among(f->names, f->n_names, folded, near) : NULL;
        if (name) {
            out->part += out->field != f;
            out->field = out->field ? out->field : f;
            out->section = &form->sections[f->section];
            out->name = name;
        }
    }
    for (size_t i = 0; i < form->n_sections && !parts && !out->field; i++) {
        const struct field_section *s = &form->sections[i];
        const char *name = name_among(s->names, s->n_names, folded, near);
        if (name) {
            out->section = s;
            out->name = name;
            out->field = s->n == 1 ? &form->fields[s->first] : NULL;
            return true;
        }
    }
    if (out->part > 1) {
        out->field = NULL;  // two fields of that name: nobody knows which
        return false;
    }
    return out->field != NULL;
}

// "Permasalahan (makro, mikro)" is Permasalahan.
static const char *without_bracket(struct arena *arena, const char *text) {
    size_t n = strlen(text);
    while (n && strchr(" :.*", text[n - 1])) {
        n--;
    }
    const char *open = n && text[n - 1] == ')' ? strrchr(text, '(') : NULL;
    return open && open > text ? arena_strndup(arena, text, (size_t)(open - text)) : NULL;
}

#define NAME_MAX_BYTES 160

bool match_name(struct arena *arena, const struct form *form, const char *text, bool parts, struct match *out) {
    *out = (struct match){0};
    if (text_blank(text) || strlen(text) > NAME_MAX_BYTES) {
        return false;
    }
    const char *folded = fold_label(arena, text), *bare = without_bracket(arena, text);
    const char *outer = bare ? fold_label(arena, bare) : NULL;
    return find_name(form, folded, parts, false, out) || (outer && find_name(form, outer, parts, false, out)) ||
           find_name(form, folded, parts, true, out) || (outer && find_name(form, outer, parts, true, out));
}

// ---- questions

enum { ENOUGH = 78, MARGIN = 8, LEAST = ENOUGH - MARGIN };  // less than LEAST is as good as nothing

// 0 … 100. A question may be cut short, or stand in front of its sub-questions: its beginning counts most.
static int question_score(struct arena *arena, const char *question, const char *text) {
    size_t n = strlen(question), m = strlen(text), same = 0;
    while (same < n && same < m && question[same] == text[same]) {
        same++;
    }
    size_t shorter = n < m ? n : m;
    if (shorter >= 25 && same == shorter && (n <= m * 2 || m >= 40)) {
        return 100;
    }
    // Texts of very different length have too few words in common; asking costs.
    size_t longer = n < m ? m : n;
    bool may = m >= 25 && shorter * 3 >= longer && fold_may_be_like(question, text, LEAST);
    return may ? fold_likeness(arena, question, text) : 0;
}

bool match_question(struct arena *arena, const struct form *form, const char *text, struct match *out) {
    *out = (struct match){0};
    if (!form->questions || strlen(text) < 25 || strlen(text) > 1500) {
        return false;
    }
    const char *folded = fold_label(arena, text);
    int best = 0, second = 0;
    for (size_t i = 0; i < form->n_fields; i++) {
        const struct field *f = &form->fields[i];
        int own = 0;
        for (size_t q = 0; q < f->n_questions; q++) {
            int score = question_score(arena, f->questions[q].folded, folded);
            own = score > own ? score : own;
        }
        if (own > best) {
            second = best;
            best = own;
            out->field = f;
            out->section = &form->sections[f->section];
        } else if (own > second) {
            second = own;
        }
    }
    out->near = best < 100;
    if (best >= ENOUGH && best - second >= MARGIN) {
        return true;
    }
    *out = (struct match){0};
    return false;
}

// ---- labels and markers

// The colon that parts a label from its value: not that of a time, an address or a ratio. NULL.
static const char *label_colon(const char *text) {
    const char *colon = strchr(text, ':');
    const char *wide = strstr(text, "\xEF\xBC\x9A");  // full-width
    if (!colon || (wide && wide < colon)) {
        colon = wide;
    }
    if (!colon || colon - text > NAME_MAX_BYTES || colon[1] == '/') {
        return NULL;
    }
    return colon;
}

static const char *after_colon(const char *colon) {
    const char *p = colon + ((unsigned char)*colon >= 0x80 ? 3 : 1);
    return p + strspn(p, " \t:*");
}

size_t match_label(struct arena *arena, const struct form *form, const char *text, struct match *out) {
    const char *colon = label_colon(text);
    if (!colon || !match_name(arena, form, arena_strndup(arena, text, (size_t)(colon - text)), false, out)) {
        return 0;
    }
    return (size_t)(after_colon(colon) - text);
}

bool match_short(struct import *im, const struct form *form, const char *text, struct match *out) {
    *out = (struct match){0};
    const char *folded = strlen(text) < 40 ? fold_label(im->arena, text) : "";
    const struct word *word = words_is(im->words, "label-pendek", folded);
    return word && word->value && match_name(im->arena, form, word->value, false, out) && out->field && !out->near;
}

size_t match_short_label(struct import *im, const struct form *form, const char *text, struct match *out) {
    const char *colon = label_colon(text);
    bool found = colon && match_short(im, form, arena_strndup(im->arena, text, (size_t)(colon - text)), out);
    return found ? (size_t)(after_colon(colon) - text) : 0;
}

static bool is_marker(struct arena *arena, const struct words *words, const char *kind, const char *text) {
    char *folded = fold_label(arena, text);
    size_t n = strlen(folded);
    while (n && strchr(" 0123456789", folded[n - 1])) {  // "Pertanyaan 3"
        folded[--n] = '\0';
    }
    return n && words_is(words, kind, folded);
}

const char *match_marker(struct arena *arena, const struct words *words, const char *kind, const char *text) {
    enum { MARKER_MAX = 40 };
    text += strspn(text, " *");
    const char *colon = label_colon(text);
    if (colon && colon - text <= MARKER_MAX &&
        is_marker(arena, words, kind, arena_strndup(arena, text, (size_t)(colon - text)))) {
        return after_colon(colon);
    }
    return strlen(text) <= MARKER_MAX && is_marker(arena, words, kind, text) ? text + strlen(text) : NULL;
}

bool match_skeleton(struct import *im, const char *text) {
    struct match m;
    if (match_marker(im->arena, im->words, "jawaban", text) ||
        match_marker(im->arena, im->words, "pertanyaan", text)) {
        return true;
    }
    for (size_t i = 0; i < im->forms->n; i++) {
        const struct form *form = &im->forms->items[i];
        if (match_name(im->arena, form, text, false, &m) || match_name(im->arena, form, text, true, &m) ||
            match_label(im->arena, form, text, &m) || match_question(im->arena, form, text, &m)) {
            return true;
        }
    }
    return false;
}
