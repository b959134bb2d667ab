import Foundation
import TestSupport
import Testing

/// Notebooks set by pdflatex.
@Suite struct LaTeXTests {
  private let folder: Folder

  init() throws { folder = try Notebooks.folder() }

  private func run(_ text: String, _ arguments: String...) throws -> Program.Outcome {
    try folder.write(text, to: "page.md")
    return try Program.run(["run", "page.md"] + arguments, in: folder)
  }

  @Test func `Every notebook is set without errors, and within the margins`() throws {
    guard let program = Requirement.program("pdflatex") else { return }
    for notebook in try Notebooks.all {
      try folder.write(notebook.text, to: "page.md")
      let outcome = try Program.run(["run", "page.md", "-o", "page.tex"], in: folder)
      #expect(outcome.errors == "", "\(notebook.name)")
      let status = try folder.typeset("page.tex", with: program)
      let log = try folder.read("page.log")
      #expect(status == 0, "\(notebook.name): \(log.suffix(2000))")
      let wide = log.split(separator: "\n").filter { line in
        guard line.hasPrefix("Overfull \\hbox ("), let end = line.firstIndex(of: "p") else {
          return false
        }
        return Double(line[line.index(line.startIndex, offsetBy: 16)..<end]) ?? 99 > 10
      }
      #expect(wide == [], "\(notebook.name)")
      let isUnresolved = log.contains("undefined") || log.contains("multiply defined")
      #expect(!isUnresolved, "\(notebook.name)")
    }
  }

  @Test func `A PDF is made, and its text has the numbers`() throws {
    guard Requirement.program("pdflatex") != nil else { return }
    let outcome = try run(Samples.values, "-o", "page.pdf")
    #expect(outcome.errors == "")
    let pdf = try Data(contentsOf: folder.url.appending(path: "page.pdf"))
    #expect(pdf.starts(with: Data("%PDF-1.".utf8)))
    // Equal notebooks make equal files.
    #expect(try run(Samples.values, "-o", "second.pdf").status == 0)
    #expect(try Data(contentsOf: folder.url.appending(path: "second.pdf")) == pdf)
  }

  @Test
  func
    `Wide layers are drawn with units left out, words of other scripts, and matrices of many columns`()
    throws
  {
    guard Requirement.program("pdflatex") != nil else { return }
    let text = """
      ```yaml network
      input: {x: [1]}
      layers:
        - G: {dense: 12, weight: {init: constant, value: 0.1}}
        - H: {dense: 9, weight: {init: constant, value: 0.5}, title: "Größe → 100 % ≤ γ"}
      ```

      ```show network-diagram
      ```

      ```show computation-graph
      ```

      ```show weight-matrix layer=H
      ```

      """
    #expect(try run(text, "-o", "page.pdf").errors == "")
  }

  /// Headings, captions and titles go to bookmarks and lists too, which hold no boxes.
  @Test(arguments: [
    "# U\n\nx\n\n# a \u{1F389} ► \u{FFFD}\n",
    "# a \u{1F389} ►\n\nx\n\n## *\u{1F389}* $x$ \u{1F389}\n",
    "---\ntitle: \u{1F389} ►\n---\n\nx\n",
    """
    ```yaml network
    input: {x: [1]}
    layers: [O: {dense: 1, weight: [[1]]}]
    ```

    ```show net-input layer=O caption="a \u{1F389} ►" label=tbl-a
    ```
    """,
  ])
  func `A character that LaTeX lacks may stand in headings, titles and captions`(text: String)
    throws
  {
    guard Requirement.program("pdflatex") != nil else { return }
    let outcome = try run(text, "-o", "page.pdf")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let pdf = try Data(contentsOf: folder.url.appending(path: "page.pdf"))
    #expect(pdf.starts(with: Data("%PDF-1.".utf8)))
  }

  /// As on pages, a heading that says what the front matter's title says is the title.
  @Test(arguments: [
    ("# A *b*\n\nx\n\n## c\n", "A \\emph{b}", ["\\section{c}"]),
    ("# A *b*\n\n## c\n\n# d\n", "A \\emph{b}", ["\\subsection{c}", "\\section{d}"]),
    ("# Else\n\n## c\n", "A b", ["\\section{Else}", "\\subsection{c}"]),
    ("x\n\n# A b\n", "A b", ["\\section{A b}"]),
  ])
  func `A title is printed once`(text: String, title: String, sections: [String]) throws {
    let output = try run("---\ntitle: A b\n---\n\n" + text, "--to", "latex").output
    #expect(output.contains("\\title{\(title)}\n"))
    let found = output.split(separator: "\n").filter { $0.contains("section{") }
    #expect(found.map(String.init) == sections)
  }

