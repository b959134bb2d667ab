import Diagnostics
import Foundation
import Markdown
import TestSupport
import Testing

@testable import Publishing

/// pdflatex, where there is one.
struct PDFLaTeX {
  let program: URL

  /// `nil` with a notice where it is not installed.
  ///
  /// - Throws: `MissingRequirement` under continuous integration.
  init?() throws {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let found = path.split(separator: ":").map { "\($0)/pdflatex" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else {
      try MissingRequirement.skip("there is no pdflatex: run scripts/setup test")
      return nil
    }
    program = URL(filePath: found)
  }

  /// The log of a document, and whether it was set.
  func log(of document: String) throws -> (log: String, isFine: Bool) {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "deltabook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(document.utf8).write(to: folder.appending(path: "a.tex"))
    let process = Process()
    process.executableURL = program
    process.arguments = ["-interaction=nonstopmode", "-halt-on-error", "-file-line-error", "a.tex"]
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(["max_print_line": "999"]) {
      $1
    }
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let log = try Data(contentsOf: folder.appending(path: "a.log"))
    return (String(decoding: log, as: UTF8.self), process.terminationStatus == 0)
  }

  /// Whether a body is set within the installed skeleton; a failure tells the error and its lines.
  func check(_ body: String) throws {
    let file = Repository.root.appending(path: "templates/documents/document.tex")
    let skeleton = SourceText(
      name: "document.tex", text: try String(contentsOf: file, encoding: .utf8))
    let text = try DocumentSkeleton(skeleton).filled([
      "title": "", "author": "", "date": "", "language": "en", "body": body, "pictures": "",
    ])
    let (log, isFine) = try log(of: text)
    if isFine { return }
    let error = log.split(separator: "\n").first { $0.hasPrefix("./a.tex:") } ?? "(no message)"
    let line = error.split(separator: ":").dropFirst().first.flatMap { Int($0) } ?? 1
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let near = lines[max(0, line - 12)..<min(lines.count, line + 2)].joined(separator: "\n")
    Issue.record("\(error)\n\(near)")
  }
}

func latex(_ markdown: String) -> String {
  let content = MarkdownContent(SourceText(name: "a.md", text: markdown))
  var writer = LaTeXWriter(content)
  return writer.write()
}

struct LaTeXCompileTests {
  @Test func `Every example of the specification can be set`() throws {
    guard let examples = try SpecificationExamples.load(), let program = try PDFLaTeX() else {
      return
    }
    let bodies = examples.map { "% example \($0.example)\n\\par\n\(latex($0.markdown))\n" }
    try program.check(bodies.joined(separator: "\n"))
  }

  @Test func `Every example can be set in a list, a quote, and a cell`() throws {
    guard let examples = try SpecificationExamples.load(), let program = try PDFLaTeX() else {
      return
    }
    for (first, rest) in [("- ", "  "), ("> ", "> "), ("1. > - ", "   >   ")] {
      let bodies = examples.map { example in
        let lines = example.markdown.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.enumerated().map { ($0 == 0 ? first : rest) + $1 }.joined(separator: "\n")
        return "% example \(example.example) in \(first)\n\\par\n\(latex(text))\n"
      }
      try program.check(bodies.joined(separator: "\n"))
    }
    let cells = examples.map { example in
      let line = example.markdown.split(separator: "\n").first ?? ""
      return "% example \(example.example) in a cell\n"
        + latex("| a | b |\n|---|---|\n| \(line.replacing("|", with: "\\|")) | c |\n")
    }
    try program.check(cells.joined(separator: "\n"))
  }

  /// Every character of the first planes' scripts that prose uses, symbols, emoji, and control characters.
  @Test func `Every character can be set, in text, code, and formulas`() throws {
    guard let program = try PDFLaTeX() else { return }
    var body = ""
    let ranges: [ClosedRange<UInt32>] = [
      0x01...0x09, 0x0B...0x0C, 0x0E...0x2FF, 0x300...0x36F, 0x370...0x52F, 0x1E00...0x1EFF,
      0x2000...0x2BFF, 0x3000...0x30FF, 0x4E00...0x4E20, 0xE000...0xE010, 0xFB00...0xFB06,
      0xFE00...0xFE0F, 0x1D400...0x1D7FF, 0x1F300...0x1F320,
    ]
    for range in ranges {
      let scalars = range.compactMap(Unicode.Scalar.init)
      for start in stride(from: 0, to: scalars.count, by: 24) {
        let piece = scalars[start..<min(start + 24, scalars.count)]
        let letters = piece.map { "a\($0)b" }.joined(separator: " ")
        let code = letters.replacing("`", with: "")
        let formula = piece.filter { !$0.isASCII }.map { "\($0) \\text{\($0)}" }
          .joined(separator: " + ")
        body += latex("\(letters)\n\n`` \(code) ``\n\n```\n\(code)\n```\n")
        if !formula.isEmpty { body += latex("$0\(formula)0$") }
        body += "\n\\par\n"
      }
    }
    try program.check(body)
  }

  @Test func `Deep nesting is flattened before LaTeX gives up`() throws {
    guard let program = try PDFLaTeX() else { return }
    var text = ""
    for depth in 0..<12 {
      text += String(repeating: "  ", count: depth) + "- a\n"
    }
    text += "\n" + String(repeating: "> ", count: 40) + "deep\n\n"
    for depth in 0..<9 { text += String(repeating: "   ", count: depth) + "1. b\n" }
    text += "\n" + String(repeating: "*a **b ", count: 30) + String(repeating: "** *", count: 30)
    try program.check(latex(text))
  }
}
