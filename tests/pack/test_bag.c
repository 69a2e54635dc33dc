// Bags: what is written is right to sha256sum and to our own judgement; every flipped bit and every trick is found and
// named, by one finding each.
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "pack/bag_check.h"
#include "pack/bag_write.h"
#include "support.h"

struct world {
    struct arena *arena;
    char *folder;
    const char *bag;
};

static struct str text(const char *s) {
    return (struct str){s, strlen(s)};
}

static struct bag_writer *filled(struct world *w, const char *name) {
    struct bag_writer *b = bag_writer_new(w->arena, w->folder, name);
    char *large = arena_alloc(w->arena, 200000);
    for (size_t i = 0; i < 200000; i++) {
        large[i] = (char)(i * 7 + i / 251);
    }
    assert_true(bag_writer_add(b, "naskah/sk/sk.arsip.pdf", (struct str){large, 200000}));
    assert_true(bag_writer_add(b, "naskah/sk/rekaman.xml", text("<naskah/>\n")));
    assert_true(bag_writer_add(b, "kosong.txt", text("")));
    bag_writer_tag(b, "Source-Organization", "Pemerintah Kabupaten\nRimba");
    bag_writer_tag(b, "Kode-JRA", " ");
    assert_true(bag_writer_file(b, "profil-kantong.json", text("{}\n")));
    return b;
}

static int setup(void **state) {
    struct arena *arena = arena_new(0);
    struct world *w = ARENA_NEW(arena, struct world);
    *w = (struct world){arena, support_folder(arena), NULL};
    w->bag = file_join(arena, w->folder, "dinkes-2025.1");
    assert_true(bag_writer_commit(filled(w, "dinkes-2025.1")));
    *state = w;
    return 0;
}

static int teardown(void **state) {
    struct world *w = *state;
    support_remove(w->folder);
    arena_free(w->arena);
    return 0;
}

// The rules of the findings, in order, separated by spaces; "" when the bag is right.
static const char *judged(struct world *w, const char *path, struct bag_checked *out) {
    struct bag_checking how = {.profile = NULL};
    struct findings *f = findings_new(w->arena, NULL);
    struct holding *h = holding_open(w->arena, path, f);
    struct buf b = buf_new(w->arena);
    bool right = h && bag_check(w->arena, h, &how, out, f);
    for (size_t i = 0; i < f->n; i++) {
        buf_printf(&b, "%s%s", i ? " " : "", f->items[i].rule);
        assert_non_null(f->items[i].place.file);
    }
    assert_int_equal(right, f->n == 0);
    return arena_strdup(w->arena, buf_text(&b));
}

static const char *bag_says(struct world *w) {
    struct bag_checked out;
    return judged(w, w->bag, &out);
}

static void shell(struct world *w, const char *command) {
    char *whole = arena_printf(w->arena, "cd '%s' && %s", w->bag, command);
    if (system(whole) != 0) {
        fail_msg("%s", whole);
    }
}

static void a_bag_is_right_to_sha256sum_and_to_us(void **state) {
    struct world *w = *state;
    struct bag_checked out;
    shell(w, "sha256sum --quiet --strict -c manifest-sha256.txt tagmanifest-sha256.txt");
    shell(w, "test \"$(cat bagit.txt)\" = \"$(printf 'BagIt-Version: 1.0\\nTag-File-Character-Encoding: UTF-8')\"");
    shell(w, "test \"$(find data -type f | wc -l)\" = 3");
    assert_string_equal(judged(w, w->bag, &out), "");
    assert_int_equal(out.files, 3);
    assert_int_equal(out.bytes, 200010);
    assert_int_equal(out.read, 3 + 4);
    assert_string_equal(bag_tag(&out.info, "payload-oxum"), "200010.3");
    assert_string_equal(bag_tag(&out.info, "Source-Organization"), "Pemerintah Kabupaten Rimba");
    assert_null(bag_tag(&out.info, "Kode-JRA"));
}

// What other validators take for the end of a line ends none of ours.
static void tags_are_lines_to_everybody(void **state) {
    struct world *w = *state;
    const char *wild = " Boks\r\n  12\x1c\x7f\xC2\x85\xE2\x80\xA8" "A\xE2\x80\xA9: b\xC2\xA0" "c\t";
    assert_string_equal(bag_tag_text(w->arena, wild), "Boks 12 A : b\xC2\xA0" "c");
    assert_string_equal(bag_tag_text(w->arena, "\x1d \xE2\x80\xA8"), "");
}

