import Diagnostics
import Foundation
import Publishing
import TestSupport
import Testing
import Walkthrough

@testable import Runner

/// Every view of the catalogue, in every notation and dialect of math: its tables are pipe tables, by a
/// reading of GitHub's rule that knows nothing of ours.
struct ViewDialectTests {
  private static var store: TemplateStore {
    TemplateStore(notebookFolder: nil, installed: [Repository.templates.path])
  }

  private func notebook(_ notation: String) -> String {
    """
    ```yaml network
    input: {x: [1.0, -0.5]}
    layers:
      - h: {dense: 2, activation: leaky-relu, weight: [[0.5, -0.2], [0.1, 0.3]], bias: [0.3, 0.1]}
      - y: {dense: 2, activation: softsign, weight: [[0.5, -0.2], [0.4, 0.7]], bias: [0.3, -0.2]}
    target: {t: [1, 0]}
    loss: mean-absolute-error
    optimizer: {sgd: {rate: 0.5}}
    notation: \(notation)
    ```
    """
  }

  private static let places: [[(String, String)]] = [
    [], [("layer", "x")], [("layer", "h")], [("layer", "y")], [("layer", "h"), ("unit", "1")],
    [("layer", "y"), ("unit", "2")], [("weight", "h.weight.1.2")], [("weight", "y.weight.2.1")],
    [("bias", "h.bias.1")], [("bias", "y.bias.2")],
  ]

  /// The cells of a row: between bars without a backslash.
  private func columns(_ row: String) -> Int {
    var bars = 0
    var isEscaped = false
    for character in row.trimmingCharacters(in: .whitespaces) {
      if character == "|", !isEscaped { bars += 1 }
      isEscaped = character == "\\" && !isEscaped
    }
    return bars - 1
  }

  private func check(_ text: String, _ name: String) {
    var table: [String] = []
    for line in text.components(separatedBy: "\n") + [""] {
      if line.hasPrefix("|") {
        table.append(line)
      } else if !table.isEmpty {
        #expect(
          table.count >= 2 && table[1].allSatisfy { "|-: ".contains($0) }, "\(name):\n\(text)")
        #expect(Set(table.map(columns)).count == 1, "\(name):\n\(text)")
        table = []
      }
    }
  }

  @Test(arguments: store.names(.notations)) func viewsHavePipeTables(_ notation: String) throws {
    let store = Self.store
    let runner = NotebookRunner(
      SourceText(name: "a.md", text: notebook(notation)), templates: store)
    let sheet = try #require(runner.networks.names.first.flatMap { runner.networks[$0] })
    let renderer = ViewRenderer { name in store.source(.views, name).map { Excerpt($0) } }
    var tables = 0
    var shown: Set<String> = []
    for view in store.names(.views) {
      let template = Excerpt(try #require(store.source(.views, view)))
      for place in Self.places {
        let request = ViewRequest(
          template: template, attributes: place.map { .init(key: $0.0, value: $0.1) })
        guard let text = try? renderer.render(request, with: sheet).text else { continue }
        shown.insert(view)
        tables += text.contains("\n|") ? 1 : 0
        check(text, "\(view) \(place)")
        let github = MathRewriter.rewritten(text, in: .github)
        check(github, "\(view) \(place), GitHub")
        #expect(MathRewriter.rewritten(github, in: .github) == github)
        #expect(!github.contains("\\operatorname") && !github.contains("\\mbox"))
        // No math is left between bare dollars.
        let rest = github.replacing(/\$`[^`]*`\$/, with: "")
        #expect(!rest.contains("$"), "\(view) \(place):\n\(github)")
      }
    }
    #expect(tables > 20 && shown.count > 40, "\(tables) tables, \(shown.count) views")
  }
}
