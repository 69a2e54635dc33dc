#include "batch/finding_sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "base/xml.h"
#include "batch/outputs.h"
#include "rules/rule.h"

enum { SAYS_MOST = 260 };  // letters of a finding

struct told {
    const struct finding *finding;
    const char *section;  // as people know it
    size_t rank, order;   // of the section in the form; among the findings
    const char *says;     // what was found, cut where it quotes too much
    size_t times;         // how often the same was found
};

struct sheet {
    const struct finding_sheet *order;
    struct arena *arena;
    const struct contest_judged *judged;
    const struct profile *profile;
    struct told *told;
    size_t n, n_rows;
    size_t counts[4];  // errors, warnings, notes, waived
};

static const char *count(struct sheet *s, size_t n) {
    return arena_printf(s->arena, "%zu", n);
}

static const char *say(struct sheet *s, const char *id) {
    const char *text = message_say(s->order->world->catalogue, s->order->language, s->arena, id, NULL);
    return strcmp(text, id) == 0 ? NULL : text;
}

// ---- which findings, in which order

static bool holds_field(struct sheet *s, const xmlNode *node, const char *label) {
    for (const xmlNode *f = xml_child(node, "isian"); f; f = xml_next(f, "isian")) {
        if (strcmp(field_label(s->profile, xml_attr(f, "id")), label) == 0 || holds_field(s, f, label)) {
            return true;
        }
    }
    return false;
}

// After the answers and the evidence: how the pages come out, then what other objects tell otherwise.
static const char *late_section(struct sheet *s, const struct finding *f, size_t *rank) {
    static const char *const of_pages[] = {"layout.", "sign.", "font.", "template.", "query.", "image.", "pdf."};
    for (size_t i = 0; i < sizeof of_pages / sizeof *of_pages; i++) {
        if (strncmp(f->rule, of_pages[i], strlen(of_pages[i])) == 0) {
            *rank = 2000;
            return say(s, "cli.sheet.pages");
        }
    }
    *rank = 3000;
    return contest_is_among_objects(f) ? say(s, "cli.sheet.agreement") : NULL;
}

// Sections are called by their label, evidence by the label of its indicator.
static const char *section_of(struct sheet *s, const struct finding *f, size_t *rank) {
    const xmlNode *root = profile_node(s->profile);
    const char *name = f->place.section;
    size_t at = 1;
    for (const xmlNode *b = name ? xml_child(root, "bagian") : NULL; b; b = xml_next(b, "bagian"), at++) {
        const char *label = xml_attr(b, "label");
        label = text_blank(label) ? NULL : label;
        if ((label && strcmp(name, label) == 0) || strcmp(name, xml_attr(b, "id")) == 0 || holds_field(s, b, name)) {
            *rank = at;
            return label ? label : name;
        }
    }
    at = 1000;
    for (const xmlNode *i = name ? xml_child(root, "indikator") : NULL; i; i = xml_next(i, "indikator"), at++) {
        if (strcmp(name, xml_attr(i, "id")) == 0) {
            *rank = at;
            return arena_printf(s->arena, "%s: %s", say(s, "cli.sheet.evidence"), xml_attr(i, "label"));
        }
    }
    const char *last = late_section(s, f, rank);
    *rank = last ? *rank : 0;
    return last ? last : say(s, "cli.sheet.general");
}

static int compare(const void *a, const void *b) {
    const struct told *x = a, *y = b;
    if (x->rank != y->rank) {
        return x->rank < y->rank ? -1 : 1;
    }
    if (x->finding->severity != y->finding->severity) {
        return x->finding->severity > y->finding->severity ? -1 : 1;
    }
    return (x->order > y->order) - (x->order < y->order);
}

// A message that quotes a whole answer is cut where a word ends.
static const char *cut(struct arena *arena, const char *text) {
    const char *p = text, *end = text + strlen(text);
    for (size_t n = 0; p < end && (n < SAYS_MOST || *p != ' '); n++) {
        text_next(&p, end);
    }
    return p < end ? arena_printf(arena, "%.*s …", (int)(p - text), text) : text;
}

// The same said again of the same section, as for each of many citations, is one row.
static struct told *said_before(struct told *told, size_t n, const struct told *one) {
    for (size_t i = n; i > 0 && told[i - 1].rank == one->rank; i--) {
        struct told *old = &told[i - 1];
        if (old->finding->severity == one->finding->severity && old->finding->waived == one->finding->waived &&
            strcmp(old->says, one->says) == 0) {
            return old;
        }
    }
    return NULL;
}

static void fold(struct sheet *s) {
    for (size_t i = 0; i < s->n; i++) {
        struct told *old = said_before(s->told, s->n_rows, &s->told[i]);
        if (old) {
            old->times++;
        } else {
            s->told[s->n_rows++] = s->told[i];
        }
    }
}

