import Algebra

/// Net input of a dense layer, `z = W a + b`.
///
/// Shapes: `source` `[n]`, `weight` `[m, n]`, `bias` `[m]`, `net` `[m]`; the summands `terms` are `[m, n]`.
struct DenseOperation: GraphOperation {
  let source: QuantityID
  let weight: QuantityID
  let bias: QuantityID?
  let terms: QuantityID
  let net: QuantityID
  /// Number of units n below and m of this layer.
  let sources: Int
  let units: Int

  var inputs: [QuantityID] { [source, weight] + (bias.map { [$0] } ?? []) }
  var outputs: [QuantityID] { [terms, net] }

  func definition(of element: Element) -> Expr<Element> {
    let position = element.position
    if element.quantity == terms {
      return .product([
        .leaf(element.sibling(source, position % sources)),
        .leaf(element.sibling(weight, position)),
      ])
    }
    var summands: [Expr<Element>] = (0..<sources).map {
      .leaf(element.sibling(terms, position * sources + $0))
    }
    if let bias { summands.append(.leaf(element.sibling(bias, position))) }
    return summands.count == 1 ? summands[0] : .sum(summands)
  }

  func contributions(of element: Element) -> [LocalDerivative] {
    let position = element.position
    if element.quantity == weight {
      return [
        LocalDerivative(
          of: element.sibling(net, position / sources), by: element,
          derivative: .leaf(element.sibling(source, position % sources)))
      ]
    }
    if element.quantity == bias {
      return [LocalDerivative(of: element.sibling(net, position), by: element, derivative: 1)]
    }
    return (0..<units).map { unit in
      LocalDerivative(
        of: element.sibling(net, unit), by: element,
        derivative: .leaf(element.sibling(weight, unit * sources + position)))
    }
  }

  func matrixDefinition(of quantity: QuantityID) -> TensorExpr? {
    guard quantity == net else { return nil }
    let product = TensorExpr.product([.quantity(weight), .quantity(source)])
    return bias.map { .sum([product, .quantity($0)]) } ?? product
  }

  func compute(on tape: inout Tape) {
    let (a, w, z) = (tape.offset(source), tape.offset(weight), tape.offset(net))
    let b = bias.map { tape.offset($0) }
    tape.withBuffer { buffer in
      for unit in 0..<units {
        let row = w + unit * sources
        var total = 0.0
        for j in 0..<sources { total += buffer[a + j] * buffer[row + j] }
        buffer[z + unit] = total + (b.map { buffer[$0 + unit] } ?? 0)
      }
    }
  }

  func pullBack(on tape: inout Tape) {
    let (a, w) = (tape.offset(source), tape.offset(weight))
    guard let dz = tape.gradientOffset(net), let dw = tape.gradientOffset(weight),
      let da = tape.gradientOffset(source)
    else { return }
    let db = bias.flatMap { tape.gradientOffset($0) }
    tape.withBuffer { buffer in
      for unit in 0..<units {
        let delta = buffer[dz + unit]
        let row = unit * sources
        for j in 0..<sources {
          buffer[dw + row + j] += delta * buffer[a + j]
          buffer[da + j] += delta * buffer[w + row + j]
        }
        if let db { buffer[db + unit] += delta }
      }
    }
  }
}
