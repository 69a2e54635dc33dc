// What a profile says of packages, held against itself before anybody packs.
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "rules/profile_form.h"
#include "rules/rule.h"

// What may stand in {braces} of a file's name; batch/package_name.c fills it in.
static const char *const fields[] = {"profil", "instansi", "inovasi", "kegiatan", "indikator", "nomor", "perihal",
                                     "tahun",  "naskah"};
static const char *const counters[] = {"panjang", "batas", "batas-paket"};
enum { LEAST_LENGTH = 12 };  // shorter names leave no room for an extension and a number

static bool say(struct findings *f, const char *rule, const xmlNode *node, const char *name, const char *word) {
    findings_add(f, rule, xml_place(node), "unsur", xml_name(node), "nama", name, "kata", word ? word : "", "terdekat",
                 "", NULL);
    return false;
}

static bool is_number(const char *text) {
    return *text && strspn(text, "0123456789") == strlen(text) && strlen(text) < 13;
}

static bool numbers_ok(const xmlNode *node, struct findings *f) {
    bool ok = true;
    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++) {
        const char *value = xml_attr(node, counters[i]);
        bool length = strcmp(counters[i], "panjang") == 0;
        if (value && (!is_number(value) || (length && atoi(value) < LEAST_LENGTH))) {
            ok = say(f, "profile.package-number", node, counters[i], value);
        }
    }
    return ok;
}

// Ranges and single characters, parted by spaces: "a-z 0-9 _ -".
static bool characters_ok(const xmlNode *node, struct findings *f) {
    const char *list = xml_attr(node, "huruf");
    for (size_t n; list && (list += strspn(list, " "), (n = strcspn(list, " ")) > 0); list += n) {
        bool range = n == 3 && list[1] == '-' && list[0] < list[2];
        bool ascii = list[0] > ' ' && list[0] < 0x7f && !strchr("/\\:*?\"<>|", list[0]);
        if (!ascii || (n != 1 && !range)) {
            return say(f, "profile.package-characters", node, "huruf", arena_strndup(f->arena, list, n));
        }
    }
    return true;
}

static bool name_ok(const xmlNode *node, struct findings *f) {
    const char *name = xml_attr(node, "nama");
    for (const char *p = name; (p = strchr(p, '{')) != NULL; p++) {
        const char *field = arena_strndup(f->arena, p + 1, strcspn(p + 1, "}"));
        bool known = false;
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
            known = known || strcmp(fields[i], field) == 0;
        }
        if (!known || p[1 + strlen(field)] != '}') {
            const char *near = text_nearest(field, fields, sizeof fields / sizeof *fields);
            findings_add(f, "profile.package-field", xml_place(node), "nama", name, "kata", field, "terdekat",
                         near ? near : "inovasi", NULL);
            return false;
        }
    }
    return *name ? true : say(f, "profile.attribute-missing", node, "nama", NULL);
}

static const xmlNode *attachment(const xmlNode *root, const char *id) {
    for (const xmlNode *a = xml_child(root, "lampiran"); a; a = xml_next(a, "lampiran")) {
        if (strcmp(xml_attr(a, "id"), id) == 0) {
            return a;
        }
    }
    return NULL;
}

static bool part_ok(const xmlNode *root, const xmlNode *part, struct findings *f) {
    bool ok = name_ok(part, f);
    ok = numbers_ok(part, f) && ok;
    const char *attached = xml_attr(part, "lampiran");
    int kinds = !!xml_attr(part, "jenis") + !!xml_attr(part, "bukti") + !!xml_attr(part, "foto");
    if (kinds != 1) {
        ok = say(f, "profile.package-part", part, xml_attr(part, "id"), NULL);
    }
    if (attached && !attachment(root, attached)) {
        ok = say(f, "profile.field", part, attached, NULL);
    }
    for (const xmlNode *other = xml_next(part, "muatan"); other; other = xml_next(other, "muatan")) {
        if (strcmp(xml_attr(other, "id"), xml_attr(part, "id")) == 0) {
            ok = say(f, "profile.duplicate", other, xml_attr(other, "id"), NULL);
        }
    }
    return ok;
}

static bool is_packed(const xmlNode *package, const char *attached) {
    for (const xmlNode *part = xml_child(package, "muatan"); part; part = xml_next(part, "muatan")) {
        const char *id = xml_attr(part, "lampiran");
        if (id && strcmp(id, attached) == 0) {
            return true;
        }
    }
    return false;
}

bool profile_package(const xmlNode *root, struct findings *findings) {
    const xmlNode *package = xml_child(root, "kemasan");
    if (!package) {
        return true;
    }
    bool ok = numbers_ok(package, findings);
    ok = characters_ok(package, findings) && ok;
    for (const xmlNode *part = xml_child(package, "muatan"); part; part = xml_next(part, "muatan")) {
        ok = part_ok(root, part, findings) && ok;
    }
    for (const xmlNode *a = xml_child(root, "lampiran"); a; a = xml_next(a, "lampiran")) {
        const char *must = xml_attr(a, "wajib");
        if (must && strcmp(must, "ya") == 0 && !is_packed(package, xml_attr(a, "id"))) {
            ok = say(findings, "profile.package-attachment", package, xml_attr(a, "id"), NULL);
        }
    }
    return ok;
}
