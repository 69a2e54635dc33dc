// What the file says about itself: XMP (ISO 19005-3, 6.6), its extension schemas, its claims, and the older Info.
#include "inspect/check.h"
#include "inspect/xmp.h"

// --- The packet

static bool metadata_there(const struct subject *s) {
    return entry_get(s->p, s->p->catalogue, "Metadata")->kind == KIND_STREAM;
}

// The attributes of the processing instruction that opens the packet.
static bool opening_without(const struct subject *s, const char *attribute) {
    struct str b = s->x->packet;
    const char *open = b.n ? memmem(b.p, b.n, "<?xpacket", 9) : NULL;
    const char *end = open ? memmem(open, b.n - (size_t)(open - b.p), "?>", 2) : NULL;
    return !end || !memmem(open, (size_t)(end - open), attribute, strlen(attribute));
}

static bool without_bytes(const struct subject *s) {
    return opening_without(s, "bytes=");
}

static bool without_encoding(const struct subject *s) {
    return opening_without(s, "encoding=");
}

static bool well_formed(const struct subject *s) {
    return !metadata_there(s) || !text_valid(s->x->packet.p, s->x->packet.n) ||
           (s->x->metadata && xml_is(xmlDocGetRootElement(s->x->metadata), "xmpmeta")) ||
           (s->x->metadata && xmp_is(xmlDocGetRootElement(s->x->metadata), XMP_RDF, "RDF"));
}

static bool in_utf8(const struct subject *s) {
    return text_valid(s->x->packet.p, s->x->packet.n);
}

static bool metadata_typed(const struct subject *s) {
    const struct value *m = entry_get(s->p, s->p->catalogue, "Metadata");
    return m->kind != KIND_STREAM ||
           (is_name(entry_get(s->p, m, "Type"), "Metadata") && is_name(entry_get(s->p, m, "Subtype"), "XML"));
}

// --- What it claims

static const xmlNode *claim(const struct subject *s, const char *space, const char *name) {
    return xmp_property(s->x->metadata, space, name);
}

static bool says(const struct subject *s, const char *space, const char *name, const char *value) {
    const xmlNode *n = claim(s, space, name);
    return n && strcmp(xmp_text(s->p->arena, n), value) == 0;
}

static bool prefixed(const struct subject *s, const char *space, const char *name, const char *prefix) {
    const xmlNode *n = claim(s, space, name);
    return !n || strcmp(xmp_prefix(n), prefix) == 0;
}

static bool readable(const struct subject *s) {  // else it is another row that fails
    return s->x->metadata != NULL;
}

static bool archive_claimed(const struct subject *s) {
    return !readable(s) || claim(s, XMP_ARCHIVE, "part") || claim(s, XMP_ARCHIVE, "conformance");
}

static bool archive_part(const struct subject *s) {
    return !readable(s) || !archive_claimed(s) || says(s, XMP_ARCHIVE, "part", "3");
}

static bool archive_level(const struct subject *s) {
    return !readable(s) || !archive_claimed(s) || says(s, XMP_ARCHIVE, "conformance", "A");
}

static bool archive_part_prefix(const struct subject *s) {
    return prefixed(s, XMP_ARCHIVE, "part", "pdfaid");
}

static bool archive_level_prefix(const struct subject *s) {
    return prefixed(s, XMP_ARCHIVE, "conformance", "pdfaid");
}

static bool archive_amendment_prefix(const struct subject *s) {
    return prefixed(s, XMP_ARCHIVE, "amd", "pdfaid");
}

static bool archive_correction_prefix(const struct subject *s) {
    return prefixed(s, XMP_ARCHIVE, "corr", "pdfaid");
}

static bool access_claimed(const struct subject *s) {
    return !readable(s) || claim(s, XMP_ACCESS, "part");
}

static bool access_part(const struct subject *s) {
    return !readable(s) || !access_claimed(s) || says(s, XMP_ACCESS, "part", "1");
}

static bool access_part_prefix(const struct subject *s) {
    return prefixed(s, XMP_ACCESS, "part", "pdfuaid");
}

