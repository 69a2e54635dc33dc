// Hostile and broken input, end to end: one clear finding each, all else is made, nothing half-made stays.
#include "e2e/e2e.h"

#define GOOD "notulen-rdr-3 pk-kk-dinkes proposal-antar-obat-iga sk-bappeda sk-dinkes"
#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define DATA "<data xmlns=\"urn:naskah:1\">"

struct hostile {
    const char *name, *text, *command;  // the file's text, or a command that makes input/x.xml
    const char *rule;                   // of its one finding; a prefix is enough
};

static const struct hostile table[] = {
    {"not XML", "Ini surat biasa.\n", NULL, ""},
    {"a PDF", NULL, "printf '%%PDF-1.7\\n\\0\\1\\2' >input/x.xml", ""},
    {"a zip", NULL, "printf 'PK\\003\\004\\0\\0\\0' >input/x.xml", ""},
    {"an empty file", "", NULL, "xml.empty"},
    {"only white space", " \n\n ", NULL, "xml."},
    {"cut in the middle", HEAD DATA "<orang id=\"x\" nama=\"Bu", NULL, "xml.cut"},
    {"cut after a tag", HEAD DATA "<orang id=\"x\" nama=\"Budi\"/>", NULL, "xml.cut"},
    {"wrong encoding", NULL, "printf '" HEAD DATA "<orang id=\"x\" nama=\"Andr\\351\"/></data>' >input/x.xml",
     "xml.encoding"},
    {"unknown encoding", "<?xml version=\"1.0\" encoding=\"KOI-9\"?>\n" DATA "</data>", NULL, "xml.encoding-unknown"},
    {"NUL inside", NULL, "printf '" HEAD DATA "\\000</data>' >input/x.xml", "xml."},
    {"an entity bomb",
     "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
     "\"&b;&b;&b;&b;&b;&b;&b;&b;\">"
     "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f "
     "\"&e;&e;&e;&e;&e;&e;&e;&e;\">]>" DATA "<orang id=\"x\" nama=\"&f;&f;&f;&f;\"/></data>",
     NULL, "xml."},
    {"an external entity",
     "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" DATA
     "<orang id=\"x\" nama=\"Y\"><alias>&x;</alias></orang></data>",
     NULL, "xml."},
    {"50,000 nested elements", NULL, "{ printf '" HEAD DATA "'; yes '<b>' | head -50000 | tr -d '\\n'; } >input/x.xml",
     "xml.deep"},
    {"100,000 attributes", NULL,
     "{ printf '" HEAD DATA "<orang id=\"x\" '; seq -f 'a%.0f=\"1\"' 100000; printf '/></data>'; } >input/x.xml",
     "xml.attributes"},
    {"another vocabulary", "<data xmlns=\"urn:lain\"><orang id=\"x\"/></data>", NULL, ""},
    {"another root", "<html xmlns=\"urn:naskah:1\"/>", NULL, ""},
    {"an unknown element", HEAD DATA "<orangg id=\"x\" nama=\"Budi\"/></data>", NULL, "object.element"},
    {"an unknown attribute", HEAD DATA "<orang id=\"x\" nama=\"Budi\" nma=\"Budi\"/></data>", NULL, "object.attribute"},
    {"a dangling reference", HEAD DATA "<orang id=\"x\" nama=\"Budi\" instansi=\"tiada\"/></data>", NULL,
     "object.dangling"},
    {"a circle of agencies",
     HEAD DATA "<instansi id=\"x\" induk=\"y\" nama=\"X\" jenis=\"dinas\"/><instansi id=\"y\" induk=\"x\" nama=\"Y\" "
               "jenis=\"dinas\"/></data>",
     NULL, "object.circular"},
    {"an id twice", HEAD DATA "<orang id=\"rina\" nama=\"Rina Lain\"/></data>", NULL, "object."},
    {"no object at all", HEAD DATA "</data>", NULL, NULL},
    {"a folder named like a file", NULL, "mkdir input/x.xml", "file.folder"},
    {"a link to nowhere", NULL, "ln -s /tiada/di/mana input/x.xml", "file.missing"},
    {"a pipe", NULL, "mkfifo input/x.xml", NULL},
};