static void a_bag_that_is_there_is_not_written_over(void **state) {
    struct world *w = *state;
    struct bag_writer *b = filled(w, "dinkes-2025.1");
    assert_false(bag_writer_commit(b));
    assert_int_equal(errno, EEXIST);
    bag_writer_abandon(b);
    shell(w, "test $(ls -A .. | wc -l) = 1");
    assert_string_equal(bag_says(w), "");
}

static void what_a_killed_run_left_is_swept(void **state) {
    struct world *w = *state;
    filled(w, "dinkes-2025.2");
    shell(w, "test $(ls -A .. | wc -l) = 2");
    bag_sweep(w->folder);
    shell(w, "test $(ls -A .. | wc -l) = 1");
}

static void an_archive_has_the_same_bytes_each_time(void **state) {
    struct world *w = *state;
    struct bag_checked out;
    assert_true(bag_writer_commit_zip(filled(w, "a.1")));
    shell(w, "cd .. && sha256sum --quiet -c a.1.zip.sha256 && mv a.1.zip b.zip && rm a.1.zip.sha256");
    assert_true(bag_writer_commit_zip(filled(w, "a.1")));
    shell(w, "cd .. && cmp a.1.zip b.zip && unzip -q a.1.zip && cd a.1 && sha256sum --quiet -c manifest-sha256.txt");
    shell(w, "test -z \"$(ls -A .. | grep part)\"");
    assert_string_equal(judged(w, file_join(w->arena, w->folder, "a.1.zip"), &out), "");
    assert_int_equal(out.files, 3);
}

// ---- damage ----

static void every_flipped_bit_is_found(void **state) {
    struct world *w = *state;
    size_t n = 0;
    unsigned random = 20250122;
    char **files = file_list(w->arena, w->bag, NULL, &n);
    assert_int_equal(n, 8);
    for (size_t i = 0; i < n; i++) {
        struct str bytes;
        const char *why = NULL;
        assert_true(file_read(w->arena, files[i], (size_t)1 << 20, &bytes, &why));
        // Each bit of the small files, forty of the large one.
        size_t bits = bytes.n * 8, step = bytes.n > 2000 ? bits / 40 : 1;
        for (size_t bit = 0; bit < bits; bit += step == 1 ? 1 : step - (random % 97)) {
            random = random * 1103515245u + 12345u;
            int fd = open(files[i], O_WRONLY);
            char flipped = (char)(bytes.p[bit / 8] ^ (1 << bit % 8));
            assert_int_equal(pwrite(fd, &flipped, 1, (off_t)(bit / 8)), 1);
            const char *says = bag_says(w);
            if (!*says) {
                fail_msg("%s: bit %zu of byte %zu was not found", files[i], bit % 8, bit / 8);
            }
            assert_int_equal(pwrite(fd, bytes.p + bit / 8, 1, (off_t)(bit / 8)), 1);
            close(fd);
        }
    }
    assert_string_equal(bag_says(w), "");
}

static void what_is_missing_altered_or_unknown_is_named(void **state) {
    struct world *w = *state;
    struct findings *f = findings_new(w->arena, NULL);
    struct bag_checking how = {.profile = NULL};
    struct bag_checked out;
    shell(w, "rm data/kosong.txt && echo x >>data/naskah/sk/rekaman.xml && echo y >data/naskah/.titipan");
    assert_false(bag_check(w->arena, holding_open(w->arena, w->bag, f), &how, &out, f));
    static const char *const wanted[][2] = {{"bag.oxum", "bag-info.txt"},
                                            {"fixity.missing", "data/kosong.txt"},
                                            {"fixity.altered", "data/naskah/sk/rekaman.xml"},
                                            {"fixity.unknown", "data/naskah/.titipan"}};
    assert_int_equal(f->n, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(f->items[i].rule, wanted[i][0]);
        assert_string_equal(finding_argument(&f->items[i], "berkas"), wanted[i][1]);
    }
}

// ---- tricks ----

