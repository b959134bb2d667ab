internal import CCmark

/// A block as libcmark reports it, before its traps are mended.
struct ReportedBlock {
  var kind: MarkdownBlock.Kind
  var parent: Int?
  /// Index after the last descendant.
  var end: Int
  /// Lines counted from 1 in what was parsed.
  var startLine: Int
  var endLine: Int
}

/// A node as libcmark reports it, its line counted in what was parsed.
struct ReportedNode {
  var kind: ContentNode.Kind
  /// Index after the last descendant.
  var end: Int
  /// 0 for inline nodes.
  var startLine: Int
}

/// The only place that touches libcmark.
enum CmarkParser {
  /// The blocks of a Markdown text in document order, the document itself first.
  ///
  /// Inline content is parsed by libcmark but not looked at: its places cannot be trusted.
  static func blocks(of text: ArraySlice<UInt8>) -> [ReportedBlock] {
    let root = text.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_DEFAULT)
      }
    }
    guard let root else { return [] }
    defer { cmark_node_free(root) }
    guard let iterator = cmark_iter_new(root) else { return [] }
    defer { cmark_iter_free(iterator) }
    return walk(iterator)
  }

  /// All nodes of a Markdown text, inline ones too, in document order, the document itself first.
  static func nodes(of text: [UInt8]) -> [ReportedNode] {
    let root = text.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_DEFAULT)
      }
    }
    guard let root else { return [] }
    defer { cmark_node_free(root) }
    cmark_consolidate_text_nodes(root)
    guard let iterator = cmark_iter_new(root) else { return [] }
    defer { cmark_iter_free(iterator) }
    var nodes = [ReportedNode]()
    var open = [Int]()
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return nodes }
      let node = cmark_iter_get_node(iterator)
      if event == CMARK_EVENT_EXIT {
        if let index = open.popLast() { nodes[index].end = nodes.count }
        continue
      }
      guard let kind = content(of: node) else { continue }
      nodes.append(
        ReportedNode(
          kind: kind, end: nodes.count + 1, startLine: Int(cmark_node_get_start_line(node))))
      if kind.isContainer { open.append(nodes.count - 1) }
    }
  }

  private static func content(of node: OpaquePointer?) -> ContentNode.Kind? {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_LIST:
      let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      return .list(
        start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
        isTight: cmark_node_get_list_tight(node) == 1)
    case CMARK_NODE_TEXT: return .text(string(cmark_node_get_literal(node)))
    case CMARK_NODE_SOFTBREAK: return .softBreak
    case CMARK_NODE_LINEBREAK: return .lineBreak
    case CMARK_NODE_CODE: return .code(string(cmark_node_get_literal(node)))
    case CMARK_NODE_HTML_INLINE: return .html(string(cmark_node_get_literal(node)))
    case CMARK_NODE_EMPH: return .emphasis
    case CMARK_NODE_STRONG: return .strong
    case CMARK_NODE_LINK: return .link(target(of: node))
    case CMARK_NODE_IMAGE: return .image(target(of: node))
    default:
      return switch kind(of: node) {
      case .document: .document
      case .blockQuote: .blockQuote
      case .list, nil: nil
      case .item: .item
      case .codeBlock(let code): .codeBlock(info: code.info ?? "", literal: code.literal)
      case .htmlBlock(let literal): .htmlBlock(literal)
      case .paragraph: .paragraph
      case .heading(let level): .heading(level: level)
      case .thematicBreak: .thematicBreak
      }
    }
  }

  private static func target(of node: OpaquePointer?) -> ContentNode.Target {
    ContentNode.Target(
      destination: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
  }

  private static func walk(_ iterator: OpaquePointer) -> [ReportedBlock] {
    var blocks = [ReportedBlock]()
    var open = [Int]()
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return blocks }
      let node = cmark_iter_get_node(iterator)
      if event == CMARK_EVENT_EXIT {
        if let index = open.popLast() { blocks[index].end = blocks.count }
        continue
      }
      guard let kind = kind(of: node) else { continue }
      blocks.append(
        ReportedBlock(
          kind: kind, parent: open.last, end: blocks.count + 1,
          startLine: Int(cmark_node_get_start_line(node)),
          endLine: Int(cmark_node_get_end_line(node))))
      switch kind {
      case .document, .blockQuote, .list, .item: open.append(blocks.count - 1)
      case .paragraph, .heading: cmark_iter_reset(iterator, node, CMARK_EVENT_EXIT)
      case .codeBlock, .htmlBlock, .thematicBreak: break
      }
    }
  }

  private static func kind(of node: OpaquePointer?) -> MarkdownBlock.Kind? {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_DOCUMENT: return .document
    case CMARK_NODE_BLOCK_QUOTE: return .blockQuote
    case CMARK_NODE_LIST:
      return .list(
        isOrdered: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
        isTight: cmark_node_get_list_tight(node) == 1)
    case CMARK_NODE_ITEM: return .item
    case CMARK_NODE_CODE_BLOCK:
      return .codeBlock(
        CodeBlock(
          info: string(cmark_node_get_fence_info(node)),
          literal: string(cmark_node_get_literal(node))))
    case CMARK_NODE_HTML_BLOCK: return .htmlBlock(literal: string(cmark_node_get_literal(node)))
    case CMARK_NODE_PARAGRAPH: return .paragraph
    case CMARK_NODE_HEADING: return .heading(level: Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_THEMATIC_BREAK: return .thematicBreak
    default: return nil
    }
  }

  private static func string(_ text: UnsafePointer<CChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}
