import Foundation
import TestSupport
import Testing

/// `notebooks/published-figures.md` against the figures that were published for its network (Mazur 2015).
@Suite struct PublishedFiguresTests {
  private static let figures: [(reference: String, printed: String)] = [
    ("h.out.1", "0.593269992"), ("h.out.2", "0.596884378"), ("o.net.1", "1.105905967"),
    ("o.out.1.8d", "0.75136507"), ("o.out.2", "0.772928465"), ("loss.1", "0.274811083"),
    ("loss.2", "0.023560026"), ("loss", "0.298371109"), ("o.weight.1.1.grad", "0.082167041"),
    ("o.net.grad.1", "0.138498562"), ("o.slope.1", "0.186815602"), ("w_5.new.8d", "0.35891648"),
    ("w_6.new", "0.408666186"), ("w_7.new", "0.511301270"), ("w_8.new", "0.561370121"),
    ("h.out.grad.1", "0.036350306"), ("h.slope.1", "0.241300709"), ("w_1.grad", "0.000438568"),
    ("w_1.new", "0.149780716"), ("w_2.new.8d", "0.19956143"), ("w_3.new.8d", "0.24975114"),
    ("w_4.new.8d", "0.29950229"),
    // Of the program that updates layer by layer.
    ("program/loss@1", "0.291027924"), ("program/loss@10000", "0.000035085"),
    ("program/o.out.1@10000", "0.015912196"), ("program/o.out.2@10000", "0.984065734"),
    // Recomputed in Python with the loss's gradients, biases left alone and not.
    ("example/loss@1", "0.291027774"), ("example/loss@10000", "0.000035102"),
    ("biases/loss@1", "0.280471447"), ("biases/loss@10000", "0.000002448"),
  ]

  @Test func everyDigitIsReproduced() throws {
    let notebook = try String(
      contentsOf: Repository.root.appending(path: "notebooks/published-figures.md"), encoding: .utf8
    )
    let values = Self.figures.map { figure in
      let network = figure.reference.contains("/") ? "" : "example/"
      return "\n`= \(network)\(figure.reference)`\n"
    }.joined()
    let outcome = try Program.run(["run", "-"], input: notebook + values, in: Folder())
    #expect(outcome.errors == "")
    let lines = outcome.output.split(separator: "\n").suffix(Self.figures.count)
    #expect(lines.map(String.init) == Self.figures.map { "$\($0.printed)$" })
  }
}
