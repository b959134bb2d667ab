import Foundation

/// A Jupyter notebook as any program reads it.
struct JupyterFile: Decodable {
  struct Cell: Decodable {
    struct Output: Decodable { let data: [String: [String]] }
    let kind: String
    let source: [String]
    let outputs: [Output]?

    enum CodingKeys: String, CodingKey {
      case source, outputs
      case kind = "cell_type"
    }
  }
  let cells: [Cell]

  /// - Throws: Foundation's error for what is no notebook.
  static func cells(_ text: String) throws -> [Cell] {
    try JSONDecoder().decode(Self.self, from: Data(text.utf8)).cells
  }
}
