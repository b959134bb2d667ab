import Diagnostics
import Drawing
import NeuralCore

/// What the attributes of a view ask of the pictures in it.
struct PictureOptions {
  /// The passes of curves, rising, counted in updates.
  var steps: [Int]?
  /// References to what curves and maps show.
  var quantities: [(text: String, attribute: ViewRequest.Attribute)] = []
  /// Columns between the axes of a chart.
  var width = 60
  var form: Picture.Form?
  /// Where a single output turns from one class to the other.
  var threshold: Double?
  /// The attributes that were given, for when there is no picture.
  var given: [ViewRequest.Attribute] = []

  static let keys = ["quantity", "steps", "width", "threshold", "as"]
  static let widths = 20...160
  /// Curves have at most so many points of their own.
  static let pointLimit = 2_000

  /// - Throws: `DiagnosticError` with everything that cannot be read.
  init(_ request: ViewRequest) throws {
    var problems: [Diagnostic] = []
    for attribute in request.attributes where Self.keys.contains(attribute.key) {
      given.append(attribute)
      if let problem = read(attribute) {
        problems.append(
          Diagnostic(
            id: "bad-attribute", problem.message, at: attribute.place ?? request.place,
            help: problem.help))
      }
    }
    guard problems.isEmpty else { throw DiagnosticError(problems) }
  }

  /// - Returns: What is wrong with the attribute.
  private mutating func read(
    _ attribute: ViewRequest.Attribute
  ) -> (message: String, help: String?)? {
    let value = attribute.value
    switch attribute.key {
    case "quantity":
      quantities = value.split { $0 == "," || $0 == " " }.map { (String($0), attribute) }
      return quantities.isEmpty ? ("`quantity` names nothing", nil) : nil
    case "steps":
      guard let steps = StepList.read(value) else {
        return (
          "`steps` takes numbers of updates that rise, not `\(value)`",
          "write `100`, `0,10,100` or `0,10,…,100`"
        )
      }
      if steps.count > Self.pointLimit {
        return ("`steps` names \(steps.count) passes, at most \(Self.pointLimit) are drawn", nil)
      }
      self.steps = steps
      return nil
    case "width":
      guard let width = Int(value), Self.widths.contains(width) else {
        return (
          "`width` takes \(Self.widths.lowerBound) to \(Self.widths.upperBound) columns, not `\(value)`",
          nil
        )
      }
      self.width = width
      return nil
    case "threshold":
      threshold = Double(value).flatMap { $0.isFinite ? $0 : nil }
      return threshold == nil ? ("`threshold` takes a number, not `\(value)`", nil) : nil
    default:
      form = Picture.Form(rawValue: value)
      let forms = Picture.Form.allCases.map(\.rawValue)
      return form == nil
        ? (
          "`as` takes `text`, `mermaid`, `svg` or `tikz`, not `\(value)`",
          Suggestion.help(for: value, among: forms)
        ) : nil
    }
  }
}

/// Lists of steps: `100` (from 0 on), `0,10,100` (these), `0,10,…,100` (and so on).
enum StepList {
  /// `nil` for everything else.
  static func read(_ text: String) -> [Int]? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.filter { $0 != " " } }
    if parts.count == 1 {
      guard let last = number(parts[0]), last > 0 else { return nil }
      return evenly(to: last)
    }
    guard let gap = parts.firstIndex(where: { $0 == "…" || $0 == "..." }) else {
      return rising(parts.map(number))
    }
    guard gap >= 1, gap == parts.count - 2, let end = number(parts[gap + 1]),
      let start = rising(parts[..<gap].map(number)), let last = start.last
    else { return nil }
    let distance = start.count > 1 ? last - start[start.count - 2] : 1
    guard end > last, (end - last) % distance == 0, (end - last) / distance < 1_000_000 else {
      return nil
    }
    return start + stride(from: last + distance, through: end, by: distance)
  }

  /// From 0 on, at most about 200 of them, whole distances apart; the last one always.
  static func evenly(to last: Int) -> [Int] {
    let distance = max(1, (last + 199) / 200)
    let steps = Array(stride(from: 0, through: last, by: distance))
    return steps.last == last ? steps : steps + [last]
  }

  private static func number(_ text: String) -> Int? {
    guard let number = Int(text), (0...Element.stepLimit).contains(number) else { return nil }
    return number
  }

  private static func rising(_ numbers: [Int?]) -> [Int]? {
    let known = numbers.compactMap { $0 }
    guard known.count == numbers.count, !known.isEmpty,
      zip(known, known.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    return known
  }
}
