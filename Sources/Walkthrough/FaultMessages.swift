import Algebra
import Diagnostics
import Mustache
package import NeuralCore
import Notation

/// Turns what went wrong in a rendering into diagnostics with places.
struct FaultMessages {
  let request: ViewRequest
  let tags: [TemplateText.Tag]
  let worksheet: Worksheet

  func diagnostic(_ error: any Error) -> Diagnostic {
    if case ViewFault.unknownName(let name, let candidates)? = error as? ViewFault {
      if Int(name) != nil {
        return Diagnostic(
          id: "unknown-index", "there is no entry `\(name)` here", at: place(of: name))
      }
      return Diagnostic(
        id: "unknown-name", "`\(name)` is not known here", at: place(of: name),
        help: Suggestion.help(for: name, among: candidates))
    }
    if case ViewFault.missing(let name, let key)? = error as? ViewFault {
      return Diagnostic(
        id: "missing-\(key)",
        "`\(name)` needs the key `\(key)`, which `\(worksheet.graph.name)` does not have",
        at: isOwnTemplate ? place(of: name) : request.place,
        help: "add `\(key):` to the network's cell")
    }
    if case ViewFault.missingAttribute(let name, let attribute)? = error as? ViewFault {
      let article =
        switch attribute {
        case "unit": "a unit"
        case "layer": "a layer or unit"
        case "example": "one example of the batch"
        default: "a weight"
        }
      let example =
        switch attribute {
        case "layer": "`layer=…` or `unit=…`"
        case "example": "`example=…`, or list them with `<<#examples>>`"
        default: "`\(attribute)=…`"
        }
      return Diagnostic(
        id: "missing-attribute", "the view is about \(article), and none is named",
        at: isOwnTemplate ? place(of: name) : request.place, help: "add \(example)")
    }
    if case ViewFault.absent(let name, let owner)? = error as? ViewFault {
      return Diagnostic(
        id: "absent-name", "`\(owner)` has no `\(name)` to print",
        at: isOwnTemplate ? place(of: name) : request.place,
        help: isOwnTemplate ? "`<<#\(name)>>…<</\(name)>>` prints only where there is one" : nil)
    }
    if case ViewFault.listPrinted(let name)? = error as? ViewFault {
      return Diagnostic(
        id: "list-printed", "`\(name)` is a list, which has no text of its own",
        at: place(of: name),
        help: "print its items: `<<#\(name)>>…<</\(name)>>`")
    }
    if case ViewFault.tooLarge? = error as? ViewFault {
      return Diagnostic(
        id: "view-too-large", "the view looks up more than \(ViewState.lookupLimit) names",
        at: request.place, help: "loops within loops multiply")
    }
    if let fault = error as? PictureFault { return diagnostic(fault) }
    return Self.diagnostic(error, worksheet.graph, at: request.place)
  }

  private func diagnostic(_ fault: PictureFault) -> Diagnostic {
    let key = ["picture-form": "as", "unknown-name": "quantity", "bad-attribute": "quantity"]
    let attribute = request.attributes.last { $0.key == key[fault.id] }
    var help = fault.help
    if case .unknownQuantity(let name, let candidates) = fault {
      help = Suggestion.help(for: name, among: candidates)
    }
    var place = attribute?.place ?? request.place
    if case .noKind = fault { place = self.place(of: "picture") }
    return Diagnostic(id: fault.id, fault.message(worksheet.graph), at: place, help: help)
  }

  /// Whether the template stands in the notebook itself, not in a file of the catalogue.
  private var isOwnTemplate: Bool { request.template.source.name == request.place?.source.name }

  /// The first tag that uses the name.
  private func place(of name: String) -> SourceSpan? {
    for tag in tags where tag.kind != "!" {
      var offset = tag.range.lowerBound
      for part in tag.name.split(separator: ".", omittingEmptySubsequences: false) {
        if part == name { return request.template.span(offset..<offset + part.utf8.count) }
        offset += part.utf8.count + 1
      }
    }
    return request.place
  }

