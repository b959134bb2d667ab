import TestSupport
import Testing

@testable import Drawing

/// What must hold for the drawing of any graph.
struct DiagramGeometryTests {
  private static func diagrams() -> [Diagram] {
    var random = SeededGenerator(seed: 3)
    var diagrams = (0..<60).map { _ in RandomDiagram.any(&random) }
    for _ in 0..<40 {
      let layers = Int.random(in: 1...12, using: &random)
      diagrams.append(
        RandomDiagram.network(
          (0..<layers).map { _ in Int.random(in: 1...12, using: &random) },
          isLabelled: Bool.random(using: &random)))
    }
    return diagrams
  }

  @Test func `Nothing overlaps and nothing leaves the frame`() {
    for (number, diagram) in Self.diagrams().enumerated() {
      let scene = diagram.scene
      let (frames, labels) = (scene.frames, scene.labels)
      #expect(frames.count == diagram.nodes.count)
      for (index, frame) in frames.enumerated() {
        #expect(!frames[..<index].contains { $0.overlaps(frame) }, "\(number): frames")
        #expect(scene.frame.contains(frame), "\(number): a frame leaves the picture")
      }
      for (index, label) in labels.enumerated() {
        #expect(!labels[..<index].contains { $0.overlaps(label) }, "\(number): labels")
        // A label lies inside a frame or outside of all.
        #expect(
          frames.allSatisfy { $0.contains(label) || !$0.overlaps(label) },
          "\(number): a label on a frame")
      }
      for point in scene.points {
        #expect(
          (0...scene.width).contains(point.x) && (0...scene.height).contains(point.y),
          "\(number): \(point) of \(scene.width) × \(scene.height)")
      }
    }
  }

  /// Followed through the characters of the text, every edge leads from its source to its target and
  /// to no other: lines join only where they belong to the same source.
  @Test func `In text no two sources share a stretch of line`() {
    for diagram in Self.diagrams() {
      let layout = DiagramLayout(diagram)
      var owners: [String: Int] = [:]
      for (index, edge) in layout.diagram.edges.enumerated() {
        let column = layout.diagram.nodes[edge.from].column
        let gap = layout.gaps[column]
        if gap.isShared { continue }
        let source = layout.placed[edge.from]
        let lane = gap.lanes[edge.from] ?? 0
        let port = layout.port(index)
        let start = layout.passes.contains(edge.from) ? source.left : source.right
        for x in start..<lane {
          let owner = owners.updateValue(edge.from, forKey: "level \(x) \(source.out)")
          #expect(owner == nil || owner == edge.from)
        }
        for x in lane..<gap.ports {
          let owner = owners.updateValue(edge.from, forKey: "level \(x) \(port)")
          #expect(owner == nil || owner == edge.from)
        }
        let lines = min(source.out, port)..<max(source.out, port)
        for y in lines {
          let owner = owners.updateValue(edge.from, forKey: "upright \(lane) \(y)")
          #expect(owner == nil || owner == edge.from)
        }
      }
    }
  }

  @Test func `Every edge of its own arrives on a line of its own`() {
    for diagram in Self.diagrams() {
      let layout = DiagramLayout(diagram)
      for node in layout.diagram.nodes.indices {
        let column = layout.diagram.nodes[node].column
        guard column > 0, !layout.gaps[column - 1].isShared else { continue }
        let ports = layout.incoming[node].map(layout.port)
        #expect(Set(ports).count == ports.count)
        let place = layout.placed[node]
        #expect(ports.allSatisfy { (place.first..<place.first + place.inner).contains($0) })
      }
    }
  }

  @Test func `More edges than can be told apart share one lane and have no labels`() {
    let layout = DiagramLayout(RandomDiagram.network([5, 5]))
    #expect(layout.gaps[0].isShared)
    #expect(
      !layout.scene.shapes.contains { shape in
        if case .label(let label, _, _) = shape { label.plain.contains("w") } else { false }
      })
    #expect(!DiagramLayout(RandomDiagram.network([4, 6])).gaps[0].isShared)
  }

  @Test func `A diagram without nodes is empty`() {
    #expect(TextWriter().text(Diagram().scene) == "\n")
  }
}
