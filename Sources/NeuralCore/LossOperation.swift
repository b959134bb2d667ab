import Algebra
import CMatrix

/// A loss over the outputs: one term an output, `[units]`, and their sum or mean, a scalar.
///
/// In a batch there is one term an output of each example, `[examples, units]`, the loss of each
/// example, `[examples]`, which is the sum or mean over its outputs, and the total, which is the sum or
/// mean over the examples.
struct LossOperation: GraphOperation {
  let loss: Loss
  let output: QuantityID
  let target: QuantityID
  let steps: [String: QuantityID]
  /// The sum of the step `exp` over an example's outputs, and its logarithm; losses of logits have them.
  let denominator: QuantityID?
  let logarithm: QuantityID?
  let outputLoss: QuantityID
  let slope: QuantityID
  /// The loss of each example; `nil` without a batch.
  let exampleLoss: QuantityID?
  let total: QuantityID
  let units: Int
  let batch: Batch
  /// How the examples' losses become the total.
  let reduction: Loss.Reduction

  var inputs: [QuantityID] { [output, target, outputLoss] + (exampleLoss.map { [$0] } ?? []) }
  var outputs: [QuantityID] {
    (steps.values + [denominator, logarithm].compactMap { $0 }).sorted() + [outputLoss, slope]
      + (exampleLoss.map { [$0] } ?? []) + [total]
  }

  func definition(of element: Element) -> Expr<Element> {
    if element.quantity == total { return totalDefinition(element) }
    if element.quantity == exampleLoss { return sumOverOutputs(element) }
    if element.quantity == denominator { return sumOfExponentials(element) }
    if element.quantity == logarithm, let denominator {
      return .call(.log, [.leaf(element.sibling(denominator, element.position))])
    }
    let slots: Expr<LossSlot>
    if element.quantity == outputLoss {
      slots = loss.result
    } else if element.quantity == slope {
      slots = loss.slope
    } else {
      slots = loss.steps.first { steps[$0.name] == element.quantity }?.definition ?? 0
    }
    return elements(slots, at: element)
  }

  /// −∂(loss of one output)/∂output, which adds to the output what reduces the loss.
  func errorSignal(at output: Element) -> Expr<Element> {
    elements(loss.descent, at: output)
  }

  private func elements(_ slots: Expr<LossSlot>, at element: Element) -> Expr<Element> {
    slots.map { slot in
      switch slot {
      case .output: .leaf(element.sibling(output, element.position))
      case .target: .leaf(element.sibling(target, element.position))
      case .step(let name): .leaf(element.sibling(steps[name] ?? output, element.position))
      case .denominator: .leaf(element.sibling(denominator ?? total, element.position / units))
      case .logarithm: .leaf(element.sibling(logarithm ?? total, element.position / units))
      }
    }
  }

  private func sumOfExponentials(_ element: Element) -> Expr<Element> {
    let first = element.position * units
    return .sum(
      (first..<first + units).map { .leaf(element.sibling(steps["exp"] ?? output, $0)) })
  }

  private func totalDefinition(_ element: Element) -> Expr<Element> {
    guard let exampleLoss else { return sumOverOutputs(element) }
    let examples = batch.count(at: element.step)
    let losses = (0..<examples).map { Expr.leaf(element.sibling(exampleLoss, $0)) }
    return Self.reduced(losses, divisor: reduction == .mean ? examples : 1)
  }

  /// The loss of one example, or of the only one.
  private func sumOverOutputs(_ element: Element) -> Expr<Element> {
    let first = element.position * units
    let losses = (first..<first + units).map { Expr.leaf(element.sibling(outputLoss, $0)) }
    return Self.reduced(losses, divisor: loss.reduction == .mean ? units : 1)
  }

  private static func reduced(_ losses: [Expr<Element>], divisor: Int) -> Expr<Element> {
    let sum = losses.count == 1 ? losses[0] : .sum(losses)
    return divisor == 1 ? sum : .product([.quotient(1, .number(Literal(divisor))), sum])
  }

  /// The total is the sum of all outputs' losses divided by this.
  func divisor(examples: Int) -> Int {
    (loss.reduction == .mean ? units : 1) * (reduction == .mean ? examples : 1)
  }

  /// ∂total/∂(loss of one output).
  func share(at step: Int32) -> Expr<Element> { Self.fraction(divisor(at: step)) }

  func divisor(at step: Int32) -> Int { divisor(examples: batch.count(at: step)) }

  private static func fraction(_ divisor: Int) -> Expr<Element> {
    divisor == 1 ? 1 : .quotient(1, .number(Literal(divisor)))
  }

  func contributions(of element: Element) -> [LocalDerivative] {
    let position = element.position
    switch element.quantity {
    case outputLoss:
      return [
        LocalDerivative(
          of: element.sibling(total, 0), by: element, derivative: share(at: element.step))
      ]
    case exampleLoss:
      let examples = reduction == .mean ? batch.count(at: element.step) : 1
      return [
        LocalDerivative(
          of: element.sibling(total, 0), by: element, derivative: Self.fraction(examples))
      ]
    case output where loss.isOfLogits:
      // An output goes into the losses of all outputs of its example: the slope is that of their sum.
      let own = Expr.leaf(element.sibling(slope, position))
      let share = share(at: element.step)
      return [
        LocalDerivative(
          of: element.sibling(total, 0), by: element,
          derivative: share == 1 ? own : .product([share, own]))
      ]
    case output:
      return [
        LocalDerivative(
          of: element.sibling(outputLoss, position), by: element,
          derivative: .leaf(element.sibling(slope, position)))
      ]
    default: return []
    }
  }

