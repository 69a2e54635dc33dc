// The join of a contest profile with the answers of an innovation: the profile's sections in its order, each with what
// was answered, or with what its `dari` finds among the facts that are known anyway.
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/object_index.h"
#include "model/questionnaire.h"
#include "model/resolving.h"

struct join {
    struct resolving *r;
    const struct questionnaire *asked;
    const char *group;        // of the contest, that the proposal is in; NULL: none
    xmlNode *innovation;      // of the record: what `dari` is asked of
    const xmlNode *proposal;
    const xmlNode **answers;  // and which of them found their place
    const char **to;          // the field that each names, or NULL
    bool *used;
    size_t n;
};

// An answer names its field; for the first field of a section the section's own id and other names do as well.
static bool answers_question(const char *to, const struct question *q) {
    if (!to)
        return false;
    if (strcmp(to, q->id) == 0 || (q->section && strcmp(to, q->section) == 0))
        return true;
    for (const char *const *name = q->names; name && *name; name++)
        if (strcasecmp(*name, to) == 0)
            return true;
    return false;
}

static void put_value(struct join *j, xmlNode *node, const char *text, const xmlNode *origin) {
    xml_say(record_add(node, "nilai", origin ? origin : j->proposal), text);
}

// Two answers of a proposal for another contest, which asks for both, may come together in one question here.
static bool answered_twice(const struct join *j, const char *first, const char *again) {
    const char *written = given(j->proposal, "profil"), *asked = given(j->r->profile, "id");
    bool own = !written || !asked || strcmp(written, asked) == 0;
    return own || strcasecmp(first, again) == 0;
}

static bool put_answers(struct join *j, xmlNode *node, const struct question *q) {
    bool any = false;
    const char *first = NULL;
    for (size_t i = 0; i < j->n; i++) {
        if (!answers_question(j->to[i], q))
            continue;
        if (any && answered_twice(j, first, j->to[i]))
            findings_add(j->r->findings, "resolve.answer-twice", xml_place(j->answers[i]), "bagian", q->id, NULL);
        if (q->is_short && !any)
            put_value(j, node, xml_text(j->r->arena, j->answers[i]), j->answers[i]);
        else
            record_copy(j->r, node, j->answers[i]);
        if (!any) {
            xml_set_origin(node, j->answers[i]);
            first = j->to[i];
        }
        any = j->used[i] = true;
    }
    return any;
}

static void put_known(struct join *j, xmlNode *node, const struct question *q) {
    if (q->from && !q->query)
        findings_add(j->r->findings, "resolve.profile-query", xml_place(q->node), "pertanyaan", q->from, "kata",
                     q->problem.word, "terdekat", q->problem.nearest, NULL);
    if (!q->query)
        return;
    struct query_scope scope = {.arena = j->r->arena};
    const xmlNode *source = NULL;
    const char *text = query_string(q->query, j->innovation, &scope, &source);
    if (!text_blank(text))
        put_value(j, node, text, source);
}

static xmlNode *put_like(struct join *j, xmlNode *parent, const xmlNode *like) {
    xmlNode *node = xml_copy_into(parent, like);
    xml_set_origin(node, j->proposal);
    return node;
}

static void put_question(struct join *j, xmlNode *parent, const struct question *q) {
    xmlNode *node = put_like(j, parent, q->like);
    if (!put_answers(j, node, q))
        put_known(j, node, q);
    for (const struct question *part = q->parts; part; part = part->next)
        put_question(j, node, part);
}

static bool is_word_of(const char *list, const char *word) {
    size_t length = strlen(word);
    for (size_t n; list += strspn(list, " "), (n = strcspn(list, " ")) > 0; list += n)
        if (n == length && memcmp(list, word, n) == 0)
            return true;
    return false;
}

// Some sections are asked of some groups only.
static bool is_asked(const struct join *j, const struct section *s) {
    return !s->groups || !j->group || is_word_of(s->groups, j->group);
}

static void put_section(struct join *j, xmlNode *into, const struct section *s) {
    xmlNode *node = put_like(j, into, s->like);
    for (const struct question *q = s->questions; q; q = q->next)
        put_question(j, node, q);
}

static void add_ids(struct join *j, struct words *ids, const struct question *questions) {
    for (const struct question *q = questions; q; q = q->next) {
        words_add(j->r->arena, ids, q->id);
        add_ids(j, ids, q->parts);
    }
}

static const char *nearest_id(struct join *j, const char *to) {
    struct words ids = {0};
    for (const struct section *s = j->asked->sections; s; s = s->next)
        if (is_asked(j, s))
            add_ids(j, &ids, s->questions);
    return text_nearest(to, ids.items, ids.n);
}

// Answers that were written for another contest need not all have a place in this one.
static void tell_unused(struct join *j) {
    const char *asked = j->r->document->profile, *own = given(j->proposal, "profil");
    if (asked && own && strcmp(asked, own) != 0)
        return;
    for (size_t i = 0; i < j->n; i++) {
        if (j->used[i] || !j->to[i])
            continue;
        const char *nearest = nearest_id(j, j->to[i]);
        findings_add(j->r->findings, nearest ? "resolve.answer" : "resolve.answer.unknown", xml_place(j->answers[i]),
                     "bagian", j->to[i], "profil", own, "terdekat", nearest, NULL);
    }
}

static void collect_answers(struct join *j) {
    for (const xmlNode *a = xml_child(j->proposal, "jawaban"); a; a = xml_next(a, "jawaban"))
        j->n++;
    j->answers = ARENA_ARRAY(j->r->arena, j->n + 1, const xmlNode *);
    j->to = ARENA_ARRAY(j->r->arena, j->n + 1, const char *);
    j->used = ARENA_ARRAY(j->r->arena, j->n + 1, bool);
    size_t i = 0;
    for (const xmlNode *a = xml_child(j->proposal, "jawaban"); a; a = xml_next(a, "jawaban")) {
        j->to[i] = given(a, "bagian");
        j->answers[i++] = a;
    }
}

void answers_add(struct resolving *r, xmlNode *innovation, xmlNode *into, const xmlNode *proposal) {
    struct join j = {.r = r, .innovation = innovation, .proposal = proposal};
    j.asked = questionnaire_of(r->objects->questionnaires, r->profile);
    j.group = given(proposal, "kelompok");
    j.group = j.group ? j.group : j.asked->first_group;
    collect_answers(&j);
    for (const struct section *s = j.asked->sections; s; s = s->next)
        if (is_asked(&j, s))
            put_section(&j, into, s);
    tell_unused(&j);
}
