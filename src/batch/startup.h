// A new working folder from eight answers: templates/mulai, filled in, and the region's emblem.
#ifndef NASKAH_BATCH_STARTUP_H
#define NASKAH_BATCH_STARTUP_H

#include "base/finding.h"
#include "base/text.h"

enum startup_question {
    STARTUP_REGION,      // "Kabupaten Karo", "Kota Makassar"
    STARTUP_CITY,        // where it signs
    STARTUP_HEAD,        // Bupati or Wali Kota, with degrees
    STARTUP_SECRETARY,   // Sekretaris Daerah, with degrees
    STARTUP_OFFICE,      // the office of innovation
    STARTUP_CHIEF,       // who leads it: name with degrees, then the NIP when there is one
    STARTUP_EMBLEM,      // PNG or JPEG; may be empty
    STARTUP_YEAR,
    STARTUP_QUESTIONS
};
extern const char *const startup_names[STARTUP_QUESTIONS];  // "daerah", "ibu-kota", …

#define STARTUP_LONGEST 200  // bytes of an answer

// NULL when the answer will do, else the message that says why not ("mulai.salah.daerah"). An answer is trimmed and
// valid UTF-8 in one line; the emblem is looked into.
const char *startup_fault(struct arena *arena, enum startup_question question, const char *answer);

struct startup {
    const char *share, *folder;                  // templates/mulai is below; what is to be made
    const char *answers[STARTUP_QUESTIONS];      // each without a fault
    bool example[STARTUP_QUESTIONS];             // nobody gave it: it is the example's
};
// Whether a working folder may be made there: nothing is there yet, or an empty folder.
bool startup_free(const char *folder);
void startup_tell_taken(struct findings *findings, const char *folder);  // startup.exists, when it may not
bool startup_is_here(const char *folder);                                // it is the folder that one works in
// Makes the folder, whole or not at all: it must not be there, or be empty. *files: how many there are in it. False
// after one finding: startup.exists, job.write.*, or a fatal one when the templates cannot be read.
bool startup_make(struct arena *arena, const struct startup *s, struct findings *findings, size_t *files);

#endif
