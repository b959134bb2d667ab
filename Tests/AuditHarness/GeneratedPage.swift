import Algebra
package import Audit
package import Diagnostics
import Foundation
import NeuralCore
import Notation
import Notebook
package import Runner
import Walkthrough

/// What a notebook's run wrote, with every number on it that stands for an element of a network.
package struct GeneratedPage {
  /// What stands right in front of a number.
  enum Before { case plus, operation, other }

  /// A number on the page.
  struct Number {
    let range: Range<Int>
    let line: Int
    let literal: Literal
    let before: Before
    let element: Element
    let sheet: Worksheet
  }

  package let source: SourceText
  let numbers: [Number]
  private let networks: [Worksheet]
  private let rendering: Rendering
  private let lexicon: Lexicon
  /// Slips that are there before anything is made wrong.
  private let known: Set<String>

  package init(notebook: SourceText, templates: TemplateStore, folder: String? = nil) throws {
    let runner = NotebookRunner(notebook, templates: templates, folder: folder)
    let woven = Weaver(runner.document, accept: true).woven(runner.output).text
    source = SourceText(name: notebook.name, text: woven)
    networks = runner.networks.worksheets
    rendering = Rendering(runner)
    lexicon = try Lexicon.installed(templates)
    numbers = Self.numbers(runner, source)
    known = Self.slips(
      AuditReport(source, lexicon: lexicon, networks: networks, rendering: rendering))
  }

  /// Whether a fault is reported: there is a slip on its line that was not there before.
  package func reports(_ fault: Fault) -> Bool {
    Self.slips(report(page(with: fault))).subtracting(known)
      .contains { $0.hasPrefix("\(fault.line):") }
  }

  /// The page with a fault in it.
  package func page(with fault: Fault) -> SourceText {
    let bytes = Array(source.text.utf8)
    let text =
      bytes[..<fault.range.lowerBound] + Array(fault.new.utf8) + bytes[fault.range.upperBound...]
    return SourceText(name: source.name, text: String(decoding: text, as: UTF8.self))
  }

  /// What is said of a page of these networks.
  package func report(_ page: SourceText) -> AuditReport {
    AuditReport(page, lexicon: lexicon, networks: networks, rendering: rendering)
  }

  /// The line that a fault stands on, as it is without it.
  package func line(of fault: Fault) -> String { String(source.line(fault.line)) }

  private static func slips(_ report: AuditReport) -> Set<String> {
    Set(
      report.findings.filter { $0.verdict == .slip }
        .map { "\($0.claim.place.line): \($0.claim.published)" })
  }

  // MARK: Numbers

  /// The numbers that the runner marked, found again on the page.
  private static func numbers(_ runner: NotebookRunner, _ source: SourceText) -> [Number] {
    let page = source.text
    var found: [Number] = []
    var cursor = page.startIndex
    var current: Worksheet?
    for item in runner.document.items {
      if case .network(let cell) = item {
        let name = runner.networks.names.first { cell.body.text.contains("name: \($0)\n") }
        current =
          name.flatMap { runner.networks[$0] } ?? current
          ?? runner.networks.names.first.flatMap { runner.networks[$0] }
      }
      guard let output = runner.annotated(item), let sheet = current,
        let place = page.range(of: output.text, range: cursor..<page.endIndex)
      else { continue }
      cursor = place.upperBound
      let offset = page.utf8.distance(from: page.startIndex, to: place.lowerBound)
      for annotation in output.annotations {
        guard case .number(let element, let literal) = annotation.mark else { continue }
        let range = annotation.range.lowerBound + offset..<annotation.range.upperBound + offset
        guard String(source[range]) == literal.text else { continue }
        found.append(
          Number(
            range: range, line: source.position(of: range.lowerBound).line, literal: literal,
            before: before(range.lowerBound, source), element: element, sheet: sheet))
      }
    }
    return found
  }

  private static func before(_ offset: Int, _ source: SourceText) -> Before {
    let text = source[max(0, offset - 12)..<offset]
    if text.hasSuffix("+") { return .plus }
    let words = text.reversed().drop { $0 == " " }.reversed()
    let ends = String(words)
    let signs = ["+", "-", "\\times", "\\cdot", "^{", "/"]
    return signs.contains { ends.hasSuffix($0) } ? .operation : .other
  }
}
