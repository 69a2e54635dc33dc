#include "batch/manual.h"

#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "model/vocabulary.h"
#include "rules/profile_form.h"
#include "rules/rule.h"
#include "template/grammar.h"

struct writing {
    struct arena *arena;
    const struct manual_request *r;
    FILE *to;
    const xmlNode *root;      // <manual>
    size_t unknown;           // names without a meaning
    size_t explained;         // meanings that were printed, those for all elements (umum) left out
};

static const char *const pages[][2] = {
    {"data", "data"}, {"template", "templat"}, {"profil", "profile"}, {"json", "events"}};
#define N_PAGES (sizeof pages / sizeof *pages)

const char *manual_name(const char *word) {
    for (size_t i = 0; i < N_PAGES; i++) {
        if (strcmp(word, pages[i][0]) == 0 || strcmp(word, pages[i][1]) == 0) {
            return pages[i][0];
        }
    }
    return NULL;
}

const char *manual_nearest(const char *word) {
    const char *names[2 * N_PAGES];
    for (size_t i = 0; i < 2 * N_PAGES; i++) {
        names[i] = pages[i / 2][i % 2];
    }
    return text_nearest(word, names, 2 * N_PAGES);
}

void manual_text(FILE *to, const char *s) {
    if (*s == '.' || *s == '\'') {
        fputs("\\&", to);
    }
    for (; *s; s++) {
        fputs(*s == '\\' ? "\\e" : *s == '-' ? "\\-" : (char[]){*s, '\0'}, to);
    }
}

static const char *say(struct writing *w, const char *id, const char *name, const char *value) {
    return message_say(w->r->catalogue, w->r->language, w->arena, id, name, value, NULL);
}

static void heading(struct writing *w, const char *id) {
    fputs(".SH ", w->to);
    manual_text(w->to, say(w, id, NULL, NULL));
    fputc('\n', w->to);
}

static void line(struct writing *w, const char *text) {
    manual_text(w->to, text);
    fputc('\n', w->to);
}

// ---- meanings

static bool is(const xmlNode *node, const char *attribute, const char *value) {
    const char *own = xml_attr(node, attribute);
    return own && strcmp(own, value) == 0;
}

// The text of the node itself, without what its <a> say.
static const char *own_text(struct arena *arena, const xmlNode *node) {
    struct buf out = buf_new(arena);
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (c->type == XML_TEXT_NODE) {
            buf_str(&out, (const char *)c->content);
        }
    }
    return text_collapse(arena, buf_text(&out));
}

// One that names the place beats one for all places.
static const xmlNode *element_of(struct writing *w, const char *name, const char *parents) {
    const xmlNode *found = NULL;
    for (const xmlNode *e = xml_child(w->root, "e"); e; e = xml_next(e, "e")) {
        const char *place = xml_attr(e, "di");
        if (is(e, "n", name) && (place ? parents && vocabulary_lists(parents, place) : !found)) {
            found = e;
        }
    }
    return found;
}

static const xmlNode *attribute_in(const xmlNode *of, const char *name) {
    const xmlNode *a = of ? xml_child(of, "a") : NULL;
    while (a && !is(a, "n", name)) {
        a = xml_next(a, "a");
    }
    return a;
}

static const char *meaning(struct writing *w, const xmlNode *element, const char *attribute) {
    const xmlNode *a = attribute_in(element, attribute);
    w->explained += a != NULL;
    a = a ? a : attribute_in(xml_child(w->root, "umum"), attribute);
    w->unknown += a == NULL;
    return a ? own_text(w->arena, a) : "";
}

// ---- one element

static void begin_element(struct writing *w, const char *name, const char *parents, const xmlNode *e) {
    fputs(".SS \"", w->to);
    manual_text(w->to, name);
    fputs("\"\n", w->to);
    w->unknown += e == NULL;
    w->explained += e != NULL;
    line(w, e ? own_text(w->arena, e) : "");
    if (parents && *parents) {
        fputs(".br\n", w->to);
        line(w, say(w, "manual.inside", "unsur", parents));
    }
}

