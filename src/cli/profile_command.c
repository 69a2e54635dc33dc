// naskah profil and naskah jelaskan: which contests there are, whether their rules do what they say, and what a rule
// means.
#include <string.h>
#include <strings.h>

#include "batch/profile_file.h"
#include "batch/rulebook.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/report.h"

static const char *severity_of(struct session *s, enum severity severity) {
    return message_severity(s->catalogue, s->language, severity);
}

static const char *word_of(struct session *s, const char *prefix, const char *word) {
    const char *id = arena_printf(s->arena, "%s.%s", prefix, word);
    const char *said = SAY(s, id);
    return strcmp(said, id) == 0 ? word : said;
}

// ---- profil

static int list_contests(struct session *s, struct rulebook *b) {
    size_t n;
    const struct rulebook_contest *all = rulebook_contests(b, &n);
    for (size_t i = 0; i < n; i++) {
        const struct rulebook_contest *c = &all[i];
        if (s->options.json) {
            json_open(stdout, "profile");
            json_text(stdout, "id", c->id);
            json_text(stdout, "title", c->title);
            json_text(stdout, "year", c->year);
            json_text(stdout, "closing", c->closing);
            json_text(stdout, "extends", c->base);
            json_text(stdout, "groups", c->groups);
            json_text(stdout, "basis", c->basis);
            json_text(stdout, "source", c->source);
            json_text(stdout, "certainty", c->certainty);
            json_number(stdout, "rules", (long)c->rules);
            json_close(stdout);
            continue;
        }
        printf("%s\n    %s\n", c->id, c->title);
        printf("    %s\n", SAY(s, *c->certainty ? "cli.profile.facts" : "cli.profile.facts-bare", "aturan",
                               number(s, c->rules), "kepastian", word_of(s, "kepastian", c->certainty), "dasar",
                               c->basis));
        if (*c->closing) {
            printf("    %s\n", SAY(s, "cli.profile.closing", "tanggal", c->closing));
        }
    }
    return STATUS_MADE;
}

static void try_rules(struct session *s, struct rulebook *b, const char *contest) {
    size_t n, sound = 0, tried = 0;
    const struct rulebook_rule *rules = rulebook_rules(b, contest, NULL, &n);
    for (size_t i = 0; i < n; i++) {
        bool passed, failed;
        if (!rulebook_tries(b, &rules[i])) {
            continue;
        }
        tried++;
        if (rulebook_try(b, &rules[i], &passed, &failed)) {
            sound++;
            continue;
        }
        findings_add(s->findings, passed ? "profile.trial-lax" : "profile.trial-strict", rules[i].place, "aturan",
                     rules[i].id, "profil", contest, NULL);
    }
    if (!s->options.json) {
        printf("%s\n",
               SAY(s, "cli.profile.tried", "profil", contest, "jumlah", number(s, tried), "baik", number(s, sound)));
    }
}

// What still only warns, so that people know what to look up: a line each, and how many there are.
static void tell_unsure(struct session *s, struct rulebook *b, const char *contest) {
    size_t n;
    const struct rulebook_unsure *all = rulebook_unsure(b, contest, &n);
    for (size_t i = 0; i < n; i++) {
        findings_add(s->findings, "profile.unsure", all[i].place, "profil", contest, "unsur", all[i].what, "nama",
                     all[i].name, "kepastian", arena_printf(s->arena, "@kepastian.%s", all[i].certainty), "sumber",
                     all[i].source, NULL);
    }
    if (n > 0 && !s->options.json) {
        printf("%s\n", SAY(s, "cli.profile.unsure", "profil", contest, "jumlah", number(s, n)));
    }
}

