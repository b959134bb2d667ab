#ifndef CMATRIX_H
#define CMATRIX_H

#include "Training.h"

/// Doubles of working memory that `matrix_product` needs.
long matrix_workspace(void);

/// C = A B, of doubles. A is m × k, B is k × n; their entries stand a_row or a_column, b_row or b_column
/// apart, so that either can be transposed. C is m × n with rows c_row apart.
///
/// Takes the widest vectors the processor has. Source: Goto & van de Geijn 2008.
void matrix_product(
    long m, long n, long k, const double *a, long a_row, long a_column, const double *b, long b_row,
    long b_column, double *c, long c_row, double *workspace);

/// C = C − rate · A B, with matrices as above.
void matrix_descend(
    long m, long n, long k, const double *a, long a_row, long a_column, const double *b, long b_row,
    long b_column, double rate, double *c, long c_row, double *workspace);

#endif
