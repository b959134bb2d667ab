package import Diagnostics
import NeuralCore
import Notation

/// Reads network cells: YAML to a validated definition, every problem at its own place.
package struct NetworkCellReader {
  /// The most units of a layer, and entries of an input.
  package static let unitLimit = 100_000
  /// The most weights and biases of a network.
  package static let parameterLimit = 2_000_000

  /// The most layers of a network: deeper ones would be walked through for minutes, and nobody prints
  /// their walkthrough.
  package static let layerLimit = 200
  /// The name of a network whose cell gives none.
  package static let defaultName = "network"

  /// The keys of a network cell.
  package static let keys = [
    "name", "like", "input", "layers", "vectors", "target", "loss", "reduction", "optimizer",
    "train", "given", "notation", "precision", "digits", "rounding",
  ]

  /// The most numbers of an input or target.
  package static let dataLimit = 2_000_000
  /// The most numbers of a pass, all examples together.
  package static let passLimit = 50_000_000
  /// The most products of a pass's net inputs: steps that nobody prints, but that are numbered.
  package static let productLimit = 2_000_000_000

  var diagnostics: [Diagnostic] = []
  var files = DataFiles.none
  var places: [String: SourceSpan] = [:]

  /// Reads one cell.
  ///
  /// - Parameters:
  ///   - body: The YAML inside the fence or comment.
  ///   - defaults: What the front matter says under `deltabook:`, weaker than everything else.
  ///   - earlier: The network of a name that `like:` may mean.
  ///   - files: Where data files are read from.
  ///   - earlierNames: All names of networks above, also of those whose cells have errors.
  /// - Returns: The cell, `nil` if anything in it is an error, and all of its problems in the order
  ///   of their places.
  package static func read(
    _ body: Excerpt, defaults: YAMLNode? = nil, earlier: (String) -> NetworkCell? = { _ in nil },
    earlierNames: [String] = [], files: DataFiles = .none
  ) -> (NetworkCell?, [Diagnostic]) {
    let (root, problems) = YAMLNode.read(body)
    var reader = NetworkCellReader(diagnostics: problems, files: files)
    var cell: NetworkCell?
    if root != nil || problems.isEmpty {
      let root = root ?? YAMLNode(.mapping([]), at: body.span(0..<0))
      cell = reader.cell(root, defaults: defaults, earlier: earlier, earlierNames: earlierNames)
    }
    let found = inOrder(reader.diagnostics)
    return (found.contains { $0.severity == .error } ? nil : cell, found)
  }

  private mutating func cell(
    _ root: YAMLNode, defaults: YAMLNode?, earlier: (String) -> NetworkCell?,
    earlierNames: [String]
  ) -> NetworkCell? {
    guard let entries = root.entries else {
      report("wrong-type", "a network cell must be a mapping, not \(root.described)", root.place)
      return nil
    }
    checkKeys(entries, among: Self.keys, of: "a network cell")
    let base = like(root["like"], earlier: earlier, earlierNames: earlierNames)
    var own = root
    if case .found(let cell) = base { own = NetworkCellMerge.merge(root, over: cell.node) }
    let node = defaults.map { NetworkCellMerge.merge(own, over: $0) } ?? own
    let namePlace = root["name"]?.place ?? entries.first?.keyPlace ?? root.place
    let name = self.name(root["name"])
    if case .unavailable = base {
    } else {
      for key in ["input", "layers"] where node[key] == nil {
        report("missing-key", "network `\(name)` has no `\(key)`", namePlace)
      }
    }
    if let loss = own["loss"], node["target"] == nil {
      report("missing-key", "`loss` needs a `target`", loss.place)
    }
    let definition = self.definition(node, name: name)
    let presentation = self.presentation(node)
    let pins = node.entry("given").map { self.pins($0) } ?? []
    guard let definition else { return nil }
    return NetworkCell(
      definition: definition, presentation: presentation, pins: pins, node: node,
      namePlace: namePlace, places: places)
  }

  private enum Base {
    case none, unavailable
    case found(NetworkCell)
  }

  private mutating func like(
    _ node: YAMLNode?, earlier: (String) -> NetworkCell?, earlierNames: [String]
  ) -> Base {
    guard let node else { return .none }
    places["like"] = node.place
    guard let name = node.text, !node.isEmpty else {
      report(
        "wrong-type", "`like` must be the name of a network, not \(node.described)", node.place)
      return .unavailable
    }
    if let cell = earlier(name) { return .found(cell) }
    // The errors of a cell that could not be read have been reported with it.
    if !earlierNames.contains(name) {
      let known = earlierNames.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      report(
        "unknown-network", "there is no network \(name.quotedForMessage) above this cell",
        node.place, help: Self.help(for: name, among: known, called: "networks above"))
    }
    return .unavailable
  }

  private mutating func name(_ node: YAMLNode?) -> String {
    guard let node else { return Self.defaultName }
    places["name"] = node.place
    guard let name = node.text else {
      report("wrong-type", "`name` must be text, not \(node.described)", node.place)
      return Self.defaultName
    }
    checkName(name, node.place)
    return name
  }

  private mutating func definition(_ node: YAMLNode, name: String) -> NetworkDefinition? {
    var builder = NetworkCellLayers(reader: self)
    if let vectors = node["vectors"] {
      builder.vectors =
        builder.reader.choice(vectors, of: "vectors", noun: "vector convention") ?? .columns
    }
    builder.input(node["input"], firstLayer: node["layers"]?.items?.first)
    builder.layers(node["layers"])
    builder.target(node["target"])
    self = builder.reader
    let loss = node["loss"].flatMap { self.loss($0) }
    let optimizer = node["optimizer"].flatMap { self.optimizer($0) }
    let reduction: Loss.Reduction =
      node["reduction"].flatMap { choice($0, of: "reduction") } ?? .mean
    if let optimizer { checkNames(against: optimizer) }
    guard let input = builder.inputTensor, !builder.layerDefinitions.isEmpty else { return nil }
    var definition = NetworkDefinition(
      name: name, input: input, layers: builder.layerDefinitions, target: builder.targetTensor,
      loss: loss, optimizer: optimizer)
    (definition.vectors, definition.reduction) = (builder.vectors, reduction)
    if let train = node["train"] {
      definition.training = training(train, of: node, examples: builder.batch, definition)
    }
    checkSize(of: definition, node)
    if builder.layerDefinitions.count == node["layers"]?.items?.count {
      checkLoss(of: definition, node)
    }
    return definition
  }

  /// Diagnostics of the same source by place; those of other sources follow in the order found.
  private static func inOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let ranked = diagnostics.enumerated().sorted { left, right in
      let a = left.element.place?.range.lowerBound ?? .max
      let b = right.element.place?.range.lowerBound ?? .max
      return (a, left.offset) < (b, right.offset)
    }
    var seen: Set<Diagnostic> = []
    return ranked.map(\.element).filter { seen.insert($0).inserted }
  }
}
