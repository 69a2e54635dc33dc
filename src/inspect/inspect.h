// A finished PDF read back: what it says, what it carries, who signed it, and whether it is PDF/A-3a and PDF/UA-1.
// The reader is bounded and shares nothing with the writer: tables, streams of references and of objects, hybrid files
// and incremental updates are read as ISO 32000-1 tells them. Hostile input is normal: sizes, counts, depths and loops
// have limits, and what cannot be read is one finding.
#ifndef NASKAH_INSPECT_INSPECT_H
#define NASKAH_INSPECT_INSPECT_H

#include "base/finding.h"
#include "base/text.h"
#include "model/unit.h"

#define INSPECT_VERSION "1"  // part of every fingerprint: raise it when more files, or others, do not conform

struct inspection;

struct inspect_limits {  // 0 in any of them: the default
    size_t bytes;        // of all streams together when inflated; 128 MiB
    size_t objects;      // indirect objects; 500,000
};

// Reads the skeleton of a PDF: all sections of its cross-reference, the trailer, the catalogue, the page tree. On
// failure adds exactly one finding (pdf.not-pdf, pdf.broken, pdf.encrypted, pdf.large) and returns NULL. `name` is what
// findings call the file; `limits` may be NULL. `bytes` must live as long as the inspection, which lives in `arena`.
struct inspection *inspection_new(struct arena *arena, const char *name, struct str bytes,
                                  const struct inspect_limits *limits, struct findings *findings);

size_t inspection_pages(const struct inspection *p);
const char *inspection_version(const struct inspection *p);  // "1.7": of the head, or the catalogue's when higher
// The file's identifiers as lower-case hexadecimal digits: what it was first, and what it is now; "" without any.
struct inspect_id {
    const char *permanent, *changing;
};
struct inspect_id inspection_id(const struct inspection *p);
// What it claims in its metadata: "3A" and "1"; NULL where it claims nothing.
struct inspect_claim {
    const char *archive, *access;
};
struct inspect_claim inspection_claim(struct inspection *p);

// --- Text

struct inspect_word {
    const char *text;  // UTF-8; a word divided by a soft hyphen at the end of a line is one word
    int page;          // from 1
    mp x, y;           // where it begins: from the left edge, and down from the upper edge of the page
    bool artifact;     // not of the text: page numbers, watermarks, heads that repeat
};
struct inspect_words {
    const struct inspect_word *items;
    size_t n;
};
// All visible words in the order of the content, through ToUnicode and ActualText; no words of annotations. Pages whose
// content cannot be read give none.
struct inspect_words inspection_words(struct inspection *p);
// The same as text: words parted by a space, lines by "\n", pages by "\f".
const char *inspection_text(struct inspection *p);

// --- What it carries

struct inspect_attachment {
    const char *name, *mime, *description, *relationship;  // "" when it says nothing
    const char *date;                                      // as written: "D:20250210…", or ""
};
// In the order of the name tree.
const struct inspect_attachment *inspection_attachments(struct inspection *p, size_t *n);
// The bytes of the attachment of that name. False when there is none, or it cannot be inflated within the limits.
bool inspection_attachment(struct inspection *p, const char *name, struct str *out);

// --- Fields and signatures

struct inspect_field {
    const char *name, *label;     // fully qualified (T), for people (TU); "" when absent
    const char *type;             // "Sig", "Tx", "Btn", "Ch" or ""
    int page;                     // of its first widget, from 1; 0 when it has none
    mp left, bottom, right, top;  // of that widget, in the page's own units from its lower left corner
    bool filled;                  // has a value: a signature field is signed
};
const struct inspect_field *inspection_fields(struct inspection *p, size_t *n);

// A file that was updated begins with the file that it was: revision 0 is what was first written, the last one ends
// where the bytes end. `end` includes the line end after %%EOF, when there is one.
struct inspect_revision {
    size_t end;  // the first `end` bytes are a file of their own
};
const struct inspect_revision *inspection_revisions(struct inspection *p, size_t *n);
// True when the first `n` bytes are exactly these, and everything after them is an incremental update.
bool inspection_begins_with(struct inspection *p, struct str earlier);

struct inspect_signature {
    const char *field;        // the field's name
    const char *signer;       // common name of the certificate that signed; "" when it cannot be read
    const char *issuer;       // who vouches for it; "" as above
    const char *certificate;  // SHA-256 of the certificate, hexadecimal; "" as above
    const char *date;         // as written in M, "D:2025…", or ""
    const char *reason, *kind;  // kind: SubFilter, "adbe.pkcs7.detached", "ETSI.CAdES.detached" …
    size_t range[4];          // ByteRange: two pieces, each where and how many bytes
    int signers;              // how many signed it in one; PDF/A wants one
    bool sound;               // the ranges lie in the file, begin at 0 and leave out nothing but the signature itself
    bool intact;              // the signed digest is that of these bytes, and the signature is of that key
    bool whole;               // covers all bytes of the file as it is now; an earlier one of several does not
};
// In the order in which they were made (by how much they cover). Whether a certificate can be trusted is not judged.
const struct inspect_signature *inspection_signatures(struct inspection *p, size_t *n);

// --- Judgement

// Adds a finding pdf.row (error) for each check that does not hold: once, at the first place, with the number of
// places. Arguments: arti "@pdf.row.<name>" (what is wanted), baris (the rows of the standards that the check stands
// for), letak ("objek 12", "halaman 3"), jumlah. True when all hold. An encrypted file breaks its row, and nothing else
// of it is judged.
bool inspection_check(struct inspection *p, struct findings *findings);

// The rows that inspection_check judges, in its order; a check may stand for several, a row may have several checks.
struct inspect_row {
    const char *standard;  // "19005-3" or "14289-1"
    const char *clause;    // "6.1.2-1": clause and test; test 0 is ours, no validator's
    const char *name;      // of the check; its words are "pdf.row.<name>"
};
const struct inspect_row *inspect_rows(size_t *n);

#endif
