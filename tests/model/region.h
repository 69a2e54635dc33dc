// A fictional region for tests of resolve, and its golden records.
#ifndef NASKAH_TESTS_MODEL_REGION_H
#define NASKAH_TESTS_MODEL_REGION_H

#include "world.h"

#include <libxml/xmlsave.h>

// Names are relative to the checkout, so that the golden records do not say where it is.
static inline void region_take(struct small_world *w, const char *name) {
    assert_true(objects_add(w->objects, world_parse(w, name, world_file(w, name)), w->findings));
}

static inline struct small_world region_of(const char *const *files, size_t n) {
    static const char defaults[] =
        "<data xmlns=\"urn:naskah:1\"><tata id=\"bawaan\" margin-kiri=\"30mm\" frasa-rahmat=\"tidak\" zona=\"WIB\">"
        "<rencana jenis=\"undangan\" untuk=\"kegiatan\" buat=\"tidak\" memuat=\"acara\" bertanggal=\"tidak\"/>"
        "<rencana jenis=\"formulir-diskusi\" untuk=\"kegiatan\" buat=\"tidak\" memuat=\"permohonan\"/></tata></data>";
    struct small_world w = world_new();
    for (size_t i = 0; i < n; i++)
        region_take(&w, files[i]);
    w.defaults = xml_child(xmlDocGetRootElement(world_parse(&w, "bawaan.xml", defaults)), "tata");
    w.profile = xmlDocGetRootElement(
        world_parse(&w, "tests/model/profil-uji.xml", world_file(&w, "tests/model/profil-uji.xml")));
    world_link(&w);
    assert_int_equal(w.findings->n, 0);
    return w;
}

static inline struct small_world rimba(void) {
    return region_of((const char *const[]){"tests/model/good/tanah-rimba.xml"}, 1);
}

// With the documents of the whole year.
static inline struct small_world rimba_year(void) {
    return region_of((const char *const[]){"tests/model/good/tanah-rimba.xml", "tests/model/good/tahun-rimba.xml"}, 2);
}

static inline const xmlNode *signer(const xmlNode *record, const char *role) {
    for (const xmlNode *s = xml_child(record, "penanda"); s; s = xml_next(s, "penanda"))
        if (strcmp(xml_attr(s, "peran"), role) == 0)
            return s;
    fail_msg("no signer %s", role);
    return NULL;
}

static inline void is(const xmlNode *node, const char *attribute, const char *value) {
    assert_non_null(node);
    const char *got = xml_attr(node, attribute);
    if (!got || strcmp(got, value) != 0)
        fail_msg("%s/@%s is «%s», not «%s»", xml_name(node), attribute, got ? got : "(none)", value);
}

static inline size_t count_of(const xmlNode *node, const char *name) {
    size_t n = 0;
    for (const xmlNode *child = xml_child(node, name); child; child = xml_next(child, name))
        n++;
    return n;
}

// Golden records: the tree, and what was found on the way.

static inline const char *record_text(struct small_world *w, const xmlNode *record) {
    xmlChar *text;
    int n;
    xmlDocDumpFormatMemoryEnc(record->doc, &text, &n, "UTF-8", 1);
    struct buf b = buf_new(w->arena);
    buf_add(&b, text, (size_t)n);
    xmlFree(text);
    for (size_t i = 0; i < w->findings->n; i++) {
        const struct finding *f = &w->findings->items[i];
        buf_printf(&b, "<!-- %s:%d:%d %s", f->place.file, f->place.line, f->place.column, f->rule);
        for (int k = 0; k < f->n_args; k++)
            buf_printf(&b, " %s=«%s»", f->args[k].name, f->args[k].value);
        buf_str(&b, " -->\n");
    }
    return buf_text(&b);
}

// The records of all documents, or of those that were written in one file or come from it. NASKAH_UPDATE_GOLDEN=1
// writes them.
static inline void records_compare(struct small_world *w, const char *file) {
    for (size_t i = 0; i < w->n; i++) {
        if (file && strcmp(xml_place(w->plan[i].node).file, file) != 0)
            continue;
        const char *text = record_text(w, world_record(w, w->plan[i].id));
        const char *name = arena_printf(w->arena, "tests/golden/record/%s.xml", w->plan[i].id);
        if (getenv("NASKAH_UPDATE_GOLDEN")) {
            FILE *f = fopen(arena_printf(w->arena, "%s/%s", NASKAH_SOURCE_DIR, name), "w");
            assert_non_null(f);
            fputs(text, f);
            fclose(f);
        }
        assert_string_equal(world_file(w, name), text);
    }
}

#endif
