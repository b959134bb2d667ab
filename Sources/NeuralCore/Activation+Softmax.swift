import Algebra

/// Activations whose outputs depend on all net inputs of a layer.
///
/// The step `denominator` is shared: there is one a layer. The slope is that of an output by its
/// own net input; what the others contribute, `SoftmaxOperation` says. Nothing is computed unit by
/// unit.
extension Activation {
  /// e^(z_i) / Σ e^(z_k), with ∂o_i/∂z_j = o_i (δ_ij − o_j).
  /// - Source: Bridle 1990.
  package static let softmax = Activation(
    name: "softmax",
    summary: "probabilities of a layer's units, e^z over the sum of all e^z",
    function: nil,
    steps: [NamedStep("exp", .call(.exp, [net]))],
    result: .quotient(step("exp"), step("denominator")),
    slopeSteps: [],
    slope: .product([output, .sum([1, .negation(output)])]),
    value: { _ in .nan },
    derivative: { _, _ in .nan },
    range: .distribution,
    normalization: .softmax)

  /// z_i − ln Σ e^(z_k), the logarithm of the softmax, with ∂o_i/∂z_j = δ_ij − e^(o_j).
  package static let logSoftmax = Activation(
    name: "log-softmax",
    summary: "logarithms of the softmax, z minus the logarithm of the sum of all e^z",
    function: nil,
    steps: [NamedStep("exp", .call(.exp, [net]))],
    result: .sum([net, .negation(step("log"))]),
    slopeSteps: [],
    slope: .sum([1, .negation(.call(.exp, [output]))]),
    value: { _ in .nan },
    derivative: { _, _ in .nan },
    range: .logDistribution,
    normalization: .logSoftmax)
}
