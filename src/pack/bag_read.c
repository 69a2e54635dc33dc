#include "pack/bag_read.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"

#define LINES_TOLD 20  // wrong lines of one file that are told one by one

// ---- paths ----

bool bag_path_decode(char *path) {
    bool sound = true;
    char *to = path;
    for (const char *p = path; *p; p++) {
        bool escape = *p == '%' && p[1] && p[2];
        char code = escape && p[1] == '0' && (p[2] | 32) == 'a'   ? '\n'
                    : escape && p[1] == '0' && (p[2] | 32) == 'd' ? '\r'
                    : escape && p[1] == '2' && p[2] == '5'        ? '%'
                                                                  : '\0';
        sound = sound && (*p != '%' || code);
        *to++ = code ? code : *p;
        p += code ? 2 : 0;
    }
    *to = '\0';
    return sound;
}

const char *bag_path_wrong(const char *path) {
    if (path[0] == '/' || path[0] == '~') {
        return "@bag.jalur.mutlak";
    }
    if (((path[0] | 32) >= 'a' && (path[0] | 32) <= 'z' && path[1] == ':') || strchr(path, '\\')) {
        return "@bag.jalur.windows";
    }
    for (const char *p = path;;) {
        size_t n = strcspn(p, "/");
        if (n == 0 || (n == 1 && *p == '.') || (n == 2 && p[0] == '.' && p[1] == '.')) {
            return "@bag.jalur.keluar";
        }
        if (!p[n]) {
            return NULL;
        }
        p += n + 1;
    }
}

// ---- lines ----

struct reading {
    struct arena *arena;
    struct holding *holding;
    const char *file;
    struct findings *findings;
    int line, told;
};

static void tell_why(struct reading *r, const char *rule, const char *detail, const char *why) {
    const size_t before = r->findings->n;
    if (r->told++ < LINES_TOLD) {
        fixity_tell(r->arena, r->holding, r->findings, rule, r->file, why, detail);
        r->findings->items[before].place.line = r->line;
    } else if (r->told == LINES_TOLD + 1) {
        fixity_tell(r->arena, r->holding, r->findings, "bag.more-lines", r->file, r->file, NULL);
    }
}

static void tell(struct reading *r, const char *rule, const char *detail) {
    tell_why(r, rule, detail, r->file);
}

// The text of a tag file; false after a finding.
static bool read_text(struct reading *r, const struct held *file, size_t limit, struct str *out) {
    if (file->kind != HELD_FILE || !holding_text(r->holding, file, r->arena, limit, out)) {
        bool large = file->kind == HELD_FILE && file->bytes > limit;
        tell(r, large ? "bag.large" : file->kind == HELD_FILE ? "fixity.unreadable" : "fixity.link", NULL);
        return false;
    }
    if (out->n >= 3 && memcmp(out->p, "\xEF\xBB\xBF", 3) == 0) {
        tell(r, "bag.bom", NULL);
        return false;
    }
    if (!text_valid(out->p, out->n)) {
        tell(r, "bag.utf8", NULL);
        return false;
    }
    return true;
}

// The next line, without its end (LF, CR or CRLF); NULL at the end of the text. The text is cut up.
static char *next_line(struct reading *r, char **rest) {
    char *line = *rest;
    if (!*line) {
        return NULL;
    }
    size_t n = strcspn(line, "\r\n");
    *rest = line + n + (line[n] == '\r' && line[n + 1] == '\n') + (line[n] != '\0');
    line[n] = '\0';
    r->line++;
    return line;
}

// ---- manifests ----

// "manifest-sha256.txt" → "sha256"
static const char *algorithm_of(struct arena *arena, const char *file) {
    const char *dash = strchr(file, '-');
    size_t n = dash ? strlen(dash + 1) : 0;
    return n > 4 ? arena_strndup(arena, dash + 1, n - 4) : "";
}

static size_t digits_of(const char *algorithm) {
    static const struct {
        const char *name;
        size_t digits;
    } known[] = {{"md5", 32}, {"sha1", 40}, {"sha256", 64}, {"sha512", 128}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].name, algorithm) == 0) {
            return known[i].digits;
        }
    }
    return 0;
}

// Nobody writes a hash partly in small and partly in capital letters; a flipped bit does.
static bool one_case(const char *hash, size_t n) {
    bool small = false, capital = false;
    for (size_t i = 0; i < n; i++) {
        small = small || (hash[i] >= 'a' && hash[i] <= 'f');
        capital = capital || (hash[i] >= 'A' && hash[i] <= 'F');
    }
    return !(small && capital);
}

