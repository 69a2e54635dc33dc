#include "batch/print_set.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "batch/fault.h"
#include "batch/outputs.h"
#include "batch/print_sheet.h"
#include "batch/prove.h"
#include "pack/sheets.h"

#define PRINT_LIMIT ((size_t)256 << 20)

struct making {
    const struct world *world;
    struct store *store;
    struct arena *arena;
    const struct print_order *order;
    struct print_made *made;
    struct findings *findings;
    struct stack *stacks[PRINT_PAPERS];  // parallel to made->set.papers
    struct planned first;                // the sheet is set as its office sets documents
    const xmlNode *first_record;
};

static bool tell(struct making *m, const char *rule, const char *document, const char *path, const char *why) {
    struct place place = {.file = path};
    struct finding *f = findings_add(m->findings, rule, place, "naskah", document, "berkas", path, "alasan", why, NULL);
    f->document = arena_strdup(m->findings->arena, document);
    m->made->left_out++;
    return false;
}

// ---- one document ----

static const char *given(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value && !text_blank(value) ? value : NULL;
}

static const char *plan_says(const xmlNode *rules, const char *kind, const char *said) {
    for (const xmlNode *p = rules ? xml_child(rules, "rencana") : NULL; p; p = xml_next(p, "rencana")) {
        const char *of = given(p, "jenis"), *copies = given(p, "rangkap");
        said = of && copies && strcmp(of, kind) == 0 ? copies : said;
    }
    return said;
}

// Minutes are made in as many copies as their meeting says, invitations to it are not: the office's plan knows.
static bool follows_meeting(const struct world *w, const char *kind) {
    size_t n = 0;
    const xmlNode *const *rules = objects_all(w->objects, "tata", &n);
    const char *said = plan_says(w->defaults, kind, "tidak");
    for (size_t i = 0; i < n; i++) {
        said = plan_says(rules[i], kind, said);
    }
    return strcmp(said, "ya") == 0;
}

// Rangkap dua is one text, one file, two prints: as the document, its meeting or its contract says.
static int copies_of(const struct world *w, const char *kind, const xmlNode *record) {
    const char *said = given(record, "rangkap");
    said = said || !follows_meeting(w, kind) ? said : given(xml_child(record, "kegiatan"), "rangkap");
    said = said ? said : given(xml_child(record, "kontrak"), "rangkap");
    int n = said ? atoi(said) : 1;
    return n < 1 ? 1 : n > PRINT_COPIES ? PRINT_COPIES : n;
}

static bool by_pen(const xmlNode *record) {
    bool any = false;
    for (const xmlNode *s = xml_child(record, "penanda"); s; s = xml_next(s, "penanda")) {
        const char *mode = given(s, "mode");
        if (!mode || strcmp(mode, "bsre") != 0) {
            return true;
        }
        any = true;
    }
    return !any;  // forms and lists are signed in the hand of whoever is there
}

