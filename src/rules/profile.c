#include "rules/profile.h"

#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/xml.h"
#include "rules/profile_form.h"
#include "rules/rule.h"

struct source {            // a profile file that is sound by itself
    const char *id;
    const xmlNode *root;
    enum { WAITING, MERGING, MERGED, FAULTY } state;
    struct profile *profile;
};

struct loading {
    struct arena *arena;
    struct findings *findings;
    struct profiles *profiles;
    struct source *sources;
    size_t n;
};

static struct source *source_find(struct loading *l, const char *id) {
    for (size_t i = 0; i < l->n; i++) {
        if (strcmp(l->sources[i].id, id) == 0) {
            return &l->sources[i];
        }
    }
    return NULL;
}

static const char *source_nearest(struct loading *l, const char *id) {
    const char **names = ARENA_ARRAY(l->arena, l->n + 1, const char *);
    for (size_t i = 0; i < l->n; i++) {
        names[i] = l->sources[i].id;
    }
    const char *nearest = text_nearest(id, names, l->n);
    return nearest ? nearest : "";
}

// ---- merging: a profile is its base with sections and rules replaced by id

// The child of `root` that `node` stands for: of the same name and id; of some elements there is only one.
static bool is_single(const xmlNode *node) {
    return xml_is(node, "misi") || xml_is(node, "unggah") || xml_is(node, "kemasan") || xml_is(node, "indeks");
}

static xmlNode *same_id(const xmlNode *root, const xmlNode *node) {
    const char *id = xml_attr(node, "id");
    for (xmlNode *c = xml_child(root, xml_name(node)); c; c = xml_next(c, xml_name(node))) {
        const char *other = xml_attr(c, "id");
        if (id && other ? strcmp(id, other) == 0 : is_single(node)) {
            return c;
        }
    }
    return NULL;
}

static void drop(xmlNode *node) {
    if (node) {
        xmlUnlinkNode(node);
        xmlFreeNode(node);
    }
}

static void overlay(xmlNode *root, const xmlNode *node) {
    const char *gone = xml_attr(node, "hapus");
    xmlNode *old = same_id(root, node);
    if (gone && strcmp(gone, "ya") == 0) {
        drop(old);
        return;
    }
    xmlNode *copy = xml_copy_into(root, node);
    if (old) {
        xmlReplaceNode(old, copy);
        xmlFreeNode(old);
    }
}

static xmlDoc *merge(struct loading *l, const xmlNode *base, const xmlNode *own) {
    xmlDoc *doc = xml_derived(l->arena, xml_name(own));
    xmlNode *root = xmlDocGetRootElement(doc);
    xml_set_origin(root, own);
    for (const xmlNode *layer = base ? base : own;; layer = own) {
        for (const xmlAttr *a = layer->properties; a; a = a->next) {
            // The closing day is of one year, not of those that follow it.
            bool of_year = layer != own && strcmp((const char *)a->name, "penutupan") == 0;
            if (of_year) {
                continue;
            }
            xml_set(root, (const char *)a->name, xml_attr(layer, (const char *)a->name));
        }
        for (const xmlNode *child = xml_child(layer, NULL); child; child = xml_next(child, NULL)) {
            overlay(root, child);
        }
        if (layer == own) {
            return doc;
        }
    }
}

static bool read_rules(struct loading *l, struct profile *p, bool general) {
    bool ok = true;
    size_t n = 0;
    for (const xmlNode *c = xml_child(p->root, "aturan"); c; c = xml_next(c, "aturan")) {
        n++;
    }
    p->rules = ARENA_ARRAY(l->arena, n + 1, struct rule);
    for (const xmlNode *c = xml_child(p->root, "aturan"); c; c = xml_next(c, "aturan")) {
        ok = rule_read(l->arena, p, c, general, &p->rules[p->n_rules++], l->findings) && ok;
    }
    return ok;
}

static struct profile *make(struct loading *l, const xmlNode *base, const xmlNode *own, const char *id) {
    struct profile *p = ARENA_NEW(l->arena, struct profile);
    p->id = id;
    p->root = xmlDocGetRootElement(merge(l, base, own));
    fields_note(l->arena, p);
    // How documents are packed changes none of them.
    xmlNode *package = xml_child(p->root, "kemasan");
    if (package) {
        xmlUnlinkNode(package);
    }
    const char *canonical = xml_canonical(l->arena, p->root);
    hash_bytes(canonical, strlen(canonical), p->hash);
    if (package) {
        xmlAddChild((xmlNode *)p->root, package);
    }
    const char *closing = xml_attr(p->root, "penutupan");
    if (closing && (!date_parse(closing, &p->closing) || p->closing.day == 0)) {
        findings_add(l->findings, "profile.date", xml_place(own), "nama", "penutupan", "kata", closing, NULL);
        p->closing = (struct date){0};
    }
    return p;
}

static bool resolve(struct loading *l, struct source *s);

