#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "layout/line.h"
#include "layout/setter.h"

#define PENALTY_HYPHEN 160    // a hyphen that the patterns allow
#define PENALTY_STUB 200      // … after two letters only
#define PENALTY_TITLE 80      // more in a word that is written with a capital and is no name
#define STUB 2
#define SHORTENED 5           // bytes of the longest word with a capital and a full stop that may be short for another
#define PENALTY_SIGN 50       // after a hyphen or slash of the text's own
#define PENALTY_ADDRESS 150   // inside web addresses
#define PENALTY_LOOSENED 500  // where only need breaks
#define BYTES_PER_PIECE 3     // of Indonesian text with its words divided
#define EXCERPT 80            // bytes
#define SOFT_HYPHEN "\xC2\xAD"

struct missing {
    unsigned codepoint;
    struct missing *next;
};

static struct piece *add_piece(struct setter *s, struct paragraph *p, struct piece piece)
{
    if (p->n == p->cap) {
        size_t cap = p->cap ? 2 * p->cap : 32;
        p->pieces = arena_grow(s->arena, p->pieces, p->cap * sizeof *p->pieces, cap * sizeof *p->pieces);
        p->cap = cap;
    }
    p->pieces[p->n] = piece;
    return &p->pieces[p->n++];
}

const char *pieces_text(struct setter *s, const struct paragraph *p, size_t first, size_t end)
{
    struct buf b = buf_new(s->arena);
    for (size_t i = first; i < end; i++) {
        if (p->pieces[i].kind == PIECE_TEXT)
            buf_add(&b, p->pieces[i].text, p->pieces[i].n);
        else if (b.n)
            buf_char(&b, ' ');
    }
    return buf_text(&b);
}

// Its beginning, when it is long: enough to find it by.
const char *pieces_excerpt(struct setter *s, const struct paragraph *p, size_t first, size_t end)
{
    const char *text = pieces_text(s, p, first, end);
    size_t n = strnlen(text, EXCERPT + 1);
    if (n <= EXCERPT)
        return text;
    while (((unsigned char)text[n] & 0xC0) == 0x80)  // not inside a character
        n--;
    return arena_printf(s->arena, "%.*s\u2026", (int)n, text);
}

const char *points_text(struct setter *s, mp length)
{
    return arena_printf(s->arena, "%.1f", (double)length / MP_PER_PT);
}

static bool is_letter(unsigned c)
{
    if (c < 128)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c < 0x2C00);
}

static bool is_alnum(unsigned c)
{
    return is_letter(c) || (c >= '0' && c <= '9');
}

// A word of one run: its characters, and after which of them the line may break.
struct chars {
    const char *text;
    size_t n;                 // characters
    unsigned *code;
    uint32_t *start;          // byte offsets, n + 1 of them
    struct mark_after { enum piece_end end; int penalty; bool flagged; } *after;
};

static struct chars chars_of(struct setter *s, const char *text, size_t n)
{
    struct chars c = {.text = text, .code = ARENA_ROOM(s->arena, n + 1, unsigned),
                      .start = ARENA_ROOM(s->arena, n + 1, uint32_t),
                      .after = ARENA_ARRAY(s->arena, n + 1, struct mark_after)};
    const char *p = text, *end = text + n;
    while (p < end) {
        c.start[c.n] = (uint32_t)(p - text);
        c.code[c.n++] = text_next(&p, end);
    }
    c.start[c.n] = (uint32_t)n;
    return c;
}

// How many letters stand directly before (or from) index i.
static size_t letters_before(const struct chars *c, size_t i)
{
    size_t n = 0;
    while (n < i && is_letter(c->code[i - 1 - n]))
        n++;
    return n;
}

static size_t letters_from(const struct chars *c, size_t i)
{
    size_t n = 0;
    while (i + n < c->n && is_letter(c->code[i + n]))
        n++;
    return n;
}

// Breaks after the signs that join words: kupu-kupu, dan/atau, Medan–Kabanjahe; not in 1-2, ke-3, 27/BAPPEDA.
static void mark_signs(struct chars *c)
{
    for (size_t i = 1; i + 1 < c->n; i++) {
        unsigned u = c->code[i];
        bool hyphen = u == '-' || u == 0x2010;
        if (!hyphen && u != '/' && u != 0x2013 && u != 0x2014)
            continue;
        if (letters_before(c, i) >= 2 && letters_from(c, i + 1) >= 2)
            c->after[i] = (struct mark_after){END_PLAIN, PENALTY_SIGN, hyphen};
    }
}

