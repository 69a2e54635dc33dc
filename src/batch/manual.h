// The pages about files for man: which words there are comes from the tables of the program, what they mean from
// templates/manual.
#ifndef NASKAH_BATCH_MANUAL_H
#define NASKAH_BATCH_MANUAL_H

#include <stdio.h>

#include "base/message.h"

struct manual_request {
    const char *share, *version;
    const struct catalogue *catalogue;  // words of headings
    enum language language;
};

// "data", "template", "profil" or "json" (also "templat", "profile", "events"); NULL when there is no such page.
const char *manual_name(const char *word);
const char *manual_nearest(const char *word);  // NULL if none is near
// Writes the page in roff. False with a fatal finding when its meanings cannot be read. What the tables hold and the
// file does not explain is printed without a meaning; *unknown counts them (a test wants none), and words of the file
// that no table holds.
bool manual_write(struct arena *arena, const struct manual_request *r, const char *name, FILE *to,
                  struct findings *findings, size_t *unknown);

// Running text for roff: no line begins with a dot or a quote, backslashes are spelt, hyphens are those one types.
void manual_text(FILE *to, const char *s);

#endif
