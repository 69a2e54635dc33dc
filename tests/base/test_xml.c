#include "base/xml.h"

#include <sys/resource.h>
#include <time.h>

#include "base/buf.h"
#include "support.h"

static struct arena *arena;
static char *folder;

static int set_up(void **state) {
    (void)state;
    arena = arena_new(0);
    folder = support_folder(arena);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    support_remove(folder);
    arena_free(arena);
    return 0;
}

static const char *argument(const struct finding *f, const char *name) {
    for (int i = 0; i < f->n_args; i++)
        if (strcmp(f->args[i].name, name) == 0)
            return f->args[i].value;
    return "";
}

// Parses and expects exactly one finding of this rule at this place.
static const struct finding *refused_bytes(const void *bytes, size_t n, const char *rule, int line, int column) {
    struct findings *f = findings_new(arena, NULL);
    xmlDoc *doc = xml_parse(arena, "data.xml", (struct str){bytes, n}, f);
    assert_null(doc);
    assert_int_equal(f->n, 1);
    const struct place *p = &f->items[0].place;
    if (strcmp(f->items[0].rule, rule) != 0 || p->line != line || p->column != column)
        fail_msg("expected %s at %d:%d, got %s at %d:%d (%s)", rule, line, column, f->items[0].rule, p->line, p->column,
                 argument(&f->items[0], "reason"));
    assert_string_equal(p->file, "data.xml");
    return &f->items[0];
}

static const struct finding *refused(const char *text, const char *rule, int line, int column) {
    return refused_bytes(text, strlen(text), rule, line, column);
}

static xmlNode *accepted_bytes(const void *bytes, size_t n) {
    struct findings *f = findings_new(arena, NULL);
    xmlDoc *doc = xml_parse(arena, "data.xml", (struct str){bytes, n}, f);
    if (f->n)
        print_error("%s\n", f->items[0].rule);
    assert_int_equal(f->n, 0);
    assert_non_null(doc);
    return xmlDocGetRootElement(doc);
}

static xmlNode *accepted(const char *text) {
    return accepted_bytes(text, strlen(text));
}

static void what_is_not_xml(void **state) {
    (void)state;
    refused("", "xml.empty", 1, 1);
    refused(" \n\t ", "xml.empty", 1, 1);
    assert_string_equal(argument(refused("%PDF-1.7\n\x80", "xml.not-xml", 1, 1), "kind"), "PDF");
    assert_string_equal(argument(refused("PK\3\4\x14", "xml.not-xml", 1, 1), "kind"), "ZIP, DOCX, XLSX");
    refused("\n\n  nama,instansi\n", "xml.not-xml", 3, 3);
    refused_bytes("\xFF\xFE", 2, "xml.empty", 1, 1);
}

static void a_file_cut_anywhere_is_one_finding(void **state) {
    (void)state;
    static const char whole[] =
        "<?xml version='1.0'?>\n<data a=\"1\">\n <!-- é --><orang id='o1'>Né <b>x</b>&amp;</orang>"
        "<![CDATA[a]]><?p q?>\n</data>\n";
    size_t n = strlen(whole), closed = (size_t)(strstr(whole, "</data>") - whole) + 7;
    for (size_t i = 1; i < closed; i++) {
        struct findings *f = findings_new(arena, NULL);
        assert_null(xml_parse(arena, "d", (struct str){whole, i}, f));
        assert_int_equal(f->n, 1);
        bool inside_character = ((unsigned char)whole[i] & 0xC0) == 0x80;
        assert_string_equal(f->items[0].rule, inside_character ? "xml.encoding" : "xml.cut");
    }
    for (size_t i = closed; i <= n; i++)
        accepted_bytes(whole, i);
    const struct finding *f = refused("<data>\n <orang>\n  <nama>x", "xml.cut", 3, 10);
    assert_string_equal(argument(f, "element"), "nama");
}

