// Kinds of rule that look at the answers of a proposal.
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xml.h"
#include "model/format.h"
#include "rules/answer.h"
#include "rules/kind.h"

// ---- required

// A fact that stands elsewhere in the data: how it is written, and in what. The queries of profiles end in an attribute
// or in an element of the innovation.
static const char *written_as(const struct check *c, const char *from) {
    const char *at = strrchr(from, '@');
    return at ? arena_printf(c->arena, "%s=\"…\"", at + 1) : arena_printf(c->arena, "<%s>…</%s>", from, from);
}

static const char *written_in(const struct check *c, const char *from) {
    const char *id = xml_attr(c->innovation, "id"), *at = strchr(from, '@');
    const char *innovation = arena_printf(c->arena, "<inovasi id=\"%s\">", id ? id : "");
    if (!at || at == from) {
        return innovation;
    }
    return arena_printf(c->arena, "<%.*s> %s", (int)(at - from - 1), from, innovation);
}

// Every choice of a field, or "".
static const char *choices(const struct check *c, const xmlNode *definition) {
    struct buf all = buf_new(c->arena);
    for (const xmlNode *choice = xml_child(definition, "pilihan"); choice; choice = xml_next(choice, "pilihan")) {
        buf_printf(&all, "%s%s", all.n ? "; " : "", xml_text(c->arena, choice));
    }
    return buf_text(&all);
}

static void require_fact(const struct check *c, const xmlNode *definition, const char *from) {
    const char *id = xml_attr(definition, "id"), *all = choices(c, definition);
    finding_of_rule(c, SEVERITY_ERROR, *all ? "isian.hilang.pilihan" : "isian.hilang.data", kind_place(c, id), "bagian",
                    field_label(c->profile, id), "isian", id, "tulis", written_as(c, from), "pada",
                    written_in(c, from), "pilihan", all, NULL);
}

static void require(const struct check *c, const xmlNode *definition) {
    static const char *const rules[] = {
        [ANSWER_MISSING] = "isian.hilang", [ANSWER_EMPTY] = "isian.kosong", [ANSWER_PLACEHOLDER] = "isian.pengganti"};
    const char *id = xml_attr(definition, "id"), *from = xml_attr(definition, "dari");
    enum answer_state state = answer_state(c, kind_answer(c, id));
    if (from && state == ANSWER_MISSING) {
        require_fact(c, definition, from);
    } else if (state != ANSWER_GIVEN) {
        finding_of_rule(c, SEVERITY_ERROR, rules[state], kind_place(c, id), "bagian",
                        field_label(c->profile, id), "isian", id, "isi",
                        answer_said(c, kind_answer(c, id)), NULL);
    }
}

// Neither the field nor what it stands in is for other groups only.
static bool of_group(const struct check *c, const xmlNode *definition) {
    while (definition != c->profile->root && group_listed(xml_attr(definition, "kelompok"), c->group)) {
        definition = definition->parent;
    }
    return definition == c->profile->root;
}

void check_required(const struct check *c) {
    if (c->rule->target) {
        require(c, kind_definition(c, c->rule->target));
    } else {
        for (const xmlNode *const *d = c->profile->required; *d; d++) {
            if (of_group(c, *d)) {
                require(c, *d);
            }
        }
    }
}

// ---- the four sections of the mission

static bool has_required_rule(const struct check *c) {
    for (size_t i = 0; i < c->profile->n_rules; i++) {
        if (strcmp(c->profile->rules[i].kind->name, "required") == 0) {
            return true;
        }
    }
    return false;
}

// A compulsory answer that is not there has its finding already; it is not told twice.
static bool told_by_required(const struct check *c, const char *id) {
    if (!has_required_rule(c)) {
        return false;
    }
    for (const xmlNode *d = kind_definition(c, id); xml_is(d, "isian"); d = d->parent) {
        if (field_required(d) && answer_state(c, kind_answer(c, xml_attr(d, "id"))) != ANSWER_GIVEN) {
            return true;
        }
    }
    return false;
}

// The field whose answer was written as a whole although the profile knows this part of it, or NULL.
static const xmlNode *answered_as_whole(const struct check *c, const xmlNode *part) {
    const xmlNode *whole = part ? part->parent : NULL;
    return xml_is(whole, "isian") && answer_own(c, whole) == ANSWER_GIVEN ? whole : NULL;
}

static void mission_field(const struct check *c, const char *id) {
    static const char *const rules[] = {
        [ANSWER_MISSING] = "misi.hilang", [ANSWER_EMPTY] = "misi.kosong", [ANSWER_PLACEHOLDER] = "misi.pengganti"};
    const xmlNode *part = kind_answer(c, id);
    enum answer_state state = answer_state(c, part);
    if (state == ANSWER_GIVEN || told_by_required(c, id)) {
        return;
    }
    const xmlNode *whole = state == ANSWER_MISSING ? answered_as_whole(c, part) : NULL;
    const char *title = xml_attr(kind_definition(c, id), "judul");
    const char *label = title && *title ? title : field_label(c->profile, id);
    if (whole) {
        finding_of_rule(c, SEVERITY_WARNING, "misi.belum-dipisah", kind_place(c, xml_attr(whole, "id")), "misi",
                        c->rule->target, "bagian", label, "isian", id, "induk",
                        field_label(c->profile, xml_attr(whole, "id")), NULL);
    } else {
        finding_of_rule(c, SEVERITY_ERROR, rules[state], kind_place(c, id), "misi", c->rule->target, "bagian", label,
                        "isian", id, NULL);
    }
}

