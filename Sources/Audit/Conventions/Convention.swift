package import Diagnostics

/// Something that a document does the same way throughout, as its own numbers and formulas show: said
/// once, not at every number.
package struct Convention: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Which function `σ` stands for.
    case activation
    /// The base of a logarithm written without one.
    case logarithm
    /// Whether results are rounded or cut off.
    case rounding
    /// Whether numbers were computed in single precision.
    case precision
    /// The factor of squared errors.
    case loss
    /// How the network's symbols are written.
    case notation
    /// Whether a batch's loss is the sum or the mean of its examples'.
    case examples
    /// Whether updates leave biases as they are.
    case biases
    /// Through which weights the error goes back.
    case backpropagation
    /// What δ is.
    case delta
    /// Whether updates subtract or add what they compute.
    case updates
    /// Whether matrices of weights are the network's or transposed.
    case weights
    /// Whether vectors are rows or columns.
    case vectors
  }

  package let kind: Kind
  /// What the document does, in words.
  package let statement: String
  /// How many places show it.
  package let evidence: Int
  /// How many show something else.
  package let exceptions: Int
  /// The first place that shows it, if one does.
  package var place: SourceSpan?

  /// The same for people: `digits are cut off, not rounded (5 places, 1 otherwise)`.
  package var text: String {
    let rest = exceptions > 0 ? ", \(exceptions) otherwise" : ""
    let noun = kind == .notation ? "symbol" : "place"
    return "\(statement) (\(ReportSummary.counted(evidence, noun))\(rest))"
  }
}

/// How often a document does one thing or another.
struct Votes<Choice: Hashable> {
  private(set) var counts: [Choice: Int] = [:]
  /// Where each was seen first.
  private(set) var places: [Choice: SourceSpan] = [:]

  mutating func add(_ choice: Choice, at place: SourceSpan) {
    counts[choice, default: 0] += 1
    if places[choice] == nil { places[choice] = place }
  }

  /// The choice of more than twice as many places as all others together.
  func winner() -> (choice: Choice, evidence: Int, exceptions: Int)? {
    let total = counts.values.reduce(0, +)
    guard let best = counts.max(by: { $0.value < $1.value }) else { return nil }
    let others = total - best.value
    guard best.value > 2 * others else { return nil }
    return (best.key, best.value, others)
  }
}
