// Kinds of rule that hold one part of a document against another: what is told twice must be told alike. All by the
// general rules of umum.xml; sources: UU 12/2011 Lampiran II, reference sheet naskah-formats §13.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xml.h"
#include "rules/answer.h"
#include "rules/kind.h"
#include "rules/prose_fact.h"

// ---- considerations

// "huruf a, huruf b, dan huruf c" or "huruf a sampai dengan huruf c" as a set of letters; reading stops at the first
// other word.
static unsigned letters_told(const char *text) {
    const char *p = strstr(text, "huruf ");
    unsigned told = 0;
    int last = -1;
    bool range = false;
    for (size_t n; p && (p += strspn(p, " ,"), n = strcspn(p, " ,;")) > 0; p += n) {
        bool letter = n == 1 && *p >= 'a' && *p <= 'z';
        if (letter) {
            int one = *p - 'a';
            for (int i = range && last >= 0 && last < one ? last : one; i <= one; i++) {
                told |= 1u << i;
            }
            last = one;
            range = false;
        } else if (strncmp(p, "sampai", n) == 0 || strncmp(p, "s.d.", n) == 0) {
            range = true;
        } else if (strncmp(p, "huruf", n) != 0 && strncmp(p, "dan", n) != 0 && strncmp(p, "dengan", n) != 0) {
            break;
        }
        if (p[n] == ';') {
            break;
        }
    }
    return told;
}

static const char *letters_text(struct arena *arena, unsigned letters) {
    struct buf out = buf_new(arena);
    for (int i = 0; i < 26; i++) {
        if (letters & 1u << i) {
            buf_printf(&out, "%s%c", out.n ? ", " : "", 'a' + i);
        }
    }
    return out.n ? buf_text(&out) : "-";
}

// nilai= is what the closing consideration says of those before it.
void check_letters(const struct check *c) {
    size_t n;
    const xmlNode **nodes = kind_nodes(c, c->rule->query, &n);
    const char *text = n > 1 && n <= 27 ? xml_text(c->arena, nodes[n - 1]) : "";
    if (!strstr(text, c->rule->value)) {
        return;
    }
    unsigned told = letters_told(text), expected = (1u << (n - 1)) - 1;
    if (told != expected) {
        finding_of_rule(c, SEVERITY_ERROR, "naskah.huruf-menimbang", kind_node_place(nodes[n - 1]), "tertulis",
                        letters_text(c->arena, told), "harapan", letters_text(c->arena, expected), NULL);
    }
}

// ---- the title

static const char *find_word(const char *text, const char *word) {
    size_t n = strlen(word);
    for (const char *p = text; *p; p++) {
        if (strncasecmp(p, word, n) == 0 && (p == text || p[-1] == ' ') && (p[n] == ' ' || !p[n])) {
            return p;
        }
    }
    return NULL;
}

static char *plain_title(struct arena *arena, const char *text) {
    char *title = text_lower(arena, text_collapse(arena, arena_strdup(arena, text)));
    for (size_t n = strlen(title); n > 0 && strchr(" ;.,:", title[n - 1]); n--) {
        title[n - 1] = '\0';
    }
    return title;
}

// pada= selects texts that may name the document itself, behind the words of nilai= (at the beginning of the text when
// they begin with "^"); dengan= selects its title.
void check_own_title(const struct check *c) {
    size_t n, n_titles;
    const xmlNode **nodes = kind_nodes(c, c->rule->query, &n);
    const xmlNode **titles = kind_nodes(c, c->rule->other, &n_titles);
    bool first = *c->rule->value == '^';
    const char *words = c->rule->value + first;
    for (size_t i = 0; i < n && n_titles == 1; i++) {
        const char *text = xml_text(c->arena, nodes[i]), *said = first ? text : strstr(text, words);
        if (!said || strncasecmp(said, words, strlen(words)) != 0 || !(said = find_word(said, "tentang"))) {
            continue;
        }
        const char *title = xml_text(c->arena, titles[0]);
        said += strlen("tentang");
        if (strcmp(plain_title(c->arena, said), plain_title(c->arena, title)) != 0) {
            finding_of_rule(c, SEVERITY_ERROR, "naskah.judul-lain", kind_node_place(nodes[i]), "tertulis",
                            text_collapse(c->arena, arena_strdup(c->arena, said)), "judul", title, NULL);
        }
    }
}

