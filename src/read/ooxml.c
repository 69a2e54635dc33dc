#include "read/ooxml.h"

#include <string.h>

xmlNode *ooxml_root(struct ooxml *o, const char *part) {
    const struct zip_member *m = part ? zip_find(o->zip, part) : NULL;
    struct str bytes;
    if (!m || !zip_bytes(o->zip, m, o->arena, &bytes, o->findings)) {
        return NULL;
    }
    xmlDoc *doc = xml_parse(o->arena, arena_printf(o->arena, "%s (%s)", o->file, part), bytes, o->findings);
    return doc ? xmlDocGetRootElement(doc) : NULL;
}

// "xl/workbook.xml" → "xl/_rels/workbook.xml.rels"; "" → "_rels/.rels".
static const char *relations_of(struct arena *arena, const char *part) {
    const char *slash = strrchr(part, '/');
    int folder = slash ? (int)(slash - part) + 1 : 0;
    return arena_printf(arena, "%.*s_rels/%s.rels", folder, part, part + folder);
}

// A target as written in a relation of `part`, as the name of a member: absolute, or from the folder of the part.
static const char *resolve(struct arena *arena, const char *part, const char *target) {
    if (*target == '/') {
        return arena_strdup(arena, target + 1);
    }
    const char *slash = strrchr(part, '/');
    size_t folder = slash ? (size_t)(slash - part) : 0;
    while (strncmp(target, "../", 3) == 0) {
        target += 3;
        while (folder > 0 && part[folder - 1] != '/') {
            folder--;
        }
        folder -= folder > 0;
    }
    return arena_printf(arena, "%.*s%s%s", (int)folder, part, folder ? "/" : "", target);
}

static bool ends_in(const char *s, const char *suffix) {
    size_t n = s ? strlen(s) : 0, m = strlen(suffix);
    return n >= m && strcmp(s + n - m, suffix) == 0;
}

static const xmlNode *relations(struct ooxml *o, const char *part) {
    if (!o->relations_of || strcmp(o->relations_of, part) != 0) {
        o->relations_of = part;
        o->relations = ooxml_root(o, relations_of(o->arena, part));
    }
    return o->relations ? xml_child(o->relations, "Relationship") : NULL;
}

// The i-th of those that fit.
static const xmlNode *relation(struct ooxml *o, const char *part, const char *id, const char *type, int i) {
    for (const xmlNode *r = relations(o, part); r; r = xml_next(r, "Relationship")) {
        const char *own = xml_attr(r, "Id");
        if ((id ? own && strcmp(own, id) == 0 : ends_in(xml_attr(r, "Type"), type)) && i-- == 0) {
            return r;
        }
    }
    return NULL;
}

static bool outward(const xmlNode *relation) {
    const char *mode = relation ? xml_attr(relation, "TargetMode") : NULL;
    return mode && strcmp(mode, "External") == 0;
}

static const char *inward(struct ooxml *o, const char *part, const xmlNode *r) {
    const char *target = r && !outward(r) ? xml_attr(r, "Target") : NULL;
    return target ? resolve(o->arena, part, target) : NULL;
}

const char *ooxml_related(struct ooxml *o, const char *part, const char *id, const char *type) {
    return inward(o, part, relation(o, part, id, type, 0));
}

const char *ooxml_related_nth(struct ooxml *o, const char *part, const char *type, int i) {
    return inward(o, part, relation(o, part, NULL, type, i));
}

const char *ooxml_link(struct ooxml *o, const char *part, const char *id) {
    const xmlNode *r = relation(o, part, id, NULL, 0);
    return outward(r) ? xml_attr(r, "Target") : NULL;
}

static bool has_macros(const struct zip_folder *z, const char **name) {
    size_t n;
    const struct zip_member *m = zip_members(z, &n);
    for (size_t i = 0; i < n; i++) {
        *name = m[i].name;
        if (ends_in(m[i].name, "vbaProject.bin") || strstr(m[i].name, "macrosheets/")) {
            return true;
        }
    }
    return false;
}

bool ooxml_open(struct ooxml *o, struct arena *arena, const char *file, struct str bytes, struct findings *findings) {
    const char *name;
    *o = (struct ooxml){.arena = arena, .file = file, .findings = findings};
    o->zip = zip_load(arena, file, bytes, findings);
    if (!o->zip) {
        return false;
    }
    size_t before = findings->n;
    o->main = ooxml_related(o, "", NULL, "/officeDocument");
    if (!o->main || !zip_find(o->zip, o->main)) {
        if (findings->n == before) {
            findings_add(findings, "ooxml.main", (struct place){.file = file}, NULL);
        }
        return false;
    }
    if (has_macros(o->zip, &name)) {
        findings_add(findings, "ooxml.macro", (struct place){.file = file}, "nama", name, NULL);
    }
    return true;
}
