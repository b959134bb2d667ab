package import Diagnostics
import NeuralCore
package import Walkthrough

/// `run --to json`: every quantity of every network at full precision.
package struct ValuesJSON {
  package init() {}

  /// One document for the networks of a notebook, in their order.
  ///
  /// - Throws: `DiagnosticError` if a value is out of range.
  package func text(_ sheets: [Worksheet]) throws(DiagnosticError) -> String {
    var networks: [String] = []
    for sheet in sheets {
      do {
        networks.append(try network(sheet))
      } catch {
        throw DiagnosticError(sheet.diagnostic(for: error))
      }
    }
    return "{\"networks\":[" + networks.joined(separator: ",") + "]}\n"
  }

  private func network(_ sheet: Worksheet) throws -> String {
    let quantities = try sheet.graph.quantities.map { quantity in
      let values = try sheet.run.values(quantity.id)
      let symbols = (0..<quantity.count).map {
        JSONString.quoted(sheet.symbol(Element(quantity.id, $0)))
      }
      let shape = quantity.shape.map(String.init).joined(separator: ",")
      return "\(JSONString.quoted(quantity.name)):{\"shape\":[\(shape)],"
        + "\"values\":\(nested(values.map(number), quantity.shape)),"
        + "\"symbols\":\(nested(symbols, quantity.shape))}"
    }
    return "{\"name\":\(JSONString.quoted(sheet.graph.name)),\"step\":0,"
      + "\"quantities\":{\(quantities.joined(separator: ","))}}"
  }

  private func number(_ value: Double?) -> String {
    guard let value else { return "null" }
    return value == 0 ? "0" : value.description
  }

  /// Entries nested as the shape; a scalar stands alone.
  private func nested(_ entries: [String], _ shape: [Int]) -> String {
    guard let count = shape.first else { return entries.first ?? "null" }
    let size = entries.count / max(1, count)
    let parts = (0..<count).map { index in
      nested(Array(entries[index * size..<(index + 1) * size]), Array(shape.dropFirst()))
    }
    return "[" + parts.joined(separator: ",") + "]"
  }
}
