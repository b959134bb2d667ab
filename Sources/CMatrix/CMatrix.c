#include "CMatrix.h"

#include <string.h>

// What fits into the caches: strips of A into the second one, a panel of B into the third.
enum { MOST_ROWS = 128, MOST_COLUMNS = 512, MOST_DEPTH = 256, MOST_STRIP = 16 };

long matrix_workspace(void) {
  return (MOST_ROWS + MOST_STRIP + MOST_COLUMNS + MOST_STRIP) * MOST_DEPTH;
}

typedef void product(
    long, long, long, const double *, long, long, const double *, long, long, double *, long, double *,
    int adds, double factor);

#define NAME product_plain
#define TARGET
#define ROWS 4
#define COLUMNS 4
#define WIDTH 2
#include "product.inc"

#ifdef __x86_64__

#define NAME product_256
#define TARGET __attribute__((target("avx2,fma")))
#define ROWS 4
#define COLUMNS 12
#define WIDTH 4
#include "product.inc"

#define NAME product_512
#define TARGET __attribute__((target("avx512f,avx2,fma")))
#define ROWS 8
#define COLUMNS 16
#define WIDTH 8
#include "product.inc"

static product *best(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f")) return product_512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return product_256;
  return product_plain;
}

#else

static product *best(void) { return product_plain; }

#endif

void matrix_product(
    long m, long n, long k, const double *a, long a_row, long a_column, const double *b, long b_row,
    long b_column, double *c, long c_row, double *workspace) {
  best()(m, n, k, a, a_row, a_column, b, b_row, b_column, c, c_row, workspace, 0, 1);
}

void matrix_descend(
    long m, long n, long k, const double *a, long a_row, long a_column, const double *b, long b_row,
    long b_column, double rate, double *c, long c_row, double *workspace) {
  best()(m, n, k, a, a_row, a_column, b, b_row, b_column, c, c_row, workspace, 1, -rate);
}
