#include "batch/freeze.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xml.h"
#include "batch/fault.h"
#include "batch/outputs.h"

static const char *given(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value && !text_blank(value) ? value : NULL;
}

const char *freeze_path(struct arena *arena, const char *notes, const char *document) {
    return arena_printf(arena, "%s/beku/%s.xml", notes, output_component(arena, document));
}

// ---- the file ----

struct frozen *freeze_load(struct arena *arena, const char *notes, const char *document, struct findings *findings) {
    const char *path = freeze_path(arena, notes, document);
    if (!file_exists(path)) {
        return NULL;
    }
    xmlDoc *doc = xml_load(arena, path, findings);
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    const xmlNode *record = root && xml_is(root, "beku") ? xml_child(root, "naskah") : NULL;
    if (!record || !given(record, "jenis")) {
        if (doc) {
            findings_add(findings, "document.frozen-file", (struct place){.file = path}, "berkas", path, "naskah",
                         document, NULL);
        }
        return NULL;
    }
    struct frozen *f = ARENA_NEW(arena, struct frozen);
    const char *hash = given(root, "sha256"), *number = given(root, "nomor"), *date = given(root, "tanggal");
    *f = (struct frozen){path, record, hash ? hash : "", freeze_text(arena, xml_child(root, "sumber")),
                         number ? number : "", date ? date : ""};
    return f;
}

struct str freeze_text(struct arena *arena, const xmlNode *node) {
    xmlChar *text = node ? xmlNodeGetContent((xmlNode *)node) : NULL;
    const char *copy = arena_strdup(arena, text ? (const char *)text : "");
    xmlFree(text);
    return (struct str){copy, strlen(copy)};
}

void freeze_add_text(struct arena *arena, xmlNode *to, struct str source) {
    if (source.n > 0) {
        xmlNode *node = xml_add(to, "sumber");
        xmlNodeAddContent(node, (const xmlChar *)arena_strndup(arena, source.p, source.n));
    }
}

static const char *number_of(struct arena *arena, const xmlNode *record) {
    const xmlNode *number = record ? xml_child(record, "nomor") : NULL;
    return number ? xml_text(arena, number) : "";
}

bool freeze_stage(struct arena *arena, const char *notes, const char *document, const xmlNode *record,
                  const xmlNode *late, const struct freeze_copy *copy, struct staging *staging,
                  struct findings *findings) {
    const char *number = number_of(arena, late ? late : record);
    xmlDoc *doc = xml_derived(arena, "beku");
    xmlNode *root = xmlDocGetRootElement(doc);
    xml_set(root, "naskah", document);
    xml_set(root, "sha256", copy->hash && *copy->hash ? copy->hash : NULL);
    xml_set(root, "nomor", *number ? number : NULL);
    xml_set(root, "tanggal", given(late ? late : record, "tanggal"));
    xmlAddChild(root, xmlDocCopyNode((xmlNode *)record, doc, 1));
    freeze_add_text(arena, root, copy->source);
    xmlChar *text = NULL;
    int n = 0;
    xmlDocDumpMemoryEnc(doc, &text, &n, "UTF-8");
    const char *path = freeze_path(arena, notes, document);
    bool ok = text && staging_add(staging, path, text, (size_t)n);
    if (!ok) {
        fault_write(findings, path, NULL);
    }
    xmlFree(text);
    return ok;
}

// ---- late fields ----

xmlDoc *freeze_record(struct arena *arena, const struct frozen *f, const xmlNode *now, bool *late) {
    xmlDoc *doc = xml_derived(arena, "naskah");
    xmlNode *root = xmlDocGetRootElement(doc);
    const xmlNode *number = now ? xml_child(now, "nomor") : NULL;
    bool add_number = number && *xml_text(arena, number) && !*number_of(arena, f->record);
    for (const xmlAttr *a = f->record->properties; a; a = a->next) {
        xml_set(root, (const char *)a->name, xml_attr(f->record, (const char *)a->name));
    }
    if (add_number) {
        xml_copy_into(root, number);
    }
    for (const xmlNode *child = xml_child(f->record, NULL); child; child = xml_next(child, NULL)) {
        if (!(add_number && xml_is(child, "nomor"))) {
            xml_copy_into(root, child);
        }
    }
    static const char *const dates[] = {"tanggal", "tahun"};
    for (size_t i = 0; i < 2; i++) {
        if (!given(root, dates[i])) {
            xml_set(root, dates[i], given(now, dates[i]));
        }
    }
    const char *date = given(root, "tanggal");
    *late = strcmp(number_of(arena, root), f->number) != 0 || strcmp(date ? date : "", f->date) != 0;
    return doc;
}

