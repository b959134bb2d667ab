import Diagnostics
import Testing

@testable import Audit

/// What documents do the same way throughout, from small documents that do it.
struct ConventionTests {
  private func statements(_ text: String) -> [String] {
    ReportTests.report(text).conventions.map(\.text)
  }

  @Test(arguments: [
    // 0.59327 and 0.75136 are rounded up everywhere else.
    (
      """
      $a = 0.5 + 0.09327 = 0.5932$

      $b = 0.7 + 0.05136 = 0.7513$

      $c = 0.1 + 0.03848 = 0.1384$
      """, "digits are cut off, not rounded (3 places)"
    ),
    (
      """
      $y_1 = \\sigma(1.0) = 1.0$

      $y_2 = \\sigma(-0.5) = 0$

      $y_3 = \\sigma(0.5) = 0.5$
      """, "`σ` is ReLU (3 places)"
    ),
    (
      """
      $a = -\\log(0.5) = 0.301$

      $b = -\\log(0.2) = 0.699$
      """, "`log` is the logarithm to base 10 (2 places)"
    ),
    (
      "$E = \\frac{1}{2}(t - o)^2 = \\frac{1}{2}(0.01 - 0.7514)^2 = 0.2748$",
      "squared errors are halved (1 place)"
    ),
    ("$L = (y - \\hat{y})^2$", "squared errors are neither halved nor averaged (1 place)"),
    ("$L = \\frac{1}{n} (y - \\hat{y})^2$", "squared errors are averaged (1 place)"),
    ("$w_5^{new} = w_5 - \\eta \\delta_1 x_1$", "updates subtract the gradient (1 place)"),
    (
      "$w \\gets w + \\eta \\delta x$",
      "updates add what they compute (1 place)"
    ),
  ])
  func `A convention is said once, with its evidence`(_ text: String, _ statement: String) {
    let report = ReportTests.report(text)
    #expect(report.conventions.map(\.text) == [statement])
    #expect(!report.hasSlips)
    #expect(TextReport(report).text.contains("\nconvention: \(statement)\n"))
  }

  @Test(arguments: [
    "", "$a = 0.2 \\cdot 0.3 = 0.06$", "$a = -\\ln(0.5) = 0.693$, $b = -\\log(0.2) = 1.609$",
    "$y = \\sigma(0.5) = 0.622$",
    // One way here and another there is no convention.
    "$E = \\frac{1}{2}(t - o)^2$ and $L = (t - o)^2$",
    "$w' = w - \\eta g x$ and $w \\gets w + \\eta \\delta x$",
  ])
  func `The usual and the undecided are not mentioned`(_ text: String) {
    #expect(statements(text) == [])
  }

  @Test func `A logarithm that is called natural stays so`() {
    let report = ReportTests.report(
      """
      $a = \\log(0.5) = -0.301$, $b = \\log(0.2) = -0.699$

      $c = \\ln(0.5) = -0.693$
      """)
    #expect(!report.hasSlips)
    #expect(report.conventions.map(\.kind) == [.logarithm])
  }

  @Test func `The first place that shows a convention is known`() {
    let report = ReportTests.report(
      "$b = 2$\n\n$E = \\frac{1}{2}(t - o)^2$ and again $E = \\frac{1}{2}(t - o)^2$")
    #expect(report.conventions.map { $0.place?.location } == ["3:2"])
  }

  @Test func `Programs find conventions in JSON and SARIF`() {
    let report = ReportTests.report("$L = (y - \\hat{y})^2$")
    let words = "squared errors are neither halved nor averaged"
    #expect(
      JSONReport(report).text.contains(
        #""conventions":[{"kind":"loss","statement":"\#(words)","evidence":1,"exceptions":0}]"#))
    let log = SARIFReport(report, version: "0.0.0").text
    #expect(log.contains(#""ruleId":"convention""#))
    #expect(log.contains("The document's convention: \(words) (1 place)"))
    // The formula stands between the dollars: columns 2 to 20.
    #expect(
      log.contains(
        #""region":{"startLine":1,"startColumn":2,"endLine":1,"endColumn":21}"#))
  }
}
