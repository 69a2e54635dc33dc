#include "layout/hyphenation.h"

#include <hyphen.h>
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
#define LEAST_AFTER 3

struct hyphenation {
    HyphenDict *dictionary;
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

size_t hyphenation_find(const struct hyphenation *h, const char *word, size_t n, bool breaks[HYPHENATION_LONGEST])
{
    char small[HYPHENATION_LONGEST + 1], hyphens[HYPHENATION_LONGEST + 5];
    bool found[HYPHENATION_LONGEST] = {false};
    memset(breaks, 0, HYPHENATION_LONGEST * sizeof *breaks);
    if (!h || n < LEAST_BEFORE + LEAST_AFTER || n >= HYPHENATION_LONGEST || !lower_letters(word, n, small))
        return 0;
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    if (hnj_hyphen_hyphenate3(h->dictionary, small, (int)n, hyphens, NULL, &rep, &pos, &cut, LEAST_BEFORE, LEAST_AFTER,
                              LEAST_BEFORE, LEAST_AFTER))
        return 0;
    for (size_t i = 1; i < n; i++)
        breaks[i] = found[i] = (hyphens[i - 1] & 1) != 0;
    drop_vowelless(small, n, found, breaks);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        breaks[i] = breaks[i] && i >= LEAST_BEFORE && n - i >= LEAST_AFTER;
        count += breaks[i];
    }
    return count;
}