// ---- what changed ----

struct comparing {
    struct arena *arena;
    const char *document, *state, *successor;
    struct findings *findings;
    struct place place;              // of the nearest node that is there now
    size_t told, more;
};

// House rules and letterheads say how a document looks, not what it says; folders are where a picture lay.
static bool is_fact(const char *name) {
    static const char *const others[] = {"tata", "kop", "contoh", "folder", "kepastian"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(name, others[i]) == 0) {
            return false;
        }
    }
    return true;
}

// From the word in which two texts part, cut where a sentence of a finding would grow too long.
static const char *excerpt(struct arena *arena, const char *text, size_t same) {
    enum { BEFORE = 40, LONGEST = 90 };
    size_t from = same < BEFORE ? 0 : same - BEFORE / 2, n = strlen(text);
    from = from > n ? n : from;
    while (from > 0 && text[from - 1] != ' ') {
        from--;
    }
    size_t to = n - from > LONGEST ? from + LONGEST : n;
    while (to < n && ((unsigned char)text[to] & 0xC0) == 0x80) {
        to--;
    }
    return arena_printf(arena, "%s%.*s%s", from ? "… " : "", (int)(to - from), text + from, to < n ? " …" : "");
}

static size_t same_bytes(const char *a, const char *b) {
    size_t n = 0;
    while (a[n] && a[n] == b[n]) {
        n++;
    }
    return n;
}

static void tell(struct comparing *c, const char *field, const char *before, const char *after) {
    if (c->told == FREEZE_TOLD) {
        c->more++;
        return;
    }
    c->told++;
    size_t same = same_bytes(before, after);
    struct finding *f = findings_add(c->findings, c->successor ? "document.succeeded" : "document.frozen", c->place,
                                     "naskah", c->document, "keadaan", c->state, "butir", field, "dari",
                                     *before ? excerpt(c->arena, before, same) : "@dokumen.kosong", "menjadi",
                                     *after ? excerpt(c->arena, after, same) : "@dokumen.kosong", "penerus",
                                     c->successor, NULL);
    f->document = arena_strdup(c->findings->arena, c->document);
}

static bool has_text(const xmlNode *node) {
    for (const xmlNode *child = node->children; child; child = child->next) {
        bool text = child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE;
        if (text && !text_blank((const char *)child->content)) {
            return true;
        }
    }
    return false;
}

// How people name a thing among its likes: by whom, by id, or by its place in the row.
static const char *key_of(struct arena *arena, const xmlNode *node) {
    static const char *const names[] = {"id", "peran", "ref", "nomor"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = given(node, names[i]);
        if (value) {
            return value;
        }
    }
    int place = 1;
    for (const xmlNode *p = node->prev; p; p = p->prev) {
        place += xml_is(p, xml_name(node));
    }
    return arena_printf(arena, "%d", place);
}

static const xmlNode *partner(struct arena *arena, const xmlNode *in, const xmlNode *node) {
    const char *key = key_of(arena, node);
    for (const xmlNode *p = in ? xml_child(in, xml_name(node)) : NULL; p; p = xml_next(p, xml_name(node))) {
        if (strcmp(key_of(arena, p), key) == 0) {
            return p;
        }
    }
    return NULL;
}

static const char *path_into(struct arena *arena, const char *path, const xmlNode *node) {
    const char *name = xml_name(node);
    bool alone = true;
    for (const xmlNode *p = node->parent ? xml_child(node->parent, name) : NULL; p; p = xml_next(p, name)) {
        alone = alone && p == node;
    }
    const char *here = alone ? name : arena_printf(arena, "%s[%s]", name, key_of(arena, node));
    return *path ? arena_printf(arena, "%s/%s", path, here) : here;
}

