// Pages as text, one line an item, for golden tests and for people. Lengths in points with three decimals.
//   page 1 595.276x841.890 section=utama number=1
//     text 85.039,100.000 w=120.500 size=12.000 face=URWBookman-Light role=P block=3 style=judul "…"
//     rect 85.039,90.000 453.543x2.250 grey=0
#ifndef NASKAH_DEVICE_TRACE_H
#define NASKAH_DEVICE_TRACE_H

#include "base/buf.h"
#include "model/page.h"

void trace_write(const struct pages *pages, struct buf *out);
void trace_boxes(const struct document *document, struct buf *out);  // the box tree, for `tampil -T boxes`

#endif
