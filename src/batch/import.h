// Files of any kind into the input folder: input/impor/<name>.xml with its repair log beside it, and under
// input/impor/.asal/ the last import as merge base and where each field came from. What people changed in an imported
// file since is never overwritten: changes of the source are merged field by field, and what both changed is told.
#ifndef NASKAH_BATCH_IMPORT_H
#define NASKAH_BATCH_IMPORT_H

#include "base/message.h"
#include "model/object.h"
#include "rules/profile.h"

struct forms;  // read/field.h
struct words;

enum import_state { IMPORT_REFUSED, IMPORT_NEW, IMPORT_SAME, IMPORT_CHANGED };
enum import_choice { IMPORT_ASK, IMPORT_MINE, IMPORT_THEIRS };  // of conflicts: keep both told, the hand's, the file's

struct importing {
    struct arena *arena;
    const struct catalogue *catalogue;
    enum language language;        // of the repair log
    const char *folder;            // "input": where impor/ lies
    const char *form;              // id of the profile that is meant; NULL: the text tells
    const char *agency;            // of innovations whose file names none; NULL: they stay without one, and it is told
    enum import_choice choice;
    const struct objects *known;   // objects of the input folder that names may refer to; NULL
    struct forms *forms;
    const struct words *words;
    const xmlNode *sheets;         // <lembar-kerja> of templates/impor/lembar.xml
};

struct import_outcome {
    enum import_state state;
    const char *source, *path;     // as the user named it; the XML file; path NULL when refused
    size_t fields, repairs;        // placed, mended
    size_t changes, conflicts;     // against the last import
};

// Loads what the profiles ask and the words of templates/impor. NULL with a fatal finding when they cannot be read.
struct importing *importing_new(struct arena *arena, const struct catalogue *catalogue, const char *share,
                                const struct profiles *profiles, struct findings *findings);
// New objects as an input file of ours (import_xml of read/import.h): `head` is a comment at its top.
const char *import_text(struct arena *arena, const xmlNode *data, const char *head);
// The known sheets and their columns (templates/impor/lembar.xml); NULL with a fatal finding when they cannot be read.
const xmlNode *import_sheets(struct arena *arena, const char *share, struct findings *findings);
// What the request form for coaching sessions asks (templates/impor/permohonan.xml), in the shape of a profile.
const xmlNode *import_request_form(struct arena *arena, const char *share, struct findings *findings);
// Whether a profile of that id is known; else *nearest is one whose id is near, or NULL.
bool importing_knows(const struct importing *in, const char *profile, const char **nearest);
// Reads one file and writes what it holds. Findings are about the file (read.*, impor.*); false when the world failed
// (the folder cannot be written), told as a fatal finding.
bool import_file(struct importing *in, const char *path, struct findings *findings, struct import_outcome *out);
// The objects of the XML files below the folder, for `known`; what is wrong with them is told elsewhere.
const struct objects *import_known(struct arena *arena, const char *folder);
// Imports every file below the folder that no import knows as it is now: texts, pages, Word files, tables. Files that
// hold nothing for us stay where they are and are not told; neither does a folder that cannot be written end a run.
// `told` (may be NULL) hears of each file that was taken in.
void import_folder(struct importing *in, struct findings *findings,
                   void (*told)(void *context, const struct import_outcome *outcome), void *context);
// The files that import_folder would read, without reading more of them than their kind. In `arena`.
const char *const *import_waiting(struct arena *arena, const char *folder, size_t *n);
// Whether there is a file below the folder that import_folder would look into, by its name.
bool import_waits(struct arena *arena, const char *folder);
// Where the fields of an imported object came from: its <t> nodes, of all imports of the folder; NULL-terminated.
const xmlNode **import_places(struct arena *arena, const char *folder, const char *object, struct findings *findings);
// Whether the bytes of `path` are those of its last import.
bool import_is_current(struct arena *arena, const char *folder, const char *path);

#endif
