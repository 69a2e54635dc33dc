#include "model/questionnaire.h"

#include <string.h>

#include "base/xml.h"
#include "model/resolving.h"

struct questionnaires {
    struct arena *arena;
    xmlNode *likes;  // holds what stands of them in records
    struct questionnaire *first;
};

struct questionnaires *questionnaires_new(struct arena *arena) {
    struct questionnaires *all = ARENA_NEW(arena, struct questionnaires);
    all->arena = arena;
    return all;
}

// The id of a nested field has its parent's in front, whether the profile writes it so or not.
static const char *full_id(struct arena *arena, const xmlNode *field, const char *parent) {
    const char *id = given(field, "id");
    size_t n = parent ? strlen(parent) : 0;
    if (!id)
        id = "";
    if (!parent || (strncmp(id, parent, n) == 0 && id[n] == '.'))
        return id;
    return arena_printf(arena, "%s.%s", parent, id);
}

static bool is_short(const xmlNode *field) {
    const char *kind = given(field, "jenis");
    return kind && strcmp(kind, "teks") != 0;
}

static const char *const *aliases(struct arena *arena, const xmlNode *section) {
    struct words words = {0};
    for (const xmlNode *alias = xml_child(section, "alias"); alias; alias = xml_next(alias, "alias"))
        words_add(arena, &words, xml_text(arena, alias));
    words_add(arena, &words, NULL);
    return words.items;
}

static const xmlNode *like_question(struct questionnaires *all, const xmlNode *field, const char *id) {
    static const char *const kept[] = {"label", "jenis", "wajib", "judul"};
    xmlNode *like = xml_add(all->likes, "isian");
    xml_set(like, "id", id);
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        xml_set(like, kept[i], given(field, kept[i]));
    for (const xmlNode *q = xml_child(field, "tanya"); q; q = xml_next(q, "tanya"))
        xml_copy_into(like, q);
    return like;
}

static struct question *read_questions(struct questionnaires *all, const xmlNode *parent, const char *parent_id);

static struct question *read_question(struct questionnaires *all, const xmlNode *field, const char *parent_id) {
    struct question *q = ARENA_NEW(all->arena, struct question);
    q->id = full_id(all->arena, field, parent_id);
    q->node = field;
    q->like = like_question(all, field, q->id);
    q->is_short = is_short(field);
    q->from = given(field, "dari");
    q->query = q->from ? query_compile(all->arena, q->from, NULL, &q->problem) : NULL;
    q->parts = read_questions(all, field, q->id);
    return q;
}

static struct question *read_questions(struct questionnaires *all, const xmlNode *parent, const char *parent_id) {
    struct question *first = NULL, **end = &first;
    for (const xmlNode *field = xml_child(parent, "isian"); field; field = xml_next(field, "isian")) {
        *end = read_question(all, field, parent_id);
        end = &(*end)->next;
    }
    return first;
}

static struct section *read_section(struct questionnaires *all, const xmlNode *node) {
    static const char *const kept[] = {"id", "label", "bobot"};
    struct section *s = ARENA_NEW(all->arena, struct section);
    xmlNode *like = xml_add(all->likes, "bagian");
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        xml_set(like, kept[i], given(node, kept[i]));
    s->like = like;
    s->groups = given(node, "kelompok");
    s->questions = read_questions(all, node, NULL);
    if (s->questions) {
        s->questions->section = given(node, "id");
        s->questions->names = aliases(all->arena, node);
    }
    return s;
}

const struct questionnaire *questionnaire_of(struct questionnaires *all, const xmlNode *profile) {
    struct questionnaire *q = all->first;
    while (q && q->profile != profile)
        q = q->next;
    if (q)
        return q;
    if (!all->likes) {
        xmlDoc *doc = xml_grown(all->arena, "likes");
        all->likes = xmlDocGetRootElement(doc);
        xml_lasting(doc);
    }
    q = ARENA_NEW(all->arena, struct questionnaire);
    *q = (struct questionnaire){.profile = profile, .next = all->first};
    q->first_group = given(xml_child(profile, "kelompok"), "id");
    struct section **end = &q->sections;
    for (const xmlNode *node = xml_child(profile, "bagian"); node; node = xml_next(node, "bagian")) {
        *end = read_section(all, node);
        end = &(*end)->next;
    }
    return all->first = q;
}
