// What of a package is printed: cover sheets that lie on evidence, and everything in one PDF for reading. The sheets
// are set as documents that no input speaks of; the pages of others are joined to them by libqpdf.
#include <string.h>

#include "base/image.h"
#include "base/xml.h"
#include "batch/job.h"
#include "batch/packing.h"
#include "pack/binder.h"

#define MOST_PAGES 3000  // more is read on a screen

static void number(struct packing *p, xmlNode *node, const char *name, size_t n) {
    xml_set(node, name, arena_printf(p->arena, "%zu", n));
}

// A record of that kind about the package, set with the house rules of its first document.
static xmlDoc *record_for(struct packing *p, const struct package *pk, const char *kind, xmlNode **about) {
    static const char *const kept[] = {"tata", "pemda", "instansi"};
    xmlDoc *doc = xml_derived(p->arena, "naskah");
    xmlNode *root = xmlDocGetRootElement(doc);
    xml_set(root, "id", arena_printf(p->arena, "%s-%s", kind, pk->name));
    xml_set(root, "jenis", kind);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (xml_child(pk->record, kept[i])) {
            xml_copy_into(root, xml_child(pk->record, kept[i]));
        }
    }
    *about = xml_add(root, "paket");
    const char *contest = packing_given(p->profile, "judul");
    xml_set(*about, "nama", pk->name);
    xml_set(*about, "perihal", pk->subject);
    xml_set(*about, "profil", p->profile_id);
    xml_set(*about, "judul", p->order->meeting ? packing_word(p, "package.meeting") : contest);
    if (pk->lacks->n > 0) {
        number(p, *about, "dipaksa", pk->lacks->n);
    }
    return doc;
}

// The pages of such a record; what no face can print comes as a draft, with its holes marked and told. False after a
// fatal finding.
static bool set_pages(struct packing *p, const struct package *pk, const char *kind, xmlDoc *record,
                      struct job_output *out) {
    struct planned d = {.id = arena_printf(p->arena, "%s-%s", kind, pk->name), .kind = kind, .agency = pk->agency,
                        .node = pk->object};
    struct job_input input = {.document = &d, .frozen = record};
    input.want[RENDITION_ARSIP] = true;
    struct job_result *made = job_run(p->world, p->arena, &input);
    *out = made->outputs[RENDITION_ARSIP];
    if (!out->made) {
        findings_append(p->report->findings, made->findings);
        input.want[RENDITION_ARSIP] = false;
        input.want[RENDITION_DRAF] = true;
        *out = job_run(p->world, p->arena, &input)->outputs[RENDITION_DRAF];
    }
    if (!out->made) {
        findings_add_as(p->report->findings, SEVERITY_FATAL, "package.sheet", (struct place){0}, "paket", pk->name,
                        "jenis", kind, NULL);
    }
    return out->made;
}

// ---- cover sheets of evidence ----

void package_add_cover_sheets(struct packing *p, struct package *pk) {
    static const char *const facts[][2] = {{"indikator", "indikator"}, {"jenis", "jenis"},     {"perihal", "perihal"},
                                           {"nomor-naskah", "nomor"},  {"tanggal", "tanggal"}, {"tahun", "tahun"},
                                           {"halaman", "halaman"},     {"baris", "baris"}};
    xmlNode *about;
    struct job_output out;
    if (!pk->record || pk->n_proofs == 0) {
        return;
    }
    xmlDoc *record = record_for(p, pk, "lembar-bukti", &about);
    for (size_t i = 0; i < pk->n_proofs; i++) {
        const struct proof *proof = &pk->proofs[i];
        xmlNode *node = xml_add(about, "dukung");
        number(p, node, "nomor", i + 1);
        for (size_t k = 0; k < sizeof facts / sizeof *facts; k++) {
            xml_set(node, facts[k][0], packing_given(proof->node, facts[k][1]));
        }
        xml_set(node, "label", *proof->label ? proof->label : NULL);
        xml_set(node, "berkas", *proof->path ? proof->path : NULL);
        xml_set(node, "tautan", *proof->link ? proof->link : NULL);
        xml_set(node, "sha256", *proof->hash ? proof->hash : NULL);
        if (proof->pages) {
            number(p, node, "jumlah", proof->pages);
        }
    }
    if (set_pages(p, pk, "lembar-bukti", record, &out)) {
        struct packed file = {.path = "bukti/00-lembar-bukti.pdf", .role = "lembar-bukti", .bytes = out.bytes,
                              .title = packing_word(p, "package.title.covers"), .pages = (size_t)out.pages};
        package_add(p, pk, &file);
    }
}