  /// Faults of computing, which have no place in a template.
  static func diagnostic(_ error: any Error, _ graph: Graph, at place: SourceSpan?) -> Diagnostic {
    switch error {
    case ViewFault.unknownValue(let element):
      return Diagnostic(
        id: "unknown-value",
        "`\(graph.name(of: element))` has no value: it depends on a number that is not given",
        at: place)
    case let error as TooManyUpdates:
      return Diagnostic(
        id: "too-many-updates",
        "the pass after \(error.step) updates is too far on: of `\(graph.name)` there are at most "
          + "\(error.limit)", at: place)
    case let fault as NumericFault:
      return numeric(fault, graph, at: place)
    case LedgerFault.domain(let element, _):
      return Diagnostic(
        id: "no-value",
        "`\(graph.name(of: element))` cannot be computed from the displayed numbers",
        at: place, help: "give its operands more digits")
    case LedgerFault.measured(let element):
      return Diagnostic(
        id: "measured",
        "`\(graph.name(of: element))` is measured in floating point, not worked out as displayed",
        at: place, help: "use `precision: exact`")
    case is TrainingInterrupted:
      return Diagnostic(id: "interrupted", "the training of `\(graph.name)` was interrupted")
    case LedgerFault.tooLarge(let operations, let limit):
      return Diagnostic(
        id: "as-displayed-too-large",
        "`precision: as-displayed` would take \(operations) operations by hand, at most \(limit) are done",
        at: place, help: "use `precision: exact`")
    case let error as DiagnosticError:
      return error.diagnostics.first ?? Diagnostic(id: "view", "the view failed", at: place)
    default:
      return Diagnostic(id: "no-value", "the view has no value: \(error)", at: place)
    }
  }

  static func numeric(_ fault: NumericFault, _ graph: Graph, at place: SourceSpan?) -> Diagnostic {
    let what = fault.value.isNaN ? "is not a number" : "is too large for a 64-bit number"
    let step = fault.element.step
    let when = step == 0 ? "in the first pass" : "after \(step) update\(step == 1 ? "" : "s")"
    return Diagnostic(
      id: "overflow", "`\(graph.name(of: fault.element))` \(what) \(when)", at: place,
      help: outsideDomain(fault, graph))
  }

  /// A function of the notebook's own may have no value where its argument is.
  private static func outsideDomain(_ fault: NumericFault, _ graph: Graph) -> String? {
    let quantity = graph[fault.element.quantity]
    guard fault.value.isNaN, quantity.role == .output, let index = quantity.layer else {
      return nil
    }
    let layer = graph.layers[index]
    guard layer.activation?.name == Activation.writtenName, let argument = layer.argument else {
      return nil
    }
    let element = Element(argument, fault.element.position, step: Int(fault.element.step))
    return "the formula of the activation has no value for `\(graph.name(of: element))`"
  }

  static func describe(_ error: any Error) -> String {
    switch error as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect: "a section is closed by another name than it was opened by"
    case .unfinishedName: "a tag is not closed, or its name has a character that names cannot have"
    case .expectedSectionEnd: "a section is not closed"
    case .invalidSetDelimiter: "the delimiters cannot be read"
    case .none: "unexpected end"
    default: "a tag cannot be read"
    }
  }
}

extension Graph {
  /// Canonical name with index and step, such as `O.weight.1.2@3`.
  package func name(of element: Element) -> String {
    let quantity = self[element.quantity]
    let index = quantity.index(of: element.position).map { ".\($0)" }.joined()
    let base: String
    switch quantity.role {
    case .outputLoss, .exampleLoss: base = "loss\(index)"
    default:
      let stem = [".i.", ".example."].first { quantity.name.contains($0) }
      base = stem.map { quantity.name.replacing($0, with: "\(index).") } ?? quantity.name + index
    }
    return element.step == 0 ? base : "\(base)@\(element.step)"
  }
}
