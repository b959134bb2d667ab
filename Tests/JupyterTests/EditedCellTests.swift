import Testing

@testable import Jupyter

/// Prose that was edited in Jupyter keeps the values' sources where it was not touched.
struct EditedCellTests {
  private let written = """
    It answers `= y.out` where `= t` was wanted.
    Nothing here.
    And $w_5 \\to <<w_5.new>>$, so $`x`$.
    """

  @Test func untouchedLinesKeepTheirSources() {
    let edited = EditedCell(
      written: written,
      edited: """
        New first line.
        It answers $0.5987$ where $1$ was wanted.
        Nothing there.
        And $w_5 \\to 0.36$, so $x$.
        """)
    #expect(
      edited.text == """
        New first line.
        It answers `= y.out` where `= t` was wanted.
        Nothing there.
        And $w_5 \\to <<w_5.new>>$, so $`x`$.
        """)
    #expect(edited.lost == [])
  }

  @Test func valuesOfEditedLinesAreNamed() {
    let edited = EditedCell(
      written: written, edited: "It answered $0.5987$ where $1$ was wanted.\nNothing here.")
    #expect(edited.text == "It answered $0.5987$ where $1$ was wanted.\nNothing here.")
    #expect(edited.lost == ["`= y.out`", "`= t`", "<<w_5.new>>"])
  }
}
