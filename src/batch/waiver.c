#include "batch/waiver.h"

#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "batch/agreed.h"

static const char *given(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value && !text_blank(value) ? value : NULL;
}

// A rule of a profile is an argument of its finding, whose own rule is what went wrong with it.
static bool is_of_rule(const struct finding *f, const char *rule) {
    bool is = strcmp(f->rule, rule) == 0;
    for (int i = 0; i < f->n_args && !is; i++) {
        is = strcmp(f->args[i].name, "aturan") == 0 && strcmp(f->args[i].value, rule) == 0;
    }
    return is;
}

// The length of the document's id: a foreign contest's findings are of "<id> · <profile>".
static size_t id_length(const char *document) {
    const char *foreign = strstr(document, " · ");
    return foreign ? (size_t)(foreign - document) : strlen(document);
}

static const struct planned *planned_of(const struct planned *plan, size_t n, const char *document) {
    size_t length = document ? id_length(document) : 0;
    for (size_t i = 0; document && i < n; i++) {
        if (strlen(plan[i].id) == length && memcmp(plan[i].id, document, length) == 0) {
            return &plan[i];
        }
    }
    return NULL;
}

static bool is_of_innovation(const struct planned *d, const char *innovation) {
    const xmlNode *node = d ? d->node : NULL;
    while (node && node->type == XML_ELEMENT_NODE && !xml_is(node, "inovasi")) {
        node = node->parent;
    }
    const char *id = xml_is(node, "inovasi") ? given(node, "id") : NULL;
    return id && strcmp(id, innovation) == 0;
}

static bool is_of_agency(const struct planned *d, const char *agency) {
    return d && d->agency && strcmp(d->agency, agency) == 0;
}

static bool covers(const struct planned *plan, size_t n, const xmlNode *waiver, const struct finding *f) {
    const char *rule = given(waiver, "aturan"), *document = given(waiver, "naskah");
    const char *innovation = given(waiver, "inovasi"), *agency = given(waiver, "instansi");
    if (!rule || !is_of_rule(f, rule)) {
        return false;
    }
    if (document && (!f->document || strlen(document) != id_length(f->document) ||
                     strncmp(document, f->document, strlen(document)) != 0)) {
        return false;
    }
    const struct planned *d = innovation || agency ? planned_of(plan, n, f->document) : NULL;
    return (!innovation || is_of_innovation(d, innovation) || agreed_concerns(f, innovation, NULL)) &&
           (!agency || is_of_agency(d, agency) || agreed_concerns(f, NULL, agency));
}

// A month or year without a day lasts to its end.
static bool has_run_out(const xmlNode *waiver, struct date today) {
    struct date last;
    if (!given(waiver, "sampai") || !date_parse(given(waiver, "sampai"), &last)) {
        return false;
    }
    last.month = last.month ? last.month : 12;
    last.day = last.day ? last.day : 31;
    return date_compare(today, last) > 0;
}

// What keeps a waiver from covering a finding of this severity: a finding's id, or NULL.
static const char *fault_of(const xmlNode *waiver, enum severity severity, struct date today) {
    bool whole = given(waiver, "alasan") && given(waiver, "oleh") && given(waiver, "sampai") &&
                 (given(waiver, "naskah") || given(waiver, "inovasi") || given(waiver, "instansi"));
    return severity >= SEVERITY_ERROR                 ? "waiver.error"
           : has_run_out(waiver, today)               ? "waiver.expired"
           : severity == SEVERITY_WARNING && !whole   ? "waiver.reason"
                                                      : NULL;
}

static const char *told_as(struct arena *arena, const xmlNode *waiver) {
    static const char *const names[] = {"alasan", "oleh", "sampai"};
    struct buf b = buf_new(arena);
    for (size_t i = 0; i < 3; i++) {
        if (given(waiver, names[i])) {
            buf_printf(&b, "%s%s", b.n ? "; " : "", given(waiver, names[i]));
        }
    }
    return arena_strdup(arena, b.n ? buf_text(&b) : given(waiver, "aturan"));
}

// Whether there was anything that it may cover.
static bool apply(const struct planned *plan, size_t n, const xmlNode *waiver, struct date today,
                  struct findings *findings, size_t to) {
    bool told = false, met = false;
    for (size_t i = 0; i < to; i++) {
        struct finding *f = &findings->items[i];
        if (f->waived || f->severity >= SEVERITY_FATAL || !covers(plan, n, waiver, f)) {
            continue;
        }
        met = true;
        const char *fault = fault_of(waiver, f->severity, today);
        if (!fault) {
            f->waived = told_as(findings->arena, waiver);
            f->severity = SEVERITY_NOTE;
        } else if (!told) {
            const char *document = f->document ? arena_strdup(findings->arena, f->document) : NULL;
            findings_add(findings, fault, xml_place(waiver), "dasar", given(waiver, "aturan"), "naskah",
                         document ? document : "", "sampai", given(waiver, "sampai"), NULL);
            told = true;
        }
    }
    return met;
}

void waivers_apply(const struct world *w, const struct planned *plan, size_t n, struct date today, bool whole,
                   struct findings *findings) {
    size_t waivers, to = findings->n;
    const xmlNode *const *all = objects_all(w->objects, "abaikan", &waivers);
    for (size_t i = 0; i < waivers; i++) {
        if (!apply(plan, n, all[i], today, findings, to) && whole) {
            findings_add(findings, "waiver.unused", xml_place(all[i]), "dasar", given(all[i], "aturan"), NULL);
        }
    }
}