static void errors_of_writing(void **state) {
    (void)state;
    const struct finding *f = refused("<data>\n <orang></orng>\n</data>", "xml.mismatch", 2, 9);
    assert_string_equal(argument(f, "expected"), "orang");
    assert_string_equal(argument(f, "found"), "orng");
    f = refused("<a x='1' y='2' x='3'/>", "xml.attribute-twice", 1, 21);
    assert_string_equal(argument(f, "attribute"), "x");
    f = refused("<a>\n x&nbsp;y</a>", "xml.entity", 2, 9);
    assert_string_equal(argument(f, "entity"), "nbsp");
    refused("<a>Dinas Kebudayaan & Pariwisata</a>", "xml.ampersand", 1, 21);
    refused("<a>R&D saja</a>", "xml.ampersand", 1, 5);
    refused("<a b='x & y'/>", "xml.ampersand", 1, 9);
    refused("<a b='1 < 2'/>", "xml.less", 1, 9);
    refused("<a/>\n<b/>", "xml.extra", 2, 1);
    refused("<a><x:b/></a>", "xml.prefix", 1, 8);
    refused("<a>&#0;</a>", "xml.broken", 1, 8);
    refused("<a>1 < 2</a>", "xml.sign", 1, 6);
}

// The end of the file is where it shows; the element that nobody closed is what has to be mended.
static void an_element_that_nobody_closed(void **state) {
    (void)state;
    const struct finding *f =
        refused("<data>\n <orang id='a'>\n <orang id='b'></orang>\n</data>\n", "xml.mismatch", 4, 1);
    assert_string_equal(argument(f, "expected"), "orang");
    assert_string_equal(argument(f, "found"), "data");
    assert_string_equal(argument(f, "line"), "2");
    assert_string_equal(argument(refused("<data><orang>\n</orng></data>", "xml.mismatch", 2, 1), "line"), "1");
}

static void quotation_marks(void **state) {
    (void)state;
    refused("<data>\n <orang id=\u201co1\u201d/></data>", "xml.curly-quote", 2, 12);
    refused("<a b=\u2018x\u2019/>", "xml.curly-quote", 1, 6);
    assert_string_equal(argument(refused("<a b=1/>", "xml.unquoted", 1, 6), "attribute"), "b");
    refused("<data>\n <i nama=\"Klinik \"Inoba\" kita\"/></data>", "xml.inner-quote", 2, 19);
    refused("<i nama=\"Klinik \" Inoba \" kita\"/>", "xml.inner-quote", 1, 25);
    refused("<i nama=\"Klinik \" Inoba Kita \" ya\"/>", "xml.inner-quote", 1, 25);
    refused("<i id nama=\"x\"/>", "xml.broken", 1, 7);
    refused("<i nama=\"Klinik \"Inoba/>\n<b c=\"d\"/></i>", "xml.inner-quote", 1, 18);  // an odd number of marks
    refused("<i a=\"1\"b=\"2\"/>", "xml.space", 1, 9);
    refused("<data>\n <i nama=\"Klinik>\n  <b c=\"d\"/></i></data>", "xml.less", 3, 3);
}

static void encodings_are_told_or_found(void **state) {
    (void)state;
    assert_string_equal(xml_text(arena, accepted("\xEF\xBB\xBF<a>é</a>")), "é");
    assert_string_equal(xml_text(arena, accepted("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>")), "é");
    assert_string_equal(xml_text(arena, accepted("<?xml version='1.0' encoding=\"windows-1252\"?><a>\x93\xE9\x94</a>")),
                        "“é”");
    assert_string_equal(argument(refused("<a>\n caf\xE9 x</a>", "xml.encoding", 2, 5), "byte"), "0xE9");
    refused("<?xml version='1.0' encoding='utf-8'?><a>\x93</a>", "xml.encoding", 1, 42);
    refused("<a>\xED\xA0\x80</a>", "xml.encoding", 1, 4);
    refused("<a>\xC0\xAF</a>", "xml.encoding", 1, 4);
    const struct finding *f = refused("<?xml version='1.0' encoding='Shift_JIS'?><a/>", "xml.encoding-unknown", 1, 1);
    assert_string_equal(argument(f, "encoding"), "Shift_JIS");
    // A mark says more than a declaration that somebody forgot to change.
    assert_string_equal(xml_text(arena, accepted("\xEF\xBB\xBF<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>")),
                        "é");
}

static size_t as_utf16(const char *utf8, char *out, bool little, bool mark) {
    size_t n = 0;
    const char *end = utf8 + strlen(utf8);
    bool first = mark;
    while (first || utf8 < end) {
        unsigned c = first ? 0xFEFF : text_next(&utf8, end), units[2] = {c, 0};
        first = false;
        int count = 1;
        if (c >= 0x10000) {
            units[0] = 0xD800 + ((c - 0x10000) >> 10);
            units[1] = 0xDC00 + ((c - 0x10000) & 0x3FF);
            count = 2;
        }
        for (int i = 0; i < count; i++) {
            out[n++] = (char)(little ? units[i] : units[i] >> 8);
            out[n++] = (char)(little ? units[i] >> 8 : units[i]);
        }
    }
    return n;
}

