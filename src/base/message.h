// The catalogue: for each rule its severity (templates/messages/rules.xml) and its words in Indonesian and English
// (templates/messages/id.xml, en.xml). Also the words of the program's own interface.
#ifndef NASKAH_BASE_MESSAGE_H
#define NASKAH_BASE_MESSAGE_H

#include "base/finding.h"

enum language { LANGUAGE_ID, LANGUAGE_EN };

struct catalogue;

// Loads the three files of `folder`. NULL when one cannot be read; then `why` (if not NULL) names file and reason.
// The catalogue lives in `arena`.
struct catalogue *catalogue_load(struct arena *arena, const char *folder, const char **why);
// The same with the words of one language; those of the other are read when they are first asked for, and where that
// fails there are none.
struct catalogue *catalogue_open(struct arena *arena, const char *folder, enum language language, const char **why);
// The severity of a rule; SEVERITY_ERROR for one that the catalogue does not know.
enum severity catalogue_severity(const struct catalogue *c, const char *rule);
const char *catalogue_nearest(const struct catalogue *c, const char *rule);  // id of a rule; NULL if none is near
bool catalogue_has(const struct catalogue *c, const char *rule, enum language language);

// The sentence of a finding, its remedy (may be ""), with {name} replaced by the arguments. In `arena`. An argument
// "@id" is printed as the catalogue's text of that id, so that words inside a finding wait for the language too;
// so does a date, MESSAGE_DATE and 2025-02-10, 2025-02 or 2025 (format_date_told).
#define MESSAGE_DATE "@tanggal "
const char *message_text(const struct catalogue *c, enum language l, const struct finding *f, struct arena *arena);
const char *message_remedy(const struct catalogue *c, enum language l, const struct finding *f, struct arena *arena);
const char *message_severity(const struct catalogue *c, enum language l, enum severity s);
// A text of the interface by its id ("cli.made"), arguments as in findings_add. The id itself when unknown.
const char *message_say(const struct catalogue *c, enum language l, struct arena *arena, const char *id, ...)
    __attribute__((sentinel));
// An error of the system (errno) as such an argument: "@sistem.penuh"; its English name when it is a rare one.
const char *message_errno(int number);

#endif
