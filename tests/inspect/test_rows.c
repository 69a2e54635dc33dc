// Every row that is judged has a file that is broken for it and for nothing else, made by small changes of a good one;
// and tests/spec/iso19005-3a+14289-1.tsv says of every row of the two standards which check judges it, or why none
// does.
#include "base/file.h"
#include "inspect/good.h"

enum { TEXT, DATA };  // of an object

struct change {
    int what;
    const char *where, *from, *to;  // in the first object that holds `where`
};

struct breakage {
    const char *check;
    struct change changes[5];
    const char *also;  // checks that cannot but fail with it
};

#define BEGIN "/Artifact BMC /I0 Do"
#define CONTENT(code) {DATA, BEGIN, BEGIN, code " " BEGIN}
#define RESOURCE(text) {TEXT, "/F98 ", "/XObject ", text " /XObject "}
#define CATALOG(text) {TEXT, "/Type /Catalog", "/Type /Catalog", "/Type /Catalog " text}
#define FOUND(where, from, to) {TEXT, where, from, to}
#define XMP(from, to) {DATA, "<?xpacket", from, to}
#define NO_LANG {TEXT, "/Type /Catalog", "/Lang (id)", ""}
#define DOC_LANG {TEXT, "/S /Document", "/S /Document", "/S /Document /Lang (id)"}
#define SCHEMA(from, to) XMP(from, to)
#define TEN(x) x x x x x x x x x x

