// Files carried inside, each associated with the document (ISO 19005-3, 6.8 and annex E).
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "device/pdfparts.h"

static struct object *add_file(struct pdf *pdf, const struct pdf_attachment *a) {
    const struct document *d = pdf->pages->document;
    const char *date = pdf_date(pdf->arena, a->date ? a->date : d ? d->date : NULL);
    char digest[HASH_MD5_SIZE];
    struct buf b = buf_new(pdf->arena);
    hash_md5(a->bytes.p, a->bytes.n, digest);
    buf_str(&b, "/Type/EmbeddedFile/Subtype");
    pdf_name(&b, a->mime && *a->mime ? a->mime : "application/octet-stream");
    buf_str(&b, "/Filter/FlateDecode/Params<</Size ");
    pdf_integer(&b, (int64_t)a->bytes.n);
    if (date) {
        buf_str(&b, "/ModDate");
        pdf_text(&b, date, strlen(date));
    }
    buf_printf(&b, "/CheckSum<%s>>>", digest);
    struct object *o = object_new(pdf->objects);
    object_set(o, pdf_str(&b));
    object_stream(o, pdf_deflate(pdf, a->bytes.p, a->bytes.n));
    return o;
}

static struct object *add_specification(struct pdf *pdf, const struct pdf_attachment *a) {
    struct object *file = add_file(pdf, a), *o = object_new(pdf->objects);
    struct buf b = buf_new(pdf->arena);
    buf_str(&b, "/Type/Filespec/F");
    pdf_text(&b, a->name, strlen(a->name));
    buf_str(&b, "/UF");
    pdf_text(&b, a->name, strlen(a->name));
    if (a->description && *a->description) {
        buf_str(&b, "/Desc");
        pdf_text(&b, a->description, strlen(a->description));
    }
    buf_str(&b, "/AFRelationship");
    pdf_name(&b, a->relationship && *a->relationship ? a->relationship : "Unspecified");
    buf_str(&b, "/EF<</F ");
    pdf_reference(&b, file);
    buf_str(&b, "/UF ");
    pdf_reference(&b, file);
    buf_str(&b, ">>");
    object_set(o, pdf_str(&b));
    return o;
}

static bool is_ascii(const char *name) {
    while (*name && (unsigned char)*name < 128)
        name++;
    return *name == '\0';
}

// In the order of the bytes that stand in the file: names in UTF-16, which begin with FE, come last.
static int by_name(const void *a, const void *b) {
    const char *x = (*(const struct pdf_attachment *const *)a)->name;
    const char *y = (*(const struct pdf_attachment *const *)b)->name;
    if (is_ascii(x) != is_ascii(y))
        return is_ascii(x) ? -1 : 1;
    return strcmp(x, y);
}

void pdf_attach(struct pdf *pdf, const struct pdf_options *options) {
    size_t n = options ? options->n_attachments : 0;
    if (!n)
        return;
    const struct pdf_attachment **sorted = ARENA_ARRAY(pdf->arena, n, const struct pdf_attachment *);
    for (size_t i = 0; i < n; i++)
        sorted[i] = &options->attachments[i];
    qsort(sorted, n, sizeof *sorted, by_name);
    struct buf names = buf_new(pdf->arena), files = buf_new(pdf->arena);
    buf_str(&names, "<</EmbeddedFiles<</Names[");
    buf_char(&files, '[');
    for (size_t i = 0; i < n; i++) {
        const struct object *o = add_specification(pdf, sorted[i]);
        pdf_text(&names, sorted[i]->name, strlen(sorted[i]->name));
        buf_char(&names, ' ');
        pdf_reference(&names, o);
        buf_str(&files, i ? " " : "");
        pdf_reference(&files, o);
    }
    buf_str(&names, "]>>>>");
    buf_char(&files, ']');
    object_catalog(pdf->objects, "Names", pdf_str(&names));
    object_catalog(pdf->objects, "AF", pdf_str(&files));
}