// ---- the legal basis

// What the law is called by: rank, number and year; its text when nobody said these.
static const char *law_key(const struct check *c, const xmlNode *node) {
    const char *rank = xml_attr(node, "peringkat"), *number = xml_attr(node, "nomor"), *year = xml_attr(node, "tahun");
    const char *region = xml_attr(node, "daerah");
    if (rank && number && year) {
        return arena_printf(c->arena, "%s %s %s %s %s", rank, number, year, region ? region : "",
                            strncmp(rank, "per", 3) == 0 || strcmp(rank, "lainnya") == 0
                                ? kind_beginning(c->arena, xml_text(c->arena, node)) : "");
    }
    return plain_title(c->arena, xml_text(c->arena, node));
}

void check_once(const struct check *c) {
    size_t n;
    const xmlNode **nodes = kind_nodes(c, c->rule->query, &n);
    for (size_t i = 1; i < n; i++) {
        for (size_t k = 0; k < i; k++) {
            if (strcmp(law_key(c, nodes[i]), law_key(c, nodes[k])) == 0) {
                finding_of_rule(c, SEVERITY_ERROR, "naskah.mengingat-ganda", kind_node_place(nodes[i]), "isi",
                                kind_beginning(c->arena, xml_text(c->arena, nodes[i])), "nomor",
                                kind_number(c, (long)k + 1), NULL);
                break;
            }
        }
    }
}

static int year_of_document(const struct check *c) {
    struct date date;
    const char *day = xml_attr(c->record, "tanggal"), *year = xml_attr(c->record, "tahun");
    return day && date_parse(day, &date) ? date.year : year && date_parse(year, &date) ? date.year : 0;
}

// A law that was amended is cited with the last amendment, so every year that the citation names counts.
void check_not_later(const struct check *c) {
    size_t n;
    const xmlNode **nodes = kind_nodes(c, c->rule->query, &n);
    int year = year_of_document(c);
    for (size_t i = 0; i < n && year; i++) {
        const char *text = xml_text(c->arena, nodes[i]), *own = xml_attr(nodes[i], "tahun");
        struct citation *laws;
        size_t n_laws = prose_citations(c->arena, text, &laws);
        struct date told;
        int latest = own && date_parse(own, &told) ? told.year : 0;
        for (size_t k = 0; k < n_laws; k++) {
            latest = laws[k].year > latest ? laws[k].year : latest;
        }
        if (latest > year) {
            finding_of_rule(c, SEVERITY_ERROR, "naskah.mengingat-kemudian", kind_node_place(nodes[i]), "isi",
                            kind_beginning(c->arena, text), "tahun", kind_number(c, latest), "naskah",
                            kind_number(c, year), NULL);
        }
    }
}

// A law is the region's own when the register says so or its citation names the region.
void check_own_law(const struct check *c) {
    size_t n;
    const xmlNode **nodes = kind_nodes(c, c->rule->query, &n), *region = xml_child(c->record, "pemda");
    const char *id = xml_attr(region, "id"), *name = xml_attr(region, "nama-saja");
    for (size_t i = 0; i < n; i++) {
        const char *of = xml_attr(nodes[i], "daerah");
        if ((of && id && strcmp(of, id) == 0) || (name && strstr(xml_text(c->arena, nodes[i]), name))) {
            return;
        }
    }
    if (n > 0 && id && name) {
        finding_of_rule(c, SEVERITY_ERROR, "naskah.mengingat-daerah", kind_node_place(nodes[0]), "daerah",
                        xml_attr(region, "nama"), NULL);
    }
}

// ---- figures

