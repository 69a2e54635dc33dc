#include "batch/marking.h"

#include <string.h>

#include "base/xml.h"
#include "batch/fault.h"
#include "batch/freeze.h"
#include "batch/outputs.h"
#include "batch/print_set.h"
#include "batch/prove.h"

#define COPY_LIMIT ((size_t)256 << 20)

void marking_add(struct marking *m, const struct state_note *line) {
    if (m->n == m->cap) {
        size_t cap = m->cap ? m->cap * 2 : 64, size = sizeof *m->lines;
        m->lines = arena_grow(m->arena, m->lines, m->cap * size, cap * size);
        m->cap = cap;
    }
    m->lines[m->n++] = *line;
}

bool marking_has(const struct marking *m, const char *document, enum state state) {
    for (size_t i = 0; i < m->n; i++) {
        if (m->lines[i].state == state && strcmp(m->lines[i].document, document) == 0) {
            return true;
        }
    }
    return false;
}

// False when its facts are kept already, by this step or before.
static bool is_to_be_kept(struct marking *m, const char *document) {
    struct standing standing = states_of(m->world, document);
    struct findings *unused = findings_new(m->arena, m->world->catalogue);
    bool kept = standing.frozen_by && freeze_load(m->arena, m->world->notes, document, unused);
    for (size_t i = 0; i < m->n_frozen && !kept; i++) {
        kept = strcmp(m->frozen[i], document) == 0;
    }
    if (!kept) {
        size_t size = sizeof *m->frozen;
        m->frozen = arena_grow(m->arena, m->frozen, m->n_frozen * size, (m->n_frozen + 1) * size);
        m->frozen[m->n_frozen++] = document;
    }
    return !kept;
}

// The file for signing that one of our runs made and that stands.
static struct freeze_copy copy_of(struct marking *m, const struct planned *document) {
    struct freeze_copy copy = {.hash = ""};
    struct str bytes;
    const char *why = NULL;
    if (!m->store) {
        return copy;
    }
    struct output_file file = output_look(m->store, m->arena, m->output, document, RENDITION_TANDA_TANGAN);
    if (file.state == OUTPUT_OURS && file_read(m->arena, file.full, COPY_LIMIT, &bytes, &why)) {
        copy.hash = arena_strdup(m->arena, file.hash);
        copy.source = prove_source(m->arena, bytes);
    }
    return copy;
}

bool marking_freeze(struct marking *m, const struct planned *document) {
    struct findings *unused = findings_new(m->arena, m->world->catalogue);
    if (!is_to_be_kept(m, document->id)) {
        return true;
    }
    const struct print_sheet *printed = print_set_last(m->world, m->arena, document->id);
    if (printed && printed->record) {
        struct freeze_copy as_printed = {printed->hash, printed->source};
        return freeze_stage(m->arena, m->world->notes, document->id, printed->record, NULL, &as_printed, m->staging,
                            m->findings);
    }
    struct freeze_copy copy = copy_of(m, document);
    xmlDoc *record = job_record(m->world, m->arena, document, unused);
    if (!record) {
        findings_append(m->findings, unused);
        return false;
    }
    if (!*copy.hash) {
        struct finding *f = findings_add(m->findings, "state.unmade", (struct place){0}, "naskah", document->id, NULL);
        f->document = arena_strdup(m->findings->arena, document->id);
    }
    return freeze_stage(m->arena, m->world->notes, document->id, xmlDocGetRootElement(record), NULL, &copy, m->staging,
                        m->findings);
}

bool marking_commit(struct marking *m) {
    if (!states_append(m->arena, m->world->notes, m->lines, m->n, m->staging, m->findings)) {
        marking_abandon(m);
        return false;
    }
    if (!staging_commit(m->staging)) {
        fault_write(m->findings, states_file(m->arena, m->world->notes), NULL);
        return false;
    }
    return true;
}

void marking_abandon(struct marking *m) {
    staging_abandon(m->staging);
}
