// What is known of an agency, as rows and columns of its workbook.
#include <string.h>

#include "base/xml.h"
#include "form/form.h"
#include "model/format.h"

static bool is(const char *a, const char *b) {
    return a && b && strcmp(a, b) == 0;
}

struct rows {
    struct arena *arena;
    const xmlNode **items;
    size_t n, cap;
};

static void add(struct rows *rows, const xmlNode *node) {
    if (rows->n == rows->cap) {
        size_t cap = rows->cap ? rows->cap * 2 : 32;
        rows->items = arena_grow(rows->arena, rows->items, rows->cap * sizeof *rows->items, cap * sizeof *rows->items);
        rows->cap = cap;
    }
    rows->items[rows->n++] = node;
}

// Terms and numbers without an end are those of today.
static const xmlNode *current(const xmlNode *of, const char *name) {
    const xmlNode *last = NULL;
    for (const xmlNode *c = xml_child(of, name); c; c = xml_next(c, name)) {
        last = xml_attr(c, "sampai") ? last : c;
    }
    return last;
}

static bool works_at(const xmlNode *person, const char *agency) {
    const xmlNode *term = current(person, "jabatan");
    return is(xml_attr(person, "instansi"), agency) || (term && is(xml_attr(term, "instansi"), agency));
}

static bool of_year(const struct form_request *r, const xmlNode *object) {
    return !r->year || is(xml_attr(object, "tahun"), r->year);
}

static void add_children(struct rows *rows, const xmlNode *of, const char *name) {
    for (const xmlNode *c = xml_child(of, name); c; c = xml_next(c, name)) {
        add(rows, c);
    }
}

// A contract's rows: its indicators, goal by goal; then its programmes.
static void add_contract(struct rows *rows, const xmlNode *contract) {
    for (const xmlNode *g = xml_child(contract, "sasaran"); g; g = xml_next(g, "sasaran")) {
        add_children(rows, g, "indikator");
    }
    add_children(rows, contract, "program");
}

static void add_of_kind(struct rows *rows, const struct form_request *r, const char *kind, const char *object) {
    const char *agency = xml_attr(r->agency, "id");
    size_t n;
    const xmlNode *const *all = objects_all(r->objects, object, &n);
    for (size_t i = 0; i < n; i++) {
        const xmlNode *o = all[i];
        bool own = is(xml_attr(o, "instansi"), agency);
        if (is(kind, "instansi") && is(xml_attr(o, "induk"), agency)) {
            add(rows, o);
        } else if (is(kind, "pejabat") && works_at(o, agency)) {
            add(rows, o);
        } else if (is(kind, "fasilitator") && own && of_year(r, o) && is(xml_attr(o, "peran"), "fasilitator")) {
            add(rows, o);
        } else if (is(kind, "inovasi") && own) {
            add(rows, o);
        } else if (is(kind, "tim") && own && of_year(r, o)) {
            add_children(rows, o, "anggota");
        } else if (is(kind, "kontrak") && own && of_year(r, o)) {
            add_contract(rows, o);
        }
    }
}

const xmlNode **form_rows(struct arena *arena, const struct form_request *r, const char *kind, size_t *n) {
    struct rows rows = {.arena = arena};
    const char *object = is(kind, "pejabat") ? "orang" : is(kind, "fasilitator") ? "penugasan" : kind;
    if (is(kind, "instansi")) {
        add(&rows, r->agency);
    }
    add_of_kind(&rows, r, kind, object);
    *n = rows.n;
    return rows.items;
}

// ---- values

static const char *agency_name(const struct form_request *r, const char *id) {
    const xmlNode *o = id ? objects_find(r->objects, "instansi", id) : NULL;
    return o ? xml_attr(o, "nama") : NULL;
}

