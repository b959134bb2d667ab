import NeuralCore

/// What one rendering keeps: the network, the marks handed out, the errors met.
final class ViewState {
  let worksheet: Worksheet
  let marks = MarkRegister()
  private(set) var errors: [any Error] = []
  private var missingKeys: Set<String> = []
  private var lacksAttribute = false

  init(worksheet: Worksheet) { self.worksheet = worksheet }

  /// Keeps an error; a key that the network lacks is one error, however many names need it, and what
  /// the view is about cannot be printed where it has not been named.
  func record(_ error: any Error) {
    if case ViewFault.missing(_, let key)? = error as? ViewFault {
      guard missingKeys.insert(key).inserted else { return }
    }
    if case ViewFault.missingAttribute? = error as? ViewFault { lacksAttribute = true }
    if lacksAttribute, case ViewFault.unknownName(".", _)? = error as? ViewFault { return }
    errors.append(error)
  }
}
