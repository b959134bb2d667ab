package import Diagnostics

/// A Jupyter notebook as Markdown.
package struct JupyterReading: Sendable {
  /// The notebook that Deltabook runs. Lines count by cells: `cell 3:5`.
  package let authored: SourceText
  /// What its readers see: cells with their outputs, which `diff` checks.
  package let published: SourceText
  /// What could not be taken over, as warnings.
  package let diagnostics: [Diagnostic]
}

/// Reads `.ipynb` files, Deltabook's and others', of nbformat 3 and 4.
package struct JupyterReader {
  private let file: NotebookFile
  private let name: String
  private var authored: SectionedText
  private var published: SectionedText
  private var diagnostics: [Diagnostic] = []
  /// Outputs without any text: how many, of which types, and the first one's cell.
  private var pictures: (count: Int, types: Set<String>, cell: Int)?

  /// Whether a text looks like a Jupyter notebook, whatever its file's name.
  package static func accepts(_ source: SourceText) -> Bool {
    if source.name.lowercased().hasSuffix(".ipynb") { return true }
    let first = source.text.utf8.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
    return first == UInt8(ascii: "{") && source.text.contains("\"nbformat\"")
  }

  /// - Throws: `DiagnosticError` for what is no JSON or no notebook.
  package static func read(_ source: SourceText) throws(DiagnosticError) -> JupyterReading {
    let file = try NotebookFile(try JSONReader.readWithLines(source), name: source.name)
    var reader = JupyterReader(file, name: source.name)
    return reader.read()
  }

  private init(_ file: NotebookFile, name: String) {
    (self.file, self.name) = (file, name)
    var start = file.own["byte_order_mark"] == .bool(true) ? "\u{FEFF}" : ""
    if let before = file.own["before"]?.string, before.allSatisfy(\.isWhitespace) {
      start += before
    }
    authored = SectionedText(start)
    published = SectionedText(start)
  }

  private mutating func read() -> JupyterReading {
    for cell in file.cells {
      let after = cell.own["after"]?.string
      let written = markdown(of: cell)
      if !written.isEmpty {
        authored.add(written, cell.name, after: after)
        let shown = cell.kind == .markdown ? cell.source : shown(cell, as: written)
        // Of what became a fenced block, the first line is not in the file.
        let lines = shown == cell.source ? cell.lines : ForeignCode.fenced(cell.lines)
        if !shown.isEmpty { published.add(shown, cell.name, after: after, fileLines: lines) }
      }
      addOutputs(of: cell)
      for attachment in cell.attachments {
        warn(cell, "the attachment `\(attachment)` is left out", id: "notebook-attachment")
      }
    }
    if let (count, types, cell) = pictures {
      let types = types.sorted().joined(separator: ", ")
      warn(
        count == 1
          ? "an output of cell \(cell) of `\(name)` has no text and is left out (\(types))"
          : "\(count) outputs of `\(name)`, the first in cell \(cell), have no text and are left out "
            + "(\(types))", id: "notebook-output")
    }
    return JupyterReading(
      authored: authored.source(name), published: published.source(name), diagnostics: diagnostics)
  }

  private mutating func warn(_ cell: NotebookFile.Cell, _ message: String, id: String) {
    warn("cell \(cell.number) of `\(name)`: \(message)", id: id)
  }

  private mutating func warn(_ message: String, id: String) {
    diagnostics.append(Diagnostic(.warning, id: id, message))
  }

  // MARK: Cells

  /// What a document has in a cell's place.
  private mutating func markdown(of cell: NotebookFile.Cell) -> String {
    let kept = cell.own["source"]?.joined
    if let kept, cell.own["checksum"]?.string == Fingerprint.digits(of: cell.source) { return kept }
    switch cell.kind {
    case .markdown:
      guard let kept else { return cell.source }
      let merge = EditedCell(written: kept, edited: cell.source)
      for lost in merge.lost {
        warn(
          cell,
          "\(lost.contains("`") ? "`` \(lost) ``" : "`\(lost)`") stood in a line that was edited, "
            + "and is text now",
          id: "notebook-value-lost")
      }
      return merge.text
    case .code:
      if cell.isDeltabook {
        var rebuilt = JupyterCell(kind: .code, source: cell.source, own: cell.own, markdown: "")
        rebuilt.outputs = cell.outputs.map(\.texts)
        return rebuilt.rebuilt
      }
      return ForeignCode.fence(cell.source, ForeignCode.language(of: cell, in: file))
    case .raw:
      if cell.number == 1, ForeignCode.isFrontMatter(cell.source) { return cell.source }
      warn(cell, "a raw cell becomes a block of code", id: "notebook-raw-cell")
      return ForeignCode.fence(cell.source, ForeignCode.language(ofType: cell.format))
    }
  }

  /// What readers see of a cell's source: of Deltabook's own nothing, as in a published document.
  private func shown(_ cell: NotebookFile.Cell, as markdown: String) -> String {
    cell.isDeltabook ? "" : markdown
  }

  private mutating func addOutputs(of cell: NotebookFile.Cell) {
    for output in cell.outputs {
      guard let (text, lines) = ForeignCode.markdown(of: output) else {
        if output.others.isEmpty || cell.isDeltabook { continue }
        pictures = (
          (pictures?.count ?? 0) + 1, (pictures?.types ?? []).union(output.others),
          pictures?.cell ?? cell.number
        )
        continue
      }
      published.add(text, cell.name + " output", fileLines: lines)
      // Deltabook's own are computed anew.
      if !cell.isDeltabook { authored.add(text, cell.name + " output") }
    }
  }
}

extension NotebookFile.Cell {
  /// As errors name it.
  var name: String { "cell \(number)" }

  /// Whether it is a network, show or view cell.
  var isDeltabook: Bool { kind == .code && CellCode.parts(of: source) != nil }
}
