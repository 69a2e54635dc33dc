// What the files of src/inspect share: objects of a PDF as values, and the file that they are read from. Internal.
#ifndef NASKAH_INSPECT_READER_H
#define NASKAH_INSPECT_READER_H

#include <string.h>

#include "base/buf.h"
#include "inspect/inspect.h"

enum { MOST_VALUES = 10000000, MOST_RUN = 128 << 20, MOST_UNFOLDED = 4 << 20 };

enum kind {
    KIND_NULL,
    KIND_BOOLEAN,
    KIND_INTEGER,
    KIND_REAL,
    KIND_NAME,
    KIND_STRING,
    KIND_ARRAY,
    KIND_DICTIONARY,
    KIND_STREAM,
    KIND_REFERENCE,
    KIND_KEYWORD,  // an operator, or a word that has no business there
};

struct value {
    enum kind kind;
    union {
        bool truth;
        int64_t integer;
        double real;
        struct str text;  // of a name (without its slash, #xx decoded), a string (decoded), a keyword
        struct {
            struct value *items;
            size_t n;
        } array;
        struct {
            struct pair *pairs;
            size_t n;
        } dictionary;
        struct stream *stream;
        struct {
            int number, generation;
        } reference;
    };
};

struct pair {
    struct str key;
    struct value value;
};

struct stream {
    struct value dictionary;
    struct str raw;   // as it stands in the file
    struct str data;  // through its filters, once asked for
    size_t end;       // of the keyword endstream
    int number;
    enum { STREAM_RAW, STREAM_READ, STREAM_UNREADABLE } state;
    bool keyword_ok;  // "stream" is followed by CR LF or LF
    bool length_ok;   // /Length is what lies between
    bool end_ok;      // "endstream" stands after a line end
    bool picture;     // the last filter left is one of pictures: data holds what comes before it
    int forms_run;    // how often its content was run, when it is a form
};

// What a lexer saw that PDF/A does not allow; the place of the first of each kind is kept.
enum fault {
    FAULT_HEX_ODD,
    FAULT_HEX_DIGIT,
    FAULT_INTEGER,
    FAULT_REAL_LARGE,
    FAULT_REAL_SMALL,
    FAULT_STRING_LONG,
    FAULT_NAME_LONG,
    FAULT_COUNT
};

struct entry {  // one object of the cross-reference
    enum { ENTRY_NONE, ENTRY_FREE, ENTRY_PLAIN, ENTRY_PACKED } kind;
    enum { OBJECT_UNREAD, OBJECT_READING, OBJECT_READ, OBJECT_BROKEN } state;
    int generation;  // of a packed one: its index in the stream
    bool spaced;     // number, generation, obj and endobj stand as PDF/A wants them
    size_t at;       // offset, or the number of the stream of objects
    struct value value;
    int element;     // index + 1 in the structure tree, once that is read
    int page;        // index + 1 in the page tree
    struct packed *packed;  // of a stream of objects
};

struct xref_section {  // of the cross-reference: one a revision
    size_t at, after;  // where it begins, and where its trailer ends
    bool tight;        // "xref" is followed by one line end
};

struct leaf {
    const struct value *dictionary;
    const struct value *resources;  // own or inherited; NULL when there is none
    double box[4];                  // MediaBox: left, bottom, right, top, in order
    int object;                     // its number
    bool own_resources;
};

struct inspection {
    struct arena *arena;
    const char *name;
    struct str bytes;
    struct inspect_limits limits;
    struct entry *entries;
    size_t n_entries;
    struct value trailer;            // the newest
    struct xref_section *sections;        // newest first
    size_t n_sections;
    const struct value *catalogue;
    struct leaf *pages;
    size_t n_pages;
    bool encrypted;
    struct inspect_revision *revisions;
    size_t n_revisions;
    // Work space.
    struct value *stack;             // of arrays and dictionaries being read
    size_t stack_n, stack_cap;
    struct libdeflate_decompressor *inflater;
    char *scratch;
    size_t scratch_cap;
    size_t inflated;                 // bytes so far
    size_t values, run, unfolded;    // values read, bytes of content run, codes of fonts unfolded: all have a limit
    struct value loose[1024];        // of arrays of operands, until the next operator
    size_t n_loose;
    struct {
        size_t n;
        int object;
    } faults[FAULT_COUNT];
    const struct inspect_words *words;
    struct font *fonts;              // font.h
    size_t n_fonts;
};

