import Diagnostics
import Foundation
import Testing

@testable import Audit

/// What the SARIF 2.1.0 schema demands of a log, checked by structure.
struct SARIFTests {
  private typealias Members = [String: Any]

  private func log(_ report: AuditReport) throws -> Members {
    let text = SARIFReport(report, version: "1.2.3").text
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Members)
  }

  private func run(_ report: AuditReport) throws -> Members {
    try #require((try log(report)["runs"] as? [Members])?.first)
  }

  private static let text = """
    $a = 0.2 \\cdot 0.3 = 0.07$

    <!-- deltabook: ignore -->
    $c = 0.5 \\cdot 0.5 = 0.35$

    $b = 2a = 0.14$

    $0.1 \\unknowncommand{3} = 0.2$
    """

  @Test func `A log has its version, its schema and one run`() throws {
    let log = try log(ReportTests.report(Self.text))
    #expect(log["version"] as? String == "2.1.0")
    #expect(log["$schema"] as? String == "https://json.schemastore.org/sarif-2.1.0.json")
    #expect(Set(log.keys) == ["$schema", "version", "runs"])
    let run = try run(ReportTests.report(Self.text))
    #expect(Set(run.keys) == ["tool", "columnKind", "artifacts", "results"])
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
  }

  @Test func `Rules have stable names, words and levels`() throws {
    let run = try run(ReportTests.report(Self.text))
    let driver = try #require((run["tool"] as? Members)?["driver"] as? Members)
    #expect(driver["name"] as? String == "deltabook")
    #expect(driver["semanticVersion"] as? String == "1.2.3")
    let rules = try #require(driver["rules"] as? [Members])
    #expect(
      rules.map { $0["id"] as? String } == [
        "slip", "carried", "unread", "unused-ignore", "stale-region", "other-network", "convention",
      ])
    for rule in rules {
      for key in ["shortDescription", "fullDescription", "help"] {
        let words = try #require((rule[key] as? Members)?["text"] as? String)
        #expect(words.count > 10)
      }
      let level = (rule["defaultConfiguration"] as? Members)?["level"] as? String
      #expect(["none", "note", "warning", "error"].contains(level))
    }
  }

  @Test func `Results have all that the schema demands`() throws {
    let results = try #require(
      try run(ReportTests.report(Self.text, name: "docs/my page.md"))["results"] as? [Members])
    #expect(
      results.map { $0["ruleId"] as? String } == ["slip", "slip", "carried", "unread"])
    var prints: Set<String> = []
    for result in results {
      let message = try #require((result["message"] as? Members)?["text"] as? String)
      #expect(!message.isEmpty)
      #expect(result["ruleIndex"] is Int)
      let location = try #require((result["locations"] as? [Members])?.first)
      try check(location)
      for related in result["relatedLocations"] as? [Members] ?? [] { try check(related) }
      let print = (result["partialFingerprints"] as? Members)?["deltabookClaim/v1"] as? String
      #expect(prints.insert(try #require(print)).inserted)
    }
  }

  private func check(_ location: Members) throws {
    let place = try #require(location["physicalLocation"] as? Members)
    #expect((place["artifactLocation"] as? Members)?["uri"] as? String == "docs/my%20page.md")
    let region = try #require(place["region"] as? Members)
    let numbers = try ["startLine", "startColumn", "endLine", "endColumn"].map {
      try #require(region[$0] as? Int)
    }
    #expect(numbers.allSatisfy { $0 >= 1 })
    #expect((numbers[0], numbers[1]) < (numbers[2], numbers[3]))
  }

  @Test func `Carried numbers point to their roots, slips to what follows`() throws {
    let results = try #require(
      try run(ReportTests.report(Self.text))["results"] as? [Members])
    func related(_ index: Int) -> [Int?] {
      (results[index]["relatedLocations"] as? [Members] ?? []).map {
        (($0["physicalLocation"] as? Members)?["region"] as? Members)?["startLine"] as? Int
      }
    }
    #expect(related(0) == [6])
    #expect(related(2) == [1])
    #expect(results[0]["suppressions"] == nil)
    let suppression = (results[1]["suppressions"] as? [Members])?.first
    #expect(suppression?["kind"] as? String == "inSource")
  }

  @Test func `Fingerprints stay when lines move`() throws {
    func prints(_ text: String) throws -> [String?] {
      let results = try #require(try run(ReportTests.report(text))["results"] as? [Members])
      return results.map {
        ($0["partialFingerprints"] as? Members)?["deltabookClaim/v1"] as? String
      }
    }
    #expect(try prints(Self.text) == prints("# New\n\nWords.\n\n" + Self.text))
  }

  @Test(arguments: [
    ("docs/page.md", "docs/page.md"), ("a b#c?.md", "a%20b%23c%3F.md"),
    ("/x/ü.md", "file:///x/%C3%BC.md"), ("<stdin>", "%3Cstdin%3E"),
  ])
  func `Paths become references`(_ path: String, _ uri: String) {
    #expect(SARIFReport.uri(path) == uri)
  }
}
