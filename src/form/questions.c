// The question form of a contest as a Word document: headings and questions of the profile, and below each a content
// control that shows what to write. Written part by part; no other library knows how to make little of it.
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "form/form.h"

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OOXML "http://schemas.openxmlformats.org/"
#define NS_W "xmlns:w=\"" OOXML "wordprocessingml/2006/main\" xmlns:r=\"" OOXML "officeDocument/2006/relationships\""
#define TYPE(kind) "application/vnd.openxmlformats-officedocument.wordprocessingml." kind "+xml"
#define RELATION "<Relationship Id=\"%s\" Type=\"" OOXML "officeDocument/2006/relationships/%s\" Target=\"%s\"/>"

struct writing {
    struct arena *arena;
    const xmlNode *words;
    struct buf out;
    int controls;
};

static void text(struct buf *out, const char *s) {
    for (; *s; s++) {
        const char *e = *s == '&' ? "&amp;" : *s == '<' ? "&lt;" : *s == '>' ? "&gt;" : *s == '"' ? "&quot;" : NULL;
        if (e) {
            buf_str(out, e);
        } else {
            buf_char(out, *s);
        }
    }
}

static void paragraph(struct buf *out, const char *style, const char *s) {
    buf_printf(out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr><w:r><w:t xml:space=\"preserve\">", style);
    text(out, s);
    buf_str(out, "</w:t></w:r></w:p>");
}

// `pattern` with {name} replaced.
static const char *filled(struct arena *arena, const char *pattern, const char *name, const char *value) {
    const char *at = pattern ? strstr(pattern, name) : NULL;
    return at ? arena_printf(arena, "%.*s%s%s", (int)(at - pattern), pattern, value, at + strlen(name))
              : pattern ? pattern : "";
}

static const char *label_of(const xmlNode *node) {
    const char *label = xml_attr(node, "label");
    return label ? label : xml_attr(node, "judul");
}

static const char *group_label(const xmlNode *profile, const char *ids, struct arena *arena) {
    struct buf out = buf_new(arena);
    for (const xmlNode *g = xml_child(profile, "kelompok"); g; g = xml_next(g, "kelompok")) {
        const char *id = xml_attr(g, "id"), *at = id ? strstr(ids, id) : NULL;
        if (at) {
            buf_printf(&out, "%s%s", out.n ? ", " : "", xml_attr(g, "label") ? xml_attr(g, "label") : id);
        }
    }
    return buf_text(&out);
}

static bool names_all(const xmlNode *profile, const char *ids) {
    for (const xmlNode *g = xml_child(profile, "kelompok"); g; g = xml_next(g, "kelompok")) {
        const char *id = xml_attr(g, "id");
        if (id && !strstr(ids, id)) {
            return false;
        }
    }
    return true;
}

// What stands in the control until somebody writes there.
static const char *instruction(struct writing *w, const xmlNode *profile, const xmlNode *section,
                               const xmlNode *field) {
    const char *kind = xml_attr(field, "jenis"), *groups = xml_attr(section, "kelompok"), *said = "";
    for (const xmlNode *t = xml_child(w->words, "tempat"); t; t = xml_next(t, "tempat")) {
        if (strcmp(xml_attr(t, "jenis"), kind ? kind : "teks") == 0) {
            said = xml_text(w->arena, t);
        }
    }
    const xmlNode *only = xml_child(w->words, "kelompok");
    if (!groups || !only || names_all(profile, groups)) {
        return said;
    }
    return arena_printf(w->arena, "%s %s", said,
                        filled(w->arena, xml_text(w->arena, only), "{kelompok}",
                               group_label(profile, groups, w->arena)));
}

static void choices(struct writing *w, const xmlNode *field) {
    if (!xml_child(field, "pilihan")) {
        return;
    }
    buf_str(&w->out, "<w:dropDownList>");
    for (const xmlNode *c = xml_child(field, "pilihan"); c; c = xml_next(c, "pilihan")) {
        const char *value = xml_text(w->arena, c);
        buf_str(&w->out, "<w:listItem w:displayText=\"");
        text(&w->out, value);
        buf_str(&w->out, "\" w:value=\"");
        text(&w->out, value);
        buf_str(&w->out, "\"/>");
    }
    buf_str(&w->out, "</w:dropDownList>");
}

