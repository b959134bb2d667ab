package import Diagnostics
import Yams

extension YAMLNode {
  /// The most nodes that are read, what aliases repeat counted each time.
  package static let nodeLimit = 100_000
  /// The deepest nesting that is read.
  package static let depthLimit = 64

  /// Reads one YAML document.
  ///
  /// - Returns: The document, `nil` if it is empty or cannot be read, and what is wrong with it.
  ///   A document with duplicate keys or control characters is returned nevertheless.
  package static func read(_ body: Excerpt) -> (YAMLNode?, [Diagnostic]) {
    var reader = YAMLReader(body)
    let node = reader.read { try $0.convert($1, depth: 0) }
    return (node, reader.diagnostics)
  }
}

/// Reads a text with Yams and copies the tree, with places and within limits.
struct YAMLReader {
  let body: Excerpt
  let marks: YAMLMarks
  let extents: YAMLExtents
  var diagnostics: [Diagnostic] = []
  private var remaining = YAMLNode.nodeLimit
  /// Keys that `compose` was not shown because they are duplicates, by the offset of the first.
  private var masked: [Int: String] = [:]

  /// Reading cannot go on; the reason is among the diagnostics.
  struct Stopped: Error {}

  init(_ body: Excerpt) {
    self.body = body
    marks = YAMLMarks(body.text)
    extents = YAMLExtents(body.text)
  }

  /// Composes the text and hands the root to `convert`.
  mutating func read(
    firstDocumentOnly: Bool = false, _ convert: (inout YAMLReader, Node) throws -> YAMLNode?
  ) -> YAMLNode? {
    do {
      if let problem = YAMLPreflight.problem(in: body) {
        diagnostics.append(problem)
        return nil
      }
      guard let root = try compose(firstDocumentOnly: firstDocumentOnly) else { return nil }
      return try convert(&self, root)
    } catch let error as YamlError {
      diagnostics.append(diagnostic(for: error))
    } catch is Stopped {
    } catch {
      diagnostics.append(Diagnostic(id: "yaml-syntax", "\(error)", at: body.span(0..<0)))
    }
    return nil
  }

  /// Yams refuses a mapping with duplicate keys altogether, and tells only the first one's place. So
  /// that key is replaced by another one and the text is read again; copying the tree puts it back.
  private mutating func compose(firstDocumentOnly: Bool) throws -> Node? {
    var scalars: String.UnicodeScalarView?
    while true {
      do {
        let parser = try Parser(
          yaml: scalars.map { String($0) } ?? body.text, resolver: .basic, encoding: .utf8)
        return firstDocumentOnly ? try parser.nextRoot() : try parser.singleRoot()
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let start = marks.offset(line: context.mark.line, column: context.mark.column)
        var place = extents.skippingProperties(from: start).start
        if let byte = extents.byte(at: place), byte == 0x22 || byte == 0x27 { place += 1 }
        guard let key = keys.first, !key.isEmpty, masked[start] == nil, masked.count < 32 else {
          report(
            "duplicate-key", "\((keys.first ?? "").quotedForMessage) stands here twice",
            start..<start)
          throw Stopped()
        }
        masked[start] = key
        var text = scalars ?? body.text.unicodeScalars
        // Bytes before the place are as many scalars as in the original: masks count as one each.
        let original = body.text.unicodeScalars
        let target = body.text.utf8.index(body.text.startIndex, offsetBy: place)
        let number = original.distance(from: original.startIndex, to: target)
        let replaced = text.index(text.startIndex, offsetBy: number)
        guard let mask = Unicode.Scalar(0xE000 + masked.count) else { throw Stopped() }
        text.replaceSubrange(replaced...replaced, with: [mask])
        scalars = text
      }
    }
  }

