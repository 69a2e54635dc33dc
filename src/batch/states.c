#include "batch/states.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xml.h"
#include "batch/notes.h"

const char *const state_names[STATE_COUNT] = {"",         "dicetak",  "paraf",      "bagian-hukum", "ttd",
                                              "bernomor", "dipindai", "diarsipkan", "dikirim"};

enum state state_parse(const char *word) {
    for (int i = STATE_NONE + 1; word && i < STATE_COUNT; i++) {
        if (strcmp(state_names[i], word) == 0) {
            return (enum state)i;
        }
    }
    return STATE_NONE;
}

const char *state_nearest(const char *word) {
    return text_nearest(word, state_names + 1, STATE_COUNT - 1);
}

// ---- reading ----

struct entry {
    const char *document;
    size_t order;                // among all <keadaan>, in the order of the files
};

struct world_states {
    struct entry *entries;       // by document, then by order
    const xmlNode **nodes;       // parallel
    size_t n;
};

static int by_document(const void *a, const void *b) {
    const struct entry *x = a, *y = b;
    int by_id = strcmp(x->document, y->document);
    return by_id ? by_id : (x->order > y->order) - (x->order < y->order);
}

void states_index(struct world *w) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(w->objects, "keadaan", &n);
    struct world_states *s = ARENA_NEW(w->arena, struct world_states);
    s->entries = ARENA_ARRAY(w->arena, n + 1, struct entry);
    s->nodes = ARENA_ARRAY(w->arena, n + 1, const xmlNode *);
    for (size_t i = 0; i < n; i++) {
        const char *document = xml_attr(all[i], "naskah");
        if (document && state_parse(xml_attr(all[i], "status"))) {
            s->entries[s->n++] = (struct entry){document, i};
        }
    }
    if (s->n > 0) {
        qsort(s->entries, s->n, sizeof *s->entries, by_document);
    }
    for (size_t i = 0; i < s->n; i++) {
        s->nodes[i] = all[s->entries[i].order];
    }
    w->states = s;
}

const xmlNode *const *states_all_of(const struct world *w, const char *document, size_t *n) {
    const struct world_states *s = w->states;
    size_t low = 0, high = s ? s->n : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(s->entries[middle].document, document) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *n = 0;
    while (s && low + *n < s->n && strcmp(s->entries[low + *n].document, document) == 0) {
        ++*n;
    }
    return s ? s->nodes + low : NULL;
}

const xmlNode *const *states_all(const struct world *w, size_t *n) {
    *n = w->states ? w->states->n : 0;
    return w->states ? w->states->nodes : NULL;
}

static int number_of(const xmlNode *node, const char *name) {
    const char *value = xml_attr(node, name);
    return value ? atoi(value) : 0;
}

struct standing states_of(const struct world *w, const char *document) {
    struct standing s = {0};
    size_t n = 0;
    const xmlNode *const *all = states_all_of(w, document, &n);
    for (size_t i = 0; i < n; i++) {
        enum state state = state_parse(xml_attr(all[i], "status"));
        if (state >= STATE_SIGNED && !s.frozen_by) {
            s.frozen_by = all[i];
        }
        if (state == STATE_SIGNED && xml_attr(all[i], "berkas")) {
            s.received = all[i];
        }
        if (state == STATE_SENT) {
            s.sent = true;
        } else if (state >= s.state) {
            s.state = state;
            s.last = all[i];
        }
    }
    int back = s.last ? number_of(s.last, "jumlah") : 0, wanted = s.last ? number_of(s.last, "dari") : 0;
    if (back < wanted) {
        s.back = back;
        s.wanted = wanted;
    }
    return s;
}

const char *state_words(struct arena *arena, const struct standing *s) {
    return s->wanted ? arena_printf(arena, "%s (%d/%d)", state_names[s->state], s->back, s->wanted)
                     : state_names[s->state];
}

bool state_may_follow(const struct standing *s, enum state state, bool again) {
    if (state == STATE_SENT) {
        return !s->sent || again;
    }
    if (state > STATE_SIGNED && s->state < STATE_SIGNED) {
        return false;
    }
    return s->wanted ? state == s->state : state > s->state || (again && state == s->state);
}

// ---- writing ----

static void count(struct buf *b, const char *name, int n) {
    notes_attribute(b, name, n > 0 ? arena_printf(b->arena, "%d", n) : NULL);
}

static void add_line(struct buf *b, const struct state_note *line) {
    buf_str(b, "  <keadaan");
    notes_attribute(b, "naskah", line->document);
    notes_attribute(b, "status", state_names[line->state]);
    notes_attribute(b, "tanggal", line->date);
    notes_attribute(b, "oleh", line->who);
    notes_attribute(b, "set", line->set);
    count(b, "rangkap", line->copy);
    notes_attribute(b, "kertas", line->paper);
    count(b, "jumlah", line->back);
    count(b, "dari", line->wanted);
    notes_attribute(b, "berkas", line->file);
    notes_attribute(b, "sha256", line->sha256);
    notes_attribute(b, "sumber", line->source);
    notes_attribute(b, "halaman", line->pages);
    notes_attribute(b, "boks", line->box);
    notes_attribute(b, "folder", line->folder);
    notes_attribute(b, "keterangan", line->remark);
    if (line->extra && *line->extra) {
        buf_printf(b, ">%s</keadaan>\n", line->extra);
    } else {
        buf_str(b, "/>\n");
    }
}

static const char new_file[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!-- Keadaan naskah sesudah dibuat: dicetak, paraf, bagian-hukum, ttd, bernomor, dipindai, diarsipkan; dikirim.\n"
    "     Ditulis oleh naskah tandai, cetak, dan terima; boleh juga diubah dengan tangan. Menghapus satu baris\n"
    "     berarti keadaan itu tidak pernah ada. -->\n"
    "<data xmlns=\"" XML_NS_DATA "\">\n"
    "</data>\n";

const char *states_file(struct arena *arena, const char *notes) {
    return file_join(arena, notes, "keadaan.xml");
}

bool states_append(struct arena *arena, const char *notes, const struct state_note *lines, size_t n,
                   struct staging *staging, struct findings *findings) {
    struct buf text = buf_new(arena);
    for (size_t i = 0; i < n; i++) {
        add_line(&text, &lines[i]);
    }
    struct notes_lines added = {"keadaan", n, {buf_text(&text), text.n}};
    return notes_append(arena, states_file(arena, notes), new_file, &added, staging, findings);
}
