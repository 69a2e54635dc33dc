#include "cli/agency_text.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/xml.h"
#include "batch/outputs.h"
#include "cli/json.h"
#include "model/format.h"
#include "model/vocabulary.h"

// Chat programs fold longer texts away; the last line needs its share.
enum { TEXT_LIMIT = 1500, TEXT_END = 160 };

struct lack {
    const struct finding *finding;
    const xmlNode *agency;
    const char *about;         // "Antar Obat Lansia"
    const char *says, *helps;  // what is wrong; what to do, or ""
};

static const char *given(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value && !text_blank(value) ? value : "";
}

// ---- whose it is

static const struct planned *document_of(struct session *s, const struct finding *f) {
    const char *foreign = f->document ? strstr(f->document, " · ") : NULL;
    size_t n = foreign ? (size_t)(foreign - f->document) : f->document ? strlen(f->document) : 0;
    for (size_t i = 0; f->document && i < s->n_plan; i++) {
        if (strlen(s->plan[i].id) == n && memcmp(s->plan[i].id, f->document, n) == 0) {
            return &s->plan[i];
        }
    }
    return NULL;
}

// The object that a place in an input file lies in: the last that begins before it.
static const xmlNode *object_at(struct session *s, const struct place *place) {
    size_t kinds, n;
    const struct vocabulary_element *elements = vocabulary_all(&kinds);
    const xmlNode *best = NULL;
    int line = 0;
    for (size_t k = 0; place->file && k < kinds; k++) {
        const xmlNode *const *all = elements[k].object ? objects_all(s->world->objects, elements[k].name, &n) : NULL;
        for (size_t i = 0; all && i < n; i++) {
            struct place own = xml_place(all[i]);
            if (own.file && strcmp(own.file, place->file) == 0 && own.line <= place->line && own.line > line) {
                best = all[i];
                line = own.line;
            }
        }
    }
    return best;
}

static const xmlNode *agency_of(struct session *s, const struct planned *d, const xmlNode *object) {
    const char *id = d && d->agency ? d->agency : xml_is(object, "instansi") ? given(object, "id")
                                                                            : given(object, "instansi");
    return objects_find(s->world->objects, "instansi", id);
}

// With several contests at once each part names the contest that it is about.
static const char *with_contest(struct session *s, const struct planned *d, const struct finding *f,
                                const char *about) {
    const char *foreign = f->document ? strstr(f->document, " · ") : NULL;
    const char *id = foreign ? foreign + strlen(" · ") : d ? d->profile : NULL;
    const struct profile *profile = id && *about ? profiles_find(s->world->profiles, id) : NULL;
    bool several = s->options.profiles && strchr(s->options.profiles, ',');
    const char *title = profile ? given(profile_node(profile), "judul") : "";
    return several && *title ? arena_printf(s->arena, "%s – %s", about, title) : about;
}

// What people call it: the innovation, the meeting, or "Surat tugas (st-bimtek-2025)".
static const char *label(struct session *s, const struct planned *d, const xmlNode *object) {
    const xmlNode *node = d && d->node ? d->node : object;
    for (; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
        if (*given(node, "nama") && !xml_is(node, "instansi")) {
            return given(node, "nama");
        }
    }
    if (!d) {
        return "";
    }
    char *kind = arena_strdup(s->arena, d->kind);
    for (char *p = kind; *p; p++) {
        *p = *p == '-' ? ' ' : *p;
    }
    kind[0] = (char)toupper((unsigned char)kind[0]);
    return arena_printf(s->arena, "%s (%s)", kind, d->id);
}

// ---- what it says

// Words of the input files' form mean nothing to those who get the text.
static bool is_technical(const struct finding *f, const char *words) {
    static const char *const own[] = {"<", "=\"", "@", ".xml", "input/", "XML", "atribut", "attribute", "elemen", "id=",
                                      "pengenal", "templat", "template", "profil"};
    static const char *const rules[] = {"xml.", "object.", "file.", "read.", "zip.", "cli.", "profile.", "template.",
                                        "data.contoh", "resolve.faulty"};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (strncmp(f->rule, rules[i], strlen(rules[i])) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (strstr(words, own[i])) {
            return true;
        }
    }
    return f->place.file && strstr(words, f->place.file);
}

