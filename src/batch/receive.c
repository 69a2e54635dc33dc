#include "batch/receive.h"

#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "base/xml.h"
#include "batch/fault.h"
#include "batch/freeze.h"
#include "batch/outputs.h"
#include "inspect/inspect.h"
#include "pack/sheets.h"

#define RECEIVE_LIMIT ((size_t)256 << 20)

// One file on its way in.
struct incoming {
    const struct receiving *r;
    const char *path;
    struct str bytes;
    char hash[HASH_SIZE];
    struct inspection *pdf;
    const struct planned *document;
    size_t sent;                     // how many bytes of it we made
    int back, wanted;                // signers; 0 when none is missing
    const struct store_output *other;  // what it begins with when that is no file for signing; NULL: nothing of ours
};

static bool refuse(const struct incoming *in, const char *rule, const char *document, const char *detail) {
    findings_add(in->r->findings, rule, (struct place){.file = in->path}, "berkas", in->path, "naskah", document,
                 "rincian", detail, NULL);
    return false;
}

// ---- what is known of it already ----

static bool is_there(const struct incoming *in) {
    size_t n = 0;
    const xmlNode *const *all = states_all(in->r->world, &n);
    for (size_t i = 0; i < n; i++) {
        const char *hash = xml_attr(all[i], "sha256");
        if (hash && xml_attr(all[i], "berkas") && strcmp(hash, in->hash) == 0) {
            refuse(in, "receive.already", xml_attr(all[i], "naskah"), xml_attr(all[i], "berkas"));
            return true;
        }
    }
    return false;
}

// ---- which document it was ----

static const struct planned *planned_for(const struct receiving *r, const char *id) {
    for (size_t i = 0; i < r->n_plan; i++) {
        if (strcmp(r->plan[i].id, id) == 0) {
            return &r->plan[i];
        }
    }
    return NULL;
}

// The document whose file for signing had this hash, as the store, a print set or what is frozen says; NULL: none.
static const struct planned *document_of(const struct receiving *r, const char *hash) {
    size_t n = 0;
    const struct store_output *rows = store_outputs(r->store, r->arena, &n);
    const char *copy = rendition_rules[RENDITION_TANDA_TANGAN].name;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(rows[i].rendition, copy) == 0 && strcmp(rows[i].hash, hash) == 0) {
            return planned_for(r, rows[i].document);
        }
    }
    const xmlNode *const *all = states_all(r->world, &n);
    struct findings *unused = findings_new(r->arena, NULL);
    for (size_t i = 0; i < n; i++) {
        const char *document = xml_attr(all[i], "naskah"), *printed = xml_attr(all[i], "sha256");
        enum state state = state_parse(xml_attr(all[i], "status"));
        struct frozen *f = state >= STATE_SIGNED ? freeze_load(r->arena, r->world->notes, document, unused) : NULL;
        if ((state == STATE_PRINTED && printed && strcmp(printed, hash) == 0) || (f && strcmp(f->hash, hash) == 0)) {
            return planned_for(r, document);
        }
    }
    return NULL;
}

// A draft or the archive's copy came back, signed or not: it is ours, but not what is signed.
static const struct store_output *other_rendition(const struct receiving *r, const char *hash) {
    size_t n = 0;
    const struct store_output *rows = store_outputs(r->store, r->arena, &n);
    for (size_t i = 0; i < n; i++) {
        if (*rows[i].hash && strcmp(rows[i].hash, hash) == 0) {
            return &rows[i];
        }
    }
    return NULL;
}

// A reader may count the line end after %%EOF to the revision or not.
static bool find_by_beginning(struct incoming *in) {
    size_t n = 0;
    const struct inspect_revision *revisions = inspection_revisions(in->pdf, &n);
    for (size_t i = 0; i < n; i++) {
        for (size_t less = 0; less <= 2 && less < revisions[i].end; less++) {
            char hash[HASH_SIZE];
            hash_bytes(in->bytes.p, revisions[i].end - less, hash);
            in->document = document_of(in->r, hash);
            in->sent = revisions[i].end - less;
            if (in->document) {
                return true;
            }
            in->other = in->other ? in->other : other_rendition(in->r, hash);
        }
    }
    return false;
}