// ---- everything in one ----

struct entry {
    const struct packed *file;
    const char *title, *about;
    struct sheets *sheets;  // NULL: it has no pages
    size_t first, separator;  // pages from 1
    bool proof;
};

struct binding {
    struct packing *p;
    struct package *pk;
    struct entry *entries;
    size_t n, pages;
    struct stack *stack;
};

static struct sheets *sheets_for(struct packing *p, const struct packed *file) {
    const char *why = NULL;
    bool pdf = file->bytes.n > 5 && memcmp(file->bytes.p, "%PDF-", 5) == 0;
    if (pdf) {
        return sheets_open(p->arena, file->bytes, &why);
    }
    const struct image *image = file->pages ? image_read(p->arena, file->bytes, &why) : NULL;
    return image ? sheets_of_image(p->arena, image, &why) : NULL;
}

static const struct proof *proof_of(const struct package *pk, const struct packed *file) {
    for (size_t i = 0; i < pk->n_proofs; i++) {
        if (strcmp(pk->proofs[i].path, file->path) == 0) {
            return &pk->proofs[i];
        }
    }
    return NULL;
}

enum turn { DOCUMENTS, COVERS, PROOFS, TURNS };

static enum turn turn_of(const struct packed *file) {
    return strcmp(file->role, "lembar-bukti") == 0          ? COVERS
           : !file->uploaded                                 ? TURNS
           : file->part && packing_given(file->part, "jenis") ? DOCUMENTS
                                                             : PROOFS;
}

static void collect(struct binding *b) {
    b->entries = ARENA_ARRAY(b->p->arena, b->pk->n + 1, struct entry);
    for (enum turn turn = DOCUMENTS; turn < TURNS; turn++) {
        for (size_t i = 0; i < b->pk->n; i++) {
            const struct packed *file = &b->pk->files[i];
            if (turn_of(file) != turn) {
                continue;
            }
            const struct proof *proof = turn == PROOFS ? proof_of(b->pk, file) : NULL;
            struct entry *e = &b->entries[b->n++];
            *e = (struct entry){.file = file, .title = file->title, .sheets = sheets_for(b->p, file),
                                .proof = turn != DOCUMENTS};
            if (proof && *proof->label) {
                e->title = proof->label;
                e->about = file->title;
            }
        }
    }
}

// Each document begins on a right-hand page, and so does the sheet before it.
static void place(struct binding *b, size_t front) {
    size_t at = front;
    for (size_t i = 0; i < b->n; i++) {
        struct entry *e = &b->entries[i];
        if (e->sheets) {
            e->separator = at + 1 + at % 2;
            e->first = e->separator + 2;
            at = e->first - 1 + sheets_count(e->sheets);
        }
    }
    b->pages = at;
}

static bool set_front(struct binding *b, struct job_output *out) {
    struct packing *p = b->p;
    xmlNode *about;
    xmlDoc *record = record_for(p, b->pk, "gabungan", &about);
    number(p, about, "jumlah", b->n);
    number(p, about, "halaman", b->pages);
    for (size_t i = 0; i < b->n; i++) {
        const struct entry *e = &b->entries[i];
        const char *state = e->file->state;
        xmlNode *node = xml_add(about, "berkas");
        number(p, node, "nomor", i + 1);
        xml_set(node, "judul", e->title);
        xml_set(node, "perihal", e->about);
        xml_set(node, "nama", e->file->path);
        xml_set(node, "keadaan", *state ? packing_word(p, state) : NULL);
        bool original = strcmp(state, "package.state.signed") == 0 || strcmp(state, "package.state.partly") == 0 ||
                        strcmp(state, "package.state.scan") == 0;
        xml_set(node, "asli", original ? "ya" : NULL);
        if (e->sheets) {
            number(p, node, "halaman", e->first);
            number(p, node, "jumlah", sheets_count(e->sheets));
        }
    }
    return set_pages(p, b->pk, "gabungan", record, out);
}

static size_t separators(const struct binding *b) {
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++) {
        n += b->entries[i].sheets != NULL;
    }
    return n;
}

