// periksa --lembar: what was found, as a sheet to print for each proposal.
#ifndef NASKAH_CLI_FINDING_SHEETS_H
#define NASKAH_CLI_FINDING_SHEETS_H

#include "cli/session.h"

// Writes a sheet for each proposal that contest_answer judged, with waivers applied to `findings`. False when one
// cannot be made or written; the reason was added to `findings`.
bool finding_sheets(struct session *s, struct findings *findings);

#endif
