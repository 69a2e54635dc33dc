// Links and signature fields. Each has a place in the structure, a description and the flag that it is printed.
#include <string.h>

#include "device/pdftree.h"

static void begin(struct pdf *pdf, struct buf *b, const char *subtype, size_t page, const struct item *item) {
    buf_str(b, "/Type/Annot/Subtype/");
    buf_str(b, subtype);
    buf_str(b, "/F 4/Rect[");
    pdf_rectangle(b, &pdf->pages->items[page], item);
    buf_str(b, "]/P ");
    pdf_reference(b, pdf->page_objects[page]);
}

static void finish(struct pdf *pdf, struct buf *b, size_t page, struct element *e, struct object *o) {
    buf_str(b, "/StructParent ");
    pdf_integer(b, tree_annotation(pdf->tree, e, page, o));
    object_set(o, pdf_str(b));
    if (pdf->annotations.n)
        buf_char(&pdf->annotations, ' ');
    pdf_reference(&pdf->annotations, o);
}

static void add_target(struct pdf *pdf, struct buf *b, const char *uri, int page) {
    if (page) {
        buf_str(b, "/Dest[");
        pdf_reference(b, pdf->page_objects[page - 1]);
        buf_str(b, "/XYZ null null null]");
        return;
    }
    buf_str(b, "/A<</S/URI/URI");
    pdf_uri(b, uri);
    buf_str(b, ">>");
}

// An address says itself what it leads to, a place in the document is told by the words that lead there.
static struct str description_of(const struct item *text, const char *uri, int page) {
    if (!page)
        return (struct str){uri, strlen(uri)};
    bool says = text && text->text.n_text > 0;
    return says ? (struct str){text->text.text, text->text.n_text} : (struct str){"#", 1};
}

void pdf_link(struct pdf *pdf, size_t page, const struct item *link, const struct item *text, struct element *e) {
    int to = link->link.page > 0 && (size_t)link->link.page <= pdf->pages->n ? link->link.page : 0;
    const char *uri = link->link.uri ? link->link.uri : "";
    if (!to && !*uri)
        return;
    struct buf b = buf_new(pdf->arena);
    begin(pdf, &b, "Link", page, link);
    buf_str(&b, "/Border[0 0 0]");
    add_target(pdf, &b, uri, to);
    struct str description = description_of(text, uri, to);
    buf_str(&b, "/Contents");
    pdf_text(&b, description.p, description.n);
    finish(pdf, &b, page, e, object_new(pdf->objects));
}

// What the field is for, in words of the document: who signs, and as what.
static void add_description(struct pdf *pdf, struct buf *b, const struct sign *sign, const char *id) {
    const char *office = sign->office ? sign->office : "", *person = sign->person ? sign->person : "";
    const char *says = arena_printf(pdf->arena, "%s%s%s", office, *office && *person ? ", " : "", person);
    says = *says ? says : id;
    buf_str(b, "/TU");
    pdf_text(b, says, strlen(says));
}

// The block that is seen is drawn on the page; the field itself shows nothing until somebody signs.
void pdf_field(struct pdf *pdf, size_t page, const struct item *item, struct element *e) {
    const char *id = item->sign->id && *item->sign->id ? item->sign->id : "penanda";
    struct buf b = buf_new(pdf->arena), form = buf_new(pdf->arena);
    buf_str(&form, "/Type/XObject/Subtype/Form/BBox[0 0 ");
    pdf_length(&form, item->width);
    buf_char(&form, ' ');
    pdf_length(&form, item->height);
    buf_str(&form, "]/Resources<<>>");
    struct object *appearance = object_new(pdf->objects), *o = object_new(pdf->objects);
    object_set(appearance, pdf_str(&form));
    object_stream(appearance, (struct str){"", 0});
    begin(pdf, &b, "Widget", page, item);
    buf_str(&b, "/FT/Sig/T");
    pdf_text(&b, id, strlen(id));
    add_description(pdf, &b, item->sign, id);
    buf_str(&b, "/AP<</N ");
    pdf_reference(&b, appearance);
    buf_str(&b, ">>");
    finish(pdf, &b, page, e, o);
    buf_str(&pdf->fields, pdf->fields.n ? " " : "");
    pdf_reference(&pdf->fields, o);
}
