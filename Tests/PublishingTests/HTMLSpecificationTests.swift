import CCmark
import Diagnostics
import Foundation
import Markdown
import TestSupport
import Testing

@testable import Publishing

/// libcmark's own HTML.
func reference(_ markdown: String) -> String {
  let bytes = Array(markdown.utf8)
  let rendered = bytes.withUnsafeBufferPointer { buffer in
    buffer.withMemoryRebound(to: CChar.self) {
      cmark_markdown_to_html($0.baseAddress, $0.count, CMARK_OPT_UNSAFE)
    }
  }
  guard let rendered else { return "" }
  defer { free(rendered) }
  return String(cString: rendered)
}

func html(_ markdown: String, trusted: Bool = true, form: HTMLWriter.Form = .fragment) -> String {
  let content = MarkdownContent(SourceText(name: "a.md", text: markdown))
  var writer = HTMLWriter(content, form: form, trusted: trusted)
  return writer.write()
}

struct HTMLSpecificationTests {
  @Test func `Every example of the specification is written as libcmark writes it`() throws {
    guard let examples = try SpecificationExamples.load() else { return }
    #expect(examples.count > 640)
    for example in examples {
      #expect(
        html(example.markdown) == reference(example.markdown),
        "example \(example.example):\n\(example.markdown)")
    }
  }

  @Test func `Joined examples are written as libcmark writes them`() throws {
    guard let examples = try SpecificationExamples.load() else { return }
    for separator in ["\n\n", "\n***\n", "\n\n<!-- -->\n\n"] {
      for pair in zip(examples, examples.dropFirst(7)) {
        let text = "- " + pair.0.markdown + separator + "> " + pair.1.markdown
        #expect(html(text) == reference(text), "examples \(pair.0.example), \(pair.1.example)")
      }
    }
  }
}
