/// Which quantity of a graph; an index into `Graph.quantities`.
package struct QuantityID: Hashable, Sendable, Comparable {
  package let raw: Int32

  package init(_ raw: Int) { self.raw = Int32(raw) }

  package var index: Int { Int(raw) }
  package static func < (a: QuantityID, b: QuantityID) -> Bool { a.raw < b.raw }
}

/// One number of a network: an entry of a quantity in the pass after `step` updates.
package struct Element: Hashable, Sendable {
  package let quantity: QuantityID
  /// Position in the quantity's row-major order, from 0.
  package let offset: Int32
  package let step: Int32

  package init(_ quantity: QuantityID, _ offset: Int = 0, step: Int = 0) {
    self.quantity = quantity
    self.offset = Int32(offset)
    self.step = Int32(step)
  }

  package var position: Int { Int(offset) }

  /// The last pass that can be asked for.
  package static let stepLimit = Int(Int32.max) - 1

  /// An entry of another quantity in the same pass.
  func sibling(_ quantity: QuantityID, _ offset: Int) -> Element {
    Element(quantity, offset, step: Int(step))
  }
}

/// One dimension of a quantity.
package struct Axis: Hashable, Sendable {
  package enum Role: Hashable, Sendable {
    /// The examples of a batch.
    case example
    /// Units of the quantity's own layer.
    case unit
    /// Units of the layer below, the columns of a weight.
    case source
    /// Summands of a sum.
    case term
  }

  package let role: Role
  package let count: Int

  package init(_ role: Role, _ count: Int) {
    self.role = role
    self.count = count
  }
}

/// What a quantity is to its network.
package enum Role: Hashable, Sendable {
  case input, target, weight, bias, rate
  /// A number of the optimizer's or of a schedule's, such as the momentum.
  case hyperparameter(name: String)
  case net, output
  /// f′(z) of an activation.
  case slope
  /// The loss of one output, of one example of a batch, and the total.
  case outputLoss, exampleLoss, loss
  /// ∂(loss of an output)/∂output.
  case lossSlope
  /// A named step of the quantity that owns it, such as `H.out.exp`; `terms` are the summands.
  case step(name: String, owner: QuantityID)
  /// What is measured besides: it has no part in the gradients.
  case measured(Measure)
  /// ∂loss/∂X.
  case gradient(of: QuantityID)
  /// The error signal −∂loss/∂z of a net input, where the notation's δ is that.
  case delta(of: QuantityID)
  /// What an optimizer keeps for a parameter X, such as its velocity.
  case state(name: String, of: QuantityID)
  /// A state as the pass before left it; 0 in the first pass.
  case previous(of: QuantityID)
  /// What an update subtracts; for gradient descent η · ∂loss/∂X.
  case updateStep(of: QuantityID)
  /// ΔX.
  case change(of: QuantityID)
  /// X after the update.
  case updated(of: QuantityID)
}

/// A named tensor of a network.
package struct Quantity: Hashable, Sendable {
  package let id: QuantityID
  /// Canonical name, such as `H.out.exp`.
  package let name: String
  package let role: Role
  /// Index into `Graph.layers`; `nil` for what belongs to no layer.
  package let layer: Int?
  package let axes: [Axis]

  package var shape: [Int] { axes.map(\.count) }
  package let count: Int

  init(id: QuantityID, name: String, role: Role, layer: Int?, axes: [Axis]) {
    self.id = id
    self.name = name
    self.role = role
    self.layer = layer
    self.axes = axes
    count = axes.reduce(1) { $0 * $1.count }
  }

  /// Whether it has an entry for each example of a batch.
  package var isBatched: Bool { axes.first?.role == .example }

  /// Where an entry stands along an axis, from 0; `nil` if there is no such axis.
  package func coordinate(_ role: Axis.Role, of position: Int) -> Int? {
    var rest = position
    for axis in axes.reversed() {
      if axis.role == role { return rest % axis.count }
      rest /= axis.count
    }
    return nil
  }

  /// How many entries there are along an axis, 1 if there is none.
  package func count(along role: Axis.Role) -> Int { axes.first { $0.role == role }?.count ?? 1 }

  /// Whether this is a step inside another quantity's formula.
  package var isStep: Bool { if case .step = role { true } else { false } }

  /// The row-major offset of an index that counts from 1, or `nil` if it does not fit the shape.
  package func offset(of index: [Int]) -> Int? {
    guard index.count == axes.count else { return nil }
    var offset = 0
    for (position, axis) in zip(index, axes) {
      guard (1...max(1, axis.count)).contains(position) else { return nil }
      offset = offset * axis.count + position - 1
    }
    return offset
  }

  /// The index, counted from 1, of a row-major offset.
  package func index(of offset: Int) -> [Int] {
    var rest = offset
    var index: [Int] = []
    for axis in axes.reversed() {
      index.append(rest % axis.count + 1)
      rest /= axis.count
    }
    return index.reversed()
  }
}
