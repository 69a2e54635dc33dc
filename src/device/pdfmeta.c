// What a PDF says about itself: document information and XMP from one list, the output intent, page labels, the form.
#include <string.h>

#include "device/pdftree.h"

const char *pdf_date(struct arena *arena, const char *iso) {
    if (!iso || strlen(iso) != 10 || strspn(iso, "0123456789-") != 10)
        return NULL;
    return arena_printf(arena, "D:%.4s%.2s%.2s", iso, iso + 5, iso + 8);
}

// --- Information and XMP

struct fact {
    const char *key;            // of the information dictionary
    const char *value;          // NULL: not known
    const char *open, *close;   // around it in XMP
    const char *written;        // in XMP; NULL: as `value`
};

static void add_escaped(struct buf *b, const char *text) {
    for (const char *p = text; *p; p++) {
        if (*p == '&')
            buf_str(b, "&amp;");
        else if (*p == '<')
            buf_str(b, "&lt;");
        else if (*p == '>')
            buf_str(b, "&gt;");
        else
            buf_char(b, (unsigned char)*p < ' ' ? ' ' : *p);
    }
}

static void add_facts(struct buf *b, const struct fact *facts, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (!facts[i].value)
            continue;
        buf_str(b, facts[i].open);
        add_escaped(b, facts[i].written ? facts[i].written : facts[i].value);
        buf_str(b, facts[i].close);
    }
}

// The mark itself, and the description of the one schema of it that PDF/A does not know (ISO 19005-3, 6.6.2.3).
static void add_mark(struct buf *b) {
    buf_str(b, "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n"
               "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
               "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\n"
               "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
               "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
               "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
               "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
               "<pdfaProperty:category>internal</pdfaProperty:category>\n"
               "<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>\n"
               "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
               "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n");
}

static void write_xmp(struct pdf *pdf, const struct fact *facts, size_t n, bool archival) {
    struct buf b = buf_new(pdf->arena);
    buf_str(&b, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"");
    if (archival)
        buf_str(&b, "\n xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
                    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
                    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
                    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
                    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"");
    buf_str(&b, ">\n");
    add_facts(&b, facts, n);
    if (archival)
        add_mark(&b);
    buf_str(&b, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    struct object *o = object_new(pdf->objects);
    object_set(o, (struct str){"/Type/Metadata/Subtype/XML", 26});
    object_stream(o, pdf_str(&b));
    object_catalog_reference(pdf->objects, "Metadata", o);
}

static const char *known(const char *text) {
    return text && *text ? text : NULL;
}

static void write_facts(struct pdf *pdf, const struct pdf_options *options) {
    const struct document none = {0}, *d = pdf->pages->document ? pdf->pages->document : &none;
    const char *date = pdf_date(pdf->arena, d->date);
    const char *title = known(d->title) ? d->title : known(d->id);
    const char *producer = options && known(options->producer) ? options->producer : "naskah";
    const struct fact facts[] = {
        {"Title", title, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
         "</rdf:li></rdf:Alt></dc:title>\n", NULL},
        {"Author", known(d->author), "<dc:creator><rdf:Seq><rdf:li>", "</rdf:li></rdf:Seq></dc:creator>\n", NULL},
        {"Subject", known(d->subject), "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
         "</rdf:li></rdf:Alt></dc:description>\n", NULL},
        {"Producer", producer, "<pdf:Producer>", "</pdf:Producer>\n", NULL},
        {"CreationDate", date, "<xmp:CreateDate>", "</xmp:CreateDate>\n", d->date},
        {"ModDate", date, "<xmp:ModifyDate>", "</xmp:ModifyDate>\n", d->date},
    };
    size_t n = sizeof facts / sizeof *facts;
    for (size_t i = 0; i < n; i++)
        if (facts[i].value)
            object_info(pdf->objects, facts[i].key, facts[i].value);
    write_xmp(pdf, facts, n, options && options->archival);
}

// --- The output intent: all colours of the file are those of sRGB (IEC 61966-2-1), told by a profile of our own.

static void be32(struct buf *b, uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_char(b, (char)(value >> shift));
}

static void numbers(struct buf *b, const char *type, const uint32_t *values, size_t n) {
    buf_str(b, type);
    be32(b, 0);
    for (size_t i = 0; i < n; i++)
        be32(b, values[i]);
}

// A text in one language, four bytes short of a full table row when its length is odd.
static void words(struct buf *b, const char *text) {
    size_t n = strlen(text);
    buf_str(b, "mluc");
    uint32_t head[] = {0, 1, 12, 'e' << 24 | 'n' << 16 | 'U' << 8 | 'S', (uint32_t)(2 * n), 28};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        be32(b, head[i]);
    for (size_t i = 0; i < n; i++) {
        buf_char(b, '\0');
        buf_char(b, text[i]);
    }
    while (b->n % 4)
        buf_char(b, '\0');
}

// The data of all tags, each with its offset from the beginning of the data. Numbers are s15Fixed16; the three colours
// and the white are adapted to D50 by the matrix of `chad` (Bradford).
static struct buf profile_data(struct arena *arena, uint32_t at[8]) {
    static const uint32_t white[] = {0xF6D6, 0x10000, 0xD32D}, red[] = {0x6FA2, 0x38F5, 0x0390},
                          green[] = {0x6299, 0xB785, 0x18DA}, blue[] = {0x24A0, 0x0F84, 0xB6CF},
                          adapt[] = {0x10C42, 0x05DE, 0xFFFFF325, 0x0793, 0xFD90, 0xFFFFFBA1, 0xFFFFFDA2,
                                     0x03DC, 0xC06E},
                          curve[] = {0x30000, 0x26666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B};
    static const struct { const char *type; const uint32_t *values; size_t n; } tags[] = {
        {"XYZ ", white, 3}, {"sf32", adapt, 9}, {"XYZ ", red, 3}, {"XYZ ", green, 3}, {"XYZ ", blue, 3},
        {"para", curve, 6}};
    struct buf b = buf_new(arena);
    words(&b, "sRGB IEC61966-2.1");
    at[1] = (uint32_t)b.n;
    words(&b, "No copyright");
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        at[2 + i] = (uint32_t)b.n;
        numbers(&b, tags[i].type, tags[i].values, tags[i].n);
    }
    return b;
}

