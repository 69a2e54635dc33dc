// naskah templat periksa: what is wrong with templates, without any data.
#include <string.h>

#include "batch/templates.h"
#include "cli/commands.h"
#include "cli/report.h"

static const char *const actions[] = {"periksa", "check"};

int command_template(struct session *s) {
    const struct strings *words = &s->options.words;
    const char *action = words->n > 0 ? words->items[0] : "";
    if (strcmp(action, actions[0]) != 0 && strcmp(action, actions[1]) != 0) {
        const char *near = text_nearest(action, actions, 2);
        return session_misuse(s, near ? "cli.action-unknown" : "cli.template-action", action, near ? near : actions[0]);
    }
    templates_check(s->arena, s->share, words->items + 1, words->n - 1, s->findings);
    s->faulty = "cli.status.template";
    report_findings(s, s->findings, stdout);
    int status = findings_stop(s->findings) ? STATUS_STOPPED : STATUS_MADE;
    return report_end(s, NULL, s->findings, status);
}
