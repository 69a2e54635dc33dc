#include "template/value.h"

#include <math.h>
#include <string.h>

bool value_number(const char *s, double *out) {
    mp length;
    if (strlen(s) > 20 || s[strspn(s, "-0123456789.")] != '\0') {
        return false;
    }
    char with_unit[24];
    size_t n = strlen(s);
    memcpy(with_unit, s, n);
    memcpy(with_unit + n, "pt", 3);
    if (!unit_parse(with_unit, &length)) {
        return false;
    }
    *out = (double)length / MP_PER_PT;
    return true;
}

bool value_length(const char *s, mp whole, mp *out) {
    size_t n = strlen(s);
    if (n > 1 && n < 20 && s[n - 1] == '%') {
        char digits[20];
        double percent;
        memcpy(digits, s, n - 1);
        digits[n - 1] = '\0';
        if (!value_number(digits, &percent)) {
            return false;
        }
        *out = (mp)llround((double)whole * percent / 100);
        return true;
    }
    return unit_parse(s, out);
}

// The next word of *s in `word`; false at the end. A word that is too long is cut, and so is none we know.
static bool next_word(const char **s, char *word, size_t size) {
    *s += strspn(*s, " \t\r\n");
    size_t n = strcspn(*s, " \t\r\n");
    if (n == 0) {
        return false;
    }
    size_t copied = n < size ? n : size - 1;
    memcpy(word, *s, copied);
    word[copied] = '\0';
    *s += n;
    return true;
}

static bool parse_column(const char *word, mp whole, struct column *out) {
    *out = (struct column){0, 0};
    size_t n = strlen(word);
    if (strcmp(word, "auto") == 0) {
        return true;
    }
    if (word[n - 1] == '*') {
        double share = 1;
        char digits[32];
        memcpy(digits, word, n);
        digits[n - 1] = '\0';
        if (n > 1 && (!value_number(digits, &share) || share <= 0 || share > 10000)) {
            return false;
        }
        out->share = (int)lround(share * 100);
        return true;
    }
    return value_length(word, whole, &out->width) && out->width >= 0;
}

size_t value_columns(const char *s, mp whole, struct column *out) {
    char word[32];
    size_t n = 0;
    while (next_word(&s, word, sizeof word)) {
        if (n == VALUE_COLUMNS || !parse_column(word, whole, &out[n])) {
            return 0;
        }
        n++;
    }
    return n;
}

size_t value_lengths(const char *s, mp *out) {
    char word[32];
    size_t n = 0;
    while (next_word(&s, word, sizeof word)) {
        if (n == VALUE_LENGTHS || !unit_parse(word, &out[n]) || out[n] < 0) {
            return 0;
        }
        n++;
    }
    return n % 2 ? n : 0;
}

bool value_frame(const char *s, struct frame *out) {
    char word[32];
    mp inset, lines[VALUE_LENGTHS] = {0};
    size_t n = 0;
    if (next_word(&s, word, sizeof word) && unit_parse(word, &inset) && inset >= 0) {
        n = value_lengths(s, lines);
    }
    if (n != 1 && n != 3) {
        return false;
    }
    *out = (struct frame){.inset = inset, .thickness = {lines[0], lines[2]}, .gap = lines[1], .n = (int)(n + 1) / 2};
    return true;
}

bool value_paper(const char *s, mp *width, mp *height) {
    static const struct {
        const char *name;
        double width, height;
    } papers[] = {{"a3", 297, 420}, {"a4", 210, 297}, {"a5", 148, 210}, {"f4", 215, 330}};
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        if (strcmp(s, papers[i].name) == 0) {
            *width = MM(papers[i].width);
            *height = MM(papers[i].height);
            return true;
        }
    }
    const char *x = strchr(s, 'x');
    char digits[16];
    double w, h;
    if (!x || (size_t)(x - s) >= sizeof digits) {
        return false;
    }
    memcpy(digits, s, (size_t)(x - s));
    digits[x - s] = '\0';
    if (!value_number(digits, &w) || !value_number(x + 1, &h) || w < 50 || h < 50 || w > 2000 || h > 2000) {
        return false;
    }
    *width = MM(w);
    *height = MM(h);
    return true;
}
