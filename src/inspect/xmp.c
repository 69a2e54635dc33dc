#include "inspect/xmp.h"

// Properties of the schemas of the XMP Specification of 2005 and of ISO 19005 itself. After each name its shape: t
// text, d date, i whole number, b boolean, B bag, S sequence, D sequence of dates, A alternatives, * anything.
static const struct {
    const char *space, *names;
} schemas[] = {
    {XMP_DC, "contributor:B coverage:t creator:S date:D description:A format:t identifier:t language:B publisher:B "
             "relation:B rights:A source:t subject:B title:A type:B "},
    {XMP_XMP, "Advisory:B BaseURL:t CreateDate:d CreatorTool:t Identifier:B Label:t MetadataDate:d ModifyDate:d "
              "Nickname:t Rating:i Thumbnails:A "},
    {"http://ns.adobe.com/xap/1.0/rights/", "Certificate:t Marked:b Owner:B UsageTerms:A WebStatement:t "},
    {"http://ns.adobe.com/xap/1.0/mm/",
     "DerivedFrom:* DocumentID:t History:S InstanceID:t ManagedFrom:* Manager:t ManageTo:t ManageUI:t ManagerVariant:t "
     "RenditionClass:t RenditionParams:t VersionID:t Versions:S LastURL:t RenditionOf:* SaveID:i "},
    {"http://ns.adobe.com/xap/1.0/bj/", "JobRef:B "},
    {"http://ns.adobe.com/xap/1.0/t/pg/", "MaxPageSize:* NPages:i Fonts:B Colorants:S PlateNames:S "},
    {XMP_PDF, "Keywords:t PDFVersion:t Producer:t Trapped:* "},
    {XMP_ARCHIVE, "part:i amd:t corr:t conformance:t rev:t "},
    {XMP_EXTENSION, "schemas:B "},
    {"http://ns.adobe.com/photoshop/1.0/",
     "AuthorsPosition:t CaptionWriter:t Category:t City:t Country:t Credit:t DateCreated:d Headline:t Instructions:t "
     "Source:t State:t SupplementalCategories:B TransmissionReference:t Urgency:i "},
};

bool xmp_is(const xmlNode *node, const char *space, const char *name) {
    return node && node->ns && node->ns->href && strcmp((const char *)node->ns->href, space) == 0 &&
           (!name || strcmp((const char *)node->name, name) == 0);
}

const char *xmp_prefix(const xmlNode *node) {
    return node->ns && node->ns->prefix ? (const char *)node->ns->prefix : "";
}

static const xmlNode *rdf_of(const xmlDoc *doc) {
    const xmlNode *root = doc ? xmlDocGetRootElement((xmlDoc *)doc) : NULL;
    return xmp_is(root, XMP_RDF, "RDF") ? root : root ? xml_child(root, "RDF") : NULL;
}

void xmp_each(const xmlDoc *doc, void (*fn)(const xmlNode *property, void *user), void *user) {
    const xmlNode *rdf = rdf_of(doc);
    for (const xmlNode *d = rdf ? xml_child(rdf, "Description") : NULL; d; d = xml_next(d, "Description")) {
        for (const xmlAttr *a = d->properties; a; a = a->next) {
            if (a->ns && !xmp_is((const xmlNode *)a, XMP_RDF, NULL)) {
                fn((const xmlNode *)a, user);
            }
        }
        for (const xmlNode *e = xml_child(d, NULL); e; e = xml_next(e, NULL)) {
            fn(e, user);
        }
    }
}

struct wanted {
    const char *space, *name;
    const xmlNode *found;
};

static void look(const xmlNode *property, void *user) {
    struct wanted *w = user;
    if (!w->found && xmp_is(property, w->space, w->name)) {
        w->found = property;
    }
}

const xmlNode *xmp_property(const xmlDoc *doc, const char *space, const char *name) {
    struct wanted w = {space, name, NULL};
    xmp_each(doc, look, &w);
    return w.found;
}

const xmlNode *xmp_container(const xmlNode *property) {
    const xmlNode *child = property->type == XML_ELEMENT_NODE ? xml_child(property, NULL) : NULL;
    bool container = xmp_is(child, XMP_RDF, "Bag") || xmp_is(child, XMP_RDF, "Seq") || xmp_is(child, XMP_RDF, "Alt");
    return container && !xml_next(child, NULL) ? child : NULL;
}

const char *xmp_text(struct arena *arena, const xmlNode *property) {
    const xmlNode *container = xmp_container(property), *item = container ? xml_child(container, "li") : NULL;
    return xml_text(arena, item ? item : property);
}

bool xmp_plain(const xmlNode *property) {
    return property->type == XML_ATTRIBUTE_NODE || !xml_child(property, NULL);
}

bool xmp_known(const xmlNode *property, char *shape) {
    size_t n = strlen((const char *)property->name);
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++) {
        if (!xmp_is(property, schemas[i].space, NULL)) {
            continue;
        }
        for (const char *s = schemas[i].names; *s; s += strcspn(s, " ") + 1) {
            if (strcspn(s, ":") == n && memcmp(s, property->name, n) == 0) {
                *shape = s[n + 1];
                return true;
            }
        }
    }
    return false;
}

static bool is_date(const char *s) {
    size_t year = strspn(s, "0123456789");
    return year == 4 && s[strspn(s, "0123456789-T:+.Z")] == '\0';
}

static bool is_whole(const char *s) {
    s += *s == '-' || *s == '+';
    return *s && s[strspn(s, "0123456789")] == '\0';
}

static bool holds(const xmlNode *property, const char *container) {
    const xmlNode *c = xmp_container(property);
    return c && strcmp((const char *)c->name, container) == 0;
}

// Each of the alternatives names its language, and one of them is for everybody.
static bool alternatives(const xmlNode *property) {
    const xmlNode *c = xmp_container(property);
    bool any = false;
    for (const xmlNode *li = c ? xml_child(c, "li") : NULL; li; li = xml_next(li, "li")) {
        any = true;
        if (!xml_attr(li, "lang")) {
            return false;
        }
    }
    return any && holds(property, "Alt");
}

static bool dates(struct arena *arena, const xmlNode *property) {
    const xmlNode *c = xmp_container(property);
    for (const xmlNode *li = c ? xml_child(c, "li") : NULL; li; li = xml_next(li, "li")) {
        if (!is_date(xml_text(arena, li))) {
            return false;
        }
    }
    return holds(property, "Seq");
}

bool xmp_shaped(struct arena *arena, const xmlNode *property, char shape) {
    switch (shape) {
    case 't': return xmp_plain(property);
    case 'd': return xmp_plain(property) && is_date(xml_text(arena, property));
    case 'i': return xmp_plain(property) && is_whole(xml_text(arena, property));
    case 'b': return xmp_plain(property) && strstr("TrueFalse", xml_text(arena, property));
    case 'B': return holds(property, "Bag");
    case 'S': return holds(property, "Seq");
    case 'D': return dates(arena, property);
    case 'A': return alternatives(property);
    default: return true;
    }
}
