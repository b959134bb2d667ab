internal import Diagnostics

/// Two texts with equally many lines, compared as `diff -u` does.
struct LineDifference {
  private let old: SourceText
  private let new: SourceText
  /// Lines shown around those that differ.
  private static let context = 3

  init(_ old: SourceText, _ new: SourceText) { (self.old, self.new) = (old, new) }

  /// Headers and hunks; empty if nothing differs.
  var text: String {
    let changed = (1...old.lineCount).filter { old.line($0) != new.line($0) }
    guard !changed.isEmpty else { return "" }
    var text = "--- \(old.name)\n+++ \(new.name)\n"
    var hunk: [Int] = []
    for line in changed {
      if let last = hunk.last, line - last > 2 * Self.context {
        text += self.hunk(hunk)
        hunk = []
      }
      hunk.append(line)
    }
    return text + self.hunk(hunk)
  }

  private func hunk(_ changed: [Int]) -> String {
    guard let first = changed.first, let last = changed.last else { return "" }
    let lines = max(1, first - Self.context)...min(lastLine, last + Self.context)
    let isChanged = Set(changed)
    var text = "@@ -\(lines.lowerBound),\(lines.count) +\(lines.lowerBound),\(lines.count) @@\n"
    var added = ""
    for line in lines {
      if isChanged.contains(line) {
        text += "-\(old.line(line))\n"
        added += "+\(new.line(line))\n"
      } else {
        text += added + " \(old.line(line))\n"
        added = ""
      }
    }
    return text + added
  }

  /// What stands behind the last line's end is no line.
  private var lastLine: Int {
    old.line(old.lineCount).isEmpty ? max(1, old.lineCount - 1) : old.lineCount
  }
}