  private static let broken: [(text: String, error: String)] = [
    (
      "# Title\n\ntext\n\nSome $\\undefinedthing x$ here.\n",
      """
      error[latex-error]: LaTeX: Undefined control sequence `\\undefinedthing`
       --> page.md:5:1
        |
      5 | Some $\\undefinedthing x$ here.
        | ^


      """
    ),
    (
      "text\n\n$$\n\\input{/etc/passwd}\n$$\n",
      """
      error[latex-error]: LaTeX: File `/etc/passwd.tex' not found
       --> page.md:3:1
        |
      3 | $$
        | ^


      """
    ),
  ]

  @Test(arguments: broken)
  func `An error of LaTeX's names the notebook's line`(text: String, error: String) throws {
    guard Requirement.program("pdflatex") != nil else { return }
    let outcome = try run(text, "-o", "page.pdf")
    #expect(outcome.errors == error)
    #expect(outcome.status == 2)
    #expect(try !folder.names.contains("page.pdf"))
  }

  @Test func `Without pdflatex it is said how to get it`() throws {
    try folder.write(Samples.values, to: "page.md")
    let outcome = try Program.run(
      ["run", "page.md", "--to", "pdf"], in: folder, environment: ["PATH": "/nowhere"])
    #expect(
      outcome.errors == """
        error[pdflatex-missing]: there is no pdflatex on this machine
         = help: apt-get install --no-install-recommends texlive-latex-base \
        texlive-latex-recommended lmodern


        """)
  }

  private static let warnings: [(text: String, format: String, warning: String)] = [
    (
      "a\n\n<video src=x></video>\n", "html",
      "warning[html-left-out]: `<video>` is left out of the page\n --> page.md:3:1"
    ),
    (
      "a\n\n[x](javascript:y)\n", "html",
      "warning[link-left-out]: the address `javascript:y` may run something\n --> page.md:3:1"
    ),
    (
      "![x](y.png)\n", "html",
      "warning[image-missing]: there is no picture `y.png`\n --> page.md:1:1"
    ),
    (
      "a\n\n![x](http://y/z.png)\n", "latex",
      "warning[image-remote]: the picture `http://y/z.png` is on another computer\n --> page.md:3:1"
    ),
    (
      "a\n\n\u{1F600}\n", "latex",
      "warning[unknown-character]: LaTeX has no character for `\u{1F600}`, U+1F600\n --> page.md:3:1"
    ),
    (
      "a\n\n$\\frac{1$ }\n", "latex",
      "warning[math-braces]: the braces of the formula `\\frac{1` do not match\n --> page.md:3:1"
    ),
    (
      "a\n\n<dl>\n", "latex",
      "warning[html-left-out]: this HTML, from `<dl>` on, is left out: LaTeX has none\n --> page.md:3:1"
    ),
  ]

  @Test(arguments: warnings)
  func `What is left out is said with its line`(text: String, format: String, warning: String)
    throws
  {
    let outcome = try run(text, "--to", format)
    #expect(outcome.status == 0)
    #expect(outcome.errors.hasPrefix(warning), "\(outcome.errors)")
  }
}

/// The notebooks of the repository.
enum Notebooks {
  private static var notebooks: URL { Repository.root.appending(path: "notebooks") }

  /// A folder with the views and data that the notebooks keep beside them.
  static func folder() throws -> Folder {
    let folder = try Folder()
    try FileManager.default.copyItem(
      at: Repository.root.appending(path: "notebooks/templates"),
      to: folder.url.appending(path: "templates"))
    for name in try FileManager.default.contentsOfDirectory(atPath: notebooks.path)
    where name.hasSuffix(".csv") {
      try FileManager.default.copyItem(
        at: notebooks.appending(path: name), to: folder.url.appending(path: name))
    }
    return folder
  }

  static var all: [(name: String, text: String)] {
    get throws {
      var found: [(String, String)] = []
      for path in [notebooks, notebooks.appending(path: "in-place")] {
        for name in try FileManager.default.contentsOfDirectory(atPath: path.path).sorted()
        where name.hasSuffix(".md") {
          let text = try String(contentsOf: path.appending(path: name), encoding: .utf8)
          found.append((name, text))
        }
      }
      return found
    }
  }
}

extension Folder {
  /// Sets a document by pdflatex, twice: the numbers of labels are known the second time.
  ///
  /// - Returns: The status of the last call; after one that failed there is no other.
  func typeset(_ name: String, with pdflatex: String) throws -> Int32 {
    var status: Int32 = 0
    for _ in 0..<2 where status == 0 {
      let process = Process()
      process.executableURL = URL(filePath: pdflatex)
      process.arguments = ["-interaction=nonstopmode", "-halt-on-error", name]
      process.currentDirectoryURL = url
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      status = process.terminationStatus
    }
    return status
  }
}
