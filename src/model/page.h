// Pages: what is to be drawn. Made by layout, read by devices. The origin is the top left corner, y grows downwards.
#ifndef NASKAH_MODEL_PAGE_H
#define NASKAH_MODEL_PAGE_H

#include "model/box.h"

struct face;  // font/font.h

struct glyph {
    uint32_t id;         // glyph of the original face
    int32_t advance;     // 1/1000 em, kerning included
    uint32_t offset;     // into the item's text: where the bytes of this glyph begin
    int16_t dx, dy;      // 1/1000 em: drawn so far right of and above its place (accents); the advance does not change
};

// A SIGN is where a signature goes, SIGN_CLEAR inside the room kept for it, a STAMP where a meterai goes; nothing is
// drawn for them.
// A WATERMARK is text placed like any other, but drawn in light grey behind everything and turned by 45° to the left
// around its middle.
#define QR_MARGIN 4      // dots that stay free around a QR code, inside its box (ISO/IEC 18004)

enum item_kind { ITEM_TEXT, ITEM_RECT, ITEM_IMAGE, ITEM_LINK, ITEM_SIGN, ITEM_WATERMARK, ITEM_STAMP, ITEM_QR };

struct item {
    enum item_kind kind;
    enum role role;
    int block;           // number of the block it belongs to: items of one paragraph or cell share it, over pages too
    int parent;          // block that contains it (cell in row in table, item in list); 0 = the document
    const xmlNode *node; // the record's field that it prints; NULL for fixed words, rules, page numbers
    const char *style;
    mp x, y;             // TEXT, WATERMARK: start of the baseline; others: top left corner
    mp width, height;    // TEXT: advance width incl. extra space, height 0; others: the box
    union {
        struct {
            const struct face *face;
            mp size;
            const struct glyph *glyphs;
            size_t n;
            mp extra;          // added to every space glyph (U+0020 and U+00A0)
            int widen;         // glyphs are drawn wider by so many per mille (less than 0: narrower); extra is not
            const char *text;  // UTF-8 of the glyphs; a soft hyphen at a line end is U+00AD
            size_t n_text;
            bool underline, hole, pale;
            const char *link;
        } text;
        struct { int grey; } rect;           // filled; 0 black … 255 white
        struct { const struct image *image; const char *alt; } image;
        struct { const char *uri; int page; } link;   // page from 1 for internal links, 0: uri
        const struct sign *sign;                      // SIGN, STAMP
        struct { const unsigned char *dots; int n; const char *alt; } qr;  // n × n, row by row, 1: black
    };
};

struct outline {
    int level, page;     // page from 1
    mp y;
    const char *title;
};

struct block {           // the logical structure, by number; block 0 is the document
    int parent;
    enum role role;
    const char *id;
    int column, colspan, rowspan;  // cells, from 0; of a table the colspan is the number of its columns
    bool grid;             // a table that draws its lines
};

struct page {
    mp width, height;
    const char *section;
    int number;          // as printed
    bool shows_number;
    struct item *items;
    size_t n, cap;
};

struct pages {
    const struct document *document;
    struct page *items;
    size_t n, cap;
    struct outline *outline;
    size_t n_outline, cap_outline;
    struct block *blocks;
    size_t n_blocks, cap_blocks;
};

#endif