const char *print_title(struct arena *arena, const xmlNode *record) {
    char *kind = arena_strdup(arena, given(record, "jenis") ? given(record, "jenis") : "");
    for (char *p = kind; *p; p++) {
        bool first = p == kind || p[-1] == ' ';
        *p = *p == '-' ? ' ' : first && *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
    }
    const xmlNode *about = xml_child(record, "tentang");
    const char *words = about ? xml_text(arena, about) : "";
    static const char *const parts[][2] = {{NULL, "hal"}, {NULL, "judul"}, {"kegiatan", "nama"}, {"kontrak", "judul"},
                                           {"inovasi", "nama"}, {"tim", "nama"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !*words; i++) {
        const xmlNode *node = parts[i][0] ? xml_child(record, parts[i][0]) : record;
        words = given(node, parts[i][1]) ? given(node, parts[i][1]) : words;
    }
    const xmlNode *to = xml_child(record, "relasi");  // a decree that only amends or revokes needs no title of its own
    if (!*words && to && (given(to, "tentang") || given(to, "nomor"))) {
        words = arena_printf(arena, "%s %s", given(to, "jenis") ? given(to, "jenis") : "",
                             given(to, "tentang") ? given(to, "tentang") : given(to, "nomor"));
    }
    return *words ? arena_printf(arena, "%s: %s", kind, words) : kind;
}

static struct stack *stack_for(struct making *m, const char *paper) {
    struct print_set *set = &m->made->set;
    for (size_t i = 0; i < set->n_papers; i++) {
        if (strcmp(set->papers[i], paper) == 0) {
            return m->stacks[i];
        }
    }
    if (set->n_papers == PRINT_PAPERS) {
        return NULL;
    }
    set->papers[set->n_papers] = paper;
    return m->stacks[set->n_papers++] = stack_new(m->arena);
}

static bool take_pages(struct making *m, const struct sheets *s, struct print_sheet *sheet) {
    const char **papers = ARENA_ARRAY(m->arena, sheet->pages + 1, const char *);
    for (size_t i = 0; i < sheet->pages; i++) {
        papers[i] = sheets_paper(m->arena, s, i);
        struct stack *stack = stack_for(m, papers[i]);
        if (!stack || !stack_take(stack, s, i, true)) {
            return false;
        }
    }
    sheet->papers = papers;
    return true;
}

// The file that the run made; false when there is none, or it is not as it was made.
static bool read_copy(struct making *m, const struct planned *d, struct str *bytes, const char **hash) {
    struct output_file file = output_look(m->store, m->arena, m->order->output, d, RENDITION_TANDA_TANGAN);
    const char *why = NULL;
    bool ours = file.state == OUTPUT_OURS && file.recorded && strcmp(file.row.hash, file.hash) == 0;
    if (!ours || !file_read(m->arena, file.full, PRINT_LIMIT, bytes, &why)) {
        return tell(m, "print.unmade", d->id, file.full, NULL);
    }
    *hash = arena_strdup(m->arena, file.hash);
    return true;
}

static bool add_document(struct making *m, const struct planned *d) {
    struct standing standing = states_of(m->world, d->id);
    struct findings *unused = findings_new(m->arena, NULL);
    struct str bytes;
    const char *hash = NULL, *why = NULL;
    if (standing.state >= STATE_SIGNED) {
        return tell(m, "print.signed", d->id, NULL, NULL);
    }
    xmlDoc *doc = job_record(m->world, m->arena, d, unused);
    const xmlNode *record = doc ? xmlDocGetRootElement(doc) : NULL;
    if (record && !by_pen(record)) {
        return tell(m, "print.electronic", d->id, NULL, NULL);
    }
    if (!record || !read_copy(m, d, &bytes, &hash)) {
        return record ? false : tell(m, "print.unmade", d->id, NULL, NULL);
    }
    struct sheets *s = sheets_open(m->arena, bytes, &why);
    struct print_set *set = &m->made->set;
    struct str source = prove_source(m->arena, bytes);
    int copies = copies_of(m->world, d->kind, record);
    for (int copy = 1; s && copy <= copies; copy++) {
        struct print_sheet *sheet = &set->sheets[set->n];
        *sheet = (struct print_sheet){.document = d->id, .title = print_title(m->arena, record), .hash = hash,
                                      .agency = given(xml_child(record, "instansi"), "nama"), .copy = copy,
                                      .copies = copies, .pages = sheets_count(s), .record = record,
                                      .source = source};
        if (!take_pages(m, s, sheet)) {
            s = NULL;
        }
        set->n++;
    }
    if (!s) {
        findings_add_as(m->findings, SEVERITY_FATAL, "print.join", (struct place){0}, "naskah", d->id, "alasan", why,
                        NULL);
    }
    m->first = m->first_record ? m->first : *d;
    m->first_record = m->first_record ? m->first_record : record;
    return s != NULL;
}

// ---- what is written ----

static bool stage(struct making *m, struct staging *staging, const char *path, struct str bytes, size_t pages) {
    struct print_made *made = m->made;
    char hash[HASH_SIZE];
    hash_bytes(bytes.p, bytes.n, hash);
    if (!store_written_put(m->store, hash)) {
        fault_store(m->findings, m->store);
        return false;
    }
    if (!staging_add(staging, path, bytes.p, bytes.n)) {
        fault_write(m->findings, path, NULL);
        return false;
    }
    made->files[made->n_files] = path;
    made->pages[made->n_files++] = pages;
    return true;
}

static const char *file_of(struct making *m, const char *what) {
    const char *name = output_component(m->arena, m->order->name);
    return arena_printf(m->arena, "%s/cetak/%s.%s.pdf", m->order->output, name, what);
}

static bool stage_stacks(struct making *m, struct staging *staging) {
    for (size_t i = 0; i < m->made->set.n_papers; i++) {
        struct str bytes;
        if (!stack_write(m->stacks[i], &bytes)) {
            findings_add_as(m->findings, SEVERITY_FATAL, "print.join", (struct place){0}, "naskah", m->order->name,
                            "alasan", NULL, NULL);
            return false;
        }
        if (!stage(m, staging, file_of(m, m->made->set.papers[i]), bytes, stack_count(m->stacks[i]))) {
            return false;
        }
    }
    return true;
}

static bool stage_sheet(struct making *m, struct staging *staging) {
    struct job_output out = print_check_sheet(m->world, m->arena, m->order, &m->made->set, &m->first,
                                              m->first_record, m->findings);
    return out.made && stage(m, staging, file_of(m, "centang"), out.bytes, (size_t)out.pages);
}

static bool is_noted(const struct world *w, const char *name) {
    size_t n = 0;
    const xmlNode *const *all = states_all(w, &n);
    for (size_t i = 0; i < n; i++) {
        const char *set = xml_attr(all[i], "set");
        if (set && strcmp(set, name) == 0) {
            return true;
        }
    }
    return false;
}

// A set that was printed once says what is in a scan: it is not silently another one. (Without a note that it was
// printed, it is what a killed run left.)
static bool may_write(struct making *m, const char *manifest) {
    if (m->order->again || !file_exists(manifest) || !is_noted(m->world, m->order->name)) {
        return true;
    }
    findings_add(m->findings, "print.exists", (struct place){.file = manifest}, "set", m->order->name, "berkas",
                 manifest, NULL);
    return false;
}

static bool write_all(struct making *m) {
    const char *manifest = print_set_file(m->arena, m->world->notes, m->order->name);
    struct marking marking = {.world = m->world,
                              .arena = m->arena,
                              .staging = staging_new(m->arena),
                              .findings = m->findings};
    struct str text = print_set_text(m->arena, &m->made->set);
    for (size_t i = 0; i < m->made->set.n; i++) {
        const struct print_sheet *sheet = &m->made->set.sheets[i];
        struct state_note line = {.document = sheet->document, .state = STATE_PRINTED, .date = m->order->date,
                                  .who = m->order->who, .set = m->order->name, .sha256 = sheet->hash};
        if (sheet->copy == 1) {
            marking_add(&marking, &line);
        }
    }
    bool staged = stage_stacks(m, marking.staging) && stage_sheet(m, marking.staging);
    if (staged && !staging_add(marking.staging, manifest, text.p, text.n)) {
        fault_write(m->findings, manifest, NULL);
        staged = false;
    }
    if (!staged) {
        marking_abandon(&marking);
        return false;
    }
    return marking_commit(&marking);
}

bool print_set_make(const struct world *w, struct store *store, struct arena *arena, const struct print_order *order,
                    struct print_made *made, struct findings *findings) {
    struct making m = {.world = w, .store = store, .arena = arena, .order = order, .made = made,
                       .findings = findings};
    *made = (struct print_made){.set = {.name = order->name, .date = order->date}};
    made->set.sheets = ARENA_ARRAY(arena, order->n * PRINT_COPIES + 1, struct print_sheet);
    if (!may_write(&m, print_set_file(arena, w->notes, order->name))) {
        return false;
    }
    for (size_t i = 0; i < order->n; i++) {
        add_document(&m, &order->documents[i]);
        if (findings_count(findings, SEVERITY_FATAL) > 0) {
            return false;
        }
    }
    return made->set.n > 0 && write_all(&m);
}
