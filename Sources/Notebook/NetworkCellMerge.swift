/// Lays the keys of a network cell over those of a weaker one.
enum NetworkCellMerge {
  /// Keys whose mapping has one key, a name or a choice: another one replaces all of it.
  private static let choices: Set = ["input", "target", "optimizer", "notation"]

  /// - Parameters:
  ///   - own: The mapping that decides.
  ///   - weaker: The mapping of an earlier cell or of the front matter; its name is not inherited.
  static func merge(_ own: YAMLNode, over weaker: YAMLNode) -> YAMLNode {
    guard let ownEntries = own.entries, let weakerEntries = weaker.entries else { return own }
    var entries = weakerEntries.filter { $0.key != "name" && $0.key != "like" }
    for entry in ownEntries {
      if let index = entries.firstIndex(where: { $0.key == entry.key }) {
        let value = mergeValues(entry.key, entry.value, over: entries[index].value)
        entries[index] = YAMLNode.Entry(key: entry.key, keyPlace: entry.keyPlace, value: value)
      } else {
        entries.append(entry)
      }
    }
    return YAMLNode(.mapping(entries), at: own.place)
  }

  private static func mergeValues(
    _ key: String, _ own: YAMLNode, over weaker: YAMLNode
  ) -> YAMLNode {
    switch key {
    case "layers": mergeLayers(own, over: weaker)
    case "digits": mergeMappings(own, over: selectors(weaker))
    case "input", "target": own.isData(likeThat: weaker) ? mergeMappings(own, over: weaker) : own
    case _ where choices.contains(key):
      own.entries?.map(\.key) == weaker.entries?.map(\.key) ? mergeMappings(own, over: weaker) : own
    default: mergeMappings(own, over: weaker)
    }
  }

  private static func mergeMappings(_ own: YAMLNode, over weaker: YAMLNode) -> YAMLNode {
    guard let ownEntries = own.entries, var entries = weaker.entries else { return own }
    for entry in ownEntries {
      if let index = entries.firstIndex(where: { $0.key == entry.key }) {
        let value = mergeMappings(entry.value, over: entries[index].value)
        entries[index] = YAMLNode.Entry(key: entry.key, keyPlace: entry.keyPlace, value: value)
      } else {
        entries.append(entry)
      }
    }
    return YAMLNode(.mapping(entries), at: own.place)
  }

  /// Layers with the same name are merged, others appended.
  private static func mergeLayers(_ own: YAMLNode, over weaker: YAMLNode) -> YAMLNode {
    guard let ownItems = own.items, let weakerItems = weaker.items else { return own }
    var items = weakerItems
    let inherited = weakerItems.count
    for item in ownItems {
      // A layer given twice in one cell stays there twice, to be reported.
      if let name = layerName(item),
        let index = items[..<inherited].firstIndex(where: { layerName($0) == name }),
        let value = item.entries?.first, let old = items[index].entries?.first
      {
        let merged = YAMLNode.Entry(
          key: name, keyPlace: value.keyPlace, value: mergeMappings(value.value, over: old.value))
        items[index] = YAMLNode(.mapping([merged]), at: item.place)
      } else {
        items.append(item)
      }
    }
    return YAMLNode(.list(items), at: own.place)
  }

  private static func layerName(_ item: YAMLNode) -> String? {
    item.entries?.count == 1 ? item.entries?.first?.key : nil
  }

  /// `digits: 5` as the mapping it is short for.
  private static func selectors(_ node: YAMLNode) -> YAMLNode {
    guard node.text != nil else { return node }
    let entry = YAMLNode.Entry(key: "default", keyPlace: node.place, value: node)
    return YAMLNode(.mapping([entry]), at: node.place)
  }
}

extension YAMLNode {
  /// Whether two inputs have the same name and come from the same kind of source.
  fileprivate func isData(likeThat other: YAMLNode) -> Bool {
    func source(_ node: YAMLNode) -> String? {
      guard let entry = node.entries?.first else { return nil }
      let keys = entry.value.entries?.map(\.key) ?? []
      return entry.key + "." + (keys.first(where: NetworkCellLayers.sources.contains) ?? "")
    }
    return entries?.count == other.entries?.count && source(self) == source(other)
  }
}
