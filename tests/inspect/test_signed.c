// A file signed with a key of the moment: who signed, what it covers, one byte changed; and the rows about signatures.
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "inspect/good.h"

enum { ROOM = 6000 };  // hexadecimal digits for the signature
enum flaw { NO_FLAW, SHORT_RANGE, NO_CERTIFICATE, TWO_SIGNERS };

struct fixture {
    struct arena *arena;
    struct editor *e;
};

static int set_up(void **state) {
    struct arena *arena = arena_new(0);
    struct fixture *t = ARENA_NEW(arena, struct fixture);
    char *zeros = memset(arena_alloc(arena, ROOM + 1), '0', ROOM);
    t->arena = arena;
    struct good g = good_file(arena);
    good_add(&g, "ttd", arena_printf(arena, "<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached "
                                            "/M (D:20250210) /Reason (Uji) /ByteRange [0 1111111111 2222222222 "
                                                 "3333333333]"
                                            " /Contents <%s> >>", zeros), NULL);
    good_edit(&g, "/T (ttd)", "/T (ttd)", "/T (ttd) /V {ttd} 0 R");
    t->e = g.e;
    *state = t;
    return 0;
}

static int tear_down(void **state) {
    arena_free(((struct fixture *)*state)->arena);
    return 0;
}

static X509 *certificate_of(EVP_PKEY *key, const char *name) {
    X509 *x = X509_new();
    X509_gmtime_adj(X509_getm_notBefore(x), 0);
    X509_gmtime_adj(X509_getm_notAfter(x), 3600);
    X509_set_pubkey(x, key);
    X509_NAME *subject = X509_get_subject_name(x);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, (const unsigned char *)name, -1, -1, 0);
    X509_set_issuer_name(x, subject);
    assert_true(X509_sign(x, key, EVP_sha256()) > 0);
    return x;
}

// The signature over some bytes, as hexadecimal digits.
static char *sign(struct arena *arena, const struct buf *bytes, enum flaw flaw) {
    EVP_PKEY *key = EVP_EC_gen("P-256"), *other = EVP_EC_gen("P-256");
    X509 *x = certificate_of(key, "Kepala Dinas"), *y = certificate_of(other, "Orang Lain");
    BIO *content = BIO_new_mem_buf(bytes->p, (int)bytes->n);
    unsigned flags = CMS_DETACHED | CMS_BINARY | CMS_PARTIAL | (flaw == NO_CERTIFICATE ? CMS_NOCERTS : 0);
    CMS_ContentInfo *cms = CMS_sign(NULL, NULL, NULL, content, flags);
    assert_non_null(CMS_add1_signer(cms, x, key, EVP_sha256(), flags));
    if (flaw == TWO_SIGNERS)
        assert_non_null(CMS_add1_signer(cms, y, other, EVP_sha256(), flags));
    assert_int_equal(CMS_final(cms, content, NULL, flags), 1);
    unsigned char *der = NULL;
    int n = i2d_CMS_ContentInfo(cms, &der);
    struct buf b = buf_new(arena);
    for (int i = 0; i < n; i++)
        buf_printf(&b, "%02x", der[i]);
    assert_true(b.n <= ROOM);
    OPENSSL_free(der);
    CMS_ContentInfo_free(cms);
    BIO_free(content);
    X509_free(x);
    X509_free(y);
    EVP_PKEY_free(key);
    EVP_PKEY_free(other);
    return b.p;
}

static void put_number(struct str bytes, const char *mark, size_t v) {
    char *at = memmem(bytes.p, bytes.n, mark, 10), digits[16];
    assert_non_null(at);
    snprintf(digits, sizeof digits, "%-10zu", v);
    memcpy(at, digits, 10);
}

static struct str signed_file(struct fixture *t, enum flaw flaw) {
    struct str b = editor_close(editor_copy(t->arena, t->e));
    size_t hole = (size_t)((char *)memmem(b.p, b.n, "/Contents <0000", 15) - b.p) + 10, after = hole + ROOM + 2;
    put_number(b, "1111111111", hole);
    put_number(b, "2222222222", after);
    put_number(b, "3333333333", b.n - after - (flaw == SHORT_RANGE));
    struct buf covered = buf_new(t->arena);
    buf_add(&covered, b.p, hole);
    buf_add(&covered, b.p + after, b.n - after - (flaw == SHORT_RANGE));
    char *digits = sign(t->arena, &covered, flaw);
    memcpy((char *)b.p + hole + 1, digits, strlen(digits));
    return b;
}