// What a remedy adds in brackets for who edits the data is left out: "catat pada inovasi ini (<bukti …>); bila …".
static const char *without_technical(struct session *s, const struct finding *f, const char *words) {
    struct buf out = buf_new(s->arena);
    for (const char *p = words; *p; p++) {
        const char *end = strncmp(p, " (", 2) == 0 ? strchr(p, ')') : NULL;
        bool skip = end && is_technical(f, arena_strndup(s->arena, p, (size_t)(end - p)));
        p = skip ? end : p;
        if (!skip) {
            buf_char(&out, *p);
        }
    }
    return arena_strdup(s->arena, buf_text(&out));
}

// What is wrong is "" when there is nothing in it that an agency could act on.
static void put_words(struct session *s, const struct finding *f, struct lack *item) {
    item->says = item->helps = "";
    const char *text = message_text(s->catalogue, s->language, f, s->arena);
    const char *remedy = without_technical(s, f, message_remedy(s->catalogue, s->language, f, s->arena));
    const char *section = f->place.section && !strstr(text, f->place.section) ? f->place.section : NULL;
    if (is_technical(f, text)) {
        return;
    }
    bool placed = section && !is_technical(f, section) && !vocabulary_find(section, NULL);
    const char *where = placed ? arena_printf(s->arena, "%s: ", section) : "";
    item->says = text_collapse(s->arena, arena_printf(s->arena, "%s%s", where, text));
    item->helps = is_technical(f, remedy) ? "" : text_collapse(s->arena, remedy);
}

// ---- to whom

static bool same_word(struct session *s, const char *a, const char *b) {
    return strcmp(text_lower(s->arena, a), text_lower(s->arena, b)) == 0;
}

// Assignments of the agency in its latest year; facilitators when there are any, else those of the first role.
static const char *addressees(struct session *s, const xmlNode *agency) {
    size_t n;
    const xmlNode *const *all = objects_all(s->world->objects, "penugasan", &n);
    const char *year = s->options.year ? s->options.year : "", *role = "";
    for (size_t i = 0; i < n; i++) {
        bool own = strcmp(given(all[i], "instansi"), given(agency, "id")) == 0;
        if (own && !s->options.year && strcmp(given(all[i], "tahun"), year) > 0) {
            year = given(all[i], "tahun");
        }
    }
    struct buf names = buf_new(s->arena);
    for (size_t i = 0; i < n; i++) {
        bool own = strcmp(given(all[i], "instansi"), given(agency, "id")) == 0 &&
                   strcmp(given(all[i], "tahun"), year) == 0;
        bool first = own && !*role, facilitator = own && same_word(s, given(all[i], "peran"), "fasilitator");
        role = first || facilitator ? given(all[i], "peran") : role;
    }
    for (size_t i = 0; i < n; i++) {
        const xmlNode *person = objects_find(s->world->objects, "orang", given(all[i], "orang"));
        if (person && *role && strcmp(given(all[i], "instansi"), given(agency, "id")) == 0 &&
            strcmp(given(all[i], "tahun"), year) == 0 && same_word(s, given(all[i], "peran"), role)) {
            buf_printf(&names, "%s%s", names.n ? "; " : "",
                       format_name(s->arena, given(person, "gelar-depan"), given(person, "nama"),
                                   given(person, "gelar-belakang")));
        }
    }
    char *shown = arena_strdup(s->arena, *role ? role : "fasilitator");
    shown[0] = (char)toupper((unsigned char)shown[0]);
    return SAY(s, names.n ? "cli.wa.to" : "cli.wa.to-office", "peran", shown, "instansi", given(agency, "nama"),
               "nama", buf_text(&names));
}

// ---- the texts

static int by_agency(const void *a, const void *b) {
    const struct lack *x = a, *y = b;
    int order = strcmp(given(x->agency, "id"), given(y->agency, "id"));
    order = order ? order : (int)y->finding->severity - (int)x->finding->severity;
    order = order ? order : strcmp(x->about, y->about);
    return order ? order : (x->finding > y->finding) - (x->finding < y->finding);
}

static bool same_item(const struct lack *a, const struct lack *b) {
    return a->agency == b->agency && strcmp(a->about, b->about) == 0 && strcmp(a->says, b->says) == 0;
}

