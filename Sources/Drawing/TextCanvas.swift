import Diagnostics

/// A grid of characters on which crossing lines are joined.
struct TextCanvas {
  /// The ways that lead out of a character's middle.
  private struct Ways: OptionSet {
    let rawValue: UInt8
    static let up = Ways(rawValue: 1)
    static let right = Ways(rawValue: 2)
    static let down = Ways(rawValue: 4)
    static let left = Ways(rawValue: 8)
  }

  private let columns: Int
  private let lines: Int
  private var ways: [Ways]
  /// What stands over the lines; a space hides them.
  private var characters: [Character?]
  /// What is seen where there is nothing else.
  private var fills: [Character]

  private static let joined = Array(" │─└││┌├─┘─┴┐┤┬┼")
  private static let curved = Array(" │─╰││╭├─╯─┴╮┤┬┼")
  private static let double = Array(" ║═╚║║╔╠═╝═╩╗╣╦╬")

  init(columns: Int, lines: Int) {
    (self.columns, self.lines) = (max(0, columns), max(0, lines))
    ways = Array(repeating: [], count: self.columns * self.lines)
    characters = Array(repeating: nil, count: self.columns * self.lines)
    fills = Array(repeating: " ", count: self.columns * self.lines)
  }

  var text: String {
    (0..<lines).map { line in
      var text = ""
      var column = 0
      while column < columns {
        let place = line * columns + column
        let line = ways[place].isEmpty ? fills[place] : Self.joined[Int(ways[place].rawValue)]
        let character = characters[place] ?? line
        text.append(character)
        column += max(1, character.displayWidth)
      }
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }.joined()
  }

  private func place(_ column: Int, _ line: Int) -> Int? {
    (0..<columns).contains(column) && (0..<lines).contains(line) ? line * columns + column : nil
  }

  mutating func put(_ character: Character, at point: Point) {
    if let place = place(Int(point.x), Int(point.y)) { characters[place] = character }
  }

  mutating func write(_ text: String, from start: Int, line: Int) {
    var column = start
    for character in text {
      if let place = place(column, line) { characters[place] = character }
      column += character.displayWidth
    }
  }

  /// Fills the characters whose middle lies in the area.
  mutating func fill(_ rect: Rect, with character: Character) {
    func whole(_ bound: Double, _ limit: Int) -> Int {
      Int(min(Double(limit), max(0, (bound - 0.5).rounded(.up))))
    }
    let (left, right) = (whole(rect.x, columns), whole(rect.right, columns))
    for line in whole(rect.y, lines)..<max(whole(rect.y, lines), whole(rect.bottom, lines)) {
      for column in left..<max(left, right) { fills[line * columns + column] = character }
    }
  }

  mutating func box(_ rect: Rect) {
    let corners = [
      Point(rect.x, rect.y), Point(rect.right, rect.y), Point(rect.right, rect.bottom),
      Point(rect.x, rect.bottom),
    ]
    for (index, corner) in corners.enumerated() { line(corner, corners[(index + 1) % 4]) }
  }

  // MARK: Lines

  /// A line that is level or upright; any other is drawn as a curve.
  mutating func line(_ from: Point, _ to: Point) {
    let (x0, y0, x1, y1) = (Int(from.x), Int(from.y), Int(to.x), Int(to.y))
    if x0 == x1, y0 == y1 {
      stub(from, to)
    } else if y0 == y1 {
      span((min(x0, x1)...max(x0, x1)).map { place($0, y0) }, .right, .left)
    } else if x0 == x1 {
      span((min(y0, y1)...max(y0, y1)).map { place(x0, $0) }, .down, .up)
    } else {
      curve(from.x <= to.x ? [from, to] : [to, from], .solid)
    }
  }

  /// A tick: a line that does not leave its character points out of it.
  private mutating func stub(_ from: Point, _ to: Point) {
    guard let place = place(Int(from.x), Int(from.y)), from != to else { return }
    if from.x != to.x { ways[place].insert(to.x < from.x ? .left : .right) }
    if from.y != to.y { ways[place].insert(to.y < from.y ? .up : .down) }
  }

  /// Joins places that follow each other; `nil` is a place outside.
  private mutating func span(_ places: [Int?], _ onward: Ways, _ back: Ways) {
    guard places.count > 1 else { return }
    for (index, place) in places.enumerated() {
      guard let place else { continue }
      if index > 0 { ways[place].insert(back) }
      if index + 1 < places.count { ways[place].insert(onward) }
    }
  }

  // MARK: Curves

  /// A curve has one line of text in each column; where it is steep it climbs within the column. It
  /// hides what it crosses.
  mutating func curve(_ points: [Point], _ stroke: Stroke) {
    guard let first = points.first, let last = points.last else { return }
    var drawn: [Int: Ways] = [:]
    var before: Int?
    var segment = 0
    for column in Int(first.x)...max(Int(first.x), Int(last.x)) {
      let x = min(max(Double(column) + 0.5, first.x), last.x)
      while segment + 2 < points.count, points[segment + 1].x < x { segment += 1 }
      let line = Int(
        Self.height(at: x, points[segment], points[min(segment + 1, points.count - 1)]))
      climb(from: before ?? line, to: line, in: column, &drawn)
      before = line
    }
    for (place, way) in drawn {
      if let axis = self.place(Int(first.x), place / columns), axis == place, !ways[place].isEmpty {
        // A curve that begins on an axis grows out of it.
        ways[place].insert(.right)
      } else {
        characters[place] = Self.character(way, stroke)
      }
    }
  }

  private static func height(at x: Double, _ from: Point, _ to: Point) -> Double {
    to.x > from.x ? from.y + (to.y - from.y) * (x - from.x) / (to.x - from.x) : to.y
  }

  private func climb(from: Int, to: Int, in column: Int, _ drawn: inout [Int: Ways]) {
    func add(_ line: Int, _ way: Ways) {
      if let place = place(column, line) { drawn[place, default: []].insert(way) }
    }
    add(from, .left)
    add(to, .right)
    guard from != to else { return }
    add(from, from < to ? .down : .up)
    add(to, from < to ? .up : .down)
    for line in min(from, to) + 1..<max(from, to) { add(line, [.up, .down]) }
  }

  private static func character(_ ways: Ways, _ stroke: Stroke) -> Character {
    switch stroke {
    case .solid, .thin: curved[Int(ways.rawValue)]
    case .dashed: double[Int(ways.rawValue)]
    case .dotted: "·"
    case .dashDotted: "+"
    }
  }
}
