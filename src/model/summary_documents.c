// Which documents of an innovation there are, for the summary: written ones and those of the office's plan.
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "model/resolving.h"
#include "model/vocabulary.h"

static bool names(const xmlNode *node, const char *attribute, const xmlNode *innovation) {
    const char *list = given(node, attribute), *id = innovation ? given(innovation, "id") : NULL;
    return list && (!innovation || (id && vocabulary_lists(list, id)));
}

static bool child_names(const xmlNode *node, const char *child, const char *attribute, const xmlNode *innovation) {
    for (const xmlNode *c = xml_child(node, child); c; c = xml_next(c, child))
        if (names(c, attribute, innovation))
            return true;
    return false;
}

// What an object speaks of: a team of its innovations, a contract and a meeting of those they name. Without an
// innovation: whether it speaks of any.
static bool object_concerns(const xmlNode *object, const xmlNode *innovation) {
    bool itself = innovation ? object == innovation : xml_is(object, "inovasi");
    return itself || (xml_is(object, "usulan") && (!innovation || object->parent == innovation)) ||
           (xml_is(object, "tim") && names(object, "inovasi", innovation)) ||
           (xml_is(object, "kontrak") && child_names(object, "inovasi", "ref", innovation)) ||
           (xml_is(object, "kegiatan") && (child_names(object, "butir", "inovasi", innovation) ||
                                           child_names(object, "permohonan", "inovasi", innovation)));
}

static bool list_concerns(struct arena *arena, const struct objects *o, const char *list, const xmlNode *innovation) {
    size_t n;
    const xmlNode **about = subjects(arena, o, list, NULL, &n);
    for (size_t i = 0; i < n; i++)
        if (object_concerns(about[i], innovation))
            return true;
    return false;
}

bool document_concerns(struct arena *arena, const struct objects *o, const xmlNode *document,
                       const xmlNode *innovation) {
    if (list_concerns(arena, o, given(document, "subjek"), innovation))
        return true;
    for (const xmlNode *a = xml_child(document, "lampiran"); a; a = xml_next(a, "lampiran"))
        if (list_concerns(arena, o, given(a, "subjek"), innovation))
            return true;
    return false;
}

static bool concerns(struct resolving *r, const struct planned *d, const xmlNode *innovation) {
    return d->derived ? object_concerns(d->node, innovation)
                      : document_concerns(r->arena, r->objects, d->node, innovation);
}

// "ttd", or "ttd (1/2)" while not all of it is back.
static const char *words_of(struct arena *arena, const xmlNode *state) {
    const char *status = given(state, "status"), *back = given(state, "jumlah"), *wanted = given(state, "dari");
    return back && wanted && atoi(back) < atoi(wanted) ? arena_printf(arena, "%s (%s/%s)", status, back, wanted)
                                                       : status;
}

// The last state that was noted for it, by its id: documents of the plan have no node of their own. Without one: what
// it says itself.
static const char *status_of(struct resolving *r, const struct planned *d, const char *number) {
    size_t n;
    const xmlNode *const *states = objects_all(r->objects, "keadaan", &n);
    for (size_t i = n; i > 0; i--) {
        const char *document = given(states[i - 1], "naskah");
        if (document && strcmp(document, d->id) == 0 && given(states[i - 1], "status"))
            return words_of(r->arena, states[i - 1]);
    }
    return number ? "bernomor" : "konsep";
}

// A letter of the plan does not take the date of what it is about.
static bool dated_by_subject(struct resolving *r, const struct planned *d) {
    if (!d->derived)
        return true;
    const char *said = plan_setting(r->objects, r->defaults, agency_at(r, d->agency), d->kind,
                                    xml_name(d->node), "bertanggal");
    return !said || strcmp(said, "ya") == 0;
}

// "surat-tugas" is called "Surat Tugas".
static const char *kind_title(struct arena *arena, const char *kind) {
    char *title = arena_strdup(arena, kind);
    for (char *c = title; *c; c++) {
        if (*c == '-')
            *c = ' ';
        else if ((c == title || c[-1] == ' ') && *c >= 'a' && *c <= 'z')
            *c = (char)(*c - 'a' + 'A');
    }
    return title;
}

static void add_document(struct resolving *r, xmlNode *row, const struct planned *d) {
    struct document_facts facts = {0};
    xmlNode *node = record_add(row, "naskah", d->node);
    document_facts(r, d->id, &facts);
    xml_set(node, "id", d->id);
    xml_set(node, "jenis", d->kind);
    xml_set(node, "sebutan", kind_title(r->arena, d->kind));
    xml_set(node, "nomor", facts.number && *facts.number ? facts.number : NULL);
    const xmlNode *given_number = facts.number_node;
    if (given(node, "nomor") && given_number) {
        xml_set(node, "pemberi", given(given_number, "pemberi"));
        xml_set(node, "diterima", given(given_number, "diterima"));
    }
    xml_set(node, "tanggal", dated_by_subject(r, d) ? facts.date : NULL);
    if (!facts.about && !d->derived) {
        size_t n;
        const xmlNode **about = subjects(r->arena, r->objects, given(d->node, "subjek"), NULL, &n);
        facts.about = n ? given(about[0], "nama") : NULL;
    }
    const xmlNode *agency = agency_at(r, d->agency);
    if (!facts.about && agency)  // a contract has no title: whose it is tells it from others
        facts.about = agency_name(agency, r->day);
    xml_set(node, "perihal", facts.about);
    xml_set(node, "status", status_of(r, d, given(node, "nomor")));
}

// A summary is no document of what it sums up.
static bool sums_up(const struct planned *d) {
    return strcmp(d->kind, "rekap") == 0 || strcmp(d->kind, "label-boks") == 0;
}

struct documents documents_planned(struct resolving *r) {
    struct documents all;
    // Whatever is wrong with the plan was told when it was made.
    all.items = resolve_plan(r->arena, r->objects, r->defaults, &all.n, findings_new(r->arena, NULL));
    return all;
}

// A summary of a year does not know what the next one brings.
static bool comes_later(const struct resolving *r, const struct planned *d) {
    struct date year;
    const char *said = given(d->node, "tahun");
    return r->dated && said && date_parse(said, &year) && year.year > r->day.year;
}

void summary_add_documents(struct resolving *r, xmlNode *row, const xmlNode *innovation, struct documents all) {
    for (size_t i = 0; i < all.n; i++)
        if (!sums_up(&all.items[i]) && !comes_later(r, &all.items[i]) && concerns(r, &all.items[i], innovation))
            add_document(r, row, &all.items[i]);
}
