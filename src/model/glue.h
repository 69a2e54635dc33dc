// Non-breaking spaces: which spaces of an Indonesian text must not become a line end, so that "Nomor 7 Tahun 2022",
// "10 Februari", "huruf a" or "dr. Lestari" stay together. Only spaces are ever changed, never a visible character.
#ifndef NASKAH_MODEL_GLUE_H
#define NASKAH_MODEL_GLUE_H

#include <stdbool.h>
#include <stddef.h>

// Whether the space at text[at] joins the words beside it. Looks at most three words back and one ahead.
bool glue_joins(const char *text, size_t n, size_t at);

#endif
