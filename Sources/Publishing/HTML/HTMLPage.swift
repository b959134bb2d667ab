package import Diagnostics
import Foundation

/// A page that works by itself: styles, fonts, script and pictures inside.
package struct HTMLPage {
  /// What a number on the page is: shown where it is pointed at.
  package struct Number: Sendable, Hashable {
    package let symbol: String
    /// At full precision.
    package let value: String
    package let formula: String?

    package init(symbol: String, value: String, formula: String?) {
      (self.symbol, self.value, self.formula) = (symbol, value, formula)
    }
  }

  /// The texts that make up a page.
  package struct Parts: Sendable {
    package let skeleton: SourceText
    package let styles: SourceText
    package let script: SourceText

    package init(skeleton: SourceText, styles: SourceText, script: SourceText) {
      (self.skeleton, self.styles, self.script) = (skeleton, styles, script)
    }
  }

  package let parts: Parts
  package let katex: KaTeX?
  /// Whether the author's own HTML may do anything.
  package let trusted: Bool

  package init(parts: Parts, katex: KaTeX?, trusted: Bool) {
    (self.parts, self.katex, self.trusted) = (parts, katex, trusted)
  }

  /// The page.
  ///
  /// - Throws: `DiagnosticError` for a skeleton that cannot be filled in.
  package func text(
    _ writer: HTMLWriter, body: String, info: DocumentInfo, numbers: [Number]
  ) throws(DiagnosticError) -> String {
    let hasMath = !writer.formulas.isEmpty
    let formulas = writer.formulas + numbers.map { $0.symbol + ($0.formula ?? "") }
    var styles = parts.styles.text
    if let katex, hasMath { styles = katex.styles(for: formulas) + "\n" + styles }
    var scripts = [parts.script.text.trimmingLines]
    if let katex, hasMath { scripts.insert(katex.script.trimmingLines, at: 0) }
    let escape = HTMLText.escaped
    let title = info.title ?? writer.headings.first.map { Self.plain($0.html) } ?? "Notebook"
    let page = try DocumentSkeleton(parts.skeleton).filled([
      "language": escape(info.language ?? "en"),
      "title": escape(title),
      "heading": info.title == nil || !writer.headings.allSatisfy({ $0.level > 1 })
        ? "" : escape(info.title ?? ""),
      "author": escape(info.authors.joined(separator: ", ")),
      "date": escape(info.date ?? ""),
      "styles": styles.replacing("</style", with: "<\\/style"),
      "contents": contents(writer.headings),
      "body": body,
      "notice": hasMath && katex == nil ? Self.mathNotice : "",
      "numbers": numbersJSON(numbers),
      "scripts": scripts.map { "<script>\($0)</script>" }.joined(separator: "\n"),
    ])
    return try trusted ? page : secured(page, scripts)
  }

  private static let mathNotice = """
    Formulas are shown as TeX, because <a href="https://katex.org">KaTeX</a> was not installed where this \
    page was made.
    """

  // MARK: Security

  /// The page with a policy that lets its own scripts run, and nothing else: no other script, no frame, no
  /// request to anywhere.
  private func secured(_ page: String, _ scripts: [String]) throws(DiagnosticError) -> String {
    guard let head = page.firstRange(of: "<head>"), Self.isPlainStart(page[..<head.lowerBound])
    else {
      throw DiagnosticError(
        Diagnostic(
          id: "page-skeleton",
          "a page must begin with `<!DOCTYPE html>`, `<html …>` and `<head>`, and nothing between them",
          at: SourceSpan(source: parts.skeleton, range: 0..<0)))
    }
    let hashes = scripts.map { script in
      "'sha256-\(Data(SHA256.digest(Array(script.utf8))).base64EncodedString())'"
    }
    let policy =
      "default-src 'none'; script-src \(hashes.joined(separator: " ")); "
      + "style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    return page[..<head.upperBound]
      + "\n<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">"
      + page[head.upperBound...]
  }

  private static func isPlainStart(_ text: Substring) -> Bool {
    var scanner = HTMLScanner(String(text))
    while let token = scanner.next() {
      switch token {
      case .text(let text): if !text.allSatisfy(\.isWhitespace) { return false }
      case .opening(let tag): if tag.name != "html" { return false }
      case .closing: return false
      case .other: break
      }
    }
    return true
  }

  // MARK: Parts

  /// A list of the sections, for pages with some.
  private func contents(_ headings: [HTMLHeading]) -> String {
    let isTitled = headings.first?.level == 1 && headings.count { $0.level == 1 } == 1
    let top = isTitled ? 2 : 1
    let shown = headings.filter { (top...top + 1).contains($0.level) }
    guard shown.count > 2 else { return "" }
    var text = "<ul>\n"
    var isNested = false
    for heading in shown {
      let deeper = heading.level > top
      if deeper != isNested { text += deeper ? "<ul>\n" : "</ul>\n" }
      isNested = deeper
      let words = Self.withoutLinks(heading.html)
      text += "<li><a href=\"#\(HTMLText.address(heading.anchor))\">\(words)</a></li>\n"
    }
    return text + (isNested ? "</ul>\n" : "") + "</ul>\n"
  }

  private static func withoutLinks(_ html: String) -> String {
    var scanner = HTMLScanner(html)
    var text = ""
    while let token = scanner.next() {
      switch token {
      case .text(let words): text += words
      case .opening(let tag)
      where ["code", "em", "strong", "sub", "sup", "span"].contains(tag.name):
        let isMath = tag.attributes.contains { $0.name == "class" && $0.value.hasPrefix("math") }
        text += isMath ? "<span class=\"math\">" : "<\(tag.name)>"
      case .closing(let name) where ["code", "em", "strong", "sub", "sup", "span"].contains(name):
        text += "</\(name)>"
      case .opening, .closing, .other: break
      }
    }
    return text
  }

  private static func plain(_ html: String) -> String {
    var scanner = HTMLScanner(html)
    var text = ""
    while let token = scanner.next() { if case .text(let words) = token { text += words } }
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
  }

  /// `[[symbol, value, formula], …]`, in which no `<` could end the element around it.
  private func numbersJSON(_ numbers: [Number]) -> String {
    if numbers.isEmpty { return "" }
    let rows = numbers.map { number in
      let parts = [number.symbol, number.value] + (number.formula.map { [$0] } ?? [])
      return "[" + parts.map(JSONString.quoted).joined(separator: ",") + "]"
    }
    return "[" + rows.joined(separator: ",\n").replacing("<", with: "\\u003C") + "]"
  }
}
