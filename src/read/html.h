// Web pages to blocks: what a person would read of them, without menus, scripts and the other parts of the site.
#ifndef NASKAH_READ_HTML_H
#define NASKAH_READ_HTML_H

#include "read/import.h"

bool html_read(struct import *im, struct str bytes);  // the reader of SHAPE_HTML

#endif
