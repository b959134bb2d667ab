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