static bool is_address(const struct chars *c)
{
    size_t n = c->start[c->n];
    return (memchr(c->text, ':', n) && memmem(c->text, n, "://", 3)) || (n > 4 && !memcmp(c->text, "www.", 4));
}

static void mark_address(struct chars *c, int penalty)
{
    for (size_t i = 1; i + 1 < c->n; i++)
        if (c->code[i] < 128 && strchr("/?&-.;=_#:@,", (int)c->code[i]) && is_alnum(c->code[i + 1]) &&
            c->after[i].end == END_NONE)
            c->after[i] = (struct mark_after){END_PLAIN, penalty, false};
}

// Marks the patterns' breaks in each stretch of letters from..to; each costs so much more.
static void mark_patterns(struct setter *s, struct chars *c, size_t from, size_t to, int more)
{
    bool breaks[HYPHENATION_LONGEST];
    size_t bytes = c->start[to] - c->start[from];
    if (bytes != to - from || !hyphenation_find(s->hyphenation, c->text + c->start[from], bytes, breaks))
        return;
    for (size_t i = 1; i < bytes; i++)
        if (breaks[i] && c->after[from + i - 1].end == END_NONE)
            c->after[from + i - 1] = (struct mark_after){END_HYPHEN, more + (i > STUB ? PENALTY_HYPHEN : PENALTY_STUB),
                                                         true};
}

static bool is_capital(unsigned c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE);
}

// Hyphenates the letters from..to. Names stay whole, so a capital is allowed at the start of a sentence only; a word
// with digits or with capitals inside is none of the patterns' words. With `titles` what is known to be no name may be
// divided too, and each part of a joined word: rather there than not at all.
static void mark_hyphens(struct setter *s, struct chars *c, size_t from, size_t to, bool sentence, bool titles)
{
    for (size_t i = from; i < to; i++) {
        bool sign = c->code[i] == '-' || c->code[i] == '/';
        if (titles && sign && i > from) {
            mark_hyphens(s, c, from, i, false, true);
            mark_hyphens(s, c, i + 1, to, false, true);
            return;
        }
        if (!is_letter(c->code[i]) || (is_capital(c->code[i]) && i > from))
            return;
    }
    bool title = from < to && is_capital(c->code[from]) && !sentence;
    const char *word = c->text + c->start[from];
    if (title && !(titles && hyphenation_common(s->hyphenation, word, c->start[to] - c->start[from])))
        return;
    if (from < to)
        mark_patterns(s, c, from, to, title ? PENALTY_TITLE : 0);
}

// The letters of a word with signs around it.
static void mark_word(struct setter *s, struct chars *c, bool sentence, bool titles)
{
    size_t from = 0, to = c->n;
    while (from < to && !is_alnum(c->code[from]))
        from++;
    while (to > from && !is_alnum(c->code[to - 1]))
        to--;
    mark_hyphens(s, c, from, to, sentence, titles);
}

static int64_t advance_before(const struct word *word, uint32_t offset)
{
    int64_t sum = 0;
    for (size_t k = 0; k < word->n; k++)
        for (size_t g = 0; g < word->segments[k].n; g++)
            if (word->segments[k].glyphs[g].offset < offset)
                sum += word->segments[k].glyphs[g].advance;
    return sum;
}

// Cuts a word into pieces after its marks. The widths are those inside the whole word, so that they add up.
static void add_chars(struct setter *s, struct paragraph *p, struct piece piece, const struct word *word,
                      const struct chars *c)
{
    mp size = piece.type->size, done = 0;
    size_t from = 0;
    for (size_t i = 0; i < c->n; i++) {
        bool last = i + 1 == c->n;
        if (!last && c->after[i].end == END_NONE)
            continue;
        mp upto = em_scale(last ? word->width : advance_before(word, c->start[i + 1]), size);
        piece.text = c->text + c->start[from];
        piece.n = c->start[i + 1] - c->start[from];
        piece.width = upto - done;
        piece.end = c->after[i].end;
        piece.penalty = c->after[i].penalty;
        piece.flagged = c->after[i].flagged;
        add_piece(s, p, piece);
        done = upto;
        from = i + 1;
    }
}

// ---- characters that no face has ----

static void tell_missing(struct setter *s, const struct run *run, unsigned codepoint)
{
    for (struct missing *m = s->missing; m; m = m->next)
        if (m->codepoint == codepoint)
            return;
    struct missing *m = ARENA_NEW(s->arena, struct missing);
    *m = (struct missing){codepoint, s->missing};
    s->missing = m;
    struct place place = run->node ? xml_place(run->node) : (struct place){0};
    const char *around = arena_strndup(s->arena, run->text, strnlen(run->text, 60));
    findings_add(s->findings, "font.missing", place, "char", arena_printf(s->arena, "U+%04X", codepoint), "text",
                 around, NULL);
}

