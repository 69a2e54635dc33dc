// What image.c and image_reduce.c need of libjpeg. Files are checked by their markers before they come here.
#ifndef NASKAH_BASE_IMAGE_JPEG_H
#define NASKAH_BASE_IMAGE_JPEG_H

#include "base/image.h"

// Decodes the JPEG that `image` carries, as grey or RGB; CMYK becomes RGB. With `least` (pixels of its longer side,
// 0: all) it may come out smaller by a power of two, but not below that. NULL when libjpeg refuses; a file that is
// damaged further on gives grey below. Lives in `arena`.
struct image *image_jpeg_decode(struct arena *arena, const struct image *image, int least);
// The other way, from grey or RGB without alpha; `quality` as libjpeg counts it, 1 to 100. NULL when libjpeg refuses.
#define IMAGE_JPEG_QUALITY 85
struct image *image_jpeg_encode(struct arena *arena, const struct image *image, int quality);

#endif
