import Algebra
import Diagnostics
import NeuralCore

extension NetworkCellReader {
  mutating func loss(_ node: YAMLNode) -> Loss? {
    places["loss"] = node.place
    if node.entries != nil { return writtenLoss(node) }
    let name = node.text ?? ""
    if let loss = Loss.named(name) { return loss }
    report(
      "unknown-loss", "there is no loss called \(node.described)", node.place,
      help: Self.help(for: name, among: Loss.all.map(\.name), called: "losses"))
    return nil
  }
}
