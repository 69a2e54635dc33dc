// How documents are shared out among workers.
#include <sched.h>
#include <stdlib.h>

#include "cli/commands.h"

// More processors than this wait for the disk and for the one process that writes the store.
enum { MOST_BY_ITSELF = 16, MEMORY_MIB = 1024, SECONDS = 300 };

static int processors(void) {
    cpu_set_t set;
    int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return n > MOST_BY_ITSELF ? MOST_BY_ITSELF : n;
}

// What made the world of this run, for the command that makes one document of it again.
static const char *said(struct session *s) {
    const char *text = "";
    for (size_t i = 0; i < s->options.inputs.n; i++) {
        text = arena_printf(s->arena, "%s -i %s", text, s->options.inputs.items[i]);
    }
    for (size_t i = 0; s->options.command && i < s->options.words.n; i++) {
        bool folders = command_find(s->options.command) == command_find("jalankan");
        text = folders ? arena_printf(s->arena, "%s -i %s", text, s->options.words.items[i]) : text;
    }
    return s->options.store ? arena_printf(s->arena, "%s --store %s", text, s->options.store) : text;
}

void session_workers(struct session *s, struct run_options *o) {
    int memory = s->options.limit_memory ? atoi(s->options.limit_memory) : MEMORY_MIB;
    o->workers = s->options.jobs ? atoi(s->options.jobs) : processors();
    o->limits.memory = (size_t)memory << 20;
    o->limits.seconds = s->options.limit_time ? atoi(s->options.limit_time) : SECONDS;
    o->said = said(s);
}
