internal import Algebra

/// Reads the math of one document. Tables write the same symbols and numbers row after row: what has been
/// read once is not read again.
final class FormulaReader {
  typealias Reading = (pieces: [Formula.Piece], unread: [Formula.Unread])

  private let dialect: TeXDialect
  /// By the TeX; ranges count from its beginning.
  private var known: [String: Reading] = [:]

  /// - Parameter dialect: What the document means by ambiguous signs.
  init(dialect: TeXDialect) { self.dialect = dialect }

  func read(_ tex: String) -> Reading {
    if let reading = known[tex] { return reading }
    let reading = FormulaRecovery.read(tex, dialect: dialect)
    known[tex] = reading
    return reading
  }
}
