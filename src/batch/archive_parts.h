// The parts of archiving. Internal to src/batch.
#ifndef NASKAH_BATCH_ARCHIVE_PARTS_H
#define NASKAH_BATCH_ARCHIVE_PARTS_H

#include "base/buf.h"
#include "batch/archive.h"
#include "pack/bag_write.h"

struct archiving {
    const struct world *world;
    struct store *store;
    struct arena *arena;             // of the whole
    const struct archive_order *order;
    struct archived *done;
    struct findings *findings;
};

// ---- archive_item.c: one document ----

// Puts its files into the bag and tells its facts, which live in `arena`. `record`: as it is now. False when it cannot
// be archived (told), or after a fatal finding.
bool archive_add_document(struct archiving *a, struct arena *arena, struct bag_writer *bag,
                          const struct planned *document, const xmlNode *record, struct archive_item *out);
// Codes of a kind of document as the house rules of its agency have them.
struct archive_codes archive_codes_of(struct archiving *a, const xmlNode *record, const char *kind);
// A write that failed, as a fatal finding.
bool archive_fault(struct archiving *a, const char *path);

// ---- archive_evidence.c ----

// Files of the evidence and photographs that the record names, in FOLDER/bukti; FOLDER/bukti.csv tells which is which.
// One that cannot be read is told (archive.evidence), and the bag made without it. False after a fatal finding.
bool archive_add_evidence(struct archiving *a, struct arena *arena, struct bag_writer *bag, const char *folder,
                          const char *document, const xmlNode *record);

// ---- archive_text.c: what is written about a berkas ----

// All objects that its records speak of, and whom these name, as a file that naskah reads.
struct str archive_objects(struct arena *arena, const struct objects *objects, const xmlNode *const *records,
                           size_t n);
// "asli", or "asli, konsep": what stands in it, each once. Box 1 is another than box 12. Each may be NULL.
const char *archive_join(struct arena *arena, const char *list, const char *word);
struct str archive_findings(struct archiving *a, struct arena *arena, const char *document);
struct str archive_events(struct archiving *a, struct arena *arena, const struct dossier *d);
struct str archive_contents_csv(struct arena *arena, const struct dossier *d);
struct str archive_list_csv(struct arena *arena, const struct dossier *all, size_t n);

// ---- archive_list.c: lists, covers and labels as documents ----

// A document of `kind` about the dossiers, with what they hold. Nothing made: told as a fatal finding.
struct str archive_sheet(struct archiving *a, struct arena *arena, const char *kind, const struct dossier *all,
                         size_t n);
// Lists, covers and labels in OUTPUT/arsip, whole or not at all.
bool archive_write_lists(struct archiving *a);

#endif
