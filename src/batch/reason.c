#include "batch/reason.h"

#include <stdlib.h>
#include <string.h>

#define TOLD_MOST 12           // fields of one document; of more only the number is told

// ---- what people call it ----

// A name of the vocabulary as the catalogue says it, or as it stands; "" when the catalogue leaves it out.
static const char *word(const struct work *run, struct arena *arena, const char *name) {
    const char *id = arena_printf(arena, "field.%s", name);
    const char *said = message_say(run->world->catalogue, run->options->language, arena, id, NULL);
    if (strcmp(said, id) != 0) {
        return said;
    }
    char *plain = arena_strdup(arena, name);
    for (char *p = plain; *p; p++) {
        *p = *p == '-' ? ' ' : *p;
    }
    return plain;
}

struct part {
    const char *name, *apart, *number;
};

// "anggota{Ketua}#2"
static struct part part_of(struct arena *arena, const char *p, size_t n) {
    char *text = arena_strndup(arena, p, n);
    struct part part = {text, "", ""};
    char *number = strchr(text, '#'), *open = strchr(text, '{'), *close = strchr(text, '}');
    if (number) {
        *number = '\0';
        part.number = number + 1;
    }
    if (open && close) {
        *open = *close = '\0';
        part.apart = open + 1;
    }
    return part;
}

#define PARTS_MOST 24

static void say_part(const struct work *run, struct arena *arena, const struct part *part, struct buf *out) {
    const char *name = word(run, arena, part->name[0] == '@' ? part->name + 1 : part->name);
    const char *apart = strcmp(part->name, "anggota") == 0 ? text_lower(arena, part->apart) : part->apart;
    const char *const words[] = {name, apart, part->number};
    for (size_t i = 0; i < 3; i++) {
        if (*words[i]) {
            buf_printf(out, "%s%s", out->n ? " " : "", words[i]);
        }
    }
}

// From the field outwards, until it is clear what is meant: "nama ketua tim", "alamat kop surat", "menimbang 2".
static const char *name_of(const struct work *run, struct arena *arena, const char *path) {
    struct part parts[PARTS_MOST];
    size_t n = 0;
    for (const char *p = path; *p && n < PARTS_MOST; p += strcspn(p, "."), p += *p == '.') {
        parts[n++] = part_of(arena, p, strcspn(p, "."));
    }
    struct buf out = buf_new(arena);
    for (size_t i = n, said = 0; i > 1 && said < 3; i--) {
        const struct part *part = &parts[i - 1];
        if (strcmp(part->name, "lampiran") == 0) {
            continue;
        }
        size_t before = out.n;
        say_part(run, arena, part, &out);
        said += out.n > before;
        if (*part->apart && part->name[0] != '@' && strcmp(part->name, "anggota") != 0) {
            break;
        }
    }
    return out.n ? buf_text(&out) : word(run, arena, parts[0].name);
}

// ---- differences ----

// The path without the numbers of siblings: when one comes between, those after it have not changed.
static const char *stem_of(struct arena *arena, const char *path) {
    char *stem = arena_strdup(arena, path), *to = stem;
    for (const char *p = path; *p; p++) {
        if (*p == '#') {
            p += strcspn(p, ".");
            if (!*p) {
                break;
            }
        }
        *to++ = *p;
    }
    *to = '\0';
    return stem;
}

struct side {
    const char *stem, *path, *value, *hash, *place;
    size_t order;
    bool paired;
};

struct comparison {
    const struct work *run;
    const struct task *task;
    struct arena *arena;
    struct side *old, *new;
    size_t n_old, n_new;
    size_t told, more;
};

static int by_stem(const void *a, const void *b) {
    const struct side *x = a, *y = b;
    int c = strcmp(x->stem, y->stem);
    return c ? c : (x->order > y->order) - (x->order < y->order);
}

static bool same_value(const struct side *a, const struct side *b) {
    return strcmp(a->value, b->value) == 0 && strcmp(a->hash, b->hash) == 0;
}

static size_t end_of(const struct side *items, size_t n, size_t from, const char *stem) {
    while (from < n && strcmp(items[from].stem, stem) == 0) {
        from++;
    }
    return from;
}

// What stands on both sides has not changed, wherever it stands.
static void pair_same(struct side *old, size_t n_old, struct side *new, size_t n_new) {
    for (size_t i = 0; i < n_new; i++) {
        for (size_t k = 0; k < n_old && !new[i].paired; k++) {
            if (!old[k].paired && same_value(&old[k], &new[i])) {
                old[k].paired = new[i].paired = true;
            }
        }
    }
}

