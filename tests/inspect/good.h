// A good file of our own writer, with what its documents seldom hold added: links, fields, notes, contents, layers,
// pictures. Every change of test_rows.c begins from it.
#ifndef NASKAH_TESTS_INSPECT_GOOD_H
#define NASKAH_TESTS_INSPECT_GOOD_H

#include "batch/world.h"
#include "device/pdf.h"
#include "inspect/editor.h"
#include "layout/layout.h"
#include "template/template.h"

static inline struct str good_written(struct arena *arena, const char *input, const char *id) {
    const char *why = NULL, *inputs[] = {input};
    struct catalogue *catalogue = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    struct findings *findings = findings_new(arena, catalogue);
    struct world_options options = {.share = NASKAH_SOURCE_DIR, .version = "uji", .catalogue = catalogue,
                                    .inputs = inputs, .n_inputs = 1};
    struct world *world = world_load(arena, &options, findings);
    assert_non_null(world);
    size_t n, i = 0;
    const struct planned *plan = world_plan(world, arena, &n, findings);
    while (i < n && strcmp(plan[i].id, id) != 0)
        i++;
    assert_true(i < n);
    const struct profile *profile = plan[i].profile ? profiles_find(world->profiles, plan[i].profile) : NULL;
    xmlDoc *record = resolve_record(arena, world->objects, world->defaults, &plan[i],
                                    profile ? profile_node(profile) : NULL, findings);
    struct template_options how = {.folder = "input", .width = layout_width, .fonts = world->fonts};
    struct document *document =
        template_bind(world_template(world, plan[i].kind), arena, record, &how, findings);
    struct pages *pages = layout_document(arena, world->fonts, world->hyphenation, document, findings);
    struct pdf_attachment source = {"sumber.xml", "application/xml", "Data sumber", "Source", "2025-02-10",
                                    {"<sumber/>", 9}};
    struct pdf_options pdf = {.producer = "naskah uji", .archival = true, .attachments = &source, .n_attachments = 1};
    struct buf out = buf_new(arena);
    assert_true(pdf_write(world->fonts, pages, &pdf, &out, findings));
    return (struct str){out.p, out.n};
}

struct named {
    const char *name;
    int number;
};

struct good {
    struct editor *e;
    struct named names[64];
    size_t n;
};

// "{name}" in texts is the number of an object.
static inline char *good_numbers(const struct good *g, struct arena *arena, const char *text) {
    char *out = arena_strdup(arena, text);
    for (size_t i = 0; i < g->n; i++) {
        const char *key = arena_printf(arena, "{%s}", g->names[i].name);
        size_t n = 0;
        for (char *next; (next = editor_replaced(arena, out, strlen(out), key,
                                                 arena_printf(arena, "%d", g->names[i].number), &n));)
            out = next;
    }
    return out;
}

static inline void good_name(struct good *g, const char *name, int number) {
    assert_true(number > 0 && g->n < 64);
    g->names[g->n++] = (struct named){name, number};
}

static inline void good_add(struct good *g, const char *name, const char *text, const char *data) {
    good_name(g, name, editor_add(g->e, text, data));
}

static inline void good_edit(struct good *g, const char *where, const char *from, const char *to) {
    if (!editor_edit(g->e, false, good_numbers(g, g->e->arena, where), from, good_numbers(g, g->e->arena, to)))
        fail_msg("nothing to edit: %s: %s", where, from);
}

