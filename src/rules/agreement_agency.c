// One agency under two names in one text: what it was called before, beside what it is called now. A note; both may be
// meant.
#include <string.h>
#include <strings.h>

#include "base/xml.h"
#include "rules/agreement_text.h"

enum { MAX_NAMES = 16 };

// A name that an agency has or had, and where one owner's texts first used it.
struct name {
    const char *full, *shortly;  // NULL without
    const char *seen;            // which of the two
    const xmlNode *where;
};

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static size_t begins(const char *text, const char *name) {
    size_t n = name ? strlen(name) : 0;
    return n && strncasecmp(text, name, n) == 0 && !is_letter(text[n]) ? n : 0;
}

static bool same(const char *a, const char *b) {
    return (a && b) ? strcasecmp(a, b) == 0 : a == b;
}

static void add_name(struct name *all, size_t *n, const xmlNode *from) {
    struct name one = {.full = xml_attr(from, "nama"), .shortly = xml_attr(from, "singkatan")};
    for (size_t i = 0; i < *n; i++) {
        if (same(all[i].full, one.full) || (one.shortly && same(all[i].shortly, one.shortly))) {
            return;  // told again, or only one of the two changed
        }
    }
    if (*n < MAX_NAMES && one.full) {
        all[(*n)++] = one;
    }
}

// The longest name that stands there: the old one may begin as the new one does.
static struct name *name_at(struct name *all, size_t n, const char *text, size_t *length, const char **which) {
    struct name *found = NULL;
    *length = 0;
    for (size_t i = 0; i < n; i++) {
        const char *const both[] = {all[i].full, all[i].shortly};
        for (size_t k = 0; k < 2; k++) {
            size_t now = begins(text, both[k]);
            if (now > *length) {
                *length = now;
                *which = both[k];
                found = &all[i];
            }
        }
    }
    return found;
}

static void read_text(struct name *all, size_t n, const struct said *said) {
    for (const char *p = said->text; *p; p++) {
        size_t length = 0;
        const char *which = NULL;
        struct name *found = p == said->text || !is_letter(p[-1]) ? name_at(all, n, p, &length, &which) : NULL;
        if (found && !found->seen) {
            found->seen = which;
            found->where = said->node;
        }
        p += length ? length - 1 : 0;
    }
}

static void tell(const struct check *c, const struct name *all, size_t n, const char *innovation) {
    const struct name *first = NULL;
    for (size_t i = 0; i < n; i++) {
        if (all[i].seen && first) {
            finding_of_rule(c, SEVERITY_NOTE, "naskah.teks-instansi", xml_place(all[i].where), "tertulis", all[i].seen,
                            "tempat", agreement_place(c->arena, first->where), "lain", first->seen, "id-inovasi",
                            innovation, NULL);
        }
        first = first ? first : all[i].seen ? &all[i] : NULL;
    }
}

void agreement_agency(const struct check *c, const xmlNode *agency, const struct said *said, size_t n) {
    struct name all[MAX_NAMES];
    size_t n_all = 0;
    add_name(all, &n_all, agency);
    for (const xmlNode *s = xml_child(agency, "sebutan"); s; s = xml_next(s, "sebutan")) {
        add_name(all, &n_all, s);
    }
    for (size_t i = 0; n_all > 1 && i < n; i++) {
        read_text(all, n_all, &said[i]);
        if (i + 1 == n || said[i + 1].owner != said[i].owner) {
            tell(c, all, n_all, said[i].innovation);
            for (size_t k = 0; k < n_all; k++) {
                all[k].seen = NULL;
            }
        }
    }
}
