// Imports into a folder: what is written, and what becomes of it when the source or the file changed since.
#include "support.h"

#include "base/file.h"
#include "base/xml.h"
#include "batch/import.h"

struct desk {
    struct arena *arena;
    struct catalogue *catalogue;
    struct importing *in;
    struct findings *findings;
    const char *folder, *input;
};

static int desk_open(void **state) {
    struct arena *arena = arena_new(0);
    struct desk *d = ARENA_NEW(arena, struct desk);
    const char *why = NULL;
    d->arena = arena;
    d->catalogue = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    d->findings = findings_new(arena, d->catalogue);
    struct profiles *profiles = profiles_load(arena, NASKAH_SOURCE_DIR "/templates/profiles", d->findings);
    d->in = importing_new(arena, d->catalogue, NASKAH_SOURCE_DIR, profiles, d->findings);
    d->folder = support_folder(arena);
    d->in->folder = d->input = file_join(arena, d->folder, "input");
    assert_non_null(d->in);
    *state = d;
    return 0;
}

static int desk_close(void **state) {
    struct desk *d = *state;
    support_remove(d->folder);
    arena_free(d->arena);
    return 0;
}

#define HEAD "Nama Inovasi : Akta Kilat\nNama SKPD / Kelompok : Dinas Kependudukan\nTahapan Inovasi : Penerapan\n"
#define HEADLESS "Nama Inovasi : Akta Kilat\nTahapan Inovasi : Penerapan\nUrusan Inovasi : B\n"
#define GOAL "Tujuan Inovasi : Akta selesai dalam satu hari.\n"
#define GAIN "Manfaat Inovasi : Warga tidak membayar ongkos.\n"

static struct import_outcome bring(struct desk *d, const char *name, const char *text) {
    struct import_outcome out;
    d->findings->n = 0;
    d->in->known = import_known(d->arena, d->input);
    assert_true(import_file(d->in, support_write(d->arena, d->folder, name, text, strlen(text)), d->findings, &out));
    return out;
}

static char *read_text(struct desk *d, const char *path) {
    struct str bytes;
    const char *why;
    assert_true(file_read(d->arena, path, (size_t)1 << 20, &bytes, &why));
    return arena_strndup(d->arena, bytes.p, bytes.n);
}

