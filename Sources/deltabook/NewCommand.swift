import ArgumentParser
import Diagnostics
import Runner

/// `deltabook new`: a notebook to begin with.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Begin a notebook from a template.")

  @Argument(help: "The file to create.", completion: .file(extensions: ["md"]))
  var path: String

  @Option(
    help: "The template; `deltabook list notebooks` names them.")
  var from: String = "minimal"

  func run() throws {
    do {
      try NotebookTemplate(TemplateStore(notebookFolder: ".")).create(path, from: from)
    } catch {
      Terminal.write(error.diagnostics)
      throw ExitCode(2)
    }
  }
}
