// Runs the program on a terminal of its own, as a person sees it.
#ifndef NASKAH_TESTS_TERMINAL_H
#define NASKAH_TESTS_TERMINAL_H

#include <pty.h>
#include <unistd.h>

#include "e2e/e2e.h"

// `naskah WORDS…` by the shell, in the working folder, with standard output and standard error on a terminal of the
// kind `term`; `variables` ("NO_COLOR=1") are set before. What it wrote is t->printed and t->out, line ends as
// terminals have them ("\r\n").
static inline int terminal_run(struct e2e *t, const char *term, const char *variables, const char *words) {
    int master = -1;
    char *command = arena_printf(t->arena, "cd '%s' && unset LC_ALL LC_MESSAGES NO_COLOR; exec env LANG=C TERM='%s' %s"
                                           " NASKAH_SHARE='%s' '%s' %s", t->folder, term, variables, NASKAH_SOURCE_DIR,
                                 NASKAH_BINARY, words);
    pid_t child = forkpty(&master, NULL, NULL, NULL);
    assert_true(child >= 0);
    if (child == 0) {
        execl("/bin/sh", "sh", "-c", command, NULL);
        _exit(127);
    }
    struct buf seen = buf_new(t->arena);
    char piece[4096];
    for (ssize_t n; (n = read(master, piece, sizeof piece)) > 0 || (n < 0 && errno == EINTR);) {
        if (n > 0) {
            buf_add(&seen, piece, (size_t)n);
        }
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    close(master);
    t->status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    t->printed = t->out = arena_strdup(t->arena, buf_text(&seen));
    return t->status;
}

#endif
