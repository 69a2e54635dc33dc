// How the program speaks to whom: to a person on a terminal, to a log, to another program, to the shell.
#include <sys/file.h>

#include "e2e/terminal.h"

// A run that lasts long enough for its progress to be seen, and to be interrupted.
#if defined(__SANITIZE_ADDRESS__)
#define LONG 20
#else
#define LONG 60
#endif

// A region of so many documents.
static struct e2e *region(int documents) {
    struct e2e *t = e2e_new();
    e2e_shell(t, "mkdir input && awk -v dokumen=%d -v folder=input -f '%s/tests/bench/daerah.awk'", documents,
              NASKAH_SOURCE_DIR);
    return t;
}

// ---- on a terminal, and in a log

static void test_colour_is_for_terminals(void **state) {
    struct e2e *t = *state;
    terminal_run(t, "xterm", "", "periksa");
    assert_status(t, 1);
    assert_says(t, "\033[31mgalat\033[0m: ");
    static const char *const plain[][2] = {{"xterm", "NO_COLOR=1"}, {"dumb", ""}, {"", ""}};
    for (size_t i = 0; i < 3; i++) {
        terminal_run(t, plain[i][0], plain[i][1], "jalankan --again");
        assert_says(t, " galat: ");
        assert_false(e2e_says(t, "\033[3"));
        assert_false(e2e_says(t, "\033[1m"));
    }
    terminal_run(t, "xterm", "NO_COLOR=", "periksa");  // empty is as good as unset (no-color.org)
    assert_says(t, "\033[31m");
    assert_int_equal(e2e_run(t, "jalankan --again"), 1);
    assert_false(e2e_says(t, "\033"));
    assert_false(e2e_says(t, "\r"));
}

// The line is written over, says how fast it goes and how long it will take, and is gone at the end.
static void test_progress_is_for_terminals(void **state) {
    (void)state;
    struct e2e *t = region(LONG);
    terminal_run(t, "xterm", "", "jalankan -j 1");
    assert_true(t->status <= 1);
    assert_says(t, "\r\033[K[1/");
    if (e2e_says(t, "Selesai dalam")) {                        // told of runs that took a second
        assert_says(t, " naskah/dtk, sisa 0:00:0");
    }
    const char *last = NULL;
    for (char *p = t->out; (p = strstr(p, "\r\033[K")) != NULL; p++) {
        last = p + strlen("\r\033[K");
    }
    assert_non_null(last);
    assert_int_not_equal(*last, '[');
    e2e_run(t, "jalankan --again -j 1");                       // a log of a short run: nothing but its end
    assert_null(strstr(t->out, "[1/"));
    e2e_run(t, "jalankan --again -j 1 --kabar 1");             // a plain line a second
    if (e2e_says(t, "Selesai dalam 0:00:0") && !e2e_says(t, "Selesai dalam 0:00:01")) {
        assert_says(t, arena_printf(t->arena, "/%d] ", LONG));
        assert_says(t, " naskah/dtk, sisa 0:00:0");
    }
    assert_false(e2e_says(t, "\r"));
    assert_false(e2e_says(t, "\033"));
    e2e_run(t, "jalankan --again -j 1 --json --kabar 1");
    assert_null(strstr(t->out, " naskah/dtk, sisa"));
    e2e_free(t);
}

// ---- the table

static void test_table_of_agencies(void **state) {
    struct e2e *t = *state;
    assert_int_equal(e2e_run(t, "jalankan"), 1);
    assert_says(t, "\nInstansi  dibuat  tetap  galat\n"
                   "Bappeda        2      0      0\n"
                   "Dinkes         2      0      1\n\n5 naskah:");
    e2e_run(t, "jalankan --dry-run --again --lang en");
    assert_says(t, "Agency   would be made  unchanged  stopped\n");
    e2e_run(t, "jalankan --again --json");
    assert_says(t, "{\"type\":\"group\",\"kind\":\"agency\",\"id\":\"dinkes\",\"name\":\"Dinkes\",\"made\":2,"
                   "\"current\":0,\"stopped\":1,\"failed\":0,\"undone\":0}\n{\"type\":\"summary\"");
}

static void test_table_only_where_it_tells_more(void **state) {
    struct e2e *t = *state;
    assert_int_equal(e2e_run(t, "buat sk-dinkes"), 0);         // one document
    assert_false(e2e_says(t, "Instansi "));
    assert_false(e2e_says(t, "Jenis naskah"));
    assert_int_equal(e2e_run(t, "buat sk-bappeda sk-dinkes"), 0);
    assert_says(t, "Instansi ");
    e2e_run(t, "jalankan --only '*dinkes'");                   // one agency: by kind
    assert_says(t, "Jenis naskah        dibuat  tetap  galat\n");
    assert_says(t, "keputusan                0      1      0\n");
    assert_says(t, "perjanjian-kinerja       1      0      0\n");
    e2e_run(t, "jalankan --only '*dinkes'");                   // nothing happened
    assert_false(e2e_says(t, "Jenis naskah"));
}