static const struct {
    const char *name, *text, *data;
} good_additions[] = {
    {"cadangan", "<</Cadangan true /Hexa <00ff> >>", NULL},
    {"aliran", "<</Aliran true >>", "isi"},
    {"gambar", "<</Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 >>",
         "x"},
    {"bentuk", "<</Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources <<>> >>", ""},
    {"sederhana", "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 97 "
                  "/LastChar 97 /Widths [556] >>", NULL},
    {"truetype", "<</Type /Font /Subtype /TrueType /BaseFont /Arial /Encoding /WinAnsiEncoding /FirstChar 97 "
         "/LastChar 97 "
                 "/Widths [556] /FontDescriptor <</Type /FontDescriptor /FontName /Arial /Flags 32 >> >>", NULL},
    {"rujukan", "<</Type /Annot /Subtype /Link /Rect [10 10 20 20] /F 4 /Border [0 0 0] /Contents (Tautan) "
                "/StructParent 901 /A <</S /URI /URI (http://contoh.id) >> >>", NULL},
    {"isian", "<</Type /Annot /Subtype /Widget /FT /Sig /T (ttd) /TU (Tanda tangan) /F 132 /Rect [30 10 40 20] "
              "/AP <</N {bentuk} 0 R >> /StructParent 902 >>", NULL},
    {"kotak", "<</Type /Annot /Subtype /Square /Contents (kotak) /F 4 /Rect [50 10 60 20] /AP <</N {bentuk} 0 R >> "
              "/StructParent 903 >>", NULL},
    {"kolom", "<</FT /Tx /T (isi) /TU (Isi) >>", NULL},
    {"formulir", "<</Fields [{isian} 0 R {kolom} 0 R] /SigFlags 1 >>", NULL},
    {"lapis", "<</Type /OCG /Name (Lapis) >>", NULL},
    {"lapisan", "<</OCGs [{lapis} 0 R] /D <</Name (Utama) /Order [{lapis} 0 R] >> /Configs [<</Name (Lain) >>] >>",
         NULL},
};

// Elements that hold nothing but each other, with titles to be found by. The last ones are what others are put into.
static const struct {
    const char *name, *text;
} good_elements[] = {
    {"e-tautan", "/S /Link /P {dok} 0 R /T (tautan) /K [<</Type /OBJR /Obj {rujukan} 0 R >>]"},
    {"e-isian", "/S /Form /P {dok} 0 R /T (isian) /K [<</Type /OBJR /Obj {isian} 0 R >>]"},
    {"e-kotak", "/S /Annot /P {dok} 0 R /T (kotak) /K [<</Type /OBJR /Obj {kotak} 0 R >>]"},
    {"bagian", "/S /Bagian /P {dok} 0 R /T (bagian)"},
    {"catatan", "/S /Note /P {dok} 0 R /T (catatan) /ID (c1)"},
    {"catatan2", "/S /Note /P {dok} 0 R /T (catatan2) /ID (c2)"},
    {"sosok", "/S /Figure /P {dok} 0 R /T (sosok) /Alt (uraian)"},
    {"isi", "/S /TOC /P {dok} 0 R /T (daftar-isi) /K [{isi1} 0 R]"},
    {"isi1", "/S /TOCI /P {isi} 0 R /T (baris-isi)"},
    {"daftar", "/S /L /P {dok} 0 R /T (daftar) /K [{butir} 0 R]"},
    {"butir", "/S /LI /P {daftar} 0 R /T (butir) /K [{tanda} 0 R {badan} 0 R]"},
    {"tanda", "/S /Lbl /P {butir} 0 R /T (tanda)"},
    {"badan", "/S /LBody /P {butir} 0 R /T (badan)"},
    {"tabel", "/S /Table /P {dok} 0 R /T (tabel) /K [{thead} 0 R {tbody} 0 R {tfoot} 0 R {judul} 0 R]"},
    {"thead", "/S /THead /P {tabel} 0 R /T (kepala) /K [{r0} 0 R]"},
    {"tbody", "/S /TBody /P {tabel} 0 R /T (tubuh) /K [{r1} 0 R]"},
    {"tfoot", "/S /TFoot /P {tabel} 0 R /T (kaki) /K [{r2} 0 R]"},
    {"judul", "/S /Caption /P {tabel} 0 R /T (judul-tabel)"},
    {"r0", "/S /TR /P {thead} 0 R /T (r0) /K [{th} 0 R]"},
    {"th", "/S /TH /P {r0} 0 R /T (sel-judul) /A <</O /Table /Scope /Column >>"},
    {"r1", "/S /TR /P {tbody} 0 R /T (r1) /K [{td} 0 R]"},
    {"td", "/S /TD /P {r1} 0 R /T (sel)"},
    {"r2", "/S /TR /P {tfoot} 0 R /T (r2) /K [{td2} 0 R]"},
    {"td2", "/S /TD /P {r2} 0 R /T (sel2)"},
    {"tabel2", "/S /Table /P {dok} 0 R /T (tabel2) /K [{tbody2} 0 R]"},
    {"tbody2", "/S /TBody /P {tabel2} 0 R /T (tubuh2) /K [{r3} 0 R {r4} 0 R]"},
    {"r3", "/S /TR /P {tbody2} 0 R /T (r3) /K [{a} 0 R {b} 0 R]"},
    {"a", "/S /TD /P {r3} 0 R /T (a) /A <</O /Table /ColSpan 1 /RowSpan 1 >>"},
    {"b", "/S /TD /P {r3} 0 R /T (b) /A <</O /Table /ColSpan 1 /RowSpan 1 >>"},
    {"r4", "/S /TR /P {tbody2} 0 R /T (r4) /K [{c} 0 R {d} 0 R]"},
    {"c", "/S /TD /P {r4} 0 R /T (c) /A <</O /Table /ColSpan 1 /RowSpan 1 >>"},
    {"d", "/S /TD /P {r4} 0 R /T (d) /A <</O /Table /ColSpan 1 /RowSpan 1 >>"},
    {"hilang", "/S /Div /P {dok} 0 R /T (hilang)"},
};
enum { GOOD_ELEMENTS = sizeof good_elements / sizeof *good_elements };

