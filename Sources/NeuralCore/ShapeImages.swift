import Algebra

/// Made-up images of 8 × 8 pixels: a disc or a square, somewhere, of some size, in grey noise.
///
/// Everything is computed in whole numbers from the seed, so that the images are the same on every
/// machine. A square has about the area of a disc of its size, so that brightness does not tell
/// them apart.
package struct ShapeImages: Sendable {
  /// The name in network cells.
  package static let name = "circles-and-squares"
  /// Pixels in a row, and rows.
  package static let side = 8
  package static let pixels = side * side

  /// Shape `[count, 64]`, each pixel from 0 (dark) to 1, with two decimals, row by row.
  package let images: GivenTensor
  /// 0 for a circle, 1 for a square; one an image.
  package let labels: [Int]

  /// - Parameters:
  ///   - count: How many images; circles and squares take turns, and after that they are shuffled.
  ///   - seed: Another seed gives other images.
  package init(count: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let labels = random.permutation(of: count).map { $0 % 2 }
    var values: [Literal?] = []
    values.reserveCapacity(count * Self.pixels)
    for label in labels {
      values += Self.image(isSquare: label == 1, &random).map { Self.literals[$0] }
    }
    images = GivenTensor(shape: [count, Self.pixels], values: values)
    self.labels = labels
  }

  /// 0.00, 0.01 … 1.00.
  private static let literals = (0...100).map { hundredths in
    Literal(hundredths < 100 ? "0.\(hundredths < 10 ? "0" : "")\(hundredths)" : "1.00")
  }

  /// Places are counted in sixteenths of a pixel.
  private static let scale = 16
  /// A pixel is taken at so many points in a row.
  private static let points = 4

  /// Hundredths of brightness.
  private static func image(isSquare: Bool, _ random: inout SplitMix64) -> [Int] {
    let radius = 36 + random.next(below: 21)
    let room = side * scale - 2 * radius + 1
    let (x, y) = (radius + random.next(below: room), radius + random.next(below: room))
    // √π / 2 = 0.886 of the radius gives a square the disc's area.
    let half = radius * 227 / 256
    var image: [Int] = []
    for pixel in 0..<pixels {
      var covered = 0
      for point in 0..<points * points {
        let dx = pixel % side * scale + point % points * 4 + 2 - x
        let dy = pixel / side * scale + point / points * 4 + 2 - y
        let isInside =
          isSquare ? max(abs(dx), abs(dy)) <= half : dx * dx + dy * dy <= radius * radius
        covered += isInside ? 1 : 0
      }
      image.append(covered * 80 / (points * points) + random.next(below: 21))
    }
    return image
  }
}
