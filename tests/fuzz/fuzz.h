// What a fuzzer gives a reader of imports, and what must hold whatever it gives: the reader ends, refuses with an error
// or makes well-formed objects. One target a reader: fuzz_text, fuzz_html, fuzz_csv, fuzz_docx, fuzz_xlsx (build type
// Fuzz with clang); tests/read/test_fuzz.c replays the corpus with some mutations in every run of the tests.
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive.h"
#include "base/finding.h"
#include "base/xml.h"
#include "read/csv.h"
#include "read/html.h"
#include "read/placing.h"
#include "read/sheet.h"
#include "read/text.h"

struct fuzz_world {
    struct arena *arena;
    struct forms forms;
    const struct words *words;
    const xmlNode *sheets;
};

static inline const xmlNode *fuzz_root(struct fuzz_world *w, const char *path) {
    struct findings *told = findings_new(w->arena, NULL);
    const xmlDoc *doc = xml_load(w->arena, arena_printf(w->arena, "%s/templates/%s", NASKAH_SOURCE_DIR, path), told);
    return doc ? xmlDocGetRootElement(doc) : (abort(), NULL);
}

static inline struct fuzz_world *fuzz_world(void) {
    static struct fuzz_world w;
    if (!w.arena) {
        w.arena = arena_new(0);
        forms_add(w.arena, &w.forms, fuzz_root(&w, "profiles/iga.xml"));
        forms_add(w.arena, &w.forms, fuzz_root(&w, "profiles/sinovik-unpsa.xml"));
        forms_add(w.arena, &w.forms, fuzz_root(&w, "profiles/kipp-2022.xml"));
        w.words = words_new(w.arena, fuzz_root(&w, "impor/kata.xml"));
        w.sheets = fuzz_root(&w, "impor/lembar.xml");
    }
    return &w;
}

#define FUZZ_RELS(type, target) \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" \
    "<Relationship Id='r1' Type='http://x/" type "' Target='" target "'/></Relationships>"

// Office files are archives; what is worth damaging is the part inside. Bytes that begin with PK are taken whole.
static inline struct str fuzz_office(struct arena *arena, struct str part, bool sheet) {
    if (part.n > 1 && memcmp(part.p, "PK", 2) == 0) {
        return part;
    }
    struct archive_member docx[] = {
        {"_rels/.rels", FUZZ_RELS("officeDocument", "word/document.xml"), 0, 0, 0, 0, 0},
        {"word/document.xml", part.n ? part.p : " ", part.n ? part.n : 1, 0, 0, 0, 0}};
    struct archive_member xlsx[] = {
        {"_rels/.rels", FUZZ_RELS("officeDocument", "xl/workbook.xml"), 0, 0, 0, 0, 0},
        {"xl/_rels/workbook.xml.rels", FUZZ_RELS("worksheet", "worksheets/sheet1.xml"), 0, 0, 0, 0, 0},
        {"xl/workbook.xml",
         "<workbook xmlns='m' xmlns:r='r'><sheets><sheet name='Tim' sheetId='1' r:id='r1'/></sheets></workbook>", 0, 0,
         0, 0, 0},
        {"xl/worksheets/sheet1.xml", part.n ? part.p : " ", part.n ? part.n : 1, 0, 0, 0, 0}};
    return sheet ? archive_make(arena, xlsx, 4) : archive_make(arena, docx, 2);
}

typedef bool fuzz_reader(struct import *im, struct str bytes);

static inline void fuzz_one(const char *name, const uint8_t *data, size_t n) {
    static const struct {
        const char *name;
        fuzz_reader *read;
    } readers[] = {{"text", text_read}, {"html", html_read}, {"csv", csv_import}, {"docx", docx_import},
                   {"xlsx", xlsx_import}};
    struct fuzz_world *w = fuzz_world();
    struct arena *arena = arena_new(0);
    char *copy = arena_alloc(arena, n + 1);
    memcpy(copy, data ? (const char *)data : "", n);
    copy[n] = '\0';
    struct findings *told = findings_new(arena, NULL);
    struct import *im = import_new(arena, "uji", &w->forms, w->words, told, findings_new(arena, NULL));
    im->sheets = w->sheets;
    for (size_t i = 0; i < 5; i++) {
        struct str bytes = {copy, n};
        bool sheet = strcmp(name, "xlsx") == 0, office = sheet || strcmp(name, "docx") == 0;
        if (strcmp(readers[i].name, name) != 0) {
            continue;
        }
        bool good = readers[i].read(im, office ? fuzz_office(arena, bytes, sheet) : bytes) &&
                    (im->data->children || placing_run(im));
        const char *xml = import_xml(arena, im->data, NULL);
        struct findings *own = findings_new(arena, NULL);
        bool sound = xml_parse(arena, "hasil", (struct str){xml, strlen(xml)}, own) != NULL;
        if ((!good && told->n == 0) || !sound) {
            fprintf(stderr, "%s: %s, %zu bytes\n", name, sound ? "refused without a word" : "not well-formed", n);
            abort();
        }
    }
    arena_free(arena);
}

#endif
