// What only shows among all proposals of a contest: titles used twice, quotas, answers copied from one proposal to
// another. Near-linear in the words of all answers.
#ifndef NASKAH_RULES_BATCH_H
#define NASKAH_RULES_BATCH_H

#include "base/buf.h"
#include "base/text.h"
#include "rules/profile.h"

struct batch;
struct known_answers;

// For the proposals of one contest; everything that it keeps lives in `arena`, never a record.
struct batch *batch_new(struct arena *arena, const struct profiles *profiles, const struct profile *profile);
// What has to be known of one proposal, as bytes (base/wire.h): who has the record need not be who compares. Nothing of
// a record without a proposal. `known` as in check.h, or NULL.
void batch_put(struct buf *out, const struct profiles *profiles, const struct profile *profile, const xmlDoc *record,
               struct known_answers *known);
// Takes in one proposal. `document` is its id. False when the bytes are not what batch_put wrote; what stood before the
// fault has been taken in then.
bool batch_take(struct batch *b, const char *document, struct str bytes);
// Both at once; the record may be gone afterwards.
void batch_add(struct batch *b, const char *document, const xmlDoc *record, struct known_answers *known);
// The proposals taken in so far: their documents and innovations ("" for one without an id); i from 0.
size_t batch_count(const struct batch *b);
const char *batch_document(const struct batch *b, size_t i);
const char *batch_innovation(const struct batch *b, size_t i);
// Tells what was found, each finding with the id of its document. Proposals are compared in the order they came in.
void batch_tell(struct batch *b, struct findings *findings);

#endif
