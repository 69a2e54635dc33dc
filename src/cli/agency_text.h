// periksa --untuk-wa: what each agency still has to mend, as a text to paste into a chat.
#ifndef NASKAH_CLI_AGENCY_TEXT_H
#define NASKAH_CLI_AGENCY_TEXT_H

#include "cli/session.h"

// One text for each agency that errors or warnings speak of, at most about 1,500 characters long, in the order of the
// agencies' ids: to standard output, or as FOLDER/<agency>.txt with --output. What only those who keep the input files
// can mend is left out; how many such findings there are is told on standard error. Waived findings are left out too.
// False, with a fatal finding, when a file cannot be written.
bool agency_texts(struct session *s, struct findings *findings);

#endif