// Forty agencies: the first lines are those with trouble, the last one holds the rest, and nobody is lost.
static void test_table_is_short(void **state) {
    (void)state;
    struct e2e *t = e2e_new();
    e2e_shell(t, "cp -r '%s/tests/e2e/dasar' input && rm -f input/*.txt", NASKAH_SOURCE_DIR);
    struct buf b = buf_new(t->arena);
    buf_str(&b, "<data xmlns='urn:naskah:1'>\n");
    for (int i = 1; i <= 40; i++) {
        buf_printf(&b, "<instansi id='k%02d' induk='rimba' nama='Kantor Ke-%d' jenis='dinas' kop='kop-dinkes'/>\n"
                       "<kegiatan id='r%02d' jenis='rapat' nama='Rapat %d' instansi='k%02d' tanggal='2025-03-12'/>\n",
                   i, i, i, i, i);
    }
    buf_str(&b, "</data>\n");
    e2e_write(t, "input/kantor.xml", buf_text(&b));
    e2e_run(t, "jalankan --json");
    size_t groups = 0;
    for (char *p = t->printed; (p = strstr(p, "{\"type\":\"group\"")) != NULL; p++) {
        groups++;
    }
    assert_int_equal(groups, 42);
    e2e_run(t, "jalankan --again");
    char *table = strstr(t->printed, "\nInstansi ");
    assert_non_null(table);
    size_t lines = 0, documents = 0, made, current, stopped, others = 0;
    for (char *p = strchr(table + 1, '\n') + 1; *p != '\n'; p = strchr(p, '\n') + 1) {
        char *line = arena_strndup(t->arena, p, strcspn(p, "\n")), *counts = strstr(line, "   ");
        assert_non_null(counts);
        assert_int_equal(sscanf(counts, "%zu %zu %zu", &made, &current, &stopped), 3);
        documents += made + current + stopped;
        others += strstr(line, "23 lainnya") == line;
        lines++;
    }
    assert_int_equal(lines, 20);
    assert_int_equal(others, 1);
    assert_int_equal(documents, 45);
    e2e_free(t);
}

// ---- exit statuses

struct ending {
    int status;
    const char *prepare, *words;
};

// What must be there for each status, by the shell; a signal is sent as soon as something is made.
static const struct ending endings[] = {
    {0, "true", "buat sk-dinkes"},
    {0, "true", "bantuan"},
    {0, "true", "jalankan --only sk-dinkes"},
    {1, "true", "jalankan"},
    {1, "true", "periksa"},
    {1, "true", "gudang periksa"},
    {2, "true", "jalnkan"},
    {2, "true", ""},
    {2, "true", "jalankan --max-failures nol"},
    {2, "true", "buat tidak-ada"},
    {2, "rm -r input", "jalankan"},
    {3, "echo rusak sama sekali >naskah.db", "jalankan"},
    {3, "echo menghalangi >output", "jalankan"},
    {3, "true", "--share tiada jalankan"},
};

