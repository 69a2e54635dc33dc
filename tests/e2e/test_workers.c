// Workers, shards and interruptions: whatever happens to whom, what stands is whole, and one tree is like another.
#include <signal.h>

#include "e2e/e2e.h"

// A region of so many documents, the same each time; a fifth of them are invitations. What is interrupted must last
// long enough to be met in the middle; the rest tells as much with few.
#define FEW 20
#if defined(__SANITIZE_ADDRESS__)
#define MANY FEW
#else
#define MANY 60
#endif

// A region's input/ and what one undisturbed worker makes of it: made once, for all tests.
struct region {
    int documents;
    struct e2e *made;
    const char *tree;
};

static struct region few = {.documents = FEW}, many = {.documents = MANY};

static const char *whole_tree(struct region *r) {
    if (!r->made) {
        r->made = e2e_new();
        e2e_shell(r->made, "mkdir input && awk -v dokumen=%d -v folder=input -f '%s/tests/bench/daerah.awk'",
                  r->documents, NASKAH_SOURCE_DIR);
        e2e_run(r->made, "jalankan -j 1 --catatan");
        assert_true(r->made->status <= 1);
        r->tree = e2e_listing(r->made, "output");
    }
    return r->tree;
}

static int set_up(void **state, struct region *r) {
    struct e2e *t = e2e_new();
    whole_tree(r);
    e2e_shell(t, "cp -r '%s/input' .", r->made->folder);
    *state = t;
    return 0;
}

static int set_up_few(void **state) {
    return set_up(state, &few);
}

static int set_up_many(void **state) {
    return set_up(state, &many);
}

static int close_regions(void **state) {
    (void)state;
    struct region *const regions[] = {&few, &many};
    for (size_t i = 0; i < 2; i++) {
        if (regions[i]->made) {
            e2e_free(regions[i]->made);
        }
    }
    return 0;
}

// Starts a run by the shell and, as soon as it has made something, does `meanwhile` with its process id in $p.
static int while_running(struct e2e *t, const char *words, const char *meanwhile) {
    e2e_write(t, "go.sh",
              arena_printf(t->arena,
                           "export LANG=C NASKAH_SHARE='%s'; unset LC_ALL LC_MESSAGES\n"
                           "'%s' %s >out.txt 2>err.txt & p=$!\n"
                           "while kill -0 $p && ! ls output/*/*.pdf; do sleep 0.01; done >/dev/null 2>&1\n"
                           "%s\nwait $p",
                           NASKAH_SOURCE_DIR, NASKAH_BINARY, words, meanwhile));
    int status = system(arena_printf(t->arena, "cd '%s' && bash go.sh 2>shell.txt", t->folder));
    t->status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    t->out = arena_printf(t->arena, "%s%s", e2e_read(t, "out.txt"), e2e_read(t, "err.txt"));
    return t->status;
}

static void nothing_is_left_behind(struct e2e *t) {
    e2e_shell(t, "test -z \"$(find . -name '*.part' -o -name '*disisihkan*')\"");
}

static void test_one_worker_or_four(void **state) {
    struct e2e *t = *state;
    const char *tree = whole_tree(&few), *printed = few.made->printed;
    static const char *const workers[] = {"0", "4"};
    for (size_t i = 0; i < 2; i++) {
        e2e_run(t, "jalankan --catatan -j %s", workers[i]);
        assert_int_equal(t->status, few.made->status);
        assert_string_equal(e2e_listing(t, "output"), tree);
        assert_string_equal(t->printed, printed);
        nothing_is_left_behind(t);
        e2e_shell(t, "rm -rf output naskah.db*");
    }
    e2e_run(t, "periksa --catatan -j 0");
    printed = t->printed;
    e2e_run(t, "periksa --catatan -j 3");
    assert_string_equal(t->printed, printed);
    assert_int_equal(e2e_run(t, "jalankan -j banyak"), 2);
}

// The kernel's own way out when memory is short: one document is lost, and said to be; the next run makes it.
static void test_a_worker_is_killed(void **state) {
    struct e2e *t = *state;
    const char *tree = whole_tree(&many);
    while_running(t, "jalankan -j 2",
                  "for i in 1 2 3; do w=$(cut -d' ' -f1 /proc/$p/task/$p/children); kill -9 $w; sleep 0.05; done");
    assert_says(t, "[job.crash]");
    assert_says(t, "SIGKILL");
    assert_says(t, "naskah buat ");
    assert_status(t, 1);
    nothing_is_left_behind(t);
    e2e_run(t, "jalankan -j 2");
    assert_false(e2e_says(t, "[job.crash]"));
    assert_string_equal(e2e_listing(t, "output"), tree);
}

static void test_the_parent_is_killed(void **state) {
    struct e2e *t = *state;
    const char *tree = whole_tree(&many);
    while_running(t, "jalankan -j 3", "w=$(cat /proc/$p/task/$p/children); kill -9 $p; echo $w >workers.txt");
    assert_int_equal(t->status, 128 + SIGKILL);
    // Nobody goes on writing, and nobody holds the lock.
    e2e_shell(t, "sleep 0.2; for w in $(cat workers.txt); do"
                 " ! grep -qs '^State:.[RSD]' /proc/$w/status || exit 1; done");
    e2e_run(t, "jalankan -j 2");
    assert_true(t->status <= 1);
    assert_string_equal(e2e_listing(t, "output"), tree);
    nothing_is_left_behind(t);
}

