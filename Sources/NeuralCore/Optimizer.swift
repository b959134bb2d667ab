package import Algebra

/// What an optimizer's expressions for one entry of a parameter are written in.
package enum UpdateSlot: Hashable, Sendable {
  /// The parameter before the update.
  case parameter
  /// ∂loss/∂parameter, with the slopes of penalties where there are any.
  case gradient
  /// The learning rate of this pass.
  case rate
  /// A number of the optimizer's, such as the momentum.
  case number(String)
  /// A state in this pass, and as the pass before left it: 0 in the first one.
  case state(String)
  case previous(String)
  /// Which update this is, counted from 1.
  case count
}

/// A rule by which parameters follow their gradients: the quantities it keeps for each parameter, what
/// it subtracts, and the loop that computes both.
///
/// A new optimizer is a new value of this type; its tables and derivations follow from the expressions.
package struct Optimizer: Sendable {
  /// A number that an author may set.
  package struct Number: Sendable {
    package enum Limits: Sendable {
      /// From 0 up to, but not including, 1.
      case fraction
      case positive
      case notNegative
    }

    package let name: String
    /// PyTorch's; `nil` where the author must say.
    package let standard: Literal?
    package let limits: Limits
  }

  /// A quantity of the update, of the parameter's shape.
  package struct State: Sendable {
    package let name: String
    package let definition: Expr<UpdateSlot>
    /// Whether the next pass starts from it.
    package let isCarried: Bool
  }

  /// The name in network cells.
  package let name: String
  package let summary: String
  /// PyTorch's learning rate; `nil` where the author must say.
  package var standardRate: Literal?
  package let numbers: [Number]
  /// In the order of computing.
  package let states: [State]
  /// What the learning rate is multiplied by: the update subtracts `η · direction`.
  package let direction: Expr<UpdateSlot>
  /// Writes the states and the step of every entry.
  let compute: @Sendable (UpdateFrame) -> Void

  /// Whether the update subtracts the gradient alone, times the learning rate.
  package var isPlain: Bool { direction == .leaf(.gradient) }

  package func number(named name: String) -> Number? { numbers.first { $0.name == name } }
}

extension Optimizer: Hashable {
  package static func == (a: Optimizer, b: Optimizer) -> Bool { a.name == b.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Optimizer {
  /// Every optimizer, in the order in which they are listed.
  package static let all: [Optimizer] = [
    gradientDescent, momentum, nesterov, adagrad, rmsprop, adam, adamw,
  ]

  package static func named(_ name: String) -> Optimizer? { all.first { $0.name == name } }

  /// What optimizers keep for a parameter, and the gradient with penalties.
  package static let stateNames: Set<String> =
    Set(all.flatMap { $0.states.map(\.name) }).union(["regularized"])

  static let gradient = Expr<UpdateSlot>.leaf(.gradient)
  static let parameter = Expr<UpdateSlot>.leaf(.parameter)
  static func number(_ name: String) -> Expr<UpdateSlot> { .leaf(.number(name)) }
  static func state(_ name: String) -> Expr<UpdateSlot> { .leaf(.state(name)) }
  static func previous(_ name: String) -> Expr<UpdateSlot> { .leaf(.previous(name)) }

  /// x ← x − η g.
  package static let gradientDescent = Optimizer(
    name: "sgd",
    summary: "plain gradient descent, x - rate g",
    numbers: [],
    states: [],
    direction: gradient,
    compute: { frame in
      let (rate, g, step) = (frame.rate, frame.gradient, frame.step)
      for index in 0..<frame.count { step[index] = rate * g[index] }
    })
}

/// Where the numbers of one parameter's update are: pointers to `count` entries each.
struct UpdateFrame {
  let base: UnsafeMutablePointer<Double>
  let offsets: UpdateOffsets
  /// Which update this is, counted from 1.
  let number: Int

  var count: Int { offsets.count }
  var rate: Double { base[offsets.rate] }
  var parameter: UnsafeMutablePointer<Double> { base + offsets.parameter }
  var gradient: UnsafeMutablePointer<Double> { base + offsets.gradient }
  var step: UnsafeMutablePointer<Double> { base + offsets.step }
  /// The optimizer's numbers in their order.
  func number(_ index: Int) -> Double { base[offsets.numbers[index]] }
  /// A state of this pass by its position in `Optimizer.states`.
  func state(_ index: Int) -> UnsafeMutablePointer<Double> { base + offsets.states[index] }
  /// The same as the pass before left it.
  func previous(_ index: Int) -> UnsafeMutablePointer<Double> { base + offsets.previous[index] }
}

/// The places of an update's quantities in a buffer. An optimizer has at most four numbers and four
/// states, so that a pass allocates nothing.
struct UpdateOffsets: Sendable {
  var count: Int
  var rate: Int
  var parameter: Int
  /// What the optimizer follows: the gradient, or the one with the slopes of penalties.
  var gradient: Int
  var step: Int
  var numbers = SIMD4<Int>()
  var states = SIMD4<Int>()
  /// One for each state; what is not carried has none, and its place is the state's own.
  var previous = SIMD4<Int>()
}
