package import Diagnostics
package import Markdown

/// A document with results put in.
package struct Weaving: Sendable {
  /// The new text of the document.
  package var text: String { patched.text }
  /// The same, with the way back to the document.
  package let patched: PatchedSource
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
  func applied(to bytes: [UInt8]) -> PatchedSource {
    var patched = PatchedSource(bytes)
    for edit in sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      patched.replace(edit.range, by: edit.text)
    }
    patched.finish()
    return patched
  }
}
