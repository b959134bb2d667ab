/// Reads the math of one document. Tables write the same symbols and numbers row after row: what has been
/// read once is not read again.
final class FormulaReader {
  typealias Reading = (pieces: [Formula.Piece], unread: [Formula.Unread])

  private let hasSymbolE: Bool
  /// By the TeX; ranges count from its beginning.
  private var known: [String: Reading] = [:]

  /// - Parameter hasSymbolE: Whether `e` is a symbol of the document.
  init(hasSymbolE: Bool) { self.hasSymbolE = hasSymbolE }

  func read(_ tex: String) -> Reading {
    if let reading = known[tex] { return reading }
    let reading = FormulaRecovery.read(tex, hasSymbolE: hasSymbolE)
    known[tex] = reading
    return reading
  }
}