// The text with each missing character written out as U+XXXX, for the draft.
static const char *spell_missing(struct setter *s, const struct run *run, const struct face *face, const char *text,
                                 size_t n)
{
    struct buf b = buf_new(s->arena);
    const char *end = text + n;
    while (text < end) {
        const char *from = text;
        unsigned u = text_next(&text, end);
        if (fonts_shape(s->fonts, face, from, (size_t)(text - from))->missing) {
            tell_missing(s, run, u);
            buf_printf(&b, "U+%04X", u);
        } else {
            buf_add(&b, from, (size_t)(text - from));
        }
    }
    return buf_text(&b);
}

// ---- words ----

struct reader {
    struct setter *s;
    struct paragraph *p;
    enum division division;
    bool sentence;            // the next word begins a sentence
    bool spaced;              // the last piece was a space, or the line has just begun
    struct piece start;       // what all pieces of the run being read have in common
    const struct word *space; // in its face
};

// False when the run cannot be set, because its face cannot be opened.
static bool begin_run(struct reader *r, const struct run *run)
{
    const struct face *before = r->start.face;
    r->start = (struct piece){.run = run, .type = setter_type(r->s, run->type)};
    r->start.face = setter_face(r->s, r->start.type);
    if (r->start.face && r->start.face != before)
        r->space = fonts_shape(r->s->fonts, r->start.face, " ", 1);
    return r->start.face;
}

// Not after initials and degrees (F. Dr. Prof.): what follows them is a name.
static bool ends_sentence(const char *text, size_t n)
{
    while (n && strchr(")\"'", text[n - 1]))
        n--;
    bool short_of = n && n <= SHORTENED && text[0] >= 'A' && text[0] <= 'Z' && text[n - 1] == '.';
    return n && !short_of && strchr(".!?:", text[n - 1]);
}

// Soft hyphens of the text are break marks and otherwise invisible: they are taken out.
static struct chars without_soft_hyphens(struct setter *s, const char *text, size_t n)
{
    struct buf b = buf_new(s->arena);
    bool *broken = ARENA_ARRAY(s->arena, n + 1, bool);
    const char *end = text + n;
    while (text < end) {
        if (end - text >= 2 && !memcmp(text, SOFT_HYPHEN, 2)) {
            broken[b.n] = true;
            text += 2;
        } else {
            buf_char(&b, *text++);
        }
    }
    struct chars c = chars_of(s, buf_text(&b), b.n);
    for (size_t i = 0; i + 1 < c.n; i++)
        if (broken[c.start[i + 1]])
            c.after[i] = (struct mark_after){END_HYPHEN, PENALTY_HYPHEN, true};
    return c;
}

// Most words hold nothing at which a line could break.
static bool is_plain(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)text[i] >= 0x80 || text[i] == '-' || text[i] == '/')
            return false;
    return n < 4 || memcmp(text, "www.", 4) != 0;
}

static bool read_plain(struct reader *r, struct piece piece, const char *text, size_t n)
{
    if ((r->division && n >= HYPHENATION_SHORTEST) || !is_plain(text, n))
        return false;
    piece.word = fonts_shape(r->s->fonts, piece.face, text, n);
    if (piece.word->missing)
        return false;
    piece.text = text;
    piece.n = n;
    piece.width = em_scale(piece.word->width, piece.type->size);
    add_piece(r->s, r->p, piece);
    r->sentence = ends_sentence(text, n);
    r->spaced = false;
    return true;
}

static void read_word(struct reader *r, const char *text, size_t n)
{
    struct piece piece = r->start;
    piece.kind = PIECE_TEXT;
    if (read_plain(r, piece, text, n))
        return;
    bool soft = memchr(text, SOFT_HYPHEN[0], n) && memmem(text, n, SOFT_HYPHEN, 2);
    struct chars c = soft ? without_soft_hyphens(r->s, text, n) : chars_of(r->s, text, n);
    if (!c.n)
        return;
    const struct word *whole = fonts_shape(r->s->fonts, piece.face, c.text, c.start[c.n]);
    if (whole->missing) {
        const char *spelt = spell_missing(r->s, piece.run, piece.face, c.text, c.start[c.n]);
        c = chars_of(r->s, spelt, strlen(spelt));
        whole = fonts_shape(r->s->fonts, piece.face, c.text, c.start[c.n]);
        piece.hole = true;
    }
    if (is_address(&c))
        mark_address(&c, PENALTY_ADDRESS);
    else
        mark_signs(&c);
    bool begins = r->p->n == 0 || r->p->pieces[r->p->n - 1].kind != PIECE_TEXT;
    if (r->division && !soft && begins)
        mark_word(r->s, &c, r->sentence, r->division == DIVIDE_TITLES);
    size_t before = r->p->n;
    add_chars(r->s, r->p, piece, whole, &c);
    if (r->p->n == before + 1)
        r->p->pieces[before].word = whole;
    r->sentence = ends_sentence(text, n);
    r->spaced = false;
}

