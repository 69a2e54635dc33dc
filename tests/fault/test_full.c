// Disks that are full or read-only: what was made is whole, the finding says what to do, and the run ends with 3.
// The disk is a small tmpfs in a mount namespace of its own; without the right to make one the tests are skipped.
#include "e2e/e2e.h"

static void on_small_disk(struct e2e *t, const char *commands) {
    if (system("unshare -m sh -c 'mount -t tmpfs -o size=64k tmpfs /mnt' 2>/dev/null") != 0) {
        skip();
    }
    e2e_write(t, "try.sh",
              arena_printf(t->arena,
                           "set -e\nexport NASKAH_SHARE='%s' LANG=C\nunset LC_ALL LC_MESSAGES\n"
                           "mkdir -p disk\nmount -t tmpfs -o size=96k tmpfs disk\nnaskah='%s'\n%s",
                           NASKAH_SOURCE_DIR, NASKAH_BINARY, commands));
    e2e_shell(t, "unshare -m sh try.sh >try.txt 2>&1 || { cat try.txt; false; }");
}

static void test_full_disk(void **state) {
    struct e2e *t = *state;
    on_small_disk(t, "mount -o remount,size=128k disk\n"
                     "status=0; \"$naskah\" jalankan -o disk >out.txt || status=$?\n"
                     "test $status = 3\n"
                     "grep -q 'job.write.full' out.txt\n"
                     "grep -q 'df -h' out.txt\n"
                     "test -z \"$(find disk -name '*.part')\"\n"
                     "for f in $(find disk -name '*.pdf'); do qpdf --check $f >/dev/null; done\n"
                     // With room again the rest is made, and only the rest.
                     "mount -o remount,size=4m disk\n"
                     "\"$naskah\" jalankan -o disk >out.txt || test $? = 1\n"
                     "test $(find disk -name '*.pdf' | wc -l) = 13\n"
                     "! grep -q disisihkan out.txt\n"
                     "! grep -q 'dibuat disk/bappeda/notulen' out.txt\n");
}

static void test_store_on_a_full_disk(void **state) {
    struct e2e *t = *state;
    on_small_disk(t, "head -c 60000 /dev/zero >disk/penuh\n"
                     "status=0; \"$naskah\" jalankan --store disk/naskah.db >out.txt || status=$?\n"
                     "test $status = 3\n"
                     "grep -q '\\[store\\.' out.txt\n"
                     "grep -q '→' out.txt\n");
}

static void test_read_only_disk(void **state) {
    struct e2e *t = *state;
    on_small_disk(t, "mount -o remount,ro disk\n"
                     "status=0; \"$naskah\" jalankan -o disk/output >out.txt || status=$?\n"
                     "test $status = 3\n"
                     "grep -q 'job.write.readonly' out.txt\n"
                     "status=0; \"$naskah\" jalankan --store disk/naskah.db >out.txt || status=$?\n"
                     "test $status = 3\n"
                     "grep -q 'store.open' out.txt\n");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, e2e_setup, e2e_teardown)
    const struct CMUnitTest tests[] = {TEST(test_full_disk), TEST(test_store_on_a_full_disk),
                                       TEST(test_read_only_disk)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