static bool take_line(struct reading *r, char *line, bool payload, size_t digits, struct fixity_entry *out) {
    size_t n = strspn(line, "0123456789abcdefABCDEF"), gap = strspn(line + n, " \t");
    char *path = line + n + gap;
    if (n != digits || gap == 0 || !*path || !one_case(line, n)) {
        tell(r, "bag.line", arena_strndup(r->arena, line, strnlen(line, 60)));
        return false;
    }
    line[n] = '\0';
    path += *path == '*' && path[1];  // how md5sum marks binary files
    path += path[0] == '.' && path[1] == '/' ? 2 : 0;
    if (!bag_path_decode(path)) {
        tell(r, "bag.percent", arena_strdup(r->arena, path));
    }
    const char *wrong = bag_path_wrong(path);
    if (!wrong && payload != (strncmp(path, "data/", 5) == 0)) {
        wrong = payload ? "@bag.jalur.bukan-isi" : "@bag.jalur.isi";
    }
    if (wrong) {
        tell_why(r, "bag.path", path, wrong);
        return false;
    }
    *out = (struct fixity_entry){.name = path, .hash = line, .bytes = -1};
    return true;
}

static void drop_twins(struct reading *r, struct bag_list *list) {
    size_t kept = 0;
    fixity_sort(list->entries, list->n);
    r->line = 0;
    for (size_t i = 0; i < list->n; i++) {
        if (kept > 0 && strcmp(list->entries[kept - 1].name, list->entries[i].name) == 0) {
            tell(r, "bag.twice", list->entries[i].name);
        } else {
            list->entries[kept++] = list->entries[i];
        }
    }
    list->n = kept;
}

bool bag_read_list(struct arena *arena, struct holding *h, const struct held *file, bool payload, struct bag_list *out,
                   struct findings *findings) {
    struct reading r = {.arena = arena, .holding = h, .file = file->name, .findings = findings};
    struct str text;
    *out = (struct bag_list){.file = file->name, .algorithm = algorithm_of(arena, file->name)};
    size_t digits = digits_of(out->algorithm), lines = 1;
    if (digits == 0) {
        tell(&r, "bag.algorithm", out->algorithm);
        return false;
    }
    if (!read_text(&r, file, BAG_LIST_LIMIT, &text)) {
        return false;
    }
    for (size_t i = 0; i < text.n; i++) {
        lines += text.p[i] == '\n' || text.p[i] == '\r';
    }
    out->entries = ARENA_ROOM(arena, lines + 1, struct fixity_entry);
    char *rest = (char *)text.p;
    for (char *line; (line = next_line(&r, &rest));) {
        if (*line) {
            out->n += take_line(&r, line, payload, digits, &out->entries[out->n]);
        }
    }
    drop_twins(&r, out);
    return true;
}

// ---- bagit.txt and bag-info.txt ----

static void add_tag(struct bag_tags *tags, char *line, char *colon) {
    *colon = '\0';
    char *value = colon + 1 + strspn(colon + 1, " \t");
    tags->items[tags->n++] = (struct bag_tag){line, value};
}

bool bag_read_tags(struct arena *arena, struct holding *h, const struct held *file, struct bag_tags *out,
                   struct findings *findings) {
    struct reading r = {.arena = arena, .holding = h, .file = file->name, .findings = findings};
    struct str text;
    *out = (struct bag_tags){0};
    if (!read_text(&r, file, BAG_TAGS_LIMIT, &text)) {
        return false;
    }
    size_t lines = 1;
    for (size_t i = 0; i < text.n; i++) {
        lines += text.p[i] == '\n' || text.p[i] == '\r';
    }
    out->items = ARENA_ARRAY(arena, lines, struct bag_tag);
    char *rest = (char *)text.p;
    for (char *line; (line = next_line(&r, &rest));) {
        char *colon = strchr(line, ':');
        if ((*line == ' ' || *line == '\t') && out->n > 0) {
            struct bag_tag *last = &out->items[out->n - 1];
            last->value = arena_printf(arena, "%s %s", last->value, line + strspn(line, " \t"));
        } else if (colon && colon > line && *line != ' ') {
            add_tag(out, line, colon);
        } else if (!text_blank(line)) {
            tell(&r, "bag.tags", arena_strndup(arena, line, strnlen(line, 60)));
            return false;
        }
    }
    return true;
}

const char *bag_tag(const struct bag_tags *tags, const char *label) {
    for (size_t i = 0; i < tags->n; i++) {
        if (strcasecmp(tags->items[i].label, label) == 0) {
            return tags->items[i].value;
        }
    }
    return NULL;
}
