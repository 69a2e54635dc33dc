// A finished file is read back before it may carry the mark of PDF/A-3a and PDF/UA-1.
#ifndef NASKAH_BATCH_CONFORM_H
#define NASKAH_BATCH_CONFORM_H

#include "base/finding.h"
#include "base/text.h"

// True when the file conforms; else the rows that it breaks are added (pdf.row), or what is wrong with it as a PDF.
bool conform_check(struct arena *arena, struct str bytes, struct findings *rows);
// The first rows of such a list, for a sentence: "PDF/A-3a 6.1.2-1; PDF/UA-1 7.1-3 …".
const char *conform_summary(struct arena *arena, const struct findings *rows);

#endif
