#include "batch/rulebook.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "base/xml.h"
#include "rules/rule.h"
#include "rules/profile_year.h"
#include "rules/trial.h"

struct rulebook {
    struct arena *arena;
    const char *folder;
    struct profiles *profiles;
};

static const char *told(const char *text) {
    return text ? text : "";
}

struct rulebook *rulebook_load(struct arena *arena, const char *share, struct findings *findings) {
    struct rulebook *b = ARENA_NEW(arena, struct rulebook);
    *b = (struct rulebook){.arena = arena, .folder = file_join(arena, share, "templates/profiles")};
    b->profiles = profiles_load(arena, b->folder, findings);
    return b;
}

// ---- contests

static const char *groups_of(struct rulebook *b, const xmlNode *root) {
    const char *all = "";
    for (const xmlNode *g = xml_child(root, "kelompok"); g; g = xml_next(g, "kelompok")) {
        all = arena_printf(b->arena, "%s%s%s", all, *all ? " " : "", told(xml_attr(g, "id")));
    }
    return all;
}

static struct rulebook_contest contest_of(struct rulebook *b, const struct profile *p) {
    const xmlNode *root = profile_node(p);
    return (struct rulebook_contest){.id = told(xml_attr(root, "id")),
                                     .title = told(xml_attr(root, "judul")),
                                     .year = told(xml_attr(root, "tahun")),
                                     .closing = told(xml_attr(root, "penutupan")),
                                     .basis = told(xml_attr(root, "dasar")),
                                     .certainty = told(xml_attr(root, "kepastian")),
                                     .source = told(xml_attr(root, "sumber")),
                                     .base = told(xml_attr(root, "extends")),
                                     .groups = groups_of(b, root),
                                     .rules = profile_rules(p)};
}

// The contests, then the rules of regions.
static const struct profile *book_at(const struct rulebook *b, size_t i) {
    size_t contests = profiles_count(b->profiles);
    return i < contests ? profiles_at(b->profiles, i) : profiles_region(b->profiles, i - contests);
}

static size_t book_count(const struct rulebook *b) {
    return profiles_count(b->profiles) + profiles_regions(b->profiles);
}

static const struct profile *book_find(const struct rulebook *b, const char *id) {
    for (size_t i = 0; id && i < book_count(b); i++) {
        if (strcmp(told(xml_attr(profile_node(book_at(b, i)), "id")), id) == 0) {
            return book_at(b, i);
        }
    }
    return NULL;
}

const struct rulebook_contest *rulebook_contests(struct rulebook *b, size_t *n) {
    *n = book_count(b);
    struct rulebook_contest *all = ARENA_ARRAY(b->arena, *n + 1, struct rulebook_contest);
    for (size_t i = 0; i < *n; i++) {
        all[i] = contest_of(b, book_at(b, i));
    }
    return all;
}

const struct rulebook_contest *rulebook_contest(struct rulebook *b, const char *id) {
    const struct profile *p = book_find(b, id);
    struct rulebook_contest *one = p ? ARENA_NEW(b->arena, struct rulebook_contest) : NULL;
    if (one) {
        *one = contest_of(b, p);
    }
    return one;
}

const char *rulebook_nearest_contest(struct rulebook *b, const char *id) {
    return profiles_nearest(b->profiles, id);
}

// ---- rules

static const char *own_words(struct rulebook *b, const xmlNode *rule, const char *language) {
    for (const xmlNode *w = xml_child(rule, "saran"); w; w = xml_next(w, "saran")) {
        if (strcmp(told(xml_attr(w, "lang")), language) == 0) {
            return xml_text(b->arena, w);
        }
    }
    return NULL;
}

// Contest rules aim at a field of the form; those of umum.xml at nodes of the record.
static const char *aim_of(struct rulebook *b, const struct profile *p, const char *target) {
    if (!target) {
        return "";
    }
    const char *label = field_label(p, target);
    return strcmp(label, target) == 0 ? target : arena_printf(b->arena, "%s (%s)", label, target);
}

