import NeuralCore
import Testing

/// A line of a test's log instead of all that a network holds; tests of other targets find it, too.
extension NetworkDefinition: CustomTestStringConvertible {
  public var testDescription: String {
    let layers = layers.map { "\($0.name) \($0.units) \($0.activation.name)" }
    return "\(name): \(input.tensor.shape) → \(layers.joined(separator: " → "))"
  }
}
