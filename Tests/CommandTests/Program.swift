import Foundation

/// The built program, run as users run it.
enum Program {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Beside the tests: on Linux they are a program in the folder of products, on macOS a bundle there.
  static let url: URL = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let products = bundle?.bundleURL.deletingLastPathComponent() ?? Bundle.main.bundleURL
    return products.appending(path: "deltabook")
  }()

  /// Runs the program and waits for it.
  ///
  /// - Parameters:
  ///   - input: Standard input; empty without it.
  ///   - folder: The working folder.
  ///   - environment: What the environment has besides `PATH`.
  ///   - terminal: Standard error, if not a file.
  static func run(
    _ arguments: [String], input: String = "", in folder: Folder,
    environment: [String: String] = [:],
    terminal: FileHandle? = nil
  ) throws -> Outcome {
    let streams = try Folder()
    try streams.write(input, to: "input")
    for name in ["output", "errors"] { try streams.write("", to: name) }
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: streams.url.appending(path: "input"))
    process.standardOutput = try FileHandle(forWritingTo: streams.url.appending(path: "output"))
    process.standardError =
      try terminal ?? FileHandle(forWritingTo: streams.url.appending(path: "errors"))
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try streams.read("output"),
      errors: try streams.read("errors"))
  }
}

/// A temporary folder that lives as long as its value.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "deltabook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url.appending(path: name))
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }
}