// The base of `s`, merged; *ok turns false when it has one that cannot be used.
static const xmlNode *base_of(struct loading *l, struct source *s, bool *ok) {
    const char *id = xml_attr(s->root, "extends");
    if (!id || !*id) {
        return NULL;
    }
    struct source *base = source_find(l, id);
    const char *why = !base ? "profile.base" : base->state == MERGING ? "profile.cycle" : NULL;
    if (!why && !resolve(l, base)) {
        why = "profile.base-faulty";
    }
    if (why) {
        findings_add(l->findings, why, xml_place(s->root), "profil", s->id, "nama", id, "terdekat",
                     base ? "" : source_nearest(l, id), NULL);
        *ok = false;
        return NULL;
    }
    return base->profile->root;
}

static bool resolve(struct loading *l, struct source *s) {
    if (s->state == MERGED || s->state == FAULTY) {
        return s->state == MERGED;
    }
    s->state = MERGING;
    bool ok = true;
    const xmlNode *base = base_of(l, s, &ok);
    if (ok) {
        s->profile = make(l, base, s->root, s->id);
        ok = profile_whole(l->arena, s->profile->root, l->findings);
        ok = read_rules(l, s->profile, false) && ok;
    }
    s->state = ok ? MERGED : FAULTY;
    return ok;
}

// ---- the general rules

static void free_regex(void *regex) {
    regfree(regex);
}

static bool read_pattern(struct loading *l, const xmlNode *node, struct pattern *out) {
    const char *where = xml_attr(node, "di");
    out->anywhere = where && strcmp(where, "dalam") == 0;
    if (regcomp(&out->regex, xml_attr(node, "pola"), REG_EXTENDED) != 0) {
        findings_add(l->findings, "profile.pattern", xml_place(node), "nama", xml_attr(node, "pola"), NULL);
        return false;
    }
    arena_on_free(l->arena, free_regex, &out->regex);
    out->marks = xml_attr(node, "tanda");
    out->piece = xml_attr(node, "penggal");
    return true;
}

// Named like a contest's profile, so that both are found in one list.
static void read_region(struct loading *l, const xmlNode *root) {
    struct profile *p = make(l, NULL, root, xml_attr(root, "id"));
    for (size_t i = 0; i < l->profiles->n_regions; i++) {
        if (strcmp(l->profiles->regions[i]->id, p->id) == 0) {
            findings_add(l->findings, "profile.duplicate", xml_place(root), "unsur", "umum", "nama", p->id, NULL);
            return;
        }
    }
    if (read_rules(l, p, true)) {
        l->profiles->regions[l->profiles->n_regions++] = p;
    }
}

static void read_general(struct loading *l, const xmlNode *root) {
    struct profile *p = make(l, NULL, root, "umum");
    size_t n = 0;
    for (const xmlNode *c = xml_child(p->root, "pengganti"); c; c = xml_next(c, "pengganti")) {
        n++;
    }
    l->profiles->patterns = ARENA_ARRAY(l->arena, n + 1, struct pattern);
    for (const xmlNode *c = xml_child(p->root, "pengganti"); c; c = xml_next(c, "pengganti")) {
        l->profiles->n_patterns += read_pattern(l, c, &l->profiles->patterns[l->profiles->n_patterns]);
    }
    if (profile_package(p->root, l->findings) && read_rules(l, p, true)) {
        l->profiles->general = p;
    }
}

// Without rules of regions it is the hash of umum.xml itself.
static void hash_rules(struct profiles *p) {
    const char *hashes = p->general ? p->general->hash : "";
    if (p->n_regions == 0) {
        memcpy(p->rules_hash, hashes, strlen(hashes) + 1);
        return;
    }
    struct arena *arena = arena_new(0);
    for (size_t i = 0; i < p->n_regions; i++) {
        hashes = arena_printf(arena, "%s %s", hashes, p->regions[i]->hash);
    }
    hash_bytes(hashes, strlen(hashes), p->rules_hash);
    arena_free(arena);
}

// ---- loading

// Sections and rules are named once in a file; in a profile that extends it the same name means the same thing.
static bool named_once(struct loading *l, const xmlNode *root) {
    bool ok = true;
    for (const xmlNode *c = xml_child(root, NULL); c; c = xml_next(c, NULL)) {
        if (xml_attr(c, "id") && same_id(root, c) != c) {
            findings_add(l->findings, "profile.duplicate", xml_place(c), "unsur", xml_name(c), "nama",
                         xml_attr(c, "id"), NULL);
            ok = false;
        }
    }
    return ok;
}

static void take(struct loading *l, const xmlNode *root) {
    if (!profile_form(root, l->findings) || !named_once(l, root)) {
        return;
    }
    if (xml_is(root, "umum")) {
        (xml_attr(root, "daerah") ? read_region : read_general)(l, root);
        return;
    }
    const char *id = xml_attr(root, "id");
    if (source_find(l, id)) {
        findings_add(l->findings, "profile.duplicate", xml_place(root), "unsur", "profil", "nama", id, NULL);
        return;
    }
    l->sources[l->n++] = (struct source){.id = id, .root = root};
}