static struct inspection *read_it(struct fixture *t, struct str bytes) {
    struct findings *f = findings_new(t->arena, NULL);
    struct inspection *p = inspection_new(t->arena, "ttd.pdf", bytes, NULL, f);
    assert_non_null(p);
    return p;
}

static void a_signature_is_read_and_judged(void **state) {
    struct fixture *t = *state;
    struct str bytes = signed_file(t, NO_FLAW);
    struct inspection *p = read_it(t, bytes);
    struct findings *f = findings_new(t->arena, NULL);
    size_t n;
    const struct inspect_signature *s = inspection_signatures(p, &n);
    assert_int_equal(n, 1);
    assert_string_equal(s->signer, "Kepala Dinas");
    assert_string_equal(s->field, "ttd");
    assert_string_equal(s->reason, "Uji");
    assert_string_equal(s->kind, "adbe.pkcs7.detached");
    assert_true(s->sound && s->intact && s->whole);
    assert_true(inspection_check(p, f));
    const struct inspect_field *fields = inspection_fields(p, &n);
    assert_int_equal(n, 2);
    assert_true(fields[0].filled);
    assert_int_equal(fields[0].page, 1);
    assert_int_equal(fields[0].left, PT(30));
    assert_int_equal(fields[0].top, PT(20));
    assert_string_equal(fields[0].label, "Tanda tangan");
    assert_false(fields[1].filled);
}

static void one_changed_byte_is_noticed(void **state) {
    struct fixture *t = *state;
    struct str bytes = signed_file(t, NO_FLAW);
    char *at = memmem(bytes.p, bytes.n, "(kotak)", 7);
    at[1] = 'K';
    size_t n;
    const struct inspect_signature *s = inspection_signatures(read_it(t, bytes), &n);
    assert_true(s->sound && s->whole);
    assert_false(s->intact);
}

static void flaws_of_signatures_break_their_rows(void **state) {
    struct fixture *t = *state;
    static const char *const rows[] = {[SHORT_RANGE] = "@pdf.row.signature-range",
                                       [NO_CERTIFICATE] = "@pdf.row.signature-certificate",
                                       [TWO_SIGNERS] = "@pdf.row.signature-single"};
    for (enum flaw flaw = SHORT_RANGE; flaw <= TWO_SIGNERS; flaw++) {
        struct findings *f = findings_new(t->arena, NULL);
        assert_false(inspection_check(read_it(t, signed_file(t, flaw)), f));
        assert_int_equal(f->n, 1);
        assert_string_equal(f->items[0].args[0].value, rows[flaw]);
    }
}

static void what_it_carries_is_read(void **state) {
    struct fixture *t = *state;
    struct inspection *p = read_it(t, editor_close(editor_copy(t->arena, t->e)));
    size_t n;
    struct str bytes;
    const struct inspect_attachment *a = inspection_attachments(p, &n);
    assert_int_equal(n, 1);
    assert_string_equal(a->name, "sumber.xml");
    assert_string_equal(a->mime, "application/xml");
    assert_string_equal(a->relationship, "Source");
    assert_string_equal(a->description, "Data sumber");
    assert_true(inspection_attachment(p, "sumber.xml", &bytes));
    assert_int_equal(bytes.n, 9);
    assert_memory_equal(bytes.p, "<sumber/>", 9);
    assert_false(inspection_attachment(p, "lain.xml", &bytes));
    assert_string_equal(inspection_claim(p).archive, "3A");
    assert_string_equal(inspection_claim(p).access, "1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signature_is_read_and_judged),
        cmocka_unit_test(one_changed_byte_is_noticed),
        cmocka_unit_test(flaws_of_signatures_break_their_rows),
        cmocka_unit_test(what_it_carries_is_read),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
