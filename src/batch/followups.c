#include "batch/followups.h"

#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "batch/notes.h"
#include "model/request.h"

static const char new_done[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!-- Tindak lanjut yang sudah selesai. Ditulis oleh naskah tindak-lanjut selesai; boleh diubah dengan tangan.\n"
    "     Menghapus satu baris berarti tindak lanjut itu terbuka lagi. -->\n"
    "<data xmlns=\"" XML_NS_DATA "\">\n"
    "</data>\n";

static const char new_chosen[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!-- Siapa yang menindaklanjuti permohonan ruang diskusi, dan kapan. Ditulis oleh naskah tindak-lanjut tugaskan\n"
    "     dan jadwalkan; boleh diubah dengan tangan. Baris terakhir yang berlaku. -->\n"
    "<data xmlns=\"" XML_NS_DATA "\">\n"
    "</data>\n";

bool followups_close(struct arena *arena, const char *notes, const struct followup *const *done, size_t n,
                     const struct followup_note *note, struct staging *staging, struct findings *findings) {
    struct buf text = buf_new(arena);
    for (size_t i = 0; i < n; i++) {
        buf_str(&text, "  <penyelesaian");
        notes_attribute(&text, "tindak-lanjut", done[i]->id);
        notes_attribute(&text, "isi", done[i]->text);
        notes_attribute(&text, "tanggal", note->date);
        notes_attribute(&text, "oleh", note->who);
        notes_attribute(&text, "keterangan", note->remark);
        buf_str(&text, "/>\n");
    }
    struct notes_lines lines = {"penyelesaian", n, {buf_text(&text), text.n}};
    return notes_append(arena, file_join(arena, notes, "tindak-lanjut.xml"), new_done, &lines, staging, findings);
}

bool requests_assign(struct arena *arena, const char *notes, const struct request_choice *choice,
                     struct staging *staging, struct findings *findings) {
    struct buf text = buf_new(arena);
    buf_str(&text, "  <penunjukan");
    notes_attribute(&text, "kegiatan", choice->meeting);
    notes_attribute(&text, "instansi", choice->agency);
    notes_attribute(&text, "ketua", choice->chair);
    notes_attribute(&text, "anggota", choice->members);
    notes_attribute(&text, "tanggal", choice->note.date);
    notes_attribute(&text, "catatan", choice->note.remark);
    notes_attribute(&text, "oleh", choice->note.who);
    buf_str(&text, "/>\n");
    struct notes_lines lines = {"penunjukan", 1, {buf_text(&text), text.n}};
    return notes_append(arena, file_join(arena, notes, "ruang-diskusi.xml"), new_chosen, &lines, staging, findings);
}

bool requests_schedule(struct arena *arena, const char *notes, const char *meeting, const char *time, const char *where,
                       const struct followup_note *note, struct staging *staging, struct findings *findings) {
    struct buf text = buf_new(arena);
    buf_str(&text, "  <penjadwalan");
    notes_attribute(&text, "kegiatan", meeting);
    notes_attribute(&text, "tanggal", note->date);
    notes_attribute(&text, "mulai", time);
    notes_attribute(&text, "tempat", where);
    notes_attribute(&text, "oleh", note->who);
    buf_str(&text, "/>\n");
    struct notes_lines lines = {"penjadwalan", 1, {buf_text(&text), text.n}};
    return notes_append(arena, file_join(arena, notes, "ruang-diskusi.xml"), new_chosen, &lines, staging, findings);
}

// ---- how many members

size_t request_members(struct arena *arena, const char *members) {
    char *copy = arena_strdup(arena, members ? members : ""), *rest = NULL;
    const char **seen = ARENA_ARRAY(arena, strlen(copy) / 2 + 1, const char *);
    size_t n = 0;
    for (char *word = strtok_r(copy, " \t\r\n", &rest); word; word = strtok_r(NULL, " \t\r\n", &rest)) {
        bool again = false;
        for (size_t i = 0; i < n; i++) {
            again = again || strcmp(seen[i], word) == 0;
        }
        if (!again) {
            seen[n++] = word;
        }
    }
    return n;
}

size_t request_members_wanted(const struct world *w, const xmlNode *meeting) {
    const char *said = resolve_setting(w->objects, w->defaults, xml_attr(meeting, "instansi"), "anggota-permohonan");
    return said ? strtoul(said, NULL, 10) : 0;
}

void requests_check(const struct world *w, struct findings *findings) {
    size_t n;
    const xmlNode *const *all = objects_all(w->objects, "kegiatan", &n);
    for (size_t i = 0; i < n; i++) {
        size_t wanted = meeting_is_to_come(all[i]) ? request_members_wanted(w, all[i]) : 0;
        const xmlNode *q = wanted ? xml_child(all[i], "permohonan") : NULL;
        for (; q; q = xml_next(q, "permohonan")) {
            const xmlNode *routing = request_routing(w->objects, q);
            size_t members = routing ? request_members(findings->arena, xml_attr(routing, "anggota")) : wanted;
            if (members != wanted && members > 0) {
                findings_add(findings, "request.members", xml_place(routing), "kegiatan", xml_attr(all[i], "id"),
                             "jumlah", arena_printf(findings->arena, "%zu", members), "kehendak",
                             arena_printf(findings->arena, "%zu", wanted), NULL);
            }
        }
    }
}
