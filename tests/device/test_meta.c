// What a file says about itself, and what it carries.
#include <libxml/parser.h>

#include "device/fixture.h"

static char *xmp(struct fixture *t, const char *file) {
    char *text = run(t, "pdfinfo -meta %s", file);
    xmlDoc *doc = xmlReadMemory(text, (int)strlen(text), "xmp", NULL, XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!doc)
        fail_msg("not well-formed: %s", text);
    xmlFreeDoc(doc);
    return text;
}

static void start(struct fixture *t) {
    add_text(t, add_page(t, MM(215), MM(330)), "Sans", PT(12), MM(20), MM(20), "a", 0);
}

static void facts_stand_twice_and_agree(void **state) {
    struct fixture *t = *state;
    t->document.title = "Keputusan <A & B> \"uji\"";
    t->document.subject = "Tim & tata";
    start(t);
    char *file = save(t), *text = xmp(t, file), *info = run(t, "pdfinfo -isodates %s", file);
    has(text, "<rdf:li xml:lang=\"x-default\">Keputusan &lt;A &amp; B&gt; \"uji\"</rdf:li>");
    has(info, "Title:           Keputusan <A & B> \"uji\"\n");
    has(text, "<dc:creator><rdf:Seq><rdf:li>Bappeda</rdf:li></rdf:Seq></dc:creator>");
    has(info, "Author:          Bappeda\n");
    has(text, "Tim &amp; tata");
    has(info, "Subject:         Tim & tata\n");
    has(text, "<pdf:Producer>naskah uji</pdf:Producer>");
    has(info, "Producer:        naskah uji\n");
    has(text, "<xmp:CreateDate>2025-02-10</xmp:CreateDate>");
    has(text, "<xmp:ModifyDate>2025-02-10</xmp:ModifyDate>");
    has(info, "CreationDate:    2025-02-10");
    has(info, "ModDate:         2025-02-10");
    has(plain(t, file), "/CreationDate (D:20250210)");
}

static void the_mark_is_set_only_when_asked_for(void **state) {
    struct fixture *t = *state;
    start(t);
    char *file = save(t), *text = xmp(t, file);
    has(text, "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>");
    has(text, "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>");
    has(run(t, "pdfinfo %s", file), "Tagged:          yes");
    t->options.archival = false;
    file = save(t);
    text = xmp(t, file);
    has_not(text, "pdfaid");
    has_not(text, "pdfuaid");
    has(run(t, "pdfinfo %s", file), "Tagged:          yes");
}

static void the_version_is_what_was_asked_for(void **state) {
    struct fixture *t = *state;
    start(t);
    t->options.minor = 6;
    char *file = save(t);
    has(run(t, "pdfinfo %s", file), "PDF version:     1.6");
    has(run(t, "qpdf --check %s 2>&1", file), "No syntax or stream encoding errors");
}

static void the_catalogue_has_what_archives_ask_for(void **state) {
    struct fixture *t = *state;
    start(t);
    char *text = plain(t, save(t));
    static const char *const keys[] = {"/Lang (id)", "/Marked true", "/DisplayDocTitle true", "/S /GTS_PDFA1",
                                       "/OutputConditionIdentifier (sRGB IEC61966-2.1)", "/StructTreeRoot",
                                       "/ParentTree", "/Tabs /S", "/StructParents 0", "acspAPPL"};
    for (size_t i = 0; i + 1 < sizeof keys / sizeof *keys; i++)
        has(text, keys[i]);
    has(text, "mntrRGB XYZ");
    has(text, "acsp");
}

static void pages_are_called_as_printed(void **state) {
    struct fixture *t = *state;
    static const int numbers[] = {1, 2, 3, 1, 2, 7};
    for (size_t i = 0; i < 6; i++)
        add_page(t, MM(215), MM(330))->number = numbers[i];
    char *text = run(t, "qpdf --json --json-key=pagelabels %s | tr -d ' \\n'", save(t));
    has(text, "{\"index\":0,\"label\":{\"/S\":\"/D\",\"/St\":1}},{\"index\":3,\"label\":{\"/S\":\"/D\",\"/St\":1}},"
              "{\"index\":5,\"label\":{\"/S\":\"/D\",\"/St\":7}}");
}

static void attachments_come_out_as_they_went_in(void **state) {
    struct fixture *t = *state;
    static const struct pdf_attachment files[] = {
        {"é.txt", "text/plain", NULL, "Data", NULL, {"é\n", 3}},
        {"sumber.xml", "application/xml", "Data naskah (é)", "Source", "2025-03-01", {"<naskah-sumber/>", 16}},
        {"a.bin", NULL, NULL, NULL, NULL, {"", 0}}};
    start(t);
    t->options.attachments = files;
    t->options.n_attachments = 3;
    char *file = save(t);
    char *list = run(t, "pdfdetach -list %s", file);
    has(list, "3 embedded files");
    has(list, "1: a.bin\n2: sumber.xml\n3: é.txt\n");  // in the order of the bytes in the file
    run(t, arena_printf(t->arena, "pdfdetach -savefile sumber.xml -o %s/sumber.xml %%s", t->folder), file);
    assert_string_equal(run(t, "cat %s/sumber.xml", t->folder), "<naskah-sumber/>");
    char *text = plain(t, file);
    has(text, "/AFRelationship /Source");
    has(text, "/AFRelationship /Unspecified");
    has(text, "/Subtype /application#2fxml");
    has(text, "/ModDate (D:20250301)");
    has(text, "/ModDate (D:20250210)");
    has(text, "/Size 16");
    has(text, "/AF [");
    has(run(t, "qpdf --json --json-key=attachments %s", file), "\"checksum\": \"13b223c94e16196923b81c98b64104e4\"");
    has(run(t, "qpdf --check %s 2>&1", file), "No syntax or stream encoding errors");
}

static void the_language_is_one(void **state) {
    struct fixture *t = *state;
    static const char *const codes[][2] = {{"en-GB", "(en-GB)"}, {"id_ID", "(id)"}, {"", "(id)"}, {"x-", "(id)"},
                                           {"bahasa-indonesia1", "(id)"}, {"su-1", "(su-1)"}};
    start(t);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        t->document.language = codes[i][0];
        has(plain(t, save(t)), arena_printf(t->arena, "/Lang %s", codes[i][1]));
    }
}

static void long_texts_are_cut_where_the_standard_says(void **state) {
    struct fixture *t = *state;
    char *title = arena_alloc(t->arena, 100001);
    for (size_t i = 0; i < 100000; i += 2)
        memcpy(title + i, "é", 2);
    t->document.title = title;
    start(t);
    t->pages.n_outline = 1;
    static struct outline outline;
    outline = (struct outline){1, 1, 0, title};
    t->pages.outline = &outline;
    run(t, "qpdf --check %s 2>&1", save(t));
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(facts_stand_twice_and_agree),
        T(the_mark_is_set_only_when_asked_for),
        T(the_version_is_what_was_asked_for),
        T(the_catalogue_has_what_archives_ask_for),
        T(pages_are_called_as_printed),
        T(attachments_come_out_as_they_went_in),
        T(the_language_is_one),
        T(long_texts_are_cut_where_the_standard_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
