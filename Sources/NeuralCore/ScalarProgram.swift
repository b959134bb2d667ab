import Algebra

/// An expression as a list of instructions for a stack, which runs in floating point without
/// allocating: for functions that an author wrote and that have no loop of their own.
///
/// Where the expression has no value (a logarithm of −1) or an operand is unknown, the result is
/// not-a-number.
struct ScalarProgram<Slot: Hashable & Sendable>: Sendable {
  private enum Instruction: Sendable {
    case number(Double)
    case slot(Int)
    case add(Int)
    case multiply(Int)
    case negate, divide, power
    /// A function of so many operands on the stack.
    case call(Function, Int)
    /// Continues elsewhere unless the comparison of the two topmost operands holds; unknown operands
    /// make all of it unknown.
    case skip(unless: Relation, to: Int)
    case jump(Int)
  }

  private var code: [Instruction] = []
  private var depth = 0
  private var deepest = 0

  /// - Parameter slots: What the values of `run` stand for, in their order.
  init(_ expression: Expr<Slot>, slots: [Slot]) {
    compile(expression) { slots.firstIndex(of: $0) }
  }

  // MARK: Compiling

  private mutating func emit(_ instruction: Instruction, grows: Int) {
    code.append(instruction)
    depth += grows
    deepest = max(deepest, depth)
  }

  private mutating func compile(_ expression: Expr<Slot>, _ index: (Slot) -> Int?) {
    switch expression {
    case .number(let literal): emit(.number(literal.double), grows: 1)
    case .leaf(let slot): emit(index(slot).map { .slot($0) } ?? .number(.nan), grows: 1)
    case .sum(let terms):
      for term in terms { compile(term, index) }
      emit(.add(terms.count), grows: 1 - terms.count)
    case .product(let factors):
      for factor in factors { compile(factor, index) }
      emit(.multiply(factors.count), grows: 1 - factors.count)
    case .negation(let operand):
      compile(operand, index)
      emit(.negate, grows: 0)
    case .quotient(let a, let b):
      compile(a, index)
      compile(b, index)
      emit(.divide, grows: -1)
    case .power(let base, let exponent):
      compile(base, index)
      compile(exponent, index)
      emit(.power, grows: -1)
    case .call(let function, let arguments):
      for argument in arguments { compile(argument, index) }
      emit(.call(function, arguments.count), grows: 1 - arguments.count)
    case .cases(let branches): compile(branches, index)
    }
  }

  private mutating func compile(_ branches: [Expr<Slot>.Branch], _ index: (Slot) -> Int?) {
    var exits: [Int] = []
    for branch in branches {
      var skip: Int?
      if let condition = branch.condition {
        compile(condition.left, index)
        compile(condition.right, index)
        skip = code.count
        emit(.skip(unless: condition.relation, to: 0), grows: -2)
      }
      compile(branch.value, index)
      exits.append(code.count)
      emit(.jump(0), grows: -1)
      if let skip, let condition = branch.condition {
        code[skip] = .skip(unless: condition.relation, to: code.count)
      }
    }
    emit(.number(.nan), grows: 1)
    for exit in exits { code[exit] = .jump(code.count) }
  }

  // MARK: Running

  /// The value for the value of the only slot, or of both.
  func run(_ a: Double) -> Double { run { _ in a } }

  func run(_ a: Double, _ b: Double) -> Double { run { $0 == 0 ? a : b } }

  private func run(_ slot: (Int) -> Double) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: deepest + 1) { stack in
      var (top, next) = (0, 0)
      while next < code.count {
        let instruction = code[next]
        next += 1
        switch instruction {
        case .number(let value):
          stack[top] = value
          top += 1
        case .slot(let index):
          stack[top] = slot(index)
          top += 1
        case .add(let count):
          var sum = 0.0
          for operand in top - count..<top { sum += stack[operand] }
          top -= count - 1
          stack[top - 1] = sum
        case .multiply(let count):
          var product = 1.0
          for operand in top - count..<top { product *= stack[operand] }
          top -= count - 1
          stack[top - 1] = product
        case .negate: stack[top - 1] = -stack[top - 1]
        case .divide:
          top -= 1
          stack[top - 1] /= stack[top]
        case .power:
          top -= 1
          stack[top - 1] = raise(stack[top - 1], stack[top])
        case .call(let function, let count):
          top -= count - 1
          stack[top - 1] = Self.apply(function, stack, top - 1, count)
        case .skip(let relation, let target):
          top -= 2
          guard let holds = Self.holds(stack[top], relation, stack[top + 1]) else { return .nan }
          if !holds { next = target }
        case .jump(let target): next = target
        }
      }
      return stack[0]
    }
  }

  private static func apply(
    _ function: Function, _ stack: UnsafeMutableBufferPointer<Double>, _ first: Int, _ count: Int
  ) -> Double {
    switch function {
    case .max, .min:
      var result = stack[first]
      for operand in stride(from: first + 1, to: first + count, by: 1) {
        let other = stack[operand]
        if result.isNaN || other.isNaN { return .nan }
        if function == .max ? other > result : other < result { result = other }
      }
      return result
    case .pi: return .pi
    default:
      let x = stack[first]
      return x.isNaN ? x : (try? Float64Domain().value(of: function, at: x)) ?? .nan
    }
  }

  private static func holds(_ a: Double, _ relation: Relation, _ b: Double) -> Bool? {
    if a.isNaN || b.isNaN { return nil }
    switch relation {
    case .less: return a < b
    case .lessOrEqual: return a <= b
    case .greater: return a > b
    case .greaterOrEqual: return a >= b
    case .equal: return a == b
    case .notEqual: return a != b
    }
  }
}
