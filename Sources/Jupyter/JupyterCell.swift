/// A cell of a Jupyter notebook.
package struct JupyterCell: Sendable, Hashable {
  package enum Kind: String, Sendable { case markdown, code, raw }

  /// What a code cell shows: the same in several formats, by MIME type.
  package typealias Output = [String: String]

  package var kind: Kind
  package var source: String
  package var outputs: [Output] = []
  /// What only Deltabook looks at, `metadata.deltabook`.
  package var own: [String: JSONValue] = [:]
  /// Whether Jupyter folds the source away.
  package var isSourceHidden = false
  /// What the document has in the cell's place. The cell's id is made of it.
  package var markdown: String

  /// The cell as nbformat 4.5 has it.
  ///
  /// Nothing runs twice in such a notebook, so nothing is counted: `execution_count` is null.
  func json(id: String) -> JSONValue {
    var metadata: [String: JSONValue] = own.isEmpty ? [:] : ["deltabook": .object(own)]
    if isSourceHidden {
      metadata["jupyter"] = .object(["source_hidden": .bool(true)])
      metadata["tags"] = .array([.string("hide-input")])
    }
    if kind == .raw {
      metadata["format"] = .string("text/x-yaml")
      metadata["raw_mimetype"] = .string("text/x-yaml")
    }
    var entries: [String: JSONValue] = [
      "cell_type": .string(kind.rawValue), "id": .string(id), "metadata": .object(metadata),
      "source": .lines(source),
    ]
    if kind == .code {
      entries["execution_count"] = .null
      entries["outputs"] = .array(
        outputs.map { data in
          .object([
            "output_type": .string("display_data"), "metadata": .object([:]),
            "data": .object(data.mapValues { .lines($0) }),
          ])
        })
    }
    return .object(entries)
  }
}

/// Short fingerprints of texts.
enum Fingerprint {
  /// FNV-1a, 64 bits.
  static func of(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  /// Sixteen hexadecimal digits.
  static func digits(of text: String) -> String {
    let digits = String(of(text), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
