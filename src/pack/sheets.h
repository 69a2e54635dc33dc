// Sheets of paper: pages of finished PDFs taken apart and put together by libqpdf, for print sets and for what comes
// back from a scanner. Never in the line that makes a document.
#ifndef NASKAH_PACK_SHEETS_H
#define NASKAH_PACK_SHEETS_H

#include "base/image.h"
#include "base/library.h"
#include "base/text.h"
#include "model/unit.h"

// Pages that can be taken from.
struct sheets;

#define SHEETS_MAX 20000  // pages of one file; a file that says it has more is broken

// Opens a PDF. `bytes` must live as long as the sheets, which live in `arena`. Hostile bytes are normal: on failure
// NULL with *why a text for a finding ("@pdf.rusak", "@pdf.sandi").
struct sheets *sheets_open(struct arena *arena, struct str bytes, const char **why);
// One page that shows a picture as large as fits on A4 or, when it is long, on F4, turned as the picture is.
struct sheets *sheets_of_image(struct arena *arena, const struct image *image, const char **why);
size_t sheets_count(const struct sheets *s);
// The page's paper by its measures, whichever way it is turned: "a4", "f4", else "210x140" in millimetres. Lives in
// `arena`. `i` from 0.
const char *sheets_paper(struct arena *arena, const struct sheets *s, size_t i);

// True when `later` shows the same pages as `earlier`: the same content, resources, measures and streams (pictures,
// fonts, attachments); only annotations and form fields may have come to it, as they do when it is signed. Else *page
// is the first page that differs, from 1, or 0 when it is something else.
bool sheets_same(const struct sheets *earlier, const struct sheets *later, size_t *page);

// A PDF that is being put together.
struct stack;
struct stack *stack_new(struct arena *arena);
// Takes page `i` of `s`, which must live until stack_write. `bare`: without fields, links and tags, as for paper.
bool stack_take(struct stack *stack, const struct sheets *s, size_t i, bool bare);
size_t stack_count(const struct stack *stack);
// The same pages give the same bytes. False when libqpdf cannot write them.
bool stack_write(struct stack *stack, struct str *out);
struct library sheets_library(void);  // libqpdf

#endif
