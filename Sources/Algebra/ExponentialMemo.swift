import Synchronization

/// Exponentials that were worked out before: a page takes those of the same few numbers over and
/// over, and one costs as much as hundreds of products.
final class ExponentialMemo: Sendable {
  private struct Argument: Hashable {
    let coefficient: Integer
    let exponent: Int
    let precision: Int
  }

  private let known = Mutex<[Argument: Enclosure]>([:])
  /// So many are kept; then it begins anew.
  private static let limit = 4096

  static let shared = ExponentialMemo()

  func value(
    _ coefficient: Integer, exponent: Int, precision: Int, _ compute: () throws -> Enclosure
  ) rethrows -> Enclosure {
    let argument = Argument(coefficient: coefficient, exponent: exponent, precision: precision)
    if let value = known.withLock({ $0[argument] }) { return value }
    let value = try compute()
    known.withLock { known in
      if known.count >= Self.limit { known = [:] }
      known[argument] = value
    }
    return value
  }
}