static const struct breakage breakages[] = {
    {"hex-even", {FOUND("/Cadangan", "<00ff>", "<00f>")}, ""},
    {"hex-digits", {FOUND("/Cadangan", "<00ff>", "<00fg0>")}, ""},
    {"integer", {FOUND("/Cadangan", "true", "2147483648")}, ""},
    {"real-large", {FOUND("/Cadangan", "true", TEN("1000") ".0")}, ""},
    {"real-small", {FOUND("/Cadangan", "true", "0." TEN("0000") "1")}, ""},
    {"name-long", {FOUND("/Cadangan", "true", "/" TEN("1234567890123"))}, ""},
    {"stream-external", {FOUND("/Aliran", "/Aliran true", "/FFilter /FlateDecode")}, ""},
    {"filter", {FOUND("/Aliran", "/Aliran true", "/Filter /LZWDecode")}, ""},
    {"stream-damaged", {FOUND("/Aliran", "/Aliran true", "/Filter /FlateDecode")}, ""},
    {"font-name-utf8", {FOUND("/Type /FontDescriptor", "/FontName /", "/FontName /#ff")}, ""},
    {"colorant-name",
     {RESOURCE("/ColorSpace <</C0 [/Separation /#ff /DeviceGray {cadangan} 0 R] >>"), CONTENT("/C0 cs")}, ""},
    {"type-utf8",
     {FOUND("/RoleMap", "/Bagian /Sect", "/#ff /Sect"), FOUND("/T (bagian)", "/S /Bagian", "/S /#ff")}, ""},
    {"inline-filter", {CONTENT("/Artifact BMC BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID x EI EMC")}, ""},
    {"permissions", {CATALOG("/Perms <</X 1 >>")}, ""},
    {"signature-digests", {CATALOG("/Perms <</DocMDP <</Reference [<</DigestValue (x) >>] >> >>")}, ""},
    {"state-depth", {CONTENT(TEN("q q q ") TEN("Q Q Q "))}, ""},
    {"colorants-few",
     {RESOURCE("/ColorSpace <</C0 [/DeviceN [" TEN("/None /None /None /None ") "] /DeviceGray {cadangan} 0 R] >>"),
      CONTENT("/C0 cs")}, ""},
    {"colorants-told",
     {RESOURCE("/ColorSpace <</C0 [/DeviceN [/Emas] /DeviceGray {cadangan} 0 R] >>"), CONTENT("/C0 cs")}, ""},
    {"box", {FOUND("/Type /Page ", "/MediaBox [0 0", "/MediaBox [-20000 0")}, ""},
    {"operator", {CONTENT("salah")}, ""},
    {"resources", {CONTENT("/Artifact BMC /Tidak Do EMC")}, ""},
    {"content-damaged", {FOUND("/Type /Page ", "/Contents ", "/Contents [null] /Kontens ")}, ""},
    {"output-profile", {{DATA, "acsp", "mntr", "abst"}}, "rgb gray"},
    {"same-profile",
     {FOUND("/Type /Catalog", "/OutputIntents [", "/OutputIntents [<</S /GTS_PDFX /DestOutputProfile {icc} 0 R >> ")},
     ""},
    {"profile-elsewhere",
     {FOUND("/Type /Catalog", "/OutputIntents [", "/OutputIntents [<</S /GTS_PDFX /DestOutputProfileRef <<>> >> ")},
          ""},
    {"space-profile", {RESOURCE("/ColorSpace <</C0 [/ICCBased {aliran} 0 R] >>"), CONTENT("/C0 cs")}, ""},
    {"rgb", {{DATA, "acsp", "RGB ", "GRAY"}, FOUND("/N 3 ", "/N 3", "/N 1"), CONTENT("1 0 0 rg 0 g")}, ""},
    {"cmyk", {CONTENT("0 0 0 1 k 0 g")}, ""},
    {"gray", {FOUND("/Type /Catalog", "/OutputIntents", "/OutputIntentz")}, ""},
    {"transfer", {RESOURCE("/ExtGState <</G0 <</TR /Identity >> >>"), CONTENT("/G0 gs")}, ""},
    {"transfer-default", {RESOURCE("/ExtGState <</G0 <</TR2 /Identity >> >>"), CONTENT("/G0 gs")}, ""},
    {"halftone-phase", {RESOURCE("/ExtGState <</G0 <</HTP [0 0] >> >>"), CONTENT("/G0 gs")}, ""},
    {"halftone-kind", {RESOURCE("/ExtGState <</G0 <</HT <</HalftoneType 6 >> >> >>"), CONTENT("/G0 gs")}, ""},
    {"halftone-name",
     {RESOURCE("/ExtGState <</G0 <</HT <</HalftoneType 1 /HalftoneName (x) >> >> >>"), CONTENT("/G0 gs")}, ""},
    {"halftone-transfer",
     {RESOURCE("/ExtGState <</G0 <</HT <</HalftoneType 1 /TransferFunction /Identity >> >> >>"), CONTENT("/G0 gs")},
     ""},
    {"blend", {RESOURCE("/ExtGState <</G0 <</BM /Campur >> >>"), CONTENT("/G0 gs")}, ""},
    {"state-intent", {RESOURCE("/ExtGState <</G0 <</RI /Suka >> >>"), CONTENT("/G0 gs")}, ""},
    {"intent", {CONTENT("/Suka ri")}, ""},
    {"picture-intent", {FOUND("/Subtype /Image", "/Subtype /Image", "/Subtype /Image /Intent /Suka")}, ""},
    {"alternates", {FOUND("/Subtype /Image", "/Subtype /Image", "/Subtype /Image /Alternates []")}, ""},
    {"picture-opi", {FOUND("/Subtype /Image", "/Subtype /Image", "/Subtype /Image /OPI <<>>")}, ""},
    {"smoothed", {FOUND("/Subtype /Image", "/Subtype /Image", "/Subtype /Image /Interpolate true")}, ""},
    {"picture-bits", {FOUND("/Subtype /Image", "/BitsPerComponent 8", "/BitsPerComponent 3")}, ""},
    {"mask-bits", {FOUND("/Subtype /Image", "/ColorSpace /DeviceGray", "/ImageMask true")}, ""},
    {"jpeg2000", {FOUND("/Subtype /Image", "/Subtype /Image", "/Subtype /Image /Filter /JPXDecode")}, ""},
    {"script", {FOUND("/Subtype /Image", "/Subtype /Image", "/Subtype /PS")}, ""},
    {"form-plain", {FOUND("/BBox [0 0 1 1]", "/BBox", "/PS 1 /BBox")}, ""},
    {"form-reference", {FOUND("/BBox [0 0 1 1]", "/BBox", "/Ref <<>> /BBox")}, ""},
    {"form-once",
     {FOUND("/BBox [0 0 1 1]", "/BBox", "/StructParents 990 /BBox"), CONTENT("/Artifact BMC /X0 Do EMC")}, ""},
    {"blending",
     {FOUND("/Type /Catalog", "/OutputIntents", "/OutputIntentz"),
      RESOURCE("/ColorSpace <</DefaultGray [/ICCBased {icc} 0 R] >> /ExtGState <</G0 <</ca 0.5 >> >>"),
      CONTENT("/G0 gs")}, ""},
    {"font-type", {FOUND("/Subtype /Type0", "/Type /Font ", "/Type /Huruf ")}, ""},
    {"font-kind", {FOUND("/Subtype /CIDFontType2", "/Subtype /CIDFontType2", "/Subtype /CIDFontType9")}, ""},
    {"font-name", {FOUND("/Subtype /CIDFontType2", "/BaseFont", "/BaseHuruf")}, ""},
    {"font-first", {FOUND("/BaseFont /Helvetica", "/FirstChar 97", "")}, ""},
    {"font-last", {FOUND("/BaseFont /Helvetica", "/LastChar 97", "")}, ""},
    {"font-widths", {FOUND("/BaseFont /Helvetica", "[556]", "[556 556]")}, ""},
    {"font-encoding", {FOUND("/BaseFont /Arial", "/WinAnsiEncoding", "/StandardEncoding")}, ""},
    {"font-symbols", {FOUND("/BaseFont /Arial", "/Flags 32", "/Flags 4")}, ""},
    {"font-program-kind",
     {FOUND("/Type /FontDescriptor", "/FontFile2", "/FontFile3"), FOUND("/Length1", "/Length1",
          "/Subtype /Lain /Length1")},
     ""},
    {"font-program-fits", {FOUND("/Subtype /CIDFontType2", "/Subtype /CIDFontType2", "/Subtype /CIDFontType0")}, ""},
    {"font-collection", {FOUND("/Subtype /CIDFontType2", "/Registry (Adobe)", "/Registry /Adobe")}, ""},
    {"font-glyph-map", {FOUND("/Subtype /CIDFontType2", "/CIDToGIDMap /Identity", "")}, ""},
    {"font-codes", {FOUND("/Subtype /Type0", "/Identity-H", "/Sendiri-H")}, ""},
    {"font-embedded", {FOUND("/Type /FontDescriptor", "/FontFile2", "/FontBerkas")}, ""},
    {"font-set", {FOUND("/Type /FontDescriptor", "/FontFile2", "/CIDSet {aliran} 0 R /FontFile2")}, ""},
    {"glyph-unicode", {FOUND("/Subtype /Type0", "/ToUnicode", "/KeUnicode")}, ""},
    {"glyph-unicode-value", {{DATA, "beginbfchar", "<0061>", "<FEFF>"}}, ""},
    {"glyph-private", {{DATA, "beginbfchar", "<0061>", "<E000>"}}, ""},
    {"glyph-notdef",
     {{DATA, "beginbfchar", "endbfchar", "<0000><0041>\nendbfchar"},
      {DATA, BEGIN, BEGIN, "/Artifact BMC BT /F1 9 Tf <0000> Tj ET EMC " BEGIN}}, ""},
    {"glyph-present",
     {{DATA, "beginbfchar", "endbfchar", "<FFF0><0041>\nendbfchar"},
      {DATA, BEGIN, BEGIN, "/Artifact BMC BT /F1 9 Tf <FFF0> Tj ET EMC " BEGIN}}, ""},
    {"glyph-width", {FOUND("/Subtype /CIDFontType2", "/W [", "/Lebar [")}, ""},
    {"annotation-kind", {FOUND("/Subtype /Square", "/Square", "/Movie")}, ""},
    {"annotation-flags", {FOUND("/Subtype /Square", "/F 4", "")}, ""},
    {"annotation-printed", {FOUND("/Subtype /Square", "/F 4", "/F 0")}, ""},
    {"appearance", {FOUND("/Subtype /Square", "/AP ", "/Tampilan ")}, ""},
    {"appearance-normal", {FOUND("/Subtype /Square", "/AP <<", "/AP <</D {bentuk} 0 R ")}, ""},
    {"appearance-button", {FOUND("/Subtype /Widget", "/FT /Sig", "/FT /Btn")}, ""},
    {"appearance-stream", {FOUND("/Subtype /Square", "/N {bentuk} 0 R", "/N <<>>")}, ""},
    {"widget-action", {FOUND("/Subtype /Widget", "/FT", "/A <</S /URI /URI (a) >> /FT")}, ""},
    {"field-actions", {FOUND("/FT /Tx", "/FT", "/AA <<>> /FT")}, ""},
    {"need-appearances", {FOUND("/SigFlags", "/SigFlags 1", "/NeedAppearances true")}, ""},
    {"xfa", {FOUND("/SigFlags", "/SigFlags 1", "/XFA []")}, ""},
    {"needs-rendering", {CATALOG("/NeedsRendering true")}, ""},
    {"action", {FOUND("/Subtype /Link", "/S /URI", "/S /JavaScript")}, ""},
    {"action-named", {FOUND("/Subtype /Link", "/S /URI", "/S /Named /N /Print")}, ""},
    {"document-actions", {CATALOG("/AA <<>>")}, ""},
    {"page-actions", {FOUND("/Type /Page ", "/Type /Page ", "/Type /Page /AA <<>> ")}, ""},
    {"steps", {FOUND("/Type /Page ", "/Type /Page ", "/Type /Page /PresSteps <<>> ")}, ""},
    {"alternate-presentations", {FOUND("/EmbeddedFiles", "/EmbeddedFiles",
         "/AlternatePresentations <<>> /EmbeddedFiles")},
     ""},
    {"requirements", {CATALOG("/Requirements []")}, ""},
    {"metadata", {FOUND("/Type /Catalog", "/Metadata", "/Keterangan")}, ""},
    {"metadata-bytes", {XMP("<?xpacket begin=", "<?xpacket bytes=\"9\" begin=")}, ""},
    {"metadata-encoding", {XMP("<?xpacket begin=", "<?xpacket encoding=\"UTF-8\" begin=")}, ""},
    {"metadata-form", {XMP("</rdf:RDF>", "</rdf:RDX>")}, ""},
    {"metadata-utf8", {XMP("<?xpacket end", "\xff<?xpacket end")}, ""},
    {"metadata-type", {FOUND("/Subtype /XML", "/Subtype /XML", "/Subtype /XLM")}, ""},
    {"property-known", {XMP("<dc:title>", "<dc:asing>x</dc:asing><dc:title>")}, ""},
    {"property-type", {XMP("<dc:title>", "<dc:subject>x</dc:subject><dc:title>")}, ""},
    {"schema-fields", {SCHEMA("<pdfaSchema:prefix>", "<pdfaSchema:asing>x</pdfaSchema:asing><pdfaSchema:prefix>")}, ""},
    {"schema-container",
     {XMP("<pdfaExtension:schemas>", "<q:schemas xmlns:q=\"http://www.aiim.org/pdfa/ns/extension/\">"),
      XMP("</pdfaExtension:schemas>", "</q:schemas>")}, ""},
    {"schema-name", {SCHEMA("PDF/UA Universal Accessibility Schema", "")}, ""},
    {"schema-space",
     {SCHEMA("<pdfaSchema:namespaceURI>", "<q:namespaceURI xmlns:q=\"http://www.aiim.org/pdfa/ns/schema#\">"),
      SCHEMA("</pdfaSchema:namespaceURI>", "</q:namespaceURI>")}, ""},
    {"schema-prefix", {SCHEMA("<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>", "")}, ""},
    {"schema-properties",
     {SCHEMA("<pdfaSchema:property>", "<q:property xmlns:q=\"http://www.aiim.org/pdfa/ns/schema#\">"),
      SCHEMA("</pdfaSchema:property>", "</q:property>")}, ""},
    {"schema-types", {SCHEMA("<pdfaSchema:prefix>",
         "<pdfaSchema:valueType>x</pdfaSchema:valueType><pdfaSchema:prefix>")},
     ""},
    {"schema-property-name",
     {SCHEMA("<pdfaProperty:name>", "<q:name xmlns:q=\"http://www.aiim.org/pdfa/ns/property#\">"),
      SCHEMA("</pdfaProperty:name>", "</q:name>")}, ""},
    {"schema-property-type", {SCHEMA(">Integer<", ">Bilangan<")}, ""},
    {"schema-property-category", {SCHEMA(">internal<", ">dalam<")}, ""},
    {"schema-property-description", {SCHEMA(">Part of ISO 14289 to which the file conforms<", "><")}, ""},
    {"info", {FOUND("/Producer (", "/Producer (", "/Producer (x")}, ""},
    {"archive-claim",
     {XMP("<pdfaid:part>3</pdfaid:part>", ""), XMP("<pdfaid:conformance>A</pdfaid:conformance>", "")}, ""},
    {"archive-part", {XMP("<pdfaid:part>3<", "<pdfaid:part>2<")}, ""},
    {"archive-level", {XMP(">A</pdfaid", ">B</pdfaid")}, ""},
    {"archive-part-prefix",
     {XMP("<pdfaid:part>3</pdfaid:part>", "<q:part xmlns:q=\"http://www.aiim.org/pdfa/ns/id/\">3</q:part>")}, ""},
    {"archive-level-prefix",
     {XMP("<pdfaid:conformance>A</pdfaid:conformance>",
          "<q:conformance xmlns:q=\"http://www.aiim.org/pdfa/ns/id/\">A</q:conformance>")}, ""},
    {"archive-amendment-prefix",
     {XMP("<pdfaid:part>", "<q:amd xmlns:q=\"http://www.aiim.org/pdfa/ns/id/\">1</q:amd><pdfaid:part>")}, ""},
    {"archive-correction-prefix",
     {XMP("<pdfaid:part>", "<q:corr xmlns:q=\"http://www.aiim.org/pdfa/ns/id/\">1</q:corr><pdfaid:part>")}, ""},
    {"access-claim", {XMP("<pdfuaid:part>1</pdfuaid:part>", "")}, ""},
    {"access-part", {XMP("<pdfuaid:part>1<", "<pdfuaid:part>2<")}, ""},
    {"access-part-prefix",
     {XMP("<pdfuaid:part>1</pdfuaid:part>", "<q:part xmlns:q=\"http://www.aiim.org/pdfua/ns/id/\">1</q:part>")}, ""},
    {"access-amendment-prefix",
     {XMP("<pdfuaid:part>", "<q:amd xmlns:q=\"http://www.aiim.org/pdfua/ns/id/\">1</q:amd><pdfuaid:part>")},
     "property-known"},
    {"access-correction-prefix",
     {XMP("<pdfuaid:part>", "<q:corr xmlns:q=\"http://www.aiim.org/pdfua/ns/id/\">1</q:corr><pdfuaid:part>")},
     "property-known"},
    {"title", {XMP("<dc:title>", "<dc:title><!--"), XMP("</dc:title>", "--></dc:title>"), FOUND("/Producer (",
         "/Title", "/Judul")},
     "property-type"},
    {"marked", {FOUND("/Marked true", "/Marked true", "/Marked false")}, ""},
    {"suspects", {FOUND("/Marked true", "/Marked true", "/Marked true /Suspects true")}, ""},
    {"structured", {FOUND("/Type /Catalog", "/StructTreeRoot", "/Susunan")},
     "untagged link-tagged widget-tagged annotation-tagged"},
    {"title-shown", {FOUND("/DisplayDocTitle", "/DisplayDocTitle true", "/DisplayDocTitle false")}, ""},
    {"language", {FOUND("/Type /Catalog", "/Lang (id)", "/Lang (bahasa-indonesia)")}, ""},
    {"element-language", {FOUND("/T (sosok)", "/T", "/Lang (x y) /T")}, ""},
    {"mark-language", {CONTENT("/Artifact <</Lang (x y) >> BDC EMC")}, ""},
    {"untagged", {CONTENT("0 0 1 1 re f")}, ""},
    {"artifact-inside", {CONTENT("/P <</MCID 0 >> BDC /Artifact BMC EMC EMC")}, ""},
    {"tagged-inside", {CONTENT("/Artifact BMC /P <</MCID 0 >> BDC EMC EMC")}, ""},
    {"type-mapped", {FOUND("/RoleMap", "/Bagian /Sect", "/Bagian /Entah")}, ""},
    {"type-circle", {FOUND("/RoleMap", "/Bagian /Sect", "/Bagian /Bagian")}, ""},
    {"type-remapped", {FOUND("/RoleMap", "/Bagian /Sect", "/Bagian /Sect /Figure /Div")}, ""},
    {"element-parent", {FOUND("/T (catatan)", "/P {dok} 0 R", "")}, ""},
    {"metadata-language", {NO_LANG, DOC_LANG}, "outline-language field-language"},
    {"outline-language", {NO_LANG, DOC_LANG}, "metadata-language field-language"},
    {"field-language", {NO_LANG, DOC_LANG}, "metadata-language outline-language"},
    {"text-language", {NO_LANG}, "metadata-language outline-language field-language contents-language "
         "alternative-language"},
    {"contents-language", {NO_LANG},
     "metadata-language outline-language field-language text-language alternative-language"},
    {"alternative-language", {NO_LANG},
     "metadata-language outline-language field-language text-language contents-language"},
    {"actual-language", {NO_LANG, FOUND("/T (catatan)", "/T", "/ActualText (x) /T")},
     "metadata-language outline-language field-language text-language contents-language alternative-language"},
    {"expansion-language", {NO_LANG, FOUND("/T (catatan)", "/T", "/E (x) /T")},
     "metadata-language outline-language field-language text-language contents-language alternative-language"},
    {"span-actual-language", {NO_LANG, DOC_LANG, CONTENT("/Span <</ActualText (x) >> BDC EMC")},
     "metadata-language outline-language field-language"},
    {"span-alternative-language", {NO_LANG, DOC_LANG, CONTENT("/Span <</Alt (x) >> BDC EMC")},
     "metadata-language outline-language field-language"},
    {"span-expansion-language", {NO_LANG, DOC_LANG, CONTENT("/Span <</E (x) >> BDC EMC")},
     "metadata-language outline-language field-language"},
    {"table-kids", {FOUND("/T (tabel)", "/K [", "/K [{hilang} 0 R ")}, ""},
    {"row-place", {FOUND("/T (hilang)", "/S /Div", "/S /TR")}, ""},
    {"table-head-place", {FOUND("/T (hilang)", "/S /Div", "/S /THead")}, ""},
    {"table-body-place", {FOUND("/T (hilang)", "/S /Div", "/S /TBody")}, ""},
    {"table-foot-place", {FOUND("/T (hilang)", "/S /Div", "/S /TFoot")}, ""},
    {"header-cell-place", {FOUND("/T (hilang)", "/S /Div", "/S /TH")}, ""},
    {"cell-place", {FOUND("/T (hilang)", "/S /Div", "/S /TD")}, ""},
    {"item-place", {FOUND("/T (hilang)", "/S /Div", "/S /LI")}, ""},
    {"item-body-place", {FOUND("/T (hilang)", "/S /Div", "/S /LBody")}, ""},
    {"entry-place", {FOUND("/T (hilang)", "/S /Div", "/S /TOCI")}, ""},
    {"row-kids", {FOUND("/T (sel)", "/S /TD", "/S /P")}, ""},
    {"head-kids", {FOUND("/T (kepala)", "/K [", "/K [{hilang} 0 R ")}, ""},
    {"body-kids", {FOUND("/T (tubuh)", "/K [", "/K [{hilang} 0 R ")}, ""},
    {"foot-kids", {FOUND("/T (kaki)", "/K [", "/K [{hilang} 0 R ")}, ""},
    {"one-head", {FOUND("/T (kaki)", "/S /TFoot", "/S /THead")}, ""},
    {"one-foot", {FOUND("/T (kepala)", "/S /THead", "/S /TFoot")}, ""},
    {"foot-with-body", {FOUND("/T (tubuh2)", "/S /TBody", "/S /TFoot")}, ""},
    {"head-with-body", {FOUND("/T (tubuh2)", "/S /TBody", "/S /THead")}, ""},
    {"table-caption", {FOUND("/T (tabel)", "{tbody} 0 R", "{judul} 0 R {tbody} 0 R")}, ""},
    {"table-captions",
     {FOUND("/T (tabel)", "/K [", "/K [{hilang} 0 R "), FOUND("/T (hilang)", "/S /Div", "/S /Caption")}, ""},
    {"cells-apart", {FOUND("/T (b)", "/RowSpan 1", "/RowSpan 2"), FOUND("/T (c)", "/ColSpan 1", "/ColSpan 2")}, ""},
    {"table-regular", {FOUND("/T (a)", "/ColSpan 1", "/ColSpan 2")}, ""},
    {"header-scope", {FOUND("/T (sel-judul)", "/Scope /Column", "")}, ""},
    {"header-known", {FOUND("/T (a)", "/ColSpan 1", "/Headers [(tidak-ada)]")}, ""},
    {"list-kids", {FOUND("/T (daftar)", "/K [", "/K [{hilang} 0 R ")}, ""},
    {"item-kids", {FOUND("/T (butir)", "/K [", "/K [{hilang} 0 R ")}, ""},
    {"list-caption",
     {FOUND("/T (daftar)", "]", " {hilang} 0 R]"), FOUND("/T (hilang)", "/S /Div", "/S /Caption")}, ""},
    {"contents-kids", {FOUND("/T (daftar-isi)", "/K [", "/K [{hilang} 0 R ")}, ""},
    {"contents-caption",
     {FOUND("/T (daftar-isi)", "]", " {hilang} 0 R]"), FOUND("/T (hilang)", "/S /Div", "/S /Caption")}, ""},
    {"figure", {FOUND("/T (sosok)", "/Alt (uraian)", "")}, ""},
    {"heading-order", {FOUND("/T (hilang)", "/S /Div", "/S /H6")}, ""},
    {"one-heading", {FOUND("/T (hilang)", "/S /Div", "/S /H"), FOUND("/T (sosok)", "/S /Figure", "/S /H")},
     "headings-of-one-kind"},
    {"headings-of-one-kind", {FOUND("/T (hilang)", "/S /Div", "/S /H")}, ""},
    {"formula", {FOUND("/T (hilang)", "/S /Div", "/S /Formula")}, ""},
    {"note-id", {FOUND("/T (catatan)", "/ID (c1)", "")}, ""},
    {"note-unique", {FOUND("/T (catatan2)", "(c2)", "(c1)")}, ""},
    {"form-single", {FOUND("/T (isian)", "/K [", "/K [99 ")}, ""},
    {"layer-name", {FOUND("/OCGs", "(Lain)", "()")}, ""},
    {"layer-unique", {FOUND("/OCGs", "(Lain)", "(Utama)")}, ""},
    {"layer-order", {FOUND("/OCGs", "/Order [{lapis} 0 R]", "/Order []")}, ""},
    {"layer-automatic", {FOUND("/OCGs", "/Order", "/AS [] /Order")}, ""},
    {"file-mime", {FOUND("/Type /EmbeddedFile", "/Subtype /application#2fxml", "/Subtype /xml")}, ""},
    {"file-name", {FOUND("/Type /Filespec", "/UF ", "/UG ")}, ""},
    {"file-relation", {FOUND("/Type /Filespec", "/AFRelationship", "/Hubungan")}, ""},
    {"file-associated", {FOUND("/Type /Catalog", "/AF ", "/AG ")}, ""},
    {"annotation-tagged", {FOUND("/Subtype /Square", "/StructParent 903", "")}, ""},
    {"annotation-described", {FOUND("/Subtype /Square", "/Contents (kotak)", "")}, ""},
    {"widget-described", {FOUND("/Subtype /Widget", "/TU (Tanda tangan)", "")}, ""},
    {"trap", {FOUND("/Subtype /Square", "/Square", "/TrapNet")}, ""},
    {"tab-order", {FOUND("/Annots", "/Tabs /S", "/Tabs /R")}, ""},
    {"widget-tagged", {FOUND("/T (isian)", "/S /Form", "/S /Div")}, ""},
    {"link-tagged", {FOUND("/T (tautan)", "/S /Link", "/S /Span")}, ""},
    {"link-described", {FOUND("/Subtype /Link", "/Contents (Tautan)", "")}, ""},
    {"printer-mark", {FOUND("/Subtype /Square", "/Square", "/PrinterMark")}, ""},
};

