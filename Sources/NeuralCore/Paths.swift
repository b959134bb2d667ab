/// One way from the loss down to an element: the factors of the chain rule, the loss's first.
package struct ChainRulePath: Hashable, Sendable {
  package let factors: [LocalDerivative]
}

/// The ways along which an element contributes to the loss.
package struct ChainRulePaths {
  /// The largest by absolute size, largest first, at most the limit.
  package let largest: [ChainRulePath]
  /// How many there are in all (saturating).
  package let count: Int
}

extension Graph {
  /// At most this many ways are written out.
  package static let pathLimit = 16

  /// The largest ways from the loss to an element.
  ///
  /// Best first: a way's size so far times the largest size of what can follow, so the first ways
  /// that reach the loss are the largest, however many there are.
  /// - Parameter size: The absolute value of a local derivative; unknown ones count as 1.
  package func paths(
    to element: Element, limit: Int = Graph.pathLimit, size: @escaping (LocalDerivative) -> Double
  ) -> ChainRulePaths {
    guard let total = losses?.total else { return ChainRulePaths(largest: [], count: 0) }
    var search = PathSearch(graph: self, total: total, size: size)
    let count = search.explore(element)
    return ChainRulePaths(largest: search.largest(from: element, limit: limit), count: count)
  }
}

private struct PathSearch {
  let graph: Graph
  let total: QuantityID
  let size: (LocalDerivative) -> Double
  var counts: [Element: Int] = [:]
  var bounds: [Element: Double] = [:]
  var hops: [Element: [(hop: LocalDerivative, size: Double)]] = [:]

  init(graph: Graph, total: QuantityID, size: @escaping (LocalDerivative) -> Double) {
    (self.graph, self.total, self.size) = (graph, total, size)
  }

  /// Counts the ways from an element to the loss and bounds their sizes; memoised.
  mutating func explore(_ element: Element) -> Int {
    if element.quantity == total {
      bounds[element] = 1
      return 1
    }
    if let known = counts[element] { return known }
    let next = graph.contributions(to: element).map { ($0, size($0)) }
    var (count, bound) = (0, 0.0)
    for (hop, size) in next {
      let (sum, overflow) = count.addingReportingOverflow(explore(hop.of))
      count = overflow ? .max : sum
      bound = max(bound, size * (bounds[hop.of] ?? 0))
    }
    hops[element] = next
    (counts[element], bounds[element]) = (count, bound)
    return count
  }

  func largest(from element: Element, limit: Int) -> [ChainRulePath] {
    var open:
      [(bound: Double, order: [Int], size: Double, factors: [LocalDerivative], at: Element)] =
        [(bounds[element] ?? 0, [], 1, [], element)]
    var found: [ChainRulePath] = []
    while found.count < limit, !open.isEmpty {
      let best =
        open.indices.max {
          open[$0].bound != open[$1].bound
            ? open[$0].bound < open[$1].bound
            : open[$1].order.lexicographicallyPrecedes(open[$0].order)
        } ?? 0
      let entry = open.remove(at: best)
      if entry.at.quantity == total {
        found.append(ChainRulePath(factors: entry.factors.reversed()))
        continue
      }
      for (index, next) in (hops[entry.at] ?? []).enumerated() {
        let size = entry.size * next.size
        open.append(
          (
            size * (bounds[next.hop.of] ?? 0), entry.order + [index], size,
            entry.factors + [next.hop], next.hop.of
          ))
      }
    }
    return found
  }
}
