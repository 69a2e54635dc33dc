#include "base/message.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/xml.h"

struct words {
    const char *id, *text, *remedy;
};

struct rule {
    const char *id;
    enum severity severity;
};

struct book {            // the words of one language
    const char *path;
    bool tried;          // to read it
    struct words *words;
    size_t n;
};

struct catalogue {
    struct arena *arena;
    struct rule *rules;  // these and the words are sorted by id, which is their first member
    size_t n_rules;
    struct book *books;  // by language
};

static const char *const severity_names[] = {"note", "warning", "error", "fatal"};

// ---- loading ----

static int by_id(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// The root of a catalogue file, or NULL with a reason in `why`. The words of a finding are not there yet, so the reason
// names the place and the rule.
static xmlNode *load_root(struct arena *arena, const char *path, const char *root, const char **why) {
    struct findings *findings = findings_new(arena, NULL);
    xmlDoc *doc = xml_load(arena, path, findings);
    if (!doc) {
        const struct finding *f = &findings->items[0];
        *why = arena_printf(arena, "%s:%d:%d: %s", path, f->place.line, f->place.column, f->rule);
        return NULL;
    }
    xmlNode *node = xmlDocGetRootElement(doc);
    if (!xml_is(node, root)) {
        *why = arena_printf(arena, "%s: <%s> expected, <%s> found", path, root, xml_name(node));
        return NULL;
    }
    return node;
}

static const char *at(struct arena *arena, const xmlNode *node, const char *problem) {
    struct place p = xml_place(node);
    return arena_printf(arena, "%s:%d:%d: %s", p.file, p.line, p.column, problem);
}

static size_t count_children(const xmlNode *root) {
    size_t n = 0;
    for (const xmlNode *node = xml_child(root, NULL); node; node = xml_next(node, NULL))
        n++;
    return n;
}

static bool load_rules(struct catalogue *c, struct arena *arena, const char *path, const char **why) {
    const xmlNode *root = load_root(arena, path, "rules", why);
    if (!root)
        return false;
    c->rules = ARENA_ARRAY(arena, count_children(root), struct rule);
    for (const xmlNode *node = xml_child(root, NULL); node; node = xml_next(node, NULL)) {
        const char *id = xml_attr(node, "id"), *severity = xml_attr(node, "severity");
        int s = 0;
        while (severity && s < 4 && strcmp(severity, severity_names[s]) != 0)
            s++;
        if (!xml_is(node, "rule") || !id || !severity || s == 4) {
            *why = at(arena, node, "<rule id=… severity=\"note|warning|error|fatal\"/> expected");
            return false;
        }
        c->rules[c->n_rules++] = (struct rule){id, (enum severity)s};
    }
    if (c->n_rules)
        qsort(c->rules, c->n_rules, sizeof *c->rules, by_id);
    return true;
}

static bool load_words(struct book *b, struct arena *arena, const char **why) {
    b->tried = true;
    const xmlNode *root = load_root(arena, b->path, "messages", why);
    if (!root)
        return false;
    b->words = ARENA_ARRAY(arena, count_children(root), struct words);
    for (const xmlNode *node = xml_child(root, NULL); node; node = xml_next(node, NULL)) {
        const char *id = xml_attr(node, "id");
        const xmlNode *text = xml_child(node, "text"), *remedy = xml_child(node, "remedy");
        if (!xml_is(node, "m") || !id || !text) {
            *why = at(arena, node, "<m id=…><text>…</text><remedy>…</remedy></m> expected");
            return false;
        }
        b->words[b->n++] = (struct words){id, xml_text(arena, text), xml_text(arena, remedy)};
    }
    if (b->n)
        qsort(b->words, b->n, sizeof *b->words, by_id);
    return true;
}

struct catalogue *catalogue_open(struct arena *arena, const char *folder, enum language language, const char **why) {
    static const char *const names[] = {[LANGUAGE_ID] = "id.xml", [LANGUAGE_EN] = "en.xml"};
    struct catalogue *c = ARENA_NEW(arena, struct catalogue);
    const char *unused;
    if (!why)
        why = &unused;
    c->arena = arena;
    c->books = ARENA_ARRAY(arena, 2, struct book);
    for (int l = 0; l < 2; l++)
        c->books[l].path = file_join(arena, folder, names[l]);
    bool opened = load_rules(c, arena, file_join(arena, folder, "rules.xml"), why) &&
                  load_words(&c->books[language], arena, why);
    return opened ? c : NULL;
}

struct catalogue *catalogue_load(struct arena *arena, const char *folder, const char **why) {
    const char *unused;
    struct catalogue *c = catalogue_open(arena, folder, LANGUAGE_ID, why);
    return c && load_words(&c->books[LANGUAGE_EN], arena, why ? why : &unused) ? c : NULL;
}

// ---- looking up ----

static const struct rule *find_rule(const struct catalogue *c, const char *id) {
    return c && c->n_rules ? bsearch(&id, c->rules, c->n_rules, sizeof *c->rules, by_id) : NULL;
}

static const struct words *find_words(const struct catalogue *c, enum language l, const char *id) {
    struct book *b = c ? &c->books[l] : NULL;
    const char *why;
    if (b && !b->tried && !load_words(b, c->arena, &why))
        b->n = 0;
    return b && b->n ? bsearch(&id, b->words, b->n, sizeof *b->words, by_id) : NULL;
}

enum severity catalogue_severity(const struct catalogue *c, const char *rule) {
    const struct rule *r = find_rule(c, rule);
    return r ? r->severity : SEVERITY_ERROR;
}

const char *catalogue_nearest(const struct catalogue *c, const char *rule) {
    const char *best = NULL;
    unsigned limit = (unsigned)strlen(rule) / 3 > 2 ? (unsigned)strlen(rule) / 3 : 2;
    for (size_t i = 0; i < c->n_rules && strlen(rule) < 200; i++) {
        unsigned distance = text_distance(rule, c->rules[i].id);
        if (distance < limit + (best == NULL)) {
            best = c->rules[i].id;
            limit = distance;
        }
    }
    return best;
}

bool catalogue_has(const struct catalogue *c, const char *rule, enum language language) {
    return find_rule(c, rule) && find_words(c, language, rule);
}

// ---- filling in ----

struct filling {
    const struct catalogue *catalogue;
    enum language language;
    const struct argument *args;
    int n_args;
    const struct finding *finding;  // for {file}, {line} …; may be NULL
};

// "2025-02-10" as "10 Februari 2025"; a coarser date as far as it goes.
static const char *day_in_words(const struct filling *f, struct arena *arena, const char *iso) {
    int year = 0, month = 0, day = 0;
    char id[16] = "";
    if (sscanf(iso, "%4d-%2d-%2d", &year, &month, &day) >= 2 && month >= 1 && month <= 12)
        snprintf(id, sizeof id, "bulan.%d", month);
    const struct words *w = find_words(f->catalogue, f->language, id);
    return !w ? iso : day > 0 ? arena_printf(arena, "%d %s %d", day, w->text, year)
                              : arena_printf(arena, "%s %d", w->text, year);
}

static const char *in_words(const struct filling *f, struct arena *arena, const char *value) {
    size_t n = strlen(MESSAGE_DATE);
    if (!value || *value != '@')
        return value;
    if (strncmp(value, MESSAGE_DATE, n) == 0)
        return day_in_words(f, arena, value + n);
    const struct words *w = find_words(f->catalogue, f->language, value + 1);
    return w ? w->text : value;
}

static const char *value_of(const struct filling *f, struct arena *arena, const char *name) {
    for (int i = 0; i < f->n_args; i++)
        if (strcmp(f->args[i].name, name) == 0)
            return in_words(f, arena, f->args[i].value);
    if (!f->finding)
        return NULL;
    const struct place *p = &f->finding->place;
    if (strcmp(name, "line") == 0)
        return arena_printf(arena, "%d", p->line);
    if (strcmp(name, "column") == 0)
        return arena_printf(arena, "%d", p->column);
    return strcmp(name, "file") == 0       ? p->file
           : strcmp(name, "section") == 0  ? p->section
           : strcmp(name, "document") == 0 ? f->finding->document
           : strcmp(name, "rule") == 0     ? f->finding->rule
                                           : NULL;
}

// A name that nobody gave stays in the sentence with its braces, where it is seen.
static const char *fill(struct arena *arena, const char *text, const struct filling *f) {
    struct buf out = buf_new(arena);
    while (*text) {
        size_t plain = strcspn(text, "{");
        buf_add(&out, text, plain);
        text += plain;
        const char *close = *text ? strchr(text, '}') : NULL;
        if (!close) {
            buf_str(&out, text);
            break;
        }
        const char *value = value_of(f, arena, arena_strndup(arena, text + 1, (size_t)(close - text - 1)));
        if (value) {
            buf_str(&out, value);
            text = close + 1;
        } else {
            buf_char(&out, *text++);
        }
    }
    return buf_text(&out);
}

static const char *fill_finding(struct arena *arena, const struct catalogue *c, enum language l, const char *text,
                                const struct finding *f) {
    return fill(arena, text, &(struct filling){c, l, f->args, f->n_args, f});
}

// A profile may bring its own words for a rule, in both languages: arguments "pesan.id", "saran.en" and so on.
static const char *own_words(const struct finding *f, const char *what, enum language l) {
    size_t n = strlen(what);
    for (int i = 0; i < f->n_args; i++) {
        const char *name = f->args[i].name;
        if (strncmp(name, what, n) == 0 && strcmp(name + n, l == LANGUAGE_EN ? ".en" : ".id") == 0)
            return f->args[i].value;
    }
    return NULL;
}

const char *message_text(const struct catalogue *c, enum language l, const struct finding *f, struct arena *arena) {
    const char *own = own_words(f, "pesan", l);
    if (own)
        return fill_finding(arena, c, l, own, f);
    if (f->text)
        return fill_finding(arena, c, l, f->text, f);
    const struct words *w = find_words(c, l, f->rule);
    if (w)
        return fill_finding(arena, c, l, w->text, f);
    struct buf out = buf_new(arena);  // better the bare facts than nothing
    buf_str(&out, f->rule);
    for (int i = 0; i < f->n_args; i++)
        buf_printf(&out, " %s=%s", f->args[i].name, f->args[i].value);
    return buf_text(&out);
}

const char *message_remedy(const struct catalogue *c, enum language l, const struct finding *f, struct arena *arena) {
    const char *own = own_words(f, "saran", l);
    if (own)
        return fill_finding(arena, c, l, own, f);
    if (f->text || f->remedy)
        return f->remedy ? fill_finding(arena, c, l, f->remedy, f) : "";
    const struct words *w = find_words(c, l, f->rule);
    return w ? fill_finding(arena, c, l, w->remedy, f) : "";
}

const char *message_severity(const struct catalogue *c, enum language l, enum severity s) {
    char id[32] = "severity.";
    strcat(id, severity_names[s]);
    const struct words *w = find_words(c, l, id);
    return w ? w->text : severity_names[s];
}

const char *message_say(const struct catalogue *c, enum language l, struct arena *arena, const char *id, ...) {
    enum { MOST = 16 };
    struct argument args[MOST];
    int n = 0;
    va_list list;
    va_start(list, id);
    for (const char *name; n < MOST && (name = va_arg(list, const char *)); n++) {
        const char *value = va_arg(list, const char *);
        args[n] = (struct argument){name, value ? value : ""};
    }
    va_end(list);
    const struct words *w = find_words(c, l, id);
    return w ? fill(arena, w->text, &(struct filling){c, l, args, n, NULL}) : arena_strdup(arena, id);
}

const char *message_errno(int number) {
    static const struct {
        int number;
        const char *words;
    } known[] = {
        {EACCES, "@sistem.izin"},     {EPERM, "@sistem.izin"},    {EROFS, "@sistem.baca-saja"},
        {ENOSPC, "@sistem.penuh"},    {EDQUOT, "@sistem.kuota"},  {ENOENT, "@sistem.tidak-ada"},
        {ENOTDIR, "@sistem.bukan-folder"}, {EISDIR, "@sistem.folder"}, {EEXIST, "@sistem.sudah-ada"},
        {EIO, "@sistem.perangkat"},   {EFBIG, "@sistem.besar"},   {ENAMETOOLONG, "@sistem.nama-panjang"},
        {ELOOP, "@sistem.tautan"},    {EMFILE, "@sistem.banyak"}, {ENFILE, "@sistem.banyak"},
        {ENOMEM, "@sistem.memori"},   {EPIPE, "@sistem.pipa"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].number == number)
            return known[i].words;
    return strerror(number);
}