static const char *person_value(struct arena *arena, const struct form_request *r, const xmlNode *o,
                                const char *field) {
    const xmlNode *number = current(o, "nomor-induk"), *rank = current(o, "pangkat"), *term = current(o, "jabatan");
    if (is(field, "nama")) {
        return format_name(arena, xml_attr(o, "gelar-depan"), xml_attr(o, "nama"), xml_attr(o, "gelar-belakang"));
    }
    if (is(field, "nomor")) {
        return number ? xml_text(arena, number) : NULL;
    }
    if (is(field, "golongan")) {
        return rank ? xml_attr(rank, "golongan") : NULL;
    }
    if (is(field, "pangkat")) {
        return rank ? xml_attr(rank, "nama") : NULL;
    }
    if (is(field, "jabatan")) {
        return term ? xml_attr(term, "nama") : NULL;
    }
    if (is(field, "sejak") || is(field, "status")) {
        return term ? xml_attr(term, field) : NULL;
    }
    if (is(field, "instansi")) {
        const char *at = term ? xml_attr(term, "instansi") : xml_attr(o, "instansi");
        return agency_name(r, at);
    }
    return xml_attr(o, field);
}

static const xmlNode *person_of(const struct form_request *r, const xmlNode *node) {
    const char *id = xml_attr(node, "orang");
    return id ? objects_find(r->objects, "orang", id) : NULL;
}

static const char *facilitator_value(struct arena *arena, const struct form_request *r, const xmlNode *o,
                                     const char *field) {
    const xmlNode *person = person_of(r, o);
    if (is(field, "id") || is(field, "tahun")) {
        return xml_attr(o, field);
    }
    if (is(field, "instansi")) {
        return agency_name(r, xml_attr(o, "instansi"));
    }
    return person ? person_value(arena, r, person, field) : NULL;
}

static const char *member_value(struct arena *arena, const struct form_request *r, const xmlNode *m,
                                const char *field) {
    const xmlNode *person = person_of(r, m), *team = m->parent;
    const char *own = xml_attr(m, is(field, "instansi") || is(field, "id") ? "" : field);
    if (is(field, "id") || is(field, "tahun")) {
        return xml_attr(team, field);
    }
    if (is(field, "tim")) {
        return xml_attr(team, "nama");
    }
    if (is(field, "instansi")) {
        const char *id = xml_attr(m, "instansi");
        return id || !person ? agency_name(r, id) : person_value(arena, r, person, field);
    }
    bool of_person = is(field, "nama") || is(field, "nomor") || is(field, "jabatan");
    return person && of_person && !own ? person_value(arena, r, person, field) : own;
}

static const char *innovation_value(struct arena *arena, const struct form_request *r, const xmlNode *o,
                                    const char *field) {
    const xmlNode *stage = xml_child(o, "tahapan");
    if (is(field, "tahapan")) {
        return stage ? xml_text(arena, stage) : NULL;
    }
    if (is(field, "uji-coba") || is(field, "penerapan")) {
        return stage ? xml_attr(stage, field) : NULL;
    }
    return is(field, "instansi") ? agency_name(r, xml_attr(o, "instansi")) : xml_attr(o, field);
}

static const char *contract_value(const struct form_request *r, const xmlNode *row, const char *field) {
    bool program = xml_is(row, "program");
    const xmlNode *contract = program ? row->parent : row->parent->parent;
    if (is(field, "sasaran")) {
        return program ? NULL : xml_attr(row->parent, "nama");
    }
    if (is(field, "indikator") || is(field, "program")) {
        return is(field, "program") == program ? xml_attr(row, "nama") : NULL;
    }
    if (is(field, "instansi")) {
        return agency_name(r, xml_attr(contract, "instansi"));
    }
    if (is(field, "id") || is(field, "tahun") || is(field, "pihak-pertama") || is(field, "pihak-kedua")) {
        return xml_attr(contract, field);
    }
    return xml_attr(row, field);
}

const char *form_value(struct arena *arena, const struct form_request *r, const char *kind, const xmlNode *row,
                       const char *field) {
    if (is(kind, "pejabat")) {
        return person_value(arena, r, row, field);
    }
    if (is(kind, "fasilitator")) {
        return facilitator_value(arena, r, row, field);
    }
    if (is(kind, "tim")) {
        return member_value(arena, r, row, field);
    }
    if (is(kind, "inovasi")) {
        return innovation_value(arena, r, row, field);
    }
    if (is(kind, "kontrak")) {
        return contract_value(r, row, field);
    }
    return is(field, "induk") ? agency_name(r, xml_attr(row, "induk")) : xml_attr(row, field);
}