static void attribute(struct writing *w, const xmlNode *e, const char *name, const char *kind, bool required) {
    fputs(".TP\n\\fB", w->to);
    manual_text(w->to, name);
    fputs("\\fR", w->to);
    if (*kind) {
        fputs(" \\fI", w->to);
        manual_text(w->to, kind);
        fputs("\\fR", w->to);
    }
    fputc('\n', w->to);
    line(w, arena_printf(w->arena, "%s%s%s", meaning(w, e, name), required ? "; " : "",
                         required ? say(w, "manual.required", NULL, NULL) : ""));
}

// ---- naskah-data(5)

// Long choices break at their bars.
static const char *spaced(struct arena *arena, const char *choices) {
    struct buf out = buf_new(arena);
    for (const char *p = choices; *p; p++) {
        buf_str(&out, *p == '|' ? " | " : (char[]){*p, '\0'});
    }
    return buf_text(&out);
}

static const char *value_words(struct writing *w, const struct vocabulary_attribute *a) {
    static const char *const kinds[] = {
        [VALUE_TEXT] = "text", [VALUE_ID] = "id", [VALUE_REF] = "ref", [VALUE_REFS] = "refs", [VALUE_OFFICE] = "office",
        [VALUE_DATE] = "date", [VALUE_TIME] = "time", [VALUE_YEAR] = "year", [VALUE_INTEGER] = "integer",
        [VALUE_MONEY] = "money", [VALUE_CHOICE] = "choice", [VALUE_YESNO] = "yesno", [VALUE_LENGTH] = "length",
        [VALUE_FILE] = "file", [VALUE_DIGITS] = "digits", [VALUE_NUMBER] = "number", [VALUE_PAPER] = "paper"};
    if (a->kind == VALUE_CHOICE) {
        return spaced(w->arena, a->target);
    }
    return say(w, arena_printf(w->arena, "manual.value.%s", kinds[a->kind]), "jenis", a->target ? a->target : "");
}

static void data_page(struct writing *w) {
    size_t n;
    const struct vocabulary_element *all = vocabulary_all(&n);
    for (size_t i = 0; i < n; i++) {
        const struct vocabulary_element *e = &all[i];
        if (!*e->parents && strcmp(e->name, "data") != 0) {
            continue;  // of records only
        }
        const xmlNode *of = element_of(w, e->name, e->parents);
        begin_element(w, e->name, e->parents, of);
        for (size_t k = 0; k < e->n_attributes; k++) {
            const struct vocabulary_attribute *a = &e->attributes[k];
            if (!a->record) {
                attribute(w, of, a->name, value_words(w, a), a->required);
            }
        }
    }
}

// ---- naskah-template(5)

static void attributes_of(struct writing *w, const xmlNode *e, const char *list,
                          bool (*kind)(const char *, const char **)) {
    for (const char *p = list; *p; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        bool required = n && p[n - 1] == '!';
        const char *name = arena_strndup(w->arena, p, n - required), *choices = NULL;
        attribute(w, e, name, kind && kind(name, &choices) && choices ? spaced(w->arena, choices) : "", required);
        p += n;
    }
}

static bool template_choices(const char *name, const char **choices) {
    enum attribute a = grammar_find_attribute(name);
    *choices = a == A_COUNT ? NULL : grammar_attribute(a)->choices;
    return a != A_COUNT;
}

static void template_page(struct writing *w) {
    for (int i = 0; i < E_COUNT; i++) {
        const struct element_rule *e = grammar_element((enum element)i);
        const xmlNode *of = element_of(w, e->name, NULL);
        begin_element(w, e->name, NULL, of);
        attributes_of(w, of, e->attributes, template_choices);
    }
}

// ---- naskah-profil(5)

static void kinds_of_rules(struct writing *w) {
    size_t n;
    const struct rule_kind *kinds = rule_kinds(&n);
    heading(w, "manual.kinds");
    for (size_t i = 0; i < n; i++) {
        const xmlNode *k = xml_child(w->root, "jenis");
        while (k && !is(k, "n", kinds[i].name)) {
            k = xml_next(k, "jenis");
        }
        w->unknown += k == NULL;
        w->explained += k != NULL;
        fprintf(w->to, ".TP\n\\fB%s\\fR\n", kinds[i].name);
        line(w, k ? own_text(w->arena, k) : "");
    }
}

