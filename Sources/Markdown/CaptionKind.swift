/// What is counted in a document: its tables, its figures and its equations, each by themselves.
package enum CaptionKind: String, Sendable, Hashable, CaseIterable {
  case table, figure, equation

  /// What labels of this kind begin with.
  package var prefix: String {
    switch self {
    case .table: "tbl-"
    case .figure: "fig-"
    case .equation: "eq-"
    }
  }

  /// The kind that a label begins with; `nil`: it is no label.
  package init?(label: String) {
    guard let kind = Self.allCases.first(where: { label.hasPrefix($0.prefix) }) else { return nil }
    self = kind
  }
}
