import Diagnostics
import Markdown
package import Notebook
import Publishing

/// Writes a notebook as a Jupyter notebook, nbformat 4.5.
///
/// Prose becomes Markdown cells, with values filled in and math between dollars; network, view and show
/// cells, and regions, become code cells with their results as outputs. What the format cannot say is kept in
/// `metadata.deltabook`, so that `JupyterReader` gives the document back byte by byte.
package struct JupyterWriter {
  /// The result of an item in other formats than Markdown, by MIME type.
  package typealias Formats = (NotebookItem) -> JupyterCell.Output

  private let document: NotebookDocument
  private let render: Weaver.Render?
  private let formats: Formats

  /// - Parameters:
  ///   - render: The results of items, as for `Weaver`; `nil` to write the notebook as it is, without any.
  ///   - formats: What outputs have besides Markdown.
  package init(
    _ document: NotebookDocument, render: Weaver.Render?, formats: @escaping Formats = { _ in [:] }
  ) {
    (self.document, self.render, self.formats) = (document, render, formats)
  }

  /// The file.
  package func text() -> String {
    let bytes = document.tree.bytes
    let pieces = DocumentPiece.pieces(of: document)
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var own: [String: JSONValue] = ["version": .integer(1)]
    if mark > 0 { own["byte_order_mark"] = .bool(true) }
    let before = mark..<(pieces.first?.range.lowerBound ?? bytes.count)
    if !before.isEmpty { own["before"] = .string(text(of: before)) }
    let references = LinkReferences(document)
    let woven = render.map { Weaver(document, accept: true).woven($0).patched }
    var cells: [JupyterCell] = []
    for (index, piece) in pieces.enumerated() {
      var cell = cell(piece, references, woven)
      let isLast = index + 1 == pieces.count
      let next = isLast ? bytes.count : pieces[index + 1].range.lowerBound
      let after = text(of: piece.range.upperBound..<next)
      if after != (isLast ? "\n" : "\n\n") { cell.own["after"] = .string(after) }
      cells.append(cell)
    }
    return Self.file(cells, own).text
  }

  private static func file(_ cells: [JupyterCell], _ own: [String: JSONValue]) -> JSONValue {
    var used: Set<String> = []
    let entries = cells.map { cell in
      let name = Fingerprint.digits(of: cell.kind.rawValue + "\n" + cell.markdown)
      var id = name
      var number = 1
      while !used.insert(id).inserted {
        number += 1
        id = "\(name)-\(number)"
      }
      return cell.json(id: id)
    }
    let metadata: [String: JSONValue] = [
      "deltabook": .object(own),
      // No Python: a tool that runs notebooks must not try.
      "kernelspec": .object([
        "display_name": .string("Deltabook"), "language": .string("deltabook"),
        "name": .string("deltabook"),
      ]),
      "language_info": .object([
        "codemirror_mode": .string("markdown"), "file_extension": .string(".md"),
        "mimetype": .string("text/markdown"), "name": .string("deltabook"),
        "pygments_lexer": .string("markdown"),
      ]),
    ]
    return .object([
      "cells": .array(entries), "metadata": .object(metadata), "nbformat": .integer(4),
      "nbformat_minor": .integer(5),
    ])
  }

  private func text(of range: Range<Int>) -> String {
    String(decoding: document.tree.bytes[range], as: UTF8.self)
  }

  // MARK: Cells

  /// - Parameter woven: The document with results, `nil` to write it without.
  private func cell(
    _ piece: DocumentPiece, _ references: LinkReferences, _ woven: PatchedSource?
  ) -> JupyterCell {
    let markdown = text(of: piece.range)
    switch piece.content {
    case .frontMatter: return JupyterCell(kind: .raw, source: markdown, markdown: markdown)
    case .prose:
      var shown = markdown
      if let woven {
        shown = MathRewriter.rewritten(woven.text(ofSource: piece.range), in: .dollar)
      }
      shown += references.definitions(missingIn: shown)
      var cell = JupyterCell(kind: .markdown, source: shown, markdown: markdown)
      if shown != markdown { cell.keep(markdown) }
      return cell
    case .item(let item): return cell(item, markdown)
    }
  }

  private func cell(_ item: NotebookItem, _ markdown: String) -> JupyterCell {
    let form = CellCode.form(of: item)
    let source = CellCode.source(of: item, in: document.tree)
    var cell = JupyterCell(kind: .code, source: source, markdown: markdown)
    var output: String?
    switch item {
    case .show: output = render?(item)
    case .region(let region):
      output = render == nil ? region.body.map { String($0.text.dropLast()) } : render?(item)
    case .network, .view, .inlineValue, .inPlaceValue, .mathHole, .crossReference: break
    }
    if let output {
      let shown = render == nil ? output : MathRewriter.rewritten(output, in: .dollar)
      var data = ["text/markdown": shown, "text/plain": shown]
      data.merge(render == nil ? [:] : formats(item)) { $1 }
      cell.outputs = [data]
    }
    if form != .fence {
      cell.own["form"] = .string(form.rawValue)
      cell.isSourceHidden = true
    }
    let fence = CellCode.fence(of: item, in: document.tree)
    if let fence, let parts = CellCode.parts(of: source),
      fence != CellCode.usualFence(parts.kind, parts.body)
    {
      cell.own["fence"] = .string(fence)
    }
    if cell.rebuilt != markdown { cell.keep(markdown) }
    return cell
  }
}

extension JupyterCell {
  /// Keeps the text of the document that the cell stands for, where it cannot be made of the rest.
  fileprivate mutating func keep(_ markdown: String) {
    own["source"] = .lines(markdown)
    own["checksum"] = .string(Fingerprint.digits(of: source))
  }

  /// The text of the document as far as source and outputs tell it.
  var rebuilt: String {
    guard kind == .code, let (kind, words, body) = CellCode.parts(of: source) else { return source }
    switch own["form"]?.string.flatMap(CellCode.Form.init) ?? .fence {
    case .fence:
      let fence = own["fence"]?.string ?? CellCode.usualFence(kind, body)
      return CellCode.fenced(words, body, fence: fence)
    case .comment: return CellCode.comment(words, body)
    case .region:
      return CellCode.region(words.dropFirst(5), output: outputs.first?["text/markdown"])
    }
  }
}

extension PatchedSource {
  /// What came of a part of the source.
  fileprivate func text(ofSource range: Range<Int>) -> String {
    let start = offset(ofSource: range.lowerBound)
    return String(
      decoding: bytes[start..<max(start, offset(ofSource: range.upperBound))], as: UTF8.self)
  }

  /// The first byte that comes from a place of the source or one behind it.
  private func offset(ofSource place: Int) -> Int {
    var low = 0
    var high = bytes.count
    while low < high {
      let middle = (low + high) / 2
      if sourceOffset(of: middle) < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
