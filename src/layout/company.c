// Signatures and what stands before them: nobody signs on a page that shows nothing of what he signs.
#include "layout/galley.h"

#define SIGN_PARAGRAPH 5           // the longest paragraph, in lines, that goes with a signature as a whole

static bool below(const struct pages *pages, int block, int ancestor)
{
    while (block > 0 && block != ancestor)
        block = pages->blocks[block].parent;
    return block == ancestor;
}

// A signer's own name and office are no company.
static bool is_signers(const struct setter *s, const struct marks *marks, const struct paragraph *p)
{
    for (const struct mark *m = marks->first; m; m = m->next)
        if (m->kind == MARK_SIGN && m->block > 0 && below(s->pages, p->block, m->block))
            return true;
    return false;
}

static bool is_text(const struct mark *m)
{
    return m->kind == MARK_LINE && !m->artifact && m->paragraph->n && m->paragraph->role != ROLE_ARTIFACT;
}

// How many lines of text a strip shows above `limit`, counted up to COMPANY_LINES. Cells beside each other are one.
static size_t lines_above(const struct setter *s, const struct strip *strip, mp limit)
{
    const struct mark *top = NULL, *bottom = NULL;
    for (const struct mark *m = strip->marks.first; m; m = m->next) {
        if (!is_text(m) || m->y >= limit || is_signers(s, &strip->marks, m->paragraph))
            continue;
        top = top && top->y <= m->y ? top : m;
        bottom = bottom && bottom->y >= m->y ? bottom : m;
    }
    if (!top)
        return 0;
    return bottom->y - top->y >= bottom->paragraph->leading / 2 && bottom != top ? COMPANY_LINES : 1;
}

static size_t lines_before(const struct setter *s, const struct strip *strip)
{
    return strip->signing ? 0 : lines_above(s, strip, strip->height + 1);
}

static size_t sign_end(const struct galley *g, size_t sign)
{
    size_t end = sign + 1;
    while (end < g->n && g->strips[end].signing && !g->strips[end].sign && !g->strips[end].forced)
        end++;
    return end;
}

// What stands with the first place in the strips that belong to it: "Mengetahui" in a table of signers.
static size_t lines_within(const struct setter *s, const struct galley *g, size_t sign)
{
    size_t lines = 0;
    for (size_t i = sign, end = sign_end(g, sign); i < end; i++) {
        mp place = g->strips[i].height + 1;
        for (const struct mark *m = g->strips[i].marks.first; m; m = m->next)
            if (m->kind == MARK_SIGN && m->y < place)
                place = m->y;
        lines += lines_above(s, &g->strips[i], place);
        if (place <= g->strips[i].height)
            return lines;
    }
    return 0;
}

// The nearest strip from which on enough text stands before the place, when there are `lines` already; the first
// possible one where there is too little.
static size_t text_start(const struct setter *s, const struct galley *g, size_t sign, size_t lines)
{
    size_t i = sign;
    while (lines < COMPANY_LINES && i > 0 && !g->strips[i].forced)
        lines += lines_before(s, &g->strips[--i]);
    return i;
}

static size_t company_start(const struct setter *s, const struct galley *g, size_t sign)
{
    return text_start(s, g, sign, lines_within(s, g, sign));
}

static size_t paragraph_start(const struct galley *g, size_t line)
{
    while (line > 0 && !g->strips[line].begins)
        line--;
    return line;
}

// Spaces and rules until text comes, then its paragraph, or two lines of it when it is long, or two rows of a table.
static size_t last_of_text(const struct galley *g, size_t sign)
{
    size_t i = sign, rows = 0;
    while (i > 0 && rows < 2 && !g->strips[i].forced) {
        const struct strip *strip = &g->strips[--i];
        if (strip->kind == STRIP_OTHER)
            continue;
        if (strip->kind == STRIP_LINE) {
            size_t start = paragraph_start(g, i);
            return i + 1 - start <= SIGN_PARAGRAPH ? start : i - 1;
        }
        rows++;
        if (strip->begins)
            break;
    }
    return i;
}

// What belongs to a signature by its meaning. Place and date that stand in the same table are no text.
size_t galley_sign_start(const struct setter *s, const struct galley *g, size_t sign)
{
    size_t text = text_start(s, g, sign, 0), last = last_of_text(g, sign);
    return text < last ? text : last;
}

// What else a page break violates still counts, so that it tells where to break when there is no good way.
void galley_keep_signs(const struct setter *s, struct galley *g)
{
    for (size_t sign = 0; sign < g->n; sign++) {
        if (!g->strips[sign].sign)
            continue;
        for (size_t i = galley_sign_start(s, g, sign) + 1; i <= sign; i++)
            g->strips[i].keep |= KEEP_SIGN;
        for (size_t i = company_start(s, g, sign) + 1, end = sign_end(g, sign); i < end; i++)
            g->strips[i].keep |= KEEP_COMPANY;
    }
}

// What the places themselves leave of the page, when those that nothing parts stand together.
mp galley_sign_room(const struct setter *s, const struct galley *g, mp page)
{
    mp room = page;
    for (size_t sign = 0; sign < g->n; sign++) {
        if (!g->strips[sign].sign)
            continue;
        mp left = page;
        for (size_t i = company_start(s, g, sign), end = sign_end(g, sign); i < end; i++)
            if (g->strips[i].signing)
                left -= g->strips[i].before + g->strips[i].height;
        room = left < room ? left : room;
    }
    return room;
}
