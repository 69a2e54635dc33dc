// The maturity preview on the terminal: periksa --kematangan, and below the check of a decree that forms a team.
#ifndef NASKAH_CLI_MATURITY_TEXT_H
#define NASKAH_CLI_MATURITY_TEXT_H

#include "cli/session.h"

// For the words of the command (innovations, agencies, documents), or for all innovations and their sum. Exit status.
int maturity_tell(struct session *s);
// What the documents that were named show for the innovations of their team, if they show anything.
void maturity_tell_documents(struct session *s, const struct planned *documents, size_t n, FILE *to);

#endif
