// What a person says about follow-ups and requests, as notes of the working folder: <penyelesaian> in
// input/catatan/tindak-lanjut.xml, <penunjukan> in input/catatan/ruang-diskusi.xml.
#ifndef NASKAH_BATCH_FOLLOWUPS_H
#define NASKAH_BATCH_FOLLOWUPS_H

#include "base/file.h"
#include "base/finding.h"
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
bool requests_assign(struct arena *arena, const char *notes, const struct request_choice *choice,
                     struct staging *staging, struct findings *findings);

#endif
