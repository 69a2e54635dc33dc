#include "batch/followups.h"

#include "base/xml.h"
#include "batch/notes.h"

static const char new_done[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!-- Tindak lanjut yang sudah selesai. Ditulis oleh naskah tindak-lanjut selesai; boleh diubah dengan tangan.\n"
    "     Menghapus satu baris berarti tindak lanjut itu terbuka lagi. -->\n"
    "<data xmlns=\"" XML_NS_DATA "\">\n"
    "</data>\n";

static const char new_chosen[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!-- Siapa yang menindaklanjuti permohonan ruang diskusi. Ditulis oleh naskah tindak-lanjut tugaskan; boleh\n"
    "     diubah dengan tangan. Baris terakhir yang berlaku. -->\n"
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
