// The world a document is made in: everything read once and shared, read-only while documents are made.
#ifndef NASKAH_BATCH_WORLD_H
#define NASKAH_BATCH_WORLD_H

#include <time.h>

#include "base/hash.h"
#include "base/message.h"
#include "base/text.h"
#include "font/font.h"
#include "layout/hyphenation.h"
#include "model/object.h"
#include "model/resolve.h"
#include "rules/profile.h"
#include "template/template.h"

struct world_input {
    const char *path;                  // as the user named it
    char hash[HASH_SIZE];              // of its bytes
    size_t bytes;
    bool taken;                        // its objects were read
};

struct world_template;

struct world {
    struct arena *arena;
    struct catalogue *catalogue;
    struct objects *objects;
    struct profiles *profiles;
    struct fonts *fonts;
    struct hyphenation *hyphenation;   // NULL: nothing is hyphenated
    char hyphenation_hash[HASH_SIZE], exceptions_hash[HASH_SIZE];
    bool greedy_lines;                 // set by who compares (tests/typo), never by the program
    bool strict;                       // what does not conform is not made at all; of the options
    // Whether a file may carry the mark of PDF/A and PDF/UA (conform.h); rows that it breaks are added.
    bool (*conforms)(struct arena *arena, struct str bytes, struct findings *rows);
    const xmlNode *defaults;           // <tata> of templates/offices/default.xml
    const char *share;                 // folder that holds templates/ and fonts/
    const char *version;               // of the program: "0.1.0"
    struct world_template *templates;  // one per kind of document: whatever stands in templates/documents
    size_t n_templates;
    struct template_shelf *shelf;      // what templates include
    struct findings *faults;           // of templates: those of world_load, which last as long as the world
    char rules_hash[HASH_SIZE];        // of the severities: they decide what is stopped
    const char *const *families;       // names of fonts.xml, NULL-terminated
    struct world_input *inputs;        // what the user gave, registers not counted
    size_t n_inputs;
    time_t begun;                      // when the first of all this was read
    const char *const *given;          // what the user named: files and folders
    size_t n_given;
    const char *notes;                 // folder of the notes: what became of documents (batch/states.h)
    struct world_states *states;       // its index, and that of all other <keadaan>
    const struct planned *plan;        // all documents, set by who has asked for them (world_plan); may be NULL
    size_t n_plan;
};

struct world_options {
    const char *share, *version;
    struct catalogue *catalogue;       // message_load has read it before: wrong use must be told without a world
    const char *const *inputs;         // files and folders
    size_t n_inputs;
    bool strict;                       // as in the world
    bool looks;                        // no document is made or checked: objects, plan and states only. Templates,
                                       // contests, faces and hyphenation are not read, and their fields are empty
    const char *notes;                 // folder of the notes, read whatever the inputs are; NULL: "input/catatan"
};

// Reads everything. A bad input file costs itself and one finding. NULL, with a fatal finding, when the share folder is
// not usable (fonts, defaults, profiles). Lives in `arena`.
struct world *world_load(struct arena *arena, const struct world_options *options, struct findings *findings);
// After lines about numbers were added at the end of a file of notes (numbers_append): takes these `n` in, and nothing
// else is read again. False, with nothing taken, when the file is none of the world's inputs, or was changed by others
// meanwhile: then only a new world will do.
bool world_take_numbers(struct world *w, const char *path, size_t n, struct findings *findings);
// The template of a kind of document; NULL when there is none or when it is faulty. It is read when it is first asked
// for, since most of a start would go into those that no document uses; what is wrong with it is told then.
const struct template *world_template(const struct world *w, const char *kind);
// The kind nearest to a misspelt one that world_template has been asked for; NULL if none is near.
const char *world_nearest_kind(const struct world *w, const char *kind);
// All documents to be made, in order of their ids.
const struct planned *world_plan(const struct world *w, struct arena *arena, size_t *n, struct findings *findings);

// The input files as they would be read now, sorted by path, without duplicates. In `arena`.
const char *const *world_files(struct arena *arena, const char *const *given, size_t n_given, const char *notes,
                               size_t *n);

#endif
