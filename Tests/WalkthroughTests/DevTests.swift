import Diagnostics
import Foundation
import Testing

@testable import Walkthrough

@Test func dev() throws {
  let sheet = try SampleNetwork.worksheet(SampleNetwork.feedForward, SampleNetwork.pencil)
  let renderer = ViewRenderer { try? SampleNetwork.view($0) }
  let urls = try FileManager.default.contentsOfDirectory(
    at: SampleNetwork.templates.appending(path: "views"), includingPropertiesForKeys: nil)
  let sets: [[(String, String)]] = [
    [], [("layer", "H")], [("layer", "O")], [("unit", "h_1")], [("unit", "o_1")], [("unit", "o_2")],
    [("weight", "w_1")], [("weight", "w_5")], [("weight", "w_7")],
  ]
  for url in urls.sorted(by: { $0.path < $1.path }) {
    let name = url.deletingPathExtension().lastPathComponent
    var last = ""
    for set in sets {
      do {
        let text = try renderer.render(
          ViewRequest(
            template: SampleNetwork.view(name),
            attributes: set.map { .init(key: $0.0, value: $0.1) }), with: sheet)
        print("=== \(name) \(set)\n\(text.text)")
      } catch let error as DiagnosticError {
        last = DiagnosticRenderer().render(error.diagnostics)
      }
    }
    if !last.isEmpty {
      print("--- \(name) \(last.split(separator: "\n").prefix(5).joined(separator: "\n"))")
    }
  }
}
