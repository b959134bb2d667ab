#ifndef TRAINING_H
#define TRAINING_H

/// What an update works on.
typedef struct {
  /// The numbers of a pass.
  double *base;
  /// How many examples are in it.
  long examples;
  /// How many updates were done before this one.
  long step;
  /// As many doubles as `matrix_workspace` says.
  double *workspace;
} training_frame;

typedef struct training_kernel training_kernel;
typedef void training_function(const training_kernel *, const training_frame *);

/// One loop of an update and the places of its numbers, counted from `base`; −1: there is none.
///
/// A layer has `units` m, reads `sources` n numbers of each of N examples, and its matrices lie row by
/// row: net input, output and their gradients [N, m], the source [N, n].
struct training_kernel {
  training_function *run;
  /// What a loop outside of this library is told.
  const void *context;
  long units, sources;
  /// How far apart the weights of neighbouring units, and from neighbouring units below, stand.
  long to_unit, from_below;
  long source, weight, bias, net, output, target;
  long source_gradient, weight_gradient, bias_gradient, net_gradient, output_gradient;
  /// The learning rates of weights and biases that are updated as soon as their gradients are there.
  long weight_rate, bias_rate;
  /// A loss is divided by `divisor` · `scale`, and by the number of examples if it `averages`.
  double scale;
  long divisor, averages;
};

/// Runs kernels one after the other, again and again, for the updates from `first` up to `last`.
void training_run(
    const training_kernel *kernels, long count, double *base, long examples, long first, long last,
    double *workspace);

/// z = W a + b.
training_function training_dense_forward;
/// The gradients of weights, biases and, where it has a place, of the source. Where there are rates,
/// x − η g takes the place of x; then a gradient is written only as far as it is needed on the way.
training_function training_dense_backward;

/// Activations, o = f(z), and ∂E/∂z from ∂E/∂o.
training_function training_sigmoid, training_sigmoid_slope;
training_function training_tanh, training_tanh_slope;
training_function training_relu, training_relu_slope;
training_function training_identity, training_identity_slope;
/// Softmax over the units of each example.
training_function training_softmax, training_softmax_slope;

/// What a difference o − t, divided, is the gradient of: the outputs, or the net inputs.
training_function training_output_difference, training_net_difference;

#endif