static void utf16_keeps_text_and_places(void **state) {
    (void)state;
    char bytes[400];
    const char *text = "<?xml version='1.0' encoding='UTF-16'?>\n<data>é𐐷\n  <b c='x'/></data>";
    for (int i = 0; i < 4; i++) {
        size_t n = as_utf16(text, bytes, i & 1, i & 2);
        xmlNode *root = accepted_bytes(bytes, n);
        assert_string_equal(xml_text(arena, root), "é𐐷");
        struct place p = xml_place(xml_child(root, "b"));
        assert_int_equal(p.line, 3);
        assert_int_equal(p.column, 3);
        refused_bytes(bytes, n - 1, "xml.encoding", 3, 19);
    }
    refused_bytes("\xFF\xFE\0\0<\0\0\0", 8, "xml.encoding-unknown", 1, 1);
    refused_bytes("<\0a\0>\0\x00\xD8<\0", 10, "xml.encoding", 1, 4);
}

static void characters_that_xml_forbids(void **state) {
    (void)state;
    const struct finding *f = refused_bytes("<a>\nx\0y</a>", 11, "xml.character", 2, 2);
    assert_string_equal(argument(f, "character"), "U+0000");
    refused("<a>\x0B</a>", "xml.character", 1, 4);
    refused("<a>\xEF\xBF\xBE</a>", "xml.character", 1, 4);
    char zeros[5000] = {0};
    refused_bytes(zeros, sizeof zeros, "xml.not-xml", 1, 1);
}

