#include "batch/notes.h"

#include <string.h>

#include "base/xml.h"
#include "batch/fault.h"

#define NOTES_LIMIT ((size_t)32 << 20)

void notes_attribute(struct buf *b, const char *name, const char *value) {
    if (!value || !*value) {
        return;
    }
    buf_printf(b, " %s=\"", name);
    for (const char *p = value; *p; p++) {
        const char *escaped = *p == '&' ? "&amp;" : *p == '<' ? "&lt;" : *p == '"' ? "&quot;" : NULL;
        bool control = (unsigned char)*p < 0x20;
        if (escaped) {
            buf_str(b, escaped);
        } else {
            buf_char(b, control ? ' ' : *p);
        }
    }
    buf_char(b, '"');
}

static size_t count_elements(const xmlDoc *doc, const char *element) {
    size_t n = 0;
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    for (const xmlNode *k = root ? xml_child(root, element) : NULL; k; k = xml_next(k, element)) {
        n += k->ns && strcmp((const char *)k->ns->href, XML_NS_DATA) == 0;
    }
    return n;
}

// Where in the text new lines go: before the last "</data"; NULL when the text does not end so.
static const char *place_for(const char *text) {
    const char *found = NULL;
    for (const char *p = text; (p = strstr(p, "</data")) != NULL; p++) {
        found = p;
    }
    return found;
}

static bool not_ours(const char *path, struct findings *findings) {
    findings_add(findings, "state.file", (struct place){.file = path}, "berkas", path, NULL);
    return false;
}

static bool with_lines(struct arena *arena, const char *path, const char *text, const struct notes_lines *lines,
                       struct buf *out, struct findings *findings) {
    xmlDoc *before = xml_parse(arena, path, (struct str){text, strlen(text)}, findings);
    const char *at = place_for(text);
    if (!before || !at) {
        return before ? not_ours(path, findings) : false;
    }
    *out = buf_new(arena);
    buf_add(out, text, (size_t)(at - text));
    if (at > text && at[-1] != '\n') {
        buf_char(out, '\n');
    }
    buf_add(out, lines->xml.p, lines->xml.n);
    buf_str(out, at);
    struct findings *ignored = findings_new(arena, NULL);
    xmlDoc *after = xml_parse(arena, path, (struct str){out->p, out->n}, ignored);
    return (after && count_elements(after, lines->element) == count_elements(before, lines->element) + lines->n) ||
           not_ours(path, findings);
}

bool notes_append(struct arena *arena, const char *path, const char *fresh, const struct notes_lines *lines,
                  struct staging *staging, struct findings *findings) {
    struct str bytes = {fresh, strlen(fresh)};
    const char *why = NULL;
    struct buf out;
    if (!file_read(arena, path, NOTES_LIMIT, &bytes, &why) && strcmp(why, "file.missing") != 0) {
        findings_add(findings, why, (struct place){.file = path}, "file", path, "limit", "32 MiB", NULL);
        return false;
    }
    if (!text_valid(bytes.p, bytes.n)) {
        return not_ours(path, findings);
    }
    if (!with_lines(arena, path, bytes.p, lines, &out, findings)) {
        return false;
    }
    if (!staging_add(staging, path, out.p, out.n)) {
        fault_write(findings, path, NULL);
        return false;
    }
    return true;
}
