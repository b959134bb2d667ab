package import Diagnostics

/// A Markdown document as readers see it: blocks, inline content, pipe tables and math.
///
/// Nodes are kept in one flat list in document order, so that nesting however deep is never a matter
/// of recursion. `MarkdownTree` has the places of blocks; this has what is in them.
package struct MarkdownContent: Sendable, Hashable {
  /// The first is the document.
  package internal(set) var nodes: [ContentNode] = []

  /// A step of a walk through the nodes. What cannot have children is only entered.
  package enum Event: Sendable, Hashable {
    case enter(Int)
    case exit(Int)
  }

  /// Reads a document.
  ///
  /// - Parameter start: Byte offset at which Markdown begins, behind front matter.
  package init(_ source: SourceText, from start: Int = 0) {
    var reader = ContentReader(source, from: start)
    nodes = reader.read()
  }

  /// Calls `body` for each node of a part of the tree, containers when they begin and end.
  package func walk(from root: Int = 0, _ body: (Event) throws -> Void) rethrows {
    guard root < nodes.count else { return }
    var open = [Int]()
    for index in root..<nodes[root].end {
      while let last = open.last, nodes[last].end <= index {
        try body(.exit(last))
        open.removeLast()
      }
      try body(.enter(index))
      if nodes[index].kind.isContainer { open.append(index) }
    }
    while let last = open.popLast() { try body(.exit(last)) }
  }

  /// The node's children, as indices of `nodes`.
  package func children(of index: Int) -> [Int] {
    var children = [Int]()
    var next = index + 1
    while next < nodes[index].end {
      children.append(next)
      next = nodes[next].end
    }
    return children
  }

  /// The words inside a node: text, code and math without any markup.
  package func plainText(of index: Int) -> String {
    var text = ""
    for node in nodes[index..<nodes[index].end] {
      switch node.kind {
      case .text(let literal), .code(let literal), .math(let literal, _): text += literal
      case .softBreak, .lineBreak: text += " "
      default: break
      }
    }
    return text
  }

  /// Whether a paragraph is an item's in a list without blank lines.
  package func isTight(_ index: Int) -> Bool {
    guard let item = nodes[index].parent, let list = nodes[item].parent,
      case .list(_, let isTight) = nodes[list].kind
    else { return false }
    return isTight
  }
}

/// Builds a flat list of nodes from events.
struct ContentBuilder {
  private(set) var nodes: [ContentNode] = []
  private var open: [Int] = []

  mutating func enter(_ kind: ContentNode.Kind, line: Int) {
    let index = nodes.count
    nodes.append(ContentNode(kind: kind, parent: open.last, end: index + 1, line: line))
    if kind.isContainer { open.append(index) }
  }

  mutating func exit() {
    if let index = open.popLast() { nodes[index].end = nodes.count }
  }
}
