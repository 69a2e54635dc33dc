#include "batch/packing.h"
void package_add_cover_sheets(struct packing *p, struct package *pk) { (void)p, (void)pk; }
void package_add_combined(struct packing *p, struct package *pk) { (void)p, (void)pk; }
