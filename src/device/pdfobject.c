// libharu's object graph behind a small interface, and our own writer for it (pdf-backend §3). libharu keeps the list
// of objects, the page tree, the outline and the document information; our dictionaries hang in it as dictionaries
// whose write function emits bytes that were made before. Everything is written in the order in which it was made.
#include <assert.h>
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_utils.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "device/pdfparts.h"

enum { PER_STREAM = 200, ROW = 7 };  // ROW: type, four bytes of offset, two of index

struct object {
    HPDF_Dict dict;
    struct str entries, data;
    bool has_data;
};

struct document_objects {
    struct arena *arena;
    HPDF_Doc doc;
    HPDF_Outline parents[7];  // the last entry of each level
};

static void on_error(HPDF_STATUS error, HPDF_STATUS detail, void *data) {
    (void)error, (void)detail, (void)data;  // sticky: asked once, when the file is saved
}

static void free_doc(void *doc) {
    HPDF_Free(doc);
}

struct document_objects *pdf_objects_new(struct arena *arena) {
    // Field offsets of libharu's structures are used: the library must be the one of the headers.
    if (strcmp(HPDF_GetVersion(), HPDF_VERSION_TEXT) != 0)
        return NULL;
    // No memory pool: libharu does not align what it hands out of one.
    HPDF_Doc doc = HPDF_NewEx(on_error, NULL, NULL, 0, NULL);
    if (!doc)
        return NULL;
    arena_on_free(arena, free_doc, doc);
    struct document_objects *d = ARENA_NEW(arena, struct document_objects);
    d->arena = arena;
    d->doc = doc;
    return d;
}

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream) {
    struct object *o = dict->attr;
    return o->entries.n ? HPDF_Stream_Write(stream, (const HPDF_BYTE *)o->entries.p, (HPDF_UINT)o->entries.n) : HPDF_OK;
}

struct object *object_new(struct document_objects *d) {
    struct object *o = ARENA_NEW(d->arena, struct object);
    o->dict = HPDF_Dict_New(d->doc->mmgr);
    if (!o->dict || HPDF_Xref_Add(d->doc->xref, o->dict) != HPDF_OK)
        return o;
    o->dict->attr = o;
    o->dict->write_fn = write_entries;
    return o;
}

void object_set(struct object *o, struct str entries) {
    o->entries = entries;
}

void object_stream(struct object *o, struct str data) {
    o->data = data;
    o->has_data = true;
}

int object_id(const struct object *o) {
    return o->dict ? (int)(o->dict->header.obj_id & 0x00ffffff) : 0;
}

void object_catalog(struct document_objects *d, const char *key, struct str value) {
    // Values are ready-made text: they are emitted by the catalogue's write function, after libharu's own entries.
    struct object *o = d->doc->catalog->attr;
    if (!o) {
        o = ARENA_NEW(d->arena, struct object);
        d->doc->catalog->attr = o;
        d->doc->catalog->write_fn = write_entries;
    }
    struct buf b = buf_new(d->arena);
    buf_add(&b, o->entries.p, o->entries.n);
    pdf_name(&b, key);
    buf_char(&b, ' ');
    buf_add(&b, value.p, value.n);
    buf_char(&b, '\n');
    o->entries = (struct str){b.p, b.n};
}

void object_catalog_reference(struct document_objects *d, const char *key, const struct object *o) {
    struct buf b = buf_new(d->arena);
    pdf_reference(&b, o);
    object_catalog(d, key, pdf_str(&b));
}

// For strings that libharu writes: plain ASCII as it is, because simple programs read dates, else UTF-16BE with its
// mark. A string of a PDF/A file has at most 32,767 bytes.
static HPDF_Binary binary(struct document_objects *d, const char *utf8) {
    enum { LONGEST = 32000 };
    struct buf b = buf_new(d->arena);
    size_t n = strlen(utf8), plain = 0;
    while (plain < n && utf8[plain] >= ' ' && utf8[plain] <= '~')
        plain++;
    if (plain == n) {
        buf_add(&b, utf8, n < LONGEST ? n : LONGEST);
        return HPDF_Binary_New(d->doc->mmgr, (HPDF_BYTE *)b.p, (HPDF_UINT)b.n);
    }
    buf_add(&b, "\xfe\xff", 2);
    for (const char *p = utf8, *end = utf8 + n; p < end && b.n < LONGEST;) {
        unsigned c = text_next(&p, end);
        unsigned high = c >= 0x10000 ? 0xd800 + ((c - 0x10000) >> 10) : c;
        unsigned low = 0xdc00 + ((c - 0x10000) & 0x3ff);
        char units[] = {(char)(high >> 8), (char)high, (char)(low >> 8), (char)low};
        buf_add(&b, units, c >= 0x10000 ? 4 : 2);
    }
    return HPDF_Binary_New(d->doc->mmgr, (HPDF_BYTE *)b.p, (HPDF_UINT)b.n);
}

