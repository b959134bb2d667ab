// Training a 2-2-2 network of sigmoids in a plain loop: what there is to be reached. Prints nanoseconds an
// update, the best of five runs, and a weight, so that nothing is optimized away.
#include <math.h>
#include <stdio.h>
#include <time.h>

static double x[2] = {0.05, 0.10}, t[2] = {0.01, 0.99};
static double w[2][2] = {{0.15, 0.20}, {0.25, 0.30}}, b[2] = {0.35, 0.35};
static double v[2][2] = {{0.40, 0.45}, {0.50, 0.55}}, c[2] = {0.60, 0.60};

static void step(double rate) {
  double h[2], o[2], dh[2] = {0, 0}, d[2], gv[2][2], gw[2][2];
  for (int i = 0; i < 2; i++) h[i] = 1 / (1 + exp(-(w[i][0] * x[0] + w[i][1] * x[1] + b[i])));
  for (int i = 0; i < 2; i++) o[i] = 1 / (1 + exp(-(v[i][0] * h[0] + v[i][1] * h[1] + c[i])));
  for (int i = 0; i < 2; i++) {
    d[i] = (o[i] - t[i]) * o[i] * (1 - o[i]);
    for (int j = 0; j < 2; j++) {
      gv[i][j] = d[i] * h[j];
      dh[j] += d[i] * v[i][j];
    }
  }
  for (int i = 0; i < 2; i++) {
    dh[i] *= h[i] * (1 - h[i]);
    for (int j = 0; j < 2; j++) gw[i][j] = dh[i] * x[j];
  }
  for (int i = 0; i < 2; i++) {
    for (int j = 0; j < 2; j++) {
      w[i][j] -= rate * gw[i][j];
      v[i][j] -= rate * gv[i][j];
    }
    b[i] -= rate * dh[i];
    c[i] -= rate * d[i];
  }
}

int main(void) {
  enum { updates = 400000 };
  double best = 1e300;
  for (int run = 0; run < 6; run++) {
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int i = 0; i < updates; i++) step(0.5);
    clock_gettime(CLOCK_MONOTONIC, &end);
    double ns = ((end.tv_sec - start.tv_sec) * 1e9 + (end.tv_nsec - start.tv_nsec)) / updates;
    if (ns < best) best = ns;
  }
  printf("{\"small_ns\": %g, \"weight\": %.17g}\n", best, w[0][0]);
  return 0;
}
