// What a document was made from, field by field: what its template looked at (model/reading.h), and beside that all
// that decides about its bytes. Kept in the store, so that the next run can tell people what has changed (reason.h).
#ifndef NASKAH_BATCH_FIELDS_H
#define NASKAH_BATCH_FIELDS_H

#include "batch/world.h"

struct line;
struct field_places;

// One field. The path is that in the record: "tim.anggota{Ketua}.orang.@nama-lengkap"; in braces what tells siblings of
// one name apart for people, "#2" the second of those that are alike. What is no field begins with '*': "*templat".
struct field {
    const char *path;
    const char *value;         // shortened for people; of what is no field ""
    const char *hash;          // of the whole; "" when `value` is all of it
    const char *place;         // where people wrote it: "tim.xlsx Tim!C14", "input/a.xml:12"; NULL when not asked for
};

// Where imported fields came from, for all inputs of the world; read once, before the first document.
const struct field_places *field_places_new(const struct world *world);

// All fields of the document on the line, in the order of the record. `places` NULL: no places are told.
struct field *fields_of(const struct line *line, const struct field_places *places, size_t *n);

#endif
