import Foundation

/// Running text as LaTeX writes it.
struct LaTeXText {
  /// Characters that there is no command for, and that were written by their numbers.
  private(set) var unknown: Set<Unicode.Scalar> = []

  /// Words.
  mutating func escaped(_ text: String) -> String { escaped(text, isCode: false) }

  /// Code in typewriter letters, without ligatures; long pieces may be broken behind punctuation.
  mutating func code(_ text: String) -> String {
    let spaced = escaped(text, isCode: true)
    guard text.count > 16 else { return spaced }
    var result = ""
    var isInCommand = false
    for character in spaced {
      result.append(character)
      if character == "\\" {
        isInCommand = true
        continue
      }
      if isInCommand, character == "_" { result += "\\allowbreak{}" }
      if !isInCommand, "/.,:;=+".contains(character) { result += "\\allowbreak{}" }
      if isInCommand, !character.isLetter || !character.isASCII { isInCommand = false }
    }
    return result
  }

  /// Text in which a backslash and braces are LaTeX's and all else stands for itself, as in `alltt`.
  mutating func verbatim(_ text: String) -> String {
    var result = ""
    for scalar in composed(text).unicodeScalars {
      switch scalar {
      case "\\": result += "\\textbackslash{}"
      case "{": result += "\\{"
      case "}": result += "\\}"
      case "'": result += "\\textquotesingle{}"
      case "`": result += "\\textasciigrave{}"
      case "\n": result += "\n"
      case "\t": result += "    "
      default: result += scalar.isASCII ? plain(scalar) : other(scalar)
      }
    }
    return result
  }

  /// Text with combining characters put together where there is one character for both.
  private func composed(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
  }

  private mutating func escaped(_ text: String, isCode: Bool) -> String {
    var result = ""
    var previous: Unicode.Scalar?
    for scalar in composed(text).unicodeScalars {
      if previous == scalar, "-',".unicodeScalars.contains(scalar) { result += "{}" }
      result += escaped(scalar, isCode: isCode)
      previous = scalar
    }
    return result
  }

  private mutating func escaped(_ scalar: Unicode.Scalar, isCode: Bool) -> String {
    switch scalar {
    case "\\": return "\\textbackslash{}"
    case "{", "}", "$", "&", "#", "%", "_": return "\\\(scalar)"
    case "^": return "\\textasciicircum{}"
    case "~": return "\\textasciitilde{}"
    case "<": return "\\textless{}"
    case ">": return "\\textgreater{}"
    case "|": return "\\textbar{}"
    case "\"": return "\\textquotedbl{}"
    case "`": return "\\textasciigrave{}"
    case "[": return "{[}"
    case "]": return "{]}"
    case "'": return isCode ? "\\textquotesingle{}" : "'"
    case " ": return isCode ? "\\ " : " "
    case "\n", "\t": return isCode ? "\\ " : String(scalar)
    default: return scalar.isASCII ? plain(scalar) : other(scalar)
    }
  }

  private mutating func plain(_ scalar: Unicode.Scalar) -> String {
    guard scalar.value < 0x20 || scalar.value == 0x7F else { return String(scalar) }
    return scalar == "\r" ? "" : fallback(scalar)
  }

  /// A character beyond ASCII, outside of formulas.
  mutating func other(_ scalar: Unicode.Scalar) -> String {
    if scalar == "\u{A0}" { return "~" }
    if let text = LaTeXSymbols.text(scalar) { return text }
    if LaTeXSymbols.isNative(scalar) { return String(scalar) }
    if let command = LaTeXSymbols.math(scalar) { return "\\ensuremath{\(command)}" }
    return fallback(scalar)
  }

  /// The character's number, for readers to see that something stands here.
  mutating func fallback(_ scalar: Unicode.Scalar) -> String {
    unknown.insert(scalar)
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let padding = String(repeating: "0", count: max(0, 4 - digits.count))
    // Bookmarks and the PDF's title hold no boxes.
    let number = "U+\(padding)\(digits)"
    return "\\texorpdfstring{\\fbox{\\tiny \(number)}}{\(number)}"
  }

  // MARK: Formulas

  /// Commands whose argument is running text.
  private static let textCommands: Set<String> = [
    "text", "textbf", "textit", "textrm", "textsf", "texttt", "textnormal", "mbox", "hbox",
  ]

  /// Whether every brace of a formula is closed, and none closes nothing: with one left over LaTeX reads on
  /// to the end of the document.
  static func isBalanced(_ tex: String) -> Bool {
    var depth = 0
    var isEscaped = false
    for byte in tex.utf8 {
      if !isEscaped, byte == UInt8(ascii: "{") { depth += 1 }
      if !isEscaped, byte == UInt8(ascii: "}") { depth -= 1 }
      if depth < 0 { return false }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    return depth == 0
  }

  /// A formula that LaTeX can read: characters beyond ASCII as commands, no comments, no blank lines.
  mutating func math(_ tex: String) -> String {
    var result = ""
    var depth = 0
    var textDepths: [Int] = []
    var scalars = Array(composed(tex).unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\\":
        result += "\\"
        let name = scalars.prefix { $0.isASCII && $0.properties.isAlphabetic }
        guard !name.isEmpty else {
          if let next = scalars.first, next.isASCII {
            result.unicodeScalars.append(next)
            scalars.removeFirst()
          }
          continue
        }
        scalars = scalars.dropFirst(name.count)
        var command = ""
        command.unicodeScalars.append(contentsOf: name)
        result += command
        if Self.textCommands.contains(command), scalars.first == "{" {
          textDepths.append(depth + 1)
        }
      case "{":
        depth += 1
        result += "{"
      case "}":
        if textDepths.last == depth { textDepths.removeLast() }
        depth -= 1
        result += "}"
      case "%":
        while let next = scalars.first, next != "\n" { scalars.removeFirst() }
      case "\n": if !result.hasSuffix("\n") { result += "\n" }
      case "\r": break
      default:
        if scalar.isASCII {
          result += plain(scalar)
        } else if !textDepths.isEmpty {
          result += other(scalar)
        } else if let command = LaTeXSymbols.math(scalar) {
          let isName = command.hasPrefix("\\") && command.last?.isLetter == true
          result += isName ? command + " " : command
        } else {
          result += "\\text{\(other(scalar))}"
        }
      }
    }
    return result
  }
}
