import FaultInjection
import Foundation

// Injects seeded faults into what the notebooks write and counts those that `diff` reports:
//
//     mutation-score ROOT [FAULTS [SEED]]
//
// Exits with 1 if fewer than 99.5 % of the faults larger than one unit are reported.
let arguments = CommandLine.arguments
let root = URL(filePath: arguments.count > 1 ? arguments[1] : ".")
let count = arguments.count > 2 ? Int(arguments[2]) ?? 2000 : 2000
let seed = arguments.count > 3 ? UInt64(arguments[3]) ?? 1 : 1
let score = try await MutationScore.measure(
  root: root, faults: count, seed: seed,
  workers: max(1, ProcessInfo.processInfo.activeProcessorCount))
print(score.text)
for miss in score.missed.prefix(40) { print("missed: \(miss)") }
let target = 0.995
if score.allLarger.share < target {
  print("missed the target of 99.5 %")
  exit(1)
}
