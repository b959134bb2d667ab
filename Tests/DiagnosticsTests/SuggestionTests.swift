import Diagnostics
import Testing

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("sigmiod", "sigmoid"),
    ("sigmod", "sigmoid"),
    ("Sigmoid", "sigmoid"),
    ("rleu", "relu"),
    ("tanhh", "tanh"),
    ("softmax", nil),
    ("x", nil),
    ("", nil),
    ("h2", nil),
    ("out_12", nil),
  ])
  func offersTheNearestNameOnly(name: String, expected: String?) {
    let names = ["sigmoid", "tanh", "relu", "identity", "h1", "out_1"]
    #expect(Suggestion.nearest(to: name, among: names) == expected)
    #expect(Suggestion.help(for: name, among: names) == expected.map { "did you mean `\($0)`?" })
  }

  @Test func prefersTheFirstOfEquallyNearNames() {
    #expect(Suggestion.nearest(to: "weigt", among: ["weight", "weigh"]) == "weight")
  }
}
