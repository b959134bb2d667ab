import Algebra

/// An elementwise activation, `a = f(z)`, with its steps and its slope f′(z). All shapes are those
/// of `net`.
struct ActivationOperation: GraphOperation {
  let activation: Activation
  let net: QuantityID
  let output: QuantityID
  let slope: QuantityID
  /// The activation's steps and the slope's, by their names.
  let steps: [String: QuantityID]
  let slopeSteps: [String: QuantityID]
  let units: Int
  private let definitions: [QuantityID: Expr<ActivationSlot>]

  init(
    activation: Activation, net: QuantityID, output: QuantityID, slope: QuantityID,
    steps: [String: QuantityID], slopeSteps: [String: QuantityID], units: Int
  ) {
    self.activation = activation
    self.net = net
    self.output = output
    self.slope = slope
    self.steps = steps
    self.slopeSteps = slopeSteps
    self.units = units
    var definitions = [output: activation.result, slope: activation.slope]
    for step in activation.steps { definitions[steps[step.name] ?? output] = step.definition }
    for step in activation.slopeSteps {
      definitions[slopeSteps[step.name] ?? slope] = step.definition
    }
    self.definitions = definitions
  }

  var inputs: [QuantityID] { [net] }
  var outputs: [QuantityID] {
    steps.values.sorted() + [output] + slopeSteps.values.sorted() + [slope]
  }

  func definition(of element: Element) -> Expr<Element> {
    let isSlope = element.quantity == slope || slopeSteps.values.contains(element.quantity)
    return (definitions[element.quantity] ?? 0).map { slot in
      switch slot {
      case .net: .leaf(element.sibling(net, element.position))
      case .output: .leaf(element.sibling(output, element.position))
      case .step(let name):
        .leaf(
          element.sibling(
            (isSlope ? slopeSteps[name] : nil) ?? steps[name] ?? net, element.position))
      }
    }
  }

  /// The value as a call of the function itself, `σ(net)`, where the function has a name.
  func namedDefinition(of element: Element) -> Expr<Element>? {
    guard element.quantity == output, let function = activation.function else { return nil }
    return .call(function, [.leaf(element.sibling(net, element.position))])
  }

  func contributions(of element: Element) -> [LocalDerivative] {
    [
      LocalDerivative(
        of: element.sibling(output, element.position), by: element,
        derivative: constantSlope ?? .leaf(element.sibling(slope, element.position)))
    ]
  }

  /// The identity's slope is the number 1, which chains leave out.
  private var constantSlope: Expr<Element>? {
    guard case .number(let literal) = activation.slope else { return nil }
    return .number(literal)
  }

  func matrixDefinition(of quantity: QuantityID) -> TensorExpr? {
    if quantity == output {
      return activation.function.map { .apply($0, .quantity(net)) }
        ?? elementwise(activation.result)
    }
    guard quantity == slope else { return nil }
    // A constant slope is written entry by entry: `f'(z) = 1` would equate a vector and a number.
    if case .number = activation.slope { return nil }
    return elementwise(activation.slope)
  }

  /// The slope's formula over tensors, where elementwise operations can say it.
  private func elementwise(_ expression: Expr<ActivationSlot>) -> TensorExpr? {
    TensorExpr(elementwise: expression) { slot in
      switch slot {
      case .net: .quantity(net)
      case .output: .quantity(output)
      case .step(let name):
        (activation.slopeSteps + activation.steps).first { $0.name == name }
          .flatMap { elementwise($0.definition) }
      }
    }
  }

  func matrixPullBack(to input: QuantityID, from upper: TensorExpr) -> TensorExpr? {
    .hadamard([upper, .quantity(slope)])
  }

  func compute(on tape: TapeView) {
    let (z, a, s) = (tape.offset(net), tape.offset(output), tape.offset(slope))
    let count = units * tape.examples
    let (value, derivative) = (activation.value, activation.derivative)
    let buffer = tape.buffer
    for unit in 0..<count {
      let net = buffer[z + unit]
      let out = value(net)
      buffer[a + unit] = out
      buffer[s + unit] = derivative(net, out)
    }
  }

  func pullBack(on tape: TapeView) {
    guard let dz = tape.gradientOffset(net), let da = tape.gradientOffset(output) else { return }
    let (s, count) = (tape.offset(slope), units * tape.examples)
    let buffer = tape.buffer
    for unit in 0..<count { buffer[dz + unit] += buffer[da + unit] * buffer[s + unit] }
  }
}

extension ActivationOperation {
  func forwardKernels(_ layout: TrainingLayout) -> [TrainingKernel] {
    if let loops = activation.loops {
      return [layout.activation(loops.value, from: net, to: output, units: units)]
    }
    let (z, a, value) = (layout.place(net), layout.place(output), activation.value)
    return [
      layout.call { tape, _ in
        let buffer = tape.buffer
        for unit in 0..<units * tape.examples { buffer[a + unit] = value(buffer[z + unit]) }
      }
    ]
  }

  func backwardKernels(_ layout: TrainingLayout) -> [TrainingKernel] {
    if let loops = activation.loops {
      return [layout.slope(loops.slope, from: net, to: output, units: units)]
    }
    let (z, a, derivative) = (layout.place(net), layout.place(output), activation.derivative)
    let (dz, da) = (layout.gradient(net), layout.gradient(output))
    return [
      layout.call { tape, _ in
        let buffer = tape.buffer
        for unit in 0..<units * tape.examples {
          buffer[dz + unit] = buffer[da + unit] * derivative(buffer[z + unit], buffer[a + unit])
        }
      }
    ]
  }
}
