import BigInt

/// Sine and cosine.
extension EnclosureDomain {
  /// `cos x`. An interval's image lies around the cosine of its middle, by no more than half of the
  /// interval's width, since the slope is never steeper than 1.
  func cosine(_ x: Enclosure) throws -> Enclosure {
    let unit = Enclosure(low: -1, high: 1, exponent: 0)
    if x.isExact { return try cosine(ofExact: x).clipped(to: unit) }
    let middle = x.centre
    let radius = Enclosure(low: -(x.high - x.low), high: x.high - x.low, exponent: x.exponent)
    return try sum([cosine(ofExact: middle), quotient(radius, Enclosure(2))]).clipped(to: unit)
  }

  /// `sin x = cos(x - π/2)`.
  func sine(_ x: Enclosure) throws -> Enclosure {
    if x.isZero { return Enclosure(0) }
    // Near 0 the leading zeros of the result are lost as digits.
    let zeros = max(0, -(max(x.low.digitEstimate, x.high.digitEstimate) + x.exponent))
    let working = EnclosureDomain(precision: precision + 3 + min(zeros, Self.sizeLimit))
    let quarter = try working.quotient(working.pi(), Enclosure(2))
    return try working.cosine(working.sum([x, working.negation(quarter)]))
  }

  /// The series at `x / 2^k`, then k times `cos 2y = 2 cos² y - 1`, each of which costs two bits.
  private func cosine(ofExact x: Enclosure) throws -> Enclosure {
    if x.isZero { return Enclosure(1) }
    let size = x.low.digitEstimate + x.exponent
    guard size < 1000 else { throw DomainError.overflow }
    let halvings = max(0, size * 10 / 3 + 4)
    let working = EnclosureDomain(precision: precision + 8 + halvings)
    let power = Integer(BigInt(1) << halvings)
    let small = try working.quotient(
      x, Enclosure(low: power, high: power, exponent: 0))
    var value = try working.cosineSeries(small)
    for _ in 0..<halvings {
      value = try working.sum([
        working.product([Enclosure(2), working.power(value, Enclosure(2))]), Enclosure(-1),
      ])
    }
    return try settled(value.low, value.high, exponent: value.exponent)
  }

  /// `Σ (-1)^n y^2n / (2n)!` for |y| < 1. The terms fall and alternate, so that the rest is between
  /// zero and the first one left out.
  private func cosineSeries(_ y: Enclosure) throws -> Enclosure {
    let square = try product(y, y)
    var (sum, term, n) = (Enclosure(1), Enclosure(1), 0)
    repeat {
      n += 2
      term = try negation(quotient(product(term, square), Enclosure(n * (n - 1))))
      sum = try self.sum([sum, term])
    } while max(term.low.digitEstimate, term.high.digitEstimate) + term.exponent
      > -precision - 2 && n < 20 * precision
    return try self.sum([sum, term.hull(Enclosure(0)), negation(term.hull(Enclosure(0)))])
  }
}

extension Enclosure {
  /// The part that lies in another interval, which it touches.
  fileprivate func clipped(to bounds: Enclosure) -> Enclosure {
    let (a, b) = Enclosure.aligned(self, bounds)
    return Enclosure(low: max(a.low, b.low), high: min(a.high, b.high), exponent: a.exponent)
  }
}
