// Kinds of rule that decide whether a proposal may take part: age, window, stage, group, title, links.
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xml.h"
#include "model/format.h"
#include "rules/answer.h"
#include "rules/kind.h"

// ---- dates of the contest

// A date of coarse precision is a span of days: all that is known is that the day lies in it.
static struct date first_day(struct date d) {
    return (struct date){d.year, d.month ? d.month : 1, d.day ? d.day : 1};
}

static struct date last_day(struct date d) {
    d.month = d.month ? d.month : 12;
    for (int day = 31; !d.day; day--) {
        d.day = date_valid((struct date){d.year, d.month, day}) ? day : 0;
    }
    return d;
}

static bool read_answer_date(const struct check *c, struct date *out) {
    const xmlNode *answered = kind_answer(c, c->rule->target);
    return answer_state(c, answered) == ANSWER_GIVEN && date_parse(answer_said(c, answered), out);
}

// Calendar years, compared as year, month and day are written: what began on 29 February is a year old on 1 March.
static bool old_enough(struct date start, long years, struct date closing) {
    start.year += (int)years;
    return date_compare(start, closing) <= 0;
}

void check_min_age(const struct check *c) {
    struct date start;
    if (!read_answer_date(c, &start)) {
        return;
    }
    const char *label = field_label(c->profile, c->rule->target), *years = kind_number(c, c->rule->number);
    if (!c->closing.year) {
        finding_of_rule(c, SEVERITY_NOTE, "isian.usia-belum", kind_place(c, c->rule->target), "bagian", label, "batas",
                        years, NULL);
        return;
    }
    bool surely = old_enough(last_day(start), c->rule->number, c->closing);
    bool perhaps = old_enough(first_day(start), c->rule->number, c->closing);
    if (!surely) {
        struct date since = c->closing;
        since.year -= (int)c->rule->number;
        since.day = date_valid(since) ? since.day : 28;
        finding_of_rule(c, perhaps ? SEVERITY_WARNING : SEVERITY_ERROR, perhaps ? "isian.usia-kasar" : "isian.usia",
                        kind_place(c, c->rule->target), "bagian", label, "isi", format_date_told(c->arena, start),
                        "batas", years, "penutupan", format_date_told(c->arena, c->closing), "paling-lambat",
                        format_date_told(c->arena, since), NULL);
    }
}

// nilai="2024-01-01..2025-12-31"; either end may be left open.
static bool read_window(struct arena *arena, const char *value, struct date *from, struct date *to) {
    const char *dots = strstr(value, "..");
    if (!dots) {
        return false;
    }
    *from = (struct date){1000, 1, 1};
    *to = (struct date){9999, 12, 31};
    const char *first = arena_strndup(arena, value, (size_t)(dots - value)), *second = dots + 2;
    return (!*first || date_parse(first, from)) && (!*second || date_parse(second, to));
}

void check_window(const struct check *c) {
    struct date day, from, to;
    if (!read_answer_date(c, &day) || !read_window(c->arena, c->rule->value, &from, &to)) {
        return;
    }
    bool inside = date_compare(first_day(day), from) >= 0 && date_compare(last_day(day), to) <= 0;
    bool outside = date_compare(last_day(day), from) < 0 || date_compare(first_day(day), to) > 0;
    if (!inside) {
        finding_of_rule(c, outside ? SEVERITY_ERROR : SEVERITY_WARNING,
                        outside ? "isian.jendela" : "isian.jendela-kasar", kind_place(c, c->rule->target), "bagian",
                        field_label(c->profile, c->rule->target), "isi", format_date_told(c->arena, day), "mulai",
                        format_date_told(c->arena, from), "selesai", format_date_told(c->arena, to), NULL);
    }
}

// pada= names the field of the stage and that of the date of application; nilai= is the stage that needs the date.
void check_stage(const struct check *c) {
    const char *gap = strchr(c->rule->target, ' ');
    const char *stage_id = arena_strndup(c->arena, c->rule->target, (size_t)(gap - c->rule->target));
    const char *date_id = gap + 1, *stage = answer_said(c, kind_answer(c, stage_id));
    bool applied = strcasecmp(stage, c->rule->value) == 0;
    bool dated = answer_state(c, kind_answer(c, date_id)) == ANSWER_GIVEN;
    if (text_blank(stage) || applied == dated) {
        return;
    }
    finding_of_rule(c, applied ? SEVERITY_ERROR : SEVERITY_WARNING,
                    applied ? "isian.tahapan-tanpa" : "isian.tahapan-lebih", kind_place(c, date_id), "bagian",
                    field_label(c->profile, date_id), "tahapan", stage, "diterapkan", c->rule->value, NULL);
}

