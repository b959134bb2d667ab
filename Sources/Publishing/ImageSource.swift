import Foundation

/// The pictures a document refers to, read from beside it.
package struct ImageSource: Sendable {
  enum Problem: Error {
    case remote, missing, unknownKind, tooLarge

    func notice(_ address: String, line: Int) -> Notice {
      switch self {
      case .remote:
        Notice(
          id: "image-remote", "the picture `\(address)` is on another computer", line: line,
          help: "save it beside the notebook: documents do not load anything")
      case .missing:
        Notice(id: "image-missing", "there is no picture `\(address)`", line: line)
      case .unknownKind:
        Notice(
          id: "image-kind", "`\(address)` is no picture that can be shown here", line: line,
          help: "PNG and JPEG can be shown everywhere")
      case .tooLarge:
        Notice(
          id: "image-too-large",
          "the picture `\(address)` is larger than \(ImageSource.sizeLimit >> 20) MB", line: line)
      }
    }
  }

  static let sizeLimit = 16 << 20
  private let folder: URL?

  /// - Parameter folder: The notebook's; without it there are no pictures.
  package init(folder: String? = nil) {
    self.folder = folder.map { URL(filePath: $0, directoryHint: .isDirectory) }
  }

  /// A picture as a `data:` address.
  func data(_ address: String) -> Result<String, Problem> {
    file(address).flatMap { file in
      guard let kind = Self.kind(of: file.data) else { return .failure(.unknownKind) }
      return .success("data:\(kind);base64,\(file.data.base64EncodedString())")
    }
  }

  /// A picture as a file that LaTeX can include.
  func latexFile(_ address: String) -> Result<URL, Problem> {
    file(address).flatMap { file in
      switch Self.kind(of: file.data) {
      case "image/png", "image/jpeg", "application/pdf": .success(file.url)
      default: .failure(.unknownKind)
      }
    }
  }

  private func file(_ address: String) -> Result<(url: URL, data: Data), Problem> {
    if SafeLink.isRemote(address) { return .failure(.remote) }
    guard let folder, let path = address.removingPercentEncoding, !path.isEmpty else {
      return .failure(.missing)
    }
    let url = path.hasPrefix("/") ? URL(filePath: path) : folder.appending(path: path)
    let keys: Set<URLResourceKey> = [.isRegularFileKey, .fileSizeKey]
    guard let values = try? url.resolvingSymlinksInPath().resourceValues(forKeys: keys),
      values.isRegularFile == true
    else { return .failure(.missing) }
    guard (values.fileSize ?? 0) <= Self.sizeLimit else { return .failure(.tooLarge) }
    guard let data = try? Data(contentsOf: url) else { return .failure(.missing) }
    return .success((url, data))
  }

  /// The kind of a picture by its first bytes, so that nothing else leaves the machine as one.
  private static func kind(of data: Data) -> String? {
    let head = [UInt8](data.prefix(256))
    func begins(_ text: String, at offset: Int = 0) -> Bool {
      head.dropFirst(offset).starts(with: text.utf8)
    }
    if head.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "image/png" }
    if head.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
    if begins("GIF8") { return "image/gif" }
    if begins("RIFF"), begins("WEBP", at: 8) { return "image/webp" }
    if begins("%PDF-") { return "application/pdf" }
    if begins("<svg") || begins("<?xml"), data.range(of: Data("<svg".utf8)) != nil {
      return "image/svg+xml"
    }
    return nil
  }
}
