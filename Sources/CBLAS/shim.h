// The C interface of BLAS, from whichever library Debian's alternatives choose:
// the reference one or OpenBLAS. Nothing here depends on which.
#ifndef RAPPORT_CBLAS_SHIM_H
#define RAPPORT_CBLAS_SHIM_H
#include <cblas.h>
#endif
