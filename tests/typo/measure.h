// The typography of a finished PDF, measured on what a reader of it sees: words, where they stand, how large they are.
#ifndef NASKAH_TYPO_MEASURE_H
#define NASKAH_TYPO_MEASURE_H

#include <stdbool.h>

// All of it is about justified paragraphs. Lengths are in em of the type they stand in.
struct typography {
    int pages;
    int lines;            // justified lines: the last ones of paragraphs do not count
    double mean;          // of the lines' word gaps
    double deviation;     // of the lines' word gaps
    double worst;         // the widest word gap
    int hyphens;          // lines that end in a hyphen
    int longest_run;      // of them, one below the other
    int short_last;       // paragraphs whose last line is one word, narrower than a sixth of the measure
    int widows, orphans;  // a page that begins with a paragraph's last line; that ends with a first one
};

// Reads the PDF with mutool. False when that is not possible.
bool typography_measure(const char *pdf, struct typography *out);

#endif
