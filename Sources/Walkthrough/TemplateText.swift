/// The tags of a template, found before Mustache sees it: their places for error messages, and a
/// spelling of references that Mustache accepts as names.
struct TemplateText {
  struct Tag {
    /// `#`, `^`, `/`, `>`, `!`, `=`, `%`, `&`, or a space for a plain name.
    let kind: Character
    let name: String
    /// UTF-8 range of the name in the template.
    let range: Range<Int>
  }

  let tags: [Tag]
  /// Delimiters that open a tag which nothing closes.
  let unclosedTag: Range<Int>?
  /// Ready for Mustache, with `<<` `>>` set as delimiters in two lines of their own.
  let mustache: String
  /// Lines that `mustache` has before the template's own.
  static let addedLines = 2

  init(_ template: String) {
    let bytes = Array(template.utf8)
    var tags: [Tag] = []
    var output = Array("{{=<< >>=}}\n<<%CONTENT_TYPE:TEXT>>\n".utf8)
    var (open, close) = (Array("<<".utf8), Array(">>".utf8))
    var position = 0
    while let start = Self.find(open, in: bytes, from: position),
      let end = Self.find(close, in: bytes, from: start + open.count)
    {
      let body = start + open.count
      output += bytes[position..<body]
      let kind =
        body < end && Self.kinds.contains(bytes[body])
        ? Character(Unicode.Scalar(bytes[body])) : " "
      var name = (kind == " " ? body : body + 1)..<end
      while let first = name.first, bytes[first] == UInt8(ascii: " ") { name = first + 1..<end }
      while let last = name.last, bytes[last] == UInt8(ascii: " ") { name = name.lowerBound..<last }
      let text = String(decoding: bytes[name], as: UTF8.self)
      tags.append(Tag(kind: kind, name: text, range: name))
      if kind == "=" {
        let parts = text.dropLast().split(separator: " ")
        if parts.count == 2 { (open, close) = (Array(parts[0].utf8), Array(parts[1].utf8)) }
      }
      if "!=%>".contains(kind) {
        output += bytes[body..<end]
      } else {
        output += bytes[body..<name.lowerBound]
        output += Self.encode(bytes[name])
      }
      let closing = kind == "=" ? Self.find(Array(">>".utf8), in: bytes, from: end) ?? end : end
      let after = min(bytes.count, closing + (kind == "=" ? 2 : close.count))
      output += bytes[end..<after]
      position = after
    }
    unclosedTag = Self.find(open, in: bytes, from: position).map { $0..<$0 + open.count }
    output += bytes[position...]
    mustache = String(decoding: output, as: UTF8.self)
    self.tags = tags
  }

  /// The first closing tag that closes nothing, or the innermost section that is never closed.
  var unbalancedSection: Range<Int>? {
    var open: [Tag] = []
    for tag in tags {
      switch tag.kind {
      case "#", "^", "<", "$": open.append(tag)
      case "/":
        guard let last = open.popLast(), last.name == tag.name else { return tag.range }
      default: break
      }
    }
    return open.last?.range
  }

  private static let kinds = Set("#^/>!=%&$<".utf8)

  private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard let first = needle.first, bytes.count >= needle.count else { return nil }
    var index = start
    while index <= bytes.count - needle.count {
      if bytes[index] == first, bytes[index..<index + needle.count].elementsEqual(needle) {
        return index
      }
      index += 1
    }
    return nil
  }

  private static let codes: [(Character, String)] = [
    ("@", "*a"), ("/", "*s"), ("^", "*h"), ("'", "*p"), ("+", "*l"), (",", "*c"),
  ]

  /// Spells what references may hold and Mustache names may not.
  private static func encode(_ name: ArraySlice<UInt8>) -> [UInt8] {
    name.flatMap { byte in
      codes.first { $0.0.asciiValue == byte }.map { Array($0.1.utf8) } ?? [byte]
    }
  }

  static func decode(_ name: String) -> String {
    guard name.contains("*") else { return name }
    return codes.reduce(name) { $0.replacing($1.1, with: String($1.0)) }
  }
}
