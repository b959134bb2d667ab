/// The kinds of findings; their names are stable.
enum SARIFRule: String, CaseIterable {
  case slip
  case carried
  case unread
  case unusedIgnore = "unused-ignore"
  case staleRegion = "stale-region"
  case otherNetwork = "other-network"
  case convention

  var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  var level: String {
    switch self {
    case .slip: "error"
    case .carried, .unread, .convention: "note"
    case .unusedIgnore, .staleRegion, .otherNetwork: "warning"
    }
  }

  private var summary: String {
    switch self {
    case .slip: "A number does not follow from what is printed"
    case .carried: "A number follows from a wrong one"
    case .unread: "A number or formula could not be judged"
    case .unusedIgnore: "A comment silences nothing"
    case .staleRegion: "Regenerating a region would change it"
    case .otherNetwork: "The document is not about this network"
    case .convention: "The document does something the same way throughout"
    }
  }

  private var help: String {
    switch self {
    case .slip:
      "The number is neither what its operands give as they are printed, nor what they give when "
        + "they are taken back to all the digits they may have had, nor what the network has. "
        + "`deltabook diff --fix` writes the right one; `<!-- deltabook: ignore -->` on the line "
        + "before silences the finding."
    case .carried:
      "The number is right for the operands that are printed, one of which is wrong or copies a "
        + "wrong number. Mending that one is not enough: this one changes with it. "
        + "`deltabook diff --fix` changes both."
    case .unread:
      "Nothing is said about a number that is not understood or that could be several things. "
        + "`--fail-on unread` makes this an error."
    case .unusedIgnore:
      "On the line that the comment speaks of nothing is found. Take the comment away, lest it hide "
        + "a finding that is yet to come."
    case .staleRegion:
      "The region's text is not what its view writes today. `deltabook run --in-place` writes it "
        + "again; an edit by hand belongs into the text around it or into the view."
    case .otherNetwork:
      "Most numbers that the notebook's network has, too, are others in the document, so that the "
        + "network was put aside. Check that the notebook is the document's."
    case .convention:
      "Its numbers and formulas show a convention, so that it is said once and not at every number. "
        + "Numbers are judged by those of rounding, precision and functions; the others only tell how "
        + "the document is written. The places that show it are counted, the first one is marked."
    }
  }

  var value: OrderedJSON {
    .object([
      ("id", .string(rawValue)),
      ("shortDescription", .object([("text", .string(summary))])),
      ("fullDescription", .object([("text", .string(help))])),
      ("help", .object([("text", .string(help)), ("markdown", .string(help))])),
      ("defaultConfiguration", .object([("level", .string(level))])),
    ])
  }
}
