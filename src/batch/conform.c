#include "batch/conform.h"

#include <string.h>

#include "base/buf.h"
#include "inspect/inspect.h"

enum { TOLD = 3 };

bool conform_check(struct arena *arena, struct str bytes, struct findings *rows) {
    struct inspection *p = inspection_new(arena, NULL, bytes, NULL, rows);
    return p && inspection_check(p, rows);
}

const char *conform_summary(struct arena *arena, const struct findings *rows) {
    struct buf b = buf_new(arena);
    for (size_t i = 0; i < rows->n && i < TOLD; i++) {
        const struct finding *f = &rows->items[i];
        const char *row = f->rule;
        for (int k = 0; k < f->n_args; k++) {
            row = strcmp(f->args[k].name, "baris") == 0 ? f->args[k].value : row;
        }
        buf_printf(&b, "%s%s", i ? "; " : "", row);
    }
    buf_str(&b, rows->n > TOLD ? " …" : "");
    return buf_text(&b);
}
