// swift-tools-version: 6.1
import PackageDescription

/// A target and the targets and products it may use; dependencies point down only (docs/architecture.md).
struct Layer {
  var name: String
  var dependencies: [Target.Dependency] = []
}

let libraries = [
  Layer(name: "Diagnostics"),
  Layer(name: "Drawing", dependencies: ["Diagnostics"]),
  Layer(name: "Algebra", dependencies: [.product(name: "BigInt", package: "BigInt")]),
  Layer(name: "Markdown", dependencies: ["CCmark", "Diagnostics"]),
  Layer(name: "NeuralCore", dependencies: ["Algebra", "CMatrix"]),
  Layer(name: "Notation", dependencies: ["Algebra", "NeuralCore", "Diagnostics", yams]),
  Layer(
    name: "Notebook", dependencies: ["Markdown", "NeuralCore", "Notation", "Diagnostics", yams]),
  Layer(
    name: "Walkthrough",
    dependencies: [
      "Algebra", "NeuralCore", "Notation", "Drawing", "Diagnostics",
      .product(name: "Mustache", package: "swift-mustache"),
    ]),
  Layer(
    name: "Publishing",
    dependencies: [
      "Algebra", "Markdown", "Drawing", "Diagnostics",
      .product(name: "Mustache", package: "swift-mustache"),
    ]),
  Layer(
    name: "Jupyter", dependencies: ["Notebook", "Publishing", "Markdown", "Diagnostics"]),
  Layer(
    name: "Runner",
    dependencies: [
      "Jupyter", "Publishing", "Notebook", "Markdown", "Walkthrough", "Drawing", "NeuralCore",
      "Notation",
      "Diagnostics",
    ]),
  Layer(
    name: "Audit",
    dependencies: [
      "Algebra", "Markdown", "Notation", "NeuralCore", "Walkthrough", "Notebook", "Runner",
      "Diagnostics",
    ]),
]

/// What tests read, and is no source.
let testData = ["Runner": ["Goldens"], "Audit": ["Fixtures"]]

/// What tests use besides their target's own dependencies: a harness; libcmark as an oracle.
let testTools: [String: [Target.Dependency]] = [
  "Audit": ["AuditHarness"], "Publishing": ["CCmark"],
]

var yams: Target.Dependency { .product(name: "Yams", package: "Yams") }

let package = Package(
  name: "Deltabook",
  platforms: [.macOS(.v14)],
  products: [.executable(name: "deltabook", targets: ["deltabook"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CCmark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .executableTarget(
      name: "deltabook",
      dependencies: [
        "Runner", "Audit", "Publishing", "NeuralCore", "Diagnostics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
  ]
    + libraries.map { .target(name: $0.name, dependencies: $0.dependencies) }
    + libraries.map {
      .testTarget(
        name: $0.name + "Tests",
        dependencies: [.byName(name: $0.name), "TestSupport"] + $0.dependencies
          + (testTools[$0.name] ?? []),
        exclude: testData[$0.name] ?? [])
    }
    + [
      .testTarget(name: "CommandTests", dependencies: ["deltabook", "TestSupport"]),
      .target(name: "TestSupport", dependencies: ["NeuralCore"], path: "Tests/TestSupport"),
      .target(
        name: "AuditHarness",
        dependencies: [
          "Algebra", "Audit", "Diagnostics", "NeuralCore", "Notation", "Notebook", "Runner",
          "TestSupport", "Walkthrough", .product(name: "BigInt", package: "BigInt"),
        ], path: "Tests/AuditHarness"),
      .executableTarget(
        name: "audit-harness", dependencies: ["AuditHarness"], path: "bench/AuditHarness"),
      .target(name: "CMatrix"),
      .target(name: "AllocationCount", path: "bench/AllocationCount"),
      .executableTarget(
        name: "training-bench", dependencies: ["NeuralCore", "Algebra", "AllocationCount"],
        path: "bench/TrainingBench"),
    ]
)

// Only `scripts/fuzz` builds this: it links libFuzzer.
if Context.environment["DELTABOOK_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz-audit",
      dependencies: ["Audit", "AuditHarness", "Diagnostics", "Runner", "Walkthrough"],
      path: "bench/Fuzz"))
}

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}