// What is signed shows its signature by a field on the page: that is kept.
static bool take(struct binding *b, const struct sheets *s, size_t i, bool with_fields) {
    return stack_take(b->stack, s, i, !with_fields) &&
           binder_stamp(b->stack, stack_count(b->stack) - 1,
                        arena_printf(b->p->arena, "%zu / %zu", stack_count(b->stack), b->pages));
}

static bool fill_to(struct binding *b, const struct sheets *like, size_t i, size_t page) {
    while (stack_count(b->stack) + 1 < page) {
        if (!binder_blank(b->stack, like, i)) {
            return false;
        }
    }
    return true;
}

static bool bind_entry(struct binding *b, const struct entry *e, const struct sheets *front, size_t separator) {
    bool with_fields = strcmp(e->file->state, "package.state.signed") == 0 ||
                       strcmp(e->file->state, "package.state.partly") == 0;
    bool ok = fill_to(b, front, separator, e->separator) && take(b, front, separator, false) &&
              fill_to(b, front, separator, e->first);
    for (size_t k = 0; ok && k < sheets_count(e->sheets); k++) {
        ok = take(b, e->sheets, k, with_fields);
    }
    return ok;
}

static bool add_marks(struct binding *b, size_t contents) {
    struct packing *p = b->p;
    struct binder_mark *marks = ARENA_ARRAY(p->arena, b->n + 3, struct binder_mark);
    size_t n = 0;
    bool proofs = false;
    marks[n++] = (struct binder_mark){packing_word(p, "package.contents"), contents, false};
    for (size_t i = 0; i < b->n; i++) {
        const struct entry *e = &b->entries[i];
        if (!e->sheets) {
            continue;
        }
        if (e->proof && !proofs) {
            marks[n++] = (struct binder_mark){packing_word(p, "package.evidence"), e->separator - 1, false};
        }
        proofs = proofs || e->proof;
        const char *title = arena_printf(p->arena, "%zu. %s", i + 1, e->title);
        marks[n++] = (struct binder_mark){title, e->separator - 1, e->proof};
    }
    return binder_outline(b->stack, b->pk->subject, marks, n);
}

static bool bind(struct binding *b, const struct job_output *out, size_t front_pages, struct str *bytes) {
    const char *why = NULL;
    struct sheets *front = sheets_open(b->p->arena, out->bytes, &why);
    size_t separator = front_pages;
    bool ok = front != NULL;
    b->stack = stack_new(b->p->arena);
    for (size_t i = 0; ok && i < front_pages; i++) {
        ok = take(b, front, i, false);
    }
    for (size_t i = 0; ok && i < b->n; i++) {
        if (b->entries[i].sheets) {
            ok = bind_entry(b, &b->entries[i], front, separator++);
        }
    }
    return ok && add_marks(b, 1) && stack_write(b->stack, bytes);
}

// The contents are set twice: page numbers depend on how many pages they take themselves.
void package_add_combined(struct packing *p, struct package *pk) {
    struct binding b = {.p = p, .pk = pk};
    struct job_output out;
    struct str bytes;
    if (!packing_says(p->rules, "gabungan", "ya") || !pk->record) {
        return;
    }
    collect(&b);
    place(&b, 2);
    size_t sheets = separators(&b);
    if (b.pages > MOST_PAGES) {
        findings_add(p->report->findings, "package.combined-long", (struct place){0}, "paket", pk->name, "jumlah",
                     arena_printf(p->arena, "%zu", b.pages), "batas", arena_printf(p->arena, "%d", MOST_PAGES), NULL);
        return;
    }
    if (sheets == 0 || !set_front(&b, &out)) {
        return;
    }
    size_t front = (size_t)out.pages - sheets;
    place(&b, front);
    if (!set_front(&b, &out)) {
        return;
    }
    if ((size_t)out.pages != front + sheets || !bind(&b, &out, front, &bytes)) {
        findings_add_as(p->report->findings, SEVERITY_FATAL, "package.sheet", (struct place){0}, "paket", pk->name,
                        "jenis", "gabungan", NULL);
        return;
    }
    struct packed file = {.path = "gabungan-untuk-dibaca.pdf", .role = "gabungan", .bytes = bytes, .pages = b.pages,
                          .title = packing_word(p, "package.title.combined")};
    package_add(p, pk, &file);
}