  func matrixDefinition(of quantity: QuantityID) -> TensorExpr? {
    guard quantity == slope else { return nil }
    return tensors(loss.slope)
  }

  /// ∂total/∂outputs, whatever the total's own gradient, which is 1, is called.
  func matrixPullBack(to input: QuantityID, from upper: TensorExpr) -> TensorExpr? {
    guard input == output, let slopes = matrixDefinition(of: slope) else { return nil }
    let share = share(at: 0)
    return share == 1 ? slopes : .scaled(share, slopes)
  }

  /// The slope over tensors, where elementwise operations can say it.
  private func tensors(_ expression: Expr<LossSlot>) -> TensorExpr? {
    TensorExpr(elementwise: expression) { slot in
      switch slot {
      case .output: .quantity(output)
      case .target: .quantity(target)
      case .step(let name):
        loss.steps.first { $0.name == name }.flatMap { tensors($0.definition) }
      case .denominator:
        batch.size == nil ? denominator.map { .scalar(.leaf(Element($0))) } : nil
      case .logarithm: nil
      }
    }
  }

  func compute(on tape: TapeView) {
    let (o, t, e, s) = (
      tape.offset(output), tape.offset(target), tape.offset(outputLoss), tape.offset(slope)
    )
    let (sum, each, examples) = (tape.offset(total), exampleLoss.map(tape.offset), tape.examples)
    let mean = loss.reduction == .mean ? 1 / Double(units) : 1
    let weight = reduction == .mean ? 1 / Double(examples) : 1
    let (value, derivative) = (loss.value, loss.derivative)
    let buffer = tape.buffer
    var all = 0.0
    for example in 0..<examples {
      var own = 0.0
      let entries = example * units..<(example + 1) * units
      let logarithm = loss.isOfLogits ? logarithmOfSum(buffer, o, entries) : 0
      for entry in entries {
        let out = buffer[o + entry] - logarithm
        buffer[e + entry] = value(out, buffer[t + entry])
        buffer[s + entry] = derivative(
          loss.isOfLogits ? exponential(out) : out, buffer[t + entry])
        own += buffer[e + entry]
      }
      if let each { buffer[each + example] = own * mean }
      all += own * mean
    }
    buffer[sum] = all * weight
  }

  /// ln Σ e^z of an example's outputs; the largest is taken out, so that no exponential overflows.
  private func logarithmOfSum(
    _ buffer: UnsafeMutableBufferPointer<Double>, _ z: Int, _ entries: Range<Int>
  ) -> Double {
    var (largest, total) = (-Double.infinity, 0.0)
    for entry in entries where buffer[z + entry] > largest { largest = buffer[z + entry] }
    for entry in entries { total += exponential(buffer[z + entry] - largest) }
    return largest + naturalLogarithm(total)
  }

  func pullBack(on tape: TapeView) {
    guard let de = tape.gradientOffset(outputLoss), let da = tape.gradientOffset(output) else {
      return
    }
    let (s, examples) = (tape.offset(slope), tape.examples)
    let each = exampleLoss.flatMap(tape.gradientOffset)
    let weight = 1 / Double(divisor(examples: examples))
    let buffer = tape.buffer
    for entry in 0..<examples * units {
      buffer[de + entry] = weight
      buffer[da + entry] += weight * buffer[s + entry]
    }
    guard let each else { return }
    for example in 0..<examples {
      buffer[each + example] = reduction == .mean ? 1 / Double(examples) : 1
    }
  }
}

extension LossOperation {
  /// Losses whose slope is o − t need not be computed on the way.
  private var isDifference: Bool { !loss.isOfLogits && loss.slope == Loss.slopeOfHalfSquare }

  func forwardKernels(_ layout: TrainingLayout) -> [TrainingKernel] {
    isDifference ? [] : [layout.call { tape, _ in compute(on: tape) }]
  }

  func backwardKernels(_ layout: TrainingLayout) -> [TrainingKernel] {
    guard isDifference else {
      return [layout.call(zeroing: layout.gradients(of: inputs)) { tape, _ in pullBack(on: tape) }]
    }
    var kernel = differenceKernel(training_output_difference, layout)
    kernel.raw.output_gradient = layout.gradient(output)
    return [kernel]
  }

  /// (o − t) divided as the loss is.
  func differenceKernel(
    _ run: @escaping TrainingFunction, _ layout: TrainingLayout
  ) -> TrainingKernel {
    var kernel = TrainingKernel(run, units: units)
    kernel.raw.output = layout.place(output)
    kernel.raw.target = layout.place(target)
    kernel.raw.divisor = loss.reduction == .mean ? units : 1
    kernel.raw.averages = reduction == .mean ? 1 : 0
    return kernel
  }
}