// What the contest calls an indicator; its id when it does not know it.
static const char *indicator_label(const struct check *c, const char *id) {
    for (const xmlNode *i = xml_child(c->profile->root, "indikator"); i; i = xml_next(i, "indikator")) {
        const char *own = xml_attr(i, "id"), *label = xml_attr(i, "label");
        if (own && label && strcmp(own, id) == 0) {
            return label;
        }
    }
    return id;
}

static void mission_indicator(const struct check *c, const char *indicator) {
    for (const xmlNode *proof = xml_child(c->innovation, "bukti"); proof; proof = xml_next(proof, "bukti")) {
        const char *name = xml_attr(proof, "indikator");
        if (name && strcmp(name, indicator) == 0) {
            return;
        }
    }
    struct place place = xml_place(c->innovation);
    place.section = arena_strdup(c->arena, indicator);
    finding_of_rule(c, SEVERITY_ERROR, "misi.bukti", place, "misi", c->rule->target, "indikator", indicator, "label",
                    indicator_label(c, indicator), NULL);
}

void check_mission(const struct check *c) {
    const char *parts = xml_attr(xml_child(c->profile->root, "misi"), c->rule->target);
    const char *p = parts ? parts : "";
    for (size_t n; p += strspn(p, " \t\n"), (n = strcspn(p, " \t\n")) > 0; p += n) {
        const char *part = arena_strndup(c->arena, p, n);
        if (strncmp(part, "indikator:", 10) == 0) {
            mission_indicator(c, part + 10);
        } else if (field_asked(c, part)) {
            mission_field(c, part);
        }
    }
}

// ---- lengths

// Portals count differently from one another: within one part in fifty the answer may still be taken.
static bool nearly(long found, long limit) {
    long off = found > limit ? found - limit : limit - found;
    return off * 50 <= limit;
}

static void check_words(const struct check *c, bool maximum) {
    const xmlNode *answered = kind_answer(c, c->rule->target);
    if (answer_state(c, answered) != ANSWER_GIVEN) {
        return;
    }
    long found = (long)answer_words(c, answered, c->rule->counter), limit = c->rule->number;
    if (maximum ? found <= limit : found >= limit) {
        return;
    }
    bool near = nearly(found, limit);
    const char *id = near ? "isian.kata-ambang" : maximum ? "isian.kata-lebih" : "isian.kata-kurang";
    finding_of_rule(c, near ? SEVERITY_WARNING : SEVERITY_ERROR, id, kind_place(c, c->rule->target), "bagian",
                    field_label(c->profile, c->rule->target), "jumlah", kind_number(c, found), "batas",
                    kind_number(c, limit), "selisih", kind_number(c, maximum ? found - limit : limit - found),
                    "penghitung", arena_printf(c->arena, "@penghitung.%s", counter_name(c->rule->counter)), NULL);
}

void check_max_words(const struct check *c) {
    check_words(c, true);
}

void check_min_words(const struct check *c) {
    check_words(c, false);
}

void check_max_chars(const struct check *c) {
    long found = (long)text_length(answer_said(c, kind_answer(c, c->rule->target)));
    if (found > c->rule->number) {
        finding_of_rule(c, SEVERITY_ERROR, "isian.karakter-lebih", kind_place(c, c->rule->target), "bagian",
                        field_label(c->profile, c->rule->target), "jumlah", kind_number(c, found), "batas",
                        kind_number(c, c->rule->number), "selisih", kind_number(c, found - c->rule->number), NULL);
    }
}

// ---- choices

// Lower case, punctuation dropped, one space between words: what two writings of one choice have in common.
static const char *fold(struct arena *arena, const char *text, size_t n) {
    struct buf out = buf_new(arena);
    const char *lower = text_lower(arena, arena_strndup(arena, text, n));
    for (const char *p = lower; *p; p++) {
        bool keep = (unsigned char)*p >= 0x80 || isalnum((unsigned char)*p);
        buf_char(&out, keep ? *p : ' ');
    }
    return text_collapse(arena, buf_text(&out));
}

static bool is_alias(struct arena *arena, const xmlNode *choice, const char *folded) {
    const char *p = xml_attr(choice, "alias");
    while (p && *p) {
        size_t n = strcspn(p, "|");
        if (strcmp(fold(arena, p, n), folded) == 0) {
            return true;
        }
        p += n + (p[n] == '|');
    }
    return false;
}

