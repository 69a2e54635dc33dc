#include "fixture.h"

#define PROOFS(rules)                                                                                                  \
    "<profil xmlns='urn:naskah:profile:1' id='p' judul='P'>"                                                           \
    "<bagian id='a' label='A'><isian id='a' jenis='teks'/></bagian>"                                                   \
    "<indikator id='sdm' label='SDM' berkas='pdf' wajib='ya'/><indikator id='video' label='Video' berkas='mp4 jpg'/>"  \
    "<misi tujuan='a' signifikansi='a' dampak='a' transferabilitas='a'/>" rules "</profil>"

// Checks an innovation that lies beside a file of these bytes.
static const char *look_at(struct fixture *f, const char *name, const char *bytes, size_t n, const char *proof) {
    char folder[] = "/tmp/naskah-bukti-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct staging *s = staging_new(f->arena);
    const char *file = file_join(f->arena, folder, name), *data = file_join(f->arena, folder, "data.xml");
    assert_true(staging_add(s, file, bytes, n));
    assert_true(staging_commit(s));
    fresh(f);
    struct profiles *p =
        profiles_of(f, true, (const char *const[]){PROOFS(RULE("p.b", "evidence", "nilai='2000'")), NULL});
    const char *text =
        arena_printf(f->arena, "<naskah jenis='proposal'><inovasi><usulan/>%s</inovasi></naskah>", proof);
    xmlDoc *record = xml_parse(f->arena, data, (struct str){text, strlen(text)}, f->findings);
    check_record(f->arena, record, p, profiles_find(p, "p"), f->findings);
    unlink(file);
    rmdir(folder);
    return TOLD(f, "berkas", "isi", "harapan");
}

#define SDM "<bukti indikator='sdm' berkas='sk.pdf'/>"

static void evidence_must_be_there_and_be_what_it_says(void **state) {
    struct fixture *f = *state;
    static const char good[] = "%PDF-1.7\ntrailer<</Root 1 0 R>>";
    static const char locked[] = "%PDF-1.7\ntrailer<</Root 1 0 R/Encrypt 2 0 R>>";
    char large[2001] = "%PDF-1.7";
    assert_string_equal(look_at(f, "sk.pdf", good, sizeof good, SDM), "");
    assert_string_equal(look_at(f, "lain.pdf", good, sizeof good, SDM), "E bukti.hilang sk.pdf  ");
    assert_string_equal(look_at(f, "sk.pdf", "", 0, SDM), "E bukti.kosong sk.pdf  ");
    assert_string_equal(look_at(f, "sk.pdf", "\xff\xd8\xff\xe0", 4, SDM), "E bukti.jenis sk.pdf jpg pdf");
    assert_string_equal(look_at(f, "sk.pdf", "halo", 4, SDM), "E bukti.jenis sk.pdf tidak dikenal pdf");
    assert_string_equal(look_at(f, "sk.pdf", locked, sizeof locked, SDM), "E bukti.terkunci sk.pdf  ");
    assert_string_equal(look_at(f, "sk.pdf", large, sizeof large, SDM), "E bukti.besar sk.pdf 2 1");
}

static void evidence_belongs_to_an_indicator_of_the_contest(void **state) {
    struct fixture *f = *state;
    assert_string_equal(look_at(f, "x", "", 0, SDM "<bukti indikator='vidio'/>") + strlen("E bukti.hilang sk.pdf  \n"),
                        "W bukti.indikator  vidio video");
    assert_string_equal(look_at(f, "x", "", 0, "<bukti indikator='video'/>"), "E bukti.wajib   ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(evidence_must_be_there_and_be_what_it_says),
        TEST(evidence_belongs_to_an_indicator_of_the_contest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
