// What both traces share. Internal to src/device.
#ifndef NASKAH_DEVICE_TRACE_WRITE_H
#define NASKAH_DEVICE_TRACE_WRITE_H

#include "base/buf.h"
#include "model/box.h"

const char *trace_role(enum role role);
void trace_named(struct buf *out, const char *name, mp value);  // " name=12.000"
void trace_string(struct buf *out, const char *text);           // " "text"", quotes escaped; NULL counts as ""

#endif
