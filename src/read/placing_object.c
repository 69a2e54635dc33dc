// What was gathered, as objects: the innovation with its proposal, the agency that it names, and what is left over.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/vocabulary.h"
#include "read/fold.h"
#include "read/match.h"
#include "read/placing.h"
#include "read/request.h"

// ---- paths: "@nama", "tahapan", "tahapan/@penerapan", "usulan/@kategori", "instansi/@nama"

static bool is_reference(const char *name) {
    const struct vocabulary_element *e = vocabulary_child(NULL, "inovasi");
    const struct vocabulary_attribute *a = e ? vocabulary_attribute(e, name) : NULL;
    return a && a->kind == VALUE_REF;
}

// The object that another refers to by name: found among those of this import, or made.
static const char *referred(struct placing *p, const char *kind, const char *name, struct source_place place) {
    struct arena *arena = p->im->arena;
    const char *id = fold_id(arena, name), *folded = fold_text(arena, name);
    for (xmlNode *o = xml_child(p->im->data, kind); o; o = xml_next(o, kind)) {
        if (strcmp(xml_attr(o, "id"), id) == 0) {
            return id;
        }
    }
    xmlNode *o = xml_add(p->im->data, kind);
    const struct word *word = words_begins(p->im->words, kind, folded);
    xml_set(o, "id", id);
    xml_set(o, "nama", name);
    xml_set(o, "jenis", word && word->value ? word->value : "lainnya");
    import_note_where(p->im, id, "@nama", place);
    return id;
}

static bool takes(const char *element, const char *parent, const char *attribute, const char *value) {
    const struct vocabulary_element *e = vocabulary_find(element, parent);
    const struct vocabulary_attribute *a = e && attribute ? vocabulary_attribute(e, attribute) : NULL;
    if (!attribute) {
        return e && vocabulary_value_ok(e->text, e->text_target, value);
    }
    return a && vocabulary_value_ok(a->kind, a->target, value);
}

void placing_set(struct placing *p, xmlNode *innovation, const char *from, const char *value,
                 struct source_place place) {
    const char *slash = strchr(from, '/'), *at = strchr(from, '@');
    const char *element = slash          ? arena_strndup(p->im->arena, from, (size_t)(slash - from))
                          : *from == '@' ? NULL
                                         : from;
    const char *attribute = at ? at + 1 : NULL;
    const char *id = xml_attr(innovation, "id");
    if (element && is_reference(element)) {
        const char *object = referred(p, element, value, place);
        xml_set(innovation, element, object);
        import_note_where(p->im, id, arena_printf(p->im->arena, "@%s", element), place);
        return;
    }
    if (!takes(element ? element : "inovasi", element ? "inovasi" : "data", attribute, value)) {
        struct source_block *block = ARENA_NEW(p->im->arena, struct source_block);
        *block = (struct source_block){.kind = SOURCE_PARAGRAPH, .place = place};
        source_run(p->im->arena, block, value, 0, NULL);
        placing_leave(p, "nilai", block);
        return;
    }
    xmlNode *node = innovation;
    if (element) {
        node = xml_child(innovation, element);
        node = node ? node : xml_add(innovation, element);
    }
    if (attribute) {
        xml_set(node, attribute, value);
    } else {
        xmlNodeAddContent(node, (const xmlChar *)value);
    }
    import_note_where(p->im, id, from, place);
}

// ---- the name

static size_t words_of(const char *text) {
    size_t n = 0;
    for (const char *p = text + strspn(text, " \n"); *p; p += strspn(p, " \n")) {
        n++;
        p += strcspn(p, " \n");
    }
    return n;
}

static bool may_be_title(struct placing *p, const struct source_block *b) {
    const char *text = source_text(p->im->arena, b);
    size_t n = strlen(text), words = words_of(text);
    const char *folded = n < 300 ? fold_label(p->im->arena, text) : "";
    return b->kind != SOURCE_TABLE && b->kind != SOURCE_IMAGE && *folded && words <= 25 && n >= 4 &&
           !strchr(".;,:", text[n - 1]) && !words_is(p->im->words, "judul-umum", folded);
}

// Without a label for the name, the last line before the form is its title: told, for a person to look at.
static const struct source_block *title_block(struct placing *p) {
    for (size_t i = p->before.n; i-- > 0;) {
        if (may_be_title(p, p->before.items[i])) {
            return p->before.items[i];
        }
    }
    return NULL;
}

static const struct field *field_from(const struct form *form, const char *from) {
    for (size_t i = 0; i < form->n_fields; i++) {
        if (form->fields[i].from && strcmp(form->fields[i].from, from) == 0) {
            return &form->fields[i];
        }
    }
    return NULL;
}

