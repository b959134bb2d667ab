import Testing

@testable import Notebook

/// CSV as RFC 4180 has it, and as spreadsheets write it.
@Suite struct CSVTableTests {
  struct Case: Sendable {
    var text: String
    var rows: [[String]]
    var lines: [Int]

    init(_ text: String, _ rows: [[String]], lines: [Int]) {
      (self.text, self.rows, self.lines) = (text, rows, lines)
    }
  }

  @Test(arguments: [
    Case("a,b\n1,2\n", [["a", "b"], ["1", "2"]], lines: [1, 2]),
    Case("a,b\r\n1,2", [["a", "b"], ["1", "2"]], lines: [1, 2]),
    Case("1,2\r3,4\r", [["1", "2"], ["3", "4"]], lines: [1, 2]),
    Case("\u{FEFF}1,2\n\n\n3,4\n\n", [["1", "2"], ["3", "4"]], lines: [1, 4]),
    Case(" 1 ,\t2 \n", [["1", "2"]], lines: [1]),
    Case("\"a,b\",\"say \"\"yes\"\"\"\n", [["a,b", "say \"yes\""]], lines: [1]),
    Case("\"two\nlines\",1\n2,3\n", [["two\nlines", "1"], ["2", "3"]], lines: [1, 3]),
    Case("1,\n,2\n", [["1", ""], ["", "2"]], lines: [1, 2]),
    Case(",\n", [["", ""]], lines: [1]),
    Case("", [], lines: []),
  ])
  func readsRows(_ example: Case) throws {
    let table = try CSVTable(example.text, separator: UInt8(ascii: ","), cellLimit: 100)
    #expect(table.rows.map(\.cells) == example.rows)
    #expect(table.rows.map(\.line) == example.lines)
  }

  @Test func refusesWhatIsTooLargeOrOpen() {
    #expect(throws: CSVTable.Fault.tooManyCells(limit: 3)) {
      try CSVTable("1,2\n3,4\n", separator: UInt8(ascii: ","), cellLimit: 3)
    }
    #expect(throws: CSVTable.Fault.openQuote(line: 2)) {
      try CSVTable("1,2\n3,\"4\n", separator: UInt8(ascii: ","), cellLimit: 9)
    }
  }
}
