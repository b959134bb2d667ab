import Testing

@testable import Publishing

struct HTMLTests {
  /// The expected text is that of the specification of GitHub's Markdown, example 198.
  @Test func `Tables are written as GitHub writes them`() {
    #expect(
      html("| foo | bar |\n| --- | --- |\n| baz | bim |") == """
        <table>
        <thead>
        <tr>
        <th>foo</th>
        <th>bar</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>baz</td>
        <td>bim</td>
        </tr>
        </tbody>
        </table>

        """)
  }

  /// Examples 199, 200, 204 and 205 of that specification.
  @Test(arguments: [
    (
      "| abc | defghi |\n:-: | -----------:\nbar | baz",
      "<thead><tr><th align=\"center\">abc</th><th align=\"right\">defghi</th></tr></thead><tbody>"
        + "<tr><td align=\"center\">bar</td><td align=\"right\">baz</td></tr></tbody>"
    ),
    (
      "| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |",
      "<thead><tr><th>f|oo</th></tr></thead><tbody><tr><td>b <code>|</code> az</td></tr>"
        + "<tr><td>b <strong>|</strong> im</td></tr></tbody>"
    ),
    (
      "| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |",
      "<thead><tr><th>abc</th><th>def</th></tr></thead><tbody><tr><td>bar</td><td></td></tr>"
        + "<tr><td>bar</td><td>baz</td></tr></tbody>"
    ),
    ("| abc | def |\n| --- | --- |", "<thead><tr><th>abc</th><th>def</th></tr></thead>"),
  ])
  func `Cells are cut as GitHub cuts them`(markdown: String, expected: String) {
    let lines = html(markdown).split(separator: "\n").joined()
    #expect(lines == "<table>\(expected)</table>")
  }

  @Test func `Formulas are text between dollars in a fragment`() {
    #expect(html("a $x<y$ b") == "<p>a $x&lt;y$ b</p>\n")
    #expect(html("$$\nx\n$$") == "<p>$$x$$</p>\n")
  }

  @Test func `A page's headings have anchors like GitHub's`() {
    let page = html("# What's `new`, $x$?\n\n## A\n\n## A", trusted: false, form: .page)
    #expect(page.contains("<h1 id=\"whats-new-x\">What's <code>new</code>, "))
    #expect(page.contains("<h2 id=\"a\">") && page.contains("<h2 id=\"a-1\">"))
  }

  private static let harmful: [(markdown: String, html: String)] = [
    ("<script>alert(1)</script>", "\n"),
    ("a <script>alert(1)</script> b", "<p>a  b</p>\n"),
    ("a <SCRIPT src=//x></SCRIPT> b", "<p>a  b</p>\n"),
    ("<b onclick=\"alert(1)\">x</b>", "<p><b>x</b></p>\n"),
    ("<img src=x onerror=alert(1)>", "[image]\n"),
    ("<svg><script>alert(1)</script></svg> a", "<p> a</p>\n"),
    ("<style>body{display:none}</style>", "\n"),
    ("<iframe src=\"javascript:alert(1)\"></iframe>", "\n"),
    ("[a](javascript:alert(1))", "<p>a</p>\n"),
    ("[a](JaVaScRiPt:alert%281%29)", "<p>a</p>\n"),
    ("[a](&#x6A;avascript:alert(1))", "<p>a</p>\n"),
    ("[a](data:text/html,x)", "<p>a</p>\n"),
    ("[a](vbscript:x)", "<p>a</p>\n"),
    ("<a href=\"javascript:alert(1)\">a</a>", "<p><a>a</a></p>\n"),
    ("<a href=\"java\tscript:alert(1)\">a</a>", "<p><a>a</a></p>\n"),
    ("<a href=\" &#1; javascript:alert(1)\">a</a>", "<p><a>a</a></p>\n"),
    ("<a href='javascript&colon;alert(1)'>a</a>", "<p><a>a</a></p>\n"),
    ("<a href=\"x&foo;y\">a</a>", "<p><a href=\"x&amp;foo;y\">a</a></p>\n"),
    ("<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n"),
    ("<p style=\"position:fixed\">x</p>", "<p>x</p>\n"),
    ("<form action=//x><input></form>", "\n"),
    ("<meta http-equiv=refresh content=0>", "\n"),
    ("<base href=//x>", "\n"),
    ("a </div></main> b", "<p>a  b</p>\n"),
    ("*a <b>c*", "<p><em>a <b>c</em></b></p>\n"),
    ("> <div>\n\na", "<blockquote>\n<div>\n</div>\n</blockquote>\n<p>a</p>\n"),
    (
      "![a<b>](javascript:x)",
      "<p><span class=\"missing\" title=\"javascript:x\" role=\"img\" aria-label=\"a\">[image: javascript:x]</span></p>\n"
    ),
    ("<!-- a --> b", " b\n"),
    (
      "<details><summary>s</summary>\n\nx\n\n</details>",
      "<details><summary>s</summary>\n<p>x</p>\n</details>\n"
    ),
    ("H<sub>2</sub>O<br>x", "<p>H<sub>2</sub>O<br />x</p>\n"),
  ]

  @Test(arguments: harmful)
  func `Nothing of an author's can run`(markdown: String, expected: String) {
    #expect(html(markdown, trusted: false) == expected)
  }

  @Test func `The digest is that of FIPS 180-4`() {
    func hex(_ text: String) -> String {
      SHA256.digest(Array(text.utf8)).map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }.joined()
    }
    // The examples of NIST, and a million times `a`.
    #expect(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      hex(String(repeating: "a", count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