static void collect(struct sheet *s) {
    const struct findings *all = s->order->findings;
    s->told = ARENA_ARRAY(s->arena, all->n + 1, struct told);
    for (size_t i = 0; i < all->n; i++) {
        const struct finding *f = &all->items[i];
        if (contest_is_about(s->judged, f)) {
            struct told *one = &s->told[s->n++];
            *one = (struct told){.finding = f, .order = i};
            one->section = section_of(s, f, &one->rank);
            one->times = 1;
            one->says = cut(s->arena, message_text(s->order->world->catalogue, s->order->language, f, s->arena));
            s->counts[f->waived ? 3 : f->severity >= SEVERITY_ERROR ? 0 : f->severity == SEVERITY_WARNING ? 1 : 2]++;
        }
    }
    qsort(s->told, s->n, sizeof *s->told, compare);
    fold(s);
}

// ---- the record

// Beside its own heading the section need not be told again.
static const char *place_of(struct sheet *s, const struct told *one) {
    const struct place *place = &one->finding->place;
    const char *section =
        place->section && strcmp(place->section, one->section) != 0 && one->rank < 1000 ? place->section : "";
    const char *line = place->line ? arena_printf(s->arena, ":%d", place->line) : "";
    const char *times = one->times > 1 ? arena_printf(s->arena, " (%zu×)", one->times) : "";
    const char *file = place->file ? arena_printf(s->arena, "%s%s%s", place->file, line, times) : times;
    return *section && *file ? arena_printf(s->arena, "%s · %s", section, file) : *section ? section : file;
}

static void set_level(struct sheet *s, xmlNode *node, const struct finding *f) {
    static const char *const levels[] = {"catatan", "peringatan", "galat", "galat"};
    const char *word = f->waived ? say(s, "cli.sheet.waived")
                                 : message_severity(s->order->world->catalogue, s->order->language, f->severity);
    xml_set(node, "tingkat", f->waived ? "dibiarkan" : levels[f->severity]);
    xml_set(node, "kata", word);
}

static void add_finding(struct sheet *s, xmlNode *group, const struct told *one, size_t number) {
    const struct finding *f = one->finding;
    const struct catalogue *c = s->order->world->catalogue;
    const char *remedy = message_remedy(c, s->order->language, f, s->arena);
    const char *rule = finding_argument(f, "aturan");
    xmlNode *node = xml_add(group, "temuan");
    xml_set(node, "nomor", count(s, number));
    set_level(s, node, f);
    xml_set(node, "isi", one->says);
    xml_set(node, "anjuran", *remedy ? remedy : NULL);
    const char *place = place_of(s, one);
    xml_set(node, "tempat", *place ? place : NULL);
    xml_set(node, "dasar", f->basis);
    xml_set(node, "kepastian", f->certainty ? say(s, arena_printf(s->arena, "kepastian.%s", f->certainty)) : NULL);
    xml_set(node, "aturan", *rule ? rule : f->rule);
    xml_set(node, "alasan", f->waived);
}

static void add_findings(struct sheet *s, xmlNode *to) {
    xmlNode *group = NULL;
    for (size_t i = 0; i < s->n_rows; i++) {
        if (i == 0 || strcmp(s->told[i].section, s->told[i - 1].section) != 0) {
            group = xml_add(to, "golongan");
            xml_set(group, "nama", s->told[i].section);
        }
        add_finding(s, group, &s->told[i], i + 1);
    }
}

static void add_rules(struct sheet *s, xmlNode *to) {
    static const char *const states[] = {[CONTEST_CLEAN] = "bersih",
                                         [CONTEST_TOLD] = "temuan",
                                         [CONTEST_UNCHECKED] = "belum",
                                         [CONTEST_NOT_ASKED] = "tidak"};
    for (size_t i = 0; i < s->judged->n_rules; i++) {
        const struct contest_rule *r = &s->judged->rules[i];
        xmlNode *node = xml_add(to, "uji");
        xml_set(node, "keadaan", states[r->state]);
        xml_set(node, "aturan", r->id);
        xml_set(node, "pada", r->field);
        xml_set(node, "arti", say(s, arena_printf(s->arena, "jenis-aturan.%s", r->kind)));
        xml_set(node, "kepastian", r->certainty);
    }
}

static void add_counts(struct sheet *s, xmlNode *to) {
    static const char *const names[] = {"galat", "peringatan", "catatan", "dibiarkan"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        xml_set(to, names[i], count(s, s->counts[i]));
    }
    xml_set(to, "aturan", count(s, s->judged->ran));
    xml_set(to, "bersih", count(s, s->judged->clean));
    xml_set(to, "belum", count(s, s->judged->unchecked));
    xml_set(to, "tidak-berlaku", count(s, s->judged->not_asked));
}

