/// Stand-ins for what CommonMark must not look into: math, and the cells of pipe tables.
///
/// A stand-in is a private-use character that the document does not use, a number, and another such
/// character. To CommonMark it is a word.
struct Placeholders {
  enum Entry {
    case math(String, isDisplay: Bool, original: String)
    /// A table of so many rows, the header counted; as many cells as it has follow.
    case table(rows: Int, [ColumnAlignment])
    case cell
  }

  private(set) var entries: [Entry] = []
  private let opening: Unicode.Scalar
  private let closing: Unicode.Scalar

  /// - Parameter text: The document, whose characters are not used.
  init(notIn text: String) {
    var used: Set<UInt32> = []
    for scalar in text.unicodeScalars where (0xE000...0xF8FF).contains(scalar.value) {
      used.insert(scalar.value)
    }
    var free = (UInt32(0xE002)...0xF8FF).lazy.filter { !used.contains($0) }
      .compactMap(Unicode.Scalar.init).makeIterator()
    opening = free.next() ?? "\u{F8FE}"
    closing = free.next() ?? "\u{F8FF}"
  }

  /// Keeps an entry.
  ///
  /// - Returns: Its stand-in.
  mutating func add(_ entry: Entry) -> String {
    entries.append(entry)
    var text = ""
    text.unicodeScalars.append(opening)
    text += String(entries.count - 1)
    text.unicodeScalars.append(closing)
    return text
  }

  /// A piece of text, or what a stand-in in it stands for.
  enum Piece {
    case text(String)
    case entry(Entry)
  }

  func pieces(of text: String) -> [Piece] {
    guard !entries.isEmpty, text.unicodeScalars.contains(opening) else {
      return text.isEmpty ? [] : [.text(text)]
    }
    var pieces = [Piece]()
    var plain = String.UnicodeScalarView()
    var number: String.UnicodeScalarView?
    for scalar in text.unicodeScalars {
      if scalar == opening {
        number = String.UnicodeScalarView()
      } else if scalar == closing, let digits = number {
        if !plain.isEmpty { pieces.append(.text(String(plain))) }
        plain = String.UnicodeScalarView()
        if let index = Int(String(digits)), index < entries.count {
          pieces.append(.entry(entries[index]))
        }
        number = nil
      } else if number != nil {
        number?.append(scalar)
      } else {
        plain.append(scalar)
      }
    }
    if !plain.isEmpty { pieces.append(.text(String(plain))) }
    return pieces
  }

  /// A text that is no place for math, such as a link's destination, as the author wrote it.
  func restored(_ text: String) -> String {
    guard !entries.isEmpty, text.unicodeScalars.contains(opening) else { return text }
    return pieces(of: text).map { piece in
      switch piece {
      case .text(let text): text
      case .entry(.math(_, _, let original)): original
      case .entry(.table), .entry(.cell): ""
      }
    }.joined()
  }
}
