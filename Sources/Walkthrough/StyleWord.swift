import Algebra
import Notation

/// What of a subject is written.
enum Form {
  case value, symbol, formula, calculation, lastStep, equation, old
  /// Matrices of the entries' symbols, formulas and calculations.
  case symbols, formulas, calculations
  /// Rows and columns of a matrix, `(3, 2)`.
  case dimensions
}

/// A word after a reference that chooses a form or a style: `H.net.1.calculation.juxtaposed`.
struct StyleWord {
  private let action: (inout ViewContext) -> Void

  init?(_ name: String) {
    if let action = Self.words[name] {
      self.action = action
      return
    }
    guard let digits = Self.digits(name) else { return nil }
    action = { $0.style.digits = digits }
  }

  func apply(to context: inout ViewContext) { action(&context) }

  static var names: [String] { words.keys.sorted() }

  /// `3d`, `3s`, `5t`: decimals, significant digits, decimals with zeros trimmed.
  private static func digits(_ name: String) -> Digits? {
    guard name.count > 1, let count = Int(name.dropLast()) else { return nil }
    switch name.last {
    case "d": return Digits("\(count)!")
    case "s", "t": return Digits(name)
    default: return nil
    }
  }

  private static func form(_ form: Form) -> @Sendable (inout ViewContext) -> Void {
    { $0.form = form }
  }

  private static let words: [String: @Sendable (inout ViewContext) -> Void] = [
    "symbol": form(.symbol),
    "formula": form(.formula),
    "calculation": form(.calculation),
    "sum": form(.lastStep),
    "product": form(.lastStep),
    "equation": form(.equation),
    "old": form(.old),
    "symbols": form(.symbols),
    "formulas": form(.formulas),
    "calculations": form(.calculations),
    "dimensions": form(.dimensions),
    "times": { $0.style.multiplication = .times },
    "juxtaposed": { $0.style.multiplication = .juxtaposed },
    "merged": { $0.style.isMerged = true },
    "expanded": { $0.style.isExpanded = true },
    "recursive": { $0.style.isRecursive = true },
    "inlined": { $0.style.isInlined = true },
    "swapped": { $0.style.isSwapped = true },
    "parens": { $0.style.bracketsNegatives = true },
    "named": { $0.style.namesRate = true },
    "signed": { $0.style.isSigned = true },
    "boxed": { $0.style.isBoxed = true },
    "abs": { $0.style.isMagnitude = true },
    "exact": { $0.style.isExact = true },
    "transposed": { $0.style.isTransposed = true },
  ]
}