// The file for signing that stands or can be made now for a document.
static struct str sent_file(const struct receiving *r, const struct planned *d) {
    struct output_file file = output_look(r->store, r->arena, r->output, d, RENDITION_TANDA_TANGAN);
    struct str bytes = {"", 0};
    const char *why = NULL;
    if (file.state != OUTPUT_MISSING && file_read(r->arena, file.full, RECEIVE_LIMIT, &bytes, &why)) {
        return bytes;
    }
    struct job_input input = {.document = d};
    input.want[RENDITION_TANDA_TANGAN] = true;
    struct job_result *made = job_run(r->world, r->arena, &input);
    return made->outputs[RENDITION_TANDA_TANGAN].bytes;
}

// By its permanent identifier, which signing keeps: to say whose it would be, or to hold it against what we would make.
static bool find_by_id(struct incoming *in) {
    const char *id = inspection_id(in->pdf).permanent;
    if (in->other) {
        return refuse(in, "receive.rendition", in->other->document, in->other->rendition);
    }
    struct findings *unused = findings_new(in->r->arena, NULL);
    for (size_t i = 0; *id && i < in->r->n_plan; i++) {
        struct str ours = sent_file(in->r, &in->r->plan[i]);
        struct inspection *p = ours.n ? inspection_new(in->r->arena, "", ours, NULL, unused) : NULL;
        if (!p || strcmp(inspection_id(p).permanent, id) != 0) {
            continue;
        }
        in->document = &in->r->plan[i];
        in->sent = ours.n;
        if (inspection_begins_with(in->pdf, ours)) {
            return true;
        }
        return refuse(in, in->bytes.n < ours.n ? "receive.cut" : "receive.altered", in->document->id, NULL);
    }
    return refuse(in, "receive.foreign", NULL, NULL);
}

// ---- what came to it ----

static bool check_signatures(struct incoming *in, const struct inspect_signature *all, size_t n) {
    if (n == 0) {
        return refuse(in, "receive.unsigned", in->document->id, NULL);
    }
    for (size_t i = 0; i < n; i++) {
        size_t covered = all[i].range[2] + all[i].range[3];
        if (!all[i].sound || !all[i].intact || covered < in->sent) {
            return refuse(in, "receive.signature", in->document->id, *all[i].signer ? all[i].signer : all[i].field);
        }
    }
    return all[n - 1].whole || refuse(in, "receive.after", in->document->id, all[n - 1].signer);
}

static bool check_pages(struct incoming *in) {
    const char *why = NULL;
    size_t page = 0;
    struct str before = {in->bytes.p, in->sent};
    struct sheets *earlier = sheets_open(in->r->arena, before, &why);
    struct sheets *later = earlier ? sheets_open(in->r->arena, in->bytes, &why) : NULL;
    if (!later) {
        return refuse(in, "receive.unreadable", in->document->id, why);
    }
    return sheets_same(earlier, later, &page) ||
           refuse(in, "receive.changed", in->document->id, arena_printf(in->r->arena, "%zu", page));
}

// A second signer adds to the file that the first one made; another file for the same paper needs a person to choose.
static bool follows_received(struct incoming *in) {
    struct standing standing = states_of(in->r->world, in->document->id);
    const char *hash = standing.received ? xml_attr(standing.received, "sha256") : NULL;
    size_t n = 0;
    const struct inspect_revision *revisions = inspection_revisions(in->pdf, &n);
    for (size_t i = 0; hash && i < n; i++) {
        for (size_t less = 0; less <= 2 && less < revisions[i].end; less++) {
            char earlier[HASH_SIZE];
            hash_bytes(in->bytes.p, revisions[i].end - less, earlier);
            if (strcmp(earlier, hash) == 0) {
                return true;
            }
        }
    }
    return !hash || refuse(in, "receive.second", in->document->id, xml_attr(standing.received, "berkas"));
}

// Of those who have to sign, how many did; both 0 when all did, or when nobody knows who has to.
static void count_signers(struct incoming *in, const struct inspect_signature *all, size_t n) {
    struct findings *unused = findings_new(in->r->arena, in->r->world->catalogue);
    xmlDoc *doc = job_record(in->r->world, in->r->arena, in->document, unused);
    int wanted = 0, signers = 0;
    for (const xmlNode *s = doc ? xml_child(xmlDocGetRootElement(doc), "penanda") : NULL; s;
         s = xml_next(s, "penanda")) {
        const char *role = xml_attr(s, "peran");
        wanted += !role || strcmp(role, "salinan") != 0;
    }
    for (size_t i = 0; i < n; i++) {
        bool before = false;
        for (size_t k = 0; k < i; k++) {
            before = before || strcmp(all[k].certificate, all[i].certificate) == 0;
        }
        signers += !before;
    }
    in->back = signers < wanted ? signers : 0;
    in->wanted = signers < wanted ? wanted : 0;
}

