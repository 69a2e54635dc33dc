// The join of a contest profile with the answers of an innovation: the profile's sections in its order, each with what
// was answered, or with what its `dari` finds among the facts that are known anyway.
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/query.h"
#include "model/resolving.h"

struct join {
    struct resolving *r;
    xmlNode *innovation;  // of the record: what `dari` is asked of
    const xmlNode *proposal;
    const xmlNode **answers;  // and which of them found their place
    const char **to;          // the field that each names, or NULL
    bool *used;
    size_t n;
    struct words ids;  // of all fields met, for the nearest name
};

// The id of a nested field has its parent's in front, whether the profile writes it so or not.
static const char *field_id(struct arena *arena, const xmlNode *field, const char *parent) {
    const char *id = given(field, "id");
    size_t n = parent ? strlen(parent) : 0;
    if (!id)
        id = "";
    if (!parent || (strncmp(id, parent, n) == 0 && id[n] == '.'))
        return id;
    return arena_printf(arena, "%s.%s", parent, id);
}

// Asked for each answer and section: a text that begins with another letter is not even copied.
static bool is_text(struct arena *arena, const xmlNode *node, const char *text) {
    const char *p = node->children && node->children->type == XML_TEXT_NODE ? (char *)node->children->content : "";
    p += strspn(p, " \t\r\n");
    bool other = *p && strncasecmp(p, text, 1) != 0;
    return !other && strcasecmp(xml_text(arena, node), text) == 0;
}

static bool alias_of(struct arena *arena, const xmlNode *section, const char *name) {
    for (const xmlNode *alias = xml_child(section, "alias"); alias; alias = xml_next(alias, "alias"))
        if (is_text(arena, alias, name))
            return true;
    return false;
}

// An answer names its field; for the first field of a section the section's own id and other names do as well.
static bool answers_field(struct join *j, const char *to, const char *id, const xmlNode *section) {
    if (!to)
        return false;
    if (strcmp(to, id) == 0)
        return true;
    const char *other = given(section, "id");
    return section && ((other && strcmp(to, other) == 0) || alias_of(j->r->arena, section, to));
}

static bool short_value(const xmlNode *field) {
    const char *kind = given(field, "jenis");
    return kind && strcmp(kind, "teks") != 0;
}

static void put_value(struct join *j, xmlNode *node, const char *text, const xmlNode *origin) {
    xmlNode *value = record_add(node, "nilai", origin ? origin : j->proposal);
    xml_say(value, text);
}

static bool put_answers(struct join *j, xmlNode *node, const xmlNode *field, const char *id, const xmlNode *section) {
    bool any = false;
    for (size_t i = 0; i < j->n; i++) {
        if (!answers_field(j, j->to[i], id, section))
            continue;
        if (any)
            findings_add(j->r->findings, "resolve.answer-twice", xml_place(j->answers[i]), "bagian", id, NULL);
        if (short_value(field) && !any)
            put_value(j, node, xml_text(j->r->arena, j->answers[i]), j->answers[i]);
        else
            record_copy(j->r, node, j->answers[i]);
        if (!any)
            xml_set_origin(node, j->answers[i]);
        any = j->used[i] = true;
    }
    return any;
}

static void put_known(struct join *j, xmlNode *node, const xmlNode *field) {
    const char *from = given(field, "dari");
    struct query_problem problem = {0};
    struct query *query = from ? query_compile(j->r->arena, from, NULL, &problem) : NULL;
    if (from && !query)
        findings_add(j->r->findings, "resolve.profile-query", xml_place(field), "pertanyaan", from, "kata",
                     problem.word, "terdekat", problem.nearest, NULL);
    if (!query)
        return;
    struct query_scope scope = {.arena = j->r->arena};
    const xmlNode *source = NULL;
    const char *text = query_string(query, j->innovation, &scope, &source);
    if (!text_blank(text))
        put_value(j, node, text, source);
}

