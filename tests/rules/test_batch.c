#include "fixture.h"

#include "rules/batch.h"

#define CONTEST                                                                                                        \
    "<profil xmlns='urn:naskah:profile:1' id='p' judul='P'><kelompok id='umum'/><kelompok id='khusus'/>"               \
    "<bagian id='j' label='Judul'><isian id='j' jenis='kata' dari='@nama'/></bagian>"                                  \
    "<bagian id='a' label='Tujuan'><isian id='a' jenis='teks'/></bagian>"                                              \
    "<misi tujuan='a' signifikansi='a' dampak='a' transferabilitas='a'/>" RULE("p.judul", "unique_title", "pada='j'")  \
        RULE("p.kuota", "quota", "nilai='2' kelompok='umum'") RULE("p.isi", "filler", "") "</profil>"

static struct batch *contest(struct fixture *f) {
    struct profiles *p = profiles_of(f, true, (const char *const[]){CONTEST, NULL});
    return batch_new(f->arena, p, profiles_find(p, "p"));
}

static void add(struct fixture *f, struct batch *b, int number, const char *title, const char *agency,
                const char *group, const char *answer) {
    const char *id = arena_printf(f->arena, "u%d", number);
    batch_add(
        b, id,
        tree(f, arena_printf(f->arena,
                             "<naskah jenis='proposal'><inovasi id='i%d' nama='%s'><instansi nama='%s'/>"
                             "<usulan kelompok='%s'><bagian id='a'><isian id='a'><jawaban><p>%s</p></jawaban></isian>"
                             "</bagian></usulan></inovasi></naskah>",
                             number, title, agency, group, answer)),
        NULL);
}

static void one_title_belongs_to_one_proposal(void **state) {
    struct fixture *f = *state;
    struct batch *b = contest(f);
    add(f, b, 1, "Antar Obat", "Dinkes", "umum", "");
    add(f, b, 2, "antar  obat", "RSUD", "umum", "");
    add(f, b, 2, "antar obat", "RSUD", "khusus", "");
    add(f, b, 3, "Antar Buku", "Perpustakaan", "umum", "");
    batch_tell(b, f->findings);
    assert_string_equal(TOLD(f, "lain", "instansi"), "E usulan.judul-sama u1 Dinkes");
    assert_string_equal(f->findings->items[0].document, "u2");
}

// Proposals come as bytes from another process, which may have been broken.
static void what_is_cut_is_refused(void **state) {
    struct fixture *f = *state;
    struct profiles *p = profiles_of(f, true, (const char *const[]){CONTEST, NULL});
    struct buf out = buf_new(f->arena);
    batch_put(&out, p, profiles_find(p, "p"),
              tree(f, arena_printf(f->arena,
                                   "<naskah jenis='proposal'><inovasi id='i' nama='Antar'><usulan kelompok='umum'>"
                                   "<bagian id='a'><isian id='a'><jawaban><p>%s</p></jawaban></isian></bagian></usulan>"
                                   "</inovasi></naskah>",
                                   "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua belas "
                                   "tiga belas empat belas lima belas enam belas tujuh belas delapan belas")),
              NULL);
    struct batch *whole = batch_new(f->arena, p, profiles_find(p, "p")), *cut;
    assert_true(batch_take(whole, "u1", (struct str){out.p, out.n}));
    assert_int_equal(batch_count(whole), 1);
    assert_string_equal(batch_innovation(whole, 0), "i");
    size_t right = 0;
    for (size_t n = 0; n < out.n; n++) {
        cut = batch_new(f->arena, p, profiles_find(p, "p"));
        right += batch_take(cut, "u1", (struct str){out.p, n});
        assert_true(right <= 1);  // where the entry ends and no answer has begun
    }
}

static void an_agency_has_its_quota(void **state) {
    struct fixture *f = *state;
    struct batch *b = contest(f);
    for (int i = 0; i < 6; i++) {
        add(f, b, i, arena_printf(f->arena, "J%d", i), i < 3 ? "Dinkes" : "RSUD", i < 3 ? "umum" : "khusus", "");
    }
    batch_tell(b, f->findings);
    assert_string_equal(TOLD(f, "instansi", "jumlah", "batas", "kelompok"), "E usulan.kuota Dinkes 3 2 umum");
    assert_string_equal(f->findings->items[0].document, "u2");
}

static const char *prose(struct fixture *f, unsigned seed, int words) {
    struct buf text = buf_new(f->arena);
    for (int i = 0; i < words; i++) {
        seed = seed * 1103515245u + 12345u;
        buf_printf(&text, "kata%u ", seed >> 16 & 1023);
    }
    return buf_text(&text);
}

static void copied_answers_are_found_among_many(void **state) {
    struct fixture *f = *state;
    struct batch *b = contest(f);
    for (int i = 0; i < 400; i++) {
        const char *answer = prose(f, (unsigned)i, 120);
        answer = i == 300 ? arena_printf(f->arena, "Pembuka lain. %s", prose(f, 17, 118)) : answer;
        add(f, b, i, arena_printf(f->arena, "J%d", i), arena_printf(f->arena, "A%d", i), "umum", answer);
    }
    batch_tell(b, f->findings);
    assert_int_equal(f->findings->n, 1);
    assert_string_equal(f->findings->items[0].rule, "usulan.mirip");
    assert_string_equal(f->findings->items[0].document, "u300");
    assert_string_equal(value(&f->findings->items[0], "lain"), "u17");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(one_title_belongs_to_one_proposal),
        TEST(what_is_cut_is_refused),
        TEST(an_agency_has_its_quota),
        TEST(copied_answers_are_found_among_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