static bool access_amendment_prefix(const struct subject *s) {
    return prefixed(s, XMP_ACCESS, "amd", "pdfuaid");
}

static bool access_correction_prefix(const struct subject *s) {
    return prefixed(s, XMP_ACCESS, "corr", "pdfuaid");
}

static bool titled(const struct subject *s) {
    const xmlNode *n = claim(s, XMP_DC, "title");
    return !readable(s) || (n && *xmp_text(s->p->arena, n));
}

static bool language_known(const struct subject *s) {
    return s->x->language || !metadata_there(s);
}

static bool containers(const struct subject *s) {
    const xmlNode *n = claim(s, XMP_EXTENSION, "schemas"), *bag = n ? xmp_container(n) : NULL;
    return !n || (strcmp(xmp_prefix(n), "pdfaExtension") == 0 && bag && xml_is(bag, "Bag"));
}

// --- Info

// "2025-02-10T08:00:00+07:00" and "D:20250210080000+07'00'" are the same moment when their digits are.
static bool same_digits(const char *a, const char *b) {
    for (;;) {
        a += strcspn(a, "0123456789");
        b += strcspn(b, "0123456789");
        if (!*a || !*b) {
            return !*a || !*b;  // the rest of the longer one says it more exactly
        }
        if (*a++ != *b++) {
            return false;
        }
    }
}

static bool info_agrees(const struct subject *s) {
    static const struct {
        const char *key, *space, *name;
        bool date;
    } pairs[] = {{"Title", XMP_DC, "title", false},          {"Author", XMP_DC, "creator", false},
                 {"Subject", XMP_DC, "description", false},  {"Keywords", XMP_PDF, "Keywords", false},
                 {"Creator", XMP_XMP, "CreatorTool", false}, {"Producer", XMP_PDF, "Producer", false},
                 {"CreationDate", XMP_XMP, "CreateDate", true}, {"ModDate", XMP_XMP, "ModifyDate", true}};
    for (size_t i = 0; readable(s) && i < sizeof pairs / sizeof *pairs; i++) {
        const struct value *v = entry_get(s->p, s->x->info, pairs[i].key);
        const xmlNode *n = claim(s, pairs[i].space, pairs[i].name);
        if (v->kind != KIND_STRING) {
            continue;
        }
        const char *old = text_of(s->p, v), *new = n ? xmp_text(s->p->arena, n) : "";
        if (pairs[i].date ? !same_digits(old, new) : strcmp(text_collapse(s->p->arena, old), new) != 0) {
            return false;
        }
    }
    return true;
}

static const struct check metadata_checks[] = {
    {"metadata", "A 6.6.2.1-1 U 7.1-8", metadata_there},
    {"metadata-bytes", "A 6.6.2.1-2", without_bytes},
    {"metadata-encoding", "A 6.6.2.1-3", without_encoding},
    {"metadata-form", "A 6.6.2.1-4", well_formed},
    {"metadata-utf8", "A 6.6.2.1-5", in_utf8},
    {"metadata-type", "A 6.6.2.1-0", metadata_typed},
    {"archive-claim", "A 6.6.4-1", archive_claimed},
    {"archive-part", "A 6.6.4-2", archive_part},
    {"archive-level", "A 6.6.4-3", archive_level},
    {"archive-part-prefix", "A 6.6.4-4", archive_part_prefix},
    {"archive-level-prefix", "A 6.6.4-5", archive_level_prefix},
    {"archive-amendment-prefix", "A 6.6.4-6", archive_amendment_prefix},
    {"archive-correction-prefix", "A 6.6.4-7", archive_correction_prefix},
    {"access-claim", "U 5-1", access_claimed},
    {"access-part", "U 5-2", access_part},
    {"access-part-prefix", "U 5-3", access_part_prefix},
    {"access-amendment-prefix", "U 5-4", access_amendment_prefix},
    {"access-correction-prefix", "U 5-5", access_correction_prefix},
    {"title", "U 7.1-9", titled},
    {"metadata-language", "U 7.2-33", language_known},
    {"schema-container", "A 6.6.2.3.3-1", containers},
    {"info", "A 6.6.3-0", info_agrees},
};
CHECKS(checks_metadata, metadata_checks);

