#include "batch/seal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/wire.h"
#include "base/xml.h"
#include "batch/fault.h"
#include "batch/fingerprint.h"
#include "batch/pool.h"
#include "batch/states.h"
#include "model/vocabulary.h"
#include "rules/check.h"

// ---- what everything is made with ----

struct keying {
    const struct work *run;
    struct arena *arena;
    struct hash *hash;
    bool fresh;               // something was changed after the program began to read
    const char **folders;     // of inputs; few stand more than once
    size_t n_folders;
};

// Clocks of file systems go by ticks, and by seconds on some.
enum { TICK = 2 };

static void look_fresh(struct keying *k, const char *path) {
    struct stat st;
    time_t from = k->run->world->begun - TICK;
    k->fresh = k->fresh || (stat(path, &st) == 0 && (st.st_mtim.tv_sec >= from || st.st_ctim.tv_sec >= from));
}

static void add_file(struct keying *k, const char *name, const char *path) {
    char digest[HASH_SIZE] = "";
    output_hash(k->arena, path, digest);
    hash_add_str(k->hash, name);
    hash_add_str(k->hash, digest);
    look_fresh(k, path);
}

static void add_folder(struct keying *k, const char *folder) {
    size_t n = 0, length = strlen(folder);
    char **files = file_list(k->arena, folder, NULL, &n);
    for (size_t i = 0; i < n; i++) {
        add_file(k, files[i] + length, files[i]);
    }
}

// What was loaded: it may be older than the files are by now.
static void add_loaded(struct keying *k) {
    const struct world *w = k->run->world;
    const struct run_options *o = k->run->options;
    const struct template *last = NULL;
    for (size_t i = 0; i < o->n_documents; i++) {
        const struct template *t = world_template(w, o->documents[i].kind);
        if (t && t != last) {
            hash_add_str(k->hash, template_hash(t));
            last = t;
        }
    }
    for (size_t i = 0; i < profiles_count(w->profiles); i++) {
        hash_add_str(k->hash, profile_hash(profiles_at(w->profiles, i)));
    }
    hash_add_str(k->hash, profiles_general_hash(w->profiles));
    hash_add_str(k->hash, w->hyphenation_hash);
    hash_add_str(k->hash, w->exceptions_hash);
    hash_add_str(k->hash, w->rules_hash);
}

static void add_faces(struct keying *k) {
    struct findings *unused = findings_new(k->arena, NULL);
    for (const char *const *family = k->run->world->families; *family; family++) {
        for (int style = 0; style < 4; style++) {
            const struct face *face = fonts_face(k->run->world->fonts, *family, style & 1, style & 2, unused);
            hash_add_str(k->hash, face ? face_hash(face) : "");
        }
    }
}

// A picture that does not lie beside its element is looked for beside the document, in whatever folder that is.
static void take_named(void *context, const char *name, const char *path, bool evidence) {
    struct keying *k = context;
    if (evidence) {
        char mark[HASH_SIZE];
        check_evidence_mark(k->arena, path, mark);
        hash_add_str(k->hash, name);
        hash_add_str(k->hash, mark);
        look_fresh(k, path);
        return;
    }
    add_file(k, name, path);
    for (size_t i = 0; name[0] != '/' && !file_exists(path) && i < k->n_folders; i++) {
        add_file(k, k->folders[i], file_join(k->arena, k->folders[i], name));
    }
}

// Of the inputs, whose paths are sorted.
static void collect_folders(struct keying *k) {
    const struct world *w = k->run->world;
    k->folders = ARENA_ARRAY(k->arena, w->n_inputs + 1, const char *);
    for (size_t i = 0; i < w->n_inputs; i++) {
        const char *path = w->inputs[i].path, *slash = strrchr(path, '/');
        const char *folder = slash ? arena_strndup(k->arena, path, (size_t)(slash - path)) : ".";
        if (k->n_folders == 0 || strcmp(k->folders[k->n_folders - 1], folder) != 0) {
            k->folders[k->n_folders++] = folder;
        }
    }
}

static void add_inputs(struct keying *k) {
    const struct world *w = k->run->world;
    for (size_t i = 0; i < w->n_inputs; i++) {
        hash_add_str(k->hash, w->inputs[i].path);
        hash_add_str(k->hash, w->inputs[i].hash);
        look_fresh(k, w->inputs[i].path);
    }
    collect_folders(k);
    size_t n_kinds = 0;
    const struct vocabulary_element *kinds = vocabulary_all(&n_kinds);
    for (size_t i = 0; i < n_kinds; i++) {
        size_t n = 0;
        bool object = vocabulary_child(NULL, kinds[i].name) == &kinds[i];
        const xmlNode *const *all = object ? objects_all(w->objects, kinds[i].name, &n) : NULL;
        for (size_t j = 0; j < n; j++) {
            fingerprint_files(k->arena, all[j], take_named, k);
        }
    }
}