// One of the phrases of `list` (| between them) ends right before `at`.
static bool phrase_before(const char *list, const char *text, size_t at) {
    while (at > 0 && text[at - 1] == ' ') {
        at--;
    }
    for (size_t n; (n = strcspn(list, "|")) > 0; list += n + (list[n] == '|')) {
        if (n <= at && strncasecmp(text + at - n, list, n) == 0) {
            return true;
        }
        if (!list[n]) {
            break;
        }
    }
    return false;
}

// dengan= selects those that are counted, in one group; nilai= are the words that stand before their number.
void check_told_count(const struct check *c) {
    size_t n, n_members;
    const xmlNode **nodes = kind_nodes(c, c->rule->query, &n);
    const xmlNode **members = kind_nodes(c, c->rule->other, &n_members);
    for (size_t i = 1; i < n_members; i++) {
        if (members[i]->parent != members[0]->parent) {
            return;  // of several teams nobody says which one is meant
        }
    }
    for (size_t i = 0; i < n && n_members > 0; i++) {
        const char *text = xml_text(c->arena, nodes[i]);
        struct told_count *counts;
        size_t n_counts = prose_counts(c->arena, text, &counts);
        for (size_t k = 0; k < n_counts; k++) {
            if (strcmp(counts[k].noun, "orang") == 0 && counts[k].n != (int64_t)n_members &&
                phrase_before(c->rule->value, text, counts[k].at)) {
                finding_of_rule(c, SEVERITY_ERROR, "naskah.jumlah-tim", kind_node_place(nodes[i]), "tertulis",
                                counts[k].text, "jumlah", kind_number(c, (long)n_members), NULL);
            }
        }
    }
}

static void tell_words(const struct check *c, const xmlNode *node, const char *text, int64_t n) {
    finding_of_rule(c, SEVERITY_ERROR, "naskah.terbilang-lain", kind_node_place(node), "tertulis", text, "harapan",
                    text_lower(c->arena, format_words(c->arena, n)), NULL);
}

void check_number_words(const struct check *c) {
    size_t n;
    const xmlNode **nodes = kind_nodes(c, c->rule->query, &n);
    for (size_t i = 0; i < n; i++) {
        const char *text = xml_text(c->arena, nodes[i]);
        struct told_count *counts;
        struct amount *amounts;
        size_t n_counts = prose_counts(c->arena, text, &counts), n_amounts = prose_amounts(c->arena, text, &amounts);
        for (size_t k = 0; k < n_counts; k++) {
            if (prose_number_words_differ(c->arena, counts[k].words, counts[k].n)) {
                tell_words(c, nodes[i], counts[k].text, counts[k].n);
            }
        }
        for (size_t k = 0; k < n_amounts; k++) {
            if (prose_words_differ(c->arena, &amounts[k])) {
                tell_words(c, nodes[i], amounts[k].text, amounts[k].sen / 100);
            }
        }
    }
}

// ---- days

void check_day(const struct check *c) {
    size_t n;
    const xmlNode **nodes = kind_nodes(c, c->rule->query, &n);
    for (size_t i = 0; i < n; i++) {
        struct told_date *dates;
        const char *text = xml_is(nodes[i], "jawaban") ? answer_told(c, nodes[i]) : xml_text(c->arena, nodes[i]);
        size_t n_dates = prose_dates(c->arena, text, &dates);
        for (size_t k = 0; k < n_dates; k++) {
            if (!dates[k].date.year) {
                finding_of_rule(c, SEVERITY_ERROR, "naskah.tanggal-mustahil", kind_node_place(nodes[i]), "tertulis",
                                dates[k].text, NULL);
            } else if (dates[k].weekday) {
                finding_of_rule(c, SEVERITY_ERROR, "naskah.hari-lain", kind_node_place(nodes[i]), "tertulis",
                                dates[k].text, "harapan", format_weekday_told(c->arena, dates[k].weekday), NULL);
            }
        }
    }
}

static const char *told_time(struct arena *arena, const char *text) {
    struct date date;
    return date_parse(text, &date) ? format_date_told(arena, date) : text;
}

