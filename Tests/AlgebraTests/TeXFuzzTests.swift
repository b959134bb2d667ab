import Testing

@testable import Algebra

/// Pieces of TeX that mean something to the reader, and some that do not.
private let pieces = [
  "1", "0.5", "12", "x", "e", "w_5", "\\sigma", "(", ")", "[", "]", "{", "}", "\\{", "\\}", "|",
  "^",
  "_", "+", "-", "*", "/", "=", "<", ",", ".", "&", "\\\\", "'", " ", "\\frac", "\\sqrt", "\\cdot ",
  "\\times 10^{-3}", "\\exp", "\\max", "\\text{net}", "\\text{ a b}", "\\text{ReLU}", "\\left(",
  "\\right)", "\\left|", "\\right|", "\\left.", "\\boxed{", "\\hat ", "\\mathbf ", "\\mathbb{1}",
  "\\partial ", "\\Delta ", "\\sum", "\\begin{cases}", "\\end{cases}", "\\begin{bmatrix}",
  "\\end{bmatrix}", "\\begin{aligned}", "\\end{aligned}", "\\quad ", "\\to ", "\\approx ", "\\%",
  "\\odot ", "^T", "^{new}", "{,}000", "δ", "−", "→", "\u{301}", "%", "~", "\\foo", "\\",
  "\\Rightarrow ", "\\frac{\\partial E}{\\partial w}", "\\log_", "\\color", "\u{0}", "é",
]

@Suite struct TeXFuzzTests {
  /// Random formulas are read or refused, and what is read has places inside the source that hold
  /// what they say.
  @Test(arguments: 0..<40)
  func randomInputIsReadOrRefused(_ seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func random(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    for _ in 0..<250 {
      let source = (0..<1 + random(14)).map { _ in pieces[random(pieces.count)] }.joined()
      let size = source.utf8.count
      do {
        for chain in try TeXReader.read(source) {
          #expect(chain.range.lowerBound >= 0 && chain.range.upperBound <= size, "\(source)")
          #expect(
            chain.relations.count == chain.links.count - (chain.continues ? 0 : 1), "\(source)")
          for leaf in chain.links.flatMap(\.value.leaves) {
            #expect(leaf.range.upperBound <= size && !leaf.range.isEmpty, "\(source)")
          }
        }
      } catch let error as TeXReadError {
        #expect(error.range.upperBound <= size && !error.what.isEmpty, "\(source)")
      } catch {
        Issue.record("unexpected \(error) for \(source)")
      }
    }
  }

  /// A symbol's name is in normal form: reading the name again gives the same name.
  @Test(arguments: 0..<40)
  func namesOfSymbolsAreStable(_ seed: Int) throws {
    var state = UInt64(seed) &* 0xBF58_476D_1CE4_E5B9 | 1
    func pick(_ choices: [String]) -> String {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return choices[Int(state % UInt64(choices.count))]
    }
    for _ in 0..<50 {
      let head = pick(["w", "\\delta", "\\hat{y}", "\\mathbf W", "\\text{net}", "\\Delta w"])
      let scripts = [
        pick(["_5", "_{h1}", "_{1,2}", "_{\\text{total}}", "_{o_1}", "_{\\hat y}", ""]),
        pick(["^{new}", "^+", "^{(l)}", "^T", "^{\\mathrm{old}}", "^\\star", ""]),
      ]
      let source = head + (pick(["a", "b"]) == "a" ? scripts : scripts.reversed()).joined()
      let name = try TeXReader.symbol(source)
      #expect(try TeXReader.symbol(name) == name, "\(source)")
    }
  }
}
