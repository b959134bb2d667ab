package import Diagnostics
import Mustache

/// What stands around a published document: a template with a hole for each part.
package struct DocumentSkeleton {
  private let source: SourceText

  package init(_ source: SourceText) { self.source = source }

  /// The skeleton filled in.
  ///
  /// - Parameter parts: Empty parts are false as sections.
  /// - Throws: `DiagnosticError` for a hole that there is no part for, and for what Mustache cannot read.
  package func filled(_ parts: [String: String]) throws(DiagnosticError) -> String {
    try checkNames(parts.keys.map { $0 })
    let template: MustacheTemplate
    do {
      template = try MustacheTemplate(
        string: "{{=<< >>=}}\n<<%CONTENT_TYPE:TEXT>>\n" + source.text)
    } catch {
      throw DiagnosticError(
        Diagnostic(
          id: "template-syntax", "the template does not parse", at: span(0..<0),
          help: "sections open with `<<#name>>` and close with `<</name>>`"))
    }
    var context: [String: any Sendable] = [:]
    for (name, text) in parts where !text.isEmpty { context[name] = text }
    return template.render(context)
  }

  private func checkNames(_ known: [String]) throws(DiagnosticError) {
    let bytes = Array(source.text.utf8)
    var offset = 0
    while offset + 1 < bytes.count {
      guard bytes[offset] == UInt8(ascii: "<"), bytes[offset + 1] == UInt8(ascii: "<") else {
        offset += 1
        continue
      }
      var start = offset + 2
      // `<<<` is a `<` before a hole.
      if start < bytes.count, bytes[start] == UInt8(ascii: "<") {
        offset += 1
        continue
      }
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else { return }
      offset = end
      guard start < end, bytes[start] != UInt8(ascii: "!") else { continue }
      if "#^/&".utf8.contains(bytes[start]) { start += 1 }
      let name = String(decoding: bytes[start..<end], as: UTF8.self).trimmingLines
      if name != ".", !known.contains(name) {
        throw DiagnosticError(
          Diagnostic(
            id: "unknown-part", "a document has no part `\(name)`", at: span(start..<end),
            help: Suggestion.help(for: name, among: known)
              ?? "its parts are \(known.sorted().joined(separator: ", "))"))
      }
    }
  }

  private func span(_ range: Range<Int>) -> SourceSpan { SourceSpan(source: source, range: range) }
}