static void read_space(struct reader *r, enum piece_kind kind)
{
    struct piece piece = r->start;
    if (kind == PIECE_SPACE && r->spaced)
        return;
    piece.kind = kind;
    piece.word = kind == PIECE_SPACE ? r->space : NULL;
    piece.width = em_scale(face_space(piece.face), piece.type->size);
    add_piece(r->s, r->p, piece);
    r->spaced = kind == PIECE_SPACE;
}

static void read_text(struct reader *r, const struct run *run)
{
    const char *p = run->text ? run->text : "", *end = p + strlen(p);
    if (!begin_run(r, run))
        return;
    while (p < end) {
        const char *from = p, *next = p;
        unsigned u = text_next(&next, end);
        if (u == 0xA0 || text_is_breaking_space(u)) {
            read_space(r, u == 0xA0 ? PIECE_TIE : PIECE_SPACE);
            p = next;
            continue;
        }
        while (p < end && u != 0xA0 && u != 0x200B && !text_is_breaking_space(u)) {
            while (next < end && *next > ' ' && *next < 0x7F)  // nearly all of our text
                next++;
            p = next;
            u = next < end ? text_next(&next, end) : 0;
        }
        if (p > from)
            read_word(r, from, (size_t)(p - from));
        if (p < end && u == 0x200B) {  // zero width space: a break that shows nothing
            if (r->p->n && r->p->pieces[r->p->n - 1].kind == PIECE_TEXT)
                r->p->pieces[r->p->n - 1].end = END_PLAIN;
            p = next;
        }
    }
}

static void drop_space(struct paragraph *p)
{
    while (p->n && p->pieces[p->n - 1].kind == PIECE_SPACE)
        p->n--;
}

static void read_other(struct reader *r, const struct run *run)
{
    if (!begin_run(r, run))
        return;
    struct piece piece = r->start;
    if (run->kind == RUN_BREAK) {
        drop_space(r->p);
        piece.kind = PIECE_BREAK;
    } else if (run->kind == RUN_GAP) {
        piece.kind = PIECE_GAP;
        piece.width = run->width;
    } else {
        piece.kind = PIECE_FIELD;
        piece.width = em_scale(fonts_shape(r->s->fonts, piece.face, "00", 2)->width, piece.type->size);
    }
    r->spaced = run->kind == RUN_BREAK;
    add_piece(r->s, r->p, piece);
}

// Room for as many as there usually are, so that what is there need not be moved again and again.
static void reserve_pieces(struct setter *s, struct paragraph *p, const struct run *runs, size_t n)
{
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++)
        bytes += runs[i].text ? strlen(runs[i].text) : 0;
    p->cap = bytes / BYTES_PER_PIECE + n + 4;
    p->pieces = ARENA_ROOM(s->arena, p->cap, struct piece);
}

void pieces_of_runs(struct setter *s, struct paragraph *p, const struct run *runs, size_t n, enum division division)
{
    if (!p->cap)
        reserve_pieces(s, p, runs, n);
    struct reader r = {.s = s, .p = p, .division = division, .sentence = true, .spaced = true};
    for (size_t i = 0; i < n; i++) {
        if (runs[i].kind == RUN_TEXT)
            read_text(&r, &runs[i]);
        else
            read_other(&r, &runs[i]);
    }
    drop_space(p);
}

mp piece_hyphen_width(struct setter *s, const struct piece *piece)
{
    return em_scale(fonts_shape(s->fonts, piece->face, SOFT_HYPHEN, 2)->width, piece->type->size);
}

// ---- words that are too wide ----

static bool joins(const struct piece *piece)
{
    return piece->kind != PIECE_SPACE && piece->kind != PIECE_BREAK && !piece->loosened && piece->end == END_NONE;
}

