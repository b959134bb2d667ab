import Diagnostics
import Foundation
import Notebook

/// The folder of a notebook as the place of its data: nothing outside of it is read, so that opening
/// somebody's notebook gives away no other files.
struct DataFolder: Sendable {
  /// The folder's path; symbolic links are followed.
  let path: String

  var files: DataFiles {
    DataFiles { (file) throws(DiagnosticError) in try read(file) }
  }

  /// Reads a file of the folder or of a folder in it.
  private func read(_ file: String) throws(DiagnosticError) -> SourceText {
    let root = URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path
    let target = URL(filePath: root).appending(path: file)
    guard !file.hasPrefix("/"), isInside(target.standardizedFileURL.path, root),
      isInside(target.resolvingSymlinksInPath().standardizedFileURL.path, root)
    else {
      throw Self.failure(
        "data-outside", "`\(file)` is outside of the notebook's folder",
        help: "put the file beside the notebook, or into a folder there")
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder) else {
      throw Self.failure("data-missing", "there is no file `\(file)` in the notebook's folder")
    }
    if isFolder.boolValue {
      throw Self.failure("data-missing", "`\(file)` is a folder, expected a file")
    }
    let source = try InputFile.read(target.path)
    return SourceText(name: file, text: source.text)
  }

  private func isInside(_ file: String, _ root: String) -> Bool {
    file.hasPrefix(root.hasSuffix("/") ? root : root + "/")
  }

  private static func failure(_ id: String, _ message: String, help: String? = nil)
    -> DiagnosticError
  {
    DiagnosticError(Diagnostic(id: id, message, help: help))
  }
}
