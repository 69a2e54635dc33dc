// Runs: what is made, what is not, and what is made again (DESIGN §4.13, §4.14).
#include "e2e/e2e.h"

#define ALL "notulen-rdr-3 pk-kk-dinkes proposal-antar-obat-iga sk-bappeda sk-dinkes"

// The set as the first run leaves it: made once, and each test begins with a copy of it.
static struct e2e *made;

static int after_first_run(void **state) {
    if (!made) {
        e2e_setup((void **)&made);
        e2e_run(made, "jalankan");
        assert_string_equal(e2e_made(made), ALL);
    }
    struct e2e *t = e2e_new();
    e2e_shell(t, "cp -a '%s'/. .", made->folder);
    t->out = made->out;
    *state = t;
    return 0;
}

static int close_made(void **state) {
    (void)state;
    if (made) {
        e2e_free(made);
    }
    return 0;
}

// What is in the set: four documents without errors, one that lacks required sections.
static void test_first_run(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    assert_status(t, 1);
    assert_string_equal(e2e_made(t), ALL);
    assert_true(e2e_exists(t, "output/dinkes/sk-dinkes.draf.pdf"));
    assert_true(e2e_exists(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf"));
    assert_true(e2e_exists(t, "output/dinkes/proposal-antar-obat-iga.draf.pdf"));
    assert_false(e2e_exists(t, "output/dinkes/proposal-antar-obat-iga.tanda-tangan.pdf"));
    assert_says(t, "Keluar 1");
}

static void test_second_run_makes_nothing(void **state) {
    struct e2e *t = *state;
    char *before = e2e_listing(t, "output"), *said = strdup(strstr(t->out, "Temuan:"));
    e2e_run(t, "jalankan");
    assert_status(t, 1);
    assert_string_equal(e2e_made(t), "");
    assert_says(t, "Tidak ada yang dibuat");
    assert_string_equal(e2e_listing(t, "output"), before);
    // The findings of unchanged documents are told again.
    said[strcspn(said, "\n")] = '\0';
    assert_says(t, said);
    assert_says(t, "[isian.hilang]");
    free(said);
}

// `file` is edited; or `command` is run in the working folder.
struct change {
    const char *name, *file, *from, *to, *command, *made;
};

static void make_change(struct e2e *t, const struct change *c) {
    if (c->file) {
        e2e_edit(t, c->file, c->from, c->to);
    } else {
        e2e_shell(t, "%s", c->command);
    }
}

// What touches no document: all of it at once, since no change takes another back.
static const struct change idle[] = {
    {"only a time", NULL, NULL, NULL, "touch -d 2001-01-01 input/*.xml share/templates/*/*.xml share/fonts/*", ""},
    {"white space between attributes", "input/sk.xml", "jenis=\"keputusan\" varian", "jenis=\"keputusan\"\n   varian",
     NULL, ""},
    {"a comment above everything", "input/sk.xml", "<data", "<!-- baru -->\n<data", NULL, ""},
    {"a rank that nobody prints", "input/daerah.xml", "golongan=\"III/b\"",
     "golongan=\"III/b\" nama=\"Penata Muda Tingkat I\"", NULL, ""},
    {"a comment in a part", "share/templates/parts/lampiran-keputusan.xml", "<library", "<!-- baru --><library", NULL,
     ""},
    {"another profile", "share/templates/profiles/sinovik-unpsa.xml", "judul=\"", "judul=\"Format ", NULL, ""},
    {"a face that nobody asks for", "share/fonts/fonts.xml", "LiberationSerif-Italic.", "LiberationSans-Italic.", NULL,
     ""},
};

// Each change remakes exactly the documents concerned.
static const struct change changes[] = {
    {"a field of one decree", "input/sk.xml", "setiap hari Rabu", "setiap hari Kamis", NULL, "sk-bappeda"},
    {"a name that two documents speak of", "input/daerah.xml", "Lestari Wulandari", "Lestari Wulansari", NULL,
     "pk-kk-dinkes proposal-antar-obat-iga sk-dinkes"},
    {"an address in one letterhead", "input/daerah.xml", "Jalan Sehat Nomor 9", "Jalan Sehat Nomor 10", NULL,
     "pk-kk-dinkes sk-dinkes"},
    {"a word of one template", "share/templates/documents/notulen.xml", "Pimpinan", "Pemimpin", NULL, "notulen-rdr-3"},
    {"a word of a part", "share/templates/parts/lampiran-keputusan.xml", ">LAMPIRAN<", ">ANAK LAMPIRAN<", NULL,
     "sk-bappeda sk-dinkes"},
    {"a profile", "share/templates/profiles/iga.xml", "label=\"Tujuan Inovasi\"", "label=\"Tujuan dari Inovasi\"", NULL,
     "proposal-antar-obat-iga"},
    {"the mark of drafts", "share/templates/messages/id.xml", "KONSEP", "RANCANGAN", NULL, ALL},
    {"the face of decrees", "share/fonts/fonts.xml", "URWBookman-Light.", "C059-Roman.", NULL, "sk-bappeda sk-dinkes"},
    {"a house rule", "share/templates/offices/default.xml", "spasi-notulen=\"1.15\"", "spasi-notulen=\"1.2\"", NULL,
     "notulen-rdr-3"},
    {"an output removed", NULL, NULL, NULL, "rm output/dinkes/sk-dinkes.draf.pdf", "sk-dinkes"},
    {"a folder of outputs removed", NULL, NULL, NULL, "rm -r output/bappeda", "notulen-rdr-3 sk-bappeda"},
    {"an output cut", NULL, NULL, NULL, "truncate -s 1000 output/bappeda/sk-bappeda.tanda-tangan.pdf", "sk-bappeda"},
    {"a new document", NULL, NULL, NULL,
     "sed 's/sk-bappeda/sk-baru/; /<tim/,/<\\/tim>/d; /sk-dinkes/,/<\\/naskah>/d' input/sk.xml >input/baru.xml",
     "sk-baru"},
};

// The set, its outputs and a share/ of its own, as they were before a change.
static void keep_first(struct e2e *t) {
    e2e_share(t);
    e2e_run(t, "jalankan");
    assert_string_equal(e2e_made(t), ALL);
    e2e_shell(t, "mkdir first && cp -a input share output naskah.db first");
}

static void put_back(struct e2e *t, const struct change *last) {
    e2e_shell(t, "rm -rf input output naskah.db* && cp -a first/input first/output first/naskah.db .");
    if (last && last->file) {
        e2e_shell(t, "cp -p 'first/%s' '%s'", last->file, last->file);
    }
}

static void test_what_changes_nothing(void **state) {
    struct e2e *t = *state;
    keep_first(t);
    for (size_t i = 0; i < sizeof idle / sizeof *idle; i++) {
        make_change(t, &idle[i]);
    }
    e2e_run(t, "jalankan");
    assert_string_equal(e2e_made(t), "");
    e2e_shell(t, "rm naskah.db");
    e2e_run(t, "jalankan");
    assert_string_equal(e2e_made(t), "");
}

static void test_changes(void **state) {
    struct e2e *t = *state;
    keep_first(t);
    int wrong = 0;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        const struct change *c = &changes[i];
        put_back(t, i ? &changes[i - 1] : NULL);
        make_change(t, c);
        e2e_run(t, "jalankan");
        if (strcmp(e2e_made(t), c->made) != 0) {
            fprintf(stderr, "%s: made «%s» instead of «%s»\n", c->name, e2e_made(t), c->made);
            wrong++;
        }
        e2e_run(t, "jalankan");
        if (!e2e_says(t, "Tidak ada yang dibuat")) {
            fprintf(stderr, "%s: the run after it made «%s»\n", c->name, e2e_made(t));
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

// What may change a document is looked at again, even when in the end every byte is the same.
static const struct change checks[] = {
    {"a limit of a profile", "share/templates/profiles/iga.xml", "nilai=\"300\"", "nilai=\"301\"", NULL,
     "proposal-antar-obat-iga"},
    {"a rule for all documents", "share/templates/profiles/umum.xml", "pola=\"^x{2,}$\"", "pola=\"^x{3,}$\"", NULL,
     ALL},
    {"a severity", "share/templates/messages/rules.xml", "\"isian.kata-ambang\" severity=\"warning\"",
     "\"isian.kata-ambang\" severity=\"error\"", NULL, ALL},
    {"an exception of hyphenation", "share/templates/hyphenation/id.xml", "</", "<!-- baru --></", NULL, ALL},
};

// Ids of the documents that the last run with --json found the same after it had set them again.
static char *found_same(struct e2e *t) {
    struct buf b = buf_new(t->arena);
    for (char *line = strtok(t->printed, "\n"); line; line = strtok(NULL, "\n")) {
        char *id = strstr(line, "\"document\":\"");
        if (!id || !strstr(line, "\"same\":true")) {
            continue;
        }
        id += strlen("\"document\":\"");
        id = arena_strndup(t->arena, id, strcspn(id, "\""));
        if (!strstr(buf_text(&b), id)) {
            buf_printf(&b, "%s%s", b.n ? " " : "", id);
        }
    }
    return arena_strdup(t->arena, buf_text(&b));
}

static void test_checked_again(void **state) {
    struct e2e *t = *state;
    keep_first(t);
    int wrong = 0;
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        const struct change *c = &checks[i];
        put_back(t, i ? &checks[i - 1] : NULL);
        e2e_edit(t, c->file, c->from, c->to);
        e2e_run(t, "jalankan --json");
        char *same = found_same(t);
        if (strcmp(same, c->made) != 0) {
            fprintf(stderr, "%s: set again «%s» instead of «%s»\n", c->name, same, c->made);
            wrong++;
        }
        e2e_run(t, "jalankan --json");
        wrong += found_same(t)[0] != '\0';
    }
    assert_int_equal(wrong, 0);
}

// Where and under what circumstances a run happens is in no byte of its outputs.
static void test_same_bytes_anywhere(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "cp -r input lain");
    e2e_run(t, "jalankan");
    assert_string_equal(e2e_made(t), ALL);
    e2e_shell(t, "mkdir 'sub folder' && cp -r input 'sub folder/data' && cd 'sub folder' && umask 077 && "
                 "{ TZ=Asia/Jayapura LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 NASKAH_SHARE='%s' '%s' jalankan data -o ../o2 "
                 "--store s.db >/dev/null; test $? = 1; }", NASKAH_SOURCE_DIR, NASKAH_BINARY);
    e2e_shell(
        t,
        "cd / && { TZ=America/Lima SOURCE_DATE_EPOCH=1 NASKAH_SHARE='%s' '%s' jalankan '%s/lain' -o '%s/o3' --store "
        "'%s/s3.db' >/dev/null; test $? = 1; }",
        NASKAH_SOURCE_DIR, NASKAH_BINARY, t->folder, t->folder, t->folder);
    char *first = e2e_listing(t, "output");
    assert_string_equal(e2e_listing(t, "o2"), first);
    assert_string_equal(e2e_listing(t, "o3"), first);
}

// A document alone is the same as among others.
static void test_same_bytes_alone(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "buat sk-dinkes -o alone --store alone.db");
    assert_status(t, 0);
    e2e_shell(t, "cmp alone/dinkes/sk-dinkes.draf.pdf output/dinkes/sk-dinkes.draf.pdf");
    e2e_shell(t, "for f in tanda-tangan.pdf tanda-tangan.json arsip.pdf; do "
                 "cmp alone/dinkes/sk-dinkes.$f output/dinkes/sk-dinkes.$f || exit 1; done");
    e2e_run(t, "buat 'sk-*' --ulang");
    assert_string_equal(e2e_made(t), "sk-bappeda sk-dinkes");
    e2e_shell(t, "cmp alone/dinkes/sk-dinkes.draf.pdf output/dinkes/sk-dinkes.draf.pdf");
}

// What a person wrote over an output is set aside, never lost, and told.
static void test_touched_output_is_set_aside(void **state) {
    struct e2e *t = *state;
    const char *path = "output/dinkes/sk-dinkes.tanda-tangan.pdf";
    char *before = e2e_listing(t, "output");
    e2e_write(t, path, "ditandatangani dan dipindai");
    e2e_run(t, "jalankan");
    assert_says(t, "[job.touched]");
    assert_string_equal(e2e_made(t), "sk-dinkes");
    e2e_shell(t, "grep -q 'ditandatangani dan dipindai' output/dinkes/sk-dinkes.tanda-tangan.disisihkan-????????.pdf");
    e2e_shell(t, "rm output/dinkes/*disisihkan*");
    assert_string_equal(e2e_listing(t, "output"), before);
}

// Errors that come later withdraw our own copy for signing; what a person made of it stays.
static void test_withdrawn(void **state) {
    struct e2e *t = *state;
    e2e_edit(t, "input/sk.xml", "orang=\"rina\"", "orang=\"riana\"");
    e2e_run(t, "jalankan");
    assert_status(t, 1);
    assert_says(t, "[job.withdrawn]");
    assert_false(e2e_exists(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf"));
    assert_true(e2e_exists(t, "output/dinkes/sk-dinkes.draf.pdf"));
    assert_true(e2e_exists(t, "output/bappeda/sk-bappeda.tanda-tangan.pdf"));
    e2e_run(t, "jalankan");
    assert_says(t, "Tidak ada yang dibuat");
    assert_false(e2e_says(t, "[job.withdrawn]"));
    e2e_edit(t, "input/sk.xml", "orang=\"riana\"", "orang=\"rina\"");
    e2e_run(t, "jalankan");
    assert_string_equal(e2e_made(t), "sk-dinkes");
    assert_true(e2e_exists(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf"));
}

// People's file is cut: what was made earlier is kept, told in each run, and found up to date when the file is back.
static void test_kept_while_a_file_is_unreadable(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "{ sed '/<orang/,$d' input/daerah.xml; echo '</data>'; } >input/a.xml && "
                 "{ echo '<data xmlns=\"urn:naskah:1\">'; sed -n '/<orang/,$p' input/daerah.xml; } >input/orang.xml && "
                 "mv input/a.xml input/daerah.xml");
    e2e_run(t, "jalankan");
    assert_string_equal(e2e_made(t), ALL);
    e2e_shell(t, "cp -r output first && cp input/orang.xml . && sed -i '$d' input/orang.xml");
    for (int again = 0; again < 2; again++) {
        e2e_run(t, "jalankan");
        assert_status(t, 1);
        assert_says(t, "[object.unchecked]");
        assert_says(t, "Belum diisi: nama anggota tim (2 kali). [template.holes]");  // one finding for both rows
        assert_false(e2e_says(t, "[template.hole]"));
        assert_says(t, "sk-dinkes.tanda-tangan.pdf: peringatan: ");
        assert_says(t, "[job.kept]");
        assert_false(e2e_says(t, "[job.withdrawn]"));
        e2e_shell(t, "for f in first/*/*tanda-tangan.pdf; do cmp $f output/${f#first/} || exit 1; done");
    }
    // A document that has an error of its own besides is withdrawn all the same.
    e2e_edit(t, "input/sk.xml", "subjek=\"tim-dinkes\"", "subjek=\"tim-dinkes\" varian=\"x\"");
    e2e_edit(t, "input/sk.xml", "varian=\"kepala-pd\" subjek", "subjek");
    e2e_run(t, "jalankan");
    assert_says(t, "[job.withdrawn]");
    assert_false(e2e_exists(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf"));
    assert_true(e2e_exists(t, "output/bappeda/sk-bappeda.tanda-tangan.pdf"));
    e2e_edit(t, "input/sk.xml", "varian=\"x\"", "varian=\"kepala-pd\"");
    e2e_shell(t, "cp orang.xml input");
    e2e_run(t, "jalankan");
    assert_string_equal(e2e_made(t), ALL);  // drafts, and the one that was withdrawn
    e2e_shell(t, "diff -r first output");
    assert_false(e2e_says(t, "[job.kept]"));
}

static void test_withdrawn_but_touched(void **state) {
    struct e2e *t = *state;
    e2e_write(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf", "ditandatangani");
    e2e_edit(t, "input/sk.xml", "orang=\"rina\"", "orang=\"riana\"");
    e2e_run(t, "jalankan");
    assert_false(e2e_exists(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf"));
    e2e_shell(t, "grep -q ditandatangani output/dinkes/sk-dinkes.tanda-tangan.disisihkan-????????.pdf");
}

// Without the store nobody knows whose a file is: it is kept when it would be lost.
static void test_unknown_output_is_kept(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "rm naskah.db && cp output/bappeda/sk-bappeda.draf.pdf old.pdf");
    e2e_edit(t, "input/sk.xml", "setiap hari Rabu", "setiap hari Kamis");
    e2e_run(t, "jalankan");
    assert_string_equal(e2e_made(t), "sk-bappeda");
    e2e_shell(t, "cmp old.pdf output/bappeda/sk-bappeda.draf.disisihkan-????????.pdf");
}

// Places in findings are those of the file as it is now, though nothing is made again.
static void test_places_move_with_the_input(void **state) {
    struct e2e *t = *state;
    assert_says(t, "input/inovasi.xml:7:5: galat");
    e2e_edit(t, "input/inovasi.xml", "<data", "\n\n<data");
    e2e_run(t, "jalankan");
    assert_says(t, "Tidak ada yang dibuat");
    assert_says(t, "input/inovasi.xml:9:5: galat");
    assert_false(e2e_says(t, "input/inovasi.xml:7:5: galat"));
    e2e_run(t, "jalankan");
    assert_says(t, "input/inovasi.xml:9:5: galat");
}

static void test_document_that_is_gone(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "rm input/kontrak.xml");
    e2e_run(t, "jalankan --catatan");
    assert_says(t, "[job.orphan]");
    assert_true(e2e_exists(t, "output/dinkes/pk-kk-dinkes.draf.pdf"));
    e2e_shell(t, "rm output/dinkes/pk-kk-dinkes.*");
    e2e_run(t, "jalankan --catatan");
    assert_false(e2e_says(t, "[job.orphan]"));
}

// A broken file says nothing about the documents that stood in it: their outputs are not called leftovers.
static void test_broken_file_makes_no_orphans(void **state) {
    struct e2e *t = *state;
    e2e_write(t, "input/kontrak.xml", "<data");
    e2e_run(t, "jalankan --catatan");
    assert_status(t, 1);
    assert_false(e2e_says(t, "[job.orphan]"));
    assert_true(e2e_exists(t, "output/dinkes/pk-kk-dinkes.tanda-tangan.pdf"));
}

static void test_moves_with_its_agency(void **state) {
    struct e2e *t = *state;
    e2e_edit(t, "input/kegiatan.xml", "instansi=\"bappeda\" tanggal", "instansi=\"dinkes\" tanggal");
    e2e_run(t, "jalankan");
    assert_true(e2e_exists(t, "output/dinkes/notulen-rdr-3.draf.pdf"));
    assert_false(e2e_exists(t, "output/bappeda/notulen-rdr-3.draf.pdf"));
}

// A run is about its documents: a template that none of them uses is told by those who look at templates.
static void test_a_template_that_nobody_uses(void **state) {
    struct e2e *t = *state;
    e2e_share(t);
    e2e_edit(t, "share/templates/documents/piagam.xml", "<section page=", "<section pagi=");
    e2e_run(t, "jalankan");
    assert_false(e2e_says(t, "pagi"));
    assert_string_equal(e2e_made(t), ALL);
    e2e_run(t, "templat periksa");
    assert_int_equal(t->status, 1);
    assert_says(t, "[template.attribute]");
    e2e_edit(t, "share/templates/documents/notulen.xml", "<section page=", "<section pagi=");
    e2e_run(t, "jalankan");
    assert_int_equal(t->status, 1);
    assert_says(t, "notulen.xml:");
    assert_says(t, "[template.attribute]");
    assert_false(e2e_says(t, "piagam.xml:"));
}

static void test_one_rendition(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "buat sk-dinkes --rendition draf");
    assert_status(t, 0);
    assert_true(e2e_exists(t, "output/dinkes/sk-dinkes.draf.pdf"));
    assert_false(e2e_exists(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf"));
}

// The real input is made without errors, all of it, and a second run finds nothing to do.
static void test_real_input(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan '%s/input'", NASKAH_SOURCE_DIR);
    assert_status(t, 0);
    char *first = e2e_listing(t, "output");
    e2e_run(t, "jalankan '%s/input'", NASKAH_SOURCE_DIR);
    assert_status(t, 0);
    assert_says(t, "Tidak ada yang dibuat");
#ifndef __SANITIZE_ADDRESS__  // which would only tell the same of the same bytes, slowly
    e2e_run(t, "jalankan '%s/input' -o o2 --store s2.db", NASKAH_SOURCE_DIR);
    assert_string_equal(e2e_listing(t, "o2"), first);
#endif
}

// What is told by the seal is what is told without it, in each language and form; today's date is no part of it.
static void test_a_sealed_store_tells_the_same(void **state) {
    static const char *const options[] = {"--json --catatan", "--lang en", "--dry-run --explain"};
    enum { TIMES = sizeof options / sizeof *options };
    struct e2e *t = *state;
    const char *told[TIMES] = {NULL};
    e2e_shell(t, "mkdir -p input/catatan");
    e2e_write(t, "input/catatan/abaikan.xml",
              "<data xmlns='urn:naskah:1'><abaikan aturan='misi.bukti' naskah='proposal-antar-obat-iga' alasan='a'"
              " oleh='b' sampai='2027-01-01'/></data>");
    sleep(3);  // what was changed a moment ago is not sealed
    setenv("SOURCE_DATE_EPOCH", "1767225600", 1);
    e2e_run(t, "jalankan --catatan");
    assert_false(e2e_says(t, "[waiver.expired]"));
    setenv("SOURCE_DATE_EPOCH", "1830297600", 1);
    for (size_t i = 0; i < 2 * TIMES; i++) {
        if (i == TIMES) {
            e2e_shell(t, "touch input/sk.xml");  // nor is the seal trusted then
        }
        e2e_run(t, "jalankan %s", options[i % TIMES]);
        assert_status(t, 1);
        assert_true(i % TIMES > 0 || e2e_says(t, "waiver.expired"));
        assert_true(i < TIMES || strcmp(t->printed, told[i - TIMES]) == 0);
        told[i % TIMES] = t->printed;
    }
    unsetenv("SOURCE_DATE_EPOCH");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, e2e_setup, e2e_teardown)
#define AFTER(name) cmocka_unit_test_setup_teardown(name, after_first_run, e2e_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_first_run),
        AFTER(test_second_run_makes_nothing),
        TEST(test_what_changes_nothing),
        TEST(test_changes),
        TEST(test_checked_again),
        TEST(test_same_bytes_anywhere),
        AFTER(test_same_bytes_alone),
        AFTER(test_touched_output_is_set_aside),
        AFTER(test_withdrawn),
        TEST(test_kept_while_a_file_is_unreadable),
        AFTER(test_withdrawn_but_touched),
        AFTER(test_unknown_output_is_kept),
        AFTER(test_places_move_with_the_input),
        AFTER(test_document_that_is_gone),
        AFTER(test_broken_file_makes_no_orphans),
        AFTER(test_moves_with_its_agency),
        TEST(test_a_template_that_nobody_uses),
        TEST(test_one_rendition),
        AFTER(test_a_sealed_store_tells_the_same),
        TEST(test_real_input),
    };
    return cmocka_run_group_tests(tests, NULL, close_made);
}
