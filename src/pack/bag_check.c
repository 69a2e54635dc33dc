#include "pack/bag_check.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define LISTS 16           // manifests of one bag
#define DECLARATION 4096   // bytes of bagit.txt

struct checking {
    struct arena *arena;
    struct holding *holding;
    const struct bag_checking *how;
    struct bag_checked *out;
    struct findings *findings;
    struct bag_list payload[LISTS], tags[LISTS];
    size_t n_payload, n_tags;
    bool ours;
};

static void tell(struct checking *c, const char *rule, const char *name, const char *list, const char *detail) {
    fixity_tell(c->arena, c->holding, c->findings, rule, name, list, detail);
}

bool bag_is(const struct holding *h) {
    return holding_find(h, "bagit.txt") != NULL;
}

// ---- bagit.txt ----

static bool is_version(const char *version) {
    static const char *const known[] = {"0.93", "0.94", "0.95", "0.96", "0.97", "1.0"};
    for (size_t i = 0; version && i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i], version) == 0) {
            return true;
        }
    }
    return false;
}

static bool check_declaration(struct checking *c) {
    const struct held *file = holding_find(c->holding, "bagit.txt");
    struct bag_tags tags;
    size_t before = c->findings->n;
    if (!file || file->bytes > DECLARATION) {
        tell(c, "bag.declaration", "bagit.txt", "bagit.txt", NULL);
        return false;
    }
    if (!bag_read_tags(c->arena, c->holding, file, &tags, c->findings)) {
        return false;
    }
    const char *version = bag_tag(&tags, "BagIt-Version"), *encoding = bag_tag(&tags, "Tag-File-Character-Encoding");
    c->out->version = version;
    if (!is_version(version) || !encoding || tags.n != 2) {
        tell(c, "bag.declaration", "bagit.txt", "bagit.txt", version);
    } else if (strcmp(encoding, "UTF-8") != 0 && strcmp(encoding, "utf-8") != 0) {
        tell(c, "bag.encoding", "bagit.txt", "bagit.txt", encoding);
    }
    return c->findings->n == before;
}

// ---- bag-info.txt ----

static void read_info(struct checking *c) {
    bool old = strncmp(c->out->version, "0.9", 3) == 0 && c->out->version[3] < '6';
    const struct held *file = holding_find(c->holding, old ? "package-info.txt" : "bag-info.txt");
    if (file && bag_read_tags(c->arena, c->holding, file, &c->out->info, c->findings)) {
        const char *profile = bag_tag(&c->out->info, "BagIt-Profile-Identifier");
        c->ours = profile && c->how->profile && strcmp(profile, c->how->profile) == 0;
    }
}

static bool is_payload(const struct held *f) {
    return strncmp(f->name, "data/", 5) == 0;
}

// "279164.12": bytes and files of the payload.
static void check_oxum(struct checking *c) {
    const char *said = bag_tag(&c->out->info, "Payload-Oxum");
    size_t n = 0, digits = said ? strspn(said, "0123456789") : 0;
    const struct held *files = holding_files(c->holding, &n);
    c->out->files = 0;
    for (size_t i = 0; i < n; i++) {
        c->out->files += is_payload(&files[i]);
        c->out->bytes += is_payload(&files[i]) ? files[i].bytes : 0;
    }
    if (!said) {
        return;
    }
    const char *second = said + digits + 1;
    if (digits == 0 || said[digits] != '.' || !*second || strspn(second, "0123456789") != strlen(second)) {
        tell(c, "bag.oxum-form", "bag-info.txt", "bag-info.txt", said);
        return;
    }
    const char *found = arena_printf(c->arena, "%" PRIu64 ".%zu", c->out->bytes, c->out->files);
    if (strcmp(found, said) != 0) {
        tell(c, "bag.oxum", "bag-info.txt", said, found);
    }
}

// ---- manifests ----

static bool is_list(const char *name, const char *begins) {
    size_t n = strlen(name), m = strlen(begins);
    return n > m + 4 && strncmp(name, begins, m) == 0 && strcmp(name + n - 4, ".txt") == 0 && !strchr(name, '/');
}

