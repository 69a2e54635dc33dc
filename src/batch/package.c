#include "batch/package.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "batch/outputs.h"
#include "batch/packing.h"
#include "rules/rule.h"

// ---- what a package is about ----

static const xmlNode *innovation_of(const struct world *w, const struct planned *proposal) {
    const char *list = proposal->derived ? NULL : xml_attr(proposal->node, "subjek");
    size_t n = 0;
    const xmlNode *const *all = objects_all(w->objects, "inovasi", &n);
    for (size_t i = 0; i < n; i++) {
        const char *id = xml_attr(all[i], "id");
        if (proposal->derived ? proposal->node->parent == all[i] : list && id && group_listed(list, id)) {
            return all[i];
        }
    }
    return NULL;
}

static const char *group_of(const struct packing *p, const xmlNode *innovation) {
    for (const xmlNode *u = xml_child(innovation, "usulan"); u; u = xml_next(u, "usulan")) {
        if (packing_says(u, "profil", p->profile_id) && packing_given(u, "kelompok")) {
            return xml_attr(u, "kelompok");
        }
    }
    return packing_given(xml_child(p->profile, "kelompok"), "id");
}

static struct package *package_new(struct packing *p, const xmlNode *object, const char *document, const char *agency) {
    struct package *pk = ARENA_NEW(p->arena, struct package);
    const char *id = object ? xml_attr(object, "id") : "";
    *pk = (struct package){.name = output_component(p->arena, object ? id : document), .document = document, .id = id,
                           .subject = object ? xml_attr(object, "nama") : "", .agency = agency ? agency : "",
                           .object = object, .lacks = findings_new(p->arena, p->world->catalogue)};
    pk->lacks->document = document;
    return pk;
}

static const xmlNode *record_of(struct packing *p, const struct planned *document) {
    struct findings *unused = findings_new(p->arena, p->world->catalogue);
    xmlDoc *doc = job_record(p->world, p->arena, document, unused);
    return doc ? xmlDocGetRootElement(doc) : NULL;
}

// ---- which documents are to be made before ----

static bool packing_start(struct packing *p, const struct world *w, const struct package_order *order) {
    const struct profile *profile = order->meeting ? profiles_general(w->profiles)
                                                   : profiles_find(w->profiles, order->profile);
    *p = (struct packing){.world = w, .order = order, .profile_id = order->meeting ? NULL : order->profile,
                          .profile = profile ? profile_node(profile) : NULL};
    p->rules = profile ? xml_child(p->profile, "kemasan") : NULL;
    p->profile_version = profile ? arena_strndup(w->arena, profile_hash(profile), 12) : "";
    return p->rules != NULL;
}

// Whether the package takes the file of the document, by one of its parts or as evidence.
static bool wants(const struct packing *p, const struct package *pk, const struct planned *d) {
    for (const xmlNode *part = xml_child(p->rules, "muatan"); part; part = xml_next(part, "muatan")) {
        if (packing_says(part, "jenis", d->kind) && package_takes(p, pk, part) && package_speaks_of(p, pk, d)) {
            return true;
        }
    }
    for (const xmlNode *b = xml_child(pk->object, "bukti"); b; b = xml_next(b, "bukti")) {
        if (packing_says(b, "naskah", d->id)) {
            return true;
        }
    }
    return false;
}

const struct planned *package_documents(const struct world *w, struct arena *arena, const struct package_order *order,
                                        size_t *n) {
    struct packing p;
    bool *take = ARENA_ARRAY(arena, order->n_plan + 1, bool);
    struct planned *list = ARENA_ARRAY(arena, order->n_plan + 1, struct planned);
    *n = 0;
    if (!packing_start(&p, w, order)) {
        return list;
    }
    p.arena = arena;
    size_t subjects = order->meeting ? 1 : order->n_proposals;
    for (size_t k = 0; k < subjects; k++) {
        const xmlNode *object = order->meeting ? order->meeting : innovation_of(w, &order->proposals[k]);
        struct package *pk = package_new(&p, object, "", "");
        pk->group = order->meeting ? NULL : group_of(&p, object);
        for (size_t i = 0; i < order->n_plan && object; i++) {
            take[i] = take[i] || wants(&p, pk, &order->plan[i]);
        }
    }
    for (size_t i = 0; i < order->n_plan; i++) {
        if (take[i]) {
            list[(*n)++] = order->plan[i];
        }
    }
    return list;
}

// ---- making ----

static bool stopped_by_lacks(const struct packing *p, const struct package *pk) {
    return pk->lacks->n > 0 && !p->order->forced;
}

// What only a package lacks; findings of documents are told by whoever found them.
static void tell_lacks(struct packing *p, const struct package *pk) {
    for (size_t i = 0; i < pk->lacks->n; i++) {
        const struct finding *f = &pk->lacks->items[i];
        if (strncmp(f->rule, "package.", 8) == 0 || strncmp(f->rule, "evidence.", 9) == 0) {
            struct findings one = {.arena = p->arena, .items = (struct finding *)f, .n = 1, .cap = 1};
            findings_append(p->report->findings, &one);
        }
    }
}

static void finish(struct packing *p, struct package *pk) {
    if (!stopped_by_lacks(p, pk)) {
        package_add_lacks(p, pk);
    }
    package_write(p, pk);
    tell_lacks(p, pk);
}

