import CMatrix

/// A loop over the numbers of a pass.
typealias TrainingFunction =
  @convention(c) @Sendable (UnsafePointer<training_kernel>?, UnsafePointer<training_frame>?) -> Void

/// One loop of an update, with what has to live as long as it.
struct TrainingKernel {
  var raw: training_kernel
  private(set) var call: TrainingCall?

  /// A loop with no place known yet.
  init(_ run: @escaping TrainingFunction, units: Int = 0) {
    raw = training_kernel(
      run: run, context: nil, units: units, sources: 0, to_unit: 0, from_below: 0, source: -1,
      weight: -1, bias: -1, net: -1, output: -1, target: -1, source_gradient: -1,
      weight_gradient: -1, bias_gradient: -1, net_gradient: -1, output_gradient: -1,
      weight_rate: -1, bias_rate: -1, scale: 1, divisor: 1, averages: 0)
  }

  init(_ call: TrainingCall) {
    self.init { kernel, frame in
      guard let frame, let context = kernel?.pointee.context else { return }
      Unmanaged<TrainingCall>.fromOpaque(context).takeUnretainedValue().run(frame.pointee)
    }
    raw.context = UnsafeRawPointer(Unmanaged.passUnretained(call).toOpaque())
    self.call = call
  }
}

/// What an operation without a loop of its own does in an update.
final class TrainingCall {
  private let places: TapePlaces
  private let body: (TapeView, _ step: Int) -> Void

  init(_ places: TapePlaces, _ body: @escaping (TapeView, _ step: Int) -> Void) {
    self.places = places
    self.body = body
  }

  fileprivate func run(_ frame: training_frame) {
    let buffer = UnsafeMutableBufferPointer(start: frame.base, count: places.count)
    body(TapeView(places: places, buffer: buffer, examples: frame.examples), frame.step)
  }
}

/// Where the loops of a graph's operations find their numbers.
struct TrainingLayout {
  let graph: Graph
  let places: TapePlaces

  /// Where a quantity begins that a loop reads or writes: loops do not look whether it has a place.
  func place(_ id: QuantityID) -> Int {
    let place = places.offset(id)
    precondition(place >= 0, "a loop of training needs `\(graph[id].name)`, which no tape holds")
    return place
  }

  /// The same of its gradient.
  func gradient(_ id: QuantityID) -> Int {
    guard let place = places.gradientOffset(id) else {
      preconditionFailure(
        "a loop of training needs the gradient of `\(graph[id].name)`, which no tape holds")
    }
    return place
  }

  /// −1 where there is no such gradient, which a loop has to look for.
  func gradient(ifAny id: QuantityID?) -> Int { id.flatMap { places.gradientOffset($0) } ?? -1 }

  func isInput(_ id: QuantityID) -> Bool { graph[id].role == .input }

  /// The places of gradients that operations add to.
  func gradients(of quantities: [QuantityID]) -> [Range<Int>] {
    quantities.compactMap { id in
      places.gradientOffset(id).map { $0..<$0 + graph[id].count }
    }
  }

  /// The place of the learning rate, if a parameter becomes x − η g as soon as its gradient is there;
  /// −1 otherwise.
  func rateInPlace(of parameter: QuantityID?) -> Int {
    guard let parameter, isInPlace(parameter) else { return -1 }
    return graph.rate.map(place) ?? -1
  }

  func isInPlace(_ parameter: QuantityID) -> Bool {
    !graph.updatesDuringBackward && graph.updates[parameter]?.isPlainDescent ?? false
  }

  /// A loop over the units of a layer, forward.
  func activation(
    _ run: @escaping TrainingFunction, from net: QuantityID, to output: QuantityID, units: Int
  ) -> TrainingKernel {
    var kernel = TrainingKernel(run, units: units)
    kernel.raw.net = place(net)
    kernel.raw.output = place(output)
    return kernel
  }

  /// The same backward.
  func slope(
    _ run: @escaping TrainingFunction, from net: QuantityID, to output: QuantityID, units: Int
  ) -> TrainingKernel {
    var kernel = activation(run, from: net, to: output, units: units)
    kernel.raw.net_gradient = gradient(net)
    kernel.raw.output_gradient = gradient(output)
    return kernel
  }

  /// - Parameter ranges: Places of numbers that are 0 when the body runs.
  func call(
    zeroing ranges: [Range<Int>] = [], _ body: @escaping (TapeView, _ step: Int) -> Void
  ) -> TrainingKernel {
    TrainingKernel(
      TrainingCall(places) { tape, step in
        for range in ranges { for place in range { tape.buffer[place] = 0 } }
        body(tape, step)
      })
  }
}
