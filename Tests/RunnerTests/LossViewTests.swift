import Diagnostics
import Foundation
import NeuralCore
import Runner
import Testing
import Walkthrough

/// The views of a loss's steps and slope, of every loss there is.
@Suite struct LossViewTests {
  private func render(_ loss: String, _ last: String, _ target: String) -> (String, String) {
    let text = """
      ```yaml network
      name: net
      input: {x: [0.5, 1]}
      layers: [O: {dense: 2, activation: \(last), weight: [[0.1, 0.2], [0.3, -0.4]]}]
      target: {t: \(target)}
      loss: \(loss)
      ```

      ```show loss-steps unit=O_1
      ```

      ```show loss-slope unit=O_1
      ```
      """
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "deltabook-\(UUID().uuidString)")
    let (page, output) = (folder.appending(path: "page.md"), folder.appending(path: "out.md"))
    defer { try? FileManager.default.removeItem(at: folder) }
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? Data(text.utf8).write(to: page)
    let report = RunJob(files: [page.path], mode: .markdown, output: output.path, sets: []).run()
    let written = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
    return (DiagnosticRenderer().render(report.diagnostics), written)
  }

  @Test(arguments: Loss.all.map(\.name)) func everyLossHasItsSteps(_ name: String) throws {
    let loss = try #require(Loss.named(name))
    let last = try #require(Activation.all.first { loss.accepts.contains($0.range) })
    let (errors, text) = render(name, last.name, loss.targets == .signs ? "[1, -1]" : "[1, 0]")
    #expect(errors == "")
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.contains("$") }
    // The steps, the loss itself, and the slope's two rows.
    #expect(rows.count >= loss.steps.filter { $0.name != "probability" }.count + 3, "\(text)")
    #expect(rows.allSatisfy { !$0.contains(". |") && !$0.contains(".  |") }, "\(text)")
    let isSquare = loss.steps.contains { $0.name == "square" }
    #expect(text.contains("Square the difference") == isSquare)
    #expect(text.contains("Multiply by") == isSquare)
    #expect(text.contains("| Compute derivative |") == !isSquare)
    #expect(text.contains("| Compute difference |") == isSquare)
  }

  @Test func soHasOneOfTheAuthors() {
    let (errors, text) = render("{tex: '(y - o)^4'}", "tanh", "[1, 0]")
    #expect(errors == "")
    #expect(text.contains("| 1. Result |"))
  }
}
