internal import Algebra
internal import Diagnostics

/// Where each number of a document stands first; worked out when somebody asks.
final class FirstPlaces {
  private let document: PublishedDocument
  private lazy var places = found

  init(_ document: PublishedDocument) { self.document = document }

  /// The offset of the first number with the same digits.
  subscript(literal: Literal) -> Int? { places[literal.digits] }

  private var found: [Literal.Digits: Int] {
    var places: [Literal.Digits: Int] = [:]
    NumeralInventory.forEach(in: document) { text, range in
      let bytes = text.text.utf8
      let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
      let digits = String(decoding: bytes[start...].prefix(range.count), as: UTF8.self)
      guard let key = Literal(digits)?.digits, places[key] == nil else { return }
      places[key] = text.sourceOffset(of: range.lowerBound)
    }
    return places
  }
}