// --- lex.c

struct lexer {
    const char *p, *end;
    struct inspection *owner;
    int object;        // what is being read: where faults are told
    int depth;
    bool content;      // operators stand between the values, and nothing is a reference
};

// The next value. False at the end, or when what stands there is no value.
bool lex_value(struct lexer *l, struct value *out);
void lex_space(struct lexer *l);                       // white space and comments
bool lex_word(struct lexer *l, const char *word);      // takes the word when it stands here
bool lex_integer(struct lexer *l, int64_t *out);       // without sign, white space before it skipped
bool lex_is_space(unsigned char c);

// --- xref.c

// Reads all sections from the last one back. False with *why: a message id of what is wrong.
bool xref_read(struct inspection *p, const char **why);
// The rows of a stream of references. False when it cannot be one.
bool xref_stream_rows(struct inspection *p, struct stream *stream);
void xref_revisions(struct inspection *p);

// --- object.c

// The object of that number, read when first asked for; a null value when there is none or it cannot be read.
const struct value *object_get(struct inspection *p, int64_t number);
// What a reference means; any other value is itself. Never NULL.
const struct value *object_resolve(struct inspection *p, const struct value *v);
// Reads the object at an offset: its number is put in *number. False when none stands there.
bool object_at(struct inspection *p, size_t at, int *number, struct entry *out);

static inline bool str_is(struct str s, const char *word) {
    size_t n = strlen(word);
    return s.n == n && memcmp(s.p, word, n) == 0;
}

// An entry of a dictionary or of a stream's dictionary as it stands there; NULL when absent.
const struct value *entry_find(const struct value *dictionary, const char *key, size_t n);
static inline const struct value *entry_raw(const struct value *dictionary, const char *key) {
    return entry_find(dictionary, key, strlen(key));  // the length of a constant costs nothing here
}
// The same resolved: never NULL, a null value when absent.
const struct value *entry_read(struct inspection *p, const struct value *dictionary, const char *key, size_t n);
static inline const struct value *entry_get(struct inspection *p, const struct value *dictionary, const char *key) {
    return entry_read(p, dictionary, key, strlen(key));
}
static inline bool is_name(const struct value *v, const char *name) {
    return v->kind == KIND_NAME && str_is(v->text, name);
}
static inline bool is_dictionary(const struct value *v) {  // of its own, or a stream's
    return v->kind == KIND_DICTIONARY || v->kind == KIND_STREAM;
}
static inline bool is_number(const struct value *v) {
    return v->kind == KIND_INTEGER || v->kind == KIND_REAL;
}
static inline double number_of(const struct value *v) {
    return v->kind == KIND_INTEGER ? (double)v->integer : v->kind == KIND_REAL ? v->real : 0;
}
const struct value *array_get(struct inspection *p, const struct value *array, size_t i);  // resolved, never NULL
int64_t entry_integer(struct inspection *p, const struct value *dictionary, const char *key, int64_t otherwise);
// A text string as UTF-8 (from UTF-16BE, UTF-8 with its mark, or PDFDocEncoding); "" when it is none.
const char *text_of(struct inspection *p, const struct value *v);
const char *name_text(struct inspection *p, const struct value *v);  // a name's text, "" when it is none

// --- filter.c

// The bytes of a stream through its filters; those of pictures are left. False when they cannot be read.
bool stream_data(struct inspection *p, struct stream *stream, struct str *out);
// The filters of a stream one by one: false when there is no `i`th.
bool stream_filter(struct inspection *p, const struct value *dictionary, size_t i, struct str *name,
                   const struct value **parameters);

// --- pages.c
bool pages_read(struct inspection *p, const char **why);

#endif