static size_t add_rules(struct rulebook *b, const struct profile *p, const char *id, struct rulebook_rule *out) {
    size_t found = 0;
    for (size_t i = 0; i < profile_rules(p); i++) {
        struct profile_rule r = profile_rule(p, i);
        if (id && strcmp(r.id, id) != 0) {
            continue;
        }
        out[found++] = (struct rulebook_rule){.contest = told(xml_attr(profile_node(p), "id")),
                                              .contest_title = told(xml_attr(profile_node(p), "judul")),
                                              .id = r.id,
                                              .kind = r.kind,
                                              .finding = rule_kind_find(r.kind)->finding,
                                              .field = aim_of(b, p, r.target),
                                              .value = told(r.value),
                                              .groups = told(xml_attr(r.node, "kelompok")),
                                              .basis = told(r.basis),
                                              .certainty = told(r.certainty),
                                              .severity = r.severity,
                                              .remedy = {own_words(b, r.node, "id"), own_words(b, r.node, "en")},
                                              .place = xml_place(r.node),
                                              .number = i};
    }
    return found;
}

const struct rulebook_rule *rulebook_rules(struct rulebook *b, const char *contest, const char *id, size_t *n) {
    const struct profile *general = profiles_general(b->profiles);
    size_t most = general ? profile_rules(general) : 0, contests = book_count(b);
    for (size_t i = 0; i < contests; i++) {
        most += profile_rules(book_at(b, i));
    }
    struct rulebook_rule *all = ARENA_ARRAY(b->arena, most + 1, struct rulebook_rule);
    *n = 0;
    for (size_t i = 0; i < contests; i++) {
        const struct profile *p = book_at(b, i);
        if (!contest || strcmp(contest, told(xml_attr(profile_node(p), "id"))) == 0) {
            *n += add_rules(b, p, id, all + *n);
        }
    }
    if (general && (!contest || strcmp(contest, "umum") == 0)) {
        *n += add_rules(b, general, id, all + *n);
    }
    return all;
}

const char *rulebook_nearest_rule(struct rulebook *b, const char *id) {
    size_t n;
    const struct rulebook_rule *all = rulebook_rules(b, NULL, NULL, &n);
    const char **names = ARENA_ARRAY(b->arena, n + 1, const char *);
    for (size_t i = 0; i < n; i++) {
        names[i] = all[i].id;
    }
    return text_nearest(id, names, n);
}

// ---- what is not sure

static const char *first_of(const xmlNode *node, const char *const *names) {
    const char *found = "";
    for (size_t i = 0; names[i] && !*found; i++) {
        found = told(xml_attr(node, names[i]));
    }
    return found;
}

static size_t count_nodes(const xmlNode *node) {
    size_t n = 1;
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        n += count_nodes(child);
    }
    return n;
}

static void find_unsure(const xmlNode *node, struct rulebook_unsure *all, size_t *n) {
    static const char *const names[] = {"id", "label", "judul", "nama", "pembagi", NULL};
    static const char *const sources[] = {"sumber", "dasar", NULL};
    const char *certainty = told(xml_attr(node, "kepastian"));
    if (strcmp(certainty, "belum-diperiksa") == 0 || strcmp(certainty, "bertentangan") == 0) {
        all[(*n)++] = (struct rulebook_unsure){
            xml_name(node), first_of(node, names), certainty, first_of(node, sources), xml_place(node)};
    }
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        find_unsure(child, all, n);
    }
}

const struct rulebook_unsure *rulebook_unsure(struct rulebook *b, const char *contest, size_t *n) {
    const struct profile *p = book_find(b, contest);
    const xmlNode *root = p ? profile_node(p) : NULL;
    struct rulebook_unsure *all = ARENA_ARRAY(b->arena, root ? count_nodes(root) : 1, struct rulebook_unsure);
    *n = 0;
    if (root) {
        find_unsure(root, all, n);
    }
    return all;
}

bool rulebook_tries(struct rulebook *b, const struct rulebook_rule *rule) {
    const struct profile *p = book_find(b, rule->contest);
    return p && trial_can(p, rule->number);
}

bool rulebook_try(struct rulebook *b, const struct rulebook_rule *rule, bool *passed, bool *failed) {
    const struct profile *p = book_find(b, rule->contest);
    struct trial t = trial_run(b->arena, b->profiles, p, rule->number);
    *passed = t.passed;
    *failed = t.failed;
    return t.passed && t.failed;
}

// ---- next year's

static bool refuse(struct findings *f, const char *rule, const char *id, const char *other, const char *path) {
    findings_add(f, rule, (struct place){.file = path}, "profil", id, "terdekat", other, "file", path, "reason",
                 message_errno(errno), NULL);
    return false;
}

// The year that stands in the id, or "".
static const char *year_in(struct arena *arena, const char *id) {
    for (const char *p = id; *p; p++) {
        if (strspn(p, "0123456789") == 4) {
            return arena_strndup(arena, p, 4);
        }
    }
    return "";
}