// As a person edits the file: one text for another.
static void edit(struct desk *d, const char *path, const char *from, const char *to) {
    char *text = read_text(d, path), *at = strstr(text, from);
    assert_non_null(at);
    const char *edited = arena_printf(d->arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    struct staging *s = staging_new(d->arena);
    assert_true(staging_add(s, path, edited, strlen(edited)) && staging_commit(s));
}

static const struct finding *found(struct desk *d, const char *rule) {
    for (size_t i = 0; i < d->findings->n; i++) {
        if (strcmp(d->findings->items[i].rule, rule) == 0) {
            return &d->findings->items[i];
        }
    }
    return NULL;
}

static const char *argument(const struct finding *f, const char *name) {
    for (int i = 0; i < f->n_args; i++) {
        if (strcmp(f->args[i].name, name) == 0) {
            return f->args[i].value;
        }
    }
    return "";
}

static void writes_objects_log_and_places(void **state) {
    struct desk *d = *state;
    struct import_outcome o = bring(d, "usulan.txt", HEAD GOAL GAIN);
    assert_int_equal(o.state, IMPORT_NEW);
    assert_non_null(strstr(read_text(d, o.path), "<inovasi id=\"akta-kilat\" nama=\"Akta Kilat\" "
                                                 "instansi=\"dinas-kependudukan\""));
    const char *log = read_text(d, file_join(d->arena, d->input, "impor/usulan.log"));
    assert_non_null(strstr(log, "usulan.txt"));
    assert_non_null(strstr(log, "4: label tujuan: Tujuan Inovasi :"));
    const xmlNode **places = import_places(d->arena, d->input, "akta-kilat", d->findings);
    size_t n = 0;
    for (; places[n]; n++) {
    }
    assert_int_equal(n, 5);
    assert_string_equal(xml_attr(places[0], "jalur"), "@nama");
    assert_string_equal(xml_attr(places[0], "baris"), "1");
}

// The schema is satisfied, and the objects are taken as any others.
static void what_is_written_is_sound(void **state) {
    struct desk *d = *state;
    bring(d, "usulan.txt", HEAD GOAL GAIN);
    struct objects *o = objects_new(d->arena);
    struct findings *told = findings_new(d->arena, d->catalogue);
    const char *path = file_join(d->arena, d->input, "impor/usulan.xml");
    assert_true(objects_add(o, xml_load(d->arena, path, told), told));
    objects_link(o, told);
    assert_int_equal(findings_count(told, SEVERITY_ERROR), 0);
    assert_non_null(objects_find(o, "instansi", "dinas-kependudukan"));
}

static void the_same_file_again_changes_nothing(void **state) {
    struct desk *d = *state;
    struct import_outcome o = bring(d, "usulan.txt", HEAD GOAL GAIN);
    const char *before = read_text(d, o.path);
    o = bring(d, "usulan.txt", HEAD GOAL GAIN);
    assert_int_equal(o.state, IMPORT_SAME);
    assert_string_equal(read_text(d, o.path), before);
    assert_true(import_is_current(d->arena, d->input, file_join(d->arena, d->folder, "usulan.txt")));
}

static void a_changed_source_changes_its_fields_only(void **state) {
    struct desk *d = *state;
    struct import_outcome o = bring(d, "usulan.txt", HEAD GOAL GAIN);
    edit(d, o.path, "tidak membayar ongkos", "hemat Rp50.000");  // by hand
    o = bring(d, "usulan.txt", HEAD "Tujuan Inovasi : Akta selesai dalam satu jam.\n" GAIN);
    assert_int_equal(o.state, IMPORT_CHANGED);
    assert_int_equal(o.changes, 1);
    assert_int_equal(o.conflicts, 0);
    const char *text = read_text(d, o.path);
    assert_non_null(strstr(text, "dalam satu jam."));
    assert_non_null(strstr(text, "hemat Rp50.000"));
    const struct finding *f = found(d, "impor.berubah");
    assert_string_equal(argument(f, "jalur"), "inovasi[akta-kilat]/usulan[iga]/jawaban[tujuan]");
    assert_non_null(strstr(argument(f, "lama"), "satu hari"));
    assert_non_null(strstr(argument(f, "baru"), "satu jam"));
    assert_non_null(strstr(argument(f, "sumber"), "usulan.txt:4"));
}

// Told at every import until somebody decides; nothing is replaced.
static void a_conflict_quotes_both_and_changes_nothing(void **state) {
    struct desk *d = *state;
    static const char changed[] = HEAD "Tujuan Inovasi : Akta selesai dalam satu jam.\n" GAIN;
    struct import_outcome o = bring(d, "usulan.txt", HEAD GOAL GAIN);
    edit(d, o.path, "satu hari", "dua hari");
    for (int round = 0; round < 2; round++) {
        o = bring(d, "usulan.txt", changed);
        assert_int_equal(o.conflicts, 1);
        assert_non_null(strstr(read_text(d, o.path), "dua hari"));
        const struct finding *f = found(d, "impor.bentrok");
        assert_int_equal(f->severity, SEVERITY_WARNING);
        assert_non_null(strstr(argument(f, "lama"), "dua hari"));
        assert_non_null(strstr(argument(f, "baru"), "satu jam"));
        assert_string_equal(f->place.file, o.path);
        assert_true(f->place.line > 0);
    }
    d->in->choice = IMPORT_MINE;
    o = bring(d, "usulan.txt", changed);
    assert_non_null(strstr(read_text(d, o.path), "dua hari"));
    d->in->choice = IMPORT_ASK;
    o = bring(d, "usulan.txt", changed);
    assert_int_equal(o.conflicts, 0);  // decided
}

static void the_source_wins_where_it_is_told_to(void **state) {
    struct desk *d = *state;
    struct import_outcome o = bring(d, "usulan.txt", HEAD GOAL GAIN);
    edit(d, o.path, "satu hari", "dua hari");
    d->in->choice = IMPORT_THEIRS;
    o = bring(d, "usulan.txt", HEAD "Tujuan Inovasi : Akta selesai dalam satu jam.\n" GAIN);
    assert_non_null(strstr(read_text(d, o.path), "satu jam"));
}

static void what_was_deleted_by_hand_stays_deleted(void **state) {
    struct desk *d = *state;
    struct import_outcome o = bring(d, "usulan.txt", "Catatan lama\n" HEAD GOAL GAIN "Video : https://youtu.be/a\n");
    char *text = read_text(d, o.path), *from = strstr(text, "    <sisa"), *to = strstr(text, "  </inovasi>");
    if (from) {
        edit(d, o.path, arena_strndup(d->arena, from, (size_t)(to - from)), "");
        o = bring(d, "usulan.txt", "Catatan lama\n" HEAD GOAL GAIN "Video : https://youtu.be/a\n");
        assert_null(strstr(read_text(d, o.path), "<sisa"));
    }
    edit(d, o.path, "<data ", "<!-- diperiksa Rina --><data ");
    o = bring(d, "usulan.txt", "Catatan lama\n" HEAD GOAL GAIN "Video : https://youtu.be/a\n");
    assert_int_equal(o.state, IMPORT_SAME);
    assert_non_null(strstr(read_text(d, o.path), "diperiksa Rina"));
}

// Others refer to the innovation by its id: a new title does not change it.
static void a_changed_title_keeps_the_id(void **state) {
    struct desk *d = *state;
    struct import_outcome o = bring(d, "usulan.txt", HEAD GOAL GAIN);
    o = bring(d, "usulan.txt", "Nama Inovasi : Akta Secepat Kilat\nNama SKPD / Kelompok : Dinas Kependudukan\n"
                               "Tahapan Inovasi : Penerapan\n" GOAL GAIN);
    const char *text = read_text(d, o.path);
    assert_non_null(strstr(text, "id=\"akta-kilat\" nama=\"Akta Secepat Kilat\""));
}

static void two_kinds_of_one_name_do_not_meet(void **state) {
    struct desk *d = *state;
    struct import_outcome a = bring(d, "usulan.txt", HEAD GOAL GAIN), b = bring(d, "usulan.md", HEAD GOAL);
    assert_string_not_equal(a.path, b.path);
    assert_int_equal(b.state, IMPORT_NEW);
}

static void a_known_agency_is_not_made_twice(void **state) {
    struct desk *d = *state;
    static const char known[] = "<data xmlns=\"urn:naskah:1\"><instansi id=\"disdukcapil\" "
                                "nama=\"Dinas Kependudukan\" jenis=\"dinas\"/></data>";
    assert_true(file_make_folders(d->input));
    support_write(d->arena, d->input, "daerah.xml", known, strlen(known));
    struct import_outcome o = bring(d, "usulan.txt", HEAD GOAL GAIN);
    const char *text = read_text(d, o.path);
    assert_non_null(strstr(text, "instansi=\"disdukcapil\""));
    assert_null(strstr(text, "<instansi "));
}

// A proposal for an innovation of another file goes by its id and agency; read again they are one.
static void a_proposal_joins_the_innovation_that_another_file_holds(void **state) {
    struct desk *d = *state;
    static const char known[] = "<data xmlns=\"urn:naskah:1\"><instansi id=\"dk\" nama=\"Dinas\" jenis=\"dinas\"/>"
                                "<inovasi id=\"ak\" nama=\"AKTA KILAT!\" instansi=\"dk\" urusan=\"A\"/></data>";
    assert_true(file_make_folders(d->input));
    support_write(d->arena, d->input, "zz.xml", known, strlen(known));
    static const char text[] = HEADLESS GOAL;
    for (int round = 0; round < 2; round++) {  // the second import knows the first
        struct import_outcome o = bring(d, "usulan.txt", round ? HEADLESS GOAL GAIN : text);
        assert_non_null(strstr(read_text(d, o.path), "<inovasi id=\"ak\" nama=\"Akta Kilat\""));
        assert_non_null(strstr(read_text(d, o.path), "instansi=\"dk\""));
        assert_non_null(found(d, "impor.inovasi"));
    }
    const struct objects *all = import_known(d->arena, d->input);
    size_t n = 0;
    const xmlNode *const *innovations = objects_all(all, "inovasi", &n);
    assert_int_equal(n, 1);
    assert_string_equal(xml_attr(innovations[0], "urusan"), "A");
    assert_non_null(xml_child(innovations[0], "usulan"));
    assert_non_null(strstr(xml_place(innovations[0]).file, "zz.xml"));
}

// A file that somebody broke is left as it is.
static void a_broken_import_is_not_overwritten(void **state) {
    struct desk *d = *state;
    struct import_outcome o = bring(d, "usulan.txt", HEAD GOAL GAIN);
    edit(d, o.path, "</data>", "");
    const char *before = read_text(d, o.path);
    o = bring(d, "usulan.txt", HEAD GOAL);
    assert_int_equal(o.state, IMPORT_REFUSED);
    assert_string_equal(read_text(d, o.path), before);
    assert_true(findings_count(d->findings, SEVERITY_ERROR) > 0);
}

static void a_refused_file_writes_nothing(void **state) {
    struct desk *d = *state;
    struct import_outcome o = bring(d, "surat.txt", "Kepada Yth. Bupati\ndi tempat\n");
    assert_int_equal(o.state, IMPORT_REFUSED);
    assert_non_null(found(d, "read.no-form"));
    assert_false(file_exists(file_join(d->arena, d->input, "impor/surat.xml")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_open, desk_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(writes_objects_log_and_places),
        TEST(what_is_written_is_sound),
        TEST(the_same_file_again_changes_nothing),
        TEST(a_changed_source_changes_its_fields_only),
        TEST(a_conflict_quotes_both_and_changes_nothing),
        TEST(the_source_wins_where_it_is_told_to),
        TEST(what_was_deleted_by_hand_stays_deleted),
        TEST(a_changed_title_keeps_the_id),
        TEST(two_kinds_of_one_name_do_not_meet),
        TEST(a_known_agency_is_not_made_twice),
        TEST(a_proposal_joins_the_innovation_that_another_file_holds),
        TEST(a_broken_import_is_not_overwritten),
        TEST(a_refused_file_writes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
