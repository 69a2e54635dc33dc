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

// Adds a finding of the rule being checked: its severity (at most `limit`), basis, certainty, and its own words if the
// profile has some. The arguments are pairs ended by NULL; the rule's id is added as "aturan".
struct finding *finding_of_rule(const struct check *c, enum severity limit, const char *id, struct place place, ...)
    __attribute__((sentinel));

#endif
