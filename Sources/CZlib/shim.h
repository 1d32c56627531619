#include <zlib.h>

// A macro, which Swift can't see.
static inline int cuango_inflate_start(z_stream *stream) { return inflateInit(stream); }
