import Algebra
import Diagnostics
import NeuralCore

/// Data from a CSV file beside the notebook.
extension NetworkCellLayers {
  mutating func csv(_ path: YAMLNode, _ node: YAMLNode, name: String) -> Examples? {
    guard let file = path.text, !path.isEmpty else {
      reader.report("wrong-type", "`csv` must be a file's path, not \(path.described)", path.place)
      return nil
    }
    guard let separator = separator(node["separator"]), let table = table(file, path, separator)
    else { return nil }
    guard let columns = columns(node["columns"], table, file, path.place) else { return nil }
    let rows = table.rows[columns.firstRow...]
    guard !rows.isEmpty else {
      reader.report("csv-empty", "`\(file)` has no rows of numbers", path.place)
      return nil
    }
    guard let values = numbers(rows, columns, file, path.place) else { return nil }
    return Examples(examples: rows.count, count: columns.positions.count, values: values)
  }

  private mutating func separator(_ node: YAMLNode?) -> UInt8? {
    guard let node else { return UInt8(ascii: ",") }
    switch node.text {
    case ",": return UInt8(ascii: ",")
    case ";": return UInt8(ascii: ";")
    case "tab", "\t": return UInt8(ascii: "\t")
    default:
      reader.report(
        "csv-separator", "`separator` is `','`, `';'` or `tab`, not \(node.described)", node.place)
      return nil
    }
  }

  /// The table of a file, all of whose rows are equally long.
  private mutating func table(
    _ file: String, _ path: YAMLNode, _ separator: UInt8
  ) -> CSVTable? {
    let table: CSVTable
    do {
      let source = try reader.files.read(file)
      table = try CSVTable(
        source.text, separator: separator, cellLimit: NetworkCellReader.dataLimit)
    } catch let error as DiagnosticError {
      for problem in error.diagnostics {
        reader.report(problem.id, problem.message, path.place, help: problem.help)
      }
      return nil
    } catch let fault as CSVTable.Fault {
      switch fault {
      case .openQuote(let line):
        reader.report(
          "csv-quote", "the quote in line \(line) of `\(file)` is never closed", path.place)
      case .tooManyCells(let limit):
        reader.report("csv-too-large", "`\(file)` has more than \(limit) cells", path.place)
      }
      return nil
    } catch { return nil }
    guard let first = table.rows.first else {
      reader.report("csv-empty", "`\(file)` has no rows of numbers", path.place)
      return nil
    }
    if let odd = table.rows.first(where: { $0.cells.count != first.cells.count }) {
      reader.report(
        "csv-ragged",
        "line \(odd.line) of `\(file)` has \(counted(odd.cells.count, "cell")), but line "
          + "\(first.line) has \(first.cells.count)", path.place)
      return nil
    }
    return table
  }

  private struct Columns {
    /// From 0.
    var positions: [Int]
    var names: [String]
    /// 1 if the first row names the columns.
    var firstRow: Int
  }

  /// The columns that are asked for, all of them if none are named.
  private mutating func columns(
    _ node: YAMLNode?, _ table: CSVTable, _ file: String, _ place: SourceSpan
  ) -> Columns? {
    let first = table.rows[0].cells
    let hasHeader = first.contains { Literal($0) == nil }
    let names = hasHeader ? first : first.indices.map { String($0 + 1) }
    guard let node else {
      return Columns(positions: Array(first.indices), names: names, firstRow: hasHeader ? 1 : 0)
    }
    guard let wanted = node.items ?? (node.text == nil ? nil : [node]), !wanted.isEmpty else {
      reader.report(
        "wrong-type", "`columns` must be a list of names, not \(node.described)", node.place,
        help: "for example `columns: [\(names.prefix(2).joined(separator: ", "))]`")
      return nil
    }
    var positions: [Int] = []
    for item in wanted {
      let found = names.indices.filter { names[$0] == item.text }
      if found.count > 1 {
        let places = found.map { String($0 + 1) }.joined(separator: ", ")
        reader.report(
          "csv-column", "`\(file)` has \(found.count) columns \(item.described): \(places)",
          item.place, help: "give each its own name in line \(table.rows[0].line)")
      } else if let position = found.first {
        positions.append(position)
      } else {
        reader.report(
          "csv-column", "`\(file)` has no column \(item.described)", item.place,
          help: hasHeader
            ? NetworkCellReader.help(for: item.text ?? "", among: names, called: "its columns")
            : "its first line has no names; its columns are numbered 1 to \(names.count)")
      }
    }
    guard positions.count == wanted.count else { return nil }
    return Columns(positions: positions, names: names, firstRow: hasHeader ? 1 : 0)
  }

  private mutating func numbers(
    _ rows: ArraySlice<CSVTable.Row>, _ columns: Columns, _ file: String, _ place: SourceSpan
  ) -> [Literal?]? {
    var values: [Literal?] = []
    values.reserveCapacity(rows.count * columns.positions.count)
    for row in rows {
      for position in columns.positions {
        let text = row.cells[position]
        guard text.utf8.count <= NetworkCellReader.numeralLimit, let literal = Literal(text),
          literal.double.isFinite
        else {
          let found = text.isEmpty ? "nothing" : text.quotedForMessage
          reader.report(
            "csv-number",
            "line \(row.line), column `\(columns.names[position])` of `\(file)` is not a number: "
              + found, place)
          return nil
        }
        values.append(literal)
      }
    }
    return values
  }
}