// As most answers are written: nothing has to be folded.
static bool says(const xmlNode *choice, const char *text) {
    const xmlNode *only = choice->children;
    return only && !only->next && only->type == XML_TEXT_NODE && strcmp((const char *)only->content, text) == 0;
}

static bool is_choice(const xmlNode *definition, const char *text) {
    const xmlNode *c = xml_child(definition, "pilihan");
    while (c && !says(c, text)) {
        c = xml_next(c, "pilihan");
    }
    return c;
}

// How far two writings are apart, or any number above `most`: they are no nearer than their lengths.
static unsigned distance_within(const char *a, const char *b, unsigned most) {
    size_t na = strlen(a), nb = strlen(b), apart = na > nb ? na - nb : nb - na;
    if (strcmp(a, b) == 0) {
        return 0;
    }
    return apart > most ? most + 1 : text_distance(a, b);
}

struct choice {
    const char *nearest;  // the canonical text of the choice that was meant, or NULL
    bool exact;
    const char *all;  // every choice, for the message
};

static struct choice choose(struct arena *arena, const xmlNode *definition, const char *text) {
    const char *folded = fold(arena, text, strlen(text));
    struct buf all = buf_new(arena);
    struct choice found = {0};
    unsigned best = 3;
    for (const xmlNode *c = xml_child(definition, "pilihan"); c; c = xml_next(c, "pilihan")) {
        const char *canonical = xml_text(arena, c), *other = fold(arena, canonical, strlen(canonical));
        buf_printf(&all, "%s%s", all.n ? "; " : "", canonical);
        unsigned distance = distance_within(other, folded, best);
        if (distance == 0) {
            found = (struct choice){canonical, true, NULL};
        } else if (!found.exact && is_alias(arena, c, folded)) {
            found.nearest = canonical;
            best = 0;
        } else if (!found.exact && distance < best && distance * 3 <= strlen(other)) {
            found.nearest = canonical;
            best = distance;
        }
    }
    found.all = buf_text(&all);
    return found;
}

void check_enum(const struct check *c) {
    const xmlNode *answered = kind_answer(c, c->rule->target);
    if (answer_state(c, answered) != ANSWER_GIVEN) {
        return;
    }
    const char *text = answer_said(c, answered), *label = field_label(c->profile, c->rule->target);
    const xmlNode *definition = kind_definition(c, c->rule->target);
    if (is_choice(definition, text)) {
        return;
    }
    struct choice chosen = choose(c->arena, definition, text);
    if (!chosen.nearest) {
        finding_of_rule(c, SEVERITY_ERROR, "isian.pilihan", kind_place(c, c->rule->target), "bagian", label, "isi",
                        text, "pilihan", chosen.all, NULL);
    } else if (!chosen.exact) {
        finding_of_rule(c, SEVERITY_WARNING, "isian.pilihan-mirip", kind_place(c, c->rule->target), "bagian", label,
                        "isi", text, "terdekat", chosen.nearest, "pilihan", chosen.all, NULL);
    }
}

// ---- dates

void check_date(const struct check *c) {
    const xmlNode *answered = kind_answer(c, c->rule->target);
    struct date date;
    const char *day;
    if (answer_state(c, answered) != ANSWER_GIVEN) {
        return;
    }
    const char *text = answer_said(c, answered), *label = field_label(c->profile, c->rule->target);
    if (!date_parse(text, &date)) {
        finding_of_rule(c, SEVERITY_ERROR, "isian.tanggal", kind_place(c, c->rule->target), "bagian", label, "isi",
                        text, NULL);
    } else if (date.day == 0) {
        finding_of_rule(c, SEVERITY_NOTE, "isian.tanggal-kasar", kind_place(c, c->rule->target), "bagian", label, "isi",
                        text, NULL);
    } else if ((day = date_weekday_fault(text)) != NULL) {
        finding_of_rule(c, SEVERITY_WARNING, "isian.hari", kind_place(c, c->rule->target), "bagian", label, "isi", text,
                        "hari", format_weekday_told(c->arena, day), NULL);
    }
}

void check_order(const struct check *c) {
    const char *gap = strchr(c->rule->target, ' ');
    const char *first = arena_strndup(c->arena, c->rule->target, (size_t)(gap - c->rule->target)), *second = gap + 1;
    const char *a = answer_said(c, kind_answer(c, first)), *b = answer_said(c, kind_answer(c, second));
    struct date from, to;
    if (!date_parse(a, &from) || !date_parse(b, &to)) {
        return;
    }
    int order = date_compare(from, to);
    if (order < 0) {
        return;
    }
    finding_of_rule(c, order > 0 ? SEVERITY_ERROR : SEVERITY_WARNING, order > 0 ? "isian.urutan" : "isian.urutan-sama",
                    kind_place(c, second), "bagian", field_label(c->profile, second), "isi",
                    format_date_told(c->arena, to), "sebelum", field_label(c->profile, first), "isi-sebelum",
                    format_date_told(c->arena, from), NULL);
}
