#include "batch/verify.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "inspect/inspect.h"

enum { FACTS = 64, LARGEST = 512 << 20 };

// Clauses of the standards and the groups that people read them in; the first that fits is taken.
static const struct {
    const char *standard, *begins, *group;
} groups[] = {
    {"19005-3", "6.1.", "verify.group.file"},      {"19005-3", "6.2.11", "verify.group.font"},
    {"19005-3", "6.2.", "verify.group.color"},     {"19005-3", "6.3", "verify.group.form"},
    {"19005-3", "6.4", "verify.group.form"},       {"19005-3", "6.5", "verify.group.form"},
    {"19005-3", "6.6", "verify.group.metadata"},   {"19005-3", "6.7", "verify.group.structure"},
    {"19005-3", "", "verify.group.other"},         {"14289-1", "5-", "verify.group.metadata"},
    {"14289-1", "7.10", "verify.group.other"},     {"14289-1", "7.11", "verify.group.other"},
    {"14289-1", "7.15", "verify.group.form"},      {"14289-1", "7.16", "verify.group.file"},
    {"14289-1", "7.18", "verify.group.form"},      {"14289-1", "7.20", "verify.group.color"},
    {"14289-1", "7.21", "verify.group.font"},      {"14289-1", "", "verify.group.structure"},
};
static const char *const order[] = {"verify.group.file",      "verify.group.metadata",  "verify.group.font",
                                    "verify.group.color",     "verify.group.structure", "verify.group.form",
                                    "verify.group.other"};

static const char *group_of(const struct inspect_row *row) {
    size_t i = 0;
    while (strcmp(groups[i].standard, row->standard) != 0 ||
           strncmp(row->clause, groups[i].begins, strlen(groups[i].begins)) != 0) {
        i++;
    }
    return groups[i].group;
}

static void add_row(struct arena *arena, const struct inspect_row *row, const struct findings *broken,
                    struct verified *out) {
    struct verify_row *r = &out->rows[out->n_rows++];
    *r = (struct verify_row){.standard = strcmp(row->standard, "19005-3") == 0 ? "PDF/A-3a" : "PDF/UA-1",
                             .clause = row->clause,
                             .words = arena_printf(arena, "pdf.row.%s", row->name),
                             .group = group_of(row)};
    for (size_t i = 0; i < broken->n; i++) {
        const struct finding *f = &broken->items[i];
        const char *words = finding_argument(f, "arti");
        if (strcmp(f->rule, "pdf.row") == 0 && *words == '@' && strcmp(words + 1, r->words) == 0) {
            r->place = finding_argument(f, "letak");
            r->places = atol(finding_argument(f, "jumlah"));
            out->n_broken++;
        }
    }
}

static void add_rows(struct arena *arena, const struct findings *broken, struct verified *out) {
    size_t n;
    const struct inspect_row *rows = inspect_rows(&n);
    out->rows = ARENA_ARRAY(arena, n, struct verify_row);
    for (size_t g = 0; g < sizeof order / sizeof *order; g++) {
        for (size_t i = 0; i < n; i++) {
            if (strcmp(group_of(&rows[i]), order[g]) == 0) {
                add_row(arena, &rows[i], broken, out);
            }
        }
    }
}

static void add_fact(struct verified *out, const char *label, const char *value) {
    if (out->n_facts < FACTS) {
        out->facts[out->n_facts++] = (struct verify_fact){label, value};
    }
}

static const char *spoken_claim(struct arena *arena, struct inspection *p) {
    struct inspect_claim c = inspection_claim(p);
    if (!c.archive && !c.access) {
        return "@verify.claims-nothing";
    }
    return arena_printf(arena, "%s%s%s%s%s", c.archive ? "PDF/A-" : "", c.archive ? c.archive : "",
                        c.archive && c.access ? ", " : "", c.access ? "PDF/UA-" : "", c.access ? c.access : "");
}

static void add_facts(struct arena *arena, struct inspection *p, struct verified *out) {
    size_t n;
    out->facts = ARENA_ARRAY(arena, FACTS, struct verify_fact);
    add_fact(out, "verify.version", inspection_version(p));
    add_fact(out, "verify.pages", arena_printf(arena, "%zu", inspection_pages(p)));
    add_fact(out, "verify.claims", spoken_claim(arena, p));
    add_fact(out, "verify.id", inspection_id(p).changing);
    const struct inspect_attachment *files = inspection_attachments(p, &n);
    for (size_t i = 0; i < n; i++) {
        add_fact(out, "verify.attached", files[i].name);
    }
    const struct inspect_signature *signatures = inspection_signatures(p, &n);
    for (size_t i = 0; i < n; i++) {
        out->changed = out->changed || !signatures[i].intact;
        const char *who = *signatures[i].signer ? signatures[i].signer : signatures[i].field;
        add_fact(out, signatures[i].intact ? "verify.signed-intact" : "verify.signed-broken", who);
    }
}

static bool verify_pdf(struct arena *arena, const char *path, struct str bytes, struct verified *out,
                       struct findings *findings) {
    struct findings *broken = findings_new(arena, NULL);
    struct inspection *p = inspection_new(arena, path, bytes, NULL, findings);
    if (!p) {
        return false;
    }
    add_facts(arena, p, out);
    inspection_check(p, broken);
    add_rows(arena, broken, out);
    return true;
}

static bool is_pdf(struct str bytes) {
    return memmem(bytes.p, bytes.n < 1024 ? bytes.n : 1024, "%PDF-", 5) != NULL;
}

// What can be verified, by how it begins.
static const struct {
    bool (*is)(struct str bytes);
    bool (*verify)(struct arena *arena, const char *path, struct str bytes, struct verified *out,
                   struct findings *findings);
} kinds[] = {{is_pdf, verify_pdf}};

bool verify_path(struct arena *arena, const char *path, struct verified *out, struct findings *findings) {
    struct place place = {.file = path};
    struct str bytes;
    const char *why = NULL;
    *out = (struct verified){0};
    if (!file_read(arena, path, LARGEST, &bytes, &why)) {
        findings_add(findings, why, place, NULL);
        return false;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].is(bytes)) {
            return kinds[i].verify(arena, path, bytes, out, findings);
        }
    }
    findings_add(findings, "verify.unknown", place, NULL);
    return false;
}