static const char *escaped(struct rulebook *b, const char *text) {
    xmlChar *safe = xmlEncodeSpecialChars(NULL, (const xmlChar *)text);
    const char *kept = arena_strdup(b->arena, safe ? (const char *)safe : "");
    xmlFree(safe);
    return kept;
}

// The title with the new year where it names the old one.
static const char *title_moved(struct arena *arena, const struct rulebook_contest *from, const char *year) {
    const char *old = *from->year && *year ? strstr(from->title, from->year) : NULL;
    return old ? arena_printf(arena, "%.*s%s%s", (int)(old - from->title), from->title, year, old + strlen(from->year))
               : from->title;
}

static void tell_dated(struct rulebook *b, const struct profile *p, const char *contest, const char *year,
                       bool inherits, const char *file, struct findings *f) {
    size_t n = 0;
    const struct profile_dated *all = profile_dated(b->arena, p, year, inherits, &n);
    for (size_t i = 0; i < n; i++) {
        const char *what = *all[i].attribute ? arena_printf(b->arena, " %s", all[i].attribute) : "";
        findings_add(f, "profile.year-bound", xml_place(all[i].node), "profil", contest, "unsur",
                     xml_name(all[i].node), "nama", all[i].name, "atribut", what, "nilai", all[i].value, "tahun", year,
                     "berkas", file, NULL);
    }
}

void rulebook_tell_year_bound(struct rulebook *b, const char *contest, struct findings *findings) {
    const struct profile *p = book_find(b, contest);
    const char *file = p ? xml_file(profile_node(p)) : NULL, *year = p ? xml_attr(profile_node(p), "tahun") : NULL;
    if (file && year && *year && profile_is_begun(p)) {
        tell_dated(b, p, contest, year, false, file, findings);
    }
}

static void tell_taken_over(struct rulebook *b, const char *id, const char *base, const char *year, const char *path,
                            struct findings *f) {
    const struct profile *p = book_find(b, base);
    const char *closing = p ? xml_attr(profile_node(p), "penutupan") : NULL;
    if (p && *year) {
        tell_dated(b, p, id, year, true, path, f);
    }
    if (closing && *closing) {
        findings_add(f, "profile.year-closing", xml_place(profile_node(p)), "profil", id, "asal", base, "tanggal",
                     closing, "tahun", *year ? year : "TTTT", "berkas", path, NULL);
    }
}

bool rulebook_write(struct rulebook *b, const char *id, const char *base, const char **path, struct findings *f) {
    const struct rulebook_contest *from = rulebook_contest(b, base);
    *path = file_join(b->arena, b->folder, arena_printf(b->arena, "%s.xml", file_safe_name(b->arena, id)));
    if (strcmp(file_safe_name(b->arena, id), id) != 0 ||
        strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(id)) {
        return refuse(f, "profile.new-name", id, "", *path);
    }
    if (!from) {
        return refuse(f, "job.profile", base, told(rulebook_nearest_contest(b, base)), NULL);
    }
    if (file_exists(*path) || profiles_find(b->profiles, id)) {
        return refuse(f, "profile.new-taken", id, "", *path);
    }
    const char *year = year_in(b->arena, id);
    const char *text = arena_printf(
        b->arena,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<!-- Berpangkal pada %s: tulislah di sini hanya apa yang berubah. Bagian, kelompok, indikator, lampiran, dan "
        "aturan yang\n"
        "     id-nya sama menggantikan yang lama; hapus=\"ya\" menghilangkannya. Tanggal penutupan ditulis\n"
        "     penutupan=\"TTTT-BB-HH\" pada profil. Setelah itu: naskah profil periksa %s -->\n"
        "<profil xmlns=\"urn:naskah:profile:1\" id=\"%s\" judul=\"%s\" tahun=\"%s\" extends=\"%s\"\n"
        "        kepastian=\"belum-diperiksa\" dasar=\"%s\" sumber=\"\">\n"
        "</profil>\n",
        base, id, id, escaped(b, title_moved(b->arena, from, year)), year, base, escaped(b, from->basis));
    struct staging *s = staging_new(b->arena);
    if (!staging_add(s, *path, text, strlen(text)) || !staging_commit(s)) {
        staging_abandon(s);
        return refuse(f, "file.unwritable", id, "", *path);
    }
    tell_taken_over(b, id, base, year, *path, f);
    return true;
}
