import Diagnostics
import Testing

@testable import Audit

/// Lines that say the same of different things: a difference has to be taken the same way round.
struct ParallelLineTests {
  private static func slips(_ text: String) -> [String] {
    let report = AuditReport(
      SourceText(name: "page.md", text: text), lexicon: ClaimTests.lexicon)
    return report.findings.filter { $0.verdict == .slip }.map {
      "\($0.claim.place.line) \($0.claim.published): \($0.explanation ?? "")"
    }
  }

  @Test(arguments: [
    // 0.25 - 0.731 = -0.481, 0.95 - 0.613 = 0.337.
    (
      "- Unit 1: $a_1 = 0.731$ for $t_1 = 0.25$ (off by $-0.481$)\n"
        + "- Unit 2: $a_2 = 0.613$ for $t_2 = 0.95$ (off by $-0.337$)\n",
      ["2 -0.337: line 1 takes the difference the other way round"]
    ),
    // The majority is right: 0.731 - 0.25, 0.613 - 0.95, 0.512 - 0.75.
    (
      "Unit 1 gives 0.731, wanted 0.25: -0.481\n\nUnit 2 gives 0.613, wanted 0.95: -0.337\n\n"
        + "Unit 3 gives 0.512, wanted 0.75: -0.238\n",
      ["1 -0.481: line 3 takes the difference the other way round"]
    ),
    // Lines of one paragraph.
    (
      "Unit 1 gives 0.731, wanted 0.25: $-0.481$\nUnit 2 gives 0.613, wanted 0.95: $-0.337$",
      ["2 -0.337: line 1 takes the difference the other way round"]
    ),
  ])
  func `A difference taken the other way round is a slip`(_ text: String, _ expected: [String]) {
    #expect(Self.slips(text) == expected)
  }

  @Test(arguments: [
    // Signs that belong there.
    "- Unit 1: 0.731 for 0.25 (off by -0.481)\n- Unit 2: 0.613 for 0.95 (off by 0.337)\n",
    "- Unit 1: 0.731 for 0.25 (off by 0.481)\n- Unit 2: 0.613 for 0.95 (off by -0.337)\n",
    // How far apart they are.
    "- Unit 1: 0.731 for 0.25 (off by 0.481)\n- Unit 2: 0.613 for 0.95 (off by 0.337)\n",
    // Something else in one of them.
    "- Unit 1: 0.731 for 0.25 (off by -0.481)\n- Unit 2: 0.613 for 0.95 (off by -0.402)\n",
    // Lines that say other things.
    "- Unit 1: 0.731 for 0.25 (off by -0.481)\n- It falls from 0.613 to 0.95 by (-0.337)\n",
    "- Unit 1: 0.731 for 0.25 (off by -0.481)\n\n# More\n\n- Unit 2: 0.613 for 0.95 (off by -0.337)\n",
    // Lines with other numbers of numbers: a display is none of them.
    "The inputs are 0.05, 0.10, the bias 0.35.\n\n## Forward\n\n$$\nz = 1 + 2 = 3\n$$\nwhere $z$ is.\n",
    "For H 1 it is 0.593, not 0.610: -0.017.\nFor H1 it is 0.731, not 0.610: 0.121.\n",
    // A sign of the page that stands for a number elsewhere.
    "- Unit 1: 0.731 for 0.25 (off by -0.481)\n- Unit #: 0.613 for 0.95 (off by -0.337)\n",
    // Too short to tell.
    "- Unit 1: 0.7 for 0.2 (off by -0.5)\n- Unit 2: 0.6 for 0.9 (off by -0.3)\n",
  ])
  func `Other lines are left alone`(_ text: String) {
    #expect(Self.slips(text) == [])
  }
}