void object_info(struct document_objects *d, const char *key, const char *utf8) {
    HPDF_Binary value = binary(d, utf8);
    if (value && d->doc->info)
        HPDF_Dict_Add(d->doc->info, key, value);
}

void object_page(struct document_objects *d, struct object *page) {
    // libharu counts as pages what has the class of a page, but wants its own attributes in it when it hangs it in.
    if (page->dict && HPDF_Pages_AddKids(d->doc->root_pages, page->dict) == HPDF_OK)
        page->dict->header.obj_class |= HPDF_OSUBCLASS_PAGE;
}

void object_outline(struct document_objects *d, const char *title, int level, const struct object *page, mp y) {
    assert(level >= 1 && level <= 6);
    HPDF_Outline parent = NULL;
    for (int i = level - 1; i >= 1 && !parent; i--)
        parent = d->parents[i];
    HPDF_Outline entry = HPDF_CreateOutline(d->doc, parent, "-", NULL);
    HPDF_Array place = HPDF_Array_New(d->doc->mmgr);
    HPDF_Binary text = binary(d, title);
    if (!entry || !place || !text || !page->dict)
        return;
    // Straight to the array: libharu's own call refuses zoom 0, which means "as it is".
    HPDF_Array_Add(place, page->dict);
    HPDF_Array_AddName(place, "XYZ");
    HPDF_Array_AddNumber(place, 0);
    HPDF_Array_AddNumber(place, (HPDF_INT32)(y / MP_PER_PT));
    HPDF_Array_AddNumber(place, 0);
    HPDF_Dict_Add(entry, "Dest", place);
    HPDF_Dict_Add(entry, "Title", text);
    for (int i = level; i <= 6; i++)
        d->parents[i] = i == level ? entry : NULL;
    HPDF_SetPageMode(d->doc, HPDF_PAGE_MODE_USE_OUTLINE);
}

// --- The file: streams as they are, everything else in object streams, then a cross-reference stream.

struct place_of {
    unsigned type;
    uint32_t offset;
    unsigned index;
};

struct saving {
    struct document_objects *d;
    struct libdeflate_compressor *compressor;
    struct buf *out;
    struct buf pile, pairs;  // the object stream being filled: objects, and number and offset of each
    unsigned piled;
    struct place_of *places;
    unsigned n, cap;  // n: object numbers given so far
    unsigned member[PER_STREAM];
};

static HPDF_STATUS append(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n) {
    buf_add(stream->attr, bytes, n);
    return HPDF_OK;
}

static void begin_object(struct saving *s, unsigned id) {
    s->places[id] = (struct place_of){1, (uint32_t)s->out->n, 0};
    pdf_integer(s->out, id);
    buf_str(s->out, " 0 obj\n<<");
}

static void end_stream(struct buf *out, struct str data) {
    buf_str(out, "/Length ");
    pdf_integer(out, (int64_t)data.n);
    buf_str(out, ">>stream\n");
    buf_add(out, data.p, data.n);
    buf_str(out, "\nendstream\nendobj\n");
}

static struct str deflated(struct saving *s, const struct buf *b) {
    size_t room = libdeflate_zlib_compress_bound(s->compressor, b->n);
    char *p = arena_alloc(s->d->arena, room);
    size_t n = libdeflate_zlib_compress(s->compressor, b->p, b->n, p, room);
    assert(n > 0);
    return (struct str){p, n};
}

static void flush_pile(struct saving *s) {
    if (!s->piled)
        return;
    unsigned id = s->n++;
    size_t first = s->pairs.n;
    buf_add(&s->pairs, s->pile.p, s->pile.n);
    begin_object(s, id);
    buf_str(s->out, "/Type/ObjStm/Filter/FlateDecode/N ");
    pdf_integer(s->out, s->piled);
    buf_str(s->out, "/First ");
    pdf_integer(s->out, (int64_t)first);
    end_stream(s->out, deflated(s, &s->pairs));
    for (unsigned i = 0; i < s->piled; i++)
        s->places[s->member[i]] = (struct place_of){2, id, i};
    s->piled = 0;
    s->pile.n = s->pairs.n = 0;
}

