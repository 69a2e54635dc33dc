// Offices: what they are called in full, and who holds them on a day.
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/resolving.h"
#include "model/vocabulary.h"

static bool begins(const char *s, const char *word, size_t n) {
    return strncasecmp(s, word, n) == 0 && (s[n] == ' ' || s[n] == '\0');
}

// A head is called after what he heads: the Kepala Dinas of an agency that becomes a Badan is its Kepala Badan.
const char *office_renamed(struct resolving *r, const char *office, const xmlNode *from, const xmlNode *to) {
    const char *old = agency_name(from, r->day), *new = agency_name(to, r->day);
    size_t n_old = strcspn(old, " "), n_new = strcspn(new, " ");
    if (from == to || !begins(office, "Kepala", 6) || !office[6])
        return office;
    if (strcasecmp(office + 7, old) == 0)
        return arena_printf(r->arena, "Kepala %s", new);
    if (strlen(office + 7) != n_old || !begins(office + 7, old, n_old))
        return office;
    return arena_printf(r->arena, "Kepala %.*s", (int)n_new, new);
}

bool office_parse(struct resolving *r, const char *value, struct office_name *out) {
    const char *slash = value ? strchr(value, '/') : NULL;
    if (!slash)
        return false;
    const xmlNode *named = agency_find(r->objects, arena_strndup(r->arena, value, (size_t)(slash - value)));
    out->agency = named ? agency_on(r->objects, named, r->day) : NULL;
    out->office = text_collapse(r->arena, slash + 1);
    if (out->agency)
        out->office = office_renamed(r, out->office, named, out->agency);
    return out->agency && *out->office;
}

bool office_is_head(const struct objects *o, struct office_name office) {
    (void)o;
    return agency_is_region(office.agency) && strcasecmp(office.office, region_head(office.agency)) == 0;
}

bool office_is_secretary(struct office_name office) {
    const char *kind = given(office.agency, "jenis");
    bool there = agency_is_region(office.agency) || (kind && strcmp(kind, "sekretariat-daerah") == 0);
    return there && strncasecmp(office.office, "Sekretaris Daerah", 17) == 0;
}

static bool starts_with(const char *s, const char *prefix) {
    size_t n = strlen(prefix);
    return strncasecmp(s, prefix, n) == 0 && (s[n] == ' ' || s[n] == '\0');
}

static bool has_words(const char *s, const char *words) {
    const char *at = strcasestr(s, words);
    char end = at ? at[strlen(words)] : 'x';
    return at && (at == s || at[-1] == ' ') && (end == ' ' || end == '\0');
}

static const char *region_office(struct resolving *r, const xmlNode *region, const char *office) {
    const char *head = region_head(region), *bare = region_bare(r->arena, region, r->day);
    if (strcasestr(office, bare))
        return office;
    const char *deputy = arena_printf(r->arena, "Wakil %s", head);
    if (strcasecmp(office, head) == 0 || strcasecmp(office, deputy) == 0)
        return arena_printf(r->arena, "%s %s", office, bare);
    if (strcasecmp(office, "Sekretaris Daerah") == 0)
        return arena_printf(r->arena, "%s %s", office, region_title(r->arena, region, r->day));
    return NULL;
}

static const char *without_first_word(const char *s) {
    const char *space = strchr(s, ' ');
    return space ? space + 1 : s;
}

// Heads of agencies: their title and the words of the agency's name that it does not have yet.
const char *office_full_name(struct resolving *r, const xmlNode *agency, const char *office) {
    const xmlNode *region = agency_region(r->objects, agency);
    const char *known = region ? region_office(r, region, office) : NULL;
    if (known || agency == region)
        return known ? known : office;
    const char *name = agency_name(agency, r->day), *full = agency_full_name(r, agency),
               *rest = without_first_word(office);
    const char *kind = given(agency, "jenis"), *title = region ? region_title(r->arena, region, r->day) : "";
    if (strcasecmp(office, "Camat") == 0 || strcasecmp(office, "Lurah") == 0)
        return arena_printf(r->arena, "%s %s", office, without_first_word(name));
    if (strcasecmp(office, "Inspektur") == 0 && region)
        return arena_printf(r->arena, "%s %s", office, title);
    if (strcasecmp(office, "Kepala") == 0 || strcasecmp(office, "Direktur") == 0)
        return arena_printf(r->arena, "%s %s", office, full);
    if (!starts_with(office, "Kepala") && !starts_with(office, "Direktur"))
        return office;
    const char *first = arena_strndup(r->arena, office, (size_t)(rest - office));
    if (starts_with(name, rest))
        return arena_printf(r->arena, "%s%s", first, full);
    if (given(agency, "singkatan") && strcasecmp(rest, given(agency, "singkatan")) == 0 && *title)
        return full == name ? office : arena_printf(r->arena, "%s %s", office, title);
    if (kind && vocabulary_lists("uptd puskesmas rsud", kind) && has_words(name, rest))
        return arena_printf(r->arena, "%s%s", first, full);
    // A director of a company or hospital, of whatever rank: Direktur Utama, Direktur Umum.
    if (kind && vocabulary_lists("bumd rsud", kind) && starts_with(office, "Direktur") && !has_words(office, name))
        return arena_printf(r->arena, "%s %s", office, full);
    if (kind && strcmp(kind, "sekolah") == 0 && strcasecmp(rest, "Sekolah") == 0)
        return arena_printf(r->arena, "%s%s", first, full);
    return office;
}

