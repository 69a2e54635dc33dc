#include "rules/answer.h"

#include <string.h>

#include "base/text.h"
#include "base/xml.h"

const xmlNode *answer_node(const xmlNode *field) {
    const xmlNode *answer = xml_child(field, "jawaban");
    return answer ? answer : xml_child(field, "nilai");
}

const char *answer_text(struct arena *arena, const xmlNode *field) {
    const xmlNode *answer = answer_node(field);
    return answer ? text_collapse(arena, rich_plain(arena, answer, false)) : "";
}

// Blank for people: NBSP counts as white space here, and so do the marks that stand for "nothing".
static bool only_marks(const char *text) {
    const char *p = text, *end = text + strlen(text);
    while (p < end) {
        unsigned c = text_next(&p, end);
        bool mark = text_is_space(c) || (c < 0x80 && strchr("-._*:;,", (int)c)) || c == 0x2026 || c == 0x2013 ||
                    c == 0x2014 || c == 0x2022;
        if (!mark) {
            return false;
        }
    }
    return true;
}

static const char *match(const struct profiles *p, const char *text, bool anywhere, regmatch_t *where) {
    for (size_t i = 0; p && i < p->n_patterns; i++) {
        const struct pattern *pattern = &p->patterns[i];
        if (pattern->anywhere == anywhere && regexec(&pattern->regex, text, 1, where, 0) == 0) {
            return text + where->rm_so;
        }
    }
    return NULL;
}

enum answer_state text_state(struct arena *arena, const struct profiles *p, const char *text) {
    regmatch_t where;
    if (text_blank(text)) {
        return ANSWER_EMPTY;
    }
    const char *plain = text_lower(arena, text_collapse(arena, text));
    return only_marks(plain) || match(p, plain, false, &where) ? ANSWER_PLACEHOLDER : ANSWER_GIVEN;
}

const char *text_leftover(struct arena *arena, const struct profiles *p, const char *text) {
    regmatch_t where;
    const char *at = match(p, text, true, &where);
    return at ? arena_strndup(arena, at, (size_t)(where.rm_eo - where.rm_so)) : NULL;
}

struct known_answer {
    const xmlNode *answer;
    enum answer_state state;
    struct known_answer *next;
};

enum answer_state answer_own(const struct check *c, const xmlNode *field) {
    const xmlNode *answer = answer_node(field);
    if (!answer) {
        return ANSWER_MISSING;
    }
    for (const struct known_answer *k = *c->known; k; k = k->next) {
        if (k->answer == answer) {
            return k->state;
        }
    }
    enum answer_state state = text_state(c->arena, c->profiles, rich_plain(c->arena, answer, false));
    struct known_answer *k = ARENA_NEW(c->arena, struct known_answer);
    *k = (struct known_answer){answer, state, *c->known};
    *c->known = k;
    return state;
}

enum answer_state answer_state(const struct check *c, const xmlNode *field) {
    enum answer_state best = answer_own(c, field);
    for (const xmlNode *part = xml_child(field, "isian"); part; part = xml_next(part, "isian")) {
        enum answer_state state = answer_state(c, part);
        best = state > best ? state : best;
    }
    return best;
}