static int check_contests(struct session *s, struct rulebook *b) {
    const struct strings *words = &s->options.words;
    size_t n;
    const struct rulebook_contest *all = rulebook_contests(b, &n);
    for (size_t i = 1; i < words->n; i++) {
        if (!rulebook_contest(b, words->items[i]) && !findings_stop(s->findings)) {
            const char *near = rulebook_nearest_contest(b, words->items[i]);
            return session_misuse(s, near ? "cli.profile-unknown" : "cli.profile-far", words->items[i], near);
        }
    }
    for (size_t i = 0; i < n; i++) {
        bool asked = words->n < 2;
        for (size_t k = 1; k < words->n; k++) {
            asked = asked || strcmp(words->items[k], all[i].id) == 0;
        }
        if (asked) {
            try_rules(s, b, all[i].id);
            tell_unsure(s, b, all[i].id);
            rulebook_tell_year_bound(b, all[i].id, s->findings);
        }
    }
    s->faulty = "cli.status.profile";
    report_findings(s, s->findings, stdout);
    return report_end(s, NULL, s->findings, findings_stop(s->findings) ? STATUS_STOPPED : STATUS_MADE);
}

static struct profile_filing filing(struct session *s) {
    return (struct profile_filing){.arena = s->arena,
                                   .share = s->share,
                                   .catalogue = s->catalogue,
                                   .findings = findings_new(s->arena, s->catalogue)};
}

static int filing_failed(struct session *s, struct findings *findings) {
    report_findings(s, findings, stderr);
    return findings_count(findings, SEVERITY_FATAL) ? STATUS_WORLD : STATUS_STOPPED;
}

static int export_contest(struct session *s, struct rulebook *b) {
    (void)b;
    const char *id = s->options.words.n > 1 ? s->options.words.items[1] : "";
    if (!*id) {
        return session_misuse(s, "cli.profile-export", id, NULL);
    }
    const char *path = s->options.output ? s->options.output : arena_printf(s->arena, "%s.xlsx", id);
    struct profile_filing f = filing(s);
    if (!profile_export(&f, id, path)) {
        return filing_failed(s, f.findings);
    }
    printf("%s\n", SAY(s, "cli.profile.exported", "berkas", path, "profil", id));
    return STATUS_MADE;
}

static bool is_workbook(const char *path) {
    size_t n = strlen(path);
    return n > 5 && strcasecmp(path + n - 5, ".xlsx") == 0;
}

static int take_workbook(struct session *s, const char *id) {
    struct profile_filing f = filing(s);
    size_t tried, sound;
    const char *path;
    if (!profile_import(&f, id, s->options.from, &path, &tried, &sound)) {
        return filing_failed(s, f.findings);
    }
    report_findings(s, f.findings, stdout);
    printf("%s\n", SAY(s, "cli.profile.taken", "berkas", path, "profil", id));
    printf("%s\n", SAY(s, "cli.profile.tried", "profil", id, "jumlah", number(s, tried), "baik", number(s, sound)));
    return STATUS_MADE;
}

static int new_contest(struct session *s, struct rulebook *b) {
    const char *path, *id = s->options.words.n > 1 ? s->options.words.items[1] : "";
    if (!*id || !s->options.from) {
        return session_misuse(s, "cli.profile-new", id, NULL);
    }
    if (is_workbook(s->options.from)) {
        return take_workbook(s, id);
    }
    if (!rulebook_write(b, id, s->options.from, &path, s->findings)) {
        report_findings(s, s->findings, stderr);
        return findings_count(s->findings, SEVERITY_FATAL) ? STATUS_WORLD : STATUS_USAGE;
    }
    report_findings(s, s->findings, stdout);
    printf("%s\n", SAY(s, "cli.profile.written", "berkas", path, "profil", id));
    return STATUS_MADE;
}

int command_profile(struct session *s) {
    static const struct {
        const char *name, *alias;
        int (*run)(struct session *s, struct rulebook *b);
    } actions[] = {{"daftar", "list", list_contests},
                   {"periksa", "check", check_contests},
                   {"baru", "new", new_contest},
                   {"ekspor", "export", export_contest}};
    const char *action = s->options.words.n ? s->options.words.items[0] : "daftar", *names[4];
    struct rulebook *b = rulebook_load(s->arena, s->share, s->findings);
    for (size_t i = 0; i < 4; i++) {
        names[i] = actions[i].name;
        if (strcmp(action, actions[i].name) == 0 || strcmp(action, actions[i].alias) == 0) {
            return actions[i].run(s, b);
        }
    }
    const char *near = text_nearest(action, names, 4);
    return session_misuse(s, "cli.profile-action", action, near ? near : names[0]);
}

