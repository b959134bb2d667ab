import Algebra
import Diagnostics
package import Foundation
import Runner

/// How many of many faults are reported on the right line.
package struct MutationScore: Sendable {
  package struct Count: Sendable {
    package var faults = 0
    package var reported = 0

    /// Of the faults, those reported, as a share.
    package var share: Double { faults == 0 ? 1 : Double(reported) / Double(faults) }
  }

  /// Faults larger than one unit of the last digit, by kind, and the others.
  package private(set) var larger: [Fault.Kind: Count] = [:]
  package private(set) var oneUnit = Count()
  /// Larger ones that were missed, in words.
  package private(set) var missed: [String] = []

  package var allLarger: Count {
    larger.values.reduce(into: Count()) { sum, count in
      sum.faults += count.faults
      sum.reported += count.reported
    }
  }

  /// Injects faults one at a time into what the notebooks of a repository write.
  ///
  /// - Parameters:
  ///   - root: The repository's folder.
  ///   - workers: How many tasks share the work.
  package static func measure(
    root: URL, faults count: Int, seed: UInt64, workers: Int
  ) async throws -> MutationScore {
    try await withThrowingTaskGroup(of: MutationScore.self) { group in
      for worker in 0..<workers {
        group.addTask {
          // Networks are not shared between tasks: each has pages of its own.
          let pages = try Self.pages(root)
          var maker = FaultMaker(pages, seed: seed)
          var score = MutationScore()
          for (number, fault) in maker.faults(count).enumerated() where number % workers == worker {
            score.add(fault, isReported: pages[fault.page].reports(fault), pages[fault.page])
          }
          return score
        }
      }
      return try await group.reduce(into: MutationScore()) { $0.add($1) }
    }
  }

  /// What the notebooks write.
  ///
  /// - Parameter wanted: The names of some; `nil`: of all.
  package static func pages(_ root: URL, of wanted: Set<String>? = nil) throws -> [GeneratedPage] {
    let folder = root.appending(path: "notebooks")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".md") && wanted?.contains($0) ?? true }.sorted()
    let templates = TemplateStore(repository: root, notebookFolder: folder.path)
    return try names.map { name in
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return try GeneratedPage(
        notebook: SourceText(name: name, text: text), templates: templates, folder: folder.path)
    }
  }

  private mutating func add(_ fault: Fault, isReported: Bool, _ page: GeneratedPage) {
    if fault.isOneUnit {
      oneUnit.faults += 1
      oneUnit.reported += isReported ? 1 : 0
      return
    }
    larger[fault.kind, default: Count()].faults += 1
    larger[fault.kind, default: Count()].reported += isReported ? 1 : 0
    if !isReported {
      missed.append(
        "\(page.source.name):\(fault.line): \(fault.kind.rawValue), `\(fault.old.text)` to "
          + "`\(fault.new)` in \(page.line(of: fault))")
    }
  }

  private mutating func add(_ other: MutationScore) {
    for (kind, count) in other.larger {
      larger[kind, default: Count()].faults += count.faults
      larger[kind, default: Count()].reported += count.reported
    }
    oneUnit.faults += other.oneUnit.faults
    oneUnit.reported += other.oneUnit.reported
    missed = (missed + other.missed).sorted()
  }

  /// A table of the figures.
  package var text: String {
    var lines = Fault.Kind.allCases.compactMap { kind in
      larger[kind].map { line(kind.rawValue, $0) }
    }
    lines.append(line("larger than one unit", allLarger))
    lines.append(line("one unit of the last digit", oneUnit))
    return lines.joined(separator: "\n")
  }

  private func line(_ name: String, _ count: Count) -> String {
    let padding = String(repeating: " ", count: max(0, 28 - name.count))
    let share = String(format: "%.2f %%", count.share * 100)
    return "\(name)\(padding)\(count.reported) of \(count.faults) reported (\(share))"
  }
}