// All that an agency can act on, sorted, nothing twice. `others` counts the rest.
static struct lack *collect(struct session *s, struct findings *findings, size_t *n, size_t *others) {
    struct lack *items = ARENA_ARRAY(s->arena, findings->n + 1, struct lack);
    size_t found = 0;
    *n = *others = 0;
    for (size_t i = 0; i < findings->n; i++) {
        const struct finding *f = &findings->items[i];
        if (f->severity < SEVERITY_WARNING) {
            continue;
        }
        const struct planned *d = document_of(s, f);
        const xmlNode *object = d ? NULL : object_at(s, &f->place);
        struct lack item = {.finding = f, .agency = agency_of(s, d, object),
                            .about = with_contest(s, d, f, label(s, d, object))};
        put_words(s, f, &item);
        if (f->severity == SEVERITY_FATAL || !item.agency || !*item.says) {
            ++*others;
        } else {
            items[found++] = item;
        }
    }
    qsort(items, found, sizeof *items, by_agency);
    for (size_t i = 0; i < found; i++) {
        bool told = false;
        for (size_t k = *n; k > 0 && items[k - 1].agency == items[i].agency && !told; k--) {
            told = same_item(&items[k - 1], &items[i]);
        }
        if (!told) {
            items[(*n)++] = items[i];
        }
    }
    return items;
}

// The text for the agency of items[0 … n).
static const char *compose(struct session *s, const struct lack *items, size_t n) {
    struct buf b = buf_new(s->arena);
    size_t errors = 0, told = 0;
    while (errors < n && items[errors].finding->severity >= SEVERITY_ERROR) {
        errors++;
    }
    const char *opening = errors == 0 ? "cli.wa.look" : errors < n ? "cli.wa.lacks-both" : "cli.wa.lacks";
    buf_printf(&b, "%s\n\n%s\n", addressees(s, items[0].agency),
               SAY(s, opening, "galat", number(s, errors), "peringatan", number(s, n - errors)));
    for (const char *about = ""; told < n; told++) {
        const struct lack *item = &items[told];
        struct buf line = buf_new(s->arena);
        if (told == errors && errors > 0) {
            buf_printf(&line, "\n%s\n", SAY(s, "cli.wa.also"));
            about = "";
        }
        if (strcmp(about, item->about) != 0) {
            buf_printf(&line, "\n*%s*\n", item->about);
        }
        bool again = told > 0 && strcmp(item->helps, items[told - 1].helps) == 0;  // not the same advice on every line
        buf_printf(&line, "%zu. %s%s%s\n", told + 1, item->says, again || !*item->helps ? "" : " ",
                   again ? "" : item->helps);
        if (told > 0 && text_length(buf_text(&b)) + text_length(buf_text(&line)) > TEXT_LIMIT - TEXT_END) {
            break;
        }
        buf_str(&b, buf_text(&line));
        about = item->about;
    }
    if (told < n) {
        buf_printf(&b, "\n%s\n", SAY(s, "cli.wa.more", "jumlah", number(s, n - told)));
    }
    buf_printf(&b, "\n%s\n", SAY(s, errors ? "cli.wa.thanks" : "cli.wa.thanks-look"));
    return arena_strdup(s->arena, buf_text(&b));
}

static bool write_text(struct session *s, const char *agency, const char *text, struct findings *findings) {
    const char *name = arena_printf(s->arena, "%s.txt", output_component(s->arena, agency));
    const char *path = file_join(s->arena, s->options.output, name);
    struct staging *staging = staging_new(s->arena);
    if (staging_add(staging, path, text, strlen(text)) && staging_commit(staging)) {
        fprintf(stderr, "%s\n", SAY(s, "cli.wa.made", "berkas", path));
        return true;
    }
    int error = errno;
    staging_abandon(staging);
    findings_add_as(findings, SEVERITY_FATAL, "file.unwritable", (struct place){.file = path}, "file", path, "reason",
                    message_errno(error), NULL);
    return false;
}

bool agency_texts(struct session *s, struct findings *findings) {
    size_t n, others, end;
    const struct lack *items = collect(s, findings, &n, &others);
    bool ok = true;
    for (size_t i = 0; i < n && ok; i = end) {
        for (end = i; end < n && items[end].agency == items[i].agency; end++) {
        }
        const char *agency = given(items[i].agency, "id"), *text = compose(s, items + i, end - i);
        if (s->options.output) {
            ok = write_text(s, agency, text, findings);
        } else if (s->options.json) {
            json_open(stdout, "agency-text");
            json_text(stdout, "agency", agency);
            json_number(stdout, "findings", (long)(end - i));
            json_text(stdout, "text", text);
            json_close(stdout);
        } else {
            printf("%s%s", i ? "----------\n\n" : "", text);
        }
    }
    if (n == 0) {
        fprintf(stderr, "%s\n", SAY(s, "cli.wa.none"));
    }
    if (others > 0) {
        fprintf(stderr, "%s\n", SAY(s, "cli.wa.others", "jumlah", number(s, others)));
    }
    return ok;
}
