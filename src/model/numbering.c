// Number and date of a document that came in after it was written: usually another office gives them, so a person notes
// them apart from the file that speaks of the document. What that file says itself counts before what was noted.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/resolving.h"
#include "model/vocabulary.h"

struct numbering resolve_numbering(const struct objects *o, const char *document) {
    struct numbering found = {0};
    size_t n;
    const xmlNode *const *lines = objects_numberings(o, document, &n);
    for (size_t i = 0; i < n; i++) {
        const char *status = given(lines[i], "status");
        if (status && strcmp(status, "batal") == 0) {
            found.number = NULL;
            found.voided = lines[i];
            continue;
        }
        if (given(lines[i], "nomor"))
            found.number = lines[i];
        if (given(lines[i], "tanggal"))
            found.dated = lines[i];
    }
    return found;
}

const char *numbering_date(struct resolving *r) {
    const xmlNode *line = resolve_numbering(r->objects, r->document->id).dated;
    return line ? given(line, "tanggal") : NULL;
}

static bool says_number(struct resolving *r, const xmlNode *written) {
    const xmlNode *own = written ? xml_child(written, "nomor") : NULL;
    return own && *xml_text(r->arena, own);
}

void numbering_add(struct resolving *r, const xmlNode *written) {
    const xmlNode *line = resolve_numbering(r->objects, r->document->id).number;
    if (!line || says_number(r, written)) {
        if (written)
            record_copy_all(r, r->root, written, "nomor");
        return;
    }
    xmlNode *node = record_add(r->root, "nomor", line);
    xml_set(node, "pemberi", given(line, "pemberi"));
    xml_set(node, "diterima", given(line, "diterima"));
    xml_say(node, given(line, "nomor"));
}

// House rules, from the agency upwards, then those for everybody. In one folder the last that says a thing counts.

static const xmlNode *rules_of(const struct objects *o, const char *agency, const xmlNode *after) {
    size_t n;
    const xmlNode *const *all = objects_all(o, "tata", &n);
    bool passed = !after;
    for (size_t i = n; i > 0; i--) {
        const char *of = given(all[i - 1], "instansi");
        bool same = agency ? of && strcmp(of, agency) == 0 : !of;
        if (same && passed)
            return all[i - 1];
        passed = passed || all[i - 1] == after;
    }
    return NULL;
}

static const char *said_by(const struct objects *o, const char *agency, const char *name) {
    const char *said = NULL;
    for (const xmlNode *t = rules_of(o, agency, NULL); t && !said; t = rules_of(o, agency, t))
        said = given(t, name);
    return said;
}

const char *resolve_setting(const struct objects *o, const xmlNode *defaults, const char *agency, const char *name) {
    const xmlNode *at = agency_find(o, agency);
    const char *said = NULL;
    for (int depth = 0; at && !said && depth < 100; depth++, at = agency_parent(o, at))
        said = said_by(o, given(at, "id"), name);
    if (!said)
        said = said_by(o, NULL, name);
    return said || !defaults ? said : given(defaults, name);
}

bool resolve_wants_number(const struct objects *o, const xmlNode *defaults, const struct planned *document) {
    const char *kinds = resolve_setting(o, defaults, document->agency, "bernomor");
    return (kinds && vocabulary_lists(kinds, document->kind)) || resolve_series(o, document);
}

static bool is_series_for(const xmlNode *series, const struct planned *document) {
    const char *kinds = given(series, "jenis"), *variants = given(series, "varian");
    const char *variant = document->derived ? NULL : given(document->node, "varian");
    return kinds && vocabulary_lists(kinds, document->kind) &&
           (!variants || (variant && vocabulary_lists(variants, variant)));
}

static const xmlNode *series_by(const struct objects *o, const char *agency, const struct planned *document) {
    for (const xmlNode *t = rules_of(o, agency, NULL); t; t = rules_of(o, agency, t))
        for (const xmlNode *s = xml_child(t, "seri"); s; s = xml_next(s, "seri"))
            if (is_series_for(s, document))
                return s;
    return NULL;
}

const xmlNode *resolve_series(const struct objects *o, const struct planned *document) {
    const xmlNode *at = agency_find(o, document->agency), *found = NULL;
    for (int depth = 0; at && !found && depth < 100; depth++, at = agency_parent(o, at))
        found = series_by(o, given(at, "id"), document);
    return found ? found : series_by(o, NULL, document);
}
