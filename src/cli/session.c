#include "cli/session.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "batch/waiver.h"
#include "cli/report.h"

volatile sig_atomic_t session_signal;

char *number(struct session *s, size_t n) {
    return arena_printf(s->arena, "%zu", n);
}

static bool is_share(struct arena *arena, const char *folder) {
    return file_exists(file_join(arena, folder, "templates/messages/rules.xml"));
}

// --share, $NASKAH_SHARE, then beside the program (a checkout, an installation), then where it was built.
static const char *find_share(struct arena *arena, const char *asked) {
    if (asked) {
        return asked;
    }
    const char *variable = getenv("NASKAH_SHARE");
    if (variable && *variable) {
        return variable;
    }
    char program[4096];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    program[n > 0 ? n : 0] = '\0';
    char *slash = strrchr(program, '/');
    static const char *const beside[] = {"..", "../share/naskah"};
    for (size_t i = 0; slash && i < 2; i++) {
        *slash = '\0';
        const char *folder = file_join(arena, program, beside[i]);
        char *real = realpath(folder, NULL);
        const char *found = real ? arena_strdup(arena, real) : folder;
        free(real);
        if (is_share(arena, found)) {
            return found;
        }
    }
    return NASKAH_SHARE_DIR;
}

bool session_open(struct session *s, const char *share) {
    const char *why = NULL;
    s->share = find_share(s->arena, share);
    s->catalogue = catalogue_open(s->arena, file_join(s->arena, s->share, "templates/messages"), s->language, &why);
    if (!s->catalogue) {
        // The words of all other messages stand in the folder that is missing.
        fprintf(stderr, "naskah: kegagalan: folder bekal %s tidak dapat dipakai (%s)\n  → sebutkan dengan --share "
                        "FOLDER atau NASKAH_SHARE\n", s->share, why ? why : "?");
        return false;
    }
    s->findings = findings_new(s->arena, s->catalogue);
    return true;
}

// The working folder is where the store is; its notes are in its input.
static const char *notes_of(struct session *s) {
    const char *store = s->options.store, *slash = store ? strrchr(store, '/') : NULL;
    return slash ? arena_printf(s->arena, "%.*s/input/catatan", (int)(slash - store), store) : "input/catatan";
}

bool session_world(struct session *s, const struct strings *inputs) {
    struct world_options options = {.share = s->share,
                                    .version = NASKAH_VERSION,
                                    .catalogue = s->catalogue,
                                    .inputs = inputs->items,
                                    .n_inputs = inputs->n,
                                    .strict = s->options.strict,
                                    .looks = s->looks,
                                    .notes = notes_of(s)};
    s->world = world_load(s->arena, &options, s->findings);
    if (!s->world) {
        return false;
    }
    s->plan = world_plan(s->world, s->arena, &s->n_plan, s->findings);
    s->world->plan = s->plan;
    s->world->n_plan = s->n_plan;
    return true;
}

static const char *nearest_document(struct session *s, const char *word) {
    const char **ids = ARENA_ARRAY(s->arena, s->n_plan + 1, const char *);
    for (size_t i = 0; i < s->n_plan; i++) {
        ids[i] = s->plan[i].id;
    }
    return text_nearest(word, ids, s->n_plan);
}

bool session_select(struct session *s, const struct strings *words, struct planned **chosen, size_t *n) {
    bool *take = ARENA_ARRAY(s->arena, s->n_plan + 1, bool);
    for (size_t w = 0; w < words->n; w++) {
        bool any = false;
        for (size_t i = 0; i < s->n_plan; i++) {
            bool hit = fnmatch(words->items[w], s->plan[i].id, 0) == 0;
            take[i] = take[i] || hit;
            any = any || hit;
        }
        if (!any) {
            const char *near = nearest_document(s, words->items[w]);
            near = near ? near : file_nearest(s->arena, words->items[w]);
            findings_add(s->findings, near ? "cli.document-unknown" : "cli.document-far", (struct place){0}, "kata",
                         words->items[w], "terdekat", near, NULL);
            return false;
        }
    }
    *chosen = ARENA_ARRAY(s->arena, s->n_plan + 1, struct planned);
    *n = 0;
    for (size_t i = 0; i < s->n_plan; i++) {
        if (take[i]) {
            (*chosen)[(*n)++] = s->plan[i];
        }
    }
    return true;
}

int session_told_misuse(struct session *s) {
    const struct finding *f = &s->findings->items[s->findings->n - 1];
    const char *remedy = message_remedy(s->catalogue, s->language, f, s->arena);
    fprintf(stderr, "naskah: %s\n", message_text(s->catalogue, s->language, f, s->arena));
    if (*remedy) {
        fprintf(stderr, "  → %s\n", remedy);
    }
    return STATUS_USAGE;
}

int session_misuse(struct session *s, const char *rule, const char *word, const char *nearest) {
    findings_add(s->findings, rule, (struct place){0}, "kata", word, "terdekat", nearest, NULL);
    return session_told_misuse(s);
}

void session_waive(struct session *s, struct findings *findings, bool whole) {
    const char *today = NULL;
    struct date day = {0};
    if (s->world && session_date(s, &today) && date_parse(today, &day)) {
        waivers_apply(s->world, s->plan, s->n_plan, day, whole, findings);
    }
}
