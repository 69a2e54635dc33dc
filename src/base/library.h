// Which foreign library runs, and which one the program was built with.
#ifndef NASKAH_BASE_LIBRARY_H
#define NASKAH_BASE_LIBRARY_H

#include <stdbool.h>

struct library {
    const char *name, *package;        // as people know it; the Debian package that brings it
    char running[24], built[24];       // versions: "3.40.1"
    bool exact;                        // no other version than the one it was built with will do
};

// Whether the one that runs lacks what the program was built for. A later one does not, unless it has to be exact.
bool library_unfit(const struct library *l);

#endif