static void test_exit_statuses(void **state) {
    struct e2e *t = *state;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const struct ending *of = &endings[i];
        e2e_shell(t, "rm -rf ./* && cp -r '%s/tests/e2e/dasar' input && %s", NASKAH_SOURCE_DIR, of->prepare);
        e2e_run(t, "%s", of->words);
        if (t->status != of->status) {
            fail_msg("%s; naskah %s: exit %d instead of %d\n%s", of->prepare, of->words, t->status, of->status,
                     t->out);
        }
        if (of->status != 2 && strstr(of->words, "jalankan") && !strstr(of->words, "--share")) {
            assert_says(t, arena_printf(t->arena, "Keluar %d: ", of->status));
        }
    }
    e2e_shell(t, "rm -rf ./* && cp -r '%s/tests/e2e/dasar' input", NASKAH_SOURCE_DIR);
    int fd = open(file_join(t->arena, t->folder, "naskah.db.lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_int_equal(e2e_run(t, "jalankan"), 4);
    assert_says(t, "Keluar 4: ");
    close(fd);
}

static void test_exit_statuses_of_signals(void **state) {
    (void)state;
    struct e2e *t = region(LONG);
    static const struct { const char *name; int status; } signals[] = {{"INT", 130}, {"TERM", 143}};
    for (size_t i = 0; i < 2; i++) {
        e2e_shell(t, "rm -rf output naskah.db*");
        e2e_write(t, "go.sh", arena_printf(t->arena, "export LANG=C NASKAH_SHARE='%s'; unset LC_ALL LC_MESSAGES\n"
                                                     "'%s' jalankan -j 1 >out.txt 2>&1 & p=$!\n"
                                                     "while kill -0 $p && ! ls output/*/*.pdf\n"
                                                     "do sleep 0.01; done >/dev/null 2>&1\n"
                                                     "kill -%s $p\nwait $p\necho $? >status.txt",
                                           NASKAH_SOURCE_DIR, NASKAH_BINARY, signals[i].name));
        e2e_shell(t, "bash go.sh 2>shell.txt");
        t->out = e2e_read(t, "out.txt");
        t->status = atoi(e2e_read(t, "status.txt"));
        assert_status(t, signals[i].status);
        assert_says(t, arena_printf(t->arena, "Keluar %d: ", signals[i].status));
        assert_says(t, " belum dikerjakan.");
    }
    e2e_free(t);
}

// naskah(1) and the short help name all of them.
static void test_manual_tells_the_statuses(void **state) {
    struct e2e *t = *state;
    for (size_t language = 0; language < 2; language++) {
        e2e_run(t, "bantuan --man --lang %s", language ? "en" : "id");
        char *from = strstr(t->printed, language ? ".SH EXIT STATUS" : ".SH STATUS KELUAR");
        assert_non_null(from);
        for (int status = 0; status <= 4; status++) {
            from = strstr(from, arena_printf(t->arena, ".TP\n\\fB%d\\fR\n", status));
            assert_non_null(from);
        }
        assert_non_null(strstr(from, "128+"));
        assert_non_null(strstr(from, "130"));
    }
}

// ---- JSON lines

static void test_json_lines(void **state) {
    struct e2e *t = *state;
    static const char *const commands[] = {
        "jalankan", "jalankan --dry-run --explain --again", "jalankan --again --catatan",
        "buat sk-dinkes sk-bappeda", "periksa", "periksa --aturan", "periksa --profil kipp-2023",
        "jelaskan document.open", "profil", "status", "nomor", "nomor isi sk-bappeda 100.3.3.2/0143/2025",
        "tandai sk-dinkes ttd --tanggal 2025-02-12 --oleh Rina", "status", "tindak-lanjut",
        "lapor --tanggal 2026-05-01", "dokter", "gudang periksa", "gudang cadangkan salinan.db",
        "verifikasi output/dinkes/sk-dinkes.arsip.pdf", "verifikasi output",
        "buktikan output/dinkes/sk-dinkes.arsip.pdf", "cetak --only sk-bappeda", "kemas --profil iga-2026",
        "arsipkan", "formulir --untuk semua-instansi --tahun 2026", "impor permohonan.txt", "tahun 2027",
        "mulai baru --contoh", "jalnkan", "buat tidak-ada", "gudang bangun-ulang"};
    e2e_write(t, "permohonan.txt", "Nama Inovasi: Antar \"Obat\" \\ Lansia\nTahapan: Penerapan\n");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        e2e_run(t, "%s --json", commands[i]);
        if (t->status < 0 || t->status > 3) {
            fail_msg("%s: exit %d\n%s", commands[i], t->status, t->out);
        }
        e2e_shell(t, "test ! -s out.txt || cp out.txt events-%02zu.jsonl", i);
    }
    e2e_shell(t, "node '%s/tests/e2e/events.mjs' '%s/templates/manual/json.xml' events-*.jsonl >types.txt ||"
                 " { cat types.txt >&2; false; }", NASKAH_SOURCE_DIR, NASKAH_SOURCE_DIR);
    t->out = e2e_read(t, "types.txt");
    static const char *const types[] = {"fact", "finding", "foreseen", "group", "number", "output", "reason", "rule",
                                        "standing", "state", "store", "summary", "verified", "waiting"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        assert_says(t, types[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_colour_is_for_terminals, e2e_setup, e2e_teardown),
        cmocka_unit_test(test_progress_is_for_terminals),
        cmocka_unit_test_setup_teardown(test_table_of_agencies, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_table_only_where_it_tells_more, e2e_setup, e2e_teardown),
        cmocka_unit_test(test_table_is_short),
        cmocka_unit_test_setup_teardown(test_exit_statuses, e2e_setup, e2e_teardown),
        cmocka_unit_test(test_exit_statuses_of_signals),
        cmocka_unit_test_setup_teardown(test_manual_tells_the_statuses, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_json_lines, e2e_setup, e2e_teardown),
    };
    return cmocka_run_group_tests_name("manners: terminals, logs, tables, statuses, JSON", tests, NULL, NULL);
}
