import Testing

/// What is shown as a table is a table to every reader of Markdown.
@Suite struct PipeTableTests {
  @Test func `Every row of every table has as many cells as its header`() throws {
    let folder = try Notebooks.folder()
    for notebook in try Notebooks.all {
      try folder.write(notebook.text, to: "page.md")
      let output = try Program.run(["run", "--quiet", "page.md"], in: folder).output
      var header: Int?
      var rows = 0
      for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
        guard line.hasPrefix("|") else {
          header = nil
          continue
        }
        // A pipe in a formula would be one more; an escaped one is none.
        let pipes = line.replacing("\\|", with: "").count { $0 == "|" }
        #expect(pipes == header ?? pipes, "\(notebook.name): \(line)")
        header = pipes
        rows += 1
      }
      #expect(rows > 3, "\(notebook.name)")
    }
  }
}