// Ids say nothing to people where something else says it too; of a name its parts are told as one.
static bool is_beside(const char *path) {
    static const char *const names[] = {"@id", "@ref", "@orang", "@instansi", "@subjek", "@penetap", "@urutan",
                                        "@gelar-depan", "@gelar-belakang", "@nama-saja", "@nomor-instansi"};
    const char *last = strrchr(path, '.');
    for (size_t i = 0; last && i < sizeof names / sizeof *names; i++) {
        if (strcmp(last + 1, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_changed(const struct comparison *c, const char *prefix, size_t n, const char *attribute) {
    for (size_t i = 0; i < c->n_new; i++) {
        const char *stem = c->new[i].stem;
        if (!c->new[i].paired && strncmp(stem, prefix, n) == 0 && strcmp(stem + n, attribute) == 0) {
            return true;
        }
    }
    return false;
}

// When another person holds the place, his number and rank go without saying.
static bool goes_without_saying(const struct comparison *c, const char *stem) {
    const char *last = strrchr(stem, '.');
    if (!last || last[1] != '@' || strcmp(last, ".@nama-lengkap") == 0) {
        return false;
    }
    return has_changed(c, stem, (size_t)(last - stem), ".@nama-lengkap");
}

static struct run_because *add(const struct comparison *c, const char *says) {
    struct run_report *report = c->run->report;
    struct arena *arena = c->run->world->arena;
    if (report->n_because == report->cap_because) {
        size_t cap = report->cap_because ? report->cap_because * 2 : 64, size = sizeof *report->because;
        report->because = arena_grow(arena, report->because, report->cap_because * size, cap * size);
        report->cap_because = cap;
    }
    struct run_because *b = &report->because[report->n_because++];
    *b = (struct run_because){.document = arena_strdup(arena, c->task->document->id), .says = says};
    return b;
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool is_told(const struct comparison *c, const char *field, const char *old, const char *new) {
    const struct run_report *report = c->run->report;
    for (size_t i = report->n_because - c->told; i < report->n_because; i++) {
        const struct run_because *b = &report->because[i];
        if (same_text(b->field, field) && same_text(b->old, old) && same_text(b->new, new)) {
            return true;
        }
    }
    return false;
}

static void tell_field(struct comparison *c, const struct side *old, const struct side *new) {
    const char *stem = new ? new->stem : old->stem;
    if (goes_without_saying(c, stem) || is_beside(stem)) {
        return;
    }
    struct arena *arena = c->run->world->arena;
    const char *field = name_of(c->run, c->arena, new ? new->path : old->path);
    const char *from = old ? old->value : NULL, *to = new ? new->value : NULL;
    if (is_told(c, field, from, to)) {
        return;
    }
    if (c->told == TOLD_MOST) {
        c->more++;
        return;
    }
    struct run_because *b = add(c, !old ? "because.added" : !new ? "because.gone" : "because.field");
    b->field = arena_strdup(arena, field);
    b->old = from ? arena_strdup(arena, from) : NULL;
    b->new = to ? arena_strdup(arena, to) : NULL;
    b->place = new && new->place ? arena_strdup(arena, new->place) : NULL;
    c->told++;
}

static void tell_stem(struct comparison *c, struct side *old, size_t n_old, struct side *new, size_t n_new) {
    size_t k = 0;
    for (size_t i = 0; i < n_new; i++) {
        while (k < n_old && old[k].paired) {
            k++;
        }
        if (!new[i].paired) {
            tell_field(c, k < n_old ? &old[k++] : NULL, &new[i]);
        }
    }
    for (; k < n_old; k++) {
        if (!old[k].paired) {
            tell_field(c, &old[k], NULL);
        }
    }
}

static void for_each_stem(struct comparison *c, bool tell) {
    size_t i = 0, k = 0;
    while (i < c->n_old || k < c->n_new) {
        const char *stem = i == c->n_old                                    ? c->new[k].stem
                           : k == c->n_new                                  ? c->old[i].stem
                           : strcmp(c->old[i].stem, c->new[k].stem) <= 0 ? c->old[i].stem
                                                                            : c->new[k].stem;
        size_t old_end = end_of(c->old, c->n_old, i, stem), new_end = end_of(c->new, c->n_new, k, stem);
        if (tell) {
            tell_stem(c, c->old + i, old_end - i, c->new + k, new_end - k);
        } else {
            pair_same(c->old + i, old_end - i, c->new + k, new_end - k);
        }
        i = old_end;
        k = new_end;
    }
}

// ---- what is no field ----

// In the order of telling. The last two say something only when nothing else does.
static const struct {
    const char *mark, *says;
    bool alone;
} marks[] = {
    {"*templat", "because.template", false},   {"*profil", "because.profile", false},
    {"*umum", "because.general", false},       {"*aturan", "because.severities", false},
    {"*gambar", "because.image", false},       {"*bukti", "because.evidence", false},
    {"*hifenasi", "because.hyphenation", false}, {"*program", "because.program", false},
    {"*tata-letak", "because.layout", false},  {"*pdf", "because.pdf", false},
    {"*muka", "because.faces", true},          {"*rekaman", "because.unread", true},
    {"*temuan", "because.findings", true},
};

static const char *mark_of(const struct store_field *fields, size_t n, const char *path) {
    for (size_t i = 0; i < n; i++) {
        if (strcmp(fields[i].path, path) == 0) {
            return fields[i].hash;
        }
    }
    return NULL;
}

static void tell_marks(struct comparison *c, const struct store_field *old, size_t n) {
    const struct job_result *result = c->task->result;
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
        const char *before = mark_of(old, n, marks[m].mark);
        for (size_t i = 0; before && i < result->n_fields; i++) {
            bool other = strcmp(result->fields[i].path, marks[m].mark) == 0 &&
                         strcmp(result->fields[i].hash, before) != 0;
            if (other && !(marks[m].alone && c->told)) {
                add(c, marks[m].says);
                c->told++;
            }
        }
    }
}

static void compare(struct comparison *c, const struct store_field *old, size_t n) {
    const struct job_result *result = c->task->result;
    c->old = ARENA_ARRAY(c->arena, n + 1, struct side);
    c->new = ARENA_ARRAY(c->arena, result->n_fields + 1, struct side);
    for (size_t i = 0; i < n; i++) {
        if (old[i].path[0] != '*') {
            c->old[c->n_old++] = (struct side){.stem = stem_of(c->arena, old[i].path), .path = old[i].path,
                                               .value = old[i].value, .hash = old[i].hash, .order = i};
        }
    }
    for (size_t i = 0; i < result->n_fields; i++) {
        const struct field *f = &result->fields[i];
        if (f->path[0] != '*') {
            c->new[c->n_new++] = (struct side){.stem = stem_of(c->arena, f->path), .path = f->path, .value = f->value,
                                               .hash = f->hash, .place = f->place, .order = i};
        }
    }
    qsort(c->old, c->n_old, sizeof *c->old, by_stem);
    qsort(c->new, c->n_new, sizeof *c->new, by_stem);
    for_each_stem(c, false);
    for_each_stem(c, true);
    if (c->more) {
        add(c, "because.more")->new = arena_printf(c->run->world->arena, "%zu", c->more);
    }
    tell_marks(c, old, n);
}

// ---- one document ----

static void tell_changed(struct comparison *c) {
    size_t n = 0;
    struct store_field *old = store_fields_get(c->run->store, c->arena, c->task->document->id, &n);
    if (!c->task->result->n_fields) {
        add(c, c->task->frozen ? "because.late" : "because.part");
    } else if (!n) {
        add(c, "because.unknown");
    } else {
        compare(c, old, n);
        if (!c->told) {
            add(c, "because.order");
        }
    }
}

static const char *file_reason(const struct work *run, const struct output_file *file) {
    if (run->options->again) {
        return "because.again";
    }
    if (!file->recorded) {
        return file->state == OUTPUT_FOREIGN ? "because.foreign" : "because.new";
    }
    if (!*file->row.hash) {
        return "because.stopped";
    }
    if (strcmp(file->row.path, file->path) != 0) {
        return "because.moved";
    }
    return file->state == OUTPUT_MISSING                ? "because.missing"
           : strcmp(file->row.hash, file->hash) == 0 ? NULL
                                                        : "because.touched";
}

void reason_tell(struct work *run, const struct task *task) {
    struct comparison c = {.run = run, .task = task, .arena = task->arena};
    const char *last = NULL;
    bool changed = false;
    for (int r = 0; r < RENDITION_RENCANA; r++) {
        if (!task->result->outputs[r].made || task->same[r]) {
            continue;
        }
        const struct output_file *file = &task->files[r];
        const char *says = file_reason(run, file);
        bool about_file = says && (strcmp(says, "because.missing") == 0 || strcmp(says, "because.touched") == 0 ||
                                   strcmp(says, "because.foreign") == 0);
        changed = changed || !says || strcmp(says, "because.stopped") == 0;
        if (says && (about_file || says != last)) {
            struct run_because *b = add(&c, says);
            b->place = about_file ? arena_strdup(run->world->arena, file->full) : NULL;
            last = says;
        }
    }
    if (changed) {
        tell_changed(&c);
    }
}

bool reason_note(struct work *run, const struct task *task) {
    const struct job_result *result = task->result;
    if (!result->n_fields) {
        return true;
    }
    struct store_field *rows = ARENA_ARRAY(task->arena, result->n_fields, struct store_field);
    for (size_t i = 0; i < result->n_fields; i++) {
        const struct field *f = &result->fields[i];
        rows[i] = (struct store_field){f->path, f->value, f->hash};
    }
    return store_fields_put(run->store, task->document->id, rows, result->n_fields);
}
