#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file that could not be written or read, in the operating system's words.
package struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  package let path: String
  /// The text of `errno`, such as `Permission denied`.
  package let reason: String

  package var description: String { "cannot write `\(path)`: \(reason)" }
}

/// Writes files so that at any moment, also after a crash or with a full disk, they hold either all
/// of the old content or all of the new.
package enum AtomicFile {
  /// Replaces a file's content, or makes the file.
  ///
  /// The content goes to a hidden temporary file in the same folder, which then takes the file's
  /// name. The mode is kept. Of a symbolic link the target is replaced and the link stays. Devices and
  /// pipes cannot be replaced; they are written to.
  ///
  /// - Throws: `FileError`; the file is untouched and nothing is left beside it.
  package static func write(_ data: [UInt8], to path: String) throws {
    var status = stat()
    if stat(path, &status) == 0, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) {
      return try writeThrough(data, to: path)
    }
    let target = try resolvingLinks(path)
    let exists = stat(target, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR { throw error(path, EISDIR) }
    // The owner may have made the file read-only; replacing it by rename would not notice.
    if exists, access(target, W_OK) != 0 { throw error(path, errno) }
    let folder = folder(of: target)
    let (temporary, file) = try createTemporary(in: folder, for: path)
    do {
      try fill(file, with: data, mode: exists ? status.st_mode & 0o7777 : nil, path)
      guard rename(temporary, target) == 0 else { throw error(path, errno) }
    } catch {
      unlink(temporary)
      throw error
    }
    try synchronize(folder: folder, path)
  }

  /// Writes to standard output.
  ///
  /// - Throws: `FileError`, for instance on a full disk.
  package static func writeToStandardOutput(_ data: [UInt8]) throws {
    try put(data, into: 1, "standard output")
  }

  private static func writeThrough(_ data: [UInt8], to path: String) throws {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw error(path, errno) }
    defer { close(file) }
    try put(data, into: file, path)
  }

  /// Follows symbolic links, also one whose target does not exist yet.
  private static func resolvingLinks(_ path: String) throws -> String {
    var path = path
    for _ in 0..<40 {
      guard let target = linkTarget(of: path) else { return path }
      path = target.hasPrefix("/") ? target : folder(of: path) + "/" + target
    }
    throw error(path, ELOOP)
  }

  private static func linkTarget(of path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A new file whose name begins with a dot and ends in nothing that is taken for a notebook.
  private static func createTemporary(
    in folder: String, for path: String
  ) throws -> (path: String, file: Int32) {
    while true {
      let name = "\(folder)/.deltabook-\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
      let file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if file >= 0 { return (name, file) }
      if errno != EEXIST, errno != EINTR { throw error(path, errno) }
    }
  }

  /// Writes everything, brings it to the disk and closes the file.
  private static func fill(
    _ file: Int32, with data: [UInt8], mode: mode_t?, _ path: String
  ) throws {
    var isOpen = true
    defer { if isOpen { close(file) } }
    try put(data, into: file, path)
    if let mode, fchmod(file, mode) != 0 { throw error(path, errno) }
    guard fsync(file) == 0 else { throw error(path, errno) }
    isOpen = false
    guard close(file) == 0 else { throw error(path, errno) }
  }

  private static func put(_ data: [UInt8], into file: Int32, _ path: String) throws {
    var done = 0
    while done < data.count {
      let count = data[done...].withUnsafeBytes { writeOnce(file, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw error(path, count < 0 ? errno : ENOSPC) }
      done += count
    }
  }

  /// Brings the new name to the disk, where the file system can do that for folders.
  private static func synchronize(folder: String, _ path: String) throws {
    let file = open(folder, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { close(file) }
    if fsync(file) != 0, errno != EINVAL, errno != ENOTSUP { throw error(path, errno) }
  }

  private static func error(_ path: String, _ number: Int32) -> FileError {
    FileError(path: path, reason: String(cString: strerror(number)))
  }
}

/// The system's `write`, which a method of that name would hide.
private func writeOnce(_ file: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  write(file, buffer.baseAddress, buffer.count)
}
