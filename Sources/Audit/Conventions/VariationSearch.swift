internal import NeuralCore

/// Finds the conventions by which a document computes and a notebook's network does not: those with which
/// the network has the document's numbers.
struct VariationSearch {
  /// A convention and how many more of the document's numbers are the network's with it.
  struct Found {
    let variation: NetworkVariation
    let evidence: Int
  }

  /// What reading the document with a network finds.
  private(set) var survey: Auditor
  private(set) var model: NetworkModel
  private(set) var found: [Found] = []

  /// More conventions than this at once are another network.
  private static var limit: Int { 3 }
  /// So many digits together hardly meet by chance.
  private static var tellingDigits: Int { 6 }

  /// - Parameter read: Reads the document with a network.
  init(_ model: NetworkModel, _ read: (NetworkModel) -> Auditor) {
    (self.model, survey) = (model, read(model))
    guard !survey.otherPlaces.isEmpty else { return }
    while found.count < Self.limit, !survey.otherPlaces.isEmpty {
      let candidates = NetworkVariation.allCases.compactMap { variation in
        self.model.varied(by: variation).flatMap { model in
          candidate(variation, model, read(model))
        }
      }
      guard let best = candidates.max(by: { $0.gain < $1.gain }) else { return }
      found.append(best.found)
      (self.model, survey) = (best.model, best.survey)
    }
  }

  private struct Candidate {
    let found: Found
    let model: NetworkModel
    let survey: Auditor
    let gain: Int
  }

  /// A convention if it explains half of what is otherwise or more, and spoils nothing that was right.
  private func candidate(
    _ variation: NetworkVariation, _ model: NetworkModel, _ other: Auditor
  ) -> Candidate? {
    let explained = survey.otherPlaces.intersection(other.fittingPlaces.keys)
    let spoilt = other.otherPlaces.intersection(survey.fittingPlaces.keys)
    let digits = explained.reduce(0) { $0 + (other.fittingPlaces[$1] ?? 0) }
    guard digits >= Self.tellingDigits, explained.count * 2 >= survey.otherPlaces.count,
      spoilt.isEmpty
    else { return nil }
    return Candidate(
      found: Found(variation: variation, evidence: explained.count), model: model, survey: other,
      gain: digits)
  }
}

extension VariationSearch.Found {
  /// What the document does, in words.
  var convention: Convention {
    Convention(kind: kind, statement: statement, evidence: evidence, exceptions: 0)
  }

  private var kind: Convention.Kind {
    switch variation {
    case .halvedErrors, .plainErrors, .averagedErrors: .loss
    case .summedExamples, .averagedExamples: .examples
    case .frozenBiases, .updatedBiases: .biases
    case .updatedWeights, .formerWeights: .backpropagation
    case .errorSignals, .gradientSignals: .delta
    case .transposedWeights: .weights
    }
  }

  private var statement: String {
    switch variation {
    case .halvedErrors: "squared errors are halved, unlike the network's"
    case .plainErrors:
      "squared errors are neither halved nor averaged, unlike the network's"
    case .averagedErrors: "squared errors are averaged over the outputs, unlike the network's"
    case .summedExamples: "the examples' losses are added up, unlike the network's"
    case .averagedExamples: "the examples' losses are averaged, unlike the network's"
    case .frozenBiases: "biases keep their values, unlike the network's"
    case .updatedBiases: "biases are updated, unlike the network's"
    case .updatedWeights: "the error goes back through weights that are already updated"
    case .formerWeights: "the error goes back through the weights of before the update"
    case .errorSignals: "δ is the error signal, the gradient with its sign turned"
    case .transposedWeights: "square matrices of weights are the notebook's transposed"
    case .gradientSignals: "δ is the gradient, not the error signal"
    }
  }
}
