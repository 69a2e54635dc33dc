// Numbers, ranks and names of persons.
#include <string.h>

#include "base/text.h"
#include "model/format.h"

static bool all_digits(const char *s) {
    return *s && s[strspn(s, "0123456789")] == '\0';
}

const char *format_person_number(struct arena *a, const char *kind, const char *digits) {
    if (!digits) {
        return "";
    }
    if (!kind || strcmp(kind, "NIP") != 0 || strlen(digits) != 18 || !all_digits(digits)) {
        return arena_strdup(a, digits);
    }
    return arena_printf(a, "%.8s %.6s %.1s %.3s", digits, digits + 8, digits + 14, digits + 15);
}

static int number(const char *digits, int n) {
    int value = 0;
    while (n--) {
        value = value * 10 + (*digits++ - '0');
    }
    return value;
}

// 8 digits of birth, then 6 (year and month of appointment for a NIP), sex, and a sequence of 3.
static const char *civil_fault(const char *digits, bool has_month) {
    struct date birth = {number(digits, 4), number(digits + 4, 2), number(digits + 6, 2)};
    if (birth.month == 0 || birth.day == 0 || !date_valid(birth)) {
        return "tanggal-lahir";
    }
    int month = number(digits + 12, 2);
    if (has_month && (month < 1 || month > 12)) {
        return "bulan";
    }
    return digits[14] == '1' || digits[14] == '2' ? NULL : "kelamin";
}

const char *person_number_fault(const char *kind, const char *digits) {
    if (!kind || !digits || !all_digits(digits)) {
        return "panjang";
    }
    size_t length = strlen(digits);
    if (strcmp(kind, "NRP") == 0) {
        return length >= 5 && length <= 18 ? NULL : "panjang";
    }
    return length == 18 ? civil_fault(digits, strcmp(kind, "NIP") == 0) : "panjang";
}

static bool is_one_of(char c, const char *set) {
    return c && strchr(set, c);
}

const char *format_grade(struct arena *a, const char *golongan) {
    static const char *const classes[] = {"I", "II", "III", "IV"};
    const char *lower = text_lower(a, golongan ? golongan : ""), *p = lower + strspn(lower, " ");
    size_t n = strspn(p, "ivx");
    char *roman = text_upper(a, arena_strndup(a, p, n));
    if (n == 0 && is_one_of(*p, "1234")) {
        n = 1;
        roman = arena_strdup(a, classes[*p - '1']);
    }
    const char *rest = p + n + strspn(p + n, " /.-");
    bool civil = n > 0 && is_one_of(*rest, "abcde") && rest[1] == '\0';
    bool contract = n > 0 && !*rest && *p != *roman && is_one_of(*p, "ivx");
    return civil ? arena_printf(a, "%s/%c", roman, *rest) : contract ? roman : golongan;
}

const char *format_rank(const char *golongan) {
    static const struct {
        const char *code, *name;
    } ranks[] = {
        {"I/a", "Juru Muda"},
        {"I/b", "Juru Muda Tingkat I"},
        {"I/c", "Juru"},
        {"I/d", "Juru Tingkat I"},
        {"II/a", "Pengatur Muda"},
        {"II/b", "Pengatur Muda Tingkat I"},
        {"II/c", "Pengatur"},
        {"II/d", "Pengatur Tingkat I"},
        {"III/a", "Penata Muda"},
        {"III/b", "Penata Muda Tingkat I"},
        {"III/c", "Penata"},
        {"III/d", "Penata Tingkat I"},
        {"IV/a", "Pembina"},
        {"IV/b", "Pembina Tingkat I"},
        {"IV/c", "Pembina Utama Muda"},
        {"IV/d", "Pembina Utama Madya"},
        {"IV/e", "Pembina Utama"},
    };
    for (size_t i = 0; golongan && i < sizeof ranks / sizeof *ranks; i++) {
        if (strcmp(golongan, ranks[i].code) == 0) {
            return ranks[i].name;
        }
    }
    return NULL;
}

const char *format_name(struct arena *a, const char *before, const char *name, const char *after) {
    bool has_before = !text_blank(before), has_after = !text_blank(after);
    return arena_printf(a, "%s%s%s%s%s", has_before ? before : "", has_before ? " " : "", name ? name : "",
                        has_after ? ", " : "", has_after ? after : "");
}
