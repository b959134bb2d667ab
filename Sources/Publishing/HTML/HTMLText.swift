/// Text as HTML writes it, byte for byte as libcmark does.
package enum HTMLText {
  /// Text or an attribute's value.
  package static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x26 || $0 == 0x3C || $0 == 0x3E }) else {
      return text
    }
    var result = [UInt8]()
    result.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case 0x22: result += "&quot;".utf8
      case 0x26: result += "&amp;".utf8
      case 0x3C: result += "&lt;".utf8
      case 0x3E: result += "&gt;".utf8
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// An address: what may not stand in one is percent-encoded.
  package static func address(_ text: String) -> String {
    var result = [UInt8]()
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "'"): result += "&#x27;".utf8
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: result.append(byte)
      default:
        if "-_.+!*(),%#@?=;:/$~".utf8.contains(byte) {
          result.append(byte)
        } else {
          let digits = String(byte, radix: 16, uppercase: true)
          result += ("%" + (digits.utf8.count == 1 ? "0" : "") + digits).utf8
        }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