// What is in hand is finished, and what is left is said.
static void polite(struct e2e *t, const char *tree, const char *signal, int number) {
    e2e_shell(t, "rm -rf output naskah.db*");
    while_running(t, "jalankan -j 2", arena_printf(t->arena, "kill -%s $p $(cat /proc/$p/task/$p/children)", signal));
    assert_status(t, 128 + number);
    assert_says(t, "belum dikerjakan");
    assert_false(e2e_says(t, "[job.crash]"));
    nothing_is_left_behind(t);
    e2e_run(t, "jalankan -j 2");
    assert_string_equal(e2e_listing(t, "output"), tree);
}

static void test_signals(void **state) {
    struct e2e *t = *state;
    const char *tree = whole_tree(&many);
    polite(t, tree, "INT", SIGINT);
    polite(t, tree, "TERM", SIGTERM);
}

static void test_limits(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan -j 2 --only 'sk-*' --batas-memori 1");
    assert_status(t, 1);
    assert_true(e2e_says(t, "[job.memory]") || e2e_says(t, "[job.crash]"));
    nothing_is_left_behind(t);
    assert_int_equal(e2e_run(t, "jalankan -j 2 --only 'sk-*'"), 0);
}

// Somebody saves while documents are made: it is told, and those that use the file are made again in the same run.
static void test_an_input_changes_meanwhile(void **state) {
    struct e2e *t = *state;
    while_running(t, "jalankan -j 1", "kill -STOP $p; sed -i 's/Jalan Merdeka Nomor 1,/Jalan Sudirman Nomor 1,/'"
                                      " input/daerah.xml; kill -CONT $p");
    assert_says(t, "[job.input-changed]");
    char *tree = e2e_listing(t, "output");
    e2e_run(t, "jalankan");
    assert_says(t, "Tidak ada yang dibuat");
    e2e_shell(t, "rm -rf output naskah.db*");
    e2e_run(t, "jalankan");
    assert_string_equal(e2e_listing(t, "output"), tree);
}

static void test_a_dry_run_names_what_would_be_imported(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "cp '%s/tests/read/layouts/01-sinovik-nomor.txt' input/kiriman.txt", NASKAH_SOURCE_DIR);
    char *before = e2e_listing(t, "input");
    e2e_run(t, "jalankan --coba");
    assert_says(t, "akan diimpor bila isinya dikenal: input/kiriman.txt");
    assert_false(e2e_says(t, "[read.ignored]"));
    assert_string_equal(e2e_listing(t, "input"), before);
    e2e_run(t, "jalankan --coba --json");
    assert_says(t, "{\"type\":\"import\",\"source\":\"input/kiriman.txt\",\"state\":\"waits\"}");
    e2e_run(t, "jalankan");
    assert_says(t, "diimpor input/kiriman.txt");
    assert_true(e2e_exists(t, "input/impor"));
}

static void test_one_kind_only(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan --jenis undangan");
    assert_status(t, 0);
    e2e_shell(t, "test $(ls output/*/*.draf.pdf | wc -l) = %d && ! ls output/*/*.pdf | grep -v /undangan-",
              FEW / 5);
    assert_int_equal(e2e_run(t, "jalankan --jenis undangn"), 2);
    assert_says(t, "undangan");
}

// Four processes of GNU parallel make the tree that one makes, in one store, and a whole run finds nothing to do.
static void test_shards(void **state) {
    struct e2e *t = *state;
    const char *tree = whole_tree(&few);
    e2e_shell(t,
              "export LANG=C NASKAH_SHARE='%s'; ln -s '%s' naskah; parallel --will-cite -j 4 ./naskah jalankan -j 1 "
              "--shard {}/4 '>' {}.txt '2>&1' ::: 1 2 3 4 >parallel.txt 2>&1; test $? -le 4",
              NASKAH_SOURCE_DIR, NASKAH_BINARY);
    assert_string_equal(e2e_listing(t, "output"), tree);
    for (int i = 1; i <= 4; i++) {
        t->out = e2e_read(t, arena_printf(t->arena, "%d.txt", i));
        assert_says(t, arena_printf(t->arena, "%d naskah:", FEW / 4));
    }
    e2e_run(t, "jalankan");
    assert_says(t, "Tidak ada yang dibuat");
    e2e_run(t, "jalankan --shard 5/4");
    assert_status(t, 2);
    // Each with a store of its own, as on several computers.
    e2e_shell(t, "rm -rf output naskah.db*");
    for (int i = 1; i <= 4; i++) {
        e2e_run(t, "jalankan --shard %d/4 --store %d.db", i, i);
    }
    assert_string_equal(e2e_listing(t, "output"), tree);
    e2e_run(t, "jalankan");
    assert_string_equal(e2e_listing(t, "output"), tree);
    nothing_is_left_behind(t);
}

int main(void) {
#define TEST(name, region) cmocka_unit_test_setup_teardown(name, set_up_##region, e2e_teardown)
    const struct CMUnitTest tests[] = {TEST(test_one_worker_or_four, few),
                                       TEST(test_a_worker_is_killed, many),
                                       TEST(test_the_parent_is_killed, many),
                                       TEST(test_signals, many),
                                       TEST(test_limits, few),
                                       TEST(test_an_input_changes_meanwhile, many),
                                       TEST(test_a_dry_run_names_what_would_be_imported, few),
                                       TEST(test_one_kind_only, few),
                                       TEST(test_shards, few)};
    return cmocka_run_group_tests_name("workers", tests, NULL, close_regions);
}
