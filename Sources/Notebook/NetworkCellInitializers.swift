import Algebra
import Diagnostics
import NeuralCore

/// `weight: {init: xavier-uniform, seed: 1}`.
extension NetworkCellReader {
  /// A parameter's first values by an initializer; `nil` after an error, or where the network is too
  /// large anyway.
  mutating func drawn(
    _ node: YAMLNode, name: String, _ shape: NetworkCellLayers.Shape, isBias: Bool
  ) -> GivenTensor? {
    guard let initializer = initializer(node["init"] ?? node, isBias: isBias) else { return nil }
    let keys = ["init", "seed"] + initializer.options.map(\.option.rawValue)
    checkKeys(node.entries ?? [], among: keys, of: "`\(initializer.name)`")
    var fits = true
    var seed: UInt64 = 0
    if let node = node["seed"] {
      guard let number = node.text.flatMap({ UInt64($0) }) else {
        report(
          "initializer-seed", "`seed` must be a whole number, 0 or more, not \(node.described)",
          node.place)
        return nil
      }
      seed = number
    }
    var options: [Initializer.Option: Literal] = [:]
    for (option, standard) in initializer.options {
      guard let node = node[option.rawValue] else {
        if standard == nil {
          report("missing-key", "`\(initializer.name)` has no `\(option.rawValue)`", node.place)
          fits = false
        }
        continue
      }
      guard let number = number(node) else {
        fits = false
        continue
      }
      options[option] = number
    }
    fits = checkOptions(options, of: initializer, node) && fits
    guard fits, shape.fits, let units = shape.units, let inputs = shape.below.count else {
      return nil
    }
    let values = initializer.values(
      units: units, inputs: isBias ? nil : inputs, options: options, seed: seed, owner: name)
    if isBias { return drawn([units], values) }
    if shape.vectors == .columns { return drawn([units, inputs], values) }
    let transposed = (0..<inputs).flatMap { input in
      (0..<units).map { values[$0 * inputs + input] }
    }
    return drawn([inputs, units], transposed)
  }

  private func drawn(_ shape: [Int], _ values: [Literal]) -> GivenTensor {
    var tensor = GivenTensor(shape: shape, values: values)
    tensor.isDrawn = true
    return tensor
  }

  private mutating func initializer(_ node: YAMLNode, isBias: Bool) -> Initializer? {
    let name = node.text ?? ""
    let usable = Initializer.all.filter { !isBias || !$0.needsMatrix }
    guard let initializer = Initializer.named(name) else {
      report(
        "unknown-initializer", "there is no initializer called \(node.described)", node.place,
        help: Self.help(for: name, among: usable.map(\.name), called: "initializers"))
      return nil
    }
    if isBias, initializer.needsMatrix {
      let names = usable.map { "`\($0.name)`" }.joined(separator: ", ")
      report(
        "initializer-bias", "`\(name)` is for weights, not for a bias", node.place,
        help: "a bias takes \(names)")
      return nil
    }
    return initializer
  }

  private mutating func checkOptions(
    _ options: [Initializer.Option: Literal], of initializer: Initializer, _ node: YAMLNode
  ) -> Bool {
    for option in [Initializer.Option.deviation, .gain] {
      guard let number = options[option], number.isNegative || number.isZero else { continue }
      report(
        "initializer-number",
        "`\(option.rawValue)` of `\(initializer.name)` must be greater than 0, not `\(number.text)`",
        node[option.rawValue]?.place ?? node.place)
      return false
    }
    let low = options[.low]?.double ?? -1
    let high = options[.high]?.double ?? 1
    guard initializer.name == "uniform", low >= high else { return true }
    report(
      "initializer-number", "`low` of `uniform` must be less than `high`",
      (node["low"] ?? node["high"])?.place ?? node.place)
    return false
  }
}
