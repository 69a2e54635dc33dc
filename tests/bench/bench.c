// ./run bench: what the device alone costs. Each document is laid out once; then its pages are written again and again,
// with the caches of a worker that has made some documents already.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "batch/world.h"
#include "device/pdf.h"
#include "layout/layout.h"
#include "model/resolve.h"
#include "template/template.h"

static double cpu_ms(void) {
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1e3 +
           (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e3;
}

static struct pages *pages_of(const struct world *world, struct arena *arena, const struct planned *p,
                              struct findings *findings) {
    const struct profile *profile = p->profile ? profiles_find(world->profiles, p->profile) : NULL;
    xmlDoc *record = resolve_record(arena, world->objects, world->defaults, p, profile ? profile_node(profile) : NULL,
                                    findings);
    struct template_options options = {.folder = "input", .width = layout_width, .fonts = world->fonts};
    const struct template *template = world_template(world, p->kind);
    return layout_document(arena, world->fonts, world->hyphenation,
                           template_bind(template, arena, record, &options, findings), findings);
}

static void measure(const struct world *world, const struct pages *pages, const struct pdf_options *options, int times,
                    struct findings *findings, const char *name) {
    struct arena *arena = arena_new(0);
    size_t bytes = 0;
    double least = 1e9;
    for (int round = 0; round < 5; round++) {
        double from = cpu_ms();
        for (int i = 0; i < times; i++) {
            struct buf out = buf_new(arena);
            if (!pdf_write(world->fonts, pages, options, &out, findings))
                exit(1);
            bytes = out.n;
            arena_reset(arena);
        }
        double took = (cpu_ms() - from) / times;
        least = took < least ? took : least;
    }
    printf("  %-38s %7.3f ms %9zu byte\n", name, least, bytes);
    arena_free(arena);
}

// What it costs to read a file back and judge it.
static void inspect(const struct world *world, const struct pages *pages, const struct pdf_options *options, int times,
                    struct findings *findings) {
    struct arena *kept = arena_new(0), *arena = arena_new(0);
    struct buf file = buf_new(kept);
    size_t rows = 0;
    double least = 1e9;
    if (!pdf_write(world->fonts, pages, options, &file, findings))
        exit(1);
    for (int round = 0; round < 5; round++) {
        double from = cpu_ms();
        for (int i = 0; i < times; i++) {
            struct findings *broken = findings_new(arena, NULL);
            world->conforms(arena, (struct str){file.p, file.n}, broken);
            rows = broken->n;
            arena_reset(arena);
        }
        double took = (cpu_ms() - from) / times;
        least = took < least ? took : least;
    }
    printf("  %-38s %7.3f ms %9zu rows broken\n", "inspector: read back and judged", least, rows);
    arena_free(arena);
    arena_free(kept);
}

static void bench(const struct world *world, const struct planned *p, int times) {
    static const char record[4096] = "<naskah-sumber/>";
    struct arena *arena = arena_new(0);
    struct findings *findings = findings_new(arena, world->catalogue);
    const struct pages *pages = pages_of(world, arena, p, findings);
    struct pdf_attachment attachment = {"sumber.xml", "application/xml", NULL, "Source", NULL,
                                        {record, sizeof record}};
    struct pdf_options draft = {.producer = "naskah"}, marked = {.producer = "naskah", .archival = true};
    struct pdf_options archive = marked;
    archive.attachments = &attachment;
    archive.n_attachments = 1;
    printf("device: %s (%zu pages), CPU\n", p->id, pages->n);
    measure(world, pages, &draft, times, findings, "draf: tagged, no mark");
    measure(world, pages, &marked, times, findings, "tanda-tangan, unggah: marked");
    measure(world, pages, &archive, times, findings, "arsip: marked, 4 KB attached");
    inspect(world, pages, &archive, times, findings);
    arena_free(arena);
}

// Each document of the inputs once, with caches that are empty at first: how often a font program was there already.
static void count_programs(const struct world *world, const struct planned *plan, size_t n) {
    struct arena *arena = arena_new(0);
    struct pdf_options options = {.producer = "naskah", .archival = true};
    for (size_t i = 0; i < n; i++) {
        struct findings *findings = findings_new(arena, world->catalogue);
        struct buf out = buf_new(arena);
        if (world_template(world, plan[i].kind))
            pdf_write(world->fonts, pages_of(world, arena, &plan[i], findings), &options, &out, findings);
        arena_reset(arena);
    }
    struct subset_count count = fonts_subset_count(world->fonts);
    printf("font programs: %zu documents asked for %zu, %zu were made: hit rate %.1f %%\n", n, count.asked, count.made,
           count.asked ? 100.0 * (double)(count.asked - count.made) / (double)count.asked : 0.0);
    arena_free(arena);
}

// bench DOCUMENT TIMES INPUT…
int main(int argc, char **argv) {
    const char *why = NULL;
    if (argc < 4)
        return 2;
    struct arena *arena = arena_new(0);
    struct catalogue *catalogue = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    struct findings *findings = findings_new(arena, catalogue);
    struct world_options options = {.share = NASKAH_SOURCE_DIR, .version = "bench", .catalogue = catalogue,
                                    .inputs = (const char *const *)(argv + 3), .n_inputs = (size_t)argc - 3};
    const struct world *world = world_load(arena, &options, findings);
    size_t n = 0;
    const struct planned *plan = world ? world_plan(world, arena, &n, findings) : NULL;
    count_programs(world, plan, n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(plan[i].id, argv[1]) == 0)
            bench(world, &plan[i], atoi(argv[2]));
    arena_free(arena);
    return n == 0;
}
