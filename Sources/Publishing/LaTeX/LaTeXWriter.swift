package import Drawing
package import Markdown

/// Writes content as LaTeX, with what pdfLaTeX of any installation can do: amsmath, booktabs, longtable,
/// listings, graphicx and hyperref.
package struct LaTeXWriter {
  let content: MarkdownContent
  let images: ImageSource
  /// The drawings whose text art is in code blocks, by the numbers of their marks.
  private let drawings: [Picture]
  /// What stands around things with a number, by the numbers of their marks.
  let captions: [Caption]
  /// The caption that waits for its table.
  var caption: LaTeXCaption?
  /// Whether a picture's caption comes below it.
  var isInFigure = false
  /// The words `Table 2` in a caption, which LaTeX writes itself.
  var skippedTitle: Int?
  /// The kinds whose names have been written.
  var namedKinds: Set<CaptionKind> = []
  /// Whether the document needs TikZ.
  package private(set) var usesTikZ = false
  /// The heading that is the document's title and is not written again.
  private let titleHeading: Int?
  /// The level of headings that are sections.
  private let sectionLevel: Int
  /// What stands in that heading.
  package private(set) var title = ""
  /// How wide a line is, in em.
  static let lineWidth = 41.5

  package internal(set) var notices: [Notice] = []
  /// For each line of the result, the line of the document it was made from.
  package private(set) var lines: [Int] = []
  /// Pictures by the names they have in the result.
  package internal(set) var pictures: [String: String] = [:]
  var text = LaTeXText()
  private var output = ""
  /// Text that is kept apart, such as a cell of a table.
  private var captured: [String] = []
  /// The line of the document that is being written.
  var line = 1
  /// Whether nothing stands in the current container yet.
  private var isAtStart = true
  private var containers: [Container] = []
  var table: LaTeXTable?
  /// What the author's own inline HTML has opened, by containers.
  var openTags: [[String]] = [[]]
  private var anchors = AnchorNames()
  private var linkedAnchors: Set<String> = []
  /// The node whose insides are not written.
  var skipped: Int?

  private enum Container: Equatable {
    case bullets, numbers, quote
    /// Nested deeper than LaTeX can.
    case flat(next: Int?)
  }

  /// - Parameters:
  ///   - drawings: What is drawn in the stead of code blocks that are marked with their numbers.
  ///   - captions: What marked paragraphs are the captions of.
  ///   - titleHeading: The node of the heading that is the document's title.
  package init(
    _ content: MarkdownContent, images: ImageSource = ImageSource(), drawings: [Picture] = [],
    captions: [Caption] = [], titleHeading: Int? = nil
  ) {
    (self.content, self.images, self.titleHeading) = (content, images, titleHeading)
    (self.drawings, self.captions) = (drawings, captions)
    let hasSections = content.nodes.indices.contains {
      $0 != titleHeading && content.nodes[$0].kind == .heading(level: 1)
    }
    sectionLevel = titleHeading == nil || hasSections ? 1 : 2
    for node in content.nodes {
      if case .link(let target) = node.kind, target.destination.hasPrefix("#") {
        linkedAnchors.insert(String(target.destination.dropFirst()))
      }
    }
  }

  /// The document's body.
  package mutating func write() -> String {
    content.walk { event in
      switch event {
      case .enter(let index): enter(index)
      case .exit(let index): exit(index)
      }
    }
    newLine()
    for scalar in text.unknown.sorted() {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      notices.append(
        Notice(
          id: "unknown-character", "LaTeX has no character for `\(scalar)`, U+\(digits)",
          line: firstLine(of: scalar), help: "its number is printed instead"))
    }
    return output
  }

  private func firstLine(of scalar: Unicode.Scalar) -> Int {
    content.nodes.first { node in
      switch node.kind {
      case .text(let text), .code(let text), .math(let text, _), .mathBlock(let text),
        .codeBlock(_, let text):
        text.unicodeScalars.contains(scalar)
      default: false
      }
    }?.line ?? 1
  }

  // MARK: Output

  mutating func put(_ text: String) {
    guard captured.isEmpty else {
      captured[captured.count - 1] += text
      return
    }
    output += text
    for byte in text.utf8 where byte == 0x0A { lines.append(line) }
  }

  private var lastCharacter: Character? { captured.last.map(\.last) ?? output.last }

  mutating func newLine() {
    if let last = lastCharacter, last != "\n" { put("\n") }
  }

  /// Begins a block: behind an empty line, unless it is the first of its container.
  mutating func beginBlock(_ index: Int, isJoined: Bool = false) {
    if case .table = content.nodes[index].kind {} else { putCaption() }
    line = content.nodes[index].line
    if isAtStart {
      isAtStart = false
      return
    }
    newLine()
    if !isJoined { put("\n") }
  }

  mutating func beginCapture() { captured.append("") }
  mutating func endCapture() -> String { captured.popLast() ?? "" }

  mutating func report(_ id: String, _ message: String, _ line: Int, help: String? = nil) {
    notices.append(Notice(id: id, message, line: line, help: help))
  }

  // MARK: Nodes

  private mutating func enter(_ index: Int) {
    let node = content.nodes[index]
    if skipped != nil { return }
    if node.kind.isBlock, node.kind.isContainer { openTags.append([]) }
    switch node.kind {
    case .document: break
    case .blockQuote: beginContainer(.quote, index)
    case .list(let start, let isTight): beginList(index, start, isTight)
    case .item: beginItem(index)
    case .codeBlock(_, let literal):
      beginBlock(index)
      putCode(literal)
    case .htmlBlock(let html): putHTMLBlock(html, line: node.line)
    case .paragraph: beginParagraph(index)
    case .heading(let level): beginHeading(index, level)
    case .thematicBreak:
      beginBlock(index)
      put("\\begin{center}\\rule{0.4\\linewidth}{0.4pt}\\end{center}\n")
    case .table(let alignments):
      beginBlock(index)
      table = LaTeXTable(alignments)
    case .tableRow: table?.beginRow(line: node.line)
    case .tableCell: beginCapture()
    case .mathBlock(let tex): putDisplay(tex, index)
    case .text(let words): put(text.escaped(MarkedText.plain(words)))
    case .softBreak: put("\n")
    case .lineBreak: putLineBreak()
    case .code(let literal): put("\\texttt{\(text.code(MarkedText.plain(literal)))}")
    case .html(let html): putHTML(html, line: node.line)
    case .emphasis: put("\\emph{")
    case .strong where index == skippedTitle: skipped = index
    case .strong: put("\\textbf{")
    case .link(let target): beginLink(target, index)
    case .image(let target):
      skipped = index
      putImage(target, index)
    case .math(let tex, let isDisplay): putMath(tex, isDisplay: isDisplay, index)
    }
  }

  private mutating func exit(_ index: Int) {
    if let root = skipped {
      if root == index { skipped = nil }
      return
    }
    let kind = content.nodes[index].kind
    if kind.isBlock { closeTags() }
    switch kind {
    case .blockQuote, .list: endContainer()
    case .heading: endHeading(index)
    case .table: endTable()
    case .tableCell: endCell(index)
    case .emphasis, .strong: put("}")
    case .link(let target): endLink(target)
    case .paragraph: endParagraph(index)
    case .item: newLine()
    case .document, .codeBlock, .htmlBlock, .thematicBreak, .tableRow, .mathBlock, .text, .image,
      .softBreak, .lineBreak, .code, .html, .math:
      break
    }
  }

  // MARK: Containers

  var isInContainer: Bool { !containers.isEmpty }
  /// How wide a line is where the walk stands, in em.
  var lineWidth: Double { Self.lineWidth - 2.3 * Double(min(6, containers.count)) }

  private mutating func beginContainer(_ container: Container, _ index: Int, _ setup: String = "") {
    beginBlock(index)
    let isTooDeep =
      containers.count >= 6 || containers.filter { $0 == container }.count >= 4
    isAtStart = true
    guard !isTooDeep else { return containers.append(.flat(next: nil)) }
    containers.append(container)
    put("\\begin{\(name(of: container))}\n\(setup)")
  }

  private func name(of container: Container) -> String {
    switch container {
    case .bullets: "itemize"
    case .numbers: "enumerate"
    case .quote, .flat: "quote"
    }
  }

  private mutating func endContainer() {
    newLine()
    guard let container = containers.popLast() else { return }
    if case .flat = container {} else { put("\\end{\(name(of: container))}\n") }
    isAtStart = false
  }

  private mutating func beginList(_ index: Int, _ start: Int?, _ isTight: Bool) {
    var setup = isTight ? "\\setlength{\\itemsep}{0pt}\\setlength{\\parskip}{0pt}\n" : ""
    let depth = containers.filter { $0 == .numbers }.count
    if let start, depth < 4 {
      let counter = "enum" + ["i", "ii", "iii", "iv"][depth]
      // LaTeX would count with letters, of which there are 26.
      if depth > 0 { setup += "\\renewcommand{\\label\(counter)}{\\arabic{\(counter)}.}\n" }
      if start != 1 { setup += "\\setcounter{\(counter)}{\(start - 1)}\n" }
    }
    beginContainer(start == nil ? .bullets : .numbers, index, setup)
    if case .flat? = containers.last { containers[containers.count - 1] = .flat(next: start) }
  }

  private mutating func beginItem(_ index: Int) {
    newLine()
    line = content.nodes[index].line
    if case .flat(let next)? = containers.last {
      put("\n" + (next.map { "\($0).~" } ?? "\\textbullet~"))
      containers[containers.count - 1] = .flat(next: next.map { $0 + 1 })
    } else {
      put("\\item ")
    }
    isAtStart = true
    switch content.children(of: index).first.map({ content.nodes[$0].kind }) {
    case .codeBlock, .table, .thematicBreak, .mathBlock: put("\\leavevmode\n")
    default: break
    }
  }

  // MARK: Headings

  private static let commands = [
    "section", "subsection", "subsubsection", "paragraph", "subparagraph",
  ]

  private mutating func beginHeading(_ index: Int, _ level: Int) {
    if index == titleHeading { return beginCapture() }
    beginBlock(index)
    if isInContainer { return put("\\textbf{") }
    put("\\\(Self.commands[min(max(0, level - sectionLevel), 4)]){")
    beginCapture()
  }

  private mutating func endHeading(_ index: Int) {
    let anchor = anchors.name(for: MarkedText.plain(content.plainText(of: index)))
    if index == titleHeading {
      title = endCapture()
      return
    }
    let label = linkedAnchors.contains(anchor) ? "\\label{\(Self.label(anchor))}" : ""
    guard !isInContainer else {
      put("}\(label)\n")
      return
    }
    let title = endCapture()
    let plain = MarkedText.plain(content.plainText(of: index))
    // Bookmarks are plain text.
    let isPlain = content.nodes[index..<content.nodes[index].end].allSatisfy { node in
      switch node.kind {
      case .math, .image, .html, .lineBreak: false
      default: true
      }
    }
    let letters = plain.filter { letter in
      letter.isASCII && (letter.isLetter || letter.isNumber || " .,:;=+()".contains(letter))
    }
    put((isPlain ? title : "\\texorpdfstring{\(title)}{\(letters)}") + "}\(label)\n")
  }

  /// The target of links to an anchor that the author, or a caption, has set.
  mutating func putAnchor(_ anchor: String) {
    guard linkedAnchors.contains(anchor) else { return }
    put("\\phantomsection\\label{\(Self.label(anchor))}")
  }

  /// The name of a place, or of what is counted there.
  static func label(_ anchor: String, _ prefix: String = "sec:") -> String {
    let isPlain = anchor.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "_") }
    if isPlain { return prefix + anchor }
    return prefix + anchor.utf8.map { String($0, radix: 16) }.joined()
  }

  // MARK: Blocks of one piece

  private mutating func putCode(_ literal: String) {
    let marked = MarkedText(literal)
    guard let number = marked.parts.first?.number, drawings.indices.contains(number) else {
      return putListing(marked.text)
    }
    let drawing = drawings[number]
    switch drawing.form {
    case .text, .mermaid, .svg:
      putListing(drawing.written(as: drawing.form ?? .text) ?? "")
    case .tikz, nil:
      usesTikZ = true
      var words = text
      let tikz = TikZWriter(words: { words.escaped($0) }, math: { words.math($0) })
        .tikz(drawing.scene)
      text = words
      // The page may be broken above a picture, but not between it and its caption.
      put(
        isInFigure
          ? "\\medskip{\\centering\n\(tikz)\\par}\\nopagebreak\n"
          : "\\begin{center}\n\(tikz)\\end{center}\n")
    }
  }

  private mutating func putListing(_ code: String) {
    let isPlain = code.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A || $0 == 0x09 }
    if isPlain, !code.contains("\\end{lstlisting}") {
      put("\\begin{lstlisting}\n\(code)\(code.hasSuffix("\n") ? "" : "\n")\\end{lstlisting}\n")
    } else {
      put("\\begin{alltt}\\small\n" + text.verbatim(Self.wrapped(code)) + "\\end{alltt}\n")
    }
  }

  /// Lines that are too long for the page in pieces; what goes on begins with an arrow.
  private static func wrapped(_ code: String) -> String {
    var result = ""
    for line in code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      var rest = line[...]
      while rest.count > 84 {
        result += rest.prefix(84) + "\n  \u{21AA} "
        rest = rest.dropFirst(84)
      }
      result += rest + "\n"
    }
    return code.hasSuffix("\n") ? String(result.dropLast()) : result
  }

  private mutating func putDisplay(_ tex: String, _ index: Int) {
    let before = content.nodes[index].parent.flatMap { parent in
      content.children(of: parent).last { $0 < index }
    }
    // An empty line before a display would be a paragraph of its own.
    let isJoined = before.map { content.nodes[$0].kind == .paragraph } ?? false
    beginBlock(index, isJoined: isJoined)
    newLine()
    if isUnbalanced(tex, index) { return }
    put(LaTeXDisplay(lineWidth: lineWidth).written(text.math(MarkedText.plain(tex))))
    newLine()
  }
}
