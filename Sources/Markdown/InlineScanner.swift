/// Finds values and holes in inline text, from left to right, as CommonMark and pandoc would
/// read code spans, HTML and math.
package struct InlineScanner {
  /// What was found, as ranges of the text.
  package enum Found: Equatable {
    case inlineValue(span: Range<Int>, expression: Range<Int>)
    case inPlaceValue(span: Range<Int>, expression: Range<Int>, content: Range<Int>)
    case math(content: Range<Int>, isDisplay: Bool)
    /// A link to a label: `[](#tbl-net)`.
    case reference(span: Range<Int>, text: Range<Int>, label: Range<Int>)
    case unclosedValue(Range<Int>)
    case strayClosing(Range<Int>)
    /// `$$` without another, with what looks like a hole behind it.
    case unclosedMath(Range<Int>)
  }

  private let bytes: [UInt8]
  private let codeSpans: CodeSpans
  private var offset = 0
  private var found: [Found] = []
  /// What was last searched for from where and found where; without it, a line of openings would
  /// be searched to its end for each of them.
  private var searches: [String: (from: Int, place: Int?)] = [:]

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    codeSpans = CodeSpans(bytes)
  }

  package static func scan(_ bytes: [UInt8]) -> [Found] {
    var scanner = InlineScanner(bytes)
    scanner.run()
    return scanner.found
  }

  private mutating func run() {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\\"):
        offset += offset + 1 < bytes.count && bytes[offset + 1].isPunctuation ? 2 : 1
      case UInt8(ascii: "`"): readCodeSpan()
      case UInt8(ascii: "<"): readHTML()
      case UInt8(ascii: "$"): readMath()
      case UInt8(ascii: "["): readReference()
      default: offset += 1
      }
    }
  }

  /// A link to a place of the same page. Its text is short and has no markup.
  private mutating func readReference() {
    let text = offset + 1
    offset += 1
    guard
      let close = bytes[text...].prefix(Self.referenceLimit).firstIndex(where: {
        $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "`")
          || $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "\\")
      }), matches("](#", at: close), text < 2 || bytes[text - 2] != UInt8(ascii: "!")
    else { return }
    let label = close + 3
    var end = label
    while end < bytes.count, bytes[end].isLabelCharacter { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: ")") else { return }
    found.append(.reference(span: text - 1..<end + 1, text: text..<close, label: label..<end))
    offset = end + 1
  }

  private static let referenceLimit = 80

  private mutating func readCodeSpan() {
    let start = offset
    guard let code = codeSpan(at: start) else {
      while offset < bytes.count, bytes[offset] == UInt8(ascii: "`") { offset += 1 }
      return
    }
    offset = code.end
    var content = code.content
    // CommonMark takes one space off both sides if there is one on both.
    if content.count > 2, bytes[content.lowerBound].isWhitespace,
      bytes[content.upperBound - 1].isWhitespace
    {
      content = content.lowerBound + 1..<content.upperBound - 1
    }
    if content.count >= 2, bytes[content.lowerBound] == UInt8(ascii: "="),
      bytes[content.lowerBound + 1].isWhitespace
    {
      found.append(
        .inlineValue(
          span: start..<code.end, expression: content.lowerBound + 2..<content.upperBound))
    }
  }

  private func codeSpan(at start: Int) -> (content: Range<Int>, end: Int)? {
    var contentStart = start
    while contentStart < bytes.count, bytes[contentStart] == UInt8(ascii: "`") { contentStart += 1 }
    let length = contentStart - start
    guard let closing = codeSpans.closing(length: length, after: contentStart) else { return nil }
    return (contentStart..<closing, closing + length)
  }

  private mutating func readHTML() {
    if matches("<!--/=", at: offset) {
      let end = find("-->", from: offset).map { $0 + 3 } ?? offset + 6
      found.append(.strayClosing(offset..<end))
      offset = end
    } else if matches("<!--=", at: offset) {
      readInPlaceValue()
    } else if matches("<!--", at: offset) {
      offset = find("-->", from: offset + 4).map { $0 + 3 } ?? offset + 4
    } else if let end = tagEnd(at: offset) {
      offset = end
    } else {
      offset += 1
    }
  }

  private mutating func readInPlaceValue() {
    let start = offset
    guard let expressionEnd = find("-->", from: start + 5) else {
      found.append(.unclosedValue(start..<start + 5))
      offset += 5
      return
    }
    let content = expressionEnd + 3
    guard let contentEnd = find("<!--/=", from: content),
      contentEnd < find("<!--=", from: content) ?? .max, let end = find("-->", from: contentEnd)
    else {
      found.append(.unclosedValue(start..<content))
      offset = content
      return
    }
    found.append(
      .inPlaceValue(
        span: start..<end + 3, expression: start + 5..<expressionEnd, content: content..<contentEnd)
    )
    offset = end + 3
  }

  /// Where an HTML tag or autolink that begins here ends.
  private func tagEnd(at start: Int) -> Int? {
    guard start + 1 < bytes.count,
      bytes[start + 1] == UInt8(ascii: "/") || bytes[start + 1].isLetter
    else { return nil }
    var place = start + 1
    var quote: UInt8?
    while place < bytes.count {
      let byte = bytes[place]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: ">") {
        return place + 1
      } else if byte == UInt8(ascii: "<") {
        return nil
      } else if bytes[place - 1] == UInt8(ascii: "="), byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == UInt8(ascii: "`") || byte == UInt8(ascii: "$") {
        return nil
      }
      place += 1
    }
    return nil
  }

  private mutating func readMath() {
    if matches("$$", at: offset) { return readDisplayMath() }
    let start = offset + 1
    guard let end = inlineMathEnd(from: start) else {
      offset += 1
      return
    }
    found.append(.math(content: start..<end, isDisplay: false))
    offset = end + 1
  }

  /// The closing dollar of math that begins here, by pandoc's rule: the next dollar, if nothing
  /// blank is on the inner side of either and no digit behind it.
  private func inlineMathEnd(from start: Int) -> Int? {
    guard start < bytes.count, !bytes[start].isWhitespace else { return nil }
    var place = start
    // GitHub's $`…`$ keeps Markdown away from the math between the backticks.
    let isQuoted = bytes[start] == UInt8(ascii: "`")
    while place < bytes.count, bytes[place] != UInt8(ascii: "$") {
      if bytes[place] == UInt8(ascii: "\\") {
        place += 2
      } else if bytes[place] == UInt8(ascii: "`"), !isQuoted {
        var runEnd = place
        while runEnd < bytes.count, bytes[runEnd] == UInt8(ascii: "`") { runEnd += 1 }
        let closing = codeSpans.closing(length: runEnd - place, after: runEnd)
        place = closing.map { $0 + runEnd - place } ?? runEnd
      } else {
        place += 1
      }
    }
    guard place < bytes.count, place > start, !bytes[place - 1].isWhitespace,
      place + 1 == bytes.count || !bytes[place + 1].isDigit
    else { return nil }
    return place
  }

  private mutating func readDisplayMath() {
    let start = offset + 2
    if let end = find("$$", from: start) {
      found.append(.math(content: start..<end, isDisplay: true))
      offset = end + 2
    } else {
      if find("<<", from: start) != nil { found.append(.unclosedMath(offset..<start)) }
      offset = start
    }
  }

  private func matches(_ text: StaticString, at place: Int) -> Bool {
    place + text.utf8CodeUnitCount <= bytes.count
      && text.withUTF8Buffer { bytes[place..<place + $0.count].elementsEqual($0) }
  }

  private mutating func find(_ text: StaticString, from start: Int) -> Int? {
    let name = text.description
    if let last = searches[name], last.from <= start, start <= last.place ?? .max {
      return last.place
    }
    let places = start..<max(start, bytes.count - text.utf8CodeUnitCount + 1)
    let place = places.first { matches(text, at: $0) }
    searches[name] = (start, place)
    return place
  }
}

extension UInt8 {
  /// What a label may consist of.
  fileprivate var isLabelCharacter: Bool {
    isLetter || isDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
      || self == UInt8(ascii: ".") || self == UInt8(ascii: ":")
  }

  fileprivate var isLetter: Bool { (65...90).contains(self) || (97...122).contains(self) }
}
