// Objects: everything an office knows, linked by id. The trees of all input files, checked and indexed.
#ifndef NASKAH_MODEL_OBJECT_H
#define NASKAH_MODEL_OBJECT_H

#include <libxml/tree.h>

#include "base/finding.h"

// No file gives more findings than this; one more (object.many) says that there are others.
#define OBJECT_FINDINGS_MAX 50

struct objects;

struct objects *objects_new(struct arena *arena);
// Takes the objects of a parsed urn:naskah:1 tree (which must live as long as `objects`, and whose values are trimmed:
// white space at the ends, and commas around names and degrees, are slips of the pen). Checks names and values
// against the vocabulary: object.* findings. Faulty objects are kept out of the way only as far as needed: an id that
// is taken already is a finding and the later object is left out. Returns false when the root is not <data> of the
// namespace.
bool objects_add(struct objects *o, const xmlDoc *doc, struct findings *findings);
// Says that a file could not be read. References that lead nowhere may then lead into it, so that objects_link tells
// them together, as one finding (object.unchecked); what refers is faulty all the same.
void objects_unread(struct objects *o, const char *file);
// After objects_link: takes the last `n` <penomoran> of a file that was read before and has grown by just these at its
// end (notes_append). Nothing but what is known about numbers and dates changes, so that nothing else is checked again.
// False, with nothing taken, when these are not the last things in it.
bool objects_add_numberings(struct objects *o, const xmlDoc *doc, size_t n, struct findings *findings);
// After all files: puts the objects in their fixed order and checks that references lead somewhere and do not run in
// circles (object.dangling, object.circular). Ids of derived documents count as known.
void objects_link(struct objects *o, struct findings *findings);

const xmlNode *objects_find(const struct objects *o, const char *kind,
                            const char *id);  // kind NULL = any; NULL if none
// All objects of a kind in a fixed order (file, then place; before objects_link in the order they were added). The
// array lives as long as `objects` and is valid until the next objects_add.
const xmlNode *const *objects_all(const struct objects *o, const char *kind, size_t *n);
// The terms (<jabatan> of people) of one office at one agency, in a fixed order; the office's name is compared without
// regard to case and to white space at its ends. Known after objects_link. Asking leaves nothing in the arena of `o`,
// which is asked for every signer of every document: what it takes to compare names goes to `scratch`.
const xmlNode *const *objects_terms(const struct objects *o, struct arena *scratch, const char *agency,
                                    const char *office, size_t *n);
// The <penomoran> of one document, in a fixed order. Known after objects_link.
const xmlNode *const *objects_numberings(const struct objects *o, const char *document, size_t *n);
// True when objects_add or objects_link found errors in the object, or in the <usulan> or <bukti> of an innovation,
// which are judged apart: what uses it must not be signed.
bool objects_faulty(const struct objects *o, const xmlNode *node);
// True when the object, or a part of it, is faulty only because it refers to what an unread file may hold.
bool objects_waits(const struct objects *o, const char *id);
bool objects_any_unread(const struct objects *o);  // some file could not be read
// Object ids of a kind nearest to `id`, for messages; NULL if none is near.
const char *objects_nearest(const struct objects *o, const char *kind, const char *id);

#endif
