/// One problem of an input, with its place: the fact and its message; drawing is the renderer's.
package struct Diagnostic: Sendable, Hashable {
  package enum Severity: String, Sendable { case error, warning, note }

  package var severity: Severity
  /// Stable kebab-case name of the kind of problem, such as `weight-shape`.
  package var id: String
  /// One line: the thing in backticks, what was expected, what was found.
  package var message: String
  /// Where; `nil` for problems without a place, such as a file that cannot be read.
  package var place: SourceSpan?
  /// At most one fix.
  package var help: String?
  /// A few words behind the carets.
  package var label: String?
  /// What else is to know, a line each.
  package var notes: [String]

  package init(
    _ severity: Severity = .error, id: String, _ message: String, at place: SourceSpan? = nil,
    help: String? = nil, label: String? = nil, notes: [String] = []
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.place = place
    self.help = help
    self.label = label
    self.notes = notes
  }
}

/// Thrown where going on is impossible; carries every problem found until then.
package struct DiagnosticError: Error, Sendable {
  package let diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
  package init(_ diagnostic: Diagnostic) { self.init([diagnostic]) }
}
