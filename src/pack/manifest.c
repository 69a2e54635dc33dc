#include "pack/manifest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/csv_write.h"

// The columns of the CSV, in their order; the reader finds them by name.
enum column {
    PATH, SHA256, BYTES, PAGES, DOCUMENT, ROLE, STATE, PROFILE, PROFILE_VERSION, PROGRAM, ERRORS, WARNINGS, NOTES,
    PACKAGE, FORCED, SUBJECT, COLUMNS
};
static const char *const names[COLUMNS] = {"berkas", "sha256",   "bita",          "halaman", "naskah",
                                           "peran",  "keadaan",  "profil",        "versi-profil", "program",
                                           "galat",  "peringatan", "catatan",     "paket",   "dipaksa",
                                           "perihal"};

bool manifest_is_own(const char *path) {
    return strcmp(path, MANIFEST_CSV) == 0 || strcmp(path, MANIFEST_JSON) == 0 || strcmp(path, MANIFEST_SUMS) == 0;
}

static int by_path(const void *a, const void *b) {
    return strcmp((*(const struct manifest_row *const *)a)->path, (*(const struct manifest_row *const *)b)->path);
}

static const struct manifest_row **sorted(struct arena *arena, const struct manifest *m) {
    const struct manifest_row **rows = ARENA_ARRAY(arena, m->n + 1, const struct manifest_row *);
    for (size_t i = 0; i < m->n; i++) {
        rows[i] = &m->rows[i];
    }
    if (m->n > 0) {
        qsort(rows, m->n, sizeof *rows, by_path);
    }
    return rows;
}

static const char *told(const char *text) {
    return text ? text : "";
}

// ---- CSV ----

static void number(struct buf *b, size_t n, bool empty) {
    if (!empty || n > 0) {
        buf_printf(b, "%zu", n);
    }
    buf_char(b, ';');
}

struct str manifest_csv(struct arena *arena, const struct manifest *m) {
    const struct manifest_row **rows = sorted(arena, m);
    struct buf b = buf_new(arena);
    csv_start(&b);
    for (int c = 0; c < COLUMNS; c++) {
        csv_cell(&b, names[c], c + 1 == COLUMNS);
    }
    for (size_t i = 0; i < m->n; i++) {
        const struct manifest_row *r = rows[i];
        csv_cell(&b, r->path, false);
        csv_cell(&b, r->sha256, false);
        number(&b, r->bytes, false);
        number(&b, r->pages, true);
        csv_cell(&b, told(r->document), false);
        csv_cell(&b, told(r->role), false);
        csv_cell(&b, told(r->state), false);
        csv_cell(&b, told(r->profile), false);
        csv_cell(&b, told(r->profile_version), false);
        csv_cell(&b, told(m->program), false);
        number(&b, r->errors, false);
        number(&b, r->warnings, false);
        number(&b, r->notes, false);
        csv_cell(&b, told(m->package), false);
        csv_cell(&b, m->forced ? "ya" : "tidak", false);
        csv_cell(&b, told(m->subject), true);
    }
    return (struct str){buf_text(&b), b.n};
}

// ---- JSON ----

static void text(struct buf *b, const char *name, const char *value, bool last) {
    buf_printf(b, "\"%s\": \"", name);
    for (const char *p = told(value); *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c == '"' || c == '\\') {
            buf_printf(b, "\\%c", c);
        } else if (c < 0x20 || c == 0x7f) {
            buf_printf(b, "\\u%04x", c);
        } else {
            buf_char(b, *p);
        }
    }
    buf_str(b, last ? "\"" : "\", ");
}

struct str manifest_json(struct arena *arena, const struct manifest *m) {
    const struct manifest_row **rows = sorted(arena, m);
    struct buf b = buf_new(arena);
    buf_str(&b, "{\"format\": \"naskah-manifes\", \"versi\": 1,\n ");
    text(&b, "paket", m->package, false);
    text(&b, "perihal", m->subject, false);
    text(&b, "profil", m->profile, false);
    text(&b, "versi-profil", m->profile_version, false);
    text(&b, "program", m->program, false);
    buf_printf(&b, "\"dipaksa\": %s,\n \"berkas\": [", m->forced ? "true" : "false");
    for (size_t i = 0; i < m->n; i++) {
        const struct manifest_row *r = rows[i];
        buf_str(&b, i ? ",\n  {" : "\n  {");
        text(&b, "berkas", r->path, false);
        text(&b, "sha256", r->sha256, false);
        buf_printf(&b, "\"bita\": %zu, \"halaman\": ", r->bytes);
        buf_printf(&b, r->pages ? "%zu, " : "null, ", r->pages);
        text(&b, "naskah", r->document, false);
        text(&b, "peran", r->role, false);
        text(&b, "keadaan", r->state, false);
        text(&b, "profil", r->profile, false);
        text(&b, "versi-profil", r->profile_version, false);
        buf_printf(&b, "\"galat\": %zu, \"peringatan\": %zu, \"catatan\": %zu}", r->errors, r->warnings, r->notes);
    }
    buf_str(&b, m->n ? "\n ]}\n" : "]}\n");
    return (struct str){buf_text(&b), b.n};
}

// ---- sha256sum ----

struct str manifest_sums(struct arena *arena, const struct manifest *m) {
    const struct manifest_row **rows = sorted(arena, m);
    struct buf b = buf_new(arena);
    for (size_t i = 0; i < m->n; i++) {
        buf_printf(&b, "%s  %s\n", rows[i]->sha256, rows[i]->path);
    }
    return (struct str){buf_text(&b), b.n};
}

// ---- reading ----

struct reading {
    struct arena *arena;
    const char *p, *end;
    char separator;
};

