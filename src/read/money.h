// Amounts of money in running text: read, and compared with the words behind them.
#ifndef NASKAH_READ_MONEY_H
#define NASKAH_READ_MONEY_H

#include "read/import.h"

// Tells each amount in rupiah of the block: impor.uang as it was read, impor.terbilang when its words say another.
void money_check(struct import *im, const struct source_block *block, const char *field);

#endif
