import Algebra
import Diagnostics
import Notation

extension NetworkCellReader {
  mutating func presentation(_ node: YAMLNode) -> Presentation {
    var presentation = Presentation()
    if let notation = node["notation"] { presentation.notation = self.notation(notation) }
    if let precision = node["precision"] {
      presentation.precision = choice(precision, of: "precision") ?? .exact
    }
    if let rounding = node["rounding"] {
      presentation.rounding = choice(rounding, of: "rounding") ?? .halfUp
    }
    if let digits = node["digits"] { presentation.digits = self.digits(digits) }
    return presentation
  }

  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: YAMLNode, of key: String, noun: String? = nil
  ) -> Choice? {
    places[key] = node.place
    if let choice = node.text.flatMap({ Choice(rawValue: $0) }) { return choice }
    report(
      "unknown-\(key)", "there is no \(noun ?? key) called \(node.described)", node.place,
      help: Self.help(
        for: node.text ?? "", among: Choice.allCases.map(\.rawValue), called: "its values"))
    return nil
  }

  private mutating func notation(_ node: YAMLNode) -> NotationChoice {
    if let preset = node.text, !node.isEmpty {
      places["notation"] = node.place
      return NotationChoice(preset: preset, presetPlace: node.place)
    }
    guard
      let entry = onlyEntry(
        node, of: "notation", example: "notation: {textbook: {bias: 'b_{unit}'}}")
    else { return NotationChoice() }
    places["notation"] = entry.keyPlace
    var choice = NotationChoice(preset: entry.key, presetPlace: entry.keyPlace)
    guard let roles = entry.value.entries else {
      if !entry.value.isEmpty {
        report(
          "wrong-type",
          "`\(entry.key)` must be a mapping from roles to patterns, not "
            + entry.value.described, entry.value.place)
      }
      return choice
    }
    for role in roles {
      places["notation.\(role.key)"] = role.value.place
      guard let pattern = role.value.text, !role.value.isEmpty else {
        let found = role.value.described
        report(
          "wrong-type", "the pattern of \(role.key.quotedForMessage) must be text, not \(found)",
          role.value.isEmpty ? role.keyPlace : role.value.place,
          help: role.value.entries == nil ? nil : "write TeX in single quotes")
        continue
      }
      choice.overrides.append(.init(role: role.key, pattern: pattern, place: role.keyPlace))
    }
    return choice
  }

  /// `digits: 5`, or digits by selector. The rules' places are the selectors'.
  private mutating func digits(_ node: YAMLNode) -> [DigitRule] {
    places["digits"] = node.place
    guard let entries = node.entries else {
      return digits(of: node).map {
        [DigitRule(selector: "default", digits: $0, place: node.place)]
      } ?? []
    }
    return entries.compactMap { entry in
      places["digits.\(entry.key)"] = entry.value.place
      return digits(of: entry.value).map {
        DigitRule(selector: entry.key, digits: $0, place: entry.keyPlace)
      }
    }
  }

  private mutating func digits(of node: YAMLNode) -> Digits? {
    if let digits = node.text.flatMap({ Digits($0) }) { return digits }
    report(
      "digits-syntax", "\(node.described) does not say how many digits", node.place,
      help: "write `5` (decimals), `3s` (significant), `5t` (zeros trimmed), `3!` (exactly) or "
        + "`given`, \(Digits.limit) at most")
    return nil
  }
}