static struct package *make_one(struct packing *p, const struct planned *proposal) {
    const xmlNode *innovation = innovation_of(p->world, proposal);
    struct package *pk = package_new(p, innovation, proposal->id, proposal->agency);
    if (!innovation) {
        package_lack(pk, "package.innovation", proposal->node, "naskah", proposal->id, NULL);
    } else {
        pk->group = group_of(p, innovation);
        pk->record = record_of(p, proposal);
        package_collect(p, pk);
    }
    if (innovation && !stopped_by_lacks(p, pk)) {
        package_add_cover_sheets(p, pk);
        package_add_proof_list(p, pk);
        package_add_combined(p, pk);
        package_add_paste(p, pk);
    }
    finish(p, pk);
    return pk;
}

static void make_meeting(struct packing *p) {
    const xmlNode *meeting = p->order->meeting;
    const struct planned *first = NULL;
    struct package *pk = package_new(p, meeting, arena_printf(p->arena, "kegiatan-%s", xml_attr(meeting, "id")),
                                     packing_given(meeting, "instansi"));
    for (size_t i = 0; i < p->order->n_plan && !first; i++) {
        const struct planned *d = &p->order->plan[i];
        first = package_speaks_of(p, pk, d) && wants(p, pk, d) ? d : NULL;
    }
    pk->record = first ? record_of(p, first) : NULL;
    package_collect(p, pk);
    if (!stopped_by_lacks(p, pk)) {
        package_add_combined(p, pk);
    }
    finish(p, pk);
}

// All proposals of an agency in one archive, each in a folder of its own; the PDFs to read stay with the single ones.
static void take_all(struct packing *p, struct package *all, const struct package *pk) {
    for (size_t i = 0; i < pk->n; i++) {
        struct packed file = pk->files[i];
        if (strcmp(file.role, "gabungan") != 0) {
            file.path = arena_printf(p->arena, "%s/%s", pk->name, file.path);
            file.part = NULL;
            package_add(p, all, &file);
        }
    }
}

static void make_agency(struct packing *p, const char *agency, struct package *const *packages, size_t n) {
    struct package *all = package_new(p, NULL, packages[0]->document, agency);
    const xmlNode *object = objects_find(p->world->objects, "instansi", agency);
    struct buf names = buf_new(p->arena);
    all->name = output_component(p->arena, arena_printf(p->arena, "instansi-%s", agency));
    all->id = agency;
    all->subject = object && packing_given(object, "nama") ? xml_attr(object, "nama") : agency;
    all->document = all->lacks->document = arena_printf(p->arena, "instansi-%s", agency);
    for (size_t i = 0; i < n; i++) {
        all->record = all->record ? all->record : packages[i]->record;
        take_all(p, all, packages[i]);
        if (packages[i]->lacks->n > 0) {
            buf_printf(&names, "%s%s", names.n ? ", " : "", packages[i]->name);
        }
    }
    if (names.n > 0) {
        package_lack(all, "package.agency", NULL, "paket", all->name, "nama", buf_text(&names), NULL);
    }
    if (!stopped_by_lacks(p, all)) {
        package_add_letters(p, all, packages, n);
    }
    finish(p, all);
}

static int by_agency(const void *a, const void *b) {
    const struct planned *x = a, *y = b;
    int order = strcmp(x->agency ? x->agency : "", y->agency ? y->agency : "");
    return order ? order : strcmp(x->id, y->id);
}

static void make_contest(struct packing *p) {
    const struct package_order *o = p->order;
    struct planned *sorted = ARENA_ARRAY(p->world->arena, o->n_proposals + 1, struct planned);
    memcpy(sorted, o->proposals, o->n_proposals * sizeof *sorted);
    if (o->n_proposals > 0) {
        qsort(sorted, o->n_proposals, sizeof *sorted, by_agency);
    }
    for (size_t i = 0, k; i < o->n_proposals && !(o->stop && *o->stop); i = k) {
        const char *agency = sorted[i].agency ? sorted[i].agency : "";
        p->arena = arena_new(0);
        struct package **packages = ARENA_ARRAY(p->arena, o->n_proposals - i + 1, struct package *);
        for (k = i; k < o->n_proposals && strcmp(sorted[k].agency ? sorted[k].agency : "", agency) == 0; k++) {
            packages[k - i] = make_one(p, &sorted[k]);
        }
        if (o->agencies && *agency) {
            make_agency(p, agency, packages, k - i);
        }
        arena_free(p->arena);
    }
}

struct package_report *package_make(const struct world *w, struct store *store, const struct package_order *order) {
    struct packing p;
    struct package_report *report = ARENA_NEW(w->arena, struct package_report);
    report->findings = findings_new(w->arena, w->catalogue);
    if (!packing_start(&p, w, order)) {
        findings_add(report->findings, "package.profile", (struct place){0}, "profil",
                     order->profile ? order->profile : "umum", NULL);
        return report;
    }
    p.store = store;
    p.report = report;
    p.folder = arena_printf(w->arena, "%s/paket/%s", order->output, order->meeting ? "kegiatan" : order->profile);
    if (!order->dry) {
        file_sweep(p.folder, true);
    }
    if (order->meeting) {
        p.arena = arena_new(0);
        make_meeting(&p);
        arena_free(p.arena);
    } else {
        make_contest(&p);
    }
    return report;
}
