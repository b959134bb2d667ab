package import Diagnostics
import Foundation
package import Notation

/// Where views, notations and notebook templates are found: beside the notebook first, then among
/// the installed ones.
package final class TemplateStore {
  package enum Kind: String, CaseIterable {
    case views, notations, notebooks, lexicon, words
    /// What stands around a published document: skeletons, styles.
    case documents

    /// With its dot; a document's part is named with its own.
    var fileExtension: String {
      switch self {
      case .views, .notebooks: ".md"
      case .notations, .lexicon, .words: ".yaml"
      case .documents: ""
      }
    }
  }

  private let folders: [String]
  private let installed: [String]
  private var sources: [String: SourceText?] = [:]
  private var presets: [String: NotationPreset] = [:]

  /// - Parameter notebookFolder: The folder of the notebook, whose `templates/` comes first; in a
  ///   repository, those of the folders above follow, up to the repository's own.
  package init(notebookFolder: String?, installed: [String] = TemplateStore.installedFolders) {
    folders = (notebookFolder.map(Self.projectFolders) ?? []) + installed
    self.installed = installed
  }

  private static func projectFolders(_ notebookFolder: String) -> [String] {
    var folder = URL(filePath: notebookFolder).standardizedFileURL
    var found = [folder.appending(path: "templates").path]
    while folder.path != "/" {
      if FileManager.default.fileExists(atPath: folder.appending(path: ".git").path) {
        return found
      }
      folder.deleteLastPathComponent()
      found.append(folder.appending(path: "templates").path)
    }
    return [found[0]]
  }

  /// The installed folders: `$DELTABOOK_TEMPLATES`, `../share/deltabook/templates` beside the program,
  /// `templates` in a source tree the program was built in.
  package static var installedFolders: [String] {
    if let chosen = ProcessInfo.processInfo.environment["DELTABOOK_TEMPLATES"] { return [chosen] }
    var folder = program.deletingLastPathComponent()
    let shared = folder.deletingLastPathComponent().appending(path: "share/deltabook/templates")
    if FileManager.default.fileExists(atPath: shared.path) { return [shared.path] }
    while folder.path != "/" {
      let candidate = folder.appending(path: "templates")
      if FileManager.default.fileExists(atPath: candidate.appending(path: "views").path) {
        return [candidate.path]
      }
      folder.deleteLastPathComponent()
    }
    return []
  }

  private static var program: URL {
    #if os(Linux)
      let path = "/proc/self/exe"
    #else
      let path = Bundle.main.executablePath ?? CommandLine.arguments[0]
    #endif
    return URL(filePath: path).resolvingSymlinksInPath()
  }

  /// The text of a template, `nil` if there is none of this name.
  package func source(_ kind: Kind, _ name: String) -> SourceText? {
    let file = "\(kind.rawValue)/\(name)\(kind.fileExtension)"
    if let known = sources[file] { return known }
    var found: SourceText?
    let isPlainName = !name.isEmpty && !name.contains("..") && !name.hasPrefix("/")
    for folder in folders where found == nil && isPlainName {
      found = Self.read("\(folder)/\(file)", as: "templates/\(file)")
    }
    sources[file] = .some(found)
    return found
  }

  /// A part of a document.
  ///
  /// - Parameter trusted: Whether it may come from beside the notebook.
  /// - Throws: `DiagnosticError` if there is none.
  package func document(_ name: String, trusted: Bool = true) throws(DiagnosticError) -> SourceText
  {
    let file = "documents/\(name)"
    let own = trusted ? source(.documents, name) : nil
    let found =
      own
      ?? installed.lazy.compactMap { Self.read("\($0)/\(file)", as: "templates/\(file)") }.first
    guard let found else {
      throw DiagnosticError(
        Diagnostic(
          id: "template-missing", "there is no template `documents/\(name)`",
          help: "set DELTABOOK_TEMPLATES to the folder of the templates that came with Deltabook"))
    }
    return found
  }

  /// A template is a regular file of at most this many bytes.
  private static let sizeLimit = 1 << 20

  private static func read(_ path: String, as name: String) -> SourceText? {
    guard let bytes = InputFile.regular(path, limit: sizeLimit),
      var text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    return SourceText(name: name, text: text)
  }

  /// The names of all templates of a kind, sorted.
  package func names(_ kind: Kind) -> [String] {
    var names: Set<String> = []
    for folder in folders {
      let directory = "\(folder)/\(kind.rawValue)"
      for file in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
      where file.hasSuffix(kind.fileExtension) {
        names.insert(String(file.dropLast(kind.fileExtension.utf8.count)))
      }
    }
    return names.sorted()
  }

  /// What a view's first line says of it: `<<! Net inputs of a layer. >>`.
  package func summary(ofView name: String) -> String {
    guard let text = source(.views, name)?.text, text.hasPrefix("<<!"),
      let end = text.range(of: ">>")
    else {
      return ""
    }
    return text[text.index(text.startIndex, offsetBy: 3)..<end.lowerBound]
      .trimmingCharacters(in: .whitespaces)
  }

  /// A notation with a network's own changes.
  ///
  /// - Throws: `DiagnosticError` for an unknown preset or role, or a file that cannot be read.
  package func preset(_ choice: NotationChoice) throws -> NotationPreset {
    let base = try presets[choice.preset] ?? readPreset(choice)
    presets[choice.preset] = base
    let (preset, diagnostics) = base.overridden(by: choice.overrides)
    guard diagnostics.isEmpty else { throw DiagnosticError(diagnostics) }
    return preset
  }

  /// The nearest name, or all names, or that there are no templates at all.
  func help(for name: String, _ kind: Kind) -> String {
    let known = names(kind)
    if known.isEmpty {
      return "no templates are installed; set DELTABOOK_TEMPLATES to their folder"
    }
    return Suggestion.help(for: name, among: known)
      ?? "`deltabook list \(kind.rawValue)` names those there are"
  }

  private func readPreset(_ choice: NotationChoice) throws -> NotationPreset {
    guard let source = source(.notations, choice.preset) else {
      throw DiagnosticError(
        Diagnostic(
          id: "unknown-notation", "there is no notation `\(choice.preset)`", at: choice.presetPlace,
          help: help(for: choice.preset, .notations)))
    }
    return try NotationPreset.read(source, name: choice.preset)
  }
}
