import Diagnostics

/// The rows of a CSV file as text.
///
/// Cells are divided by commas, or another sign, rows by line ends; a cell in quotes may hold both,
/// and a quote twice. Lines without any text are no rows.
/// - Source: RFC 4180.
struct CSVTable {
  struct Row {
    /// The line of the file it begins on, from 1.
    let line: Int
    var cells: [String]
  }

  enum Fault: Error, Equatable {
    /// A quote that nothing closes, opened on this line.
    case openQuote(line: Int)
    case tooManyCells(limit: Int)
  }

  private(set) var rows: [Row] = []

  /// - Throws: `Fault`.
  init(_ text: String, separator: UInt8, cellLimit: Int) throws(Fault) {
    let bytes = Array(text.utf8)
    var (cell, cells) = ([UInt8](), [String]())
    var (line, start, opened, isQuoted, count) = (1, 1, 1, false, 0)
    func finishRow(_ rows: inout [Row]) {
      let isBlank = cells.allSatisfy { $0.isEmpty }
      if !isBlank || cells.count > 1 { rows.append(Row(line: start, cells: cells)) }
      cells = []
    }
    func finishCell() throws(Fault) {
      cells.append(Self.trimmed(cell))
      cell = []
      count += 1
      if count > cellLimit { throw .tooManyCells(limit: cellLimit) }
    }
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if isQuoted {
        if byte == UInt8(ascii: "\"") {
          if index < bytes.count, bytes[index] == byte {
            cell.append(byte)
            index += 1
          } else {
            isQuoted = false
          }
        } else {
          if byte == UInt8(ascii: "\n") { line += 1 }
          cell.append(byte)
        }
      } else if byte == UInt8(ascii: "\""), Self.trimmed(cell).isEmpty {
        (isQuoted, opened) = (true, line)
      } else if byte == separator {
        try finishCell()
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        if byte == UInt8(ascii: "\r"), index < bytes.count, bytes[index] == UInt8(ascii: "\n") {
          index += 1
        }
        try finishCell()
        finishRow(&rows)
        line += 1
        start = line
      } else {
        cell.append(byte)
      }
    }
    if isQuoted { throw .openQuote(line: opened) }
    if !cell.isEmpty || !cells.isEmpty {
      try finishCell()
      finishRow(&rows)
    }
  }

  /// A cell without the blanks around it.
  private static func trimmed(_ bytes: [UInt8]) -> String {
    let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    let start = bytes.firstIndex { !isBlank($0) } ?? bytes.count
    let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
