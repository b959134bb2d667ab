internal import Algebra
internal import Diagnostics

/// Digits in the stead of others, at a place of a source; everything around them stays.
struct NumberEdit {
  let range: Range<Int>
  let text: String

  /// The edit that corrects a claim.
  static func edit(
    _ claim: Claim, _ correction: Correction
  ) -> Result<NumberEdit, Uncorrectable> {
    let printed = String(claim.place.text)
    guard let digits = NumeralScanner.ranges(in: printed).first else {
      return .failure(Uncorrectable(reason: "it is not written in digits"))
    }
    let start = claim.place.range.lowerBound
    let range = start + digits.lowerBound..<start + digits.upperBound
    let bytes = Array(printed.utf8)
    let mantissa = String(decoding: bytes[digits], as: UTF8.self)
    guard let text = number(correction, mantissa) else {
      return .failure(Uncorrectable(reason: "its digits are set in a way that is not changed"))
    }
    let edit = NumberEdit(range: range, text: text)
    let isTurned = correction.new.isNegative != correction.old.isNegative
    if claim.role == .operand {
      let turns = isTurned && !correction.new.isZero
      return turns ? edit.turningOperand(in: claim.place.source) : .success(edit)
    }
    guard isTurned, !correction.new.isZero || correction.old.isNegative else {
      return .success(edit)
    }
    return edit.turning(in: claim.place.source, to: correction.new)
  }

  /// The new digits in the manner of the old ones: behind a power of ten, per cent, without a zero
  /// before the point. `nil` if the old ones are not that number's.
  private static func number(_ correction: Correction, _ mantissa: String) -> String? {
    guard let old = Literal(mantissa), old.coefficient == correction.old.magnitude.coefficient
    else { return nil }
    let setting = NumberSetting(of: correction.old, in: mantissa)
    let new = correction.new.magnitude
    let text = (setting?.digits(of: new) ?? new).text
    return mantissa.hasPrefix(".") && text.hasPrefix("0.") ? String(text.dropFirst()) : text
  }

  // MARK: Signs

  /// With the sign in front taken away or put there.
  private func turning(
    in source: SourceText, to new: Literal
  ) -> Result<NumberEdit, Uncorrectable> {
    guard new.isNegative else {
      guard let sign = LeadingSign(before: range.lowerBound, in: source) else {
        return .failure(Uncorrectable(reason: "its sign stands elsewhere"))
      }
      return .success(NumberEdit(range: sign.range.lowerBound..<range.upperBound, text: text))
    }
    if let plus = LeadingSign(before: range.lowerBound, in: source, "+") {
      return .success(NumberEdit(range: plus.range.lowerBound..<range.upperBound, text: "-" + text))
    }
    return .success(NumberEdit(range: range, text: "-" + text))
  }

  /// An operand whose sign changes: a minus in front goes or becomes a plus, without one the number is
  /// bracketed with its sign.
  private func turningOperand(in source: SourceText) -> Result<NumberEdit, Uncorrectable> {
    guard let minus = LeadingSign(before: range.lowerBound, in: source) else {
      return .success(NumberEdit(range: range, text: "(-\(text))"))
    }
    return .success(
      NumberEdit(
        range: minus.range.lowerBound..<range.upperBound,
        text: minus.isJoining ? "+ " + text : text))
  }
}

extension [NumberEdit] {
  /// A text with all edits made; of edits of one place the first.
  func applied(to text: String) -> String {
    let bytes = [UInt8](text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var done = 0
    for edit in sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where edit.range.lowerBound >= done {
      result += bytes[done..<edit.range.lowerBound]
      result += edit.text.utf8
      done = edit.range.upperBound
    }
    result += bytes[done...]
    return String(decoding: result, as: UTF8.self)
  }
}