static void add_question(struct keying *k) {
    const struct run_options *o = k->run->options;
    const char marks[] = {(char)('0' + o->named), (char)('0' + k->run->world->strict), '\0'};
    hash_add_str(k->hash, "segel-2");
    hash_add_str(k->hash, k->run->world->version);
    hash_add_str(k->hash, k->run->world->share);  // findings may tell of places in it
    hash_add_str(k->hash, marks);
    for (int r = 0; r < RENDITION_COUNT; r++) {
        hash_add_str(k->hash, o->want[r] ? rendition_rules[r].name : "");
    }
}

// True when nothing of it was changed since the program began to read.
static bool make_key(const struct work *run, char key[HASH_SIZE]) {
    struct keying k = {.run = run, .arena = arena_new(0)};
    k.hash = hash_new(k.arena);
    add_question(&k);
    add_file(&k, "", "/proc/self/exe");
    add_folder(&k, file_join(k.arena, run->world->share, "templates"));
    add_folder(&k, file_join(k.arena, run->world->share, "fonts"));
    add_loaded(&k);
    add_faces(&k);
    add_inputs(&k);
    hash_end(k.hash, key);
    arena_free(k.arena);
    return !k.fresh;
}

// ---- what stands of it ----

// So many documents are looked at by a worker at a time.
enum { PORTION = 256 };

struct settling {
    struct work *run;
    struct seal *seal;
    struct arena *arena;      // of a portion
    struct buf request;
    size_t at;                // of the documents: the next one for which rows come
    struct store_output rows[RENDITION_COUNT];
    bool has[RENDITION_COUNT];
    struct arena *held;       // the rows
    struct pool *pool;
    size_t n_portion;
};

// In a worker, or here: a number for each document, whether its files are as they were noted.
static bool look_at_portion(void *context, struct str request, struct buf *reply) {
    (void)context;
    struct arena *arena = arena_new(0);
    struct wire w = wire_open(arena, request);
    while (!w.bad && w.p < w.end) {
        int64_t document = wire_number(&w);
        bool as_noted = true;
        for (size_t n = wire_count(&w); n > 0; n--) {
            const char *path = wire_text(&w), *noted = wire_text(&w);
            char hash[HASH_SIZE] = "";
            if (as_noted && path && noted) {
                output_hash(arena, path, hash);
                as_noted = strcmp(hash, noted) == 0;
            }
        }
        wire_put_number(reply, document);
        wire_put_number(reply, as_noted && !w.bad);
        arena_reset(arena);
    }
    arena_free(arena);
    return true;
}

static void unsettle(struct settling *s, struct str reply) {
    struct wire w = wire_open(NULL, reply);
    while (!w.bad && w.p < w.end) {
        size_t document = (size_t)wire_number_in(&w, 0, (int64_t)s->run->options->n_documents - 1);
        bool as_noted = wire_flag(&w);
        if (!w.bad && as_noted) {
            s->seal->settled[document] &= (unsigned char)~0x80;
        }
    }
}

static void take_portion(struct settling *s) {
    struct pool_result result;
    if (pool_take(s->pool, &result) && result.end == POOL_DONE) {
        unsettle(s, result.reply);
    }
}

static void give_portion(struct settling *s) {
    if (s->n_portion == 0) {
        return;
    }
    struct str request = {s->request.p, s->request.n};
    if (s->pool) {
        while (!pool_idle(s->pool)) {
            take_portion(s);
        }
        pool_give(s->pool, 0, request);
    } else {
        struct buf reply = buf_new(s->arena);
        look_at_portion(NULL, request, &reply);
        unsettle(s, (struct str){reply.p, reply.n});
    }
    arena_reset(s->arena);
    s->request = buf_new(s->arena);
    s->n_portion = 0;
}

