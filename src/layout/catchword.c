// Kata penyambung: the word that the next page begins with, at the lower right of a page that is continued.
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "layout/section.h"

#define DOTS " . . ."

static bool is_letter(unsigned c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xC0;
}

// A word has two letters side by side; "a.", "12)", "(1)" and ":" have not.
static bool is_word(const char *text, size_t n)
{
    const char *end = text + n;
    bool letter = false;
    while (text < end) {
        bool now = is_letter(text_next(&text, end));
        if (now && letter)
            return true;
        letter = now;
    }
    return false;
}

static bool is_number(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)text[i] < 0x80 && (is_letter((unsigned char)text[i]) || (text[i] >= '0' && text[i] <= '9')))
            return true;
    return false;
}

// Adds the words of a line until there is a real one; of what stands before it only the last number counts.
static bool add_words(struct setter *s, const char *text, const char **number, const char **word)
{
    while (!*word && *text) {
        size_t n = strcspn(text, " ");
        if (is_word(text, n))
            *word = arena_strndup(s->arena, text, n);
        else if (is_number(text, n))
            *number = arena_strndup(s->arena, text, n);
        text += n + strspn(text + n, " ");
    }
    return *word != NULL;
}

// A label is a number ("aa.", "iv)") or stands for itself as a whole ("Mengingat", "KEDUA BELAS").
static bool add_label(struct setter *s, const char *text, const char **number, const char **word)
{
    size_t n = strlen(text);
    if (n && !strchr(".)", text[n - 1]) && is_word(text, n))
        *word = text;
    else if (is_number(text, n))
        *number = arena_strdup(s->arena, text);
    return *word != NULL;
}

static bool add_line(struct setter *s, const struct mark *m, const char **number, const char **word)
{
    const struct paragraph *p = m->paragraph;
    for (size_t i = 0; i < p->n_labels && m->line == 0; i++)
        if (add_label(s, pieces_text(s, p->labels[i], 0, p->labels[i]->n), number, word))
            return true;
    return add_words(s, pieces_text(s, p, p->lines[m->line].first, p->lines[m->line].end), number, word);
}

// What the page begins with that begins with the strip `from`; NULL when it begins a new part or with no word.
static const char *first_words(struct setter *s, const struct galley *g, size_t from)
{
    const char *number = NULL, *word = NULL;
    if (g->strips[from].forced)
        return NULL;
    for (size_t i = from; i < g->n && !word; i++)
        for (const struct mark *m = g->strips[i].marks.first; m && !word; m = m->next)
            if (m->kind == MARK_LINE && !m->artifact)
                add_line(s, m, &number, &word);
    if (!word)
        return number;
    return number ? arena_printf(s->arena, "%s %s", number, word) : word;
}

void catchword_place(struct placing *to, const struct set_section *set, size_t page)
{
    const struct section *section = set->section;
    if (!section->catch_type || page + 1 >= set->n_pages)
        return;
    struct setter *s = to->setter;
    const char *words = first_words(s, &set->galley, set->breaks.starts[page + 1]);
    if (!words)
        return;
    struct run *run = ARENA_NEW(s->arena, struct run);
    *run = (struct run){.kind = RUN_TEXT, .text = arena_printf(s->arena, "%s" DOTS, words),
                        .type = section->catch_type};
    struct paragraph *p = paragraph_of_line(s, run, 1, ALIGN_RIGHT, 0, section_width(section));
    struct placing furniture = *to;
    furniture.artifact = true;
    line_place(&furniture, p, 0, section_height(section) - p->leading);
}
