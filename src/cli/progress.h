// How far a run has come: one line that is written over on a terminal, a plain line now and then in a log.
#ifndef NASKAH_CLI_PROGRESS_H
#define NASKAH_CLI_PROGRESS_H

#include <time.h>

#include "batch/run.h"
#include "cli/session.h"

struct progress {
    struct session *session;
    size_t n;
    bool terminal, shown;
    struct timespec start;
    double every, last;      // seconds: between plain lines; when the last was written, since the start
};

struct progress progress_start(struct session *s, size_t n);
// For run_options.progress, with a struct progress as context.
void progress_tell(void *context, size_t i, const struct planned *document, const struct run_report *report);
void progress_end(const struct progress *p);

#endif