// The blocks before the form, but the title: general titles ("Proposal") are part of the form.
static void leave_before(struct placing *p, const struct source_block *title, const char *name) {
    for (size_t i = 0; i < p->before.n; i++) {
        const struct source_block *b = p->before.items[i];
        const char *text = source_text(p->im->arena, b), *folded = strlen(text) < 300 ? fold_label(p->im->arena, text)
                                                                                      : "";
        if (b == title) {
            continue;
        }
        bool again = *folded && strcmp(folded, fold_label(p->im->arena, name)) == 0;
        if (again || (*folded && words_is(p->im->words, "judul-umum", folded))) {
            placing_take(p, "judul", NULL, b);
        } else {
            placing_leave(p, "sebelum-isian", b);
        }
    }
    p->before = (struct rich_blocks){0};
}

static const char *file_stem(struct arena *arena, const char *file) {
    const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file, *dot = strrchr(name, '.');
    return dot && dot > name ? arena_strndup(arena, name, (size_t)(dot - name)) : name;
}

// "Kampung Iklim (Kampung Iklim)", as some portals print their titles.
static const char *said_once(struct placing *p, const char *name) {
    size_t n = strlen(name);
    const char *open = n && name[n - 1] == ')' ? strchr(name, '(') : NULL;
    if (!open || open == name) {
        return name;
    }
    const char *first = text_collapse(p->im->arena, arena_strndup(p->im->arena, name, (size_t)(open - name)));
    const char *second = arena_strndup(p->im->arena, open + 1, (size_t)(name + n - 1 - (open + 1)));
    return strcmp(fold_text(p->im->arena, first), fold_text(p->im->arena, second)) == 0 ? first : name;
}

static bool id_taken(const xmlNode *data, const char *id) {
    for (const xmlNode *o = xml_child(data, NULL); o; o = xml_next(o, NULL)) {
        const char *other = xml_attr(o, "id");
        if (other && strcmp(other, id) == 0) {
            return true;
        }
    }
    return false;
}

static const char *free_id(struct placing *p, const char *name) {
    const char *base = fold_id(p->im->arena, name), *id = base;
    for (int k = 2; id_taken(p->im->data, id); k++) {
        id = arena_printf(p->im->arena, "%s-%d", base, k);
    }
    return id;
}

static xmlNode *new_innovation(struct placing *p) {
    const struct field *field = field_from(p->form, "@nama");
    struct answer *a = field ? placing_answer(p, field) : NULL;
    const struct source_block *title = NULL;
    if (a && a->blocks.n == 0 && (title = title_block(p))) {
        findings_add(p->im->findings, "impor.nama-judul", source_place(&p->im->source, &title->place), "nama",
                     source_text(p->im->arena, title), NULL);
        rich_add(p->im->arena, &a->blocks, title);
    }
    const char *name = a ? rich_line(p->im, &a->blocks) : "", *once = said_once(p, name);
    leave_before(p, title, once);
    if (once != name) {
        struct source_block *block = source_cut(p->im->arena, a->blocks.items[0], 0, strlen(once));
        import_repair(p->im, "perbaikan.judul-ganda", &block->place, name, once);
        import_take(p->im, "asli", "nama", name, block->place);
        a->blocks = (struct rich_blocks){0};
        rich_add(p->im->arena, &a->blocks, block);
        name = once;
    }
    xmlNode *node = xml_add(p->im->data, "inovasi");
    xml_set(node, "id", free_id(p, *name ? name : file_stem(p->im->arena, p->im->file)));
    if (!*name) {
        findings_add(p->im->findings, "impor.nama-tidak-ada", (struct place){.file = p->im->file}, NULL);
    }
    return node;
}

// ---- what is left over

static const char *span_text(struct arena *arena, const struct rich_blocks *blocks) {
    const struct source_place *first = &blocks->items[0]->place, *last = &blocks->items[blocks->n - 1]->place;
    const char *spot = source_spot(arena, first), *end = source_spot(arena, last);
    if (spot) {
        return strcmp(spot, end ? end : spot) == 0 ? spot : arena_printf(arena, "%s–%s", spot, end);
    }
    int to = last->last_line ? last->last_line : last->line;
    return to > first->line ? arena_printf(arena, "%d–%d", first->line, to) : arena_printf(arena, "%d", first->line);
}

static const char *first_words(struct arena *arena, const struct rich_blocks *blocks) {
    enum { SHOWN = 60 };
    char *text = text_collapse(arena, source_text(arena, blocks->items[0]));
    size_t n = strlen(text);
    if (n <= SHOWN) {
        return text;
    }
    n = SHOWN;
    while (n > 20 && text[n] != ' ') {
        n--;
    }
    return arena_printf(arena, "%.*s …", (int)n, text);
}

