import Algebra

/// A loss over the outputs: one term an output, `[units]`, and their sum or mean, a scalar.
struct LossOperation: GraphOperation {
  let loss: Loss
  let output: QuantityID
  let target: QuantityID
  let steps: [String: QuantityID]
  let outputLoss: QuantityID
  let slope: QuantityID
  let total: QuantityID
  let units: Int

  var inputs: [QuantityID] { [output, target, outputLoss] }
  var outputs: [QuantityID] { steps.values.sorted() + [outputLoss, slope, total] }

  func definition(of element: Element) -> Expr<Element> {
    if element.quantity == total { return totalDefinition(element) }
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
      }
    }
  }

  private func totalDefinition(_ element: Element) -> Expr<Element> {
    let losses = (0..<units).map { Expr.leaf(element.sibling(outputLoss, $0)) }
    let sum = losses.count == 1 ? losses[0] : .sum(losses)
    return loss.reduction == .mean && units > 1 ? .product([share, sum]) : sum
  }

  /// ∂total/∂(loss of one output).
  var share: Expr<Element> {
    loss.reduction == .mean && units > 1 ? .quotient(1, .number(Literal(units))) : 1
  }

  func contributions(of element: Element) -> [LocalDerivative] {
    let position = element.position
    switch element.quantity {
    case outputLoss:
      return [LocalDerivative(of: element.sibling(total, 0), by: element, derivative: share)]
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

  /// The slope over tensors, where elementwise operations can say it.
  private func tensors(_ expression: Expr<LossSlot>) -> TensorExpr? {
    TensorExpr(elementwise: expression) { slot in
      switch slot {
      case .output: .quantity(output)
      case .target: .quantity(target)
      case .step(let name):
        loss.steps.first { $0.name == name }.flatMap { tensors($0.definition) }
      }
    }
  }

  func compute(on tape: inout Tape) {
    let (o, t, e, s) = (
      tape.offset(output), tape.offset(target), tape.offset(outputLoss), tape.offset(slope)
    )
    let sum = tape.offset(total)
    let weight = loss.reduction == .mean ? 1 / Double(units) : 1
    let (value, derivative) = (loss.value, loss.derivative)
    tape.withBuffer { buffer in
      var all = 0.0
      for unit in 0..<units {
        buffer[e + unit] = value(buffer[o + unit], buffer[t + unit])
        buffer[s + unit] = derivative(buffer[o + unit], buffer[t + unit])
        all += buffer[e + unit]
      }
      buffer[sum] = all * weight
    }
  }

  func pullBack(on tape: inout Tape) {
    guard let de = tape.gradientOffset(outputLoss), let da = tape.gradientOffset(output) else {
      return
    }
    let s = tape.offset(slope)
    let weight = loss.reduction == .mean ? 1 / Double(units) : 1
    tape.withBuffer { buffer in
      for unit in 0..<units {
        buffer[de + unit] = weight
        buffer[da + unit] += buffer[de + unit] * buffer[s + unit]
      }
    }
  }
}
