import Diagnostics
import Testing

@testable import Jupyter

/// Notebooks of other programs, and files that are none.
struct ForeignNotebookTests {
  private func read(_ text: String) throws -> JupyterReading {
    try JupyterReader.read(SourceText(name: "a.ipynb", text: text))
  }

  private static let python = """
    {"nbformat": 4, "nbformat_minor": 4,
     "metadata": {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}},
     "cells": [
      {"cell_type": "raw", "metadata": {}, "source": "---\\ntitle: x\\n---"},
      {"cell_type": "markdown", "metadata": {}, "source": ["# Title\\n", "![](attachment:b.png)"],
       "attachments": {"b.png": {"image/png": "AAAA"}}},
      {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": "print(0.5)",
       "outputs": [{"output_type": "stream", "name": "stdout", "text": ["0.5\\n"]}]},
      {"cell_type": "code", "metadata": {}, "execution_count": 2, "source": "%%bash\\necho '```'",
       "outputs": []},
      {"cell_type": "code", "metadata": {}, "execution_count": 3, "source": "plot()", "outputs": [
       {"output_type": "display_data", "metadata": {},
        "data": {"image/png": "AAAA", "text/plain": "<Figure>"}},
       {"output_type": "execute_result", "execution_count": 3, "metadata": {},
        "data": {"text/latex": ["$x = 1$"], "text/plain": ["1"]}}]},
      {"cell_type": "code", "metadata": {"vscode": {"languageId": "r"}}, "execution_count": null,
       "source": "1/0", "outputs": [{"output_type": "error", "ename": "Zero", "evalue": "by zero",
        "traceback": ["\\u001b[0;31mZero\\u001b[0m: by zero"]}]},
      {"cell_type": "raw", "metadata": {"format": "text/latex"}, "source": "\\\\newpage"},
      {"cell_type": "code", "metadata": {}, "execution_count": null, "source": "", "outputs": []}
     ]}
    """

  @Test func cellsOfOtherKernelsBecomeFences() throws {
    let reading = try read(Self.python)
    #expect(
      reading.authored.text == """
        ---
        title: x
        ---

        # Title
        ![](attachment:b.png)

        ```python
        print(0.5)
        ```

        ```text
        0.5
        ```

        ````bash
        %%bash
        echo '```'
        ````

        ```python
        plot()
        ```

        $x = 1$

        ```r
        1/0
        ```

        ```text
        Zero: by zero
        ```

        ```latex
        \\newpage
        ```

        """)
    #expect(
      reading.diagnostics.map { "\($0.severity) \($0.id): \($0.message)" } == [
        "warning notebook-attachment: cell 2 of `a.ipynb`: the attachment `b.png` is left out",
        "warning notebook-raw-cell: cell 7 of `a.ipynb`: a raw cell becomes a block of code",
        "warning notebook-output: an output of cell 5 of `a.ipynb` has no text and is left out "
          + "(image/png)",
      ])
  }

  @Test func placesNameTheCell() throws {
    let source = try read(Self.python).authored
    let place = { (text: String) -> String in
      let offset = source.text.utf8.firstRange(of: text.utf8)?.lowerBound
      let start = source.text.utf8.distance(
        from: source.text.startIndex, to: offset ?? source.text.startIndex)
      return SourceSpan(source: source, range: start..<start + 1).location
    }
    #expect(place("---") == "cell 1:1:1")
    #expect(place("attachment") == "cell 2:2:5")
    #expect(place("print") == "cell 3:2:1")
    #expect(place("0.5\n```") == "cell 3 output:2:1")
    #expect(place("newpage") == "cell 7:2:2")
  }

  @Test func versionThreeIsRead() throws {
    let reading = try read(
      """
      {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": [
       {"cell_type": "heading", "level": 2, "metadata": {}, "source": ["Title"]},
       {"cell_type": "code", "language": "python", "collapsed": false, "metadata": {},
        "prompt_number": 1, "input": ["1 + 1"], "outputs": [
         {"output_type": "pyout", "prompt_number": 1, "text": ["2"], "metadata": {}}]}]}]}
      """)
    #expect(
      reading.authored.text == "## Title\n\n```python\n1 + 1\n```\n\n```text\n2\n```\n")
  }

  /// A Python notebook in which somebody defines a network.
  @Test func deltabooksCellsAreKnownByTheirFirstLine() throws {
    let reading = try read(
      """
      {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}},
       "cells": [
        {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": null, "outputs": [],
         "source": ["%%network\\n", "input: {x: [1]}"]},
        {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": null, "outputs": [
          {"output_type": "display_data", "metadata": {}, "data": {"text/markdown": "| 1 |"}}],
         "source": "%%show net-inputs layer=H"}]}
      """)
    #expect(
      reading.authored.text
        == "```yaml network\ninput: {x: [1]}\n```\n\n```show net-inputs layer=H\n```\n")
    #expect(reading.published.text == "| 1 |\n")
    #expect(reading.diagnostics.isEmpty)
  }

  /// Edited in Jupyter, a cell is what it says now, and its fence what it was.
  @Test func editedCellsKeepTheirFence() throws {
    let reading = try read(
      """
      {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
        {"cell_type": "code", "id": "a", "execution_count": null, "outputs": [],
         "metadata": {"deltabook": {"fence": "~~~ yaml ", "source": ["old"], "checksum": "0"}},
         "source": "%%network\\ninput: {x: [2]}"},
        {"cell_type": "markdown", "id": "b",
         "metadata": {"deltabook": {"source": ["Is `= x`."], "checksum": "0"}},
         "source": "Was $1$."}]}
      """)
    #expect(reading.authored.text == "~~~ yaml network\ninput: {x: [2]}\n~~~\n\nWas $1$.\n")
    #expect(
      reading.diagnostics.map(\.message) == [
        "cell 2 of `a.ipynb`: `` `= x` `` stood in a line that was edited, and is text now"
      ])
  }

  @Test(arguments: [
    ("[1, 2]", "`a.ipynb` is JSON, but no Jupyter notebook: it has no `nbformat`"),
    ("{}", "`a.ipynb` is JSON, but no Jupyter notebook: it has no `nbformat`"),
    (#"{"nbformat": 2}"#, "`a.ipynb` is a Jupyter notebook of version 2, expected 3 or 4"),
    (#"{"nbformat": 5}"#, "`a.ipynb` is a Jupyter notebook of version 5, expected 3 or 4"),
    (#"{"nbformat": 4}"#, "`a.ipynb` has no list of `cells`"),
    (#"{"nbformat": 4, "cells": [1]}"#, "cell 1 of `a.ipynb` has no `cell_type`"),
    (
      #"{"nbformat": 4, "cells": [{"cell_type": "slide", "source": ""}]}"#,
      "cell 1 of `a.ipynb` is of the unknown type `slide`"
    ),
    (
      #"{"nbformat": 4, "cells": [{"cell_type": "raw", "source": [1]}]}"#,
      "cell 1 of `a.ipynb` has no text or list of lines as `source`"
    ),
  ]) func whatIsNoNotebookIsSaid(_ text: String, _ message: String) throws {
    let error = #expect(throws: DiagnosticError.self) { try read(text) }
    #expect(error?.diagnostics.map(\.message) == [message])
  }
}
