// What goes into a package: documents as the profile lists them.
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "batch/outputs.h"
#include "batch/packing.h"
#include "batch/print_set.h"
#include "batch/states.h"
#include "inspect/size.h"
#include "rules/rule.h"

const char *packing_given(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value && !text_blank(value) ? value : NULL;
}

bool packing_says(const xmlNode *node, const char *name, const char *value) {
    const char *own = packing_given(node, name);
    return own && strcmp(own, value) == 0;
}

const char *packing_word(struct packing *p, const char *id) {
    return message_say(p->world->catalogue, LANGUAGE_ID, p->arena, id, NULL);
}

void package_lack(struct package *pk, const char *rule, const xmlNode *at, ...) {
    va_list args;
    struct finding *f = findings_add(pk->lacks, rule, at ? xml_place(at) : (struct place){0}, NULL);
    struct argument *own = ARENA_ARRAY(pk->lacks->arena, 8, struct argument);
    va_start(args, at);
    for (const char *name; f->n_args < 8 && (name = va_arg(args, const char *)) != NULL;) {
        const char *value = va_arg(args, const char *);
        own[f->n_args++] = (struct argument){arena_strdup(pk->lacks->arena, name),
                                             arena_strdup(pk->lacks->arena, value ? value : "")};
    }
    va_end(args);
    f->args = own;
    f->document = pk->document;
}

struct packed *package_add(struct packing *p, struct package *pk, const struct packed *file) {
    if (pk->n == pk->cap) {
        size_t cap = pk->cap ? 2 * pk->cap : 32, size = sizeof *pk->files;
        pk->files = arena_grow(p->arena, pk->files, pk->cap * size, cap * size);
        pk->cap = cap;
    }
    struct packed *own = &pk->files[pk->n++];
    *own = *file;
    own->document = file->document ? file->document : "";
    own->state = file->state ? file->state : "";
    hash_bytes(own->bytes.p, own->bytes.n, own->hash);
    return own;
}

// ---- which documents ----

// Word for word in a list parted by spaces.
static bool lists(const char *list, const char *word) {
    return list && word && group_listed(list, word);
}

bool package_speaks_of(const struct packing *p, const struct package *pk, const struct planned *document) {
    const xmlNode *node = document->node;
    if (!node) {
        return false;
    }
    if (p->order->meeting) {
        bool row = xml_is(node, "peserta") && node->parent == pk->object;
        return node == pk->object || row || lists(xml_attr(node, "subjek"), pk->id);
    }
    if (document->derived) {
        return node->parent == pk->object && packing_says(node, "profil", p->profile_id);
    }
    const char *profile = packing_given(node, "profil");
    return lists(xml_attr(node, "subjek"), pk->id) && (!profile || strcmp(profile, p->profile_id) == 0);
}

static const xmlNode *attachment_of(const struct packing *p, const xmlNode *part) {
    const char *id = packing_given(part, "lampiran");
    for (const xmlNode *a = id ? xml_child(p->profile, "lampiran") : NULL; a; a = xml_next(a, "lampiran")) {
        if (packing_says(a, "id", id)) {
            return a;
        }
    }
    return NULL;
}

static const char *setting(const struct packing *p, const xmlNode *part, const char *name) {
    const char *own = packing_given(part, name);
    return own ? own : packing_given(attachment_of(p, part), name);
}

bool package_takes(const struct packing *p, const struct package *pk, const xmlNode *part) {
    const char *groups = setting(p, part, "kelompok");
    return !groups || !pk->group || group_listed(groups, pk->group);
}

size_t package_limit(const struct packing *p, const xmlNode *part) {
    const char *own = setting(p, part, "batas");
    own = own ? own : packing_given(p->rules, "batas");
    return own ? (size_t)strtoull(own, NULL, 10) : 0;
}

// ---- one document ----

// The signing plan knows who signs: a record names people of a meeting who sign other papers of it.
bool package_has_signers(const struct packing *p, const struct planned *d) {
    struct output_file plan = output_look(p->store, p->arena, p->order->output, d, RENDITION_RENCANA);
    const char *why = NULL;
    struct str bytes;
    return !file_read(p->arena, plan.full, EVIDENCE_LIMIT, &bytes, &why) ||
           !memmem(bytes.p, bytes.n, "\"penanda\": []", 13);
}

// A part that takes only signed documents; as evidence those that have no signer are whole as they are.
static bool wants_signature(const struct packing *p, const xmlNode *part, const struct planned *d) {
    return packing_says(part, "ttd", "ya") && (packing_given(part, "jenis") || package_has_signers(p, d));
}

