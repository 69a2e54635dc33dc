// A filled request form is placed as any other form is, and then becomes a session with a request.
#ifndef NASKAH_READ_REQUEST_H
#define NASKAH_READ_REQUEST_H

#include "read/import.h"

// Makes a <kegiatan> with a <permohonan> of the answers that placing wrote into the <usulan> of `innovation`, which
// keeps what it is called and how far it is; without a name it is taken away. Places move along.
void request_make(struct import *im, const struct form *form, xmlNode *innovation);

#endif
