/// The runs of backticks in a text, for finding code spans without reading on for each.
struct CodeSpans {
  /// Beginnings of runs by their length, in rising order.
  private var starts: [Int: [Int]] = [:]

  init(_ bytes: [UInt8]) {
    var offset = 0
    while offset < bytes.count {
      guard bytes[offset] == UInt8(ascii: "`") else {
        offset += 1
        continue
      }
      let start = offset
      while offset < bytes.count, bytes[offset] == UInt8(ascii: "`") { offset += 1 }
      starts[offset - start, default: []].append(start)
    }
  }

  /// Where the run begins that closes a code span opened by a run of backticks that ends at `end`.
  func closing(length: Int, after end: Int) -> Int? {
    guard let starts = starts[length] else { return nil }
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < end { low = middle + 1 } else { high = middle }
    }
    return low < starts.count ? starts[low] : nil
  }
}
