// One innovation in several files: what a sheet says of it, and the proposal that came in later. Each file adds what
// the others do not say; where they differ, both places are told and the first one stands until somebody decides.
#include "model/object_join.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"

struct joining {
    struct objects *o;
    struct source *source;
    const xmlNode *second;
    struct findings *findings;
};

static const char *letters(struct arena *arena, const char *text) {
    char *out = arena_strdup(arena, text_lower(arena, text ? text : "")), *to = out;
    for (const char *p = out; *p; p++) {
        if (isalnum((unsigned char)*p) || (unsigned char)*p >= 0x80) {
            *to++ = *p;
        }
    }
    *to = '\0';
    return out;
}

static void differ(struct joining *j, const xmlNode *at, const xmlNode *first, const char *what, const char *here,
                   const char *there) {
    if (strcmp(letters(j->o->arena, here), letters(j->o->arena, there)) == 0 ||
        !source_may_tell(j->source, at, j->findings)) {
        return;
    }
    struct place other = xml_place(first);
    char spot[64];
    snprintf(spot, sizeof spot, ":%d:%d", other.line, other.column);
    findings_add(j->findings, "object.differs", xml_place(at), "id", xml_attr(j->second, "id"), "apa", what, "di-sini",
                 here, "lain", there, "berkas", other.file, "tempat", spot, NULL);
}

static void join_attributes(struct joining *j, xmlNode *into, const xmlNode *from, const char *before) {
    for (const xmlAttr *a = from->properties; a; a = a->next) {
        const char *name = (const char *)a->name, *here = xml_attr(from, name), *there = xml_attr(into, name);
        if (a->ns || strcmp(name, "id") == 0) {
            continue;
        }
        if (text_blank(there)) {
            xml_set(into, name, here);
        } else if (!text_blank(here)) {
            differ(j, (const xmlNode *)a, into, arena_printf(j->o->arena, "%s%s", before, name), here, there);
        }
    }
}

static xmlNode *copy(struct objects *o, xmlNode *parent, const xmlNode *part) {
    xmlNode *made = xml_copy_into(parent, part);
    if (node_set_has(&o->faulty_parts, part)) {
        objects_note_faulty(o, made);
    }
    return made;
}

// Two proposals to one contest are two texts: nobody mixes their answers.
static xmlNode *like(xmlNode *into, const xmlNode *part) {
    const char *profile = xml_attr(part, "profil");
    for (xmlNode *c = xml_child(into, xml_name(part)); c; c = xml_next(c, xml_name(part))) {
        const char *other = xml_attr(c, "profil");
        if (xml_is(part, "tahapan") || (xml_is(part, "usulan") && profile && other && strcmp(profile, other) == 0)) {
            return c;
        }
    }
    return NULL;
}

static void join_part(struct joining *j, xmlNode *into, const xmlNode *part) {
    xmlNode *there = like(into, part);
    if (!there) {
        copy(j->o, into, part);
        return;
    }
    if (xml_is(part, "usulan")) {
        struct place first = xml_place(there);
        char spot[64];
        snprintf(spot, sizeof spot, ":%d:%d", first.line, first.column);
        if (source_may_tell(j->source, part, j->findings)) {
            findings_add(j->findings, "object.proposal-twice", xml_place(part), "id", xml_attr(j->second, "id"),
                         "profil", xml_attr(part, "profil"), "berkas", first.file, "tempat", spot, NULL);
        }
        return;
    }
    const char *here = text_collapse(j->o->arena, xml_text(j->o->arena, part));
    const char *old = text_collapse(j->o->arena, xml_text(j->o->arena, there));
    join_attributes(j, there, part, "tahapan/");
    if (!*old && *here) {
        xml_say(there, here);
    } else if (*here) {
        differ(j, part, there, "tahapan", here, old);
    }
}

bool object_joins(const xmlNode *first, const xmlNode *second) {
    const char *one = xml_file(first), *other = xml_file(second);
    return xml_is(first, "inovasi") && xml_is(second, "inovasi") && one && other && strcmp(one, other) != 0;
}

// Nothing is in it but proposals: it was opened for a contest (naskah tahun), and what it is stands elsewhere.
static bool only_proposes(const xmlNode *innovation) {
    const xmlNode *c = xml_child(innovation, NULL);
    while (c && xml_is(c, "usulan")) {
        c = xml_next(c, NULL);
    }
    return !c && xml_child(innovation, NULL);
}

bool object_precedes(const xmlNode *one, const xmlNode *other) {
    const char *a = xml_file(one), *b = xml_file(other);
    bool imported_a = strstr(a, "impor/") != NULL, imported_b = strstr(b, "impor/") != NULL;
    bool adds_a = only_proposes(one), adds_b = only_proposes(other);
    return imported_a != imported_b ? imported_b : adds_a != adds_b ? adds_b : strcmp(a, b) < 0;
}

const xmlNode *object_join(struct objects *o, struct source *source, const xmlNode *first, const xmlNode *second,
                           struct findings *findings) {
    struct joining j = {o, source, second, findings};
    xmlNode *joined = xml_add(xmlDocGetRootElement(xml_derived(o->arena, "data")), "inovasi");
    xml_set_origin(joined, first);
    for (const xmlAttr *a = first->properties; a; a = a->next) {
        xml_set(joined, (const char *)a->name, xml_attr(first, (const char *)a->name));
    }
    for (const xmlNode *c = xml_child(first, NULL); c; c = xml_next(c, NULL)) {
        copy(o, joined, c);
    }
    join_attributes(&j, joined, second, "");
    for (const xmlNode *c = xml_child(second, NULL); c; c = xml_next(c, NULL)) {
        join_part(&j, joined, c);
    }
    return joined;
}
