#include "batch/startup.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/image.h"
#include "batch/fault.h"
#include "model/format.h"

#define TEMPLATE_LIMIT ((size_t)1 << 20)
#define EMBLEM_LIMIT ((size_t)5 << 20)
#define OURS ".naskah-mulai."

const char *const startup_names[STARTUP_QUESTIONS] = {"daerah", "ibu-kota",      "kepala-daerah", "sekda",
                                                      "kantor", "kepala-kantor", "lambang",       "tahun"};

// ---- answers

static bool begins(const char *text, const char *word) {
    size_t n = strlen(word);
    return strncasecmp(text, word, n) == 0 && text[n] == ' ' && !text_blank(text + n);
}

static bool is_city(const char *region) {
    return begins(region, "kota");
}

// "Surya Adinata 197002151996031002": the digits at the end, without their spaces; "" when there are none.
static const char *number_of(struct arena *arena, const char *answer, size_t *name_ends) {
    size_t n = strlen(answer);
    while (n > 0 && (isdigit((unsigned char)answer[n - 1]) || answer[n - 1] == ' ')) {
        n--;
    }
    struct buf digits = buf_new(arena);
    for (const char *p = answer + n; *p; p++) {
        if (*p != ' ') {
            buf_char(&digits, *p);
        }
    }
    *name_ends = n;
    return buf_text(&digits);
}

// Of 18 digits the 13th and 14th are the month of entry in a NIP; of a PPPK they count contracts, from 21.
static const char *kind_of(const char *digits) {
    return strlen(digits) == 18 && (digits[12] - '0') * 10 + digits[13] - '0' > 12 ? "NI PPPK" : "NIP";
}

static bool has_letter(const char *text) {
    for (; *text; text++) {
        if (isalpha((unsigned char)*text) || (*text & 0x80)) {
            return true;
        }
    }
    return false;
}

static const char *chief_fault(struct arena *arena, const char *answer) {
    size_t name;
    const char *digits = number_of(arena, answer, &name);
    if (!has_letter(answer)) {
        return "mulai.salah.nama";
    }
    return *digits && person_number_fault(kind_of(digits), digits) ? "mulai.salah.nip" : NULL;
}

static const char *emblem_fault(struct arena *arena, const char *answer) {
    struct findings *unheard = findings_new(arena, NULL);
    struct str bytes;
    const char *why;
    if (!*answer) {
        return NULL;
    }
    if (!file_read(arena, answer, EMBLEM_LIMIT, &bytes, &why)) {
        return strcmp(why, "file.large") == 0 ? "mulai.salah.lambang-besar" : "mulai.salah.lambang-tidak-ada";
    }
    const struct image *image = image_load(arena, answer, (struct place){0}, unheard);
    bool small = image && (image->width < 100 || image->height < 100);
    return !image ? "mulai.salah.lambang" : small ? "mulai.salah.lambang-kecil" : NULL;
}

const char *startup_fault(struct arena *arena, enum startup_question question, const char *answer) {
    switch (question) {
    case STARTUP_REGION:
        return begins(answer, "kabupaten") || is_city(answer) ? NULL : "mulai.salah.daerah";
    case STARTUP_CHIEF:
        return chief_fault(arena, answer);
    case STARTUP_EMBLEM:
        return emblem_fault(arena, answer);
    case STARTUP_YEAR:
        return strlen(answer) == 4 && strspn(answer, "0123456789") == 4 && atoi(answer) >= 2000 && atoi(answer) < 2100
                   ? NULL : "mulai.salah.tahun";
    default:
        return has_letter(answer) ? NULL : "mulai.salah.nama";
    }
}

// ---- what stands for {{names}}

struct word {
    const char *name, *value;
};

struct filling {
    struct arena *arena;
    const struct startup *s;
    struct word words[48];
    size_t n;
};

static void set(struct filling *f, const char *name, const char *value) {
    f->words[f->n++] = (struct word){name, value ? value : ""};
}

// "dr. Lestari Wulandari, M.Kes.": words that end in a dot before the name are degrees, and all behind a comma.
static void set_person(struct filling *f, enum startup_question question, const char *answer) {
    struct arena *arena = f->arena;
    const char *comma = strchr(answer, ','), *at = answer, *name = startup_names[question];
    for (;;) {
        size_t n = strcspn(at, " ,");
        if (n == 0 || at[n - 1] != '.' || at[n] != ' ') {
            break;
        }
        at += n + 1;
    }
    size_t end = comma && comma > at ? (size_t)(comma - at) : strlen(at);
    const char *before = arena_strndup(arena, answer, (size_t)(at - answer));
    set(f, arena_printf(arena, "%s.depan", name), text_collapse(arena, before));
    set(f, arena_printf(arena, "%s.nama", name), text_collapse(arena, arena_strndup(arena, at, end)));
    set(f, arena_printf(arena, "%s.belakang", name), comma && comma > at ? text_collapse(arena, comma + 1) : "");
    set(f, arena_printf(arena, "%s.contoh", name), f->s->example[question] ? "ya" : "tidak");
}

