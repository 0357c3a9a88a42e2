// The C interface of LAPACK. lapacke.h takes C's complex types unless it is told others; Swift has none of them and
// nothing here computes with complex numbers.
#ifndef RAPPORT_CLAPACKE_SHIM_H
#define RAPPORT_CLAPACKE_SHIM_H
typedef struct { float real, imaginary; } rapport_complex_float;
typedef struct { double real, imaginary; } rapport_complex_double;
#define LAPACK_COMPLEX_CUSTOM
#define lapack_complex_float rapport_complex_float
#define lapack_complex_double rapport_complex_double
#include <lapacke.h>
#endif
