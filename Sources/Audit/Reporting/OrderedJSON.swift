internal import Diagnostics

/// A JSON value to be written: members keep their order, numbers their digits. `JSONValue` of `Jupyter` is for what is
/// read.
enum OrderedJSON {
  case null
  case bool(Bool)
  case integer(Int)
  /// A number as it is written.
  case number(String)
  case string(String)
  case array([OrderedJSON])
  case object([(String, OrderedJSON)])

  var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let text): text
    case .string(let text): JSONString.quoted(text)
    case .array(let items): "[" + items.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { JSONString.quoted($0.0) + ":" + $0.1.text }.joined(separator: ",") + "}"
    }
  }
}
