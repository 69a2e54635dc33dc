// Requests for coaching sessions (<permohonan> of a <kegiatan>), from the form to the minutes.
#ifndef NASKAH_MODEL_REQUEST_H
#define NASKAH_MODEL_REQUEST_H

#include "model/format.h"
#include "model/object.h"

enum request_state {
    REQUEST_NEW,        // nobody is chosen to see to it
    REQUEST_ASSIGNED,   // chosen, but the session has no day
    REQUEST_SCHEDULED,  // its day is to come
    REQUEST_UNWRITTEN,  // its day has passed, and no minutes are written
    REQUEST_HELD        // the session was held
};

// A session that was only asked for: nobody came and nothing was said in it yet.
bool meeting_is_to_come(const xmlNode *meeting);
// Who sees to a request: the last <penunjukan> about it, else its own <disposisi>; NULL: nobody yet.
const xmlNode *request_routing(const struct objects *o, const xmlNode *request);
enum request_state request_state(const struct objects *o, const xmlNode *request, struct date day);

#endif