// --- Files that are broken in their bytes

static struct str changed(struct arena *arena, struct str bytes, const char *from, const char *to) {
    size_t n = 0;
    char *made = editor_replaced(arena, bytes.p, bytes.n, from, to, &n);
    assert_non_null(made);
    return (struct str){made, n};
}

static const struct {
    const char *check, *from, *to;
} raw[] = {
    {"head", "%PDF-1.7", "%PDF-1.8"},
    {"binary-mark", "%\xe2\xe3\xcf\xd3", "%abcd"},
    {"identifier", "/ID [", "/IE ["},
    {"encrypted", "trailer\n<<", "trailer\n<</Encrypt <</Filter /Standard>>"},
    {"after-end", "%%EOF\n", "%%EOF\nsisa"},
    {"table-spacing", "\nxref\n0", "\nxref 0"},
    {"spacing", "endobj\n", "endobj "},
    {"stream-keywords", "stream\nisi", "stream\risi"},
    {"stream-length", "/Length 3>>", "/Length 2>>"},
};

// --- The test

struct fixture {
    struct arena *arena;
    struct good good;
    struct str good_bytes;
};

static int set_up(void **state) {
    struct arena *arena = arena_new(0);
    struct fixture *t = ARENA_NEW(arena, struct fixture);
    t->arena = arena;
    t->good = good_file(arena);
    int icc = editor_find(t->good.e, "acsp", true);
    good_name(&t->good, "icc", editor_add(t->good.e, t->good.e->objects[icc].text, "x"));
    struct edited *copy = &t->good.e->objects[t->good.e->n - 1];
    copy->data = t->good.e->objects[icc].data;
    copy->n = t->good.e->objects[icc].n;
    t->good_bytes = editor_close(t->good.e);
    *state = t;
    return 0;
}