static void put_field(struct join *j, xmlNode *parent, const xmlNode *field, const char *parent_id,
                      const xmlNode *section) {
    const char *id = field_id(j->r->arena, field, parent_id);
    xmlNode *node = record_add(parent, "isian", j->proposal);
    static const char *const kept[] = {"label", "jenis", "wajib", "judul"};
    words_add(j->r->arena, &j->ids, id);
    xml_set(node, "id", id);
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        xml_set(node, kept[i], given(field, kept[i]));
    for (const xmlNode *q = xml_child(field, "tanya"); q; q = xml_next(q, "tanya"))
        xml_copy_into(node, q);
    if (!put_answers(j, node, field, id, section))
        put_known(j, node, field);
    for (const xmlNode *nested = xml_child(field, "isian"); nested; nested = xml_next(nested, "isian"))
        put_field(j, node, nested, id, NULL);
}

// The group of the contest that the proposal is in: as it says, else the profile's first.
static const char *group_of(struct join *j) {
    const char *group = given(j->proposal, "kelompok");
    return group ? group : given(xml_child(j->r->profile, "kelompok"), "id");
}

static bool is_word_of(const char *list, const char *word) {
    size_t length = strlen(word);
    for (size_t n; list += strspn(list, " "), (n = strcspn(list, " ")) > 0; list += n)
        if (n == length && memcmp(list, word, n) == 0)
            return true;
    return false;
}

// Some sections are asked of some groups only.
static bool asked_of(const xmlNode *section, const char *group) {
    const char *groups = given(section, "kelompok");
    return !groups || !group || is_word_of(groups, group);
}

static void put_section(struct join *j, xmlNode *into, const xmlNode *section) {
    xmlNode *node = record_add(into, "bagian", j->proposal);
    xml_set(node, "id", given(section, "id"));
    xml_set(node, "label", given(section, "label"));
    xml_set(node, "bobot", given(section, "bobot"));
    const xmlNode *first = xml_child(section, "isian");
    for (const xmlNode *field = first; field; field = xml_next(field, "isian"))
        put_field(j, node, field, NULL, field == first ? section : NULL);
}

// Answers that were written for another contest need not all have a place in this one.
static void tell_unused(struct join *j) {
    const char *asked = j->r->document->profile, *own = given(j->proposal, "profil");
    if (asked && own && strcmp(asked, own) != 0)
        return;
    for (size_t i = 0; i < j->n; i++) {
        const char *to = given(j->answers[i], "bagian");
        if (j->used[i] || !to)
            continue;
        const char *nearest = text_nearest(to, j->ids.items, j->ids.n);
        findings_add(j->r->findings, nearest ? "resolve.answer" : "resolve.answer.unknown", xml_place(j->answers[i]),
                     "bagian", to, "profil", given(j->proposal, "profil"), "terdekat", nearest, NULL);
    }
}

void answers_add(struct resolving *r, xmlNode *innovation, xmlNode *into, const xmlNode *proposal) {
    struct join j = {.r = r, .innovation = innovation, .proposal = proposal};
    for (const xmlNode *a = xml_child(proposal, "jawaban"); a; a = xml_next(a, "jawaban"))
        j.n++;
    j.answers = ARENA_ARRAY(r->arena, j.n + 1, const xmlNode *);
    j.to = ARENA_ARRAY(r->arena, j.n + 1, const char *);
    j.used = ARENA_ARRAY(r->arena, j.n + 1, bool);
    size_t i = 0;
    for (const xmlNode *a = xml_child(proposal, "jawaban"); a; a = xml_next(a, "jawaban")) {
        j.to[i] = given(a, "bagian");
        j.answers[i++] = a;
    }
    const char *group = group_of(&j);
    for (const xmlNode *section = xml_child(r->profile, "bagian"); section; section = xml_next(section, "bagian"))
        if (asked_of(section, group))
            put_section(&j, into, section);
    tell_unused(&j);
}
