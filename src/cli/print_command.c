// naskah cetak: what is to be signed on paper for one occasion.
#include <fnmatch.h>
#include <string.h>

#include "base/xml.h"
#include "batch/print_set.h"
#include "batch/run.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/report.h"

static bool names_document(struct session *s, const char *word) {
    for (size_t i = 0; i < s->n_plan; i++) {
        if (fnmatch(word, s->plan[i].id, 0) == 0) {
            return true;
        }
    }
    return false;
}

// In the order of the words; what one word names, in signing order; each document once.
static bool choose_by_words(struct session *s, const struct strings *words, struct planned *chosen, size_t *n) {
    for (size_t w = 0; w < words->n; w++) {
        struct strings one = {.items = &words->items[w], .n = 1};
        struct planned *some = NULL;
        size_t n_some = 0;
        if (!session_select(s, &one, &some, &n_some)) {
            return false;
        }
        print_sort(s->world, s->arena, some, n_some);
        for (size_t i = 0; i < n_some; i++) {
            bool taken = false;
            for (size_t k = 0; k < *n && !taken; k++) {
                taken = strcmp(chosen[k].id, some[i].id) == 0;
            }
            if (!taken) {
                chosen[(*n)++] = some[i];
            }
        }
    }
    return true;
}

static void choose_by_occasion(struct session *s, const xmlNode *meeting, struct planned *chosen, size_t *n) {
    for (size_t i = 0; i < s->n_plan; i++) {
        const struct planned *d = &s->plan[i];
        bool kind = !s->options.kind || strcmp(s->options.kind, d->kind) == 0;
        if (kind && (!meeting || print_is_of_meeting(s->world, d, meeting))) {
            chosen[(*n)++] = *d;
        }
    }
    print_sort(s->world, s->arena, chosen, *n);
}

static int wrong_choice(struct session *s, const xmlNode *meeting) {
    const char *kind = s->options.kind;
    if (s->options.meeting && !meeting) {
        const char *near = objects_nearest(s->world->objects, "kegiatan", s->options.meeting);
        return session_misuse(s, near ? "cli.object-unknown" : "cli.object-far", s->options.meeting, near);
    }
    if (kind && !world_template(s->world, kind)) {
        const char *near = world_nearest_kind(s->world, kind);
        return session_misuse(s, near ? "cli.kind-unknown" : "cli.kind-far", kind, near);
    }
    return STATUS_MADE;
}

static void print_file(struct session *s, const struct print_made *made, size_t i) {
    if (s->options.json) {
        json_open(stdout, "print");
        json_text(stdout, "set", made->set.name);
        json_text(stdout, "path", made->files[i]);
        json_number(stdout, "pages", (long)made->pages[i]);
        json_close(stdout);
    } else {
        printf("%s\n", SAY(s, "cli.printed", "berkas", made->files[i], "halaman", number(s, made->pages[i])));
    }
}

static int print_set(struct session *s, struct print_order *order, struct findings *step) {
    struct store *store = session_store(s, step);
    if (!store) {
        return session_end_step(s, step);
    }
    struct run_options run = {.output = order->output, .documents = order->documents, .n_documents = order->n,
                              .stop = &session_signal};
    run.want[RENDITION_TANDA_TANGAN] = run.want[RENDITION_RENCANA] = true;
    struct run_report *report = run_batch(s->world, store, &run);
    findings_append(step, report->findings);
    struct print_made made = {0};
    if (!report->interrupted && findings_count(step, SEVERITY_FATAL) == 0 &&
        print_set_make(s->world, store, s->arena, order, &made, step)) {
        for (size_t i = 0; i < made.n_files; i++) {
            print_file(s, &made, i);
        }
        if (!s->options.json) {
            printf("%s\n", SAY(s, "cli.print-set", "set", order->name, "jumlah", number(s, made.set.n), "tinggal",
                               number(s, made.left_out)));
        }
    } else if (findings_count(step, SEVERITY_ERROR) == 0) {
        findings_add(step, "print.nothing", (struct place){0}, "set", order->name, NULL);
    }
    store_close(store);
    return session_end_step(s, step);
}

int command_print(struct session *s) {
    struct strings words = s->options.words;
    struct print_order order = {.who = s->options.who,
                                .output = s->options.output ? s->options.output : "output",
                                .again = s->options.again,
                                .name = s->options.set};
    if (!session_date(s, &order.date)) {
        return session_misuse(s, "cli.date", order.date, NULL);
    }
    if (!session_input(s)) {
        return session_end_step(s, s->findings);
    }
    bool asked = s->options.meeting || s->options.kind;
    if (!order.name && words.n > 0 && !names_document(s, words.items[0]) && (asked || words.n > 1)) {
        order.name = words.items[0];
        words.items++;
        words.n--;
    }
    const xmlNode *meeting = s->options.meeting
                                 ? objects_find(s->world->objects, "kegiatan", s->options.meeting)
                                 : NULL;
    if (words.n == 0 && !asked) {
        return session_misuse(s, "cli.print-words", "", NULL);
    }
    int wrong = wrong_choice(s, meeting);
    if (wrong) {
        return wrong;
    }
    struct planned *chosen = ARENA_ARRAY(s->arena, s->n_plan + 1, struct planned);
    if (asked && words.n == 0) {
        choose_by_occasion(s, meeting, chosen, &order.n);
    } else if (!choose_by_words(s, &words, chosen, &order.n)) {
        return session_told_misuse(s);
    }
    order.documents = chosen;
    order.occasion = meeting ? xml_attr(meeting, "nama") : NULL;
    order.name = order.name            ? order.name
                 : s->options.meeting  ? s->options.meeting
                 : s->options.kind     ? s->options.kind
                 : order.n > 0         ? chosen[0].id
                                       : "set";
    return print_set(s, &order, findings_new(s->arena, s->catalogue));
}