// Holders

static bool definitive(const xmlNode *term) {
    const char *status = given(term, "status");
    return !status || strcmp(status, "definitif") == 0;
}

static const char *holder_name(const xmlNode *term) {
    const char *name = given(term->parent, "nama");
    return name ? name : "";
}

struct holders {
    const xmlNode *definitive, *acting, *latest;  // the newest of each; of all
    int n_definitive, n_acting;
};

static struct holders holders_on(const xmlNode *const *terms, size_t n, struct date day) {
    struct holders h = {0};
    for (size_t i = 0; i < n; i++) {
        if (!h.latest || term_compare(terms[i], h.latest) >= 0)
            h.latest = terms[i];
        if (!term_covers(terms[i], day))
            continue;
        const xmlNode **best = definitive(terms[i]) ? &h.definitive : &h.acting;
        *(definitive(terms[i]) ? &h.n_definitive : &h.n_acting) += 1;
        if (!*best || term_compare(terms[i], *best) >= 0)
            *best = terms[i];
    }
    return h;
}

static void tell_vacant(struct resolving *r, struct office_name office, const xmlNode *latest, const xmlNode *asked) {
    findings_add(r->findings, latest ? "resolve.vacant" : "resolve.unknown-office", xml_place(asked), "jabatan",
                 office.office, "instansi", agency_name(office.agency, r->day), "terakhir",
                 latest ? holder_name(latest) : "", "tanggal", r->dated ? format_date_told(r->arena, r->day) : "",
                 NULL);
}

static void tell_twice(struct resolving *r, struct office_name office, const xmlNode *taken, const xmlNode *other,
                       const xmlNode *asked) {
    findings_add(r->findings, r->dated ? "resolve.twice" : "resolve.twice.undated", xml_place(asked), "jabatan",
                 office.office, "instansi", agency_name(office.agency, r->day), "dipakai", holder_name(taken), "lain",
                 holder_name(other), "tanggal", r->dated ? format_date_told(r->arena, r->day) : "", NULL);
}

static const xmlNode *other_holder(const xmlNode *const *terms, size_t n, struct date day, const xmlNode *taken) {
    for (size_t i = 0; i < n; i++)
        if (terms[i] != taken && terms[i]->parent != taken->parent && term_covers(terms[i], day))
            return terms[i];
    return NULL;
}

// The terms of an office; where none covers the day, those that people hold at the same agency under its other name.
const xmlNode *const *office_terms(struct resolving *r, struct office_name office, size_t *n) {
    const xmlNode *const *terms = objects_terms(r->objects, r->arena, given(office.agency, "id"), office.office,
                                                n);
    struct holders h = holders_on(terms, *n, r->day);
    for (int later = 0; later < 2 && !h.definitive && !h.acting; later++) {
        const xmlNode *at = agency_renamed(r->objects, office.agency, later);
        for (int steps = 0; at && steps < 20; steps++, at = agency_renamed(r->objects, at, later)) {
            size_t n_other;
            const xmlNode *const *others = objects_terms(r->objects, r->arena, given(at, "id"),
                                                         office_renamed(r, office.office, office.agency, at), &n_other);
            h = holders_on(others, n_other, r->day);
            if (h.definitive || h.acting) {
                *n = n_other;
                return others;
            }
        }
    }
    return terms;
}

const xmlNode *office_holder(struct resolving *r, struct office_name office, const xmlNode *asked) {
    size_t n;
    const xmlNode *const *terms = office_terms(r, office, &n);
    struct holders h = holders_on(terms, n, r->day);
    const xmlNode *taken = h.definitive ? h.definitive : h.acting;
    if (!taken && !r->dated)
        taken = h.latest;
    if (!taken) {
        tell_vacant(r, office, h.latest, asked);
        return NULL;
    }
    const xmlNode *other = h.n_definitive + h.n_acting > 1 ? other_holder(terms, n, r->day, taken) : NULL;
    if (other)
        tell_twice(r, office, taken, other, asked);
    return taken;
}
