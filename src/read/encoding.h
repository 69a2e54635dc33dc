// Bytes of a text file as clean UTF-8: whatever encoding, with the slips of earlier conversions mended.
#ifndef NASKAH_READ_ENCODING_H
#define NASKAH_READ_ENCODING_H

#include "base/text.h"

enum encoding { ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE, ENCODING_WINDOWS, ENCODING_BAD };

struct decoded {
    struct str text;         // UTF-8, lines ended by '\n', no BOM, no NUL, no control characters but tab, '\n', '\f'
    enum encoding encoding;  // BAD: it is no text (NULs inside, UTF-32); `text` is empty
    bool mark;               // it had a byte order mark
    size_t windows;          // bytes that were no UTF-8 and were read as Windows-1252
    size_t mojibake;         // characters that had been converted twice ("â€œ") and were turned back
    size_t controls;         // control characters left out
    int windows_line, mojibake_line, controls_line;  // of the first
};

struct decoded decode_text(struct arena *arena, struct str bytes);
// UTF-8 that was read as Windows-1252 and written as UTF-8 once more is turned back where it is beyond doubt; counts
// what was mended. Returns `text` itself when there is nothing to mend.
const char *decode_mojibake(struct arena *arena, const char *text, size_t *mended);

#endif
