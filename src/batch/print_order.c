// Which documents belong to an occasion, and in which order they are signed.
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "batch/print_set.h"
#include "model/format.h"

static bool lists(const char *list, const char *id) {
    size_t n = id ? strlen(id) : 0;
    for (const char *at = list && n ? strstr(list, id) : NULL; at; at = strstr(at + 1, id)) {
        if ((at == list || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0')) {
            return true;
        }
    }
    return false;
}

static bool same_day(const char *a, const char *b) {
    struct date x, y;
    return a && b && date_parse(a, &x) && date_parse(b, &y) && x.day > 0 && date_compare(x, y) == 0;
}

// The contract that a written document is about, or that a derived one comes from.
static const xmlNode *contract_of(const struct world *w, const struct planned *document) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(w->objects, "kontrak", &n);
    for (size_t i = 0; i < n; i++) {
        if (document->node == all[i] || lists(xml_attr(document->node, "subjek"), xml_attr(all[i], "id"))) {
            return all[i];
        }
    }
    return NULL;
}

bool print_is_of_meeting(const struct world *w, const struct planned *document, const xmlNode *meeting) {
    if (!document->node) {
        return false;
    }
    if (document->node == meeting || lists(xml_attr(document->node, "subjek"), xml_attr(meeting, "id"))) {
        return true;
    }
    const xmlNode *contract = contract_of(w, document);
    const char *day = contract && xml_attr(document->node, "tanggal") ? xml_attr(document->node, "tanggal")
                      : contract                                      ? xml_attr(contract, "tanggal")
                                                                      : NULL;
    return same_day(day, xml_attr(meeting, "tanggal"));
}

struct ranked {
    struct planned document;
    size_t agency;
    const char *date;
};

static int by_rank(const void *a, const void *b) {
    const struct ranked *x = a, *y = b;
    if (x->agency != y->agency) {
        return x->agency < y->agency ? -1 : 1;
    }
    int by_date = strcmp(x->date, y->date);
    return by_date ? by_date : strcmp(x->document.id, y->document.id);
}

void print_sort(const struct world *w, struct arena *arena, struct planned *documents, size_t n) {
    struct ranked *all = ARENA_ARRAY(arena, n + 1, struct ranked);
    size_t n_agencies = 0;
    const xmlNode *const *agencies = objects_all(w->objects, "instansi", &n_agencies);
    for (size_t i = 0; i < n; i++) {
        const char *date = documents[i].node ? xml_attr(documents[i].node, "tanggal") : NULL;
        struct date day;
        all[i].document = documents[i];
        all[i].date = date && date_parse(date, &day)
                          ? arena_printf(arena, "%04d-%02d-%02d", day.year, day.month, day.day)
                          : "";
        for (size_t k = 0; k < n_agencies; k++) {
            const char *id = xml_attr(agencies[k], "id");
            if (id && documents[i].agency && strcmp(id, documents[i].agency) == 0) {
                all[i].agency = k;
            }
        }
    }
    if (n > 1) {
        qsort(all, n, sizeof *all, by_rank);
    }
    for (size_t i = 0; i < n; i++) {
        documents[i] = all[i].document;
    }
}
