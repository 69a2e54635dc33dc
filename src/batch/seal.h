// A run that has nothing to do. When all was done, the store is sealed with a hash of everything that it was done with:
// inputs, templates, contests, messages, faces, pictures, what the rules look at of evidence, the program itself, what
// was asked for. As long as the hash is the same, each document would come out as it stands, so that none has to be put
// together to see that. The files in the output folder are read and hashed all the same, by as many processes as there
// are workers: times of files are no proof. What is not as it was noted, and what was signed, goes the whole way.
#ifndef NASKAH_BATCH_SEAL_H
#define NASKAH_BATCH_SEAL_H

#include "batch/task.h"

enum settled { UNSETTLED, SETTLED_CURRENT, SETTLED_STOPPED };  // the last: all but its draft was stopped by errors

struct seal {
    char key[HASH_SIZE];
    bool holds;               // the store was sealed with it
    unsigned char *settled;   // enum settled for each document, when it holds; else NULL
    bool *done;               // of this run: all that was asked for of the document stands, or was stopped by errors
    const char *const *told;  // documents with findings, when it holds
    size_t n_told;
};

// NULL when the run is not one that can be sealed: not of all documents, or to make them again. In the world's arena.
struct seal *seal_new(struct work *run);
// Findings among all documents, as they were when the store was sealed. False after a fatal finding.
bool seal_get(struct work *run, struct findings *among);
// Seals what is done, with what was found among all documents. Nothing is sealed when something failed, a document was
// lost with its worker (what shows among all was told without it), an input was not read, or something that was read
// has been changed since the program began to read. False after a fatal finding.
bool seal_put(struct work *run, const struct findings *among);

#endif
