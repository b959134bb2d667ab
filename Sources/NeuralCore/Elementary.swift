#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// 1 / (1 + e^-x) without overflow for large negative x.
func logistic(_ x: Double) -> Double {
  if x >= 0 { return 1 / (1 + exp(-x)) }
  let rising = exp(x)
  return rising / (1 + rising)
}

func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }

func raise(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

func exponential(_ x: Double) -> Double { exp(x) }

/// e^x − 1 with all its digits near 0.
func exponentialLessOne(_ x: Double) -> Double { expm1(x) }

func naturalLogarithm(_ x: Double) -> Double { log(x) }

/// Distribution function of the normal distribution, ½ (1 + erf(x/√2)).
func normalDistribution(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }

/// Density of the normal distribution, e^(-x²/2) / √(2π).
func normalDensity(_ x: Double) -> Double { exp(-x * x / 2) / (2 * Double.pi).squareRoot() }

/// ln(1 + e^x) without overflow.
func softPlus(_ x: Double) -> Double { (x > 0 ? x : 0) + log1p(exp(-abs(x))) }

func cosine(_ x: Double) -> Double { cos(x) }

/// −1, 0 or 1; not a number for what is none.
func signum(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x.isNaN ? x : 0 }