// The tag manifest is written anew, so that only the trick itself is to be found.
#define RETAG " && sha256sum bag-info.txt bagit.txt manifest-sha256.txt profil-kantong.json >tagmanifest-sha256.txt"

static void tricks_are_told_once(void **state) {
    struct world *w = *state;
    static const struct {
        const char *command, *says;
    } tricks[] = {
        {"h=$(sha256sum </etc/passwd | cut -c-64) && echo \"$h  ../../etc/passwd\" >>manifest-sha256.txt", "bag.path"},
        {"h=$(sha256sum </etc/passwd | cut -c-64) && echo \"$h  /etc/passwd\" >>manifest-sha256.txt", "bag.path"},
        {"echo \"$(head -c64 manifest-sha256.txt)  data/../../x\" >>manifest-sha256.txt", "bag.path"},
        {"echo \"$(head -c64 manifest-sha256.txt)  ~/x\" >>manifest-sha256.txt", "bag.path"},
        {"printf '%s  data\\\\x\\n' \"$(head -c64 manifest-sha256.txt)\" >>manifest-sha256.txt", "bag.path"},
        {"echo \"$(head -c64 manifest-sha256.txt)  bagit.txt\" >>manifest-sha256.txt", "bag.path"},
        {"head -1 manifest-sha256.txt >>manifest-sha256.txt", "bag.twice"},
        {"echo 'abc data/x' >>manifest-sha256.txt", "bag.line"},
        {"echo \"$(head -c64 manifest-sha256.txt)  data/tidak-ada\" >>manifest-sha256.txt", "fixity.missing"},
        {"cp data/naskah/sk/rekaman.xml ../luar && ln -sf $PWD/../luar data/naskah/sk/rekaman.xml",
         "bag.oxum fixity.link"},
        {"ln -s /etc data/tautan", "bag.oxum fixity.link"},
        {"mkfifo data/pipa", "bag.oxum fixity.link"},
        {"sed -i 's/^Payload-Oxum: .*/Payload-Oxum: banyak/' bag-info.txt", "bag.oxum-form"},
        {"sed -i 's/^Payload-Oxum: .*/Payload-Oxum: 200010.2/' bag-info.txt", "bag.oxum"},
        {"printf 'tanpa titik dua\\n' >>bag-info.txt", "bag.tags"},
        {"printf '\\377\\376' >>bag-info.txt", "bag.utf8"},
        {"printf '\\357\\273\\277' >b && cat manifest-sha256.txt >>b && mv b manifest-sha256.txt", "bag.bom"},
        {"sed -i 's/1\\.0/2.0/' bagit.txt", "bag.declaration"},
        {"sed -i 's/UTF-8/ISO-8859-1/' bagit.txt", "bag.encoding"},
        {"echo 'http://a.example/x 3 data/y' >fetch.txt", "bag.fetch bag.tag-unlisted"},
        {"cp profil-kantong.json lain.json", "bag.tag-unlisted"},
        {"mv data isi", "bag.oxum bag.no-data bag.tag-unlisted bag.tag-unlisted bag.tag-unlisted"
                        " fixity.missing fixity.missing fixity.missing"},
        {"cp data/kosong.txt data/KOSONG.txt && h=$(sha256sum <data/kosong.txt | cut -c-64) &&"
         " echo \"$h  data/KOSONG.txt\" >>manifest-sha256.txt && sed -i 's/\\.3$/.4/' bag-info.txt", "bag.case"},
    };
    for (size_t i = 0; i < sizeof tricks / sizeof *tricks; i++) {
        shell(w, "rm -rf ../asli ../luar && cp -a . ../asli");
        shell(w, arena_printf(w->arena, "{ %s; }%s", tricks[i].command, RETAG));
        const char *says = bag_says(w);
        if (strcmp(says, tricks[i].says) != 0) {
            fail_msg("%s\nis told as: %s\nnot as: %s", tricks[i].command, says, tricks[i].says);
        }
        shell(w, "find . -mindepth 1 -delete && cp -a ../asli/. .");
    }
    assert_string_equal(bag_says(w), "");
}

