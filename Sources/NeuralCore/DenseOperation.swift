import Algebra
import CMatrix

/// Net input of a dense layer, `z = W a + b`, or `z = a W + b` of row vectors.
///
/// Shapes for n units below, m of this layer and N examples: `source` `[N, n]`, `weight` `[m, n]` or
/// `[n, m]` of row vectors, `bias` `[m]`, `net` `[N, m]`; the summands `terms` are `[N, m, n]`. Without a
/// batch there is no axis N.
struct DenseOperation: GraphOperation {
  let source: QuantityID
  let weight: QuantityID
  let bias: QuantityID?
  let terms: QuantityID
  let net: QuantityID
  /// Number of units n below and m of this layer.
  let sources: Int
  let units: Int
  let batch: Batch
  let vectors: VectorConvention
  /// The weights through which gradients go back to the layer below; `nil`: the pass's own ones.
  var transfer: QuantityID?

  var inputs: [QuantityID] { [source, weight] + (bias.map { [$0] } ?? []) }
  var outputs: [QuantityID] { [terms, net] }

  /// Where the weight from a unit below to a unit stands.
  private func weightPosition(to unit: Int, from below: Int) -> Int {
    vectors == .columns ? unit * sources + below : below * units + unit
  }

  /// The unit a weight leads to and the one it comes from.
  private func ends(ofWeight position: Int) -> (unit: Int, below: Int) {
    vectors == .columns
      ? (position / sources, position % sources) : (position % units, position / units)
  }

  func definition(of element: Element) -> Expr<Element> {
    let position = element.position
    if element.quantity == terms {
      let (row, below) = (position / sources, position % sources)
      let (example, unit) = (row / units, row % units)
      return .product([
        .leaf(element.sibling(source, example * sources + below)),
        .leaf(element.sibling(weight, weightPosition(to: unit, from: below))),
      ])
    }
    var summands: [Expr<Element>] = (0..<sources).map {
      .leaf(element.sibling(terms, position * sources + $0))
    }
    if let bias { summands.append(.leaf(element.sibling(bias, position % units))) }
    return summands.count == 1 ? summands[0] : .sum(summands)
  }

  func contributions(of element: Element) -> [LocalDerivative] {
    let position = element.position
    if element.quantity == weight {
      let (unit, below) = ends(ofWeight: position)
      return (0..<batch.count(at: element.step)).map { example in
        LocalDerivative(
          of: element.sibling(net, example * units + unit), by: element,
          derivative: .leaf(element.sibling(source, example * sources + below)))
      }
    }
    if element.quantity == bias {
      return (0..<batch.count(at: element.step)).map { example in
        LocalDerivative(
          of: element.sibling(net, example * units + position), by: element, derivative: 1)
      }
    }
    let (example, below) = (position / sources, position % sources)
    return (0..<units).map { unit in
      LocalDerivative(
        of: element.sibling(net, example * units + unit), by: element,
        derivative: .leaf(
          element.sibling(transfer ?? weight, weightPosition(to: unit, from: below))))
    }
  }

  /// Puts the gradient that goes back through `transfer` in place of the one through the weights.
  func pullBackThroughTransfer(on tape: TapeView) {
    guard let transfer, let dz = tape.gradientOffset(net), let da = tape.gradientOffset(source)
    else { return }
    let (w, examples) = (tape.offset(transfer), tape.examples)
    let buffer = tape.buffer
    for example in 0..<examples {
      for below in 0..<sources {
        var total = 0.0
        for unit in 0..<units {
          total +=
            buffer[dz + example * units + unit]
            * buffer[w + weightPosition(to: unit, from: below)]
        }
        buffer[da + example * sources + below] = total
      }
    }
  }

  func matrixDefinition(of quantity: QuantityID) -> TensorExpr? {
    guard quantity == net else { return nil }
    let (a, w) = (TensorExpr.quantity(source), TensorExpr.quantity(weight))
    let product = TensorExpr.product(vectors == .columns ? [w, a] : [a, w])
    return bias.map { .sum([product, .quantity($0)]) } ?? product
  }

