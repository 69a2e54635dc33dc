// Scans of what was signed by pen.
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/image.h"
#include "base/xml.h"
#include "batch/fault.h"
#include "batch/outputs.h"
#include "batch/receive.h"
#include "pack/sheets.h"

#define SCAN_LIMIT ((size_t)1 << 30)
#define SCAN_PAGES 5000

struct scan_page {
    const struct sheets *sheets;
    size_t index;                    // in its own file
};

struct scan {
    const struct receiving *r;
    const struct scan_asking *asking;
    const struct print_set *set;
    const char *paper;               // of the stack that was scanned; NULL: documents as they belong together
    struct scan_page *pages;
    size_t n_pages;
    struct scan_part *parts;
    size_t n_parts;
    struct str *originals;           // parallel to asking->files
    char (*hashes)[HASH_SIZE];
};

static bool refuse(const struct scan *s, const char *rule, const char *path, const char *a, const char *b) {
    findings_add(s->r->findings, rule, (struct place){.file = path}, "berkas", path, "set", s->asking->set, "ada", a,
                 "perlu", b, NULL);
    return false;
}

static const char *count(const struct scan *s, size_t n) {
    return arena_printf(s->r->arena, "%zu", n);
}

// ---- the pages ----

static bool add_pages(struct scan *s, const char *path, const struct sheets *sheets, const char *why) {
    size_t n = sheets ? sheets_count(sheets) : 0;
    if (!sheets || s->n_pages + n > SCAN_PAGES) {
        return refuse(s, "scan.broken", path, sheets ? "@pindai.banyak" : why, NULL);
    }
    for (size_t i = 0; i < n; i++) {
        s->pages[s->n_pages++] = (struct scan_page){sheets, i};
    }
    return true;
}

static bool read_original(struct scan *s, size_t i) {
    const char *path = s->asking->files[i], *why = NULL;
    struct str *bytes = &s->originals[i];
    struct place place = {.file = path};
    if (!file_read(s->r->arena, path, SCAN_LIMIT, bytes, &why)) {
        findings_add(s->r->findings, why, place, "file", path, "limit", "1 GiB", NULL);
        return false;
    }
    hash_bytes(bytes->p, bytes->n, s->hashes[i]);
    if (bytes->n > 5 && memcmp(bytes->p, "%PDF-", 5) == 0) {
        return add_pages(s, path, sheets_open(s->r->arena, *bytes, &why), why);
    }
    const struct image *image = image_load(s->r->arena, path, place, s->r->findings);
    return image ? add_pages(s, path, sheets_of_image(s->r->arena, image, &why), why)
                 : refuse(s, "scan.broken", path, "@pindai.bukan", NULL);
}

static bool read_originals(struct scan *s) {
    size_t n = s->asking->n_files;
    s->originals = ARENA_ARRAY(s->r->arena, n + 1, struct str);
    s->hashes = arena_array(s->r->arena, n + 1, HASH_SIZE);
    s->pages = ARENA_ARRAY(s->r->arena, SCAN_PAGES, struct scan_page);
    for (size_t i = 0; i < n; i++) {
        if (!read_original(s, i)) {
            return false;
        }
    }
    return true;
}

// ---- which stack it is ----

static bool is_meant(const struct scan *s, const struct print_sheet *sheet) {
    return !s->r->only || strcmp(s->r->only, sheet->document) == 0;
}

static size_t pages_of(const struct scan *s, const char *paper) {
    size_t n = 0;
    for (size_t i = 0; i < s->set->n; i++) {
        n += is_meant(s, &s->set->sheets[i]) ? print_sheet_pages(&s->set->sheets[i], paper) : 0;
    }
    return n;
}

static bool all_pages_are(const struct scan *s, const char *paper) {
    for (size_t i = 0; i < s->n_pages; i++) {
        if (strcmp(sheets_paper(s->r->arena, s->pages[i].sheets, s->pages[i].index), paper) != 0) {
            return false;
        }
    }
    return true;
}

static bool count_is_wrong(const struct scan *s) {
    struct buf b = buf_new(s->r->arena);
    for (size_t i = 0; i < s->set->n_papers; i++) {
        buf_printf(&b, "%s%zu (%s)", i ? ", " : "", pages_of(s, s->set->papers[i]), s->set->papers[i]);
    }
    if (s->set->n_papers > 1) {
        buf_printf(&b, ", %zu (semua)", pages_of(s, NULL));
    }
    return refuse(s, "scan.count", s->asking->files[0], count(s, s->n_pages), buf_text(&b));
}

