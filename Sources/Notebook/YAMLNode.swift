package import Diagnostics

/// A piece of YAML with its place: text, a list, or a mapping.
///
/// Scalars stay text as the author wrote them; `yes`, `012` and dates never become anything else.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    /// `quoted` tells `'_'` from `_`; a key without a value has the empty text.
    case scalar(String, quoted: Bool)
    case list([YAMLNode])
    case mapping([Entry])
  }

  /// One `key: value` of a mapping.
  package struct Entry: Sendable {
    package var key: String
    package var keyPlace: SourceSpan
    package var value: YAMLNode

    package init(key: String, keyPlace: SourceSpan, value: YAMLNode) {
      self.key = key
      self.keyPlace = keyPlace
      self.value = value
    }
  }

  package var content: Content
  /// From the node's first byte to its last; what an alias stands for is where its anchor is.
  package var place: SourceSpan

  package init(_ content: Content, at place: SourceSpan) {
    self.content = content
    self.place = place
  }
}

extension YAMLNode {
  /// The text of a scalar, quoted or not.
  package var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The items of a list.
  package var items: [YAMLNode]? {
    if case .list(let items) = content { items } else { nil }
  }

  /// The entries of a mapping in the author's order.
  package var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The entry of a mapping under a key.
  package func entry(_ key: String) -> Entry? { entries?.first { $0.key == key } }

  /// The value of a mapping under a key.
  package subscript(_ key: String) -> YAMLNode? { entry(key)?.value }

  /// Whether this is `_`, which stands for what is unknown.
  package var isUnknown: Bool {
    if case .scalar("_", quoted: false) = content { true } else { false }
  }

  /// Whether nothing stands here, as after `key:` at the end of a line.
  package var isEmpty: Bool {
    if case .scalar("", quoted: false) = content { true } else { false }
  }

  /// What messages call this node: its text in backticks, or its kind.
  package var described: String {
    switch content {
    case .scalar("", quoted: _): "nothing"
    case .scalar(let text, quoted: _): text.quotedForMessage
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}

extension String {
  /// This text in backticks, on one line, cut after 40 characters.
  var quotedForMessage: String {
    let line = String(prefix(41).map { $0.isNewline ? " " : $0 })
    return line.count > 40 ? "`\(line.prefix(39))…`" : "`\(line)`"
  }
}
