#include "batch/numbering.h"

#include <string.h>

#include "base/xml.h"
#include "batch/freeze.h"
#include "batch/states.h"
#include "batch/job.h"
#include "batch/notes.h"

static const char *given(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value && !text_blank(value) ? value : "";
}

// ---- the file ----

static const char new_file[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!-- Nomor dan tanggal naskah yang datang kemudian: dari siapa dan kapan diterima. Ditulis oleh naskah nomor;\n"
    "     boleh juga diubah dengan tangan. Baris yang terakhir berlaku. -->\n"
    "<data xmlns=\"" XML_NS_DATA "\">\n"
    "</data>\n";

const char *numbers_file(struct arena *arena, const char *notes) {
    return file_join(arena, notes, "nomor.xml");
}

static void add_line(struct buf *b, const struct number_note *line) {
    buf_str(b, "  <penomoran");
    notes_attribute(b, "naskah", line->document);
    notes_attribute(b, "nomor", line->number);
    notes_attribute(b, "tanggal", line->date);
    notes_attribute(b, "pemberi", line->giver);
    notes_attribute(b, "diterima", line->received);
    notes_attribute(b, "oleh", line->who);
    notes_attribute(b, "sumber", line->source);
    notes_attribute(b, "seri", line->series);
    notes_attribute(b, "tahun", line->year);
    notes_attribute(b, "urut", line->ordinal > 0 ? arena_printf(b->arena, "%d", line->ordinal) : NULL);
    notes_attribute(b, "status", line->status);
    notes_attribute(b, "alasan", line->reason);
    buf_str(b, "/>\n");
}

bool numbers_append(struct arena *arena, const char *notes, const struct number_note *lines, size_t n,
                    struct staging *staging, struct findings *findings) {
    struct buf added = buf_new(arena);
    for (size_t i = 0; i < n; i++) {
        add_line(&added, &lines[i]);
    }
    const struct notes_lines all = {"penomoran", n, {buf_text(&added), added.n}};
    return notes_append(arena, numbers_file(arena, notes), new_file, &all, staging, findings);
}

// ---- what stands ----

static const xmlNode *own_number(struct arena *arena, const struct planned *document) {
    const xmlNode *own = document->derived ? NULL : xml_child(document->node, "nomor");
    return own && *xml_text(arena, own) ? own : NULL;
}

// What was signed and bears a number keeps it.
static bool is_kept(const struct world *w, struct arena *arena, const char *document) {
    struct standing standing = states_of(w, document);
    struct findings *unused = findings_new(arena, w->catalogue);
    struct frozen *f = standing.frozen_by ? freeze_load(arena, w->notes, document, unused) : NULL;
    const xmlNode *number = f ? xml_child(f->record, "nomor") : NULL;
    return number && *xml_text(arena, number);
}

struct number_standing number_shown(const struct world *w, struct arena *arena, const struct planned *document) {
    struct numbering noted = resolve_numbering(w->objects, document->id);
    const xmlNode *own = own_number(arena, document), *node = own ? own : noted.number;
    const char *date = document->derived ? "" : given(document->node, "tanggal");
    struct number_standing s = {.number = own ? xml_text(arena, own) : given(noted.number, "nomor"),
                                .date = *date ? date : given(noted.dated, "tanggal"),
                                .giver = given(node, "pemberi"),
                                .received = given(node, "diterima"),
                                .series = own ? "" : given(noted.number, "seri"),
                                .written = own != NULL};
    s.place = node ? xml_place(node) : (struct place){0};
    return s;
}

struct number_standing number_of(const struct world *w, struct arena *arena, const struct planned *document) {
    struct number_standing s = number_shown(w, arena, document);
    s.kept = is_kept(w, arena, document->id);
    return s;
}

static const char *subject_name(const struct world *w, struct arena *arena, const struct planned *document) {
    const char *list = given(document->node, "subjek");
    const xmlNode *node = document->derived ? document->node
                                            : objects_find(w->objects, NULL,
                                                           arena_strndup(arena, list, strcspn(list, " ")));
    if (node && (xml_is(node, "usulan") || xml_is(node, "peserta"))) {
        node = node->parent;
    }
    return *given(node, "judul") ? given(node, "judul") : given(node, "nama");
}

const char *number_title(const struct world *w, struct arena *arena, const struct planned *document) {
    const xmlNode *about = document->derived ? NULL : xml_child(document->node, "tentang");
    const char *text = about ? xml_text(arena, about) : "";
    static const char *const names[] = {"judul", "hal"};
    for (size_t i = 0; i < 2 && !*text && !document->derived; i++) {
        text = given(document->node, names[i]);
    }
    if (!*text) {
        text = subject_name(w, arena, document);
    }
    const xmlNode *agency = objects_find(w->objects, "instansi", document->agency);
    return *text ? text : given(agency, "nama");
}

// ---- which documents speak of them ----

static bool names_one(const xmlNode *node, const char *attribute, const struct number_note *lines, size_t n) {
    const char *id = given(node, attribute);
    for (size_t i = 0; *id && i < n; i++) {
        if (strcmp(id, lines[i].document) == 0) {
            return true;
        }
    }
    return false;
}

static bool speaks_of(const xmlNode *node, const struct number_note *lines, size_t n) {
    bool found = names_one(node, "naskah", lines, n) || (xml_is(node, "naskah") && names_one(node, "id", lines, n));
    for (const xmlNode *child = xml_child(node, NULL); child && !found; child = xml_next(child, NULL)) {
        found = speaks_of(child, lines, n);
    }
    return found;
}

struct planned *numbers_concerned(const struct world *w, struct arena *arena, const struct planned *plan,
                                  size_t n_plan, const struct number_note *lines, size_t n_lines, size_t *n) {
    struct planned *found = ARENA_ARRAY(arena, n_plan + 1, struct planned);
    struct arena *scratch = arena_new(0);
    *n = 0;
    for (size_t i = 0; i < n_plan; i++) {
        arena_reset(scratch);
        xmlDoc *record = job_record(w, scratch, &plan[i], findings_new(scratch, w->catalogue));
        if (record && speaks_of(xmlDocGetRootElement(record), lines, n_lines)) {
            found[(*n)++] = plan[i];
        }
    }
    arena_free(scratch);
    return found;
}
