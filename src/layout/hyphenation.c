#include "layout/hyphenation.h"

#include <hyphen.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// libhyphen 2.8.8 loses ten bytes whenever it loads a dictionary; the leak check must not stop at them.
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#else
#define __lsan_disable() ((void)0)
#define __lsan_enable() ((void)0)
#endif

#define LEAST_BEFORE 2
#define LEAST_AFTER (HYPHENATION_SHORTEST - LEAST_BEFORE)
#define KNOWN 4096                 // a power of two

_Static_assert(HYPHENATION_LONGEST <= 64, "the breaks of a word fit into 64 bits");

struct known {                     // a word that was asked for before
    char word[HYPHENATION_LONGEST];
    uint64_t breaks;               // bit i: before byte i
};

struct exception {
    const char *word;               // without hyphens
    size_t n;
    uint64_t breaks;                // bit i: before byte i; bit 0 of a suffix: before all of it
};

struct exceptions {                 // sorted by word
    struct exception *items;
    size_t n, cap;
};

struct hyphenation {
    struct arena *arena;
    HyphenDict *dictionary;
    struct exceptions parts[HYPHENATION_PARTS];
    struct known *known;           // by hash; a later word takes the place of an earlier one
};

static void free_dictionary(void *handle)
{
    hnj_hyphen_free(handle);
}

struct hyphenation *hyphenation_load(struct arena *arena, const char *path, struct findings *findings)
{
    __lsan_disable();
    HyphenDict *dictionary = hnj_hyphen_load(path);
    __lsan_enable();
    if (!dictionary) {
        findings_add(findings, "layout.hyphenation", (struct place){.file = path}, "file", path, NULL);
        return NULL;
    }
    arena_on_free(arena, free_dictionary, dictionary);
    struct hyphenation *h = ARENA_NEW(arena, struct hyphenation);
    h->arena = arena;
    h->dictionary = dictionary;
    h->known = ARENA_ARRAY(arena, KNOWN, struct known);
    return h;
}

// ---- exceptions ----

static int compare(const char *a, size_t n, const struct exception *b)
{
    int order = memcmp(a, b->word, n < b->n ? n : b->n);
    return order ? order : n < b->n ? -1 : n > b->n;
}

