/// A number went out of range during a pass.
package struct NumericFault: Error, Hashable, Sendable {
  package let element: Element
  package let value: Double
}

/// A pass lies further on than anybody would wait for.
package struct TooManyUpdates: Error, Hashable, Sendable {
  package let step: Int
  /// The last pass of this network that can be had.
  package let limit: Int
}
