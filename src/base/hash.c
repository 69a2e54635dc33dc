#include "base/hash.h"

#include <assert.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct hash {
    EVP_MD_CTX *context;
};

static void discard(void *handle) {
    EVP_MD_CTX_free(((struct hash *)handle)->context);
}

struct hash *hash_new(struct arena *arena) {
    struct hash *h = ARENA_NEW(arena, struct hash);
    arena_on_free(arena, discard, h);
    h->context = EVP_MD_CTX_new();
    if (!h->context || !EVP_DigestInit_ex(h->context, EVP_sha256(), NULL)) {
        fputs("naskah: libcrypto offers no SHA-256\n", stderr);
        exit(3);
    }
    return h;
}

void hash_add(struct hash *h, const void *bytes, size_t n) {
    assert(h->context);
    if (n)
        EVP_DigestUpdate(h->context, bytes, n);
}

void hash_add_str(struct hash *h, const char *s) {
    if (!s)
        s = "";
    hash_add(h, s, strlen(s) + 1);
}

static void as_hex(const unsigned char *digest, int n, char *out) {
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < n; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[2 * n] = '\0';
}

void hash_end(struct hash *h, char out[HASH_SIZE]) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    assert(h->context);
    EVP_DigestFinal_ex(h->context, digest, NULL);
    EVP_MD_CTX_free(h->context);
    h->context = NULL;
    as_hex(digest, 32, out);
}

void hash_bytes(const void *bytes, size_t n, char out[HASH_SIZE]) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    if (!EVP_Digest(n ? bytes : "", n, digest, NULL, EVP_sha256(), NULL)) {
        fputs("naskah: libcrypto offers no SHA-256\n", stderr);
        exit(3);
    }
    as_hex(digest, 32, out);
}

void hash_md5(const void *bytes, size_t n, char out[HASH_MD5_SIZE]) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    if (!EVP_Digest(n ? bytes : "", n, digest, NULL, EVP_md5(), NULL)) {
        fputs("naskah: libcrypto offers no MD5\n", stderr);
        exit(3);
    }
    as_hex(digest, 16, out);
}
