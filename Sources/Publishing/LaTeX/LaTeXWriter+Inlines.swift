import Foundation
import Markdown

extension LaTeXWriter {
  mutating func putLineBreak() {
    // In a cell the line ends where the layout says how.
    put(table != nil ? LaTeXTable.lineBreak : "\\newline\n")
  }

  /// Writes a formula whose braces do not match as text, and says so.
  mutating func isUnbalanced(_ tex: String, _ index: Int) -> Bool {
    let formula = MarkedText.plain(tex)
    if LaTeXText.isBalanced(formula) { return false }
    report(
      "math-braces", "the braces of the formula `\(formula.trimmingLines.prefix(40))` do not match",
      content.nodes[index].line, help: "it is written as text")
    put("\\texttt{\(text.code(formula.trimmingLines))}")
    return true
  }

  mutating func putMath(_ tex: String, isDisplay: Bool, _ index: Int) {
    if isUnbalanced(tex, index) { return }
    let formula = text.math(MarkedText.plain(tex)).trimmingLines
    if formula.isEmpty { return }
    // Fractions in a table's cell are as large as displayed ones.
    let isTall = table != nil && formula.contains("\\frac")
    guard isDisplay else { return put("$\(isTall ? "\\displaystyle " : "")\(formula)$") }
    if table != nil || isInHeading(index) { return put("$\\displaystyle \(formula)$") }
    newLine()
    put(LaTeXDisplay(lineWidth: lineWidth).written(formula))
    newLine()
  }

  private func isInHeading(_ index: Int) -> Bool {
    var next = content.nodes[index].parent
    while let node = next {
      if case .heading = content.nodes[node].kind { return true }
      next = content.nodes[node].parent
    }
    return false
  }

  // MARK: Links and pictures

  mutating func beginLink(_ target: ContentNode.Target, _ index: Int) {
    guard SafeLink.isSafe(target.destination) else {
      report(
        "link-left-out", "the address `\(target.destination)` may run something",
        content.nodes[index].line, help: "the words stay")
      return
    }
    if target.destination.isEmpty || putReference(target, index) { return }
    if target.destination.hasPrefix("#") {
      put("\\hyperref[\(Self.label(String(target.destination.dropFirst())))]{")
    } else {
      put("\\href{\(Self.address(target.destination))}{")
    }
  }

  mutating func endLink(_ target: ContentNode.Target) {
    if SafeLink.isSafe(target.destination), !target.destination.isEmpty { put("}") }
  }

  /// An address in an argument of `\href`.
  static func address(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "_"):
        result += "\\\(Character(Unicode.Scalar(byte)))"
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: result.append(Character(Unicode.Scalar(byte)))
      default:
        if "-.+!*'(),@?=;:/~".utf8.contains(byte) {
          result += byte == UInt8(ascii: "~") ? "\\~{}" : String(Character(Unicode.Scalar(byte)))
        } else {
          let digits = String(byte, radix: 16, uppercase: true)
          result += "\\%" + (digits.utf8.count == 1 ? "0" : "") + digits
        }
      }
    }
    return result
  }

  mutating func putImage(_ target: ContentNode.Target, _ index: Int) {
    let words = text.escaped(MarkedText.plain(content.plainText(of: index)))
    switch images.latexFile(target.destination) {
    case .success(let file):
      let name = "picture-\(pictures.count + 1).\(file.pathExtension.lowercased())"
      let known = pictures.first { $0.value == file.path }?.key
      pictures[known ?? name] = file.path
      put("\\includegraphics{\(known ?? name)}")
    case .failure(let problem):
      report(problem.notice(target.destination, line: content.nodes[index].line))
      put("\\fbox{\(words.isEmpty ? text.escaped(target.destination) : words)}")
    }
  }

  private mutating func report(_ notice: Notice) { notices.append(notice) }

  // MARK: HTML

  /// Tags that LaTeX has a command for.
  private static let commands = [
    "b": "\\textbf{", "strong": "\\textbf{", "i": "\\emph{", "em": "\\emph{", "var": "\\emph{",
    "cite": "\\emph{", "dfn": "\\emph{", "sub": "\\textsubscript{", "sup": "\\textsuperscript{",
    "code": "\\texttt{", "kbd": "\\texttt{", "samp": "\\texttt{", "tt": "\\texttt{",
    "u": "\\underline{", "ins": "\\underline{", "small": "{\\small ",
  ]

  /// Tags that change nothing on paper.
  private static let silent: Set<String> = [
    "span", "a", "wbr", "abbr", "div", "p", "q", "bdi", "bdo", "time",
  ]

  mutating func putHTML(_ html: String, line: Int) {
    var scanner = HTMLScanner(html)
    while let token = scanner.next() {
      switch token {
      case .opening(let tag):
        if tag.name == "a", let anchor = tag.attributes.first(where: { $0.name == "id" })?.value {
          putAnchor(anchor)
        } else if tag.name == "br" {
          putLineBreak()
        } else if let command = Self.commands[tag.name] {
          openTags[openTags.count - 1].append(tag.name)
          put(command)
        } else if !Self.silent.contains(tag.name) {
          report(
            "html-left-out", "`<\(tag.name)>` is left out: LaTeX has nothing for it", line)
        }
      case .closing(let name):
        guard let open = openTags.last, let index = open.lastIndex(of: name) else { continue }
        put(String(repeating: "}", count: open.count - index))
        openTags[openTags.count - 1].removeSubrange(index...)
      case .text, .other: break
      }
    }
  }

  mutating func closeTags() {
    guard openTags.count > 1, let open = openTags.popLast() else { return }
    put(String(repeating: "}", count: open.count))
  }

  mutating func putHTMLBlock(_ html: String, line: Int) {
    var scanner = HTMLScanner(html)
    while let token = scanner.next() {
      if case .opening(let tag) = token {
        return report(
          "html-left-out", "this HTML, from `<\(tag.name)>` on, is left out: LaTeX has none", line)
      }
    }
  }

  // MARK: Tables

  mutating func endCell(_ index: Int) {
    let cell = LaTeXTable.Cell(tex: endCapture(), size: CellMeasure(content, index))
    table?.add(cell)
  }

  mutating func endTable() {
    guard let table else { return }
    self.table = nil
    newLine()
    for part in table.written(lineWidth: lineWidth, canBreak: !isInContainer, caption: caption) {
      line = part.line
      put(part.text)
    }
    caption = nil
  }
}
