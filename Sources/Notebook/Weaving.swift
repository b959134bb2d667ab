package import Diagnostics

/// A document with results put in.
package struct Weaving: Sendable {
  /// The new text of the document.
  package let text: String
  /// Regions that were edited by hand and left alone, and output that cannot be put in place.
  package let diagnostics: [Diagnostic]
  /// Regions and values in place whose text was not what a fresh run writes; with `inPlace`,
  /// empty exactly if the document stays as it is and no region was edited by hand.
  package let staleItems: [NotebookItem]
}

/// Text to put in the stead of a range of bytes of the document.
struct Edit {
  let range: Range<Int>
  let text: String
}

extension [Edit] {
  /// The bytes, or a part of them, with all edits made; the edits must not overlap.
  func applied(to bytes: [UInt8], within range: Range<Int>? = nil) -> String {
    let range = range ?? bytes.startIndex..<bytes.endIndex
    let bytes = bytes[..<range.upperBound]
    var text = [UInt8]()
    text.reserveCapacity(range.count)
    var done = range.lowerBound
    for edit in sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      // What lies behind the part, such as an empty line behind a removed cell, is not its own.
      if edit.range.lowerBound >= range.upperBound, !edit.range.isEmpty { break }
      text += bytes[done..<Swift.max(done, edit.range.lowerBound)]
      text += [UInt8](edit.text.utf8)
      done = Swift.min(Swift.max(done, edit.range.upperBound), bytes.endIndex)
    }
    text += bytes[done...]
    return String(decoding: text, as: UTF8.self)
  }
}