static size_t count(const char *text, const char *words) {
    size_t n = 0;
    for (const char *p = text; (p = strstr(p, words)) != NULL; p += strlen(words)) {
        n++;
    }
    return n;
}

// Lines about input/x.xml that begin with its name: its findings.
static int check(struct e2e *t, const struct hostile *h, const char *expected) {
    size_t findings = count(t->out, "\ninput/x.xml:") + (strncmp(t->out, "input/x.xml:", 12) == 0);
    size_t wanted = h->rule ? 1 : 0;
    bool listed = strcmp(e2e_listing(t, "output"), expected) == 0;
    const char *rule = h->rule ? arena_printf(t->arena, "[%s", h->rule) : "";
    if (findings == wanted && strstr(t->out, rule) && listed && t->status == (int)wanted) {
        return 0;
    }
    fprintf(stderr, "%s: %zu findings, exit %d, outputs %s\n%s\n", h->name, findings, t->status,
            listed ? "as they should be" : "differ", t->out);
    return 1;
}

static void test_one_finding_each(void **state) {
    struct e2e *t = *state;
    int wrong = 0;
    e2e_run(t, "jalankan --only 'sk-*'");  // documents that have no errors of their own: any status is the file's
    assert_status(t, 0);
    char *expected = e2e_listing(t, "output");
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        e2e_shell(t, "rm -rf output naskah.db* input/x.xml");
        if (table[i].text) {
            e2e_write(t, "input/x.xml", table[i].text);
        } else {
            e2e_shell(t, "%s", table[i].command);
        }
        e2e_run(t, "jalankan --only 'sk-*'");
        wrong += check(t, &table[i], expected);
    }
    assert_int_equal(wrong, 0);
}

// A name of forty lines is one name, set over many lines.
static void test_very_long_name(void **state) {
    struct e2e *t = *state;
    struct buf b = buf_new(t->arena);
    for (int i = 0; i < 40; i++) {
        buf_str(&b, "Jadwal Ruang Diskusi Rutin Inovasi Daerah Kabupaten Rimba Tahun Anggaran\n");
    }
    e2e_edit(t, "input/sk.xml", "Jadwal Ruang Diskusi Rutin Inovasi Tahun 2025", buf_text(&b));
    e2e_run(t, "jalankan");
    assert_status(t, 1);
    e2e_shell(t, "pdftotext output/bappeda/sk-bappeda.draf.pdf - | tr '\\n' ' ' | grep -qi 'Tahun Anggaran Jadwal'");
}

// Names cannot lead out of the output folder, nor be too long for it.
static void test_bad_ids(void **state) {
    struct e2e *t = *state;
    char *long_id = arena_printf(t->arena, "id=\"%0300d\"", 7);
    e2e_edit(t, "input/sk.xml", "id=\"sk-bappeda\"", "id=\"../../../sk\"");
    e2e_edit(t, "input/sk.xml", "id=\"sk-dinkes\"", long_id);
    e2e_run(t, "jalankan -o deep/output");
    assert_status(t, 1);
    assert_says(t, "[object.value.id]");
    e2e_shell(t, "test -z \"$(find . -name '*.pdf' | grep -v '^./deep/output/[a-z]*/')\"");
}

// What an agency is called cannot put words into the terminal.
static void test_no_control_characters_are_printed(void **state) {
    struct e2e *t = *state;
    e2e_write(t, "input/x.xml", HEAD DATA "<orang id=\"x\" nama=\"Budi\" \xc2\x9b=\"31m\"/></data>");
    e2e_run(t, "jalankan");
    assert_null(strchr(t->out, '\033'));
}

static void test_faulty_set(void **state) {
    struct e2e *t = *state;
    int status = e2e_run(t, "jalankan '%s/tests/e2e/salah/input'", NASKAH_SOURCE_DIR);
    assert_int_equal(status, 1);
    e2e_shell(t, "test -z \"$(find output -name '*.part')\"");
    e2e_shell(t, "for f in $(find output -name '*.pdf'); do qpdf --check $f >/dev/null || exit 1; done");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, e2e_setup, e2e_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_one_finding_each), TEST(test_very_long_name),
        TEST(test_bad_ids),   TEST(test_no_control_characters_are_printed),
        TEST(test_faulty_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
