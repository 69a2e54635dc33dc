// The documents of the board: where they stand, which files there are, and which innovations they speak of.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/xml.h"
#include "batch/board.h"
#include "batch/outputs.h"
#include "model/vocabulary.h"

// ---- where one stands

// Who must act next on a paper, by where it stands. A document that errors stop waits for its data.
static const char *waits_of(const struct board_document *d) {
    static const char *const next[] = {
        [STATE_NONE] = "papan.tunggu.cetak",      [STATE_PRINTED] = "papan.tunggu.paraf",
        [STATE_INITIALLED] = "papan.tunggu.ttd",  [STATE_LEGAL] = "papan.tunggu.hukum",
        [STATE_SIGNED] = "papan.tunggu.nomor",    [STATE_NUMBERED] = "papan.tunggu.pindai",
        [STATE_SCANNED] = "papan.tunggu.arsip",   [STATE_ARCHIVED] = NULL};
    if (d->standing.state == STATE_NONE && d->errors > 0) {
        return "papan.tunggu.data";
    }
    if (d->standing.state == STATE_NONE && !d->files[RENDITION_TANDA_TANGAN]) {
        return d->files[RENDITION_DRAF] ? NULL : "papan.tunggu.buat";
    }
    return d->standing.state == STATE_SIGNED && d->standing.wanted ? "papan.tunggu.ttd" : next[d->standing.state];
}

static int graver_first(const void *a, const void *b) {
    const struct finding *x = *(const struct finding *const *)a, *y = *(const struct finding *const *)b;
    if (x->severity != y->severity) {
        return x->severity > y->severity ? -1 : 1;
    }
    return (x > y) - (x < y);
}

static void take_findings(struct board_work *b, struct board_document *d) {
    struct findings *of = findings_new(b->arena, b->w->catalogue);
    if (!b->store || !store_findings_get(b->store, d->planned->id, of) || of->n == 0) {
        return;
    }
    const struct finding **items = ARENA_ARRAY(b->arena, of->n, const struct finding *);
    for (size_t i = 0; i < of->n; i++) {
        items[i] = &of->items[i];
        d->errors += of->items[i].severity >= SEVERITY_ERROR;
    }
    qsort(items, of->n, sizeof *items, graver_first);
    d->findings = items;
    d->n_findings = of->n;
}

static void take_outputs(struct board_work *b) {
    size_t n = 0;
    struct store_output *all = b->store ? store_outputs(b->store, b->arena, &n) : NULL;
    struct board *board = b->board;
    board->any_made = n > 0;
    for (size_t i = 0, k = 0; i < n; i++) {  // both in order of the document's id
        while (k < board->n_documents && strcmp(board->documents[k].planned->id, all[i].document) < 0) {
            k++;
        }
        enum rendition r = rendition_find(all[i].rendition);
        bool same = k < board->n_documents && strcmp(board->documents[k].planned->id, all[i].document) == 0;
        if (same && r < RENDITION_COUNT &&
            access(file_join(b->arena, b->options->output, all[i].path), F_OK) == 0) {
            board->documents[k].files[r] = all[i].path;
        }
    }
}

// ---- of what it speaks

static void link_to(struct board_work *b, const char *id, struct board_document *d) {
    struct board_innovation *one = board_innovation_find(b->board, id);
    if (!one || (one->n_documents > 0 && one->documents[one->n_documents - 1] == d)) {
        return;
    }
    if ((one->n_documents & (one->n_documents + 1)) == 0) {  // full at 0, 1, 3, 7, …
        size_t cap = one->n_documents * 2 + 1;
        one->documents = arena_grow(b->arena, one->documents, one->n_documents * sizeof(void *), cap * sizeof(void *));
    }
    one->documents[one->n_documents++] = d;
}

static void link_list(struct board_work *b, const char *list, struct board_document *d) {
    for (size_t n; list += strspn(list, " \t\n"), (n = strcspn(list, " \t\n")) > 0; list += n) {
        link_to(b, arena_strndup(b->arena, list, n), d);
    }
}

static void link_children(struct board_work *b, const xmlNode *node, const char *child, const char *attribute,
                          struct board_document *d) {
    for (const xmlNode *c = xml_child(node, child); c; c = xml_next(c, child)) {
        link_list(b, board_given(c, attribute), d);
    }
}

// A team speaks of its innovations, a contract and a meeting of those that they name, a proposal of its own.
static void link_object(struct board_work *b, const xmlNode *object, struct board_document *d) {
    if (xml_is(object, "inovasi")) {
        link_to(b, board_given(object, "id"), d);
    } else if (xml_is(object, "usulan")) {
        link_to(b, board_given(object->parent, "id"), d);
    } else if (xml_is(object, "tim")) {
        link_list(b, board_given(object, "inovasi"), d);
    } else if (xml_is(object, "kontrak")) {
        link_children(b, object, "inovasi", "ref", d);
    } else if (xml_is(object, "kegiatan")) {
        link_children(b, object, "butir", "inovasi", d);
        link_children(b, object, "permohonan", "inovasi", d);
    }
}

static void link_subjects(struct board_work *b, const char *list, struct board_document *d) {
    for (size_t n; list += strspn(list, " \t\n"), (n = strcspn(list, " \t\n")) > 0; list += n) {
        const xmlNode *object = objects_find(b->w->objects, NULL, arena_strndup(b->arena, list, n));
        if (object) {
            link_object(b, object, d);
        }
    }
}

static void link_document(struct board_work *b, struct board_document *d) {
    const xmlNode *node = d->planned->node;
    if (d->planned->derived && node) {
        link_object(b, xml_is(node, "peserta") ? node->parent : node, d);
    } else if (node) {
        link_subjects(b, board_given(node, "subjek"), d);
        for (const xmlNode *c = xml_child(node, "lampiran"); c; c = xml_next(c, "lampiran")) {
            link_subjects(b, board_given(c, "subjek"), d);
        }
    }
}

void board_documents(struct board_work *b) {
    struct board *board = b->board;
    board->documents = ARENA_ARRAY(b->arena, b->n_plan + 1, struct board_document);
    board->n_documents = b->n_plan;
    for (size_t i = 0; i < b->n_plan; i++) {
        struct board_document *d = &board->documents[i];
        struct board_agency *agency = board_agency_find(board, b->plan[i].agency);
        d->planned = &b->plan[i];
        d->standing = states_of(b->w, b->plan[i].id);
        d->agency = agency ? agency->name : "";
        board->states[d->standing.state]++;
        board->sent += d->standing.sent;
        if (agency) {
            agency->documents[d->standing.state]++;
        }
        take_findings(b, d);
        link_document(b, d);
    }
    take_outputs(b);
    for (size_t i = 0; i < board->n_documents; i++) {
        board->documents[i].waits = waits_of(&board->documents[i]);
    }
}
