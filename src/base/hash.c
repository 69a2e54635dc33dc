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

static struct hash *hash_of(struct arena *arena, const EVP_MD *algorithm) {
    struct hash *h = ARENA_NEW(arena, struct hash);
    arena_on_free(arena, discard, h);
    h->context = EVP_MD_CTX_new();
    if (!h->context || !EVP_DigestInit_ex(h->context, algorithm, NULL)) {
        fputs("naskah: libcrypto offers no SHA-256\n", stderr);
        exit(3);
    }
    return h;
}

struct hash *hash_new(struct arena *arena) {
    return hash_of(arena, EVP_sha256());
}

struct hash *hash_named(struct arena *arena, const char *algorithm) {
    static const struct {
        const char *name;
        const EVP_MD *(*algorithm)(void);
    } known[] = {{"md5", EVP_md5}, {"sha1", EVP_sha1}, {"sha256", EVP_sha256}, {"sha512", EVP_sha512}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].name, algorithm) == 0)
            return hash_of(arena, known[i].algorithm());
    }
    return NULL;
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

static unsigned finish(struct hash *h, unsigned char digest[EVP_MAX_MD_SIZE]) {
    unsigned n = 0;
    assert(h->context);
    EVP_DigestFinal_ex(h->context, digest, &n);
    EVP_MD_CTX_free(h->context);
    h->context = NULL;
    return n;
}

void hash_end(struct hash *h, char out[HASH_SIZE]) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    finish(h, digest);
    as_hex(digest, 32, out);
}

void hash_end_long(struct hash *h, char out[HASH_LONGEST]) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    as_hex(digest, (int)finish(h, digest), out);
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
