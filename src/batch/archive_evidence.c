// Evidence (data dukung) and photographs that a document speaks of: the files lie in the bag as the office gave them.
#include <string.h>
#include <strings.h>

#include "base/csv_write.h"
#include "base/xml.h"
#include "batch/archive_parts.h"
#include "batch/evidence.h"

struct proof {
    const char *path, *name;         // where it was read, and its name in the bag
    char hash[HASH_SIZE];
};

struct proving {
    struct archiving *a;
    struct arena *arena;             // of the document
    struct bag_writer *bag;
    const char *folder, *document;
    struct proof *kept;
    size_t n, cap, rows;
    struct buf table;
    bool whole;
};

static const char *given(const xmlNode *node, const char *name) {
    const char *value = xml_attr(node, name);
    return text_blank(value) ? NULL : value;
}

static const struct proof *find_path(const struct proving *p, const char *path) {
    for (size_t i = 0; i < p->n; i++) {
        if (strcmp(p->kept[i].path, path) == 0) {
            return &p->kept[i];
        }
    }
    return NULL;
}

// Two files of one name in two folders stay two; other systems take upper and lower case for one.
static const char *free_name(const struct proving *p, const char *path) {
    const char *slash = strrchr(path, '/'), *name = file_safe_name(p->arena, slash ? slash + 1 : path);
    for (size_t i = 0; i < p->n; i++) {
        if (strcasecmp(p->kept[i].name, name) == 0) {
            return arena_printf(p->arena, "%zu-%s", p->n + 1, name);
        }
    }
    return name;
}

static const struct proof *keep_file(struct proving *p, const xmlNode *node, const char *path) {
    const struct proof *known = find_path(p, path);
    struct str bytes;
    const char *why = NULL;
    if (known) {
        return known;
    }
    if (!file_read(p->arena, path, EVIDENCE_LIMIT, &bytes, &why)) {
        struct finding *f = findings_add(p->a->findings, "archive.evidence", xml_place(xml_origin(node)), "naskah",
                                         p->document, "berkas", path, NULL);
        f->document = arena_strdup(p->a->findings->arena, p->document);
        return NULL;
    }
    if (p->n == p->cap) {
        size_t cap = p->cap ? p->cap * 2 : 16, size = sizeof *p->kept;
        p->kept = arena_grow(p->arena, p->kept, p->cap * size, cap * size);
        p->cap = cap;
    }
    struct proof *proof = &p->kept[p->n];
    *proof = (struct proof){.path = path, .name = free_name(p, path)};
    hash_bytes(bytes.p, bytes.n, proof->hash);
    p->n++;
    const char *name = arena_printf(p->arena, "%s/bukti/%s", p->folder, proof->name);
    p->whole = bag_writer_add(p->bag, name, bytes) || archive_fault(p->a, name);
    return proof;
}

static bool is_link(const char *name) {
    return strncasecmp(name, "http://", 7) == 0 || strncasecmp(name, "https://", 8) == 0;
}

static void add_proof(struct proving *p, const xmlNode *node) {
    const char *file = given(node, "berkas"), *link = given(node, "tautan");
    const char *about = given(node, "perihal") ? given(node, "perihal") : given(node, "keterangan");
    const struct proof *proof = NULL;
    if (file && is_link(file)) {
        link = file;
    } else if (file) {
        proof = keep_file(p, node, evidence_path(p->arena, xml_place(xml_origin(node)), file));
    }
    const char *cells[] = {given(node, "indikator"), about, given(node, "nomor"), given(node, "tanggal"),
                           given(node, "halaman"), given(node, "baris"), given(node, "naskah"), link,
                           file && file != link ? file : NULL,
                           proof ? arena_printf(p->arena, "data/%s/bukti/%s", p->folder, proof->name) : NULL,
                           proof ? proof->hash : NULL};
    csv_row(&p->table, cells, sizeof cells / sizeof *cells);
    p->rows++;
}

static void add_below(struct proving *p, const xmlNode *node) {
    if (xml_is(node, "bukti") || xml_is(node, "foto")) {
        add_proof(p, node);
    }
    for (const xmlNode *child = xml_child(node, NULL); child && p->whole; child = xml_next(child, NULL)) {
        add_below(p, child);
    }
}

bool archive_add_evidence(struct archiving *a, struct arena *arena, struct bag_writer *bag, const char *folder,
                          const char *document, const xmlNode *record) {
    static const char *const heads[] = {"indikator", "perihal", "nomor", "tanggal", "halaman", "baris", "naskah",
                                        "tautan", "berkas asal", "berkas di kantong", "sha256"};
    struct proving p = {.a = a, .arena = arena, .bag = bag, .folder = folder, .document = document, .whole = true,
                        .table = buf_new(arena)};
    csv_start(&p.table);
    csv_row(&p.table, heads, sizeof heads / sizeof *heads);
    add_below(&p, record);
    if (!p.whole || p.rows == 0) {
        return p.whole;
    }
    const char *name = arena_printf(arena, "%s/bukti.csv", folder);
    return bag_writer_add(bag, name, (struct str){buf_text(&p.table), p.table.n}) || archive_fault(a, name);
}