void placing_scrap(struct placing *p) {
    for (size_t i = 0; i < p->n_rest; i++) {
        const struct rich_blocks *blocks = &p->rest[i].blocks;
        xmlNode *node = xml_add(p->im->data, "sisa");
        xml_set(node, "alasan", p->rest[i].reason);
        xml_set(node, "tempat", span_text(p->im->arena, blocks));
        xml_set(node, "berkas", p->im->file);
        rich_write(p->im, node, blocks);
        findings_add(p->im->findings, "impor.sisa", source_place(&p->im->source, &blocks->items[0]->place), "alasan",
                     arena_printf(p->im->arena, "@sisa.%s", p->rest[i].reason), "awal",
                     first_words(p->im->arena, blocks), NULL);
    }
    p->rest = NULL;
    p->n_rest = p->rest_cap = 0;
}

void placing_keep(struct import *im) {
    struct placing p = {.im = im};
    for (size_t i = 0; i < im->source.blocks.n; i++) {
        placing_leave(&p, "tanpa-isian", &im->source.blocks.items[i]);
        placing_scrap(&p);
    }
}

static void write_rest(struct placing *p, xmlNode *innovation) {
    struct arena *arena = p->im->arena;
    for (size_t i = 0; i < p->n_rest; i++) {
        const struct leftover *rest = &p->rest[i];
        xmlNode *node = xml_add(innovation, "sisa");
        xml_set(node, "alasan", rest->reason);
        xml_set(node, "tempat", span_text(arena, &rest->blocks));
        rich_write(p->im, node, &rest->blocks);
        import_note_where(p->im, xml_attr(innovation, "id"), arena_printf(arena, "sisa[%zu]", i + 1),
                          rest->blocks.items[0]->place);
        if (strcmp(rest->reason, "juri") != 0) {
            findings_add(p->im->findings, "impor.sisa", source_place(&p->im->source, &rest->blocks.items[0]->place),
                         "alasan", arena_printf(arena, "@sisa.%s", rest->reason), "awal",
                         first_words(arena, &rest->blocks), NULL);
        }
    }
    p->rest = NULL;
    p->n_rest = p->rest_cap = 0;
}

// ---- what is missing

static void tell_missing(struct placing *p) {
    struct buf missing = buf_new(p->im->arena);
    for (size_t i = 0; i < p->form->n_fields; i++) {
        const struct field *f = &p->form->fields[i];
        const struct answer *a = &p->answers[i];
        if (a->blocks.n || f->parent || !f->required) {
            continue;
        }
        const char *name = form_field_name(p->im->arena, p->form, f);
        if (a->seen) {
            findings_add(p->im->findings, "impor.kosong", source_place(&p->im->source, &a->place), "isian", name, NULL);
        } else {
            buf_printf(&missing, "%s%s", missing.n ? ", " : "", name);
        }
    }
    if (missing.n) {
        findings_add(p->im->findings, "impor.tidak-ada", (struct place){.file = p->im->file}, "isian",
                     buf_text(&missing), NULL);
    }
}

// A form that does not ask for the stage asks since when the innovation is applied: then it is applied.
static void derive_stage(struct placing *p, xmlNode *innovation) {
    const xmlNode *proposal = xml_child(innovation, "usulan");
    const char *since = proposal ? xml_attr(proposal, "tanggal-mulai") : NULL;
    if (!since || field_from(p->form, "tahapan")) {
        return;
    }
    const struct field *field = field_from(p->form, "usulan/@tanggal-mulai");
    struct source_place place = placing_answer(p, field)->place;
    placing_set(p, innovation, "tahapan", "Penerapan", place);
    placing_set(p, innovation, "tahapan/@penerapan", since, place);
    findings_add(p->im->findings, "impor.tahapan", source_place(&p->im->source, &place), "tanggal", since, NULL);
}

static bool anything(const struct placing *p) {
    for (size_t i = 0; i < p->form->n_fields; i++) {
        if (p->answers[i].blocks.n || p->answers[i].seen) {
            return true;
        }
    }
    return p->before.n || p->n_rest;
}

void placing_finish(struct placing *p) {
    if (!anything(p)) {
        return;
    }
    xmlNode *innovation = new_innovation(p);
    xmlNode *stage = xml_add(innovation, "tahapan");
    tell_missing(p);
    for (size_t i = 0; i < p->form->n_fields; i++) {
        placing_split(p, &p->form->fields[i]);
    }
    xml_set(xml_add(innovation, "usulan"), "profil", p->form->id);
    for (size_t i = 0; i < p->form->n_fields; i++) {
        placing_value(p, innovation, &p->form->fields[i]);
    }
    derive_stage(p, innovation);
    if (!stage->children && !stage->properties) {
        xmlUnlinkNode(stage);
        xmlFreeNode(stage);
    }
    write_rest(p, innovation);
    if (p->form->meeting) {
        request_make(p->im, p->form, innovation);
    }
    memset(p->answers, 0, p->form->n_fields * sizeof *p->answers);
    p->field = NULL;
    p->section = NULL;
    p->zone = ZONE_CLOSED;
    p->innovations++;
}
