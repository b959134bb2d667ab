/// Parallel slanting lines over an area. The lines of neighbouring areas meet.
enum Hatching {
  /// - Parameters:
  ///   - area: In the units of the result.
  ///   - distance: Between two lines, along an edge.
  ///   - rising: Whether lines go up to the right, where `y` grows downwards.
  static func lines(in area: Rect, distance: Double, rising: Bool) -> [(Point, Point)] {
    // Along a line, x + y (or x − y) is a multiple of the distance.
    let sign = rising ? 1.0 : -1.0
    let ends = [area.x + sign * area.y, area.x + sign * area.bottom]
    let low = min(ends[0], ends[1])
    let high = max(ends[0], ends[1]) + area.width
    var lines: [(Point, Point)] = []
    var sum = (low / distance).rounded(.up) * distance
    while sum < high {
      let reach = [(sum - area.x) * sign, (sum - area.right) * sign]
      let top = max(area.y, min(reach[0], reach[1]))
      let bottom = min(area.bottom, max(reach[0], reach[1]))
      if top < bottom {
        lines.append((Point(sum - sign * top, top), Point(sum - sign * bottom, bottom)))
      }
      sum += distance
    }
    return lines
  }
}

/// Coordinates as text: at most two decimals, none that say nothing.
enum CoordinateText {
  static func text(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return "\(sign)\(whole)."
      + (rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)")
  }
}

/// Text inside XML.
enum XMLText {
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result += " "
      // Other control characters are not allowed in XML at all.
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
