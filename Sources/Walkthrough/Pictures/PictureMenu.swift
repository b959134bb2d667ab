import Drawing
import Mustache
import NeuralCore

/// `picture` in a template: its names are the pictures there are of a place.
struct PictureMenu: MustacheParent, MustacheCustomRenderable {
  let context: ViewContext

  var isNull: Bool { false }

  /// The menu itself has no text.
  var renderText: String {
    context.view.record(PictureFault.noKind)
    return ""
  }

  func child(named name: String) -> Any? {
    if let kind = PictureKind(rawValue: name) { return PictureItem(kind: kind, context: context) }
    context.view.record(
      ViewFault.unknownName(
        TemplateText.decode(name), candidates: PictureKind.allCases.map(\.rawValue)))
    return Absent()
  }
}

/// The pictures there are.
enum PictureKind: String, CaseIterable {
  /// The units with their values and the weights between them.
  case network
  /// Quantities and the operations that make them.
  case graph
  /// Quantities over the updates.
  case curve
  /// The loss over the updates: of the training and the test examples, or of the passes.
  case losses
  /// The share of right answers over the updates, likewise.
  case accuracies
  /// A matrix as a field of cells.
  case map
  /// An activation function and its derivative.
  case function
  /// What a network of two inputs answers to all of them.
  case regions
}

/// A picture of a place; as text, a fence with text art in it and the picture's mark on the art.
struct PictureItem: MustacheParent, MustacheCustomRenderable {
  let kind: PictureKind
  let context: ViewContext

  var isNull: Bool { false }

  var renderText: String {
    let view = context.view
    do {
      try view.drawPicture()
      var picture = Picture(try content())
      picture.form = view.options.form
      if picture.form == .mermaid, !picture.isDiagram { throw PictureFault.notAGraph }
      let art = picture.written(as: .text) ?? ""
      // The mark ends on the art's last line: on the fence's own it would be in the way.
      let marked = view.marks.wrap(String(art.dropLast()), .picture(picture)) + "\n"
      let fence = Picture.fence(marked, language: "text")
      return String(fence.dropLast())
    } catch {
      view.record(error)
      return ""
    }
  }

  func child(named name: String) -> Any? {
    context.view.record(ViewFault.unknownName(TemplateText.decode(name), candidates: []))
    return Absent()
  }

  private func content() throws -> Picture.Content {
    let paper = PicturePaper(context: context)
    switch kind {
    case .network: return .diagram(try NetworkPicture(paper: paper).diagram())
    case .graph: return .diagram(try GraphPicture(paper: paper).diagram())
    case .curve: return .chart(try CurvePicture(paper: paper).chart())
    case .losses: return .chart(try CurvePicture(paper: paper).chart(of: .losses))
    case .accuracies: return .chart(try CurvePicture(paper: paper).chart(of: .accuracies))
    case .map: return .heatMap(try MapPicture(paper: paper).map())
    case .function: return .chart(try FunctionPicture(paper: paper).chart())
    case .regions: return .chart(try RegionPicture(paper: paper).chart())
    }
  }
}
