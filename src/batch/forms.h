// Workbooks and question forms into a folder, and which of them have come back.
#ifndef NASKAH_BATCH_FORMS_H
#define NASKAH_BATCH_FORMS_H

#include "batch/import.h"
#include "rules/profile.h"

struct forms_request {
    const char *share, *folder;        // templates/ below; where the files go ("formulir")
    const char *input;                 // "input": where is noted what went out
    const struct objects *objects;
    const struct profiles *profiles;
    const char *const *agencies;       // ids; NULL with n 0: all that answer for themselves
    size_t n_agencies;
    const char *profile;               // id of the contest whose question form is written; NULL: none
    const char *year;                  // NULL: the latest that the data speak of
};

struct forms_outcome {
    size_t workbooks, questions, same;  // written; those that are there already with the same bytes
};

// False after a fatal finding. A file that somebody has changed since is not overwritten (forms.touched).
bool forms_write(struct arena *arena, const struct forms_request *r, struct findings *findings,
                 struct forms_outcome *out);
// What r->profile asks: a contest's profile, or the request form for coaching sessions; NULL: there is none of that id.
const xmlNode *forms_profile(struct arena *arena, const struct forms_request *r, struct findings *findings);
// Tells which agencies have not answered (forms.missing), when forms went out at all.
void forms_missing(struct arena *arena, const char *input, struct findings *findings);

#endif
