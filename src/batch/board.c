#include "batch/board.h"

#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "model/resolve.h"
#include "model/vocabulary.h"

const char *board_given(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value && !text_blank(value) ? value : "";
}

// Days of the Gregorian calendar; Fliegel and Van Flandern's count of Julian days.
long board_days(struct date d) {
    long a = (14 - d.month) / 12, y = d.year + 4800 - a, m = d.month + 12 * a - 3;
    return d.day + (153 * m + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400 - 32045;
}

static bool is_one_of(const char *word, const char *const *words) {
    for (; *words; words++) {
        if (strcmp(*words, word) == 0) {
            return true;
        }
    }
    return false;
}

// ---- agencies

static bool is_region(const xmlNode *agency) {
    static const char *const kinds[] = {"provinsi", "kabupaten", "kota", NULL};
    return is_one_of(board_given(agency, "jenis"), kinds);
}

// Kinds that the house rule tanpa-inovasi names owe no innovation of their own: enterprises belong to no count, parts
// are counted with their agency. Nor does an agency that is not there on the day.
static bool owes(const struct board_work *b, const xmlNode *agency) {
    const char *kind = board_given(agency, "jenis");
    const char *free = resolve_setting(b->w->objects, b->w->defaults, board_given(agency, "id"), "tanpa-inovasi");
    return !is_region(agency) && agency_is_there(b->w->objects, agency, b->options->day) &&
           !(free && *kind && vocabulary_lists(free, kind));
}

static const xmlNode *parent_of(const struct board_work *b, const xmlNode *agency) {
    return objects_find(b->w->objects, "instansi", board_given(agency, "induk"));
}

// The names of the agency's people with that role in the latest year that has any.
static const char *people_of(const struct board_work *b, const xmlNode *agency) {
    size_t n;
    const xmlNode *const *all = objects_all(b->w->objects, "penugasan", &n);
    const char *year = "", *id = board_given(agency, "id");
    for (int pass = 0; pass < 2; pass++) {
        struct buf names = buf_new(b->arena);
        for (size_t i = 0; i < n; i++) {
            if (strcmp(board_given(all[i], "instansi"), id) != 0 ||
                strcmp(text_lower(b->arena, board_given(all[i], "peran")), "fasilitator") != 0) {
                continue;
            }
            const char *of = board_given(all[i], "tahun");
            year = strcmp(of, year) > 0 ? of : year;
            const xmlNode *person = objects_find(b->w->objects, "orang", board_given(all[i], "orang"));
            if (pass == 1 && person && strcmp(of, year) == 0) {
                buf_printf(&names, "%s%s", names.n ? "; " : "",
                           format_name(b->arena, board_given(person, "gelar-depan"), board_given(person, "nama"),
                                       board_given(person, "gelar-belakang")));
            }
        }
        if (pass == 1) {
            return buf_text(&names);
        }
    }
    return "";
}

struct board_agency *board_agency_find(const struct board *board, const char *id) {
    for (size_t i = 0; id && i < board->n_agencies; i++) {
        if (strcmp(board->agencies[i].id, id) == 0) {
            return &board->agencies[i];
        }
    }
    return NULL;
}

// The agency that answers for this one: what stands in its place on the day, and of that the topmost below the region.
static struct board_agency *head_of(struct board_work *b, struct board_agency *agency) {
    const xmlNode *node = agency_on(b->w->objects, agency->node, b->options->day);
    struct board_agency *now = board_agency_find(b->board, board_given(node, "id")), *head = now ? now : agency;
    for (int depth = 0; depth < 16 && (node = parent_of(b, node)) != NULL && !is_region(node); depth++) {
        struct board_agency *up = board_agency_find(b->board, board_given(node, "id"));
        head = up ? up : head;
    }
    return head;
}

static void add_region(struct board_work *b, const char *name) {
    const char *all = b->board->regions;
    b->board->regions = *all ? arena_printf(b->arena, "%s, %s", all, name) : name;
}

void board_agencies(struct board_work *b) {
    size_t n;
    const xmlNode *const *all = objects_all(b->w->objects, "instansi", &n);
    struct board *board = b->board;
    board->regions = "";
    board->agencies = ARENA_ARRAY(b->arena, n + 1, struct board_agency);
    for (size_t i = 0; i < n; i++) {
        if (is_region(all[i])) {
            if (strcmp(board_given(all[i], "jenis"), "provinsi") != 0) {
                add_region(b, board_given(all[i], "nama"));
            }
            continue;
        }
        const xmlNode *up = parent_of(b, all[i]);
        while (up && !is_region(up) && parent_of(b, up) != up) {
            up = parent_of(b, up);
        }
        board->agencies[board->n_agencies++] = (struct board_agency){
            .node = all[i],
            .id = board_given(all[i], "id"),
            .name = board_given(all[i], "nama"),
            .short_name = board_given(all[i], "singkatan"),
            .region = up && is_region(up) ? board_given(up, "nama") : "",
            .facilitators = people_of(b, all[i])};
    }
    for (size_t i = 0; i < board->n_agencies; i++) {
        struct board_agency *a = &board->agencies[i];
        a->head = head_of(b, a);
        a->counts = a->head == a && owes(b, a->node);
    }
}

static void count_coverage(struct board *board) {
    for (size_t i = 0; i < board->n_agencies; i++) {
        board->owing += board->agencies[i].counts;
        board->covered += board->agencies[i].counts && board->agencies[i].innovations > 0;
    }
}

// ---- innovations

static int by_id(const void *a, const void *b) {
    const struct board_innovation *x = a, *y = b;
    return strcmp(x->id, y->id);
}

struct board_innovation *board_innovation_find(const struct board *board, const char *id) {
    struct board_innovation key = {.id = id ? id : ""};
    return bsearch(&key, board->innovations, board->n_innovations, sizeof key, by_id);
}

static int year_of(const char *date) {
    struct date d;
    return date_parse(date, &d) ? d.year : 0;
}

static int earlier(int a, int b) {
    return a == 0 ? b : b == 0 ? a : a < b ? a : b;
}

// The furthest step that somebody dated not later than the board's day; else what the stage says.
static void find_step(struct board_work *b, struct board_innovation *one, const xmlNode *stage) {
    static const char *const names[] = {"", "drum-up", "diagnose", "design", "delivery", "display"};
    for (int s = STEP_DRUM_UP; s < BOARD_STEPS; s++) {
        struct date d;
        const char *date = board_given(stage, names[s]);
        if (*date && date_parse(date, &d) && date_compare(d, b->options->day) <= 0) {
            one->step = s;
        }
        one->year = earlier(one->year, year_of(date));
    }
    if (one->step == STEP_UNKNOWN && *one->stage) {
        one->step = strcmp(one->stage, "Inisiatif") == 0 ? STEP_DRUM_UP : STEP_DELIVERY;
        one->step_derived = true;
    }
}

static void count_innovation(struct board_innovation *one) {
    struct board_agency *own = one->agency, *head = own ? (struct board_agency *)own->head : NULL;
    if (own) {
        own->innovations++;
    }
    if (head && head != own) {
        head->innovations++;
    }
}

void board_innovations(struct board_work *b) {
    size_t n;
    const xmlNode *const *all = objects_all(b->w->objects, "inovasi", &n);
    struct board *board = b->board;
    board->innovations = ARENA_ARRAY(b->arena, n + 1, struct board_innovation);
    for (size_t i = 0; i < n; i++) {
        const xmlNode *stage = xml_child(all[i], "tahapan");
        struct board_innovation *one = &board->innovations[board->n_innovations++];
        *one = (struct board_innovation){.node = all[i],
                                         .id = board_given(all[i], "id"),
                                         .name = board_given(all[i], "nama"),
                                         .agency = board_agency_find(board, board_given(all[i], "instansi")),
                                         .stage = stage ? text_collapse(b->arena, xml_text(b->arena, stage)) : ""};
        one->year = earlier(year_of(board_given(stage, "uji-coba")), year_of(board_given(stage, "penerapan")));
        for (const xmlNode *u = xml_child(all[i], "usulan"); u; u = xml_next(u, "usulan")) {
            one->year = earlier(one->year, year_of(board_given(u, "tanggal-mulai")));
        }
        find_step(b, one, stage);
        count_innovation(one);
    }
    qsort(board->innovations, board->n_innovations, sizeof *board->innovations, by_id);
    count_coverage(board);
}

// ---- all of it

struct board *board_collect(const struct world *w, struct store *store, const struct planned *plan, size_t n,
                            const struct board_options *options, struct findings *findings) {
    struct board_work b = {.w = w, .arena = w->arena, .store = store, .plan = plan, .n_plan = n, .options = options,
                           .board = ARENA_NEW(w->arena, struct board), .findings = findings};
    b.board->version = w->version;
    b.board->day = options->day;
    board_agencies(&b);
    board_innovations(&b);
    board_documents(&b);
    board_contests(&b);
    board_measure(&b);
    board_maturity(&b);
    b.board->interrupted = options->stop && *options->stop;
    return b.board;
}
