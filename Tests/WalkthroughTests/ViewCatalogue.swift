import Diagnostics
import Foundation
import NeuralCore
import TestSupport

@testable import Walkthrough

/// The views of words and numbers of `templates/views` and the places of a network they can be asked for.
enum ViewCatalogue {
  static var names: [String] { get throws { try all.filter { try !isPicture($0) } } }

  /// Views that are pictures: what they show is not text, and some take as long as training.
  static var pictures: [String] { get throws { try all.filter(isPicture) } }

  private static func isPicture(_ name: String) throws -> Bool {
    try SampleNetwork.view(name).text.contains("picture.")
  }

  private static var all: [String] {
    get throws {
      let folder = Repository.templates.appending(path: "views")
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()
    }
  }

  /// No attribute, every layer, every unit, every weight and every bias, in the pass after so many
  /// updates.
  static func places(_ sheet: Worksheet, step: Int = 0) -> [(
    kind: String, attributes: [ViewRequest.Attribute]
  )] {
    let graph = sheet.graph
    func attributes(_ pairs: KeyValuePairs<String, String>) -> [ViewRequest.Attribute] {
      (pairs.map { ($0.key, $0.value) } + (step == 0 ? [] : [("step", String(step))]))
        .map { .init(key: $0.0, value: $0.1) }
    }
    var places: [(String, [ViewRequest.Attribute])] = [("network", attributes([:]))]
    for (index, layer) in graph.layers.enumerated() {
      places.append((layer.isInput ? "input layer" : "layer", attributes(["layer": layer.name])))
      for unit in 1...layer.units {
        let kind =
          layer.isInput
          ? "input unit" : index == graph.layers.count - 1 ? "output unit" : "hidden unit"
        places.append((kind, attributes(["layer": layer.name, "unit": String(unit)])))
      }
      for (key, quantity) in [("weight", layer.weight), ("bias", layer.bias)] {
        guard let quantity else { continue }
        for position in 0..<graph[quantity].count {
          let index = graph[quantity].index(of: position).map { ".\($0)" }.joined()
          places.append((key, attributes([key: graph[quantity].name + index])))
        }
      }
    }
    return places
  }

  /// What a view prints at a place, `nil` where it does not apply.
  static func render(
    _ view: String, _ attributes: [ViewRequest.Attribute], _ sheet: Worksheet,
    _ renderer: ViewRenderer
  ) throws -> AnnotatedText? {
    let request = ViewRequest(template: try SampleNetwork.view(view), attributes: attributes)
    do {
      return try renderer.render(request, with: sheet)
    } catch is DiagnosticError {
      return nil
    }
  }
}