// The next cell; *ends: it is the last of its row.
static const char *next_cell(struct reading *r, bool *ends) {
    struct buf b = buf_new(r->arena);
    if (r->p < r->end && *r->p == '"') {
        for (r->p++; r->p < r->end && (*r->p != '"' || (r->p + 1 < r->end && r->p[1] == '"')); r->p++) {
            r->p += *r->p == '"';
            buf_char(&b, *r->p);
        }
        r->p += r->p < r->end;
    }
    while (r->p < r->end && *r->p != r->separator && *r->p != '\n') {
        if (*r->p != '\r') {
            buf_char(&b, *r->p);
        }
        r->p++;
    }
    *ends = r->p >= r->end || *r->p == '\n';
    r->p += r->p < r->end;
    const char *s = buf_text(&b);
    return s[0] == '\'' && s[1] && strchr("=+-@\t", s[1]) ? s + 1 : s;
}

// Which column of the file each of ours is in; false when one that must be there is not.
static bool read_head(struct reading *r, int place[COLUMNS]) {
    bool ends = false;
    for (int c = 0; c < COLUMNS; c++) {
        place[c] = -1;
    }
    for (int at = 0; !ends && r->p < r->end; at++) {
        const char *name = next_cell(r, &ends);
        for (int c = 0; c < COLUMNS; c++) {
            place[c] = place[c] < 0 && strcmp(name, names[c]) == 0 ? at : place[c];
        }
    }
    return place[PATH] >= 0 && place[SHA256] >= 0 && place[BYTES] >= 0;
}

static bool count(const char *text, size_t *out) {
    char *rest = NULL;
    errno = 0;
    unsigned long long n = strtoull(text, &rest, 10);
    *out = (size_t)n;
    return (*text == '\0' && n == 0) || (*text >= '0' && *text <= '9' && *rest == '\0' && errno == 0);
}

// A path leads nowhere but into the package.
static bool path_ok(const char *path) {
    bool ok = *path && *path != '/' && !strchr(path, '\\') && text_valid(path, strlen(path));
    for (const char *p = path; ok && (p = strstr(p, "..")) != NULL; p += 2) {
        ok = (p > path && p[-1] != '/') || (p[2] && p[2] != '/');
    }
    return ok;
}

static const char *take(struct manifest *m, struct manifest_row *row, const char *const *cells) {
    *row = (struct manifest_row){.path = cells[PATH],
                                 .document = cells[DOCUMENT],
                                 .role = cells[ROLE],
                                 .state = cells[STATE],
                                 .profile = cells[PROFILE],
                                 .profile_version = cells[PROFILE_VERSION]};
    bool hash = strlen(cells[SHA256]) == HASH_SIZE - 1 && strspn(cells[SHA256], "0123456789abcdef") == HASH_SIZE - 1;
    bool counts = count(cells[BYTES], &row->bytes) && count(cells[PAGES], &row->pages) &&
                  count(cells[ERRORS], &row->errors) && count(cells[WARNINGS], &row->warnings) &&
                  count(cells[NOTES], &row->notes);
    if (m->n == 0) {
        m->package = cells[PACKAGE];
        m->profile = cells[PROFILE];
        m->profile_version = cells[PROFILE_VERSION];
        m->program = cells[PROGRAM];
        m->forced = strcmp(cells[FORCED], "ya") == 0;
        m->subject = cells[SUBJECT];
    }
    if (hash) {
        memcpy(row->sha256, cells[SHA256], HASH_SIZE);
    }
    return !hash || !counts ? "@manifes.baris" : !path_ok(row->path) ? "@manifes.jalur" : NULL;
}

// One row; false at the end.
static bool read_row(struct reading *r, const int place[COLUMNS], const char *cells[COLUMNS], bool *blank) {
    bool ends = r->p >= r->end;
    if (ends) {
        return false;
    }
    for (int c = 0; c < COLUMNS; c++) {
        cells[c] = "";
    }
    *blank = true;
    for (int at = 0; !ends; at++) {
        const char *value = next_cell(r, &ends);
        *blank = *blank && !*value;
        for (int c = 0; c < COLUMNS; c++) {
            cells[c] = place[c] == at ? value : cells[c];
        }
    }
    return true;
}

struct manifest *manifest_read(struct arena *arena, struct str csv, const char **why) {
    struct reading r = {.arena = arena, .p = csv.p, .end = csv.p + csv.n};
    int place[COLUMNS];
    const char *cells[COLUMNS];
    bool blank, mark = csv.n >= 3 && memcmp(csv.p, "\xef\xbb\xbf", 3) == 0;
    r.p += mark ? 3 : 0;
    size_t line = 0, lines = 1;
    while (r.p + line < r.end && r.p[line] != '\n') {
        line++;
    }
    r.separator = memchr(r.p, ';', line) ? ';' : ',';
    *why = "@manifes.kepala";
    if (csv.n == 0 || memchr(csv.p, '\0', csv.n) || !read_head(&r, place)) {
        return NULL;
    }
    for (const char *p = r.p; p < r.end; p++) {
        lines += *p == '\n';
    }
    struct manifest *m = ARENA_NEW(arena, struct manifest);
    struct manifest_row *rows = ARENA_ARRAY(arena, lines + 1, struct manifest_row);
    m->package = m->profile = m->profile_version = m->program = m->subject = "";
    m->rows = rows;
    while (read_row(&r, place, cells, &blank)) {
        if (blank) {
            continue;
        }
        *why = take(m, &rows[m->n], cells);
        if (*why) {
            return NULL;
        }
        m->n++;
    }
    *why = NULL;
    return m;
}

const struct manifest_row *manifest_find(const struct manifest *m, const char *path) {
    for (size_t i = 0; i < m->n; i++) {
        if (strcmp(m->rows[i].path, path) == 0) {
            return &m->rows[i];
        }
    }
    return NULL;
}
