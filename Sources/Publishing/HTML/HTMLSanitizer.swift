/// Lets through of an author's HTML what cannot run anything: known tags with known attributes, safe
/// links, pictures from beside the notebook. Tags that stay open are closed where their block ends.
struct HTMLSanitizer {
  enum Problem {
    case tag(String)
    case attribute(String, tag: String)
    case image(String, ImageSource.Problem)
  }

  private let images: ImageSource
  private var open: [String] = []
  /// The element whose content is left out, such as `script`.
  private var skipping: String?
  private var problems: [Problem] = []

  init(images: ImageSource) { self.images = images }

  var isSkipping: Bool { skipping != nil }
  var openCount: Int { open.count }

  mutating func takeProblems() -> [Problem] {
    defer { problems = [] }
    return problems
  }

  /// The closing tags of all but the first `count` open elements; what was left out ends, too.
  mutating func closeTags(to count: Int) -> String {
    skipping = nil
    var text = ""
    while open.count > count { text += "</\(open.removeLast())>" }
    return text
  }

  /// A piece of HTML: a tag, or a block with text.
  mutating func sanitized(_ html: String) -> String {
    var scanner = HTMLScanner(html)
    var result = ""
    while let token = scanner.next() {
      switch token {
      case .text(let text): if skipping == nil { result += Self.escapedText(text) }
      case .other: break
      case .closing(let name): result += closing(name)
      case .opening(let tag): result += opening(tag)
      }
    }
    return result
  }

  private mutating func closing(_ name: String) -> String {
    if let element = skipping {
      if element == name { skipping = nil }
      return ""
    }
    guard let index = open.lastIndex(of: name) else { return "" }
    return closeTags(to: index)
  }

  private mutating func opening(_ tag: HTMLScanner.Tag) -> String {
    if skipping != nil { return "" }
    guard let allowed = Self.tags[tag.name] else {
      problems.append(.tag(tag.name))
      if Self.opaque.contains(tag.name), !tag.isSelfClosing { skipping = tag.name }
      return ""
    }
    var text = "<\(tag.name)"
    for (name, value) in tag.attributes {
      guard allowed.contains(name) || Self.everywhere.contains(name) else {
        problems.append(.attribute(name, tag: tag.name))
        continue
      }
      guard let value = checked(value, of: name, tag.name) else {
        if name == "src" { return "[image]" }
        continue
      }
      text += " \(name)=\"\(HTMLText.escaped(value))\""
    }
    if Self.void.contains(tag.name) { return text + " />" }
    open.append(tag.name)
    return text + ">"
  }

  private mutating func checked(_ value: String, of name: String, _ tag: String) -> String? {
    switch name {
    case "href", "cite":
      if SafeLink.isSafe(value) { return value }
      problems.append(.attribute(name, tag: tag))
      return nil
    case "src":
      switch images.data(value) {
      case .success(let address): return address
      case .failure(let problem):
        problems.append(.image(value, problem))
        return nil
      }
    default: return value
    }
  }

  /// Text between tags: entities stay, a lone `<` is no tag.
  private static func escapedText(_ text: String) -> String {
    text.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  // MARK: What is let through

  private static let everywhere: Set<String> = ["id", "title", "lang", "dir", "align"]

  private static let tags: [String: Set<String>] = {
    var tags: [String: Set<String>] = [
      "a": ["href"], "img": ["src", "alt", "width", "height"], "ol": ["start", "type", "reversed"],
      "li": ["value"], "td": ["colspan", "rowspan"], "th": ["colspan", "rowspan", "scope"],
      "col": ["span"], "colgroup": ["span"], "details": ["open"], "blockquote": ["cite"],
      "q": ["cite"], "del": ["datetime"], "ins": ["datetime"], "time": ["datetime"],
    ]
    let plain = """
      abbr b bdi bdo big br caption center cite code dd dfn div dl dt em figcaption figure h1 h2 h3 h4 \
      h5 h6 hr i kbd mark p pre rp rt ruby s samp small span strike strong sub summary sup table tbody \
      tfoot thead tr tt u ul var wbr
      """
    for name in plain.split(separator: " ") { tags[String(name)] = [] }
    return tags
  }()

  private static let void: Set<String> = ["br", "hr", "img", "wbr", "col"]

  /// Elements whose content is no text for readers.
  private static let opaque: Set<String> = [
    "script", "style", "iframe", "noembed", "noframes", "noscript", "xmp", "textarea", "title",
    "plaintext", "svg", "math", "template", "object", "select", "audio", "video", "canvas", "head",
    "applet",
  ]
}
