import Diagnostics
import Foundation
import Runner
import Testing

@testable import Audit
@testable import Notebook

/// The round-trip law: whatever `run` prints, `diff` reads, with nothing unread and nothing but
/// `match`.
struct RoundTripTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static var templates: TemplateStore {
    TemplateStore(notebookFolder: nil, installed: [root.appending(path: "templates").path])
  }

  private static func lexicon() throws -> Lexicon {
    let store = templates
    return try Lexicon.read(store.names(.lexicon).compactMap { store.source(.lexicon, $0) })
  }

  private func check(_ runner: NotebookRunner, _ name: String) throws {
    #expect(!runner.hasErrors, "\(name): \(runner.diagnostics.map(\.message))")
    let page = SourceText(
      name: name, text: Weaver(runner.document, accept: false).woven(runner.output).text)
    let sheets = runner.networks.names.compactMap { runner.networks[$0] }
    for networks in [[], sheets] {
      let report = AuditReport(page, lexicon: try Self.lexicon(), networks: networks)
      #expect(!report.isOtherNetwork)
      #expect(report.unread.isEmpty, "\(name): \(report.unread.map(\.message))")
      #expect(report.findings.count > 20)
      for finding in report.findings where finding.verdict != .match {
        let isHonest = finding.verdict == .rounding && finding.claim.text.contains("\\approx")
        #expect(
          isHonest,
          """
          \(name):\(finding.claim.place.line): `\(finding.claim.published)` \(finding.verdict), \
          \(networks.count) networks, in \(finding.claim.text)
          """)
      }
    }
  }

  @Test func theFeedForwardNotebookComesBackAsItWasWritten() throws {
    let path = Self.root.appending(path: "notebooks/feed-forward.md")
    let source = SourceText(
      name: "feed-forward.md", text: try String(contentsOf: path, encoding: .utf8))
    let store = TemplateStore(
      notebookFolder: nil,
      installed: [
        Self.root.appending(path: "notebooks/templates").path,
        Self.root.appending(path: "templates").path,
      ])
    try check(NotebookRunner(source, templates: store), "feed-forward.md")
  }

  /// Views that need no symbols of one notation.
  private static func notebook(_ notation: String, _ precision: String) -> SourceText {
    let views = [
      "net-inputs", "activations", "biases", "weights", "layer-updates", "bias-updates",
      "net-input-matrix", "activation-vector", "slope-vector", "delta-vector",
    ].flatMap { view in ["H", "O"].map { "```show \(view) layer=\($0)\n```\n" } }
    let others = ["total-loss", "loss-steps", "loss-derivation", "all-updates", "forward-values"]
      .map { "```show \($0)\n```\n" }
    return SourceText(
      name: "\(notation)-\(precision).md",
      text: """
        ```yaml network
        name: small
        input: {x: [0.62, -0.31, 0.9]}
        layers:
          - H: {dense: 2, activation: tanh, weight: [[0.13, -0.42, 0.5], [0.71, 0.2, -0.33]], bias: [0.1, -0.2]}
          - O: {dense: 2, activation: sigmoid, weight: [[0.4, -0.55], [0.27, 0.35]], bias: [0.3, 0.05]}
        target: {t: [1, 0]}
        loss: half-squared-error
        optimizer: {sgd: {rate: 0.1}}
        notation: \(notation)
        precision: \(precision)
        digits: {default: 4}
        ```

        """ + (views + others).joined(separator: "\n"))
  }

  @Test(
    arguments: ["walkthrough", "textbook", "layered", "matrix", "vectors"],
    ["exact", "as-displayed"])
  func otherNotationsComeBackAsTheyWereWritten(_ notation: String, _ precision: String) throws {
    let runner = NotebookRunner(Self.notebook(notation, precision), templates: Self.templates)
    try check(runner, "\(notation), \(precision)")
  }
}
