// naskah dokter: is everything here that a run needs, and what to do when it is not.
#include <string.h>

#include "batch/doctor.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/report.h"

static void print_fact(struct session *s, const struct doctor_fact *f) {
    const char *label = SAY(s, f->part, "nama", f->name), *value = *f->value == '@' ? SAY(s, f->value + 1) : f->value;
    if (s->options.json) {
        json_open(stdout, "fact");
        json_text(stdout, "part", strchr(f->part, '.') + 1);
        json_text(stdout, "name", f->name);
        json_text(stdout, "value", *f->value == '@' ? strchr(f->value, '.') + 1 : value);
        json_flag(stdout, "good", f->good);
        json_close(stdout);
        return;
    }
    printf("  %-6s %s: %s\n", SAY(s, f->good ? "verify.right" : "verify.wrong"), label, value);
}

int command_doctor(struct session *s) {
    struct doctor_options o = {.share = s->share,
                               .version = NASKAH_VERSION,
                               .input = s->options.inputs.n > 0 ? s->options.inputs.items[0] : "input",
                               .output = s->options.output ? s->options.output : "output",
                               .store = s->options.store ? s->options.store : "naskah.db"};
    struct doctor_report report;
    doctor_look(s->arena, &o, &report, s->findings);
    for (size_t i = 0; i < report.n; i++) {
        print_fact(s, &report.facts[i]);
    }
    report_findings(s, s->findings, stdout);
    return report_end(s, NULL, s->findings, findings_stop(s->findings) ? STATUS_WORLD : STATUS_MADE);
}
