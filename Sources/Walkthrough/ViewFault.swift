import NeuralCore
import Notation

/// Why a view could not be written.
enum ViewFault: Error {
  /// A name that means nothing where it stands, with the names that would.
  case unknownName(String, candidates: [String])
  /// A name that would mean something if the network had the key.
  case missing(String, key: String)
  /// A name that would mean something if the view were asked for with the attribute.
  case missingAttribute(String, attribute: String)
  /// A name that is known, but has nothing where it stands, such as the net input of an input.
  case absent(String)
  /// The value of something that depends on an unknown number.
  case unknownValue(Element)
}
