import NeuralCore

/// Why there is no picture.
enum PictureFault: Error {
  /// A picture that Mermaid has nothing for.
  case notAGraph
  /// `picture` without a kind.
  case noKind
  /// No `quantity=` and nothing entered that could be drawn.
  case nothingNamed
  /// What `quantity=` names is unknown.
  case unknownQuantity(String, candidates: [String])
  /// A layer or scope where a quantity is wanted.
  case notAQuantity(String)
  case tooManyCurves(Int)
  case tooManyLayers(Int)
  case tooManyParts(Int)
  case tooManyPictures
  case tooMuchWork(Int)
  /// Curves lead over updates, and the network has no optimizer.
  case noUpdates
  /// The answers of the network are neither right nor wrong.
  case noAccuracy
  /// The layer has no function of one number: the input, softmax.
  case noFunction(layer: String)
  case noLayer
  case inputs(Int)
  /// A number that a picture needs is not given.
  case unknown(Element)

  static let curveLimit = 4
  static let layerLimit = 16
  static let partLimit = 200
  static let workLimit = 500_000_000

  var id: String {
    switch self {
    case .notAGraph: "picture-form"
    case .noKind: "picture-kind"
    case .nothingNamed, .noLayer: "missing-attribute"
    case .unknownQuantity: "unknown-name"
    case .notAQuantity: "bad-attribute"
    case .tooManyCurves, .tooManyLayers, .tooManyParts, .tooManyPictures, .tooMuchWork:
      "picture-too-large"
    case .noUpdates: "missing-optimizer"
    case .noAccuracy: "no-accuracy"
    case .noFunction: "no-function"
    case .inputs: "picture-inputs"
    case .unknown: "unknown-value"
    }
  }

  func message(_ graph: Graph) -> String {
    switch self {
    case .notAGraph: "Mermaid has nothing for this picture, which is not a graph"
    case .noKind: "`picture` alone is no picture"
    case .nothingNamed: "the picture is about a quantity, and none is named"
    case .unknownQuantity(let name, _): "`\(graph.name)` has no quantity `\(name)`"
    case .notAQuantity(let name): "`\(name)` is not a quantity that can be drawn"
    case .tooManyCurves(let count):
      "\(count) curves cannot be told apart, at most \(Self.curveLimit) are drawn"
    case .tooManyLayers(let count):
      "`\(graph.name)` has \(count) layers, at most \(Self.layerLimit) are drawn"
    case .tooManyParts(let count):
      "the graph has \(count) parts, at most \(Self.partLimit) are drawn"
    case .tooManyPictures:
      "the view has more than \(ViewState.pictureLimit) pictures"
    case .tooMuchWork(let numbers):
      "the regions would take \(numbers) numbers to compute, at most \(Self.workLimit) are computed"
    case .noUpdates: "a curve needs the key `optimizer`, which `\(graph.name)` does not have"
    case .noAccuracy:
      "accuracy needs a batch of examples whose targets are classes, and `\(graph.name)` has none"
    case .noFunction(let layer): "`\(layer)` applies no function to each of its units"
    case .noLayer: "the view is about a layer or unit, and none is named"
    case .inputs(let count):
      "decision regions need a network of two inputs, and `\(graph.name)` has \(count)"
    case .unknown(let element):
      "`\(graph.name(of: element))` has no value: it depends on a number that is not given"
    }
  }

  var help: String? {
    switch self {
    case .notAGraph: "`as=text`, `as=svg` and `as=tikz` draw every picture"
    case .noKind:
      "name one: `picture.\(PictureKind.allCases.map(\.rawValue).joined(separator: "`, `picture."))`"
    case .nothingNamed: "add `quantity=…`"
    case .noLayer: "add `layer=…` or `unit=…`"
    case .tooManyCurves: "name single ones: `quantity=w_1,w_2`"
    case .noUpdates: "add `optimizer:` to the network's cell"
    case .tooManyPictures, .tooMuchWork, .unknownQuantity, .notAQuantity, .tooManyLayers,
      .tooManyParts, .noAccuracy, .noFunction, .inputs,
      .unknown:
      nil
    }
  }
}
