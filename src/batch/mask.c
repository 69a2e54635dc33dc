#include "batch/mask.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/format.h"

#define SHOWN 3  // digits at the end that stay

struct mask {
    const char *word, *element, *attribute;
};

static const struct mask masks[] = {
    {"nip", "orang", "nomor"},           // of any kind: NIP, NI PPPK, NRP
    {"kontak", "fasilitator", "kontak"},
};
#define N_MASKS (sizeof masks / sizeof *masks)

static const struct mask *mask_find(const char *word, size_t n) {
    for (size_t i = 0; i < N_MASKS; i++) {
        if (strlen(masks[i].word) == n && memcmp(masks[i].word, word, n) == 0) {
            return &masks[i];
        }
    }
    return NULL;
}

// Printed as the number itself would be, so that a masked page has the lines of the other.
static const char *masked(struct arena *arena, const xmlNode *node, const char *value) {
    const char *kind = xml_attr(node, "nomor-jenis");
    char *text = arena_strdup(arena, kind ? format_person_number(arena, kind, value) : value);
    size_t digits = 0;
    for (const char *p = text; *p; p++) {
        digits += isdigit((unsigned char)*p) != 0;
    }
    for (char *p = text; *p && digits > SHOWN; p++) {
        if (isdigit((unsigned char)*p)) {
            *p = '*';
            digits--;
        }
    }
    return text;
}

static void mask_below(struct arena *arena, xmlNode *node, const struct mask *mask) {
    const char *value = xml_is(node, mask->element) ? xml_attr(node, mask->attribute) : NULL;
    if (!text_blank(value)) {
        xml_set(node, mask->attribute, masked(arena, node, value));
    }
    for (xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        mask_below(arena, child, mask);
    }
}

static xmlDoc *copy(struct arena *arena, xmlDoc *record) {
    const xmlNode *from = xmlDocGetRootElement(record);
    xmlDoc *doc = xml_derived(arena, xml_name(from));
    xmlNode *root = xmlDocGetRootElement(doc);
    const xmlNode *origin = xml_origin(from);
    if (origin) {
        xml_set_origin(root, origin);
    }
    for (const xmlAttr *a = from->properties; a; a = a->next) {
        xml_set(root, (const char *)a->name, xml_attr(from, (const char *)a->name));
    }
    for (const xmlNode *child = xml_child(from, NULL); child; child = xml_next(child, NULL)) {
        xml_copy_into(root, child);
    }
    return doc;
}

xmlDoc *mask_record(struct arena *arena, xmlDoc *record, const char *words, const xmlNode *profile,
                    struct findings *findings) {
    if (text_blank(words)) {
        return record;
    }
    xmlDoc *doc = copy(arena, record);
    for (size_t n; words += strspn(words, " "), (n = strcspn(words, " ")) > 0; words += n) {
        const struct mask *mask = mask_find(words, n);
        if (mask) {
            mask_below(arena, xmlDocGetRootElement(doc), mask);
        } else {
            findings_add(findings, "unggah.topeng", xml_place(profile), "kata", arena_strndup(arena, words, n), NULL);
        }
    }
    return doc;
}
