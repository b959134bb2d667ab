// Measures `diff` on generated pages, optimized; the tests run a part of it.
//
//     audit-harness mutations ROOT [FAULTS [SEED]]    faults reported on the right line
//     audit-harness round-trip ROOT [NETWORKS [SEED]] what `run` writes, `diff` finds right
//
// Exits with 1 if fewer than 99.5 % of the faults larger than one unit are reported, or anything that `run`
// wrote is called wrong or is not read.

import AuditHarness
import Foundation

let arguments = CommandLine.arguments
guard arguments.count > 2 else {
  print("usage: audit-harness mutations|round-trip ROOT [COUNT [SEED]]")
  exit(64)
}
let root = URL(filePath: arguments[2])
let count = arguments.count > 3 ? Int(arguments[3]) : nil
let seed = arguments.count > 4 ? UInt64(arguments[4]) ?? 1 : 1
let workers = max(1, ProcessInfo.processInfo.activeProcessorCount)

switch arguments[1] {
case "mutations":
  let score = try await MutationScore.measure(
    root: root, faults: count ?? 2000, seed: seed, workers: workers)
  print(score.text)
  for miss in score.missed { print("missed: \(miss)") }
  if score.allLarger.share < 0.995 {
    print("fewer than 99.5 % are reported")
    exit(1)
  }
case "round-trip":
  let result = try await RoundTrip.measure(
    root: root, networks: count ?? 200, seed: seed, workers: workers)
  print("\(result.pages) pages, \(result.claims) claims, \(result.violations.count) not as written")
  for violation in result.violations.prefix(60) { print(violation) }
  if !result.violations.isEmpty { exit(1) }
default:
  print("audit-harness: there is no measurement `\(arguments[1])`")
  exit(64)
}
