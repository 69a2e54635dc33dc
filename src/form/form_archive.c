// Parts as one archive, always with the same bytes.
#include <string.h>
#include <zip.h>

#include "form/form.h"

#define FIRST_DATE 0x21  // 1980-01-01 as ZIP counts it

static bool add_parts(zip_t *z, const struct form_part *parts, size_t n) {
    for (size_t i = 0; i < n; i++) {
        zip_source_t *source = zip_source_buffer(z, parts[i].bytes, strlen(parts[i].bytes), 0);
        zip_int64_t at = source ? zip_file_add(z, parts[i].name, source, ZIP_FL_ENC_UTF_8) : -1;
        if (at < 0) {
            zip_source_free(source);
            return false;
        }
        zip_file_set_dostime(z, (zip_uint64_t)at, 0, FIRST_DATE, 0);
        zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_DEFLATE, 6);
    }
    return true;
}

static bool copy_out(struct arena *arena, zip_source_t *from, struct str *out) {
    if (zip_source_open(from) || zip_source_seek(from, 0, SEEK_END)) {
        return false;
    }
    zip_int64_t n = zip_source_tell(from);
    char *bytes = arena_alloc(arena, (size_t)n + 1);
    zip_source_seek(from, 0, SEEK_SET);
    bool whole = zip_source_read(from, bytes, (zip_uint64_t)n) == n;
    zip_source_close(from);
    *out = (struct str){bytes, (size_t)n};
    return whole;
}

bool form_archive(struct arena *arena, const struct form_part *parts, size_t n, struct str *out) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, &error);
    if (!to) {
        return false;
    }
    zip_source_keep(to);
    zip_t *z = zip_open_from_source(to, ZIP_TRUNCATE, &error);
    bool made = z && add_parts(z, parts, n) && zip_close(z) == 0 && copy_out(arena, to, out);
    zip_source_free(to);
    zip_error_fini(&error);
    return made;
}
