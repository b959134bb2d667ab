import Algebra
import Diagnostics
import Foundation
import NeuralCore
import Notation
import TestSupport

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

  /// 3-4-3-2, tanh and sigmoid with biases, mean squared error, rate 0.1.
  static let mixed = NetworkDefinition(
    name: "mixed",
    input: NamedTensor(name: "x", tensor: tensor("0.5 -1.25 0.75", shape: [3])),
    layers: [
      LayerDefinition(
        name: "A", units: 4, activation: .tanh,
        weight: tensor(
          "0.31 -0.42 0.13 -0.25 0.08 0.44 0.6 0.27 -0.35 -0.12 -0.5 0.2", shape: [4, 3]),
        bias: tensor("0.1 -0.2 0.05 0.15", shape: [4])),
      LayerDefinition(
        name: "B", units: 3, activation: .tanh,
        weight: tensor(
          "0.22 -0.37 0.41 0.1 -0.3 0.45 0.2 -0.15 0.05 0.33 -0.26 0.5", shape: [3, 4]),
        bias: tensor("-0.1 0.2 0.3", shape: [3])),
      LayerDefinition(
        name: "C", title: "Output", units: 2, activation: .sigmoid,
        weight: tensor("0.7 -0.55 0.25 -0.4 0.35 0.6", shape: [2, 3]),
        bias: tensor("0.12 -0.08", shape: [2])),
    ],
    target: NamedTensor(name: "t", tensor: tensor("1 0", shape: [2])),
    loss: .meanSquaredError, optimizer: Literal("0.1").map { .gradientDescent(rate: $0) })

  /// 2-3-2, rectifiers under identities. Net inputs 1.2, -1.5 and exactly 0; a weight of 0; negative
  /// numbers everywhere.
  static let rectified = NetworkDefinition(
    name: "rectified",
    input: NamedTensor(name: "x", tensor: tensor("-1.5 2", shape: [2])),
    layers: [
      LayerDefinition(
        name: "H", title: "Hidden", units: 3, activation: .relu,
        weight: tensor("0.4 0.9 1 0 -0.5 -0.375", shape: [3, 2])),
      LayerDefinition(
        name: "O", units: 2, activation: .identity,
        weight: tensor("-0.7 0.3 0.5 0 0.25 -1", shape: [2, 3]), bias: tensor("-0.25 0", shape: [2])
      ),
    ],
    target: NamedTensor(name: "t", tensor: tensor("0.5 -0.5", shape: [2])),
    loss: .halfSquaredError, optimizer: Literal("0.01").map { .gradientDescent(rate: $0) })

  /// The first network with an optimizer that keeps states, penalties and a schedule.
  static func trained(
    _ optimizer: Optimizer, _ rate: LearningRate, _ penalties: [Penalty: Literal] = [:]
  ) -> NetworkDefinition {
    var network = feedForward
    network.name = optimizer.name
    network.optimizer = OptimizerDefinition(optimizer, rate: rate, penalties: penalties)
    return network
  }

  private static func literal(_ text: String) -> Literal { Literal(text) ?? Literal(0) }

  /// One of each kind of optimizer and schedule.
  static let optimized = [
    trained(
      .nesterov, LearningRate(literal("0.5"), schedule: .step(every: 2, factor: literal("0.5")))),
    trained(.adagrad, LearningRate(literal("0.1"))),
    trained(
      .rmsprop, LearningRate(literal("0.1"), schedule: .exponential(factor: literal("0.9"))),
      [.weightDecay: literal("0.1")]),
    trained(
      .adamw,
      LearningRate(
        literal("0.1"), schedule: .cosine(steps: 5, final: literal("0.01")), warmUp: 2),
      [.l1: literal("0.2"), .l2: literal("0.3")]),
  ]

  static let all = [feedForward, mixed, rectified] + optimized

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

  /// Hand arithmetic with the digits the walkthrough uses; five where a network is another one.
  static func pencil(of network: NetworkDefinition) -> Presentation {
    network.name == feedForward.name
      ? pencil
      : Presentation(precision: .asDisplayed, digits: [rule("default", "5")].compactMap { $0 })
  }

  static func worksheet(
    _ definition: NetworkDefinition, _ presentation: Presentation,
    pinning pins: [(String, String)] = []
  ) throws -> Worksheet {
    let url = Repository.templates.appending(path: "notations/walkthrough.yaml")
    let source = SourceText(
      name: "walkthrough.yaml", text: try String(contentsOf: url, encoding: .utf8))
    return Worksheet(
      graph: Graph(definition), preset: try NotationPreset.read(source, name: "walkthrough"),
      presentation: presentation)
  }

  static func view(_ name: String) throws -> Excerpt {
    let url = Repository.templates.appending(path: "views/\(name).md")
    let text = try String(contentsOf: url, encoding: .utf8)
    return Excerpt(SourceText(name: "templates/views/\(name).md", text: text))
  }
}
