import ArgumentParser
import Runner

/// `deltabook list`: what notebooks can name.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List views, notations, activations, losses and more.")

  @Argument(help: "One of: \(Catalogue.allCases.map(\.rawValue).joined(separator: ", ")).")
  var what: Catalogue

  func run() throws {
    let entries = what.entries(TemplateStore(notebookFolder: "."))
    if entries.isEmpty { Terminal.writeError("there are no \(what.rawValue) in this version\n") }
    let width = entries.map(\.name.count).max() ?? 0
    for entry in entries {
      let padding = String(repeating: " ", count: width - entry.name.count)
      print(entry.summary.isEmpty ? entry.name : "\(entry.name)\(padding)  \(entry.summary)")
    }
  }
}

extension Catalogue: ExpressibleByArgument {}