// The place of the word, or where it would stand.
static size_t find_place(const struct exceptions *e, const char *word, size_t n)
{
    size_t low = 0, high = e->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (compare(word, n, &e->items[middle]) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct exception *find_exception(const struct exceptions *e, const char *word, size_t n)
{
    size_t at = find_place(e, word, n);
    return at < e->n && compare(word, n, &e->items[at]) == 0 ? &e->items[at] : NULL;
}

bool hyphenation_except(struct hyphenation *h, enum hyphenation_part part, const char *divided, size_t n)
{
    char word[HYPHENATION_LONGEST];
    struct exception made = {0};
    for (size_t i = 0; i < n; i++) {
        if (divided[i] == '-')
            made.breaks |= (uint64_t)1 << made.n;
        else if (divided[i] < 'a' || divided[i] > 'z' || made.n + 1 >= HYPHENATION_LONGEST)
            return false;
        else
            word[made.n++] = divided[i];
    }
    if (!h || !made.n)
        return made.n > 0;
    struct exceptions *e = &h->parts[part];
    size_t at = find_place(e, word, made.n);
    made.word = arena_strndup(h->arena, word, made.n);
    if (e->n == e->cap) {
        size_t cap = e->cap ? 2 * e->cap : 64;
        e->items = arena_grow(h->arena, e->items, e->cap * sizeof *e->items, cap * sizeof *e->items);
        e->cap = cap;
    }
    memmove(e->items + at + 1, e->items + at, (e->n - at) * sizeof *e->items);
    e->items[at] = made;
    e->n++;
    return true;
}

static bool stem_breaks(const struct hyphenation *h, const char *word, size_t n, size_t from, size_t to, uint64_t end,
                        uint64_t *breaks)
{
    const struct exceptions *stems = &h->parts[HYPHENATION_STEM];
    const struct exception *stem = from < to ? find_exception(stems, word + from, to - from) : NULL;
    if (!stem)
        return false;
    *breaks = (stem->breaks | (from > 0)) << from | (to < n ? end << to : 0);
    return true;
}

// The word from byte `from` on as a stem with one of the suffixes, or alone.
static bool suffixed(const struct hyphenation *h, const char *word, size_t n, size_t from, uint64_t *breaks)
{
    const struct exceptions *suffixes = &h->parts[HYPHENATION_SUFFIX];
    if (stem_breaks(h, word, n, from, n, 0, breaks))
        return true;
    for (size_t i = 0; i < suffixes->n; i++) {
        const struct exception *x = &suffixes->items[i];
        if (from + x->n < n && !memcmp(word + n - x->n, x->word, x->n) &&
            stem_breaks(h, word, n, from, n - x->n, x->breaks, breaks))
            return true;
    }
    return false;
}

static bool excepted(const struct hyphenation *h, const char *word, size_t n, uint64_t *breaks)
{
    const struct exceptions *prefixes = &h->parts[HYPHENATION_PREFIX];
    const struct exception *whole = find_exception(&h->parts[HYPHENATION_WORD], word, n);
    if (whole) {
        *breaks = whole->breaks;
        return true;
    }
    if (suffixed(h, word, n, 0, breaks))
        return true;
    for (size_t i = 0; i < prefixes->n; i++) {
        const struct exception *x = &prefixes->items[i];
        if (x->n < n && !memcmp(word, x->word, x->n) && suffixed(h, word, n, x->n, breaks)) {
            *breaks |= x->breaks;
            return true;
        }
    }
    return false;
}

// ---- words ----

static bool lower_letters(const char *word, size_t n, char *out)
{
    for (size_t i = 0; i < n; i++) {
        char c = word[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (c < 'a' || c > 'z')
            return false;
        out[i] = c;
    }
    out[n] = '\0';
    return true;
}

static bool has_vowel(const char *word, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (strchr("aiueo", word[i]))
            return true;
    return false;
}

// The patterns give im-p-le-men-tasi and wor-k-s-hop: a piece without a vowel is no syllable, so both its ends fall.
static void drop_vowelless(const char *word, size_t n, const bool *found, bool *breaks)
{
    size_t from = 0;
    for (size_t to = 1; to <= n; to++) {
        if (to < n && !found[to])
            continue;
        if (!has_vowel(word, from, to)) {
            breaks[from] = false;
            if (to < n)
                breaks[to] = false;
        }
        from = to;
    }
}

static void by_patterns(const struct hyphenation *h, const char *word, size_t n, bool *found)
{
    char hyphens[HYPHENATION_LONGEST + 5];
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    if (hnj_hyphen_hyphenate3(h->dictionary, word, (int)n, hyphens, NULL, &rep, &pos, &cut, LEAST_BEFORE, LEAST_AFTER,
                              LEAST_BEFORE, LEAST_AFTER))
        return;
    for (size_t i = 1; i < n; i++)
        found[i] = (hyphens[i - 1] & 1) != 0;
}

// `word` is in small letters.
static uint64_t divide(const struct hyphenation *h, const char *word, size_t n)
{
    bool found[HYPHENATION_LONGEST] = {false}, breaks[HYPHENATION_LONGEST];
    uint64_t marks = 0, all = 0;
    if (!excepted(h, word, n, &marks))
        by_patterns(h, word, n, found);
    for (size_t i = 1; i < n; i++)
        breaks[i] = found[i] |= marks >> i & 1;
    drop_vowelless(word, n, found, breaks);
    for (size_t i = LEAST_BEFORE; i + LEAST_AFTER <= n; i++)
        all |= (uint64_t)breaks[i] << i;
    return all;
}

static struct known *known_place(const struct hyphenation *h, const char *word)
{
    uint32_t hash = 2166136261u;   // FNV-1a
    for (; *word; word++)
        hash = (hash ^ (unsigned char)*word) * 16777619u;
    return &h->known[(hash ^ hash >> 16) % KNOWN];
}

size_t hyphenation_find(const struct hyphenation *h, const char *word, size_t n, bool breaks[HYPHENATION_LONGEST])
{
    char small[HYPHENATION_LONGEST + 1];
    memset(breaks, 0, HYPHENATION_LONGEST * sizeof *breaks);
    if (!h || n < HYPHENATION_SHORTEST || n >= HYPHENATION_LONGEST || !lower_letters(word, n, small))
        return 0;
    struct known *known = known_place(h, small);
    if (strcmp(known->word, small) != 0) {
        memcpy(known->word, small, n + 1);
        known->breaks = divide(h, small, n);
    }
    for (uint64_t left = known->breaks; left; left &= left - 1)
        breaks[__builtin_ctzll(left)] = true;
    return (size_t)__builtin_popcountll(known->breaks);
}

bool hyphenation_common(const struct hyphenation *h, const char *word, size_t n)
{
    char small[HYPHENATION_LONGEST + 1];
    uint64_t breaks;
    if (!h || n >= HYPHENATION_LONGEST || !lower_letters(word, n, small))
        return false;
    return find_exception(&h->parts[HYPHENATION_TITLE], small, n) || excepted(h, small, n, &breaks);
}