static int tear_down(void **state) {
    arena_free(((struct fixture *)*state)->arena);
    return 0;
}

// The names of the checks that a file fails, each with a space before and after.
static const char *failures(struct arena *arena, struct str bytes) {
    struct findings *f = findings_new(arena, NULL);
    struct inspection *p = inspection_new(arena, "rusak.pdf", bytes, NULL, f);
    struct buf b = buf_new(arena);
    buf_str(&b, " ");
    if (p)
        inspection_check(p, f);
    for (size_t i = 0; i < f->n; i++)
        buf_printf(&b, "%s ", strcmp(f->items[i].rule,
             "pdf.row") == 0 ? f->items[i].args[0].value + 9 : f->items[i].rule);
    return buf_text(&b);
}

static bool names(const char *list, const char *name, size_t n) {
    for (const char *p = list; (p = strstr(p, name)); p++)
        if ((p == list || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
            return true;
    return false;
}

// The check is among those that fail, and every one of them is it or one that cannot but fail with it.
static int compare(const char *check, const char *failed, const char *also) {
    bool right = names(failed, check, strlen(check));
    for (const char *p = failed + 1; *p;) {
        size_t n = strcspn(p, " ");
        const char *one = strndup(p, n);
        right = right && (strcmp(one, check) == 0 || names(also, one, n));
        free((char *)one);
        p += n + 1;
    }
    if (!right)
        fprintf(stderr, "%s: failed are:%s\n", check, failed);
    return !right;
}

static void the_good_file_is_good(void **state) {
    struct fixture *t = *state;
    assert_string_equal(failures(t->arena, t->good_bytes), " ");
}

static int break_it(struct fixture *t, const struct breakage *b) {
    struct arena *arena = arena_new(0);
    struct editor *e = editor_copy(arena, t->good.e);
    for (const struct change *c = b->changes; c->where; c++) {
        char *from = good_numbers(&t->good, arena, c->from), *to = good_numbers(&t->good, arena, c->to);
        if (!editor_edit(e, c->what == DATA, c->where, from, to))
            fail_msg("%s: nothing to change: %s: %s", b->check, c->where, from);
    }
    int wrong = compare(b->check, failures(arena, editor_close(e)), b->also);
    arena_free(arena);
    return wrong;
}

static void each_change_breaks_its_row_and_no_other(void **state) {
    int wrong = 0;
    for (size_t i = 0; i < sizeof breakages / sizeof *breakages; i++)
        wrong += break_it(*state, &breakages[i]);
    assert_int_equal(wrong, 0);
}

static void each_change_of_bytes_breaks_its_row_and_no_other(void **state) {
    struct fixture *t = *state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof raw / sizeof *raw; i++) {
        struct arena *arena = arena_new(0);
        struct str bytes = changed(arena, t->good_bytes, raw[i].from, raw[i].to);
        const char *end = memmem(bytes.p, bytes.n, "startxref\n", 10);
        size_t table = (size_t)((char *)memmem(bytes.p, bytes.n, "\nxref", 5) - bytes.p) + 1;
        struct str whole = changed(arena, bytes, arena_strndup(arena, end, strcspn(end + 10, "\n") + 10),
                                   arena_printf(arena, "startxref\n%zu", table));
        wrong += compare(raw[i].check, failures(arena, whole), "");
        arena_free(arena);
    }
    assert_int_equal(wrong, 0);
}

static void long_strings_and_inherited_resources_are_noticed(void **state) {
    struct fixture *t = *state;
    struct arena *arena = arena_new(0);
    char *text = memset(arena_alloc(arena, 32771), 'a', 32770);
    struct editor *e = editor_copy(arena, t->good.e);
    text[0] = '(';
    text[32769] = ')';
    assert_true(editor_edit(e, false, "/Cadangan", "true", text));
    int wrong = compare("string-long", failures(arena, editor_close(e)), "");
    e = editor_copy(arena, t->good.e);
    int page = editor_find(e, "/Type /Page ", false);
    const char *own = strstr(e->objects[page].text, "/Resources ");
    char *entry = arena_strndup(arena, own, (size_t)(strstr(own, " R") + 2 - own));
    assert_true(editor_edit(e, false, "/Type /Page ", entry, ""));
    assert_true(editor_edit(e, false, "/Type /Pages", "/Type /Pages", arena_printf(arena, "/Type /Pages %s", entry)));
    wrong += compare("page-resources", failures(arena, editor_close(e)), "");
    assert_int_equal(wrong, 0);
    arena_free(arena);
}

// --- The list of all rows

static bool is_broken_here(const char *check) {
    static const char *const elsewhere[] = {"string-long", "page-resources", "signature-range", "signature-certificate",
                                            "signature-single"};  // above, and in test_signed.c
    for (size_t i = 0; i < sizeof breakages / sizeof *breakages; i++)
        if (strcmp(breakages[i].check, check) == 0)
            return true;
    for (size_t i = 0; i < sizeof raw / sizeof *raw; i++)
        if (strcmp(raw[i].check, check) == 0)
            return true;
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
        if (strcmp(elsewhere[i], check) == 0)
            return true;
    return false;
}

// The checks of a row, in the order of the code: "a, b".
static const char *checks_of(struct arena *arena, const char *clause) {
    struct buf b = buf_new(arena);
    size_t n = 0;
    const struct inspect_row *rows = inspect_rows(&n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(arena_printf(arena, "%s %s", rows[i].standard, rows[i].clause), clause) == 0)
            buf_printf(&b, "%s%s", b.n ? ", " : "", rows[i].name);
    return buf_text(&b);
}

static void the_list_of_rows_is_that_of_the_code(void **state) {
    struct fixture *t = *state;
    struct str bytes;
    const char *why;
    size_t listed = 0, n, judged = 0;
    assert_true(file_read(t->arena, NASKAH_SOURCE_DIR "/tests/spec/iso19005-3a+14289-1.tsv", 1000000, &bytes, &why));
    char *line = strtok(arena_strdup(t->arena, bytes.p), "\n");
    for (line = strtok(NULL, "\n"); line; line = strtok(NULL, "\n")) {
        char clause[64], test[8], what[300], by[300];
        if (sscanf(line, "%63[^\t]\t%7[^\t]\t%299[^\t]\t%299[^\n]", clause, test, what, by) != 4)
            fail_msg("not four columns: %s", line);
        const char *checks = checks_of(t->arena, arena_printf(t->arena, "%s-%s", clause, test));
        if (strncmp(by, "checked by ", 11) == 0) {
            assert_string_equal(by + 11, checks);
            listed++;
        } else if (strncmp(by, "not applicable: ", 16) != 0 || *checks) {
            fail_msg("%s", line);
        }
    }
    const struct inspect_row *rows = inspect_rows(&n);
    for (size_t i = 0; i < n; i++) {
        bool first = true;
        for (size_t k = 0; k < i; k++)
            first = first && (strcmp(rows[k].clause, rows[i].clause) != 0 || rows[k].standard != rows[i].standard);
        judged += first;
        if (!is_broken_here(rows[i].name))
            fail_msg("no file is broken for %s", rows[i].name);
    }
    assert_int_equal(listed, judged);
}

static void each_check_has_its_words(void **state) {
    struct fixture *t = *state;
    const char *why = NULL;
    size_t n = 0;
    struct catalogue *c = catalogue_load(t->arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    const struct inspect_row *rows = inspect_rows(&n);
    for (size_t i = 0; i < n; i++)
        for (int l = LANGUAGE_ID; l <= LANGUAGE_EN; l++) {
            const char *id = arena_printf(t->arena, "pdf.row.%s", rows[i].name);
            assert_string_not_equal(message_say(c, (enum language)l, t->arena, id, NULL), id);
        }
    assert_true(n > 200);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_good_file_is_good),
        cmocka_unit_test(each_change_breaks_its_row_and_no_other),
        cmocka_unit_test(each_change_of_bytes_breaks_its_row_and_no_other),
        cmocka_unit_test(long_strings_and_inherited_resources_are_noticed),
        cmocka_unit_test(the_list_of_rows_is_that_of_the_code),
        cmocka_unit_test(each_check_has_its_words),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
