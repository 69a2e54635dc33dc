// From the bytes of any file to objects: recognise (shape.h) → read into blocks (source.h) → place (placing.h).
#ifndef NASKAH_READ_IMPORT_H
#define NASKAH_READ_IMPORT_H

#include <libxml/tree.h>

#include "base/buf.h"
#include "read/field.h"
#include "read/shape.h"
#include "read/source.h"

// What a part of the text was taken for when it did not become a value: the skeleton of the form.
struct import_taken {
    const char *as;     // "judul", "label", "pertanyaan", "penanda", "perabot"
    const char *field;  // whose; NULL
    const char *text;
    struct source_place place;
};

// Where a field of an object came from.
struct import_where {
    const char *object;  // its id
    const char *path;    // "@nama", "tahapan/@penerapan", "usulan/jawaban[tujuan]", "sisa[2]"
    struct source_place place;
};

// Something beside the objects that came with the file and must lie beside them: an image.
struct import_file {
    const char *name;             // "gambar-1.png"
    struct str bytes;
};

struct import {
    struct arena *arena;
    const char *file;             // as the user named it
    const struct forms *forms;    // what the profiles ask
    const struct words *words;    // templates/impor/kata.xml
    const xmlNode *sheets;        // <lembar-kerja> of templates/impor/lembar.xml; NULL: no sheet is known
    const char *form;             // id of the only form to be tried; NULL: any
    struct findings *findings;    // what a person must see: impor.*
    struct findings *repairs;     // what was mended in the text: notes with places (perbaikan.*)
    struct shape shape;           // what was seen and why
    struct source source;         // filled by the reader
    xmlNode *data;                // <data> of urn:naskah:1, filled by placing; never NULL afterwards
    const char *returned;         // id of the agency whose form (naskah formulir) this file is; NULL
    struct import_taken *taken;
    size_t n_taken, taken_cap;
    struct import_where *where;
    size_t n_where, where_cap;
    struct import_file *files;
    size_t n_files, files_cap;
    const char *folder;           // what <img berkas> puts before the names of files; NULL: nothing
};

// Everything NULL or empty but what is given. `findings` and `repairs` must live in `arena` or longer.
struct import *import_new(struct arena *arena, const char *file, const struct forms *forms, const struct words *words,
                          struct findings *findings, struct findings *repairs);
// Recognises, reads and places. False, with one finding that says what to do, when the file gives nothing. The bytes
// must live as long as the arena.
bool import_bytes(struct import *im, struct str bytes);

// The objects as a file of urn:naskah:1, indented and in lines of 120 columns; `head` is a comment at its top (NULL:
// none). In the import's arena.
const char *import_xml(struct arena *arena, const xmlNode *data, const char *head);

// One row of the reader table of import.c. The function fills im->source (and may add objects of its own to im->data,
// for sheets whose columns it knows); false, with a finding, when the bytes cannot be read at all.
struct reader {
    enum shape_kind shape;
    bool (*read)(struct import *im, struct str bytes);
};

// For readers and placing.
void import_repair(struct import *im, const char *rule, const struct source_place *place, const char *from,
                   const char *to);  // arguments {dari}, {menjadi}; cut to a line's length
void import_take(struct import *im, const char *as, const char *field, const char *text, struct source_place place);
// Keeps the bytes of an image; returns what <img berkas> must say, NULL when there are no bytes.
const char *import_keep_file(struct import *im, const struct source_block *image);
void import_note_where(struct import *im, const char *object, const char *path, struct source_place place);

#endif
