/// Finds the name somebody probably meant.
package enum Suggestion {
  /// The candidate nearest to a misspelt name, if one is near enough to be worth offering.
  ///
  /// Near enough is at most a third of the name's letters and never four or more edits
  /// (insertions, deletions, replacements, neighbouring letters swapped). A name that differs in its
  /// digits alone is another thing of the same kind, not what was meant.
  package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let limit = name.count < 3 ? 0 : min(3, name.count / 3)
    let letters = name.filter { !$0.isNumber }
    var best: (distance: Int, name: String)?
    var sibling = Int.max
    for candidate in candidates where abs(candidate.count - name.count) <= limit {
      let distance = editDistance(name.lowercased(), candidate.lowercased())
      if candidate != name, candidate.filter({ !$0.isNumber }) == letters {
        sibling = min(sibling, distance)
      } else if distance <= limit, distance < best?.distance ?? .max {
        best = (distance, candidate)
      }
    }
    // Nothing is meant that is no nearer than another thing of the same kind: not `net_h1` by `net_o3`.
    if let best, best.distance >= sibling { return nil }
    return best?.name
  }

  /// `did you mean …?` for the nearest candidate, or `nil`.
  package static func help(for name: String, among candidates: some Sequence<String>) -> String? {
    nearest(to: name, among: candidates).map { "did you mean `\($0)`?" }
  }

  /// Damerau–Levenshtein distance in its restricted form (optimal string alignment).
  static func editDistance(_ a: String, _ b: String) -> Int {
    let a = Array(a.unicodeScalars)
    let b = Array(b.unicodeScalars)
    var beforeLast = [Int]()
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var distance = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          distance = min(distance, beforeLast[j - 1] + 1)
        }
        row.append(distance)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
