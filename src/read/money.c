#include "read/money.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "model/format.h"
#include "read/fold.h"

// The bytes of an amount behind "Rp", "Rp." or "Rp ": digits with dots and a comma, "-" for no cents left out.
static size_t amount(const char *p, char *digits, size_t size) {
    size_t n = 0, out = 0;
    while (isdigit((unsigned char)p[n]) || ((p[n] == '.' || p[n] == ',') && isdigit((unsigned char)p[n + 1]))) {
        if (out + 1 >= size) {
            return 0;
        }
        digits[out++] = p[n++];
    }
    digits[out] = '\0';
    return n;
}

// The words in brackets behind an amount, as format_rupiah_words writes them; NULL when there are none.
static const char *words_behind(struct arena *arena, const char *p) {
    p += strspn(p, ",.- ");
    const char *close = *p == '(' ? strchr(p, ')') : NULL;
    if (!close || close - p > 400) {
        return NULL;
    }
    char *words = fold_text(arena, arena_strndup(arena, p + 1, (size_t)(close - p - 1)));
    struct buf out = buf_new(arena);
    for (const char *w = words; *w; w += strspn(w, " ")) {
        size_t n = strcspn(w, " ");
        bool milyar = n == 6 && strncmp(w, "milyar", 6) == 0, trilyun = n == 7 && strncmp(w, "trilyun", 7) == 0;
        buf_str(&out, out.n ? " " : "");
        buf_str(&out, milyar ? "miliar" : trilyun ? "triliun" : arena_strndup(arena, w, n));
        w += n;
    }
    const char *all = buf_text(&out);
    return strstr(all, "rupiah") ? all : NULL;
}

static void check_at(struct import *im, const struct source_block *block, const char *field, const char *p) {
    char digits[64];
    int64_t sen;
    const char *start = p;
    p += 2;
    p += *p == '.';
    p += strspn(p, " ");
    size_t n = amount(p, digits, sizeof digits);
    if (n == 0 || !money_parse(digits, &sen)) {
        return;
    }
    struct place at = source_place(&im->source, &block->place);
    const char *written = arena_strndup(im->arena, start, (size_t)(p + n - start));
    const char *value = arena_printf(im->arena, "%" PRId64, sen / 100);
    const char *words = words_behind(im->arena, p + n);
    const char *expected = words ? fold_text(im->arena, format_rupiah_words(im->arena, sen)) : "";
    if (words && strcmp(words, expected) != 0) {
        findings_add(im->findings, "impor.terbilang", at, "isian", field, "nilai", written, "tertulis", words,
                     "seharusnya", expected, NULL);
    } else {
        findings_add(im->findings, words ? "impor.uang-terbilang" : "impor.uang", at, "isian", field, "nilai", written,
                     "angka", value, NULL);
    }
}

void money_check(struct import *im, const struct source_block *block, const char *field) {
    const char *text = source_text(im->arena, block);
    for (const char *p = text; (p = strstr(p, "Rp")); p += 2) {
        bool word = p > text && (isalnum((unsigned char)p[-1]) || (unsigned char)p[-1] >= 0x80);
        if (!word && !isalpha((unsigned char)p[2])) {
            check_at(im, block, field, p);
        }
    }
}
