// What a person says about follow-ups and requests, as notes of the working folder: <penyelesaian> in
// input/catatan/tindak-lanjut.xml, <penunjukan> in input/catatan/ruang-diskusi.xml.
#ifndef NASKAH_BATCH_FOLLOWUPS_H
#define NASKAH_BATCH_FOLLOWUPS_H

#include "base/file.h"
#include "base/finding.h"
#include "batch/world.h"
#include "model/followup.h"

struct followup_note {
    const char *date, *who, *remark;  // each but the date may be NULL
};
// Stages that all of them are done, their words besides, so that a note does not move to another follow-up. False
// after a finding (as notes_append).
bool followups_close(struct arena *arena, const char *notes, const struct followup *const *done, size_t n,
                     const struct followup_note *note, struct staging *staging, struct findings *findings);

struct request_choice {
    const char *meeting, *agency;     // ids; agency NULL: all requests of the meeting
    const char *chair, *members;      // ids of people; chair NULL: not said; members in a list
    struct followup_note note;
};
// A person's id twice in a list of members is one member.
size_t request_members(struct arena *arena, const char *members);
// How many members see to a request, by the house rules of the meeting's agency; 0: they do not say.
size_t request_members_wanted(const struct world *w, const xmlNode *meeting);
// Requests that wait for their session and have other than so many members: request.members, at the place where they
// were chosen. Warnings: an office may have its reasons.
void requests_check(const struct world *w, struct findings *findings);
// Stages on which day, when and where a session is held; `time` (09:00) and `where` may be NULL: as asked for.
bool requests_schedule(struct arena *arena, const char *notes, const char *meeting, const char *time, const char *where,
                       const struct followup_note *note, struct staging *staging, struct findings *findings);
bool requests_assign(struct arena *arena, const char *notes, const struct request_choice *choice,
                     struct staging *staging, struct findings *findings);

#endif