static inline struct good good_file(struct arena *arena) {
    struct str bytes = good_written(arena, NASKAH_SOURCE_DIR "/input/makassar", "pk-makassar-kk-2019");
    struct good g = {.e = editor_open(arena, bytes)};
    size_t first = g.e->n;
    good_name(&g, "dok", editor_find(g.e, "/S /Document", false));
    for (size_t i = 0; i < sizeof good_additions / sizeof *good_additions; i++)
        good_add(&g, good_additions[i].name, good_additions[i].text, good_additions[i].data);
    for (size_t i = 0; i < GOOD_ELEMENTS; i++)
        good_add(&g, good_elements[i].name,
                 arena_printf(arena, "<</Type /StructElem %s >>", good_elements[i].text), NULL);
    for (size_t i = first; i < g.e->n; i++)
        g.e->objects[i].text = good_numbers(&g, arena, g.e->objects[i].text);
    good_edit(&g, "/Type /Catalog", "/Type /Catalog",
         "/Type /Catalog /AcroForm {formulir} 0 R /OCProperties {lapisan} 0 R");
    good_edit(&g, "/Type /StructTreeRoot", "/Type /StructTreeRoot",
              "/Type /StructTreeRoot /RoleMap <</Bagian /Sect >>");
    good_edit(&g, "/S /Document", "/K [",
              "/K [{e-tautan} 0 R {e-isian} 0 R {e-kotak} 0 R {bagian} 0 R {catatan} 0 R {catatan2} 0 R {sosok} 0 R "
              "{isi} 0 R {daftar} 0 R {tabel} 0 R {tabel2} 0 R ");
    char *document = g.e->objects[g.names[0].number].text, *k = strstr(document, "/K ["), *end = strchr(k, ']');
    g.e->objects[g.names[0].number].text =
        good_numbers(&g, arena, arena_printf(arena, "%.*s {hilang} 0 R%s", (int)(end - document), document, end));
    int numbers = editor_find(g.e, "/Nums [0 [", false);
    char *text = g.e->objects[numbers].text, *last = strrchr(text, ']');
    g.e->objects[numbers].text = good_numbers(
        &g, arena, arena_printf(arena, "%.*s 901 {e-tautan} 0 R 902 {e-isian} 0 R 903 {e-kotak} 0 R%s",
                                (int)(last - text), text, last));
    good_edit(&g, "/Type /Page ", "/Type /Page ", "/Type /Page /Annots [{rujukan} 0 R {isian} 0 R {kotak} 0 R] ");
    good_edit(&g, "/Font <<", "/Font <<",
         "/XObject <</I0 {gambar} 0 R /X0 {bentuk} 0 R >> /Font <</F98 {sederhana} 0 R "
                                          "/F97 {truetype} 0 R ");
    assert_true(editor_edit(g.e, true, "BDC\n", "",
         "/Artifact BMC /I0 Do /X0 Do BT 3 Tr /F98 1 Tf (a) Tj /F97 1 Tf (a) "
                                                    "Tj 0 Tr ET EMC\n"));
    return g;
}

#endif
