#include "batch/prove.h"

#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/xml.h"
#include "inspect/inspect.h"

#define PROVE_LIMIT ((size_t)256 << 20)
#define AHEAD 60                       // how far words are looked for again where two texts part

struct proving {
    const struct world *world;
    struct arena *arena;
    const char *path;
    struct findings *findings;
    struct str bytes;                  // of the file as it is
    struct str first;                  // as it was before anything was added to it
    struct proof *out;
};

static struct place here(const struct proving *p) {
    return (struct place){.file = p->path};
}

// ---- making it again ----

const char *prove_find_image(void *context, const char *name) {
    const struct prove_images *at = context;
    const char *base = strrchr(name, '/') ? strrchr(name, '/') + 1 : name, *wanted = NULL;
    for (const xmlNode *g = at->source ? xml_child(at->source, "gambar") : NULL; g; g = xml_next(g, "gambar")) {
        const char *of = xml_attr(g, "nama");
        wanted = of && strcmp(of, name) == 0 ? xml_attr(g, "sha256") : wanted;
    }
    for (size_t i = 0; i < at->n_folders; i++) {
        size_t n = 0;
        char **files = file_list(at->arena, at->folders[i], base, &n);
        for (size_t k = 0; k < n; k++) {
            struct str bytes;
            const char *why = NULL, *slash = strrchr(files[k], '/');
            char hash[HASH_SIZE] = "";
            if (!slash || strcmp(slash + 1, base) != 0 || !file_read(at->arena, files[k], PROVE_LIMIT, &bytes, &why)) {
                continue;
            }
            hash_bytes(bytes.p, bytes.n, hash);
            if (!wanted || strcmp(hash, wanted) == 0) {
                return files[k];
            }
        }
    }
    return NULL;
}

struct str prove_source(struct arena *arena, struct str pdf) {
    struct str source = {"", 0};
    struct findings *unused = findings_new(arena, NULL);
    struct inspection *p = inspection_new(arena, SOURCE_NAME, pdf, NULL, unused);
    return p && inspection_attachment(p, SOURCE_NAME, &source) ? source : (struct str){"", 0};
}

bool prove_render(const struct world *w, struct arena *arena, struct str source, const char *const *folders,
                  size_t n_folders, struct source_made *made, struct findings *findings) {
    struct findings *unused = findings_new(arena, NULL);
    xmlDoc *doc = xml_parse(arena, SOURCE_NAME, source, unused);
    struct prove_images images = {arena, folders, n_folders, doc ? xmlDocGetRootElement(doc) : NULL};
    struct source_image image = {prove_find_image, &images};
    return source_render(w, arena, source, &image, made, findings);
}

// ---- what it was made of ----

static const char *value_of(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value ? value : "";
}

static void tell_version(struct proving *p, const char *what, const char *which) {
    p->out->versions++;
    findings_add(p->findings, "proof.version", here(p), "apa", what, "yang", which, NULL);
}

static const xmlNode *same_named(const xmlNode *root, const xmlNode *node, const char *key) {
    for (const xmlNode *n = xml_child(root, xml_name(node)); n; n = xml_next(n, xml_name(node))) {
        if (!key || strcmp(value_of(n, key), value_of(node, key)) == 0) {
            return n;
        }
    }
    return NULL;
}

// Programs, templates, house rules, faces, pictures: each with a version or a hash.
static void compare_versions(struct proving *p, struct str was, struct str is) {
    static const char *const programs[][2] = {{"program", "@bukti.program"}, {"tata-letak", "@bukti.tata-letak"},
                                              {"pdf", "@bukti.pdf"}, {"versi", "@bukti.sumber"}};
    static const char *const parts[][3] = {{"templat", NULL, "@bukti.templat"}, {"profil", "id", "@bukti.profil"},
                                           {"kantor", NULL, "@bukti.kantor"},   {"aturan", NULL, "@bukti.aturan"},
                                           {"hifenasi", NULL, "@bukti.hifenasi"}, {"muka", "diminta", "@bukti.muka"},
                                           {"gambar", "nama", "@bukti.gambar"}};
    struct findings *unused = findings_new(p->arena, NULL);
    xmlDoc *a = xml_parse(p->arena, SOURCE_NAME, was, unused), *b = xml_parse(p->arena, SOURCE_NAME, is, unused);
    const xmlNode *before = a ? xmlDocGetRootElement(a) : NULL, *now = b ? xmlDocGetRootElement(b) : NULL;
    if (!before || !now) {
        return;
    }
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        if (strcmp(value_of(before, programs[i][0]), value_of(now, programs[i][0])) != 0) {
            tell_version(p, programs[i][1], value_of(before, programs[i][0]));
        }
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        for (const xmlNode *n = xml_child(before, parts[i][0]); n; n = xml_next(n, parts[i][0])) {
            const xmlNode *other = same_named(now, n, parts[i][1]);
            if (!other || strcmp(xml_canonical(p->arena, n), xml_canonical(p->arena, other)) != 0) {
                tell_version(p, parts[i][2], parts[i][1] ? value_of(n, parts[i][1]) : "");
            }
        }
    }
}

// ---- word by word ----