static void read_lists(struct checking *c) {
    size_t n = 0, met = 0;
    const struct held *files = holding_files(c->holding, &n);
    for (size_t i = 0; i < n; i++) {
        bool payload = is_list(files[i].name, "manifest-");
        if (payload && c->n_payload < LISTS) {
            met++;
            c->n_payload += bag_read_list(c->arena, c->holding, &files[i], true, &c->payload[c->n_payload],
                                          c->findings);
        } else if (is_list(files[i].name, "tagmanifest-") && c->n_tags < LISTS) {
            c->n_tags += bag_read_list(c->arena, c->holding, &files[i], false, &c->tags[c->n_tags], c->findings);
        }
    }
    if (met == 0) {
        tell(c, "bag.no-manifest", "manifest-sha256.txt", NULL, NULL);
    }
    if (!holding_has_folder(c->holding, "data")) {
        tell(c, "bag.no-data", "data", NULL, NULL);
    }
}

// Files that a manifest does not know. Of the payload that is never right; of the rest, bags of our profile list all.
static void check_unlisted(struct checking *c, const struct bag_list *list, bool payload) {
    size_t n = 0;
    const struct held *files = holding_files(c->holding, &n);
    for (size_t i = 0; i < n; i++) {
        const char *name = files[i].name;
        bool meant = is_payload(&files[i]) == payload && !is_list(name, "tagmanifest-");
        if (!meant || fixity_find(list->entries, list->n, name)) {
            continue;
        }
        if (payload || c->ours) {
            tell(c, files[i].kind == HELD_FILE ? "fixity.unknown" : "fixity.link", name, list->file, NULL);
        } else {
            tell(c, "bag.tag-unlisted", name, list->file, NULL);
        }
    }
}

static void check_list(struct checking *c, struct bag_list *list, bool payload) {
    struct fixity f = {.arena = c->arena, .holding = c->holding, .algorithm = list->algorithm, .list = list->file,
                       .memory = c->how->memory, .findings = c->findings};
    if (payload) {
        f.sample = c->how->sample;  // the few tag files are read whatever the sample is
    }
    fixity_compare(&f, list->entries, list->n);
    c->out->read += f.read;
    c->out->remembered += f.remembered;
    c->out->passed += f.passed;
    c->out->stopped = c->out->stopped || f.stopped;
    if (!f.stopped) {
        check_unlisted(c, list, payload);
    }
}

// ---- names that other systems take for one ----

struct folded {
    const char *folded, *name;
};

static int by_folded(const void *a, const void *b) {
    const struct folded *x = a, *y = b;
    int order = strcmp(x->folded, y->folded);
    return order ? order : strcmp(x->name, y->name);
}

static void check_twins(struct checking *c) {
    size_t n = 0;
    const struct held *files = holding_files(c->holding, &n);
    struct folded *all = ARENA_ROOM(c->arena, n + 1, struct folded);
    for (size_t i = 0; i < n; i++) {
        all[i] = (struct folded){text_lower(c->arena, files[i].name), files[i].name};
    }
    qsort(all, n, sizeof *all, by_folded);
    for (size_t i = 1; i < n; i++) {
        if (strcmp(all[i - 1].folded, all[i].folded) == 0) {
            tell(c, "bag.case", all[i].name, NULL, all[i - 1].name);
        }
    }
}

// Files that are only promised: what is not there was never fetched.
static void check_fetch(struct checking *c) {
    if (holding_find(c->holding, "fetch.txt")) {
        tell(c, "bag.fetch", "fetch.txt", NULL, NULL);
    }
}

static bool any_error(const struct findings *f, size_t from) {
    for (size_t i = from; i < f->n; i++) {
        if (f->items[i].severity >= SEVERITY_ERROR) {
            return true;
        }
    }
    return false;
}

bool bag_check(struct arena *arena, struct holding *h, const struct bag_checking *how, struct bag_checked *out,
               struct findings *findings) {
    struct checking *c = ARENA_NEW(arena, struct checking);
    size_t before = findings->n;
    *c = (struct checking){.arena = arena, .holding = h, .how = how, .out = out, .findings = findings};
    *out = (struct bag_checked){0};
    if (!check_declaration(c)) {
        return false;
    }
    read_info(c);
    check_oxum(c);
    read_lists(c);
    check_fetch(c);
    check_twins(c);
    for (size_t i = 0; i < c->n_tags && !out->stopped; i++) {
        check_list(c, &c->tags[i], false);
    }
    for (size_t i = 0; i < c->n_payload && !out->stopped; i++) {
        check_list(c, &c->payload[i], true);
    }
    return !any_error(findings, before);
}