static void profile_page(struct writing *w) {
    size_t n;
    const struct profile_shape *shapes = profile_shapes(&n);
    for (size_t i = 0; i < n; i++) {
        const xmlNode *of = element_of(w, shapes[i].name, shapes[i].parents);
        begin_element(w, shapes[i].name, shapes[i].parents, of);
        attributes_of(w, of, shapes[i].attributes, NULL);
    }
    kinds_of_rules(w);
}

// ---- naskah-json(5): what the commands print; tests/cli compares it with the code

static void json_page(struct writing *w) {
    for (const xmlNode *e = xml_child(w->root, "e"); e; e = xml_next(e, "e")) {
        begin_element(w, xml_attr(e, "n"), NULL, e);
        for (const xmlNode *a = xml_child(e, "a"); a; a = xml_next(a, "a")) {
            attribute(w, e, xml_attr(a, "n"), "", false);
        }
    }
    heading(w, "manual.everywhere");
    const xmlNode *common = xml_child(w->root, "umum");
    for (const xmlNode *a = common ? xml_child(common, "a") : NULL; a; a = xml_next(a, "a")) {
        attribute(w, NULL, xml_attr(a, "n"), "", false);
    }
}

// ---- pages

// Every meaning but those for all elements was printed, or it is of a word that is no more.
static size_t meanings(const xmlNode *root) {
    size_t n = 0;
    for (const xmlNode *e = xml_child(root, NULL); e; e = xml_next(e, NULL)) {
        bool counts = xml_is(e, "e") || xml_is(e, "jenis");
        n += counts;
        for (const xmlNode *a = counts ? xml_child(e, "a") : NULL; a; a = xml_next(a, "a")) {
            n++;
        }
    }
    return n;
}

bool manual_write(struct arena *arena, const struct manual_request *r, const char *name, FILE *to,
                  struct findings *findings, size_t *unknown) {
    const char *file = strcmp(name, "template") == 0 ? "templat" : name;
    const char *path = file_join(arena, r->share, arena_printf(arena, "templates/manual/%s.xml", file));
    const xmlDoc *doc = xml_load(arena, path, findings);
    if (!doc) {
        findings_add_as(findings, SEVERITY_FATAL, "manual.file", (struct place){.file = path}, NULL);
        return false;
    }
    struct writing w = {.arena = arena, .r = r, .to = to, .root = xmlDocGetRootElement(doc)};
    const char *page = xml_attr(w.root, "nama"), *summary = xml_attr(w.root, "ringkas");
    fprintf(to, ".TH %s 5 \"\" \"naskah %s\"\n.nh\n.ad l\n", text_upper(arena, page), r->version);
    heading(&w, "cli.man.name");
    fprintf(to, "%s \\- ", page);
    line(&w, summary);
    heading(&w, "cli.man.about");
    for (const xmlNode *p = xml_child(w.root, "p"); p; p = xml_next(p, "p")) {
        fputs(p == xml_child(w.root, "p") ? "" : ".PP\n", to);
        line(&w, own_text(arena, p));
    }
    heading(&w, strcmp(name, "json") == 0 ? "manual.events" : "manual.elements");
    if (strcmp(name, "data") == 0) {
        data_page(&w);
    } else if (strcmp(name, "template") == 0) {
        template_page(&w);
    } else if (strcmp(name, "json") == 0) {
        json_page(&w);
    } else {
        profile_page(&w);
    }
    heading(&w, "manual.see");
    fputs(".BR naskah (1),\n.BR naskah\\-data (5),\n.BR naskah\\-template (5),\n.BR naskah\\-profil (5),\n"
          ".BR naskah\\-json (5)\n", to);
    size_t all = meanings(w.root);
    *unknown = w.unknown + (all > w.explained ? all - w.explained : 0);
    return true;
}
