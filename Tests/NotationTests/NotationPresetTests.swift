import Diagnostics
import Notation
import Testing

/// Notation files, and what a network cell changes in them.
@Suite struct NotationPresetTests {
  @Test(arguments: [
    ("symbols: [", "the notation `n` is not valid YAML", ""),
    ("", "the notation `n` has no mapping `symbols`", ""),
    ("summary: x", "the notation `n` has no mapping `symbols`", "1:1"),
    ("symbols: 3", "the notation `n` has no mapping `symbols`", "1:1"),
    ("symbols:\n  wieght: {element: w}", "`wieght` is not a role of a notation", "2:3"),
    (
      "symbols:\n  weight: {elements: w}",
      "`weight` takes `element`, `batch`, `matrix` and `derivative`",
      "2:12"
    ),
    (
      "symbols:\n  weight: {element: [w]}",
      "`weight` takes `element`, `batch`, `matrix` and `derivative`",
      "2:12"
    ),
    (
      "symbols:\n  weight: w", "`weight` takes `element`, `batch`, `matrix` and `derivative`",
      "2:11"
    ),
  ]) func filesThatCannotBeRead(_ text: String, _ message: String, _ place: String) throws {
    let error = #expect(throws: DiagnosticError.self) {
      try NotationPreset.read(SourceText(name: "n.yaml", text: text), name: "n")
    }
    let diagnostics = try #require(error).diagnostics
    #expect(diagnostics.map(\.message) == [message])
    #expect(diagnostics.map(\.id) == ["notation-file"])
    let found = diagnostics.first?.place.map { "\($0.line):\($0.column)" }
    #expect(found ?? "" == place)
  }

  @Test func readsSummaryAndName() throws {
    let preset = try NotationPreset.read(
      SourceText(name: "n.yaml", text: "summary: all plain\nsymbols: {rate: {element: r}}"),
      name: "n")
    #expect(preset.name == "n")
    #expect(preset.summary == "all plain")
  }

  @Test(
    arguments: [
      ("wieght", "did you mean `weight`?"), ("weight.matrx", nil), ("", nil),
    ] as [(String, String?)]) func unknownRolesAreReported(_ role: String, _ help: String?) throws
  {
    let preset = try NotationPreset.read(
      SourceText(name: "n.yaml", text: "symbols: {rate: {element: r}}"), name: "n")
    let (_, diagnostics) = preset.overridden(by: [.init(role: role, pattern: "x")])
    #expect(diagnostics.map(\.message) == ["`\(role)` is not a role of a notation"])
    #expect(diagnostics.map(\.help) == [help])
  }
}
