import Diagnostics
import Testing

@Suite struct SourceTextTests {
  @Test(arguments: [
    ("ab\ncd", [1: "ab", 2: "cd", 3: ""]),
    ("ab\r\ncd\r\n", [1: "ab", 2: "cd", 3: ""]),
    ("ab\rcd\r\r\nef", [1: "ab", 2: "cd", 3: "", 4: "ef"]),
    ("\n\r\n\r", [1: "", 2: "", 3: "", 4: ""]),
    ("\u{FEFF}ab\ncd", [1: "\u{FEFF}ab", 2: "cd"]),
    ("", [1: ""]),
  ])
  func knowsLinesWithoutTheirEndings(text: String, lines: [Int: String]) {
    let source = SourceText(name: "a.md", text: text)
    for (number, line) in lines { #expect(source.line(number) == line, "line \(number)") }
  }

  @Test(arguments: [
    ("ab\ncd", 0, 1, 1), ("ab\ncd", 2, 1, 3), ("ab\ncd", 3, 2, 1), ("ab\ncd", 5, 2, 3),
    ("ab\r\ncd", 3, 1, 4), ("ab\r\ncd", 4, 2, 1), ("ab\rcd", 3, 2, 1),
    ("é\nüb", 3, 2, 1), ("é\nüb", 5, 2, 3),
    ("\u{FEFF}ab\ncd", 0, 1, 1), ("\u{FEFF}ab\ncd", 3, 1, 1), ("\u{FEFF}ab\ncd", 6, 2, 1),
  ])
  func countsColumnsInBytes(text: String, offset: Int, line: Int, column: Int) {
    let position = SourceText(name: "a.md", text: text).position(of: offset)
    #expect(position.line == line)
    #expect(position.column == column)
  }

  @Test func clampsRanges() {
    let source = SourceText(name: "a.md", text: "abc")
    #expect(source[1..<9] == "bc")
    #expect(source[7..<9] == "")
    #expect(source.offset(ofLine: 9) == 3)
  }

  @Test func excerptsKnowWhereTheirBytesCameFrom() {
    let source = SourceText(name: "a.md", text: "> ab\n> cd\n")
    let excerpt = Excerpt(
      source: source, text: "ab\ncd\n",
      pieces: [.init(offset: 0, sourceOffset: 2), .init(offset: 3, sourceOffset: 7)])
    #expect(excerpt.span(0..<2).text == "ab")
    #expect(excerpt.span(3..<5).text == "cd")
    #expect(excerpt.span(3..<5).line == 2)
    #expect(excerpt.span(3..<5).column == 3)
    #expect(excerpt.span(1..<4).text == "b\n> c")
    #expect(excerpt.span(3..<3).range == 7..<7)
  }

  @Test func manyPlacesInALongTextTakeLinearTime() {
    let text = String(repeating: "é,", count: 300_000) + "\n"
    let source = SourceText(name: "a.md", text: text)
    let diagnostics = (0..<2_000).map {
      Diagnostic(
        id: "x", "m", at: SourceSpan(source: source, range: $0 * 300..<$0 * 300 + 2))
    }
    let clock = ContinuousClock()
    var drawn = ""
    let time = clock.measure { drawn = DiagnosticRenderer().render(diagnostics) }
    // Scanning the line from its beginning for each takes minutes.
    #expect(time < .seconds(20))
    #expect(drawn.utf8.filter { $0 == UInt8(ascii: "^") }.count == 2_000)
  }
}