// By the number of pages; where that fits two stacks, by the size of the paper that was scanned.
static bool find_stack(struct scan *s) {
    const struct print_set *set = s->set;
    const char *fitting[PRINT_PAPERS], *sized = NULL;
    size_t n = 0;
    for (size_t i = 0; i < set->n_papers; i++) {
        bool asked = !s->asking->paper || strcmp(s->asking->paper, set->papers[i]) == 0;
        if (asked && pages_of(s, set->papers[i]) == s->n_pages) {
            fitting[n++] = set->papers[i];
            sized = all_pages_are(s, set->papers[i]) ? set->papers[i] : sized;
        }
    }
    if (n == 0) {
        bool all = !s->asking->paper && pages_of(s, NULL) == s->n_pages && s->n_pages > 0;
        return all || count_is_wrong(s);
    }
    s->paper = n == 1 ? fitting[0] : sized;
    return s->paper || refuse(s, "scan.paper", s->asking->files[0], count(s, s->n_pages), NULL);
}

// ---- the parts ----

// True when the pages of that copy on that paper (NULL: on all of them) came back in an earlier scan.
static bool is_scanned(const struct scan *s, const struct print_sheet *sheet, const char *stack) {
    size_t n = 0;
    const xmlNode *const *all = states_all_of(s->r->world, sheet->document, &n);
    for (size_t i = 0; i < n; i++) {
        const char *set = xml_attr(all[i], "set"), *copy = xml_attr(all[i], "rangkap"),
                   *paper = xml_attr(all[i], "kertas");
        bool same_paper = !paper || (stack && strcmp(paper, stack) == 0);
        if (state_parse(xml_attr(all[i], "status")) == STATE_SCANNED && set && strcmp(set, s->asking->set) == 0 &&
            (copy ? atoi(copy) : 1) == sheet->copy && same_paper) {
            return true;
        }
    }
    return false;
}

static void split(struct scan *s) {
    size_t at = 1;
    s->parts = ARENA_ARRAY(s->r->arena, s->set->n + 1, struct scan_part);
    for (size_t i = 0; i < s->set->n; i++) {
        const struct print_sheet *sheet = &s->set->sheets[i];
        size_t own = is_meant(s, sheet) ? print_sheet_pages(sheet, s->paper) : 0;
        if (own > 0) {
            s->parts[s->n_parts++] = (struct scan_part){sheet, at, at + own - 1,
                                                        is_scanned(s, sheet, s->paper)};
            at += own;
        }
    }
}

// ---- keeping them ----

static const struct planned *planned_for(const struct receiving *r, const char *id) {
    for (size_t i = 0; i < r->n_plan; i++) {
        if (strcmp(r->plan[i].id, id) == 0) {
            return &r->plan[i];
        }
    }
    return NULL;
}

static const char *name_of_part(const struct scan *s, const struct scan_part *part) {
    struct arena *a = s->r->arena;
    const char *copy = part->sheet->copies > 1 ? arena_printf(a, ".rangkap-%d", part->sheet->copy) : "";
    const char *paper = s->paper && s->set->n_papers > 1 ? arena_printf(a, ".%s", s->paper) : "";
    return arena_printf(a, "diterima/%s.%s%s%s.pindai.pdf", output_component(a, part->sheet->document),
                        output_component(a, s->asking->set), copy, paper);
}

static bool is_in_step(const struct marking *m, const struct print_sheet *sheet, const char *stack) {
    for (size_t i = 0; i < m->n; i++) {
        const struct state_note *line = &m->lines[i];
        if (line->state == STATE_SCANNED && strcmp(line->document, sheet->document) == 0 &&
            (line->copy ? line->copy : 1) == sheet->copy && (!line->paper || strcmp(line->paper, stack) == 0)) {
            return true;
        }
    }
    return false;
}

// How many of the parts of a document (its copies, each on its papers) are back, with the line that is the last in `m`.
static void count_parts(struct scan *s, struct marking *m) {
    struct state_note *line = &m->lines[m->n - 1];
    int back = 0, wanted = 0;
    for (size_t i = 0; i < s->set->n; i++) {
        const struct print_sheet *sheet = &s->set->sheets[i];
        for (size_t p = 0; p < s->set->n_papers && strcmp(sheet->document, line->document) == 0; p++) {
            const char *stack = s->set->papers[p];
            bool part = print_sheet_pages(sheet, stack) > 0;
            wanted += part;
            back += part && (is_scanned(s, sheet, stack) || is_in_step(m, sheet, stack));
        }
    }
    line->back = back < wanted ? back : 0;
    line->wanted = back < wanted ? wanted : 0;
}

