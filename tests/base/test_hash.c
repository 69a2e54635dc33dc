#include "base/hash.h"
#include "support.h"

static void known_digests(void **state) {
    (void)state;
    char hex[HASH_SIZE];
    hash_bytes("abc", 3, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    hash_bytes(NULL, 0, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void pieces_give_the_digest_of_the_whole(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    char whole[HASH_SIZE], pieces[HASH_SIZE];
    hash_bytes("naskah dinas", 12, whole);
    struct hash *h = hash_new(a);
    hash_add(h, "naskah", 6);
    hash_add(h, NULL, 0);
    hash_add(h, " dinas", 6);
    hash_end(h, pieces);
    assert_string_equal(pieces, whole);
    arena_free(a);
}

static void of_strings(struct arena *a, const char *s, const char *t, char out[HASH_SIZE]) {
    struct hash *h = hash_new(a);
    hash_add_str(h, s);
    hash_add_str(h, t);
    hash_end(h, out);
}

static void strings_keep_their_borders(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    char one[HASH_SIZE], other[HASH_SIZE];
    of_strings(a, "ab", "c", one);
    of_strings(a, "a", "bc", other);
    assert_string_not_equal(one, other);
    of_strings(a, NULL, "x", one);
    of_strings(a, "", "x", other);
    assert_string_equal(one, other);
    hash_new(a);  // never ended: the arena frees it
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_digests),
        cmocka_unit_test(pieces_give_the_digest_of_the_whole),
        cmocka_unit_test(strings_keep_their_borders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
