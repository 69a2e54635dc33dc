#include "read/text.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "read/clean.h"
#include "read/encoding.h"
#include "read/fold.h"
#include "read/match.h"

struct reading {
    struct import *im;
    struct lines *lines;
    struct source_blocks *blocks;
    int indents[SOURCE_MAX_DEPTH];  // of the items that are open
    int depth;
    size_t front;                   // lines of YAML before a Markdown text ("---" … "---"); 0: none
};

static struct source_block *add(struct reading *r, enum source_kind kind, const struct line *l) {
    return source_add(r->im->arena, r->blocks, kind, (struct source_place){.line = l->number});
}

// ---- what a line is

static bool is_rule(const char *text) {
    size_t n = strlen(text);
    return n >= 3 && strchr("-=_*~", *text) && strspn(text, "-=_*~ ") == n;
}

// Bytes of "7." of "7.Undang": a number glued to a capital letter.
static size_t glued_marker(const char *text) {
    size_t n = strspn(text, "0123456789");
    if (n == 0) {
        n = islower((unsigned char)*text) ? 1 : 0;
    }
    bool glued = n >= 1 && n <= 2 && (text[n] == '.' || text[n] == ')') && isupper((unsigned char)text[n + 1]) &&
                 islower((unsigned char)text[n + 2]) && islower((unsigned char)text[n + 3]);
    return glued ? n + 1 : 0;
}

static size_t item_marker(struct reading *r, const struct line *l) {
    size_t n = fold_marker(l->text);
    if (n == 0 && (n = glued_marker(l->text)) > 0) {
        struct source_place place = {.line = l->number};
        import_repair(r->im, "perbaikan.penanda-lekat", &place, l->text,
                      arena_printf(r->im->arena, "%.*s %s", (int)n, l->text, l->text + n));
    }
    return n;
}

static int heading_level(const char *text, size_t *skip) {
    size_t n = strspn(text, "#");
    *skip = n + strspn(text + n, " ");
    return n >= 1 && n <= 6 && text[n] == ' ' ? (int)n : 0;
}

// Lines that begin something of their own are never the rest of a paragraph.
static bool begins_block(struct reading *r, const struct line *l) {
    size_t skip;
    return line_blank(l) || fold_marker(l->text) || glued_marker(l->text) || *l->text == '|' ||
           heading_level(l->text, &skip) || is_rule(l->text) || text_has_columns(l) || match_skeleton(r->im, l->text);
}

// ---- gathering

// The lines after `i` that go on with what it began; hanging ones of an item too. Returns the line behind them.
static size_t gather(struct reading *r, size_t i, int hanging, struct buf *text) {
    const struct lines *lines = r->lines;
    const struct line *last = &lines->items[i];
    for (size_t k = i + 1; k < lines->n; k++) {
        const struct line *l = &lines->items[k];
        if (l->dropped) {
            continue;
        }
        bool full = !line_blank(l) && line_is_full(lines, last, l);
        bool hangs = hanging > 0 && lines->wrap && l->indent >= hanging;
        if (line_blank(l) || !(full || hangs) || begins_block(r, l)) {
            return k;
        }
        buf_char(text, ' ');
        buf_str(text, l->text);
        last = l;
    }
    return lines->n;
}

static size_t last_of(const struct lines *lines, size_t from, size_t end) {
    while (end > from + 1 && (line_blank(&lines->items[end - 1]) || lines->items[end - 1].dropped)) {
        end--;
    }
    return end - 1;
}

static void put_text(struct reading *r, struct source_block *b, const char *text, size_t first, size_t end) {
    int last = r->lines->items[last_of(r->lines, first, end)].number;
    if (last > b->place.line) {
        b->place.last_line = last;
        import_repair(r->im, "perbaikan.baris", &b->place, text, "");
    }
    clean_marks(r->im, b, text_collapse(r->im->arena, text));
}

// The level of an item by how far it is set in; a column more or less means nothing.
static int level_of(struct reading *r, int indent) {
    while (r->depth > 0 && r->indents[r->depth - 1] > indent + 1) {
        r->depth--;
    }
    if ((r->depth == 0 || indent > r->indents[r->depth - 1] + 1) && r->depth < SOURCE_MAX_DEPTH) {
        r->indents[r->depth++] = indent;
    }
    return r->depth - 1;
}

static size_t read_item(struct reading *r, size_t i, size_t marker) {
    const struct line *l = &r->lines->items[i];
    struct source_block *b = add(r, SOURCE_ITEM, l);
    struct buf text = buf_new(r->im->arena);
    b->marker = text_collapse(r->im->arena, arena_strndup(r->im->arena, l->text, marker));
    b->list = isalnum((unsigned char)*l->text) || *l->text == '(' ? SOURCE_ORDERED : SOURCE_BULLET;
    b->level = level_of(r, l->indent);
    buf_str(&text, l->text + marker);
    size_t at = r->blocks->n - 1, end = gather(r, i, l->indent + 2, &text);
    put_text(r, &r->blocks->items[at], buf_text(&text), i, end);
    return end;
}

