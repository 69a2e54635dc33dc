// Workers that are taken down in every way; the work of the others goes on.
#include "batch/pool.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

static int open_files(void) {
    int n = 0;
    DIR *d = opendir("/proc/self/fd");
    while (d && readdir(d)) {
        n++;
    }
    closedir(d);
    return n;
}

static bool work(void *context, struct str request, struct buf *reply) {
    const char *word = request.p;
    if (strncmp(word, "segv", 4) == 0) {
        signal(SIGSEGV, SIG_DFL);  // cmocka has a handler of its own
        raise(SIGSEGV);
    } else if (strncmp(word, "assert", 6) == 0) {
        signal(SIGABRT, SIG_DFL);
        abort();
    } else if (strncmp(word, "kill", 4) == 0) {
        raise(SIGKILL);
    } else if (strncmp(word, "exit", 4) == 0) {
        _exit(7);
    } else if (strncmp(word, "sleep", 5) == 0) {
        sleep(60);
    } else if (strncmp(word, "spin", 4) == 0) {
        for (volatile unsigned long i = 0;; i++) {
        }
    } else if (strncmp(word, "room", 4) == 0) {
        void *volatile p = malloc((size_t)512 << 20);
        buf_str(reply, p ? "room" : "none");
        free(p);
        return false;
    } else if (strncmp(word, "wild", 4) == 0) {
        const unsigned char head[16] = {[6] = 1};  // 2^48 bytes follow
        for (int fd = 3; fd < 1024; fd++) {
            send(fd, head, sizeof head, MSG_NOSIGNAL);  // the channel is the only socket
        }
        sleep(60);
    } else if (strncmp(word, "files", 5) == 0) {
        buf_printf(reply, "%d", open_files());
        return true;
    } else if (strncmp(word, "large", 5) == 0) {
        for (int i = 0; i < 1 << 20; i++) {
            buf_str(reply, "0123456789");
        }
        return true;
    }
    buf_printf(reply, "%s:%.*s", (const char *)context, (int)request.n, word);
    return true;
}

static struct pool *pool_within(int workers, int cpu, int wall) {
    struct pool_options o = {.workers = workers, .cpu = cpu, .wall = wall, .memory = (size_t)256 << 20, .work = work,
                             .context = "ya"};
    return pool_new(&o);
}

static struct pool *pool_of(int workers) {
    return pool_within(workers, 1, 2);
}

static struct pool_result ask(struct pool *p, const char *word) {
    struct pool_result r;
    pool_give(p, 5, (struct str){word, strlen(word)});
    assert_true(pool_take(p, &r));
    assert_int_equal(r.tag, 5);
    return r;
}

static void assert_works(struct pool *p) {
    struct pool_result r = ask(p, "satu");
    assert_int_equal(r.end, POOL_DONE);
    assert_int_equal(r.reply.n, 7);
    assert_memory_equal(r.reply.p, "ya:satu", 7);
}

static void test_each_end_costs_one_piece_of_work(void **state) {
    (void)state;
    static const struct {
        const char *word;
        enum pool_end end;
        int signal, status;
    } ends[] = {{"segv", POOL_CRASHED, SIGSEGV, 0}, {"assert", POOL_CRASHED, SIGABRT, 0},
                {"kill", POOL_CRASHED, SIGKILL, 0}, {"exit", POOL_CRASHED, 0, 7},
                {"sleep", POOL_SLOW, SIGKILL, 0},   {"spin", POOL_SLOW, -1, 0}};
    int before = open_files();
    struct pool *p = pool_of(1);
    assert_works(p);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct pool_result r = ask(p, ends[i].word);
        assert_int_equal(r.end, ends[i].end);
        assert_true(r.signal == ends[i].signal || ends[i].signal < 0);
        assert_int_equal(r.status, ends[i].status);
        assert_works(p);
    }
    pool_end(p);
    assert_int_equal(open_files(), before);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);  // nobody is left, dead or alive
}

// Killed by somebody else while it waits: it had nothing in hand yet, so nothing is lost.
static void test_what_was_not_begun_is_given_again(void **state) {
    (void)state;
    struct pool *p = pool_of(1);
    struct pool_result r = ask(p, "satu");
    pid_t first = r.worker;
    assert_int_equal(kill(first, SIGSTOP), 0);
    pool_give(p, 9, (struct str){"dua", 3});
    assert_int_equal(kill(first, SIGKILL), 0);
    assert_true(pool_take(p, &r));
    assert_int_equal(r.end, POOL_DONE);
    assert_int_equal(r.tag, 9);
    assert_int_not_equal(r.worker, first);
    assert_int_equal(r.reply.n, 6);
    assert_memory_equal(r.reply.p, "ya:dua", 6);
    assert_false(pool_take(p, &r));
    r = ask(p, "kill");  // begun: given once only
    assert_int_equal(r.end, POOL_CRASHED);
    pool_end(p);
}