// What is noted of the document at `at` is what there would be; its files are still to be looked at, and until then it
// is marked as unsettled.
static void settle(struct settling *s) {
    const struct run_options *o = s->run->options;
    const struct planned *d = &o->documents[s->at];
    enum settled settled = SETTLED_CURRENT;
    size_t n = 0;
    bool whole = !states_of(s->run->world, d->id).frozen_by && !store_unsettled_has(s->run->store, d->id);
    const char *paths[RENDITION_COUNT], *hashes[RENDITION_COUNT];
    for (int r = 0; whole && r < RENDITION_COUNT; r++) {
        if (o->want[r] && (o->named || job_makes(s->run->world, d, (enum rendition)r))) {
            const struct store_output *row = &s->rows[r];
            const char *path = output_path(s->arena, d, (enum rendition)r);
            whole = s->has[r] && (!*row->hash || strcmp(row->path, path) == 0);
            settled = whole && !*row->hash ? SETTLED_STOPPED : settled;
            paths[n] = file_join(s->arena, o->output, path);
            hashes[n++] = whole ? row->hash : "";
        }
    }
    if (!whole) {
        return;
    }
    wire_put_number(&s->request, (int64_t)s->at);
    wire_put_number(&s->request, (int64_t)n);
    for (size_t i = 0; i < n; i++) {
        wire_put_text(&s->request, paths[i]);
        wire_put_text(&s->request, hashes[i]);
    }
    s->seal->settled[s->at] = (unsigned char)(settled | 0x80);
    s->n_portion++;
}

static void next_document(struct settling *s) {
    if (!(s->run->options->stop && *s->run->options->stop)) {
        settle(s);
    }
    if (s->n_portion == PORTION) {
        give_portion(s);
    }
    memset(s->has, 0, sizeof s->has);
    arena_reset(s->held);
    s->at++;
}

// Rows and documents both come in the order of their ids.
static void take_row(void *context, const struct store_output *row) {
    struct settling *s = context;
    const struct run_options *o = s->run->options;
    while (s->at < o->n_documents && strcmp(o->documents[s->at].id, row->document) < 0) {
        next_document(s);
    }
    enum rendition r = rendition_find(row->rendition);
    if (s->at < o->n_documents && r < RENDITION_COUNT && strcmp(o->documents[s->at].id, row->document) == 0) {
        s->has[r] = true;
        s->rows[r].path = arena_strdup(s->held, row->path);
        s->rows[r].hash = arena_strdup(s->held, row->hash);
    }
}

static void settle_all(struct work *run, struct seal *seal) {
    const struct run_options *o = run->options;
    struct settling s = {.run = run, .seal = seal, .arena = arena_new(0), .held = arena_new(0)};
    struct pool_options pool = {.workers = o->workers, .work = look_at_portion};
    s.request = buf_new(s.arena);
    s.pool = o->workers > 0 ? pool_new(&pool) : NULL;
    seal->settled = ARENA_ARRAY(run->world->arena, o->n_documents + 1, unsigned char);
    store_outputs_each(run->store, take_row, &s);
    while (s.at < o->n_documents) {
        next_document(&s);
    }
    give_portion(&s);
    struct pool_result result;
    while (s.pool && pool_take(s.pool, &result)) {
        if (result.end == POOL_DONE) {
            unsettle(&s, result.reply);
        }
    }
    pool_end(s.pool);
    for (size_t i = 0; i < o->n_documents; i++) {
        seal->settled[i] = seal->settled[i] & 0x80 ? UNSETTLED : seal->settled[i];
    }
    arena_free(s.held);
    arena_free(s.arena);
}

// ---- the seal ----

struct seal *seal_new(struct work *run) {
    const struct run_options *o = run->options;
    if (!o->whole || !o->orphans || o->again || o->alone || run->way == TASK_CHECK) {
        return NULL;
    }
    struct seal *seal = ARENA_NEW(run->world->arena, struct seal);
    seal->done = ARENA_ARRAY(run->world->arena, o->n_documents + 1, bool);
    bool steady = make_key(run, seal->key);
    // A run that gives up early tells of those among all only what it has seen until then.
    seal->holds = steady && o->max_failures == 0 && store_seal_has(run->store, seal->key);
    seal->told = seal->holds ? store_findings_documents(run->store, run->world->arena, &seal->n_told) : NULL;
    seal->holds = seal->told != NULL;
    if (seal->holds) {
        settle_all(run, seal);
    }
    return seal;
}

static bool store_failed(struct work *run) {
    fault_store(run->report->findings, run->store);
    return false;
}

bool seal_get(struct work *run, struct findings *among) {
    return store_seal_findings_get(run->store, among) || store_failed(run);
}

bool seal_put(struct work *run, const struct findings *among) {
    char key[HASH_SIZE];
    struct seal *seal = run->seal;
    if (run->way != TASK_MAKE || run->report->failed > 0 || run->lost || objects_any_unread(run->world->objects) ||
        !make_key(run, key) || strcmp(key, seal->key) != 0) {
        return true;
    }
    bool ok = store_begin(run->store) && (seal->holds || store_seal_findings_put(run->store, among)) &&
              store_seal_put(run->store, key);
    for (size_t i = 0; ok && i < run->options->n_documents; i++) {
        ok = seal->done[i] || store_unsettled_put(run->store, run->options->documents[i].id);
    }
    ok = ok && store_commit(run->store);
    return ok || store_failed(run);
}
