import CMatrix

/// The way back: gradients of what each layer reads and of its parameters.
extension TrainingProgram {
  /// ∂loss/∂z of the last layer.
  func differentiate(_ base: UnsafeMutablePointer<Double>, _ examples: Int) {
    let layer = layers[layers.count - 1]
    let (o, t, dz) = (base + layer.output, base + target, base + layer.netGradient)
    let (count, share) = (examples * layer.units, 1 / Double(divisor.divisor(examples: examples)))
    if isFused {
      for index in 0..<count { dz[index] = share * (o[index] - t[index]) }
      return
    }
    let da = base + layer.outputGradient
    if layer.isHalfSquared {
      for index in 0..<count { da[index] = share * (o[index] - t[index]) }
    } else {
      for index in 0..<count { da[index] = share * loss.derivative(o[index], t[index]) }
    }
    slopes(layer, activations[layers.count - 1], base, examples)
  }

  /// ∂loss/∂z of a layer from ∂loss/∂a.
  func slopes(
    _ layer: TrainingLayer, _ activation: Activation, _ base: UnsafeMutablePointer<Double>,
    _ examples: Int
  ) {
    let (z, a) = (base + layer.net, base + layer.output)
    let (da, dz) = (base + layer.outputGradient, base + layer.netGradient)
    let count = examples * layer.units
    switch layer.function {
    case .sigmoid: for index in 0..<count { dz[index] = da[index] * a[index] * (1 - a[index]) }
    case .tanh: for index in 0..<count { dz[index] = da[index] * (1 - a[index] * a[index]) }
    case .relu:
      for index in 0..<count { dz[index] = z[index] > 0 ? da[index] : z[index] * 0 }
    case .identity: for index in 0..<count { dz[index] = da[index] }
    case .softmax, .other:
      for index in 0..<count { dz[index] = da[index] * activation.derivative(z[index], a[index]) }
    }
  }

  /// The gradients of a layer's parameters, and of what it reads unless that is the input.
  func backward(
    _ layer: TrainingLayer, _ base: UnsafeMutablePointer<Double>, _ examples: Int
  ) {
    let (n, m) = (layer.sources, layer.units)
    let (a, w, dz) = (base + layer.source, base + layer.weight, base + layer.netGradient)
    let dw = base + layer.weightGradient
    if layer.bias >= 0 {
      let db = base + layer.biasGradient
      for unit in 0..<m { db[unit] = 0 }
      for example in 0..<examples { for unit in 0..<m { db[unit] += dz[example * m + unit] } }
    }
    if examples * n * m >= Self.blockLimit {
      if layer.toUnit == 1 {
        matrix_product(n, m, examples, a, 1, n, dz, m, 1, dw, m, workspace)
      } else {
        matrix_product(m, n, examples, dz, 1, m, a, n, 1, dw, n, workspace)
      }
      guard layer.sourceGradient >= 0 else { return }
      matrix_product(
        examples, n, m, dz, m, 1, w, layer.toUnit, layer.fromBelow, base + layer.sourceGradient, n,
        workspace)
      return
    }
    backwardByLoops(layer, a, w, dz, dw, base, examples)
  }

  @inline(__always)
  private func backwardByLoops(
    _ layer: TrainingLayer, _ a: UnsafeMutablePointer<Double>, _ w: UnsafeMutablePointer<Double>,
    _ dz: UnsafeMutablePointer<Double>, _ dw: UnsafeMutablePointer<Double>,
    _ base: UnsafeMutablePointer<Double>, _ examples: Int
  ) {
    let (n, m) = (layer.sources, layer.units)
    for index in 0..<layer.weights { dw[index] = 0 }
    for example in 0..<examples {
      let (below, delta) = (a + example * n, dz + example * m)
      for unit in 0..<m {
        var place = unit * layer.toUnit
        for j in 0..<n {
          dw[place] += delta[unit] * below[j]
          place += layer.fromBelow
        }
      }
      guard layer.sourceGradient >= 0 else { continue }
      let da = base + layer.sourceGradient + example * n
      for j in 0..<n {
        var (sum, place) = (0.0, j * layer.fromBelow)
        for unit in 0..<m {
          sum += delta[unit] * w[place]
          place += layer.toUnit
        }
        da[j] = sum
      }
    }
  }
}
