import Diagnostics
import Markdown
import TestSupport
import Testing

@testable import Notebook

/// Documents made of all examples of the CommonMark specification with regions between them.
struct SpecificationTests {
  private static let bodies = [
    "| a | b |\n|---|---|\n| 1 | 2 |", "one\ntwo  \nthree", "- a\n\n  b\n- c", "<div>\nx\n</div>",
    "```text\na\n\n\tb\n```", "    code\n\n    more", "$$\nx\n$$", "> quote", "# heading", "",
  ]

  private func document(_ examples: [String], seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed)
    var blocks = [String]()
    for number in 0..<12 {
      let example = examples.randomElement(using: &generator) ?? ""
      var region = "<!-- show view\(number) -->"
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: region += "\nold \(number)\n<!-- /show -->"
      case 1: region += "\n\n| old |\n|---|\n\n<!-- /show -->"
      default: break
      }
      let isRegionFirst = Bool.random(using: &generator)
      let parts = isRegionFirst ? [region, "", example] : [example, "", region]
      let lines = parts.joined(separator: "\n").split(
        separator: "\n", omittingEmptySubsequences: false)
      let marks = [("", ""), ("> ", "> "), ("- ", "  "), ("1.  ", "    "), ("> - ", ">   ")]
      let (first, later) = marks.randomElement(using: &generator) ?? ("", "")
      let block = lines.enumerated().map { index, line in
        line.isEmpty ? later.contains(">") ? ">" : "" : (index == 0 ? first : later) + line
      }
      blocks.append(block.joined(separator: "\n"))
    }
    var text = blocks.joined(separator: "\n\n")
    if Bool.random(using: &generator) { text += "\n" }
    if Bool.random(using: &generator) { text = text.replacing("\n", with: "\r\n") }
    if Bool.random(using: &generator) { text = "\u{FEFF}" + text }
    return text
  }

  private func rendered(_ item: NotebookItem) -> String? {
    guard case .region(let region) = item else { return nil }
    let number = Int(region.name.text.dropFirst(4)) ?? 0
    return Self.bodies[number % Self.bodies.count]
  }

  /// The bytes outside of regions, found line by line without any parser; but for the line ending
  /// that a new region at the end of a file needs.
  private func outside(_ text: String) -> [UInt8] {
    var kept = [UInt8]()
    var pending: [UInt8]?
    for line in lines(text) {
      let string = String(decoding: line, as: UTF8.self)
      if string.contains("<!-- show view") {
        kept += pending ?? []
        kept += line
        pending = []
      } else if pending != nil, string.contains("<!-- /show") {
        pending = nil
      } else if pending != nil {
        pending? += line
      } else {
        kept += line
      }
    }
    kept += pending ?? []
    while kept.last == 0x0A || kept.last == 0x0D { kept.removeLast() }
    return kept
  }

  private func lines(_ text: String) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    for byte in text.utf8 {
      lines[lines.count - 1].append(byte)
      if byte == 0x0A { lines.append([]) }
    }
    return lines
  }

  @Test func inPlaceKeepsEveryByteOutsideRegionsAndIsAFixpoint() throws {
    guard let examples = try SpecificationExamples.markdown() else { return }
    var regions = 0
    for seed in 0..<600 {
      let text = document(examples, seed: UInt64(seed))
      let (parsed, _) = NotebookDocument.parse(SourceText(name: "a.md", text: text))
      let first = Weaver(parsed).inPlace(rendered)
      let (again, _) = NotebookDocument.parse(SourceText(name: "a.md", text: first.text))
      let second = Weaver(again).inPlace(rendered)
      regions += parsed.items.count
      let isRight =
        outside(first.text) == outside(text) && Array(second.text.utf8) == Array(first.text.utf8)
        && second.staleItems.isEmpty && first.diagnostics.isEmpty && second.diagnostics.isEmpty
        && again.items.count == parsed.items.count
      #expect(
        isRight, "seed \(seed):\n\(text)\n=== first\n\(first.text)\n=== second\n\(second.text)")
      if !isRight { break }
    }
    #expect(regions > 600 * 6)
  }

  @Test func codeIsCutOutAsCommonMarkReadsIt() throws {
    guard let examples = try SpecificationExamples.markdown() else { return }
    var fences = 0
    for prefix in ["", "> ", "- ", ">"] {
      for example in examples {
        let lines = example.split(separator: "\n", omittingEmptySubsequences: false)
        let later = prefix == "- " ? "  " : prefix
        let text = lines.enumerated().map { ($0 == 0 ? prefix : later) + $1 }
          .joined(separator: "\n")
        let tree = MarkdownTree(SourceText(name: "a.md", text: text))
        for (index, block) in tree.blocks.enumerated() {
          guard case .codeBlock(let code) = block.kind else { continue }
          let indent: Int
          var body = block.lines.lowerBound..<block.lines.upperBound + 1
          if code.info == nil {
            indent = 4
          } else {
            fences += 1
            indent = tree.contentCursors(of: index)[0].indentation(in: tree.bytes).columns
            body = body.lowerBound + 1..<(code.isClosed ? body.upperBound - 1 : body.upperBound)
          }
          let excerpt = tree.excerpt(lines: body, of: index, indent: indent)
          #expect(excerpt.text == code.literal, "\(text)")
        }
      }
    }
    #expect(fences > 100)
  }
}