// ---- jelaskan

// The profile's own words, or what is said for any rule of that kind.
static const char *remedy_of(struct session *s, const struct rulebook_rule *r) {
    struct finding f = {.rule = r->finding};
    const char *own = r->remedy[s->language];
    return own && *own ? own : message_remedy(s->catalogue, s->language, &f, s->arena);
}

static void explain_rule(struct session *s, const struct rulebook_rule *r) {
    if (s->options.json) {
        json_open(stdout, "rule");
        json_text(stdout, "id", r->id);
        json_text(stdout, "profile", r->contest);
        json_text(stdout, "kind", r->kind);
        json_text(stdout, "field", r->field);
        json_text(stdout, "value", r->value);
        json_text(stdout, "groups", r->groups);
        json_text(stdout, "basis", r->basis);
        json_text(stdout, "certainty", r->certainty);
        json_text(stdout, "severity", severity_of(s, r->severity));
        json_text(stdout, "remedy", remedy_of(s, r));
        json_close(stdout);
        return;
    }
    printf("%s — %s\n", r->id, r->contest_title);
    printf("  %s\n", word_of(s, "jenis-aturan", r->kind));
    const struct {
        const char *label, *text;
    } lines[] = {
        {"cli.explain.field", r->field},
        {"cli.explain.value", r->value},
        {"cli.explain.groups", r->groups},
        {"cli.explain.severity", severity_of(s, r->severity)},
        {"cli.explain.basis", r->basis},
        {"cli.explain.certainty", word_of(s, "kepastian", r->certainty)},
        {"cli.explain.remedy", remedy_of(s, r)},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (lines[i].text && *lines[i].text) {
            printf("  %s: %s\n", SAY(s, lines[i].label), lines[i].text);
        }
    }
    if (r->place.file) {
        printf("  %s: %s:%d\n", SAY(s, "cli.explain.where"), r->place.file, r->place.line);
    }
}

// A finding's own id: what it says, with the names of what is filled in.
static bool explain_finding(struct session *s, const char *id) {
    if (!catalogue_has(s->catalogue, id, s->language)) {
        return false;
    }
    struct finding f = {.rule = id, .severity = catalogue_severity(s->catalogue, id)};
    const char *remedy = message_remedy(s->catalogue, s->language, &f, s->arena);
    printf("%s\n  %s: %s\n", id, SAY(s, "cli.explain.severity"), severity_of(s, f.severity));
    printf("  %s: %s\n", SAY(s, "cli.explain.says"), message_text(s->catalogue, s->language, &f, s->arena));
    if (*remedy) {
        printf("  %s: %s\n", SAY(s, "cli.explain.remedy"), remedy);
    }
    return true;
}

int command_explain(struct session *s) {
    const char *id = s->options.words.n ? s->options.words.items[0] : "";
    struct rulebook *b = rulebook_load(s->arena, s->share, s->findings);
    size_t n;
    const struct rulebook_rule *rules = rulebook_rules(b, NULL, id, &n);
    for (size_t i = 0; i < n; i++) {
        explain_rule(s, &rules[i]);
    }
    if (n == 0 && !explain_finding(s, id)) {
        const char *near = rulebook_nearest_rule(b, id), *other = catalogue_nearest(s->catalogue, id);
        bool closer = other && (!near || text_distance(other, id) < text_distance(near, id));
        near = closer ? other : near;
        return session_misuse(s, near ? "cli.rule-unknown" : "cli.rule-far", id, near);
    }
    return STATUS_MADE;
}
