import Algebra
package import Diagnostics
import NeuralCore
import Notation
import Notebook
package import Walkthrough

/// The networks of a notebook, computed as they are met.
package final class NetworkBook {
  private let templates: TemplateStore
  private let defaults: YAMLNode?
  private let sets: [String]
  private let files: DataFiles
  private var cells: [String: NetworkCell] = [:]
  private var sheets: [String: Worksheet] = [:]
  /// In the order of the document.
  package private(set) var names: [String] = []
  package private(set) var diagnostics: [Diagnostic] = []
  /// Names of cells that had errors: what refers to them is not reported again.
  private var broken: Set<String> = []
  /// The nearest network above; `nil` also if its cell had errors.
  package private(set) var current: Worksheet?
  package private(set) var hasFailed = false

  init(templates: TemplateStore, defaults: YAMLNode?, sets: [String], files: DataFiles) {
    (self.templates, self.defaults, self.sets, self.files) = (templates, defaults, sets, files)
  }

  package subscript(name: String) -> Worksheet? { sheets[name] }

  /// The networks that could be computed, in the order of the document.
  package var worksheets: [Worksheet] { names.compactMap { sheets[$0] } }

  /// Whether a name belongs to a network, computed or not.
  func isKnown(_ name: String) -> Bool { cells[name] != nil || broken.contains(name) }

  /// Reads and computes a network cell; every problem is recorded.
  func define(_ cell: Cell) {
    let (read, problems) = NetworkCellReader.read(
      cell.body, defaults: defaults, earlier: { cells[$0] }, earlierNames: names,
      files: files)
    diagnostics += problems
    guard var network = read, !problems.contains(where: { $0.severity == .error }) else {
      fail(Self.name(of: cell))
      return
    }
    let name = network.definition.name
    guard cells[name] == nil else {
      diagnostics.append(
        Diagnostic(
          id: "duplicate-network", "the network `\(name)` is defined twice", at: network.namePlace,
          help: "give one of them another `name:`"))
      fail(nil)
      return
    }
    cells[name] = network
    names.append(name)
    apply(sets, to: &network)
    do {
      let sheet = try worksheet(network)
      sheets[name] = sheet
      current = sheet
    } catch {
      diagnostics += error.diagnostics
      fail(name)
    }
  }

  /// The name of a cell that has errors, if that much can be read.
  private static func name(of cell: Cell) -> String {
    YAMLNode.read(cell.body).0?["name"]?.text ?? NetworkCellReader.defaultName
  }

  /// `--set` options for networks that the notebook does not have.
  var unusedSets: [Diagnostic] {
    sets.compactMap { text in
      let reference = text.prefix { $0 != "=" }
      guard let slash = reference.firstIndex(of: "/") else {
        return names.isEmpty
          ? Diagnostic(id: "unknown-network", "`--set \(text)` has no network to change") : nil
      }
      let name = String(reference[..<slash])
      if isKnown(name) { return nil }
      return Diagnostic(
        id: "unknown-network", "`--set` names the network `\(name)`, which there is not",
        help: Suggestion.help(for: name, among: names))
    }
  }

  private func fail(_ name: String?) {
    if let name, broken.insert(name).inserted, cells[name] == nil { names.append(name) }
    current = nil
    hasFailed = true
  }

  private func apply(_ sets: [String], to network: inout NetworkCell) {
    guard !sets.isEmpty else { return }
    let (changed, problems) = network.applying(sets: sets)
    network = changed
    let known = Set(diagnostics)
    diagnostics += problems.filter { !known.contains($0) }
  }

  private func worksheet(_ network: NetworkCell) throws(DiagnosticError) -> Worksheet {
    let preset: NotationPreset
    do {
      preset = try templates.preset(network.presentation.notation)
    } catch let error as DiagnosticError {
      throw error
    } catch {
      throw DiagnosticError(Diagnostic(id: "notation-file", "\(error)"))
    }
    var graph = Graph(network.definition, delta: preset.delta)
    let symbols = SymbolIndex(Notation(graph: graph, preset: preset))
    let pins = PinResolver(reader: ReferenceReader(graph: graph, symbols: symbols))
    var problems = DigitTable(network.presentation.digits).problems(in: graph)
    for pin in network.pins { problems += pins.apply(pin, to: &graph) }
    guard problems.isEmpty else { throw DiagnosticError(problems) }
    let sheet = Worksheet(graph: graph, preset: preset, presentation: network.presentation)
    if let fault = sheet.fault(at: network.namePlace) { throw DiagnosticError(fault) }
    return sheet
  }
}
