// What is uploaded: masks, and the size that a portal takes.
#include "base/xml.h"
#include "batch/batch.h"
#include "batch/mask.h"
#include "inspect/size.h"

static xmlDoc *record_of(struct fixture *f, const char *text) {
    xmlDoc *doc = xml_parse(f->arena, "r", (struct str){(void *)(uintptr_t)text, strlen(text)}, f->findings);
    assert_non_null(doc);
    return doc;
}

#define PERSON(number) "<orang nama='A' nomor='" number "' nomor-jenis='NIP'/>"

static void test_masks(void **state) {
    struct fixture *f = *state;
    xmlDoc *record = record_of(f, "<naskah id='n'>" PERSON("197409232002122003") "<penanda>" PERSON("12") "</penanda>"
                                  "<fasilitator kontak='0812-3456-789 (Budi)'/><nomor>100/2025</nomor></naskah>");
    xmlDoc *masked = mask_record(f->arena, record, "nip kontak", NULL, f->findings);
    assert_string_equal(xml_canonical(f->arena, xmlDocGetRootElement(masked)),
                        "<naskah id=\"n\"><orang nama=\"A\" nomor=\"******** ****** * 003\" nomor-jenis=\"NIP\">"
                        "</orang>"
                        "<penanda><orang nama=\"A\" nomor=\"12\" nomor-jenis=\"NIP\"></orang></penanda>"
                        "<fasilitator kontak=\"****-****-789 (Budi)\"></fasilitator><nomor>100/2025</nomor></naskah>");
    assert_string_equal(xml_attr(xml_child(xmlDocGetRootElement(record), "orang"), "nomor"), "197409232002122003");
    assert_ptr_equal(mask_record(f->arena, record, "", NULL, f->findings), record);
    assert_int_equal(f->findings->n, 0);
    mask_record(f->arena, record, "nip nik", xmlDocGetRootElement(record), f->findings);
    assert_true(findings_has(f->findings, "unggah.topeng"));
}

// The largest parts are named: the faces, the content of pages, what is embedded.
static void test_budget(void **state) {
    struct fixture *f = *state;
    struct job_input input = {.document = planned_of(f, "sk-dinkes"), .want = {[RENDITION_ARSIP] = true}};
    struct str pdf = job_run(f->world, f->arena, &input)->outputs[RENDITION_ARSIP].bytes;
    struct place place = {0};
    assert_true(inspection_fits(f->arena, "a.pdf", pdf, pdf.n, "unggah.besar", place, f->findings));
    assert_int_equal(f->findings->n, 0);
    assert_false(inspection_fits(f->arena, "a.pdf", pdf, pdf.n - 1, "unggah.besar", place, f->findings));
    assert_int_equal(f->findings->n, 1);
    const struct finding *told = &f->findings->items[0];
    assert_int_equal(told->severity, SEVERITY_WARNING);
    assert_string_equal(told->args[3].name, "terbesar");
    assert_non_null(strstr(told->args[3].value, "URWBookman"));
    size_t n, all = 0;
    bool page = false, carried = false;
    struct inspection *p = inspection_new(f->arena, "a.pdf", pdf, NULL, f->findings);
    const struct inspect_part *parts = inspection_parts(p, &n);
    for (size_t i = 0; i < n; i++) {
        all += parts[i].bytes;
        page = page || (strcmp(parts[i].what, "halaman") == 0 && strcmp(parts[i].which, "2") == 0);
        carried = carried || (strcmp(parts[i].what, "lampiran") == 0 && strcmp(parts[i].which, "sumber.xml") == 0);
        assert_true(i == 0 || parts[i - 1].bytes >= parts[i].bytes);
    }
    assert_true(page && carried);
    assert_true(all < pdf.n && all > pdf.n / 2);
}

// e-meterai wants 1.6: the house rules say so for all renditions.
static void test_version(void **state) {
    struct fixture *f = *state;
    static const char text[] = "<data xmlns='urn:naskah:1'><tata id='versi' pdf-versi='1.6'/></data>";
    support_write(f->arena, f->folder, "versi.xml", text, strlen(text));
    const char *inputs[] = {NASKAH_SOURCE_DIR "/tests/e2e/dasar", f->folder};
    struct world *w = world_of(f, inputs, 2);
    f->plan = world_plan(w, f->arena, &f->n, f->findings);
    struct job_input input = {.document = planned_of(f, "sk-dinkes"), .want = {[RENDITION_ARSIP] = true}};
    assert_memory_equal(job_run(w, f->arena, &input)->outputs[RENDITION_ARSIP].bytes.p, "%PDF-1.6", 8);
}

int main(void) {
    const struct CMUnitTest tests[] = {FIXTURE_TEST(test_masks), FIXTURE_TEST(test_budget),
                                       FIXTURE_TEST(test_version)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
