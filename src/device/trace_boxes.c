// The box tree as text, one line a box, indented by depth.
#include "device/trace.h"
#include "device/trace_write.h"

static void write_boxes(const struct box *first, int depth, struct buf *out);

static void indent(struct buf *out, int depth)
{
    for (int i = 0; i < depth; i++)
        buf_str(out, "  ");
}

static void write_runs(const struct run *runs, size_t n, struct buf *out)
{
    static const char *const fields[] = {[RUN_BREAK] = "br", [RUN_GAP] = "gap", [RUN_TOTAL] = "total",
                                         [RUN_PAGE] = "page", [RUN_PAGE_OF] = "page-of"};
    for (size_t i = 0; i < n; i++) {
        if (runs[i].kind == RUN_TEXT)
            trace_string(out, runs[i].text);
        else
            buf_printf(out, " <%s>", fields[runs[i].kind]);
        if (runs[i].kind == RUN_TEXT && runs[i].type && (runs[i].type->bold || runs[i].type->italic))
            buf_printf(out, "%s%s", runs[i].type->bold ? "b" : "", runs[i].type->italic ? "i" : "");
        if (runs[i].type && runs[i].type->hole)
            buf_str(out, "?");
    }
}

static void write_shape(const struct box *box, struct buf *out)
{
    static const char *const aligns[] = {"left", "right", "center", "justify", "decimal"};
    const struct { const char *name; mp value; } lengths[] = {
        {"left", box->shape.left}, {"right", box->shape.right}, {"first", box->shape.first},
        {"leading", box->shape.leading}, {"before", box->shape.before}, {"after", box->shape.after}};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        if (lengths[i].value)
            trace_named(out, lengths[i].name, lengths[i].value);
    if (box->kind == BOX_PARA)
        buf_printf(out, " %s", aligns[box->shape.align]);
    buf_printf(out, "%s%s", box->shape.keep_next ? " keep-next" : "", box->shape.keep_lines ? " keep-lines" : "");
}

static void write_paragraph(const struct box *box, int depth, struct buf *out)
{
    write_runs(box->para.runs, box->para.n, out);
    for (size_t i = 0; i < box->para.n_labels; i++) {
        buf_char(out, '\n');
        indent(out, depth + 1);
        buf_str(out, "label");
        trace_named(out, "x", box->para.labels[i].x);
        trace_named(out, "w", box->para.labels[i].width);
        write_runs(box->para.labels[i].runs, box->para.labels[i].n, out);
    }
}

static void write_row(const struct row *row, int depth, struct buf *out)
{
    indent(out, depth);
    buf_printf(out, "row%s\n", row->head ? " head" : "");
    for (size_t k = 0; k < row->n; k++) {
        const struct cell *cell = &row->cells[k];
        indent(out, depth + 1);
        buf_printf(out, "cell column=%d", cell->column);
        if (cell->colspan > 1)
            buf_printf(out, " colspan=%d", cell->colspan);
        if (cell->rowspan > 1)
            buf_printf(out, " rowspan=%d", cell->rowspan);
        buf_char(out, '\n');
        write_boxes(cell->first, depth + 2, out);
    }
}

static void write_inside(const struct box *box, int depth, struct buf *out)
{
    if (box->kind == BOX_STACK) {
        write_boxes(box->stack.side, depth + 1, out);
        write_boxes(box->stack.first, depth + 1, out);
    } else if (box->kind == BOX_TABLE) {
        for (size_t r = 0; r < box->table->n_rows; r++)
            write_row(&box->table->rows[r], depth + 1, out);
    }
}

static void write_boxes(const struct box *first, int depth, struct buf *out)
{
    static const char *const kinds[] = {"para", "stack", "table", "space", "rule", "image", "qr", "break"};
    for (const struct box *box = first; box; box = box->next) {
        indent(out, depth);
        buf_printf(out, "%s role=%s", kinds[box->kind], trace_role(box->role));
        if (box->id)
            buf_printf(out, " id=%s", box->id);
        if (box->style)
            buf_printf(out, " style=%s", box->style);
        write_shape(box, out);
        if (box->kind == BOX_PARA)
            write_paragraph(box, depth, out);
        if (box->kind == BOX_SPACE)
            trace_named(out, "height", box->space.natural);
        if (box->kind == BOX_STACK && box->stack.sign)
            buf_printf(out, " sign=%s", box->stack.sign->id ? box->stack.sign->id : "-");
        buf_char(out, '\n');
        write_inside(box, depth, out);
    }
}

void trace_boxes(const struct document *document, struct buf *out)
{
    buf_str(out, "document");
    if (document->id)
        buf_printf(out, " id=%s", document->id);
    trace_string(out, document->title);
    buf_char(out, '\n');
    for (const struct section *section = document->first; section; section = section->next) {
        buf_printf(out, "  section %s", section->name ? section->name : "-");
        trace_named(out, "width", section->paper.width);
        trace_named(out, "height", section->paper.height);
        buf_char(out, '\n');
        write_boxes(section->first, 2, out);
    }
}
