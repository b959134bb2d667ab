import NeuralCore

/// What one rendering keeps: the network, the marks handed out, the errors met.
final class ViewState {
  let worksheet: Worksheet
  let options: PictureOptions
  let wording: Wording
  private var pictures = 0

  /// A view may have so many pictures: each of them can take as long as training.
  static let pictureLimit = 24
  let marks = MarkRegister()
  private(set) var errors: [any Error] = []
  private var missingKeys: Set<String> = []
  private var lookups = 0

  /// A view may look up so many names: loops within loops multiply.
  static let lookupLimit = 1_000_000

  /// Counts a name that is looked up.
  ///
  /// - Returns: Whether the view may go on; the first time it may not is an error.
  func mayLookUp() -> Bool {
    lookups += 1
    if lookups == Self.lookupLimit { errors.append(ViewFault.tooLarge) }
    return lookups < Self.lookupLimit
  }
  private var lacksAttribute = false

  init(worksheet: Worksheet, options: PictureOptions, wording: Wording) {
    (self.worksheet, self.options, self.wording) = (worksheet, options, wording)
  }

  var hasPicture: Bool { pictures > 0 }

  /// Counts a picture that is about to be drawn.
  ///
  /// - Throws: `PictureFault` if there are too many.
  func drawPicture() throws {
    pictures += 1
    if pictures > Self.pictureLimit { throw PictureFault.tooManyPictures }
  }

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
