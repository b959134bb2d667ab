internal import Algebra

/// Which functions a document means by signs that may mean several, as the numbers behind them show.
struct FunctionVotes {
  /// The functions that fit at one place, by how many places there are of the kind.
  private typealias Fits = Votes<Set<Function>>

  private var activations = Fits()
  private var logarithms = Fits()

  /// How a document reads these signs.
  struct Reading {
    /// The function that σ stands for.
    var activation = Function.sigmoid
    /// The function that a `\log` without a base stands for.
    var logarithm = Function.log

    /// Whether the signs mean what they usually do.
    var isUsual: Bool { activation == .sigmoid && logarithm == .log }
  }

  /// What the readings that fit are: another than the usual one needs more places.
  var reading: Reading {
    var reading = Reading()
    if let other = Self.other(than: .sigmoid, activations, least: 2) { reading.activation = other }
    // Who writes no base means one of three, and digits tell which.
    if let other = Self.other(than: .log, logarithms, least: 1) { reading.logarithm = other }
    return reading
  }

  private static func other(than usual: Function, _ fits: Fits, least: Int) -> Function? {
    let candidates = Set(fits.counts.keys.joined()).subtracting([usual])
      .sorted { $0.rawValue < $1.rawValue }
    guard let best = candidates.max(by: { places(fits, $0) < places(fits, $1) }),
      places(fits, best) >= least, places(fits, best) > places(fits, usual)
    else { return nil }
    return best
  }

  /// At how many places a function fits and another one does not.
  private static func places(
    _ fits: Fits, _ function: Function, without other: Function? = nil
  ) -> Int {
    fits.counts.reduce(0) { sum, entry in
      let isOther = other.map(entry.key.contains) ?? false
      return sum + (entry.key.contains(function) && !isOther ? entry.value : 0)
    }
  }

  mutating func addActivation(fitting functions: Set<Function>) { activations.add(functions) }
  mutating func addLogarithm(fitting functions: Set<Function>) { logarithms.add(functions) }

  /// What is unusual, to be said once.
  var conventions: [Convention] {
    let reading = self.reading
    return [
      Self.convention(.activation, "σ", reading.activation, .sigmoid, activations),
      Self.convention(.logarithm, "log", reading.logarithm, .log, logarithms),
    ].compactMap { $0 }
  }

  private static func convention(
    _ kind: Convention.Kind, _ sign: String, _ function: Function, _ usual: Function, _ fits: Fits
  ) -> Convention? {
    guard function != usual else { return nil }
    return Convention(
      kind: kind, statement: "`\(sign)` is \(name(function))", evidence: places(fits, function),
      exceptions: places(fits, usual, without: function))
  }

  private static func name(_ function: Function) -> String {
    switch function {
    case .relu: "ReLU"
    case .log10: "the logarithm to base 10"
    case .log2: "the logarithm to base 2"
    default: function.rawValue
    }
  }
}
