import NeuralCore

/// What one rendering keeps: the network, the marks handed out, the errors met.
final class ViewState {
  let worksheet: Worksheet
  let marks = MarkRegister()
  private(set) var errors: [any Error] = []
  private var missingKeys: Set<String> = []

  init(worksheet: Worksheet) { self.worksheet = worksheet }

  /// Keeps an error; a key that the network lacks is one error, however many names need it.
  func record(_ error: any Error) {
    if case ViewFault.missing(_, let key)? = error as? ViewFault {
      guard missingKeys.insert(key).inserted else { return }
    }
    errors.append(error)
  }
}
