// Kinds of rule that look at any document's record, by the general rules of umum.xml.
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xml.h"
#include "model/format.h"
#include "rules/answer.h"
#include "rules/kind.h"

// ---- wording

void check_starts_with(const struct check *c) {
    size_t n;
    const xmlNode **nodes = kind_nodes(c, c->rule->query, &n);
    for (size_t i = 0; i < n; i++) {
        const char *text = xml_text(c->arena, nodes[i]);
        if (strncmp(text, c->rule->value, strlen(c->rule->value)) != 0) {
            finding_of_rule(c, SEVERITY_ERROR, "naskah.awalan", kind_node_place(nodes[i]), "nomor",
                            kind_number(c, (long)i + 1), "unsur", kind_word(xml_name(nodes[i])), "harapan",
                            c->rule->value, "isi", kind_beginning(c->arena, text), NULL);
        }
    }
}

static bool ends_with(const char *text, const char *end) {
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

void check_ends_with(const struct check *c) {
    size_t n;
    const xmlNode **nodes = kind_nodes(c, c->rule->query, &n);
    for (size_t i = 0; i < n; i++) {
        const char *text = xml_text(c->arena, nodes[i]);
        if (!ends_with(text, c->rule->value)) {
            finding_of_rule(c, SEVERITY_ERROR, "naskah.akhiran", kind_node_place(nodes[i]), "nomor",
                            kind_number(c, (long)i + 1), "unsur", kind_word(xml_name(nodes[i])), "harapan",
                            c->rule->value, "isi", kind_beginning(c->arena, text), NULL);
        }
    }
}

void check_min_count(const struct check *c) {
    size_t n;
    kind_nodes(c, c->rule->query, &n);
    if ((long)n < c->rule->number) {
        finding_of_rule(c, SEVERITY_ERROR, "naskah.jumlah-kurang", kind_node_place(c->record), "unsur",
                        kind_word(c->rule->target), "nama", c->rule->target, "jumlah", kind_number(c, (long)n), "batas",
                        kind_number(c, c->rule->number), NULL);
    }
}

// What the form calls the answer: its own heading, or that of its section.
static const char *label_above(const xmlNode *answer) {
    for (const xmlNode *n = answer->parent; n && n->type == XML_ELEMENT_NODE; n = n->parent) {
        const char *label = xml_attr(n, "label"), *title = xml_attr(n, "judul");
        if ((xml_is(n, "isian") || xml_is(n, "bagian")) && (!text_blank(label) || !text_blank(title))) {
            return text_blank(label) ? title : label;
        }
    }
    return NULL;
}

void check_leftover(const struct check *c) {
    size_t n;
    const xmlNode **nodes = kind_nodes(c, c->rule->query, &n);
    for (size_t i = 0; i < n; i++) {
        bool answer = xml_is(nodes[i], "jawaban");
        const char *left =
            answer ? answer_leftover(c, nodes[i]) : text_leftover(c->arena, c->profiles, xml_text(c->arena, nodes[i]));
        if (left) {
            const char *label = answer ? label_above(nodes[i]) : NULL;
            struct place place = kind_node_place(nodes[i]);
            place.section = label ? label : place.section;
            finding_of_rule(c, SEVERITY_ERROR, "naskah.pengganti", place, "unsur",
                            label ? label : kind_word(xml_name(nodes[i])), "isi", left, NULL);
        }
    }
}

// ---- figures

static bool read_money(const xmlNode *node, const char *attribute, int64_t *sen) {
    const char *text = xml_attr(node, attribute);
    return text && money_parse(text, sen);
}

// pada= selects the items, dengan= the node that states their total.
void check_sum(const struct check *c) {
    size_t n, n_totals;
    const xmlNode **items = kind_nodes(c, c->rule->query, &n);
    const xmlNode **totals = kind_nodes(c, c->rule->other, &n_totals);
    int64_t sum = 0, stated;
    const char *total_name = kind_attribute(xml_attr(c->rule->node, "dengan"));
    if (n_totals != 1 || !read_money(totals[0], total_name, &stated)) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        int64_t one = 0;
        if (!read_money(items[i], kind_attribute(c->rule->target), &one) || __builtin_add_overflow(sum, one, &sum)) {
            return;
        }
    }
    if (n > 0 && sum != stated) {
        int64_t off = sum > stated ? sum - stated : stated - sum;
        finding_of_rule(c, SEVERITY_ERROR, "naskah.jumlah-beda", kind_node_place(totals[0]), "tertulis",
                        format_rupiah(c->arena, stated), "jumlah", format_rupiah(c->arena, sum), "selisih",
                        format_rupiah(c->arena, off), "unsur", kind_word(total_name), NULL);
    }
}

// ---- people

static struct place place_of_person(const xmlNode *person) {
    struct place place = xml_place(person);
    place.section = xml_attr(person, "nama");
    return place;
}

// The same person may stand in one record many times; one finding is enough.
static bool met_before(const xmlNode *const *people, size_t i, const char *key) {
    const char *mine = xml_attr(people[i], key);
    for (size_t k = 0; mine && k < i; k++) {
        const char *other = xml_attr(people[k], key);
        if (other && strcmp(other, mine) == 0) {
            return true;
        }
    }
    return false;
}

void check_person_number(const struct check *c) {
    size_t n;
    const xmlNode **people = kind_nodes(c, c->rule->query, &n);
    for (size_t i = 0; i < n; i++) {
        const char *kind = xml_attr(people[i], "nomor-jenis"), *digits = xml_attr(people[i], "nomor");
        if (!kind || !digits || !*digits || met_before(people, i, "nomor")) {
            continue;
        }
        const char *fault = person_number_fault(kind, digits);
        if (fault) {
            finding_of_rule(c, SEVERITY_ERROR, arena_printf(c->arena, "naskah.nomor-induk.%s", fault),
                            place_of_person(people[i]), "nama", xml_attr(people[i], "nama"), "jenis", kind, "nomor",
                            digits, "panjang", kind_number(c, (long)strlen(digits)), NULL);
        }
    }
}

