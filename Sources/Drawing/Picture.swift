/// Something to look at in a document. It is one drawing, which each format's writer writes in the
/// form that suits the format best.
package struct Picture: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    case diagram(Diagram)
    case chart(Chart)
    case heatMap(HeatMap)
  }

  /// The forms in which a picture can be written.
  package enum Form: String, Hashable, Sendable, CaseIterable {
    case text, mermaid, svg, tikz
  }

  package var content: Content
  /// The form its author wants in every format; `nil`: each format's own.
  package var form: Form?

  package init(_ content: Content, form: Form? = nil) {
    (self.content, self.form) = (content, form)
  }

  /// The shapes.
  package var scene: Scene {
    switch content {
    case .diagram(let diagram): diagram.scene
    case .chart(let chart): chart.scene
    case .heatMap(let map): map.scene
    }
  }

  /// Whether the picture is a graph, which alone Mermaid can draw.
  package var isDiagram: Bool { if case .diagram = content { true } else { false } }

  /// The picture in a form; `nil` for a Mermaid chart, which there is not.
  package func written(as form: Form) -> String? {
    switch form {
    case .text: TextWriter().text(scene)
    case .svg: SVGWriter().svg(scene)
    case .tikz: TikZWriter().tikz(scene)
    case .mermaid:
      if case .diagram(let diagram) = content { MermaidWriter().text(diagram) } else { nil }
    }
  }

  /// The picture as a block of Markdown in the form asked for, or as text art: a fence, or an SVG
  /// element, which is an HTML block.
  package var markdown: String {
    let form = form ?? .text
    guard let text = written(as: form) else { return "" }
    return form == .svg ? text : Self.fence(text, language: form.rawValue)
  }

  /// A fence that nothing inside of it closes.
  package static func fence(_ text: String, language: String) -> String {
    var (longest, run) = (0, 0)
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\(language)\n\(text)\(fence)\n"
  }
}