static void set_office(struct filling *f, const char *office) {
    static const char *const kinds[][3] = {
        {"Badan", "badan", "Kepala Badan"}, {"Dinas", "dinas", "Kepala Dinas"}, {"Bagian", "bagian", "Kepala Bagian"}};
    const char *kind = "lainnya", *head = "Kepala";
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (begins(office, kinds[i][0])) {
            kind = kinds[i][1];
            head = kinds[i][2];
        }
    }
    set(f, "kantor", office);
    set(f, "KANTOR", text_upper(f->arena, office));
    set(f, "jenis-kantor", kind);
    set(f, "jabatan-kepala", head);
}

static const char *emblem_name(const struct startup *s, struct arena *arena) {
    const char *path = s->answers[STARTUP_EMBLEM];
    struct str bytes;
    const char *why;
    if (!*path || !file_read(arena, path, EMBLEM_LIMIT, &bytes, &why)) {
        return "";
    }
    return bytes.n > 1 && (unsigned char)bytes.p[0] == 0xff ? "lambang.jpg" : "lambang.png";
}

static void fill_words(struct filling *f) {
    struct arena *arena = f->arena;
    const char *const *a = f->s->answers, *region = a[STARTUP_REGION];
    size_t name;
    const char *digits = number_of(arena, a[STARTUP_CHIEF], &name);
    set(f, "daerah", region);
    set(f, "DAERAH", text_upper(arena, region));
    set(f, "nama-saja", strchr(region, ' ') + 1);
    set(f, "jenis", is_city(region) ? "kota" : "kabupaten");
    set(f, "kepala", is_city(region) ? "Wali Kota" : "Bupati");
    set(f, "ibu-kota", a[STARTUP_CITY]);
    set_person(f, STARTUP_HEAD, a[STARTUP_HEAD]);
    set_person(f, STARTUP_SECRETARY, a[STARTUP_SECRETARY]);
    set_office(f, a[STARTUP_OFFICE]);
    set_person(f, STARTUP_CHIEF, text_collapse(arena, arena_strndup(arena, a[STARTUP_CHIEF], name)));
    set(f, "nip", digits);
    set(f, "nip.jenis", kind_of(digits));
    set(f, "lambang", emblem_name(f->s, arena));
    set(f, "tahun", a[STARTUP_YEAR]);
    set(f, "tahun-lalu", arena_printf(arena, "%d", atoi(a[STARTUP_YEAR]) - 1));
}

// ---- files

static void add_escaped(struct buf *out, const char *text, bool xml) {
    for (; *text; text++) {
        const char *e = !xml ? NULL : *text == '&' ? "&amp;" : *text == '<' ? "&lt;" : *text == '"' ? "&quot;" : NULL;
        if (e) {
            buf_str(out, e);
        } else {
            buf_char(out, *text);
        }
    }
}

static const char *value_of(const struct filling *f, const char *name, size_t n) {
    for (size_t i = 0; i < f->n; i++) {
        if (strlen(f->words[i].name) == n && memcmp(f->words[i].name, name, n) == 0) {
            return f->words[i].value;
        }
    }
    return NULL;
}

// One line; nothing at all when it asks for a word that is empty ("{{nip?}}").
static void fill_line(const struct filling *f, struct buf *out, const char *line, size_t n, bool xml) {
    struct buf made = buf_new(f->arena);
    for (size_t i = 0; i < n;) {
        const char *end = n - i > 4 && strncmp(line + i, "{{", 2) == 0 ? memmem(line + i, n - i, "}}", 2) : NULL;
        size_t length = end ? (size_t)(end - line) - i - 2 : 0;
        bool needed = end && length && end[-1] == '?';
        const char *value = end ? value_of(f, line + i + 2, length - needed) : NULL;
        if (needed && value && !*value) {
            return;
        }
        if (value) {
            add_escaped(&made, value, xml);
            i += length + 4;
        } else {
            buf_char(&made, line[i++]);
        }
    }
    buf_add(out, made.p, made.n);
}

static struct str filled(const struct filling *f, const char *text, bool xml) {
    struct buf out = buf_new(f->arena);
    while (*text) {
        size_t n = strcspn(text, "\n");
        n += text[n] == '\n';
        fill_line(f, &out, text, n, xml);
        text += n;
    }
    const char *p = buf_text(&out);
    return (struct str){p, out.n};
}

