import Foundation
import TestSupport
import Testing

@testable import Drawing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The same drawings through every writer.
struct WriterTests {
  /// One of each kind of shape, and text that every format has to escape.
  static let everything: Scene = {
    var scene = Scene(
      width: 30, height: 8, title: "a < b & \"c\"", description: "control \u{1} character")
    scene.shapes = [
      .line(Point(0.5, 0.5), Point(4.5, 0.5), .thin), .arrow(Point(0.5, 1.5), Point(0.5, 3.5)),
      .wire(Point(1.5, 1.5), lane: 3.5, Point(6.5, 4.5)),
      .curve([Point(1.5, 5.5), Point(5.5, 3.5), Point(9.5, 6.5)], .dashDotted),
      .box(Rect(10.5, 0.5, 8, 3), isRound: true), .fill(Rect(20, 0, 4, 2), .diverging(-0.75)),
      .fill(Rect(24, 0, 4, 2), .diverging(0.5)), .mark(Point(20.5, 4.5), .plus),
    ]
    scene.shapes += (0..<6).map { .fill(Rect(Double(10 + 3 * $0), 5, 3, 1), .region($0)) }
    scene.shapes += Marker.allCases.enumerated().map { index, marker in
      .mark(Point(Double(20 + 2 * index), 4.5), marker)
    }
    scene.shapes += [
      .label(.text("5% of $x_1 & {a} # ~^\\ < >"), Point(1, 7.5), .start),
      .label(.math("\\theta_{11}^{cb} = -0.5"), Point(14.5, 2), .middle),
    ]
    return scene
  }()

  private static func scenes() -> [Scene] {
    var random = SeededGenerator(seed: 5)
    return [everything, RandomDiagram.network([3, 9, 2]).scene]
      + (0..<10).map { _ in RandomDiagram.any(&random).scene }
  }

  // MARK: SVG

  @Test func `SVG is well-formed, named, and fetches nothing`() throws {
    for scene in Self.scenes() {
      let reader = SVGReader(SVGWriter().svg(scene))
      #expect(reader.error == nil)
      #expect(reader.elements.first == "svg")
      #expect(reader.elements.dropFirst().first == "title")
      #expect(reader.text["title"] == scene.title)
      #expect(reader.attributes["role"] == ["img"])
      let allowed: Set = [
        "svg", "title", "desc", "path", "rect", "circle", "text", "tspan",
      ]
      #expect(Set(reader.elements).isSubset(of: allowed))
      #expect(reader.attributes.keys.allSatisfy { !$0.hasPrefix("on") && !$0.contains("href") })
      #expect(reader.attributes["id"] == nil, "identifiers could be those of the page")
    }
  }

  @Test func `SVG escapes what is not text`() throws {
    let reader = SVGReader(SVGWriter().svg(Self.everything))
    #expect(reader.text["desc"] == "control  character")
    #expect(reader.text["text"]?.contains("5% of $x_1 & {a} # ~^\\ < >") == true)
  }

  @Test func `SVG has no blank line, which would end an HTML block of Markdown`() {
    for scene in Self.scenes() {
      #expect(!SVGWriter().svg(scene).contains("\n\n"))
    }
  }

  @Test func `SVG takes the colour of the page`() {
    let colours = SVGReader(SVGWriter().svg(RandomDiagram.network([2, 2]).scene)).attributes
    #expect(Set(colours["stroke"] ?? []).isSubset(of: ["currentColor", "none"]))
    #expect(Set(colours["fill"] ?? []).isSubset(of: ["currentColor", "none"]))
  }

  @Test func `Scripts are raised and lowered and come back to the line`() {
    let svg = SVGWriter().svg(Self.everything)
    let shifts = svg.matches(of: /dy="(-?[0-9.]+)"/).compactMap { Double($0.output.1) }
    #expect(shifts == [3.5, -8.5, 5])
  }

  // MARK: Mermaid

