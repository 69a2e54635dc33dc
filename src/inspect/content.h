// The operators of a page, run: graphics state, text, marked content, forms within. Who listens is told what is shown.
// Internal to src/inspect.
#ifndef NASKAH_INSPECT_CONTENT_H
#define NASKAH_INSPECT_CONTENT_H

#include "inspect/font.h"

enum space { SPACE_GRAY, SPACE_RGB, SPACE_CMYK, SPACE_OTHER };

struct graphics {
    double matrix[6];
    struct font *font;
    double size, between, words, stretch, leading, rise;  // Tf Tc Tw Tz TL Ts
    int64_t mode;                                         // Tr
    enum space fill, stroke;
};

struct mark {  // a marked-content sequence
    struct str tag;
    const struct value *properties;  // null value when there are none
    int64_t mcid;                    // -1: none
    bool artifact, replaced;         // replaced: has ActualText
    bool told;                       // for listeners
    int element;                     // for listeners
};

enum { MARKS = 64, STATES = 64, OPERANDS = 64 };

struct run {
    struct inspection *p;
    const struct listener *listener;
    void *user;
    const struct leaf *page;
    size_t page_index;
    const struct value *resources;    // of the stream being run; NULL when it has none
    struct stream *form;              // the form being run, NULL on the page itself
    struct graphics g;
    struct graphics saved[STATES];
    size_t depth;                     // of q; more than STATES are counted, not kept
    struct mark marks[MARKS];
    size_t n_marks;                   // more than MARKS are counted, not kept
    double text[6], line[6];          // Tm and the line's
    int form_depth, object;
    struct value operands[OPERANDS];
    size_t n;
};

struct listener {  // any of them may be NULL
    void (*show)(struct run *r, struct str codes);  // before the text matrix moves on
    void (*paint)(struct run *r);                   // anything that leaves a trace: text, paths, pictures, shadings
    void (*mark_begin)(struct run *r, struct mark *mark);
    void (*mark_end)(struct run *r, struct mark *mark);
    void (*unknown)(struct run *r, struct str operator);
    void (*deep)(struct run *r);                                      // q within more than 28
    void (*color)(struct run *r, const struct value *space);          // cs CS sh, resolved; a name or an array
    void (*device)(struct run *r, enum space space);                  // g rg k …
    void (*picture)(struct run *r, const struct value *dictionary, bool inline_image);
    void (*form)(struct run *r, struct stream *form);                 // before it is run
    void (*state)(struct run *r, const struct value *dictionary);     // gs
    void (*intent)(struct run *r, struct str name);
    void (*missing)(struct run *r, const char *category, struct str name);  // a resource that is not there
};

// Runs the content of a page. False when it cannot be read.
bool content_run(struct inspection *p, size_t page, const struct listener *listener, void *user);
// Runs an appearance, as if it were a page of its own.
void content_run_form(struct inspection *p, size_t page, struct stream *form, const struct listener *listener,
                      void *user);
// The mark that is nearest to what is shown; NULL when there is none.
static inline struct mark *mark_top(struct run *r) {
    return r->n_marks > 0 && r->n_marks <= MARKS ? &r->marks[r->n_marks - 1] : NULL;
}
static inline bool marks_artifact(const struct run *r) {
    for (size_t i = 0; i < r->n_marks && i < MARKS; i++) {
        if (r->marks[i].artifact) {
            return true;
        }
    }
    return false;
}
static inline bool marks_replaced(const struct run *r) {
    for (size_t i = 0; i < r->n_marks && i < MARKS; i++) {
        if (r->marks[i].replaced) {
            return true;
        }
    }
    return false;
}

#endif
