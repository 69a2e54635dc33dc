#include "read/import.h"

#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "read/placing.h"
#include "read/html.h"
#include "read/sheet.h"
#include "read/text.h"

static const struct reader readers[] = {
    {SHAPE_TEXT, text_read},
    {SHAPE_HTML, html_read},
    {SHAPE_DOCX, docx_import},
    {SHAPE_XLSX, xlsx_import},
    {SHAPE_CSV, csv_import},
};

static void *room(struct arena *arena, void *items, size_t n, size_t *cap, size_t size) {
    if (n < *cap) {
        return items;
    }
    size_t grown = *cap ? *cap * 2 : 16;
    items = arena_grow(arena, items, *cap * size, grown * size);
    *cap = grown;
    return items;
}

struct import *import_new(struct arena *arena, const char *file, const struct forms *forms, const struct words *words,
                          struct findings *findings, struct findings *repairs) {
    struct import *im = ARENA_NEW(arena, struct import);
    im->arena = arena;
    im->file = file;
    im->forms = forms;
    im->words = words;
    im->findings = findings;
    im->repairs = repairs;
    im->source = (struct source){.arena = arena, .file = file};
    im->data = xmlDocGetRootElement(xml_derived(arena, "data"));
    return im;
}

// Sheets that are none of the known ones stand beside those that are: without fields they are kept as they are.
static bool place(struct import *im) {
    struct findings *own = im->findings;
    bool known = im->data->children != NULL;
    if (known && im->source.blocks.n == 0) {
        return true;
    }
    im->findings = known ? findings_new(im->arena, own->catalogue) : own;
    bool placed = placing_run(im);
    if (known && placed) {
        findings_append(own, im->findings);
    }
    im->findings = own;
    if (known && !placed) {
        placing_keep(im);
    }
    return known || placed;
}

bool import_bytes(struct import *im, struct str bytes) {
    im->shape = shape_of(bytes);
    if (im->shape.rule) {
        findings_add(im->findings, im->shape.rule, (struct place){.file = im->file}, "tanda", im->shape.sign, NULL);
        return false;
    }
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        if (readers[i].shape == im->shape.kind) {
            return readers[i].read(im, bytes) && place(im);
        }
    }
    findings_add(im->findings, "read.no-reader", (struct place){.file = im->file}, "bentuk", im->shape.name, NULL);
    return false;
}

// What a log line shows of a text.
static const char *shown(struct arena *arena, const char *text) {
    enum { SHOWN = 72 };
    char *line = text_collapse(arena, text);
    size_t n = strlen(line);
    if (n <= SHOWN) {
        return line;
    }
    n = SHOWN;
    while (n > 20 && line[n] != ' ') {
        n--;
    }
    return arena_printf(arena, "%.*s …", (int)n, line);
}

void import_repair(struct import *im, const char *rule, const struct source_place *place, const char *from,
                   const char *to) {
    findings_add(im->repairs, rule, source_place(&im->source, place), "dari", shown(im->arena, from), "menjadi",
                 shown(im->arena, to), NULL);
}

void import_take(struct import *im, const char *as, const char *field, const char *text, struct source_place place) {
    if (text_blank(text)) {
        return;
    }
    im->taken = room(im->arena, im->taken, im->n_taken, &im->taken_cap, sizeof *im->taken);
    im->taken[im->n_taken++] = (struct import_taken){as, field, arena_strdup(im->arena, text), place};
}

void import_note_where(struct import *im, const char *object, const char *path, struct source_place place) {
    im->where = room(im->arena, im->where, im->n_where, &im->where_cap, sizeof *im->where);
    im->where[im->n_where++] = (struct import_where){arena_strdup(im->arena, object), arena_strdup(im->arena, path),
                                                     place};
}

const char *import_keep_file(struct import *im, const struct source_block *image) {
    if (image->bytes.n == 0) {
        return NULL;
    }
    const char *dot = image->image ? strrchr(image->image, '.') : NULL;
    const char *name = arena_printf(im->arena, "gambar-%zu%s", im->n_files + 1, dot && strlen(dot) <= 5 ? dot : "");
    im->files = room(im->arena, im->files, im->n_files, &im->files_cap, sizeof *im->files);
    im->files[im->n_files++] = (struct import_file){name, image->bytes};
    return im->folder ? arena_printf(im->arena, "%s/%s", im->folder, name) : name;
}
