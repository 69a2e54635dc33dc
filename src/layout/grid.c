#include "layout/galley.h"

static int owner_of(const struct set_table *t, int row, size_t column)
{
    if (row == ROW_CONTINUED)
        return -1;  // one cell across all columns
    return t->owner[(size_t)row * t->table->n_columns + column];
}

static bool line_between(int a, int b)
{
    return a != b || a == 0;
}

static void add_rect(struct setter *s, struct marks *to, mp x, mp y, mp width, mp height)
{
    mark_add(s, to, (struct mark){.kind = MARK_RECT, .artifact = true, .x = x, .y = y, .width = width,
                                  .height = height});
}

// A horizontal line at y, above row `below` and under row `above` (NULL at the ends), in as few rects as may be.
static void draw_level(struct setter *s, const struct set_table *t, const struct row_extent *above,
                       const struct row_extent *below, mp y, struct marks *to)
{
    mp b = t->table->border;
    size_t n = t->table->n_columns, from = n;
    for (size_t c = 0; c <= n; c++) {
        bool line = c < n && (!above || !below || line_between(owner_of(t, above->row, c), owner_of(t, below->row, c)));
        if (line && from == n)
            from = c;
        if (!line && from < n) {
            add_rect(s, to, t->x + t->edges[from] - b / 2, y - b / 2, t->edges[c] - t->edges[from] + b, b);
            from = n;
        }
    }
}

static bool line_left_of(const struct set_table *t, int row, size_t c)
{
    size_t n = t->table->n_columns;
    return c == 0 || c == n || line_between(owner_of(t, row, c - 1), owner_of(t, row, c));
}

static void draw_upright(struct setter *s, const struct set_table *t, const struct row_extent *rows, size_t n,
                         size_t c, struct marks *to)
{
    mp b = t->table->border;
    size_t from = n;
    for (size_t i = 0; i <= n; i++) {
        bool line = i < n && line_left_of(t, rows[i].row, c);
        if (line && from == n)
            from = i;
        if (!line && from < n) {
            mp end = rows[i - 1].y + rows[i - 1].height;
            add_rect(s, to, t->x + t->edges[c] - b / 2, rows[from].y, b, end - rows[from].y);
            from = n;
        }
    }
}

void grid_draw(struct setter *s, const struct set_table *table, const struct row_extent *rows, size_t n,
               struct marks *to)
{
    if (table->table->border <= 0 || n == 0)
        return;
    draw_level(s, table, NULL, &rows[0], rows[0].y, to);
    for (size_t i = 1; i < n; i++)
        draw_level(s, table, &rows[i - 1], &rows[i], rows[i].y, to);
    draw_level(s, table, &rows[n - 1], NULL, rows[n - 1].y + rows[n - 1].height, to);
    for (size_t c = 0; c <= table->table->n_columns; c++)
        draw_upright(s, table, rows, n, c, to);
}