static void answer(struct writing *w, const xmlNode *profile, const xmlNode *section, const xmlNode *field) {
    paragraph(&w->out, "Penanda", xml_attr(w->words, "jawaban"));
    buf_str(&w->out, "<w:sdt><w:sdtPr><w:tag w:val=\"");
    text(&w->out, xml_attr(field, "id"));
    buf_printf(&w->out, "\"/><w:id w:val=\"%d\"/><w:showingPlcHdr/>", ++w->controls);
    choices(w, field);
    buf_str(&w->out, "</w:sdtPr><w:sdtContent>");
    paragraph(&w->out, "Jawaban", arena_printf(w->arena, "‹%s›", instruction(w, profile, section, field)));
    buf_str(&w->out, "</w:sdtContent></w:sdt>");
}

static void field_form(struct writing *w, const xmlNode *profile, const xmlNode *section, const xmlNode *field,
                       bool alone) {
    const char *label = label_of(field);
    if (label && (!alone || !xml_attr(section, "label"))) {
        paragraph(&w->out, alone ? "Heading1" : "Heading2", label);
    }
    for (const xmlNode *q = xml_child(field, "tanya"); q; q = xml_next(q, "tanya")) {
        paragraph(&w->out, "Tanya", xml_text(w->arena, q));
    }
    answer(w, profile, section, field);
}

static void section_form(struct writing *w, const xmlNode *profile, const xmlNode *section) {
    const xmlNode *first = xml_child(section, "isian");
    bool alone = first && !xml_next(first, "isian");
    if (first && xml_attr(section, "label")) {
        paragraph(&w->out, "Heading1", xml_attr(section, "label"));
    }
    for (const xmlNode *q = xml_child(section, "tanya"); q; q = xml_next(q, "tanya")) {
        paragraph(&w->out, "Tanya", xml_text(w->arena, q));
    }
    for (const xmlNode *f = first; f; f = xml_next(f, "isian")) {
        field_form(w, profile, section, f, alone);
    }
}

static const char *document_part(struct arena *arena, const xmlNode *profile, const xmlNode *words) {
    struct writing w = {.arena = arena, .words = words, .out = buf_new(arena)};
    buf_str(&w.out, XML_HEAD "<w:document " NS_W "><w:body>");
    for (const xmlNode *s = xml_child(profile, "bagian"); s; s = xml_next(s, "bagian")) {
        section_form(&w, profile, s);
    }
    buf_str(&w.out, "<w:sectPr><w:headerReference w:type=\"first\" r:id=\"kepala\"/>"
                    "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
                    "<w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1418\" w:header=\"709\" "
                    "w:footer=\"709\" w:gutter=\"0\"/><w:titlePg/></w:sectPr></w:body></w:document>");
    return buf_text(&w.out);
}

static const char *header_part(struct arena *arena, const xmlNode *profile, const xmlNode *words) {
    struct buf out = buf_new(arena);
    const char *title = xml_attr(profile, "judul");
    buf_str(&out, XML_HEAD "<w:hdr " NS_W ">");
    paragraph(&out, "Title", filled(arena, xml_attr(words, "judul"), "{judul}", title ? title : ""));
    for (const xmlNode *p = xml_child(words, "petunjuk"); p; p = xml_next(p, "petunjuk")) {
        paragraph(&out, "Petunjuk", xml_text(arena, p));
    }
    buf_str(&out, "</w:hdr>");
    return buf_text(&out);
}

static void style(struct buf *out, const char *id, const char *name, const char *paragraph_part, const char *run_part) {
    buf_printf(out,
               "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/><w:basedOn w:val=\"Normal\"/>"
               "<w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>",
               id, name, paragraph_part, run_part);
}