static struct buf make_profile(struct arena *arena) {
    static const char *const names[] = {"desc", "cprt", "wtpt", "chad", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"};
    enum { TAGS = sizeof names / sizeof *names, HEAD = 128 + 4 + 12 * TAGS };
    uint32_t at[9] = {0};
    struct buf data = profile_data(arena, at), b = buf_new(arena);
    at[8] = (uint32_t)data.n;
    be32(&b, (uint32_t)(HEAD + data.n));
    be32(&b, 0);
    be32(&b, 0x04200000);
    buf_str(&b, "mntrRGB XYZ ");
    static const uint32_t rest[] = {2025 << 16 | 1, 1 << 16, 0, 'a' << 24 | 'c' << 16 | 's' << 8 | 'p',
                                    0, 0, 0, 0, 0, 0, 0, 0xF6D6, 0x10000, 0xD32D};
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        be32(&b, rest[i]);
    while (b.n < 128)
        buf_char(&b, '\0');
    be32(&b, TAGS);
    for (size_t i = 0; i < TAGS; i++) {
        size_t which = i < 7 ? i : 7;  // the three colours share one curve
        buf_str(&b, names[i]);
        be32(&b, HEAD + at[which]);
        be32(&b, at[which + 1] - at[which]);
    }
    buf_add(&b, data.p, data.n);
    return b;
}

static void write_intent(struct pdf *pdf) {
    struct workshop *w = pdf->workshop;
    if (!w->profile.n) {
        struct buf profile = make_profile(pdf->arena);
        w->profile = pdf_deflate_kept(pdf, profile.p, profile.n);
    }
    struct object *profile = object_new(pdf->objects);
    object_set(profile, (struct str){"/N 3/Filter/FlateDecode", 23});
    object_stream(profile, w->profile);
    struct buf b = buf_new(pdf->arena);
    buf_str(&b, "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
                "/RegistryName(http://www.color.org)/Info(sRGB IEC61966-2.1)/DestOutputProfile ");
    pdf_reference(&b, profile);
    buf_str(&b, ">>]");
    object_catalog(pdf->objects, "OutputIntents", pdf_str(&b));
}

// --- Page labels and the form

// A range for each row of numbers that follow each other.
static void write_labels(struct pdf *pdf) {
    struct buf b = buf_new(pdf->arena);
    int last = 0;
    buf_str(&b, "<</Nums[");
    for (size_t i = 0; i < pdf->pages->n; i++) {
        int number = pdf->pages->items[i].number;
        number = number > 0 ? number : last + 1;
        if (i == 0 || number != last + 1)
            buf_printf(&b, "%s%zu<</S/D/St %d>>", i ? " " : "", i, number);
        last = number;
    }
    buf_str(&b, "]>>");
    object_catalog(pdf->objects, "PageLabels", pdf_str(&b));
}

// An object of its own: signing changes it by an incremental update.
static void write_form(struct pdf *pdf) {
    if (!pdf->fields.n)
        return;
    struct buf b = buf_new(pdf->arena);
    buf_str(&b, "/Fields[");
    buf_add(&b, pdf->fields.p, pdf->fields.n);
    buf_str(&b, "]/SigFlags 1");
    struct object *form = object_new(pdf->objects);
    object_set(form, pdf_str(&b));
    object_catalog_reference(pdf->objects, "AcroForm", form);
}

// A language tag by RFC 3066: parts of one to eight letters (after the first also digits) with hyphens between them.
static bool is_language(const char *code) {
    size_t n = 0, parts = 0;
    for (const char *p = code; *p; p++) {
        bool letter = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z');
        if (*p == '-' && n > 0) {
            parts++;
            n = 0;
        } else if ((!letter && (parts == 0 || *p < '0' || *p > '9')) || ++n > 8) {
            return false;
        }
    }
    return n > 0;
}

void pdf_catalogue(struct pdf *pdf, const struct pdf_options *options) {
    const struct document *d = pdf->pages->document;
    const char *code = d && d->language && is_language(d->language) ? d->language : "id";
    struct buf language = buf_new(pdf->arena);
    pdf_text(&language, code, strlen(code));
    write_facts(pdf, options);
    object_catalog(pdf->objects, "Lang", pdf_str(&language));
    object_catalog(pdf->objects, "MarkInfo", (struct str){"<</Marked true>>", 16});
    object_catalog(pdf->objects, "ViewerPreferences", (struct str){"<</DisplayDocTitle true>>", 25});
    write_intent(pdf);
    write_labels(pdf);
    write_form(pdf);
}