// --- Extension schemas

static const xmlNode *field(const struct subject *s, const char *name) {
    return xml_child(s->node, name);
}

static bool text_field(const struct subject *s, const char *name, const char *prefix) {
    const xmlNode *f = field(s, name);
    return f && strcmp(xmp_prefix(f), prefix) == 0 && xmp_plain(f) && *xml_text(s->p->arena, f);
}

static bool fields_among(const struct subject *s, const char *const *names) {
    for (const xmlNode *f = xml_child(s->node, NULL); f; f = xml_next(f, NULL)) {
        size_t i = 0;
        while (names[i] && !xml_is(f, names[i])) {
            i++;
        }
        if (!names[i]) {
            return false;
        }
    }
    return true;
}

static bool schema_fields(const struct subject *s) {
    static const char *const names[] = {"schema", "namespaceURI", "prefix", "property", "valueType", NULL};
    return fields_among(s, names);
}

static bool schema_name(const struct subject *s) {
    return text_field(s, "schema", "pdfaSchema");
}

static bool schema_space(const struct subject *s) {
    return text_field(s, "namespaceURI", "pdfaSchema");
}

static bool schema_prefix(const struct subject *s) {
    return text_field(s, "prefix", "pdfaSchema");
}

static bool sequence(const struct subject *s, const char *name) {
    const xmlNode *f = field(s, name), *c = f ? xmp_container(f) : NULL;
    return !f || (strcmp(xmp_prefix(f), "pdfaSchema") == 0 && c && xml_is(c, "Seq"));
}

static bool schema_properties(const struct subject *s) {
    return sequence(s, "property");
}

static bool schema_types(const struct subject *s) {
    return sequence(s, "valueType");
}

static const struct check schema_checks[] = {
    {"schema-fields", "A 6.6.2.3.2-1", schema_fields},
    {"schema-name", "A 6.6.2.3.3-2", schema_name},
    {"schema-space", "A 6.6.2.3.3-3", schema_space},
    {"schema-prefix", "A 6.6.2.3.3-4", schema_prefix},
    {"schema-properties", "A 6.6.2.3.3-5", schema_properties},
    {"schema-types", "A 6.6.2.3.3-6", schema_types},
};
CHECKS(checks_schema, schema_checks);

static bool property_name(const struct subject *s) {
    return text_field(s, "name", "pdfaProperty");
}

