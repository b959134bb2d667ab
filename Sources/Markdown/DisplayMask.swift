package import Diagnostics

/// Display math as CommonMark must not see it: a line of `$$ … $$` that begins with `-` or `+` is
/// no list, and one of `=` underlines nothing.
package enum DisplayMask {
  /// The same text with everything between the delimiters of displays over several lines made
  /// letters, line by line and byte by byte: all offsets stay.
  ///
  /// - Parameter brackets: Whether `\\[ … \\]` is a display, too; to CommonMark these are brackets.
  package static func masked(_ source: SourceText, brackets: Bool = true) -> SourceText {
    var bytes = Array(source.text.utf8)
    var open: Opening?
    // Masked once the display is closed: dollars that nothing closes are none of math's.
    var pending: [Range<Int>] = []
    var fence: (mark: UInt8, length: Int)?
    for line in 1...source.lineCount {
      let range = source.offset(ofLine: line)..<source.offset(ofLine: line + 1)
      let start = contentStart(bytes, range)
      if let current = open {
        let end = find(current.closing, bytes, from: start, to: range.upperBound)
        if end == nil, isBlank(bytes, start..<range.upperBound) {
          (open, pending) = (nil, [])
          continue
        }
        pending.append(start..<(end ?? range.upperBound))
        if let end {
          for range in pending { mask(&bytes, range) }
          pending = []
          open = opening(afterPrefix: bytes, from: end + 2, to: range.upperBound, brackets)
        }
        continue
      }
      let run = fenceRun(bytes, start, range.upperBound)
      if let current = fence {
        if let run, run.mark == current.mark, run.length >= current.length { fence = nil }
        continue
      }
      if let run {
        fence = run
        continue
      }
      open = opening(afterPrefix: bytes, from: start, to: range.upperBound, brackets)
    }
    return SourceText(name: source.name, text: String(decoding: bytes, as: UTF8.self))
  }

  private struct Opening {
    let closing: [UInt8]
  }

  /// The display that begins on a line and does not end on it.
  private static func opening(
    afterPrefix bytes: [UInt8], from start: Int, to end: Int, _ brackets: Bool
  ) -> Opening? {
    var place = start
    var open: Opening?
    while place + 1 < end {
      if let current = open {
        guard let close = find(current.closing, bytes, from: place, to: end) else { return current }
        place = close + 2
        open = nil
      } else if bytes[place] == 0x24, bytes[place + 1] == 0x24 {
        open = Opening(closing: [0x24, 0x24])
        place += 2
      } else if brackets, bytes[place] == 0x5C, bytes[place + 1] == 0x5B {
        open = Opening(closing: [0x5C, 0x5D])
        place += 2
      } else {
        place += bytes[place] == 0x5C ? 2 : 1
      }
    }
    return open
  }

  private static func mask(_ bytes: inout [UInt8], _ range: Range<Int>) {
    for offset in range where bytes[offset] != 0x0A && bytes[offset] != 0x0D {
      bytes[offset] = UInt8(ascii: "x")
    }
  }

  /// Behind indentation and quote markers.
  private static func contentStart(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    range.first { ![0x20, 0x09, 0x3E].contains(bytes[$0]) } ?? range.upperBound
  }

  private static func isBlank(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    range.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains(bytes[$0]) }
  }

  private static func find(_ text: [UInt8], _ bytes: [UInt8], from: Int, to end: Int) -> Int? {
    guard from + 1 < end else { return nil }
    return (from..<end - 1).first { bytes[$0] == text[0] && bytes[$0 + 1] == text[1] }
  }

  private static func fenceRun(
    _ bytes: [UInt8], _ start: Int, _ end: Int
  ) -> (mark: UInt8, length: Int)? {
    guard start < end, bytes[start] == 0x60 || bytes[start] == 0x7E else { return nil }
    let length = (start..<end).prefix { bytes[$0] == bytes[start] }.count
    return length >= 3 ? (bytes[start], length) : nil
  }
}
