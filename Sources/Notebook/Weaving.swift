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
  /// The bytes with all edits made; the edits must not overlap.
  func applied(to bytes: [UInt8]) -> String {
    var text = [UInt8]()
    text.reserveCapacity(bytes.count)
    var done = 0
    for edit in sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      text += bytes[done..<Swift.max(done, edit.range.lowerBound)]
      text += [UInt8](edit.text.utf8)
      done = Swift.max(done, edit.range.upperBound)
    }
    text += bytes[done...]
    return String(decoding: text, as: UTF8.self)
  }
}
