#include "batch/rendition.h"

#include <string.h>

const struct rendition_rule rendition_rules[RENDITION_COUNT] = {
    [RENDITION_DRAF] = {"draf", ".draf.pdf", .draft = true},
    [RENDITION_TANDA_TANGAN] = {"tanda-tangan", ".tanda-tangan.pdf", .archival = true, .signs = true},
    [RENDITION_UNGGAH] = {"unggah", ".unggah.pdf", .upload = true},
    [RENDITION_ARSIP] = {"arsip", ".arsip.pdf", .archival = true},
    [RENDITION_RENCANA] = {"rencana", ".tanda-tangan.json"},
};

enum rendition rendition_find(const char *name) {
    int r = 0;
    while (r < RENDITION_COUNT && strcmp(rendition_rules[r].name, name) != 0) {
        r++;
    }
    return (enum rendition)r;
}
