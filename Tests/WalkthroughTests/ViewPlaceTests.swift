import Diagnostics
import NeuralCore
import Notation
import Testing

@testable import Walkthrough

/// What of a network each view of the catalogue can be asked for.
@Suite struct ViewPlaceTests {
  /// Views and the kinds of places they are for; they may apply to others too.
  static let places: [(kind: String, views: String)] = [
    (
      "network",
      """
      activations all-updates bias-updates biases data-flow forward-values input-vector inputs \
      layer-updates net-inputs output-error-vector outputs propagation target-vector targets \
      total-loss total-loss-equation update-reference weights
      """
    ),
    (
      "layer",
      """
      activation-vector activations bias-updates biases data-flow delta-vector error-vector \
      forward-values gradient-matrix layer-updates net-input-matrix net-inputs slope-vector \
      slope-vector-entries transposed-weights update-reference weight-matrix weights
      """
    ),
    (
      "hidden unit",
      """
      activation activation-steps delta error-signals error-sum net-input net-input-terms \
      sensitivity sensitivity-equation slope-steps total-error total-error-table
      """
    ),
    (
      "output unit",
      """
      activation activation-steps delta error-sum loss-derivation loss-slope loss-steps net-input \
      net-input-terms sensitivity sensitivity-equation slope-steps
      """
    ),
    (
      "weight",
      """
      gradient-derivation gradient-factors gradient-product hidden-gradient hidden-gradient-short \
      hidden-gradient-sum passed-back weight-contribution weight-contribution-equation \
      update-stages weight-transfer weight-update weight-update-equation weight-update-short
      """
    ),
    (
      "bias",
      """
      gradient-derivation gradient-factors gradient-product update-stages weight-update \
      weight-update-equation weight-update-short
      """
    ),
  ]

  @Test(arguments: SampleNetwork.all) func viewsApplyToAllPlacesOfTheirKind(
    _ network: NetworkDefinition
  ) throws {
    let sheet = try SampleNetwork.worksheet(network, SampleNetwork.pencil(of: network))
    let renderer = ViewRenderer { _ in nil }
    for (kind, views) in Self.places {
      for view in views.split(separator: " ").map(String.init) {
        for place in ViewCatalogue.places(sheet) where place.kind == kind {
          let text = try ViewCatalogue.render(view, place.attributes, sheet, renderer)
          #expect(text != nil, "\(view) \(place.attributes.map(\.value))")
        }
      }
    }
  }

  /// Views of one optimizer's updates, which other networks do not have.
  static let optimizerViews: [(view: String, network: String)] = [
    (view: "momentum-update", network: "nesterov"), ("rmsprop-update", "rmsprop"),
    ("adam-update", "adamw"), ("adagrad-update", "adagrad"), ("regularized-gradient", "adamw"),
    ("learning-rate", "adamw"),
  ]

  @Test(arguments: optimizerViews) func optimizerViewsApplyToParameters(
    _ view: String, _ name: String
  ) throws {
    let network = try #require(SampleNetwork.all.first { $0.name == name })
    let sheet = try SampleNetwork.worksheet(network, SampleNetwork.pencil(of: network))
    for place in ViewCatalogue.places(sheet, step: 1) where place.kind == "weight" {
      let text = try ViewCatalogue.render(
        view, place.attributes, sheet, ViewRenderer { _ in nil })
      #expect(text != nil, "\(view) \(place.attributes.map(\.value))")
    }
  }

  /// Pictures with what they are asked for, and a network they can be drawn of.
  static let pictures: [(view: String, attributes: [String: String])] = [
    (view: "network-diagram", attributes: [:]), ("computation-graph", [:]),
    ("computation-graph", ["unit": "O_1"]), ("curve", ["quantity": "w_5,loss", "steps": "3"]),
    ("loss-curve", ["steps": "3"]), ("accuracy-curve", ["quantity": "loss", "steps": "3"]),
    ("heat-map", ["quantity": "H.weight.grad"]),
    ("weight-map", ["layer": "O"]), ("activation-function", ["layer": "H"]),
    ("decision-regions", ["width": "20"]),
  ]

  @Test(arguments: pictures) func picturesAreDrawn(
    _ view: String, _ attributes: [String: String]
  ) throws {
    for presentation in [Presentation(), SampleNetwork.pencil] {
      let sheet = try SampleNetwork.worksheet(SampleNetwork.feedForward, presentation)
      let text = try ViewCatalogue.render(
        view, attributes.map { .init(key: $0.key, value: $0.value) }, sheet,
        ViewRenderer { _ in nil })
      #expect(text?.pictures.count == 1, "\(view)")
    }
  }

  @Test func everyPictureOfTheCatalogueIsDrawn() throws {
    #expect(Set(Self.pictures.map(\.view)) == Set(try ViewCatalogue.pictures))
  }

  @Test func everyViewOfTheCatalogueHasAPlace() throws {
    let named = Set(Self.places.flatMap { $0.views.split(separator: " ").map(String.init) })
      .union(Self.optimizerViews.map(\.view)).union(BatchViewTests.views.map(\.view))
    #expect(named == Set(try ViewCatalogue.names))
  }
}
