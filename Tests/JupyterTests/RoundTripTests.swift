import Diagnostics
import Foundation
import Notebook
import TestSupport
import Testing

@testable import Jupyter

/// Markdown → Jupyter notebook → Markdown, byte by byte.
struct RoundTripTests {
  /// What Deltabook's items are in such documents.
  private static let items = [
    "```yaml network\nname: a\ninput: {x: [1]}\n```", "~~~~ network\ninput: {x: [1]}\n\n~~~~~",
    "```show net-inputs layer=H\n```", "```show net-inputs\n\n```", "``` show x echo\n```  ",
    "```markdown show weight=w_1\n$$\n<<grad>>\n$$\n```", "````show\n```math\nx\n```\n````",
    "  ```markdown view steps\n  | a |\n  |---|\n  ```", "<!-- network\ninput: {x: [1]}\n-->",
    "<!-- network\ninput: {x: [1]} -->", "<!-- show inputs -->",
    "<!-- show inputs -->\n| a |\n|---|\n| 1 |\n<!-- /show -->",
    "<!-- show inputs  layer=H -->\n\n| a |\n|---|\n\n<!-- /show 5f0c1a2b -->",
    "The value `= w_5.new` and <!--= w_5 -->$0.4$<!--/=-->, $w \\to <<w_1>>$ and $`x`$.",
    "- `= a`\n\n  ```show inputs\n  ```\n\n- more", "> <!-- show inputs -->\n> x\n> <!-- /show -->",
    "```show never closed", "[Label]: /address 'title'\n\nA [Label] and [label][].",
    "$$\n<<w_1>>\n$$", "```math\n<<w_1>>\n```", "```python\nprint(1)\n```", "\u{FEFF}x",
    "a\u{2028}b\u{85}c",
    "```\u{C}show x\n```", "See [](#tbl-a).", "%%show x", "    %%network", "---\na: b\n---",
  ]

  private func document(_ examples: [String], seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed)
    var text = ""
    if Int.random(in: 0..<4, using: &generator) == 0 { text += "---\ntitle: x\n---\n" }
    if Int.random(in: 0..<8, using: &generator) == 0 { text += "\n \n" }
    for _ in 0..<Int.random(in: 1..<10, using: &generator) {
      let isItem = Bool.random(using: &generator)
      text += (isItem ? Self.items : examples).randomElement(using: &generator) ?? ""
      text += ["\n", "\n\n", "\n\n\n", "\n \t\n", "\n\n"].randomElement(using: &generator) ?? ""
    }
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: while text.hasSuffix("\n") { text.removeLast() }
    case 1: text = text.replacing("\n", with: "\r\n")
    case 2: text = text.replacing("\n", with: "\r")
    case 3: text = "\u{FEFF}" + text
    default: break
    }
    return text
  }

  private func back(
    _ text: String, _ render: Weaver.Render?
  ) throws -> (markdown: String, file: String) {
    let document = NotebookDocument.parse(SourceText(name: "a.md", text: text)).0
    let file = JupyterWriter(document, render: render).text()
    let reading = try JupyterReader.read(SourceText(name: "a.ipynb", text: file))
    return (reading.authored.text, file)
  }

  /// Results that look like results.
  private func result(_ item: NotebookItem) -> String? {
    switch item {
    case .network, .view: ""
    case .show: "| a |\n|---|\n| $1$ |"
    case .region(let region): region.attributes.isEmpty ? "| a |\n|---|\n| 1 |" : "$$\nx\n$$"
    case .inlineValue, .inPlaceValue: "$0.5$"
    case .mathHole: "0.5"
    case .crossReference: "[Table 2](#tbl-net)"
    }
  }

  @Test func seededDocumentsComeBack() throws {
    guard let examples = try SpecificationExamples.markdown() else { return }
    for seed in 0..<700 {
      let text = document(examples, seed: UInt64(seed))
      let plain = try back(text, nil)
      let computed = try back(text, result)
      #expect(Array(plain.markdown.utf8) == Array(text.utf8), "seed \(seed), as it is:\n\(text)")
      #expect(Array(computed.markdown.utf8) == Array(text.utf8), "seed \(seed), computed:\n\(text)")
      let isRight = plain.markdown == text && computed.markdown == text
      if !isRight { break }
    }
  }

  @Test func examplesOfTheSpecificationComeBack() throws {
    guard let examples = try SpecificationExamples.markdown() else { return }
    #expect(examples.count > 600)
    for example in examples + Self.items + ["", "\n", " ", "\r\n\r\n", "\u{FEFF}"] {
      let (plain, _) = try back(example, nil)
      let (computed, _) = try back(example, result)
      #expect(Array(plain.utf8) == Array(example.utf8), "\(example.debugDescription)")
      #expect(Array(computed.utf8) == Array(example.utf8), "\(example.debugDescription)")
    }
  }

  /// Without what Deltabook keeps for itself, a document in the usual form comes back all the same.
  @Test func usualCellsNeedNoMetadata() throws {
    let text = """
      # Title

      ```yaml network
      input: {x: [1]}
      ```

      ```show net-inputs layer=H
      ```

      Words.

      ````markdown show
      ```math
      <<loss>>
      ```
      ````

      ```markdown view steps
      | <<a>> |
      ```

      """
    let (markdown, file) = try back(text, nil)
    #expect(markdown == text)
    #expect(file.components(separatedBy: "deltabook\": {").count == 2, "only the notebook's own")
  }

  @Test func idsAreUniqueStableAndLegal() throws {
    let text = "Same.\n\n```show a\n```\n\nSame.\n\n```show a\n```\n\nOther.\n"
    let ids = try self.ids(of: text)
    #expect(Set(ids).count == 5)
    #expect(ids[2] == ids[0] + "-2" && ids[3] == ids[1] + "-2")
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil })
    // A cell that is added before, and other values, leave the others' ids alone.
    #expect(try self.ids(of: "New.\n\n```show b\n```\n\n" + text).suffix(5) == ids)
    #expect(try self.ids(of: text, result) == ids)
  }

  private func ids(of text: String, _ render: Weaver.Render? = nil) throws -> [String] {
    let file = try back(text, render).file
    let root = try JSONReader.read(SourceText(name: "", text: file))
    return (root["cells"]?.array ?? []).compactMap { $0["id"]?.string }
  }
}
