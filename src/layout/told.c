// What is told of a table: where its words are too wide for their columns, one finding with the widest of them says
// more than a hundred.
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "layout/galley.h"

#define TOLD_MOST 3                // findings of a kind that a table may have

// Takes the findings of `rule` out of those from `first` on; the worst of them in *worst.
static void take_out(struct findings *f, size_t first, const char *rule, struct finding *worst)
{
    size_t kept = first;
    for (size_t i = first; i < f->n; i++) {
        if (strcmp(f->items[i].rule, rule) != 0) {
            f->items[kept++] = f->items[i];
            continue;
        }
        double width = strtod(finding_argument(&f->items[i], "width"), NULL);
        if (!worst->rule || width > strtod(finding_argument(worst, "width"), NULL))
            *worst = f->items[i];
    }
    f->n = kept;
}

static void fold(struct setter *s, const struct box *table, size_t first, const char *rule, const char *many)
{
    struct findings *f = s->findings;
    struct finding worst = {0};
    size_t n = 0;
    for (size_t i = first; i < f->n; i++)
        n += !strcmp(f->items[i].rule, rule);
    if (n <= TOLD_MOST)
        return;
    take_out(f, first, rule, &worst);
    findings_add(f, many, table->node ? xml_place(table->node) : worst.place, "n", arena_printf(s->arena, "%zu", n),
                 "text", finding_argument(&worst, "text"), "width", finding_argument(&worst, "width"), NULL);
}

void told_fold(struct setter *s, const struct box *table, size_t first)
{
    fold(s, table, first, "layout.broken", "layout.broken-many");
    fold(s, table, first, "layout.overfull", "layout.overfull-many");
}
