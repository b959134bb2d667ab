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
  /// Ready for Mustache, with `<<` `>>` set as delimiters in two lines of their own.
  let mustache: String
  /// Lines that `mustache` has before the template's own.
  static let addedLines = 2

  init(_ template: String) {
    var tags: [Tag] = []
    var output = "{{=<< >>=}}\n<<%CONTENT_TYPE:TEXT>>\n"
    var (open, close) = ("<<", ">>")
    let bytes = template.utf8
    var rest = template[...]
    while let start = rest.firstRange(of: open), let end = rest[start.upperBound...].firstRange(of: close) {
      output += rest[..<start.upperBound]
      let body = rest[start.upperBound..<end.lowerBound]
      let kind = body.first.flatMap { "#^/>!=%&$<".contains($0) ? $0 : nil } ?? " "
      let name = kind == " " ? body : body.dropFirst()
      let offset = bytes.distance(from: bytes.startIndex, to: name.startIndex)
      tags.append(
        Tag(
          kind: kind, name: name.trimmed, range: offset..<offset + name.utf8.count))
      output += kind == "!" || kind == "=" || kind == "%" || kind == ">" ? String(body) : Self.encode(body)
      output += close
      if kind == "=" {
        let parts = name.dropLast().split(separator: " ")
        if parts.count == 2 { (open, close) = (String(parts[0]), String(parts[1])) }
      }
      rest = rest[end.upperBound...]
    }
    mustache = output + rest
    self.tags = tags
  }

  private static let codes: [(Character, String)] = [
    ("@", "*a"), ("/", "*s"), ("^", "*h"), ("'", "*p"), ("+", "*l"),
  ]

  /// Spells what references may hold and Mustache names may not.
  private static func encode(_ body: some StringProtocol) -> String {
    guard let first = body.first else { return String(body) }
    var result = String(first)
    for character in body.dropFirst() {
      result += codes.first { $0.0 == character }?.1 ?? String(character)
    }
    return result
  }

  static func decode(_ name: String) -> String {
    guard name.contains("*") else { return name }
    return codes.reduce(name) { $0.replacing($1.1, with: String($1.0)) }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
