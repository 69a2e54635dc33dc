// A libFuzzer target; NASKAH_READER is the reader's name. cmake -B build-fuzz -DCMAKE_C_COMPILER=clang
// -DCMAKE_BUILD_TYPE=Fuzz, then build-fuzz/tests/fuzz_text tests/fuzz/corpus/text.
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    fuzz_one(NASKAH_READER, data, n);
    return 0;
}