// ---- keeping it ----

static void escape(struct buf *b, const char *name, const char *value) {
    xmlChar *safe = xmlEncodeSpecialChars(NULL, (const xmlChar *)value);
    if (*value) {
        buf_printf(b, " %s=\"%s\"", name, (const char *)safe);
    }
    xmlFree(safe);
}

static const char *signers_as_xml(struct arena *arena, const struct inspect_signature *all, size_t n) {
    struct buf b = buf_new(arena);
    for (size_t i = 0; i < n; i++) {
        buf_str(&b, "<penandatangan");
        escape(&b, "nama", all[i].signer);
        escape(&b, "bidang", all[i].field);
        escape(&b, "waktu", all[i].date);
        buf_str(&b, "/>");
    }
    return arena_strdup(arena, buf_text(&b));
}

static bool keep(struct incoming *in, const struct inspect_signature *all, size_t n, struct received *out) {
    const struct receiving *r = in->r;
    const char *name = arena_printf(r->arena, "diterima/%s.%.8s.pdf", output_component(r->arena, in->document->id),
                                    in->hash);
    const char *path = file_join(r->arena, r->world->notes, name);
    struct marking marking = {.world = r->world, .arena = r->arena, .store = r->store, .output = r->output,
                              .staging = staging_new(r->arena), .findings = r->findings};
    struct state_note line = {.document = in->document->id, .state = STATE_SIGNED, .date = r->date, .who = r->who,
                              .back = in->back, .wanted = in->wanted, .file = name,
                              .sha256 = arena_strdup(r->arena, in->hash),
                              .extra = signers_as_xml(r->arena, all, n)};
    marking_add(&marking, &line);
    struct buf names = buf_new(r->arena);
    for (size_t i = 0; i < n; i++) {
        buf_printf(&names, "%s%s", i ? ", " : "", *all[i].signer ? all[i].signer : all[i].field);
    }
    *out = (struct received){in->document->id, path, arena_strdup(r->arena, buf_text(&names))};
    if (!staging_add(marking.staging, path, in->bytes.p, in->bytes.n)) {
        fault_write(r->findings, path, NULL);
        return false;
    }
    if (!marking_freeze(&marking, in->document)) {
        marking_abandon(&marking);
        return false;
    }
    return marking_commit(&marking);
}

static bool open_file(struct incoming *in) {
    const char *why = NULL;
    if (!file_read(in->r->arena, in->path, RECEIVE_LIMIT, &in->bytes, &why)) {
        findings_add(in->r->findings, why, (struct place){.file = in->path}, "file", in->path, "limit", "256 MiB",
                     NULL);
        return false;
    }
    hash_bytes(in->bytes.p, in->bytes.n, in->hash);
    if (is_there(in)) {
        return false;
    }
    bool pdf = in->bytes.n > 5 && memcmp(in->bytes.p, "%PDF-", 5) == 0;
    size_t tail = in->bytes.n < 1024 ? in->bytes.n : 1024;
    if (pdf && !memmem(in->bytes.p + in->bytes.n - tail, tail, "%%EOF", 5)) {
        return refuse(in, "receive.cut", NULL, NULL);
    }
    in->pdf = inspection_new(in->r->arena, in->path, in->bytes, NULL, in->r->findings);
    return in->pdf != NULL;
}

bool receive_signed(const struct receiving *r, const char *path, struct received *out) {
    struct incoming in = {.r = r, .path = path};
    size_t n = 0;
    if (!open_file(&in) || (!find_by_beginning(&in) && !find_by_id(&in))) {
        return false;
    }
    if (r->only && strcmp(r->only, in.document->id) != 0) {
        return refuse(&in, "receive.other", in.document->id, r->only);
    }
    const struct inspect_signature *all = inspection_signatures(in.pdf, &n);
    if (!check_signatures(&in, all, n) || !check_pages(&in) || !follows_received(&in)) {
        return false;
    }
    count_signers(&in, all, n);
    if (!keep(&in, all, n, out)) {
        return false;
    }
    if (in.wanted) {  // frozen it is from the first signature on; but others are still to sign
        refuse(&in, "receive.partial", in.document->id, arena_printf(r->arena, "%d/%d", in.back, in.wanted));
    }
    return true;
}
