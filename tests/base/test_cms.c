// Signatures are made here with a key of the moment, and read back.
#include "base/cms.h"

#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "support.h"

static X509 *certificate_of(EVP_PKEY *key, const char *name) {
    X509 *x = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(x), 7);
    X509_gmtime_adj(X509_getm_notBefore(x), 0);
    X509_gmtime_adj(X509_getm_notAfter(x), 3600);
    X509_set_pubkey(x, key);
    X509_NAME *subject = X509_get_subject_name(x);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, (const unsigned char *)name, -1, -1, 0);
    X509_set_issuer_name(x, subject);
    assert_true(X509_sign(x, key, EVP_sha256()) > 0);
    return x;
}

static struct str sign(struct arena *arena, const char *text) {
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *x = certificate_of(key, "Sulaiman Maulana");
    BIO *content = BIO_new_mem_buf(text, -1);
    CMS_ContentInfo *cms = CMS_sign(x, key, NULL, content, CMS_DETACHED | CMS_BINARY);
    assert_non_null(cms);
    unsigned char *der = NULL;
    int n = i2d_CMS_ContentInfo(cms, &der);
    assert_true(n > 0);
    struct str out = {memcpy(arena_alloc(arena, (size_t)n + 100), der, (size_t)n), (size_t)n + 100};
    OPENSSL_free(der);
    CMS_ContentInfo_free(cms);
    BIO_free(content);
    X509_free(x);
    EVP_PKEY_free(key);
    return out;
}

static void a_signature_tells_who_signed_which_bytes(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct str der = sign(arena, "satu dua");  // zeros follow, as in a PDF
    struct cms cms;
    assert_true(cms_read(arena, der, (struct str){"satu", 4}, (struct str){" dua", 4}, &cms));
    assert_string_equal(cms.signer, "Sulaiman Maulana");
    assert_string_equal(cms.issuer, "Sulaiman Maulana");
    assert_int_equal(strlen(cms.certificate), 64);
    assert_int_equal(cms.signers, 1);
    assert_true(cms.intact);
    arena_free(arena);
}

static void one_other_byte_is_noticed(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct str der = sign(arena, "satu dua");
    struct cms cms;
    assert_true(cms_read(arena, der, (struct str){"satu", 4}, (struct str){" dux", 4}, &cms));
    assert_false(cms.intact);
    assert_string_equal(cms.signer, "Sulaiman Maulana");
    arena_free(arena);
}

static void what_is_no_signature_is_refused(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct str der = sign(arena, "satu dua"), none = {"", 0};
    struct cms cms;
    assert_false(cms_read(arena, none, none, none, &cms));
    assert_false(cms_read(arena, (struct str){der.p, 40}, none, none, &cms));
    assert_false(cms_read(arena, (struct str){"bukan tanda tangan", 18}, none, none, &cms));
    assert_string_equal(cms.signer, "");
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signature_tells_who_signed_which_bytes),
        cmocka_unit_test(one_other_byte_is_noticed),
        cmocka_unit_test(what_is_no_signature_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
