package import Algebra
package import Diagnostics

/// A number that a document states and that can be held against something. A class, so that
/// findings are light to hand around.
package final class Claim: Sendable {
  /// What the number is to the document.
  package enum Role: String, Sendable, CaseIterable {
    /// What an expression comes to.
    case result
    /// Said again, without an expression of its own.
    case restated
    /// A numeral in an expression that stands for something computed before.
    case operand
    /// How many rows and columns a tensor has, or how many units a layer.
    case shape
    /// An expression that is said to equal the one before it.
    case link
  }

  /// Position among the document's claims, from 1.
  package let id: Int
  package let place: SourceSpan
  package let role: Role
  /// The formula or table row around it, on one line.
  package let text: String
  /// As printed; for a link, its TeX.
  package let published: String
  /// `nil` for a link.
  package let literal: Literal?

  init(
    id: Int, place: SourceSpan, role: Role, text: String, published: String, literal: Literal?
  ) {
    (self.id, self.place, self.role) = (id, place, role)
    (self.text, self.published, self.literal) = (text, published, literal)
  }
}

/// What is said of a claim.
package enum Verdict: String, Sendable, CaseIterable {
  case match, rounding, carried, slip, unread
}

/// A claim, what is said of it, and the evidence.
package struct Finding: Sendable {
  package var claim: Claim
  package var verdict: Verdict
  /// What the printed operands give.
  package var printed: Enclosure?
  /// What operands that print the same may give.
  package var range: Enclosure?
  /// What the network gives.
  package var model: Enclosure?
  /// The slips it comes from; of a slip, those that are mended instead of it.
  package var roots: [Int] = []
  /// The first claim that says the same.
  package var repeats: Int?
  /// Why a number that does not follow exactly is fine, or why nothing is said.
  package var reason: String?
  /// What probably went wrong.
  package var explanation: String?

  /// Of a slip, what says that the number is right and that the calculation in front of it is wrong.
  package enum Warrant: Sendable { case formula, network }
  package var warrant: Warrant?

  /// Whether it is right as soon as slips are mended that it was computed from: an operand beside it,
  /// say.
  package var isMendedByRoots: Bool { verdict == .slip && !roots.isEmpty }
}
