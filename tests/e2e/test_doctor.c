// naskah dokter: each thing that it looks at, once broken. What is wrong is told by its name, with what to do about it.
#include <sys/file.h>

#include "e2e/e2e.h"

static void test_a_good_machine(void **state) {
    struct e2e *t = *state;
    assert_int_equal(e2e_run(t, "dokter"), 0);
    assert_says(t, "versi SQLite: 3.");
    assert_says(t, "huruf Bookman: 4/4");
    assert_says(t, "belum ada; dibuat oleh naskah jalankan");
    assert_false(e2e_says(t, "SALAH"));
    assert_false(e2e_exists(t, "naskah.db"));
    assert_false(e2e_exists(t, "output"));
    e2e_run(t, "jalankan");
    assert_int_equal(e2e_run(t, "doctor --json --lang en"), 0);
    assert_says(t, "\"part\":\"store\",\"name\":\"naskah.db\",\"value\":\"store-whole\",\"good\":true}");
    assert_false(e2e_says(t, "\"good\":false"));
}

// The rights of files hold for root as well once it has given up its powers.
static const char *as_anybody(void) {
    return geteuid() == 0 ? "setpriv --inh-caps=-all --bounding-set=-all" : "env";
}

// naskah dokter on a machine that lacks what `lacks` says (machine_shim.c), in the hands of anybody.
static void ask(struct e2e *t, const char *lacks, const char *share) {
    e2e_shell(t, "status=0; env LANG=C NASKAH_SHARE='%s' ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0"
                 " LD_PRELOAD=./.shim.so %s %s '%s' dokter >out.txt 2>err.txt || status=$?; echo $status >status.txt",
              share ? share : NASKAH_SOURCE_DIR, lacks, as_anybody(), NASKAH_BINARY);
    t->status = atoi(e2e_read(t, "status.txt"));
    t->printed = e2e_read(t, "out.txt");
    t->out = arena_printf(t->arena, "%s%s", t->printed, e2e_read(t, "err.txt"));
}

struct illness {
    const char *breaks, *lacks;        // by the shell; by the shim
    const char *fact, *rule, *remedy;  // what is said of it
    int status;
};

static const struct illness illnesses[] = {
    {"true", "MACHINE_DISK=200000000", "SALAH  sisa disk untuk .: 200.0 MB", "doctor.disk-low", "Kosongkan ruang", 0},
    {"true", "MACHINE_DISK=9000000", "SALAH  sisa disk untuk .: 9.0 MB", "doctor.disk-full", "-o FOLDER", 3},
    {"true", "MACHINE_LACKS=/hyph_id_ID.dic", "SALAH  pemenggalan kata", "layout.hyphenation", "hyphen-id", 0},
    {"true", "MACHINE_SQLITE=3.9.2", "SALAH  versi SQLite: 3.9.2", "doctor.library-old",
     "apt-get install libsqlite3-0", 3},
    {"sed -i s/Demi.otf/Tiada.otf/ share/fonts/fonts.xml", "", "SALAH  huruf Bookman: 3/4", "font.file",
     "Pasang paket Debian fonts-urw-base35", 3},
    {"rm share/templates/offices/default.xml", "", "SALAH  folder bekal: share", "doctor.share-part", "--share FOLDER",
     3},
    {"echo 9.8.7 >share/templates/versi", "", "SALAH  folder bekal: share", "doctor.share-version", "NASKAH_SHARE", 3},
    {"rm share/templates/versi", "", "SALAH  folder bekal: share", "doctor.share-version", "yang tidak diketahui", 3},
    {"sed -i '0,/<section /s//<section pagi=\"\" /' share/templates/documents/piagam.xml", "", "SALAH  templat naskah",
     "template.attribute", "Perbaiki nama atribut itu", 3},
    {"mv input lain", "", "SALAH  masukan: input", "doctor.no-input", "sebutkan masukannya dengan -i", 0},
    {"chmod 0 input/*.xml", "", "SALAH  masukan: input", "doctor.unreadable", "chmod -R u+rX input/", 3},
    {"mkdir input/dalam && chmod 0 input/dalam", "", "SALAH  masukan: input", "doctor.unreadable",
     "chmod -R u+rX input/dalam", 3},
    {"chmod 0 input", "", "SALAH  masukan: input", "doctor.unreadable", "chmod -R u+rX input.", 3},
    {"mkdir -p output/dinkes && chmod 555 output/dinkes", "", "SALAH  folder hasil: output", "doctor.unwritable",
     "ls -ld output/dinkes", 3},
    {"chmod 555 .", "", "SALAH  folder gudang: .", "doctor.unwritable", "--store BERKAS", 3},
    {"echo bukan gudang sama sekali >naskah.db", "", "SALAH  gudang naskah.db: tidak dapat dipakai", "store.damaged",
     "naskah gudang bangun-ulang", 3},
    {"echo ada >naskah.db && chmod 0 naskah.db", "", "SALAH  gudang naskah.db", "store.open", "--store BERKAS", 3},
};

static void test_each_illness(void **state) {
    struct e2e *t = *state;
    for (size_t i = 0; i < sizeof illnesses / sizeof *illnesses; i++) {
        const struct illness *of = &illnesses[i];
        bool share = strstr(of->breaks, "share/") != NULL;
        e2e_shell(t, "chmod -R u+rwX . && rm -rf ./* && cp -r '%s/tests/e2e/dasar' input", NASKAH_SOURCE_DIR);
        if (share) {
            e2e_share(t);
        }
        // What is asked for is printed beside the folder, which may be closed. A name in LD_PRELOAD ends at a space,
        // and the build folder's may have one.
        e2e_shell(t, "cp '%s' .shim.so && touch out.txt err.txt status.txt && %s", MACHINE_SHIM, of->breaks);
        ask(t, of->lacks, share ? "share" : NULL);
        assert_says(t, of->fact);
        assert_says(t, arena_printf(t->arena, "[%s]", of->rule));
        assert_says(t, of->remedy);
        assert_status(t, of->status);
        char *told = strstr(t->printed, of->rule);  // once, and nothing else is wrong
        if (strstr(told + 1, arena_printf(t->arena, "[%s]", of->rule)) && !strstr(of->breaks, "*.xml")) {
            fail_msg("told twice:\n%s", t->out);
        }
    }
    e2e_shell(t, "chmod -R u+rwX .");
}

// Somebody else is at work: that is no illness.
static void test_a_store_in_use(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    int fd = open(file_join(t->arena, t->folder, "naskah.db.lock"), O_RDWR | O_CLOEXEC);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_int_equal(e2e_run(t, "dokter"), 0);
    assert_says(t, "benar  gudang naskah.db: sedang dipakai proses lain");
    close(fd);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_good_machine, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_each_illness, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_a_store_in_use, e2e_setup, e2e_teardown),
    };
    return cmocka_run_group_tests_name("naskah dokter", tests, NULL, NULL);
}
