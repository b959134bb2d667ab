import Foundation
import Testing

/// Programs and data that some tests need.
enum Requirement {
  /// A notice that a test is skipped, and a failure under continuous integration.
  static func missing(_ what: String) {
    if ProcessInfo.processInfo.environment["CI"] != nil {
      Issue.record("\(what)")
    } else {
      FileHandle.standardError.write(Data("notice: skipped, \(what)\n".utf8))
    }
  }

  /// The path of a program, or `nil` with a notice.
  static func program(_ name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let found = path.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    if found == nil { missing("there is no \(name): run scripts/setup test") }
    return found
  }
}

/// Chromium, driven by chromedriver over HTTP.
///
/// - Source: https://www.w3.org/TR/webdriver2/
final class Browser {
  struct Failure: Error { let reason: String }

  private let driver: Process
  private let port: Int
  private let folder: URL
  private let question: URL
  private let answer: URL
  private var session = ""

  /// `nil` with a notice where there is no browser.
  init?() throws {
    guard let driver = Requirement.program("chromedriver"), Requirement.program("chromium") != nil
    else { return nil }
    port = Int.random(in: 20_000..<60_000)
    folder = FileManager.default.temporaryDirectory
      .appending(path: "deltabook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    question = folder.appending(path: "question.json")
    answer = folder.appending(path: "answer.json")
    self.driver = Process()
    self.driver.executableURL = URL(filePath: driver)
    self.driver.arguments = ["--port=\(port)", "--silent"]
    self.driver.standardOutput = FileHandle.nullDevice
    self.driver.standardError = FileHandle.nullDevice
    try self.driver.run()
    try begin()
  }

  deinit {
    _ = try? request("DELETE", "session/\(session)", nil)
    // Without waiting: `waitUntilExit` never returns on a thread of the tests' pool.
    driver.terminate()
    try? FileManager.default.removeItem(at: folder)
  }

  private func begin() throws {
    let options: [String: Any] = [
      "args": [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--user-data-dir=\(folder.path)/profile",
      ],
      "binary": Requirement.program("chromium") ?? "chromium",
      "perfLoggingPrefs": ["enableNetwork": true],
    ]
    let capabilities: [String: Any] = [
      "capabilities": [
        "alwaysMatch": [
          "browserName": "chrome", "goog:chromeOptions": options,
          "goog:loggingPrefs": ["browser": "ALL", "performance": "ALL"],
          "unhandledPromptBehavior": "ignore",
        ]
      ]
    ]
    var last: any Error = Failure(reason: "chromedriver does not answer")
    for _ in 0..<100 {
      do {
        let value = try request("POST", "session", capabilities)
        session = (value as? [String: Any])?["sessionId"] as? String ?? ""
        if !session.isEmpty { return }
      } catch {
        last = error
      }
      Thread.sleep(forTimeInterval: 0.1)
    }
    throw last
  }

  // MARK: Commands

  func open(_ file: URL) throws {
    _ = try command("url", ["url": file.absoluteString])
  }

  /// What a function's body returns in the page.
  func evaluate(_ script: String) throws -> Any? {
    try command("execute/sync", ["script": script, "args": [Any]()])
  }

  /// Sets the size of the page as a device has it, so that nothing has a least width.
  func resize(width: Int, height: Int = 900) throws {
    try devTools(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
  }

  /// The colours that the reader's system asks for.
  func prefer(colors: String) throws {
    try devTools(
      "Emulation.setEmulatedMedia",
      ["features": [["name": "prefers-color-scheme", "value": colors]]])
  }

  private func devTools(_ name: String, _ parameters: [String: Any]) throws {
    _ = try command("goog/cdp/execute", ["cmd": name, "params": parameters])
  }

  func press(_ key: String) throws {
    _ = try command(
      "actions",
      [
        "actions": [
          [
            "type": "key", "id": "keyboard",
            "actions": [["type": "keyDown", "value": key], ["type": "keyUp", "value": key]],
          ]
        ]
      ])
  }

  /// Messages of the console since it was last asked.
  func console() throws -> [String] {
    let entries = try command("se/log", ["type": "browser"]) as? [[String: Any]] ?? []
    return entries.compactMap { $0["message"] as? String }
  }

  /// Addresses of everything that was asked for since this was last asked, but for the page itself and
  /// what it holds.
  func requests() throws -> [String] {
    let entries = try command("se/log", ["type": "performance"]) as? [[String: Any]] ?? []
    return entries.compactMap { entry -> String? in
      guard let text = entry["message"] as? String, text.contains("Network.requestWillBeSent\""),
        let root = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
        let message = root["message"] as? [String: Any],
        let parameters = message["params"] as? [String: Any],
        let request = parameters["request"] as? [String: Any], let url = request["url"] as? String
      else { return nil }
      let isOwn = ["file:", "data:", "about:", "chrome:"].contains { url.hasPrefix($0) }
      return isOwn ? nil : url
    }
  }

  func screenshot() throws -> Data {
    let text = try value("GET", "session/\(session)/screenshot", nil) as? String ?? ""
    return Data(base64Encoded: text) ?? Data()
  }

  // MARK: HTTP

  private func command(_ name: String, _ body: [String: Any]) throws -> Any? {
    try value("POST", "session/\(session)/\(name)", body)
  }

  private func value(_ method: String, _ path: String, _ body: [String: Any]?) throws -> Any? {
    try request(method, path, body)
  }

  private func request(_ method: String, _ path: String, _ body: [String: Any]?) throws -> Any? {
    let curl = Process()
    curl.executableURL = URL(filePath: "/usr/bin/env")
    curl.arguments = [
      "curl", "--silent", "--max-time", "60", "--request", method,
      "http://127.0.0.1:\(port)/\(path)", "--output", answer.path,
    ]
    if let body {
      try JSONSerialization.data(withJSONObject: body).write(to: question)
      curl.arguments? += ["--data", "@\(question.path)"]
    }
    try curl.run()
    curl.waitUntilExit()
    guard curl.terminationStatus == 0 else {
      throw Failure(reason: "curl ends with \(curl.terminationStatus)")
    }
    let data = try Data(contentsOf: answer)
    let root = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
    let value = (root as? [String: Any])?["value"]
    if let failure = value as? [String: Any], let reason = failure["error"] as? String {
      throw Failure(reason: "\(reason): \(failure["message"] ?? "")")
    }
    return value
  }
}