// PPPK have a golongan in Roman numerals and no pangkat.
static bool is_roman(const char *golongan) {
    return strspn(golongan, "IVX") == strlen(golongan);
}

void check_rank(const struct check *c) {
    size_t n;
    const xmlNode **people = kind_nodes(c, c->rule->query, &n);
    for (size_t i = 0; i < n; i++) {
        const char *golongan = xml_attr(people[i], "golongan"), *pangkat = xml_attr(people[i], "pangkat");
        if (!golongan || !*golongan || is_roman(golongan) || met_before(people, i, "id")) {
            continue;
        }
        const char *rank = format_rank(golongan), *name = xml_attr(people[i], "nama");
        if (!rank) {
            finding_of_rule(c, SEVERITY_ERROR, "naskah.golongan", place_of_person(people[i]), "nama", name, "golongan",
                            golongan, NULL);
        } else if (pangkat && *pangkat && strcmp(pangkat, rank) != 0) {
            finding_of_rule(c, SEVERITY_WARNING, "naskah.pangkat", place_of_person(people[i]), "nama", name, "golongan",
                            golongan, "pangkat", pangkat, "harapan", rank, NULL);
        }
    }
}

// ---- decrees

// nilai= is the word by which a diktum speaks of an annex; dengan= selects the texts that may say it.
void check_annexes(const struct check *c) {
    size_t n, n_texts, n_mentions = 0;
    const xmlNode **annexes = kind_nodes(c, c->rule->query, &n);
    const xmlNode **texts = kind_nodes(c, c->rule->other, &n_texts);
    const xmlNode *first = NULL;
    for (size_t i = 0; i < n_texts; i++) {
        if (strstr(xml_text(c->arena, texts[i]), c->rule->value)) {
            first = first ? first : texts[i];
            n_mentions++;
        }
    }
    if (n > 0 && n_mentions == 0) {
        finding_of_rule(c, SEVERITY_ERROR, "naskah.lampiran-tak-disebut", kind_node_place(annexes[0]), "jumlah",
                        kind_number(c, (long)n), "judul", xml_attr(annexes[0], "judul"), NULL);
    } else if (n == 0 && n_mentions > 0) {
        finding_of_rule(c, SEVERITY_ERROR, "naskah.lampiran-hilang", kind_node_place(first), "isi",
                        kind_beginning(c->arena, xml_text(c->arena, first)), NULL);
    }
}

// The place of `word` in a list of words; -1 when it is not in it.
static int index_in(const char *list, const char *word) {
    int i = 0;
    size_t length = word ? strlen(word) : 0;
    for (size_t n; list += strspn(list, " \n\t"), (n = strcspn(list, " \n\t")) > 0; list += n, i++) {
        if (length == n && memcmp(list, word, n) == 0) {
            return i;
        }
    }
    return -1;
}

void check_rank_order(const struct check *c) {
    size_t n;
    const xmlNode **nodes = kind_nodes(c, c->rule->query, &n);
    const xmlNode *highest = NULL;
    int reached = -1;
    for (size_t i = 0; i < n; i++) {
        int rank = index_in(c->rule->value, xml_attr(nodes[i], "peringkat"));
        if (rank >= 0 && rank < reached) {
            finding_of_rule(c, SEVERITY_ERROR, "naskah.urutan-mengingat", kind_node_place(nodes[i]), "isi",
                            kind_beginning(c->arena, xml_text(c->arena, nodes[i])), "sesudah",
                            kind_beginning(c->arena, xml_text(c->arena, highest)), NULL);
            return;
        }
        highest = rank >= reached ? nodes[i] : highest;
        reached = rank > reached ? rank : reached;
    }
}

// ---- teams

// The place of `word` in a list whose words have | between them, whatever its case; -1 when it is not in it.
static int position_in(const char *list, const char *word) {
    size_t length = word ? strlen(word) : 0;
    for (int i = 0; *list; i++) {
        size_t n = strcspn(list, "|");
        if (length == n && strncasecmp(list, word, n) == 0) {
            return i;
        }
        list += n + (list[n] == '|');
    }
    return -1;
}

// Rows stay as the office wrote them; a higher position below a lower one is told once per team.
void check_position_order(const struct check *c) {
    size_t n;
    const xmlNode **members = kind_nodes(c, c->rule->query, &n), *lowest = NULL, *told = NULL;
    int reached = -1;
    for (size_t i = 0; i < n; i++) {
        const char *position = xml_attr(members[i], "kedudukan");
        int place = position_in(c->rule->value, position);
        if (!lowest || lowest->parent != members[i]->parent) {
            reached = -1;
        }
        if (place >= 0 && place < reached && told != members[i]->parent) {
            told = members[i]->parent;
            finding_of_rule(c, SEVERITY_ERROR, "naskah.urutan-kedudukan", kind_node_place(members[i]), "kedudukan",
                            position, "sesudah", xml_attr(lowest, "kedudukan"), NULL);
        }
        if (place >= reached) {
            reached = place;
            lowest = members[i];
        }
    }
}

// ---- example data

void check_example(const struct check *c) {
    size_t n;
    const xmlNode **nodes = kind_nodes(c, c->rule->query, &n);
    for (size_t i = 0; i < n; i++) {
        const char *ids = xml_text(c->arena, nodes[i]);
        finding_of_rule(c, SEVERITY_ERROR, "data.contoh", xml_place(c->record), "jumlah", xml_attr(nodes[i], "jumlah"),
                        "objek", ids, NULL);
    }
}
