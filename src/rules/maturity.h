// How mature innovations are by what is known of them (Indeks Inovasi Daerah): for each indicator of the contest the
// level that objects and evidence support, what supports it, and what was counted. Never more than that: no level that
// could be reached is named, and nothing is guessed from running text.
//
// Levels, their bounds and weights are data of the profile (<indikator ukuran><taraf>); how a measure is taken is one
// of the closed list in maturity_measure.c. Source: competitions-and-inputs §1.4.
#ifndef NASKAH_RULES_MATURITY_H
#define NASKAH_RULES_MATURITY_H

#include "model/object.h"
#include "rules/profile.h"

// A document or file that a level rests on.
struct maturity_evidence {
    const char *name;      // what people call it: title, subject or file name
    const char *document;  // id of our <naskah>; NULL when it is only a file
    const char *file;      // as the office wrote it; NULL without
    const char *number;    // NULL while it has none
    bool forming;          // a document of ours that has no number or no date yet
    const xmlNode *node;   // <naskah> or <bukti>: its place
};

// Something that was counted, or that kept a level from being read. Its words are the catalogue's: message `id` with
// the arguments jumlah, dari, nama, satuan; each may be "".
struct maturity_fact {
    const char *id;  // "kematangan.anggota" …
    const char *count, *of, *names, *unit;
};

struct maturity_indicator {
    const char *id, *label;  // "sdm", "Ketersediaan SDM"
    int level, levels;       // level reached, 0: none can be read; the largest there is
    const char *says;        // the level in the profile's words; "" without a level
    long points, most;       // weight × level, weight × levels, in hundredths
    bool weighed;            // the profile gives a weight
    const char *measure;     // how a level is read ("anggota"); "" when it is not
    const char *support;     // what the guide asks for as evidence; "" unknown
    const char *files;       // kinds of file that the portal takes: "pdf jpg"; "" any
    const char *certainty;   // of its weight and levels
    const char *claimed;     // the level that somebody wrote at the evidence; NULL without
    bool forming;            // all that supports it is still being formed
    const struct maturity_evidence *evidence;
    size_t n_evidence;
    const struct maturity_fact *facts;
    size_t n_facts;
};

struct maturity {
    const char *innovation, *title, *agency;  // ids, and the innovation's name
    const xmlNode *node;                      // <inovasi>
    int year;                                 // T-0
    const struct maturity_indicator *items;   // in the profile's order
    size_t n;
    long points, most;  // sums, in hundredths
    bool verified;      // every weight and level was
};

// The innovations of an agency, or of all, and what the profile's <indeks> makes of them.
struct maturity_sum {
    const struct maturity *const *items;  // in the fixed order of the objects
    size_t n;
    long points;                        // of all, in hundredths
    long divisor;                       // by which the mean is taken: max(@pembagi, n); 0: the profile has no <indeks>
    long mean, most;                    // hundredths; most that one innovation can have
    const char *const *affairs;         // <urusan> of <indeks>: basic services
    const size_t *per_affair;           // innovations of each
    size_t n_affairs, covered, needed;  // needed: @urusan
    bool verified;
};

// The profile whose levels are asked for when nobody says which: the newest that has any; NULL when none has.
const struct profile *maturity_profile(const struct profiles *profiles);
// The same for what was made in a year: the first round that can look back on it, else the newest. 0: the newest.
const struct profile *maturity_profile_for(const struct profiles *profiles, int year);
bool maturity_known(const struct profile *profile);  // it has levels

// How many years evidence of an indicator counts, T-0 included: what the profile says. 0: no matter how old it is.
int maturity_window(const struct profile *profile, const char *indicator);

// Of one innovation. `year` is T-0; 0: the profile's own year. `objects` must be linked; everything lives in `arena`.
const struct maturity *maturity_of(struct arena *arena, const struct objects *objects, const struct profile *profile,
                                   const xmlNode *innovation, int year);
// What one document alone shows for an innovation (a decree that forms a team): only indicators with a level stand in
// it. NULL when it shows nothing.
const struct maturity *maturity_of_document(struct arena *arena, const struct objects *objects,
                                            const struct profile *profile, const xmlNode *document,
                                            const xmlNode *innovation, int year);
// Of all innovations of the agency and of those below it; `agency` NULL: of all there are.
const struct maturity_sum *maturity_sum(struct arena *arena, const struct objects *objects,
                                        const struct profile *profile, const char *agency, int year);

#endif
