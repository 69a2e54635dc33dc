// ./run bench contests: many proposals against several contests at once, as on the last evening. The proposals are made
// from those of input/ by changing the order of their words; one in a hundred is a copy of another.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/xml.h"
#include "batch/contest.h"
#include "batch/world.h"

enum { AGENCIES = 63 };  // as many as a large regency has

static const char *const samples[] = {"input/makassar/laboratorium-inovasi.xml", "input/balangan/klinik-inoba.xml",
                                      "input/karo/learning-organizations.xml"};

static double cpu_seconds(void) {
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
           (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
}

static unsigned next_random(unsigned *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void put_escaped(struct buf *out, const char *p, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (p[i] == '&' || p[i] == '<' || p[i] == '"') {
            buf_str(out, p[i] == '&' ? "&amp;" : p[i] == '<' ? "&lt;" : "&quot;");
        } else {
            buf_add(out, &p[i], 1);
        }
    }
}

// The words of a text in another order: as many of each, no run of them in common.
static void put_words(struct buf *out, const char *text, unsigned *seed) {
    struct arena *arena = arena_new(0);
    struct str *words = ARENA_ARRAY(arena, strlen(text) / 2 + 1, struct str);
    size_t n = 0;
    for (const char *p = text + strspn(text, " \n\t"); *p; p += strspn(p, " \n\t")) {
        words[n++] = (struct str){p, strcspn(p, " \n\t")};
        p += words[n - 1].n;
    }
    for (size_t i = 0; i < n; i++) {
        struct str *other = &words[i + next_random(seed) % (n - i)], held = words[i];
        words[i] = *other;
        *other = held;
        put_escaped(out, words[i].p, words[i].n);
        buf_char(out, ' ');
    }
    arena_free(arena);
}

static void put_node(struct buf *out, const xmlNode *node, unsigned *seed, const char *id, unsigned number) {
    if (node->type == XML_TEXT_NODE) {
        put_words(out, (const char *)node->content, seed);
        return;
    }
    if (node->type != XML_ELEMENT_NODE) {
        return;
    }
    buf_printf(out, "<%s", node->name);
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        const char *name = (const char *)a->name, *value = xml_attr(node, name);
        if (strcmp(name, "pengesah") == 0 || strcmp(name, "nomor") == 0) {
            continue;
        }
        buf_printf(out, " %s=\"", name);
        if (xml_is(node, "inovasi") && strcmp(name, "id") == 0) {
            buf_str(out, id);
        } else if (xml_is(node, "inovasi") && strcmp(name, "instansi") == 0) {
            buf_printf(out, "dinas-%u", number % AGENCIES);
        } else {
            put_escaped(out, value, strlen(value));
        }
        if (xml_is(node, "inovasi") && strcmp(name, "nama") == 0) {
            buf_printf(out, " %u", number);
        }
        buf_str(out, "\"");
    }
    buf_str(out, ">");
    for (const xmlNode *child = node->children; child; child = child->next) {
        put_node(out, child, seed, id, number);
    }
    buf_printf(out, "</%s>\n", node->name);
}

static bool put_file(const char *path, struct buf *out) {
    buf_str(out, "</data>\n");
    FILE *f = fopen(path, "wb");
    bool ok = f && fwrite(out->p, 1, out->n, f) == out->n;
    return (!f || fclose(f) == 0) && ok;
}

static void begin_file(struct buf *out) {
    out->n = 0;
    buf_str(out, "<data xmlns=\"urn:naskah:1\">\n");
}

static bool put_agencies(struct arena *arena, const char *folder) {
    struct buf out = buf_new(arena);
    begin_file(&out);
    buf_str(&out, "<instansi id=\"daerah\" nama=\"Kabupaten Contoh\" jenis=\"kabupaten\"/>\n");
    for (int i = 0; i < AGENCIES; i++) {
        buf_printf(&out, "<instansi id=\"dinas-%d\" induk=\"daerah\" nama=\"Dinas %d\" jenis=\"dinas\"/>\n", i, i);
    }
    return put_file(file_join(arena, folder, "instansi.xml"), &out);
}

static const xmlNode *innovation_of(const xmlDoc *doc) {
    const xmlNode *node = xml_child(xmlDocGetRootElement((xmlDoc *)doc), "inovasi");
    while (node && !xml_child(node, "usulan")) {
        node = xml_next(node, "inovasi");
    }
    return node;
}

// `each` proposals in one file.
static bool write_proposals(const char *folder, unsigned count, unsigned each) {
    struct arena *arena = arena_new(0);
    struct findings *findings = findings_new(arena, NULL);
    const xmlNode *like[3];
    for (int i = 0; i < 3; i++) {
        const xmlDoc *doc = xml_load(arena, samples[i], findings);
        like[i] = doc ? innovation_of(doc) : NULL;
        if (!like[i]) {
            return false;
        }
    }
    struct buf out = buf_new(arena);
    bool ok = put_agencies(arena, folder);
    for (unsigned i = 0; ok && i < count; i++) {
        if (i % each == 0) {
            begin_file(&out);
        }
        unsigned seed = i % 100 == 99 ? i - 3 : i;
        put_node(&out, like[i % 3], &seed, arena_printf(arena, "usulan-%05u", i), i);
        if (i % each == each - 1 || i + 1 == count) {
            ok = put_file(arena_printf(arena, "%s/usulan-%05u.xml", folder, i / each), &out);
        }
    }
    arena_free(arena);
    return ok;
}

static void measure(const char *folder, const char *const *profiles, size_t n_profiles) {
    const char *why = NULL;
    struct arena *arena = arena_new(0);
    struct catalogue *catalogue = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    struct findings *findings = findings_new(arena, catalogue);
    struct world_options options = {
        .share = NASKAH_SOURCE_DIR, .version = "bench", .catalogue = catalogue, .inputs = &folder, .n_inputs = 1};
    double from = cpu_seconds();
    const struct world *world = world_load(arena, &options, findings);
    size_t n = 0;
    const struct planned *plan = world ? world_plan(world, arena, &n, findings) : NULL;
    double read = cpu_seconds();
    struct contest_options asked = {.profiles = profiles, .n_profiles = n_profiles, .agreement = true};
    const struct contest_report *report = contest_check(world, plan, n, &asked);
    double judged = cpu_seconds();
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("contests: %zu judgements, %zu findings; read and linked %.2f s, judged %.2f s (%.3f ms each), CPU; "
           "peak %ld MiB\n", report->n, report->findings->n, read - from, judged - read,
           report->n ? 1e3 * (judged - read) / (double)report->n : 0.0, use.ru_maxrss / 1024);
    arena_free(arena);
}

// bench_contest PROPOSALS IN-ONE-FILE PROFILE…
int main(int argc, char **argv) {
    char folder[] = "/tmp/naskah-bench-XXXXXX";
    if (argc < 4 || chdir(NASKAH_SOURCE_DIR) != 0 || !mkdtemp(folder)) {
        return 2;
    }
    bool ok = write_proposals(folder, (unsigned)atoi(argv[1]), (unsigned)atoi(argv[2]));
    if (ok) {
        measure(folder, (const char *const *)(argv + 3), (size_t)argc - 3);
    }
    struct arena *arena = arena_new(0);
    size_t n = 0;
    char **files = file_list(arena, folder, NULL, &n);
    for (size_t i = 0; i < n; i++) {
        unlink(files[i]);
    }
    rmdir(folder);
    arena_free(arena);
    return ok ? 0 : 3;
}
