import Algebra
import Diagnostics
import NeuralCore

/// Reads what has shapes, from the input through the layers to the target.
struct NetworkCellLayers {
  var reader: NetworkCellReader
  var inputTensor: NamedTensor?
  var layerDefinitions: [LayerDefinition] = []
  var targetTensor: NamedTensor?
  /// How many examples the input has, if it is a batch.
  var batch: Int?
  /// The classes of a generator's examples.
  var inputLabels: [Int]?
  var vectors = VectorConvention.columns

  /// What stands before the next layer: its name, how many units it has, and what they are called.
  struct Below {
    var name: String
    var count: Int?
    var noun: String
  }

  var below = Below(name: "input", count: nil, noun: "entries")
  /// The names in use and what has them.
  private var names: [String: String] = [:]
  private var parameters = 0
  /// Whether the parameters are too many, so that none are to be allocated.
  private var isTooLarge = false

  init(reader: NetworkCellReader) { self.reader = reader }

  // MARK: Input and target

  mutating func input(_ node: YAMLNode?, firstLayer: YAMLNode?) {
    guard let node,
      let entry = reader.onlyEntry(node, of: "input", example: "input: {I: [0.05, 0.10]}")
    else { return }
    reader.places["input"] = entry.keyPlace
    below.name = entry.key
    claim(entry.key, entry.keyPlace, as: "the input")
    let value = entry.value
    if value.isUnknown {
      // The first layer's weights have a column for each input.
      let weight = firstLayer?.entries?.first?.value["weight"]
      let rows = weight?.items
      guard let count = vectors == .columns ? rows?.first?.items?.count : rows?.count, count > 0
      else {
        reader.report(
          "unknown-size", "how many entries `\(entry.key)` has is not known", value.place,
          help: "write their number, such as `{\(entry.key): 2}`")
        return
      }
      below.count = count
      inputTensor = NamedTensor(name: entry.key, tensor: GivenTensor(unknown: [count]))
    } else if let data = examples(value, name: entry.key) {
      below.count = data.count
      (batch, inputLabels) = (data.examples, data.labels)
      inputTensor = data.tensor.map { NamedTensor(name: entry.key, tensor: $0) }
    }
    if let count = below.count { below.noun = count == 1 ? "entry" : "entries" }
  }

  mutating func target(_ node: YAMLNode?) {
    guard let node,
      let entry = reader.onlyEntry(node, of: "target", example: "target: {t: [0.01, 0.99]}")
    else { return }
    reader.places["target"] = entry.keyPlace
    claim(entry.key, entry.keyPlace, as: "the target")
    // Before any layer has been read, `below` is the input.
    let outputs = names[below.name] == "a layer" ? below.count : nil
    let value = entry.value
    if value.isUnknown {
      let shape = batch.map { [$0] } ?? []
      targetTensor = outputs.map {
        NamedTensor(name: entry.key, tensor: GivenTensor(unknown: shape + [$0]))
      }
      return
    }
    guard let data = examples(value, name: entry.key),
      fitsBatch(data, value, name: entry.key, outputs: outputs)
    else { return }
    if let outputs, data.count != outputs {
      reader.report(
        "target-shape",
        "`\(entry.key)` has \(Self.entries(data.count))\(batch == nil ? "" : " an example"), "
          + "but `\(below.name)` has \(counted(outputs, "unit"))", value.place)
      return
    }
    targetTensor = data.tensor.map { NamedTensor(name: entry.key, tensor: $0) }
  }

  /// Whether the target has as many examples as the input; an input that is wrong has been reported.
  private mutating func fitsBatch(
    _ data: Examples, _ node: YAMLNode, name: String, outputs: Int?
  ) -> Bool {
    guard let input = inputTensor, data.examples != batch else { return true }
    let message: String
    var help: String?
    switch (data.examples, batch) {
    case (let own?, let examples?):
      message =
        "`\(name)` has \(counted(own, "example")), but `\(input.name)` has \(examples)"
    case (nil, let examples?):
      message =
        "`\(name)` is a single example, but `\(input.name)` is a batch of \(examples)"
      let rows = node.items?.prefix(8).compactMap(\.text).map { "[\($0)]" } ?? []
      if outputs == 1, rows.count == examples {
        help = "write one row an example, `[\(rows.joined(separator: ", "))]`"
      } else {
        help = "write one row an example"
      }
    case (let own?, nil):
      message =
        "`\(name)` is a batch of \(counted(own, "example")), but `\(input.name)` is a single one"
    case (nil, nil): return true
    }
    reader.report("example-count", message, node.place, help: help)
    return false
  }

  // MARK: Layers

  mutating func layers(_ node: YAMLNode?) {
    guard let node else { return }
    guard let items = node.items, !items.isEmpty else {
      reader.report(
        "wrong-type",
        "`layers` must be a list of layers, not "
          + (node.items == nil ? node.described : "an empty one"), node.place,
        help: "for example `- H: {dense: 2, activation: sigmoid}`")
      return
    }
    let limit = NetworkCellReader.layerLimit
    if items.count > limit {
      reader.report(
        "network-too-large", "the network has \(items.count) layers; the limit is \(limit)",
        items[limit].place)
      return
    }
    isTooLarge = parameterCount(items) > NetworkCellReader.parameterLimit
    for item in items { layer(item) }
  }

