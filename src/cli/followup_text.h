// How open follow-ups and waiting requests are shown: for people, as JSON lines, and as texts to be sent to agencies.
#ifndef NASKAH_CLI_FOLLOWUP_TEXT_H
#define NASKAH_CLI_FOLLOWUP_TEXT_H

#include "cli/session.h"
#include "model/followup.h"
#include "model/request.h"

struct open_followup {
    const struct followup *f;
    struct date today;
    const char *agency_name;
};

struct waiting_request {
    const xmlNode *node;               // <permohonan>
    enum request_state state;
    const char *agency_name;
};

// `open` sorted by agency; `date` is today as it was asked for.
void followup_print_list(struct session *s, const struct open_followup *open, size_t n, struct date day,
                         const char *date);
void followup_print_messages(struct session *s, const struct open_followup *open, size_t n, struct date day);
void followup_print_requests(struct session *s, const struct waiting_request *waiting, size_t n);
void followup_print_closed(struct session *s, const struct followup *f, const char *date);
void followup_print_assigned(struct session *s, const char *meeting, const char *members, const char *date);

void followup_print_scheduled(struct session *s, const char *meeting, const char *date, const char *time,
                              const char *where);

#endif
