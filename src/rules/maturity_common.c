// What the measures share: what is linked to what, what was found, which level a number stands for.
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/format.h"
#include "rules/maturity_measure.h"

const char *measure_given(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return text_blank(value) ? NULL : value;
}

bool measure_same(const char *a, const char *b) {
    return a && b && strcmp(a, b) == 0;
}

const char *measure_count(const struct measuring *m, size_t n) {
    return arena_printf(m->arena, "%zu", n);
}

// ---- links

// The first link of `key`; the others follow it.
const struct link *links_of(const struct links *l, const char *key) {
    size_t low = 0, high = l->n;
    while (key && low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(l->items[middle].key, key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return key && low < l->n && strcmp(l->items[low].key, key) == 0 ? &l->items[low] : NULL;
}

const struct link *link_next(const struct links *l, const struct link *at) {
    const struct link *next = at + 1;
    return next < l->items + l->n && strcmp(next->key, at->key) == 0 ? next : NULL;
}

void nodes_add(struct arena *arena, struct nodes *list, const xmlNode *node) {
    for (size_t i = 0; i < list->n; i++) {
        if (list->items[i] == node) {
            return;
        }
    }
    if (list->n == list->cap) {
        size_t cap = list->cap ? 2 * list->cap : 16;
        list->items = arena_grow(arena, list->items, list->cap * sizeof *list->items, cap * sizeof *list->items);
        list->cap = cap;
    }
    list->items[list->n++] = node;
}

void nodes_add_links(struct arena *arena, struct nodes *list, const struct links *l, const char *key) {
    for (const struct link *at = links_of(l, key); at; at = link_next(l, at)) {
        nodes_add(arena, list, at->node);
    }
}

// ---- what is noted

void measure_tell(struct measuring *m, const char *id, const char *number, const char *of, const char *names,
                  const char *unit) {
    if (m->out->n_facts == m->cap_facts) {
        size_t cap = m->cap_facts ? 2 * m->cap_facts : 4;
        m->facts = arena_grow(m->arena, m->facts, m->cap_facts * sizeof *m->facts, cap * sizeof *m->facts);
        m->cap_facts = cap;
    }
    m->facts[m->out->n_facts++] = (struct maturity_fact){id, number, of, names, unit};
    m->out->facts = m->facts;
}

const char *measure_period(const struct measuring *m) {
    return m->years == MEASURE_EVER ? arena_printf(m->arena, "–%d", m->year)
                                    : arena_printf(m->arena, "%d–%d", m->year - m->years + 1, m->year);
}

int measure_year(const xmlNode *node) {
    struct date d;
    const char *date = measure_given(node, "tanggal"), *year = measure_given(node, "tahun");
    return year ? atoi(year) : date && date_parse(date, &d) ? d.year : 0;
}

// What bears no year is not left out for it.
bool measure_in_period(const struct measuring *m, const xmlNode *node) {
    int year = measure_year(node);
    return year == 0 || (year <= m->year && year > m->year - m->years);
}

static bool document_forming(const xmlNode *document) {
    const xmlNode *number = xml_child(document, "nomor");
    xmlChar *text = number ? xmlNodeGetContent(number) : NULL;
    bool blank = text_blank((const char *)text);
    xmlFree(text);
    return blank || !measure_given(document, "tanggal");
}

static const char *document_name(const struct measuring *m, const xmlNode *document) {
    const xmlNode *about = xml_child(document, "tentang");
    const char *text = about ? xml_text(m->arena, about) : "";
    const char *title =
        measure_given(document, "judul") ? measure_given(document, "judul") : measure_given(document, "hal");
    return *text ? text : title ? title : measure_given(document, "id");
}

const xmlNode *measure_document(const struct measuring *m, const xmlNode *evidence) {
    return measure_given(evidence, "naskah")
               ? objects_find(m->index->objects, "naskah", measure_given(evidence, "naskah"))
               : NULL;
}

bool measure_ended(const struct measuring *m, const xmlNode *document) {
    return links_of(&m->index->ended, measure_given(document, "id")) != NULL;
}

void measure_add(struct measuring *m, struct maturity_evidence one) {
    for (size_t i = 0; i < m->out->n_evidence; i++) {
        const struct maturity_evidence *old = &m->evidence[i];
        if (old->node == one.node || (one.document && measure_same(old->document, one.document))) {
            return;
        }
    }
    if (m->out->n_evidence == m->cap_evidence) {
        size_t cap = m->cap_evidence ? 2 * m->cap_evidence : 4;
        m->evidence =
            arena_grow(m->arena, m->evidence, m->cap_evidence * sizeof *m->evidence, cap * sizeof *m->evidence);
        m->cap_evidence = cap;
    }
    m->evidence[m->out->n_evidence++] = one;
    m->out->evidence = m->evidence;
}

struct maturity_evidence measure_of_document(const struct measuring *m, const xmlNode *document) {
    const xmlNode *number = xml_child(document, "nomor");
    const char *text = number ? xml_text(m->arena, number) : "";
    return (struct maturity_evidence){.name = document_name(m, document),
                                      .document = measure_given(document, "id"),
                                      .number = *text ? text : NULL,
                                      .forming = document_forming(document),
                                      .node = document};
}

struct maturity_evidence measure_of_evidence(const struct measuring *m, const xmlNode *evidence) {
    const xmlNode *document = measure_document(m, evidence);
    struct maturity_evidence one = document ? measure_of_document(m, document) : (struct maturity_evidence){0};
    const char *about = measure_given(evidence, "perihal"), *file = measure_given(evidence, "berkas");
    one.file = file;
    one.node = evidence;
    one.document = measure_given(evidence, "naskah");
    one.number = one.number ? one.number : measure_given(evidence, "nomor");
    one.name = about ? about : one.name ? one.name : file ? file : one.number ? one.number : one.document;
    one.name = one.name ? one.name : "";
    one.forming = document && !file && one.forming;  // a file in hand shows more than our own draft
    return one;
}

bool measure_stands(struct measuring *m, const xmlNode *evidence) {
    const xmlNode *document = measure_document(m, evidence);
    const char *name = measure_of_evidence(m, evidence).name;
    if (document && measure_ended(m, document)) {
        measure_tell(m, "kematangan.dicabut", "", "", name, "");
        return false;
    }
    if (!measure_given(evidence, "berkas") && !measure_given(evidence, "naskah") &&
        !measure_given(evidence, "tautan")) {
        measure_tell(m, "kematangan.tanpa-berkas", "", "", name, "");
        return false;
    }
    return true;
}

const xmlNode *measure_evidence(const struct measuring *m, const xmlNode *at) {
    while (at && (!measure_same(measure_given(at, "indikator"), measure_given(m->indicator, "id")) ||
                  (m->only && !measure_same(measure_given(at, "naskah"), measure_given(m->only, "id"))))) {
        at = xml_next(at, "bukti");
    }
    return at;
}

// ---- levels

bool measure_parse(const char *text, double *out) {
    char copy[32], *end = NULL;
    if (!text || strlen(text) >= sizeof copy) {
        return false;
    }
    strcpy(copy, text);
    for (char *p = copy; *p; p++) {
        *p = *p == ',' ? '.' : *p;
    }
    *out = strtod(copy, &end);
    return end != copy && *end == '\0';
}

int measure_level(const xmlNode *step) {
    return measure_given(step, "nilai") ? atoi(measure_given(step, "nilai")) : 0;
}

static const xmlNode *step_of(const struct measuring *m, int level, const char *unit) {
    for (const xmlNode *t = xml_child(m->indicator, "taraf"); t; t = xml_next(t, "taraf")) {
        if (measure_level(t) == level && (!unit || measure_same(measure_given(t, "satuan"), unit))) {
            return t;
        }
    }
    return NULL;
}

void measure_reach(struct measuring *m, int level, const char *unit) {
    if (level > m->out->level) {
        m->out->level = level;
        m->out->says = xml_text(m->arena, step_of(m, level, unit));
    }
}

int measure_by_number(const struct measuring *m, double n, const char *unit) {
    double below = 0, above = 0, from, to;
    int level_below = 0, level_above = 0;
    for (const xmlNode *t = xml_child(m->indicator, "taraf"); t; t = xml_next(t, "taraf")) {
        bool has_from = measure_parse(measure_given(t, "dari"), &from),
             has_to = measure_parse(measure_given(t, "sampai"), &to);
        if ((!has_from && !has_to) || (unit && !measure_same(measure_given(t, "satuan"), unit))) {
            continue;
        }
        if ((!has_from || n >= from) && (!has_to || n <= to)) {
            return measure_level(t);
        }
        if (has_to && n > to && (!level_below || to > below)) {
            below = to;
            level_below = measure_level(t);
        }
        if (has_from && n < from && (!level_above || from < above)) {
            above = from;
            level_above = measure_level(t);
        }
    }
    return level_below && level_above ? (level_below < level_above ? level_below : level_above) : 0;
}
