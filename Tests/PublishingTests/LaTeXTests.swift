import Testing

@testable import Publishing

struct LaTeXTests {
  private static let texts: [(markdown: String, tex: String)] = [
    (
      "50 % & #1_a {b} \\\\ ~ ^ $5",
      "50 \\% \\& \\#1\\_a \\{b\\} \\textbackslash{} \\textasciitilde{} \\textasciicircum{} \\$5\n"
    ),
    ("a -- b --- c", "a -{}- b -{}-{}- c\n"),
    ("*a* **b** `c_d`", "\\emph{a} \\textbf{b} \\texttt{c\\_d}\n"),
    ("a\\\nb  \nc\nd", "a\\newline\nb\\newline\nc\nd\n"),
    ("# A\n\n## B\n\ntext", "\\section{A}\n\n\\subsection{B}\n\ntext\n"),
    ("## The $w_5$ step", "\\subsection{\\texorpdfstring{The $w_5$ step}{The w5 step}}\n"),
    ("[a_b](http://x.y/a_b%20c#d)", "\\href{http://x.y/a\\_b\\%20c\\#d}{a\\_b}\n"),
    ("See [b](#b).\n\n# B", "See \\hyperref[sec:b]{b}.\n\n\\section{B}\\label{sec:b}\n"),
    ("[a](javascript:x)", "a\n"),
    (
      "→ σ é 中",
      "\\ensuremath{\\rightarrow} \\ensuremath{\\sigma} é "
        + "\\texorpdfstring{\\fbox{\\tiny U+4E2D}}{U+4E2D}\n"
    ),
    ("► ◄", "\\ensuremath{\\blacktriangleright} \\ensuremath{\\blacktriangleleft}\n"),
    (
      "$σ → x_é$ $\\text{σ→é}$",
      "$\\sigma  \\rightarrow  x_\\text{é}$ $\\text{\\ensuremath{\\sigma}\\ensuremath{\\rightarrow}é}$\n"
    ),
    ("$a % comment$ b", "$a$ b\n"),
    ("$\\frac{1$ b", "\\texttt{\\textbackslash{}frac\\{1} b\n"),
    ("a\n$$\nx\n$$\nb", "a\n\\[\nx\n\\]\n\nb\n"),
    ("$$\n\\begin{align}\na &= b\n\\end{align}\n$$", "\\begin{align*}\na &= b\n\\end{align*}\n"),
    ("$$a \\\\ b$$", "\\[\n\\begin{gathered}\na \\\\ b\n\\end{gathered}\n\\]\n"),
    (
      "- a\n- b",
      "\\begin{itemize}\n\\setlength{\\itemsep}{0pt}\\setlength{\\parskip}{0pt}\n\\item a\n\\item b\n\\end{itemize}\n"
    ),
    (
      "3. a\n\n   b\n4. c",
      "\\begin{enumerate}\n\\setcounter{enumi}{2}\n\\item a\n\nb\n\\item c\n\\end{enumerate}\n"
    ),
    ("> a\n>\n> b", "\\begin{quote}\na\n\nb\n\\end{quote}\n"),
    ("```swift\nlet a = 1 % b\n```", "\\begin{lstlisting}\nlet a = 1 % b\n\\end{lstlisting}\n"),
    (
      "```\na\\{} → 'x'\n```",
      "\\begin{alltt}\\small\na\\textbackslash{}\\{\\} \\ensuremath{\\rightarrow} \\textquotesingle{}x\\textquotesingle{}\n\\end{alltt}\n"
    ),
    ("a<br>b<sub>2</sub><b>c", "a\\newline\nb\\textsubscript{2}\\textbf{c}\n"),
    ("<!-- note -->\n\na", "a\n"),
    ("***", "\\begin{center}\\rule{0.4\\linewidth}{0.4pt}\\end{center}\n"),
    (
      "| a | b |\n|---|--:|\n| *c* | $x$ |",
      "\\begin{center}\n\\begin{tabular}{@{}lr@{}}\n\\toprule\na & b \\\\\n\\midrule\n"
        + "\\emph{c} & $x$ \\\\\n\\bottomrule\n\\end{tabular}\n\\end{center}\n"
    ),
  ]

  @Test(arguments: texts)
  func `Markdown is written as LaTeX`(markdown: String, tex: String) {
    #expect(latex(markdown) == tex)
  }

  @Test func `A table with long words breaks their lines`() {
    let long = String(repeating: "some words ", count: 20)
    let tex = latex("| a | b |\n|---|---|\n| x | \(long)|")
    #expect(tex.contains("{@{}l>{\\raggedright\\arraybackslash}p{0.9"))
  }

  @Test func `A table longer than a page can be broken between pages`() {
    let rows = (0..<60).map { "| \($0) | b |" }.joined(separator: "\n")
    let tex = latex("| a | b |\n|---|---|\n\(rows)")
    #expect(
      tex.contains("\\begin{longtable}{@{}ll@{}}\n\\toprule\na & b \\\\\n\\midrule\n\\endhead"))
  }

  @Test func `A display that is too wide is broken at its relations`() {
    let long = (0..<14).map { "a_{\($0)} \\times 0.12345" }.joined(separator: " + ")
    let tex = latex("$$\nE = \(long) = 3\n$$")
    #expect(tex.hasPrefix("\\[\n\\begin{aligned}\nE & = a_{0}"))
    #expect(tex.contains("\\\\\n&\\qquad + a_{"))
    #expect(tex.contains("\\\\\n& = 3\n\\end{aligned}\n\\]"))
  }
}
