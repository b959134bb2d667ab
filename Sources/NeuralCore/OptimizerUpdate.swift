import Algebra

/// The update of one parameter by an optimizer. All quantities have the parameter's shape, but the
/// learning rate and the optimizer's numbers, which are scalars.
struct OptimizerUpdate: UpdateOperation {
  let optimizer: Optimizer
  let penalties: [Penalty]
  let parameter: QuantityID
  let gradient: QuantityID
  let rate: QuantityID
  /// The optimizer's numbers and the penalties' by their names.
  let numbers: [String: QuantityID]
  /// The optimizer's own ones in its order.
  let ownNumbers: [QuantityID]
  /// The gradient with the slopes of the penalties, `X.regularized`; `nil` without penalties.
  let regularized: QuantityID?
  /// One for each of the optimizer's.
  let states: [QuantityID]
  /// What the pass before left of a state; `nil` for those that are not carried.
  let previous: [QuantityID?]
  let step: QuantityID
  let change: QuantityID
  let updated: QuantityID
  let convention: DeltaConvention
  let count: Int

  var outputs: [QuantityID] {
    let last = convention == .error ? [change, step, updated] : [step, change, updated]
    return (regularized.map { [$0] } ?? []) + states + last
  }

  /// Whether Δ is written as the product of the rate, the error signal and what came in.
  private var followsSignal: Bool { isPlainDescent }

  var isPlainDescent: Bool { optimizer.isPlain && regularized == nil }

  // MARK: Elements

  func definition(of element: Element, in graph: Graph) -> Expr<Element>? {
    switch element.quantity {
    case step where convention == .error:
      return .negation(.leaf(element.sibling(change, element.position)))
    case change where convention == .gradient:
      return .negation(.leaf(element.sibling(step, element.position)))
    case change where followsSignal:
      return graph.errorChange(of: element.sibling(parameter, element.position))
    case updated:
      return .sum([
        .leaf(element.sibling(parameter, element.position)),
        convention == .error
          ? .leaf(element.sibling(change, element.position))
          : .negation(.leaf(element.sibling(step, element.position))),
      ])
    default: break
    }
    return slots(of: element.quantity).map { elements($0, at: element) }
      .map { element.quantity == change ? .negation($0) : $0 }
  }

  /// What a quantity is, in the optimizer's own terms.
  private func slots(of quantity: QuantityID) -> Expr<UpdateSlot>? {
    if quantity == step || quantity == change { return stepSlots }
    if quantity == regularized { return .sum([Optimizer.gradient] + penalties.map(\.slope)) }
    return states.firstIndex(of: quantity).map { optimizer.states[$0].definition }
  }

  /// η · direction, as one product.
  private var stepSlots: Expr<UpdateSlot> {
    if case .product(let factors) = optimizer.direction {
      return .product([.leaf(.rate)] + factors)
    }
    return .product([.leaf(.rate), optimizer.direction])
  }

  private func elements(_ slots: Expr<UpdateSlot>, at element: Element) -> Expr<Element> {
    let isRegularized = element.quantity != regularized
    return slots.map { slot in
      if case .count = slot { return .number(Literal(Int(element.step) + 1)) }
      let (id, isScalar) = quantity(slot, isRegularized: isRegularized)
      return .leaf(element.sibling(id, isScalar ? 0 : element.position))
    }
  }

  /// The quantity a slot stands for, and whether it is a single number.
  private func quantity(
    _ slot: UpdateSlot, isRegularized: Bool
  ) -> (id: QuantityID, isScalar: Bool) {
    switch slot {
    case .parameter: (parameter, false)
    case .gradient: (isRegularized ? regularized ?? gradient : gradient, false)
    case .rate: (rate, true)
    case .number(let name): (numbers[name] ?? rate, true)
    case .state(let name): (states[index(of: name)], false)
    case .previous(let name):
      (previous[index(of: name)] ?? states[index(of: name)], false)
    case .count: (rate, true)
    }
  }

  private func index(of state: String) -> Int {
    optimizer.states.firstIndex { $0.name == state } ?? 0
  }

  // MARK: Tensors

  func matrixDefinition(of quantity: QuantityID, step: Int, in graph: Graph) -> TensorExpr? {
    switch quantity {
    case self.step where convention == .error: return .scaled(-1, .quantity(change))
    case change where convention == .gradient: return .scaled(-1, .quantity(self.step))
    case change where followsSignal: return graph.matrixErrorChange(of: parameter)
    case updated where convention == .error:
      return .sum([.quantity(parameter), .quantity(change)])
    case updated:
      return tensors(stepSlots, step: step, of: self.step).map {
        .difference(.quantity(parameter), $0)
      }
    default: break
    }
    return slots(of: quantity).flatMap { tensors($0, step: step, of: quantity) }
      .map { quantity == change ? .scaled(-1, $0) : $0 }
  }

  private func tensors(
    _ slots: Expr<UpdateSlot>, step: Int, of subject: QuantityID
  ) -> TensorExpr? {
    TensorExpr(elementwise: slots) { slot in
      if case .count = slot { return .scalar(.number(Literal(step + 1))) }
      let (id, isScalar) = quantity(slot, isRegularized: subject != regularized)
      return isScalar ? .scalar(.leaf(Element(id, step: step))) : .quantity(id)
    }
  }

  // MARK: Numbers

  func compute(on tape: TapeView, step: Int) {
    let offsets = offsets(in: tape)
    let (change, updated) = (tape.offset(self.change), tape.offset(self.updated))
    regularize(tape)
    let buffer = tape.buffer
    guard let base = buffer.baseAddress else { return }
    optimizer.compute(UpdateFrame(base: base, offsets: offsets, number: step + 1))
    for index in 0..<count {
      let step = base[offsets.step + index]
      base[change + index] = -step
      base[updated + index] = base[offsets.parameter + index] - step
    }
  }

  private func offsets(in tape: TapeView) -> UpdateOffsets {
    var offsets = UpdateOffsets(
      count: count, rate: tape.offset(rate), parameter: tape.offset(parameter),
      gradient: tape.offset(regularized ?? gradient), step: tape.offset(step))
    for index in ownNumbers.indices { offsets.numbers[index] = tape.offset(ownNumbers[index]) }
    for index in states.indices {
      offsets.states[index] = tape.offset(states[index])
      offsets.previous[index] = tape.offset(previous[index] ?? states[index])
    }
    return offsets
  }

  private func regularize(_ tape: TapeView) {
    guard let regularized else { return }
    let (x, g, sum) = (tape.offset(parameter), tape.offset(gradient), tape.offset(regularized))
    let buffer = tape.buffer
    for index in 0..<count { buffer[sum + index] = buffer[g + index] }
    for penalty in penalties {
      let strength = tape[Element(numbers[penalty.rawValue] ?? rate)]
      for index in 0..<count {
        let size = buffer[x + index]
        buffer[sum + index] += strength * (penalty == .l1 ? signum(size) : size)
      }
    }
  }
}