static const char *styles_part(struct arena *arena, const xmlNode *words) {
    struct buf out = buf_new(arena);
    const char *face = xml_attr(words, "huruf");
    buf_printf(&out, XML_HEAD "<w:styles " NS_W "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"%s\" "
               "w:hAnsi=\"%s\" w:cs=\"%s\"/><w:sz w:val=\"22\"/><w:lang w:val=\"id-ID\"/></w:rPr></w:rPrDefault>"
               "<w:pPrDefault><w:pPr><w:spacing w:after=\"120\"/></w:pPr></w:pPrDefault></w:docDefaults>"
               "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>"
               "</w:style>",
               face, face, face);
    style(&out, "Title", "Title", "<w:spacing w:after=\"80\"/>", "<w:b/><w:sz w:val=\"30\"/>");
    style(&out, "Petunjuk", "Petunjuk", "<w:spacing w:after=\"60\"/>",
          "<w:color w:val=\"595959\"/><w:sz w:val=\"18\"/>");
    style(&out, "Heading1", "heading 1", "<w:keepNext/><w:spacing w:before=\"320\" w:after=\"80\"/><w:outlineLvl "
          "w:val=\"0\"/>", "<w:b/><w:color w:val=\"1F3864\"/><w:sz w:val=\"26\"/>");
    style(&out, "Heading2", "heading 2", "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"60\"/><w:outlineLvl "
          "w:val=\"1\"/>", "<w:b/>");
    style(&out, "Tanya", "Tanya", "<w:keepNext/><w:spacing w:after=\"60\"/>", "<w:i/>");
    style(&out, "Penanda", "Penanda", "<w:keepNext/><w:spacing w:after=\"40\"/>", "<w:color w:val=\"595959\"/>");
    style(&out, "Jawaban", "Jawaban", "<w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"B0B0B0\"/>"
          "<w:left w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"B0B0B0\"/><w:bottom w:val=\"single\" w:sz=\"4\" "
          "w:space=\"4\" w:color=\"B0B0B0\"/><w:right w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"B0B0B0\"/>"
          "</w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFF9DB\"/><w:ind w:left=\"113\" w:right=\"113\"/>",
          "");
    buf_str(&out, "</w:styles>");
    return buf_text(&out);
}

// By this the form is known when it comes back.
static const char *custom_part(struct arena *arena, const xmlNode *profile) {
    return arena_printf(arena, XML_HEAD "<Properties xmlns=\"" OOXML "officeDocument/2006/custom-properties\" "
                        "xmlns:vt=\"" OOXML "officeDocument/2006/docPropsVTypes\">"
                        "<property fmtid=\"{D5CDD505-2E9C-101B-9397-"
                        "08002B2CF9AE}\" pid=\"2\" name=\"naskah-profil\"><vt:lpwstr>%s</vt:lpwstr></property>"
                        "</Properties>", xml_attr(profile, "id"));
}

bool form_questions(struct arena *arena, const xmlNode *profile, const xmlNode *words, struct str *out) {
    const char *types = XML_HEAD "<Types xmlns=\"" OOXML "package/2006/content-types\"><Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
        "ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\""
        TYPE("document.main") "\"/><Override PartName=\"/word/styles.xml\" ContentType=\"" TYPE("styles")
        "\"/><Override PartName=\"/word/header1.xml\" ContentType=\"" TYPE("header") "\"/><Override "
        "PartName=\"/docProps/custom.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
        "custom-properties+xml\"/></Types>";
    const char *relations = "<Relationships xmlns=\"" OOXML "package/2006/relationships\">";
    const char *package = arena_printf(arena, XML_HEAD "%s" RELATION RELATION "</Relationships>", relations, "naskah",
                                       "officeDocument", "word/document.xml", "sifat", "custom-properties",
                                       "docProps/custom.xml");
    const char *inside = arena_printf(arena, XML_HEAD "%s" RELATION RELATION "</Relationships>", relations, "gaya",
                                      "styles", "styles.xml", "kepala", "header", "header1.xml");
    struct form_part parts[] = {{"[Content_Types].xml", types},
                                {"_rels/.rels", package},
                                {"word/document.xml", document_part(arena, profile, words)},
                                {"word/_rels/document.xml.rels", inside},
                                {"word/styles.xml", styles_part(arena, words)},
                                {"word/header1.xml", header_part(arena, profile, words)},
                                {"docProps/custom.xml", custom_part(arena, profile)}};
    return form_archive(arena, parts, sizeof parts / sizeof *parts, out);
}
