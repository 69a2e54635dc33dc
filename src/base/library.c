#include "base/library.h"

#include <stdlib.h>
#include <string.h>

// Number by number, so that 3.9 comes before 3.40; what is not written is nothing.
static int compare(const char *a, const char *b) {
    while (*a || *b) {
        char *after_a, *after_b;
        long x = strtol(a, &after_a, 10), y = strtol(b, &after_b, 10);
        if (x != y) {
            return x < y ? -1 : 1;
        }
        a = after_a + strcspn(after_a, "0123456789");
        b = after_b + strcspn(after_b, "0123456789");
    }
    return 0;
}

bool library_unfit(const struct library *l) {
    int order = compare(l->running, l->built);
    return l->exact ? order != 0 : order < 0;
}
