internal import Algebra

/// Why a number cannot be corrected safely.
struct Uncorrectable: Error {
  let reason: String
}

/// The number that takes another one's place.
struct Correction {
  let old: Literal
  let new: Literal

  /// What a slip should be: what its printed operands give, without any what the network has, with as
  /// many digits as stand there.
  static func of(_ finding: Finding) -> Result<Correction, Uncorrectable> {
    guard let old = finding.claim.literal else {
      return .failure(Uncorrectable(reason: "two expressions differ, and either may be wrong"))
    }
    switch finding.warrant {
    case .formula:
      return .failure(Uncorrectable(reason: "its formula gives it, only the calculation does not"))
    case .network:
      return .failure(
        Uncorrectable(reason: "the network has it, and one of the numbers in front of it is wrong"))
    case nil: break
    }
    guard let value = finding.printed ?? finding.model else {
      return .failure(Uncorrectable(reason: "nothing says what it should be"))
    }
    guard !isOfAnotherSize(old, value) else {
      return .failure(Uncorrectable(reason: "more than this number must be wrong"))
    }
    // A tie between two roundings passes either way.
    let new =
      value.rounded(decimals: -old.exponent, .halfUp)
      ?? value.lower.rounded(decimals: -old.exponent, .halfUp)
    guard Enclosure.printing(new).intersects(value), !new.equals(old) else {
      return .failure(Uncorrectable(reason: "it has too few digits to be right"))
    }
    return .success(Correction(old: old, new: new))
  }

  /// Whether a value is so much larger than a number, a thousand times and more, that it is no slip of the pen.
  static func isOfAnotherSize(_ number: Literal, _ value: Enclosure) -> Bool {
    !number.isZero && abs(value.double) >= 1000 * abs(number.double)
  }

  /// What a number becomes that says a corrected one again; `nil` if it does not, or has an expression
  /// of its own.
  ///
  /// - Parameter corrections: Of claims, by their numbers.
  static func copying(_ corrections: [Int: Correction], _ finding: Finding) -> Correction? {
    guard finding.verdict == .carried,
      finding.claim.role == .restated
        || finding.claim.role == .operand, let old = finding.claim.literal
    else { return nil }
    let origin =
      finding.repeats.flatMap { corrections[$0] }
      ?? finding.roots.compactMap { corrections[$0] }
      .first { Publications.agree($0.old.magnitude, old.magnitude) }
    guard let origin else { return nil }
    var new = origin.new.rounded(decimals: -old.exponent, .halfUp)
    if finding.claim.role == .operand {
      // An operand is read without its sign, so only whether the sign changes is known.
      let changesSign = origin.new.isNegative != origin.old.isNegative && !origin.new.isZero
      new = changesSign != old.isNegative ? -new.magnitude : new.magnitude
    } else if old.isNegative != origin.old.isNegative {
      new = -new
    }
    return new.equals(old) ? nil : Correction(old: old, new: new)
  }
}
