import Foundation
import TestSupport
import Testing

/// Pages in a real browser.
@Suite(.serialized) struct PageTests {
  private let folder: Folder

  init() throws { folder = try Notebooks.folder() }

  private static var notebooks: [String] {
    let names =
      (try? FileManager.default.contentsOfDirectory(
        atPath: Repository.root.appending(path: "notebooks").path)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted()
  }

  private func page(of text: String, _ options: [String] = []) throws -> URL {
    try folder.write(text, to: "page.md")
    let outcome = try Program.run(
      ["run", "page.md", "-o", "page.html", "--quiet"] + options, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return folder.url.appending(path: "page.html")
  }

  @Test func `Every notebook's page is silent, whole, and as wide as the window`() throws {
    guard let browser = try Browser() else { return }
    #expect(Self.notebooks.count > 2)
    for name in Self.notebooks {
      let text = try String(
        contentsOf: Repository.root.appending(path: "notebooks/\(name)"), encoding: .utf8)
      for colors in ["light", "dark"] {
        try browser.prefer(colors: colors)
        try browser.resize(width: 1280)
        try browser.open(try page(of: text))
        let broken = try browser.evaluate(
          """
          return [...document.querySelectorAll(".katex-error")].map((e) => e.textContent).join("; ")
          """)
        #expect(broken as? String == "", "\(name)")
        let formulas = try browser.evaluate(
          """
          return document.querySelectorAll(".math").length
            - document.querySelectorAll(".math .katex math").length
          """)
        #expect(formulas as? Int == 0, "\(name): a formula was not set")
        for width in [360, 768, 1280] {
          try browser.resize(width: width)
          let excess = try browser.evaluate(
            """
            return document.documentElement.scrollWidth - document.documentElement.clientWidth
            """)
          #expect(excess as? Int == 0, "\(name) at \(width) pixels")
        }
        #expect(try browser.console() == [], "\(name)")
        #expect(try browser.requests() == [], "\(name)")
      }
    }
  }

  @Test func `Every font that a formula needs is in the page`() throws {
    guard let browser = try Browser() else { return }
    let math = #"""
      $\mathbf{W} \boldsymbol{\delta} \mathcal{L} \mathbb{R} \mathfrak{g} \mathsf{x} \mathtt{y} \mathscr{E}$
      $\textit{word} \textbf{bold} \nexists \leqq \lvert x \rvert$ $$\sum_{i=1}^n \left(\frac{a}{b}\right)$$
      """#
    for text in [math, "$x = 1$", "$\\varnothing$ $ℝ$"] {
      try browser.open(try page(of: "text\n\n" + text))
      let missing = try browser.evaluate(
        """
        return document.fonts.ready.then(() => {
          const known = new Set([...document.fonts].map((f) => f.family.replace(/"/g, "") + f.weight
            + f.style));
          const missing = new Set();
          for (const element of document.querySelectorAll(".katex-html *")) {
            if (![...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
            const style = getComputedStyle(element);
            const family = style.fontFamily.split(",")[0].replace(/"/g, "");
            const weight = style.fontWeight >= 600 ? "bold" : "normal";
            if (family.startsWith("KaTeX") && !known.has(family + weight + style.fontStyle)) {
              missing.add(`${family} ${weight} ${style.fontStyle}: ${element.textContent}`);
            }
          }
          return [...missing].join("; ");
        })
        """)
      #expect(missing as? String == "", "\(text)")
    }
  }

  @Test func `Nothing of an author's runs`() throws {
    guard let browser = try Browser() else { return }
    let attack = """
      # A <script>document.title = "run"</script> title

      <script>document.title = "run"</script>

      <img src=x onerror="document.title = 'run'"> ![a](x" onerror="document.title='run')

      <svg onload="document.title = 'run'"></svg> <iframe srcdoc="<script>top.document.title='run'</script>">

      [a](javascript:document.title='run') <a href="javascript:document.title='run'">b</a>
      <a href="java&#10;script:document.title='run'">c</a> <a href="&#1;javascript:document.title='run'">d</a>

      <details open ontoggle="document.title = 'run'"><summary>s</summary></details>

      $\\href{javascript:document.title='run'}{x}$ $\\htmlData{onclick=document.title='run'}{y}$
      $\\includegraphics{http://127.0.0.1:1/x.png}$ $</span><script>document.title='run'</script>$

      | <script>document.title='run'</script> | <style>*{background:url(http://127.0.0.1:1/x)}</style> |
      |---|---|
      | `</code><script>document.title='run'</script>` | <input autofocus onfocus="document.title='run'"> |

      <div id="number" onmouseover="document.title='run'">x</div>

      <link rel=stylesheet href="http://127.0.0.1:1/x.css"> <base href="http://127.0.0.1:1/">
      <meta http-equiv="refresh" content="0; url=javascript:document.title='run'">

      </main></body></html><script>document.title='run'</script>
      """
    try browser.open(try page(of: attack))
    let clicks = """
      for (const a of document.querySelectorAll("a, summary, img, div, span")) {
        a.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
        if (!(a.getAttribute("href") || "#").startsWith("#")) a.click();
      }
      return document.title
      """
    #expect(try browser.evaluate(clicks) as? String != "run")
    #expect(try browser.evaluate("return document.title") as? String != "run")
    #expect(try browser.requests() == [])
    let scripts = try browser.evaluate(
      "return [...document.scripts].filter((s) => s.textContent.includes('run\\'')).length")
    #expect(scripts as? Int == 0)
  }

  /// Also beside a notebook nothing lies in wait: its styles may change looks, a script there is not taken.
  @Test func `A script beside the notebook does not run, and neither does one in a skeleton`()
    throws
  {
    guard let browser = try Browser() else { return }
    let documents = folder.url.appending(path: "templates/documents")
    try FileManager.default.createDirectory(at: documents, withIntermediateDirectories: true)
    let script = "document.title = 'run'"
    try folder.write(script, to: "templates/documents/page.js")
    try folder.write(
      "</style><script>\(script)</script><style>", to: "templates/documents/page.css")
    try folder.write(
      """
      <!DOCTYPE html>
      <html lang="en"><head><title><<title>></title><style><<styles>></style></head>
      <body onload="\(script)"><script>\(script)</script><<body>><<scripts>></body></html>
      """, to: "templates/documents/page.html")
    try browser.open(try page(of: "# Title\n\ntext\n"))
    #expect(try browser.evaluate("return document.title") as? String == "Title")
    try browser.open(try page(of: "# Title\n\ntext\n", ["--unsafe-html"]))
    #expect(try browser.evaluate("return document.title") as? String == "run")
  }

  @Test func `A number tells its value and its formula, to the mouse and to the keyboard`() throws {
    guard let browser = try Browser() else { return }
    let text = Samples.cell + "\nIt answers `= y.out.1`, not `= t.1`.\n\n```show net-inputs\n```\n"
    try browser.open(try page(of: text))
    let hover = """
      const spot = document.querySelector("[data-n]");
      spot.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
      const card = document.querySelector("div#number");
      return card.hidden ? "hidden" : card.querySelector(".value").textContent + "|"
        + card.querySelector("annotation").textContent
      """
    // 1 · 0.5 − 2 · 0.2 + 0.3 in 64 bits.
    #expect(
      try browser.evaluate(hover) as? String == "= 0.39999999999999997|y_1 = \\text{net}_{y1}")
    _ = try browser.evaluate(
      "document.body.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))")
    #expect(
      try browser.evaluate("return document.querySelector('div#number').hidden") as? Bool == true)
    let shown = "return document.querySelector('div#number .value')?.textContent"
    let tab = "\u{E004}"
    let right = "\u{E014}"
    for _ in 0..<2 { try browser.press(tab) }
    #expect(try browser.evaluate(shown) as? String == "= 0.39999999999999997")
    try browser.press(right)
    #expect(try browser.evaluate(shown) as? String == "= 1.0")
  }
}
