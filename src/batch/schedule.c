#include "batch/schedule.h"

#include <errno.h>
#include <stdlib.h>

#include "batch/pool.h"

// So many documents a worker may be ahead of the one that is finished next: what waits is small, its files are staged.
enum { AHEAD = 8 };

enum { OUT_OF_MEMORY = 3 };   // the status of a program that an arena without a guard ended

struct slot {
    struct task task;
    bool back;                // its work is done, or lost
};

struct schedule {
    struct work *run;
    struct pool *pool;        // NULL: the work is done here
    struct task here;         // in a worker: the one that it has in hand
    struct slot *slots;       // a ring
    size_t ahead, n, first, next;   // documents from `first` to before `next` are in hand
    size_t alone;             // so many documents from the beginning on are made with nothing else in hand
    struct arena *scratch;
};

static bool stopped(const struct work *run) {
    return run->options->stop && *run->options->stop;
}

static struct arena *document_arena(const struct work *run) {
    size_t limit = run->options->limits.memory;
    return arena_new(limit ? limit : (size_t)1 << 30);
}

// The operator asked to hear of the first failures before the rest is made.
static bool too_many(struct work *run) {
    struct run_report *report = run->report;
    size_t failures = report->stopped + report->failed, limit = run->options->max_failures;
    if (limit == 0 || failures < limit) {
        return false;
    }
    report->gave_up = true;
    struct arena *arena = run->world->arena;
    findings_add(report->findings, "job.max-failures", (struct place){0}, "jumlah",
                 arena_printf(arena, "%zu", failures), "batas", arena_printf(arena, "%zu", limit), NULL);
    return true;
}

// ---- in a worker ----

// A document that needed too much memory may have left some behind that no arena knows.
static bool work(void *context, struct str request, struct buf *reply) {
    struct schedule *s = context;
    if (!s->here.arena) {
        s->here.arena = document_arena(s->run);
    }
    task_asked(&s->here, s->run, request);
    task_work(s->run, &s->here);
    bool fit = s->here.state != TASK_FULL;
    task_answer(&s->here, reply);
    arena_reset(s->here.arena);
    return fit;
}

// ---- in the parent ----

static struct slot *slot_of(struct schedule *s, size_t i) {
    struct slot *slot = &s->slots[i % s->ahead];
    if (!slot->task.arena) {
        slot->task.arena = document_arena(s->run);
    }
    return slot;
}

static void give_next(struct schedule *s) {
    struct slot *slot = slot_of(s, s->next);
    slot->back = false;
    task_begin(&slot->task, s->run, &s->run->options->documents[s->next]);
    if (task_settled(s->run, &slot->task)) {
        slot->back = true;
        s->next++;
        return;
    }
    task_look(s->run, &slot->task);
    arena_reset(s->scratch);
    struct buf request = buf_new(s->scratch);
    task_ask(&slot->task, s->next, &request);
    pool_give(s->pool, s->next, (struct str){request.p, request.n});
    s->next++;
}

static void lose(struct schedule *s, struct task *task, const struct pool_result *result) {
    task_abandon(s->run, task, result->worker);
    task->state = result->end == POOL_SLOW ? TASK_SLOW : TASK_CRASHED;
    task->signal = result->signal;
    task->status = result->status;
    if (result->status == OUT_OF_MEMORY) {
        task->state = TASK_FULL;
    }
}

static void take_back(struct schedule *s, const struct pool_result *result) {
    struct slot *slot = slot_of(s, result->tag);
    slot->back = true;
    if (result->end == POOL_UNSTARTED) {
        task_work(s->run, &slot->task);  // the machine has no room for another process
    } else if (result->end != POOL_DONE) {
        lose(s, &slot->task, result);
    } else if (!task_answered(&slot->task, s->run, result->reply, result->worker)) {
        pool_dismiss(s->pool, result->worker);  // it runs wild
        lose(s, &slot->task, result);
    }
}

static void tell_progress(const struct schedule *s, size_t i) {
    const struct run_options *o = s->run->options;
    if (o->progress && i < s->n) {
        o->progress(o->context, i, &o->documents[i], s->run->report);
    }
}

