#include "pack/bag_profile.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"

#define DEEPEST 8

// JSON is read as a row of values, each with the keys that lead to it.
struct scan {
    struct arena *arena;
    const char *p, *end;
    const char *keys[DEEPEST];
    char opened[DEEPEST];            // '{' or '[' of each depth
    int depth;
    const struct holding *holding;
    const struct bag_tags *info;
    struct findings *findings;
    const char *wanted;              // the tag whose value is one of a list; NULL: none is being looked at
    bool met;
};

static void tell(struct scan *s, const char *what) {
    fixity_tell(s->arena, s->holding, s->findings, "bag.profile", "", NULL, what);
}

static const char *read_string(struct scan *s) {
    struct buf b = buf_new(s->arena);
    for (s->p++; s->p < s->end && *s->p != '"'; s->p++) {
        s->p += *s->p == '\\' && s->p + 1 < s->end;
        buf_char(&b, *s->p);
    }
    s->p += s->p < s->end;
    return arena_strdup(s->arena, buf_text(&b));
}

static bool is_at(const struct scan *s, int depth, const char *top) {
    return s->depth == depth && s->keys[1] && strcmp(s->keys[1], top) == 0;
}

static void want_file(struct scan *s, const char *name) {
    if (!holding_find(s->holding, name)) {
        tell(s, name);
    }
}

static void take_text(struct scan *s, const char *text) {
    if (is_at(s, 2, "Manifests-Required")) {
        want_file(s, arena_printf(s->arena, "manifest-%s.txt", text));
    } else if (is_at(s, 2, "Tag-Manifests-Required")) {
        want_file(s, arena_printf(s->arena, "tagmanifest-%s.txt", text));
    } else if (is_at(s, 2, "Tag-Files-Required")) {
        want_file(s, text);
    } else if (is_at(s, 4, "Bag-Info") && s->keys[3] && strcmp(s->keys[3], "values") == 0) {
        const char *value = bag_tag(s->info, s->keys[2]);
        s->wanted = value ? s->keys[2] : NULL;
        s->met = s->met || (value && strcmp(value, text) == 0);
    }
}

static size_t times(const struct bag_tags *tags, const char *label) {
    size_t n = 0;
    for (size_t i = 0; i < tags->n; i++) {
        n += strcasecmp(tags->items[i].label, label) == 0;
    }
    return n;
}

static void take_word(struct scan *s, const char *word) {
    if (!is_at(s, 3, "Bag-Info") || !s->keys[2] || !s->keys[3]) {
        return;
    }
    size_t n = times(s->info, s->keys[2]);
    bool missing = strcmp(s->keys[3], "required") == 0 && strcmp(word, "true") == 0 && n == 0;
    bool twice = strcmp(s->keys[3], "repeatable") == 0 && strcmp(word, "false") == 0 && n > 1;
    if (missing || twice) {
        tell(s, s->keys[2]);
    }
}

static void close_one(struct scan *s) {
    if (s->wanted && is_at(s, 4, "Bag-Info") && !s->met) {
        tell(s, s->wanted);
    }
    s->wanted = NULL;
    s->met = false;
    s->depth -= s->depth > 0;
}

static void open_one(struct scan *s, char kind) {
    if (s->depth + 1 < DEEPEST) {
        s->opened[++s->depth] = kind;
        s->keys[s->depth] = NULL;
    } else {
        s->p = s->end;
    }
}

static void take_string(struct scan *s) {
    const char *text = read_string(s);
    while (s->p < s->end && strchr(" \t\r\n", *s->p)) {
        s->p++;
    }
    if (s->opened[s->depth] == '{' && s->p < s->end && *s->p == ':') {
        s->keys[s->depth] = text;
    } else {
        take_text(s, text);
    }
}

void bag_profile_check(struct arena *arena, struct str profile, const struct holding *h, const struct bag_tags *info,
                       struct findings *findings) {
    struct scan s = {.arena = arena, .p = profile.p, .end = profile.p + profile.n, .holding = h, .info = info,
                     .findings = findings};
    while (s.p < s.end) {
        if (*s.p == '"') {
            take_string(&s);
        } else if (*s.p == '{' || *s.p == '[') {
            open_one(&s, *s.p++);
        } else if (*s.p == '}' || *s.p == ']') {
            close_one(&s);
            s.p++;
        } else if (*s.p == 't' || *s.p == 'f') {
            size_t n = strspn(s.p, "truefals");
            take_word(&s, arena_strndup(arena, s.p, n));
            s.p += n;
        } else {
            s.p++;
        }
    }
}
