#include "Training.h"

#include <math.h>

#include "CMatrix.h"

// Sums of products are rounded twice everywhere, so that processors agree.
#pragma STDC FP_CONTRACT OFF

// Products of fewer numbers than this are computed by plain loops.
enum { BLOCK_LIMIT = 2048 };

void training_run(
    const training_kernel *kernels, long count, double *base, long examples, long first, long last,
    double *workspace) {
  training_frame frame = {base, examples, first, workspace};
  for (; frame.step < last; frame.step++)
    for (long i = 0; i < count; i++) kernels[i].run(&kernels[i], &frame);
}

// MARK: Dense layers

static int is_large(const training_kernel *k, long examples) {
  return examples * k->sources * k->units >= BLOCK_LIMIT;
}

void training_dense_forward(const training_kernel *k, const training_frame *f) {
  const long n = k->sources, m = k->units;
  const double *restrict a = f->base + k->source, *restrict w = f->base + k->weight;
  const double *restrict b = k->bias < 0 ? 0 : f->base + k->bias;
  double *restrict z = f->base + k->net;
  if (is_large(k, f->examples)) {
    matrix_product(
        f->examples, m, n, a, n, 1, w, k->from_below, k->to_unit, z, m, f->workspace);
    if (b)
      for (long example = 0; example < f->examples; example++)
        for (long i = 0; i < m; i++) z[example * m + i] += b[i];
    return;
  }
  for (long example = 0; example < f->examples; example++, a += n, z += m) {
    const double *row = w;
    for (long i = 0; i < m; i++, row += k->to_unit) {
      double sum = 0;
      const double *place = row;
#pragma clang loop unroll(disable) vectorize(disable)
      for (long j = 0; j < n; j++, place += k->from_below) sum += a[j] * *place;
      z[i] = b ? sum + b[i] : sum;
    }
  }
}

static void descend(double *restrict x, const double *restrict gradient, long count, double rate) {
  for (long i = 0; i < count; i++) x[i] -= rate * gradient[i];
}

// One example: each gradient is complete at once, and never written where its number is updated.
static void backward_one(const training_kernel *k, double *base) {
  const long n = k->sources, m = k->units;
  const double *restrict a = base + k->source, *restrict dz = base + k->net_gradient;
  double *restrict da = k->source_gradient < 0 ? 0 : base + k->source_gradient;
  double *restrict w = base + k->weight;
  const double rate = base[k->weight_rate];
  if (k->bias_rate >= 0) {
    double *restrict b = base + k->bias;
    const double bias_rate = base[k->bias_rate];
#pragma clang loop unroll(disable) vectorize(disable)
    for (long i = 0; i < m; i++) b[i] -= bias_rate * dz[i];
  }
  for (long j = 0; j < n; j++) {
    double sum = 0, *place = w + j * k->from_below;
    const double below = a[j];
#pragma clang loop unroll(disable) vectorize(disable)
    for (long i = 0; i < m; i++, place += k->to_unit) {
      sum += dz[i] * *place;
      *place -= rate * (dz[i] * below);
    }
    if (da) da[j] = sum;
  }
}

static void backward_by_loops(const training_kernel *k, const training_frame *f) {
  const long n = k->sources, m = k->units;
  const double *restrict a = f->base + k->source, *restrict dz = f->base + k->net_gradient;
  const double *restrict w = f->base + k->weight;
  double *restrict da = k->source_gradient < 0 ? 0 : f->base + k->source_gradient;
  double *restrict dw = f->base + k->weight_gradient;
  for (long i = 0; i < n * m; i++) dw[i] = 0;
  for (long example = 0; example < f->examples; example++, a += n, dz += m) {
    for (long i = 0; i < m; i++) {
      double *place = dw + i * k->to_unit;
      for (long j = 0; j < n; j++, place += k->from_below) *place += dz[i] * a[j];
    }
    if (!da) continue;
    for (long j = 0; j < n; j++) {
      double sum = 0;
      const double *place = w + j * k->from_below;
      for (long i = 0; i < m; i++, place += k->to_unit) sum += dz[i] * *place;
      da[j] = sum;
    }
    da += n;
  }
}

// The gradient of the weights, which is nowhere written where they are updated at once.
static void backward_by_products(const training_kernel *k, const training_frame *f) {
  const long n = k->sources, m = k->units, examples = f->examples;
  const double *a = f->base + k->source, *dz = f->base + k->net_gradient;
  double *w = f->base + k->weight, *dw = f->base + k->weight_gradient;
  if (k->source_gradient >= 0)
    matrix_product(
        examples, n, m, dz, m, 1, w, k->to_unit, k->from_below, f->base + k->source_gradient, n,
        f->workspace);
  const int is_transposed = k->to_unit == 1;
  if (k->weight_rate >= 0) {
    const double rate = f->base[k->weight_rate];
    if (is_transposed) matrix_descend(n, m, examples, a, 1, n, dz, m, 1, rate, w, m, f->workspace);
    else matrix_descend(m, n, examples, dz, 1, m, a, n, 1, rate, w, n, f->workspace);
  } else {
    if (is_transposed) matrix_product(n, m, examples, a, 1, n, dz, m, 1, dw, m, f->workspace);
    else matrix_product(m, n, examples, dz, 1, m, a, n, 1, dw, n, f->workspace);
  }
}

