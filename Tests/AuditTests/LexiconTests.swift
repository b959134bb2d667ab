import Diagnostics
import Runner
import Testing

@testable import Audit

/// The words of headings in other languages, and files of them with errors.
struct LexiconTests {
  /// By hand, with η = 0.1: 0.5 − 0.012 = 0.488, 0.3 + 0.004 = 0.304, 0.2 − 0.01 = 0.19.
  @Test(arguments: [
    ["이전", "기울기", "이후"], ["önce", "gradyan", "sonra"], ["przed", "gradient", "po"],
    ["trước", "đạo hàm riêng", "sau"],
  ])
  func `Tables of updates are read in other languages`(headings: [String]) throws {
    let text = """
      $\\eta = 0.1$

      | | \(headings.joined(separator: " | ")) |
      |---|---|---|---|
      | $w_1$ | 0.500 | 0.120 | 0.488 |
      | $w_2$ | 0.300 | -0.040 | 0.304 |
      | $w_3$ | 0.200 | 0.100 | 0.180 |
      """
    let report = AuditReport(
      SourceText(name: "page.md", text: text), lexicon: try Lexicon.installed(.repository))
    #expect(
      report.findings.map { "\($0.claim.published) \($0.verdict.rawValue)" } == [
        "0.488 match", "0.304 match", "0.180 slip",
      ])
  }

  @Test func `Keys that are none are errors`() {
    let source = SourceText(
      name: "own.yaml",
      text: """
        columns: {reslt: [answer]}
        rows: {sums: [total]}
        sizes: {hiden: [hidden size]}
        quantities: {gradiant: [slope], velocity: [speed]}
        symbol: {weight: ['w']}
        """)
    let error = #expect(throws: DiagnosticError.self) { try Lexicon.read([source]) }
    #expect(
      error.map { $0.diagnostics.map { [$0.message, $0.help ?? ""] } } == [
        ["`symbol` is no part of a lexicon", "did you mean `symbols`?"],
        ["`reslt` is no kind of column", "did you mean `result`?"],
        ["`sums` is no kind of row", "did you mean `sum`?"],
        ["`hiden` is no layer with a size", "did you mean `hidden`?"],
        ["`gradiant` is no quantity of a lexicon", "did you mean `gradient`?"],
        ["`velocity` is no quantity of a lexicon", ""],
      ])
    #expect(error?.diagnostics.allSatisfy { $0.place != nil } ?? false)
  }
}