static void doctypes_are_refused_unread(void **state) {
    (void)state;
    struct buf b = buf_new(arena);
    buf_str(&b, "<?xml version='1.0'?>\n<!DOCTYPE lolz [<!ENTITY a0 'lol'>");
    for (int i = 1; i < 12; i++)
        buf_printf(&b, "<!ENTITY a%d '&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;'>", i, i - 1, i - 1, i - 1,
                   i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
    buf_str(&b, "]><lolz>&a11;</lolz>");
    refused(buf_text(&b), "xml.doctype", 2, 1);
    char *secret = support_write(arena, folder, "secret", "rahasia", 7);
    refused(arena_printf(arena, "<!DOCTYPE a [<!ENTITY x SYSTEM 'file://%s'>]><a>&x;</a>", secret), "xml.doctype", 1,
            1);
    refused("<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/x.dtd'><a/>", "xml.doctype", 1, 1);
    refused("<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><a/>", "xml.doctype", 1, 1);
    refused("<!-- <!DOCTYPE a> --><!DOCTYPE a><a/>", "xml.doctype", 1, 22);
    accepted("<a><!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE a>]]></a>");
    // XInclude is only a name to us.
    xmlNode *root = accepted(arena_printf(
        arena, "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='%s' parse='text'/></a>", secret));
    assert_string_equal(xml_text(arena, root), "");
}

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static char *nested(int levels) {
    struct buf b = buf_new(arena);
    buf_str(&b, "<a>");
    for (int i = 1; i < levels; i++)
        buf_str(&b, "<b>");
    for (int i = 1; i < levels; i++)
        buf_str(&b, "</b>");
    buf_str(&b, "</a>");
    return b.p;
}

static char *with_attributes(int count, const char *name) {
    struct buf b = buf_new(arena);
    buf_str(&b, "<r>\n<a");
    for (int i = 0; i < count; i++)
        buf_printf(&b, " %s%d='%d'", name, i, i);
    buf_str(&b, "/></r>");
    return b.p;
}

static void bounds_hold_in_little_time(void **state) {
    (void)state;
    double start = seconds();
    accepted(nested(200));
    const struct finding *f = refused(nested(201), "xml.deep", 1, 601);
    assert_string_equal(argument(f, "limit"), "200");
    refused(nested(50000), "xml.deep", 1, 601);
    accepted(with_attributes(1000, "x"));
    refused(with_attributes(1001, "x"), "xml.attributes", 2, 1);
    refused(with_attributes(100000, "x"), "xml.attributes", 2, 1);
    struct buf b = buf_new(arena);
    buf_str(&b, "<a>");
    for (int i = 0; i < 600000; i++)
        buf_str(&b, "<b/>");
    buf_str(&b, "</a>");
    refused(buf_text(&b), "xml.elements", 1, 4 + 4 * 499999);
    assert_true(seconds() - start < 5);
}

static void a_huge_text_is_one_finding(void **state) {
    (void)state;
    size_t n = 12 * 1024 * 1024 + 1;
    char *text = arena_alloc(arena, n + 8);
    for (size_t i = 0; i < n; i++)
        text[i] = "\xC3\xA9"[(i + 1) % 2];  // not ASCII, which libxml2 would take in one piece of any length
    memcpy(text, "<a>", 3);
    memcpy(text + n, "</a>", 4);
    struct findings *f = findings_new(arena, NULL);
    assert_null(xml_parse(arena, "d", (struct str){text, n + 4}, f));
    assert_int_equal(f->n, 1);
    assert_string_equal(f->items[0].rule, "xml.long");
}

static const struct finding *load_refused(const char *path, const char *rule) {
    struct findings *f = findings_new(arena, NULL);
    assert_null(xml_load(arena, path, f));
    assert_int_equal(f->n, 1);
    assert_string_equal(f->items[0].rule, rule);
    assert_string_equal(f->items[0].place.file, path);
    return &f->items[0];
}

static void files_that_are_none(void **state) {
    (void)state;
    load_refused(folder, "file.folder");
    load_refused(arena_printf(arena, "%s/none.xml", folder), "file.missing");
    load_refused(support_write(arena, folder, "empty.xml", "", 0), "xml.empty");
    char *large = support_write(arena, folder, "large.xml", "<a>", 3);
    assert_int_equal(truncate(large, 100 * 1024 * 1024), 0);
    size_t before = arena_used(arena);
    assert_string_equal(argument(load_refused(large, "file.large"), "limit"), "32 MiB");
    assert_true(arena_used(arena) - before < 10000);  // it was not even read
}

static void good_files_are_loaded(void **state) {
    (void)state;
    struct findings *f = findings_new(arena, NULL);
    const char *path = support_write(arena, folder, "a.xml", "<data xmlns='urn:naskah:1'><orang id='o1'/></data>", 50);
    xmlDoc *doc = xml_load(arena, path, f);
    assert_non_null(doc);
    assert_string_equal((const char *)xmlDocGetRootElement(doc)->ns->href, XML_NS_DATA);
    assert_string_equal(xml_place(xml_child(xmlDocGetRootElement(doc), "orang")).file, path);
}

static void rubbish_never_crashes(void **state) {
    (void)state;
    static const char seed_text[] = "<?xml version='1.0'?><!DOCTYPE a><d x=\"1\" y='&amp;'><!-- c --><b>é&#65;</b>"
                                    "<![CDATA[z]]><?p?></d>";
    unsigned seed = 42;
    char text[sizeof seed_text];
    for (int round = 0; round < 20000; round++) {
        memcpy(text, seed_text, sizeof text);
        for (int k = 0; k < 1 + round % 5; k++) {
            seed = seed * 1103515245u + 12345u;
            text[(seed >> 16) % (sizeof text - 1)] = (char)(seed >> 8);
        }
        if (round % 2)
            memset(strstr(seed_text, "<!D") - seed_text + text, ' ', strlen("<!DOCTYPE a>"));
        struct arena *one = arena_new(0);
        struct findings *f = findings_new(one, NULL);
        xmlDoc *doc = xml_parse(one, "d", (struct str){text, sizeof text - 1}, f);
        assert_int_equal(f->n, doc ? 0 : 1);
        arena_free(one);
    }
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(what_is_not_xml),
        CASE(a_file_cut_anywhere_is_one_finding),
        CASE(errors_of_writing),
        CASE(an_element_that_nobody_closed),
        CASE(quotation_marks),
        CASE(encodings_are_told_or_found),
        CASE(utf16_keeps_text_and_places),
        CASE(characters_that_xml_forbids),
        CASE(doctypes_are_refused_unread),
        CASE(bounds_hold_in_little_time),
        CASE(a_huge_text_is_one_finding),
        CASE(files_that_are_none),
        CASE(good_files_are_loaded),
        CASE(rubbish_never_crashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
