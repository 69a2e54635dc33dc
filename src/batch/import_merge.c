#include "batch/import_merge.h"

#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/vocabulary.h"
#include "read/import.h"

// ---- copies

static void copy_into(xmlNode *to, const xmlNode *from) {
    for (const xmlNode *c = from->children; c; c = c->next) {
        if (c->type == XML_COMMENT_NODE) {
            xmlAddChild(to, xmlNewDocComment(to->doc, c->content));
        } else if (c->type == XML_ELEMENT_NODE) {
            xmlNode *copy = xml_add(to, xml_name(c));
            xml_set_origin(copy, xml_origin(c) ? xml_origin(c) : c);
            for (const xmlAttr *a = c->properties; a; a = a->next) {
                xml_set(copy, (const char *)a->name, xml_attr(c, (const char *)a->name));
            }
            copy_into(copy, c);
        } else if (c->type == XML_TEXT_NODE) {
            xmlAddChild(to, xmlNewDocText(to->doc, c->content));
        }
    }
}

xmlNode *merge_copy(struct arena *arena, const xmlNode *data) {
    xmlNode *copy = xmlDocGetRootElement(xml_derived(arena, "data"));
    copy_into(copy, data);
    return copy;
}

static void replace_content(xmlNode *to, const xmlNode *from) {
    while (to->children) {
        xmlNode *child = to->children;
        xmlUnlinkNode(child);
        xmlFreeNode(child);
    }
    if (from) {
        copy_into(to, from);
    }
}

static xmlNode *copy_element(xmlNode *parent, const xmlNode *from) {
    xmlNode *copy = xml_add(parent, xml_name(from));
    xml_set_origin(copy, xml_origin(from) ? xml_origin(from) : from);
    for (const xmlAttr *a = from->properties; a; a = a->next) {
        xml_set(copy, (const char *)a->name, xml_attr(from, (const char *)a->name));
    }
    copy_into(copy, from);
    return copy;
}

// ---- comparing

static bool is_inline(const xmlNode *node) {
    static const char *const names[] = {"b", "i", "sup", "sub", "a", "br", "img"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (xml_is(node, names[i])) {
            return true;
        }
    }
    return false;
}

static void trim(struct buf *out) {
    while (out->n && out->p[out->n - 1] == ' ') {
        out->p[--out->n] = '\0';
    }
}

static void add_words(struct buf *out, const char *text, bool *edge) {
    for (const char *p = text; *p; p++) {
        bool space = strchr(" \t\r\n", *p) != NULL;
        bool doubled = out->n && out->p[out->n - 1] == ' ';
        if (space ? !*edge && !doubled : true) {
            buf_char(out, space ? ' ' : *p);
        }
        *edge = *edge && space;
    }
}

// The content without regard to how its lines are broken and set in.
static void add_content(struct buf *out, const xmlNode *node, bool *edge) {
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (c->type == XML_TEXT_NODE || c->type == XML_CDATA_SECTION_NODE) {
            add_words(out, (const char *)c->content, edge);
        }
        if (c->type != XML_ELEMENT_NODE) {
            continue;
        }
        bool block = !is_inline(c);
        if (block) {
            trim(out);
        }
        buf_printf(out, "<%s", xml_name(c));
        for (const xmlAttr *a = c->properties; a; a = a->next) {
            buf_printf(out, " %s=%s", (const char *)a->name, xml_attr(c, (const char *)a->name));
        }
        buf_char(out, '>');
        *edge = block || *edge;
        add_content(out, c, edge);
        if (block) {
            trim(out);
        }
        buf_printf(out, "</%s>", xml_name(c));
        *edge = block;
    }
}

static const char *content_of(struct arena *arena, const xmlNode *node) {
    struct buf out = buf_new(arena);
    bool edge = true;
    if (node) {
        add_content(&out, node, &edge);
        trim(&out);
    }
    return buf_text(&out);
}

static bool same(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "") == 0;
}

// ---- elements of the same name

static const char *key_of(struct arena *arena, const xmlNode *node) {
    static const char *const keys[] = {"id", "bagian", "profil", "orang", "nama", "indikator", "jenis", "golongan"};
    if (xml_is(node, "sisa") && !xml_attr(node, "id")) {
        return content_of(arena, node);
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (xml_attr(node, keys[i])) {
            return xml_attr(node, keys[i]);
        }
    }
    return "";
}

// Which of those with its name and key it is.
static size_t ordinal(struct arena *arena, const xmlNode *node) {
    size_t n = 0;
    const char *key = key_of(arena, node);
    for (const xmlNode *c = node->prev; c; c = c->prev) {
        n += xml_is(c, xml_name(node)) && strcmp(key_of(arena, c), key) == 0;
    }
    return n;
}