// False when it is to be the last.
static bool finish_first(struct schedule *s) {
    task_finish(s->run, &slot_of(s, s->first)->task);
    arena_reset(slot_of(s, s->first)->task.arena);
    s->first++;
    bool more = !s->run->broken && !(s->first < s->n && too_many(s->run));
    if (more && s->first < s->next) {
        tell_progress(s, s->first);
    }
    return more;
}

// What comes back now is not wanted any more.
static void drop_all(struct schedule *s) {
    struct pool_result result;
    while (pool_take(s->pool, &result)) {
        take_back(s, &result);
    }
    for (; s->first < s->next; s->first++) {
        task_abandon(s->run, &slot_of(s, s->first)->task, 0);
    }
}

// Its files could not be staged beside those of the documents after it: a disk is nearly full, say. It is made again
// with nothing else in hand, so that what becomes of it is what would become of it without workers.
static bool wants_room(const struct schedule *s) {
    const struct task *task = &s->slots[s->first % s->ahead].task;
    return task->state == TASK_UNWRITTEN && s->first >= s->alone;
}

static void make_room(struct schedule *s) {
    size_t first = s->first;
    drop_all(s);
    s->first = s->next = first;
    s->alone = first + 1;
}

static void with_workers(struct schedule *s) {
    struct pool_result result;
    for (;;) {
        bool room = s->next < s->n && s->next - s->first < (s->first < s->alone ? 1 : s->ahead);
        if (room && pool_idle(s->pool) && !stopped(s->run)) {
            if (s->first == s->next) {
                tell_progress(s, s->first);
            }
            give_next(s);
        } else if (s->first < s->next && slot_of(s, s->first)->back) {
            if (wants_room(s)) {
                make_room(s);
            } else if (!finish_first(s)) {
                drop_all(s);
                return;
            }
        } else if (pool_take(s->pool, &result)) {
            take_back(s, &result);
        } else {
            s->run->report->interrupted = s->first < s->n || stopped(s->run);
            return;
        }
    }
}

static void one_here(struct work *run, struct task *task, const struct planned *document) {
    task_begin(task, run, document);
    if (!task_settled(run, task)) {
        task_look(run, task);
        task_work(run, task);
    }
    task_finish(run, task);
}

static void without_workers(struct schedule *s) {
    struct work *run = s->run;
    int repeat = run->options->repeat > 0 ? run->options->repeat : 1;
    struct task *task = &slot_of(s, 0)->task;
    for (size_t i = 0; i < s->n && !run->broken && !stopped(run); i++) {
        tell_progress(s, i);
        for (int k = 0; k < repeat && !run->broken && !(k > 0 && stopped(run)); k++) {
            size_t told = spool_mark(run->told);
            one_here(run, task, &run->options->documents[i]);
            if (k > 0 && !run->broken) {
                spool_cut(run->told, told);  // the same again
            }
        }
        if (i + 1 < s->n && too_many(run)) {
            return;
        }
    }
    run->report->interrupted = stopped(run);
}

// Workers are forked warm: what the plan needs has been read, and its faults have been told.
static void read_templates(const struct work *run) {
    for (size_t i = 0; i < run->options->n_documents; i++) {
        world_template(run->world, run->options->documents[i].kind);
    }
}

void schedule(struct work *run) {
    const struct run_options *o = run->options;
    read_templates(run);
    size_t workers = o->workers > 0 && o->repeat <= 1 ? (size_t)o->workers : 0;
    workers = workers < o->n_documents ? workers : o->n_documents;
    struct schedule s = {.run = run, .n = o->n_documents, .ahead = workers ? workers * AHEAD : 1};
    s.slots = ARENA_ARRAY(run->world->arena, s.ahead, struct slot);
    s.scratch = arena_new(0);
    if (workers > 0) {
        // Libraries have memory of their own beside the document's arena.
        struct pool_options pool = {.workers = (int)workers, .memory = 2 * o->limits.memory, .cpu = o->limits.seconds,
                                    .wall = o->limits.seconds, .work = work, .context = &s};
        s.pool = pool_new(&pool);
        with_workers(&s);
        pool_end(s.pool);
    } else {
        without_workers(&s);
    }
    task_told(run);
    for (size_t i = 0; i < s.ahead; i++) {
        arena_free(s.slots[i].task.arena);
    }
    arena_free(s.scratch);
}
