// Signature fields, and what becomes of a file that is really signed by somebody else's program.
#include "device/fixture.h"

static struct sign place_of(const char *id, const char *person, const char *office, int order) {
    return (struct sign){.id = id, .person = person, .office = office, .mode = "bsre", .order = order, .field = true};
}

static struct item *add_sign(struct fixture *t, struct page *page, int parent, const struct sign *sign, mp x, mp y) {
    int block = add_block(t, parent, ROLE_SECTION);
    struct item *item = add_item(t, page, ITEM_SIGN, x, y);
    item->block = block;
    item->width = MM(70);
    item->height = MM(35);
    item->sign = sign;
    int line = add_block(t, block, ROLE_P);
    add_line(t, page, line, x, y + MM(5), sign->office);
    line = add_block(t, block, ROLE_P);
    add_line(t, page, line, x, y + MM(30), sign->person);
    return item;
}

// A contract of one page with two signers.
static char *contract(struct fixture *t) {
    static struct sign first, second;
    first = place_of("pihak-pertama", "dr. Lestari Wulandari, M.Kes.", "Kepala Dinas Kesehatan", 1);
    second = place_of("pihak-kedua", "Robinson Tarida", "Bupati Karo", 2);
    int document = add_block(t, 0, ROLE_SECTION);
    struct page *page = add_page(t, MM(215), MM(330));
    int text = add_block(t, document, ROLE_P);
    add_line(t, page, text, MM(30), MM(40), "Perjanjian kinerja tahun 2025");
    add_sign(t, page, document, &first, MM(30), MM(200));
    add_sign(t, page, document, &second, MM(120), MM(200));
    return save(t);
}

// Certificates made on the fly in a database of NSS, as pdfsig wants them.
static void make_certificates(struct fixture *t) {
    run(t, "cd %s && mkdir nss && cd nss && head -c 64 /dev/zero >noise && "
           "certutil -N -d sql:. --empty-password 2>&1", t->folder);
    for (int i = 1; i <= 2; i++)
        run(t, arena_printf(t->arena, "cd %%s/nss && certutil -S -d sql:. -n penanda-%d -s 'CN=Penanda %d,O=Uji,C=ID' "
                                      "-x -t 'CT,C,C' -v 120 -m %d -Z SHA256 -g 2048 -z noise 2>&1", i, i, i),
            t->folder);
}

static char *sign_with(struct fixture *t, const char *file, int who, const char *field, const char *to) {
    char *out = arena_printf(t->arena, "%s/%s", t->folder, to);
    run(t, arena_printf(t->arena, "pdfsig -nssdir sql:%s/nss -nick penanda-%d -sign %s %%s %s 2>&1", t->folder, who,
                        field, out), file);
    return out;
}

static struct str bytes_of(struct fixture *t, const char *file) {
    struct str bytes;
    const char *why;
    assert_true(file_read(t->arena, file, (size_t)1 << 24, &bytes, &why));
    return bytes;
}

static char *verified(struct fixture *t, const char *file) {
    return run(t, arena_printf(t->arena, "pdfsig -nssdir sql:%s/nss %%s 2>&1 || true", t->folder), file);
}

static void fields_are_what_signers_find(void **state) {
    struct fixture *t = *state;
    char *file = contract(t);
    char *text = plain(t, file);
    has(text, "/T (pihak-pertama)");
    has(text, "/TU (Kepala Dinas Kesehatan, dr. Lestari Wulandari, M.Kes.)");
    has(text, "/TU (Bupati Karo, Robinson Tarida)");
    has(text, "/SigFlags 1");
    has(text, "/FT /Sig");
    has(run(t, "pdfinfo -struct %s", file), "Form");
    has(verified(t, file), "The signature form field is not signed.");
}

static void two_signers_in_turn(void **state) {
    struct fixture *t = *state;
    char *file = contract(t);
    make_certificates(t);
    char *once = sign_with(t, file, 1, "pihak-pertama", "sekali.pdf");
    char *twice = sign_with(t, once, 2, "pihak-kedua", "dua.pdf");
    struct str before = bytes_of(t, file), after = bytes_of(t, once), last = bytes_of(t, twice);
    assert_true(after.n > before.n && last.n > after.n);
    assert_memory_equal(before.p, after.p, before.n);
    assert_memory_equal(after.p, last.p, after.n);
    has(verified(t, once), "Signature is Valid");
    char *both = verified(t, twice);
    const char *valid = strstr(both, "Signature is Valid");
    assert_non_null(valid);
    assert_non_null(strstr(valid + 1, "Signature is Valid"));
    has(both, "Total document signed");
    char *text = run(t, "pdftotext -raw %s -", file);
    assert_string_equal(run(t, "pdftotext -raw %s -", twice), text);
    run(t, "qpdf --check %s 2>&1", twice);
}

static void a_changed_byte_is_detected(void **state) {
    struct fixture *t = *state;
    char *file = contract(t);
    make_certificates(t);
    struct str bytes = bytes_of(t, sign_with(t, file, 1, "pihak-pertama", "sekali.pdf"));
    char *copy = memcpy(arena_alloc(t->arena, bytes.n), bytes.p, bytes.n);
    copy[1000] ^= 1;
    char *report = verified(t, support_write(t->arena, t->folder, "berubah.pdf", copy, bytes.n));
    has(report, "Digest Mismatch");
    has_not(report, "Signature is Valid");
}

static void without_the_setting_there_is_no_field(void **state) {
    struct fixture *t = *state;
    static struct sign wet;
    wet = place_of("penetap", "Sari", "Sekretaris Daerah", 1);
    wet.field = false;
    int document = add_block(t, 0, ROLE_SECTION);
    add_sign(t, add_page(t, MM(215), MM(330)), document, &wet, MM(30), MM(200));
    char *text = plain(t, save(t));
    has_not(text, "/AcroForm");
    has_not(text, "/Widget");
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(fields_are_what_signers_find),
        T(two_signers_in_turn),
        T(a_changed_byte_is_detected),
        T(without_the_setting_there_is_no_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