  private mutating func layer(_ item: YAMLNode) {
    let example = "for example `- H: {dense: 2, activation: sigmoid}`"
    guard let entry = item.entries?.first else {
      reader.report(
        "layer-form", "a layer must be a mapping from its name, not \(item.described)", item.place,
        help: example)
      below = Below(name: "the layer below", count: nil, noun: "units")
      return
    }
    if let extra = item.entries?.dropFirst().first {
      let isProperty = (Self.kinds + Self.properties).contains(extra.key)
      reader.report(
        "layer-form",
        "\(extra.key.quotedForMessage) stands beside the layer \(entry.key.quotedForMessage)",
        extra.keyPlace,
        help: isProperty
          ? "indent the layer's properties below its name" : "begin every layer with `- `")
      below = Below(name: entry.key, count: nil, noun: "units")
      return
    }
    reader.places["layers.\(entry.key)"] = entry.keyPlace
    claim(entry.key, entry.keyPlace, as: "a layer")
    guard let properties = entry.value.entries else {
      reader.report(
        "layer-form", "the layer `\(entry.key)` must be a mapping, not \(entry.value.described)",
        entry.value.isEmpty ? entry.keyPlace : entry.value.place, help: example)
      below = Below(name: entry.key, count: nil, noun: "units")
      return
    }
    for property in properties {
      reader.places["layers.\(entry.key).\(property.key)"] = property.value.place
    }
    let layer = layer(entry.key, entry.value, at: entry.keyPlace)
    below = Below(
      name: entry.key, count: layer.units, noun: layer.units == 1 ? "unit" : "units")
    if let definition = layer.definition { layerDefinitions.append(definition) }
  }

  private mutating func layer(
    _ name: String, _ node: YAMLNode, at place: SourceSpan
  ) -> (units: Int?, definition: LayerDefinition?) {
    let title = node["title"].flatMap { reader.title($0) }
    let activation = node["activation"].map { reader.activation($0) } ?? .identity
    switch kind(of: node, layer: name, at: place) {
    case nil: return (nil, nil)
    case .activation:
      return activationLayer(name, title: title, activation, node["activation"]?.place ?? place)
    case .dense: break
    }
    guard let dense = node["dense"] else { return (nil, nil) }
    let units = reader.count(dense, of: name, "units")
    if let units { countParameters(name, units, bias: node["bias"] != nil, dense.place) }
    let shape = Shape(
      layer: name, units: units, below: below, fits: !isTooLarge, vectors: vectors)
    let weight = reader.weight(node["weight"], shape)
    let bias = node["bias"].map { reader.bias($0, shape) }
    let frozen = reader.frozen(node["frozen"], of: name, hasBias: node["bias"] != nil)
    guard let units, let activation, let weight else { return (units, nil) }
    reader.checkUnits(units, of: activation, node["activation"]?.place ?? place)
    // A bias that is wrong has been reported.
    var layer = LayerDefinition(
      name: name, title: title, units: units, activation: activation, weight: weight,
      bias: bias ?? nil)
    layer.isWeightFrozen = frozen.contains("weight")
    layer.isBiasFrozen = frozen.contains("bias")
    return (units, layer)
  }

  /// What the shapes of a layer's parameters follow from.
  struct Shape {
    var layer: String
    var units: Int?
    var below: Below
    /// Whether the network stays within its limits with this layer.
    var fits: Bool
    var vectors: VectorConvention
  }

  /// Adds up the parameters up to a layer and reports the first one that exceeds the limit.
  private mutating func countParameters(
    _ layer: String, _ units: Int, bias: Bool, _ place: SourceSpan
  ) {
    guard let inputs = below.count else { return }
    let before = parameters
    parameters += units * (inputs + (bias ? 1 : 0))
    let limit = NetworkCellReader.parameterLimit
    if before <= limit, parameters > limit {
      reader.report(
        "network-too-large",
        "the network has \(parameters) parameters up to `\(layer)`; the limit is \(limit)", place)
    }
  }

  /// The parameters of all layers whose sizes can be read.
  private func parameterCount(_ items: [YAMLNode]) -> Int {
    var total = 0
    var inputs = below.count
    for item in items {
      let layer = item.entries?.first?.value
      guard let dense = layer?["dense"] else {
        // Only an activation: as many units as below. Everything else is an error anyway.
        continue
      }
      let units = dense.text.flatMap { Int($0) }
      let isCountable = units.map { (1...NetworkCellReader.unitLimit).contains($0) } ?? false
      if isCountable, let units, let inputs {
        total += units * (inputs + (layer?["bias"] == nil ? 0 : 1))
      }
      inputs = isCountable ? units : nil
    }
    return total
  }

  private mutating func claim(_ name: String, _ place: SourceSpan, as owner: String) {
    guard reader.checkName(name, place) else { return }
    if NetworkCellReader.reservedNames.contains(name) {
      reader.report("reserved-name", "`\(name)` has a meaning in references already", place)
    } else if let other = names[name] {
      reader.report("duplicate-name", "`\(name)` is the name of \(other) already", place)
    }
    if names[name] == nil || owner == "a layer" { names[name] = owner }
  }
}
