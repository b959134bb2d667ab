package import Diagnostics

/// A number on the page, whatever it stands for.
package struct Numeral: Sendable, Hashable {
  /// What became of it.
  package enum Class: String, Sendable, CaseIterable {
    /// Stated by the document without a derivation, or a copy of what was.
    case given
    /// A result, a copy of one, or an operand that stands for one.
    case claim
    /// Part of a name, a formula, a heading or a sentence that computes nothing.
    case definitional
    case unread
  }

  package let place: SourceSpan
  package let kind: Class
}

/// What became of the numerals of a document, by the byte at which they begin; `nil` for what nothing has been
/// said of. A table with a place for every byte: each numeral is asked for several times.
struct NumeralClasses {
  private var classes: [Numeral.Class?]
  /// In a trial reading, what it says of numerals, over the rest.
  private var tried: [Int: Numeral.Class]?

  init(_ source: SourceText) {
    classes = Array(repeating: nil, count: source.text.utf8.count)
  }

  /// The same for a trial reading.
  var extended: NumeralClasses {
    var classes = self
    classes.tried = [:]
    return classes
  }

  subscript(offset: Int) -> Numeral.Class? {
    get { tried?[offset] ?? (classes.indices.contains(offset) ? classes[offset] : nil) }
    set {
      guard classes.indices.contains(offset) else { return }
      if tried == nil { classes[offset] = newValue } else { tried?[offset] = newValue }
    }
  }
}

/// Finds the numerals of a text.
enum NumeralScanner {
  /// The ranges of numerals: digits with at most one point and digits behind it.
  static func ranges(in text: String) -> [Range<Int>] {
    var text = text
    return text.withUTF8 { ranges(in: $0) }
  }

  /// The same of bytes, counted from the first of them.
  static func ranges(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var place = 0
    while place < bytes.count {
      guard bytes[place].isDigit else {
        place += 1
        continue
      }
      var start = place
      while place < bytes.count, bytes[place].isDigit { place += 1 }
      if place + 1 < bytes.count, bytes[place] == UInt8(ascii: "."), bytes[place + 1].isDigit {
        place += 1
        while place < bytes.count, bytes[place].isDigit { place += 1 }
      } else if start > 0, bytes[start - 1] == UInt8(ascii: "."),
        start == 1 || !bytes[start - 2].isDigit && !bytes[start - 2].isLetter
      {
        start -= 1
      }
      found.append(start..<place)
    }
    return found
  }
}

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
}
