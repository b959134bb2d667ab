import Diagnostics
import Foundation
import Notation
import Runner
import TestSupport
import Testing

@testable import Audit

/// Pages that `scripts/oracles/conventions.py` wrote: one step of training of this network, computed by the
/// notebook's conventions or by others.
struct VariationTests {
  private static let notebook = SourceText(
    name: "notebook.md",
    text: """
      ```yaml network
      input: {x: [0.05, 0.10]}
      layers:
        - h: {dense: 2, activation: sigmoid, weight: [[0.15, 0.20], [0.25, 0.30]], bias: [0.35, 0.3]}
        - o: {dense: 2, activation: sigmoid, weight: [[0.40, 0.45], [0.50, 0.55]], bias: [0.60, 0.6]}
      target: {t: [0.01, 0.99]}
      loss: half-squared-error
      optimizer: {sgd: {rate: 0.5}}
      notation: walkthrough
      ```
      """)

  private static func page(_ name: String) throws -> String {
    let folder = Repository.root.appending(path: "Tests/AuditTests/Fixtures/conventions")
    return try String(contentsOf: folder.appending(path: "\(name).md"), encoding: .utf8)
  }

  private static func report(_ page: String) throws -> AuditReport {
    let templates = TemplateStore.repository
    let runner = NotebookRunner(withoutErrors: notebook)
    return AuditReport(
      SourceText(name: "page.md", text: page), lexicon: try Lexicon.installed(templates),
      networks: runner.networks.worksheets,
      presets: try templates.names(.notations).map {
        try templates.preset(NotationChoice(preset: $0))
      }, rendering: Rendering(runner))
  }

  private static let plain = "squared errors are neither halved nor averaged, unlike the network's"
  private static let updated = "the error goes back through weights that are already updated"
  private static let frozen = "biases keep their values, unlike the network's"

  @Test(arguments: [
    ("notebook", []), ("plain", ["\(plain) (14 places)"]),
    ("updated-weights", ["\(updated) (8 places)"]), ("frozen-biases", ["\(frozen) (2 places)"]),
    ("error-signals", ["δ is the error signal, the gradient with its sign turned (4 places)"]),
    ("frozen-and-updated", ["\(updated) (6 places)", "\(frozen) (2 places)"]),
  ])
  func `Another convention is said once`(name: String, conventions: [String]) throws {
    let report = try Self.report(Self.page(name))
    #expect(report.conventions.map(\.text) == conventions)
    #expect(report.findings.count == 22)
    #expect(report.findings.allSatisfy { $0.verdict == .match })
  }

  /// The former weights and the trained biases would give 0.727528; what stands there is 0.741954.
  @Test func `Numbers are judged by the document's convention`() throws {
    let page = try Self.page("frozen-biases")
    let number = try #require(page.firstMatch(of: /o_1 = (0\.\d+)/)).1
    let wrong = number.prefix(4) + String(number.suffix(2)) + number.dropFirst(4).prefix(2)
    let report = try Self.report(page.replacing(number, with: wrong))
    #expect(
      report.findings.filter { $0.verdict == .slip }.map(\.claim.published) == [String(wrong)])
    #expect(report.conventions.map(\.text) == ["\(Self.frozen) (1 place)"])
  }

  /// A wrong number is no convention.
  @Test(arguments: [
    ("0.082278", "0.164556"), ("0.727528", "0.772528"), ("0.149781", "0.149871"),
  ])
  func `A single slip is a slip`(right: String, wrong: String) throws {
    let report = try Self.report(Self.page("notebook").replacing(right, with: wrong))
    #expect(report.findings.filter { $0.verdict == .slip }.map(\.claim.published) == [wrong])
    #expect(report.conventions.isEmpty)
  }

  @Test func `Another notation is said once`() throws {
    let page = """
      $z_{h1} = 0.3775$, $a_{h1} = \\sigma(z_{h1}) = 0.593270$, $z_{h2} = 0.3425$

      $w_1 = 0.15$
      """
    #expect(
      try Self.report(page).conventions.map(\.text) == [
        "symbols are not the notebook's: `z_{h1}` for `\\text{net}_{h1}`, `a_{h1}` for `h_1` "
          + "(3 symbols)"
      ])
  }
}
