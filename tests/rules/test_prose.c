#include "fixture.h"

#include "rules/prose.h"

static const char *cited(struct fixture *f, const char *text) {
    struct citation *found;
    struct buf out = buf_new(f->arena);
    size_t n = prose_citations(f->arena, text, &found);
    for (size_t i = 0; i < n; i++) {
        buf_printf(&out, "%s%s %s/%d", i ? "; " : "", found[i].kind, found[i].number ? found[i].number : "-",
                   found[i].year);
    }
    return buf_text(&out);
}

static void laws_are_found_by_kind_number_and_year(void **state) {
    struct fixture *f = *state;
    static const char *const table[][2] = {
        {"sesuai Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah", "UU 23/2014"},
        {"UU No. 23 Tahun 2014 dan PP No 38/2017", "UU 23/2014; PP 38/2017"},
        {"Permendagri 104/2018", "Permendagri 104/2018"},
        {"Peraturan Menteri Dalam Negeri Republik Indonesia Nomor 104 Tahun 2018", "Permen 104/2018"},
        {"Peraturan Daerah Kota Makassar Nomor 5 Tahun 2015; Peraturan Wali Kota Makassar Nomor 7 Tahun 2016",
         "Perda 5/2015; Perwal 7/2016"},
        {"Keputusan Bupati Balangan Nomor 188.45/12/KUM Tahun 2022", "Kepbup 188.45/0"},
        {"menurut peraturan daerah yang berlaku", "Perda -/0"},
        {"Undang-Undang Dasar 1945", ""},
        {"supp 3/2014, kapuu 3/2015", ""},
        {"PP Nomor 12. Pada tahun 2014 kami mulai", "PP 12/0"},
        {"Peraturan Bupati No.30 Tahun 2019", "Perbup 30/2019"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_string_equal(cited(f, table[i][0]), table[i][1]);
    }
}

static const char *amounts(struct fixture *f, const char *text) {
    struct amount *found;
    struct buf out = buf_new(f->arena);
    size_t n = prose_amounts(f->arena, text, &found);
    for (size_t i = 0; i < n; i++) {
        buf_printf(&out, "%s%lld%s%s%s", i ? "; " : "", (long long)found[i].sen, found[i].dotted ? " titik" : "",
                   found[i].dashed ? " garis" : "", prose_words_differ(f->arena, &found[i]) ? " beda" : "");
    }
    return buf_text(&out);
}

static void amounts_are_found_as_people_write_them(void **state) {
    struct fixture *f = *state;
    static const char *const table[][2] = {
        {"sebesar Rp1.427.000.000,00 (satu miliar empat ratus dua puluh tujuh juta rupiah)", "142700000000"},
        {"Rp.1.427.000.000,00- (satu milyar empat ratus dua puluh tujuh juta rupiah)", "142700000000 titik garis"},
        {"Rp 5.000.000,- (lima ribu rupiah)", "500000000 garis beda"},
        {"Rp3.815.700 (lihat lampiran)", "381570000"},
        {"Rp5,2 miliar dan Rp 10 juta", ""},
        {"Rp 100", "10000"},
        {"harp 100, Rp., Rp", ""},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_string_equal(amounts(f, table[i][0]), table[i][1]);
    }
}

// Whatever stands in a text, reading it ends, and what is found stands in it.
static void any_text_is_read_to_its_end(void **state) {
    struct fixture *f = *state;
    static const char *const pieces[] = {"UU ", "Nomor ", "23", " Tahun ", "2014",     "/", "Rp",
                                         ".",   ",-",     "(",  ")",       "\xC2\xA0", "PP"};
    unsigned seed = 7;
    for (int round = 0; round < 3000; round++) {
        struct buf text = buf_new(f->arena);
        for (int i = 0; i < 14; i++) {
            seed = seed * 1103515245u + 12345u;
            buf_str(&text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        struct citation *c;
        struct amount *a;
        size_t n = prose_citations(f->arena, buf_text(&text), &c), m = prose_amounts(f->arena, buf_text(&text), &a);
        for (size_t i = 0; i < n; i++) {
            assert_non_null(strstr(buf_text(&text), c[i].text));
        }
        for (size_t i = 0; i < m; i++) {
            assert_non_null(strstr(buf_text(&text), a[i].text));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(laws_are_found_by_kind_number_and_year),
        TEST(amounts_are_found_as_people_write_them),
        TEST(any_text_is_read_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