static void backward_bias(const training_kernel *k, const training_frame *f) {
  const double *restrict dz = f->base + k->net_gradient;
  double *restrict db = f->base + k->bias_gradient;
  for (long i = 0; i < k->units; i++) db[i] = 0;
  for (long example = 0; example < f->examples; example++, dz += k->units)
    for (long i = 0; i < k->units; i++) db[i] += dz[i];
  if (k->bias_rate >= 0) descend(f->base + k->bias, db, k->units, f->base[k->bias_rate]);
}

void training_dense_backward(const training_kernel *k, const training_frame *f) {
  const int is_bias_free = k->bias < 0 || k->bias_rate >= 0;
  if (f->examples == 1 && k->weight_rate >= 0 && is_bias_free && !is_large(k, 1)) {
    backward_one(k, f->base);
    return;
  }
  if (is_large(k, f->examples)) {
    backward_by_products(k, f);
  } else {
    backward_by_loops(k, f);
    if (k->weight_rate >= 0)
      descend(
          f->base + k->weight, f->base + k->weight_gradient, k->units * k->sources,
          f->base[k->weight_rate]);
  }
  if (k->bias_gradient >= 0) backward_bias(k, f);
}

// MARK: Activations

// A loop over all outputs z → o, and one over their gradients dz from da, z and o.
#define ELEMENTWISE(NAME, VALUE, SLOPE)                                                         \
  void training_##NAME(const training_kernel *k, const training_frame *f) {                     \
    const double *restrict net = f->base + k->net;                                              \
    double *restrict out = f->base + k->output;                                                 \
    for (long i = 0, count = f->examples * k->units; i < count; i++) {                          \
      const double z = net[i];                                                                  \
      out[i] = VALUE;                                                                           \
    }                                                                                           \
  }                                                                                             \
  void training_##NAME##_slope(const training_kernel *k, const training_frame *f) {             \
    const double *restrict net = f->base + k->net, *restrict out = f->base + k->output;         \
    const double *restrict upper = f->base + k->output_gradient;                                \
    double *restrict dz = f->base + k->net_gradient;                                            \
    for (long i = 0, count = f->examples * k->units; i < count; i++) {                          \
      const double z = net[i], o = out[i], da = upper[i];                                       \
      (void)z, (void)o;                                                                         \
      dz[i] = SLOPE;                                                                            \
    }                                                                                           \
  }

// 1 / (1 + e^-z) without overflow for large negative z.
static inline double logistic(double z) {
  const double small = exp(-fabs(z));
  return (z >= 0 ? 1 : small) / (1 + small);
}

ELEMENTWISE(sigmoid, logistic(z), da * o * (1 - o))
ELEMENTWISE(tanh, tanh(z), da * (1 - o * o))
// Unknown numbers, which are not-a-number, stay unknown.
ELEMENTWISE(relu, z > 0 || z != z ? z : 0, z > 0 ? da : z * 0)
ELEMENTWISE(identity, z, da)

// The largest net input is subtracted from all, so that no exponential overflows.
void training_softmax(const training_kernel *k, const training_frame *f) {
  const long m = k->units;
  const double *restrict z = f->base + k->net;
  double *restrict o = f->base + k->output;
  for (long example = 0; example < f->examples; example++, z += m, o += m) {
    double largest = -INFINITY, total = 0;
    for (long i = 0; i < m; i++)
      if (z[i] > largest) largest = z[i];
    for (long i = 0; i < m; i++) total += o[i] = exp(z[i] - largest);
    for (long i = 0; i < m; i++) o[i] /= total;
  }
}

void training_softmax_slope(const training_kernel *k, const training_frame *f) {
  const long m = k->units;
  const double *restrict o = f->base + k->output, *restrict da = f->base + k->output_gradient;
  double *restrict dz = f->base + k->net_gradient;
  for (long example = 0; example < f->examples; example++, o += m, da += m, dz += m) {
    double total = 0;
    for (long i = 0; i < m; i++) total += da[i] * o[i];
    for (long i = 0; i < m; i++) dz[i] = o[i] * (da[i] - total);
  }
}

// MARK: Losses

static void difference(const training_kernel *k, const training_frame *f, long place) {
  const double *restrict o = f->base + k->output, *restrict t = f->base + k->target;
  double *restrict gradient = f->base + place;
  const long examples = k->averages ? f->examples : 1;
  const double share = 1 / ((double)(k->divisor * examples) * k->scale);
  for (long i = 0, count = f->examples * k->units; i < count; i++)
    gradient[i] = share * (o[i] - t[i]);
}

void training_output_difference(const training_kernel *k, const training_frame *f) {
  difference(k, f, k->output_gradient);
}

void training_net_difference(const training_kernel *k, const training_frame *f) {
  difference(k, f, k->net_gradient);
}