  func matrixPullBack(to input: QuantityID, from upper: TensorExpr) -> TensorExpr? {
    let isColumns = vectors == .columns
    switch input {
    case weight:
      let below = TensorExpr.transpose(source)
      return .product(isColumns ? [upper, below] : [below, upper])
    case source:
      let back = TensorExpr.transpose(transfer ?? weight)
      return .product(isColumns ? [back, upper] : [upper, back])
    case bias:
      guard let examples = batch.size else { return upper }
      return .product(
        isColumns ? [upper, .ones(examples)] : [.transposedOnes(examples), upper])
    default: return nil
    }
  }

  func compute(on tape: TapeView) {
    let (a, w, z) = (tape.offset(source), tape.offset(weight), tape.offset(net))
    let b = bias.map { tape.offset($0) }
    let ((toUnit, fromBelow), examples) = (strides, tape.examples)
    let buffer = tape.buffer
    for example in 0..<examples {
      let below = a + example * sources
      for unit in 0..<units {
        var total = 0.0
        for j in 0..<sources {
          total += buffer[below + j] * buffer[w + unit * toUnit + j * fromBelow]
        }
        buffer[z + example * units + unit] = total + (b.map { buffer[$0 + unit] } ?? 0)
      }
    }
  }

  func pullBack(on tape: TapeView) {
    let (a, w) = (tape.offset(source), tape.offset(weight))
    guard let dz = tape.gradientOffset(net), let dw = tape.gradientOffset(weight),
      let da = tape.gradientOffset(source)
    else { return }
    let db = bias.flatMap { tape.gradientOffset($0) }
    let ((toUnit, fromBelow), examples) = (strides, tape.examples)
    let buffer = tape.buffer
    for example in 0..<examples {
      let below = example * sources
      for unit in 0..<units {
        let delta = buffer[dz + example * units + unit]
        for j in 0..<sources {
          let entry = unit * toUnit + j * fromBelow
          buffer[dw + entry] += delta * buffer[a + below + j]
          buffer[da + below + j] += delta * buffer[w + entry]
        }
        if let db { buffer[db + unit] += delta }
      }
    }
  }

  /// How far apart the weights of neighbouring units, and from neighbouring units below, stand.
  private var strides: (toUnit: Int, fromBelow: Int) {
    vectors == .columns ? (sources, 1) : (1, units)
  }
}

extension DenseOperation {
  func forwardKernels(_ layout: TrainingLayout) -> [TrainingKernel] {
    [kernel(training_dense_forward, layout)]
  }

  func backwardKernels(_ layout: TrainingLayout) -> [TrainingKernel] {
    var kernel = kernel(training_dense_backward, layout)
    kernel.raw.net_gradient = layout.gradient(net)
    kernel.raw.weight_gradient = layout.gradient(weight)
    kernel.raw.bias_gradient = layout.gradient(ifAny: bias)
    // What the input's gradient would be, training does not need.
    kernel.raw.source_gradient = layout.isInput(source) ? -1 : layout.gradient(source)
    kernel.raw.weight_rate = layout.rateInPlace(of: weight)
    kernel.raw.bias_rate = layout.rateInPlace(of: bias)
    return [kernel]
  }

  private func kernel(
    _ run: @escaping TrainingFunction, _ layout: TrainingLayout
  ) -> TrainingKernel {
    var kernel = TrainingKernel(run, units: units)
    kernel.raw.sources = sources
    (kernel.raw.to_unit, kernel.raw.from_below) = strides
    kernel.raw.source = layout.place(source)
    kernel.raw.weight = layout.place(weight)
    kernel.raw.bias = bias.map(layout.place) ?? -1
    kernel.raw.net = layout.place(net)
    return kernel
  }
}