// Days, or times of day, as numbers that can be compared; -1 when it is neither or a month or year only.
static long moment(const char *text) {
    struct date d;
    if (text && strlen(text) <= 5 && isdigit((unsigned char)*text) && strpbrk(text, ":.")) {
        long hour = strtol(text, NULL, 10), minute = strtol(strpbrk(text, ":.") + 1, NULL, 10);
        return hour * 60 + minute;
    }
    return text && date_parse(text, &d) && d.day ? d.year * 10000L + d.month * 100L + d.day : -1;
}

// pada= selects what comes first, dengan= what follows; both are told in the attribute behind their last "@".
void check_time_order(const struct check *c) {
    size_t n, n_later;
    const xmlNode **earlier = kind_nodes(c, c->rule->query, &n);
    const xmlNode **later = kind_nodes(c, c->rule->other, &n_later);
    const char *name = kind_attribute(c->rule->target), *other = kind_attribute(xml_attr(c->rule->node, "dengan"));
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < n_later; k++) {
            const char *first = xml_attr(earlier[i], name), *second = xml_attr(later[k], other);
            long from = moment(first), to = moment(second);
            if (from >= 0 && to >= 0 && from > to) {
                finding_of_rule(c, SEVERITY_ERROR, "naskah.waktu-terbalik", kind_node_place(earlier[i]), "unsur",
                                kind_word(name), "tertulis", told_time(c->arena, first), "lain", kind_word(other),
                                "batas",
                                told_time(c->arena, second), NULL);
            }
        }
    }
}

// ---- years

// The year at `p`, when it stands alone: no range, no school year.
static int year_alone(const char *p) {
    if (strspn(p, "0123456789") != 4 || strchr("-/", p[4] ? p[4] : ' ') || strncmp(p + 4, " sampai", 7) == 0 ||
        strncmp(p + 4, "\xE2\x80\x93", 3) == 0) {
        return 0;
    }
    return (int)strtol(p, NULL, 10);
}

// "Nomor 7 Tahun 2022" is the year of a law.
static bool of_a_law(const char *text, const char *at) {
    while (at > text && at[-1] == ' ') {
        at--;
    }
    while (at > text && at[-1] != ' ') {
        at--;
    }
    return at - text >= 6 && strncasecmp(at - 6, "Nomor ", 6) == 0;
}

// The years that a title tells ("… Tahun 2025"), or that a field holds alone.
static size_t years_of(const char *text, int *years, size_t limit) {
    size_t n = 0;
    if (strlen(text) == 4 && year_alone(text)) {
        years[n++] = year_alone(text);
    }
    for (const char *p = text; n < limit && (p = strcasestr(p, "tahun ")) != NULL; p += 6) {
        int year = year_alone(p + 6);
        if (year && !of_a_law(text, p)) {
            years[n++] = year;
        }
    }
    return n;
}

static const char *value_of(const struct check *c, const xmlNode *node, const char *query) {
    const char *name = kind_attribute(query), *value = *name ? xml_attr(node, name) : xml_text(c->arena, node);
    return value ? value : "";
}

// pada= selects texts or fields, dengan= the one that says the year.
void check_own_year(const struct check *c) {
    size_t n, n_owners;
    const xmlNode **nodes = kind_nodes(c, c->rule->query, &n), **owners = kind_nodes(c, c->rule->other, &n_owners);
    const char *dengan = xml_attr(c->rule->node, "dengan");
    int own[4], told[16];
    if (n_owners != 1 || years_of(value_of(c, owners[0], dengan), own, 4) != 1) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const char *text = value_of(c, nodes[i], c->rule->target);
        size_t n_told = years_of(text, told, 16);
        for (size_t k = 0; k < n_told; k++) {
            if (told[k] != own[0]) {
                finding_of_rule(c, SEVERITY_ERROR, "naskah.tahun-lain", kind_node_place(nodes[i]), "tertulis", text,
                                "tahun", kind_number(c, told[k]), "harapan", kind_number(c, own[0]), NULL);
                break;
            }
        }
    }
}
