// The functions behind the kinds of rule. Each adds findings to c->findings and changes nothing.
#ifndef NASKAH_RULES_KIND_H
#define NASKAH_RULES_KIND_H

#include "rules/rule.h"

// Of contest profiles (kind_field.c).
void check_required(const struct check *c);
void check_mission(const struct check *c);
void check_max_words(const struct check *c);
void check_min_words(const struct check *c);
void check_max_chars(const struct check *c);
void check_enum(const struct check *c);
void check_date(const struct check *c);
void check_order(const struct check *c);
// Of contest profiles: what decides who may take part (kind_contest.c).
void check_min_age(const struct check *c);
void check_window(const struct check *c);
void check_stage(const struct check *c);
void check_group(const struct check *c);
void check_title(const struct check *c);
void check_links(const struct check *c);
// Of contest profiles: how answers are written (kind_text.c).
void check_filler(const struct check *c);
void check_tense(const struct check *c);
void check_citation(const struct check *c);
void check_money(const struct check *c);
void check_figure(const struct check *c);
// Of contest profiles: attached files and what they show (kind_evidence.c).
void check_evidence(const struct check *c);
// Of contest profiles: what only shows among all proposals of a contest (batch.c); one proposal tells nothing.
void check_among_all(const struct check *c);
// Of all documents (kind_general.c).
void check_starts_with(const struct check *c);
void check_ends_with(const struct check *c);
void check_min_count(const struct check *c);
void check_sum(const struct check *c);
void check_person_number(const struct check *c);
void check_rank(const struct check *c);
void check_annexes(const struct check *c);
void check_rank_order(const struct check *c);
void check_position_order(const struct check *c);
void check_leftover(const struct check *c);
void check_example(const struct check *c);
// Of all documents: that what is told twice is told alike (kind_agree.c).
void check_letters(const struct check *c);
void check_own_title(const struct check *c);
void check_once(const struct check *c);
void check_not_later(const struct check *c);
void check_own_law(const struct check *c);
void check_told_count(const struct check *c);
void check_number_words(const struct check *c);
void check_day(const struct check *c);
void check_time_order(const struct check *c);
void check_own_year(const struct check *c);

// What the kinds share. The proposal of the innovation, or the innovation itself when there is none; the <isian> of a
// field in it, and in the profile; where its answer stands, or else what it is missing from; a number and the first
// words of a text for a message.
const xmlNode *kind_proposal(const struct check *c);
const xmlNode *kind_answer(const struct check *c, const char *id);
const xmlNode *kind_definition(const struct check *c, const char *id);
struct place kind_place(const struct check *c, const char *id);
const char *kind_number(const struct check *c, long n);
const char *kind_beginning(struct arena *arena, const char *text);
// Of general rules: the nodes that a query selects, the place of one, and the name after the last "@" of a query, which
// selects the elements that carry the attribute.
const xmlNode **kind_nodes(const struct check *c, const struct query *q, size_t *n);
struct place kind_node_place(const xmlNode *node);
const char *kind_attribute(const char *query);
// What people call an element or attribute, as an argument that waits for the language ("@unsur.menimbang"); the name
// itself when nobody gave it a word.
const char *kind_word(const char *name);

// Adds a finding of the rule being checked: its severity (at most `limit`), basis, certainty, and its own words if the
// profile has some. The arguments are pairs ended by NULL; the rule's id is added as "aturan".
struct finding *finding_of_rule(const struct check *c, enum severity limit, const char *id, struct place place, ...)
    __attribute__((sentinel));

#endif