static const char *some_words(struct arena *arena, const struct inspect_words *w, size_t from, size_t to) {
    struct buf b = buf_new(arena);
    for (size_t i = from; i < to && i < from + 8; i++) {
        buf_printf(&b, "%s%s", i > from ? " " : "", w->items[i].text);
    }
    return to == from ? "@dokumen.kosong" : arena_printf(arena, "%s%s", buf_text(&b), to > from + 8 ? " …" : "");
}

// Where the texts meet again: the nearest pair of equal words, of which the next is equal too.
static bool meet_again(const struct inspect_words *a, const struct inspect_words *b, size_t *i, size_t *k) {
    for (size_t far = 1; far < 2 * AHEAD; far++) {
        for (size_t x = far > AHEAD ? far - AHEAD : 0; x <= far && x <= AHEAD; x++) {
            size_t at = *i + x, to = *k + (far - x);
            bool inside = at < a->n && to < b->n;
            if (inside && strcmp(a->items[at].text, b->items[to].text) == 0 &&
                (at + 1 >= a->n || to + 1 >= b->n || strcmp(a->items[at + 1].text, b->items[to + 1].text) == 0)) {
                *i = at;
                *k = to;
                return true;
            }
        }
    }
    return false;
}

static void tell_words(struct proving *p, const struct inspect_words *file, const struct inspect_words *made,
                       const size_t at[4]) {
    int page = at[0] < file->n ? file->items[at[0]].page : (int)p->out->pages;
    findings_add(p->findings, "proof.text", here(p), "halaman", arena_printf(p->arena, "%d", page), "berkas",
                 some_words(p->arena, file, at[0], at[1]), "rekaman", some_words(p->arena, made, at[2], at[3]), NULL);
}

static void compare_words(struct proving *p, struct inspection *file, struct inspection *made) {
    struct inspect_words a = inspection_words(file), b = inspection_words(made);
    size_t i = 0, k = 0, told = 0;
    while (i < a.n || k < b.n) {
        if (i < a.n && k < b.n && strcmp(a.items[i].text, b.items[k].text) == 0) {
            p->out->words++;
            i++;
            k++;
            continue;
        }
        size_t at[4] = {i, a.n, k, b.n};
        if (meet_again(&a, &b, &i, &k)) {
            at[1] = i;
            at[3] = k;
        } else {
            i = a.n;
            k = b.n;
        }
        p->out->same_text = false;
        if (told++ < PROVE_TOLD) {
            tell_words(p, &a, &b, at);
        }
    }
}

// ---- the proof ----

static bool same_bytes(struct str a, struct str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    size_t more = a.n > b.n ? a.n - b.n : b.n - a.n;  // a reader may count the last line end or not
    return n > 0 && more <= 2 && memcmp(a.p, b.p, n) == 0;
}

// What was signed is the first revision: what a signer adds comes after it.
static void find_first(struct proving *p, struct inspection *file) {
    size_t n = 0;
    const struct inspect_revision *all = inspection_revisions(file, &n);
    inspection_signatures(file, &p->out->signatures);
    p->first = (struct str){p->bytes.p, n > 0 ? all[0].end : p->bytes.n};
}

static void judge(struct proving *p, struct inspection *file, struct str source, struct str made, struct str again) {
    struct findings *unused = findings_new(p->arena, NULL);
    struct inspection *other = inspection_new(p->arena, p->path, made, NULL, unused);
    p->out->same_bytes = same_bytes(p->first, made);
    p->out->same_text = other != NULL;
    p->out->pages = inspection_pages(file);
    hash_bytes(p->first.p, p->first.n, p->out->hash);
    if (other) {
        compare_words(p, file, other);
    }
    if (!p->out->same_bytes) {
        compare_versions(p, source, again);
    }
    if (!p->out->same_bytes && p->out->versions == 0) {
        findings_add(p->findings, "proof.bytes", here(p), NULL);
    }
}

bool prove_file(const struct world *w, struct arena *arena, const char *path, const char *const *folders,
                size_t n_folders, struct proof *out, struct findings *findings) {
    struct proving p = {.world = w, .arena = arena, .path = path, .findings = findings, .out = out};
    const char *why = NULL;
    struct str source = {0};
    struct source_made made = {0};
    *out = (struct proof){.document = "", .rendition = ""};
    if (!file_read(arena, path, PROVE_LIMIT, &p.bytes, &why)) {
        findings_add(findings, why, here(&p), "file", path, "limit", "256 MiB", NULL);
        return false;
    }
    struct inspection *file = inspection_new(arena, path, p.bytes, NULL, findings);
    if (!file) {
        return false;
    }
    if (!inspection_attachment(file, SOURCE_NAME, &source)) {
        findings_add(findings, "proof.none", here(&p), NULL);
        return false;
    }
    find_first(&p, file);
    if (!prove_render(w, arena, source, folders, n_folders, &made, findings)) {
        return false;
    }
    struct findings *unused = findings_new(arena, NULL);
    xmlDoc *doc = xml_parse(arena, SOURCE_NAME, source, unused);
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    out->document = value_of(root, "naskah");
    out->rendition = value_of(root, "rendisi");
    judge(&p, file, source, made.pdf, made.again);
    return true;
}
