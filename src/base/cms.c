#include "base/cms.h"

#include <limits.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/x509.h>

#include "base/hash.h"

static const char *common_name(struct arena *arena, X509_NAME *name) {
    int at = name ? X509_NAME_get_index_by_NID(name, NID_commonName, -1) : -1;
    unsigned char *text = NULL;
    if (at < 0) {
        return "";
    }
    int n = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    const char *copy = n > 0 ? arena_strndup(arena, (const char *)text, (size_t)n) : "";
    OPENSSL_free(text);
    return copy;
}

static void read_certificate(struct arena *arena, X509 *certificate, struct cms *out) {
    unsigned char *der = NULL;
    int n = i2d_X509(certificate, &der);
    if (n > 0) {
        char *digits = arena_alloc(arena, HASH_SIZE);
        hash_bytes(der, (size_t)n, digits);
        out->certificate = digits;
    }
    OPENSSL_free(der);
    out->signer = common_name(arena, X509_get_subject_name(certificate));
    out->issuer = common_name(arena, X509_get_issuer_name(certificate));
}

// One after the other without joining them.
static BIO *pieces(struct str first, struct str second) {
    BIO *bio = BIO_new(BIO_s_mem());
    if (bio && (BIO_write(bio, first.p, (int)first.n) != (int)first.n ||
                BIO_write(bio, second.p, (int)second.n) != (int)second.n)) {
        BIO_free(bio);
        return NULL;
    }
    return bio;
}

static bool verify(CMS_ContentInfo *cms, struct str first, struct str second) {
    if (first.n > INT_MAX || second.n > INT_MAX) {
        return false;
    }
    BIO *content = pieces(first, second);
    bool ok = content && CMS_verify(cms, NULL, NULL, content, NULL,
                                    CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY) == 1;
    BIO_free(content);
    return ok;
}

// The certificate of the only signer: CMS_verify has found it, or the set holds it.
static X509 *signer_of(CMS_ContentInfo *cms, CMS_SignerInfo *info) {
    STACK_OF(X509) *all = CMS_get1_certs(cms);
    X509 *found = NULL;
    for (int i = 0; i < sk_X509_num(all); i++) {
        X509 *x = sk_X509_value(all, i);
        if (!found && CMS_SignerInfo_cert_cmp(info, x) == 0) {
            found = x;
            X509_up_ref(found);
        }
    }
    sk_X509_pop_free(all, X509_free);
    return found;
}

bool cms_read(struct arena *arena, struct str der, struct str first, struct str second, struct cms *out) {
    const unsigned char *p = (const unsigned char *)der.p;
    *out = (struct cms){.signer = "", .issuer = "", .certificate = ""};
    CMS_ContentInfo *cms = der.n <= LONG_MAX ? d2i_CMS_ContentInfo(NULL, &p, (long)der.n) : NULL;
    STACK_OF(CMS_SignerInfo) *infos = cms ? CMS_get0_SignerInfos(cms) : NULL;
    bool ok = infos != NULL;
    if (ok) {
        out->signers = sk_CMS_SignerInfo_num(infos);
        X509 *certificate = out->signers > 0 ? signer_of(cms, sk_CMS_SignerInfo_value(infos, 0)) : NULL;
        if (certificate) {
            read_certificate(arena, certificate, out);
            X509_free(certificate);
        }
        out->intact = out->signers > 0 && verify(cms, first, second);
    }
    CMS_ContentInfo_free(cms);
    ERR_clear_error();
    return ok;
}
