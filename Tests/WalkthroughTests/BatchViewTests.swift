import NeuralCore
import Notation
import Testing

@testable import Walkthrough

/// Views of batches and trainings, in both conventions, and what their numbers say.
@Suite struct BatchViewTests {
  /// Views that need a batch or a training, and where they are asked for.
  static let views: [(view: String, attributes: [String: String])] = [
    ("shapes", [:]), ("backpropagation", [:]), ("batch-net-input", ["layer": "H"]),
    ("example-losses", [:]), ("gradient-examples", ["weight": "O.weight.1.1"]),
    ("training-history", [:]), ("gradient-examples", ["bias": "H.bias.1"]),
    ("example-losses", ["step": "3"]),
  ]

  /// Views of the catalogue for one example, and for whole tensors.
  private static let others: [(view: String, attributes: [String: String])] = [
    ("net-inputs", ["layer": "H", "example": "2"]), ("activations", ["example": "3"]),
    ("gradient-matrix", ["layer": "O"]), ("delta-vector", ["layer": "H"]),
    ("loss-steps", ["unit": "O_2", "example": "1"]), ("total-loss", ["example": "2"]),
    ("weight-update", ["weight": "w_1"]), ("net-input-matrix", ["layer": "O", "example": "1"]),
    ("propagation", ["example": "3"]), ("all-updates", [:]),
  ]

  /// 2-2-2 with three examples; of row vectors the hidden weights are another network's.
  private static func network(_ vectors: VectorConvention) -> NetworkDefinition {
    var network = NetworkDefinition(
      name: "batch",
      input: NamedTensor(
        name: "x", tensor: SampleNetwork.tensor("0.5 -1 1.5 0.25 -0.75 2", shape: [3, 2])),
      layers: [
        LayerDefinition(
          name: "H", units: 2, activation: .tanh,
          weight: SampleNetwork.tensor("0.15 0.20 0.25 0.30", shape: [2, 2]),
          bias: SampleNetwork.tensor("0.1 -0.2", shape: [2])),
        LayerDefinition(
          name: "O", units: 2, activation: .sigmoid,
          weight: SampleNetwork.tensor("0.40 0.45 0.50 0.55", shape: [2, 2]),
          bias: SampleNetwork.tensor("0.3 0.05", shape: [2])),
      ],
      target: NamedTensor(name: "t", tensor: SampleNetwork.tensor("1 0 0 1 0 1", shape: [3, 2])),
      loss: .halfSquaredError, optimizer: SampleNetwork.rectified.optimizer)
    network.vectors = vectors
    network.training = TrainingDefinition(epochs: 10)
    return network
  }

  private static func attributes(_ pairs: [String: String]) -> [ViewRequest.Attribute] {
    pairs.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: $0.value) }
  }

  @Test(arguments: VectorConvention.allCases, Precision.allCases)
  func equalsSignsAreHonest(_ vectors: VectorConvention, _ precision: Precision) throws {
    let sheet = try SampleNetwork.worksheet(
      Self.network(vectors), Presentation(precision: precision))
    for (view, attributes) in Self.views + Self.others {
      // What is measured in floating point is not worked out by hand.
      if view == "training-history", precision == .asDisplayed { continue }
      let request = ViewRequest(
        template: try SampleNetwork.view(view), attributes: Self.attributes(attributes))
      let text = try ViewRenderer { _ in nil }.render(request, with: sheet)
      // The template of activations writes `\approx` behind every exponential.
      let calculator = Calculator(sheet, text, templateApproximates: view == "activations")
      #expect(calculator.findings == [], "\(view) \(attributes)")
      #expect(!text.text.isEmpty)
    }
  }

  @Test(arguments: [
    (VectorConvention.columns, ["(2, 3)", "(2, 2)", "(2, 1)", "(2, 3)", "(2, 3)"]),
    (.rows, ["(3, 2)", "(2, 2)", "(1, 2)", "(3, 2)", "(3, 2)"]),
  ])
  func shapesAreThoseOfTheMatrices(_ vectors: VectorConvention, _ expected: [String]) throws {
    let sheet = try SampleNetwork.worksheet(Self.network(vectors), Presentation())
    let request = ViewRequest(template: try SampleNetwork.view("shapes"))
    let text = try ViewRenderer { _ in nil }.render(request, with: sheet).text
    let found = text.matches(of: /\$(\(\d, \d\))\$/).map { String($0.output.1) }
    #expect(Array(found.prefix(5)) == expected)
  }
}
