import Diagnostics
import Testing

@Suite struct DiagnosticRendererTests {
  @Test func drawsThePlaceUnderItsLine() {
    #expect(
      draw("a: 1\nb: [0.5, x]\n", "x", help: "write a number") == """
        error[id]: message
         --> a.md:2:10
          |
        2 | b: [0.5, x]
          |          ^
          = help: write a number

        """)
  }

  @Test func widensTheGutterToTheLineNumber() {
    #expect(
      draw(String(repeating: "\n", count: 99) + "here", "here") == """
        error[id]: message
           --> a.md:100:1
            |
        100 | here
            | ^^^^

        """)
  }

  @Test(arguments: [
    // Tabs are drawn as four spaces.
    ("\tx: é y", "y", "    x: é y", "         ^"),
    // Wide characters take two columns, and carets under them too.
    ("重み: 値", "値", "重み: 値", "      ^^"),
    ("🚀❤️: z", "z", "🚀❤️: z", "      ^"),
    // Combining marks take none.
    ("e\u{301}: z", "z", "e\u{301}: z", "   ^"),
    // Nor does a byte order mark, which no editor shows.
    ("\u{FEFF}a: z", "z", "a: z", "   ^"),
    // Control characters are not sent to the terminal.
    ("a\u{1B}[31m z", "z", "a\u{FFFD}[31m z", "       ^"),
  ])
  func alignsCaretsByDisplayWidth(line: String, place: String, drawn: String, carets: String) {
    let rendered = draw(line, place).split(separator: "\n")
    #expect(rendered[3] == "1 | \(drawn)")
    #expect(rendered[4] == "  | \(carets)")
  }

  @Test func endsCaretsWithTheFirstLineOfASpan() {
    let rendered = draw("ab [1,\n 2]", "[1,\n 2]").split(separator: "\n")
    #expect(rendered[4] == "  |    ^^^")
  }

  @Test(arguments: [0, 50, 95, 150, 700, 5_000, 9_999])
  func cutsLongLinesAroundThePlace(position: Int) {
    let characters = (0..<10_000).map { $0 == position ? "X" : "é" }
    let rendered = draw(characters.joined(), "X").split(separator: "\n")
    let line = Array(rendered[3].dropFirst(4))
    let caret = rendered[4].dropFirst(4).count - 1
    #expect(line.count <= 100)
    #expect(line[caret] == "X")
    #expect((line.first == "…") == (position > 97))
    #expect((line.last == "…") == (position < 9_999))
  }

  @Test func drawsProblemsWithoutAPlace() {
    let diagnostic = Diagnostic(
      .warning, id: "no-file", "cannot read `a.md`", help: "check the name")
    #expect(
      DiagnosticRenderer().render(diagnostic) == """
        warning[no-file]: cannot read `a.md`
         = help: check the name

        """)
  }

  @Test func ordersByPlaceWithinEachSource() {
    let a = SourceText(name: "a.md", text: "one two three")
    let b = SourceText(name: "b.md", text: "one two three")
    func at(_ source: SourceText, _ offset: Int, _ message: String) -> Diagnostic {
      Diagnostic(id: "x", message, at: SourceSpan(source: source, range: offset..<offset + 1))
    }
    let rendered = DiagnosticRenderer().render([
      at(a, 8, "third"), at(b, 4, "fifth"), at(a, 0, "first"), Diagnostic(id: "x", "last"),
      at(b, 0, "fourth"), at(a, 0, "second"),
    ])
    let messages = rendered.split(separator: "\n").filter { $0.hasPrefix("error") }
      .map { $0.dropFirst("error[x]: ".count) }
    #expect(messages == ["first", "second", "third", "fourth", "fifth", "last"])
  }

  @Test func colorsWhenAsked() {
    let diagnostic = Diagnostic(id: "x", "message")
    #expect(
      DiagnosticRenderer(colored: true).render(diagnostic)
        == "\u{1B}[31;1merror[x]\u{1B}[0m\u{1B}[1m: message\u{1B}[0m\n")
  }

  private func draw(_ text: String, _ place: String, help: String? = nil) -> String {
    let source = SourceText(name: "a.md", text: text)
    let bytes = Array(text.utf8)
    let wanted = Array(place.utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: wanted) } ?? 0
    let span = SourceSpan(source: source, range: start..<start + wanted.count)
    return DiagnosticRenderer().render(Diagnostic(id: "id", "message", at: span, help: help))
  }
}
