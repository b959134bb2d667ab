import Testing

@testable import Audit

/// Tables written in HTML, as people type them and browsers mend them.
struct HTMLTableTests {
  /// The texts of the cells, row by row; `nil` if there is no table.
  private func cells(_ text: String) -> [[String]]? {
    let bytes = Array(text.utf8)
    var lines: [Range<Int>] = []
    var start = 0
    for (place, byte) in bytes.enumerated() where byte == 0x0A {
      lines.append(start..<place)
      start = place + 1
    }
    lines.append(start..<bytes.count)
    return HTMLTable(lines, bytes)?.rows.map { row in
      row.map { String(decoding: bytes[$0], as: UTF8.self).trimmingPrefix { $0.isWhitespace } }
        .map { String($0.reversed().trimmingPrefix { $0.isWhitespace }.reversed()) }
    }
  }

  @Test func `Cells that are not closed end where the next thing begins`() {
    #expect(
      cells("<table>\n<tr><td>a<td>b\n<tr><td>c<td>d\n</table>") == [["a", "b"], ["c", "d"]])
    #expect(cells("<table><tr><td>a</td><td>b") == [["a", "b"]])
  }

  @Test func `Attributes and capitals are no matter`() {
    #expect(
      cells("<TABLE><TR class=\"x\"><TD colspan=\"2\" align='left'>a</TD><Td>b</tD></TR></TABLE>")
        == [["a", "b"]])
  }

  @Test func `Rows without cells, and cells without rows`() {
    #expect(cells("<table><tr></tr><tr><td>a</td></tr></table>") == [["a"]])
    #expect(cells("<table><td>a</td><td>b</td></table>") == [["a", "b"]])
    #expect(cells("<table><tr></tr></table>") == nil)
    #expect(cells("<table>") == nil)
  }

  /// What stands in a table in a cell is a table's, row by row; nothing of it is lost.
  @Test func `A table in a cell gives its own cells`() {
    let nested = "<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>"
    #expect(cells(nested)?.joined().contains("b") == true)
    #expect(cells(nested)?.joined().contains("c") == true)
  }

  @Test(arguments: [
    "<table><tr><td", "<table><tr><td>a</td><", "<table><tr><td></td></tr>", "<table><<td>>a",
    "<table><tr><td>a < b</td></tr></table>", "<table><!-- <td>x</td> --><tr><td>a</td></tr>",
  ])
  func `What is broken is read to its end`(_ text: String) {
    let bytes = text.utf8.count
    for row in HTMLTable([0..<bytes], Array(text.utf8))?.rows ?? [] {
      #expect(row.allSatisfy { $0.lowerBound <= $0.upperBound && $0.upperBound <= bytes })
    }
  }

  /// 0.2 · 0.3 = 0.06, and the slip is found behind a cell that spans two columns.
  @Test func `A cell that spans columns is one cell`() {
    let report = ReportTests.report(
      """
      <table>
      <tr><th>Step</th><th>Calculation</th><th>Result</th></tr>
      <tr><td colspan="2">0.2 × 0.3</td><td>0.07</td></tr>
      </table>
      """)
    #expect(report.findings.filter { $0.verdict == .slip }.map(\.claim.published) == ["0.07"])
  }
}
