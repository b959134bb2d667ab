// Feeds documents of libFuzzer to everything that reads what others wrote: `scripts/fuzz` builds and runs it.

import Audit
import AuditHarness
import Diagnostics
import Foundation
import Runner
import Walkthrough

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// What documents are judged with: the installed words, and a network for every other document.
struct Setting {
  let lexicon: Lexicon
  let networks: [Worksheet]

  static let notebook = """
    ```yaml network
    name: ffnn
    \(RandomNotebook.twoTwoTwo)notation: walkthrough
    ```
    """

  init() {
    let templates = TemplateStore(notebookFolder: nil)
    lexicon = (try? Lexicon.installed(templates)) ?? Lexicon()
    let runner = NotebookRunner(
      SourceText(name: "notebook.md", text: Self.notebook), templates: templates)
    networks = runner.networks.worksheets
  }
}

// allowed: one thread calls libFuzzer's test, and the networks' caches are this program's alone.
nonisolated(unsafe) let setting = Setting()

/// Judges a document, writes all reports and, of short ones, the correction.
func judge(_ text: String, networks: [Worksheet]) {
  let audit = { (source: SourceText) in
    AuditReport(source, lexicon: setting.lexicon, networks: networks)
  }
  let report = audit(SourceText(name: "page.md", text: text))
  precondition(report.numerals.allSatisfy { $0.place.range.upperBound <= text.utf8.count })
  let written = [
    TextReport(report, showsAll: true).text, JSONReport(report).text, GitHubReport(report).text,
    SARIFReport(report, version: "0.0.0").text,
  ]
  precondition(written.allSatisfy { !$0.isEmpty })
  if text.utf8.count < 1000 { _ = try? Fixer(audit).fix(report) }
}

var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(
  runDriver(&count, &arguments) { bytes, size in
    let data = UnsafeBufferPointer(start: bytes, count: size)
    let text = String(decoding: data, as: UTF8.self)
    judge(text, networks: size % 2 == 0 ? setting.networks : [])
    return 0
  })
