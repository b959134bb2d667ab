import Algebra
import Diagnostics
import NeuralCore
import Notation
import Testing

@testable import Walkthrough

/// Every view at every place of several networks, recomputed from what it prints.
@Suite struct CalculatorTests {
  struct Setting: CustomTestStringConvertible {
    let network: NetworkDefinition
    let precision: Precision
    let digits: Int

    var testDescription: String { "\(network.name), \(precision.rawValue), \(digits) digits" }

    func sheet() throws -> Worksheet {
      let rule = DigitRule(selector: "default", digits: .decimals(digits))
      return try SampleNetwork.worksheet(
        network, Presentation(precision: precision, digits: [rule]))
    }
  }

  static let settings = SampleNetwork.all.flatMap { network in
    Precision.allCases.flatMap { precision in
      [3, 5, 8].map { Setting(network: network, precision: precision, digits: $0) }
    }
  }

  @Test(arguments: settings) func everyPrintedRelationHolds(_ setting: Setting) throws {
    let sheet = try setting.sheet()
    let renderer = ViewRenderer { _ in nil }
    var (findings, relations) = ([String](), 0)
    for view in try ViewCatalogue.names {
      let approximates = try SampleNetwork.view(view).text.contains("\\approx")
      for place in ViewCatalogue.places(sheet) {
        guard let text = try ViewCatalogue.render(view, place.attributes, sheet, renderer) else {
          continue
        }
        let calculator = Calculator(sheet, text, templateApproximates: approximates)
        relations += calculator.relationCount
        findings += calculator.findings.map {
          "\(view) \(place.attributes.map { "\($0.key)=\($0.value)" }.joined(separator: " ")): \($0)"
        }
      }
    }
    #expect(findings.isEmpty, "\(findings.count):\n\(findings.prefix(60).joined(separator: "\n"))")
    #expect(relations > 500)
  }
}
