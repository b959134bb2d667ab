import Algebra
import Diagnostics
import Foundation
import NeuralCore
import Notation

@testable import Walkthrough

/// Networks the tests of this target share.
enum SampleNetwork {
  static func tensor(_ text: String, shape: [Int]) -> GivenTensor {
    GivenTensor(
      shape: shape, values: text.split(separator: " ").map { $0 == "_" ? nil : Literal($0) })
  }

  /// 2-2-2, sigmoid, no bias, half squared error, rate 0.5.
  static let feedForward = NetworkDefinition(
    name: "ffnn",
    input: NamedTensor(name: "I", tensor: tensor("0.05 0.10", shape: [2])),
    layers: [
      LayerDefinition(
        name: "H", title: "Hidden", units: 2, activation: .sigmoid,
        weight: tensor("0.15 0.20 0.25 0.30", shape: [2, 2])),
      LayerDefinition(
        name: "O", title: "Output", units: 2, activation: .sigmoid,
        weight: tensor("0.40 0.45 0.50 0.55", shape: [2, 2])),
    ],
    target: NamedTensor(name: "t", tensor: tensor("0.01 0.99", shape: [2])),
    loss: .halfSquaredError, optimizer: Literal("0.5").map { .gradientDescent(rate: $0) })

  static func rule(_ selector: String, _ digits: String) -> DigitRule? {
    Digits(digits).map { DigitRule(selector: selector, digits: $0) }
  }

  static let pencil = Presentation(
    precision: .asDisplayed,
    digits: [
      rule("default", "5"), rule("H.net", "4"), rule("H.out.exp", "4"),
      rule("H.out.denominator", "4"), rule("O.out.exp", "3"), rule("O.out.denominator", "3"),
      rule("H.weight.*", "6"),
    ].compactMap { $0 })

  /// The folder `templates` of the package.
  static let templates = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "templates")

  static func worksheet(
    _ definition: NetworkDefinition, _ presentation: Presentation,
    pinning pins: [(String, String)] = []
  ) throws -> Worksheet {
    let url = templates.appending(path: "notations/walkthrough.yaml")
    let source = SourceText(
      name: "walkthrough.yaml", text: try String(contentsOf: url, encoding: .utf8))
    return Worksheet(
      graph: Graph(definition), preset: try NotationPreset.read(source, name: "walkthrough"),
      presentation: presentation)
  }

  static func view(_ name: String) throws -> Excerpt {
    let url = templates.appending(path: "views/\(name).md")
    let text = try String(contentsOf: url, encoding: .utf8)
    return Excerpt(SourceText(name: "templates/views/\(name).md", text: text))
  }
}
