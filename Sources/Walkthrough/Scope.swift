import NeuralCore

/// The indices that lists and attributes have fixed: what the unqualified names of a template mean.
struct Scope {
  /// An example of a batch, from 0.
  var example: Int?
  var layer: Int?
  var unit: Int?
  var weight: Element?
  /// A bias or any other parameter that has been entered.
  var parameter: Element?
  /// The pass, counted in updates.
  var step = 0

  func entering(layer: Int) -> Scope {
    var scope = self
    scope.layer = layer
    scope.unit = nil
    scope.weight = nil
    scope.parameter = nil
    return scope
  }

  func entering(layer: Int, unit: Int) -> Scope {
    var scope = entering(layer: layer)
    scope.unit = unit
    return scope
  }

  /// Enters a weight: its layer and the unit it leads to are fixed with it.
  func entering(weight: Element, in graph: Graph) -> Scope {
    let quantity = graph[weight.quantity]
    let unit = quantity.coordinate(.unit, of: weight.position) ?? 0
    var scope = entering(layer: quantity.layer ?? 0, unit: unit)
    scope.weight = weight
    scope.parameter = weight
    return scope
  }

  func entering(bias: Element, in graph: Graph) -> Scope {
    var scope = entering(layer: graph[bias.quantity].layer ?? 0, unit: bias.position)
    scope.parameter = bias
    return scope
  }
}
