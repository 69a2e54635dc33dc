// What the files of naskah nomor share.
#ifndef NASKAH_CLI_NUMBER_H
#define NASKAH_CLI_NUMBER_H

#include "batch/numbering.h"
#include "batch/states.h"
#include "cli/session.h"

// The store with its lock, then the world as it is under that lock. A trial (--coba) opens no store (*store NULL).
// False after findings.
bool number_open(struct session *s, struct store **store, struct findings *findings);
void number_print(struct session *s, const struct number_note *line, const char *says);  // `says`: message id
// From whom the number is awaited: the own series, the legal section once the paper is there, else as house rules say.
const char *number_giver(struct session *s, const struct planned *d, const struct standing *now);
// Takes the lines, which were just written, into the world and makes what they concern; tells findings and the end. The
// exit status.
int number_remake(struct session *s, struct store *store, const struct number_note *lines, size_t n,
                  struct findings *step);

int number_reserve(struct session *s, struct strings *words);   // pesan
int number_use(struct session *s, struct strings *words);       // pakai
int number_void(struct session *s, struct strings *words);      // batal
int number_series(struct session *s, struct strings *words);    // seri
// A document that was signed has used its own number.
void number_use_signed(struct session *s, struct store *store, const char *document);

#endif
