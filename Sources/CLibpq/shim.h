#include <libpq-fe.h>

// Swift imports no character macros with casts.
static const int CLIBPQ_SQLSTATE = 'C';
static const int CLIBPQ_CONSTRAINT = 'n';
