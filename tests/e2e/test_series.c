// Own series of numbers: reserved, used, void; never twice, whoever asks at the same moment and whatever is killed.
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "e2e/e2e.h"

#define NOTES "input/catatan/nomor.xml"
#define SERIES(more)                                                                                                   \
    "<data xmlns=\"urn:naskah:1\"><tata id=\"tata-seri\"><seri id=\"sk\" jenis=\"keputusan\" kode=\"100.3.3.2\" "      \
    "unit=\"RIMBA\" lebar=\"3\" pola=\"{kode}/{nomor}/{unit}/{bulan-romawi}/{tahun}\"/></tata>" more "</data>"

static int series_setup(void **state) {
    e2e_setup(state);
    struct e2e *t = *state;
    e2e_write(t, "input/seri.xml", SERIES(""));
    return 0;
}

static const char *text_of(struct e2e *t, const char *pdf) {
    e2e_shell(t, "pdftotext -layout %s page.txt", pdf);
    return e2e_read(t, "page.txt");
}

static void test_a_number_is_reserved_used_and_void(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    e2e_run(t, "nomor");
    assert_says(t, "dari seri sk");
    e2e_run(t, "nomor pesan sk-dinkes");
    assert_status(t, 0);
    assert_says(t, "dipesan sk-dinkes: nomor 100.3.3.2/001/RIMBA/II/2025");
    assert_non_null(strstr(text_of(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf"), "100.3.3.2/001/RIMBA/II/2025"));
    e2e_run(t, "nomor pesan sk-dinkes sk-bappeda --catatan");
    assert_status(t, 0);
    assert_says(t, "dipesan sk-bappeda: nomor 100.3.3.2/002/RIMBA/II/2025");
    assert_null(strstr(t->out, "/003/"));
    e2e_run(t, "nomor batal sk-bappeda");
    assert_status(t, 2);
    e2e_run(t, "nomor batal sk-bappeda --alasan 'salah ketik tanggal'");
    assert_status(t, 0);
    assert_null(strstr(text_of(t, "output/bappeda/sk-bappeda.tanda-tangan.pdf"), "/002/"));
    e2e_run(t, "nomor pesan sk-bappeda");
    assert_says(t, "100.3.3.2/003/RIMBA/II/2025");  // a void number is never given again
    e2e_run(t, "tandai sk-dinkes ttd --tanggal 2025-02-12");
    e2e_run(t, "nomor seri");
    assert_says(t, "sk 2025 1: 100.3.3.2/001/RIMBA/II/2025, dipakai, sk-dinkes");
    assert_says(t, "sk 2025 2: 100.3.3.2/002/RIMBA/II/2025, batal, sk-bappeda — salah ketik tanggal");
    assert_says(t, "1 dipesan, 1 dipakai, 1 batal, 0 lowong.");
    e2e_run(t, "nomor batal sk-dinkes --alasan x");
    assert_status(t, 1);
    assert_says(t, "sudah ditandatangani dengan nomor 100.3.3.2/001");
    e2e_run(t, "nomor isi sk-bappeda 5/2025");
    assert_status(t, 1);
    assert_says(t, "dari seri kantor sendiri");
    // Without the store the notes still know how far numbers went.
    e2e_shell(t, "rm -f naskah.db*");
    e2e_edit(t, "input/sk.xml", "</data>",
             "<naskah id=\"sk-3\" jenis=\"keputusan\" varian=\"kepala-pd\" instansi=\"bappeda\" "
             "penetap=\"bappeda/Kepala Badan\" tanggal=\"2025-03-01\"><tentang>Tiga</tentang></naskah></data>");
    e2e_run(t, "nomor pesan sk-3");
    assert_says(t, "100.3.3.2/004/RIMBA/III/2025");
    e2e_edit(t, "input/sk.xml", "</data>",
             "<naskah id=\"sk-4\" jenis=\"keputusan\" varian=\"kepala-pd\" instansi=\"bappeda\" "
             "penetap=\"bappeda/Kepala Badan\" tanggal=\"2026-01-05\"><tentang>Empat</tentang></naskah></data>");
    e2e_run(t, "nomor pesan sk-4");
    assert_says(t, "100.3.3.2/001/RIMBA/I/2026");  // each year begins anew
}

static void test_what_cannot_be_numbered(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "nomor pesan pk-kk-dinkes");
    assert_status(t, 1);
    assert_says(t, "tidak ada seri nomor sendiri");
    e2e_edit(t, "input/seri.xml", "{unit}", "{unitt}");
    e2e_run(t, "nomor pesan sk-dinkes");
    assert_status(t, 1);
    assert_says(t, "memuat {unitt}, yang tidak dikenal; yang mungkin dimaksud: unit");
    assert_false(e2e_exists(t, NOTES));
}

#define DECREES 5

static void write_decrees(struct e2e *t) {
    struct buf b = buf_new(t->arena);
    buf_str(&b, "<data xmlns=\"urn:naskah:1\">");
    for (int i = 0; i < DECREES; i++) {
        buf_printf(&b, "<naskah id=\"n-%d\" jenis=\"keputusan\" varian=\"kepala-pd\" instansi=\"bappeda\" "
                       "penetap=\"bappeda/Kepala Badan\" tanggal=\"2025-03-01\"><tentang>Nomor %d</tentang></naskah>",
                   i, i);
    }
    buf_str(&b, "</data>");
    e2e_write(t, "input/banyak.xml", buf_text(&b));
}

// Each number from 1 to DECREES stands once in the notes.
static void assert_each_once(struct e2e *t) {
    char *notes = e2e_read(t, NOTES);
    for (int i = 1; i <= DECREES; i++) {
        char *first = strstr(notes, arena_printf(t->arena, "/%03d/", i));
        assert_non_null(first);
        assert_null(strstr(first + 1, arena_printf(t->arena, "/%03d/", i)));
    }
}

static void test_all_at_once(void **state) {
    struct e2e *t = *state;
    write_decrees(t);
    e2e_shell(t, "for i in 0 1 2 3 4; do NASKAH_SHARE='%s' '%s' nomor pesan n-$i -r draf >out$i.txt 2>&1 & done; "
                 "wait", NASKAH_SOURCE_DIR, NASKAH_BINARY);
    assert_each_once(t);
    e2e_run(t, "nomor seri");
    assert_says(t, "5 dipesan, 0 dipakai, 0 batal, 0 lowong.");
}

static long microseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static pid_t start_reserving(struct e2e *t, int document) {
    pid_t pid = fork();
    if (pid == 0) {
        if (chdir(t->folder) != 0 || !freopen("k.txt", "w", stdout) || dup2(1, 2) < 0) {
            _exit(9);
        }
        setenv("NASKAH_SHARE", NASKAH_SOURCE_DIR, 1);
        execl(NASKAH_BINARY, NASKAH_BINARY, "nomor", "pesan", arena_printf(t->arena, "n-%d", document), "-r", "draf",
              (char *)NULL);
        _exit(9);
    }
    return pid;
}

// True when it was killed before it ended by itself.
static bool reserve_for(struct e2e *t, int document, long until) {
    int status = 0;
    pid_t pid = start_reserving(t, document);
    usleep((useconds_t)until);
    kill(pid, SIGKILL);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    // These decrees have holes (1); a number that was noted before the kill is only told (0).
    if (!WIFSIGNALED(status) && WEXITSTATUS(status) > 1) {
        fail_msg("exit %d: %s", WEXITSTATUS(status), e2e_read(t, "k.txt"));
    }
    return WIFSIGNALED(status);
}

// Killed at moments that are spread over its whole run, and begun again: each document has one number, each number one
// document, and none is left over.
static void test_killed_and_begun_again(void **state) {
    struct e2e *t = *state;
    enum { KILLS = 12 };
    write_decrees(t);
    long from = microseconds();
    assert_int_equal(e2e_run(t, "nomor pesan n-0 -r draf"), 1);
    long length = microseconds() - from;
    int killed = 0;
    for (int i = 0; i < KILLS; i++) {
        killed += reserve_for(t, 1 + i % (DECREES - 1), length * (i + 1) / (KILLS + 1));
    }
    assert_true(killed >= 3);
    e2e_run(t, "nomor pesan 'n-*' -r draf --catatan");
    assert_true(t->status <= 1);
    assert_each_once(t);
    assert_null(strstr(e2e_read(t, NOTES), arena_printf(t->arena, "/%03d/", DECREES + 1)));
    e2e_run(t, "nomor seri");
    assert_says(t, "5 dipesan, 0 dipakai, 0 batal, 0 lowong.");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_number_is_reserved_used_and_void, series_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_numbered, series_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_all_at_once, series_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_killed_and_begun_again, series_setup, e2e_teardown),
    };
    return cmocka_run_group_tests_name("own series of numbers", tests, NULL, NULL);
}