// The end of the part that cannot be divided and begins at `from`; its width in *width.
static size_t part_end(struct setter *s, const struct paragraph *p, size_t from, mp *width)
{
    size_t i = from;
    *width = 0;
    while (i < p->n) {
        const struct piece *piece = &p->pieces[i++];
        if (piece->kind == PIECE_SPACE || piece->kind == PIECE_BREAK)
            return i;
        *width += piece->width;
        if (piece->end == END_HYPHEN)
            *width += piece_hyphen_width(s, piece);
        if (!joins(piece))
            return i;
    }
    return i;
}

static bool loosen_ties(struct paragraph *p, size_t from, size_t to)
{
    bool any = false;
    for (size_t i = from; i < to; i++) {
        if (p->pieces[i].kind == PIECE_TIE && !p->pieces[i].loosened) {
            p->pieces[i].loosened = any = true;
            p->pieces[i].penalty = PENALTY_LOOSENED;
        }
    }
    return any;
}

static void mark_every(struct chars *c)
{
    for (size_t i = 0; i + 1 < c->n; i++)
        if (c->after[i].end == END_NONE)
            c->after[i] = (struct mark_after){END_PLAIN, PENALTY_LOOSENED, false};
}

// Adds the piece divided where `c` says; false, and nothing is added, when a part of it is still too wide.
static bool add_divided(struct setter *s, struct paragraph *to, struct piece piece, const struct chars *c, mp measure)
{
    size_t before = to->n;
    add_chars(s, to, piece, fonts_shape(s->fonts, piece.face, piece.text, piece.n), c);
    mp hyphen = piece_hyphen_width(s, &piece);
    for (size_t i = before; i < to->n; i++) {
        if (to->pieces[i].width + (to->pieces[i].end == END_HYPHEN ? hyphen : 0) > measure) {
            to->n = before;
            return false;
        }
    }
    return true;
}

// Adds the piece again, divided: after signs (a number of a letter takes no hyphen); when that is not enough by the
// patterns too, else anywhere.
static void divide(struct setter *s, struct paragraph *to, struct piece piece, mp measure, bool *broken)
{
    if (piece.width <= measure && piece.end != END_NONE) {
        add_piece(s, to, piece);
        return;
    }
    struct chars c = chars_of(s, piece.text, piece.n);
    piece.word = NULL;
    c.after[c.n ? c.n - 1 : 0] = (struct mark_after){piece.end, piece.penalty, piece.flagged};
    mark_address(&c, PENALTY_ADDRESS);
    if (add_divided(s, to, piece, &c, measure))
        return;
    size_t from = 0;
    for (size_t i = 0; i <= c.n; i++) {
        if (i < c.n && is_letter(c.code[i]))
            continue;
        mark_patterns(s, &c, from, i, 0);
        from = i + 1;
    }
    if (add_divided(s, to, piece, &c, measure))
        return;
    *broken = true;
    mark_every(&c);
    for (size_t i = 0; i + 1 < c.n; i++)
        c.after[i].end = c.after[i].end == END_HYPHEN ? END_PLAIN : c.after[i].end;
    add_chars(s, to, piece, fonts_shape(s->fonts, piece.face, piece.text, piece.n), &c);
}

static void tell_broken(struct setter *s, const struct paragraph *p, size_t first, size_t end, mp by)
{
    while (end > first + 1 && p->pieces[end - 1].kind != PIECE_TEXT)
        end--;
    findings_add(s->findings, "layout.broken", setter_place(p), "text", pieces_excerpt(s, p, first, end), "width",
                 points_text(s, by), NULL);
}

static bool too_wide(struct setter *s, const struct paragraph *p, mp measure)
{
    mp width;
    for (size_t i = 0; i < p->n;) {
        i = part_end(s, p, i, &width);
        if (width > measure)
            return true;
    }
    return false;
}

void pieces_relieve(struct setter *s, struct paragraph *p, mp measure)
{
    mp width;
    if (!too_wide(s, p, measure))
        return;
    for (size_t i = 0, to; i < p->n; i = to) {
        to = part_end(s, p, i, &width);
        if (width > measure && loosen_ties(p, i, to))
            to = i;
    }
    struct paragraph old = *p;
    p->pieces = NULL;
    p->n = p->cap = 0;
    for (size_t i = 0, to; i < old.n; i = to) {
        bool broken = false;
        to = part_end(s, &old, i, &width);
        for (size_t k = i; k < to; k++) {
            if (width > measure && old.pieces[k].kind == PIECE_TEXT)
                divide(s, p, old.pieces[k], measure, &broken);
            else
                add_piece(s, p, old.pieces[k]);
        }
        if (broken)
            tell_broken(s, &old, i, to, width - measure);
    }
}