static xmlDoc *record_of(struct sheet *s, const char *id, const xmlNode *like) {
    static const char *const kept[] = {"tata", "pemda", "instansi"};
    const struct profiles *profiles = s->order->world->profiles;
    struct date closing = profiles->closing.year ? profiles->closing : s->profile->closing;
    xmlDoc *doc = xml_derived(s->arena, "naskah");
    xmlNode *root = xmlDocGetRootElement(doc);
    xml_set(root, "id", id);
    xml_set(root, "jenis", "lembar-temuan");
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (xml_child(like, kept[i])) {
            xml_copy_into(root, xml_child(like, kept[i]));
        }
    }
    xmlNode *sheet = xml_add(root, "pemeriksaan");
    const char *title = s->judged->title;
    xml_set(sheet, "usulan", s->judged->document);
    xml_set(sheet, "judul", *title ? title : s->judged->document);
    xml_set(sheet, "instansi", xml_attr(xml_child(like, "instansi"), "nama-lengkap"));
    xml_set(sheet, "lomba", xml_attr(profile_node(s->profile), "judul"));
    xml_set(sheet, "profil", s->judged->profile);
    if (closing.year) {
        xml_set(sheet, "penutupan", arena_printf(s->arena, "%04d-%02d-%02d", closing.year, closing.month, closing.day));
    }
    if (s->judged->pages) {
        xml_set(sheet, "halaman", count(s, (size_t)s->judged->pages));
    }
    add_counts(s, sheet);
    add_findings(s, sheet);
    add_rules(s, sheet);
    return doc;
}

// ---- the document

static const struct planned *planned_of(const struct finding_sheet *o, const char *document, bool *foreign) {
    const char *mark = strstr(document, " · ");
    size_t n = mark ? (size_t)(mark - document) : strlen(document);
    *foreign = mark != NULL;
    for (size_t i = 0; i < o->n; i++) {
        if (strlen(o->documents[i].id) == n && memcmp(o->documents[i].id, document, n) == 0) {
            return &o->documents[i];
        }
    }
    return NULL;
}

// What stands in data may hold characters that no face has, and be told for it: on the sheet a box stands for them.
static void replace_strange(struct arena *arena, xmlNode *node) {
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        const char *text = xml_attr(node, (const char *)a->name), *end = text + strlen(text);
        struct buf out = buf_new(arena);
        for (const char *p = text; p < end;) {
            unsigned c = text_next(&p, end);
            bool known = c < 0x250 || (c >= 0x2010 && c <= 0x2044) || c == 0x20AC || c == 0x2264 || c == 0x2265;
            buf_utf8(&out, known ? c : 0x25A1);
        }
        xml_set(node, (const char *)a->name, buf_text(&out));
    }
    for (xmlNode *c = xml_child(node, NULL); c; c = xml_next(c, NULL)) {
        replace_strange(arena, c);
    }
}

static struct job_result *render(struct sheet *s, const struct planned *sheet, const xmlNode *like) {
    struct job_result *result = NULL;
    for (int strange = 1; strange >= 0; strange--) {
        struct job_input input = {.document = sheet, .frozen = record_of(s, sheet->id, like)};
        if (!strange) {
            replace_strange(s->arena, xml_child(xmlDocGetRootElement(input.frozen), "pemeriksaan"));
        }
        input.want[RENDITION_ARSIP] = true;
        result = job_run(s->order->world, s->arena, &input);
        if (result->outputs[RENDITION_ARSIP].made) {
            break;
        }
    }
    return result;
}

bool finding_sheet_make(const struct finding_sheet *order, struct arena *arena, const struct contest_judged *judged,
                        struct str *bytes, const char **path, struct findings *findings) {
    bool foreign;
    const struct planned *proposal = planned_of(order, judged->document, &foreign);
    struct sheet s = {.order = order, .arena = arena, .judged = judged};
    s.profile = profiles_find(order->world->profiles, judged->profile);
    struct findings *unused = findings_new(arena, order->world->catalogue);
    xmlDoc *like = proposal && s.profile ? job_record(order->world, arena, proposal, unused) : NULL;
    if (!like) {
        findings_add_as(findings, SEVERITY_ERROR, "sheet.finding", (struct place){0}, "naskah", judged->document, NULL);
        return false;
    }
    collect(&s);
    struct planned sheet = *proposal;
    sheet.id = foreign ? arena_printf(arena, "temuan-%s-%s", proposal->id, judged->profile)
                       : arena_printf(arena, "temuan-%s", proposal->id);
    sheet.kind = "lembar-temuan";
    sheet.profile = NULL;
    struct job_result *result = render(&s, &sheet, xmlDocGetRootElement(like));
    const struct job_output *out = &result->outputs[RENDITION_ARSIP];
    if (!out->made) {
        findings_append(findings, result->findings);
        findings_add_as(findings, SEVERITY_ERROR, "sheet.finding", (struct place){0}, "naskah", judged->document, NULL);
        return false;
    }
    *bytes = out->bytes;
    *path = file_join(arena, output_component(arena, proposal->agency ? proposal->agency : "lain"),
                      arena_printf(arena, "%s.pdf", output_component(arena, sheet.id)));
    return true;
}