struct profiles *profiles_load_with(struct arena *arena, const char *folder, const char *name, struct str bytes,
                                    struct findings *findings) {
    struct profiles *p = ARENA_NEW(arena, struct profiles);
    struct loading l = {.arena = arena, .findings = findings, .profiles = p};
    size_t n = 0;
    char **files = file_list(arena, folder, ".xml", &n);
    l.sources = ARENA_ARRAY(arena, n + 2, struct source);
    p->regions = ARENA_ARRAY(arena, n + 2, struct profile *);
    for (size_t i = 0; i < n; i++) {
        const xmlDoc *doc = xml_load(arena, files[i], findings);
        if (doc) {
            take(&l, xmlDocGetRootElement((xmlDoc *)doc));
        }
    }
    const xmlDoc *more = name ? xml_parse(arena, name, bytes, findings) : NULL;
    if (more) {
        take(&l, xmlDocGetRootElement((xmlDoc *)more));
    }
    hash_rules(p);
    p->arena = arena;
    p->items = ARENA_ARRAY(arena, l.n + 1, struct profile *);
    for (size_t i = 0; i < l.n; i++) {
        if (resolve(&l, &l.sources[i])) {
            p->items[p->n++] = l.sources[i].profile;
        }
    }
    return p;
}

struct profiles *profiles_load(struct arena *arena, const char *folder, struct findings *findings) {
    return profiles_load_with(arena, folder, NULL, (struct str){0}, findings);
}

const struct profile *profiles_find(const struct profiles *p, const char *id) {
    for (size_t i = 0; id && i < p->n; i++) {
        if (strcmp(p->items[i]->id, id) == 0) {
            return p->items[i];
        }
    }
    return NULL;
}

// "iga26" for "iga-2026": what is written stands in the name in that order, from its first letter and to its last.
static bool shortens(const char *id, const char *name) {
    size_t n = strlen(id), length = strlen(name), k = 0;
    if (n < 3 || n >= length || strncasecmp(id, name, 1) != 0 || strcasecmp(id + n - 1, name + length - 1) != 0) {
        return false;
    }
    for (size_t i = 0; i < length && k < n; i++) {
        k += strncasecmp(&id[k], &name[i], 1) == 0;
    }
    return k == n;
}

const char *profiles_nearest(const struct profiles *p, const char *id) {
    const char **names = ARENA_ARRAY(p->arena, p->n + 1, const char *);
    for (size_t i = 0; i < p->n; i++) {
        names[i] = p->items[i]->id;
    }
    const char *near = text_nearest(id, names, p->n), *part = NULL;
    for (size_t i = 0; i < p->n && strlen(id) >= 3; i++) {
        const char *at = strcasestr(names[i], id);
        part = at && (at == names[i] || !part || strncasecmp(part, id, strlen(id)) != 0) ? names[i] : part;
    }
    for (size_t i = 0; i < p->n && !part; i++) {
        part = shortens(id, names[i]) ? names[i] : NULL;
    }
    return part ? part : near;
}

const char *profiles_general_hash(const struct profiles *p) {
    return p->rules_hash;
}

void profiles_close(struct profiles *p, struct date closing) {
    p->closing = closing;
}

struct date profile_closing(const struct profile *profile, const struct profiles *p) {
    return p->closing.year ? p->closing : profile->closing;
}

const xmlNode *profile_node(const struct profile *p) {
    return p->root;
}

const char *profile_hash(const struct profile *p) {
    return p->hash;
}

size_t profiles_regions(const struct profiles *p) {
    return p->n_regions;
}

const struct profile *profiles_region(const struct profiles *p, size_t i) {
    return p->regions[i];
}

const char *profile_region(const struct profile *p) {
    return xml_attr(p->root, "daerah");
}

const struct profile *profiles_general(const struct profiles *p) {
    return p->general;
}

size_t profiles_count(const struct profiles *p) {
    return p->n;
}

const struct profile *profiles_at(const struct profiles *p, size_t i) {
    return i < p->n ? p->items[i] : NULL;
}

size_t profile_rules(const struct profile *p) {
    return p->n_rules;
}

struct profile_rule profile_rule(const struct profile *p, size_t i) {
    const struct rule *r = &p->rules[i];
    return (struct profile_rule){.id = r->id,
                                 .kind = r->kind->name,
                                 .target = r->target,
                                 .value = r->value,
                                 .basis = r->basis,
                                 .certainty = r->certainty,
                                 .severity = r->severity,
                                 .node = r->node};
}

bool profile_rule_asked(const struct profile *p, size_t i, const char *group) {
    const char *own = group && *group ? group : xml_attr(xml_child(p->root, "kelompok"), "id");
    const struct check c = {.profile = p, .group = own};
    return rule_concerns(&c, &p->rules[i]);
}
