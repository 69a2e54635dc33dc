// SHA-256 by libcrypto, as lower-case hexadecimal text; MD5 where a file format asks for it.
#ifndef NASKAH_BASE_HASH_H
#define NASKAH_BASE_HASH_H

#include "base/arena.h"

#define HASH_SIZE 65  // 64 digits and a NUL
struct hash;
struct hash *hash_new(struct arena *arena);
void hash_add(struct hash *h, const void *bytes, size_t n);
// With its NUL, so that "ab","c" differs from "a","bc"; NULL counts as "".
void hash_add_str(struct hash *h, const char *s);
void hash_end(struct hash *h, char out[HASH_SIZE]);
// "md5", "sha1", "sha256" or "sha512" for what others wrote; NULL for any other name. Its digits are told by
// hash_end_long, which any hash may be ended with.
#define HASH_LONGEST 129
struct hash *hash_named(struct arena *arena, const char *algorithm);
void hash_end_long(struct hash *h, char out[HASH_LONGEST]);
void hash_bytes(const void *bytes, size_t n, char out[HASH_SIZE]);
#define HASH_MD5_SIZE 33
void hash_md5(const void *bytes, size_t n, char out[HASH_MD5_SIZE]);

#endif
