internal import Algebra

/// Whether a published number follows from what is printed.
enum Judgement {
  case follows
  /// It does not follow exactly, and why that is fine.
  case rounding(String)
  /// It does not follow.
  case fails
  /// Nothing can be said for certain.
  case unclear(String)

  /// Holds a number against what its expression gives.
  ///
  /// - Parameter isApproximate: Whether it stands behind `≈`, where a whole number's zeros may be
  ///   nothing but places.
  ///   - habits: How the document rounds.
  init(
    _ literal: Literal, against value: Traced, isApproximate: Bool, habits: Habits = Habits()
  ) {
    let printing = Judgement.printing(literal, isApproximate: isApproximate)
    if printing.intersects(value.printed) {
      self = .follows
      return
    }
    guard let range = value.range else {
      self = .unclear("the operands' range leaves the function's domain")
      return
    }
    if printing.intersects(range) {
      // Symbols have more digits than were printed for them somewhere.
      self = value.isSymbolic ? .follows : .rounding("follows from operands that print the same")
      return
    }
    let isCut =
      habits.truncates
      ? Habits.isCut(literal, range)
      : isApproximate && !habits.rounds
        && (value.printed.isCut(to: literal) || range.isCut(to: literal))
    if isCut {
      self = .rounding("truncated, not rounded")
      return
    }
    if isApproximate, let noted = value.noted, printing.intersects(noted) {
      self = .rounding("terms rounded before they are added up")
      return
    }
    if Habits.isDouble(literal, value.printed) {
      self = .rounding("double precision")
      return
    }
    if habits.isSingle, Habits.isSingle(literal, value.printed) {
      self = .rounding("single precision")
      return
    }
    self = value.doubt.map { .unclear($0.rawValue) } ?? .fails
  }

  static func printing(_ literal: Literal, isApproximate: Bool) -> Enclosure {
    .printing(isApproximate ? literal.withoutPlaceZeros : literal)
  }
}
