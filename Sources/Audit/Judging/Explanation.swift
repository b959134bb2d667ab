internal import Algebra

/// What probably went wrong, where one simple slip of the pen explains it.
enum Explanation {
  static func text(published: Literal, expected: Enclosure) -> String? {
    guard let right = expected.rounded(decimals: published.decimals, .halfUp) else { return nil }
    if right.magnitude.equals(published.magnitude), right.isNegative != published.isNegative {
      return "the sign is wrong: \(right.text)"
    }
    let (a, b) = (Array(published.magnitude.text), Array(right.magnitude.text))
    guard a.count == b.count, published.isNegative == right.isNegative, a.count > 2 else {
      return nil
    }
    let different = a.indices.filter { a[$0] != b[$0] }
    if different.count == 1 { return "one digit differs: \(right.text)" }
    if different.count == 2, different[1] == different[0] + 1, a[different[0]] == b[different[1]],
      a[different[1]] == b[different[0]]
    {
      return "two digits are swapped: \(right.text)"
    }
    return nil
  }
}