static void pile_up(struct saving *s, unsigned id, void *object, HPDF_Stream stream) {
    s->member[s->piled++] = id;
    pdf_integer(&s->pairs, id);
    buf_char(&s->pairs, ' ');
    pdf_integer(&s->pairs, (int64_t)s->pile.n);
    buf_char(&s->pairs, ' ');
    HPDF_Obj_WriteValue(object, stream, NULL);
    buf_char(&s->pile, '\n');
    if (s->piled == PER_STREAM)
        flush_pile(s);
}

static struct object *with_stream(void *object) {
    HPDF_Obj_Header *header = object;
    if ((header->obj_class & HPDF_OCLASS_ANY) != HPDF_OCLASS_DICT)
        return NULL;
    HPDF_Dict dict = object;
    struct object *o = dict->write_fn == write_entries ? dict->attr : NULL;
    assert(!dict->stream);
    return o && o->has_data ? o : NULL;
}

static void write_objects(struct saving *s) {
    HPDF_Xref xref = s->d->doc->xref;
    HPDF_Stream stream = HPDF_CallbackWriter_New(s->d->doc->mmgr, append, &s->pile);
    if (!stream)
        return;
    for (unsigned id = 1; id < xref->entries->count; id++) {
        struct object *o = with_stream(HPDF_Xref_GetEntry(xref, id)->obj);
        if (!o)
            continue;
        begin_object(s, id);
        buf_add(s->out, o->entries.p, o->entries.n);
        end_stream(s->out, o->data);
    }
    for (unsigned id = 1; id < xref->entries->count; id++) {
        void *object = HPDF_Xref_GetEntry(xref, id)->obj;
        if (!with_stream(object))
            pile_up(s, id, object, stream);
    }
    flush_pile(s);
    HPDF_Stream_Free(stream);
}

// Each row is the difference to the row above (PNG's "up"), because offsets grow slowly.
static struct buf table_rows(struct saving *s) {
    struct buf rows = buf_new(s->d->arena);
    unsigned char above[ROW] = {0};
    for (unsigned id = 0; id < s->n; id++) {
        struct place_of p = s->places[id];
        unsigned char row[ROW] = {(unsigned char)p.type,           (unsigned char)(p.offset >> 24),
                                  (unsigned char)(p.offset >> 16), (unsigned char)(p.offset >> 8),
                                  (unsigned char)p.offset,         (unsigned char)(p.index >> 8),
                                  (unsigned char)p.index};
        buf_char(&rows, 2);
        for (int i = 0; i < ROW; i++)
            buf_char(&rows, (char)(row[i] - above[i]));
        memcpy(above, row, ROW);
    }
    return rows;
}

static unsigned id_of(void *object) {
    return ((HPDF_Obj_Header *)object)->obj_id & 0x00ffffff;
}

static void write_table(struct saving *s) {
    char digest[HASH_SIZE];
    hash_bytes(s->out->p, s->out->n, digest);
    size_t start = s->out->n;
    begin_object(s, s->n++);
    s->places[0] = (struct place_of){0, 0, 0xffff};
    struct buf rows = table_rows(s);
    buf_printf(s->out,
               "/Type/XRef/W[1 4 2]/Size %u/Root %u 0 R/Info %u 0 R/ID[<%.32s><%.32s>]"
               "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>",
               s->n, id_of(s->d->doc->catalog), id_of(s->d->doc->info), digest, digest, ROW);
    end_stream(s->out, deflated(s, &rows));
    buf_str(s->out, "startxref\n");
    pdf_integer(s->out, (int64_t)start);
    buf_str(s->out, "\n%%EOF\n");
}

bool pdf_objects_save(struct document_objects *d, int minor, struct libdeflate_compressor *compressor,
                      struct buf *out) {
    if (HPDF_GetError(d->doc) != HPDF_OK)
        return false;
    struct saving s = {.d = d, .compressor = compressor, .out = out, .n = d->doc->xref->entries->count};
    s.pile = buf_new(d->arena);
    s.pairs = buf_new(d->arena);
    s.cap = s.n + s.n / PER_STREAM + 3;
    s.places = ARENA_ARRAY(d->arena, s.cap, struct place_of);
    buf_printf(out, "%%PDF-1.%d\n%%\xe2\xe3\xcf\xd3\n", minor);
    write_objects(&s);
    write_table(&s);
    assert(s.n <= s.cap);
    return HPDF_GetError(d->doc) == HPDF_OK && out->n < UINT32_MAX;
}

struct library pdf_library(void) {
    struct library l = {.name = "libharu", .package = "libhpdf-2.3.0", .built = HPDF_VERSION_TEXT, .exact = true};
    snprintf(l.running, sizeof l.running, "%s", HPDF_GetVersion());
    return l;
}
