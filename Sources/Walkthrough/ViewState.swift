import NeuralCore

/// What one rendering keeps: the network, the marks handed out, the errors met.
final class ViewState {
  let worksheet: Worksheet
  let marks = MarkRegister()
  private(set) var errors: [any Error] = []

  init(worksheet: Worksheet) { self.worksheet = worksheet }

  func record(_ error: any Error) {
    if case ViewFault.unknownName(let name, _)? = error as? ViewFault {
      let isKnown = errors.contains { other in
        if case ViewFault.unknownName(name, _)? = other as? ViewFault { true } else { false }
      }
      if isKnown { return }
    }
    errors.append(error)
  }
}
