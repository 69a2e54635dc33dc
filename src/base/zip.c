#include "base/zip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

struct zip_folder {
    struct arena *arena;
    const char *path;
    zip_t *handle;
    struct zip_member *members;
    size_t n;
    bool told;  // exactly one finding for a refused archive
};

static void close_handle(void *p) {
    struct zip_folder *z = p;
    if (z->handle) {
        zip_discard(z->handle);
    }
    z->handle = NULL;
}

static struct place whole(const struct zip_folder *z) {
    return (struct place){.file = z->path};
}

// ---- names ----

static bool is_drive(const char *name) {
    return ((name[0] | 32) >= 'a' && (name[0] | 32) <= 'z') && name[1] == ':';
}

// Why a name is refused, as the id of a text, or NULL. A trailing '/' marks a folder.
static const char *name_problem(const char *name, size_t n) {
    int levels = 0;
    if (n == 0 || memchr(name, '\0', n)) {
        return "@zip.nama.nul";
    }
    if (n > ZIP_MAX_NAME) {
        return "@zip.nama.panjang";
    }
    if (name[0] == '/' || is_drive(name)) {
        return "@zip.nama.mutlak";
    }
    if (memchr(name, '\\', n)) {
        return "@zip.nama.garis";
    }
    for (size_t i = 0; i < n; levels++) {
        const char *slash = memchr(name + i, '/', n - i);
        size_t length = slash ? (size_t)(slash - name) - i : n - i;
        if (length == 0 || (length == 1 && name[i] == '.') || (length == 2 && name[i] == '.' && name[i + 1] == '.')) {
            return "@zip.nama.keluar";
        }
        i += length + 1;
    }
    return levels > ZIP_MAX_LEVELS ? "@zip.nama.dalam" : NULL;
}

// What can be printed of a name that may hold anything.
static const char *printable(struct arena *arena, const char *name, size_t n) {
    size_t shown = n < 80 ? n : 80;
    char *s = arena_alloc(arena, shown + 1);
    for (size_t i = 0; i < shown; i++) {
        s[i] = (unsigned char)name[i] < ' ' ? '?' : name[i];
    }
    return text_valid(s, strlen(s)) ? s : "?";
}

static bool refuse_name(struct zip_folder *z, const char *name, size_t n, struct findings *findings) {
    const char *why = name_problem(name, n);
    if (why) {
        findings_add(findings, "zip.name", whole(z), "nama", printable(z->arena, name, n), "sebab", why, NULL);
    }
    return why != NULL;
}

static unsigned le16(const unsigned char *p) {
    return p[0] | (unsigned)p[1] << 8;
}

static unsigned long le32(const unsigned char *p) {
    return le16(p) | (unsigned long)le16(p + 2) << 16;
}

// The end record of the directory, or NULL. It stands in the last 64 KiB, before a comment.
static const unsigned char *end_record(struct str bytes) {
    const unsigned char *p = (const unsigned char *)bytes.p;
    for (size_t i = bytes.n < 22 ? 0 : bytes.n - 22 + 1; i-- > 0 && bytes.n - i < 70000;) {
        if (memcmp(p + i, "PK\5\6", 4) == 0) {
            return p + i;
        }
    }
    return NULL;
}

// libzip gives names as C strings; what follows a NUL in a name is seen only in the directory itself.
static bool refuse_raw_names(struct zip_folder *z, struct str bytes, struct findings *findings) {
    const unsigned char *end = end_record(bytes), *p = (const unsigned char *)bytes.p;
    size_t at = end ? le32(end + 16) : bytes.n;
    while (at + 46 < bytes.n && memcmp(p + at, "PK\1\2", 4) == 0) {
        size_t length = le16(p + at + 28);
        if (length > bytes.n - at - 46) {
            return false;
        }
        if (memchr(p + at + 46, '\0', length) && refuse_name(z, (const char *)p + at + 46, length, findings)) {
            return true;
        }
        at += 46 + length + le16(p + at + 30) + le16(p + at + 32);
    }
    return false;
}

bool zip_lists(struct str bytes, const char *beginning) {
    const unsigned char *end = end_record(bytes), *p = (const unsigned char *)bytes.p;
    size_t at = end ? le32(end + 16) : bytes.n, n = strlen(beginning);
    while (at + 46 < bytes.n && memcmp(p + at, "PK\1\2", 4) == 0) {
        size_t length = le16(p + at + 28);
        if (length >= n && n <= bytes.n - at - 46 && memcmp(p + at + 46, beginning, n) == 0) {
            return true;
        }
        at += 46 + length + le16(p + at + 30) + le16(p + at + 32);
    }
    return false;
}

static int by_name(const void *a, const void *b) {
    return strcmp((*(const struct zip_member *const *)a)->name, (*(const struct zip_member *const *)b)->name);
}

static bool refuse_duplicates(struct zip_folder *z, struct findings *findings) {
    const struct zip_member **sorted = ARENA_ARRAY(z->arena, z->n + 1, const struct zip_member *);
    for (size_t i = 0; i < z->n; i++) {
        sorted[i] = &z->members[i];
    }
    qsort(sorted, z->n, sizeof *sorted, by_name);
    for (size_t i = 1; i < z->n; i++) {
        if (strcmp(sorted[i - 1]->name, sorted[i]->name) == 0) {
            findings_add(findings, "zip.duplicate", whole(z), "nama", sorted[i]->name, NULL);
            return true;
        }
    }
    return false;
}

// ---- opening ----

static void refuse_large(struct zip_folder *z, const char *name, size_t limit, struct findings *findings) {
    findings_add(findings, "zip.large", whole(z), "nama", name, "batas", arena_printf(z->arena, "%zu MiB", limit >> 20),
                 NULL);
}

