import NeuralCore

/// What one rendering keeps: the network, the marks handed out, the errors met.
final class ViewState {
  let worksheet: Worksheet
  let marks = MarkRegister()
  private(set) var errors: [any Error] = []

  init(worksheet: Worksheet) { self.worksheet = worksheet }

  func record(_ error: any Error) { errors.append(error) }
}
