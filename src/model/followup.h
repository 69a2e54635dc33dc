// What meetings agreed to do (<tindak-lanjut>): for which agency and innovation, until when, and whether it was done
// (<penyelesaian>). Gathered once after all files are read; everything lives as long as the objects.
#ifndef NASKAH_MODEL_FOLLOWUP_H
#define NASKAH_MODEL_FOLLOWUP_H

#include "model/format.h"
#include "model/object.h"

struct followup {
    const xmlNode *node, *meeting;  // <tindak-lanjut> and its <kegiatan>
    int number;                     // its place among those of the meeting, from 1
    const char *id;                 // its own, else "MEETING.NUMBER"
    const char *text;               // white space collapsed
    const char *agency;             // id of the agency that is to act: as said, else the one that the owner names, else
                                    // that of the innovation, of the only request, of the meeting; NULL: none is known
    const char *innovation;         // id: as said, else the only one that the meeting treats; NULL: none
    struct date agreed;             // the day of the meeting
    struct date due;                // year 0: no day was set
    const xmlNode *done;            // <penyelesaian>; NULL: none
    struct date closed;             // its day
};

// Called by objects_link. Findings about the <penyelesaian>: followup.unknown(-far), followup.changed; about ids that
// two follow-ups have: followup.twice.
void followups_index(struct objects *o, struct findings *findings);

// By day of the meeting, its id, and place.
const struct followup *followups_all(const struct objects *o, size_t *n);
const struct followup *followups_find(const struct objects *o, const char *id);     // NULL if none
const char *followups_nearest(const struct objects *o, struct arena *arena, const char *id);  // NULL if none is near

// Agreed on that day or before, and not done by its end.
bool followup_open(const struct followup *f, struct date day);
bool followup_late(const struct followup *f, struct date day);  // its day has passed

// Those of earlier meetings that are still open when this one is held and concern an innovation or an agency that it
// treats, in the order of followups_all; what it agrees on again itself is left out. None for a meeting without a
// day, for one that was only asked for, for courses and for launchings. In `arena`.
const struct followup **followups_carried(const struct objects *o, struct arena *arena, const xmlNode *meeting,
                                          size_t *n);
// At how many meetings after its own, up to that day, it was one of those.
int followup_meetings(const struct objects *o, const struct followup *f, struct date day);
// It is past its day (or has none) and this meeting is at least the `after`-th that carries it: to be reported upwards.
bool followup_unsolved(const struct objects *o, const struct followup *f, struct date day, int after);

#endif
