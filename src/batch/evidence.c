#include "batch/evidence.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/image.h"
#include "inspect/inspect.h"
#include "pack/sheets.h"

const char *const evidence_kinds[] = {"", "pdf", "jpg", "png", "mp4", "zip"};

static bool tell(struct findings *f, const char *rule, const char *path, struct place place, const char *word) {
    struct place at = place.file ? place : (struct place){.file = path};
    findings_add(f, rule, at, "berkas", path, "isi", word, NULL);
    return false;
}

static enum evidence_kind kind_of(struct str bytes) {
    static const struct {
        const char *bytes;
        size_t at, n;
        enum evidence_kind kind;
    } marks[] = {{"%PDF-", 0, 5, EVIDENCE_PDF},      {"\xff\xd8\xff", 0, 3, EVIDENCE_JPG},
                 {"\x89PNG\r\n\x1a\n", 0, 8, EVIDENCE_PNG}, {"ftyp", 4, 4, EVIDENCE_MP4},
                 {"PK\x03\x04", 0, 4, EVIDENCE_ZIP}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (bytes.n >= marks[i].at + marks[i].n && memcmp(bytes.p + marks[i].at, marks[i].bytes, marks[i].n) == 0) {
            return marks[i].kind;
        }
    }
    return EVIDENCE_OTHER;
}

static bool extension_fits(const char *path, enum evidence_kind kind) {
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    if (!dot) {
        return false;
    }
    return strcasecmp(dot + 1, evidence_kinds[kind]) == 0 || (kind == EVIDENCE_JPG && strcasecmp(dot, ".jpeg") == 0) ||
           (kind == EVIDENCE_MP4 && (strcasecmp(dot, ".mov") == 0 || strcasecmp(dot, ".m4v") == 0)) ||
           (kind == EVIDENCE_ZIP && (strcasecmp(dot, ".docx") == 0 || strcasecmp(dot, ".xlsx") == 0 ||
                                     strcasecmp(dot, ".pptx") == 0));
}

// ---- PDF ----

// Our own reader is bounded; libqpdf forgives more. What neither reads is broken.
static const char *look_at_pdf(struct arena *arena, struct evidence *e) {
    struct findings *why = findings_new(arena, NULL);
    struct inspection *p = inspection_new(arena, e->path, e->bytes, NULL, why);
    const char *problem = NULL;
    size_t signatures = 0;
    if (p) {
        e->pages = inspection_pages(p);
        inspection_signatures(p, &signatures);
        e->is_signed = signatures > 0;
        return e->pages > 0 ? NULL : "evidence.broken";
    }
    if (findings_has(why, "pdf.encrypted")) {
        return "evidence.locked";
    }
    struct sheets *s = findings_has(why, "pdf.large") ? NULL : sheets_open(arena, e->bytes, &problem);
    e->pages = s ? sheets_count(s) : 0;
    return s ? NULL : problem && strcmp(problem, "@pdf.sandi") == 0 ? "evidence.locked" : "evidence.broken";
}

// ---- video ----

static uint64_t big(const char *p, int n) {
    uint64_t v = 0;
    for (int i = 0; i < n; i++) {
        v = v << 8 | (unsigned char)p[i];
    }
    return v;
}

// The next box of an MP4 in [*at, end): its name and body. False at the end, or when it does not lie inside.
static bool next_box(struct str file, size_t *at, size_t end, const char **name, size_t *body, size_t *body_end) {
    if (end - *at < 8) {
        return false;
    }
    uint64_t size = big(file.p + *at, 4);
    size_t head = 8;
    if (size == 1 && end - *at >= 16) {
        size = big(file.p + *at + 8, 8);
        head = 16;
    }
    size = size == 0 ? end - *at : size;
    if (size < head || size > end - *at) {
        return false;
    }
    *name = file.p + *at + 4;
    *body = *at + head;
    *body_end = *at + (size_t)size;
    *at = *body_end;
    return true;
}

static long seconds_of(struct str file, size_t at, size_t end) {
    const char *name;
    size_t body, body_end;
    while (next_box(file, &at, end, &name, &body, &body_end)) {
        bool wide = body_end > body && file.p[body] == 1;
        size_t scale = body + (wide ? 20 : 12), length = wide ? 8 : 4;
        if (memcmp(name, "mvhd", 4) == 0 && scale + 4 + length <= body_end) {
            uint64_t unit = big(file.p + scale, 4), n = big(file.p + scale + 4, (int)length);
            return unit && n / unit < 1000000 ? (long)((n + unit - 1) / unit) : 0;
        }
    }
    return 0;
}

