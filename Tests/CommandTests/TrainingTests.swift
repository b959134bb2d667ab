import Foundation
import Testing

/// A long training: the bar it has on a terminal, and Ctrl-C.
@Suite struct TrainingTests {
  /// Too many updates for anybody to wait for in a test.
  private static let endless = """
    ```yaml network
    input: {x: [[0, 0], [0, 1], [1, 0], [1, 1]]}
    layers:
      - H: {dense: 64, activation: tanh, weight: _}
      - O: {dense: 1, activation: sigmoid, weight: _}
    target: {t: [[0], [1], [1], [0]]}
    loss: half-squared-error
    optimizer: {sgd: {rate: 0.5}}
    train: {epochs: 8000000}
    ```

    `= loss@8000000`

    """

  private func process(_ folder: Folder, errors: FileHandle) throws -> Process {
    try folder.write(Self.endless, to: "page.md")
    let process = Process()
    process.executableURL = Program.url
    process.arguments = ["run", "page.md", "--output", "out.md"]
    process.currentDirectoryURL = folder.url
    process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm", "NO_COLOR": "1"]
    process.standardError = errors
    try process.run()
    return process
  }

  /// Interrupts a program after a while; one that goes on all the same is killed, and fails the test.
  private func interrupt(_ process: Process, after seconds: Double) {
    Thread.sleep(forTimeInterval: seconds)
    process.interrupt()
    for _ in 0..<100 where process.isRunning { Thread.sleep(forTimeInterval: 0.1) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  @Test func `Ctrl-C ends a training and leaves nothing behind`() throws {
    let folder = try Folder()
    try folder.write("", to: "errors")
    let process = try process(
      folder, errors: try FileHandle(forWritingTo: folder.url.appending(path: "errors")))
    interrupt(process, after: 2)
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
    // No bar where there is no terminal.
    #expect(try folder.read("errors") == "interrupted\n")
    #expect(try folder.names == ["errors", "page.md"])
  }

  @Test func `A long training has a bar on a terminal`() throws {
    var (parent, child): (Int32, Int32) = (-1, -1)
    try #require(openpty(&parent, &child, nil, nil, nil) == 0)
    let reader = FileHandle(fileDescriptor: parent, closeOnDealloc: true)
    let folder = try Folder()
    let process = try process(
      folder, errors: FileHandle(fileDescriptor: child, closeOnDealloc: true))
    interrupt(process, after: 2)
    let text = String(decoding: reader.availableData, as: UTF8.self)
    #expect(text.contains("\rtraining [----"))
    #expect(text.contains(" of 8000000 updates\u{1B}[K"))
    #expect(text.hasSuffix("\r\u{1B}[Kinterrupted\r\n"))
    // Nothing is coloured.
    #expect(!text.replacing("\u{1B}[K", with: "").contains("\u{1B}"))
  }
}
