// The kind of rule that opens evidence files: whether each is there, of a kind that the indicator takes, not too large,
// not locked. Only the first and last bytes are read; what a file shows is for people to see.
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/text.h"
#include "base/xml.h"
#include "rules/check.h"
#include "rules/kind.h"

struct evidence {
    const struct check *c;
    const xmlNode *node, *indicator;  // <bukti>, and what the profile says of it
    const char *name;                 // as the office wrote it
    unsigned char head[16];
    char tail[2048];
    size_t n_head, n_tail;
    long bytes;
};

static const xmlNode *indicator_find(const struct check *c, const char *id) {
    for (const xmlNode *i = xml_child(c->profile->root, "indikator"); i; i = xml_next(i, "indikator")) {
        if (strcmp(xml_attr(i, "id"), id) == 0) {
            return i;
        }
    }
    return NULL;
}

static const char *nearest_indicator(const struct check *c, const char *id) {
    const char *names[64];
    size_t n = 0;
    for (const xmlNode *i = xml_child(c->profile->root, "indikator"); i && n < 64; i = xml_next(i, "indikator")) {
        names[n++] = xml_attr(i, "id");
    }
    const char *near = text_nearest(id, names, n);
    return near ? near : "";
}

static void tell(const struct evidence *e, enum severity limit, const char *rule, const char *found,
                 const char *wanted) {
    struct place place = xml_place(e->node);
    const char *id = xml_attr(e->node, "indikator");
    place.section = arena_strdup(e->c->arena, id ? id : "bukti");
    finding_of_rule(e->c, limit, rule, place, "berkas", e->name ? e->name : "", "indikator", id ? id : "", "isi", found,
                    "harapan", wanted, NULL);
}

static const char *path_of(const struct evidence *e) {
    const char *source = xml_file(e->node), *slash = source ? strrchr(source, '/') : NULL;
    const char *folder = slash ? arena_strndup(e->c->arena, source, (size_t)(slash - source)) : ".";
    return *e->name == '/' ? e->name : file_join(e->c->arena, folder, e->name);
}

static bool open_evidence(struct evidence *e, const char *path) {
    struct stat about;
    FILE *file = stat(path, &about) == 0 && S_ISREG(about.st_mode) ? fopen(path, "rb") : NULL;
    if (!file) {
        return false;
    }
    e->bytes = (long)about.st_size;
    e->n_head = fread(e->head, 1, sizeof e->head, file);
    long back = e->bytes > (long)sizeof e->tail ? (long)sizeof e->tail : e->bytes;
    if (fseek(file, -back, SEEK_END) == 0) {
        e->n_tail = fread(e->tail, 1, (size_t)back, file);
    }
    fclose(file);
    return true;
}

void check_evidence_mark(struct arena *arena, const char *path, char out[HASH_SIZE]) {
    struct evidence e = {0};
    struct hash *h = hash_new(arena);
    if (open_evidence(&e, path)) {
        hash_add_str(h, arena_printf(arena, "%ld", e.bytes));
        hash_add(h, e.head, e.n_head);
        hash_add(h, e.tail, e.n_tail);
    }
    hash_end(h, out);
}

static const char *kind_of(const struct evidence *e) {
    static const struct {
        const char *bytes;
        size_t at, n;
        const char *kind;
    } marks[] = {
        {"%PDF-", 0, 5, "pdf"}, {"\xff\xd8\xff", 0, 3, "jpg"}, {"\x89PNG", 0, 4, "png"},
        {"ftyp", 4, 4, "mp4"},  {"PK\x03\x04", 0, 4, "zip"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (e->n_head >= marks[i].at + marks[i].n && memcmp(e->head + marks[i].at, marks[i].bytes, marks[i].n) == 0) {
            return marks[i].kind;
        }
    }
    return "?";
}

// An indicator that names no kinds takes any file; "?" is none that it could name.
static bool kind_listed(const char *list, const char *kind) {
    return !list || !*list || group_listed(list, kind);
}

// Where the file stands on this machine is the office's own matter; a link is not opened.
static void look(struct evidence *e) {
    const char *types = xml_attr(e->indicator, "berkas");
    if (!open_evidence(e, path_of(e))) {
        tell(e, SEVERITY_ERROR, "bukti.hilang", "", "");
        return;
    }
    const char *kind = kind_of(e);
    if (e->bytes == 0) {
        tell(e, SEVERITY_ERROR, "bukti.kosong", "", "");
    } else if (!kind_listed(types, kind)) {
        tell(e, SEVERITY_ERROR, "bukti.jenis", strcmp(kind, "?") == 0 ? "tidak dikenal" : kind, types);
    } else if (strcmp(kind, "pdf") == 0 && memmem(e->tail, e->n_tail, "/Encrypt", 8)) {
        tell(e, SEVERITY_ERROR, "bukti.terkunci", "", "");
    }
    long limit = e->c->rule->number;
    if (limit && e->bytes > limit) {
        tell(e, SEVERITY_ERROR, "bukti.besar", kind_number(e->c, (e->bytes + 1023) / 1024),
             kind_number(e->c, limit / 1024));
    }
}

static bool has_evidence(const struct check *c, const char *indicator) {
    for (const xmlNode *b = xml_child(c->innovation, "bukti"); b; b = xml_next(b, "bukti")) {
        const char *id = xml_attr(b, "indikator");
        if (id && strcmp(id, indicator) == 0) {
            return true;
        }
    }
    return false;
}

static void tell_missing(const struct check *c) {
    for (const xmlNode *i = xml_child(c->profile->root, "indikator"); i; i = xml_next(i, "indikator")) {
        const char *must = xml_attr(i, "wajib"), *id = xml_attr(i, "id");
        if (must && strcmp(must, "ya") == 0 && !has_evidence(c, id)) {
            struct place place = xml_place(c->innovation);
            place.section = id;
            finding_of_rule(c, SEVERITY_ERROR, "bukti.wajib", place, "indikator", id, "label", xml_attr(i, "label"),
                            NULL);
        }
    }
}

void check_evidence(const struct check *c) {
    bool indicators = xml_child(c->profile->root, "indikator") != NULL;
    for (const xmlNode *b = xml_child(c->innovation, "bukti"); b; b = xml_next(b, "bukti")) {
        const char *id = xml_attr(b, "indikator");
        struct evidence e = {.c = c, .node = b, .name = xml_attr(b, "berkas")};
        e.indicator = id ? indicator_find(c, id) : NULL;
        if (id && indicators && !e.indicator) {
            tell(&e, SEVERITY_WARNING, "bukti.indikator", id, nearest_indicator(c, id));
        }
        if (e.name && *e.name) {
            look(&e);
        }
    }
    tell_missing(c);
}