  mutating func convert(_ node: Node, depth: Int) throws -> YAMLNode {
    let outer = node.mark.map { marks.offset(line: $0.line, column: $0.column) } ?? 0
    let (start, tag) = extents.skippingProperties(from: outer)
    if let tag {
      report(
        "unsupported", "YAML tags such as \(body.span(tag).text.quoted) are not supported", tag)
    }
    remaining -= 1
    guard remaining >= 0 else {
      report(
        "yaml-too-large", "there are more than \(YAMLNode.nodeLimit) values here, aliases included",
        start..<start)
      throw Stopped()
    }
    guard depth <= YAMLNode.depthLimit else {
      report("yaml-too-deep", YAMLPreflight.tooDeep, start..<start)
      throw Stopped()
    }
    switch node {
    case .scalar(let scalar): return self.scalar(scalar, from: start)
    case .sequence(let sequence):
      let items = try sequence.map { try convert($0, depth: depth + 1) }
      let end = end(from: start)
      return YAMLNode(.list(items), at: body.span(start..<end))
    case .mapping(let mapping):
      let entries = try self.entries(mapping, depth: depth)
      let end = end(from: start)
      return YAMLNode(.mapping(entries), at: body.span(start..<end))
    case .alias:
      throw Stopped()
    }
  }

  /// The end of a list or mapping: its bracket, or the end of its line.
  private func end(from start: Int) -> Int {
    if let byte = extents.byte(at: start), byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
      return extents.endOfFlow(from: start)
    }
    return extents.endOfLine(from: start)
  }

  private mutating func scalar(_ scalar: Node.Scalar, from start: Int) -> YAMLNode {
    let end =
      switch scalar.style {
      case .singleQuoted, .doubleQuoted: extents.endOfQuoted(from: start)
      case .literal, .folded: extents.endOfLine(from: start)
      case .any, .plain: extents.endOfPlain(from: start, text: scalar.string)
      }
    let quoted = [.singleQuoted, .doubleQuoted].contains(scalar.style)
    let range = start..<max(start, end)
    if scalar.style == .doubleQuoted { checkEscapes(in: range) }
    return YAMLNode(.scalar(scalar.string, quoted: quoted), at: body.span(range))
  }

  mutating func entries(_ mapping: Node.Mapping, depth: Int) throws -> [YAMLNode.Entry] {
    var entries: [YAMLNode.Entry] = []
    var merged: [YAMLNode] = []
    var seen: Set<String> = []
    for (keyNode, valueNode) in mapping {
      guard let (key, place) = try key(keyNode, depth: depth) else { continue }
      let value = try convert(valueNode, depth: depth + 1)
      if !seen.insert(key).inserted {
        diagnostics.append(
          Diagnostic(id: "duplicate-key", "\(key.quotedForMessage) stands here twice", at: place))
      } else if key == "<<" {
        merged += value.items ?? [value]
      } else {
        entries.append(YAMLNode.Entry(key: key, keyPlace: place, value: value))
      }
    }
    for node in merged {
      guard let more = node.entries else {
        diagnostics.append(
          Diagnostic(
            id: "yaml-syntax", "`<<` merges mappings, not \(node.described)", at: node.place))
        continue
      }
      entries += more.filter { seen.insert($0.key).inserted }
    }
    return entries
  }

  /// The text and place of a key; other things than text are reported.
  mutating func key(_ node: Node, depth: Int) throws -> (String, SourceSpan)? {
    let converted = try convert(node, depth: depth + 1)
    guard let text = converted.text else {
      diagnostics.append(
        Diagnostic(
          id: "yaml-syntax", "a key must be text, not \(converted.described)", at: converted.place))
      return nil
    }
    guard let mark = node.mark,
      let original = masked[marks.offset(line: mark.line, column: mark.column)]
    else { return (text, converted.place) }
    let start = marks.offset(line: mark.line, column: mark.column)
    let quoted = [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains(extents.byte(at: start))
    let end =
      quoted ? extents.endOfQuoted(from: start) : extents.endOfPlain(from: start, text: original)
    return (original, body.span(start..<end))
  }

  mutating func report(_ id: String, _ message: String, _ range: Range<Int>, help: String? = nil) {
    diagnostics.append(Diagnostic(id: id, message, at: body.span(range), help: help))
  }
}

extension Substring {
  fileprivate var quoted: String { String(self).quotedForMessage }
}