static xmlNode *like(struct arena *arena, const xmlNode *parent, const xmlNode *node) {
    const char *key = key_of(arena, node);
    size_t n = ordinal(arena, node);
    for (xmlNode *c = parent ? xml_child(parent, xml_name(node)) : NULL; c; c = xml_next(c, xml_name(node))) {
        if (strcmp(key_of(arena, c), key) == 0 && n-- == 0) {
            return c;
        }
    }
    return NULL;
}

static bool has_fields(const xmlNode *node, const xmlNode *parent) {
    const struct vocabulary_element *e = vocabulary_find(xml_name(node), parent ? xml_name(parent) : NULL);
    e = e ? e : vocabulary_find(xml_name(node), NULL);
    return e && e->content == CONTENT_ELEMENTS;
}

// ---- telling

static const char *path_of(struct arena *arena, const char *parent, const xmlNode *node) {
    const char *key = xml_is(node, "sisa") ? "" : key_of(arena, node);
    return *key ? arena_printf(arena, "%s%s%s[%s]", parent, *parent ? "/" : "", xml_name(node), key)
                : arena_printf(arena, "%s%s%s", parent, *parent ? "/" : "", xml_name(node));
}

static const char *shown(struct arena *arena, const char *value) {
    enum { SHOWN = 60 };
    struct buf plain = buf_new(arena);
    bool tag = false;
    for (const char *p = value ? value : ""; *p; p++) {
        tag = *p == '<' || (tag && *p != '>');
        buf_char(&plain, tag || *p == '>' ? ' ' : *p);
    }
    char *text = text_collapse(arena, buf_text(&plain));
    size_t n = strlen(text);
    if (n <= SHOWN) {
        return *text ? text : "–";
    }
    n = SHOWN;
    while (n > 20 && text[n] != ' ') {
        n--;
    }
    return arena_printf(arena, "%.*s …", (int)n, text);
}

// From where the two begin to differ, a little before it.
static void differing(struct arena *arena, const char **a, const char **b) {
    const char *x = *a ? *a : "", *y = *b ? *b : "";
    size_t n = 0, from = 0;
    for (; x[n] && x[n] == y[n]; n++) {
        from = x[n] == ' ' && n < 4000000 ? n + 1 : from;
    }
    size_t back = from;
    for (int words = 0; back > 1 && words < 3; words++) {
        back--;
        while (back > 0 && x[back - 1] != ' ') {
            back--;
        }
    }
    bool cut = from > 40;
    *a = shown(arena, arena_printf(arena, "%s%s", cut ? "… " : "", x + (cut ? back : 0)));
    *b = shown(arena, arena_printf(arena, "%s%s", cut ? "… " : "", y + (cut ? back : 0)));
}

static const char *source_spot_of(struct merge *m, const char *path) {
    const char *last = strrchr(path, '/');
    const char *name = last ? last + 1 : path, *open = strchr(name, '[');
    for (size_t i = 0; m->import && i < m->import->n_where; i++) {
        const struct import_where *w = &m->import->where[i];
        const char *key = open ? arena_strndup(m->arena, open + 1, strcspn(open + 1, "]")) : name;
        if (strstr(w->path, key)) {
            const char *spot = source_spot(m->arena, &w->place);
            return spot ? arena_printf(m->arena, "%s %s", m->source, spot)
                        : arena_printf(m->arena, "%s:%d", m->source, w->place.line);
        }
    }
    return m->source;
}

static void tell(struct merge *m, const char *rule, const xmlNode *at, const char *path, const char *old,
                 const char *new) {
    differing(m->arena, &old, &new);
    findings_add(m->findings, rule, xml_place(at), "jalur", path, "lama", old, "baru", new, "sumber",
                 source_spot_of(m, path), NULL);
}

// ---- the three ways

enum way { KEEP, TAKE, CONFLICT };

static enum way three_way(struct merge *m, const xmlNode *at, const char *path, const char *base, const char *mine,
                          const char *fresh) {
    if (same(mine, fresh)) {
        return KEEP;
    }
    if (same(base, mine)) {
        m->changes++;
        tell(m, "impor.berubah", at, path, mine, fresh);
        return TAKE;
    }
    if (same(base, fresh) || m->choice == IMPORT_MINE) {
        return KEEP;
    }
    if (m->choice == IMPORT_THEIRS) {
        m->changes++;
        tell(m, "impor.berubah", at, path, mine, fresh);
        return TAKE;
    }
    m->conflicts++;
    tell(m, "impor.bentrok", at, path, mine, fresh);
    return CONFLICT;
}

static void merge_attribute(struct merge *m, const xmlNode *b, xmlNode *c, xmlNode *n, const char *name,
                            const char *path) {
    const char *base = b ? xml_attr(b, name) : NULL;
    const char *fresh = arena_strdup(m->arena, xml_attr(n, name));
    enum way way = three_way(m, c, arena_printf(m->arena, "%s/@%s", path, name), base, xml_attr(c, name), fresh);
    if (way == TAKE) {
        xml_set(c, name, fresh);
    } else if (way == CONFLICT) {
        xml_set(n, name, base);
    }
}