// What came back signed: the last file with electronic signatures, else the last scan of the paper.
static const xmlNode *received_of(const struct packing *p, const char *document) {
    size_t n = 0;
    const xmlNode *const *all = states_all_of(p->world, document, &n), *found = NULL;
    for (size_t i = 0; i < n; i++) {
        enum state state = state_parse(xml_attr(all[i], "status"));
        bool scan = state == STATE_SCANNED;
        bool scanned = found && state_parse(xml_attr(found, "status")) == STATE_SCANNED;
        if (packing_given(all[i], "berkas") && (state == STATE_SIGNED || (scan && (!found || scanned)))) {
            found = all[i];
        }
    }
    return found;
}

// Taken as it came; one that is not as it was noted is told, and not packed.
static bool read_received(struct packing *p, struct package *pk, const xmlNode *note, struct packed *file) {
    const char *path = file_join(p->arena, p->world->notes, xml_attr(note, "berkas")), *why = NULL;
    const char *hash = packing_given(note, "sha256");
    char now[HASH_SIZE];
    if (!file_read(p->arena, path, EVIDENCE_LIMIT, &file->bytes, &why)) {
        package_lack(pk, "package.received-gone", note, "berkas", path, "naskah", file->document, NULL);
        return false;
    }
    hash_bytes(file->bytes.p, file->bytes.n, now);
    if (hash && strcmp(hash, now) != 0) {
        package_lack(pk, "package.received-changed", note, "berkas", path, "naskah", file->document, NULL);
        return false;
    }
    struct evidence e;
    struct findings *unused = findings_new(p->arena, NULL);
    evidence_look(p->arena, path, file->bytes, (struct place){0}, &e, unused);
    struct standing standing = states_of(p->world, file->document);
    bool scan = state_parse(xml_attr(note, "status")) == STATE_SCANNED;
    file->pages = e.pages;
    file->source = path;
    file->state = standing.wanted ? "package.state.partly" : scan ? "package.state.scan" : "package.state.signed";
    return true;
}

static bool read_rendition(struct packing *p, const struct planned *d, enum rendition r, struct packed *file) {
    struct output_file out = output_look(p->store, p->arena, p->order->output, d, r);
    const char *why = NULL;
    bool ours = out.state == OUTPUT_OURS && out.recorded && strcmp(out.row.hash, out.hash) == 0;
    if (!ours || !file_read(p->arena, out.full, EVIDENCE_LIMIT, &file->bytes, &why)) {
        return false;
    }
    file->pages = (size_t)(out.row.pages > 0 ? out.row.pages : 0);
    file->source = out.full;
    file->state = r == RENDITION_DRAF         ? "package.state.draft"
                  : r == RENDITION_UNGGAH     ? "package.state.upload"
                  : r == RENDITION_ARSIP      ? "package.state.copy"
                  : package_has_signers(p, d) ? "package.state.to-sign"
                                              : "package.state.no-signer";
    return true;
}

// The first rendition of the part's list that stands; by force, and when there is none, the draft.
static bool read_any(struct packing *p, const xmlNode *part, const struct planned *d, struct packed *file) {
    const char *list = packing_given(part, "rendisi");
    list = list ? list : "tanda-tangan arsip";
    for (size_t n; list += strspn(list, " "), (n = strcspn(list, " ")) > 0; list += n) {
        enum rendition r = rendition_find(arena_strndup(p->arena, list, n));
        if (r < RENDITION_COUNT && r != RENDITION_RENCANA && read_rendition(p, d, r, file)) {
            return true;
        }
    }
    return false;
}

static const char *title_of(struct packing *p, const xmlNode *part, const struct planned *d) {
    const char *label = packing_given(part, "label");
    label = label ? label : packing_given(attachment_of(p, part), "label");
    const xmlNode *about = d->node && !d->derived ? xml_child(d->node, "tentang") : NULL;
    const char *words = about ? xml_text(p->arena, about) : packing_given(d->node, "hal");
    if (label) {
        return label;
    }
    char *kind = arena_strdup(p->arena, d->kind);
    for (char *c = kind; *c; c++) {
        *c = *c == '-' ? ' ' : c == kind && *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    }
    return words && *words && !d->derived ? arena_printf(p->arena, "%s: %s", kind, words) : kind;
}

