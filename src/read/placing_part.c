// Fields with parts: sub-heads on lines of their own, or run into one long cell (DASAR HUKUM … ISU STRATEGIS …).
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "read/fold.h"
#include "read/match.h"
#include "read/placing.h"

struct subhead {
    size_t from, to;             // bytes of the text
    const struct field *field;
};

#define MAX_SUBHEADS 32
#define MAX_SUBHEAD_WORDS 8

static bool is_part_of(const struct field *part, const struct field *field) {
    for (const struct field *f = part; f; f = f->parent) {
        if (f == field) {
            return f != part;
        }
    }
    return false;
}

static const struct field *part_named(struct placing *p, const struct field *field, const char *text) {
    struct match m;
    bool found = match_name(p->im->arena, p->form, text, true, &m) && m.field;
    return found && is_part_of(m.field, field) ? m.field : NULL;
}

static bool capitals(const char *p, size_t n) {
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        if (islower((unsigned char)p[i])) {
            return false;
        }
        any = any || isupper((unsigned char)p[i]);
    }
    return any;
}

// The longest name of a part, in capitals, that begins at `p`; *n is its length.
static const struct field *capital_name(struct placing *p, const struct field *field, const char *text, size_t *n) {
    const struct field *best = NULL;
    size_t end = 0;
    for (int words = 0; words < MAX_SUBHEAD_WORDS && text[end]; words++) {
        size_t start = end + strspn(text + end, " "), length = strcspn(text + start, " \n");
        if (length == 0 || !capitals(text + start, length)) {
            break;
        }
        end = start + length;
        const struct field *part = part_named(p, field, arena_strndup(p->im->arena, text, end));
        if (part) {
            best = part;
            *n = end;
        }
    }
    return best;
}

// "Dasar Hukum": words that begin with capitals, followed by another capital or a colon.
static const struct field *title_name(struct placing *p, const struct field *field, const char *text, size_t *n) {
    size_t end = 0;
    for (int words = 0; words < MAX_SUBHEAD_WORDS && text[end]; words++) {
        size_t start = end + strspn(text + end, " "), length = strcspn(text + start, " \n");
        if (length == 0 || !isupper((unsigned char)text[start])) {
            break;
        }
        end = start + length;
        const struct field *part = part_named(p, field, arena_strndup(p->im->arena, text, end));
        const char *next = text + end + strspn(text + end, " :");
        if (part && (isupper((unsigned char)*next) || isdigit((unsigned char)*next) || text[end - 1] == ':')) {
            *n = end;
            return part;
        }
    }
    return NULL;
}

static bool begins_sentence(const char *text, size_t at) {
    while (at && text[at - 1] == ' ') {
        at--;
    }
    return at == 0 || strchr(".:;!?\n", text[at - 1]);
}

static size_t find_subheads(struct placing *p, const struct field *field, const char *text, bool caps,
                            struct subhead *found) {
    size_t n = 0, length = 0;
    for (size_t i = 0; text[i] && n < MAX_SUBHEADS; i++) {
        bool word = isupper((unsigned char)text[i]) && (i == 0 || strchr(" \n", text[i - 1]));
        if (!word || (!caps && !begins_sentence(text, i))) {
            continue;
        }
        const struct field *part = caps ? capital_name(p, field, text + i, &length)
                                        : title_name(p, field, text + i, &length);
        if (part) {
            found[n++] = (struct subhead){i, i + length, part};
            i += length - 1;
        }
    }
    return n;
}

// Names in the case of sentences may be meant as words: only several, the first at the very beginning, are heads.
static size_t subheads_of(struct placing *p, const struct field *field, const char *text, struct subhead *found) {
    size_t n = find_subheads(p, field, text, true, found);
    if (n == 0) {
        n = find_subheads(p, field, text, false, found);
        bool labelled = n && strchr(":", text[found[0].to - 1]);  // "Permasalahan: …"
        n = (n >= 2 || labelled) && found[0].from == 0 ? n : 0;
    }
    return n;
}

static void cut_block(struct placing *p, const struct source_block *block, const struct subhead *heads, size_t n,
                      const struct field **current) {
    struct arena *arena = p->im->arena;
    const char *text = source_text(arena, block);
    if (heads[0].from > 0) {
        rich_add(arena, &placing_answer(p, *current)->blocks, source_cut(arena, block, 0, heads[0].from));
    }
    for (size_t i = 0; i < n; i++) {
        struct source_block *head = source_cut(arena, block, heads[i].from, heads[i].to);
        size_t to = i + 1 < n ? heads[i + 1].from : strlen(text);
        size_t from = heads[i].to + strspn(text + heads[i].to, " :");
        *current = heads[i].field;
        placing_take(p, "judul", *current, head);
        import_repair(p->im, "perbaikan.anak-judul", &block->place, source_text(arena, head), (*current)->id);
        placing_answer(p, *current)->seen = true;
        placing_answer(p, *current)->place = block->place;
        struct source_block *body = source_cut(arena, block, from, to);
        if (!text_blank(source_text(arena, body))) {
            rich_add(arena, &placing_answer(p, *current)->blocks, body);
        }
    }
}

static bool has_parts(const struct form *form, const struct field *field) {
    for (size_t i = 0; i < form->n_fields; i++) {
        if (form->fields[i].parent == field) {
            return true;
        }
    }
    return false;
}

void placing_split(struct placing *p, const struct field *field) {
    struct answer *answer = placing_answer(p, field);
    if (!has_parts(p->form, field) || answer->blocks.n == 0) {
        return;
    }
    struct rich_blocks all = answer->blocks;
    const struct field *current = field;
    answer->blocks = (struct rich_blocks){0};
    for (size_t i = 0; i < all.n; i++) {
        const struct source_block *b = all.items[i];
        const char *text = b->n_runs ? source_text(p->im->arena, b) : "";
        const struct field *part = *text ? part_named(p, field, text) : NULL;
        struct subhead heads[MAX_SUBHEADS];
        if (part) {
            current = part;
            placing_take(p, "judul", part, b);
            placing_answer(p, part)->seen = true;
            placing_answer(p, part)->place = b->place;
            continue;
        }
        size_t n = b->n_runs ? subheads_of(p, field, text, heads) : 0;
        if (n) {
            cut_block(p, b, heads, n, &current);
        } else {
            rich_add(p->im->arena, &placing_answer(p, current)->blocks, b);
        }
    }
}