// A type of the XMP Specification; one that the schema defines itself is not read.
static bool property_type(const struct subject *s) {
    static const char *const types[] = {"Text", "Integer", "Date", "URI", "URL", "Boolean", "Real", "ProperName",
                                        "AgentName", "MIMEType", "Lang Alt", "Locale", "GUID", "XPath",
                                        "RenditionClass"};
    if (!text_field(s, "valueType", "pdfaProperty")) {
        return false;
    }
    const char *type = xml_text(s->p->arena, field(s, "valueType"));
    static const char *const about[] = {"bag ", "seq ", "alt ", "Bag ", "Seq ", "Alt ", "Open Choice of ",
                                        "Closed Choice of ", "open Choice of ", "closed Choice of "};
    for (size_t i = 0; i < sizeof about / sizeof *about; i++) {
        size_t n = strlen(about[i]);
        type += strncmp(type, about[i], n) == 0 ? n : 0;
    }
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (strcmp(type, types[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool property_category(const struct subject *s) {
    const char *c = text_field(s, "category", "pdfaProperty") ? xml_text(s->p->arena, field(s, "category")) : "";
    return strcmp(c, "internal") == 0 || strcmp(c, "external") == 0;
}

static bool property_description(const struct subject *s) {
    return text_field(s, "description", "pdfaProperty");
}

static const struct check schema_property_checks[] = {
    {"schema-property-name", "A 6.6.2.3.3-7", property_name},
    {"schema-property-type", "A 6.6.2.3.3-8", property_type},
    {"schema-property-category", "A 6.6.2.3.3-9", property_category},
    {"schema-property-description", "A 6.6.2.3.3-10", property_description},
};
CHECKS(checks_schema_property, schema_property_checks);

static const xmlNode *first_item(const xmlNode *property) {
    const xmlNode *c = property ? xmp_container(property) : NULL;
    return c ? xml_child(c, "li") : NULL;
}

// An item is a structure: its fields are in it, or in a description in it.
static const xmlNode *structure(const xmlNode *item) {
    const xmlNode *d = xml_child(item, "Description");
    return d ? d : item;
}

// --- Properties

static bool extension_defines(const struct subject *s) {
    const xmlNode *item = first_item(xmp_property(s->x->metadata, XMP_EXTENSION, "schemas"));
    for (; item; item = xml_next(item, "li")) {
        const xmlNode *schema = structure(item), *space = xml_child(schema, "namespaceURI");
        if (!space || !xmp_is(s->node, xml_text(s->p->arena, space), NULL)) {
            continue;
        }
        for (const xmlNode *p = first_item(xml_child(schema, "property")); p; p = xml_next(p, "li")) {
            const xmlNode *name = xml_child(structure(p), "name");
            if (name && strcmp(xml_text(s->p->arena, name), (const char *)s->node->name) == 0) {
                return true;
            }
        }
    }
    return false;
}

static bool property_known(const struct subject *s) {
    char shape;
    return xmp_known(s->node, &shape) || extension_defines(s);
}

static bool property_shaped(const struct subject *s) {
    char shape;
    return !xmp_known(s->node, &shape) || xmp_shaped(s->p->arena, s->node, shape);
}

static const struct check property_checks[] = {
    {"property-known", "A 6.6.2.3.1-1", property_known},
    {"property-type", "A 6.6.2.3.1-2", property_shaped},
};
CHECKS(checks_property, property_checks);

static void examine_property(const xmlNode *property, void *user) {
    struct subject s = *(struct subject *)user;
    s.node = property;
    judge(&checks_property, &s);
}

static void read_packet(struct examination *x, const struct value *stream) {
    struct findings *told = findings_new(x->p->arena, NULL);
    x->packet = (struct str){"", 0};
    if (stream->kind == KIND_STREAM && stream_data(x->p, stream->stream, &x->packet)) {
        x->metadata = xml_parse(x->p->arena, "XMP", x->packet, told);
    }
}

void examine_metadata(struct examination *x) {
    const struct value *stream = entry_get(x->p, x->p->catalogue, "Metadata");
    read_packet(x, stream);
    struct subject s = subject_of(x, stream, stream->kind == KIND_STREAM ? stream->stream->number : 0);
    judge(&checks_metadata, &s);
    if (!x->metadata) {
        return;
    }
    xmp_each(x->metadata, examine_property, &s);
    const xmlNode *item = first_item(xmp_property(x->metadata, XMP_EXTENSION, "schemas"));
    for (; item; item = xml_next(item, "li")) {
        s.node = structure(item);
        judge(&checks_schema, &s);
        for (const xmlNode *p = first_item(xml_child(structure(item), "property")); p; p = xml_next(p, "li")) {
            s.node = structure(p);
            judge(&checks_schema_property, &s);
        }
    }
}

struct inspect_claim inspection_claim(struct inspection *p) {
    struct examination x = {.p = p};
    read_packet(&x, entry_get(p, p->catalogue, "Metadata"));
    const xmlNode *part = xmp_property(x.metadata, XMP_ARCHIVE, "part");
    const xmlNode *level = xmp_property(x.metadata, XMP_ARCHIVE, "conformance");
    const xmlNode *access = xmp_property(x.metadata, XMP_ACCESS, "part");
    struct inspect_claim claim = {NULL, NULL};
    if (part) {
        claim.archive = arena_printf(p->arena, "%s%s", xmp_text(p->arena, part),
                                     level ? xmp_text(p->arena, level) : "");
    }
    claim.access = access ? xmp_text(p->arena, access) : NULL;
    return claim;
}