struct packed *package_add_document(struct packing *p, struct package *pk, const xmlNode *part,
                                    const struct planned *d, const char *pattern, const char *indicator) {
    struct packed file = {.document = d->id, .role = xml_attr(part, "id"), .part = part, .uploaded = true};
    const xmlNode *received = received_of(p, d->id);
    if (received && !read_received(p, pk, received, &file)) {
        return NULL;
    }
    if (!received && !read_any(p, part, d, &file)) {
        package_lack(pk, "package.unmade", d->node, "naskah", d->id, NULL);
        if (!p->order->forced || !read_rendition(p, d, RENDITION_DRAF, &file)) {
            return NULL;
        }
    }
    bool drawn = file.state && strcmp(file.state, "package.state.draft") != 0;
    bool whole = received && strcmp(file.state, "package.state.partly") != 0;
    if (drawn && !whole && wants_signature(p, part, d)) {
        package_lack(pk, "package.unsigned", d->node, "naskah", d->id, NULL);
    }
    const char *year = packing_given(d->node, "tahun");
    const struct name_field fields[] = {{"profil", p->profile_id}, {"instansi", pk->agency}, {"inovasi", pk->id},
                                        {"kegiatan", pk->id},      {"naskah", d->id},        {"tahun", year},
                                        {"indikator", indicator},  {"perihal", d->id}};
    bool draft = strcmp(file.state, "package.state.draft") == 0;
    const char *named = draft ? arena_printf(p->arena, "KONSEP-%s", pattern) : pattern;
    file.path = package_file_name(p, pk, packing_given(part, "folder"), named, fields,
                                  sizeof fields / sizeof *fields, "pdf");
    file.title = title_of(p, part, d);
    return package_add(p, pk, &file);
}

// ---- all ----

static void take_documents(struct packing *p, struct package *pk, const xmlNode *part) {
    const char *kind = xml_attr(part, "jenis"), *must = setting(p, part, "wajib");
    size_t n = 0;
    for (size_t i = 0; i < p->order->n_plan; i++) {
        const struct planned *d = &p->order->plan[i];
        if (strcmp(d->kind, kind) != 0 || !package_speaks_of(p, pk, d)) {
            continue;
        }
        if (d->profile && p->profile_id && strcmp(d->profile, p->profile_id) != 0) {
            continue;
        }
        n++;
        package_add_document(p, pk, part, d, xml_attr(part, "nama"), NULL);
    }
    if (n == 0 && must && strcmp(must, "ya") == 0) {
        const xmlNode *attached = attachment_of(p, part);
        const char *label = packing_given(part, "label"), *name = packing_given(attached, "label");
        package_lack(pk, "package.unplanned", pk->object, "jenis", kind, "nama", label ? label : name ? name : kind,
                     "untuk", p->order->meeting ? "kegiatan" : "usulan", NULL);
    }
}

// Errors of the documents that are in it stop the package too; they are told where they were found.
static void take_errors(struct packing *p, struct package *pk) {
    for (size_t i = 0; i < p->order->found->n; i++) {
        const struct finding *f = &p->order->found->items[i];
        bool own = f->document && strcmp(f->document, pk->document) == 0;
        for (size_t k = 0; k < pk->n && !own; k++) {
            own = f->document && *pk->files[k].document && strcmp(f->document, pk->files[k].document) == 0;
        }
        if (own && f->severity >= SEVERITY_ERROR) {
            struct findings one = {.arena = pk->lacks->arena, .items = (struct finding *)f, .n = 1, .cap = 1};
            findings_append(pk->lacks, &one);
        }
    }
}

void package_check_sizes(struct packing *p, struct package *pk) {
    const char *most = packing_given(p->rules, "batas-paket");
    size_t all = 0, budget = most ? (size_t)strtoull(most, NULL, 10) : 0;
    for (size_t i = 0; i < pk->n; i++) {
        const struct packed *f = &pk->files[i];
        size_t limit = f->part && f->uploaded ? package_limit(p, f->part) : 0;
        all += f->uploaded ? f->bytes.n : 0;
        if (limit && f->bytes.n > limit) {
            struct findings *why = findings_new(p->arena, NULL);
            bool pdf = f->bytes.n > 5 && memcmp(f->bytes.p, "%PDF-", 5) == 0;
            if (pdf) {
                inspection_fits(p->arena, f->path, f->bytes, limit, "x", (struct place){0}, why);
            }
            package_lack(pk, "package.large", NULL, "berkas", f->source ? f->source : f->path, "besar",
                         evidence_size(p->arena, f->bytes.n), "batas", evidence_size(p->arena, limit), "terbesar",
                         why->n ? finding_argument(&why->items[0], "terbesar") : "", "nama", f->path, NULL);
        }
    }
    if (budget && all > budget) {
        package_lack(pk, "package.heavy", NULL, "paket", pk->name, "besar", evidence_size(p->arena, all), "batas",
                     evidence_size(p->arena, budget), NULL);
    }
}

void package_collect(struct packing *p, struct package *pk) {
    for (const xmlNode *part = xml_child(p->rules, "muatan"); part; part = xml_next(part, "muatan")) {
        if (!package_takes(p, pk, part)) {
            continue;
        }
        if (packing_given(part, "jenis")) {
            take_documents(p, pk, part);
        } else if (packing_given(part, "bukti")) {
            package_add_evidence(p, pk, part);
        } else {
            package_add_pictures(p, pk, part);
        }
    }
    package_check_sizes(p, pk);
    take_errors(p, pk);
}
