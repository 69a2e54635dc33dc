// What of a record was read, and what is written of it.
#include "base/xml.h"
#include "model/query.h"
#include "model/reading.h"
#include "support.h"

static struct arena *arena;
static struct findings *told;

static int setup(void **state) {
    (void)state;
    arena = arena_new(0);
    told = findings_new(arena, NULL);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static const char record[] =
    "<naskah id='n' tahun='2025'><tentang>Tim <b>baru</b></tentang><pemda nama='Karo' jenis='kabupaten'/>"
    "<penanda peran='penetap' urutan='1'><orang nama='Budi' nomor='12'/></penanda>"
    "<penanda peran='saksi' urutan='2'><orang nama='Sari' nomor='34'/></penanda>"
    "<kontrak tahun='2025'><program nama='Obat' anggaran='9'/><program nama='Gizi' anggaran='8'/></kontrak></naskah>";

enum way { AS_STRING, AS_TEST, AS_NODES };

// The projection after one query, asked at the root.
static const char *read_by(const char *text, enum way way) {
    struct query_problem problem;
    xmlDoc *doc = xml_parse(arena, "r", (struct str){(void *)(uintptr_t)record, strlen(record)}, told);
    struct query *q = query_compile(arena, text, NULL, &problem);
    if (!q) {
        fail_msg("%s: %s %s", text, problem.what, problem.word);
    }
    struct reading *r = reading_new(arena);
    struct query_scope scope = {.arena = arena, .reading = r};
    const xmlNode *root = xmlDocGetRootElement(doc);
    size_t n;
    if (way == AS_STRING) {
        query_string(q, root, &scope, NULL);
    } else if (way == AS_TEST) {
        query_test(q, root, &scope);
    } else {
        query_nodes(q, root, &scope, &n);
    }
    struct buf out = buf_new(arena);
    reading_element(r, root);
    reading_write(r, root, &out);
    return buf_text(&out);
}

#define ROOT(inside) "<naskah>" inside "</naskah>"

static const struct {
    const char *query;
    enum way way;
    const char *projection;
} trials[] = {
    {"@id", AS_STRING, "<naskah id=\"n\"></naskah>"},
    {"@tanggal", AS_STRING, ""},
    {"tentang", AS_STRING, ROOT("<tentang>Tim <b>baru</b></tentang>")},
    {"tentang", AS_TEST, ROOT("<tentang></tentang>")},
    {"penanda[@peran='saksi']/orang/@nama", AS_STRING,
     ROOT("<penanda peran=\"saksi\"><orang nama=\"Sari\"></orang></penanda>")},
    {"penanda[2]/@urutan", AS_STRING, ROOT("<penanda></penanda><penanda urutan=\"2\"></penanda>")},
    {"count(penanda)", AS_STRING, ROOT("<penanda></penanda><penanda></penanda>")},
    {"not(kontrak/program)", AS_TEST, ROOT("<kontrak><program></program><program></program></kontrak>")},
    {"kontrak | tentang", AS_NODES, ROOT("<tentang></tentang><kontrak></kontrak>")},
    {"kontrak or tentang", AS_TEST, ROOT("<tentang></tentang><kontrak></kontrak>")},
    {"/naskah/pemda/@nama", AS_STRING, ROOT("<pemda nama=\"Karo\"></pemda>")},
    {"concat(/naskah/pemda/@nama, '!')", AS_STRING, ROOT("<pemda nama=\"Karo\"></pemda>")},
    {"pilih(kontrak, tentang, @id)", AS_STRING,
     "<naskah id=\"n\"><tentang>Tim <b>baru</b></tentang><kontrak></kontrak></naskah>"},
    {"penanda[orang]/@urutan = '2'", AS_TEST,
     ROOT("<penanda urutan=\"1\"><orang></orang></penanda><penanda urutan=\"2\"><orang></orang></penanda>")},
    {"sum(kontrak/program/@anggaran)", AS_STRING,
     ROOT("<kontrak><program anggaran=\"9\"></program><program anggaran=\"8\"></program></kontrak>")},
};

static void only_what_was_read_is_written(void **state) {
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
        const char *got = read_by(trials[i].query, trials[i].way);
        const char *expected = *trials[i].projection ? trials[i].projection : ROOT("");
        if (strcmp(got, expected) != 0) {
            fprintf(stderr, "%s: %s\n   instead of %s\n", trials[i].query, got, expected);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

// What is written is read again as it was: white space and quotes of values too.
static void values_survive(void **state) {
    (void)state;
    static const char text[] = "<naskah id='a&#10;b&#9;&quot;&lt;&amp;'><tentang> x &lt;y&gt; </tentang></naskah>";
    for (int round = 0; round < 2; round++) {
        static char written[200];
        const char *from = round ? written : text;
        xmlDoc *doc = xml_parse(arena, "r", (struct str){(void *)(uintptr_t)from, strlen(from)}, told);
        const xmlNode *root = xmlDocGetRootElement(doc);
        struct reading *r = reading_new(arena);
        reading_whole(r, root);
        struct buf out = buf_new(arena);
        reading_write(r, root, &out);
        assert_string_equal(buf_text(&out), "<naskah id=\"a&#10;b&#9;&quot;&lt;&amp;\"><tentang> x &lt;y&gt; </tentang>"
                                            "</naskah>");
        assert_string_equal(xml_attr(root, "id"), "a\nb\t\"<&");
        snprintf(written, sizeof written, "%s", buf_text(&out));
    }
}

static void many_nodes_are_kept(void **state) {
    (void)state;
    struct buf text = buf_new(arena);
    buf_str(&text, "<naskah>");
    for (int i = 0; i < 5000; i++) {
        buf_printf(&text, "<diktum><p>%d</p></diktum>", i);
    }
    buf_str(&text, "</naskah>");
    xmlDoc *doc = xml_parse(arena, "r", (struct str){text.p, text.n}, told);
    struct reading *r = reading_new(arena);
    struct buf out = buf_new(arena);
    reading_text(r, xmlDocGetRootElement(doc));
    reading_write(r, xmlDocGetRootElement(doc), &out);
    assert_int_equal(out.n, text.n);
    assert_memory_equal(out.p, text.p, text.n);
    reading_element(NULL, xmlDocGetRootElement(doc));
    reading_whole(NULL, xmlDocGetRootElement(doc));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(only_what_was_read_is_written),
                                       cmocka_unit_test(values_survive), cmocka_unit_test(many_nodes_are_kept)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
