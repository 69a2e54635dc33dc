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

struct hyphenation {
    HyphenDict *dictionary;
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
    h->dictionary = dictionary;
    h->known = ARENA_ARRAY(arena, KNOWN, struct known);
    return h;
}

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

// By the patterns; `word` is in small letters.
static uint64_t divide(const struct hyphenation *h, const char *word, size_t n)
{
    char hyphens[HYPHENATION_LONGEST + 5];
    bool found[HYPHENATION_LONGEST] = {false}, breaks[HYPHENATION_LONGEST] = {false};
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    if (hnj_hyphen_hyphenate3(h->dictionary, word, (int)n, hyphens, NULL, &rep, &pos, &cut, LEAST_BEFORE, LEAST_AFTER,
                              LEAST_BEFORE, LEAST_AFTER))
        return 0;
    for (size_t i = 1; i < n; i++)
        breaks[i] = found[i] = (hyphens[i - 1] & 1) != 0;
    drop_vowelless(word, n, found, breaks);
    uint64_t all = 0;
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
