/// Writes a scene as a `tikzpicture`, with labels as the mathematics they are.
package struct TikZWriter {
  /// What a LaTeX document needs before it begins; `\text` and `\boldsymbol` are amsmath's.
  package static let preamble = """
    \\usepackage{amsmath}
    \\usepackage{tikz}
    \\usetikzlibrary{patterns}

    """

  /// Centimetres of a column and of a line.
  private static let column = 0.165
  private static let line = 0.4
  /// Wider pictures are scaled down as a whole.
  private static let textWidth = 15.5

  private let words: (String) -> String
  private let math: (String) -> String

  /// - Parameters:
  ///   - words: Words as LaTeX; without it only LaTeX's own characters are escaped.
  ///   - math: Formulas as the LaTeX that is at hand knows them.
  package init(
    words: @escaping (String) -> String = { $0.map(Self.escaped).joined() },
    math: @escaping (String) -> String = { $0 }
  ) {
    (self.words, self.math) = (words, math)
  }

  package func tikz(_ scene: Scene) -> String {
    let width = scene.width * Self.column
    let scale =
      width > Self.textWidth
      ? ", scale=\(CoordinateText.text(Self.textWidth / width)), transform shape" : ""
    let head =
      "\\begin{tikzpicture}[x=\(Self.column)cm, y=-\(Self.line)cm, font=\\footnotesize,"
      + " inner sep=0pt\(scale)]"
    let frame = "\\path (0,0) rectangle (\(number(scene.width)),\(number(scene.height)));"
    let lines = [head, frame] + scene.shapes.map(command) + ["\\end{tikzpicture}"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func number(_ value: Double) -> String { CoordinateText.text(value) }
  private func place(_ point: Point) -> String { "(\(number(point.x)),\(number(point.y)))" }
  private func corners(_ rect: Rect) -> String {
    "\(place(Point(rect.x, rect.y))) rectangle \(place(Point(rect.right, rect.bottom)))"
  }

  private func command(_ shape: Shape) -> String {
    switch shape {
    case .line(let from, let to, let stroke):
      "\\draw[\(pattern(of: stroke))] \(place(from)) -- \(place(to));"
    case .arrow(let from, let to): "\\draw[-latex] \(place(from)) -- \(place(to));"
    case .wire(let from, _, let to):
      "\\draw[black!75] \(place(from)) .. controls \(place(Point((from.x + to.x) / 2, from.y)))"
        + " and \(place(Point((from.x + to.x) / 2, to.y))) .. \(place(to));"
    case .curve(let points, let stroke):
      "\\draw[\(pattern(of: stroke)), line width=0.8pt, line join=round] "
        + points.map(place).joined(separator: " -- ") + ";"
    case .box(let rect, let isRound):
      "\\draw[rounded corners=\(isRound ? 6 : 1.5)pt, fill=black!4] \(corners(rect));"
    case .fill(let rect, let tone): fill(rect, tone)
    case .mark(let point, let marker): mark(point, marker)
    case .label(let label, let point, let anchor):
      "\\node[anchor=\(side(anchor))] at \(place(point)) {\(text(label))};"
    }
  }

  private func side(_ anchor: Anchor) -> String {
    switch anchor {
    case .start: "mid west"
    case .middle: "mid"
    case .end: "mid east"
    }
  }

  private func pattern(of stroke: Stroke) -> String {
    switch stroke {
    case .solid: "solid"
    case .dashed: "dashed"
    case .dotted: "densely dotted"
    case .dashDotted: "dash dot"
    case .thin: "line width=0.3pt, black!65"
    }
  }

  private func fill(_ rect: Rect, _ tone: Tone) -> String {
    switch tone {
    case .diverging(let value):
      let depth = Int((6 + 54 * min(1, abs(value))).rounded())
      let area = "\\fill[\(value < 0 ? "blue" : "red")!\(depth)] \(corners(rect));"
      return value < 0 ? area + hatching(rect, "north east lines") : area
    case .region(let index):
      let depth = [4, 20, 6, 32, 12, 42][index % 6]
      let area = "\\fill[black!\(depth)] \(corners(rect));"
      guard index % 3 == 2 else { return area }
      return area + hatching(rect, index % 2 == 0 ? "north east lines" : "north west lines")
    }
  }

  private func hatching(_ rect: Rect, _ name: String) -> String {
    "\\fill[pattern=\(name), pattern color=black!35] \(corners(rect));"
  }

  private func mark(_ point: Point, _ marker: Marker) -> String {
    switch marker {
    case .disc: "\\fill \(place(point)) circle[radius=2.2pt];"
    case .ring: "\\draw[fill=white] \(place(point)) circle[radius=2.2pt];"
    case .cross, .plus:
      "\\draw[line width=1pt, shift={\(place(point))}"
        + "\(marker == .cross ? ", rotate=45" : "")] (-2.6pt,0pt) -- (2.6pt,0pt)"
        + " (0pt,-2.6pt) -- (0pt,2.6pt);"
    }
  }
}

extension TikZWriter {
  private func text(_ label: Label) -> String {
    label.parts.map {
      switch $0 {
      case .text(let text): words(text)
      case .math(let tex): "$\(math(tex))$"
      }
    }.joined()
  }

  package static func escaped(_ character: Character) -> String {
    switch character {
    case "&", "%", "$", "#", "_", "{", "}": "\\\(character)"
    case "~": "\\textasciitilde{}"
    case "^": "\\textasciicircum{}"
    case "\\": "\\textbackslash{}"
    default: String(character)
    }
  }
}
