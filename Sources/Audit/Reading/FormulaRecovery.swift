internal import Algebra

/// Reads a formula in spite of parts that cannot be read: it is cut at its relations, rows and
/// gaps, and only the parts that fail are given up.
enum FormulaRecovery {
  static func read(
    _ tex: String, dialect: TeXDialect = TeXDialect()
  ) -> (pieces: [Formula.Piece], unread: [Formula.Unread]) {
    if let chains = try? TeXReader.read(tex, dialect: dialect) {
      return (chains.map { Formula.Piece(chain: $0, followsGap: false) }, [])
    }
    let bytes = unaligned(Array(tex.utf8))
    var pieces: [Formula.Piece] = []
    var unread: [Formula.Unread] = []
    var run: Range<Int>?
    var followsGap = false
    /// Whether the last row that begins with no relation has more formulas than one.
    var isEnumeration = false
    func close() {
      defer { run = nil }
      guard let run, !isEmpty(bytes[run]) else { return }
      let text = String(decoding: bytes[run], as: UTF8.self)
      do {
        for chain in try TeXReader.read(text, at: run.lowerBound, dialect: dialect) {
          pieces.append(Formula.Piece(chain: chain, followsGap: followsGap))
          followsGap = false
        }
      } catch {
        unread.append(Formula.Unread(range: run, reason: reason(error)))
        followsGap = true
      }
    }
    for segment in segments(bytes) {
      let joined = (run?.lowerBound ?? segment.range.lowerBound)..<segment.range.upperBound
      if segment.startsFormula { close() }
      let isBlank = isEmpty(bytes[segment.content])
      if segment.startsFormula, !isBlank {
        isEnumeration = !segment.startsRow && segment.range.lowerBound > 0
      } else if segment.startsRow, isEnumeration {
        // Which of them a relation goes on with is not known.
        followsGap = true
      }
      let text = String(decoding: bytes[segment.content], as: UTF8.self)
      let isReadable = isBlank || (try? TeXReader.read(text)) != nil
      if isReadable {
        run = run == nil || segment.startsFormula ? segment.range : joined
      } else {
        close()
        do { _ = try TeXReader.read(text, at: segment.content.lowerBound) } catch {
          unread.append(Formula.Unread(range: segment.content, reason: reason(error)))
        }
        followsGap = true
      }
    }
    close()
    return (pieces, unread)
  }

  /// The same without a relation at its end.
  static func withoutOpenEnd(_ tex: String) -> String {
    // Nearly no formula ends so, and a look at its last byte tells: `=`, `\approx`, `\simeq`, or a
    // character outside of ASCII such as `≈`.
    let last = tex.utf8.last { $0 > 0x20 } ?? 0
    guard last >= 0x80 || "=xq".utf8.contains(last) else { return tex }
    let trimmed = tex.reversed().drop(while: \.isWhitespace).reversed()
    let text = String(trimmed)
    for sign in ["=", "\\approx", "≈", "\\simeq"] where text.hasSuffix(sign) {
      let rest = text.dropLast(sign.count)
      if rest.contains(where: { !$0.isWhitespace }) { return String(rest) }
    }
    return tex
  }

  private static func reason(_ error: any Error) -> String {
    (error as? TeXReadError)?.what ?? "\(error)"
  }

  private struct Segment {
    /// With the relation in front.
    let range: Range<Int>
    /// Without it.
    let content: Range<Int>
    let startsFormula: Bool
    /// Whether `\\` stands in front.
    let startsRow: Bool
  }

  private static func isEmpty(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { [0x20, 0x0A, 0x0D, 0x09, 0x26, 0x5C, 0x2C, 0x2E, 0x3B].contains($0) }
  }

  /// The commands of alignments and their separators made spaces; `\\` is kept.
  private static func unaligned(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    var matrices = 0
    var place = 0
    while place < bytes.count {
      if let (name, isBegin, end) = environment(bytes, at: place) {
        if ["align", "aligned", "align*", "split", "gather", "gathered", "equation"].contains(name)
        {
          for offset in place..<end { result[offset] = 0x20 }
        } else {
          matrices += isBegin ? 1 : -1
        }
        place = end
      } else {
        if bytes[place] == 0x26, matrices == 0 { result[place] = 0x20 }
        place += bytes[place] == 0x5C ? 2 : 1
      }
    }
    return result
  }

  private static func environment(
    _ bytes: [UInt8], at place: Int
  ) -> (name: String, isBegin: Bool, end: Int)? {
    for (word, isBegin) in [("\\begin{", true), ("\\end{", false)] {
      guard bytes[place...].starts(with: word.utf8),
        let close = bytes[place...].firstIndex(of: UInt8(ascii: "}"))
      else { continue }
      let name = bytes[(place + word.utf8.count)..<close]
      return (String(decoding: name, as: UTF8.self), isBegin, close + 1)
    }
    return nil
  }

  /// The parts between relations, rows, gaps and commas outside of all brackets.
  private static func segments(_ bytes: [UInt8]) -> [Segment] {
    var found: [Segment] = []
    var (start, content, place, depth) = (0, 0, 0, 0)
    var (startsFormula, startsRow) = (true, true)
    func cut(at end: Int, relation: Int, starts: Bool) {
      found.append(
        Segment(
          range: start..<end, content: content..<end, startsFormula: startsFormula,
          startsRow: startsRow))
      startsRow = starts && end < bytes.count && bytes[end...].starts(with: "\\\\".utf8)
      (start, content, place) = (end, end + relation, end + relation)
      if starts { start = content }
      startsFormula = starts
    }
    while place < bytes.count {
      if let (_, isBegin, end) = environment(bytes, at: place) {
        depth += isBegin ? 1 : -1
        place = end
        continue
      }
      let length = depth == 0 ? relationLength(bytes, at: place) : 0
      if length > 0 {
        cut(at: place, relation: length, starts: false)
        continue
      }
      let gap = depth == 0 ? gapLength(bytes, at: place) : 0
      if gap > 0 {
        cut(at: place, relation: gap, starts: true)
        continue
      }
      switch bytes[place] {
      case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): depth = max(0, depth - 1)
      default: break
      }
      place += bytes[place] == 0x5C ? 2 : 1
      place = min(place, bytes.count)
    }
    cut(at: bytes.count, relation: 0, starts: true)
    return found
  }

  private static func relationLength(_ bytes: [UInt8], at place: Int) -> Int {
    if bytes[place] == UInt8(ascii: "=") { return 1 }
    let names = ["\\approx", "\\simeq", "≈", "\\equiv", "\\to", "\\rightarrow", "→"]
    return names.first { bytes[place...].starts(with: $0.utf8) }?.utf8.count ?? 0
  }

  private static func gapLength(_ bytes: [UInt8], at place: Int) -> Int {
    let names = ["\\\\", "\\qquad", "\\quad", "\\Rightarrow", "\\implies", "⇒", ",", ";"]
    return names.first { bytes[place...].starts(with: $0.utf8) }?.utf8.count ?? 0
  }
}
