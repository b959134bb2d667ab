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
  /// Printing something that the layer or network does not have, such as an input's net input.
  case absent(String, owner: String)
  /// Printing a list, whose items can be printed.
  case listPrinted(String)
  /// The view looks up more names than any view needs.
  case tooLarge
  /// The value of something that depends on an unknown number.
  case unknownValue(Element)
}
