import Algebra
package import Diagnostics
import NeuralCore
import Notation

extension ViewRenderer {
  /// Renders an inline value: a reference with its forms, or arithmetic over references.
  ///
  /// - Throws: `DiagnosticError`.
  package func renderValue(_ expression: Excerpt, with worksheet: Worksheet) throws -> AnnotatedText
  {
    let tokens = try ArithmeticReader.tokens(expression) { path in
      (try? worksheet.reader.resolve(path).get()) != nil
    }
    if tokens.count == 1, case .name = tokens[0].kind, tokens[0].text.first?.isLetter == true {
      let trimmed = tokens[0]
      let template = Excerpt(
        source: expression.source, text: "<<\(trimmed.text)>>",
        pieces: [
          .init(
            offset: 0,
            sourceOffset: max(0, expression.sourceOffset(of: trimmed.range.lowerBound) - 2))
        ])
      return try render(
        ViewRequest(template: template, place: expression.span(trimmed.range)), with: worksheet,
        prefersReferences: true)
    }
    var reader = ArithmeticReader(expression: expression, tokens: tokens, reader: worksheet.reader)
    let (value, digits) = try reader.read()
    do {
      guard let literal = try worksheet.ledger.value(of: value, digits: digits) else {
        throw ViewFault.unknownValue(
          value.leaves.first { leaf in
            (try? worksheet.ledger.shown(leaf)) == .unknown
          } ?? value.leaves[0])
      }
      return AnnotatedText(text: literal.text)
    } catch let error as DomainError {
      let what = error == .divisionByZero ? "divides by zero" : "has no value"
      throw DiagnosticError(
        Diagnostic(
          id: "no-value", "`\(expression.text)` \(what)",
          at: expression.span(0..<expression.text.utf8.count)))
    } catch {
      throw DiagnosticError(
        FaultMessages.diagnostic(
          error, worksheet.graph, at: expression.span(0..<expression.text.utf8.count)))
    }
  }
}

extension AnnotatedText {
  /// The text between two delimiters, such as dollars.
  package func wrapped(in delimiter: String) -> AnnotatedText {
    let shift = delimiter.utf8.count
    return AnnotatedText(
      text: delimiter + text + delimiter,
      annotations: annotations.map {
        Annotation(range: $0.range.lowerBound + shift..<$0.range.upperBound + shift, mark: $0.mark)
      })
  }

  /// Without line ends at the end.
  package var trimmingLineEnd: AnnotatedText {
    var copy = self
    while let last = copy.text.last, last.isNewline { copy.text.removeLast() }
    return copy
  }
}
