// A rule of a profile after loading, and the closed table of the kinds of rule.
#ifndef NASKAH_RULES_RULE_H
#define NASKAH_RULES_RULE_H

#include <regex.h>

#include "model/format.h"
#include "model/query.h"
#include "rules/count.h"
#include "rules/profile.h"

struct rule {
    const char *id;
    const struct rule_kind *kind;
    const char *target;            // pada=: an isian id, several, a mission section, or the text of `query`
    struct query *query;           // general rules: the nodes that are looked at
    const struct asked *field;     // pada= of a rule about one field; NULL for others
    const char *const *begins;     // with `query`: what its paths begin with, NULL-terminated; "@…": an attribute
    struct query *other;           // general rules: what they are compared with; NULL when not given
    const char *value;             // nilai=
    long number;                   // nilai= where the kind wants a number
    enum word_counter counter;
    enum severity severity;        // already capped: a rule that nobody verified only warns
    const char *documents;         // untuk=: kinds of document, space-separated; NULL for all
    const char *groups;            // kelompok=: groups of the contest, space-separated; NULL for all
    const char *agencies;          // instansi=: kinds of agency that it is asked of, space-separated; NULL for all
    const char *basis, *certainty;
    const xmlNode *node;           // <aturan>: place, messages
};

struct pattern {                   // what counts as no answer
    regex_t regex;
    const char *marks;             // tanda=: one of these bytes stands in all that it finds, and most texts lack them
    const char *piece;             // penggal=: these bytes in a row
    bool anywhere;                 // left over inside a text, as against being the whole answer
};

struct asked {                     // an <isian> of the merged profile
    const char *id, *label;        // label: as field_label tells it
    const xmlNode *node;
    const xmlNode *section;        // the <bagian> that it stands in
};

struct profile {
    const char *id;
    const xmlNode *root;           // merged, in a derived tree whose nodes know their origin
    char hash[65];
    struct date closing;           // penutupan=: when proposals close; year 0 when nobody said
    struct rule *rules;
    size_t n_rules;
    struct asked *fields;          // in order of their ids
    size_t n_fields;
    const xmlNode **required;      // every <isian wajib="ya"> with an id, as the proposal asks them; NULL-terminated
};

struct profiles {
    struct arena *arena;
    struct profile **items;
    size_t n;
    struct profile *general;       // umum.xml; NULL when there is none
    struct profile **regions;      // what holds in one region only, beside the general rules
    size_t n_regions;
    char rules_hash[65];           // of the general rules and those of regions; "" without any
    struct pattern *patterns;
    size_t n_patterns;
    struct date closing;           // asked for by a person instead of the profiles' own; year 0: none
};

struct check {                     // what a kind's function gets
    struct arena *arena;
    struct findings *findings;
    const xmlNode *record;         // root
    const xmlNode *innovation;     // <inovasi> with <usulan>, or NULL
    const struct profiles *profiles;
    const struct profile *profile;
    const char *group;             // of the proposal; the profile's first when it names none; NULL without groups
    struct date closing;           // year 0: not known
    const struct rule *rule;
    const xmlNode **answers;       // the <isian> of each field of the profile in the record, or NULL; NULL: look there
    struct known_answers *known;   // answers looked at before: several rules ask about the same one
    struct writings **written;     // the running text among them; NULL or a NULL in it: not collected yet
};

enum target { TARGET_NONE, TARGET_FIELD, TARGET_FIELD_OR_ALL, TARGET_TWO_FIELDS, TARGET_MISSION, TARGET_QUERY };
enum value_need { VALUE_NOT, VALUE_NUMBER_NEEDED, VALUE_NUMBER_OR_NOT, VALUE_TEXT_NEEDED };  // OR_NOT: may be left out

struct rule_kind {
    const char *name;
    void (*check)(const struct check *c);
    enum target target;
    enum value_need value;
    bool general;                  // stands in umum.xml, not in a contest's profile
    const char *finding;           // what it tells first of all; its words say what to do where a profile says nothing
};

const struct rule_kind *rule_kinds(size_t *n);
const struct rule_kind *rule_kind_find(const char *name);  // NULL when unknown
// Reads one <aturan>; false with a profile.* finding when it is faulty.
bool rule_read(struct arena *arena, const struct profile *p, const xmlNode *node, bool general, struct rule *out,
               struct findings *findings);

// The <isian> of that id anywhere below `node` (a profile or a record), or NULL.
const xmlNode *field_find(const xmlNode *node, const char *id);
// Notes the fields of a merged profile, so that they are found without walking through it. Keeps them in `arena`.
void fields_note(struct arena *arena, struct profile *p);
// The field of that id; NULL when the profile has none.
const struct asked *field_of(const struct profile *p, const char *id);
bool field_required(const xmlNode *definition);  // wajib="ya"
// The <isian> below `node` for each field of the profile, by its number; NULL for those that are not there.
const xmlNode **fields_answered(struct arena *arena, const struct profile *p, const xmlNode *node);
// Whether the space-separated `list` of groups lets `group` in; everybody without a list.
bool group_listed(const char *list, const char *group);
// Whether the field's section is asked of the proposal's group.
bool field_asked(const struct check *c, const char *id);
// Of a group of the contest only its own rules hold, and those about what is asked of it.
bool rule_concerns(const struct check *c, const struct rule *rule);
// What people call a field: the label of its section, with the field's own name where a section has several. The id
// itself when the profile has no such field. Lives as long as the profile (or the id).
const char *field_label(const struct profile *p, const char *id);

#endif
