import Diagnostics
import NeuralCore
import Notation
import Notebook
import Testing

/// Hostile cells: each must be refused quickly and without using much memory.
@Suite struct NetworkCellLimitTests {
  static let hostile: [(name: String, text: String, problem: String)] = [
    (
      "flow nesting", String(repeating: "[", count: 100_000),
      "yaml-too-deep: nesting is deeper than 64 levels"
    ),
    (
      "mapping nesting", String(repeating: "{a: ", count: 100_000),
      "yaml-too-deep: nesting is deeper than 64 levels"
    ),
    (
      "block nesting", String(repeating: "- ", count: 100_000),
      "yaml-too-deep: nesting is deeper than 64 levels"
    ),
    (
      "complex keys", String(repeating: "? ", count: 100_000),
      "yaml-too-deep: nesting is deeper than 64 levels"
    ),
    (
      "closed nesting", String(repeating: "[", count: 70) + String(repeating: "]", count: 70),
      "yaml-too-deep: nesting is deeper than 64 levels"
    ),
    (
      "alias bomb", bomb, "yaml-too-large: there are more than 100000 values here, aliases included"
    ),
    (
      "alias bomb in a key", bomb + "? [*a29]\n: 1\n",
      "yaml-too-large: with more than 10 aliases, no key can be an alias, a list or a mapping"
    ),
    ("alias chain", chain(100_000), "yaml-too-large: there are more than 1000 aliases here"),
    ("short alias chain", chain(900), "yaml-too-deep: nesting is deeper than 64 levels"),
    (
      "many values", "a: [" + String(repeating: "1,", count: 100_001) + "1]",
      "yaml-too-large: there are more than 100000 values here, aliases included"
    ),
    (
      "many bytes in a number", cell(String(repeating: "9", count: 1_000_000)),
      "not-finite: `999999999999999999999999999999999999999…` is too long or has an exponent beyond ±400"
    ),
    (
      "many units", cell("1") + "\nlayers: [H: {dense: 1000000000}]",
      "network-too-large: `H` has 1000000000 units; the limit is 100000"
    ),
    (
      "many parameters",
      "input: {I: 100000}\nlayers: [H: {dense: 20}, O: {dense: 1, bias: _}, P: {dense: 2}]",
      "network-too-large: the network has 2000021 parameters up to `O`; the limit is 2000000"
    ),
    (
      "many layers",
      "input: {I: 1}\nlayers: [" + (0..<201).map { "L\($0): {dense: 1}" }.joined(separator: ", ")
        + "]",
      "network-too-large: the network has 201 layers; the limit is 200"
    ),
    (
      "many duplicates", String(repeating: "a: 1\n", count: 10_000) + "b: 1\nb: 2",
      "duplicate-key: `a` stands here twice"
    ),
  ]

  @Test(arguments: hostile)
  func refusesQuickly(name: String, text: String, problem: String) {
    let body = Excerpt(SourceText(name: "a.md", text: text))
    let clock = ContinuousClock()
    var found: [Diagnostic] = []
    let time = clock.measure { (_, found) = NetworkCellReader.read(body) }
    #expect(
      found.map { "\($0.id): \($0.message)" }.contains(problem), "\(found.prefix(3).map(\.message))"
    )
    // Generous for a debug build on a busy machine; without the limits none of these ends.
    #expect(time < .seconds(10))
  }

  @Test func manyPlacesInOneLineTakeLinearTime() throws {
    let row = Array(repeating: "0.10", count: 40_000).joined(separator: ", ")
    let text = "# é\ninput: {é: [\(row)]}\nlayers: [H: {dense: 1, weight: [[\(row)]]}]"
    let clock = ContinuousClock()
    let time = try clock.measure { _ = try read(text) }
    #expect(time < .seconds(10))
  }

  private static var bomb: String {
    "a0: &a0 [1]\n" + (1..<30).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
  }

  private static func chain(_ count: Int) -> String {
    "- &a0 [1]\n" + (1..<count).map { "- &a\($0) [*a\($0 - 1)]\n" }.joined()
  }

  private static func cell(_ number: String) -> String { "input: {I: [\(number)]}" }
}
