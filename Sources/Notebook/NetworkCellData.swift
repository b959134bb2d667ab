import Algebra
import Diagnostics
import NeuralCore

/// What `input` and `target` hold: one example, or a batch of them.
extension NetworkCellLayers {
  struct Examples {
    /// How many examples a batch has; `nil`: there is one, without a batch.
    var examples: Int?
    /// Entries of an example.
    var count: Int
    /// `nil` if some of the numbers are wrong, which has been reported.
    var tensor: GivenTensor?
    /// The classes of a generator's examples.
    var labels: [Int]?

    init(examples: Int? = nil, count: Int, values: [Literal?]?, labels: [Int]? = nil) {
      (self.examples, self.count, self.labels) = (examples, count, labels)
      let shape = (examples.map { [$0] } ?? []) + [count]
      tensor = values.map { GivenTensor(shape: shape, values: $0) }
    }
  }

  /// Where data come from if not from the cell itself.
  static let sources = ["csv", "images", "labels", "sequence"]

  /// A list of numbers, a number of unknown entries, a list of rows, or where they come from.
  mutating func examples(_ node: YAMLNode, name: String) -> Examples? {
    switch node.content {
    case .scalar:
      return reader.count(node, of: name, "entries").map {
        Examples(count: $0, values: Array(repeating: nil, count: $0))
      }
    case .mapping(let entries): return examples(from: entries, node, name: name)
    case .list(let items):
      guard !items.isEmpty else {
        reader.report("units", "`\(name)` must have 1 or more entries, not none", node.place)
        return nil
      }
      if items.contains(where: { $0.items != nil }) { return batch(items, name: name) }
      return Examples(count: items.count, values: reader.entries(items))
    }
  }

  private mutating func examples(
    from entries: [YAMLNode.Entry], _ node: YAMLNode, name: String
  ) -> Examples? {
    guard let source = entries.first(where: { Self.sources.contains($0.key) }) else {
      guard let first = entries.first else {
        reader.report(
          "wrong-type", "`\(name)` must be a list of numbers or their number, not a mapping",
          node.place)
        return nil
      }
      reader.unknownKey(first, among: Self.sources, of: "`\(name)`")
      return nil
    }
    func check(_ keys: [String]) {
      reader.checkKeys(entries, among: keys, of: "`\(name)`")
    }
    switch source.key {
    case "csv":
      check(["csv", "columns", "separator"])
      return csv(source.value, node, name: name)
    case "images":
      check(["images", "count", "seed"])
      return images(source.value, node, name: name)
    case "labels":
      check(["labels"])
      return labels(source.value, name: name)
    default:
      reader.report(
        "unsupported",
        "`\(source.key)` is not supported yet; `\(name)` must be a list of numbers or of rows",
        source.keyPlace)
      return nil
    }
  }

  // MARK: Rows

  private mutating func batch(_ rows: [YAMLNode], name: String) -> Examples? {
    let first = rows.firstIndex { $0.items != nil } ?? 0
    let width = rows[first].items?.count ?? 0
    guard width > 0 else {
      reader.report(
        "batch-shape", "row \(first + 1) of `\(name)` must have 1 or more entries, not none",
        rows[first].place)
      return nil
    }
    var (fits, values) = (true, [Literal?]())
    for (number, row) in zip(1..., rows) {
      if row.isUnknown {
        values += Array(repeating: nil, count: width)
      } else if let items = row.items {
        if items.count != width {
          reader.report(
            "batch-shape",
            "row \(number) of `\(name)` has \(Self.entries(items.count)), but row \(first + 1) has "
              + "\(width)", row.place)
          fits = false
        }
        if let read = reader.entries(items) { values += read } else { fits = false }
      } else {
        reader.report(
          "batch-shape", "row \(number) of `\(name)` must be a list, not \(row.described)",
          row.place)
        fits = false
      }
    }
    return Examples(examples: rows.count, count: width, values: fits ? values : nil)
  }

  static func entries(_ count: Int) -> String { "\(count) \(count == 1 ? "entry" : "entries")" }

  // MARK: Made-up images

  private mutating func images(_ kind: YAMLNode, _ node: YAMLNode, name: String) -> Examples? {
    guard kind.text == ShapeImages.name else {
      reader.report(
        "unknown-images", "there are no images called \(kind.described)", kind.place,
        help: NetworkCellReader.help(
          for: kind.text ?? "", among: [ShapeImages.name], called: "images"))
      return nil
    }
    guard let countNode = node["count"] else {
      reader.report(
        "missing-key", "the images of `\(name)` have no `count`", kind.place,
        help: "for example `{images: \(ShapeImages.name), count: 200, seed: 1}`")
      return nil
    }
    let limit = NetworkCellReader.dataLimit / ShapeImages.pixels
    guard let count = reader.whole(countNode, called: "count", from: 1, to: limit),
      let seed = node["seed"].map({ reader.seed($0) }) ?? 0
    else { return nil }
    let made = ShapeImages(count: count, seed: seed)
    return Examples(
      examples: count, count: ShapeImages.pixels, values: made.images.values, labels: made.labels)
  }

  /// The classes that come with the input's examples: one output for the second class, or one each.
  private mutating func labels(_ of: YAMLNode, name: String) -> Examples? {
    guard let input = inputTensor, of.text == input.name else {
      if inputTensor != nil {
        reader.report(
          "unknown-labels", "there are no labels of \(of.described)", of.place,
          help: inputTensor.map { "`\($0.name)` has labels if it is made of `images:`" })
      }
      return nil
    }
    guard let labels = inputLabels else {
      reader.report(
        "unknown-labels", "`\(input.name)` has no labels: only `images:` have", of.place)
      return nil
    }
    let isSingle = below.count == 1
    return Examples(
      examples: labels.count, count: isSingle ? 1 : 2,
      values: labels.flatMap { label -> [Literal?] in
        isSingle ? [Literal(label)] : [Literal(1 - label), Literal(label)]
      })
  }
}
