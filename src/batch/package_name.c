// Names of files inside packages, as portals take them.
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "batch/packing.h"

enum { LONGEST = 100 };  // when the profile says nothing

// Whether the profile's list ("a-z 0-9 _") has the character; letters, digits, '-' and '_' without a list.
static bool allowed(const char *list, char c) {
    if (!list) {
        list = "a-z A-Z 0-9 - _";
    }
    for (size_t n; list += strspn(list, " "), (n = strcspn(list, " ")) > 0; list += n) {
        if ((n == 3 && list[1] == '-' && c >= list[0] && c <= list[2]) || (n == 1 && c == list[0])) {
            return true;
        }
    }
    return false;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

// The value in the allowed characters; runs of others become one '-' (or '_'), none at the ends.
static void add_safe(struct buf *b, const char *value, const char *list) {
    char gap = allowed(list, '-') ? '-' : allowed(list, '_') ? '_' : '\0';
    bool waiting = false;
    for (const char *p = value; *p; p++) {
        char small = lower(*p), large = upper(*p);
        char c = allowed(list, *p) ? *p : allowed(list, small) ? small : allowed(list, large) ? large : '\0';
        if (!c || c == gap) {
            waiting = true;
            continue;
        }
        if (waiting && gap && b->n > 0 && b->p[b->n - 1] != gap) {
            buf_char(b, gap);
        }
        waiting = false;
        buf_char(b, c);
    }
}

static const char *value_of(const struct name_field *fields, size_t n, const char *name, size_t length) {
    for (size_t i = 0; i < n; i++) {
        if (strlen(fields[i].name) == length && memcmp(fields[i].name, name, length) == 0) {
            return fields[i].value ? fields[i].value : "";
        }
    }
    return "";
}

static const char *filled(struct arena *arena, const char *pattern, const struct name_field *fields, size_t n) {
    struct buf b = buf_new(arena);
    for (const char *p = pattern; *p; p++) {
        if (*p == '{') {
            size_t length = strcspn(p + 1, "}");
            buf_str(&b, value_of(fields, n, p + 1, length));
            p += length + (p[1 + length] == '}');
        } else {
            buf_char(&b, *p);
        }
    }
    return buf_text(&b);
}

static const char *base_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

// Portals and Windows do not tell capitals from small letters, and some portals know no folders.
static bool taken(const struct package *pk, const char *name) {
    for (size_t i = 0; i < pk->n; i++) {
        if (strcasecmp(base_of(pk->files[i].path), name) == 0) {
            return true;
        }
    }
    return false;
}

const char *package_file_name(struct packing *p, const struct package *pk, const char *folder, const char *pattern,
                              const struct name_field *fields, size_t n, const char *extension) {
    const char *list = packing_given(p->rules, "huruf"), *most = packing_given(p->rules, "panjang");
    size_t longest = most ? (size_t)strtoul(most, NULL, 10) : LONGEST, end = strlen(extension) + 1;
    struct buf b = buf_new(p->arena);
    add_safe(&b, filled(p->arena, pattern, fields, n), list);
    const char *stem = b.n ? buf_text(&b) : "berkas", *name = NULL;
    for (unsigned k = 1; !name || taken(pk, name); k++) {
        const char *number = k > 1 ? arena_printf(p->arena, allowed(list, '-') ? "-%u" : "%u", k) : "";
        size_t room = longest > end + strlen(number) ? longest - end - strlen(number) : 1;
        size_t length = strlen(stem) < room ? strlen(stem) : room;
        while (length > 1 && (stem[length - 1] == '-' || stem[length - 1] == '_')) {
            length--;
        }
        name = arena_printf(p->arena, "%.*s%s.%s", (int)length, stem, number, extension);
    }
    return folder && *folder ? arena_printf(p->arena, "%s/%s", folder, name) : name;
}
