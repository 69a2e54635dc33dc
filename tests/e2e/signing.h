// Certificates made on the fly, and files really signed by somebody else's program.
#ifndef NASKAH_TESTS_SIGNING_H
#define NASKAH_TESTS_SIGNING_H

#include "e2e/launching.h"

static char signing_store[] = "/tmp/naskah-nss-XXXXXX";

// Once for all tests of a program, as keys are dear: two signers, penanda-1 and penanda-2, in a database of NSS.
static inline int signing_open(void **state) {
    struct e2e *t = e2e_new();
    (void)state;
    assert_non_null(mkdtemp(signing_store));
    e2e_shell(t, "cd %s && head -c 64 /dev/zero >noise && certutil -N -d sql:. --empty-password", signing_store);
    for (int i = 1; i <= 2; i++) {
        e2e_shell(t, "cd %s && certutil -S -d sql:. -n penanda-%d -s 'CN=Penanda %d,O=Uji,C=ID' -x -t 'CT,C,C' -v 120"
                     " -m %d -Z SHA256 -g 2048 -z noise >/dev/null 2>&1", signing_store, i, i, i);
    }
    e2e_free(t);
    return 0;
}

static inline int signing_close(void **state) {
    (void)state;
    support_remove(signing_store);
    return 0;
}

// In the working folder: that database, and data that ask for signature fields.
static inline void signing_prepare(struct e2e *t) {
    e2e_write(t, "input/bidang.xml", "<data xmlns='urn:naskah:1'><tata id='bidang' ttd-bidang='ya'/></data>");
    e2e_shell(t, "cp -r '%s' nss", signing_store);
}

// `field`: the name of a signature field, or its number.
static inline void signing_sign(struct e2e *t, const char *file, const char *field, int who, const char *to) {
    e2e_shell(t, "pdfsig -nssdir sql:nss -nick penanda-%d -sign %s %s %s >/dev/null 2>&1", who, field, file, to);
}

#endif
