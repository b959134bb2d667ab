/// What a number or a letter in TeX math is: an occurrence, with its place in the source.
package enum TeXLeaf: Hashable, Sendable {
  /// A numeral as written, unsigned; `m \times 10^{k}` is one.
  case numeral(Literal, Range<Int>)
  /// A symbol in normal form, such as `w_5^{new}`: equal symbols have equal names however they are
  /// spaced and braced.
  case symbol(String, Range<Int>)

  /// Where it stands: UTF-8 offsets in the source.
  package var range: Range<Int> {
    switch self {
    case .numeral(_, let range), .symbol(_, let range): range
    }
  }
}

/// A relation sign between two links of a chain.
package struct TeXRelation: Hashable, Sendable {
  package enum Kind: Hashable, Sendable, CaseIterable {
    case equal
    /// `:=` or `\gets`.
    case assigned
    case approximately
    /// `\to`: the new value of what stands before.
    case becomes
    case less, lessOrEqual, greater, greaterOrEqual, muchLess, muchGreater, notEqual
  }

  package let kind: Kind
  package let range: Range<Int>
}

/// One side of a relation.
package struct TeXLink: Hashable, Sendable {
  package let value: TeXValue
  package let range: Range<Int>

  package init(value: TeXValue, range: Range<Int>) { (self.value, self.range) = (value, range) }

  /// The expression, unless it is a matrix.
  package var scalar: Expr<TeXLeaf>? {
    if case .scalar(let expression) = value { return expression }
    return nil
  }
}

/// A formula such as `a = b \approx c`: links with relations between them.
package struct TeXChain: Hashable, Sendable {
  package var links: [TeXLink] = []
  /// One less than there are links, or as many where the chain begins with a relation.
  package var relations: [TeXRelation] = []
  /// The chain of the formula that this one goes on with, by its position, where it is not the one
  /// before it: a row that begins with a relation belongs to the row that has something in front
  /// of its relation, whatever stands behind that.
  package var resumed: Int?

  /// Whether the chain begins with a relation and so goes on with the formula before it.
  package var continues: Bool { !relations.isEmpty && relations.count == links.count }

  /// The relation in front of a link, `nil` for a first link that has none.
  package func relation(before link: Int) -> TeXRelation? {
    let index = continues ? link : link - 1
    return relations.indices.contains(index) ? relations[index] : nil
  }

  /// From the first link or relation to the last.
  package var range: Range<Int> {
    guard let first = links.first?.range ?? relations.first?.range else { return 0..<0 }
    let start = min(first.lowerBound, relations.first?.range.lowerBound ?? first.lowerBound)
    let end = max(
      links.last?.range.upperBound ?? start, relations.last?.range.upperBound ?? start)
    return start..<max(start, end)
  }
}