// A length that no reply has: the worker runs wild, and is not listened to.
static void test_a_reply_without_end_is_refused(void **state) {
    (void)state;
    struct pool *p = pool_of(1);
    struct pool_result r = ask(p, "wild");
    assert_int_equal(r.end, POOL_CRASHED);
    assert_works(p);
    pool_end(p);
}

static void test_memory_is_limited(void **state) {
    (void)state;
#ifndef __SANITIZE_ADDRESS__
    struct pool *p = pool_of(1);
    struct pool_result r = ask(p, "room");
    assert_int_equal(r.reply.n, 4);
    assert_memory_equal(r.reply.p, "none", 4);
    assert_works(p);  // by another worker: that one said that it was not fit
    pool_end(p);
#endif
}

static void test_many_at_once(void **state) {
    (void)state;
    enum { ALL = 300 };
    bool seen[ALL] = {false};
    struct pool *p = pool_within(4, 60, 60);  // nobody is slow here, whatever else the machine does
    size_t given = 0, taken = 0;
    struct pool_result r;
    while (taken < ALL) {
        if (given < ALL && pool_idle(p)) {
            char word[32];
            snprintf(word, sizeof word, "%s-%zu", given % 50 == 7 ? "segv" : given % 40 == 3 ? "large" : "n", given);
            pool_give(p, given++, (struct str){word, strlen(word)});
            continue;
        }
        assert_true(pool_take(p, &r));
        assert_false(seen[r.tag]);
        seen[r.tag] = true;
        assert_int_equal(r.end == POOL_DONE, r.tag % 50 != 7);
        assert_true(r.end != POOL_DONE || r.tag % 40 != 3 || r.reply.n == (size_t)10 << 20);
        taken++;
    }
    assert_false(pool_take(p, &r));
    pool_end(p);
    assert_true(pool_peak() > 0);
}

// A worker keeps no file of ours open: not the lock, not the channels of its fellows.
static void test_files_are_not_inherited(void **state) {
    (void)state;
    int kept[20];
    for (int i = 0; i < 20; i++) {
        kept[i] = dup(STDERR_FILENO);
    }
    struct pool *p = pool_of(2);
    for (int i = 0; i < 3; i++) {
        struct pool_result r = ask(p, "files");
        char number[32] = "";
        memcpy(number, r.reply.p, r.reply.n < sizeof number ? r.reply.n : 0);
        assert_in_range(atoi(number), 1, 3 + 1 + 1 + 2);
    }
    pool_end(p);
    for (int i = 0; i < 20; i++) {
        close(kept[i]);
    }
}

static bool is_gone(int process) {
    char stat[64], line[256] = "";
    snprintf(stat, sizeof stat, "/proc/%d/stat", process);
    FILE *f = fopen(stat, "r");
    bool gone = !f || !fgets(line, sizeof line, f) || strstr(line, ") Z") || strstr(line, ") X");
    if (f) {
        fclose(f);
    }
    return gone;
}

static void wait_for_end_of(int process) {
    for (int t = 0; t < 1000 && !is_gone(process); t++) {
        usleep(10000);
    }
    assert_true(is_gone(process));
}

// One that dies while it has nothing to do is replaced before the next piece of work.
static void test_a_worker_dies_idle(void **state) {
    (void)state;
    struct pool *p = pool_of(1);
    assert_works(p);
    struct pool_result r = ask(p, "dua");
    kill(r.worker, SIGKILL);
    wait_for_end_of(r.worker);
    assert_works(p);
    pool_end(p);
}

// When the parent is killed nobody goes on: no worker is left that could write.
static void test_workers_die_with_their_parent(void **state) {
    (void)state;
    int tell[2];
    char byte;
    assert_int_equal(pipe(tell), 0);
    pid_t parent = fork();
    if (parent == 0) {
        struct pool *p = pool_of(2);
        pool_give(p, 0, (struct str){"sleep", 5});
        pool_give(p, 1, (struct str){"sleep", 5});
        close(tell[0]);
        if (write(tell[1], "x", 1) != 1) {
            _exit(1);
        }
        sleep(60);
        _exit(0);
    }
    close(tell[1]);
    assert_int_equal(read(tell[0], &byte, 1), 1);
    char children[64];
    snprintf(children, sizeof children, "/proc/%d/task/%d/children", parent, parent);
    FILE *f = fopen(children, "r");
    int workers[2] = {0, 0};
    assert_int_equal(f ? fscanf(f, "%d %d", &workers[0], &workers[1]) : 0, 2);
    fclose(f);
    kill(parent, SIGKILL);
    waitpid(parent, NULL, 0);
    for (int i = 0; i < 2; i++) {
        wait_for_end_of(workers[i]);
    }
    close(tell[0]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_end_costs_one_piece_of_work),
                                       cmocka_unit_test(test_what_was_not_begun_is_given_again),
        cmocka_unit_test(test_a_reply_without_end_is_refused),
        cmocka_unit_test(test_memory_is_limited),
                                       cmocka_unit_test(test_many_at_once),
                                       cmocka_unit_test(test_files_are_not_inherited),
                                       cmocka_unit_test(test_a_worker_dies_idle),
                                       cmocka_unit_test(test_workers_die_with_their_parent)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