static bool stage_part(struct scan *s, struct marking *m, const struct scan_part *part) {
    struct arena *a = s->r->arena;
    struct stack *stack = stack_new(a);
    struct str bytes;
    char hash[HASH_SIZE];
    for (size_t p = part->from; p <= part->to; p++) {
        if (!stack_take(stack, s->pages[p - 1].sheets, s->pages[p - 1].index, false)) {
            return refuse(s, "scan.broken", s->asking->files[0], "@pdf.rusak", NULL);
        }
    }
    if (!stack_write(stack, &bytes)) {
        return refuse(s, "scan.broken", s->asking->files[0], "@pdf.rusak", NULL);
    }
    const char *name = name_of_part(s, part), *path = file_join(a, s->r->world->notes, name);
    hash_bytes(bytes.p, bytes.n, hash);
    if (!staging_add(m->staging, path, bytes.p, bytes.n)) {
        fault_write(s->r->findings, path, NULL);
        return false;
    }
    struct standing standing = states_of(s->r->world, part->sheet->document);
    struct state_note line = {.document = part->sheet->document, .state = STATE_SIGNED, .date = s->r->date,
                              .who = s->r->who, .set = s->asking->set};
    if (standing.state < STATE_SIGNED && !marking_has(m, line.document, STATE_SIGNED)) {
        marking_add(m, &line);
    }
    line.state = STATE_SCANNED;
    line.copy = part->sheet->copies > 1 ? part->sheet->copy : 0;
    line.paper = s->paper && s->set->n_papers > 1 ? s->paper : NULL;
    line.file = name;
    line.sha256 = arena_strdup(a, hash);
    line.source = s->hashes[0];
    line.pages = arena_printf(a, part->to > part->from ? "%zu-%zu" : "%zu", part->from, part->to);
    line.remark = arena_printf(a, "asli basah, cocok menurut %s", s->r->who);
    marking_add(m, &line);
    count_parts(s, m);
    const struct planned *document = planned_for(s->r, part->sheet->document);
    return !document || marking_freeze(m, document);
}

// The scan itself stays whole too: what was cut out of it can always be held against it.
static bool stage_originals(struct scan *s, struct marking *m) {
    for (size_t i = 0; i < s->asking->n_files; i++) {
        const char *file = s->asking->files[i], *slash = strrchr(file, '/');
        const char *name = arena_printf(s->r->arena, "%s/diterima/pindaian/%.8s-%s", s->r->world->notes, s->hashes[i],
                                        file_safe_name(s->r->arena, slash ? slash + 1 : file));
        if (!staging_add(m->staging, name, s->originals[i].p, s->originals[i].n)) {
            fault_write(s->r->findings, name, NULL);
            return false;
        }
    }
    return true;
}

static bool keep(struct scan *s, size_t *kept) {
    const struct receiving *r = s->r;
    struct marking m = {.world = r->world, .arena = r->arena, .store = r->store, .output = r->output,
                        .staging = staging_new(r->arena), .findings = r->findings};
    bool ok = true;
    for (size_t i = 0; i < s->n_parts && ok; i++) {
        const struct scan_part *part = &s->parts[i];
        enum scan_answer answer = part->already ? SCAN_NO : s->asking->confirm(s->asking->context, part);
        if (part->already || answer == SCAN_NO) {
            findings_add(r->findings, part->already ? "scan.already" : "scan.unconfirmed",
                         (struct place){.file = s->asking->files[0]}, "naskah", part->sheet->document, "halaman",
                         arena_printf(r->arena, "%zu–%zu", part->from, part->to), NULL);
        } else if (answer == SCAN_STOP) {
            ok = refuse(s, "scan.stopped", s->asking->files[0], NULL, NULL);
        } else {
            ok = stage_part(s, &m, part);
            ++*kept;
        }
    }
    if (!ok || *kept == 0 || !stage_originals(s, &m)) {
        marking_abandon(&m);
        *kept = ok ? *kept : 0;
        return ok && *kept == 0;
    }
    return marking_commit(&m);
}

bool receive_scan(const struct receiving *r, const struct scan_asking *asking, size_t *kept) {
    struct scan s = {.r = r, .asking = asking};
    *kept = 0;
    s.set = print_set_load(r->arena, r->world->notes, asking->set, r->findings);
    if (!s.set || !read_originals(&s) || !find_stack(&s)) {
        return false;
    }
    split(&s);
    return keep(&s, kept);
}
