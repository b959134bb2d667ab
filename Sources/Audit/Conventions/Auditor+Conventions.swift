extension Auditor {
  /// What the document does the same way throughout, each said once.
  var conventions: [Convention] {
    let survey = FormulaSurvey(document)
    let formulas = [
      survey.losses.winner().map(Self.loss), survey.updates.winner().map(Self.update),
    ]
    return functionVotes.conventions + habits.conventions
      + (formulas + [vectors]).compactMap { $0 }
  }

  private static func loss(
    _ winner: (choice: FormulaSurvey.LossFactor, evidence: Int, exceptions: Int)
  ) -> Convention {
    let statement =
      switch winner.choice {
      case .one: "squared errors are neither halved nor averaged"
      case .half: "squared errors are halved"
      case .mean: "squared errors are averaged"
      }
    return Convention(
      kind: .loss, statement: statement, evidence: winner.evidence, exceptions: winner.exceptions)
  }

  private static func update(
    _ winner: (choice: FormulaSurvey.Update, evidence: Int, exceptions: Int)
  ) -> Convention {
    let statement =
      switch winner.choice {
      case .subtracts: "updates subtract the gradient"
      case .adds: "updates add: an error signal is the gradient with its sign turned"
      }
    return Convention(
      kind: .updates, statement: statement, evidence: winner.evidence, exceptions: winner.exceptions
    )
  }
}

extension Habits {
  /// What is unusual, to be said once.
  var conventions: [Convention] {
    var found: [Convention] = []
    if truncates {
      let often = cut > rounded ? ", not rounded" : " here and there"
      found.append(
        Convention(
          kind: .rounding, statement: "digits are cut off\(often)", evidence: cut,
          exceptions: rounded))
    }
    // One number may be excused; a habit is more.
    if isSingle, single >= 3 {
      found.append(
        Convention(
          kind: .precision, statement: "numbers were computed in single precision",
          evidence: single, exceptions: exact))
    }
    return found
  }
}
