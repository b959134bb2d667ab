package import Diagnostics
package import NeuralCore
package import Notation

/// What a network cell says: a network, how it is written, and what is pinned in it.
package struct NetworkCell: Sendable {
  /// A quantity, or one of its elements, that has a given value instead of its computed one.
  package struct Pin: Sendable {
    /// As the author wrote it: `O.out`, `H.out.1`, `w_5`; it may turn out to name nothing.
    package var reference: String
    /// Shape `[]` for a single number.
    package var tensor: GivenTensor
    /// Where the reference stands.
    package var place: SourceSpan

    package init(reference: String, tensor: GivenTensor, place: SourceSpan) {
      self.reference = reference
      self.tensor = tensor
      self.place = place
    }
  }

  package var definition: NetworkDefinition
  package var presentation: Presentation
  /// In the author's order; what a later one covers, it decides.
  package var pins: [Pin]
  /// The cell's mapping over what `like:` and the front matter say.
  package var node: YAMLNode
  /// The value of `name:`, or the cell's first key.
  package var namePlace: SourceSpan
  /// Places by key path. Names of things have theirs (`input`, `target`, `layers.O`), everything
  /// else its value's (`layers.O.weight`, `optimizer.rate`, `loss`, `given.O.out`, `digits.H.net`).
  package var places: [String: SourceSpan]
}
