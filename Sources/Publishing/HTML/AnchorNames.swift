/// The anchors of headings, as GitHub makes them: small letters, spaces as hyphens, punctuation left
/// out, a number behind what is there already.
package struct AnchorNames {
  private var counts: [String: Int] = [:]

  package init() {}

  package mutating func name(for heading: String) -> String {
    var name = ""
    for scalar in heading.lowercased().unicodeScalars {
      if scalar == " " {
        name += "-"
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar == "-" || scalar == "_"
      {
        name.unicodeScalars.append(scalar)
      }
    }
    if name.isEmpty { name = "section" }
    let count = counts[name, default: 0]
    counts[name] = count + 1
    guard count > 0 else { return name }
    let numbered = "\(name)-\(count)"
    counts[numbered, default: 0] += 1
    return numbered
  }
}
