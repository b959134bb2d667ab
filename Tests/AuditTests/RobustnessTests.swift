import Diagnostics
import Testing

@testable import Audit

/// Documents that once were too much for the reader; the fuzzer found them.
struct RobustnessTests {
  @Test(arguments: [
    // A product held against a negated quotient was compared with itself for ever.
    "$0.2 \\cdot 0.3 = -0.1/0.2$",
    "$0.2 \\cdot 0.3 = -x$, $0.2 + 0.3 = -(0.1/0.2)$, $-(0.2 \\cdot 0.3) = -(0.1 \\cdot 0.6)$",
  ])
  func `Documents are judged to their end`(_ text: String) {
    let report = ReportTests.report(text)
    #expect(!TextReport(report, showsAll: true).text.isEmpty)
    #expect(!SARIFReport(report, version: "0.0.0").text.isEmpty)
  }

  @Test(arguments: [
    "", "\u{0}", "$", "$$", "|", "\u{FEFF}", "\r", "$$\n|", "<!-- deltabook: ignore -->",
  ])
  func `Next to nothing is no document with slips`(_ text: String) throws {
    let report = ReportTests.report(text)
    #expect(!report.hasSlips)
    #expect(try FixTests.fix(text).text == text)
  }
}
