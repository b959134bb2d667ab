package import Diagnostics
import NeuralCore

extension NetworkCell {
  /// This cell with the values of `--set REF=VALUE` options, of which later ones win.
  ///
  /// `rate` and `optimizer.rate` set the learning rate; every other reference becomes a pin in place
  /// of an earlier one of the same reference. A reference to another network, `NAME/REF`, is left
  /// alone.
  ///
  /// - Parameter sets: The options' arguments.
  package func applying(sets: [String]) -> (NetworkCell, [Diagnostic]) {
    var cell = self
    var reader = NetworkCellReader()
    for text in sets { cell.apply(text, &reader) }
    return (cell, reader.diagnostics)
  }

  private mutating func apply(_ text: String, _ reader: inout NetworkCellReader) {
    func refuse(_ message: String) {
      reader.diagnostics.append(
        Diagnostic(
          id: "set-syntax", message, help: "for example `--set w_5=0.4` or `--set 'I=[0.1, 0.2]'`"))
    }
    guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else {
      return refuse("`--set` needs `REF=VALUE`, not \(text.quotedForMessage)")
    }
    let source = SourceText(name: "--set", text: text)
    var reference = text[..<equals]
    guard !reference.isEmpty, !reference.contains(where: \.isWhitespace) else {
      return refuse("\(text.quotedForMessage) has no reference before `=`")
    }
    let place = SourceSpan(source: source, range: 0..<reference.utf8.count)
    if let slash = reference.firstIndex(of: "/") {
      guard reference[..<slash] == definition.name else { return }
      reference = reference[reference.index(after: slash)...]
    }
    let start = text.utf8.distance(from: text.startIndex, to: equals) + 1
    let body = Excerpt(
      source: source, text: String(text[text.utf8.index(after: equals)...]),
      pieces: [.init(offset: 0, sourceOffset: start)])
    let (value, problems) = YAMLNode.read(body)
    reader.diagnostics += problems
    guard let value, !value.isEmpty else {
      if problems.isEmpty { refuse("\(text.quotedForMessage) has no value after `=`") }
      return
    }
    guard problems.isEmpty else { return }
    if reference == "rate" || reference == "optimizer.rate" {
      guard definition.optimizer != nil else {
        reader.report(
          "missing-key", "network `\(definition.name)` has no `optimizer` to set the rate of", place
        )
        return
      }
      guard let rate = reader.rateNumber(value, called: "the learning rate") else { return }
      definition.optimizer?.rate.initial = rate
      places["optimizer.rate"] = value.place
    } else if let tensor = reader.tensor(value, of: String(reference)) {
      pins.removeAll { $0.reference == reference }
      pins.append(Pin(reference: String(reference), tensor: tensor, place: place))
      places["given.\(reference)"] = value.place
    }
  }
}
