// Detached signatures (CMS, PKCS#7) by libcrypto: who signed, and whether it is these bytes. Whether the certificate
// can be trusted is not judged.
#ifndef NASKAH_BASE_CMS_H
#define NASKAH_BASE_CMS_H

#include "base/arena.h"
#include "base/text.h"

struct cms {
    const char *signer, *issuer;  // common names; "" when absent
    const char *certificate;      // SHA-256 of the signer's certificate, hexadecimal; "" when it is not there
    int signers;                  // how many signed it in one
    bool intact;                  // the signed digest is that of the bytes, and the signature is of the signer's key
};

// Reads a signature in DER (zeros may follow it) over two pieces of bytes, one after the other. False when it is no
// signature at all. Texts live in `arena`.
bool cms_read(struct arena *arena, struct str der, struct str first, struct str second, struct cms *out);

#endif
