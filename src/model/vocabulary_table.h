// The table behind vocabulary.h; only vocabulary.c reads it.
#ifndef NASKAH_MODEL_VOCABULARY_TABLE_H
#define NASKAH_MODEL_VOCABULARY_TABLE_H

#include "model/vocabulary.h"

extern const struct vocabulary_element vocabulary_table[];
extern const size_t vocabulary_table_n;

#endif
