import TestSupport
import Testing

@testable import Drawing

struct TextArtTests {
  private static func art(_ scene: Scene) -> String { TextWriter().text(scene) }

  @Test func `A network of two by two`() {
    #expect(
      Self.art(RandomDiagram.network([2, 2]).scene) == """
        Layer 0                      Layer 1

        ┌──────┐                     ┌──────┐
        │  H₁  ├───┬─── w₁ = −0.1 ──►│  H₁  │
        │ 0.15 │ ┌─┼─── w₂ = −0.2 ──►│ 0.15 │
        └──────┘ │ │                 └──────┘
                 │ │
        ┌──────┐ │ │                 ┌──────┐
        │  H₂  │ │ └─── w₃ = −0.3 ──►│  H₂  │
        │ 0.25 ├─┴───── w₄ = −0.4 ──►│ 0.25 │
        └──────┘                     └──────┘

        """)
  }

  /// Lines are told apart by their strokes; a legend says which is which.
  @Test func `A chart of two curves and a point`() {
    var chart = Chart(
      x: .init(title: "x", ticks: Ticks(0, 4, limit: 5), labels: ["0", "1", "2", "3", "4"]),
      y: .init(title: "y", ticks: Ticks(0, 4, limit: 5), labels: ["0", "1", "2", "3", "4"]),
      columns: 24, lines: 8)
    chart.series = [
      .init(name: "up", stroke: .solid, points: [Point(0, 0), Point(4, 4)]),
      .init(name: "flat", stroke: .dashed, points: [Point(0, 1), Point(4, 1)]),
    ]
    chart.scatters = [.init(name: "here", marker: .disc, points: [Point(2, 3)])]
    #expect(
      Self.art(chart.scene) == """
        y
         4┐                      ╭─
          │                   ╭──╯
         3┤           ●    ╭──╯
          │             ╭──╯
         2┤          ╭──╯
          │       ╭──╯
         1┼════════════════════════
          │ ╭──╯
         0┼─╯───┬─────┬─────┬─────┐
          0     1     2     3     4
                      x

          ─── up   ═══ flat
           ●  here

        """)
  }

  @Test func `A map of numbers`() {
    let map = HeatMap(
      values: [[1, -1], [0.5, nil]],
      labels: [[.math("2"), .math("-2")], [.math("1"), .math("w_4")]],
      rowLabels: ["a", "b"], columnLabels: ["c", "d"],
      scale: [.math("-2"), .math("0"), .math("2")])
    #expect(
      Self.art(map.scene) == """
            c      d
          ▓▓▓▓▓▓ ╬╬╬╬╬╬
        a ▓ 2 ▓▓ ╬ −2 ╬
          ░░░░░░
        b ░ 1 ░░   w₄

          −2 ╬╬╬═══╌╌╌ 0 ░░░▒▒▒▓▓▓ 2

        """)
  }

  @Test func `Wide characters keep their columns`() {
    var diagram = Diagram()
    diagram.nodes = [.init(column: 0, lines: ["隠れ層", "H"], kind: .quantity)]
    #expect(
      Self.art(diagram.scene) == """
        ┌────────┐
        │ 隠れ層 │
        │   H    │
        └────────┘

        """)
  }

  @Test func `No line ends in spaces`() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<20 {
      let art = Self.art(RandomDiagram.any(&random).scene)
      #expect(!art.split(separator: "\n").contains { $0.hasSuffix(" ") })
    }
  }
}