static void names_with_line_ends_and_percent_are_decoded(void **state) {
    struct world *w = *state;
    shell(w, "printf x >\"$(printf 'data/a\\nb%%.txt')\" && h=$(printf x | sha256sum | cut -c-64) &&"
             " echo \"$h  data/a%0Ab%25.txt\" >>manifest-sha256.txt &&"
             " sed -i 's/200010.3/200011.4/' bag-info.txt" RETAG);
    assert_string_equal(bag_says(w), "");
    shell(w, "sed -i 's/%25/%/' manifest-sha256.txt" RETAG);
    assert_string_equal(bag_says(w), "bag.percent");
}

static void bags_of_others_are_read(void **state) {
    struct world *w = *state;
    // Two manifests with other hashes, capital digits, CR LF, a folded line, an asterisk: as the RFC allows.
    shell(w, "find data -type f | xargs md5sum | sed 's/  / */' | sed 's/$/\\r/' >manifest-md5.txt &&"
             " find data -type f | xargs sha512sum | sed -E 's/^([0-9a-f]+)/\\U\\1/' >manifest-sha512.txt &&"
             " printf 'External-Description: panjang\\n  sekali\\n' >>bag-info.txt && rm tagmanifest-sha256.txt");
    struct bag_checked out;
    assert_string_equal(judged(w, w->bag, &out), "");
    assert_int_equal(out.read, 9);
    assert_string_equal(bag_tag(&out.info, "External-Description"), "panjang sekali");
    shell(w, "sed -i 1d manifest-md5.txt");
    assert_string_equal(bag_says(w), "fixity.unknown");
}

static void a_huge_manifest_is_refused(void **state) {
    struct world *w = *state;
    shell(w, "truncate -s 100M manifest-sha256.txt" RETAG);
    assert_string_equal(bag_says(w), "bag.large");
}

// ---- samples ----

static const char *read_by(struct world *w, unsigned share, const char *seed, size_t *n) {
    struct findings *f = findings_new(w->arena, NULL);
    struct holding *h = holding_open(w->arena, w->bag, f);
    struct bag_checking how = {.sample = {share, seed}};
    struct bag_checked out;
    shell(w, "for f in $(seq 40); do echo ubah >>data/$f.txt; done");
    bag_check(w->arena, h, &how, &out, f);
    struct buf b = buf_new(w->arena);
    *n = 0;
    for (size_t i = 0; i < f->n; i++) {
        if (strcmp(f->items[i].rule, "fixity.altered") == 0) {
            buf_printf(&b, "%s ", finding_argument(&f->items[i], "berkas"));
            ++*n;
        }
    }
    return arena_strdup(w->arena, buf_text(&b));
}

static void a_sample_is_as_large_as_asked_and_the_same_by_its_seed(void **state) {
    struct world *w = *state;
    size_t n = 0, again = 0, other = 0;
    shell(w, "rm -r data/* manifest-sha256.txt && for f in $(seq 40); do echo $f >data/$f.txt; done &&"
             " sha256sum data/* >manifest-sha256.txt" RETAG);
    const char *first = read_by(w, fixity_share("5%"), "satu", &n);
    assert_int_equal(n, 2);
    assert_string_equal(read_by(w, fixity_share("5%"), "satu", &again), first);
    assert_string_not_equal(read_by(w, fixity_share("5 %"), "dua", &other), first);
    read_by(w, fixity_share("12,5%"), "satu", &n);
    assert_int_equal(n, 5);
    read_by(w, fixity_share("100"), "satu", &n);
    assert_int_equal(n, 40);
    assert_int_equal(fixity_share("0%"), 0);
    assert_int_equal(fixity_share("101%"), 0);
    assert_int_equal(fixity_share("lima"), 0);
    assert_int_equal(fixity_share("5%%"), 0);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_bag_is_right_to_sha256sum_and_to_us), TEST(tags_are_lines_to_everybody),
        TEST(a_bag_that_is_there_is_not_written_over),
        TEST(what_a_killed_run_left_is_swept),
        TEST(an_archive_has_the_same_bytes_each_time),
        TEST(every_flipped_bit_is_found),
        TEST(what_is_missing_altered_or_unknown_is_named),
        TEST(tricks_are_told_once),
        TEST(names_with_line_ends_and_percent_are_decoded),
        TEST(bags_of_others_are_read),
        TEST(a_huge_manifest_is_refused),
        TEST(a_sample_is_as_large_as_asked_and_the_same_by_its_seed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