static void compare_attributes(struct comparing *c, const char *path, const xmlNode *was, const xmlNode *is) {
    for (const xmlAttr *a = was ? was->properties : NULL; a; a = a->next) {
        const char *name = (const char *)a->name, *before = given(was, name), *after = given(is, name);
        if (before && is_fact(name) && strcmp(before, after ? after : "") != 0) {
            tell(c, arena_printf(c->arena, "%s%s@%s", path, *path ? "/" : "", name), before, after ? after : "");
        }
    }
    for (const xmlAttr *a = is ? is->properties : NULL; a; a = a->next) {
        const char *name = (const char *)a->name, *after = given(is, name);
        bool late = !*path && (strcmp(name, "tanggal") == 0 || strcmp(name, "tahun") == 0);
        if (after && is_fact(name) && !late && !given(was, name)) {
            tell(c, arena_printf(c->arena, "%s%s@%s", path, *path ? "/" : "", name), "", after);
        }
    }
}

// Something that a person would read where a whole element came or went.
static const char *words_of(struct arena *arena, const xmlNode *node) {
    static const char *const names[] = {"nama-lengkap", "nama", "judul", "jabatan-lengkap", "id"};
    const char *text = xml_text(arena, node);
    for (size_t i = 0; i < sizeof names / sizeof *names && !*text; i++) {
        text = given(node, names[i]) ? given(node, names[i]) : text;
    }
    return *text ? text : xml_name(node);
}

static void compare_nodes(struct comparing *c, const char *path, const xmlNode *was, const xmlNode *is);

static void compare_children(struct comparing *c, const char *path, const xmlNode *was, const xmlNode *is) {
    for (const xmlNode *child = xml_child(was, NULL); child; child = xml_next(child, NULL)) {
        if (is_fact(xml_name(child))) {
            compare_nodes(c, path_into(c->arena, path, child), child, partner(c->arena, is, child));
        }
    }
    for (const xmlNode *child = xml_child(is, NULL); child; child = xml_next(child, NULL)) {
        bool late = !*path && xml_is(child, "nomor");
        if (is_fact(xml_name(child)) && !late && !partner(c->arena, was, child)) {
            c->place = xml_place(child);
            tell(c, path_into(c->arena, path, child), "", words_of(c->arena, child));
        }
    }
}

static void compare_nodes(struct comparing *c, const char *path, const xmlNode *was, const xmlNode *is) {
    struct place place = c->place;
    if (!is) {
        tell(c, path, words_of(c->arena, was), "");
        return;
    }
    struct place own = xml_place(is);
    c->place = own.file ? own : place;
    bool late = strcmp(path, "nomor") == 0 && !*xml_text(c->arena, was);
    if (!late) {
        compare_attributes(c, path, was, is);
    }
    if (late) {
        c->place = place;
        return;
    }
    if (has_text(was) || has_text(is)) {
        const char *before = xml_text(c->arena, was), *after = xml_text(c->arena, is);
        if (strcmp(before, after) != 0) {
            tell(c, path, before, after);
        }
    } else {
        compare_children(c, path, was, is);
    }
    c->place = place;
}

void freeze_compare(struct arena *arena, const struct frozen *f, const xmlNode *now, const struct standing *standing,
                    const char *document, const char *successor, struct findings *findings) {
    const char *state = given(standing->frozen_by, "status");
    struct comparing c = {.arena = arena,
                          .document = document,
                          .state = state ? state : state_names[STATE_SIGNED],
                          .successor = successor,
                          .findings = findings,
                          .place = xml_place(now)};
    compare_nodes(&c, "", f->record, now);
    if (c.more > 0) {
        struct finding *more = findings_add(findings, "document.frozen-more", c.place, "naskah", document, "jumlah",
                                            arena_printf(arena, "%zu", c.more), NULL);
        more->document = arena_strdup(findings->arena, document);
    }
}

const char *freeze_successor(const struct world *w, const char *document) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(w->objects, "naskah", &n);
    for (size_t i = 0; i < n; i++) {
        for (const xmlNode *to = xml_child(all[i], "relasi"); to; to = xml_next(to, "relasi")) {
            const char *of = given(to, "naskah");
            if (of && strcmp(of, document) == 0) {
                return xml_attr(all[i], "id");
            }
        }
    }
    for (size_t i = 0; i < w->n_plan; i++) {
        if (w->plan[i].replaces && strcmp(w->plan[i].replaces, document) == 0) {
            return w->plan[i].id;
        }
    }
    return NULL;
}