static void merge_children(struct merge *m, const xmlNode *b, xmlNode *c, xmlNode *n, const char *path);

static void merge_element(struct merge *m, const xmlNode *b, xmlNode *c, xmlNode *n, const char *path) {
    const xmlNode *trees[] = {n, b};
    for (size_t t = 0; t < 2; t++) {
        for (const xmlAttr *a = trees[t] ? trees[t]->properties : NULL, *next; a; a = next) {
            next = a->next;
            if (t == 0 || !xml_attr(n, (const char *)a->name)) {
                merge_attribute(m, b, c, n, arena_strdup(m->arena, (const char *)a->name), path);
            }
        }
    }
    if (has_fields(n, n->parent)) {
        merge_children(m, b, c, n, path);
        return;
    }
    const char *base = content_of(m->arena, b), *mine = content_of(m->arena, c), *fresh = content_of(m->arena, n);
    enum way way = three_way(m, c, path, base, mine, fresh);
    if (way == TAKE) {
        replace_content(c, n);
    } else if (way == CONFLICT) {
        replace_content(n, b);
    }
}

static const char *whole(struct arena *arena, const xmlNode *node) {
    struct buf out = buf_new(arena);
    if (node) {
        for (const xmlAttr *a = node->properties; a; a = a->next) {
            buf_printf(&out, "%s=%s ", (const char *)a->name, xml_attr(node, (const char *)a->name));
        }
        buf_str(&out, content_of(arena, node));
    }
    return buf_text(&out);
}

// Where the new import has it: behind the one that stands before it there. The order of a team is part of what it says.
static void copy_in_order(struct merge *m, xmlNode *parent, const xmlNode *fresh) {
    xmlNode *copy = copy_element(parent, fresh), *before = NULL;
    for (const xmlNode *p = fresh->prev; p && !before; p = p->prev) {
        before = p->type == XML_ELEMENT_NODE ? like(m->arena, parent, p) : NULL;
    }
    if (before && before != copy) {
        xmlUnlinkNode(copy);
        xmlAddNextSibling(before, copy);
    }
}

// Elements that the new import has and the file has not: new, or taken away by hand.
static void add_missing(struct merge *m, const xmlNode *old, xmlNode *parent, xmlNode *fresh, const char *path) {
    if (!old) {
        m->changes++;
        tell(m, "impor.berubah", parent, path, "", content_of(m->arena, fresh));
        copy_in_order(m, parent, fresh);
        return;
    }
    const char *base = whole(m->arena, old), *new = whole(m->arena, fresh);
    if (three_way(m, parent, path, base, "", new) == TAKE) {
        copy_in_order(m, parent, fresh);
    }
}

static void remove_gone(struct merge *m, const xmlNode *old, xmlNode *mine, const char *path) {
    if (!mine) {
        return;
    }
    bool touched = !same(whole(m->arena, old), whole(m->arena, mine));
    if (touched && m->choice != IMPORT_THEIRS) {
        m->conflicts += m->choice == IMPORT_ASK;
        if (m->choice == IMPORT_ASK) {
            tell(m, "impor.bentrok", mine, path, content_of(m->arena, mine), "");
        }
        return;
    }
    m->changes++;
    tell(m, "impor.berubah", mine, path, content_of(m->arena, mine), "");
    xmlUnlinkNode(mine);
    xmlFreeNode(mine);
}

static void merge_children(struct merge *m, const xmlNode *b, xmlNode *c, xmlNode *n, const char *path) {
    for (xmlNode *child = xml_child(n, NULL); child; child = xml_next(child, NULL)) {
        const xmlNode *old = like(m->arena, b, child);
        xmlNode *mine = like(m->arena, c, child);
        const char *where = path_of(m->arena, path, child);
        if (mine) {
            merge_element(m, old, mine, child, where);
        } else {
            add_missing(m, old, c, child, where);
        }
    }
    for (const xmlNode *old = b ? xml_child(b, NULL) : NULL; old; old = xml_next(old, NULL)) {
        if (!like(m->arena, n, old)) {
            remove_gone(m, old, like(m->arena, c, old), path_of(m->arena, path, old));
        }
    }
}

// A changed title changes the id that is made of it; others refer to the old one, which stays.
static void keep_ids(struct merge *m, const xmlNode *base, xmlNode *fresh) {
    const xmlNode *old = base ? xml_child(base, "inovasi") : NULL;
    xmlNode *new = xml_child(fresh, "inovasi");
    for (; old && new; old = xml_next(old, "inovasi"), new = xml_next(new, "inovasi")) {
        if (!like(m->arena, base, new) && !like(m->arena, fresh, old)) {
            xml_set(new, "id", xml_attr(old, "id"));
        }
    }
}

void merge_objects(struct merge *m, const xmlNode *base, xmlNode *mine, xmlNode *fresh) {
    keep_ids(m, base, fresh);
    merge_children(m, base, mine, fresh, "");
}
