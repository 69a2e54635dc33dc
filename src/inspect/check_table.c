// Tables: their cells on a grid, and how header cells are found.
#include "inspect/check.h"

enum { CELLS = 200000, COLUMNS = 2000 };

struct grid {
    const struct subject *s;
    size_t columns, rows;          // of what was filled
    unsigned char *filled;         // columns × rows, 0 free
    size_t width, height, room;    // what was made for it
    bool overlap, gap, out;        // out: too large to be judged
    size_t wrong_row;
    bool ids;                      // some cell names its header cells
    bool scopeless, unknown;       // a header cell without a scope; a cell that names one that is not there
};

static size_t span(const struct grid *g, const struct element *cell, const char *key) {
    const struct value *v = element_attribute(g->s->p, cell, "Table", key);
    return v->kind == KIND_INTEGER && v->integer > 0 && v->integer <= COLUMNS ? (size_t)v->integer : 1;
}

static void each_row(const struct element *table, void (*fn)(const struct element *row, void *user), void *user) {
    for (const struct element *k = table->first; k; k = k->next) {
        if (k->tag == TAG_TR) {
            fn(k, user);
        }
        bool part = k->tag == TAG_THEAD || k->tag == TAG_TBODY || k->tag == TAG_TFOOT;
        for (const struct element *r = part ? k->first : NULL; r; r = r->next) {
            if (r->tag == TAG_TR) {
                fn(r, user);
            }
        }
    }
}

static void measure(const struct element *row, void *user) {
    struct grid *g = user;
    size_t columns = 0;
    g->height++;
    for (const struct element *cell = row->first; cell; cell = cell->next) {
        columns += span(g, cell, "ColSpan");
    }
    g->width += columns;  // more than is needed, but enough whatever spans from above
}

static void place(struct grid *g, size_t row, size_t column, size_t across, size_t down) {
    for (size_t r = row; r < row + down; r++) {
        for (size_t c = column; c < column + across; c++) {
            if (r >= g->height || c >= g->width) {
                g->out |= c >= g->width;
                g->gap |= r >= g->height;  // it hangs out below the last row
                continue;
            }
            g->overlap |= g->filled[r * g->width + c] != 0;
            g->filled[r * g->width + c] = 1;
        }
    }
    g->columns = column + across > g->columns ? column + across : g->columns;
}

static void fill(const struct element *row, void *user) {
    struct grid *g = user;
    size_t column = 0;
    for (const struct element *cell = row->first; cell; cell = cell->next) {
        while (column < g->width && g->filled[g->rows * g->width + column]) {
            column++;
        }
        size_t across = span(g, cell, "ColSpan");
        place(g, g->rows, column, across, span(g, cell, "RowSpan"));
        column += across;
    }
    g->rows++;
}

static void find_gaps(struct grid *g) {
    for (size_t r = 0; r < g->rows; r++) {
        for (size_t c = 0; c < g->columns && c < g->width; c++) {
            g->gap |= !g->filled[r * g->width + c];
        }
    }
}

// The room of the last table is used again where it is enough.
static struct grid lay(const struct subject *s, const struct grid *last) {
    struct grid g = {.s = s};
    each_row(s->element, measure, &g);
    g.width = g.width < COLUMNS ? g.width : COLUMNS;
    if (g.width * g.height > CELLS) {  // as many columns as cells is far too many: the widest row is enough
        g.width = g.height ? CELLS / g.height : 0;
    }
    size_t n = g.width * g.height + 1;
    g.room = n <= last->room ? last->room : n;
    g.filled = n <= last->room ? memset(last->filled, 0, n) : arena_alloc(s->p->arena, n);
    each_row(s->element, fill, &g);
    find_gaps(&g);
    return g;
}

// Both checks of one table look at the same grid.
static const struct grid *grid_of(const struct subject *s) {
    struct examination *x = s->x;
    if (x->grid_of != s->element) {
        x->grid = x->grid ? x->grid : ARENA_NEW(s->p->arena, struct grid);
        *x->grid = lay(s, x->grid);
        x->grid_of = s->element;
    }
    return x->grid;
}

static bool cells_apart(const struct subject *s) {
    return !grid_of(s)->overlap;
}

static bool regular(const struct subject *s) {
    const struct grid *g = grid_of(s);
    return g->out || g->overlap || !g->gap;
}

// --- Header cells

static bool id_there(const struct subject *s, const struct value *id) {
    for (size_t i = 0; id->kind == KIND_STRING && i < s->x->tree->n; i++) {
        const struct value *v = entry_get(s->p, s->x->tree->items[i]->dictionary, "ID");
        if (v->kind == KIND_STRING && v->text.n == id->text.n && memcmp(v->text.p, id->text.p, id->text.n) == 0) {
            return true;
        }
    }
    return false;
}

static void look_at_cells(const struct element *row, void *user) {
    struct grid *g = user;
    for (const struct element *cell = row->first; cell; cell = cell->next) {
        const struct value *headers = element_attribute(g->s->p, cell, "Table", "Headers");
        const struct value *scope = element_attribute(g->s->p, cell, "Table", "Scope");
        g->scopeless |= cell->tag == TAG_TH && scope->kind != KIND_NAME;
        g->ids |= headers->kind == KIND_ARRAY;
        for (size_t i = 0; headers->kind == KIND_ARRAY && i < headers->array.n && i < 100; i++) {
            g->unknown |= !id_there(g->s, array_get(g->s->p, headers, i));
        }
    }
}

static bool headers_found(const struct subject *s) {
    struct grid g = {.s = s};
    each_row(s->element, look_at_cells, &g);
    return g.ids || !g.scopeless;
}

static bool headers_known(const struct subject *s) {
    struct grid g = {.s = s};
    each_row(s->element, look_at_cells, &g);
    return !g.unknown;
}

static const struct check table_checks[] = {
    {"cells-apart", "U 7.2-15", cells_apart},
    {"table-regular", "U 7.2-41 U 7.2-42 U 7.2-43", regular},
    {"header-scope", "U 7.5-1", headers_found},
    {"header-known", "U 7.5-2", headers_known},
};
CHECKS(checks_table, table_checks);
