import ArgumentParser

/// The command line: what users type, turned into calls of the runner.
@main
struct Deltabook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deltabook",
    abstract: "Run literate notebooks about neural networks.",
    discussion: """
      A notebook is a Markdown file. Its `network` blocks define networks; Deltabook computes them and \
      writes the tables and derivations a textbook prints.

        deltabook new walkthrough.md         begin a notebook
        deltabook run walkthrough.md         write it to standard output, computed
        deltabook run --in-place page.md     bring a document's own tables up to date
        deltabook convert page.ipynb         a Jupyter notebook as Markdown, or the other way
        deltabook diff page.md               find the numbers of a document that are wrong
        deltabook explain page.md 58         show where the numbers of a line come from

      Exit status: 0 fine, 1 stale regions (--check) or slips (diff), 2 bad input, 64 bad usage.
      """,
    version: "0.1.0",
    subcommands: [
      RunCommand.self, DiffCommand.self, ConvertCommand.self, ExplainCommand.self, NewCommand.self,
      ListCommand.self,
    ])
}
