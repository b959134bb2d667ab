import Diagnostics

/// The cells of an `.ipynb` file, of whatever version and program.
struct NotebookFile {
  struct Cell {
    /// Counted from 1.
    let number: Int
    var kind: JupyterCell.Kind
    var source: String
    /// The line of the file for each line of the source.
    var lines: [Int] = []
    /// The cell's own language, if it says one.
    var language: String?
    var outputs: [FileOutput] = []
    /// `metadata.deltabook`
    var own: [String: JSONValue] = [:]
    /// The format of a raw cell, a MIME type.
    var format: String?
    var attachments: [String] = []
  }

  private(set) var cells: [Cell] = []
  /// The language of its code cells.
  private(set) var language: String?
  /// `metadata.deltabook`
  private(set) var own: [String: JSONValue] = [:]
  private let name: String

  /// - Throws: `DiagnosticError` for what is no notebook, or one of another format.
  init(_ file: JSONReader.Found, name: String) throws(DiagnosticError) {
    self.name = name
    let root = file.value
    guard root.object != nil, let version = root["nbformat"]?.integer else {
      throw Self.fault("`\(name)` is JSON, but no Jupyter notebook: it has no `nbformat`")
    }
    guard (3...4).contains(version) else {
      throw DiagnosticError(
        Diagnostic(
          id: "notebook-version",
          "`\(name)` is a Jupyter notebook of version \(version), expected 3 or 4",
          help: version < 3 ? "`jupyter nbconvert --to notebook` makes it version 4" : nil))
    }
    let metadata = root["metadata"]
    own = metadata?["deltabook"]?.object ?? [:]
    language =
      metadata?["language_info"]?["name"]?.string ?? metadata?["kernelspec"]?["language"]?.string
    for (value, lines) in try Self.cellValues(file, version, name) {
      cells.append(try cell(value, lines, number: cells.count + 1, version))
    }
  }

  private static func cellValues(
    _ file: JSONReader.Found, _ version: Int, _ name: String
  ) throws(DiagnosticError) -> [JSONReader.Found] {
    let (root, lines) = file
    if version == 4 {
      if let cells = root["cells"]?.array { return pairs(cells, lines["cells"]) }
      throw fault("`\(name)` has no list of `cells`")
    }
    let sheets = pairs(root["worksheets"]?.array ?? [], lines["worksheets"])
    return sheets.flatMap { pairs($0.value["cells"]?.array ?? [], $0.lines["cells"]) }
  }

  private static func pairs(_ values: [JSONValue], _ lines: JSONLines?) -> [JSONReader.Found] {
    Array(zip(values, lines?.parts ?? []))
  }

  private static func fault(_ message: String) -> DiagnosticError {
    DiagnosticError(Diagnostic(id: "notebook-format", message))
  }

  // MARK: Cells

  private func cell(
    _ value: JSONValue, _ lines: JSONLines, number: Int, _ version: Int
  ) throws(DiagnosticError) -> Cell {
    guard value.object != nil, let type = value["cell_type"]?.string else {
      throw Self.fault("cell \(number) of `\(name)` has no `cell_type`")
    }
    let isOld = version == 3
    guard let kind = isOld && type == "heading" ? .markdown : JupyterCell.Kind(rawValue: type)
    else {
      throw Self.fault("cell \(number) of `\(name)` is of the unknown type `\(type)`")
    }
    let key = isOld && kind == .code ? "input" : "source"
    guard let source = value[key]?.joined else {
      throw Self.fault("cell \(number) of `\(name)` has no text or list of lines as `\(key)`")
    }
    var cell = Cell(number: number, kind: kind, source: source)
    cell.lines = lines[key]?.lines(of: value[key]) ?? []
    if type == "heading" {
      let level = min(max(1, value["level"]?.integer ?? 1), 6)
      cell.source = String(repeating: "#", count: level) + " " + source
    }
    let metadata = value["metadata"]
    cell.own = metadata?["deltabook"]?.object ?? [:]
    cell.language = metadata?["vscode"]?["languageId"]?.string
    if isOld, cell.language == nil { cell.language = value["language"]?.string }
    cell.format = metadata?["raw_mimetype"]?.string ?? metadata?["format"]?.string
    cell.attachments = (value["attachments"]?.object ?? [:]).keys.sorted()
    if kind == .code {
      cell.outputs = Self.pairs(value["outputs"]?.array ?? [], lines["outputs"]).map {
        FileOutput($0, $1)
      }
    }
    return cell
  }
}

/// What a code cell of a file has shown.
struct FileOutput {
  /// Text by MIME type.
  private(set) var texts: [String: String] = [:]
  /// The line of the file for each line of a text.
  private(set) var lines: [String: [Int]] = [:]
  /// MIME types of what is no text.
  private(set) var others: [String] = []

  init(_ value: JSONValue, _ places: JSONLines) {
    switch value["output_type"]?.string {
    case "stream":
      texts["text/plain"] = value["text"]?.joined.map(Self.withoutEscapes)
      lines["text/plain"] = places["text"]?.lines(of: value["text"])
    case "error", "pyerr":
      let trace = (value["traceback"]?.array ?? []).compactMap(\.string)
      let summary = "\(value["ename"]?.string ?? "error"): \(value["evalue"]?.string ?? "")"
      texts["text/plain"] = Self.withoutEscapes(
        trace.isEmpty ? summary : trace.joined(separator: "\n"))
    default:
      read(value["data"] ?? value, places["data"] ?? places, isOld: value["data"] == nil)
    }
  }

  private mutating func read(_ data: JSONValue, _ places: JSONLines, isOld: Bool) {
    let old = [
      "text": "text/plain", "html": "text/html", "latex": "text/latex", "png": "image/png",
      "jpeg": "image/jpeg", "svg": "image/svg+xml", "javascript": "application/javascript",
    ]
    for (key, value) in data.object ?? [:] {
      guard let type = isOld ? old[key] : key else { continue }
      if type.hasPrefix("text/"), let text = value.joined {
        lines[type] = places[key]?.lines(of: value)
        texts[type] = type == "text/plain" ? Self.withoutEscapes(text) : text
      } else {
        others.append(type)
      }
    }
    others.sort()
  }

  /// A terminal's text without its colours.
  private static func withoutEscapes(_ text: String) -> String {
    guard text.utf8.contains(0x1B) else { return text }
    return text.replacing(/\u{1B}\[[0-9;]*[A-Za-z]/, with: "")
  }
}