static size_t read_heading(struct reading *r, size_t i, int level, const char *text) {
    struct source_block *b = add(r, SOURCE_HEADING, &r->lines->items[i]);
    b->level = level;
    size_t n = strlen(text);
    while (n && strchr("# ", text[n - 1])) {
        n--;
    }
    clean_marks(r->im, b, arena_strndup(r->im->arena, text, n));
    r->depth = 0;
    return i + 1;
}

static size_t read_paragraph(struct reading *r, size_t i) {
    const struct line *l = &r->lines->items[i];
    bool inside = r->depth > 0 && l->indent >= r->indents[r->depth - 1] + 2 && i > 0 &&
                  !line_blank(&r->lines->items[i - 1]);
    struct source_block *b = add(r, SOURCE_PARAGRAPH, l);
    struct buf text = buf_new(r->im->arena);
    b->level = inside ? r->depth : 0;
    if (!inside) {
        r->depth = 0;
    }
    const char *start = l->text + (*l->text == '>' ? 1 : 0);
    buf_str(&text, start + strspn(start, " "));
    size_t end = gather(r, i, 0, &text);
    put_text(r, &r->blocks->items[r->blocks->n - 1], buf_text(&text), i, end);
    return end;
}

static size_t read_line(struct reading *r, size_t i) {
    const struct line *l = &r->lines->items[i];
    const struct line *next = i + 1 < r->lines->n ? &r->lines->items[i + 1] : NULL;
    size_t skip, end;
    bool fence = strncmp(l->text, "```", 3) == 0 && !strpbrk(l->text + 3, " `");
    if (fence) {
        import_take(r->im, "penanda", NULL, l->text, (struct source_place){.line = l->number});
    }
    if (line_blank(l) || l->dropped || is_rule(l->text) || fence) {
        return i + 1;
    }
    int level = heading_level(l->text, &skip);
    if (level) {
        return read_heading(r, i, level, l->text + skip);
    }
    if (i >= r->front && next && strlen(next->text) >= 3 && (strspn(next->text, "=") == strlen(next->text) ||
                                            strspn(next->text, "-") == strlen(next->text))) {
        return read_heading(r, i, *next->text == '=' ? 1 : 2, l->text) + 1;
    }
    if ((end = text_pipe_table(r->im, r->lines, i, r->blocks)) > i ||
        (end = text_tab_table(r->im, r->lines, i, r->blocks)) > i) {
        r->depth = 0;
        return end;
    }
    size_t marker = item_marker(r, l);
    return marker ? read_item(r, i, marker) : read_paragraph(r, i);
}

void text_blocks(struct import *im, struct lines *lines, struct source_blocks *blocks) {
    struct reading r = {.im = im, .lines = lines, .blocks = blocks};
    bool front = lines->n && strcmp(lines->items[0].text, "---") == 0;
    for (size_t i = 1; front && i < lines->n && i < 50 && !r.front; i++) {
        r.front = strcmp(lines->items[i].text, "---") == 0 ? i : 0;
    }
    for (size_t i = 0; i < lines->n && blocks->n < SOURCE_MAX_BLOCKS;) {
        i = read_line(&r, i);
    }
}

// ---- the whole file

static void tell_count(struct import *im, const char *rule, size_t count, int line) {
    if (count) {
        findings_add(im->repairs, rule, (struct place){.file = im->file, .line = line}, "jumlah",
                     arena_printf(im->arena, "%zu", count), NULL);
    }
}

bool text_read(struct import *im, struct str bytes) {
    static const char *const names[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252"};
    struct decoded d = decode_text(im->arena, bytes);
    if (d.encoding == ENCODING_BAD) {
        findings_add(im->findings, "read.nul", (struct place){.file = im->file}, NULL);
        return false;
    }
    if (d.encoding != ENCODING_UTF8 || d.mark) {
        findings_add(im->repairs, "perbaikan.penyandian", (struct place){.file = im->file}, "penyandian",
                     names[d.encoding], NULL);
    }
    tell_count(im, "perbaikan.windows", d.encoding == ENCODING_WINDOWS ? d.windows : 0, d.windows_line);
    tell_count(im, "perbaikan.mojibake", d.mojibake, d.mojibake_line);
    tell_count(im, "perbaikan.kendali", d.controls, d.controls_line);
    struct cleaning done = {0};
    const char *text = clean_entities(im->arena, d.text.p, 1, &done);
    text = clean_spaces(im->arena, text, 1, &done);
    clean_tell(im, &done);
    struct lines lines = lines_new(im, text);
    text_blocks(im, &lines, &im->source.blocks);
    return true;
}