// ---- the group

static const char *groups_of(const struct check *c) {
    struct buf all = buf_new(c->arena);
    for (const xmlNode *g = xml_child(c->profile->root, "kelompok"); g; g = xml_next(g, "kelompok")) {
        buf_printf(&all, "%s%s", all.n ? ", " : "", xml_attr(g, "id"));
    }
    return buf_text(&all);
}

void check_group(const struct check *c) {
    const char *all = groups_of(c), *group = xml_attr(kind_proposal(c), "kelompok");
    if (!*all) {
        return;
    }
    if (text_blank(group)) {
        finding_of_rule(c, SEVERITY_WARNING, "usulan.kelompok-kosong", xml_place(kind_proposal(c)), "pilihan", all,
                        "anggapan", c->group, NULL);
        return;
    }
    for (const xmlNode *g = xml_child(c->profile->root, "kelompok"); g; g = xml_next(g, "kelompok")) {
        if (strcmp(xml_attr(g, "id"), group) == 0) {
            return;
        }
    }
    finding_of_rule(c, SEVERITY_ERROR, "usulan.kelompok", xml_place(kind_proposal(c)), "kelompok", group, "pilihan",
                    all, "profil", xml_attr(c->profile->root, "judul"), NULL);
}

// ---- the title. Propriety is for humans; only what a portal or a reader stumbles over is told.

static bool all_capitals(struct arena *arena, const char *text) {
    size_t words = 0;
    for (const char *p = text; *p; p++) {
        words += *p == ' ';
    }
    return words >= 3 && strcmp(text_upper(arena, text), text) == 0 && strcmp(text_lower(arena, text), text) != 0;
}

// Pictures among the letters: emoji, dingbats, private characters.
static bool has_picture(const char *text) {
    const char *p = text, *end = text + strlen(text);
    while (p < end) {
        unsigned code = text_next(&p, end);
        if (code >= 0x1f000 || (code >= 0x2600 && code <= 0x27bf) || (code >= 0xe000 && code <= 0xf8ff)) {
            return true;
        }
    }
    return false;
}

void check_title(const struct check *c) {
    const char *title = answer_said(c, kind_answer(c, c->rule->target));
    if (all_capitals(c->arena, title)) {
        finding_of_rule(c, SEVERITY_NOTE, "usulan.judul-kapital", kind_place(c, c->rule->target), "isi", title, NULL);
    }
    if (has_picture(title)) {
        finding_of_rule(c, SEVERITY_WARNING, "usulan.judul-gambar", kind_place(c, c->rule->target), "isi", title, NULL);
    }
}

// ---- links

static bool host_is_word(const char *host, size_t n) {
    bool dot = false;
    for (size_t i = 0; i < n; i++) {
        if (!isalnum((unsigned char)host[i]) && host[i] != '-' && host[i] != '.') {
            return false;
        }
        dot = dot || (host[i] == '.' && i > 0 && i + 1 < n);
    }
    return dot;
}

// "www.youtube.com" is of "youtube.com".
static bool host_among(const char *host, size_t n, const char *hosts) {
    for (size_t m; hosts += strspn(hosts, " "), (m = strcspn(hosts, " ")) > 0; hosts += m) {
        if (m <= n && strncasecmp(host + n - m, hosts, m) == 0 && (m == n || host[n - m - 1] == '.')) {
            return true;
        }
    }
    return false;
}

// Reachability cannot be seen from here, and the words of the findings say so.
void check_links(const struct check *c) {
    const char *link = answer_said(c, kind_answer(c, c->rule->target));
    if (text_blank(link)) {
        return;
    }
    const char *scheme = strstr(link, "://"), *host = scheme ? scheme + 3 : link;
    size_t n = strcspn(host, "/?#:");
    bool web = !scheme || strncasecmp(link, "https://", 8) == 0 || strncasecmp(link, "http://", 7) == 0;
    const char *id = !web || strchr(link, ' ') || !host_is_word(host, n)      ? "usulan.tautan"
                     : c->rule->value && !host_among(host, n, c->rule->value) ? "usulan.tautan-tempat"
                     : !scheme                                                ? "usulan.tautan-skema"
                                                                              : NULL;
    if (id) {
        bool broken = strcmp(id, "usulan.tautan") == 0;
        finding_of_rule(c, broken ? SEVERITY_ERROR : SEVERITY_WARNING, id, kind_place(c, c->rule->target), "bagian",
                        field_label(c->profile, c->rule->target), "isi", link, "tempat",
                        c->rule->value ? c->rule->value : "", NULL);
    }
}
