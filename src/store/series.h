// Own series of numbers: what an office that opted in gives out itself. A number is reserved, then used, or void with a
// reason; it is never given again. Each call is one transaction of its own, synced to the disk before it returns, so
// that neither parallel processes nor a kill nor a power cut give a number twice.
// Not to be called between store_begin and store_commit.
#ifndef NASKAH_STORE_SERIES_H
#define NASKAH_STORE_SERIES_H

#include "store/store.h"

enum series_state {
    SERIES_RESERVED, SERIES_USED, SERIES_VOID,
    SERIES_GAP                 // only in lists: no row; nobody took it here (given by hand, or before the series began)
};
extern const char *const series_states[];  // as the store writes them: "dipesan", "dipakai", "batal", "lowong"

struct series_number {
    const char *name;          // of the series
    int year;                  // 0 in a series that goes on from year to year
    int n;                     // from 1
    const char *number;        // as it is printed; NULL of a gap
    enum series_state state;
    const char *document;      // NULL when it was taken for none
    const char *reason;        // of a void one
    const char *at;            // when it came to this state, UTC: 2026-01-31T12:00:00Z
};

enum series_answer {
    SERIES_DONE,
    SERIES_TAKEN,              // that number is somebody's already
    SERIES_NONE,               // there is no such number
    SERIES_CLOSED,             // it is void already, or used for another document
    SERIES_FAILED              // the store: store_why
};

struct series_request {
    const char *name;
    int year;
    int first;                 // where the series begins; 0 counts as 1
    int wanted;                // this very number; 0: the one after the largest
    const char *document;      // may be NULL
    // Writes number n by the office's pattern; lives as long as `arena`. Two numbers of a year must not look the same.
    const char *(*write)(void *context, struct arena *arena, int n);
    void *context;
};
// Reserves a number. A document that holds one in this series and year (reserved or used) is given that one again, so
// that a run that died after taking it loses none.
enum series_answer series_take(struct store *s, struct arena *arena, const struct series_request *request,
                               struct series_number *out);
// Reserved → used. `document` NULL keeps the one it was taken for. Again for the same document: SERIES_DONE.
enum series_answer series_use(struct store *s, const char *name, int year, int n, const char *document);
// Reserved or used → void; `reason` says why and is not empty.
enum series_answer series_void(struct store *s, const char *name, int year, int n, const char *reason);

bool series_find(struct store *s, struct arena *arena, const char *name, int year, int n, struct series_number *out);
// The number that a document holds in a series and year, if any.
bool series_held(struct store *s, struct arena *arena, const char *name, int year, const char *document,
                 struct series_number *out);
// All numbers by series, year and n, with the gaps between `first` (0: the smallest) and the largest of each year.
// `name` NULL: of all series; `year` < 0: of all years.
struct series_number *series_list(struct store *s, struct arena *arena, const char *name, int year, int first,
                                  size_t *n);

#endif
