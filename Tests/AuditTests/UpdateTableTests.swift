import Diagnostics
import Testing

@testable import Audit

/// Tables of updates on pages without a network. By hand, with η = 0.1: 0.5 − 0.012 = 0.488,
/// 0.3 + 0.004 = 0.304, 0.2 − 0.01 = 0.19.
struct UpdateTableTests {
  private static let table = """
    With $\\eta = 0.1$:

    | | before | gradient | after |
    |---|---|---|---|
    | $w_1$ | 0.500 | +0.120 | 0.488 |
    | $w_2$ | 0.300 | -0.040 | 0.304 |
    | $w_3$ | 0.200 | 0.100 | 0.190 |
    """

  private static func claims(_ text: String) throws -> [String] {
    let report = AuditReport(
      SourceText(name: "page.md", text: text), lexicon: try Lexicon.installed(.repository))
    return report.findings.map {
      "\($0.claim.place.line) \($0.claim.published) \($0.verdict.rawValue)"
    }
  }

  @Test func `New values follow from gradients`() throws {
    #expect(try Self.claims(Self.table) == ["5 0.488 match", "6 0.304 match", "7 0.190 match"])
  }

  @Test(arguments: [
    ("0.190", "0.180", "7 0.180 slip"), ("0.488", "0.498", "5 0.498 slip"),
    ("0.304", "0.296", "6 0.296 slip"),
  ])
  func `A row that does not follow is a slip`(right: String, wrong: String, slip: String) throws {
    let claims = try Self.claims(Self.table.replacing(right, with: wrong))
    #expect(claims.filter { !$0.hasSuffix("match") } == [slip])
  }

  @Test func `Rows in which nothing changes do not say which way an update goes`() throws {
    let text = """
      | Weight | Old value | Gradient | Change | New value |
      |---|---|---|---|---|
      | $w_1$ | 0.4 | 0.0000 | 0.0000 | 0.4000 |
      | $w_2$ | 0.7 | 0.0000 | 0.0000 | 0.7000 |
      | $w_3$ | 0.2 | -0.1200 | +0.0600 | 0.2600 |
      """
    #expect(try Self.claims(text).allSatisfy { $0.hasSuffix("match") })
    #expect(
      try Self.claims(text.replacing("0.2600", with: "0.2500")).filter { !$0.hasSuffix("match") }
        == ["5 0.2500 slip"])
  }

  @Test func `Changes and other languages are read, too`() throws {
    let text = """
      Mit $\\eta = 0.1$:

      | Gewicht | alter Wert | Gradient | Änderung | neuer Wert |
      |---|---|---|---|---|
      | $w_1$ | 0.500 | 0.120 | -0.012 | 0.488 |
      | $w_2$ | 0.300 | -0.040 | 0.004 | 0.304 |
      | $w_3$ | 0.200 | 0.100 | -0.010 | 0.180 |
      """
    #expect(
      try Self.claims(text).filter { !$0.hasSuffix("match") } == ["7 0.180 slip"])
  }

  @Test(arguments: [
    // No rate, and two.
    ("With $\\eta = 0.1$:", "So:"),
    ("With $\\eta = 0.1$:", "First $\\eta = 0.1$, then $\\eta = 0.2$:"),
    // Rows that follow something else.
    ("0.488 |\n| $w_2$ | 0.300 | -0.040 | 0.304", "0.431 |\n| $w_2$ | 0.300 | -0.040 | 0.377"),
  ])
  func `Where nothing says how, nothing is said`(old: String, new: String) throws {
    #expect(try Self.claims(Self.table.replacing(old, with: new)).isEmpty)
  }
}
