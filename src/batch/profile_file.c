#include "batch/profile_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "batch/profile_book.h"
#include "rules/profile.h"
#include "rules/trial.h"

#define MAX_BOOK ((size_t)32 << 20)

static bool refuse(const struct profile_filing *f, const char *rule, const char *id, const char *other,
                   const char *path) {
    findings_add(f->findings, rule, (struct place){.file = path}, "profil", id, "terdekat", other ? other : "", "file",
                 path ? path : "", "reason", message_errno(errno), NULL);
    return false;
}

static const char *folder_of(const struct profile_filing *f) {
    return file_join(f->arena, f->share, "templates/profiles");
}

static const struct profile *find(const struct profiles *all, const char *id) {
    for (size_t i = 0; i < profiles_regions(all); i++) {
        if (strcmp(xml_attr(profile_node(profiles_region(all, i)), "id"), id) == 0) {
            return profiles_region(all, i);
        }
    }
    return strcmp(id, "umum") == 0 ? profiles_general(all) : profiles_find(all, id);
}

// The merged profile stands on nothing: whoever changes it sees all that holds.
static const xmlNode *whole(struct arena *arena, const struct profile *p) {
    xmlDoc *doc = xml_derived(arena, "x");
    xmlNode *copy = xml_copy_into(xmlDocGetRootElement(doc), profile_node(p));
    xml_set(copy, "extends", NULL);
    return copy;
}

bool profile_export(const struct profile_filing *f, const char *id, const char *path) {
    const struct book_plan *plan = book_plan(f->arena, f->share, f->findings);
    const struct profiles *all = profiles_load(f->arena, folder_of(f), f->findings);
    const struct profile *p = find(all, id);
    struct str bytes = {0}, there = {0};
    const char *why = NULL;
    if (!plan) {
        return false;
    }
    if (!p) {
        const char *near = profiles_nearest(all, id);
        return refuse(f, near ? "job.profile" : "job.profile-far", id, near, NULL);
    }
    if (!book_write(plan, whole(f->arena, p), f->catalogue, &bytes)) {
        return refuse(f, "file.unwritable", id, "", path);
    }
    if (file_exists(path)) {
        bool same = file_read(f->arena, path, MAX_BOOK, &there, &why) && there.n == bytes.n &&
                    memcmp(there.p, bytes.p, bytes.n) == 0;
        return same || refuse(f, "profile.book-taken", id, "", path);
    }
    struct staging *s = staging_new(f->arena);
    if (!staging_add(s, path, bytes.p, bytes.n) || !staging_commit(s)) {
        staging_abandon(s);
        return refuse(f, "file.unwritable", id, "", path);
    }
    return true;
}

// ---- in again

static void try_rules(const struct profile_filing *f, const struct profiles *all, const char *id, size_t *tried,
                      size_t *sound) {
    const struct profile *p = find(all, id);
    *tried = *sound = 0;
    for (size_t i = 0; p && i < profile_rules(p); i++) {
        if (!trial_can(p, i)) {
            continue;
        }
        struct trial t = trial_run(f->arena, all, p, i);
        struct profile_rule rule = profile_rule(p, i);
        *tried += 1;
        *sound += t.passed && t.failed;
        if (!t.passed || !t.failed) {
            findings_add(f->findings, t.passed ? "profile.trial-lax" : "profile.trial-strict", xml_place(rule.node),
                         "aturan", rule.id, "profil", id, NULL);
        }
    }
}

// The year in the name and those in the sheet are told apart before anybody relies on them.
static void compare_years(const struct profile_filing *f, const struct profiles *all, const char *id) {
    const struct profile *p = profiles_find(all, id);
    const char *year = id;
    while (*year && strspn(year, "0123456789") != 4) {
        year++;
    }
    static const char *const names[] = {"tahun", "penutupan"};
    for (size_t i = 0; p && *year && i < 2; i++) {
        const char *told = xml_attr(profile_node(p), names[i]);
        if (told && *told && strncmp(told, year, 4) != 0) {
            findings_add(f->findings, "profile.book-year", xml_place(profile_node(p)), "nama", names[i], "kata", told,
                         "profil", id, NULL);
        }
    }
}

bool profile_import(const struct profile_filing *f, const char *id, const char *book, const char **path, size_t *tried,
                    size_t *sound) {
    const struct book_plan *plan = book_plan(f->arena, f->share, f->findings);
    const char *name = arena_printf(f->arena, "%s.xml", id), *why = NULL;
    struct book_taken taken;
    struct str bytes;
    *path = file_join(f->arena, folder_of(f), name);
    if (strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(id) || !*id) {
        return refuse(f, "profile.new-name", id, "", *path);
    }
    if (file_exists(*path)) {
        return refuse(f, "profile.new-taken", id, "", *path);
    }
    if (!file_read(f->arena, book, MAX_BOOK, &bytes, &why)) {
        findings_add(f->findings, why, (struct place){.file = book}, "reason", message_errno(errno), NULL);
        return false;
    }
    if (!plan || !book_take(plan, book, bytes, id, &taken, f->findings) || findings_stop(f->findings)) {
        return false;
    }
    const struct profiles *all = profiles_load_with(f->arena, folder_of(f), name, taken.text, f->findings);
    bool ok = profiles_find(all, id) != NULL;
    try_rules(f, all, id, tried, sound);
    compare_years(f, all, id);
    book_place(plan, book, &taken, name, f->findings);
    if (!ok) {
        return false;
    }
    struct staging *s = staging_new(f->arena);
    if (!staging_add(s, *path, taken.text.p, taken.text.n) || !staging_commit(s)) {
        staging_abandon(s);
        return refuse(f, "file.unwritable", id, "", *path);
    }
    return true;
}