static bool stage_templates(struct filling *f, struct staging *staging, const char *to, struct findings *findings,
                            size_t *files) {
    struct arena *arena = f->arena;
    const char *from = file_join(arena, f->s->share, "templates/mulai"), *why;
    size_t n = 0;
    char **list = file_list(arena, from, NULL, &n);
    for (size_t i = 0; i < n; i++) {
        const char *name = list[i] + strlen(from) + 1, *dot = strrchr(name, '.');
        struct str text;
        if (!file_read(arena, list[i], TEMPLATE_LIMIT, &text, &why)) {
            findings_add_as(findings, SEVERITY_FATAL, "startup.template", (struct place){.file = list[i]}, NULL);
            return false;
        }
        struct str made = filled(f, text.p, dot && strcmp(dot, ".xml") == 0);
        const char *path = file_join(arena, to, name);
        if (!staging_add(staging, path, made.p, made.n)) {
            fault_write(findings, path, NULL);
            return false;
        }
    }
    *files = n;
    if (n == 0) {
        findings_add_as(findings, SEVERITY_FATAL, "startup.template", (struct place){.file = from}, NULL);
    }
    return n > 0;
}

static bool stage_emblem(const struct startup *s, struct arena *arena, struct staging *staging, const char *to,
                         struct findings *findings, size_t *files) {
    const char *name = emblem_name(s, arena), *why;
    struct str bytes;
    if (!*name || !file_read(arena, s->answers[STARTUP_EMBLEM], EMBLEM_LIMIT, &bytes, &why)) {
        return true;
    }
    const char *path = file_join(arena, to, arena_printf(arena, "input/%s", name));
    if (!staging_add(staging, path, bytes.p, bytes.n)) {
        fault_write(findings, path, NULL);
        return false;
    }
    ++*files;
    return true;
}

// What a killed run left in the folder is no reason to stay away.
static bool is_ours(const char *name) {
    size_t n = strlen(name);
    return strncmp(name, OURS, strlen(OURS)) == 0 && n > 5 && strcmp(name + n - 5, ".part") == 0;
}

bool startup_free(const char *folder) {
    DIR *dir = opendir(folder);
    if (!dir) {
        return errno == ENOENT && access(folder, F_OK) != 0;
    }
    const struct dirent *entry;
    bool empty = true;
    while ((entry = readdir(dir)) != NULL) {
        const char *name = entry->d_name;
        empty = empty && (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || is_ours(name));
    }
    closedir(dir);
    return empty;
}

bool startup_is_here(const char *folder) {
    return strcmp(folder, ".") == 0 || strcmp(folder, "./") == 0;
}

void startup_tell_taken(struct findings *findings, const char *folder) {
    findings_add(findings, "startup.exists", (struct place){.file = folder}, "berkas",
                 startup_is_here(folder) ? "@startup.here" : folder, NULL);
}

static void remove_all(struct arena *arena, const char *folder) {
    size_t n = 0;
    char **list = file_list(arena, folder, NULL, &n);
    int saved = errno;
    for (size_t i = 0; i < n; i++) {
        unlink(list[i]);
    }
    rmdir(file_join(arena, folder, "input"));
    rmdir(folder);
    errno = saved;
}

// A folder that is there, and may be the one that somebody works in, stays itself: what is in `part` moves into it, the
// data last. All or nothing.
static bool move_into(struct arena *arena, const char *part, const char *folder) {
    static const char *const entries[] = {"BACA-DULU.txt", "input"};
    for (size_t i = 0; i < 2; i++) {
        if (rename(file_join(arena, part, entries[i]), file_join(arena, folder, entries[i])) != 0) {
            int why = errno;
            if (i > 0) {
                unlink(file_join(arena, folder, entries[0]));
            }
            errno = why;
            return false;
        }
    }
    return rmdir(part) == 0;
}

bool startup_make(struct arena *arena, const struct startup *s, struct findings *findings, size_t *files) {
    struct filling f = {.arena = arena, .s = s};
    struct staging *staging = staging_new(arena);
    size_t end = strlen(s->folder);
    while (end > 1 && s->folder[end - 1] == '/') {
        end--;
    }
    const char *folder = arena_strndup(arena, s->folder, end);
    bool there = file_is_folder(folder);
    const char *part = there ? arena_printf(arena, "%s/" OURS "%ld.part", folder, (long)getpid())
                             : arena_printf(arena, "%s.%ld.part", folder, (long)getpid());
    if (!startup_free(folder) || !startup_free(part)) {
        startup_tell_taken(findings, folder);
        return false;
    }
    fill_words(&f);
    bool staged = stage_templates(&f, staging, part, findings, files) &&
                  stage_emblem(s, arena, staging, part, findings, files);
    if (!staged) {
        staging_abandon(staging);
        remove_all(arena, part);
        return false;
    }
    if (!staging_commit(staging) || (there ? !move_into(arena, part, folder) : rename(part, folder) != 0)) {
        fault_write(findings, folder, NULL);
        remove_all(arena, part);
        return false;
    }
    return true;
}
