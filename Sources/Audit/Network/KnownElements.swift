internal import Algebra
internal import NeuralCore

/// What has been worked out for elements of a network: a document asks for the same few over and
/// over.
final class KnownElements {
  private var values: [Element: NetworkModel.Value?] = [:]
  private var forms: [Element: [Expr<Element>]] = [:]

  func value(of element: Element, _ compute: () -> NetworkModel.Value?) -> NetworkModel.Value? {
    if let known = values[element] { return known }
    let value = compute()
    values[element] = .some(value)
    return value
  }

  func forms(of element: Element, _ derive: () -> [Expr<Element>]) -> [Expr<Element>] {
    if let known = forms[element] { return known }
    let derived = derive()
    forms[element] = derived
    return derived
  }
}