// A video that was not sent to its end lacks its directory (moov), or its last box leads out of the file.
static const char *look_at_video(struct evidence *e) {
    const char *name;
    size_t at = 0, body, end;
    bool directory = false, data = false;
    while (at < e->bytes.n) {
        if (!next_box(e->bytes, &at, e->bytes.n, &name, &body, &end)) {
            return "evidence.broken";
        }
        data = data || memcmp(name, "mdat", 4) == 0;
        if (memcmp(name, "moov", 4) == 0) {
            directory = true;
            e->seconds = seconds_of(e->bytes, body, end);
        }
    }
    return directory && data ? NULL : "evidence.broken";
}

// ---- all ----

static const char *look(struct arena *arena, struct evidence *e) {
    const char *why = NULL;
    if (e->kind == EVIDENCE_PDF) {
        return look_at_pdf(arena, e);
    }
    if (e->kind == EVIDENCE_MP4) {
        return look_at_video(e);
    }
    if (e->kind == EVIDENCE_JPG || e->kind == EVIDENCE_PNG) {
        struct arena *scratch = arena_new(0);
        const struct image *image = image_read(scratch, e->bytes, &why);
        e->width = image ? image->width : 0;
        e->height = image ? image->height : 0;
        e->pages = 1;
        arena_free(scratch);
        return image || strcmp(why, "image.large") == 0 ? NULL : "evidence.broken";
    }
    return e->kind == EVIDENCE_ZIP ? NULL : "evidence.kind";
}

bool evidence_look(struct arena *arena, const char *path, struct str bytes, struct place place, struct evidence *out,
                   struct findings *findings) {
    *out = (struct evidence){.path = path, .bytes = bytes, .kind = kind_of(bytes)};
    hash_bytes(bytes.p, bytes.n, out->hash);
    const char *problem = bytes.n == 0 ? "evidence.empty" : look(arena, out);
    if (problem) {
        return tell(findings, problem, path, place, evidence_kinds[out->kind]);
    }
    if (!extension_fits(path, out->kind)) {
        tell(findings, "evidence.extension", path, place, evidence_kinds[out->kind]);
    }
    return true;
}

bool evidence_open(struct arena *arena, const char *path, struct place place, struct evidence *out,
                   struct findings *findings) {
    struct str bytes;
    const char *why = NULL;
    if (!file_read(arena, path, EVIDENCE_LIMIT, &bytes, &why)) {
        *out = (struct evidence){.path = path};
        bool large = strcmp(why, "file.large") == 0;
        return tell(findings, large ? "evidence.large" : "evidence.missing", path, place,
                    large ? evidence_size(arena, EVIDENCE_LIMIT) : "");
    }
    return evidence_look(arena, path, bytes, place, out, findings);
}

const char *evidence_path(struct arena *arena, struct place place, const char *name) {
    const char *slash = place.file ? strrchr(place.file, '/') : NULL;
    return *name == '/' || !slash
               ? name
               : file_join(arena, arena_strndup(arena, place.file, (size_t)(slash - place.file)), name);
}

bool evidence_link_ok(const char *link) {
    size_t scheme = strncasecmp(link, "https://", 8) == 0 ? 8 : strncasecmp(link, "http://", 7) == 0 ? 7 : 0;
    const char *host = link + scheme;
    size_t n = strcspn(host, "/?#");
    for (const char *p = link; *p; p++) {
        if ((unsigned char)*p <= ' ' || strchr("<>\"'\\^`{|}", *p)) {
            return false;
        }
    }
    return scheme > 0 && n > 2 && memchr(host, '.', n) && host[0] != '.' && host[n - 1] != '.';
}

const char *evidence_size(struct arena *arena, size_t bytes) {
    if (bytes < 1000000) {
        return arena_printf(arena, "%zu KB", (bytes + 999) / 1000);
    }
    size_t tenths = (bytes + 99999) / 100000;
    return tenths % 10 ? arena_printf(arena, "%zu,%zu MB", tenths / 10, tenths % 10)
                       : arena_printf(arena, "%zu MB", tenths / 10);
}
