// What lies on top of an agency's package: the cover letter, to be signed for who takes it in, and the recap of its
// innovations. Both are ordinary documents that no input speaks of.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "batch/job.h"
#include "batch/notes.h"
#include "batch/packing.h"

static const char *say(struct packing *p, const char *id, const char *name, const char *value) {
    return message_say(p->world->catalogue, LANGUAGE_ID, p->arena, id, name, value, NULL);
}

// The document that an office would have written, as an object of the namespace.
static const xmlNode *written(struct packing *p, const struct buf *text) {
    struct findings *unused = findings_new(p->arena, NULL);
    xmlDoc *doc = xml_parse(p->arena, "paket", (struct str){text->p, text->n}, unused);
    return doc ? xml_child(xmlDocGetRootElement(doc), "naskah") : NULL;
}

static struct buf begin(struct packing *p, const struct package *all, const char *kind) {
    struct buf b = buf_new(p->arena);
    buf_str(&b, "<data xmlns=\"" XML_NS_DATA "\"><naskah");
    notes_attribute(&b, "id", arena_printf(p->arena, "%s-%s-%s", kind, p->profile_id, all->agency));
    notes_attribute(&b, "jenis", kind);
    notes_attribute(&b, "instansi", all->agency);
    return b;
}

// Set as the line sets any document; what cannot be signed yet (holes) comes as a draft.
static void add_made(struct packing *p, struct package *all, const struct planned *d, xmlDoc *record,
                     const char *path, const char *title) {
    struct job_input input = {.document = d, .frozen = record};
    input.want[RENDITION_DRAF] = input.want[RENDITION_TANDA_TANGAN] = true;
    struct job_result *made = job_run(p->world, p->arena, &input);
    const struct job_output *final = &made->outputs[RENDITION_TANDA_TANGAN], *draft = &made->outputs[RENDITION_DRAF];
    const struct job_output *out = final->made ? final : draft;
    struct packed file = {.path = arena_printf(p->arena, final->made ? "%s.pdf" : "%s-KONSEP.pdf", path),
                          .role = d->kind, .title = title, .bytes = out->bytes,
                          .pages = out->made && out->pages > 0 ? (size_t)out->pages : 0,
                          .state = final->made ? "package.state.to-sign" : "package.state.draft"};
    if (out->made) {
        package_add(p, all, &file);
    }
}

// ---- the letter ----

static const char *signer_of(const struct packing *p, struct package *const *packages, size_t n) {
    for (size_t i = 0; i < n; i++) {
        for (const xmlNode *u = xml_child(packages[i]->object, "usulan"); u; u = xml_next(u, "usulan")) {
            if (packing_says(u, "profil", p->profile_id) && packing_given(u, "pengesah")) {
                return xml_attr(u, "pengesah");
            }
        }
    }
    return NULL;
}

static size_t uploaded(const struct package *pk) {
    size_t n = 0;
    for (size_t i = 0; i < pk->n; i++) {
        n += pk->files[i].uploaded;
    }
    return n;
}

static void add_letter(struct packing *p, struct package *all, struct package *const *packages, size_t n) {
    struct buf b = begin(p, all, "surat-pengantar");
    const char *signer = signer_of(p, packages, n), *contest = packing_given(p->profile, "judul");
    const char *to = packing_given(p->rules, "kepada");
    buf_str(&b, "><kepada");
    notes_attribute(&b, "nama", to ? to : say(p, "package.letter.to", "lomba", contest));
    buf_str(&b, "/>");
    for (size_t i = 0; i < n; i++) {
        buf_str(&b, "<barang");
        notes_attribute(&b, "nama", say(p, "package.letter.item", "nama", packages[i]->subject));
        notes_attribute(&b, "jumlah", arena_printf(p->arena, "%zu", uploaded(packages[i])));
        notes_attribute(&b, "satuan", packing_word(p, "package.letter.unit"));
        notes_attribute(&b, "keterangan", say(p, "package.letter.remark", "lomba", contest));
        buf_str(&b, "/>");
    }
    if (signer) {
        buf_str(&b, "<penanda peran=\"pengirim\"");
        notes_attribute(&b, "jabatan", signer);
        buf_str(&b, "/>");
    }
    buf_str(&b, "</naskah></data>");
    const xmlNode *node = written(p, &b);
    struct planned d = {.kind = "surat-pengantar", .agency = all->agency, .node = node};
    d.id = node ? xml_attr(node, "id") : "";
    if (node) {
        add_made(p, all, &d, NULL, "00-surat-pengantar", packing_word(p, "package.title.letter"));
    }
}

// ---- the recap ----

static bool among(struct package *const *packages, size_t n, const char *id) {
    for (size_t i = 0; i < n; i++) {
        if (id && strcmp(packages[i]->id, id) == 0) {
            return true;
        }
    }
    return false;
}

// Only the innovations that are in the package, numbered anew.
static void keep_packed(struct packing *p, xmlNode *recap, struct package *const *packages, size_t n) {
    size_t kept = 0;
    for (xmlNode *i = xml_child(recap, "inovasi"), *next; i; i = next) {
        next = xml_next(i, "inovasi");
        if (among(packages, n, xml_attr(i, "id"))) {
            xml_set(i, "nomor", arena_printf(p->arena, "%zu", ++kept));
        } else {
            xml_remove(i);
        }
    }
    xml_set(recap, "jumlah", arena_printf(p->arena, "%zu", kept));
}

static void add_recap(struct packing *p, struct package *all, struct package *const *packages, size_t n) {
    struct buf b = begin(p, all, "rekap");
    struct findings *unused = findings_new(p->arena, p->world->catalogue);
    notes_attribute(&b, "subjek", all->agency);
    notes_attribute(&b, "tahun", packing_given(p->profile, "tahun"));
    notes_attribute(&b, "judul", say(p, "package.recap", "lomba", packing_given(p->profile, "judul")));
    buf_str(&b, "/></data>");
    const xmlNode *node = written(p, &b);
    struct planned d = {.kind = "rekap", .agency = all->agency, .node = node, .id = node ? xml_attr(node, "id") : ""};
    xmlDoc *record = node ? job_record(p->world, p->arena, &d, unused) : NULL;
    xmlNode *recap = record ? xml_child(xmlDocGetRootElement(record), "rekap") : NULL;
    if (recap) {
        keep_packed(p, recap, packages, n);
        add_made(p, all, &d, record, "00-rekap", packing_word(p, "package.title.recap"));
    }
}

void package_add_letters(struct packing *p, struct package *all, struct package *const *packages, size_t n) {
    if (packing_says(p->rules, "pengantar", "ya")) {
        add_letter(p, all, packages, n);
    }
    if (packing_says(p->rules, "rekap", "ya")) {
        add_recap(p, all, packages, n);
    }
}
