package import Diagnostics
import Markdown
import Notebook
package import Publishing
import Walkthrough

/// The captions of a document, numbered in its order, and the links to them.
package final class CaptionBook {
  static let keys = ["caption", "label"]

  private let wording: Wording
  private var counts: [CaptionKind: Int] = [:]
  private var labels: [String: (caption: Caption, line: Int)] = [:]
  /// Labels of what could not be shown: what refers to them is not reported again.
  private var broken: Set<String> = []
  package private(set) var diagnostics: [Diagnostic] = []

  init(wording: Wording) { self.wording = wording }

  var isEmpty: Bool { counts.isEmpty }

  /// What has a label.
  package subscript(label: String) -> Caption? { labels[label]?.caption }

  /// Numbers something that is shown.
  ///
  /// - Returns: `nil` without a caption and a label, or if they are wrong.
  func add(_ attributes: [Attribute], to text: AnnotatedText, at place: SourceSpan) -> Caption? {
    let label = attributes.first { $0.key.text == "label" }?.value
    let caption = attributes.first { $0.key.text == "caption" }?.value
    guard label != nil || caption != nil else { return nil }
    if let label, !isRight(label) { return nil }
    let kind = label.flatMap { CaptionKind(label: $0.text) } ?? Self.kind(of: text)
    if kind == .equation, DisplayEnd.find(in: text.text) == nil {
      report(
        "label-kind", "`\(label?.text ?? "")` labels an equation, and the view has none",
        label?.span ?? place, help: "tables have labels with `tbl-`, pictures with `fig-`")
      return nil
    }
    counts[kind, default: 0] += 1
    let numbered = Caption(
      kind: kind, number: counts[kind] ?? 1, label: label?.text,
      text: caption.flatMap { $0.text.isEmpty ? nil : $0.text }, word: wording(kind.rawValue))
    if let label { labels[label.text] = (numbered, label.span.line) }
    return numbered
  }

  /// Remembers the label of what could not be shown, which is an error of its own.
  func fail(_ attributes: [Attribute]) {
    for attribute in attributes where attribute.key.text == "label" {
      broken.insert(attribute.value.text)
    }
  }

  /// The link a reference becomes; `nil` where it stays as it is.
  func link(_ reference: CrossReference) -> String? {
    let label = reference.label.text
    guard let caption = self[label] else {
      if reference.text.isEmpty, !broken.contains(label) {
        report(
          "unknown-label", "nothing is labelled `\(label)`", reference.label.span,
          help: Suggestion.help(for: label, among: labels.keys.sorted()))
      }
      return nil
    }
    guard reference.text.isEmpty || isNumber(reference.text) else { return nil }
    return "[\(caption.title)](#\(label))"
  }

  /// Whether the text of a link was written for it, in whatever language: `Table 2`.
  private func isNumber(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    return words.count == 2 && words[0].allSatisfy(\.isLetter)
      && words[1].allSatisfy { $0.isASCII && $0.isNumber }
  }

  private func isRight(_ label: Word) -> Bool {
    guard let kind = CaptionKind(label: label.text), label.text != kind.prefix,
      label.text.utf8.allSatisfy(Self.isPlain)
    else {
      broken.insert(label.text)
      report(
        "bad-label", "a label is `tbl-`, `fig-` or `eq-` with a name behind, not `\(label.text)`",
        label.span)
      return false
    }
    if let known = labels[label.text] {
      report(
        "duplicate-label", "the label `\(label.text)` is given twice", label.span,
        help: "line \(known.line) has it too")
      return false
    }
    return true
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-_.:".utf8.contains(byte)
    }
  }

  /// Without a label a caption's kind is that of what is shown.
  private static func kind(of text: AnnotatedText) -> CaptionKind {
    if !text.pictures.isEmpty { return .figure }
    let isTable = text.text.split(separator: "\n").contains { $0.hasPrefix("|") }
    return !isTable && DisplayEnd.find(in: text.text) != nil ? .equation : .table
  }

  private func report(_ id: String, _ message: String, _ place: SourceSpan, help: String? = nil) {
    diagnostics.append(Diagnostic(id: id, message, at: place, help: help))
  }
}
