/// What a writer could not take over as it stands; the document is written nevertheless.
package struct Notice: Sendable, Hashable {
  package let id: String
  package let message: String
  /// The line of the document that was written.
  package let line: Int
  package let help: String?

  package init(id: String, _ message: String, line: Int, help: String? = nil) {
    (self.id, self.message, self.line, self.help) = (id, message, line, help)
  }
}
