import Drawing
import Markdown

extension HTMLWriter {
  // MARK: Text

  /// A part of an image's alternative text.
  mutating func putPlain(_ kind: ContentNode.Kind) {
    switch kind {
    case .text(let text), .code(let text): put(HTMLText.escaped(MarkedText.plain(text)))
    case .html(let text): if sanitizer == nil { put(HTMLText.escaped(text)) }
    case .math(let tex, _): put(HTMLText.escaped(MarkedText.plain(tex)))
    case .softBreak, .lineBreak: put(" ")
    default: break
    }
  }

  /// Words; numbers of a network among them know on a page what they are.
  mutating func putText(_ marked: String) {
    let text = MarkedText(marked)
    guard form == .page, !text.parts.isEmpty else { return put(HTMLText.escaped(text.text)) }
    let bytes = Array(text.text.utf8)
    var done = 0
    for part in text.parts {
      put(HTMLText.escaped(String(decoding: bytes[done..<part.range.lowerBound], as: UTF8.self)))
      let number = HTMLText.escaped(String(decoding: bytes[part.range], as: UTF8.self))
      put("<span class=\"number\" data-n=\"\(part.number)\">\(number)</span>")
      done = part.range.upperBound
    }
    put(HTMLText.escaped(String(decoding: bytes[done...], as: UTF8.self)))
  }

  mutating func putCode(_ info: String, _ literal: String) {
    newLine()
    let marked = MarkedText(literal)
    if let number = marked.parts.first?.number, pictures.indices.contains(number) {
      return putPicture(pictures[number])
    }
    putCode(language: String(info.prefix { !$0.isWhitespace }), marked.text)
  }

  /// A picture as SVG, or in the form its author asks for.
  private mutating func putPicture(_ picture: Picture) {
    switch picture.form {
    case .text, .mermaid, .tikz:
      let form = picture.form ?? .text
      putCode(language: form.rawValue, picture.written(as: form) ?? "")
    case .svg, nil:
      let focus = form == .page ? " tabindex=\"0\"" : ""
      let tag = isInFigure ? "div" : "figure"
      put("<\(tag) class=\"picture\"\(focus)>\n\(SVGWriter().svg(picture.scene))</\(tag)>\n")
    }
  }

  private mutating func putCode(language: String, _ text: String) {
    put(form == .page ? "<pre tabindex=\"0\"><code" : "<pre><code")
    if !language.isEmpty { put(" class=\"language-\(HTMLText.escaped(language))\"") }
    put(">" + HTMLText.escaped(text) + "</code></pre>\n")
  }

  // MARK: Links

  mutating func beginLink(_ target: ContentNode.Target, line: Int) {
    if sanitizer != nil, !SafeLink.isSafe(target.destination) {
      report(
        Notice(
          id: "link-left-out", "the address `\(target.destination)` may run something", line: line,
          help: "the words stay; --unsafe-html keeps the link"))
      return
    }
    put("<a href=\"\(HTMLText.address(target.destination))\"")
    putTitle(target)
    put(">")
  }

  mutating func endLink(_ target: ContentNode.Target) {
    if sanitizer == nil || SafeLink.isSafe(target.destination) { put("</a>") }
  }

  private mutating func putTitle(_ target: ContentNode.Target) {
    if !target.title.isEmpty { put(" title=\"\(HTMLText.escaped(target.title))\"") }
  }

  // MARK: Images

  /// A trusted fragment's image stays where it is; others are put into the page.
  mutating func beginImage(_ target: ContentNode.Target, _ index: Int) {
    guard sanitizer != nil || form == .page else {
      return put("<img src=\"\(HTMLText.address(target.destination))\" alt=\"")
    }
    switch images.data(target.destination) {
    case .success(let address): put("<img src=\"\(address)\" alt=\"")
    case .failure(let problem):
      report(problem.notice(target.destination, line: content.nodes[index].line))
      put("<span class=\"missing\" title=\"\(HTMLText.escaped(target.destination))\" role=\"img\"")
      put(" aria-label=\"")
    }
  }

  mutating func endImage(_ target: ContentNode.Target) {
    let isPlain = sanitizer == nil && form == .fragment
    if isPlain || (try? images.data(target.destination).get()) != nil {
      put("\"")
      putTitle(target)
      put(" />")
    } else {
      let name = target.destination.split(separator: "/").last.map(String.init) ?? ""
      put("\">[image: \(HTMLText.escaped(name))]</span>")
    }
  }

  // MARK: HTML

  mutating func putHTML(_ html: String, line: Int) {
    guard sanitizer != nil else { return put(html) }
    put(sanitized(html, line: line))
  }

  mutating func putHTMLBlock(_ html: String, line: Int) {
    newLine()
    put(sanitizer == nil ? html : sanitized(html, line: line))
    newLine()
  }

  private mutating func sanitized(_ html: String, line: Int) -> String {
    guard var sanitizer else { return html }
    let result = sanitizer.sanitized(html)
    for problem in sanitizer.takeProblems() {
      switch problem {
      case .tag(let name):
        report(
          Notice(
            id: "html-left-out", "`<\(name)>` is left out of the page", line: line,
            help: "--unsafe-html keeps all HTML as it is"))
      case .attribute(let name, let tag):
        report(
          Notice(
            id: "html-left-out", "`\(name)` of `<\(tag)>` is left out of the page", line: line,
            help: "--unsafe-html keeps all HTML as it is"))
      case .image(let address, let problem): report(problem.notice(address, line: line))
      }
    }
    self.sanitizer = sanitizer
    return result
  }

  // MARK: Math

  mutating func putMath(_ marked: String, isDisplay: Bool) {
    let tex = MarkedText(marked)
    keep(formula: tex.text)
    guard form == .page else {
      let mark = isDisplay ? "$$" : "$"
      return put(HTMLText.escaped(mark + tex.text + mark))
    }
    let name = isDisplay ? "math display" : "math"
    put("<span class=\"\(name)\"\(places(tex))>\(HTMLText.escaped(tex.text))</span>")
  }

  mutating func putDisplay(_ marked: String) {
    newLine()
    let tex = MarkedText(marked)
    keep(formula: tex.text)
    let text = tex.text.trimmingLines
    guard form == .page else { return put("<p>\(HTMLText.escaped("$$\(text)$$"))</p>\n") }
    let shift = tex.text.utf8.count - tex.text.drop(while: \.isWhitespace).utf8.count
    put("<div class=\"math display\" tabindex=\"0\"\(places(tex, shift: shift))>")
    put(HTMLText.escaped(text) + "</div>\n")
  }

  /// The places of numbers in a formula for the page's script: begin, length (in UTF-16) and number of
  /// each.
  private func places(_ tex: MarkedText, shift: Int = 0) -> String {
    guard !tex.parts.isEmpty else { return "" }
    let bytes = Array(tex.text.utf8)
    func units(_ range: Range<Int>) -> Int {
      String(decoding: bytes[range], as: UTF8.self).utf16.count
    }
    let list = tex.parts.map { part in
      "\(units(shift..<part.range.lowerBound)) \(units(part.range)) \(part.number)"
    }
    return " data-numbers=\"\(list.joined(separator: " "))\""
  }
}

extension String {
  /// Without white space at the ends.
  var trimmingLines: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