static bool refuse_size(struct zip_folder *z, const zip_stat_t *st, size_t total, struct findings *findings) {
    const char *name = printable(z->arena, st->name, strlen(st->name));
    if (st->size > ZIP_MAX_MEMBER) {
        refuse_large(z, name, ZIP_MAX_MEMBER, findings);
    } else if (st->size > ZIP_MAX_TOTAL - total) {
        refuse_large(z, name, ZIP_MAX_TOTAL, findings);
    } else if (st->size > ZIP_RATIO_FROM && st->size / ZIP_MAX_RATIO > st->comp_size) {
        findings_add(findings, "zip.ratio", whole(z), "nama", name, "batas",
                     arena_printf(z->arena, "%d", ZIP_MAX_RATIO), NULL);
    } else {
        return false;
    }
    return true;
}

// Looks at all that the directory says; nothing is unpacked. False after a finding.
static bool take_directory(struct zip_folder *z, struct findings *findings) {
    zip_int64_t count = zip_get_num_entries(z->handle, 0);
    size_t total = 0;
    if (count > ZIP_MAX_MEMBERS) {
        findings_add(findings, "zip.many", whole(z), "jumlah", arena_printf(z->arena, "%lld", (long long)count),
                     "batas", arena_printf(z->arena, "%d", ZIP_MAX_MEMBERS), NULL);
        return false;
    }
    z->members = ARENA_ARRAY(z->arena, (size_t)count + 1, struct zip_member);
    for (zip_int64_t i = 0; i < count; i++) {
        zip_stat_t st;
        zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
        if (zip_stat_index(z->handle, (zip_uint64_t)i, 0, &st) || (st.valid & needed) != needed) {
            findings_add(findings, "zip.broken", whole(z), NULL);
            return false;
        }
        size_t length = strlen(st.name);
        if (refuse_name(z, st.name, length, findings) || refuse_size(z, &st, total, findings)) {
            return false;
        }
        if (st.encryption_method != ZIP_EM_NONE) {
            findings_add(findings, "zip.encrypted", whole(z), "nama", printable(z->arena, st.name, length), NULL);
            return false;
        }
        total += st.size;
        if (st.name[length - 1] != '/') {
            z->members[z->n++] = (struct zip_member){arena_strdup(z->arena, st.name), st.size, (size_t)i};
        }
    }
    return !refuse_duplicates(z, findings);
}

static zip_t *open_bytes(struct str bytes) {
    zip_error_t error;
    if (bytes.n == 0) {  // to libzip no bytes are an archive without members
        return NULL;
    }
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
    zip_t *handle = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (source && !handle) {
        zip_source_free(source);
    }
    zip_error_fini(&error);
    return handle;
}

struct zip_folder *zip_load(struct arena *arena, const char *path, struct str bytes, struct findings *findings) {
    struct zip_folder *z = ARENA_NEW(arena, struct zip_folder);
    z->arena = arena;
    z->path = path;
    z->handle = open_bytes(bytes);
    if (!z->handle) {
        findings_add(findings, "zip.broken", whole(z), NULL);
        return NULL;
    }
    arena_on_free(arena, close_handle, z);
    return refuse_raw_names(z, bytes, findings) || !take_directory(z, findings) ? NULL : z;
}

const struct zip_member *zip_members(const struct zip_folder *z, size_t *n) {
    *n = z->n;
    return z->members;
}

const struct zip_member *zip_find(const struct zip_folder *z, const char *name) {
    for (size_t i = 0; i < z->n; i++) {
        if (strcmp(z->members[i].name, name) == 0) {
            return &z->members[i];
        }
    }
    return NULL;
}

// ---- unpacking ----

static bool damaged(struct zip_folder *z, const char *rule, const struct zip_member *m, struct findings *findings) {
    findings_add(findings, rule, whole(z), "nama", printable(z->arena, m->name, strlen(m->name)), NULL);
    return false;
}

bool zip_stream(struct zip_folder *z, const struct zip_member *m, bool (*take)(void *context, const char *p, size_t n),
                void *context, struct findings *findings) {
    zip_file_t *file = zip_fopen_index(z->handle, m->index, 0);
    if (!file) {
        int code = zip_error_code_zip(zip_get_error(z->handle));
        bool method = code == ZIP_ER_COMPNOTSUPP;
        return damaged(z, method ? "zip.method" : "zip.damaged", m, findings);
    }
    char piece[65536];
    size_t all = 0;
    zip_int64_t n;
    // libzip compares the CRC and the size when it comes to the end.
    while ((n = zip_fread(file, piece, sizeof piece)) > 0) {
        all += (size_t)n;
        if (all > m->size) {
            n = -1;
            break;
        }
        if (!take(context, piece, (size_t)n)) {
            zip_fclose(file);
            return true;
        }
    }
    zip_fclose(file);
    return (n == 0 && all == m->size) || damaged(z, "zip.damaged", m, findings);
}

struct filling {
    char *to;
    size_t n;
};

static bool fill(void *context, const char *p, size_t n) {
    struct filling *f = context;
    memcpy(f->to + f->n, p, n);
    f->n += n;
    return true;
}

bool zip_bytes(struct zip_folder *z, const struct zip_member *m, struct arena *arena, struct str *out,
               struct findings *findings) {
    struct filling f = {.to = arena_alloc(arena, m->size + 1)};
    bool whole_member = zip_stream(z, m, fill, &f, findings);
    *out = (struct str){f.to, f.n};
    return whole_member;
}

struct library zip_library(void) {
    struct library l = {.name = "libzip", .package = "libzip4", .built = LIBZIP_VERSION};
    snprintf(l.running, sizeof l.running, "%s", zip_libzip_version());
    return l;
}
