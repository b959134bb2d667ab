extension Auditor {
  /// What the document does the same way throughout, each said once.
  var conventions: [Convention] {
    let survey = FormulaSurvey(document)
    let formulas = [
      survey.losses.convention(.loss, \.statement),
      survey.updates.convention(.updates, \.statement),
    ]
    let varied =
      [model?.notationConvention(allValues)].compactMap { $0 } + variations.map(\.convention)
    let said = Set(varied.map(\.kind))
    return varied + functionVotes.conventions + habits.conventions
      + (formulas + [vectors]).compactMap { $0 }.filter { !said.contains($0.kind) }
  }
}

extension Votes {
  /// What won, in words.
  func convention(_ kind: Convention.Kind, _ statement: (Choice) -> String) -> Convention? {
    winner().map {
      Convention(
        kind: kind, statement: statement($0.choice), evidence: $0.evidence,
        exceptions: $0.exceptions, place: places[$0.choice])
    }
  }
}

extension FormulaSurvey.LossFactor {
  fileprivate var statement: String {
    switch self {
    case .one: "squared errors are neither halved nor averaged"
    case .half: "squared errors are halved"
    case .mean: "squared errors are averaged"
    }
  }
}

extension FormulaSurvey.Update {
  fileprivate var statement: String {
    switch self {
    case .subtracts: "updates subtract the gradient"
    case .adds: "updates add what they compute"
    }
  }
}

extension Habits {
  /// What is unusual, to be said once.
  var conventions: [Convention] {
    var found: [Convention] = []
    if truncates, certainlyCut > 0 {
      let often = cut > rounded ? ", not rounded" : " here and there"
      found.append(
        Convention(
          kind: .rounding, statement: "digits are cut off\(often)", evidence: cut,
          exceptions: rounded, place: firstCut))
    }
    // One number may be excused; a habit is more.
    if isSingle, single >= 3 {
      found.append(
        Convention(
          kind: .precision, statement: "numbers were computed in single precision",
          evidence: single, exceptions: exact, place: firstSingle))
    }
    return found
  }
}