  @Test func `Mermaid is a flowchart of the nodes and edges`() throws {
    var random = SeededGenerator(seed: 9)
    for diagram in [RandomDiagram.network([2, 3])]
      + (0..<10).map({ _ in RandomDiagram.any(&random) })
    {
      let chart = try MermaidReader(MermaidWriter().text(diagram))
      #expect(chart.nodes.count == diagram.nodes.count)
      #expect(
        chart.edges.map { [$0.from, $0.to] } == diagram.edges.map { ["n\($0.from)", "n\($0.to)"] })
      #expect(chart.edges.map(\.label) == diagram.edges.map { $0.label?.plain })
    }
  }

  @Test func `Mermaid spells what would mean something by its number`() throws {
    var diagram = Diagram(headings: ["a|b"])
    diagram.nodes = [.init(column: 0, lines: ["x < \"y\"; #1", "`\\`"], kind: .quantity)]
    #expect(
      MermaidWriter().text(diagram) == """
        flowchart LR
          subgraph c0["a#124;b"]
            direction TB
            n0["x #60; #34;y#34;#59; #35;1<br/>#96;#92;#96;"]
          end

        """)
  }

  // MARK: TikZ

  @Test func `TikZ has one environment, balanced braces and a semicolon a line`() {
    for scene in Self.scenes() {
      let lines = TikZWriter().tikz(scene).split(separator: "\n")
      #expect(lines.first?.hasPrefix("\\begin{tikzpicture}") == true)
      #expect(lines.last == "\\end{tikzpicture}")
      #expect(lines.dropFirst().dropLast().allSatisfy { $0.hasSuffix(";") })
    }
  }

  @Test func `TikZ escapes text and keeps mathematics`() {
    let tikz = TikZWriter().tikz(Self.everything)
    #expect(
      tikz.contains(
        ##"{5\% of \$x\_1 \& \{a\} \# \textasciitilde{}\textasciicircum{}\textbackslash{} < >}"##))
    #expect(tikz.contains(#"{$\theta_{11}^{cb} = -0.5$}"#))
  }

  @Test(.enabled(if: LaTeX.isToBeRun, "pdflatex is not installed: scripts/setup test installs it"))
  func `pdflatex sets every picture without an error or an overfull box`() throws {
    let pictures = Self.scenes().map { TikZWriter().tikz($0) }
    let log = try LaTeX.log(of: pictures.joined(separator: "\n\n"), preamble: TikZWriter.preamble)
    #expect(!log.contains("\n!"), "\(log.suffix(2000))")
    #expect(!log.contains("Overfull \\hbox"), "\(log.suffix(2000))")
    #expect(log.contains("Output written"))
  }
}

/// What is in an SVG, by an XML parser.
private final class SVGReader: NSObject, XMLParserDelegate {
  var elements: [String] = []
  var attributes: [String: [String]] = [:]
  var text: [String: String] = [:]
  var error: (any Error)?
  private var open: [String] = []

  init(_ svg: String) {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    if !parser.parse() { error = parser.parserError ?? CocoaError(.coderReadCorrupt) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes found: [String: String]
  ) {
    elements.append(name)
    open.append(name)
    for (key, value) in found { attributes[key, default: []].append(value) }
  }

  func parser(
    _ parser: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    open.last.map { text[$0, default: ""] += string }
  }
}

/// The statements of a Mermaid flowchart that this project writes; anything else is an error.
private struct MermaidReader {
  struct Unreadable: Error { let line: String }
  var nodes: Set<String> = []
  var edges: [(from: String, to: String, label: String?)] = []

  init(_ text: String) throws {
    let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    guard lines.first == "flowchart LR" else { throw Unreadable(line: text) }
    var depth = 0
    for line in lines.dropFirst() {
      if line.hasPrefix("accTitle: ") || line.hasPrefix("accDescr: ") || line == "direction TB" {
        continue
      } else if line.wholeMatch(of: /subgraph \w+\["[^"]*"\]/) != nil {
        depth += 1
      } else if line == "end" {
        depth -= 1
      } else if let node = line.wholeMatch(of: /(n\d+)(\["[^"]*"\]|\(\["[^"]*"\]\))/) {
        guard nodes.insert(String(node.output.1)).inserted else { throw Unreadable(line: line) }
      } else if let edge = line.wholeMatch(of: /(n\d+) -->(?:\|"([^"]*)"\|)? (n\d+)/) {
        let ends = (String(edge.output.1), String(edge.output.3))
        guard nodes.contains(ends.0), nodes.contains(ends.1) else { throw Unreadable(line: line) }
        edges.append((ends.0, ends.1, edge.output.2.map(String.init)))
      } else {
        throw Unreadable(line: line)
      }
    }
    guard depth == 0 else { throw Unreadable(line: "end") }
  }
}

/// LaTeX where it is installed. Where `CI` is set it has to be.
enum LaTeX {
  static let program = ["/usr/bin/pdflatex", "/Library/TeX/texbin/pdflatex"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  static var isToBeRun: Bool {
    program != nil || ProcessInfo.processInfo.environment["CI"] != nil
  }

  /// What pdflatex says of a document.
  static func log(of body: String, preamble: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "deltabook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let document = """
      \\documentclass[a4paper]{article}
      \\usepackage[utf8]{inputenc}
      \\usepackage[margin=2cm]{geometry}
      \(preamble)
      \\setlength{\\parindent}{0pt}
      \\begin{document}
      \(body)
      \\end{document}

      """
    try Data(document.utf8).write(to: folder.appending(path: "page.tex"))
    let process = Process()
    process.executableURL = URL(
      filePath: try #require(program, "pdflatex is needed where CI is set"))
    process.arguments = ["-interaction=nonstopmode", "page.tex"]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return String(
      decoding: try Data(contentsOf: folder.appending(path: "page.log")), as: UTF8.self)
  }
}
