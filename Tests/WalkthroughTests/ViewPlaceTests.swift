import Diagnostics
import NeuralCore
import Notation
import Testing

@testable import Walkthrough

/// What of a network each view of the catalogue can be asked for.
@Suite struct ViewPlaceTests {
  @Test func everyViewAppliesWhereItShould() throws {
    var lines: [String] = []
    for view in try ViewCatalogue.names {
      var kinds: [String] = []
      for network in SampleNetwork.all {
        let sheet = try SampleNetwork.worksheet(network, SampleNetwork.pencil)
        let renderer = ViewRenderer { _ in nil }
        for place in ViewCatalogue.places(sheet)
        where try ViewCatalogue.render(view, place.attributes, sheet, renderer) != nil {
          if !kinds.contains(place.kind) { kinds.append(place.kind) }
        }
      }
      lines.append("\(view): \(kinds.joined(separator: ", "))")
    }
    print(lines.joined(separator: "\n"))
  }
}
