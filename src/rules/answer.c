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

// A look that is much cheaper than the pattern, and lets few texts through.
static bool may_match(const struct pattern *p, const char *text) {
    return (!p->marks || strpbrk(text, p->marks)) && (!p->piece || strstr(text, p->piece));
}

static const char *match(const struct profiles *p, const char *text, bool anywhere, regmatch_t *where) {
    for (size_t i = 0; p && i < p->n_patterns; i++) {
        const struct pattern *pattern = &p->patterns[i];
        bool may = pattern->anywhere == anywhere && may_match(pattern, text);
        if (may && regexec(&pattern->regex, text, 1, where, 0) == 0) {
            return text + where->rm_so;
        }
    }
    return NULL;
}

// `plain` has its white space collapsed.
static enum answer_state collapsed_state(struct arena *arena, const struct profiles *p, const char *plain) {
    regmatch_t where;
    if (text_blank(plain)) {
        return ANSWER_EMPTY;
    }
    return only_marks(plain) || match(p, text_lower(arena, plain), false, &where) ? ANSWER_PLACEHOLDER : ANSWER_GIVEN;
}

enum answer_state text_state(struct arena *arena, const struct profiles *p, const char *text) {
    return collapsed_state(arena, p, text_collapse(arena, text));
}

const char *text_leftover(struct arena *arena, const struct profiles *p, const char *text) {
    regmatch_t where;
    const char *at = match(p, text, true, &where);
    return at ? arena_strndup(arena, at, (size_t)(where.rm_eo - where.rm_so)) : NULL;
}

// Letters in lower case, digits, and the bytes of all other characters.
static const bool in_bare[256] = {['0' ... '9'] = true, ['a' ... 'z'] = true, [0x80 ... 0xFF] = true};

const char *text_bare(struct arena *arena, const char *text) {
    const char *p = text_lower(arena, text);
    char *out = arena_room(arena, strlen(p) + 1, 1), *to = out;
    while (*p) {
        while (*p && !in_bare[(unsigned char)*p]) {
            p++;
        }
        if (*p && to > out) {
            *to++ = ' ';
        }
        while (in_bare[(unsigned char)*p]) {
            *to++ = *p++;
        }
    }
    *to = '\0';
    return out;
}

// ---- what is known of answers

struct known_answer {
    const xmlNode *origin;
    const char *said, *bare, *leftover;  // NULL: not asked yet, or for `leftover`, none
    bool cited_read, amounts_read, leftover_read;
    enum answer_state state;
    struct citation *cited;
    size_t n_cited;
    struct amount *amounts;
    size_t n_amounts;
    size_t words[COUNT_COUNTERS];        // one more than there are; 0: not counted
    struct sketch *sketch;
    struct known_answer *next;
};

struct known_answers {
    struct arena *arena;
    struct known_answer *first;
};

struct known_answers *known_answers_new(struct arena *arena) {
    struct known_answers *k = ARENA_NEW(arena, struct known_answers);
    k->arena = arena;
    return k;
}

// Short values are written differently for different forms; only what was copied whole is the same in all of them.
static const xmlNode *origin_of(const xmlNode *answer) {
    const xmlNode *origin = xml_is(answer, "jawaban") ? xml_origin(answer) : NULL;
    return origin ? origin : answer;
}

static struct known_answer *known(const struct check *c, const xmlNode *answer) {
    const xmlNode *origin = origin_of(answer);
    struct known_answer *k = c->known->first;
    while (k && k->origin != origin) {
        k = k->next;
    }
    if (!k) {
        k = ARENA_NEW(c->known->arena, struct known_answer);
        k->origin = origin;
        k->said = text_collapse(c->known->arena, rich_plain(c->known->arena, answer, false));
        k->state = collapsed_state(c->known->arena, c->profiles, k->said);
        k->next = c->known->first;
        c->known->first = k;
    }
    return k;
}

enum answer_state answer_own(const struct check *c, const xmlNode *field) {
    const xmlNode *answer = answer_node(field);
    return answer ? known(c, answer)->state : ANSWER_MISSING;
}

const char *answer_said(const struct check *c, const xmlNode *field) {
    const xmlNode *answer = answer_node(field);
    return answer ? known(c, answer)->said : "";
}

const char *answer_told(const struct check *c, const xmlNode *answer) {
    return known(c, answer)->said;
}

const char *answer_bare(const struct check *c, const xmlNode *field) {
    const xmlNode *answer = answer_node(field);
    struct known_answer *k = answer ? known(c, answer) : NULL;
    if (k && !k->bare) {
        k->bare = text_bare(c->known->arena, k->said);
    }
    return k ? k->bare : "";
}

// The answer says all that the field says: nothing was answered in parts or twice.
static bool stands_alone(const xmlNode *answer) {
    return answer && !xml_next(answer, NULL);
}

size_t answer_words(const struct check *c, const xmlNode *field, enum word_counter counter) {
    const xmlNode *answer = answer_node(field);
    if (!stands_alone(answer)) {
        return count_words(c->arena, field, counter);
    }
    struct known_answer *k = known(c, answer);
    if (!k->words[counter]) {
        k->words[counter] = count_words(c->known->arena, answer, counter) + 1;
    }
    return k->words[counter] - 1;
}

size_t answer_citations(const struct check *c, const xmlNode *field, struct citation **out) {
    struct known_answer *k = known(c, answer_node(field));
    if (!k->cited_read) {
        k->n_cited = prose_citations(c->known->arena, k->said, &k->cited);
        k->cited_read = true;
    }
    *out = k->cited;
    return k->n_cited;
}

size_t answer_amounts(const struct check *c, const xmlNode *field, struct amount **out) {
    struct known_answer *k = known(c, answer_node(field));
    if (!k->amounts_read) {
        k->n_amounts = prose_amounts(c->known->arena, k->said, &k->amounts);
        k->amounts_read = true;
    }
    *out = k->amounts;
    return k->n_amounts;
}

const struct sketch *answer_sketch(const struct check *c, const xmlNode *field) {
    struct known_answer *k = known(c, answer_node(field));
    if (!k->sketch) {
        k->sketch = sketch_of(c->known->arena, k->said);
    }
    return k->sketch;
}

const char *answer_leftover(const struct check *c, const xmlNode *answer) {
    struct known_answer *k = known(c, answer);
    if (!k->leftover_read) {
        k->leftover = text_leftover(c->known->arena, c->profiles, k->said);
        k->leftover_read = true;
    }
    return k->leftover;
}

enum answer_state answer_state(const struct check *c, const xmlNode *field) {
    enum answer_state best = answer_own(c, field);
    for (const xmlNode *part = xml_child(field, "isian"); part; part = xml_next(part, "isian")) {
        enum answer_state state = answer_state(c, part);
        best = state > best ? state : best;
    }
    return best;
}
