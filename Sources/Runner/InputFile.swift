package import Diagnostics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Reads the files that users name.
package enum InputFile {
  /// The largest file that is read: 64 MB.
  package static let sizeLimit = 64 << 20

  /// Reads a text.
  ///
  /// - Parameter path: `-` is standard input.
  /// - Throws: `DiagnosticError` if it is missing, a folder, unreadable, too large, empty or not
  ///   UTF-8.
  package static func read(_ path: String) throws(DiagnosticError) -> SourceText {
    if path == "-" { return try text(of: bytes(of: 0, path), name: "<stdin>") }
    var status = stat()
    guard stat(path, &status) == 0 else {
      let isMissing = errno == ENOENT || errno == ENOTDIR
      throw isMissing
        ? failure("file-missing", "there is no file `\(path)`") : unreadable(path, errno)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw failure("file-is-folder", "`\(path)` is a folder, expected a file")
    }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(path, errno) }
    defer { close(file) }
    return try text(of: bytes(of: file, path), name: path)
  }

  /// The bytes of a regular file; `nil` if there is none, or it is unreadable or larger than the limit.
  static func regular(_ path: String, limit: Int) -> [UInt8]? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit
    else { return nil }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return try? bytes(of: file, path)
  }

  /// Reads bytes as text.
  static func text(of bytes: [UInt8], name: String) throws(DiagnosticError) -> SourceText {
    guard !bytes.isEmpty else { throw failure("empty-file", "`\(name)` is empty") }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw notUTF8(bytes, name)
    }
    return SourceText(name: name, text: text)
  }

  private static func bytes(of file: Int32, _ path: String) throws(DiagnosticError) -> [UInt8] {
    var bytes = [UInt8]()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { readOnce(file, $0) }
      if count == 0 { return bytes }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw unreadable(path, errno) }
      bytes += chunk.prefix(count)
      guard bytes.count <= sizeLimit else {
        throw failure(
          "file-too-large", "`\(path)` is larger than \(sizeLimit >> 20) MB, the most that is read")
      }
    }
  }

  private static func notUTF8(_ bytes: [UInt8], _ name: String) -> DiagnosticError {
    let offset = validCount(of: bytes)
    // The line is shown as far as it can be: the file's text with replacement characters.
    let readable = String(decoding: bytes[..<offset], as: UTF8.self)
    let line = SourceText(name: name, text: readable).position(of: offset)
    let hex = String(bytes[offset], radix: 16, uppercase: true)
    return failure(
      "not-utf8",
      "`\(name)` is not UTF-8: byte 0x\(hex) at offset \(offset), line \(line.line), "
        + "column \(line.column)")
  }

  /// How many bytes from the beginning on are UTF-8.
  private static func validCount(of bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var count = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      count += UTF8.width(scalar)
    }
    return count
  }

  private static func unreadable(_ path: String, _ number: Int32) -> DiagnosticError {
    failure("file-unreadable", "cannot read `\(path)`: \(String(cString: strerror(number)))")
  }

  private static func failure(_ id: String, _ message: String) -> DiagnosticError {
    DiagnosticError(Diagnostic(id: id, message))
  }
}

/// The system's `read`, which a method of that name would hide.
private func readOnce(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(file, buffer.baseAddress, buffer.count)
}
