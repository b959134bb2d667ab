package import Drawing
package import Markdown

/// Writes content as HTML.
///
/// Without math, tables and sanitising, what it writes equals libcmark's output byte for byte.
package struct HTMLWriter {
  /// What the HTML is for.
  package enum Form: Sendable {
    /// A piece for other tools, math between dollars.
    case fragment
    /// The body of Deltabook's page: headings with anchors, tables in boxes that scroll, math ready
    /// for the page's script, numbers that know what they are.
    case page
  }

  let content: MarkdownContent
  let form: Form
  let images: ImageSource
  /// The pictures whose text art is in code blocks, by the numbers of their marks.
  let pictures: [Picture]
  /// What stands around things with a number, by the numbers of their marks.
  let captions: [Caption]
  /// Whether something with a caption is being written.
  var isInFigure = false
  var sanitizer: HTMLSanitizer?
  package private(set) var notices: [Notice] = []
  /// Headings with their anchors, for a table of contents.
  package private(set) var headings: [HTMLHeading] = []
  /// All math, for the choice of fonts.
  package private(set) var formulas: [String] = []
  var output: [UInt8] = []
  private var anchors = AnchorNames()
  /// The image whose alternative text is being written.
  private var plainRoot: Int?
  /// How many of the author's own tags were open when each container began.
  private var openTags: [Int] = []

  /// - Parameters:
  ///   - trusted: Whether the author's own HTML and links are written as they are.
  ///   - pictures: What is drawn in the stead of code blocks that are marked with their numbers.
  ///   - captions: What marked paragraphs are the captions of.
  package init(
    _ content: MarkdownContent, form: Form, trusted: Bool, images: ImageSource = ImageSource(),
    pictures: [Picture] = [], captions: [Caption] = []
  ) {
    (self.content, self.form, self.images) = (content, form, images)
    (self.pictures, self.captions) = (pictures, captions)
    sanitizer = trusted ? nil : HTMLSanitizer(images: images)
  }

  /// The whole document.
  package mutating func write() -> String {
    content.walk { event in
      switch event {
      case .enter(let index): enter(index)
      case .exit(let index): exit(index)
      }
    }
    if let rest = sanitizer?.closeTags(to: 0) { put(rest) }
    return String(decoding: output, as: UTF8.self)
  }

  // MARK: Output

  mutating func put(_ text: String) { output += text.utf8 }

  /// Begins a new line unless one has just begun.
  mutating func newLine() {
    if let last = output.last, last != 0x0A { output.append(0x0A) }
  }

  mutating func report(_ notice: Notice) { notices.append(notice) }

  mutating func keep(formula: String) { formulas.append(formula) }

  // MARK: Nodes

  private mutating func enter(_ index: Int) {
    let kind = content.nodes[index].kind
    if plainRoot != nil { return putPlain(kind) }
    if sanitizer?.isSkipping == true, !kind.isBlock, !kind.isHTML {
      if case .image = kind { plainRoot = index }
      return
    }
    if kind.isBlock, kind.isContainer { openTags.append(sanitizer?.openCount ?? 0) }
    switch kind {
    case .document: break
    case .blockQuote: putLine("<blockquote>\n")
    case .list(nil, _): putLine("<ul>\n")
    case .list(1, _): putLine("<ol>\n")
    case .list(let start?, _): putLine("<ol start=\"\(start)\">\n")
    case .item: putLine("<li>")
    case .codeBlock(let info, let literal): putCode(info, literal)
    case .htmlBlock(let html): putHTMLBlock(html, line: content.nodes[index].line)
    case .paragraph: beginParagraph(index)
    case .heading(let level): beginHeading(index, level)
    case .thematicBreak: putLine("<hr />\n")
    case .table: beginTable()
    case .tableRow(let isHeader): beginRow(isHeader)
    case .tableCell(let alignment): beginCell(index, alignment)
    case .mathBlock(let tex): putDisplay(tex)
    case .text(let text): putText(text)
    case .softBreak: put("\n")
    case .lineBreak: put("<br />\n")
    case .code(let literal): put("<code>\(HTMLText.escaped(MarkedText.plain(literal)))</code>")
    case .html(let html): putHTML(html, line: content.nodes[index].line)
    case .emphasis: put("<em>")
    case .strong: put("<strong>")
    case .link(let target): beginLink(target, line: content.nodes[index].line)
    case .image(let target):
      plainRoot = index
      beginImage(target, index)
    case .math(let tex, let isDisplay): putMath(tex, isDisplay: isDisplay)
    }
  }

  private mutating func exit(_ index: Int) {
    let kind = content.nodes[index].kind
    if let root = plainRoot {
      guard root == index else { return }
      plainRoot = nil
      if sanitizer?.isSkipping == true { return }
      if case .image(let target) = kind { endImage(target) }
      return
    }
    if sanitizer?.isSkipping == true, !kind.isBlock { return }
    if kind.isBlock, let count = openTags.popLast() { put(sanitizer?.closeTags(to: count) ?? "") }
    switch kind {
    case .document: break
    case .blockQuote: putLine("</blockquote>\n")
    case .list(nil, _): put("</ul>\n")
    case .list: put("</ol>\n")
    case .item: put("</li>\n")
    case .paragraph: endParagraph(index)
    case .heading(let level): endHeading(level)
    case .table: endTable(index)
    case .tableRow(let isHeader): put(isHeader ? "</tr>\n</thead>\n" : "</tr>\n")
    case .tableCell: put(isInHeader(index) ? "</th>\n" : "</td>\n")
    case .emphasis: put("</em>")
    case .strong: put("</strong>")
    case .link(let target): endLink(target)
    case .image, .codeBlock, .htmlBlock, .thematicBreak, .mathBlock, .text, .softBreak,
      .lineBreak, .code, .html, .math:
      break
    }
  }

  mutating func putLine(_ text: String) {
    newLine()
    put(text)
  }

  // MARK: Headings

  private mutating func beginHeading(_ index: Int, _ level: Int) {
    newLine()
    guard form == .page else { return put("<h\(level)>") }
    let title = MarkedText.plain(content.plainText(of: index))
    let anchor = anchors.name(for: title)
    headings.append(HTMLHeading(level: level, anchor: anchor, start: output.count, end: 0))
    put("<h\(level) id=\"\(HTMLText.escaped(anchor))\">")
    headings[headings.count - 1].start = output.count
  }

  private mutating func endHeading(_ level: Int) {
    if form == .page, let last = headings.indices.last {
      headings[last].end = output.count
      headings[last].html = String(
        decoding: output[headings[last].start..<output.count], as: UTF8.self)
      let anchor = HTMLText.address(headings[last].anchor)
      put("<a class=\"anchor\" href=\"#\(anchor)\" aria-label=\"Link to this section\">#</a>")
    }
    put("</h\(level)>\n")
  }
}

/// A heading of a page.
package struct HTMLHeading: Sendable {
  package let level: Int
  package let anchor: String
  var start: Int
  var end: Int
  /// What stands in it.
  package var html = ""
}

extension ContentNode.Kind {
  /// Whether it is a block and not part of a line.
  var isBlock: Bool {
    switch self {
    case .document, .blockQuote, .list, .item, .codeBlock, .htmlBlock, .paragraph, .heading,
      .thematicBreak, .table, .tableRow, .tableCell, .mathBlock:
      true
    case .text, .softBreak, .lineBreak, .code, .html, .emphasis, .strong, .link, .image, .math:
      false
    }
  }

  var isHTML: Bool { if case .html = self { true } else { false } }
}
