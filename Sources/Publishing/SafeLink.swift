/// Which addresses a published document may lead to.
enum SafeLink {
  private static let schemes: Set<String> = ["http", "https", "mailto", "ftp", "tel"]

  /// Whether following an address can at most open another document: relative addresses, fragments
  /// and a few schemes, none of which runs anything.
  static func isSafe(_ address: String) -> Bool {
    guard let scheme = scheme(of: address) else { return true }
    return schemes.contains(scheme)
  }

  /// Whether an address leads to another computer.
  static func isRemote(_ address: String) -> Bool {
    scheme(of: address) != nil || address.hasPrefix("//") || address.hasPrefix("\\\\")
  }

  /// What stands before the first colon, if that comes before any `/`, `?` or `#`. Browsers leave out
  /// white space and control characters, and so does this.
  private static func scheme(of address: String) -> String? {
    var scheme = ""
    for scalar in address.unicodeScalars where scalar.value > 0x20 {
      switch scalar {
      case ":": return scheme.lowercased()
      case "/", "?", "#": return nil
      default: scheme.unicodeScalars.append(scalar)
      }
    }
    return nil
  }
}
